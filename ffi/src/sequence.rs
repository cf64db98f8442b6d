//! Allocation of numbers in one scope: the counter row, reserved blocks, voids.

use anxun::numbering::{Block, Scope, Sequence, Void};

use crate::door::{guard, guard_plain, out};
use crate::failure::AnxunError;
use crate::handle::{Handle, free, give, held, lent, taken};
use crate::number::{AnxunNumber, Numbered};
use crate::text::{AnxunStr, AnxunString};

/// The counter of one scope (year, department, type): what a host keeps in one row. One thread at a time.
pub struct AnxunSequence {
    _private: [u8; 0],
}

/// A reserved block of numbers, with one owner. One thread at a time.
pub struct AnxunBlock {
    _private: [u8; 0],
}

impl Handle for AnxunSequence {
    type Value = Sequence;
    const TAG: u64 = u64::from_be_bytes(*b"anxnSEQU");
}

impl Handle for AnxunBlock {
    type Value = Block;
    const TAG: u64 = u64::from_be_bytes(*b"anxnBLOC");
}

/// The counter of a scope as the host's row holds it: `next` is the next sequence number, 1 for a new scope. The caller
/// owns `sequence`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn anxun_sequence_new(
    year: u16,
    department: AnxunStr,
    training_type: AnxunStr,
    next: u32,
    sequence: *mut *mut AnxunSequence,
    error: *mut *mut AnxunError,
) -> i32 {
    // SAFETY: the conventions.
    unsafe {
        guard(error, || {
            let sequence = out(sequence)?;
            let scope = Scope::new(year, department.text()?, training_type.text()?)?;
            sequence.put(give(Sequence { scope, next }));
            Ok(())
        })
    }
}

/// The next number. Write the counter back on condition that the row still holds what was read. The caller owns `number`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn anxun_sequence_next(
    sequence: *mut AnxunSequence,
    number: *mut *mut AnxunNumber,
    error: *mut *mut AnxunError,
) -> i32 {
    // SAFETY: the conventions.
    unsafe {
        guard(error, || {
            let number = out(number)?;
            number.put(give(Numbered::new(held(sequence)?.next()?)));
            Ok(())
        })
    }
}

/// The counter to be written back: the sequence number that comes next.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn anxun_sequence_position(sequence: *const AnxunSequence, next: *mut u32) -> i32 {
    // SAFETY: the conventions.
    unsafe {
        guard_plain(|| {
            let next = out(next)?;
            next.put(lent(sequence)?.next);
            Ok(())
        })
    }
}

/// Reserves the next `count` numbers. The caller owns `block`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn anxun_sequence_reserve(
    sequence: *mut AnxunSequence,
    count: u32,
    block: *mut *mut AnxunBlock,
    error: *mut *mut AnxunError,
) -> i32 {
    // SAFETY: the conventions.
    unsafe {
        guard(error, || {
            let block = out(block)?;
            block.put(give(held(sequence)?.reserve(count)?));
            Ok(())
        })
    }
}

/// Voids a number of the scope that was given out, with a reason; `by` may be absent. `bearer` is the id of the record that
/// bears the number, which then cannot be voided, or absent. The entry of the ledger comes as JSON. The caller owns `entry`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn anxun_sequence_void(
    sequence: *const AnxunSequence,
    number: *const AnxunNumber,
    reason: AnxunStr,
    by: AnxunStr,
    at: AnxunStr,
    bearer: AnxunStr,
    entry: *mut AnxunString,
    error: *mut *mut AnxunError,
) -> i32 {
    // SAFETY: the conventions.
    unsafe {
        guard(error, || {
            let entry = out(entry)?;
            let number = lent(number)?.number.clone();
            let void = Void::new(number, reason.text()?, by.optional()?, at.stamp()?)?;
            let void = lent(sequence)?.void(void, bearer.optional()?)?;
            entry.put(AnxunString::give(anxun::json::canonical(&void)?));
            Ok(())
        })
    }
}

/// Frees a sequence. NULL is left alone.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn anxun_sequence_free(sequence: *mut AnxunSequence) {
    // SAFETY: the conventions.
    unsafe { free(sequence) }
}

/// A block as the host's row holds it: from `from` to `to`, of which `next` comes next. The caller owns `block`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn anxun_block_new(
    year: u16,
    department: AnxunStr,
    training_type: AnxunStr,
    from: u32,
    to: u32,
    next: u32,
    block: *mut *mut AnxunBlock,
    error: *mut *mut AnxunError,
) -> i32 {
    // SAFETY: the conventions.
    unsafe {
        guard(error, || {
            let block = out(block)?;
            let scope = Scope::new(year, department.text()?, training_type.text()?)?;
            block.put(give(Block { scope, from, to, next }));
            Ok(())
        })
    }
}

/// Takes the next number of the block. The caller owns `number`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn anxun_block_take(
    block: *mut AnxunBlock,
    number: *mut *mut AnxunNumber,
    error: *mut *mut AnxunError,
) -> i32 {
    // SAFETY: the conventions.
    unsafe {
        guard(error, || {
            let number = out(number)?;
            number.put(give(Numbered::new(held(block)?.take()?)));
            Ok(())
        })
    }
}

/// First and last sequence number of the block, and the one that comes next (`to` + 1 where all are taken).
#[unsafe(no_mangle)]
pub unsafe extern "C" fn anxun_block_range(
    block: *const AnxunBlock,
    from: *mut u32,
    to: *mut u32,
    next: *mut u32,
) -> i32 {
    // SAFETY: the conventions.
    unsafe {
        guard_plain(|| {
            let (from, to, next) = (out(from)?, out(to)?, out(next)?);
            let block = lent(block)?;
            from.put(block.from);
            to.put(block.to);
            next.put(block.next);
            Ok(())
        })
    }
}

/// Gives a block back: its unused tail returns to the counter, or has to be voided where later numbers were given out;
/// `returned` says which, as JSON. Consumes the block: `*block` becomes NULL. The caller owns `returned`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn anxun_block_give_back(
    block: *mut *mut AnxunBlock,
    sequence: *mut AnxunSequence,
    returned: *mut AnxunString,
    error: *mut *mut AnxunError,
) -> i32 {
    // SAFETY: the conventions.
    unsafe {
        guard(error, || {
            let block = taken(block)?;
            let returned = out(returned)?;
            let tail = block.give_back(&mut *held(sequence)?)?;
            returned.put(AnxunString::give(anxun::json::canonical(&tail)?));
            Ok(())
        })
    }
}

/// Frees a block; what it reserved stays reserved. NULL is left alone.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn anxun_block_free(block: *mut AnxunBlock) {
    // SAFETY: the conventions.
    unsafe { free(block) }
}
