//! Allocation in one scope: the counter row, reserved blocks and their return, voiding. Numbers are never recycled.
//!
//! All of it is plain data that a host keeps in a row and hands back; see the module head for the statements.
//! Source: I.4.4, II.6.1.c, III.4.1.a, X.9; C-35.

use serde::{Deserialize, Serialize};

use super::number::{LAST_SEQUENCE, NumberParts, RecordNumber, Scope};
use crate::error::{Error, ErrorCode, Result};
use crate::value::{Stamp, form, is_blank};

/// The counter row of one scope (序号计数).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Sequence {
    /// What is counted within.
    pub scope: Scope,
    /// The number that is given out next: 1 at first, 10000 when the sequence is used up.
    pub next: u32,
}

/// Numbers of one scope from `from` to `to`, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct NumberRange {
    /// The first sequence.
    pub from: u32,
    /// The last sequence.
    pub to: u32,
}

/// A reserved block of numbers (预留号段). It has one owner: it cannot be copied, and giving it back consumes it.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Block {
    /// The scope of its numbers.
    pub scope: Scope,
    /// The first number of the block.
    pub from: u32,
    /// The last number of the block.
    pub to: u32,
    /// The number that is taken next: `from` at first, `to + 1` when all are taken.
    pub next: u32,
}

/// What became of the unused tail of a block.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Returned {
    /// The scope.
    pub scope: Scope,
    /// The numbers that went back to the counter and will be given out again.
    #[serde(default)]
    pub returned: Option<NumberRange>,
    /// The numbers that cannot go back, because later ones were given out: they have to be voided with a reason.
    #[serde(default)]
    pub to_void: Option<NumberRange>,
}

/// The void entry of a number in the ledger (作废登记): it explains the gap, and the number stays used.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Void {
    /// The number.
    pub number: RecordNumber,
    /// Why it is void (作废原因), never blank.
    pub reason: String,
    /// The role that voided it (a role, never a name).
    #[serde(default)]
    pub by: Option<String>,
    /// When.
    #[serde(with = "form::stamp")]
    pub at: Stamp,
}

impl NumberRange {
    /// How many numbers.
    #[must_use]
    pub fn count(self) -> u32 {
        if self.from > self.to { 0 } else { (self.to - self.from).saturating_add(1) }
    }

    fn unless_empty(self) -> Option<NumberRange> {
        (self.count() > 0).then_some(self)
    }
}

impl Sequence {
    /// The counter of a scope in which no number was given out.
    #[must_use]
    pub fn new(scope: Scope) -> Self {
        Sequence { scope, next: 1 }
    }

    /// The last number that was given out or reserved; what `number.near_end` (AL-19) looks at.
    #[must_use]
    pub fn last(&self) -> Option<u32> {
        self.next.checked_sub(1).filter(|last| *last > 0)
    }

    /// How many numbers are left.
    #[must_use]
    pub fn left(&self) -> u32 {
        (LAST_SEQUENCE + 1).saturating_sub(self.next)
    }

    fn check(&self) -> Result<()> {
        if (1..=LAST_SEQUENCE + 1).contains(&self.next) {
            return Ok(());
        }
        Err(Error::new(ErrorCode::Range, self.next.to_string(), "a counter from 1 to 10000").at("/next"))
    }

    /// Gives out the next number.
    ///
    /// # Errors
    /// [`ErrorCode::SequenceEnd`] after 9999; [`ErrorCode::Range`] or [`ErrorCode::NumberMalformed`] for a row that is
    /// no counter. Nothing is changed then.
    // A counter is no iterator: it ends with an error, and the host writes it back between two calls.
    #[allow(clippy::should_implement_trait)]
    pub fn next(&mut self) -> Result<RecordNumber> {
        self.check()?;
        let number = self.scope.number(self.next)?;
        self.next += 1;
        Ok(number)
    }

    /// Reserves the next `count` numbers as a block.
    ///
    /// # Errors
    /// [`ErrorCode::Range`] for a count of 0, [`ErrorCode::SequenceEnd`] when fewer are left. Nothing is changed then.
    pub fn reserve(&mut self, count: u32) -> Result<Block> {
        self.check()?;
        self.scope.number(1)?;
        if count == 0 {
            return Err(Error::new(ErrorCode::Range, "0", "a block of one number or more").at("/count"));
        }
        if count > self.left() {
            let expected = format!("at most {} numbers", self.left());
            return Err(Error::new(ErrorCode::SequenceEnd, count.to_string(), expected).at("/count"));
        }
        let from = self.next;
        self.next += count;
        Ok(Block { scope: self.scope.clone(), from, to: self.next - 1, next: from })
    }

