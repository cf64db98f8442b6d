//! Values that are written as texts: dates, times, stamps, codes. A dictionary's values are read once a batch, a value that
//! stands as it stood before is not read again.

use std::cell::Cell;
use std::ops::Range;

use super::bind::Binding;
use super::text::{Texts, refused};
use super::{Notes, Place, each, nulls_of};
use crate::error::Result;
use crate::record::fact::Path;
use crate::record::field::Field;
use arrow_array::Array;
use arrow_buffer::NullBuffer;

/// A value that is written as a text.
pub(crate) trait FromText: Copy {
    /// Reads it.
    ///
    /// # Errors
    /// Why the text is none, with nothing of a person in it.
    fn from_text(text: &str, field: &'static Field) -> Result<Self>;
}

/// Whether two short texts are the same, without a call where sixteen bytes say it.
#[inline]
fn is_same(one: &str, other: &str) -> bool {
    let (one, other) = (one.as_bytes(), other.as_bytes());
    one.len() == other.len()
        && match (one.first_chunk::<8>(), one.last_chunk::<8>()) {
            (Some(first), Some(last)) if one.len() <= 16 => {
                other.first_chunk() == Some(first) && other.last_chunk() == Some(last)
            }
            _ => one == other,
        }
}

/// A column of such values.
pub(crate) struct ParsedColumn<'b, T> {
    texts: Texts<'b>,
    nulls: Option<&'b NullBuffer>,
    /// The values of a dictionary that is not larger than the batch; a faulty one is `None` and read again for its error.
    read: Option<Vec<Option<T>>>,
    last: Cell<Option<(&'b str, T)>>,
}

impl<'b, T: FromText> ParsedColumn<'b, T> {
    pub(in crate::record) fn of(
        array: &'b dyn Array,
        rows: usize,
        field: &'static Field,
        expected: &str,
        to: &Binding,
    ) -> Result<Self> {
        let texts = Texts::of(array, expected, to)?;
        let read = match &texts {
            Texts::Keyed(_, values) if values.len() <= rows => {
                Some((0..values.len()).map(|at| T::from_text(values.get(at)?, field).ok()).collect())
            }
            _ => None,
        };
        Ok(ParsedColumn { texts, nulls: nulls_of(array), read, last: Cell::new(None) })
    }

    #[inline]
    pub(in crate::record) fn get(
        &self,
        row: usize,
        field: &'static Field,
        path: Path<'_>,
        to: &mut Notes,
    ) -> Option<T> {
        if let (Some(read), Texts::Keyed(keys, _)) = (&self.read, &self.texts) {
            return match read.get(keys.get(row)?) {
                Some(Some(value)) => Some(*value),
                _ => self.parse(self.texts.get(row)?, field, path, to),
            };
        }
        let text = self.texts.get(row)?;
        match self.last.get() {
            Some((last, value)) if is_same(last, text) => Some(value),
            _ => self.parse(text, field, path, to),
        }
    }

    /// As [`get`](Self::get) for a run of rows.
    pub(in crate::record) fn run<I>(
        &self,
        rows: Range<usize>,
        field: &'static Field,
        items: &mut [I],
        place: impl Place<'b, I, Option<T>>,
        to: &mut Notes,
    ) where
        T: 'b,
    {
        let Texts::Small(array) = &self.texts else {
            return each(rows, None, items, place, |row| self.get(row, field, Path::ROOT, to));
        };
        let mut last = self.last.get();
        each(rows, self.nulls, items, place, |row| {
            let text = array.value(row);
            match last {
                Some((known, value)) if is_same(known, text) => Some(value),
                _ => {
                    let value = self.parse(text, field, Path::ROOT, to)?;
                    last = Some((text, value));
                    Some(value)
                }
            }
        });
    }

    fn parse(&self, text: &'b str, field: &'static Field, path: Path<'_>, to: &mut Notes) -> Option<T> {
        match T::from_text(text, field) {
            Ok(value) => {
                self.last.set(Some((text, value)));
                Some(value)
            }
            Err(error) => refused(error, path, to),
        }
    }
}
