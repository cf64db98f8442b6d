//! Lists: of whatever Arrow layout, item by item.

use std::ops::Range;

use arrow_array::cast::AsArray as _;
use arrow_array::{Array, OffsetSizeTrait};
use arrow_buffer::NullBuffer;
use arrow_schema::DataType;

use super::bind::{self, Binding, wrong_type};
use super::{ColumnValue, Notes, nulls_of};
use crate::error::{Error, ErrorCode, Result};
use crate::record::fact::Path;
use crate::record::field::Field;

const LISTS: &str = "List, LargeList, FixedSizeList, ListView or LargeListView";

/// Where the items of a row stand.
#[derive(Debug)]
enum Ranges<'b> {
    Small(&'b [i32]),
    Large(&'b [i64]),
    Fixed(usize),
    SmallViews(&'b [i32], &'b [i32]),
    LargeViews(&'b [i64], &'b [i64]),
}

/// A list of values.
pub(crate) struct ListColumn<'b, T: ColumnValue> {
    ranges: Ranges<'b>,
    nulls: Option<&'b NullBuffer>,
    /// `None` where no item has a value.
    items: Option<T::Column<'b>>,
}

/// The column of a list.
///
/// # Errors
/// A column of another type, with its place.
pub(super) fn bind<'b, T: ColumnValue>(
    array: &'b dyn Array,
    rows: Range<usize>,
    field: &'static Field,
    to: &mut Binding,
) -> Result<Option<ListColumn<'b, T>>> {
    if *array.data_type() == DataType::Null {
        return Ok(None);
    }
    let Some((ranges, values)) = parts(array) else {
        return Err(wrong_type(array.data_type(), LISTS, &to.place()));
    };
    let used = ranges.used(&rows, values.len());
    let items = to.within("*", |to| bind::some_of::<T>(values, used, field, to))?;
    if bind::is_empty(array, &rows) {
        return Ok(None);
    }
    Ok(Some(ListColumn { ranges, nulls: nulls_of(array), items }))
}

fn parts(array: &dyn Array) -> Option<(Ranges<'_>, &dyn Array)> {
    Some(match array.data_type() {
        DataType::List(_) => {
            let list = array.as_list_opt::<i32>()?;
            (Ranges::Small(list.value_offsets()), list.values().as_ref())
        }
        DataType::LargeList(_) => {
            let list = array.as_list_opt::<i64>()?;
            (Ranges::Large(list.value_offsets()), list.values().as_ref())
        }
        DataType::FixedSizeList(_, size) => {
            let list = array.as_fixed_size_list_opt()?;
            (Ranges::Fixed(usize::try_from(*size).ok()?), list.values().as_ref())
        }
        DataType::ListView(_) => {
            let list = array.as_list_view_opt::<i32>()?;
            (Ranges::SmallViews(list.value_offsets(), list.value_sizes()), list.values().as_ref())
        }
        DataType::LargeListView(_) => {
            let list = array.as_list_view_opt::<i64>()?;
            (Ranges::LargeViews(list.value_offsets(), list.value_sizes()), list.values().as_ref())
        }
        _ => return None,
    })
}

fn between<O: OffsetSizeTrait>(offsets: &[O], row: usize) -> Option<Range<usize>> {
    Some(offsets.get(row)?.as_usize()..offsets.get(row + 1)?.as_usize())
}

fn view<O: OffsetSizeTrait>(offsets: &[O], sizes: &[O], row: usize) -> Option<Range<usize>> {
    let from = offsets.get(row)?.as_usize();
    Some(from..from.checked_add(sizes.get(row)?.as_usize())?)
}

impl Ranges<'_> {
    /// The items of a row.
    #[inline]
    fn of(&self, row: usize) -> Range<usize> {
        match self {
            Ranges::Small(offsets) => between(offsets, row),
            Ranges::Large(offsets) => between(offsets, row),
            Ranges::Fixed(size) => Some(row * size..(row + 1) * size),
            Ranges::SmallViews(offsets, sizes) => view(offsets, sizes, row),
            Ranges::LargeViews(offsets, sizes) => view(offsets, sizes, row),
        }
        .unwrap_or(0..0)
    }

    /// The items that some rows use: a slice of a large list looks only at its own.
    fn used(&self, rows: &Range<usize>, items: usize) -> Range<usize> {
        let used = match self {
            _ if rows.is_empty() => 0..0,
            Ranges::SmallViews(..) | Ranges::LargeViews(..) => 0..items,
            _ => self.of(rows.start).start..self.of(rows.end - 1).end,
        };
        used.start.min(items)..used.end.min(items)
    }
}

impl<'b, T: ColumnValue> ListColumn<'b, T> {
    /// Lends the items of a row into a list, which is empty; one in which a fault was noted is not among them.
    pub(super) fn lend(
        &self,
        row: usize,
        field: &'static Field,
        path: Path<'_>,
        items: &mut Vec<T::View<'b>>,
        to: &mut Notes,
    ) {
        if self.nulls.is_some_and(|nulls| nulls.is_null(row)) {
            return;
        }
        let range = self.ranges.of(row);
        if range.is_empty() {
            return;
        }
        if range.len() > to.limits.list {
            return to.stop(range.len(), "no more items than the limit", path);
        }
        items.reserve_exact(range.len());
        let before = to.mark();
        let is_whole = self.items.as_ref().is_some_and(|column| T::list(column, range.clone(), field, items, to));
        if !is_whole || !to.is_as(before) {
            to.back(before);
            items.clear();
            self.one_by_one(range, field, path, items, to);
        }
    }

    /// The items row by row, with the places of what is wrong.
    #[cold]
    fn one_by_one(
        &self,
        range: Range<usize>,
        field: &'static Field,
        path: Path<'_>,
        items: &mut Vec<T::View<'b>>,
        to: &mut Notes,
    ) {
        for (at, row) in (0..).zip(range) {
            let place = path.item(at);
            let loose = to.loose;
            let item = self.items.as_ref().and_then(|items| T::lend(items, row, at, field, place, to));
            match item {
                Some(item) if to.loose == loose => items.push(item),
                None if to.loose == loose => to.fault(Error::new(ErrorCode::Type, "null", "an item"), place),
                _ => {}
            }
            // The item is out: what surrounds the list stays.
            to.loose = loose;
            if to.stop.is_some() {
                break;
            }
        }
    }
}
