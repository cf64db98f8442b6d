//! The package in which a record is handed over (II.4, III.3.1): RV-06, RV-07.

use super::case::{Case, Hits};
use super::steps::was_handed_over;
use super::{Row, row};
use crate::record::custody::{PackageItemView, PackageView};
use crate::record::people::SignatureView;
use crate::rule::{self, Rule};
use crate::value::stated;
use crate::vocab::EvidenceKind;

/// Whether the record was handed over: before that nobody has a package to look at.
fn is_reached(case: &Case<'_, '_>, rule: &'static Rule, hits: &mut Hits) -> bool {
    hits.reached(rule, was_handed_over(case))
}

/// RV-06: no signed cover with the number of items, or no summary; the summary alone is a warning.
fn cover_or_summary_missing(case: &Case<'_, '_>, hits: &mut Hits) {
    let rule = &rule::RV_06;
    if !is_reached(case, rule, hits) {
        return;
    }
    let package = case.record.package.as_ref();
    let cover = package.and_then(|package| package.cover.as_ref());
    let is_counted = |item: &PackageItemView<'_>| item.count.is_some_and(|count| count > 0);
    let observed = match cover {
        None => Some("no cover"),
        Some(cover) if !cover.items.iter().any(is_counted) => Some("no number of items on the cover"),
        Some(cover) if !cover.signature.as_ref().is_some_and(SignatureView::counts) => Some("cover not signed"),
        Some(_) => None,
    };
    let summary = package.and_then(|package| package.summary.as_ref()).and_then(|summary| stated(summary.text));
    let (path, observed) = match (observed, summary) {
        (Some(observed), Some(_)) => ("/package/cover", observed.to_owned()),
        (Some(observed), None) => ("/package/cover", format!("{observed}, no summary")),
        (None, None) => ("/package/summary", "no summary".to_owned()),
        (None, Some(_)) => return,
    };
    let is_summary_alone = path == "/package/summary";
    hits.find(rule, path, observed, "a signed cover with the number of items, and a summary").also(is_summary_alone);
}

/// RV-07: the contents or the received count are not those of the cover, or a part has no pages.
fn count_mismatch(case: &Case<'_, '_>, hits: &mut Hits) {
    let rule = &rule::RV_07;
    if !is_reached(case, rule, hits) {
        return;
    }
    let Some(package) = &case.record.package else { return hits.missing(rule, "/package") };
    contents_against_cover(package, hits);
    received_against_cover(package, hits);
}

/// What a list says of one kind of material.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
struct Sum {
    items: u64,
    pages: u64,
    is_listed: bool,
    /// Whether a count or the pages of an item are not stated, and of which item.
    no_count: Option<u32>,
    no_pages: Option<u32>,
}

