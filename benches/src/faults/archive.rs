//! Faults of how an archived record is kept: AR-01 to AR-09.

use anxun::calendar::add_months;
use anxun::value::local_date;
use serde_json::{Value, json};

use super::part::{ARCHIVE, ASSESSMENT, CERTIFICATES, PHOTOS, PLAN, SIGN_IN, VIDEO};
use super::{Expected, Fault, Scene, found, found_also};
use crate::faultless::Made;
use crate::place::{has, list, remove, set};

pub(super) const FAULTS: &[Fault] = &[
    Fault { code: "AR-01", touches: ARCHIVE, plant: cabinet_unfit },
    Fault { code: "AR-01", touches: ARCHIVE, plant: cabinet_unknown },
    Fault { code: "AR-02", touches: ARCHIVE, plant: another_label },
    Fault { code: "AR-03", touches: ARCHIVE, plant: boxes_exchanged },
    Fault { code: "AR-03", touches: ARCHIVE, plant: two_years_in_a_box },
    Fault { code: "AR-04", touches: ARCHIVE, plant: can_be_changed },
    Fault { code: "AR-05", touches: ARCHIVE, plant: no_disc_off_site },
    Fault { code: "AR-06", touches: CERTIFICATES, plant: no_video_in_the_file },
    Fault { code: "AR-07", touches: CERTIFICATES, plant: certificate_unknown },
    Fault { code: "AR-07", touches: CERTIFICATES, plant: certificate_unnamed },
    Fault { code: "AR-08", touches: ARCHIVE, plant: a_page_less_on_paper },
    Fault { code: "AR-08", touches: ARCHIVE, plant: uploaded_otherwise },
    Fault { code: "AR-08", touches: ARCHIVE, plant: uploaded_without_digest },
    Fault { code: "AR-09", touches: LINKS, plant: link_to_nothing },
    Fault { code: "AR-09", touches: LINKS, plant: no_link_to_the_plan },
];

/// Links are written anew where what they lead to is taken out.
const LINKS: u32 = ARCHIVE | PLAN | SIGN_IN | VIDEO | ASSESSMENT | PHOTOS;

/// Sets a fact that is there.
fn changed(made: &mut Made, at: &str, value: impl Into<Value>) -> Option<()> {
    has(&made.record, at).then(|| set(&mut made.record, at, value))
}

fn cabinet_unfit(made: &mut Made, scene: &mut Scene<'_>) -> Option<Vec<Expected>> {
    let lacks = *scene.random.pick(&["dedicated", "fireproof", "dampproof"]);
    changed(made, &format!("/storage/cabinet/{lacks}"), false)?;
    Some(vec![found("AR-01", "/storage/cabinet")])
}

fn cabinet_unknown(made: &mut Made, _: &mut Scene<'_>) -> Option<Vec<Expected>> {
    changed(made, "/archive/paper/cabinet", "G99")?;
    Some(vec![found("AR-01", "/archive/paper/cabinet")])
}

fn another_label(made: &mut Made, scene: &mut Scene<'_>) -> Option<Vec<Expected>> {
    let path = "/storage/cabinet/label";
    changed(made, path, *scene.random.pick(&["安全培训", "人事档案", ""]))?;
    Some(vec![found("AR-02", path)])
}

fn boxes_exchanged(made: &mut Made, _: &mut Scene<'_>) -> Option<Vec<Expected>> {
    let mut boxes = list(&made.record, "/storage/boxes").to_vec();
    (boxes.len() == 2).then_some(())?;
    boxes.reverse();
    set(&mut made.record, "/storage/boxes", boxes);
    Some(vec![found("AR-03", "/storage/boxes/1")])
}

fn two_years_in_a_box(made: &mut Made, _: &mut Scene<'_>) -> Option<Vec<Expected>> {
    let year = made.record.pointer("/storage/boxes/1/years/0")?.as_u64()?;
    set(&mut made.record, "/storage/boxes/1/years", vec![year, year - 1]);
    Some(vec![found("AR-03", "/storage/boxes/1")])
}

fn can_be_changed(made: &mut Made, _: &mut Scene<'_>) -> Option<Vec<Expected>> {
    let path = "/archive/electronic/read_only";
    changed(made, path, false)?;
    Some(vec![found("AR-04", path)])
}

/// The disc was never written, or stands beside the archive; the month for it is over.
fn no_disc_off_site(made: &mut Made, scene: &mut Scene<'_>) -> Option<Vec<Expected>> {
    let last = add_months(local_date(made.custody.archived?), 1).ok()?;
    if local_date(scene.as_of) <= last || !has(&made.record, "/storage/media/0") {
        return None;
    }
    if scene.random.chance(1, 2) {
        remove(&mut made.record, "/storage/media");
    } else {
        let disc = json!({"id": "GP-01", "kind": "OpticalDisc", "site": "档案室", "off_site": false});
        set(&mut made.record, "/storage/media/0", disc);
    }
    Some(vec![found("AR-05", "/storage/media")])
}

fn no_video_in_the_file(made: &mut Made, scene: &mut Scene<'_>) -> Option<Vec<Expected>> {
    let files = list(&made.record, "/person_files").len();
    if files == 0 || made.session.is_on_equipment() {
        return None;
    }
    let file = format!("/person_files/{}", scene.random.below(files));
    remove(&mut made.record, &format!("{file}/practical_video")).then(|| vec![found("AR-06", file)])
}

fn certificate_unknown(made: &mut Made, _: &mut Scene<'_>) -> Option<Vec<Expected>> {
    changed(made, "/certificate_no", "AG000000")?;
    Some(vec![found("AR-07", "/certificate_no")])
}

fn certificate_unnamed(made: &mut Made, _: &mut Scene<'_>) -> Option<Vec<Expected>> {
    remove(&mut made.record, "/certificate_no").then(|| vec![found("AR-07", "/certificate_no")])
}

fn a_page_less_on_paper(made: &mut Made, _: &mut Scene<'_>) -> Option<Vec<Expected>> {
    let pages = made.record.pointer("/archive/paper/pages")?.as_u64()?.checked_sub(1)?;
    set(&mut made.record, "/archive/paper/pages", pages);
    Some(vec![found("AR-08", "/archive/electronic/pages")])
}

fn uploaded_otherwise(made: &mut Made, scene: &mut Scene<'_>) -> Option<Vec<Expected>> {
    let path = "/archive/electronic/digest";
    changed(made, path, scene.random.digest())?;
    Some(vec![found("AR-08", path)])
}

fn uploaded_without_digest(made: &mut Made, _: &mut Scene<'_>) -> Option<Vec<Expected>> {
    let path = "/package/upload_digest";
    has(&made.record, "/archive").then_some(())?;
    remove(&mut made.record, path).then(|| vec![found_also("AR-08", path)])
}

fn link_to_nothing(made: &mut Made, scene: &mut Scene<'_>) -> Option<Vec<Expected>> {
    let path = "/links/sign_in";
    changed(made, path, scene.random.digest())?;
    Some(vec![found("AR-09", path)])
}

fn no_link_to_the_plan(made: &mut Made, _: &mut Scene<'_>) -> Option<Vec<Expected>> {
    // In the log of a team the plan is not asked for.
    if made.session.is_team_activity() {
        return None;
    }
    remove(&mut made.record, "/links/plan").then(|| vec![found("AR-09", "/links/plan")])
}
