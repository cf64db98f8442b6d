//! Counts of a register by department and month (质量统计), which merge.

use std::sync::Arc;

use anxun::check::{Context, review_facts};
use anxun::quality::{Membership, Rectification, Tally};

use crate::context::AnxunContext;
use crate::door::{guard, out};
use crate::failure::AnxunError;
use crate::handle::{Handle, free, give, held, lent, taken};
use crate::record::AnxunRecord;
use crate::text::{AnxunStr, AnxunString};

/// Counts behind the quality rates, by department and month. One thread at a time; several threads count a part each and
/// merge.
pub struct AnxunTally {
    _private: [u8; 0],
}

impl Handle for AnxunTally {
    type Value = Tally;
    const TAG: u64 = u64::from_be_bytes(*b"anxnTALL");
}

/// A tally with nothing in it. The caller owns `tally`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn anxun_tally_new(tally: *mut *mut AnxunTally, error: *mut *mut AnxunError) -> i32 {
    // SAFETY: the conventions.
    unsafe {
        guard(error, || {
            out(tally)?.put(give(Tally::new()));
            Ok(())
        })
    }
}

/// Judges a record and counts it. Where it was sampled, `verified` is the number of its items that were compared with
/// reality and `matching` the number of those that matched; else both are 0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn anxun_tally_add(
    tally: *mut AnxunTally,
    context: *const AnxunContext,
    record: *const AnxunRecord,
    matching: u32,
    verified: u32,
    error: *mut *mut AnxunError,
) -> i32 {
    // SAFETY: the conventions.
    unsafe {
        guard(error, || {
            let mut tally = held(tally)?;
            let context: &Arc<Context> = lent(context)?;
            let mut facts = lent(record)?.facts();
            let review = review_facts(&mut facts, context)?;
            let verified = (verified > 0).then_some((matching.min(verified), verified));
            tally.add(&Membership::of(&review, &facts.record, context, verified));
            Ok(())
        })
    }
}

/// Counts a rectification (JSON, as in the inputs of a register) at the moment of the context.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn anxun_tally_add_rectification(
    tally: *mut AnxunTally,
    context: *const AnxunContext,
    json: AnxunStr,
    error: *mut *mut AnxunError,
) -> i32 {
    // SAFETY: the conventions.
    unsafe {
        guard(error, || {
            let mut tally = held(tally)?;
            let rectification: Rectification = anxun::json::typed(json.text()?)?;
            tally.add_rectification(&rectification, lent(context)?.as_of());
            Ok(())
        })
    }
}

/// Adds the counts of another tally. Consumes it: `*other` becomes NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn anxun_tally_merge(
    tally: *mut AnxunTally,
    other: *mut *mut AnxunTally,
    error: *mut *mut AnxunError,
) -> i32 {
    // SAFETY: the conventions. The tally is held first, so that it cannot be its own part.
    unsafe {
        guard(error, || {
            let (tally, other) = (held(tally), taken(other));
            tally?.merge(other?);
            Ok(())
        })
    }
}

/// The counts as canonical JSON, the same as `tally` in the summary of a register. The caller owns `json`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn anxun_tally_to_json(
    tally: *const AnxunTally,
    json: *mut AnxunString,
    error: *mut *mut AnxunError,
) -> i32 {
    // SAFETY: the conventions.
    unsafe {
        guard(error, || {
            let json = out(json)?;
            json.put(AnxunString::give(anxun::json::canonical(lent(tally)?)?));
            Ok(())
        })
    }
}

/// Frees a tally. NULL is left alone.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn anxun_tally_free(tally: *mut AnxunTally) {
    // SAFETY: the conventions.
    unsafe { free(tally) }
}
