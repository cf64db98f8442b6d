//! Findings between records: numbers borne twice, numbers that nothing explains, what records share, and what is found on a
//! month of them.

use std::collections::BTreeMap;

use serde::Serialize;

use super::missing::mends;
use super::shared::{HIT_BYTES, Hit, Key, SharedFinding, Sweep};
use super::stream::{Ordinal, Register, TOMBSTONE};
use super::supervision::PeriodFinding;
use crate::error::Result;
use crate::numbering::{NumberEvent, NumberGap};
use crate::quality::sum;
use crate::rule::{self, Facet, Grade, Remedy, Severity, finding_id};
use crate::runs::Sorted;

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

/// A finding between records, as [`Register::finish_with`] tells it. In JSON the finding itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum BetweenFinding {
    /// On numbers (NB-04, NB-05).
    Number(NumberFinding),
    /// On what records share (SG-12, PH-05, RV-08).
    Shared(SharedFinding),
    /// On a month (SV-04).
    Period(PeriodFinding),
}

impl BetweenFinding {
    /// Code of the rule.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            BetweenFinding::Number(finding) => finding.code,
            BetweenFinding::Shared(finding) => finding.code,
            BetweenFinding::Period(finding) => finding.code,
        }
    }

    /// How it weighs.
    #[must_use]
    pub fn severity(&self) -> Severity {
        match self {
            BetweenFinding::Number(finding) => finding.severity,
            BetweenFinding::Shared(finding) => finding.severity,
            BetweenFinding::Period(finding) => finding.severity,
        }
    }

    /// Line of the record; a gap and a month belong to none.
    #[must_use]
    pub fn line(&self) -> Option<u64> {
        match self {
            BetweenFinding::Number(finding) => finding.line,
            BetweenFinding::Shared(finding) => Some(finding.line),
            BetweenFinding::Period(_) => None,
        }
    }
}

/// The first findings of each code, in the order in which they are told, and how many there are.
pub(super) struct Listed<T> {
    by_code: BTreeMap<&'static str, Vec<T>>,
    pub(super) total: u64,
}

impl<T> Default for Listed<T> {
    fn default() -> Self {
        Listed { by_code: BTreeMap::new(), total: 0 }
    }
}

impl<T> Listed<T> {
    fn add(&mut self, code: &'static str, finding: T) {
        let list = self.by_code.entry(code).or_default();
        if list.len() < LISTED {
            list.push(finding);
        }
        self.total += 1;
    }

    /// Those that are listed, by code.
    pub(super) fn into_vec(self) -> Vec<T> {
        self.by_code.into_values().flatten().collect()
    }
}

/// The findings between records.
#[derive(Default)]
pub(super) struct Between {
    pub(super) numbers: Listed<NumberFinding>,
    pub(super) shared: Listed<SharedFinding>,
}

/// Where findings go, one by one.
pub(super) type Each<'e> = dyn FnMut(&BetweenFinding) -> Result<()> + 'e;

impl Register {
    /// Tells each finding between records, numbers first, and corrects the counts by them.
    pub(super) fn between(&mut self, each: &mut Each<'_>) -> Result<Between> {
        let mut between = Between::default();
        // Where records are compared, one may be found for several reasons: it is corrected once, when its line comes.
        let mut hits = self.keys.is_some().then(|| self.hits());
        self.compare_numbers(&mut between, hits.as_mut(), each)?;
        if let (Some(keys), Some(mut hits)) = (self.keys.take(), hits) {
            let mut sweep = Sweep::new(|hit: Hit| {
                hits.push(hit.to_bytes());
                Ok(())
            });
            // Keys were made here or proved when they were read.
            keys.close(|key| Key::of_bytes(key).map_or(Ok(()), |key| sweep.take(key)))?;
            self.tell_shared(&mut between, hits, each)?;
        }
        Ok(between)
    }

    fn hits(&self) -> Sorted<HIT_BYTES> {
        let mut hits = Sorted::default();
        if let Some(spilling) = &self.spilling {
            hits.spill(spilling.part(HITS_SHARE));
        }
        hits
    }

