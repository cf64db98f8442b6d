//! The assessment (考核, III.2.4): AS-01 to AS-12; who was examined by whom stands in [`examinees`].

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;

use super::case::{Case, Hits};
use super::{Row, examinees, likeness, row};
use crate::org::PersonKeyRef;
use crate::record::assessment::AssessmentResultView;
use crate::record::people::PersonRefView;
use crate::record::{AssessmentView, SignatureView};
use crate::rule;
use crate::value::{compare_decimals, date_text, decimal_text, end_of_day, stated};
use crate::vocab::{AssessmentPart, Verdict};

/// Whether a part was assessed: stated as a part, or, where no parts are stated, shown by its material.
fn has_part(assessment: &AssessmentView<'_>, part: AssessmentPart) -> bool {
    if !assessment.parts.is_empty() {
        return assessment.parts.contains(&part);
    }
    match part {
        AssessmentPart::Theory => {
            assessment.theory.is_some() || assessment.results.iter().any(|one| one.theory_score.is_some())
        }
        AssessmentPart::Practical => {
            !assessment.practicals.is_empty() || assessment.results.iter().any(|one| one.practical_score.is_some())
        }
        AssessmentPart::Oral => false,
    }
}

/// Whether a written exam was marked and no score sheet says by whom. Where nothing at all is filed, AS-01 says so.
pub(super) fn has_unknown_marker(assessment: &AssessmentView<'_>) -> bool {
    let is_written = !assessment.papers.is_empty()
        || (!assessment.practicals.is_empty() && has_part(assessment, AssessmentPart::Theory));
    assessment.score_sheet.is_none() && is_written && assessment.results.iter().any(AssessmentResultView::is_stated)
}

/// What the practical sheets of one person give together: score and full marks; `None` where one of them lacks either.
#[derive(Clone, Copy)]
struct Practical {
    score: Option<Decimal>,
    full: Option<Decimal>,
}

/// The practical sheets by person.
fn practical_sheets<'k, 'a: 'k>(
    case: &'k Case<'_, 'a>,
    assessment: &'k AssessmentView<'a>,
) -> BTreeMap<PersonKeyRef<'k>, Practical> {
    let mut sheets: BTreeMap<PersonKeyRef<'_>, Practical> = BTreeMap::new();
    let sum = |one: Option<Decimal>, other: Option<Decimal>| one?.checked_add(other?);
    for sheet in &assessment.practicals {
        let Some(person) = PersonRefView::key_of(sheet.person.as_ref()) else { continue };
        let one = Practical { score: sheet.score, full: sheet.full_marks };
        sheets
            .entry(case.canonical(person))
            .and_modify(|all| *all = Practical { score: sum(all.score, one.score), full: sum(all.full, one.full) })
            .or_insert(one);
    }
    sheets
}

/// The practical score of a result with its full marks: stated on the result, else that of the sheets.
fn practical(
    sheets: &BTreeMap<PersonKeyRef<'_>, Practical>,
    case: &Case<'_, '_>,
    result: &AssessmentResultView<'_>,
) -> Option<(Decimal, Option<Decimal>)> {
    let own = match sheets.is_empty() {
        true => None,
        false => PersonRefView::key_of(result.person.as_ref()).and_then(|person| sheets.get(&case.canonical(person))),
    };
    let score = result.practical_score.or_else(|| own.and_then(|sheets| sheets.score))?;
    Some((score, own.and_then(|sheets| sheets.full)))
}

/// AS-01: a result is stated and nothing that shows it is filed.
fn sheet_missing(case: &Case<'_, '_>, hits: &mut Hits) {
    let Some(assessment) = &case.record.assessment else { return };
    let filed = assessment.score_sheet.is_some() || !assessment.papers.is_empty() || !assessment.practicals.is_empty();
    if assessment.has_result() && !filed {
        hits.find(&rule::AS_01, "/assessment", "results without a sheet", "a score sheet, papers or practical sheets");
    }
}

/// AS-02: the theory exam names no standard paper.
fn paper_not_standard(case: &Case<'_, '_>, hits: &mut Hits) {
    let Some(assessment) = &case.record.assessment else { return };
    if !has_part(assessment, AssessmentPart::Theory) {
        return;
    }
    let theory = assessment.theory.as_ref();
    let id = theory.and_then(|theory| stated(theory.paper_id));
    let version = theory.and_then(|theory| stated(theory.paper_version));
    if id.is_none() || version.is_none() {
        let observed = if id.is_none() { "no paper id" } else { "no paper version" };
        hits.find(&rule::AS_02, "/assessment/theory", observed, "id and version of a standard paper");
    }
}

