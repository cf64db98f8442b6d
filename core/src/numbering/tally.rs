//! Duplicates and gaps of a stream of records, in 32 bytes a record and nothing else.
//!
//! A register may be read in parts, in any order, by several hands: tallies merge, and the answer does not depend on
//! who read what. A number is packed into 112 bits that sort in number order, so that no table of scopes is needed
//! and a register of nothing but scopes costs no more than another. Source: NB-04, NB-05; I.4.4, II.6.1.c.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use serde::{Serialize, Serializer};

use super::number::{NumberParts, RecordNumber, Scope, is_code};
use crate::error::{Error, ErrorCode, Result};

/// Records in one piece of memory (256 KiB): growing never copies what is there, and at most this much is unused.
const PIECE: usize = 8192;

/// One record: its number, where it stood and what tells it apart. Sorts by number, then place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Slot {
    /// Year, department, type, sequence and, in the lowest bit, whether a record bears the number.
    key: u128,
    ordinal: u64,
    tag: [u8; 8],
}

/// The numbers of a stream of records. See the head of the file.
#[derive(Clone, Debug, Default)]
pub struct NumberTally {
    /// Full pieces, then perhaps one that is not full.
    pieces: Vec<Vec<Slot>>,
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

/// A code in 42 bits: eight digits to the base 37, left-aligned, so that codes sort as their texts do.
fn pack_code(code: &str) -> u128 {
    let digit = |byte: Option<u8>| match byte {
        Some(byte @ b'0'..=b'9') => u128::from(byte - b'0') + 1,
        Some(byte @ b'A'..=b'Z') => u128::from(byte - b'A') + 11,
        _ => 0,
    };
    let bytes = code.as_bytes();
    (0..8).fold(0, |packed, place| packed * 37 + digit(bytes.get(place).copied()))
}

fn unpack_code(mut packed: u128) -> String {
    let mut code = [None; 8];
    for place in code.iter_mut().rev() {
        *place = char::from_digit((packed % 37).saturating_sub(1) as u32, 36).filter(|_| packed % 37 > 0);
        packed /= 37;
    }
    code.iter().flatten().map(char::to_ascii_uppercase).collect()
}

const BORNE: u128 = 1;

/// The bits of a number, above the lowest: year 14, department 42, type 42, sequence 14.
fn pack(number: &NumberParts<'_>) -> Result<u128> {
    // The shape is that of every number that was parsed; one made by hand may lack it and would collide here.
    let whole = number.year < 1 << 14 && number.sequence < 1 << 14;
    if !whole || !is_code(number.department) || !is_code(number.training_type) {
        let expected = "a number that was read strictly";
        return Err(Error::new(ErrorCode::NumberMalformed, super::number::shown(&number.to_string()), expected));
    }
    let head = u128::from(number.year) << 42 | pack_code(number.department);
    let scope = head << 42 | pack_code(number.training_type);
    Ok((scope << 14 | u128::from(number.sequence)) << 1)
}

fn scope_bits(key: u128) -> u128 {
    key >> 15
}

fn sequence_of(key: u128) -> u32 {
    (key >> 1) as u32 & 0x3FFF
}

fn scope_of(key: u128) -> Scope {
    let (code, bits) = ((1 << 42) - 1, scope_bits(key));
    Scope {
        year: (bits >> 84) as u16,
        department: unpack_code(bits >> 42 & code),
        training_type: unpack_code(bits & code),
    }
}

fn number_of(key: u128) -> RecordNumber {
    let Scope { year, department, training_type } = scope_of(key);
    RecordNumber { year, department, training_type, sequence: sequence_of(key) }
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
        match self.pieces.last_mut() {
            Some(piece) if piece.len() < PIECE => piece.push(slot),
            _ => self.pieces.push(vec![slot]),
        }
    }

    /// Takes in another tally. Who takes in whom, and in which order, does not change the answer.
    pub fn merge(&mut self, other: NumberTally) {
        let open = self.pieces.pop_if_open();
        for piece in other.pieces {
            if piece.len() < PIECE {
                rest(&mut self.pieces, piece);
            } else {
                self.pieces.push(piece);
            }
        }
        let _ = open;
    }
}
