//! The shapes of an answer.

use chrono::NaiveDate;
use serde::Serialize;

use crate::error::Fault;
use crate::value::form;
use crate::vocab::code::codes;

codes! {
    /// Why a record has no end yet (无截止日的原因).
    OpenReason {
        EndMissing "培训结束时间未知" "the end of the session is not known";
        ClassMissing "保存类别无法确定" "the class cannot be determined";
        PeopleUnknown "参训人员是否为特种作业人员未知" "it is not known whether participants are special-operation staff";
        LeavingUnknown "特种作业人员的离职情况未知" "it is not known whether the special-operation staff have left";
        HoldsUnknown "保全与归档信息未知" "holds and archive are not known";
        FactsFaulty "判定保存期的数据有误" "facts that decide on retention are faulty";
        EmployedStill "特种作业人员仍在职" "special-operation staff are still employed";
        Held "保全中" "the record is held";
    }

    /// What asks for a record to be kept (保存依据).
    Why {
        Ordinary "普通培训记录" "ordinary record, from the end of the session";
        SpecialOperation "特种作业人员记录" "special-operation staff, from leaving";
        Accident "事故调查相关" "accident investigation";
        Hold "其他保全" "another hold";
        Unknown "无法判定" "something that is not known";
    }
}

/// Until when a record has to be kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub enum Outcome {
    /// Up to and including this day.
    #[serde(rename = "until")]
    Until(#[serde(with = "form::date")] NaiveDate),
    /// No end yet.
    #[serde(rename = "open")]
    Open(OpenReason),
    /// For ever.
    Permanent,
}

impl Outcome {
    /// The longer of two. Among records without an end the reason that asks for more facts is shown.
    #[must_use]
    pub fn longest(self, other: Outcome) -> Outcome {
        let rank = |outcome: Outcome| match outcome {
            Outcome::Until(date) => (0, date, 0),
            Outcome::Open(reason) => (1, NaiveDate::MIN, reason_rank(reason)),
            Outcome::Permanent => (2, NaiveDate::MIN, 0),
        };
        if rank(other) > rank(self) { other } else { self }
    }

    /// Whether it stands whatever else becomes known: a record without an end has none for certain while the staff is
    /// employed or a hold stands.
    #[must_use]
    pub fn is_certain(self) -> bool {
        match self {
            Outcome::Until(_) | Outcome::Permanent => true,
            Outcome::Open(reason) => matches!(reason, OpenReason::EmployedStill | OpenReason::Held),
        }
    }

    /// Whether a day lies after the last day of retention.
    #[must_use]
    pub fn is_over(self, day: NaiveDate) -> bool {
        matches!(self, Outcome::Until(last) if day > last)
    }
}

fn reason_rank(reason: OpenReason) -> u8 {
    match reason {
        OpenReason::EmployedStill => 0,
        OpenReason::Held => 1,
        OpenReason::LeavingUnknown => 2,
        OpenReason::EndMissing => 3,
        OpenReason::PeopleUnknown => 4,
        OpenReason::ClassMissing => 5,
        OpenReason::HoldsUnknown => 6,
        OpenReason::FactsFaulty => 7,
    }
}

/// One rule that applies to a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct RetentionRule {
    /// What asks for it.
    pub why: Why,
    /// Until when.
    pub outcome: Outcome,
    /// Whether it is the one that decides.
    pub wins: bool,
}

/// How long a record lives.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Retention {
    /// The longest of all rules.
    pub outcome: Outcome,
    /// Day on which the procedure of destruction may be started (the list is drafted; nothing is destroyed before the
    /// end); absent without an end.
    #[serde(with = "form::date::option")]
    pub destruction_start: Option<NaiveDate>,
    /// Every rule that applies.
    pub rules: Vec<RetentionRule>,
}

/// Parts of the record in which a fault hides what may keep it longer: a hold, an accident, a participant.
const HANGS_ON: &[&str] = &["archive", "facets", "holds", "participants", "state"];

impl Retention {
    /// The same, where facts of the record were left out for `faults`: what they said is not known, and unknown keeps.
    #[must_use]
    pub fn despite(self, faults: &[Fault]) -> Self {
        let hides = |fault: &Fault| fault.path.split('/').nth(1).is_some_and(|part| HANGS_ON.contains(&part));
        if !faults.iter().any(hides) {
            return self;
        }
        self.kept_open(OpenReason::FactsFaulty)
    }

    /// The same answer where something that decides on it is not known: nothing may be destroyed on what is not known.
    #[must_use]
    pub fn kept_open(mut self, reason: OpenReason) -> Retention {
        let open = Outcome::Open(reason);
        self.rules.push(RetentionRule { why: Why::Unknown, outcome: open, wins: false });
        self.outcome = self.outcome.longest(open);
        self.destruction_start = None;
        let winner = self.outcome;
        self.rules.iter_mut().for_each(|rule| rule.wins = rule.outcome == winner);
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::{Error, ErrorCode};

    #[test]
    fn a_fault_in_what_keeps_a_record_leaves_it_without_an_end() {
        let until = Outcome::Until(NaiveDate::from_ymd_opt(2024, 3, 15).unwrap());
        let known = |outcome| Retention {
            outcome,
            destruction_start: NaiveDate::from_ymd_opt(2024, 2, 14),
            rules: vec![RetentionRule { why: Why::Ordinary, outcome, wins: true }],
        };
        let fault = |path: &str| vec![Error::new(ErrorCode::UnknownCode, "x", "y").at(path)];
        for path in ["/holds/0/kind", "/archive/accidents/1/id", "/archive", "/participants/7"] {
            let kept = known(until).despite(&fault(path));
            assert_eq!(
                (kept.outcome, kept.destruction_start),
                (Outcome::Open(OpenReason::FactsFaulty), None),
                "{path}"
            );
            assert_eq!(kept.rules.iter().map(|rule| rule.wins).collect::<Vec<_>>(), [false, true]);
            assert_eq!(known(Outcome::Permanent).despite(&fault(path)).outcome, Outcome::Permanent);
        }
        for path in ["/photos/0", "/archived", "/name"] {
            assert_eq!(known(until).despite(&fault(path)), known(until), "{path}");
        }
        assert_eq!(known(until).despite(&[]), known(until));
    }
}
