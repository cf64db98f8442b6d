//! Record numbers (记录编号).

use anxun::numbering::RecordNumber;

use crate::door::{guard, guard_plain, out};
use crate::failure::AnxunError;
use crate::handle::{Handle, free, give, lent, shared_by_threads};
use crate::text::{AnxunStr, AnxunString};

/// A record number such as `2023-AJ-SC-001`. It never changes: threads may share it. Texts are borrowed from it.
pub struct AnxunNumber {
    _private: [u8; 0],
}

/// A number with its text.
pub(crate) struct Numbered {
    pub(crate) number: RecordNumber,
    text: String,
}

impl Numbered {
    pub(crate) fn new(number: RecordNumber) -> Self {
        let text = number.to_string();
        Numbered { number, text }
    }
}

impl Handle for AnxunNumber {
    type Value = Numbered;
    const TAG: u64 = u64::from_be_bytes(*b"anxnNUMB");
}

const _: () = shared_by_threads::<Numbered>();

/// Reads a number strictly, byte for byte. The caller owns `number`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn anxun_number_parse(
    text: AnxunStr,
    number: *mut *mut AnxunNumber,
    error: *mut *mut AnxunError,
) -> i32 {
    // SAFETY: the conventions.
    unsafe {
        guard(error, || {
            let number = out(number)?;
            number.put(give(Numbered::new(RecordNumber::parse(text.text()?)?)));
            Ok(())
        })
    }
}

/// Reads a number as people write it (full-width letters, other dashes, small letters, digits of the sequence). `changes`
/// gets what was normalised as JSON (a list, empty where nothing was), or may be NULL. The caller owns `number` and
/// `changes`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn anxun_number_parse_lenient(
    text: AnxunStr,
    number: *mut *mut AnxunNumber,
    changes: *mut AnxunString,
    error: *mut *mut AnxunError,
) -> i32 {
    // SAFETY: the conventions.
    unsafe {
        guard(error, || {
            let number = out(number)?;
            let (parsed, made) = RecordNumber::parse_lenient(text.text()?)?;
            let made = anxun::json::canonical(&made)?;
            number.put(give(Numbered::new(parsed)));
            if let Ok(changes) = out(changes) {
                changes.put(AnxunString::give(made));
            }
            Ok(())
        })
    }
}

/// A number from its parts. The caller owns `number`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn anxun_number_new(
    year: u16,
    department: AnxunStr,
    training_type: AnxunStr,
    sequence: u32,
    number: *mut *mut AnxunNumber,
    error: *mut *mut AnxunError,
) -> i32 {
    // SAFETY: the conventions.
    unsafe {
        guard(error, || {
            let number = out(number)?;
            let made = RecordNumber::new(year, department.text()?, training_type.text()?, sequence)?;
            number.put(give(Numbered::new(made)));
            Ok(())
        })
    }
}

/// Writes something of a number.
///
/// # Safety
/// The conventions.
unsafe fn part_of<'n, T>(number: *const AnxunNumber, place: *mut T, part: impl FnOnce(&'n Numbered) -> T) -> i32 {
    // SAFETY: by the promise.
    unsafe {
        guard_plain(|| {
            let place = out(place)?;
            place.put(part(lent(number)?));
            Ok(())
        })
    }
}

/// The number as a text.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn anxun_number_text(number: *const AnxunNumber, text: *mut AnxunStr) -> i32 {
    // SAFETY: the conventions.
    unsafe { part_of(number, text, |one| AnxunStr::lend(&one.text)) }
}

/// Year (年度).
#[unsafe(no_mangle)]
pub unsafe extern "C" fn anxun_number_year(number: *const AnxunNumber, year: *mut u16) -> i32 {
    // SAFETY: the conventions.
    unsafe { part_of(number, year, |one| one.number.year) }
}

/// Department code (部门代码).
#[unsafe(no_mangle)]
pub unsafe extern "C" fn anxun_number_department(number: *const AnxunNumber, department: *mut AnxunStr) -> i32 {
    // SAFETY: the conventions.
    unsafe { part_of(number, department, |one| AnxunStr::lend(&one.number.department)) }
}

/// Type code (培训类型代码).
#[unsafe(no_mangle)]
pub unsafe extern "C" fn anxun_number_training_type(number: *const AnxunNumber, training_type: *mut AnxunStr) -> i32 {
    // SAFETY: the conventions.
    unsafe { part_of(number, training_type, |one| AnxunStr::lend(&one.number.training_type)) }
}

/// Sequence (序号), from 1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn anxun_number_sequence(number: *const AnxunNumber, sequence: *mut u32) -> i32 {
    // SAFETY: the conventions.
    unsafe { part_of(number, sequence, |one| one.number.sequence) }
}

/// Frees a number. NULL is left alone.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn anxun_number_free(number: *mut AnxunNumber) {
    // SAFETY: the conventions.
    unsafe { free(number) }
}
