//! The summary at the end of a register.

use std::cmp::Reverse;

use chrono::NaiveDate;
use serde::Serialize;

use super::departments::{Department, score};
use super::entry::Failed;
use super::stream::{LISTED, Ordinal, Register};
use crate::check::Review;
use crate::error::Result;
use crate::numbering::{NumberGap, Numbers};
use crate::quality::{KpiScore, QualityRates, Tally, Targets};
use crate::rule::{self, DueBy, Facet, Grade, Remedy, Severity, finding_id};
use crate::value::{Stamp, form};
use crate::vocab::{Completeness, Validity};

/// Counts over the whole register.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Totals {
    /// Lines that are not blank.
    pub lines: u64,
    /// Records judged.
    pub judged: u64,
    /// Lines that could not be judged.
    pub failed: u64,
    /// Sessions that end after `as_of`.
    pub not_yet: u64,
    /// Records that pass.
    pub passes: u64,
    /// Valid records.
    pub valid: u64,
    /// Records that need no proofs.
    pub exempt: u64,
    /// Invalid records.
    pub invalid: u64,
    /// Records whose validity is unknown.
    pub validity_unknown: u64,
    /// Complete records.
    pub complete: u64,
    /// Incomplete records.
    pub incomplete: u64,
    /// Records whose completeness is unknown.
    pub completeness_unknown: u64,
    /// Records whose worst defect is minor.
    pub minor: u64,
    /// Records whose worst defect is general.
    pub general: u64,
    /// Records whose worst defect is severe.
    pub severe: u64,
    /// Records with facts that were left out.
    pub with_faults: u64,
    /// Records whose procedure of destruction may start.
    pub may_start_destruction: u64,
}

impl Totals {
    pub(super) fn add(&mut self, review: &Review) {
        self.judged += 1;
        self.passes += u64::from(review.passes);
        self.with_faults += u64::from(!review.faults.is_empty());
        *match review.validity {
            Validity::Valid => &mut self.valid,
            Validity::Exempt => &mut self.exempt,
            Validity::Invalid => &mut self.invalid,
            Validity::Unknown => &mut self.validity_unknown,
        } += 1;
        *match review.completeness {
            Completeness::Complete => &mut self.complete,
            Completeness::Incomplete => &mut self.incomplete,
            Completeness::Unknown => &mut self.completeness_unknown,
        } += 1;
        match review.grade {
            Some(Grade::Minor) => self.minor += 1,
            Some(Grade::General) => self.general += 1,
            Some(Grade::Severe) => self.severe += 1,
            None => {}
        }
    }

    pub(super) fn merge(&mut self, other: &Totals) {
        let pairs = [
            (&mut self.lines, other.lines),
            (&mut self.judged, other.judged),
            (&mut self.failed, other.failed),
            (&mut self.not_yet, other.not_yet),
            (&mut self.passes, other.passes),
            (&mut self.valid, other.valid),
            (&mut self.exempt, other.exempt),
            (&mut self.invalid, other.invalid),
            (&mut self.validity_unknown, other.validity_unknown),
            (&mut self.complete, other.complete),
            (&mut self.incomplete, other.incomplete),
            (&mut self.completeness_unknown, other.completeness_unknown),
            (&mut self.minor, other.minor),
            (&mut self.general, other.general),
            (&mut self.severe, other.severe),
            (&mut self.with_faults, other.with_faults),
            (&mut self.may_start_destruction, other.may_start_destruction),
        ];
        for (mine, theirs) in pairs {
            *mine += theirs;
        }
    }
}

/// How often a code was found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CodeCount {
    /// Code of the rule.
    pub code: &'static str,
    /// Findings.
    pub findings: u64,
    /// Records with at least one.
    pub records: u64,
    /// Message in Chinese.
    pub message_zh: &'static str,
    /// Message in English.
    pub message_en: &'static str,
}

/// A record among the worst (X.3): grade, invalid, incomplete, number of E findings, then number.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct WorstRecord {
    #[serde(skip)]
    rank: (Reverse<Option<Grade>>, Reverse<bool>, Reverse<bool>, Reverse<usize>),
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
    /// Its E findings with their remedies, by code and place.
    pub findings: Vec<WorstFinding>,
}

/// An E finding of a record among the worst.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct WorstFinding {
    /// Code of the rule.
    pub code: &'static str,
    /// Place.
    pub path: String,
    /// What mends it.
    pub remedy: Option<Remedy>,
    /// By when.
    #[serde(with = "form::stamp::option")]
    pub due: Option<Stamp>,
}

