//! Faults of the paper and of the pages of the file: FT-01 to FT-04, FT-07 to FT-09, FT-11, FT-12.

use serde_json::Value;

use super::part::{PAPER, PDF};
use super::{Expected, Fault, Scene, found};
use crate::faultless::Made;
use crate::place::{has, list, remove, set};

pub(super) const FAULTS: &[Fault] = &[
    Fault { code: "FT-01", touches: PAPER, plant: another_size },
    Fault { code: "FT-02", touches: PAPER, plant: title_set_otherwise },
    Fault { code: "FT-03", touches: PAPER, plant: body_set_otherwise },
    Fault { code: "FT-04", touches: PAPER, plant: narrow_lines },
    Fault { code: "FT-07", touches: PAPER, plant: another_header },
    Fault { code: "FT-08", touches: PAPER, plant: no_number_in_the_footer },
    Fault { code: "FT-09", touches: PAPER, plant: no_mark_in_the_footer },
    Fault { code: "FT-11", touches: PDF, plant: a_page_skipped },
    Fault { code: "FT-11", touches: PDF, plant: a_page_unnumbered },
    Fault { code: "FT-12", touches: PDF, plant: illegible },
];

/// Sets facts of the layout where there is one.
fn laid_out(made: &mut Made, code: &'static str, facts: &[(&str, Value)]) -> Option<Vec<Expected>> {
    has(&made.record, "/paper").then_some(())?;
    for (name, value) in facts {
        set(&mut made.record, &format!("/paper/{name}"), value.clone());
    }
    Some(vec![found(code, "/paper")])
}

/// Letter paper, or a sheet that was cut.
fn another_size(made: &mut Made, scene: &mut Scene<'_>) -> Option<Vec<Expected>> {
    let (width, height) = *scene.random.pick(&[(216, 279), (210, 290), (297, 420)]);
    laid_out(made, "FT-01", &[("width_mm", width.into()), ("height_mm", height.into())])
}

fn title_set_otherwise(made: &mut Made, scene: &mut Scene<'_>) -> Option<Vec<Expected>> {
    let facts =
        [("title_font", Value::from("宋体")), ("title_size", Value::from("15")), ("title_centred", Value::from(false))];
    laid_out(made, "FT-02", &facts[scene.random.below(3)..][..1])
}

fn body_set_otherwise(made: &mut Made, scene: &mut Scene<'_>) -> Option<Vec<Expected>> {
    let facts = [("body_font", Value::from("仿宋")), ("body_size", Value::from("10.5"))];
    laid_out(made, "FT-03", &facts[scene.random.below(2)..][..1])
}

fn narrow_lines(made: &mut Made, scene: &mut Scene<'_>) -> Option<Vec<Expected>> {
    laid_out(made, "FT-04", &[("line_spacing", (*scene.random.pick(&["1", "1.25"])).into())])
}

fn another_header(made: &mut Made, scene: &mut Scene<'_>) -> Option<Vec<Expected>> {
    let facts = [("header_logo", Value::from(false)), ("header_text", Value::from("培训记录"))];
    laid_out(made, "FT-07", &facts[scene.random.below(2)..][..1])
}

fn no_number_in_the_footer(made: &mut Made, _: &mut Scene<'_>) -> Option<Vec<Expected>> {
    laid_out(made, "FT-08", &[("footer_page_number", false.into())])
}

/// The mark was looked for and there is none: a fact that is left out would say nothing.
fn no_mark_in_the_footer(made: &mut Made, _: &mut Scene<'_>) -> Option<Vec<Expected>> {
    laid_out(made, "FT-09", &[("footer_confidentiality", "".into())])
}

/// The last page of a file that has more than one.
fn last_page(made: &Made) -> Option<String> {
    let last = list(&made.record, "/pdf/pages").len().checked_sub(1).filter(|last| *last > 0)?;
    Some(format!("/pdf/pages/{last}"))
}

fn a_page_skipped(made: &mut Made, _: &mut Scene<'_>) -> Option<Vec<Expected>> {
    let page = last_page(made)?;
    let number = made.record.pointer(&format!("{page}/number"))?.as_u64()?;
    set(&mut made.record, &format!("{page}/number"), number + 1);
    Some(vec![found("FT-11", "/pdf/pages")])
}

fn a_page_unnumbered(made: &mut Made, _: &mut Scene<'_>) -> Option<Vec<Expected>> {
    let page = last_page(made)?;
    remove(&mut made.record, &format!("{page}/number"));
    set(&mut made.record, &format!("{page}/numbered"), false);
    Some(vec![found("FT-11", "/pdf/pages")])
}

fn illegible(made: &mut Made, _: &mut Scene<'_>) -> Option<Vec<Expected>> {
    let page = last_page(made)?;
    set(&mut made.record, &format!("{page}/illegible"), true);
    Some(vec![found("FT-12", "/pdf/pages")])
}