/// AS-03: the marker has not signed the score sheet.
fn marker_unsigned(case: &Case<'_, '_>, hits: &mut Hits) {
    let rule = &rule::AS_03;
    let Some(assessment) = &case.record.assessment else { return };
    match &assessment.score_sheet {
        Some(sheet) if !sheet.marker_signature.as_ref().is_some_and(SignatureView::counts) => {
            hits.find(rule, "/assessment/score_sheet", "no signature", "the marker's signature");
        }
        None if has_unknown_marker(assessment) => hits.missing(rule, "/assessment/score_sheet"),
        _ => {}
    }
}

/// AS-04: a practical sheet lacks steps, errors or the reason of a deduction.
fn practical_detail(case: &Case<'_, '_>, hits: &mut Hits) {
    let Some(assessment) = &case.record.assessment else { return };
    for sheet in &assessment.practicals {
        let bad = sheet.steps.iter().find(|step| {
            let deducted = step.deduction.is_some_and(|points| !points.is_zero());
            let error = stated(step.error).is_some();
            (deducted && (!error || stated(step.reason).is_none())) || (step.done == Some(false) && !error)
        });
        let observed = match bad {
            Some(step) => format!("step {} without error or reason", step.index + 1),
            None if sheet.steps.is_empty() => "no steps".to_owned(),
            None => continue,
        };
        hits.find(
            &rule::AS_04,
            format!("/assessment/practicals/{}", sheet.index),
            observed,
            "steps, errors, reasons of deductions",
        )
        .about(PersonRefView::key_of(sheet.person.as_ref()).map(|key| case.shown(key)));
    }
}

/// AS-05: a verdict contradicts the scores, or was given while a required part has no score.
fn verdict_inconsistent(case: &Case<'_, '_>, hits: &mut Hits) {
    let rule = &rule::AS_05;
    let Some(assessment) = &case.record.assessment else { return };
    let (theory, practical) =
        (has_part(assessment, AssessmentPart::Theory), has_part(assessment, AssessmentPart::Practical));
    let sheets = practical_sheets(case, assessment);
    let full = assessment.theory.as_ref().and_then(|theory| theory.full_marks);
    let bar = case.terms.pass_mark.map(|mark| (mark, Bar::of(mark, full)));
    for result in &assessment.results {
        let Some(verdict) = result.verdict else { continue };
        let own_practical = self::practical(&sheets, case, result);
        let unscored = (theory && result.theory_score.is_none()) || (practical && own_practical.is_none());
        let is_scored = own_practical.is_some() || result.theory_score.or(result.merged_score).is_some();
        if case.terms.pass_mark.is_none() && is_scored {
            hits.unset(rule, "assess.pass_mark");
        }
        let observed = if unscored && result.merged_score.is_none() {
            format!("{} without a score", verdict.code())
        } else {
            let Some((mark, theory)) = bar else { continue };
            let Some(reached) = reached(result, own_practical, theory, mark) else { continue };
            if reached == (verdict == Verdict::Pass) {
                continue;
            }
            format!("{} with {}", verdict.code(), scores_text(result, own_practical.map(|(score, _)| score)))
        };
        let expected = case.terms.pass_mark.map_or_else(
            || "scores of every part".to_owned(),
            |mark| format!("scores of every part; pass from {}", decimal_text(mark)),
        );
        hits.find(rule, format!("/assessment/results/{}", result.index), observed, expected)
            .about(PersonRefView::key_of(result.person.as_ref()).map(|key| case.shown(key)));
    }
}

/// What scores out of some full marks have to reach: score / full ≥ mark / 100, without a division.
#[derive(Clone, Copy)]
struct Bar {
    /// By what a score is multiplied, where the full marks are not 100.
    times: Option<Decimal>,
    least: Option<Decimal>,
}

impl Bar {
    fn of(mark: Decimal, full: Option<Decimal>) -> Bar {
        match full.filter(|full| !full.is_zero() && compare_decimals(*full, Decimal::ONE_HUNDRED).is_ne()) {
            Some(full) => Bar { times: Some(Decimal::ONE_HUNDRED), least: mark.checked_mul(full) },
            None => Bar { times: None, least: Some(mark) },
        }
    }

    /// Whether a score is enough; `None` beyond what can be counted.
    fn is_reached(self, score: Decimal) -> Option<bool> {
        let score = self.times.map_or(Some(score), |times| score.checked_mul(times))?;
        Some(compare_decimals(score, self.least?).is_ge())
    }
}

/// Whether every score reaches the pass mark; `None` without any score.
fn reached(
    result: &AssessmentResultView<'_>,
    practical: Option<(Decimal, Option<Decimal>)>,
    theory: Bar,
    mark: Decimal,
) -> Option<bool> {
    let theory = result.theory_score.and_then(|score| theory.is_reached(score));
    let practical = practical.and_then(|(score, full)| Bar::of(mark, full).is_reached(score));
    let merged = result.merged_score.and_then(|score| Bar::of(mark, None).is_reached(score));
    [theory, practical, merged].into_iter().flatten().reduce(|all, one| all && one)
}

