//! The hot paths, prepared once for the measurements of wall time and of instructions: the same work in both.

use std::sync::Arc;

use anxun::calendar::WorkCalendar;
use anxun::check::{Context, review_json};
use anxun::numbering::NumberParts;
use anxun::record::{Document, TrainingRecord};
use anxun::register::{Inputs, Register};
use anxun::retention::{RetentionTerms, retention_until};
use chrono::NaiveDate;

use crate::measure::engine::context;
use crate::moment::day;
use crate::standard::Standard;
use crate::write::Style;

/// Records of each style.
pub const RECORDS: u64 = 64;

/// What the paths work on.
#[derive(Debug)]
pub struct Hot {
    /// The context of the measurements.
    pub context: Arc<Context>,
    /// Lines as the library writes them.
    pub standard: Vec<Vec<u8>>,
    /// The same with keys in random order.
    pub shuffled: Vec<Vec<u8>>,
    /// The same as Python's `json.dumps` writes it.
    pub python: Vec<Vec<u8>>,
    /// The records, owned.
    pub records: Vec<TrainingRecord>,
    /// Their numbers.
    pub numbers: Vec<String>,
    /// Days of the year.
    pub days: Vec<NaiveDate>,
}

fn lines(shuffled: bool, escaped: bool) -> Vec<Vec<u8>> {
    let mut out = vec![];
    let standard = Standard { seed: 1, records: RECORDS, style: Style { shuffled, escaped } };
    standard.write(&mut out).expect("a register in memory");
    out.split(|byte| *byte == b'\n').filter(|line| !line.is_empty()).map(<[u8]>::to_vec).collect()
}

impl Hot {
    /// Everything prepared.
    ///
    /// # Panics
    /// Where the maker writes what the reader does not read.
    #[must_use]
    pub fn new() -> Hot {
        let standard = lines(false, false);
        let read =
            |line: &Vec<u8>| std::str::from_utf8(line).ok().and_then(|text| TrainingRecord::from_json(text).ok());
        let records: Vec<TrainingRecord> = standard.iter().map(|line| read(line).expect("a record")).collect();
        Hot {
            context: context(),
            shuffled: lines(true, false),
            python: lines(false, true),
            numbers: records.iter().filter_map(|record| record.number.clone()).collect(),
            records,
            standard,
            days: day("2025-01-01").iter_days().take(RECORDS as usize).collect(),
        }
    }
}

impl Default for Hot {
    fn default() -> Hot {
        Hot::new()
    }
}

/// Reads lines into the borrowed view.
///
/// # Panics
/// Where a line is no record.
pub fn read(document: &mut Document, lines: &[Vec<u8>]) -> usize {
    lines.iter().map(|line| document.read(line).expect("a record").record.participants.len()).sum()
}

/// Reviews lines one by one.
///
/// # Panics
/// Where a line cannot be reviewed.
pub fn review(document: &mut Document, lines: &[Vec<u8>], context: &Context) -> usize {
    lines.iter().map(|line| review_json(document, line, context).expect("a review").findings.len()).sum()
}

/// A register for [`push`].
///
/// # Panics
/// Never: it has no inputs.
#[must_use]
pub fn register(context: &Arc<Context>) -> Register {
    Register::new(Arc::clone(context), &Inputs::default()).expect("a register")
}

/// Pushes lines into a register, together.
pub fn push(register: &mut Register, lines: &[Vec<u8>]) -> usize {
    let mut judged = 0;
    register.push_lines(1, lines.iter().map(|line| Ok(line.as_slice())), |entry| {
        judged += usize::from(matches!(entry, anxun::register::Entry::Judged(_)));
    });
    judged
}

/// Parses numbers.
#[must_use]
pub fn numbers(texts: &[String]) -> usize {
    texts.iter().map(|text| usize::from(NumberParts::parse(text).is_ok())).sum()
}

/// How long records live.
#[must_use]
pub fn retention(records: &[TrainingRecord], context: &Context, terms: &RetentionTerms) -> usize {
    let people = context.organisation();
    records.iter().map(|one| retention_until(&one.facts().record, people, terms, context.as_of()).rules.len()).sum()
}

/// The terms of retention in force.
///
/// # Panics
/// Never: the policy of the measurements is in force.
#[must_use]
pub fn terms(context: &Context) -> RetentionTerms {
    RetentionTerms::of(context.policy().at(context.as_of()).expect("a policy in force"))
}

/// Three working days from each day.
#[must_use]
pub fn calendar(days: &[NaiveDate], calendar: &WorkCalendar) -> usize {
    days.iter().map(|day| usize::from(calendar.add_working_days(*day, 3).is_ok())).sum()
}
