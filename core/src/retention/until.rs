//! Until when: the rules that apply to one record.

use chrono::{Days, NaiveDate};

use super::outcome::{OpenReason, Outcome, Retention, RetentionRule, Why};
use crate::calendar::add_years;
use crate::org::{Leaving, Organisation};
use crate::policy::PolicyVersion;
use crate::record::TrainingRecordView;
use crate::record::people::{Known, ParticipantView, known};
use crate::rule::Facet;
use crate::value::{Stamp, local_date};
use crate::vocab::{HoldKind, RecordState, RetentionClass};

/// The terms of one version of the policy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RetentionTerms {
    /// Years of an ordinary record from the end of the session.
    pub ordinary: Option<i32>,
    /// Years of a record of special-operation staff from leaving.
    pub special_after_leaving: Option<i32>,
    /// Days before the end on which the procedure of destruction may start.
    pub lead: u64,
    /// Years back that an inspection may ask for.
    pub chain: Option<i32>,
}

impl RetentionTerms {
    /// The terms of a version.
    #[must_use]
    pub fn of(policy: &PolicyVersion) -> Self {
        let years = |key: &str| policy.count(key).and_then(|count| i32::try_from(count).ok());
        RetentionTerms {
            ordinary: years("retention.ordinary"),
            special_after_leaving: years("retention.special_after_leaving"),
            lead: policy.count("destroy.lead").unwrap_or(0),
            chain: years("chain.years"),
        }
    }
}

/// How long a record has to be kept. `people` says when special-operation staff left; `as_of` is the day of the question.
#[must_use]
pub fn retention_until(
    record: &TrainingRecordView<'_>,
    people: Option<&Organisation>,
    terms: &RetentionTerms,
    as_of: Stamp,
) -> Retention {
    let people = people.map(|people| known(record, people));
    retention_of(record, people.as_deref(), terms, as_of)
}

