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
use arrow_buffer::NullBuffer;
use chrono::{DateTime, NaiveDate};

use super::fact::{Fact, Path, Value};
use super::field::Field;
use super::read::hide;
use crate::error::{Error, ErrorCode, Fault};
use crate::json::{Limits, Seen};
use crate::value::CHINA;

/// A kind of value as a column.
pub(crate) trait ColumnValue: Value + 'static {
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

    /// Lends the values of a run of rows into their places, column by column: one look at the column for all of them.
    /// Whoever asks looks whether a fault was noted, and if so asks row by row, for the places of the faults.
    #[inline]
    fn run<'b: 'b, I>(
        column: &Self::Column<'b>,
        rows: Range<usize>,
        field: &'static Field,
        items: &mut [I],
        place: impl Place<'b, I, Option<Self::View<'b>>>,
        to: &mut Notes,
    ) {
        each(rows, None, items, place, |row| Self::lend(column, row, 0, field, Path::ROOT, to));
    }

    /// Lends a run of rows as the items of a list, which is empty; `false` where one is null.
    #[inline]
    fn list<'b: 'b>(
        column: &Self::Column<'b>,
        rows: Range<usize>,
        field: &'static Field,
        items: &mut Vec<Self::View<'b>>,
        to: &mut Notes,
    ) -> bool {
        let count = rows.len();
        items.extend((0..).zip(rows).map_while(|(at, row)| Self::lend(column, row, at, field, Path::ROOT, to)));
        items.len() == count
    }
}

/// An object as a column.
pub(crate) trait ColumnObject: ColumnValue {
    /// Lends the objects of a run of rows into views that were cleared; `false` where one is null.
    fn fill<'b: 'b, I>(
        column: &Self::Column<'b>,
        rows: Range<usize>,
        items: &mut [I],
        view: impl Place<'b, I, Self::View<'b>>,
        to: &mut Notes,
    ) -> bool;

    /// Empties a view; its lists keep their room.
    fn clear(view: &mut Self::View<'_>);
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

    /// As [`ColumnValue::run`].
    fn run<'b: 'b, I>(
        column: &Self::Column<'b>,
        rows: Range<usize>,
        field: &'static Field,
        items: &mut [I],
        place: impl Place<'b, I, Self::View<'b>>,
        to: &mut Notes,
    );

    /// Empties the fact; a list keeps its room.
    fn clear(view: &mut Self::View<'_>);
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

    #[inline]
    fn run<'b: 'b, I>(
        column: &Self::Column<'b>,
        rows: Range<usize>,
        field: &'static Field,
        items: &mut [I],
        place: impl Place<'b, I, Self::View<'b>>,
        to: &mut Notes,
    ) {
        if let Some(column) = column {
            T::run(column, rows, field, items, place, to);
        }
    }

    #[inline]
    fn clear(view: &mut Self::View<'_>) {
        *view = None;
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
        let mut items = Vec::new();
        if let Some(column) = column {
            column.lend(row, field, path, &mut items, to);
        }
        items
    }

    #[inline]
    fn run<'b: 'b, I>(
        column: &Self::Column<'b>,
        rows: Range<usize>,
        field: &'static Field,
        items: &mut [I],
        place: impl Place<'b, I, Self::View<'b>>,
        to: &mut Notes,
    ) {
        let Some(column) = column else { return };
        for (at, item) in items.iter_mut().enumerate() {
            let row = rows.start + at;
            if let Some(place) = place.of(item) {
                column.lend(row, field, Path::ROOT, place, to);
            }
        }
    }

    fn clear(view: &mut Self::View<'_>) {
        view.clear();
    }
}

/// Fills the places of a run, but those of nulls.
#[inline]
pub(super) fn each<'b, I, V: 'b>(
    rows: Range<usize>,
    nulls: Option<&NullBuffer>,
    items: &mut [I],
    place: impl Place<'b, I, Option<V>>,
    mut value: impl FnMut(usize) -> Option<V>,
) {
    match nulls {
        None => {
            for (row, item) in (rows.start..).zip(items) {
                if let Some(place) = place.of(item) {
                    *place = value(row);
                }
            }
        }
        Some(nulls) if !any_valid(nulls, &rows) => {}
        Some(nulls) => {
            for (row, item) in (rows.start..).zip(items) {
                if let (false, Some(place)) = (nulls.is_null(row), place.of(item)) {
                    *place = value(row);
                }
            }
        }
    }
}

/// Whether any of some rows has a value: most columns of rare facts have none among the items of one list.
#[inline]
fn any_valid(nulls: &NullBuffer, rows: &Range<usize>) -> bool {
    if rows.is_empty() {
        return false;
    }
    let (from, to) = (nulls.offset() + rows.start, nulls.offset() + rows.end);
    let (first, last) = (from / 8, to.div_ceil(8));
    let Some(bytes) = nulls.validity().get(first..last) else { return true };
    match bytes {
        [] => false,
        // Within one byte the rows before and behind are masked together.
        [one] => (one >> (from % 8)) & (0xFF >> (8 - (to - from))) != 0,
        [head, middle @ .., tail] => {
            let behind = (8 - to % 8) % 8;
            head >> (from % 8) != 0 || middle.iter().any(|byte| *byte != 0) || tail << behind != 0
        }
    }
}

/// The validity of a column, where it holds a null.
pub(super) fn nulls_of(array: &dyn Array) -> Option<&NullBuffer> {
    array.nulls().filter(|nulls| nulls.null_count() > 0)
}

/// Where a value belongs in an item: the way from the item of a list down to one of its fields.
pub(crate) trait Place<'b, I, V>: Copy {
    /// The place; `None` where an object on the way is absent.
    fn of<'x>(self, item: &'x mut I) -> Option<&'x mut V>
    where
        'b: 'x;
}

