//! The form of the record (I.4.3, III.4.2, IV.1.3, IV.3.3): the file FT-05, FT-06, FT-10 to FT-12; the paper stands in
//! [`paper`].

use super::case::{Case, Hits};
use super::{Only, Row, paper, row};
use crate::record::documents::{PdfFactsView, PdfPageView};
use crate::rule::{self, Facet, Reason, Rule};
use crate::value::stated;

/// Whether the electronic record is still to be uploaded: before that step there is no file to look at.
fn is_not_reached(case: &Case<'_, '_>, rule: &'static Rule, hits: &mut Hits) -> bool {
    let uploaded = case.record.package.as_ref().is_some_and(|package| package.uploaded_at.is_some());
    let is_before = case.record.pdf.is_none() && case.carries(Facet::Package) && !uploaded;
    if is_before {
        hits.unknown(rule, Reason::NotReached);
    }
    is_before
}

/// FT-05: the electronic record is no PDF file.
fn not_pdf(case: &Case<'_, '_>, hits: &mut Hits) {
    let rule = &rule::FT_05;
    if is_not_reached(case, rule, hits) {
        return;
    }
    match case.record.pdf.as_ref().and_then(|pdf| pdf.is_pdf) {
        Some(true) => {}
        Some(false) => {
            hits.find(rule, "/pdf", "another format", "a PDF file");
        }
        None => hits.missing(rule, "/pdf/is_pdf"),
    }
}

