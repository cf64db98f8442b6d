//! The bounded lists of the summary: the worst records, what falls due next, what may start its destruction, what failed.
//!
//! A list keeps its first twenty, so that its memory does not grow with the register; its order is total, so that it does
//! not depend on who judged which lines.

use std::cmp::{Ordering, Reverse};

use chrono::NaiveDate;
use serde::{Deserialize, Deserializer, Serialize};

use super::missing::Missing;
use crate::check::Review;
use crate::error::Faults;
use crate::rule::{self, DueBy, Finding, Grade, Remedy, Severity};
use crate::value::{Stamp, form};
use crate::vocab::{Completeness, Validity};

/// How many records the lists of the summary hold.
pub(super) const LISTED: usize = 20;

/// How many findings or faults of one record a list of the summary holds.
const OF_ONE: usize = 100;

/// A record among the worst (X.3): grade, invalid, incomplete, number of E findings, then number.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WorstRecord {
    /// Record number.
    pub number: Option<String>,
    /// Id of the record.
    pub record: String,
    /// Line in the register.
    pub line: u64,
    /// Department.
    pub department: Option<String>,
    /// Grade of the worst defect.
    pub grade: Option<Grade>,
    /// Whether the proofs stand.
    pub validity: Validity,
    /// Whether elements and musts stand.
    pub completeness: Completeness,
    /// How many E findings it has.
    pub findings_total: u64,
    /// Its E findings with their remedies, by code and place; at most the first hundred.
    pub findings: Vec<WorstFinding>,
    /// What is missing to pass.
    pub missing: Missing,
}

/// An E finding of a record among the worst.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WorstFinding {
    /// Code of the rule.
    #[serde(deserialize_with = "code_of_a_rule")]
    pub code: RuleCode,
    /// Place.
    pub path: String,
    /// What mends it.
    pub remedy: Option<Remedy>,
    /// By when.
    #[serde(with = "form::stamp::option")]
    pub due: Option<Stamp>,
}

/// A text of the catalogue; under this name the derive does not borrow it from what is read.
type RuleCode = &'static str;

fn code_of_a_rule<'de, D: Deserializer<'de>>(input: D) -> Result<RuleCode, D::Error> {
    let code = String::deserialize(input)?;
    let row = rule::by_code(&code);
    row.map(|row| row.code).ok_or_else(|| serde::de::Error::custom("unknown code, expected the code of a rule"))
}

/// What orders the worst records.
type Rank<'a> = (Reverse<Option<Grade>>, Reverse<bool>, Reverse<bool>, Reverse<u64>, Option<&'a str>, &'a str, u64);

fn is_bad(finding: &&Finding) -> bool {
    finding.severity == Severity::E
}

impl WorstRecord {
    /// The rank of a record, where it has an E finding: asked before the entry is built.
    pub(super) fn rank_of(line: u64, review: &Review) -> Option<Rank<'_>> {
        let bad = review.findings.iter().filter(is_bad).count() as u64;
        (bad > 0).then(|| {
            let (invalid, incomplete) =
                (review.validity == Validity::Invalid, review.completeness == Completeness::Incomplete);
            let ids = (review.number.as_deref(), review.record.as_str());
            (Reverse(review.grade), Reverse(invalid), Reverse(incomplete), Reverse(bad), ids.0, ids.1, line)
        })
    }

    /// The entry of a record that has an E finding.
    pub(super) fn of(line: u64, review: &Review) -> WorstRecord {
        let bad = review.findings.iter().filter(is_bad);
        let listed = bad.clone().take(OF_ONE).map(|finding| WorstFinding {
            code: finding.code,
            path: finding.path.clone(),
            remedy: finding.remedy,
            due: finding.due,
        });
        WorstRecord {
            number: review.number.clone(),
            record: review.record.clone(),
            line,
            department: review.department.clone(),
            grade: review.grade,
            validity: review.validity,
            completeness: review.completeness,
            findings: listed.collect(),
            findings_total: bad.count() as u64,
            missing: Missing::of(review),
        }
    }

    /// What orders it.
    pub(super) fn rank(&self) -> Rank<'_> {
        let invalid = Reverse(self.validity == Validity::Invalid);
        let incomplete = Reverse(self.completeness == Completeness::Incomplete);
        let ids = (self.number.as_deref(), self.record.as_str());
        (Reverse(self.grade), invalid, incomplete, Reverse(self.findings_total), ids.0, ids.1, self.line)
    }
}

impl PartialOrd for WorstRecord {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for WorstRecord {
    fn cmp(&self, other: &Self) -> Ordering {
        // Behind the rank for two records of one line, which a register does not have: their order is one all the same.
        let rest = |one: &Self| (one.validity, one.completeness, one.department.clone());
        let findings = || self.findings.cmp(&other.findings).then_with(|| self.missing.cmp(&other.missing));
        self.rank().cmp(&other.rank()).then_with(findings).then_with(|| rest(self).cmp(&rest(other)))
    }
}

/// A step that falls due next.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Due {
    /// By when.
    #[serde(with = "form::stamp")]
    pub due: Stamp,
    /// Which step: paper, electronic, self_check, completion, review, resubmission, archive; or the code of a finding.
    pub step: String,
    /// Id of the record.
    pub record: String,
    /// Record number.
    pub number: Option<String>,
    /// Line in the register.
    pub line: u64,
    /// Department.
    pub department: Option<String>,
}

impl Due {
    /// The steps and defects of a record that are still due after `as_of`.
    pub(super) fn steps(review: &Review, as_of: Stamp) -> impl Iterator<Item = (Stamp, &str)> {
        let steps = review.open_steps.iter().map(|open| (open.deadline.due, open.step));
        // What waits for the hand-over or the resubmission is said by that step; of equal defects one is enough.
        let mut defects: Vec<(Stamp, &str)> = review
            .findings
            .iter()
            .filter(|finding| !matches!(finding.due_by, Some(DueBy::HandOver | DueBy::Return)))
            .filter_map(|finding| Some((finding.due?, finding.code)))
            .collect();
        defects.sort_unstable();
        defects.dedup();
        steps.chain(defects).filter(move |(due, _)| *due >= as_of)
    }

    /// The entry of one of them.
    pub(super) fn of(line: u64, review: &Review, due: Stamp, step: &str) -> Due {
        Due {
            due,
            step: step.to_owned(),
            record: review.record.clone(),
            number: review.number.clone(),
            line,
            department: review.department.clone(),
        }
    }
}

/// A record whose procedure of destruction may start.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MayStart {
    /// From this day on.
    #[serde(with = "form::date")]
    pub from: NaiveDate,
    /// Id of the record.
    pub record: String,
    /// Record number.
    pub number: Option<String>,
    /// Line in the register.
    pub line: u64,
}

impl MayStart {
    pub(super) fn of(line: u64, review: &Review, from: NaiveDate) -> MayStart {
        MayStart { from, record: review.record.clone(), number: review.number.clone(), line }
    }
}

/// A line that could not be judged, in the summary.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FailedLine {
    /// Line in the register, from 1.
    pub line: u64,
    /// How many faults it has.
    pub faults_total: u64,
    /// Its faults, with their places in the record; at most the first hundred, all are in its entry.
    pub faults: Faults,
}

impl FailedLine {
    pub(super) fn of(line: u64, faults: &Faults) -> FailedLine {
        let listed = faults.0.iter().take(OF_ONE).cloned().collect();
        FailedLine { line, faults_total: faults.0.len() as u64, faults: Faults(listed) }
    }
}

const _: () = assert!(LISTED == 20 && OF_ONE == 100, "the docs say twenty and a hundred");
