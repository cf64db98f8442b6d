//! Texts: lent out of the buffers of the batch.

use std::ops::Range;

use arrow_array::cast::AsArray as _;
use arrow_array::{Array, GenericStringArray, OffsetSizeTrait, StringViewArray};
use arrow_buffer::NullBuffer;
use arrow_schema::DataType;

use super::bind::{Binding, wrong_type};
use super::keys::Keys;
use super::{ColumnValue, Notes, Place, any_valid, each, nulls_of};
use crate::error::{Error, Result};
use crate::json::text_error;
use crate::record::fact::Path;
use crate::record::field::Field;
use crate::record::values::is_usual_number;

/// What a text column may be.
pub(in crate::record) const TEXTS: &str = "Utf8, LargeUtf8, Utf8View or a dictionary of one of them";

/// Texts as they stand, without any check.
#[derive(Debug)]
pub(crate) enum Texts<'b> {
    Small(&'b GenericStringArray<i32>),
    Large(&'b GenericStringArray<i64>),
    View(&'b StringViewArray),
    Keyed(Keys<'b>, Box<Texts<'b>>),
}

impl<'b> Texts<'b> {
    /// The texts of a column, or the error that it is of another type.
    pub(super) fn of(array: &'b dyn Array, expected: &str, to: &Binding) -> Result<Self> {
        Texts::try_of(array).ok_or_else(|| wrong_type(array.data_type(), expected, &to.place()))
    }

    pub(super) fn try_of(array: &'b dyn Array) -> Option<Self> {
        match array.data_type() {
            DataType::Utf8 => array.as_string_opt().map(Texts::Small),
            DataType::LargeUtf8 => array.as_string_opt().map(Texts::Large),
            DataType::Utf8View => array.as_string_view_opt().map(Texts::View),
            DataType::Dictionary(..) => {
                let (keys, values) = Keys::of(array)?;
                match Texts::try_of(values)? {
                    Texts::Keyed(..) => None,
                    texts => Some(Texts::Keyed(keys, Box::new(texts))),
                }
            }
            _ => None,
        }
    }

    /// The text of a row; `None` for null.
    #[inline]
    pub(super) fn get(&self, row: usize) -> Option<&'b str> {
        match self {
            Texts::Small(array) => (!array.is_null(row)).then(|| array.value(row)),
            other => other.get_other(row),
        }
    }

    fn get_other(&self, row: usize) -> Option<&'b str> {
        match self {
            Texts::Small(array) => (!array.is_null(row)).then(|| array.value(row)),
            Texts::Large(array) => (!array.is_null(row)).then(|| array.value(row)),
            Texts::View(array) => (!array.is_null(row)).then(|| array.value(row)),
            Texts::Keyed(keys, values) => values.get(keys.get(row)?),
        }
    }

    /// Whether no text of a dictionary holds a character for which the field looks at each by itself: sought in one go.
    /// One that is larger than the `rows` that use it is not looked through.
    fn is_clean_dictionary(&self, rows: usize, field: &'static Field) -> bool {
        let Texts::Keyed(_, values) = self else { return false };
        let count = values.len();
        count <= rows
            && match &**values {
                Texts::Small(array) => is_clean(bytes_of(array, 0..count), field),
                Texts::Large(array) => is_clean(bytes_of(array, 0..count), field),
                Texts::View(_) | Texts::Keyed(..) => false,
            }
    }

    pub(super) fn len(&self) -> usize {
        match self {
            Texts::Small(array) => array.len(),
            Texts::Large(array) => array.len(),
            Texts::View(array) => array.len(),
            Texts::Keyed(_, values) => values.len(),
        }
    }
}

/// The bytes of some rows, which stand together.
fn bytes_of<O: OffsetSizeTrait>(array: &GenericStringArray<O>, rows: Range<usize>) -> &[u8] {
    let offsets = array.value_offsets();
    let place = |row: usize| offsets.get(row).map(|offset| offset.as_usize());
    let range = place(rows.start).zip(place(rows.end));
    range.and_then(|(from, to)| array.value_data().get(from..to)).unwrap_or_default()
}

/// Whether no character of some texts asks for a look at each by itself.
#[inline]
fn is_clean(bytes: &[u8], field: &'static Field) -> bool {
    if field.is_employee_no { is_usual(bytes) } else { is_plain(bytes, field.is_long) }
}

/// Longest employee number of the usual form.
const USUAL: usize = 32;

/// Whether bytes are all those of employee numbers of the usual form.
fn is_usual(bytes: &[u8]) -> bool {
    let odd = |byte: &u8| !(byte.is_ascii_alphanumeric() || *byte == b'-');
    !bytes.chunks(64).any(|block| block.iter().fold(false, |any, byte| any | odd(byte)))
}

/// Whether bytes of UTF-8 hold no control character, but line breaks and tabs where those are allowed.
#[inline]
fn is_plain(bytes: &[u8], long: bool) -> bool {
    let breaks = |byte: u8| long && matches!(byte, b'\n' | b'\r' | b'\t');
    let low = |byte: u8| (byte < 0x20 && !breaks(byte)) || byte == 0x7F;
    // In blocks without a way out, which the compiler turns into wide steps.
    let any_low = |bytes: &[u8]| bytes.iter().fold(false, |any, byte| any | low(*byte));
    let blocks = bytes.chunks_exact(64);
    if any_low(blocks.remainder()) || blocks.into_iter().any(any_low) {
        return false;
    }
    // U+0080 to U+009F: C2, then a byte below A0.
    let mut rest = bytes;
    while let Some(at) = memchr::memchr(0xC2, rest) {
        if rest.get(at + 1).is_some_and(|next| *next < 0xA0) {
            return false;
        }
        rest = rest.get(at + 1..).unwrap_or_default();
    }
    true
}

