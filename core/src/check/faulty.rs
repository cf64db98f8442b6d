//! What a fault took out is not missing: findings that rest on its absence are taken back, and the rule is not assessed
//! for the faulty item (requirements section 0).

use std::collections::BTreeSet;
use std::ops::Bound;

use super::case::{Case, Hit, Hits};
use super::proofs;
use crate::error::Fault;
use crate::rule::{self, Reason, Rule};

/// What a rule reads beside the place of its finding, where that is another part of the record.
const ALSO_READS: &[(&Rule, &[&str])] = &[
    (&rule::SG_05, &["/sign_in/entries"]),
    (&rule::SG_06, &["/name", "/session_no"]),
    (&rule::SG_09, &["/plan_item/expected", "/plan_item/expected_count"]),
    (&rule::SG_10, &["/sign_in/entries"]),
    (&rule::LC_01, &["/lecture/topics", "/lecture/knowledge_points"]),
    (&rule::LC_04, &["/plan_item/topics"]),
    (&rule::SV_02, &["/supervision/anomalies"]),
    (&rule::PH_04, &["/place"]),
    (&rule::AS_01, &["/assessment"]),
    (&rule::AS_03, &["/assessment/score_sheet"]),
    (&rule::AS_05, &["/assessment/theory", "/assessment/practicals", "/assessment/parts"]),
    (&rule::AS_06, &["/assessment/retrainings"]),
    (&rule::AS_08, &["/assessment/practicals"]),
    (&rule::EL_08, &["/content_summary/runs"]),
    (&rule::AS_09, &["/assessment/results", "/assessment/practicals", "/sign_in/entries"]),
    (&rule::EL_10, &["/assessment/practicals"]),
    // The run that was taken out may have held the emphasis, the figure or the steps.
    (&rule::WD_02, &["/content_summary/runs", "/lecture/knowledge_points/runs"]),
    (&rule::WD_03, &["/content_summary/runs"]),
    (&rule::TP_01, &["/sign_in", "/online"]),
    (&rule::TP_02, &["/online"]),
    (&rule::TP_03, &["/assessment/practicals", "/online"]),
    (&rule::TR_01, &["/participants"]),
    (&rule::TR_03, &["/documents/drill", "/documents/consumption"]),
    (&rule::FV_01, &["/documents/three_level_card", "/level"]),
    (&rule::FV_02, &["/stage"]),
    (&rule::FV_03, &["/documents/consumption", "/emergency"]),
    (&rule::FV_05, &["/plan_item/plan_kind"]),
    (&rule::TM_04, &["/recorder_signature", "/logged_at"]),
    (&rule::TM_05, &["/package/received_at", "/review/returns"]),
    (&rule::TM_07, &["/review/returns", "/package/received_at"]),
    (&rule::RV_02, &["/lecture/topics"]),
    (&rule::RV_03, &["/assessment/items"]),
    (&rule::RV_04, &["/recorder", "/review/confirmations"]),
    // The digest is that of the whole content.
    (&rule::RV_05, &[""]),
    (&rule::RV_06, &["/package/cover", "/package/summary"]),
    (&rule::RV_07, &["/package/cover", "/package/contents"]),
    (&rule::NB_06, &["/review/reviewed_at", "/review/stamp", "/archive/numbered_at"]),
    (&rule::NB_09, &["/department"]),
    (&rule::AR_01, &["/archive/paper", "/storage/cabinet"]),
    (&rule::AR_05, &["/storage/media", "/archive/archived_at"]),
    (&rule::AR_06, &["/participants", "/person_files", "/certificates", "/videos", "/documents/review_form", "/stage"]),
    (&rule::AR_07, &["/certificates", "/stage"]),
    (&rule::AR_08, &["/archive/paper", "/archive/electronic", "/package/upload_digest"]),
    (&rule::AR_09, &["/links", "/plan_item", "/sign_in", "/assessment", "/photos", "/videos", "/online"]),
    (&rule::RT_01, &["/archive"]),
    (&rule::RT_02, &["/participants", "/archive"]),
    (&rule::RT_03, &["/holds", "/archive"]),
    (&rule::RT_04, &["/participants", "/archive/retention_class"]),
    (&rule::RT_05, &["/participants", "/holds", "/archive"]),
];

