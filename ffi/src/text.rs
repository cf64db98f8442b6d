//! Texts and dates as C passes them.

use std::ffi::c_char;

use anxun::error::{Error, ErrorCode, Result};
use anxun::value::{Stamp, date_text, parse_date, parse_stamp};
use chrono::{Datelike, NaiveDate};

use crate::door::null;

/// A text that somebody else owns: pointer and length in bytes, UTF-8, not necessarily ended by a NUL. As an argument it
/// is read during the call only. As an answer it is valid as long as the handle that it came from lives unchanged. An
/// absent text has `data` NULL; an empty one has `len` 0 and `data` not NULL.
#[derive(Clone, Copy, Debug)]
#[repr(C)]
pub struct AnxunStr {
    /// First byte.
    pub data: *const c_char,
    /// Bytes.
    pub len: usize,
}

/// A text that the caller owns and frees with `anxun_string_free`. A NUL that `len` does not count stands behind it.
#[derive(Debug)]
#[repr(C)]
pub struct AnxunString {
    /// First byte.
    pub data: *const c_char,
    /// Bytes.
    pub len: usize,
}

/// Bytes that the caller owns and frees with `anxun_bytes_free`: no text.
#[derive(Debug)]
#[repr(C)]
pub struct AnxunBytes {
    /// First byte.
    pub data: *const u8,
    /// How many.
    pub len: usize,
}

/// A day.
#[derive(Clone, Copy, Debug)]
#[repr(C)]
pub struct AnxunDate {
    /// Year, 1900 to 9999.
    pub year: i32,
    /// Month, 1 to 12.
    pub month: u8,
    /// Day of the month, from 1.
    pub day: u8,
}

impl AnxunStr {
    /// No text.
    pub(crate) const ABSENT: AnxunStr = AnxunStr { data: std::ptr::null(), len: 0 };

    /// Lends a text; the caller of this function sees to it that it lives.
    pub(crate) fn lend(text: &str) -> AnxunStr {
        AnxunStr { data: text.as_ptr().cast(), len: text.len() }
    }

    /// Lends a text that may be absent.
    pub(crate) fn lend_optional(text: Option<&str>) -> AnxunStr {
        text.map_or(AnxunStr::ABSENT, AnxunStr::lend)
    }

    /// The bytes, of whatever encoding.
    ///
    /// # Safety
    /// `data` is NULL or points to `len` readable bytes that stay as they are as long as the answer lives.
    pub(crate) unsafe fn bytes<'s>(self) -> Result<&'s [u8]> {
        if self.data.is_null() {
            return Err(null("a text"));
        }
        if self.len > isize::MAX.unsigned_abs() {
            return Err(Error::new(ErrorCode::WrongSize, "a length beyond the memory", "the length in bytes"));
        }
        // SAFETY: by the promise; the length fits.
        Ok(unsafe { std::slice::from_raw_parts(self.data.cast(), self.len) })
    }

    /// The text.
    ///
    /// # Safety
    /// As [`AnxunStr::bytes`].
    pub(crate) unsafe fn text<'s>(self) -> Result<&'s str> {
        // SAFETY: by the promise.
        let bytes = unsafe { self.bytes() }?;
        std::str::from_utf8(bytes)
            .map_err(|error| Error::new(ErrorCode::InvalidUtf8, format!("byte {}", error.valid_up_to()), "UTF-8"))
    }

    /// The text, or `None` where it is absent.
    ///
    /// # Safety
    /// As [`AnxunStr::bytes`].
    pub(crate) unsafe fn optional<'s>(self) -> Result<Option<&'s str>> {
        if self.data.is_null() && self.len == 0 {
            return Ok(None);
        }
        // SAFETY: by the promise.
        unsafe { self.text() }.map(Some)
    }

    /// The stamp that the text writes, RFC 3339 with offset.
    ///
    /// # Safety
    /// As [`AnxunStr::bytes`].
    pub(crate) unsafe fn stamp(self) -> Result<Stamp> {
        // SAFETY: by the promise.
        parse_stamp(unsafe { self.text() }?)
    }
}