    fn compare_numbers(
        &mut self,
        between: &mut Between,
        mut hits: Option<&mut Sorted<HIT_BYTES>>,
        each: &mut Each<'_>,
    ) -> Result<()> {
        let numbers = std::mem::take(&mut self.numbers);
        numbers.close(|event| {
            let finding = match event {
                // The finding stands on the record that bears the number of a destroyed one.
                NumberEvent::Duplicate(_, bearer) if bearer.ordinal == TOMBSTONE => return Ok(()),
                NumberEvent::Duplicate(number, bearer) => {
                    match &mut hits {
                        Some(hits) => hits.push(Hit::of_number(bearer.ordinal).to_bytes()),
                        None => {
                            let is_mended = mends(rule::NB_04.remedy);
                            self.correct(Ordinal::of(bearer.ordinal), rule::NB_04.grade, is_mended);
                        }
                    }
                    let id = format!("{:016x}", u64::from_be_bytes(bearer.tag));
                    let line = Ordinal::of(bearer.ordinal).line;
                    NumberFinding::new(&rule::NB_04, id, number.to_string(), None, Some(line))
                }
                NumberEvent::Gap(gap) => NumberFinding::gap(&gap)?,
                NumberEvent::Scope(_) => return Ok(()),
            };
            // A duplicate is one record, a gap none.
            self.count(finding.code, finding.line.is_some());
            let finding = BetweenFinding::Number(finding);
            each(&finding)?;
            if let BetweenFinding::Number(finding) = finding {
                between.numbers.add(finding.code, finding);
            }
            Ok(())
        })
    }

    /// Tells what records share, line by line, and corrects each line once.
    fn tell_shared(&mut self, between: &mut Between, hits: Sorted<HIT_BYTES>, each: &mut Each<'_>) -> Result<()> {
        // The record on its way, its code before, the worst grade between records, whether all of it can be mended.
        let mut on_its_way: Option<(u64, &'static str, Option<Grade>, bool)> = None;
        hits.close(|hit| {
            let hit = Hit::of_bytes(hit);
            let same = on_its_way.filter(|(ordinal, ..)| *ordinal == hit.ordinal());
            if let (None, Some((ordinal, _, grade, is_mended))) = (same, on_its_way) {
                self.correct(Ordinal::of(ordinal), grade, is_mended);
            }
            let code = hit.rule().code;
            let (grade, is_mended) = same.map_or((None, true), |(.., grade, is_mended)| (grade, is_mended));
            on_its_way = Some((hit.ordinal(), code, grade.max(hit.grade()), is_mended && hit.is_mended()));
            let Some(finding) = hit.finding() else { return Ok(()) };
            let is_new = same.is_none_or(|(_, before, ..)| before != code);
            self.count(code, is_new && !hit.is_counted());
            let finding = BetweenFinding::Shared(finding);
            each(&finding)?;
            if let BetweenFinding::Shared(finding) = finding {
                between.shared.add(code, finding);
            }
            Ok(())
        })?;
        if let Some((ordinal, _, grade, is_mended)) = on_its_way {
            self.correct(Ordinal::of(ordinal), grade, is_mended);
        }
        Ok(())
    }

    /// Counts a finding of a code, and whether it is one more record of it.
    pub(super) fn count(&mut self, code: &'static str, is_record: bool) {
        let count = self.codes.entry(code).or_default();
        *count = (sum(count.0, 1), sum(count.1, u64::from(is_record)));
    }

    /// A record with a finding of severity E between records does not pass, and what was less than its grade becomes that;
    /// `is_mended` says that supplying and correcting mend all of it. A state from elsewhere may have claimed fewer records
    /// than it brought.
    fn correct(&mut self, ordinal: Ordinal, grade: Option<Grade>, is_mended: bool) {
        let totals = &mut self.totals;
        totals.passes = totals.passes.saturating_sub(u64::from(ordinal.passes));
        match (ordinal.mendable, (ordinal.passes || ordinal.mendable) && is_mended) {
            (false, true) => totals.mendable = sum(totals.mendable, 1),
            (true, false) => totals.mendable = totals.mendable.saturating_sub(1),
            _ => {}
        }
        if grade > ordinal.grade {
            if let Some(count) = totals.of_grade(ordinal.grade) {
                *count = count.saturating_sub(1);
            }
            if let Some(count) = totals.of_grade(grade) {
                *count = sum(*count, 1);
            }
        }
    }
}

/// What was found gets this part of the memory before a spill.
const HITS_SHARE: usize = 4;

const _: () = assert!(LISTED == 1000, "the docs of Summary say a thousand");