fn scores_text(result: &AssessmentResultView<'_>, practical: Option<Decimal>) -> String {
    [("theory", result.theory_score), ("practical", practical), ("merged", result.merged_score)]
        .into_iter()
        .filter_map(|(name, score)| Some(format!("{name} {}", decimal_text(score?))))
        .collect::<Vec<_>>()
        .join(", ")
}

/// AS-06: somebody failed and no date of retraining is noted.
fn retraining_date_missing(case: &Case<'_, '_>, hits: &mut Hits) {
    let Some(assessment) = &case.record.assessment else { return };
    let planned: BTreeSet<_> = assessment
        .retrainings
        .iter()
        .filter(|one| one.planned_on.is_some())
        .filter_map(|one| Some(case.canonical(PersonRefView::key_of(one.person.as_ref())?)))
        .collect();
    for result in assessment.results.iter().filter(|result| result.verdict == Some(Verdict::Fail)) {
        let person = PersonRefView::key_of(result.person.as_ref());
        if person.is_none_or(|person| !planned.contains(&case.canonical(person))) {
            hits.find(&rule::AS_06, format!("/assessment/results/{}", result.index), "no date", "a date of retraining")
                .about(person.map(|key| case.shown(key)));
        }
    }
}

/// AS-07: a retraining date has passed without a result.
fn retraining_overdue(case: &Case<'_, '_>, hits: &mut Hits) {
    let Some(assessment) = &case.record.assessment else { return };
    for one in &assessment.retrainings {
        let Some(planned) = one.planned_on else { continue };
        if one.verdict.is_none() && case.today() > planned {
            let path = format!("/assessment/retrainings/{}", one.index);
            hits.find(&rule::AS_07, path, "no result", format!("a result by {}", date_text(planned)))
                .about(PersonRefView::key_of(one.person.as_ref()).map(|key| case.shown(key)))
                .due(end_of_day(planned));
        }
    }
}

/// AS-08: theory and practical were both assessed and only one merged mark is given.
fn scores_merged(case: &Case<'_, '_>, hits: &mut Hits) {
    let Some(assessment) = &case.record.assessment else { return };
    if !(has_part(assessment, AssessmentPart::Theory) && has_part(assessment, AssessmentPart::Practical)) {
        return;
    }
    let sheets = practical_sheets(case, assessment);
    for result in &assessment.results {
        let Some(merged) = result.merged_score else { continue };
        if result.theory_score.is_none() || practical(&sheets, case, result).is_none() {
            let observed = format!("one mark, {}", decimal_text(merged));
            hits.find(
                &rule::AS_08,
                format!("/assessment/results/{}", result.index),
                observed,
                "theory and practical apart",
            )
            .about(PersonRefView::key_of(result.person.as_ref()).map(|key| case.shown(key)));
        }
    }
}

/// AS-10: full marks minus deductions do not give the score.
fn deductions_do_not_add(case: &Case<'_, '_>, hits: &mut Hits) {
    let rule = &rule::AS_10;
    let Some(assessment) = &case.record.assessment else { return };
    for sheet in &assessment.practicals {
        let path = format!("/assessment/practicals/{}", sheet.index);
        let Some(full) = sheet.full_marks else {
            hits.missing(rule, format!("{path}/full_marks"));
            continue;
        };
        let Some(score) = sheet.score else {
            hits.missing(rule, format!("{path}/score"));
            continue;
        };
        let deducted: Option<Decimal> = sheet
            .steps
            .iter()
            .filter_map(|step| step.deduction)
            .try_fold(Decimal::ZERO, |sum, one| sum.checked_add(one));
        let left = deducted.and_then(|deducted| full.checked_sub(deducted));
        if left != Some(score) {
            let expected = left.map_or_else(|| "a sum in range".to_owned(), decimal_text);
            hits.find(rule, path, decimal_text(score), expected)
                .about(PersonRefView::key_of(sheet.person.as_ref()).map(|key| case.shown(key)));
        }
    }
}

/// The family.
pub(super) const RULES: &[Row] = &[
    row(&rule::AS_01, sheet_missing),
    row(&rule::AS_02, paper_not_standard),
    row(&rule::AS_03, marker_unsigned),
    row(&rule::AS_04, practical_detail),
    row(&rule::AS_05, verdict_inconsistent),
    row(&rule::AS_06, retraining_date_missing),
    row(&rule::AS_07, retraining_overdue),
    row(&rule::AS_08, scores_merged),
    row(&rule::AS_09, examinees::score_without_attendance),
    row(&rule::AS_10, deductions_do_not_add),
    row(&rule::AS_11, examinees::marker_is_examinee),
    row(&rule::AS_12, likeness::answer_sheets_identical),
];