/// The same for participants who were looked up already.
pub(crate) fn retention_of(
    record: &TrainingRecordView<'_>,
    people: Option<&[Option<Known<'_>>]>,
    terms: &RetentionTerms,
    as_of: Stamp,
) -> Retention {
    let mut rules = vec![RetentionRule { why: Why::Ordinary, outcome: ordinary(record, terms), wins: false }];
    let mut add = |why, outcome: Option<Outcome>| {
        rules.extend(outcome.map(|outcome| RetentionRule { why, outcome, wins: false }));
    };
    add(Why::SpecialOperation, special(record, people, terms, local_date(as_of)));
    add(Why::Accident, is_accident_related(record).then_some(Outcome::Permanent));
    add(Why::Hold, is_held(record, as_of).then_some(Outcome::Open(OpenReason::Held)));
    let outcome = rules.iter().map(|rule| rule.outcome).reduce(Outcome::longest).unwrap_or(Outcome::Permanent);
    if let Some(winner) = rules.iter_mut().find(|rule| rule.outcome == outcome) {
        winner.wins = true;
    }
    let is_gone = record.state == Some(RecordState::Destroyed)
        || record.archive.as_ref().is_some_and(|archive| archive.destroyed_on.is_some());
    let destruction_start = match outcome {
        Outcome::Until(last) if !is_gone => last.checked_sub_days(Days::new(terms.lead)),
        _ => None,
    };
    let retention = Retention { outcome, destruction_start, rules };
    if record.carries(Facet::Archive) { retention } else { retention.kept_open(OpenReason::HoldsUnknown) }
}

/// An ordinary record: years from the end of the session (III.6.1.a). An invalid one too.
fn ordinary(record: &TrainingRecordView<'_>, terms: &RetentionTerms) -> Outcome {
    let Some(end) = record.session_end() else { return Outcome::Open(OpenReason::EndMissing) };
    match terms.ordinary.and_then(|years| add_years(local_date(end), years).ok()) {
        Some(last) => Outcome::Until(last),
        None => Outcome::Open(OpenReason::ClassMissing),
    }
}

/// Whether one participant is special-operation staff on the day of the session; `None` where nobody says.
fn is_special(participant: &ParticipantView<'_>, known: Option<Known<'_>>, day: Option<NaiveDate>) -> Option<bool> {
    // Either is enough to keep the record longer; only both together, or the one there is, make it ordinary.
    match participant.special_operation {
        Some(true) => Some(true),
        flag => match known.zip(day).and_then(|(known, day)| known.someone.is_special_operation_at(known.at, day)) {
            Some(true) => Some(true),
            by_people => flag.or(by_people),
        },
    }
}

/// A record of special-operation staff: years from leaving, the last of them counts (III.6.1.b).
fn special(
    record: &TrainingRecordView<'_>,
    people: Option<&[Option<Known<'_>>]>,
    terms: &RetentionTerms,
    today: NaiveDate,
) -> Option<Outcome> {
    let is_class = is_special_class(record);
    if record.participants.is_empty() || !record.carries(Facet::People) {
        let reason = if is_class { OpenReason::PeopleUnknown } else { OpenReason::ClassMissing };
        return Some(Outcome::Open(reason));
    }
    special_staff(record, people, terms, today).reduce(Outcome::longest)
}

/// Whether the record is one of special-operation staff, whoever took part.
fn is_special_class(record: &TrainingRecordView<'_>) -> bool {
    let stated = record.archive.as_ref().and_then(|archive| archive.retention_class);
    record.is_special_operation() || stated == Some(RetentionClass::SpecialOperation)
}

/// Until when each participant keeps the record who is special-operation staff, or of whom nobody says.
fn special_staff(
    record: &TrainingRecordView<'_>,
    people: Option<&[Option<Known<'_>>]>,
    terms: &RetentionTerms,
    today: NaiveDate,
) -> impl Iterator<Item = Outcome> {
    let is_class = is_special_class(record);
    let mut people = people.unwrap_or_default().iter().copied();
    record.participants.iter().filter_map(move |participant| {
        let known = people.next().flatten();
        let special = if is_class { Some(true) } else { is_special(participant, known, record.date) };
        match special {
            Some(true) => Some(after_leaving(known, terms, today)),
            Some(false) => None,
            None => Some(Outcome::Open(OpenReason::PeopleUnknown)),
        }
    })
}

/// What keeps a record for certain, whatever else about it is not known: nothing here can become shorter by another fact.
pub(crate) fn certain_rules(
    record: &TrainingRecordView<'_>,
    people: Option<&[Option<Known<'_>>]>,
    terms: &RetentionTerms,
    as_of: Stamp,
) -> impl Iterator<Item = (Why, Outcome)> {
    let staff = if record.carries(Facet::People) {
        special_staff(record, people, terms, local_date(as_of))
            .filter(|outcome| outcome.is_certain())
            .reduce(Outcome::longest)
    } else {
        None
    };
    let ordinary = Some(ordinary(record, terms)).filter(|outcome| outcome.is_certain());
    [
        (Why::Ordinary, ordinary),
        (Why::SpecialOperation, staff),
        (Why::Accident, is_accident_related(record).then_some(Outcome::Permanent)),
        (Why::Hold, is_held(record, as_of).then_some(Outcome::Open(OpenReason::Held))),
    ]
    .into_iter()
    .filter_map(|(why, outcome)| Some((why, outcome?)))
}

fn after_leaving(known: Option<Known<'_>>, terms: &RetentionTerms, today: NaiveDate) -> Outcome {
    // The class is known, the leaving is not.
    let unknown = Outcome::Open(OpenReason::LeavingUnknown);
    match known.map_or(Leaving::Unknown, |known| known.someone.left_on(today)) {
        Leaving::StillEmployed => Outcome::Open(OpenReason::EmployedStill),
        Leaving::Left(day) => match terms.special_after_leaving.and_then(|years| add_years(day, years).ok()) {
            Some(last) => Outcome::Until(last),
            None => unknown,
        },
        Leaving::Unknown => unknown,
    }
}

/// Whether the record was taken for an accident, by class, link or hold; a hold for an accident is never lifted (III.6.1.c).
pub(super) fn is_accident_related(record: &TrainingRecordView<'_>) -> bool {
    record.archive.as_ref().is_some_and(|archive| {
        !archive.accidents.is_empty() || archive.retention_class == Some(RetentionClass::AccidentRelated)
    }) || record.holds.iter().any(|hold| hold.kind == Some(HoldKind::Accident))
}

/// Whether another hold stands at `as_of`: one that is to be lifted later stands until then.
pub(super) fn is_held(record: &TrainingRecordView<'_>, as_of: Stamp) -> bool {
    let stands = |lifted_at: Option<Stamp>| lifted_at.is_none_or(|lifted| lifted > as_of);
    record.holds.iter().any(|hold| hold.kind != Some(HoldKind::Accident) && stands(hold.lifted_at))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::policy::PolicyBook;
    use crate::record::TrainingRecord;
    use crate::value::{date_text, parse_stamp};

    fn ask(body: &str, people: Option<&Organisation>) -> Retention {
        let json =
            format!(r#"{{"schema_version":1,"date":"2021-03-15","time":{{"from":"09:00","to":"11:00"}},{body}}}"#);
        let record = TrainingRecord::from_json(&json).unwrap();
        let as_of = parse_stamp("2024-06-01T08:00:00+08:00").unwrap();
        let terms = RetentionTerms::of(PolicyBook::seed().at(as_of).unwrap());
        retention_until(&record.facts().record, people, &terms, as_of)
    }

    fn people() -> Organisation {
        Organisation::from_json(
            r#"{"name":"测试化工","units":[{"code":"HQ","name":"公司","kind":"Headquarters"}],"people":[
                {"employee_no":"E1","spells":[{"from":"2010-01-01","to":"2024-02-29","unit":"HQ","employment":"Employee","special_operation":true}]},
                {"employee_no":"E2","spells":[{"from":"2010-01-01","unit":"HQ","employment":"Employee","special_operation":true}]},
                {"employee_no":"E3","spells":[{"from":"2010-01-01","unit":"HQ","employment":"Employee","special_operation":false}]}]}"#,
        )
        .unwrap()
    }

    const ONE: &str = r#"{"person":{"employee_no":"E1"}}"#;
    const TWO: &str = r#"{"person":{"employee_no":"E2"}}"#;
    const THREE: &str = r#"{"person":{"employee_no":"E3"}}"#;

    #[test]
    fn g_04_an_ordinary_record_lives_three_years() {
        let kept = ask(&format!(r#""kind":"Refresher","participants":[{THREE}]"#), Some(&people()));
        assert_eq!(kept.outcome, Outcome::Until(NaiveDate::from_ymd_opt(2024, 3, 15).unwrap()));
        assert_eq!(date_text(kept.destruction_start.unwrap()), "2024-02-14");
        assert_eq!(kept.rules.len(), 1);
    }

    #[test]
    fn g_04_special_operation_staff_until_five_years_after_leaving() {
        let left = Outcome::Until(NaiveDate::from_ymd_opt(2029, 2, 28).unwrap());
        let kept = ask(&format!(r#""kind":"SpecialOperation","participants":[{ONE}]"#), Some(&people()));
        assert_eq!(kept.outcome, left);
        // An ordinary and a special participant in one session: the longest.
        let mixed = ask(&format!(r#""kind":"Refresher","participants":[{THREE},{ONE}]"#), Some(&people()));
        assert_eq!(mixed.outcome, left);
        assert_eq!(
            mixed.rules.iter().filter(|rule| rule.wins).map(|rule| rule.why).collect::<Vec<_>>(),
            [Why::SpecialOperation]
        );
        let still = ask(&format!(r#""kind":"Refresher","participants":[{ONE},{TWO}]"#), Some(&people()));
        assert_eq!(still.outcome, Outcome::Open(OpenReason::EmployedStill));
    }

    #[test]
    fn unknown_keeps() {
        let open = |body: &str, people: Option<&Organisation>| match ask(body, people).outcome {
            Outcome::Open(reason) => reason,
            other => panic!("{other:?}"),
        };
        assert_eq!(open(&format!(r#""kind":"Refresher","participants":[{ONE}]"#), None), OpenReason::PeopleUnknown);
        assert_eq!(open(r#""kind":"Refresher""#, Some(&people())), OpenReason::ClassMissing);
        let stranger = r#""kind":"Refresher","participants":[{"person":{"employee_no":"E9"}}]"#;
        assert_eq!(open(stranger, Some(&people())), OpenReason::PeopleUnknown);
        // The row's own flag is enough to know the class, not to know the leaving.
        let flagged =
            r#""kind":"Refresher","participants":[{"person":{"employee_no":"E9"},"special_operation":false}]"#;
        assert!(matches!(ask(flagged, None).outcome, Outcome::Until(_)));
    }

    #[test]
    fn g_04_an_accident_keeps_for_ever_even_when_its_hold_was_lifted() {
        for body in [
            r#""holds":[{"kind":"Accident","placed_at":"2023-01-01T00:00:00+08:00","lifted_at":"2023-02-01T00:00:00+08:00"}]"#,
            r#""archive":{"accidents":[{"id":"A-1"}]}"#,
            r#""archive":{"retention_class":"AccidentRelated"}"#,
        ] {
            let kept = ask(&format!(r#""kind":"Refresher","participants":[{THREE}],{body}"#), Some(&people()));
            assert_eq!(kept.outcome, Outcome::Permanent);
        }
        let held = r#""holds":[{"kind":"Audit","placed_at":"2023-01-01T00:00:00+08:00"}]"#;
        let kept = ask(&format!(r#""kind":"Refresher","participants":[{THREE}],{held}"#), Some(&people()));
        assert_eq!(kept.outcome, Outcome::Open(OpenReason::Held));
        // Until the moment of the lift the hold stands.
        for (lifted, is_held) in [("2024-06-01T08:00:01+08:00", true), ("2024-06-01T08:00:00+08:00", false)] {
            let held = format!(
                r#""holds":[{{"kind":"Audit","placed_at":"2023-01-01T00:00:00+08:00","lifted_at":"{lifted}"}}]"#
            );
            let kept = ask(&format!(r#""kind":"Refresher","participants":[{THREE}],{held}"#), Some(&people()));
            assert_eq!(kept.outcome == Outcome::Open(OpenReason::Held), is_held, "{lifted}");
        }
    }
}
