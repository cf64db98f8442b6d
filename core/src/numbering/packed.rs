//! A number in 112 bits that sort in number order, and a record's number with its place and tag in 32 bytes.

use super::number::{NumberParts, RecordNumber, Scope, is_code, shown};
use crate::error::{Error, ErrorCode, Result};

/// Bytes of one slot, in memory and in the state of a tally.
pub(crate) const SLOT_BYTES: usize = 32;

/// One record: its number, where it stood and what tells it apart. Sorts by number, then place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Slot {
    /// Year, department, type, sequence and, in the lowest bit, whether a record bears the number.
    pub(super) key: u128,
    pub(super) ordinal: u64,
    pub(super) tag: [u8; 8],
}

impl Slot {
    /// The slot as bytes, which sort as slots do.
    pub(super) fn to_bytes(self) -> [u8; SLOT_BYTES] {
        let mut bytes = [0; SLOT_BYTES];
        let (key, rest) = bytes.split_at_mut(16);
        let (ordinal, tag) = rest.split_at_mut(8);
        key.copy_from_slice(&self.key.to_be_bytes());
        ordinal.copy_from_slice(&self.ordinal.to_be_bytes());
        tag.copy_from_slice(&self.tag);
        bytes
    }

    /// The slot of bytes that [`to_bytes`](Self::to_bytes) wrote, whether its number is one or not.
    pub(super) fn of_bytes(bytes: &[u8; SLOT_BYTES]) -> Slot {
        let (key, rest) = bytes.split_first_chunk().unwrap_or((&[0; 16], &[]));
        let (ordinal, rest) = rest.split_first_chunk().unwrap_or((&[0; 8], &[]));
        let tag = rest.first_chunk().copied().unwrap_or_default();
        Slot { key: u128::from_be_bytes(*key), ordinal: u64::from_be_bytes(*ordinal), tag }
    }

    /// Whether a record bears the number; otherwise it was voided.
    pub(super) fn is_borne(self) -> bool {
        self.key & BORNE == BORNE
    }
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

pub(super) const BORNE: u128 = 1;

/// The bits of a number, above the lowest: year 14, department 42, type 42, sequence 14.
pub(super) fn pack(number: &NumberParts<'_>) -> Result<u128> {
    // The shape is that of every number that was parsed; one made by hand may lack it and would collide here.
    let whole = number.year < 1 << 14 && number.sequence < 1 << 14;
    if !whole || !is_code(number.department) || !is_code(number.training_type) {
        let expected = "a number that was read strictly";
        return Err(Error::new(ErrorCode::NumberMalformed, shown(&number.to_string()), expected));
    }
    let head = u128::from(number.year) << 42 | pack_code(number.department);
    let scope = head << 42 | pack_code(number.training_type);
    Ok((scope << 14 | u128::from(number.sequence)) << 1)
}

pub(super) fn scope_bits(key: u128) -> u128 {
    key >> 15
}

pub(super) fn sequence_of(key: u128) -> u32 {
    (key >> 1) as u32 & 0x3FFF
}

pub(super) fn scope_of(key: u128) -> Scope {
    let (code, bits) = ((1 << 42) - 1, scope_bits(key));
    Scope {
        year: (bits >> 84) as u16,
        department: unpack_code(bits >> 42 & code),
        training_type: unpack_code(bits & code),
    }
}

pub(super) fn number_of(key: u128) -> RecordNumber {
    let Scope { year, department, training_type } = scope_of(key);
    RecordNumber { year, department, training_type, sequence: sequence_of(key) }
}

/// Whether a key is that of a number: what bytes from elsewhere have to prove.
pub(super) fn is_number(key: u128) -> bool {
    let Scope { year, department, training_type } = scope_of(key);
    let parts = NumberParts::new(year, &department, &training_type, sequence_of(key));
    parts.and_then(|parts| pack(&parts)).is_ok_and(|packed| packed == key & !BORNE)
}
