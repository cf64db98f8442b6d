//! What comes with time: something new in the post (四新, OB-06) and the rhythm of drills (OB-07).

use super::super::obligation::{ObligationRow, ObligationState, Standing};
use super::super::question::{Question, after};
use super::of_pass;
use crate::rule::Reason;
use crate::vocab::TrainingKind;
use chrono::NaiveDate;

/// OB-06: each change of the own post that the person lived through, trained before its use.
pub(in crate::plan) fn four_new(asked: &Question<'_>, row: &ObligationRow, found: &mut Vec<Standing>) {
    let Some(stay) = asked.stay() else { return };
    let Some(post) = asked.post.or(stay.post) else { return };
    let words = &asked.own.workforce.words;
    let taken_up = post_taken_up(asked).unwrap_or(stay.from);
    for change in asked.own.workforce.changes.iter().filter(|change| change.posts.contains(&post)) {
        let Some(in_use) = change.in_use_from else {
            let reason = Reason::FactMissing { path: "/changes/in_use_from".into() };
            found.push(row.unknown(reason).what(words.text(change.item)));
            continue;
        };
        // Who came later met it as part of the post, and was trained on the post.
        if in_use < taken_up {
            continue;
        }
        if asked.day < in_use {
            found.push(row.stands(ObligationState::Met).what(words.text(change.item)).next(Some(in_use)));
            continue;
        }
        let passed = asked.passed(None, |one| one.kind == TrainingKind::FourNew && asked.is_on(one, change.item));
        found.push(of_pass(row, passed, in_use).what(words.text(change.item)));
    }
}

/// The first day in the present post, over spells that follow each other in it.
fn post_taken_up(asked: &Question<'_>) -> Option<NaiveDate> {
    let spells = asked.since_hire();
    let post = spells.last()?.post;
    spells.iter().rev().take_while(|stay| stay.post == post).last().map(|stay| stay.from)
}

/// OB-07: a drill of an accepted form within the last period, for those who were there all that time.
pub(in crate::plan) fn drill(asked: &Question<'_>, row: &ObligationRow, found: &mut Vec<Standing>) {
    let (Some(stay), Some(hired)) = (asked.stay(), asked.since_hire().first()) else { return };
    let rhythm = match asked.terms.drill(stay.industry) {
        Ok(rhythm) => rhythm,
        Err(reason) => return found.push(row.unknown(reason)),
    };
    let forms: Vec<_> =
        asked.terms.drill_forms.iter().filter_map(|form| asked.own.workforce.words.find(form.code())).collect();
    let drills = asked.attended().iter().rev().filter(|one| {
        one.kind == TrainingKind::Emergency
            && one.valid != Some(false)
            && forms.iter().any(|form| asked.is_on(one, *form))
    });
    // The window is closed on both sides (C-53).
    let last_day = |day: NaiveDate| rhythm.last_day(day);
    let (mut sure, mut maybe) = (None, None);
    for one in drills {
        let until = last_day(one.ended);
        if one.valid == Some(true) { sure = sure.max(until) } else { maybe = maybe.max(until) }
    }
    let counts = |until: &NaiveDate| asked.day <= *until;
    let new = last_day(hired.from).filter(counts);
    if let Some(until) = sure.filter(counts).max(new) {
        found.push(row.stands(ObligationState::Met).next(after(until)));
    } else if let Some(until) = maybe.filter(counts) {
        let reason = Reason::FactMissing { path: "/trainings/valid".into() };
        found.push(row.unknown(reason).next(after(until)));
    } else {
        let since = sure.max(last_day(hired.from)).and_then(after);
        found.push(Standing { since, ..row.stands(ObligationState::Missing) });
    }
}
