//! The training record (培训记录).

use anxun::error::{Error, ErrorCode};
use anxun::record::TrainingRecord;

use crate::context::AnxunContext;
use crate::door::{guard, out};
use crate::failure::AnxunError;
use crate::handle::{Handle, free, give, lent, shared_by_threads};
use crate::text::{AnxunStr, AnxunString};

/// A training record. It never changes: threads may share it.
pub struct AnxunRecord {
    _private: [u8; 0],
}

impl Handle for AnxunRecord {
    type Value = TrainingRecord;
    const TAG: u64 = u64::from_be_bytes(*b"anxnRECO");
}

const _: () = shared_by_threads::<TrainingRecord>();

/// A record from JSON, whole or not at all. To judge a record in spite of faults, hand the text to `anxun_review_json`. The
/// caller owns `record`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn anxun_record_from_json(
    json: AnxunStr,
    record: *mut *mut AnxunRecord,
    error: *mut *mut AnxunError,
) -> i32 {
    // SAFETY: the conventions.
    unsafe {
        guard(error, || {
            let record = out(record)?;
            record.put(give(TrainingRecord::from_json(json.text()?)?));
            Ok(())
        })
    }
}

/// The record as canonical JSON; absent facts are not written. The caller owns `json`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn anxun_record_to_json(
    record: *const AnxunRecord,
    json: *mut AnxunString,
    error: *mut *mut AnxunError,
) -> i32 {
    // SAFETY: the conventions.
    unsafe {
        guard(error, || {
            let json = out(json)?;
            json.put(AnxunString::give(lent(record)?.to_json()?));
            Ok(())
        })
    }
}

/// By when the steps of the record are due, as the JSON of `record.deadlines`. The caller owns `json`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn anxun_record_deadlines_json(
    context: *const AnxunContext,
    record: *const AnxunRecord,
    json: *mut AnxunString,
    error: *mut *mut AnxunError,
) -> i32 {
    // SAFETY: the conventions.
    unsafe {
        guard(error, || {
            let json = out(json)?;
            let context = lent(context)?;
            let (facts, _) = context.sound(lent(record)?.facts())?;
            let missing = || Error::new(ErrorCode::MissingEnd, "no end of the session", "date and time from–to");
            let end = facts.record.session_end().ok_or_else(missing)?;
            let policy = context.policy().at(end)?;
            let deadlines = anxun::record::deadlines(&facts.record, policy, context.calendar())?;
            json.put(AnxunString::give(anxun::json::canonical(&deadlines)?));
            Ok(())
        })
    }
}

/// Frees a record. NULL is left alone.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn anxun_record_free(record: *mut AnxunRecord) {
    // SAFETY: the conventions.
    unsafe { free(record) }
}
