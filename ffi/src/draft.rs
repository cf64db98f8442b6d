//! A record filled without writing JSON: for hosts that hold columns, not documents.

use std::ptr::NonNull;

use anxun::error::{Error, ErrorCode, Faults, Result};

use crate::door::{guard, null, out};
use crate::failure::AnxunError;
use crate::fill::{Draft, Given};
use crate::handle::{Handle, free, give, held, taken};
use crate::record::AnxunRecord;
use crate::text::AnxunStr;

/// A record on its way. One thread at a time.
pub struct AnxunDraft {
    _private: [u8; 0],
}

impl Handle for AnxunDraft {
    type Value = Draft;
    const TAG: u64 = u64::from_be_bytes(*b"anxnDRAF");
}

/// A draft that holds nothing but the schema version. The caller owns `draft`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn anxun_draft_new(draft: *mut *mut AnxunDraft, error: *mut *mut AnxunError) -> i32 {
    // SAFETY: the conventions.
    unsafe {
        guard(error, || {
            out(draft)?.put(give(Draft::new()));
            Ok(())
        })
    }
}

/// Sets one value.
///
/// # Safety
/// The conventions.
unsafe fn set(draft: *mut AnxunDraft, pointer: AnxunStr, given: Result<Given<'_>>) -> std::result::Result<(), Faults> {
    // SAFETY: by the promise.
    let (mut draft, pointer) = unsafe { (held(draft)?, pointer.text()?) };
    draft.set(pointer, &given?)
}

/// Sets a text, a date, a time, a stamp or a code at a JSON pointer such as `/participants/0/person/employee_no`. The
/// field table (`record.schema`) says what there is: another pointer is `ANXUN_ERR_UNKNOWN_POINTER`, another type
/// `ANXUN_ERR_TYPE`. An index equal to the length of its list appends; `-` and gaps are refused. Of a call that fails
/// nothing stays in the draft; so for the other setters.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn anxun_draft_set_text(
    draft: *mut AnxunDraft,
    pointer: AnxunStr,
    text: AnxunStr,
    error: *mut *mut AnxunError,
) -> i32 {
    // SAFETY: the conventions.
    unsafe { guard(error, || set(draft, pointer, text.text().map(Given::Text))) }
}

/// Sets a whole number.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn anxun_draft_set_count(
    draft: *mut AnxunDraft,
    pointer: AnxunStr,
    count: u32,
    error: *mut *mut AnxunError,
) -> i32 {
    // SAFETY: the conventions.
    unsafe { guard(error, || set(draft, pointer, Ok(Given::Count(count)))) }
}

/// Sets a flag: 0 is false, everything else true.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn anxun_draft_set_flag(
    draft: *mut AnxunDraft,
    pointer: AnxunStr,
    flag: i32,
    error: *mut *mut AnxunError,
) -> i32 {
    // SAFETY: the conventions.
    unsafe { guard(error, || set(draft, pointer, Ok(Given::Flag(flag != 0)))) }
}

/// Sets a decimal (a score, a share, an amount), written as a text such as `87.5`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn anxun_draft_set_decimal(
    draft: *mut AnxunDraft,
    pointer: AnxunStr,
    decimal: AnxunStr,
    error: *mut *mut AnxunError,
) -> i32 {
    // SAFETY: the conventions.
    unsafe { guard(error, || set(draft, pointer, decimal.text().map(Given::Decimal))) }
}

/// Takes a value, an object or a whole list out. Of a list only the last item can be taken out.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn anxun_draft_unset(
    draft: *mut AnxunDraft,
    pointer: AnxunStr,
    error: *mut *mut AnxunError,
) -> i32 {
    // SAFETY: the conventions.
    unsafe {
        guard(error, || {
            held(draft)?.unset(pointer.text()?)?;
            Ok(())
        })
    }
}

/// Sets one column of a list at once: `values[i]` at `list` `/i` `field`, such as `/participants` and
/// `/person/employee_no`; `field` is empty for a list of plain values. Every type is written as a text: a flag is `true`
/// or `false`. An absent value leaves its item alone, or makes it where it is not there yet.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn anxun_draft_rows(
    draft: *mut AnxunDraft,
    list: AnxunStr,
    field: AnxunStr,
    values: *const AnxunStr,
    count: usize,
    error: *mut *mut AnxunError,
) -> i32 {
    // SAFETY: the conventions.
    unsafe {
        guard(error, || {
            let mut draft = held(draft)?;
            let (list, field) = (list.text()?, field.optional()?.unwrap_or_default());
            let mut column = Vec::new();
            for text in array(values, count)? {
                column.push(text.optional()?);
            }
            draft.rows(list, field, &column)
        })
    }
}

/// An array of the caller.
///
/// # Safety
/// `values` is NULL or points to `count` texts.
unsafe fn array<'v>(values: *const AnxunStr, count: usize) -> Result<&'v [AnxunStr]> {
    let Some(values) = NonNull::new(values.cast_mut()) else {
        return if count == 0 { Ok(&[]) } else { Err(null("an array")) };
    };
    if count > isize::MAX.unsigned_abs() / size_of::<AnxunStr>() {
        return Err(Error::new(ErrorCode::WrongSize, "a count beyond the memory", "the number of values"));
    }
    // SAFETY: by the promise; the length fits.
    Ok(unsafe { std::slice::from_raw_parts(values.as_ptr(), count) })
}

/// Makes the record of a draft, whole or not at all. Consumes the draft in either case: `*draft` becomes NULL. The caller
/// owns `record`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn anxun_draft_finish(
    draft: *mut *mut AnxunDraft,
    record: *mut *mut AnxunRecord,
    error: *mut *mut AnxunError,
) -> i32 {
    // SAFETY: the conventions.
    unsafe {
        guard(error, || {
            let draft = taken(draft)?;
            let record = out(record)?;
            record.put(give(draft.finish()?));
            Ok(())
        })
    }
}

/// Frees a draft that was not finished. NULL is left alone.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn anxun_draft_free(draft: *mut AnxunDraft) {
    // SAFETY: the conventions.
    unsafe { free(draft) }
}
