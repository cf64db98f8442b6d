//! The trainings that people attended, by a record and its review: what obligations are judged by.
//!
//! Presence, verdict and validity are used as the review has them: who was signed in by a proxy was not there (C-07, G-47); the
//! verdict is the last one on the record, that of a retraining before that of the result; an invalid record proves nothing.
//! A person who stands on one record under a former number too is one person, where the context knows the organisation (X.9).

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::context::Context;
use super::review::Review;
use crate::org::PersonKeyRef;
use crate::plan::Training;
use crate::record::TrainingRecordView;
use crate::record::people::PersonRefView;
use crate::rule::{Family, Finding};
use crate::value::{local_date, stated};
use crate::vocab::{Validity, Verdict};

/// The trainings of a record: one for each person who was there by the sign-in sheet, in the order of the sheet, under the number
/// that goes on. Empty for a session that has not ended, is only planned, or of which no end is known. `context` is that of the
/// review.
pub fn trainings<'r, 'a>(
    record: &'r TrainingRecordView<'a>,
    review: &Review,
    context: &'r Context,
) -> impl Iterator<Item = Training> + use<'r, 'a> {
    of_everybody(record, review).into_iter().flat_map(move |whole| {
        let verdicts = verdicts(record, context);
        present(record, context).into_iter().map(move |key| {
            let (verdict, judged_on) = verdicts.get(&key).copied().unzip();
            Training { person: key.owned(), verdict, judged_on: judged_on.flatten(), ..whole.clone() }
        })
    })
}

/// What is true of everybody on the record; the person stands for nobody yet.
fn of_everybody(record: &TrainingRecordView<'_>, review: &Review) -> Option<Training> {
    let ended = local_date(review.session_end.filter(|_| !record.is_planned())?);
    let kind = review.kind?;
    let minutes = record.duration_minutes.or_else(|| {
        let session = record.session()?;
        u32::try_from((session.end - session.start).num_minutes()).ok()
    });
    let is_gap = |finding: &Finding| matches!(finding.rule.family, Family::Elements | Family::Proofs);
    Some(Training {
        person: crate::org::PersonKey::Employee(String::new()),
        kind,
        level: record.level,
        details: details(record),
        post: None,
        ended,
        judged_on: None,
        minutes,
        verdict: None,
        valid: match review.validity {
            Validity::Valid | Validity::Exempt => Some(true),
            Validity::Invalid => Some(false),
            Validity::Unknown => None,
        },
        recorded: Some(!review.findings.iter().any(is_gap)),
        for_year: None,
        course: stated(record.course_id).map(str::to_owned),
        record: Some(review.record.clone()).filter(|id| !id.is_empty()),
    })
}

/// What the session was on.
fn details(record: &TrainingRecordView<'_>) -> Vec<String> {
    let codes = [
        record.operation.map(|one| one.code()),
        record.management.map(|one| one.code()),
        record.emergency.map(|one| one.code()),
    ];
    let drill = record.documents.as_ref().and_then(|documents| documents.drill.as_ref());
    let drill_type = drill.and_then(|drill| drill.drill_type);
    let texts = [record.operation_name, record.four_new_item, record.other_name, record.equipment, drill_type];
    let tags = record.high_risk.iter().map(|tag| stated(Some(tag)));
    let all = codes.into_iter().flatten().map(str::to_owned);
    all.chain(texts.into_iter().map(stated).chain(tags).flatten().map(str::to_owned)).collect()
}

/// The key of somebody on the record that goes on.
fn key_of<'r, 'a: 'r>(person: Option<&PersonRefView<'a>>, context: &'r Context) -> Option<PersonKeyRef<'r>> {
    let key: PersonKeyRef<'r> = PersonRefView::key_of(person)?;
    Some(context.organisation().map_or(key, |people| people.canonical(key)))
}

/// Who was there, each person once.
fn present<'r>(record: &'r TrainingRecordView<'_>, context: &'r Context) -> Vec<PersonKeyRef<'r>> {
    let entries = record.sign_in.as_ref().map_or(&[][..], |sheet| sheet.entries.as_slice());
    let there = entries.iter().filter(|entry| entry.is_present());
    let mut keys: Vec<_> = there.filter_map(|entry| key_of(entry.person.as_ref(), context)).collect();
    let mut seen = BTreeSet::new();
    keys.retain(|key| seen.insert(*key));
    keys
}

/// The last verdict on each person, and the day on which it was given, where the record says so.
fn verdicts<'r>(
    record: &'r TrainingRecordView<'_>,
    context: &'r Context,
) -> BTreeMap<PersonKeyRef<'r>, (Verdict, Option<NaiveDate>)> {
    let Some(assessment) = &record.assessment else { return BTreeMap::new() };
    let results = assessment.results.iter().map(|one| (&one.person, one.verdict, one.at));
    let retrainings = assessment.retrainings.iter().map(|one| (&one.person, one.verdict, one.recorded_at));
    let (mut results, mut retrainings): (Vec<_>, Vec<_>) = (results.collect(), retrainings.collect());
    // Of two results of one person that are not dated, or on one moment, the failed one is the last.
    results.sort_by_key(|(_, verdict, at)| (*at, *verdict == Some(Verdict::Fail)));
    // Retrainings follow each other: of those that are not dated the later one on the list is the last.
    retrainings.sort_by_key(|(.., at)| *at);
    // A retraining follows the result that asked for it: what comes later in the map takes the place of what came before.
    let all = results.into_iter().chain(retrainings);
    all.filter_map(|(person, verdict, at)| Some((key_of(person.as_ref(), context)?, (verdict?, at.map(local_date)))))
        .collect()
}
