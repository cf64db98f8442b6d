//! The summary at the end of a register.

use std::cmp::Reverse;
use std::sync::Arc;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::between::{BetweenFinding, NumberFinding};
use super::departments::{Department, score};
use super::listed::{Due, FailedLine, MayStart, WorstRecord};
use super::missing::is_mendable;
use super::receipt::{RegisterReceipt, receipted};
use super::shared::SharedFinding;
use super::stream::Register;
use super::supervision::{PeriodFinding, SupervisedMonth};
use crate::check::{Review, Shared};
use crate::error::Result;
use crate::quality::{KpiScore, QualityRates, Tally, Targets, sum};
use crate::rule::{self, Grade};
use crate::value::{Stamp, form};
use crate::vocab::{Completeness, Validity};

/// Counts over the whole register.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
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
    /// Records that do not pass and would by supplying and correcting alone.
    pub mendable: u64,
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
        self.mendable += u64::from(is_mendable(review));
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
        if let Some(count) = self.of_grade(review.grade) {
            *count += 1;
        }
    }

    /// The count of records whose worst defect is of a grade.
    pub(super) fn of_grade(&mut self, grade: Option<Grade>) -> Option<&mut u64> {
        match grade? {
            Grade::Minor => Some(&mut self.minor),
            Grade::General => Some(&mut self.general),
            Grade::Severe => Some(&mut self.severe),
        }
    }

    pub(super) fn merge(&mut self, other: &Totals) {
        let pairs = [
            (&mut self.lines, other.lines),
            (&mut self.judged, other.judged),
            (&mut self.failed, other.failed),
            (&mut self.not_yet, other.not_yet),
            (&mut self.passes, other.passes),
            (&mut self.mendable, other.mendable),
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
            *mine = sum(*mine, theirs);
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
    /// How many findings on numbers there are.
    pub number_findings_total: u64,
    /// Findings on numbers (NB-04, NB-05) by code, number and line; at most the first thousand of each code, all by
    /// [`Register::finish_with`].
    pub number_findings: Vec<NumberFinding>,
    /// How many findings on what records share there are.
    pub shared_findings_total: u64,
    /// Findings on what records share (SG-12, PH-05, RV-08) by code, line and place; at most the first thousand of each code,
    /// all by [`Register::finish_with`].
    pub shared_findings: Vec<SharedFinding>,
    /// How much of the high-risk training was supervised on site, month by month; without such sessions there is none.
    pub supervision: Vec<SupervisedMonth>,
    /// Findings on the months (SV-04).
    pub period_findings: Vec<PeriodFinding>,
    /// Codes that were not asked between the records, because they were not to be compared: neither pass nor fail.
    pub not_compared: Vec<&'static str>,
    /// The worst records by their own findings, at most twenty; what stands between records is in `number_findings` and
    /// `shared_findings`.
    pub worst: Vec<WorstRecord>,
    /// What falls due next, at most twenty.
    pub due_next: Vec<Due>,
    /// Records whose procedure of destruction may start, at most twenty.
    pub may_start_destruction: Vec<MayStart>,
    /// The first lines that could not be judged, at most twenty.
    pub failed: Vec<FailedLine>,
    /// By what it was judged, and what; absent where no receipt was asked for.
    pub receipt: Option<RegisterReceipt>,
    /// Last day of the calendar, where `as_of` lies within 60 days of it.
    #[serde(with = "form::date::option")]
    pub calendar_ends: Option<NaiveDate>,
}

impl Register {
    /// The summary. Findings between records correct the counts: who bears a number twice, or shares what is not to be shared,
    /// does not pass.
    ///
    /// # Errors
    /// [`ErrorCode::PolicyNotInForce`](crate::error::ErrorCode) where no version of the policy is in force at `as_of`;
    /// [`ErrorCode::Io`](crate::error::ErrorCode) of a spill that failed.
    pub fn finish(self) -> Result<Summary> {
        self.finish_with(|_| Ok(()))
    }

    /// The summary, and before it every finding between records one by one, those on numbers in the order of numbers and lines,
    /// then those on what records share in the order of lines, of both of which the summary lists only the first; last those on
    /// months.
    ///
    /// # Errors
    /// As [`finish`](Self::finish), and the error by which `each` stops it.
    pub fn finish_with(mut self, mut each: impl FnMut(&BetweenFinding) -> Result<()>) -> Result<Summary> {
        let supplied = (self.has_verifications(), self.has_rectifications);
        let compares = self.keys.is_some();
        let receipt = self.receipt()?;
        let between = self.between(&mut each)?;
        let context = Arc::clone(&self.context);
        let policy = context.policy().at(context.as_of())?;
        let (supervision, period_findings) = self.supervision(policy, &mut each)?;
        let context = context.as_ref();
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
        let summary = Summary {
            as_of: context.as_of(),
            rates: QualityRates::of(&total, &Targets::of(policy), supplied.0),
            kpi: score(&total, policy, supplied.1)?,
            departments,
            months,
            codes,
            number_findings_total: between.numbers.total,
            number_findings: between.numbers.into_vec(),
            shared_findings_total: between.shared.total,
            shared_findings: between.shared.into_vec(),
            not_compared: if compares { Vec::new() } else { Shared::ALL.map(|shared| shared.rule().code).to_vec() },
            supervision,
            period_findings,
            unmatched_verifications: self.unmatched_verifications(),
            calendar_ends: context.calendar().ends_within_60_days(context.as_of()),
            totals: self.totals,
            tally: self.tally,
            worst: self.worst.into_vec(),
            due_next: self.due.into_vec(),
            may_start_destruction: self.may_start.into_vec(),
            failed: self.failed.into_vec(),
            receipt: None,
        };
        receipted(summary, receipt)
    }
}
