//! The layout on paper (IV.1.3): FT-01 to FT-04, FT-07 to FT-09.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::case::{Case, Hits};
use super::steps::was_handed_over;
use crate::error::{Error, ErrorCode, Result};
use crate::policy::{PolicyVersion, paper_size};
use crate::record::documents::PaperFormatView;
use crate::rule::{self, Facet, Reason, Rule};
use crate::value::{decimal_text, is_blank, parse_decimal, same_text};

/// What the policy asks of the layout.
#[derive(Clone, Debug)]
pub(crate) struct Layout {
    /// Name of the paper, its shorter and its longer side in millimetres.
    paper: (String, u32, u32),
    /// The title.
    title: Face,
    /// The body.
    body: Face,
    /// Lines.
    line_spacing: Option<Decimal>,
    /// Text of the header.
    header: Option<String>,
    /// Whether the footer has to carry a page number.
    pub(super) footer_number: bool,
    /// Whether it has to carry a confidentiality mark.
    pub(super) footer_mark: bool,
}

/// Font, size and place of a text; what is `None` is not asked.
#[derive(Clone, Debug)]
struct Face {
    font: Option<String>,
    points: Option<Decimal>,
    centred: bool,
}

impl Layout {
    /// Reads one version of the policy.
    ///
    /// # Errors
    /// A size of letters that is no number.
    pub(super) fn of(policy: &PolicyVersion) -> Result<Self> {
        let name = policy.text("format.paper").unwrap_or("A4");
        let (short, long) = paper_size(name).unwrap_or((210, 297));
        let footer = policy.codes("format.footer").unwrap_or_default();
        let asks = |part: &str| footer.iter().any(|code| code == part);
        Ok(Layout {
            paper: (name.to_owned(), short, long),
            title: Face::of(policy.texts("format.title"), "format.title")?,
            body: Face::of(policy.texts("format.body"), "format.body")?,
            line_spacing: policy.decimal("format.line_spacing"),
            header: policy.text("format.header_text").map(|text| text.trim().to_owned()),
            footer_number: asks("PageNumber"),
            footer_mark: asks("Confidentiality"),
        })
    }
}

impl Face {
    fn of(texts: Option<&BTreeMap<String, String>>, key: &'static str) -> Result<Self> {
        let text = |name: &str| texts.and_then(|texts| texts.get(name)).map(String::as_str);
        let points = text("size_pt").map(parse_decimal).transpose();
        Ok(Face {
            font: text("font").map(str::to_owned),
            points: points.map_err(|_| Error::new(ErrorCode::Range, "no size", "size_pt in points").at(key))?,
            centred: text("align") == Some("Center"),
        })
    }

    fn shown(&self) -> String {
        let centred = self.centred.then(|| "centred".to_owned());
        let points = self.points.map(|points| format!("{} pt", decimal_text(points)));
        [centred, self.font.clone(), points].into_iter().flatten().collect::<Vec<_>>().join(", ")
    }
}

/// The facts of the layout. Without any the record may still be unprinted: until the hand-over there is no paper to look at.
fn paper<'r, 'a>(case: &Case<'r, 'a>, rule: &'static Rule, hits: &mut Hits) -> Option<&'r PaperFormatView<'a>> {
    let paper = case.record.paper.as_ref();
    if paper.is_none() {
        if case.carries(Facet::Package) && !was_handed_over(case) {
            hits.unknown(rule, Reason::NotReached);
        } else {
            hits.missing(rule, "/paper");
        }
    }
    paper
}

