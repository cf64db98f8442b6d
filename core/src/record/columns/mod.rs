//! The record's fields as Arrow columns: found by name and typed once a batch, then lent row by row.
//!
//! Every kind of value has its column ([`ColumnValue`]), every field one that may be absent ([`ColumnFact`]); the objects'
//! columns come from the one declaration. A row lends the same view as a line of JSON, with texts that stand in the
//! caller's buffers. What columns give that lines do not is taken here: a column without a value is skipped whole, the
//! texts of a batch are looked at for control characters in one go, a dictionary's codes and dates are read once.
//!
//! Uses `error`, `value`, `json` (its limits), `vocab`. Source: input rules; C-48 to C-50.

mod bind;
mod code;
mod keys;
mod list;
mod moment;
mod number;
mod object;
mod parsed;
mod records;
mod text;

pub(crate) use bind::type_shown;
pub(super) use bind::{Binding, Bound};
pub(super) use code::{code_columns, code_from_text};
pub(super) use object::{object_columns, struct_of};
pub(super) use parsed::{FromText, ParsedColumn};
pub use records::Records;
pub(super) use text::TEXTS;

use std::ops::Range;

use arrow_array::Array;
use chrono::DateTime;

use super::fact::{Fact, Path, Value};
use super::field::Field;
use super::read::hide;
use crate::error::{Error, ErrorCode, Fault};
use crate::json::{Limits, Seen};
use crate::value::CHINA;

/// A kind of value as a column.
pub(crate) trait ColumnValue: Value {
    /// The column, typed.
    type Column<'b>;

    /// Types the column; `rows` are those that will be asked for.
    ///
    /// # Errors
    /// A column of another type, with its place.
    fn bind<'b>(
        array: &'b dyn Array,
        rows: Range<usize>,
        field: &'static Field,
        to: &mut Binding,
    ) -> Result<Self::Column<'b>, Error>;

    /// Lends the value of a row; `None` where there is none, and after a fault that was noted. `at` is its place in a list.
    fn lend<'b: 'b>(
        column: &Self::Column<'b>,
        row: usize,
        at: u32,
        field: &'static Field,
        path: Path<'_>,
        to: &mut Notes,
    ) -> Option<Self::View<'b>>;
}

/// What a field holds as a column: `None` where the batch has none, or one without a value.
pub(crate) trait ColumnFact: Fact {
    /// The column, typed.
    type Column<'b>: Default;

    /// As [`ColumnValue::bind`].
    ///
    /// # Errors
    /// As [`ColumnValue::bind`].
    fn bind<'b>(
        array: &'b dyn Array,
        rows: Range<usize>,
        field: &'static Field,
        to: &mut Binding,
    ) -> Result<Self::Column<'b>, Error>;

    /// Lends the fact of a row.
    fn lend<'b: 'b>(
        column: &Self::Column<'b>,
        row: usize,
        field: &'static Field,
        path: Path<'_>,
        to: &mut Notes,
    ) -> Self::View<'b>;
}

impl<T: ColumnValue> ColumnFact for Option<T> {
    type Column<'b> = Option<T::Column<'b>>;

    fn bind<'b>(
        array: &'b dyn Array,
        rows: Range<usize>,
        field: &'static Field,
        to: &mut Binding,
    ) -> Result<Self::Column<'b>, Error> {
        bind::some_of::<T>(array, rows, field, to)
    }

    #[inline]
    fn lend<'b: 'b>(
        column: &Self::Column<'b>,
        row: usize,
        field: &'static Field,
        path: Path<'_>,
        to: &mut Notes,
    ) -> Self::View<'b> {
        column.as_ref().and_then(|column| T::lend(column, row, 0, field, path, to))
    }
}

impl<T: ColumnValue> ColumnFact for Vec<T> {
    type Column<'b> = Option<list::ListColumn<'b, T>>;

    fn bind<'b>(
        array: &'b dyn Array,
        rows: Range<usize>,
        field: &'static Field,
        to: &mut Binding,
    ) -> Result<Self::Column<'b>, Error> {
        list::bind(array, rows, field, to)
    }

    #[inline]
    fn lend<'b: 'b>(
        column: &Self::Column<'b>,
        row: usize,
        field: &'static Field,
        path: Path<'_>,
        to: &mut Notes,
    ) -> Self::View<'b> {
        column.as_ref().map(|column| column.lend(row, field, path, to)).unwrap_or_default()
    }
}

/// What is noted while a row is lent.
#[derive(Debug)]
pub(crate) struct Notes {
    limits: Limits,
    faults: Vec<Fault>,
    /// Faults that no list item has absorbed.
    loose: usize,
    /// Why the row is not lent on: it passes a limit of size.
    stop: Option<Error>,
    /// The latest stamp of something done, in seconds from 1970.
    latest: i64,
    /// Whether an employee number has another form than the usual.
    unusual_number: bool,
}

impl Notes {
    fn new(limits: Limits) -> Self {
        Notes { limits, faults: vec![], loose: 0, stop: None, latest: i64::MIN, unusual_number: false }
    }

    /// What a further look at all values together needs to know, as the reader of JSON tells it.
    fn seen(&self) -> Seen {
        let latest = DateTime::from_timestamp(self.latest, 0).map(|latest| latest.with_timezone(&CHINA));
        Seen { latest, unusual_number: self.unusual_number }
    }

    /// Notes a fault, with nothing of a person in it.
    #[cold]
    fn fault(&mut self, error: Error, path: Path<'_>) {
        self.loose += 1;
        self.faults.push(hide(error.at(path.pointer())));
        if self.faults.len() > self.limits.faults {
            self.stop(self.faults.len(), "no more faults than the limit", path);
        }
    }

    /// Ends the row: it passes a limit.
    #[cold]
    fn stop(&mut self, found: usize, expected: &'static str, path: Path<'_>) {
        let error = || Error::new(ErrorCode::Limit, found.to_string(), expected).at(path.pointer());
        self.stop.get_or_insert_with(error);
    }
}