/// The texts of a field.
#[derive(Debug)]
pub(crate) struct TextColumn<'b> {
    texts: Texts<'b>,
    nulls: Option<&'b NullBuffer>,
    /// Longest text in bytes that needs no further look where it stands among clean ones.
    longest: usize,
    /// The same for a text of which nothing is known: that of a clean dictionary, else 0.
    known: usize,
}

impl<'b> TextColumn<'b> {
    /// Lends a run of rows. Its bytes are looked through together, just before the rules read them: that brings them from
    /// memory in their order.
    #[inline]
    fn run_of<I, O: OffsetSizeTrait>(
        &self,
        array: &'b GenericStringArray<O>,
        rows: Range<usize>,
        field: &'static Field,
        items: &mut [I],
        place: impl Place<'b, I, Option<&'b str>>,
        to: &mut Notes,
    ) {
        if self.nulls.is_some_and(|nulls| !any_valid(nulls, &rows)) {
            return;
        }
        let longest = if is_clean(bytes_of(array, rows.clone()), field) { self.longest } else { 0 };
        each(rows, self.nulls, items, place, |row| checked(array.value(row), longest, field, Path::ROOT, to));
    }
}

/// A text that was looked at, or `None` after a fault; one of up to `longest` bytes needs no further look.
#[inline]
fn checked<'b>(
    text: &'b str,
    longest: usize,
    field: &'static Field,
    path: Path<'_>,
    to: &mut Notes,
) -> Option<&'b str> {
    if text.len().wrapping_sub(1) < longest { Some(text) } else { looked_at(text, field, path, to) }
}

impl ColumnValue for String {
    type Column<'b> = TextColumn<'b>;

    fn bind<'b>(
        array: &'b dyn Array,
        rows: Range<usize>,
        field: &'static Field,
        to: &mut Binding,
    ) -> Result<TextColumn<'b>> {
        let texts = Texts::of(array, TEXTS, to)?;
        let limit = if field.is_long { to.limits.long_text } else { to.limits.text };
        let longest = if field.is_employee_no { limit.min(USUAL) } else { limit };
        let known = if texts.is_clean_dictionary(rows.len(), field) { longest } else { 0 };
        Ok(TextColumn { longest, known, nulls: nulls_of(array), texts })
    }

    #[inline]
    fn lend<'b: 'b>(
        column: &TextColumn<'b>,
        row: usize,
        _: u32,
        field: &'static Field,
        path: Path<'_>,
        to: &mut Notes,
    ) -> Option<&'b str> {
        checked(column.texts.get(row)?, column.known, field, path, to)
    }

    #[inline]
    fn run<'b: 'b, I>(
        column: &TextColumn<'b>,
        rows: Range<usize>,
        field: &'static Field,
        items: &mut [I],
        place: impl Place<'b, I, Option<&'b str>>,
        to: &mut Notes,
    ) {
        match &column.texts {
            Texts::Small(array) => column.run_of(array, rows, field, items, place, to),
            Texts::Large(array) => column.run_of(array, rows, field, items, place, to),
            _ => each(rows, None, items, place, |row| Self::lend(column, row, 0, field, Path::ROOT, to)),
        }
    }
}

/// A text that is empty, long, or stands among texts of which one has something odd: looked at as the reader of JSON does.
#[inline(never)]
fn looked_at<'b>(text: &'b str, field: &'static Field, path: Path<'_>, to: &mut Notes) -> Option<&'b str> {
    if field.is_employee_no {
        to.spared.unusual_number |= !is_usual_number(text);
    }
    let limit = if field.is_long { to.limits.long_text } else { to.limits.text };
    if text.len() <= limit && is_plain(text.as_bytes(), field.is_long) {
        return Some(text);
    }
    doubtful(text, field, path, to)
}

/// A long text, or one with a control character: looked at as the reader of JSON does.
#[cold]
fn doubtful<'b>(text: &'b str, field: &'static Field, path: Path<'_>, to: &mut Notes) -> Option<&'b str> {
    match text_error(text, field.is_long, to.limits) {
        Some(error) => {
            to.fault(error, path);
            None
        }
        None => Some(text),
    }
}

/// Notes the error of a value.
#[cold]
pub(super) fn refused<T>(error: Error, path: Path<'_>, to: &mut Notes) -> Option<T> {
    to.fault(error, path);
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json::Limits;

    /// What a column of employee numbers is not asked for is what the policy's usual form holds.
    #[test]
    fn usual_bytes_and_lengths_are_usual_numbers() {
        for code in 0..0x100 {
            let text = char::from_u32(code).unwrap().to_string();
            assert_eq!(is_usual(text.as_bytes()), is_usual_number(&text), "{code}");
        }
        for length in [0, 1, USUAL, USUAL + 1, 200] {
            let text = "E".repeat(length);
            assert_eq!(text.len().wrapping_sub(1) < USUAL, is_usual_number(&text), "{length}");
        }
    }

    /// The look at a whole buffer refuses exactly what the look at one text refuses.
    #[test]
    fn plain_is_what_the_reader_of_json_takes() {
        let limits = Limits::default();
        for code in (0..0x250).chain([0x2028, 0x4E2D, 0x1F600]) {
            let Some(c) = char::from_u32(code) else { continue };
            for text in [format!("{c}"), format!("安全{c}x"), format!("{}{c}{}", "a".repeat(63), "b".repeat(90))] {
                for long in [false, true] {
                    let taken = text_error(&text, long, limits).is_none();
                    assert_eq!(is_plain(text.as_bytes(), long), taken, "U+{code:04X} {long}");
                }
            }
        }
    }
}
