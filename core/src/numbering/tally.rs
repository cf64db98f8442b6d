//! Duplicates and gaps of a stream of records, in 32 bytes a record and nothing else.
//!
//! A register may be read in parts, in any order, by several hands: tallies merge, and the answer does not depend on
//! who read what. A number is packed into 112 bits that sort in number order, so that no table of scopes is needed
//! and a register of nothing but scopes costs no more than another. Source: NB-04, NB-05; I.4.4, II.6.1.c.

use serde::{Serialize, Serializer};

use super::closing::{Closing, NumberEvent};
use super::number::{LAST_SEQUENCE, NumberParts, RecordNumber, Scope};
use super::packed::{BORNE, SLOT_BYTES, Slot, is_number, pack, scope_bits, sequence_of};
use crate::error::{Error, ErrorCode, Result};
use crate::runs::{Sorted, Spilling};

/// The numbers of a stream of records. See the head of the file.
#[derive(Clone, Debug, Default)]
pub struct NumberTally {
    /// Slots as bytes, which sort as slots do.
    slots: Sorted<SLOT_BYTES>,
}

/// One bearer of a number that several bear.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Bearer {
    /// Where the record stood in the stream.
    pub ordinal: u64,
    /// The tag that the caller gave it; 16 hexadecimal digits in JSON.
    #[serde(serialize_with = "hex")]
    pub tag: [u8; 8],
}

/// A number that several records bear (NB-04).
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DuplicateNumber {
    /// The number.
    pub number: RecordNumber,
    /// All its bearers, ordered by place.
    pub bearers: Vec<Bearer>,
}

/// Neighbouring numbers that nothing explains (NB-05).
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct NumberGap {
    /// The scope.
    pub scope: Scope,
    /// The first missing sequence.
    pub from: u32,
    /// The last missing sequence.
    pub to: u32,
}

/// First and last number of a scope.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ScopeSpan {
    /// The scope.
    pub scope: Scope,
    /// The first sequence.
    pub first: u32,
    /// The last sequence; what `number.near_end` (AL-19) and the width (NB-08) look at.
    pub last: u32,
    /// How many records bear a number of the scope.
    pub records: u64,
}

/// What the numbers of a stream tell. All lists are in number order.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Numbers {
    /// Numbers that several records bear.
    pub duplicates: Vec<DuplicateNumber>,
    /// Gaps between the first and the last of each scope.
    pub gaps: Vec<NumberGap>,
    /// First and last of each scope.
    pub scopes: Vec<ScopeSpan>,
}

fn hex<S: Serializer>(tag: &[u8; 8], out: S) -> std::result::Result<S::Ok, S::Error> {
    out.serialize_str(&format!("{:016x}", u64::from_be_bytes(*tag)))
}

impl NumberTally {
    /// A tally of nothing.
    #[must_use]
    pub fn new() -> Self {
        NumberTally::default()
    }

    /// Adds a record or a tombstone: its number, its place in the whole stream and a tag that tells it apart.
    ///
    /// # Errors
    /// [`ErrorCode::NumberMalformed`] for parts that were not read strictly.
    pub fn add(&mut self, number: &NumberParts<'_>, ordinal: u64, tag: [u8; 8]) -> Result<()> {
        self.push(Slot { key: pack(number)? | BORNE, ordinal, tag });
        Ok(())
    }

    /// Adds a void number: nobody bears it, and it is no gap.
    ///
    /// # Errors
    /// [`ErrorCode::NumberMalformed`] for parts that were not read strictly.
    pub fn add_void(&mut self, number: &NumberParts<'_>) -> Result<()> {
        self.push(Slot { key: pack(number)?, ordinal: 0, tag: [0; 8] });
        Ok(())
    }

    fn push(&mut self, slot: Slot) {
        self.slots.push(slot.to_bytes());
    }

    /// Puts further numbers into a spill where memory is full.
    pub fn spill(&mut self, spilling: Spilling) {
        self.slots.spill(spilling);
    }

    /// An empty tally that uses the same spill, for another part of the stream.
    #[must_use]
    pub fn part(&self) -> Self {
        NumberTally { slots: self.slots.part() }
    }

