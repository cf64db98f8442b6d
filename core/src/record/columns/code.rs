//! Codes of the trade's enumerations.

use crate::error::Result;
use crate::vocab::Code;

/// Reads a code.
pub(crate) fn code_from_text<C: Code>(text: &str) -> Result<C> {
    C::from_code(text).ok_or_else(|| crate::record::values::unknown_code::<C>(text))
}

/// Makes enumerations columns of the record.
macro_rules! code_columns {
    ($($type:ty)*) => { $(
        impl $crate::record::columns::FromText for $type {
            fn from_text(text: &str, _: &'static $crate::record::field::Field) -> $crate::error::Result<$type> {
                $crate::record::columns::code_from_text(text)
            }
        }

        impl $crate::record::columns::ColumnValue for $type {
            type Column<'b> = $crate::record::columns::ParsedColumn<'b, $type>;

            fn bind<'b>(
                array: &'b dyn arrow_array::Array,
                rows: std::ops::Range<usize>,
                field: &'static $crate::record::field::Field,
                to: &mut $crate::record::columns::Binding,
            ) -> $crate::error::Result<Self::Column<'b>> {
                $crate::record::columns::ParsedColumn::of(array, rows.len(), field, $crate::record::columns::TEXTS, to)
            }

            #[inline]
            fn lend<'b: 'b>(
                column: &Self::Column<'b>,
                row: usize,
                _: u32,
                field: &'static $crate::record::field::Field,
                path: $crate::record::fact::Path<'_>,
                to: &mut $crate::record::columns::Notes,
            ) -> Option<$type> {
                column.get(row, field, path, to)
            }

            #[inline]
            fn run<'b: 'b, I>(
                column: &Self::Column<'b>,
                rows: std::ops::Range<usize>,
                field: &'static $crate::record::field::Field,
                items: &mut [I],
                place: impl $crate::record::columns::Place<'b, I, Option<$type>>,
                to: &mut $crate::record::columns::Notes,
            ) {
                column.run(rows, field, items, place, to);
            }
        }
    )* };
}
pub(crate) use code_columns;
