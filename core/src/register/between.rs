//! Findings between records: numbers borne twice and numbers that nothing explains.

use serde::Serialize;

use super::stream::{Ordinal, Register};
use crate::error::Result;
use crate::numbering::{NumberEvent, NumberGap};
use crate::quality::sum;
use crate::rule::{self, Facet, Grade, Remedy, Severity, finding_id};

/// How many findings of each code the summary lists.
const LISTED: usize = 1000;

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

/// The findings that the summary lists, and how many there are.
#[derive(Default)]
pub(super) struct Between {
    duplicates: Vec<NumberFinding>,
    gaps: Vec<NumberFinding>,
    pub(super) total: u64,
}

impl Between {
    fn add(&mut self, finding: NumberFinding) {
        let is_gap = finding.code == rule::NB_05.code;
        let list = if is_gap { &mut self.gaps } else { &mut self.duplicates };
        if list.len() < LISTED {
            list.push(finding);
        }
        self.total += 1;
    }

    /// Those that are listed, in the order code, number, line.
    pub(super) fn into_vec(self) -> Vec<NumberFinding> {
        let mut listed = self.duplicates;
        listed.extend(self.gaps);
        listed
    }
}

impl Register {
    /// Tells each finding between records, in the order of numbers and lines, and corrects the counts by them.
    pub(super) fn between(&mut self, each: &mut dyn FnMut(&NumberFinding) -> Result<()>) -> Result<Between> {
        let mut between = Between::default();
        let numbers = std::mem::take(&mut self.numbers);
        numbers.close(|event| {
            let finding = match event {
                NumberEvent::Duplicate(number, bearer) => {
                    let ordinal = Ordinal::of(bearer.ordinal);
                    self.does_not_pass(ordinal);
                    let id = format!("{:016x}", u64::from_be_bytes(bearer.tag));
                    NumberFinding::new(&rule::NB_04, id, number.to_string(), None, Some(ordinal.line))
                }
                NumberEvent::Gap(gap) => NumberFinding::gap(&gap)?,
                NumberEvent::Scope(_) => return Ok(()),
            };
            let count = self.codes.entry(finding.code).or_default();
            // A duplicate is one record, a gap none.
            *count = (sum(count.0, 1), sum(count.1, u64::from(finding.line.is_some())));
            each(&finding)?;
            between.add(finding);
            Ok(())
        })?;
        Ok(between)
    }

    /// A record that bears a number twice does not pass, and NB-04 is a general defect: what was less becomes one. A state
    /// from elsewhere may have claimed fewer records than it brought.
    fn does_not_pass(&mut self, ordinal: Ordinal) {
        let totals = &mut self.totals;
        totals.passes = totals.passes.saturating_sub(u64::from(ordinal.passes));
        if matches!(ordinal.grade, None | Some(Grade::Minor)) {
            totals.minor = totals.minor.saturating_sub(u64::from(ordinal.grade.is_some()));
            totals.general = sum(totals.general, 1);
        }
    }
}

const _: () = assert!(LISTED == 1000, "the docs of Summary say a thousand");
