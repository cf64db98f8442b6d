//! Whether a record may be destroyed, with each reason against; and evidence that would die before its record.

use chrono::NaiveDate;
use serde::Serialize;

use super::outcome::{OpenReason, Outcome, Retention};
use super::until::{RetentionTerms, is_accident_related, is_held, retention_until};
use crate::calendar::add_years;
use crate::org::Organisation;
use crate::record::TrainingRecordView;
use crate::record::custody::EvidenceDeletionView;
use crate::rule::Facet;
use crate::value::{Stamp, date_text, local_date};

/// One reason against destruction.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Against {
    /// Code of the rule that destruction would break: RT-03 for holds and permanent records, DS-01 for all else.
    pub code: &'static str,
    /// The reason in Chinese.
    pub zh: String,
    /// The reason in English.
    pub en: String,
}

/// Whether a record may be destroyed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct MayDestroy {
    /// True only without any reason against.
    pub allowed: bool,
    /// Each reason against.
    pub reasons: Vec<Against>,
    /// How long the record lives.
    pub retention: Retention,
}

/// Whether a record may be destroyed on the day of `as_of`. This says nothing of the procedure: list, approval, two
/// executors.
#[must_use]
pub fn may_destroy(
    record: &TrainingRecordView<'_>,
    people: Option<&Organisation>,
    terms: &RetentionTerms,
    as_of: Stamp,
) -> MayDestroy {
    let retention = retention_until(record, people, terms, as_of);
    let today = local_date(as_of);
    let mut reasons = Vec::new();
    let mut against = |code, zh: String, en: String| reasons.push(Against { code, zh, en });
    if !record.carries(Facet::Archive) {
        let unknown = OpenReason::HoldsUnknown;
        against("RT-03", unknown.zh().into(), unknown.en().into());
    }
    if is_accident_related(record) {
        against("RT-03", "事故调查相关记录永久保存".into(), "an accident-related record is kept for ever".into());
    }
    if is_held(record, as_of) {
        against("RT-03", "记录处于保全中".into(), "the record is held".into());
    }
    match retention.outcome {
        Outcome::Until(last) if today <= last => {
            let day = date_text(last);
            against(
                "DS-01",
                format!("保存期至{day}止，次日起方可销毁"),
                format!("retention ends with {day}; the day after is the first"),
            );
        }
        Outcome::Open(reason) if !matches!(reason, OpenReason::Held | OpenReason::HoldsUnknown) => {
            against(
                "DS-01",
                format!("保存期无截止日：{}", reason.zh()),
                format!("retention has no end: {}", reason.en()),
            );
        }
        _ => {}
    }
    if let Some(first) = chain_start(record, terms, today) {
        let day = date_text(first);
        against(
            "DS-01",
            format!("仍在近{}年记录链内（{day}起）", terms.chain.unwrap_or(0)),
            format!("inside the chain of the last {} years (from {day})", terms.chain.unwrap_or(0)),
        );
    }
    MayDestroy { allowed: reasons.is_empty(), reasons, retention }
}

/// The first day of the chain window where the session lies inside it, both ends included (C-09, C-53).
fn chain_start(record: &TrainingRecordView<'_>, terms: &RetentionTerms, today: NaiveDate) -> Option<NaiveDate> {
    let first = add_years(today, -terms.chain?).ok()?;
    let end = local_date(record.session_end()?);
    (end >= first).then_some(first)
}

/// The deletions of evidence, done or planned, that come before the end of the record (RT-05).
pub fn evidence_dies_first<'r, 'a>(
    record: &'r TrainingRecordView<'a>,
    outcome: Outcome,
) -> impl Iterator<Item = &'r EvidenceDeletionView<'a>> {
    let deletions = record.storage.as_ref().map_or(&[][..], |storage| storage.deletions.as_slice());
    deletions.iter().filter(move |deletion| deletion.on.is_some_and(|day| !outcome.is_over(day)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::policy::PolicyBook;
    use crate::record::TrainingRecord;
    use crate::value::parse_stamp;

    fn ask(extra: &str, today: &str, chain: Option<i32>) -> (bool, Vec<&'static str>) {
        let json = format!(
            r#"{{"schema_version":1,"kind":"Refresher","date":"2021-03-15","time":{{"from":"09:00","to":"11:00"}},
                "participants":[{{"special_operation":false}}]{extra}}}"#
        );
        let record = TrainingRecord::from_json(&json).unwrap();
        let as_of = parse_stamp(&format!("{today}T08:00:00+08:00")).unwrap();
        let terms = RetentionTerms { chain, ..RetentionTerms::of(PolicyBook::seed().at(as_of).unwrap()) };
        let answer = may_destroy(&record.facts().record, None, &terms, as_of);
        (answer.allowed, answer.reasons.iter().map(|reason| reason.code).collect())
    }

    #[test]
    fn g_04_the_day_after_the_last_day_is_the_first() {
        assert_eq!(ask("", "2024-03-15", Some(3)), (false, vec!["DS-01", "DS-01"]));
        assert_eq!(ask("", "2024-03-16", Some(3)), (true, vec![]));
    }

    #[test]
    fn g_37_nothing_inside_the_chain_is_destroyed() {
        assert_eq!(ask("", "2026-03-15", Some(5)), (false, vec!["DS-01"]));
        assert_eq!(ask("", "2026-03-16", Some(5)), (true, vec![]));
    }

    #[test]
    fn a_hold_and_what_is_not_known_stand_against_it() {
        let hold = r#","holds":[{"kind":"Dispute","placed_at":"2023-01-01T00:00:00+08:00"}]"#;
        assert_eq!(ask(hold, "2030-01-01", Some(3)), (false, vec!["RT-03"]));
        let accident = r#","holds":[{"kind":"Accident","placed_at":"2023-01-01T00:00:00+08:00"}]"#;
        assert_eq!(ask(accident, "2030-01-01", Some(3)), (false, vec!["RT-03"]));
        assert_eq!(ask(r#","facets":["heading","people"]"#, "2030-01-01", Some(3)), (false, vec!["RT-03"]));
    }

    #[test]
    fn evidence_lives_as_long_as_its_record() {
        let json = r#"{"schema_version":1,"kind":"Refresher","storage":{"deletions":[
            {"kind":"Video","on":"2024-03-15"},{"kind":"Video","on":"2024-03-16"},{"kind":"Video"}]}}"#;
        let record = TrainingRecord::from_json(json).unwrap();
        let facts = record.facts();
        let last = Outcome::Until(NaiveDate::from_ymd_opt(2024, 3, 15).unwrap());
        let early = |outcome| evidence_dies_first(&facts.record, outcome).map(|one| one.index).collect::<Vec<_>>();
        assert_eq!(early(last), [0]);
        assert_eq!(early(Outcome::Permanent), [0, 1]);
        assert_eq!(early(Outcome::Open(OpenReason::EmployedStill)), [0, 1]);
    }
}