/// Takes back what rests on faulty facts.
pub(super) fn without_faulty(case: &Case<'_, '_>, hits: &mut Hits, faults: &[Fault]) {
    if faults.is_empty() {
        return;
    }
    let places = Places::of(faults);
    let mut taken: Vec<(&'static Rule, String)> = Vec::new();
    hits.found.retain_mut(|hit| match places.behind(hit) {
        Some(fault) => {
            let stays = hit.rule.is(&rule::SG_06) && heading_without(hit, fault);
            if !stays {
                taken.push((hit.rule, fault.to_owned()));
            }
            stays
        }
        None => true,
    });
    // TP-05 stands beside at least one of the codes that say which proof is missing.
    let is_alone = proofs::missing(hits, &case.proofs).is_empty();
    if let (true, Some(fault)) = (is_alone && hits.has(&rule::TP_05), faults.first()) {
        hits.found.retain(|hit| !hit.rule.is(&rule::TP_05));
        taken.push((&rule::TP_05, fault.path.clone()));
    }
    for (rule, path) in taken {
        hits.unknown(rule, Reason::ItemFaulty { path: path.into() });
    }
}

/// SG-06 joins several facts in one finding: without the faulty one it stays where something else is wrong.
fn heading_without(hit: &mut Hit, fault: &str) -> bool {
    let name = fault.rsplit('/').next().unwrap_or_default();
    let left: Vec<&str> = hit.observed.split(", ").filter(|one| *one != name).collect();
    let observed = left.join(", ");
    let stays = !left.is_empty();
    hit.observed = observed;
    stays
}

/// The places of faults, in a form that is asked quickly.
struct Places<'f> {
    /// Every fault.
    all: BTreeSet<&'f str>,
    /// Faults outside lists.
    plain: BTreeSet<&'f str>,
    /// The items that were taken out.
    items: BTreeSet<&'f str>,
    /// The lists that lost an item.
    lists: BTreeSet<&'f str>,
}

impl<'f> Places<'f> {
    fn of(faults: &'f [Fault]) -> Self {
        let mut places =
            Places { all: BTreeSet::new(), plain: BTreeSet::new(), items: BTreeSet::new(), lists: BTreeSet::new() };
        for fault in faults {
            let path = fault.path.as_str();
            places.all.insert(path);
            match item_of(path) {
                Some((list, item)) => {
                    places.lists.insert(list);
                    places.items.insert(item);
                }
                None => {
                    places.plain.insert(path);
                }
            }
        }
        places
    }

    /// A fault on which a finding may rest: the fact itself, the object that lacks it now, or the list that lost the item.
    fn behind(&self, hit: &Hit) -> Option<&'f str> {
        let path = hit.path.as_str();
        if path.is_empty() {
            return None;
        }
        let by_list = self.lists.get(path).copied();
        let above = || ancestors(path).find_map(|place| self.items.get(place).or(self.plain.get(place)).copied());
        let below = || at_or_below(&self.plain, path);
        let read = || {
            let row = ALSO_READS.iter().find(|(rule, _)| hit.rule.is(rule))?;
            row.1.iter().find_map(|place| at_or_below(&self.all, place))
        };
        by_list.or_else(above).or_else(below).or_else(read)
    }
}

/// The list and the item of the outermost list in which a path stands.
fn item_of(path: &str) -> Option<(&str, &str)> {
    let mut from = 0;
    while let Some(slash) = path.get(from..)?.find('/').map(|at| at + from) {
        let end = path.get(slash + 1..)?.find('/').map_or(path.len(), |at| at + slash + 1);
        let token = path.get(slash + 1..end)?;
        if !token.is_empty() && token.bytes().all(|byte| byte.is_ascii_digit()) {
            return Some((path.get(..slash)?, path.get(..end)?));
        }
        from = end;
        if from >= path.len() {
            break;
        }
    }
    None
}

/// A path and each path above it.
fn ancestors(path: &str) -> impl Iterator<Item = &str> {
    std::iter::successors(Some(path), |path| path.rfind('/').and_then(|at| path.get(..at)))
}

/// A place of the set at `path` or below it.
fn at_or_below<'f>(places: &BTreeSet<&'f str>, path: &str) -> Option<&'f str> {
    if let Some(place) = places.get(path) {
        return Some(place);
    }
    let below = format!("{path}/");
    let first = places.range::<str, _>((Bound::Included(below.as_str()), Bound::Unbounded)).next().copied();
    first.filter(|place| place.starts_with(&below))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_outermost_list_counts() {
        assert_eq!(item_of("/photos/3/taken_at"), Some(("/photos", "/photos/3")));
        assert_eq!(
            item_of("/assessment/practicals/0/steps/2"),
            Some(("/assessment/practicals", "/assessment/practicals/0"))
        );
        assert_eq!(item_of("/photos/3"), Some(("/photos", "/photos/3")));
        assert_eq!(item_of("/sign_in/name"), None);
        assert_eq!(item_of(""), None);
    }

    #[test]
    fn ancestors_end_with_the_record() {
        assert_eq!(ancestors("/a/b").collect::<Vec<_>>(), ["/a/b", "/a", ""]);
    }
}