    /// Checks a void entry against the counter: the number was given out here, and no record bears it.
    /// `bearer` is the id of the record that bears the number, where one does.
    ///
    /// Numbers of a block are voided after they were [taken](Block::take) or after the block was given back.
    ///
    /// # Errors
    /// [`ErrorCode::Missing`] for a blank reason, [`ErrorCode::NumberTaken`] where a record bears the number (X.9),
    /// [`ErrorCode::NumberNotReserved`] where this counter never gave it out.
    pub fn void(&self, void: Void, bearer: Option<&str>) -> Result<Void> {
        void.check()?;
        if bearer.is_some() {
            let expected = "a number that no record bears";
            return Err(Error::new(ErrorCode::NumberTaken, void.number.to_string(), expected).at("/number"));
        }
        if !self.scope.holds(&void.number.parts()) || void.number.sequence >= self.next {
            let expected = format!("a number of {} below {:03}", self.scope, self.next);
            return Err(Error::new(ErrorCode::NumberNotReserved, void.number.to_string(), expected).at("/number"));
        }
        Ok(void)
    }
}

impl Block {
    fn check(&self) -> Result<()> {
        let whole = 1 <= self.from && self.from <= self.to && self.to <= LAST_SEQUENCE;
        if whole && self.from <= self.next && self.next <= self.to + 1 {
            return Ok(());
        }
        let found = format!("from {} to {}, next {}", self.from, self.to, self.next);
        Err(Error::new(ErrorCode::Range, found, "1 <= from <= to <= 9999 and from <= next <= to + 1"))
    }

    /// Takes the next number of the block.
    ///
    /// # Errors
    /// [`ErrorCode::NumberNotReserved`] when all are taken, [`ErrorCode::Range`] for a row that is no block.
    pub fn take(&mut self) -> Result<RecordNumber> {
        self.check()?;
        if self.next > self.to {
            let expected = format!("a number up to {:03}, all of them taken", self.to);
            return Err(Error::new(ErrorCode::NumberNotReserved, format!("{:03}", self.next), expected));
        }
        let number = self.scope.number(self.next)?;
        self.next += 1;
        Ok(number)
    }

    /// The numbers that were not taken.
    #[must_use]
    pub fn unused(&self) -> Option<NumberRange> {
        NumberRange { from: self.next, to: self.to }.unless_empty()
    }

    /// Whether the number lies in the block, taken or not.
    #[must_use]
    pub fn holds(&self, number: &NumberParts<'_>) -> bool {
        self.scope.holds(number) && (self.from..=self.to).contains(&number.sequence)
    }

    /// Gives the block back. Where nothing was given out after it, the unused tail returns to the counter; otherwise
    /// it has to be voided, because a number behind a later one would look forged. Of several blocks give back
    /// the latest first, and the earlier ones can return too.
    ///
    /// # Errors
    /// [`ErrorCode::NumberNotReserved`] for a block that this counter did not reserve, [`ErrorCode::Range`] for rows that are
    /// no block or no counter. The counter is unchanged then.
    pub fn give_back(self, sequence: &mut Sequence) -> Result<Returned> {
        self.check()?;
        sequence.check()?;
        let end = self.to + 1;
        if self.scope != sequence.scope || sequence.next < end {
            let found = format!("{} {:03} to {:03}", self.scope, self.from, self.to);
            let expected = format!("a block of {} below {:03}", sequence.scope, sequence.next);
            return Err(Error::new(ErrorCode::NumberNotReserved, found, expected));
        }
        let tail = self.unused();
        if sequence.next == end {
            sequence.next = self.next;
            Ok(Returned { scope: self.scope, returned: tail, to_void: None })
        } else {
            Ok(Returned { scope: self.scope, returned: None, to_void: tail })
        }
    }
}

impl Returned {
    /// The void entries of the numbers that could not go back.
    ///
    /// # Errors
    /// [`ErrorCode::Missing`] for a blank reason; those of [`Scope::number`].
    pub fn voids(&self, reason: &str, by: Option<&str>, at: Stamp) -> Result<Vec<Void>> {
        let numbers = self.to_void.into_iter().flat_map(|range| range.from..=range.to.min(LAST_SEQUENCE));
        numbers.map(|sequence| Void::new(self.scope.number(sequence)?, reason, by, at)).collect()
    }
}

