//! Objects: a struct column with a typed column for each declared field.

/// Makes an object of the record a column, from its declaration.
macro_rules! object_columns {
    ($name:ident $view:ident { $($field:ident: $type:ty;)* }) => {
        const _: () = {
            use $crate::record::columns::{Binding, ColumnFact, ColumnObject, ColumnValue, Notes, Place, Whole, Within};
            use $crate::record::fact::Fact;

            /// The columns of an object.
            pub(crate) struct Columns<'b> {
                nulls: Option<&'b arrow_buffer::NullBuffer>,
                $($field: <$type as ColumnFact>::Column<'b>,)*
            }

            /// Lends the fields of a run of rows, field by field.
            #[inline]
            fn fields<'b, I>(
                columns: &Columns<'b>,
                rows: std::ops::Range<usize>,
                items: &mut [I],
                view: impl Place<'b, I, $view<'b>>,
                to: &mut Notes,
            ) {
                $({
                    /// The way to this field.
                    #[derive(Clone, Copy)]
                    struct At<P>(P);

                    impl<'b, I, P: Place<'b, I, $view<'b>>> Place<'b, I, <$type as Fact>::View<'b>> for At<P> {
                        #[inline]
                        fn of<'x>(self, item: &'x mut I) -> Option<&'x mut <$type as Fact>::View<'b>>
                        where
                            'b: 'x,
                        {
                            self.0.of(item).map(|view| &mut view.$field)
                        }
                    }

                    <$type as ColumnFact>::run(
                        &columns.$field,
                        rows.clone(),
                        const { &$crate::record::declare::row_of($name::SHAPE.fields, stringify!($field)) },
                        items,
                        At(view),
                        to,
                    );
                })*
            }

            impl ColumnValue for $name {
                type Column<'b> = Box<Columns<'b>>;

                fn bind<'b>(
                    array: &'b dyn arrow_array::Array,
                    rows: std::ops::Range<usize>,
                    _: &'static $crate::record::field::Field,
                    to: &mut Binding,
                ) -> $crate::error::Result<Box<Columns<'b>>> {
                    let array = $crate::record::columns::struct_of(array, to)?;
                    let mut columns = Columns { nulls: $crate::record::columns::nulls_of(array), $($field: Default::default(),)* };
                    let mut found = to.children(array, &$name::SHAPE)?.into_iter();
                    $(if let Some(Some(column)) = found.next() {
                        columns.$field = to.within(stringify!($field), |to| <$type as ColumnFact>::bind(
                            column,
                            rows.clone(),
                            const { &$crate::record::declare::row_of($name::SHAPE.fields, stringify!($field)) },
                            to,
                        ))?;
                    })*
                    Ok(Box::new(columns))
                }

                fn lend<'b: 'b>(
                    columns: &Box<Columns<'b>>,
                    row: usize,
                    at: u32,
                    _: &'static $crate::record::field::Field,
                    path: $crate::record::fact::Path<'_>,
                    to: &mut Notes,
                ) -> Option<$view<'b>> {
                    if columns.nulls.is_some_and(|nulls| nulls.is_null(row)) {
                        return None;
                    }
                    Some($view {
                        index: at,
                        $($field: <$type as ColumnFact>::lend(
                            &columns.$field,
                            row,
                            const { &$crate::record::declare::row_of($name::SHAPE.fields, stringify!($field)) },
                            path.key(stringify!($field)),
                            to,
                        ),)*
                        lifetime: std::marker::PhantomData,
                    })
                }

                fn run<'b: 'b, I>(
                    columns: &Box<Columns<'b>>,
                    rows: std::ops::Range<usize>,
                    _: &'static $crate::record::field::Field,
                    items: &mut [I],
                    place: impl Place<'b, I, Option<$view<'b>>>,
                    to: &mut Notes,
                ) {
                    let mut any = false;
                    $crate::record::columns::each(rows.clone(), columns.nulls, items, place, |_| {
                        any = true;
                        Some($view::default())
                    });
                    // Where none of them has the object, none has what is below it.
                    if !any {
                        return;
                    }
                    fields(columns, rows, items, Within(place), to);
                }

                fn list<'b: 'b>(
                    columns: &Box<Columns<'b>>,
                    rows: std::ops::Range<usize>,
                    _: &'static $crate::record::field::Field,
                    items: &mut Vec<$view<'b>>,
                    to: &mut Notes,
                ) -> bool {
                    items.extend((0..).zip(rows.clone()).map(|(at, _)| $view { index: at, ..Default::default() }));
                    Self::fill(columns, rows, items, Whole, to)
                }
            }

            impl ColumnObject for $name {
                fn fill<'b: 'b, I>(
                    columns: &Box<Columns<'b>>,
                    rows: std::ops::Range<usize>,
                    items: &mut [I],
                    view: impl Place<'b, I, $view<'b>>,
                    to: &mut Notes,
                ) -> bool {
                    if columns.nulls.is_some_and(|nulls| rows.clone().any(|row| nulls.is_null(row))) {
                        return false;
                    }
                    fields(columns, rows, items, view, to);
                    true
                }

                fn clear(view: &mut $view<'_>) {
                    $(<$type as ColumnFact>::clear(&mut view.$field);)*
                }
            }
        };
    };
}
pub(crate) use object_columns;

use arrow_array::{Array, StructArray};

use super::bind::{Binding, typed};
use crate::error::Result;

/// The struct that an object has to be.
pub(crate) fn struct_of<'b>(array: &'b dyn Array, to: &Binding) -> Result<&'b StructArray> {
    typed(array, "Struct", to)
}
