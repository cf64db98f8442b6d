//! The one guard around every body, and where answers are written.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::ptr::NonNull;

use anxun::error::{Error, ErrorCode, Faults, Result};

use crate::failure::{AnxunError, Failure};
use crate::handle::give;

/// What a body answers: its outputs are written, or it says why not.
pub(crate) type Answer = std::result::Result<(), Faults>;

/// Status of success.
pub(crate) const OK: i32 = 0;

/// Runs a body: its faults become a status and, where the caller wants it, an error handle; so does a panic.
///
/// # Safety
/// `error` is NULL or may be written.
pub(crate) unsafe fn guard(error: *mut *mut AnxunError, body: impl FnOnce() -> Answer) -> i32 {
    let faults = match catch_unwind(AssertUnwindSafe(body)) {
        Ok(Ok(())) => return OK,
        Ok(Err(faults)) => faults,
        Err(payload) => {
            // Dropping what a panic carries could panic again.
            std::mem::forget(payload);
            Error::new(ErrorCode::Panicked, "a panic", "an answer").into()
        }
    };
    let failure = Failure::new(faults);
    let status = failure.status;
    if !error.is_null() {
        // SAFETY: not NULL, so that it may be written.
        unsafe { error.write(give::<AnxunError>(failure)) };
    }
    status
}

/// Runs a body of a function without error detail.
pub(crate) fn guard_plain(body: impl FnOnce() -> Answer) -> i32 {
    // SAFETY: NULL is allowed.
    unsafe { guard(std::ptr::null_mut(), body) }
}

/// A place for one output.
pub(crate) struct Out<T>(NonNull<T>);

/// The place of an output; asked for before anything is computed.
///
/// # Safety
/// `place` is NULL or may be written as long as the answer lives.
pub(crate) unsafe fn out<T>(place: *mut T) -> Result<Out<T>> {
    NonNull::new(place).map(Out).ok_or_else(|| null("a place for the output"))
}

impl<T> Out<T> {
    /// Writes the output.
    pub(crate) fn put(self, value: T) {
        // SAFETY: by the promise to `out`. What stood there is not dropped: the caller may not have set it.
        unsafe { self.0.write(value) }
    }
}

/// A pointer that is NULL.
pub(crate) fn null(expected: &str) -> Error {
    Error::new(ErrorCode::NullPointer, "NULL", expected)
}

/// A structure of a caller that begins with its size.
///
/// # Safety
/// The type is `repr(C)` and its first field is the size, a `usize`.
pub(crate) unsafe trait SizeFirst: Copy {
    /// Sets the size.
    fn set_size(&mut self, size: usize);
}

/// Writes a structure that begins with its size. What a larger structure of a later header holds behind it stays.
///
/// # Safety
/// `place` is NULL or points to as many writable bytes as its first field says.
pub(crate) unsafe fn put_sized<T: SizeFirst>(place: *mut T, mut value: T) -> Result<()> {
    if place.is_null() {
        return Err(null("a structure for the output"));
    }
    // SAFETY: the size is the first field of the structure, which the caller has set.
    let stated = unsafe { place.cast::<usize>().read() };
    let size = size_of::<T>();
    if stated < size {
        return Err(wrong_size(stated, size));
    }
    value.set_size(stated);
    // SAFETY: `stated` bytes may be written, and that is not less than the size of the type.
    unsafe { place.write(value) };
    Ok(())
}

/// Reads a structure that begins with its size.
///
/// # Safety
/// `place` is NULL or points to as many readable bytes as its first field says.
pub(crate) unsafe fn sized<T: SizeFirst>(place: *const T) -> Result<T> {
    if place.is_null() {
        return Err(null("an option structure"));
    }
    // SAFETY: the size is the first field of the structure.
    let stated = unsafe { place.cast::<usize>().read() };
    if stated != size_of::<T>() {
        return Err(wrong_size(stated, size_of::<T>()));
    }
    // SAFETY: the structure is as large as the type.
    Ok(unsafe { place.read() })
}

fn wrong_size(stated: usize, size: usize) -> Error {
    Error::new(ErrorCode::WrongSize, format!("size {stated}"), format!("size = sizeof of the structure ({size})"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_becomes_a_status() {
        let mut error = std::ptr::null_mut();
        // SAFETY: `error` may be written.
        let status = unsafe { guard(&raw mut error, || panic!("planted")) };
        assert_eq!(status, ErrorCode::Panicked.info().status);
        // SAFETY: the handle was just made.
        unsafe {
            assert_eq!(crate::failure::anxun_error_code(error), status);
            crate::failure::anxun_error_free(error);
        }
        assert_eq!(guard_plain(|| panic!("planted")), status);
    }

    #[test]
    fn success_leaves_the_error_alone() {
        let mut error = std::ptr::null_mut();
        // SAFETY: `error` may be written.
        assert_eq!(unsafe { guard(&raw mut error, || Ok(())) }, OK);
        assert!(error.is_null());
    }
}
