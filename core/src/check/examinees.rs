//! Who was examined, by whom, and who was there (III.2.4, III.3.3): AS-09, AS-11.

use std::collections::BTreeSet;

use super::assessment::has_unknown_marker;
use super::case::{Case, Hits};
use crate::org::PersonKeyRef;
use crate::record::AssessmentView;
use crate::record::assessment::{AssessmentResultView, PracticalSheetView};
use crate::record::people::PersonRefView;
use crate::record::sign_in::SignInSheetView;
use crate::rule;

/// The results that say something.
fn results<'v, 'a>(assessment: &'v AssessmentView<'a>) -> impl Iterator<Item = &'v AssessmentResultView<'a>> {
    assessment.results.iter().filter(|result| result.is_stated())
}

/// The practical sheets that give a score.
fn scored<'v, 'a>(assessment: &'v AssessmentView<'a>) -> impl Iterator<Item = &'v PracticalSheetView<'a>> {
    assessment.practicals.iter().filter(|sheet| sheet.score.is_some())
}

/// AS-09: somebody who was absent has a result, or somebody who was there has none. A record without any result is EL-10.
pub(super) fn score_without_attendance(case: &Case<'_, '_>, hits: &mut Hits) {
    let rule = &rule::AS_09;
    let Some(assessment) = case.record.assessment.as_ref().filter(|assessment| assessment.has_result()) else { return };
    let Some(sheet) = &case.record.sign_in else { return hits.missing(rule, "/sign_in") };
    if !is_one_list(sheet, assessment) {
        without_result(case, hits, assessment);
        while_absent(case, hits, sheet, assessment);
    }
}

/// Whether sheet and results hold the same people in the same order, as they do where nothing is wrong.
fn is_one_list(sheet: &SignInSheetView<'_>, assessment: &AssessmentView<'_>) -> bool {
    let present = || {
        let there = sheet.entries.iter().filter(|entry| entry.is_present());
        there.map(|entry| PersonRefView::key_of(entry.person.as_ref()))
    };
    let mut signed = present();
    for result in results(assessment) {
        let own = PersonRefView::key_of(result.person.as_ref());
        if own.is_none() || signed.next() != Some(own) {
            return false;
        }
    }
    let mut rest = present();
    let are_there = scored(assessment).all(|sheet| {
        let own = PersonRefView::key_of(sheet.person.as_ref());
        own.is_some() && rest.any(|key| key == own)
    });
    signed.next().is_none() && are_there
}

/// People who were there and have no result.
fn without_result(case: &Case<'_, '_>, hits: &mut Hits, assessment: &AssessmentView<'_>) {
    let rule = &rule::AS_09;
    let (stated, sheets) =
        (results(assessment).map(|one| one.person.as_ref()), scored(assessment).map(|one| one.person.as_ref()));
    let mut examined: Vec<_> = stated.chain(sheets).map(|person| case.key_of(person)).collect();
    examined.sort_unstable();
    let is_unnamed = examined.first().is_some_and(Option::is_none);
    let mut last = None;
    let mut without: Vec<_> = case
        .signed
        .iter()
        .filter(|one| one.is_present && std::mem::replace(&mut last, one.key) != one.key)
        .filter_map(|one| Some((one.index, one.key?)))
        .filter(|(_, key)| examined.binary_search(&Some(*key)).is_err())
        .collect();
    without.sort_unstable_by_key(|one| one.0);
    for (index, key) in without {
        if is_unnamed {
            // A result that names nobody may be that person's.
            return hits.missing(rule, unnamed_result(assessment));
        }
        hits.find(
            rule,
            format!("/sign_in/entries/{index}"),
            "signed in, no result",
            "a result of each person who was there",
        )
        .also(true)
        .about(Some(case.shown(key)));
    }
}

/// The place of the first result that names nobody.
fn unnamed_result(assessment: &AssessmentView<'_>) -> String {
    let result = results(assessment).find(|one| PersonRefView::key_of(one.person.as_ref()).is_none());
    let sheet = scored(assessment).find(|one| PersonRefView::key_of(one.person.as_ref()).is_none());
    match (result, sheet) {
        (Some(result), _) => format!("/assessment/results/{}/person", result.index),
        (None, Some(sheet)) => format!("/assessment/practicals/{}/person", sheet.index),
        (None, None) => "/assessment/results".to_owned(),
    }
}

/// People who have a result and were not there.
fn while_absent(case: &Case<'_, '_>, hits: &mut Hits, sheet: &SignInSheetView<'_>, assessment: &AssessmentView<'_>) {
    let rule = &rule::AS_09;
    let unnamed =
        sheet.entries.iter().find(|one| one.is_present() && PersonRefView::key_of(one.person.as_ref()).is_none());
    if let Some(entry) = unnamed {
        // Somebody who signed without a number may be anybody who has a result, or have none.
        return hits.missing(rule, format!("/sign_in/entries/{}/person", entry.index));
    }
    let mut named = BTreeSet::new();
    let result = results(assessment).map(|one| (one.person.as_ref(), "results", one.index));
    let practical = scored(assessment).map(|one| (one.person.as_ref(), "practicals", one.index));
    for (person, list, index) in result.chain(practical) {
        let Some(key) = PersonRefView::key_of(person) else {
            hits.missing(rule, format!("/assessment/{list}/{index}/person"));
            continue;
        };
        if !case.was_present(case.canonical(key)) && named.insert(case.canonical(key)) {
            let path = format!("/assessment/{list}/{index}");
            hits.find(rule, path, "a result of somebody absent", "results of those who signed in")
                .about(Some(case.shown(key)));
        }
    }
}

/// AS-11: the marker of the exam is one of those examined.
pub(super) fn marker_is_examinee(case: &Case<'_, '_>, hits: &mut Hits) {
    let rule = &rule::AS_11;
    let Some(assessment) = &case.record.assessment else { return };
    let Some(sheet) = &assessment.score_sheet else {
        if has_unknown_marker(assessment) {
            hits.missing(rule, "/assessment/score_sheet");
        }
        return;
    };
    let path = "/assessment/score_sheet/marker";
    let Some(marker) = PersonRefView::key_of(sheet.marker.as_ref()) else { return hits.missing(rule, path) };
    let marker = case.canonical(marker);
    let results = assessment.results.iter().map(|one| one.person.as_ref());
    let papers = assessment.papers.iter().map(|one| one.person.as_ref());
    let practicals = assessment.practicals.iter().map(|one| one.person.as_ref());
    let mut people = results.chain(papers).chain(practicals).filter_map(PersonRefView::key_of);
    // Mostly no former number leads to the marker: then only the number itself is the marker, however it is composed.
    let is_alone = !case.has_former_keys(marker);
    let is_marker = |key: PersonKeyRef<'_>| {
        key == marker || (!(is_alone && key.text().is_ascii()) && case.canonical(key) == marker)
    };
    if people.any(is_marker) {
        hits.find(rule, path, "one of the examinees", "somebody who was not examined").about(Some(case.shown(marker)));
    } else if let Some(result) =
        assessment.results.iter().find(|one| PersonRefView::key_of(one.person.as_ref()).is_none())
    {
        hits.missing(rule, format!("/assessment/results/{}/person", result.index));
    }
}