impl Void {
    /// A void entry.
    ///
    /// # Errors
    /// [`ErrorCode::Missing`] for a blank reason.
    pub fn new(number: RecordNumber, reason: &str, by: Option<&str>, at: Stamp) -> Result<Self> {
        let void = Void { number, reason: reason.trim().to_owned(), by: by.map(str::to_owned), at };
        void.check().map(|()| void)
    }

    fn check(&self) -> Result<()> {
        if is_blank(&self.reason) {
            return Err(Error::new(ErrorCode::Missing, "nothing", "the reason why the number is void").at("/reason"));
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;
    use crate::value::parse_stamp;

    fn sequence(next: u32) -> Sequence {
        Sequence { scope: Scope::new(2024, "CG", "SC").unwrap(), next }
    }

    fn at() -> Stamp {
        parse_stamp("2024-09-27T17:00:00+08:00").unwrap()
    }

    #[test]
    fn g_02_next_after_014_is_015() {
        let mut row = sequence(15);
        assert_eq!(row.last(), Some(14));
        assert_eq!(row.next().unwrap().to_string(), "2024-CG-SC-015");
        assert_eq!(row.next, 16);
    }

    #[test]
    fn c_35_the_sequence_widens_once_and_ends() {
        let mut row = sequence(999);
        assert_eq!(row.next().unwrap().to_string(), "2024-CG-SC-999");
        assert_eq!(row.next().unwrap().to_string(), "2024-CG-SC-1000");
        let mut row = sequence(9999);
        assert_eq!((row.left(), row.next().unwrap().to_string()), (1, "2024-CG-SC-9999".to_owned()));
        assert_eq!(row.next().unwrap_err().code, ErrorCode::SequenceEnd);
        assert_eq!(row.reserve(1).unwrap_err().code, ErrorCode::SequenceEnd);
        assert_eq!((row.next, row.left()), (10_000, 0));
    }

    #[test]
    fn a_refused_call_changes_nothing() {
        let mut row = sequence(9990);
        assert_eq!(row.reserve(11).unwrap_err().code, ErrorCode::SequenceEnd);
        assert_eq!(row.reserve(u32::MAX).unwrap_err().code, ErrorCode::SequenceEnd);
        assert_eq!(row.reserve(0).unwrap_err().code, ErrorCode::Range);
        assert_eq!(row.next, 9990);
        assert_eq!(sequence(0).next().unwrap_err().code, ErrorCode::Range);
        assert_eq!(sequence(u32::MAX).next().unwrap_err().code, ErrorCode::Range);
        let mut bad: Sequence =
            serde_json::from_str(r#"{"scope":{"year":2024,"department":"cg","training_type":"SC"},"next":1}"#).unwrap();
        assert_eq!(bad.next().unwrap_err().code, ErrorCode::NumberMalformed);
        assert_eq!(bad.reserve(1).unwrap_err().code, ErrorCode::NumberMalformed);
    }

    #[test]
    fn a_block_returns_its_tail_when_nothing_came_after() {
        let mut row = sequence(5);
        let mut block = row.reserve(5).unwrap();
        assert_eq!((block.from, block.to, row.next), (5, 9, 10));
        assert_eq!(block.take().unwrap().to_string(), "2024-CG-SC-005");
        assert_eq!(block.take().unwrap().to_string(), "2024-CG-SC-006");
        let back = block.give_back(&mut row).unwrap();
        assert_eq!((back.returned, back.to_void, row.next), (Some(NumberRange { from: 7, to: 9 }), None, 7));
        assert_eq!(row.next().unwrap().to_string(), "2024-CG-SC-007");
    }

    #[test]
    fn a_tail_behind_later_numbers_is_voided() {
        let mut row = sequence(1);
        let mut block = row.reserve(3).unwrap();
        block.take().unwrap();
        row.next().unwrap();
        let back = block.give_back(&mut row).unwrap();
        assert_eq!((back.returned, back.to_void, row.next), (None, Some(NumberRange { from: 2, to: 3 }), 5));
        let voids = back.voids("号段未用完", Some("RecordsSpecialist"), at()).unwrap();
        let numbers: Vec<String> = voids.iter().map(|void| void.number.to_string()).collect();
        assert_eq!(numbers, ["2024-CG-SC-002", "2024-CG-SC-003"]);
        assert_eq!(back.voids(" 无 ", None, at()).unwrap_err().code, ErrorCode::Missing);
    }

    #[test]
    fn a_used_block_returns_nothing_and_ends() {
        let mut row = sequence(1);
        let mut block = row.reserve(1).unwrap();
        block.take().unwrap();
        assert_eq!(block.take().unwrap_err().code, ErrorCode::NumberNotReserved);
        let back = block.give_back(&mut row).unwrap();
        assert_eq!((back.returned, back.to_void, row.next), (None, None, 2));
        assert!(back.voids("不需要", None, at()).unwrap().is_empty());
    }

    #[test]
    fn a_foreign_block_is_refused() {
        let mut row = sequence(5);
        let foreign = Sequence::new(Scope::new(2024, "AJ", "SC").unwrap()).reserve(2).unwrap();
        assert_eq!(foreign.give_back(&mut row).unwrap_err().code, ErrorCode::NumberNotReserved);
        let ahead = sequence(5).reserve(3).unwrap();
        assert_eq!(ahead.give_back(&mut row).unwrap_err().code, ErrorCode::NumberNotReserved);
        for (from, to, next) in [(0, 3, 1), (3, 2, 3), (1, 10_000, 1), (2, 3, 1), (2, 3, 5), (1, u32::MAX, 1)] {
            let mut block = Block { scope: row.scope.clone(), from, to, next };
            assert_eq!(block.take().unwrap_err().code, ErrorCode::Range);
            assert_eq!(block.give_back(&mut row).unwrap_err().code, ErrorCode::Range);
        }
        assert_eq!(row.next, 5);
    }

    #[test]
    fn x_9_a_void_needs_a_reason_and_a_number_that_nobody_bears() {
        let row = sequence(5);
        let void = |text: &str| Void::new(RecordNumber::parse(text).unwrap(), " 登记错误 ", None, at()).unwrap();
        assert_eq!(row.void(void("2024-CG-SC-004"), None).unwrap().reason, "登记错误");
        let code = |void, bearer| row.void(void, bearer).unwrap_err().code;
        assert_eq!(code(void("2024-CG-SC-004"), Some("R-1")), ErrorCode::NumberTaken);
        assert_eq!(code(void("2024-CG-SC-005"), None), ErrorCode::NumberNotReserved);
        assert_eq!(code(void("2024-AJ-SC-004"), None), ErrorCode::NumberNotReserved);
        let blank = Void { reason: "/".to_owned(), ..void("2024-CG-SC-004") };
        assert_eq!(code(blank, None), ErrorCode::Missing);
    }

    #[test]
    fn the_rows_are_plain_json() {
        let mut row = sequence(5);
        let text = r#"{"scope":{"year":2024,"department":"CG","training_type":"SC"},"from":5,"to":6,"next":5}"#;
        assert_eq!(serde_json::to_string(&row.reserve(2).unwrap()).unwrap(), text);
        assert_eq!(serde_json::from_str::<Block>(text).unwrap().next, 5);
        let void: Void =
            serde_json::from_str(r#"{"number":"2024-CG-SC-004","reason":"登记错误","at":"2024-09-27T17:00:00+08:00"}"#)
                .unwrap();
        assert_eq!((void.by, void.at), (None, at()));
    }

    proptest! {
        /// I.4.4: whatever the order of calls, no number is given out twice, and each is given out or to be voided.
        #[test]
        fn a_number_is_never_given_out_twice(steps in prop::collection::vec((0_u8..4, 0_usize..8, 1_u32..6), 1..120)) {
            let mut row = sequence(1);
            let mut blocks: Vec<Block> = Vec::new();
            let (mut issued, mut voided) = (BTreeSet::new(), BTreeSet::new());
            let mut give_back = |block: Block, row: &mut Sequence| {
                let back = block.give_back(row).unwrap();
                voided.extend(back.to_void.into_iter().flat_map(|range| range.from..=range.to));
            };
            for (step, pick, count) in steps {
                let slot = if blocks.is_empty() { 0 } else { pick % blocks.len() };
                match step {
                    0 => prop_assert!(issued.insert(row.next().unwrap().sequence)),
                    1 => blocks.push(row.reserve(count).unwrap()),
                    2 => if let Some(number) = blocks.get_mut(slot).and_then(|block| block.take().ok()) {
                        prop_assert!(issued.insert(number.sequence));
                    },
                    _ => if !blocks.is_empty() { give_back(blocks.swap_remove(slot), &mut row) },
                }
            }
            for block in blocks {
                give_back(block, &mut row);
            }
            prop_assert!(issued.is_disjoint(&voided));
            let known: Vec<u32> = issued.union(&voided).copied().collect();
            prop_assert_eq!(known, (1..row.next).collect::<Vec<u32>>());
        }
    }
}