/// The sums of a list by kind.
fn sums(items: &[PackageItemView<'_>]) -> [Sum; EvidenceKind::ALL.len()] {
    let mut sums = [Sum::default(); EvidenceKind::ALL.len()];
    for item in items {
        let Some(sum) = item.kind.and_then(|kind| sums.get_mut(kind as usize)) else { continue };
        sum.is_listed = true;
        sum.items += u64::from(item.count.unwrap_or_default());
        sum.pages += u64::from(item.pages.unwrap_or_default());
        sum.no_count = sum.no_count.or(item.count.is_none().then_some(item.index));
        sum.no_pages = sum.no_pages.or(item.pages.is_none().then_some(item.index));
    }
    sums
}

/// Whether material of a kind has pages.
fn has_pages(kind: EvidenceKind) -> bool {
    !matches!(kind, EvidenceKind::Video | EvidenceKind::Courseware)
}

fn contents_against_cover(package: &PackageView<'_>, hits: &mut Hits) {
    let rule = &rule::RV_07;
    let mut wrong = Vec::new();
    let mut unknown = None;
    // Of what there is none, there need not be pages.
    let is_empty =
        |item: &&PackageItemView<'_>| item.pages == Some(0) && item.count != Some(0) && item.kind.is_none_or(has_pages);
    let cover = package.cover.as_ref().filter(|cover| !cover.items.is_empty());
    let on_cover = cover.map_or(&[][..], |cover| &cover.items);
    for (items, whose) in [(package.contents.as_slice(), ""), (on_cover, " of the cover")] {
        if let Some(item) = items.iter().find(is_empty) {
            wrong.push(format!("no pages: item {}{whose}", item.index + 1));
        }
    }
    let mut note = |path: String| _ = unknown.get_or_insert(path);
    let kindless = |items: &[PackageItemView<'_>]| items.iter().find(|item| item.kind.is_none()).map(|item| item.index);
    let contents = sums(&package.contents);
    if package.contents.is_empty() {
        note("/package/contents".to_owned());
    } else if let Some(at) = kindless(&package.contents) {
        note(format!("/package/contents/{at}/kind"));
    } else if let Some(cover) = cover {
        match kindless(&cover.items) {
            Some(at) => note(format!("/package/cover/items/{at}/kind")),
            None => compare(&contents, &sums(&cover.items), &mut wrong, &mut note),
        }
    } else {
        note("/package/cover".to_owned());
    }
    for (kind, own) in EvidenceKind::ALL.iter().zip(&contents) {
        if let Some(at) = own.no_pages.filter(|_| has_pages(*kind)) {
            note(format!("/package/contents/{at}/pages"));
        }
    }
    if !wrong.is_empty() {
        hits.find(rule, "/package/contents", wrong.join(", "), "the items and pages of the cover");
    } else if let Some(path) = unknown {
        hits.missing(rule, path);
    }
}

/// The contents against the cover, kind by kind.
fn compare(contents: &[Sum], cover: &[Sum], wrong: &mut Vec<String>, note: &mut impl FnMut(String)) {
    for ((kind, own), on_cover) in EvidenceKind::ALL.iter().zip(contents).zip(cover) {
        let name = kind.code();
        let is_counted = own.no_count.is_none() && on_cover.no_count.is_none();
        // What only one of the lists names is not in the other, unless it says itself that there is none of it.
        let differ = if is_counted { own.items != on_cover.items } else { own.is_listed != on_cover.is_listed };
        if differ {
            wrong.push(format!("{name} {} instead of {}", own.items, on_cover.items));
        } else if let Some(at) = own.no_count {
            note(format!("/package/contents/{at}/count"));
        } else if let Some(at) = on_cover.no_count {
            note(format!("/package/cover/items/{at}/count"));
        }
        let are_paged = own.no_pages.is_none() && on_cover.no_pages.is_none();
        if own.is_listed && on_cover.is_listed && are_paged && own.pages != on_cover.pages {
            wrong.push(format!("{name} {} pages instead of {}", own.pages, on_cover.pages));
        }
    }
}

fn received_against_cover(package: &PackageView<'_>, hits: &mut Hits) {
    let rule = &rule::RV_07;
    // Before the receipt nobody counted; without a cover the contents lack their measure already.
    if package.received_at.is_none() && package.received_count.is_none() {
        return;
    }
    let Some(cover) = package.cover.as_ref().filter(|cover| !cover.items.is_empty()) else {
        return hits.missing(rule, "/package/cover");
    };
    let Some(received) = package.received_count else { return hits.missing(rule, "/package/received_count") };
    if let Some(item) = cover.items.iter().find(|item| item.count.is_none()) {
        return hits.missing(rule, format!("/package/cover/items/{}/count", item.index));
    }
    let stated: u64 = cover.items.iter().filter_map(|item| item.count).map(u64::from).sum();
    if u64::from(received) != stated {
        hits.find(rule, "/package/received_count", received.to_string(), format!("{stated} as on the cover"));
    }
}

/// The family.
pub(super) const RULES: &[Row] = &[row(&rule::RV_06, cover_or_summary_missing), row(&rule::RV_07, count_mismatch)];