/// One thing that a rule looks at: whether it is as it should be (`None` = not known), its field, what was seen.
type Look = (Option<bool>, &'static str, Option<String>);

/// One finding for all that is wrong; else the first fact that is not known.
fn judge(hits: &mut Hits, rule: &'static Rule, looks: &[Look], expected: impl FnOnce() -> String) {
    if looks.iter().any(|(is_right, ..)| *is_right == Some(false)) {
        let wrong = looks.iter().filter(|(is_right, ..)| *is_right == Some(false));
        let observed: Vec<&str> = wrong.filter_map(|(.., seen)| seen.as_deref()).collect();
        hits.find(rule, "/paper", observed.join(", "), expected());
    } else if let Some((_, field, _)) = looks.iter().find(|(is_right, ..)| is_right.is_none()) {
        hits.missing(rule, format!("/paper/{field}"));
    }
}

/// What was seen, written only where it is wrong.
fn look(is_right: Option<bool>, field: &'static str, seen: impl FnOnce() -> String) -> Look {
    (is_right, field, (is_right == Some(false)).then(seen))
}

/// FT-01: the paper has not the size that is asked; which way it lies does not matter.
pub(super) fn size_wrong(case: &Case<'_, '_>, hits: &mut Hits) {
    let rule = &rule::FT_01;
    let Some(paper) = paper(case, rule, hits) else { return };
    let (name, short, long) = &case.terms.layout.paper;
    let is_side = |side: u32| side == *short || side == *long;
    let mm = |side: Option<u32>| side.map_or_else(|| "?".to_owned(), |side| side.to_string());
    let is_right = match (paper.width_mm, paper.height_mm) {
        (Some(width), Some(height)) => Some((width.min(height), width.max(height)) == (*short, *long)),
        (Some(side), None) | (None, Some(side)) if !is_side(side) => Some(false),
        _ => None,
    };
    let field = if paper.width_mm.is_none() { "width_mm" } else { "height_mm" };
    let seen = || format!("{} × {} mm", mm(paper.width_mm), mm(paper.height_mm));
    judge(hits, rule, &[look(is_right, field, seen)], || format!("{name} ({short} × {long} mm)"));
}

fn font(face: &Face, seen: Option<&str>, field: &'static str) -> Look {
    let asked = face.font.as_deref();
    let is_right = asked.map_or(Some(true), |asked| seen.map(|seen| same_text(seen, asked)));
    look(is_right, field, || format!("font {}", seen.unwrap_or_default()))
}

fn points(face: &Face, seen: Option<Decimal>, field: &'static str) -> Look {
    let is_right = face.points.map_or(Some(true), |asked| seen.map(|seen| seen == asked));
    look(is_right, field, || format!("{} pt", seen.map(decimal_text).unwrap_or_default()))
}

/// FT-02: the title is not of the font and size that are asked, or not centred.
pub(super) fn title_wrong(case: &Case<'_, '_>, hits: &mut Hits) {
    let rule = &rule::FT_02;
    let Some(paper) = paper(case, rule, hits) else { return };
    let title = &case.terms.layout.title;
    let centred = if title.centred { paper.title_centred } else { Some(true) };
    let looks = [
        font(title, paper.title_font, "title_font"),
        points(title, paper.title_size, "title_size"),
        look(centred, "title_centred", || "not centred".to_owned()),
    ];
    judge(hits, rule, &looks, || title.shown());
}

/// FT-03: the body is not of the font and size that are asked.
pub(super) fn body_wrong(case: &Case<'_, '_>, hits: &mut Hits) {
    let rule = &rule::FT_03;
    let Some(paper) = paper(case, rule, hits) else { return };
    let body = &case.terms.layout.body;
    let looks = [font(body, paper.body_font, "body_font"), points(body, paper.body_size, "body_size")];
    judge(hits, rule, &looks, || body.shown());
}

/// FT-04: the lines do not stand at the distance that is asked.
pub(super) fn spacing_wrong(case: &Case<'_, '_>, hits: &mut Hits) {
    let rule = &rule::FT_04;
    let Some(paper) = paper(case, rule, hits) else { return };
    let Some(asked) = case.terms.layout.line_spacing else { return };
    let seen = paper.line_spacing;
    let is_right = seen.map(|seen| seen == asked);
    let looks = [look(is_right, "line_spacing", || format!("{} lines", seen.map(decimal_text).unwrap_or_default()))];
    judge(hits, rule, &looks, || format!("{} lines", decimal_text(asked)));
}

/// FT-07: the header has no logo, or not exactly the text that is asked. A blank text says that there is none.
pub(super) fn header_wrong(case: &Case<'_, '_>, hits: &mut Hits) {
    let rule = &rule::FT_07;
    let Some(paper) = paper(case, rule, hits) else { return };
    let asked = case.terms.layout.header.as_deref().unwrap_or_default();
    let text = paper.header_text.map(|text| text.trim() == asked);
    let looks = [
        look(paper.header_logo, "header_logo", || "no logo".to_owned()),
        look(text, "header_text", || format!("text {}", paper.header_text.unwrap_or_default())),
    ];
    judge(hits, rule, &looks, || format!("logo and {asked}"));
}

/// FT-08: the footer carries no page number.
pub(super) fn page_number_missing(case: &Case<'_, '_>, hits: &mut Hits) {
    let rule = &rule::FT_08;
    let Some(paper) = paper(case, rule, hits) else { return };
    let looks = [look(paper.footer_page_number, "footer_page_number", || "no page number".to_owned())];
    judge(hits, rule, &looks, || "a page number in the footer".to_owned());
}

/// FT-09: the footer carries no confidentiality mark. A blank one says that there is none.
pub(super) fn mark_missing(case: &Case<'_, '_>, hits: &mut Hits) {
    let rule = &rule::FT_09;
    let Some(paper) = paper(case, rule, hits) else { return };
    let is_there = paper.footer_confidentiality.map(|mark| !is_blank(mark));
    let looks = [look(is_there, "footer_confidentiality", || "no mark".to_owned())];
    judge(hits, rule, &looks, || "a confidentiality mark in the footer".to_owned());
}
