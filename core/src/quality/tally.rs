//! Counts by department and month, which merge.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde::{Deserialize, Deserializer, Serialize};

use super::delay::Delays;
use super::inputs::Rectification;
use super::membership::{Membership, month_of};
use crate::error::{Error, ErrorCode};
use crate::value::Stamp;

/// Department and month of a cell. Either may be empty: the record did not say.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct MonthKey {
    /// Department code.
    pub department: String,
    /// Month, `2025-07`.
    pub month: String,
}

/// The highest count that a merge gives: a part that comes from elsewhere may claim any, and what is judged afterwards
/// still counts on.
const MOST: u64 = u64::MAX >> 1;

/// The sum of two counts.
pub(crate) fn sum(one: u64, other: u64) -> u64 {
    one.saturating_add(other).min(MOST)
}

/// How many of how many.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Share {
    /// How many fulfil it.
    pub met: u64,
    /// How many count.
    pub of: u64,
}

impl Share {
    fn add(&mut self, met: bool) {
        self.met += u64::from(met);
        self.of += 1;
    }

    fn add_many(&mut self, (met, of): (u32, u32)) {
        self.met += u64::from(met);
        self.of += u64::from(of);
    }

    fn merge(&mut self, other: Share) {
        self.met = sum(self.met, other.met);
        self.of = sum(self.of, other.of);
    }
}

impl<'de> Deserialize<'de> for Share {
    fn deserialize<D: Deserializer<'de>>(input: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(deny_unknown_fields)]
        struct Plain {
            met: u64,
            of: u64,
        }
        let Plain { met, of } = Plain::deserialize(input)?;
        if met <= of {
            Ok(Share { met, of })
        } else {
            Err(refused(format!("{met} of {of}"), "at most as many as count"))
        }
    }
}

/// The error of a value that serde read and that cannot stand.
fn refused<E: serde::de::Error>(found: impl Into<String>, expected: &str) -> E {
    E::custom(Error::new(ErrorCode::Range, found, expected))
}

/// The counts of one cell.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Counts {
    /// Records judged.
    pub records: u64,
    /// Records whose completeness could not be assessed.
    pub complete_unknown: u64,
    /// 完整率.
    pub complete: Share,
    /// Elements there, of those asked.
    pub elements: Share,
    /// 及时率.
    pub on_time: Share,
    /// Delays of the submission.
    pub delays: Delays,
    /// 规范率.
    pub conforming: Share,
    /// 准确率, by items.
    pub verified: Share,
    /// 及时归档率.
    pub archived: Share,
    /// 问题整改率.
    pub rectified: Share,
    /// 培训效果达标率.
    pub effect: Share,
}

impl Counts {
    /// Adds those of another.
    pub fn merge(&mut self, other: &Counts) {
        self.records = sum(self.records, other.records);
        self.complete_unknown = sum(self.complete_unknown, other.complete_unknown);
        self.complete.merge(other.complete);
        self.elements.merge(other.elements);
        self.on_time.merge(other.on_time);
        self.delays.merge(&other.delays);
        self.conforming.merge(other.conforming);
        self.verified.merge(other.verified);
        self.archived.merge(other.archived);
        self.rectified.merge(other.rectified);
        self.effect.merge(other.effect);
    }
}

/// Counts keyed by department and month (a monoid: tallies merge in any order).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    cells: BTreeMap<MonthKey, Counts>,
}

impl Tally {
    /// An empty one.
    #[must_use]
    pub fn new() -> Self {
        Tally::default()
    }

    fn cell(&mut self, department: &str, month: &str) -> &mut Counts {
        self.cells.entry(MonthKey { department: department.to_owned(), month: month.to_owned() }).or_default()
    }

    /// Counts one record: in the month of its session's end, its archiving in the month of that due.
    pub fn add(&mut self, row: &Membership) {
        let cell = self.cell(&row.department, &row.month);
        cell.records += 1;
        match row.complete {
            Some(complete) => cell.complete.add(complete),
            None => cell.complete_unknown += 1,
        }
        if let Some(elements) = row.elements {
            cell.elements.add_many(elements);
        }
        if let Some(on_time) = row.on_time {
            cell.on_time.add(on_time);
        }
        if let Some(hours) = row.delay_hours {
            cell.delays.add(hours);
        }
        if let Some(conforming) = row.conforming {
            cell.conforming.add(conforming);
        }
        if let Some(verified) = row.verified {
            cell.verified.add_many(verified);
        }
        if let Some(effect) = row.effect {
            cell.effect.add(effect);
        }
        if let Some(archived) = &row.archived {
            self.cell(&row.department, &archived.month).archived.add(archived.met);
        }
    }