impl WorstRecord {
    /// The entry of a record, where it has an E finding.
    pub(super) fn of(line: u64, review: &Review) -> Option<WorstRecord> {
        let bad: Vec<_> = review.findings.iter().filter(|finding| finding.severity == Severity::E).collect();
        if bad.is_empty() {
            return None;
        }
        let rank = (
            Reverse(review.grade),
            Reverse(review.validity == Validity::Invalid),
            Reverse(review.completeness == Completeness::Incomplete),
            Reverse(bad.len()),
        );
        let findings = bad.into_iter().map(|finding| WorstFinding {
            code: finding.code,
            path: finding.path.clone(),
            remedy: finding.remedy,
            due: finding.due,
        });
        Some(WorstRecord {
            rank,
            number: review.number.clone(),
            record: review.record.clone(),
            line,
            department: review.department.clone(),
            grade: review.grade,
            validity: review.validity,
            completeness: review.completeness,
            findings: findings.collect(),
        })
    }

    /// What orders it.
    pub(super) fn key(&self) -> (impl Ord + use<>, Option<String>, String, u64) {
        (self.rank, self.number.clone(), self.record.clone(), self.line)
    }
}

/// A step that falls due next.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
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
    pub(super) fn of(line: u64, review: &Review, as_of: Stamp) -> impl Iterator<Item = Due> + '_ {
        let new = move |due: Stamp, step: &str| Due {
            due,
            step: step.to_owned(),
            record: review.record.clone(),
            number: review.number.clone(),
            line,
            department: review.department.clone(),
        };
        let steps = review.open_steps.iter().map(move |open| new(open.deadline.due, open.step));
        // What waits for the hand-over or the resubmission is said by that step; of equal defects one is enough.
        let mut defects: Vec<(Stamp, &str)> = review
            .findings
            .iter()
            .filter(|finding| !matches!(finding.due_by, Some(DueBy::HandOver | DueBy::Return)))
            .filter_map(|finding| Some((finding.due?, finding.code)))
            .collect();
        defects.sort_unstable();
        defects.dedup();
        let defects = defects.into_iter().map(move |(due, code)| new(due, code));
        steps.chain(defects).filter(move |one| one.due >= as_of)
    }
}

/// A record whose procedure of destruction may start.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
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

/// A finding between records: a number borne twice (NB-04, once for each bearer) or numbers that nothing explains (NB-05).
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct NumberFinding {
    /// Identity of the finding.
    pub id: String,
    /// Code of the rule.
    pub code: &'static str,
    /// How it weighs.
    pub severity: Severity,
    /// Grade of the defect.
    pub grade: Option<Grade>,
    /// Facet.
    pub facet: Option<Facet>,
    /// The number, or the first of the gap.
    pub number: String,
    /// The last number of a gap.
    pub to: Option<String>,
    /// Line of the record that bears the number.
    pub line: Option<u64>,
    /// JSON pointer in that record.
    pub path: &'static str,
    /// What mends it.
    pub remedy: Option<Remedy>,
    /// Message in Chinese.
    pub message_zh: &'static str,
    /// Message in English.
    pub message_en: &'static str,
}

impl NumberFinding {
    fn new(row: &'static rule::Rule, id: String, number: String, to: Option<String>, line: Option<u64>) -> Self {
        NumberFinding {
            id,
            code: row.code,
            severity: row.severity,
            grade: row.grade,
            facet: row.facets.first(),
            number,
            to,
            line,
            path: "/number",
            remedy: row.remedy,
            message_zh: row.zh,
            message_en: row.en,
        }
    }

    fn gap(gap: &NumberGap) -> Result<Self> {
        let first = gap.scope.number(gap.from)?.to_string();
        let last = if gap.to == gap.from { None } else { Some(gap.scope.number(gap.to)?.to_string()) };
        let row = &rule::NB_05;
        Ok(NumberFinding::new(row, finding_id(&first, row.code, "/number", 0), first, last, None))
    }
}

