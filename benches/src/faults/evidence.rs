//! Faults of photos, recordings, file: PH-01 to PH-06, TR-01, TR-02, FT-05, FT-06, FT-10.

use serde_json::Value;

use super::part::{PDF, PHOTOS, VIDEO};
use super::{Expected, Fault, Scene, found};
use crate::faultless::Made;
use crate::moment::{later, text};
use crate::place::{has, list, list_mut, remove, set, text as text_at};

pub(super) const FAULTS: &[Fault] = &[
    Fault { code: "PH-01", touches: PHOTOS, plant: too_few },
    Fault { code: "PH-02", touches: PHOTOS, plant: view_missing },
    Fault { code: "PH-03", touches: PHOTOS, plant: unlabelled },
    Fault { code: "PH-04", touches: PHOTOS, plant: mislabelled },
    Fault { code: "PH-05", touches: PHOTOS, plant: reused },
    Fault { code: "PH-06", touches: PHOTOS, plant: not_embedded },
    Fault { code: "TR-01", touches: VIDEO, plant: one_not_filmed },
    Fault { code: "TR-02", touches: VIDEO, plant: badge_unseen },
    Fault { code: "FT-05", touches: PDF, plant: not_pdf },
    Fault { code: "FT-06", touches: PDF, plant: image_only },
    Fault { code: "FT-10", touches: PDF, plant: low_resolution },
];

fn photos(made: &Made) -> usize {
    list(&made.record, "/photos").len()
}

fn too_few(made: &mut Made, scene: &mut Scene<'_>) -> Option<Vec<Expected>> {
    if photos(made) < 3 {
        return None;
    }
    // Two photos, each of another view, leave the third view out: one cannot be had without the other.
    let rows = list_mut(&mut made.record, "/photos")?;
    rows.truncate(3);
    rows.remove(scene.random.below(3));
    made.relink();
    Some(vec![found("PH-01", "/photos"), found("PH-02", "/photos")])
}

fn view_missing(made: &mut Made, _: &mut Scene<'_>) -> Option<Vec<Expected>> {
    if photos(made) < 3 {
        return None;
    }
    set(&mut made.record, "/photos/1/view", "Panorama");
    Some(vec![found("PH-02", "/photos")])
}

fn unlabelled(made: &mut Made, scene: &mut Scene<'_>) -> Option<Vec<Expected>> {
    let at = scene.random.below(photos(made).max(1));
    let label = *scene.random.pick(&["taken_at", "place"]);
    remove(&mut made.record, &format!("/photos/{at}/{label}")).then(|| vec![found("PH-03", format!("/photos/{at}"))])
}

fn mislabelled(made: &mut Made, scene: &mut Scene<'_>) -> Option<Vec<Expected>> {
    if photos(made) < 3 {
        return None;
    }
    let at = scene.random.below(3);
    if scene.random.chance(1, 2) || !has(&made.record, "/place") {
        let taken = later(made.session.end, scene.random.between(1, 40));
        set(&mut made.record, &format!("/photos/{at}/taken_at"), text(taken));
    } else {
        set(&mut made.record, &format!("/photos/{at}/place"), "厂区北门广场");
    }
    Some(vec![found("PH-04", format!("/photos/{at}"))])
}

fn reused(made: &mut Made, _: &mut Scene<'_>) -> Option<Vec<Expected>> {
    let count = photos(made);
    if count < 3 {
        return None;
    }
    let rows = list_mut(&mut made.record, "/photos")?;
    let copy = rows[0].clone();
    rows.push(copy);
    Some(vec![found("PH-05", format!("/photos/{count}"))])
}

fn not_embedded(made: &mut Made, scene: &mut Scene<'_>) -> Option<Vec<Expected>> {
    if photos(made) < 3 {
        return None;
    }
    let at = scene.random.below(3);
    set(&mut made.record, &format!("/photos/{at}/embedded"), false);
    Some(vec![found("PH-06", format!("/photos/{at}"))])
}

/// Places of the practice videos among the videos.
fn practices(made: &Made) -> Vec<usize> {
    let videos = list(&made.record, "/videos").iter().enumerate();
    videos.filter(|(_, video)| text_at(video, "/subject") == "Practice").map(|(at, _)| at).collect()
}

fn one_not_filmed(made: &mut Made, _: &mut Scene<'_>) -> Option<Vec<Expected>> {
    let last = *practices(made).last()?;
    remove(&mut made.record, &format!("/videos/{last}"));
    Some(vec![found("TR-01", "/videos")])
}

fn badge_unseen(made: &mut Made, scene: &mut Scene<'_>) -> Option<Vec<Expected>> {
    let of = practices(made);
    let at = *of.first()?;
    match scene.random.below(3) {
        0 => {
            remove(&mut made.record, &format!("/videos/{at}/console_no"));
        }
        1 => {
            remove(&mut made.record, &format!("/videos/{at}/badge_no"));
        }
        _ => {
            let other = made.session.cast.officer.number();
            set(&mut made.record, &format!("/videos/{at}/badge_no"), other);
        }
    }
    Some(vec![found("TR-02", format!("/videos/{at}"))])
}

fn not_pdf(made: &mut Made, _: &mut Scene<'_>) -> Option<Vec<Expected>> {
    if !has(&made.record, "/pdf") {
        return None;
    }
    set(&mut made.record, "/pdf/is_pdf", false);
    Some(vec![found("FT-05", "/pdf")])
}

/// The last page, which is a scan.
fn scan(made: &Made) -> Option<usize> {
    let pages = list(&made.record, "/pdf/pages");
    pages.iter().rposition(|page| page["scanned"] == Value::Bool(true))
}

fn image_only(made: &mut Made, _: &mut Scene<'_>) -> Option<Vec<Expected>> {
    let at = scan(made)?;
    set(&mut made.record, &format!("/pdf/pages/{at}/text_characters"), 0);
    Some(vec![found("FT-06", "/pdf/pages")])
}

fn low_resolution(made: &mut Made, scene: &mut Scene<'_>) -> Option<Vec<Expected>> {
    let at = scan(made)?;
    let axis = *scene.random.pick(&["dpi_x", "dpi_y"]);
    set(&mut made.record, &format!("/pdf/pages/{at}/{axis}"), *scene.random.pick(&[150, 200, 299]));
    Some(vec![found("FT-10", "/pdf/pages")])
}