impl AnxunString {
    /// Gives a text away.
    pub(crate) fn give(text: String) -> AnxunString {
        let len = text.len();
        let mut bytes = text.into_bytes();
        bytes.push(0);
        AnxunString { data: Box::into_raw(bytes.into_boxed_slice()).cast::<c_char>().cast_const(), len }
    }
}

impl AnxunBytes {
    /// Gives bytes away.
    pub(crate) fn give(bytes: Vec<u8>) -> AnxunBytes {
        let len = bytes.len();
        AnxunBytes { data: Box::into_raw(bytes.into_boxed_slice()).cast::<u8>().cast_const(), len }
    }
}

impl AnxunDate {
    /// The day.
    pub(crate) fn of(date: NaiveDate) -> AnxunDate {
        // A month and a day of a month fit.
        let small = |value: u32| u8::try_from(value).unwrap_or_default();
        AnxunDate { year: date.year(), month: small(date.month()), day: small(date.day()) }
    }

    /// The day, where there is one.
    pub(crate) fn date(self) -> Result<NaiveDate> {
        let text = format!("{:04}-{:02}-{:02}", self.year, self.month, self.day);
        let date = parse_date(&text)?;
        debug_assert_eq!(date_text(date), text);
        Ok(date)
    }
}

/// Frees a text and sets it to NULL and 0, so that freeing it twice does nothing. NULL is left alone. The length has to
/// be the one that was given.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn anxun_string_free(string: *mut AnxunString) {
    if string.is_null() {
        return;
    }
    // SAFETY: by the conventions it may be read and written, and is all zero or a text of `AnxunString::give`.
    unsafe {
        let AnxunString { data, len } = string.read();
        string.write(AnxunString { data: std::ptr::null(), len: 0 });
        if !data.is_null() {
            let bytes = std::ptr::slice_from_raw_parts_mut(data.cast_mut().cast::<u8>(), len.saturating_add(1));
            drop(Box::from_raw(bytes));
        }
    }
}

/// Frees bytes and sets them to NULL and 0, so that freeing them twice does nothing. NULL is left alone. The length has to
/// be the one that was given.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn anxun_bytes_free(bytes: *mut AnxunBytes) {
    if bytes.is_null() {
        return;
    }
    // SAFETY: by the conventions it may be read and written, and is all zero or bytes of `AnxunBytes::give`.
    unsafe {
        let AnxunBytes { data, len } = bytes.read();
        bytes.write(AnxunBytes { data: std::ptr::null(), len: 0 });
        if !data.is_null() {
            drop(Box::from_raw(std::ptr::slice_from_raw_parts_mut(data.cast_mut(), len)));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_go_out_and_come_back() {
        let mut string = AnxunString::give("安训".into());
        let lent = AnxunStr { data: string.data, len: string.len };
        // SAFETY: the text lives.
        unsafe {
            assert_eq!(lent.text().unwrap(), "安训");
            assert_eq!(*string.data.add(string.len), 0);
            anxun_string_free(&raw mut string);
            anxun_string_free(&raw mut string);
            anxun_string_free(std::ptr::null_mut());
            assert!(AnxunStr::ABSENT.optional().unwrap().is_none());
            assert_eq!(AnxunStr::ABSENT.text().unwrap_err().code, ErrorCode::NullPointer);
            let long = AnxunStr { data: AnxunStr::lend("a").data, len: usize::MAX };
            assert_eq!(long.text().unwrap_err().code, ErrorCode::WrongSize);
        }
    }

    #[test]
    fn days_are_checked() {
        let date = |year, month, day| AnxunDate { year, month, day }.date();
        assert_eq!(date(2024, 2, 29).map(AnxunDate::of).unwrap().day, 29);
        for (year, month, day) in [(2023, 2, 29), (1899, 1, 1), (-1, 1, 1), (10000, 1, 1), (2023, 0, 1)] {
            assert_eq!(date(year, month, day).unwrap_err().code, ErrorCode::DateFormat);
        }
    }
}
