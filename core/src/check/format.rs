//! The electronic file (III.4.2, IV.1.3): FT-05, FT-06, FT-10.

use super::case::{Case, Hits};
use super::{Row, row};
use crate::record::documents::{PdfFactsView, PdfPageView};
use crate::rule::{self, Facet, Reason, Rule};

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

/// The pages of a file that can be read; what stands in the way is noted.
fn pages<'r, 'a>(case: &Case<'r, 'a>, rule: &'static Rule, hits: &mut Hits) -> Option<&'r [PdfPageView<'a>]> {
    if is_not_reached(case, rule, hits) {
        return None;
    }
    let pdf: &PdfFactsView<'_> = match &case.record.pdf {
        Some(pdf) if pdf.encrypted == Some(true) => {
            hits.unknown(rule, Reason::Encrypted);
            return None;
        }
        // What is no PDF file has no pages to look at; FT-05 says so.
        Some(pdf) if pdf.is_pdf == Some(false) => return None,
        Some(pdf) if !pdf.pages.is_empty() => pdf,
        _ => {
            hits.missing(rule, "/pdf/pages");
            return None;
        }
    };
    Some(&pdf.pages)
}

/// The page numbers (from 1) in one line.
fn listed(pages: &[u32]) -> String {
    pages.iter().map(|page| (page + 1).to_string()).collect::<Vec<_>>().join(", ")
}

/// FT-06: a page that is not blank has no text that can be copied.
fn image_only(case: &Case<'_, '_>, hits: &mut Hits) {
    let rule = &rule::FT_06;
    let Some(pages) = pages(case, rule, hits) else { return };
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
    let Some(pages) = pages(case, rule, hits) else { return };
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

/// The family.
pub(super) const RULES: &[Row] =
    &[row(&rule::FT_05, not_pdf), row(&rule::FT_06, image_only), row(&rule::FT_10, resolution_low)];