    /// Counts one rectification, in the month of its due; one that is open and not yet due does not count.
    pub fn add_rectification(&mut self, rectification: &Rectification, as_of: Stamp) {
        if let Some(on_time) = rectification.on_time(as_of) {
            self.cell(rectification.department.trim(), &month_of(rectification.due)).rectified.add(on_time);
        }
    }

    /// Adds those of another.
    pub fn merge(&mut self, other: Tally) {
        for (key, counts) in other.cells {
            self.cells.entry(key).or_default().merge(&counts);
        }
    }

    /// The cells, in order of department and month.
    pub fn cells(&self) -> impl Iterator<Item = (&MonthKey, &Counts)> {
        self.cells.iter()
    }

    /// The counts of each department over all months.
    #[must_use]
    pub fn departments(&self) -> BTreeMap<&str, Counts> {
        let mut found: BTreeMap<&str, Counts> = BTreeMap::new();
        for (key, counts) in &self.cells {
            found.entry(&key.department).or_default().merge(counts);
        }
        found
    }

    /// The counts over everything.
    #[must_use]
    pub fn total(&self) -> Counts {
        let mut total = Counts::default();
        self.cells.values().for_each(|counts| total.merge(counts));
        total
    }
}

/// A cell as JSON.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Cell<'t> {
    department: Cow<'t, str>,
    month: Cow<'t, str>,
    counts: Cow<'t, Counts>,
}

impl Serialize for Tally {
    fn serialize<S: serde::Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        out.collect_seq(self.cells.iter().map(|(key, counts)| Cell {
            department: Cow::Borrowed(&key.department),
            month: Cow::Borrowed(&key.month),
            counts: Cow::Borrowed(counts),
        }))
    }
}

impl<'de> Deserialize<'de> for Tally {
    fn deserialize<D: Deserializer<'de>>(input: D) -> Result<Self, D::Error> {
        let mut tally = Tally::new();
        for Cell { department, month, counts } in Vec::<Cell<'de>>::deserialize(input)? {
            let key = MonthKey { department: department.into_owned(), month: month.into_owned() };
            if tally.cells.insert(key, counts.into_owned()).is_some() {
                return Err(refused("a cell twice", "each department and month once"));
            }
        }
        Ok(tally)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn row(department: u8, month: u8, bits: u8, delay: u32) -> Membership {
        let bit = |at: u8| (bits & (1 << at) != 0).then_some(bits & (1 << (7 - at)) != 0);
        Membership {
            department: format!("D{department}"),
            month: format!("2025-{month:02}"),
            complete: bit(0),
            elements: Some((u32::from(bits % 13), 12)),
            on_time: bit(1),
            delay_hours: Some(delay),
            conforming: bit(2),
            verified: Some((u32::from(bits % 3), 3)),
            archived: bit(3).map(|met| super::super::Dated { month: "2025-08".into(), met }),
            effect: bit(4),
        }
    }

    proptest! {
        /// X.3: however a register is cut and in whatever order its parts are merged, the tally is that of the whole.
        #[test]
        fn merge_is_the_tally_of_the_union(
            rows in prop::collection::vec((0_u8..3, 1_u8..4, any::<u8>(), 0_u32..60, 0_usize..3), 0..60),
            order in prop::sample::select(vec![[0, 1, 2], [2, 1, 0], [1, 2, 0]]),
        ) {
            let mut whole = Tally::new();
            let mut parts = [Tally::new(), Tally::new(), Tally::new()];
            for (department, month, bits, delay, part) in rows {
                let row = row(department, month, bits, delay);
                whole.add(&row);
                parts[part].add(&row);
            }
            let mut merged = Tally::new();
            order.into_iter().for_each(|at: usize| merged.merge(parts[at].clone()));
            prop_assert_eq!(&merged, &whole);
            let text = serde_json::to_string(&whole).unwrap();
            prop_assert_eq!(serde_json::from_str::<Tally>(&text).unwrap(), whole);
        }
    }
}
