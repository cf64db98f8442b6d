//! Error detail: what an error handle says.

use anxun::error::{Error, Faults};

use crate::handle::{Handle, free, lent, shared_by_threads};
use crate::text::AnxunStr;

/// Why a call failed: its first fault, and all of them as JSON.
pub struct AnxunError {
    _private: [u8; 0],
}

/// What is behind an error handle.
pub(crate) struct Failure {
    pub(crate) status: i32,
    first: Error,
    message: String,
    message_zh: String,
    json: String,
}

impl Failure {
    pub(crate) fn new(faults: Faults) -> Self {
        // Texts and names of codes only: it can always be written.
        let json = anxun::json::canonical(&faults).unwrap_or_default();
        let first = Error::from(faults);
        let (message, message_zh) = (first.to_string(), first.zh());
        Failure { status: first.code.info().status, first, message, message_zh, json }
    }
}

impl Handle for AnxunError {
    type Value = Failure;
    const TAG: u64 = u64::from_be_bytes(*b"anxnERRO");
}

const _: () = shared_by_threads::<Failure>();

/// Lends a text of an error; absent for NULL and for what is no error.
///
/// # Safety
/// The conventions.
unsafe fn text_of(error: *const AnxunError, text: impl FnOnce(&Failure) -> &str) -> AnxunStr {
    // SAFETY: by the promise.
    unsafe { lent(error) }.map_or(AnxunStr::ABSENT, |failure| AnxunStr::lend(text(failure)))
}

/// The status that the call returned, `ANXUN_ERR_…`. For NULL `ANXUN_ERR_NULL_POINTER`, for what is no error
/// `ANXUN_ERR_WRONG_HANDLE`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn anxun_error_code(error: *const AnxunError) -> i32 {
    // SAFETY: the conventions.
    match unsafe { lent(error) } {
        Ok(failure) => failure.status,
        Err(refused) => refused.code.info().status,
    }
}

/// The name of the code, such as `DateFormat`. Borrowed from the error, like every text of it.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn anxun_error_name(error: *const AnxunError) -> AnxunStr {
    // SAFETY: the conventions.
    unsafe { text_of(error, |failure| failure.first.code.info().name) }
}

/// What happened, where, what was found and what was expected, in English. Holds no data of a person.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn anxun_error_message(error: *const AnxunError) -> AnxunStr {
    // SAFETY: the conventions.
    unsafe { text_of(error, |failure| &failure.message) }
}

/// The same in Chinese (中文).
#[unsafe(no_mangle)]
pub unsafe extern "C" fn anxun_error_message_zh(error: *const AnxunError) -> AnxunStr {
    // SAFETY: the conventions.
    unsafe { text_of(error, |failure| &failure.message_zh) }
}

/// JSON pointer to the place; empty for the whole of the document.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn anxun_error_path(error: *const AnxunError) -> AnxunStr {
    // SAFETY: the conventions.
    unsafe { text_of(error, |failure| &failure.first.path) }
}

/// What was found there.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn anxun_error_found(error: *const AnxunError) -> AnxunStr {
    // SAFETY: the conventions.
    unsafe { text_of(error, |failure| &failure.first.found) }
}

/// What was expected there.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn anxun_error_expected(error: *const AnxunError) -> AnxunStr {
    // SAFETY: the conventions.
    unsafe { text_of(error, |failure| &failure.first.expected) }
}

/// All faults as JSON: `[{"code","path","found","expected"}]`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn anxun_error_json(error: *const AnxunError) -> AnxunStr {
    // SAFETY: the conventions.
    unsafe { text_of(error, |failure| &failure.json) }
}

/// Frees an error. NULL is left alone.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn anxun_error_free(error: *mut AnxunError) {
    // SAFETY: the conventions.
    unsafe { free(error) }
}