/// The item itself.
#[derive(Clone, Copy)]
pub(super) struct Whole;

impl<'b, V> Place<'b, V, V> for Whole {
    #[inline]
    fn of<'x>(self, item: &'x mut V) -> Option<&'x mut V>
    where
        'b: 'x,
    {
        Some(item)
    }
}

/// The object where it is there.
#[derive(Clone, Copy)]
pub(super) struct Within<P>(pub(super) P);

impl<'b, I, V: 'b, P: Place<'b, I, Option<V>>> Place<'b, I, V> for Within<P> {
    #[inline]
    fn of<'x>(self, item: &'x mut I) -> Option<&'x mut V>
    where
        'b: 'x,
    {
        self.0.of(item)?.as_mut()
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
    spared: Spared,
    /// Days of stamps in UTC by their numbers from 1970-01-01, each at the end of its number.
    days: [(i64, NaiveDate); DAYS],
}

/// How many days are kept.
const DAYS: usize = 32;

/// What spares a further look at all values together.
#[derive(Clone, Copy, Debug)]
struct Spared {
    /// The latest stamp of something done, in seconds from 1970.
    latest: i64,
    /// Whether an employee number has another form than the usual.
    unusual_number: bool,
}

impl Spared {
    const NOTHING: Spared = Spared { latest: i64::MIN, unusual_number: false };
}

impl Notes {
    fn new(limits: Limits) -> Self {
        Notes {
            limits,
            faults: vec![],
            loose: 0,
            stop: None,
            spared: Spared::NOTHING,
            days: [(0, NaiveDate::MIN); DAYS],
        }
    }

    /// What a further look at all values together needs to know, as the reader of JSON tells it.
    fn seen(&self) -> Seen {
        let latest = DateTime::from_timestamp(self.spared.latest, 0).map(|latest| latest.with_timezone(&CHINA));
        Seen { latest, unusual_number: self.spared.unusual_number }
    }

    /// How many faults there are, loose ones apart.
    fn mark(&self) -> (usize, usize) {
        (self.faults.len(), self.loose)
    }

    /// Whether nothing was noted since.
    fn is_as(&self, mark: (usize, usize)) -> bool {
        self.faults.len() == mark.0 && self.stop.is_none()
    }

    /// Takes back what was noted since.
    fn back(&mut self, mark: (usize, usize)) {
        self.faults.truncate(mark.0);
        self.loose = mark.1;
        self.stop = None;
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_value_among_some_rows_is_seen() {
        let bits: Vec<bool> = (0..40).map(|at| [3, 4, 17, 31].contains(&at)).collect();
        let whole = NullBuffer::from(bits.clone());
        for offset in [0, 1, 7, 9] {
            let nulls = whole.slice(offset, 40 - offset);
            for from in 0..40 - offset {
                for to in from..=40 - offset {
                    let expected = bits[offset + from..offset + to].iter().any(|bit| *bit);
                    assert_eq!(any_valid(&nulls, &(from..to)), expected, "{offset}: {from}..{to}");
                }
            }
        }
    }
}
