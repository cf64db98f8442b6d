//! Before the work begins (上岗前): employment, the three levels of a new hire (OB-01), transfer and return (OB-03).

use super::super::obligation::{ObligationRow, ObligationState, Standing};
use super::super::question::{Passed, Question, after, later};
use super::super::words::Word;
use super::of_pass;
use crate::org::{EmploymentKind, EndedBy};
use crate::plan::data::PersonEventKind;
use crate::rule::Reason;
use crate::vocab::TrainingKind;
use chrono::NaiveDate;

/// Whether the person is employed on the day at all.
pub(in crate::plan) fn employment(asked: &Question<'_>, row: &ObligationRow, found: &mut Vec<Standing>) {
    if let Some(stay) = asked.stay() {
        let next = stay.last.and_then(after);
        return found.push(row.stands(ObligationState::Met).since(stay.from).next(next));
    }
    let begun = asked.own.stays.iter().take_while(|stay| stay.from <= asked.day.min(asked.known)).last();
    found.push(match begun {
        // Moved, but the spell that should follow is not there: nobody can say.
        Some(stay) if stay.ended_by != EndedBy::Left => {
            row.unknown(Reason::FactMissing { path: "/organisation/people/spells".into() })
        }
        Some(stay) => {
            let since = stay.last.and_then(after);
            Standing { since, ..row.stands(ObligationState::NotEmployed) }
        }
        None => row.stands(ObligationState::NotEmployed),
    });
}

/// OB-01: company, workshop and team level, passed since the last hire, in order.
pub(in crate::plan) fn three_levels(asked: &Question<'_>, row: &ObligationRow, found: &mut Vec<Standing>) {
    let (Some(stay), Some(hired)) = (asked.stay(), asked.since_hire().first()) else { return };
    if stay.employment == EmploymentKind::Contractor {
        // 3号令第11条: in the five industries people of contractors are trained too before they work.
        match stay.industry {
            None => return found.push(row.unknown(Reason::FactMissing { path: "/industries".into() })),
            Some(industry) if !industry.in_order_3() => return,
            Some(_) => {}
        }
    }
    let left = asked.left_before();
    let mut ends = Vec::with_capacity(asked.terms.levels.len());
    let first = found.len();
    for level in &asked.terms.levels {
        let of_level = Question::of_kind_after(TrainingKind::NewHire, left);
        let passed = asked.passed(None, |one| one.level == Some(*level) && of_level(one));
        if let Passed::Yes { ended, .. } = passed {
            ends.push(ended);
        }
        found.push(of_pass(row, passed, hired.from).what(level.code()));
    }
    let levels = found.get(first..).unwrap_or_default();
    let all_passed = ends.len() == asked.terms.levels.len();
    if all_passed && !ends.is_sorted() {
        let next = levels.iter().filter_map(|one| one.next).min();
        found.push(row.stands(ObligationState::OutOfOrder).next(next));
    }
}

/// OB-03: the training for the move to the present unit or post, after the former one was taken up.
pub(in crate::plan) fn transfer(asked: &Question<'_>, row: &ObligationRow, found: &mut Vec<Standing>) {
    let spells = asked.since_hire();
    let moves = spells.iter().zip(spells.iter().skip(1));
    // A take-over changes who employs somebody, not what the person does.
    let last = moves.rev().find(|(former, own)| {
        former.ended_by == EndedBy::Transfer || former.post != own.post || former.unit != own.unit
    });
    let Some((former, own)) = last else { return };
    found.push(transfer_to(asked, row, own.post, (former.from, own.from)));
}

/// The training for a move to a post: held after the former one was taken up, for no other post, and owed from the day of the
/// move.
pub(in crate::plan) fn transfer_to(
    asked: &Question<'_>,
    row: &ObligationRow,
    post: Option<Word>,
    (former, moved): (NaiveDate, NaiveDate),
) -> Standing {
    let after_former = Question::of_kind_after(TrainingKind::Transfer, Some(former));
    let passed = asked.passed(None, |one| after_former(one) && one.post.is_none_or(|own| Some(own) == post));
    let standing = of_pass(row, passed, moved);
    match post {
        Some(post) => standing.what(asked.own.workforce.words.text(post)),
        None => standing,
    }
}

/// OB-03: the training after the last absence that was long enough.
pub(in crate::plan) fn return_to_work(asked: &Question<'_>, row: &ObligationRow, found: &mut Vec<Standing>) {
    let Some(hired) = asked.since_hire().first() else { return };
    let absences = asked.events().iter().filter(|one| one.kind == PersonEventKind::Absence && hired.from <= one.on);
    for absence in absences.rev() {
        // Who comes on the day has been away until the day before.
        let back = absence.to.and_then(after).filter(|back| *back <= asked.day).unwrap_or(asked.day);
        let after_leaving = Question::of_kind_after(TrainingKind::ReturnToWork, Some(absence.on));
        let passed = asked.passed(None, after_leaving);
        let Some(months) = asked.terms.absence_months else {
            // Whoever was trained need not know how long is long.
            if !matches!(passed, Passed::Yes { .. }) {
                let reason = Reason::ParameterMissing { key: "return_to_work.absence".into() };
                found.push(row.unknown(reason));
                return;
            }
            continue;
        };
        let long_from = later(absence.on, months);
        if long_from.is_some_and(|long| long <= back) {
            found.push(of_pass(row, passed, back));
            return;
        }
        // An absence that goes on becomes a long one.
        let becomes = long_from.filter(|long| asked.day < *long);
        let ends = absence.to.and_then(after);
        if let Some(next) = becomes.filter(|long| ends.is_none_or(|ends| *long <= ends)) {
            found.push(row.stands(ObligationState::Met).next(Some(next)));
        }
    }
}