/// The pages of the file; what stands in the way is noted.
fn pages<'r, 'a>(case: &Case<'r, 'a>, rule: &'static Rule, hits: &mut Hits) -> Option<&'r [PdfPageView<'a>]> {
    if is_not_reached(case, rule, hits) {
        return None;
    }
    match &case.record.pdf {
        // What is no PDF file has no pages to look at; FT-05 says so.
        Some(pdf) if pdf.is_pdf == Some(false) => None,
        Some(pdf) if !pdf.pages.is_empty() => Some(&pdf.pages),
        _ => {
            hits.missing(rule, "/pdf/pages");
            None
        }
    }
}

/// The pages of a file that a program can read: of an encrypted one only what people saw of it is known.
fn open_pages<'r, 'a>(case: &Case<'r, 'a>, rule: &'static Rule, hits: &mut Hits) -> Option<&'r [PdfPageView<'a>]> {
    let is_closed = |pdf: &PdfFactsView<'_>| pdf.encrypted == Some(true) && pdf.is_pdf != Some(false);
    if case.record.pdf.as_ref().is_some_and(is_closed) {
        hits.unknown(rule, Reason::Encrypted);
        return None;
    }
    pages(case, rule, hits)
}

/// The page numbers (from 1) in one line.
fn listed(pages: &[u32]) -> String {
    pages.iter().map(|page| (page + 1).to_string()).collect::<Vec<_>>().join(", ")
}

/// FT-06: a page that is not blank has no text that can be copied.
fn image_only(case: &Case<'_, '_>, hits: &mut Hits) {
    let rule = &rule::FT_06;
    let Some(pages) = open_pages(case, rule, hits) else { return };
    let mut without = Vec::new();
    for page in pages.iter().filter(|page| page.blank != Some(true)) {
        match page.text_characters {
            // Nobody says whether the page is blank, which would explain why it has no text.
            Some(0) if page.blank.is_none() => hits.missing(rule, format!("/pdf/pages/{}/blank", page.index)),
            Some(0) => without.push(page.index),
            Some(_) => {}
            None => hits.missing(rule, format!("/pdf/pages/{}/text_characters", page.index)),
        }
    }
    if !without.is_empty() {
        hits.find(
            rule,
            "/pdf/pages",
            format!("no text on page {}", listed(&without)),
            "text that can be copied on every page",
        );
    }
}

/// FT-10: a scanned page has too low a resolution on one of its axes.
fn resolution_low(case: &Case<'_, '_>, hits: &mut Hits) {
    let rule = &rule::FT_10;
    let Some(pages) = open_pages(case, rule, hits) else { return };
    let mut low = Vec::new();
    for page in pages.iter().filter(|page| page.scanned != Some(false)) {
        match (page.dpi_x, page.dpi_y) {
            (Some(x), Some(y)) if x.min(y) >= case.terms.dpi => {}
            // A page of which nobody says whether it is a scan cannot be blamed, nor pass.
            _ if page.scanned.is_none() => hits.missing(rule, format!("/pdf/pages/{}/scanned", page.index)),
            (Some(dpi), None) | (None, Some(dpi)) if dpi >= case.terms.dpi => {
                let missing = if page.dpi_x.is_none() { "dpi_x" } else { "dpi_y" };
                hits.missing(rule, format!("/pdf/pages/{}/{missing}", page.index));
            }
            (None, None) => hits.missing(rule, format!("/pdf/pages/{}/dpi_x", page.index)),
            _ => low.push(page.index),
        }
    }
    if !low.is_empty() {
        hits.find(
            rule,
            "/pdf/pages",
            format!("below on page {}", listed(&low)),
            format!("at least {} dpi", case.terms.dpi),
        );
    }
}

/// FT-11: the pages are not numbered, or not without gap. A blank page may go without a number, and be counted or not.
fn pagination_broken(case: &Case<'_, '_>, hits: &mut Hits) {
    let rule = &rule::FT_11;
    let Some(pages) = pages(case, rule, hits) else { return };
    let (mut before, mut blanks, mut broken) = (0_u32, 0_u32, Vec::new());
    for page in pages {
        match page.number {
            Some(number) => {
                let next = before.saturating_add(1);
                if !(next..=next.saturating_add(blanks)).contains(&number) {
                    broken.push(page.index);
                }
                (before, blanks) = (number, 0);
            }
            None if page.blank == Some(true) => blanks += 1,
            None if page.numbered == Some(false) => {
                broken.push(page.index);
                // What number it should bear is not known of the next one: the count goes on as if it bore it.
                blanks += 1;
            }
            None => {
                hits.missing(rule, format!("/pdf/pages/{}/number", page.index));
                blanks += 1;
            }
        }
    }
    if !broken.is_empty() {
        let observed = format!("broken at page {}", listed(&broken));
        hits.find(rule, "/pdf/pages", observed, "each page numbered, from 1 without gap");
    }
}

/// FT-12: a page was marked as illegible and nothing says what it reads. A page without a mark was not marked.
fn illegible(case: &Case<'_, '_>, hits: &mut Hits) {
    let rule = &rule::FT_12;
    let Some(pages) = pages(case, rule, hits) else { return };
    let is_bare = |page: &&PdfPageView<'_>| page.illegible == Some(true) && stated(page.note).is_none();
    let bare: Vec<u32> = pages.iter().filter(is_bare).map(|page| page.index).collect();
    if !bare.is_empty() {
        hits.find(rule, "/pdf/pages", format!("no note on page {}", listed(&bare)), "a note that says what it reads");
    }
}

/// The family.
pub(super) const RULES: &[Row] = &[
    row(&rule::FT_01, paper::size_wrong),
    row(&rule::FT_02, paper::title_wrong),
    row(&rule::FT_03, paper::body_wrong),
    row(&rule::FT_04, paper::spacing_wrong),
    row(&rule::FT_05, not_pdf),
    row(&rule::FT_06, image_only),
    row(&rule::FT_07, paper::header_wrong),
    row(&rule::FT_08, paper::page_number_missing).only(Only::IfFooterNumber),
    row(&rule::FT_09, paper::mark_missing).only(Only::IfFooterMark),
    row(&rule::FT_10, resolution_low),
    row(&rule::FT_11, pagination_broken),
    row(&rule::FT_12, illegible),
];