/// What a register answers at its end.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Summary {
    /// The moment of the question.
    #[serde(with = "form::stamp")]
    pub as_of: Stamp,
    /// Counts.
    pub totals: Totals,
    /// The four rates over everything.
    pub rates: QualityRates,
    /// The KPI over everything.
    pub kpi: KpiScore,
    /// The departments, by code.
    pub departments: Vec<Department>,
    /// The departments month by month: what the monthly assessment reads (VI.3.1).
    pub months: Vec<Department>,
    /// The counts behind them, by department and month.
    pub tally: Tally,
    /// Verified items whose record the register does not judge: they count in no rate.
    pub unmatched_verifications: u64,
    /// Codes found, the commonest first.
    pub codes: Vec<CodeCount>,
    /// Findings between records.
    pub number_findings: Vec<NumberFinding>,
    /// The worst records by their own findings, at most twenty; a number borne twice stands in `number_findings`.
    pub worst: Vec<WorstRecord>,
    /// What falls due next, at most twenty.
    pub due_next: Vec<Due>,
    /// Records whose procedure of destruction may start, at most twenty.
    pub may_start_destruction: Vec<MayStart>,
    /// The first lines that could not be judged, at most twenty.
    pub failed: Vec<Failed>,
    /// Last day of the calendar, where `as_of` lies within 60 days of it.
    #[serde(with = "form::date::option")]
    pub calendar_ends: Option<NaiveDate>,
}

impl Register {
    /// The summary. Findings between records correct the counts: who bears a number twice does not pass.
    ///
    /// # Errors
    /// [`ErrorCode::PolicyNotInForce`](crate::error::ErrorCode) where no version of the policy is in force at `as_of`.
    pub fn finish(mut self) -> Result<Summary> {
        let supplied = (self.has_verifications(), self.has_rectifications);
        let numbers = std::mem::take(&mut self.numbers).finish();
        let number_findings = self.between(&numbers)?;
        let context = self.context.as_ref();
        let policy = context.policy().at(context.as_of())?;
        let departments = self.tally.departments();
        let departments = departments
            .iter()
            .map(|(code, counts)| Department::of(code, None, counts, context, policy, supplied))
            .collect::<Result<Vec<_>>>()?;
        let months = self
            .tally
            .cells()
            .map(|(key, counts)| Department::of(&key.department, Some(&key.month), counts, context, policy, supplied));
        let months = months.collect::<Result<Vec<_>>>()?;
        let total = self.tally.total();
        let mut codes: Vec<CodeCount> = self
            .codes
            .iter()
            .filter_map(|(code, (findings, records))| {
                let row = rule::by_code(code)?;
                let (message_zh, message_en) = (row.zh, row.en);
                Some(CodeCount { code: row.code, findings: *findings, records: *records, message_zh, message_en })
            })
            .collect();
        codes.sort_by_key(|one| (Reverse(one.records), Reverse(one.findings), one.code));
        Ok(Summary {
            as_of: context.as_of(),
            rates: QualityRates::of(&total, &Targets::of(policy), supplied.0),
            kpi: score(&total, policy, supplied.1)?,
            departments,
            months,
            codes,
            number_findings,
            unmatched_verifications: self.unmatched_verifications(),
            calendar_ends: context.calendar().ends_within_60_days(context.as_of()),
            totals: self.totals,
            tally: self.tally,
            worst: self.worst.into_vec(),
            due_next: self.due.into_vec(),
            may_start_destruction: self.may_start.into_vec(),
            failed: self.failed.into_vec(),
        })
    }

    /// The findings between records, in the order code, number, line; the counts are corrected by them.
    fn between(&mut self, numbers: &Numbers) -> Result<Vec<NumberFinding>> {
        let mut found = Vec::new();
        let row = &rule::NB_04;
        for duplicate in &numbers.duplicates {
            for bearer in &duplicate.bearers {
                let ordinal = Ordinal::of(bearer.ordinal);
                self.totals.passes -= u64::from(ordinal.passes);
                // NB-04 is a general defect: what was less becomes one.
                match ordinal.grade {
                    None => self.totals.general += 1,
                    Some(Grade::Minor) => {
                        self.totals.minor -= 1;
                        self.totals.general += 1;
                    }
                    Some(Grade::General | Grade::Severe) => {}
                }
                let id = format!("{:016x}", u64::from_be_bytes(bearer.tag));
                found.push(NumberFinding::new(row, id, duplicate.number.to_string(), None, Some(ordinal.line)));
                let count = self.codes.entry(row.code).or_default();
                count.0 += 1;
                count.1 += 1;
            }
        }
        for gap in &numbers.gaps {
            found.push(NumberFinding::gap(gap)?);
            self.codes.entry(rule::NB_05.code).or_default().0 += 1;
        }
        Ok(found)
    }
}

const _: () = assert!(LISTED == 20, "the docs of Summary say twenty");