    /// How many records and void numbers were added.
    #[must_use]
    pub fn len(&self) -> u64 {
        self.slots.len()
    }

    /// Whether nothing was added.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.slots.is_empty()
    }

    /// Takes in another tally. Who takes in whom, and in which order, does not change the answer.
    pub fn merge(&mut self, other: NumberTally) {
        self.slots.merge(other.slots);
    }

    /// Closes the tally into lists. Beside the answer this takes no memory that grows with the records; the answer does,
    /// where many numbers are borne twice: [`close`](Self::close) tells the same one by one.
    #[must_use]
    pub fn finish(self) -> Numbers {
        let mut numbers = Numbers::default();
        // Nothing that the lists do can fail.
        let _ = self.close(|event| {
            match event {
                NumberEvent::Gap(gap) => numbers.gaps.push(gap),
                NumberEvent::Scope(span) => numbers.scopes.push(span),
                NumberEvent::Duplicate(number, bearer) => match numbers.duplicates.last_mut() {
                    Some(last) if last.number == number => last.bearers.push(bearer),
                    _ => numbers.duplicates.push(DuplicateNumber { number, bearers: vec![bearer] }),
                },
            }
            Ok(())
        });
        numbers
    }

    /// Closes the tally and tells what its numbers tell one by one, in number order, in no memory that grows.
    ///
    /// # Errors
    /// The error by which `each` stops it.
    pub fn close(self, each: impl FnMut(NumberEvent) -> Result<()>) -> Result<()> {
        let mut closing = Closing::new(each);
        self.slots.close(|slot| closing.take(Slot::of_bytes(slot)))?;
        closing.end()
    }

    /// Appends every record and void number in order, [`SLOT_BYTES`] each: the same content gives the same bytes.
    ///
    /// # Errors
    /// Those of a spill.
    pub(crate) fn write_state(&self, out: &mut Vec<u8>) -> Result<()> {
        self.slots.read(|slot| {
            out.extend_from_slice(slot);
            Ok(())
        })
    }

    /// Adds what [`write_state`](Self::write_state) wrote to a tally that is empty.
    ///
    /// # Errors
    /// [`ErrorCode::StateMalformed`] with the place of the first bytes that are no number or not in order.
    pub(crate) fn read_state(self, bytes: &[u8]) -> Result<NumberTally> {
        let mut tally = self;
        let mut before: Option<Slot> = None;
        for (at, chunk) in bytes.chunks(SLOT_BYTES).enumerate() {
            let wrong = |found: &str, expected: &str| {
                Err(Error::new(ErrorCode::StateMalformed, found, expected).at(format!("/numbers/{at}")))
            };
            let Ok(chunk) = chunk.try_into() else { return wrong("less than 32 bytes", "32 bytes a number") };
            let slot = Slot::of_bytes(chunk);
            // The scope of the number before was proved with it.
            let is_proved = before.is_some_and(|before| scope_bits(before.key) == scope_bits(slot.key))
                && (1..=LAST_SEQUENCE).contains(&sequence_of(slot.key));
            if !is_proved && !is_number(slot.key) {
                return wrong("bytes that are no number", "a number in its packed form");
            }
            if !slot.is_borne() && (slot.ordinal, slot.tag) != (0, [0; 8]) {
                return wrong("a void number with a place", "a void number alone");
            }
            if before.is_some_and(|before| before > slot) {
                return wrong("a number before its predecessor", "numbers in order");
            }
            before = Some(slot);
            tally.push(slot);
        }
        Ok(tally)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::numbering::packed::number_of;

    fn tally(texts: &[&str]) -> NumberTally {
        let mut tally = NumberTally::new();
        for (ordinal, text) in texts.iter().enumerate() {
            let ordinal = ordinal as u64;
            tally.add(&NumberParts::parse(text).unwrap(), ordinal, ordinal.to_be_bytes()).unwrap();
        }
        tally
    }

    #[test]
    fn a_record_takes_32_bytes() {
        assert_eq!(size_of::<Slot>(), 32);
        let mut tally = NumberTally::new();
        for ordinal in 0..20_000 {
            let number =
                NumberParts { year: 2024, department: "CG", training_type: "SC", sequence: 1 + ordinal % 9999 };
            tally.add(&number, u64::from(ordinal), [0; 8]).unwrap();
        }
        assert_eq!(tally.len(), 20_000);
    }

    #[test]
    fn g_02_gap_and_duplicate() {
        let texts: Vec<String> = (1..=14).chain([16, 16, 7]).map(|n| format!("2024-CG-SC-{n:03}")).collect();
        let mut texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        texts.push("2024-AJ-SC-003");
        let numbers = tally(&texts).finish();
        assert_eq!(numbers.gaps.len(), 1);
        assert_eq!(
            (numbers.gaps[0].scope.to_string(), numbers.gaps[0].from, numbers.gaps[0].to),
            ("2024-CG-SC".into(), 15, 15)
        );
        let found: Vec<_> = numbers.duplicates.iter().map(|d| (d.number.to_string(), d.bearers.len())).collect();
        assert_eq!(found, [("2024-CG-SC-007".to_owned(), 2), ("2024-CG-SC-016".to_owned(), 2)]);
        assert_eq!(numbers.duplicates[0].bearers[1], Bearer { ordinal: 16, tag: 16_u64.to_be_bytes() });
        let spans: Vec<_> = numbers.scopes.iter().map(|s| (s.scope.to_string(), s.first, s.last, s.records)).collect();
        assert_eq!(spans, [("2024-AJ-SC".to_owned(), 3, 3, 1), ("2024-CG-SC".to_owned(), 1, 16, 17)]);
    }

    #[test]
    fn nb_04_all_bearers_of_one_number() {
        let numbers = tally(&["2024-CG-SC-001"; 5]).finish();
        let ordinals: Vec<u64> = numbers.duplicates[0].bearers.iter().map(|bearer| bearer.ordinal).collect();
        assert_eq!((numbers.duplicates.len(), ordinals), (1, vec![0, 1, 2, 3, 4]));
        let json = serde_json::to_value(&numbers).unwrap();
        assert_eq!(json["duplicates"][0]["bearers"][4]["tag"], "0000000000000004");
    }

    #[test]
    fn nb_05_a_void_number_is_no_gap_and_no_bearer() {
        let mut tally = tally(&["2024-CG-SC-001", "2024-CG-SC-003"]);
        let void = |text| NumberParts::parse(text).unwrap();
        tally.add_void(&void("2024-CG-SC-002")).unwrap();
        tally.add_void(&void("2024-CG-SC-003")).unwrap();
        tally.add_void(&void("2024-CG-SC-005")).unwrap();
        assert_eq!(tally.len(), 5);
        let numbers = tally.finish();
        assert!(numbers.duplicates.is_empty());
        assert_eq!(numbers.gaps.iter().map(|gap| (gap.from, gap.to)).collect::<Vec<_>>(), [(4, 4)]);
        assert_eq!((numbers.scopes[0].last, numbers.scopes[0].records), (5, 2));
    }

    #[test]
    fn parts_made_by_hand_are_refused() {
        let mut tally = NumberTally::new();
        for (year, department, sequence) in
            [(2024, "cg", 1), (2024, "ABCDEFGHI", 1), (2024, "", 1), (2024, "CG", 20_000), (20_000, "CG", 1)]
        {
            let number = NumberParts { year, department, training_type: "SC", sequence };
            assert_eq!(tally.add(&number, 0, [0; 8]).unwrap_err().code, ErrorCode::NumberMalformed);
        }
        assert!(tally.is_empty());
        assert_eq!(tally.finish(), Numbers::default());
    }

    #[test]
    fn many_pieces_are_read_as_one() {
        let mut parts = [NumberTally::new(), NumberTally::new(), NumberTally::new()];
        let mut whole = NumberTally::new();
        for ordinal in 0..60_000_u32 {
            let sequence = 1 + ordinal.wrapping_mul(7919) % 9973;
            let department = if ordinal % 11 == 0 { "AJ" } else { "CG" };
            let number = NumberParts { year: 2024, department, training_type: "SC", sequence };
            whole.add(&number, u64::from(ordinal), [1; 8]).unwrap();
            parts[(ordinal % 5 % 3) as usize].add(&number, u64::from(ordinal), [1; 8]).unwrap();
        }
        let [mut one, two, three] = parts;
        one.merge(two);
        one.merge(three);
        assert_eq!(one.finish(), whole.finish());
    }

    #[test]
    fn a_state_is_read_whole_or_refused_where_it_is_wrong() {
        let mut tally = tally(&["2024-CG-SC-003", "2023-AJ-SC-9999", "2024-CG-SC-003", "2024-CG-SD-001"]);
        tally.add_void(&NumberParts::parse("2024-CG-SC-001").unwrap()).unwrap();
        let state = |tally: &NumberTally| {
            let mut bytes = Vec::new();
            tally.write_state(&mut bytes).unwrap();
            bytes
        };
        let bytes = state(&tally);
        assert_eq!(bytes.len(), 5 * SLOT_BYTES);
        let again = NumberTally::new().read_state(&bytes).unwrap();
        assert_eq!((state(&again), again.finish()), (bytes.clone(), tally.finish()));
        assert_eq!(NumberTally::new().read_state(&[]).unwrap().len(), 0);
        let refused = |change: &dyn Fn(&mut Vec<u8>), path: &str| {
            let mut bytes = bytes.clone();
            change(&mut bytes);
            let error = NumberTally::new().read_state(&bytes).unwrap_err();
            assert_eq!((error.code, error.path.as_str()), (ErrorCode::StateMalformed, path), "{error}");
        };
        refused(&|bytes| bytes.truncate(5 * SLOT_BYTES - 1), "/numbers/4");
        refused(&|bytes| bytes[0] = 1, "/numbers/0");
        refused(&|bytes| bytes[3 * SLOT_BYTES + 14..3 * SLOT_BYTES + 16].fill(0), "/numbers/3");
        refused(&|bytes| bytes[SLOT_BYTES + 31] = 1, "/numbers/1");
        refused(&|bytes| bytes.rotate_left(SLOT_BYTES), "/numbers/4");
    }

    proptest! {
        #[test]
        fn packing_keeps_number_and_order(
            one in ("[A-Z0-9]{1,8}", "[A-Z0-9]{1,8}"), other in ("[A-Z0-9]{1,8}", "[A-Z0-9]{1,8}"),
            years in (1900_u16..=9999, 1900_u16..=9999), sequences in (1_u32..=9999, 1_u32..=9999),
        ) {
            let one = NumberParts::new(years.0, &one.0, &one.1, sequences.0).unwrap();
            let other = NumberParts::new(years.1, &other.0, &other.1, sequences.1).unwrap();
            prop_assert_eq!(number_of(pack(&one).unwrap()), one.to_number());
            prop_assert_eq!(pack(&one).unwrap().cmp(&pack(&other).unwrap()), one.cmp(&other));
            let same_year = NumberParts { year: one.year, ..other };
            prop_assert_eq!(pack(&one).unwrap().cmp(&pack(&same_year).unwrap()), one.cmp(&same_year));
        }

        /// Merging parts in any order and shape gives what the whole gives.
        #[test]
        fn merged_parts_answer_like_the_whole(
            records in prop::collection::vec((0_usize..3, 1_u32..20, any::<bool>(), 0_usize..3), 0..80), turn in 0_usize..6,
        ) {
            let mut whole = NumberTally::new();
            let mut parts = [NumberTally::new(), NumberTally::new(), NumberTally::new()];
            for (ordinal, (department, sequence, void, part)) in records.into_iter().enumerate() {
                let department = ["AJ", "CG", "A"][department];
                let number = NumberParts { year: 2024, department, training_type: "SC", sequence };
                for tally in [&mut whole, &mut parts[part]] {
                    if void { tally.add_void(&number).unwrap() } else { tally.add(&number, ordinal as u64, [0; 8]).unwrap() }
                }
            }
            let whole = whole.finish();
            let order = [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]][turn];
            let [a, b, c] = order.map(|part| parts[part].clone());
            let mut left = a.clone();
            left.merge(b.clone());
            left.merge(c.clone());
            let (mut right, mut tail) = (a, b);
            tail.merge(c);
            right.merge(tail);
            prop_assert_eq!(&left.finish(), &whole);
            prop_assert_eq!(&right.finish(), &whole);
        }
    }
}
