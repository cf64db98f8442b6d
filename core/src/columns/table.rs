//! Tables that are built row by row: each declared once, with its schema, its row and its builders.

use std::sync::Arc;

use arrow_array::builder::{
    ArrayBuilder, BooleanBuilder, Date32Builder, ListBuilder, StringBuilder, TimestampMicrosecondBuilder,
    UInt32Builder, UInt64Builder,
};
use arrow_array::types::Date32Type;
use arrow_array::{ArrayRef, RecordBatch};
use arrow_schema::{DataType, Field, TimeUnit};
use chrono::NaiveDate;

use super::schema::ZONE;
use crate::error::Result;
use crate::value::Stamp;

/// A kind of column.
pub(super) trait Kind {
    /// What a row holds.
    type Cell<'c>: Default;
    /// What builds the column.
    type Builder: ArrayBuilder;

    fn data_type() -> DataType;
    fn builder() -> Self::Builder;
    fn append(builder: &mut Self::Builder, cell: Self::Cell<'_>);
    fn finish(builder: &mut Self::Builder) -> ArrayRef {
        builder.finish()
    }
}

/// A text, or null.
pub(super) struct Text;
/// A number that is always there.
pub(super) struct Line;
/// A count, or null.
pub(super) struct Count;
/// A truth value, or null.
pub(super) struct Flag;
/// A stamp, or null.
pub(super) struct Time;
/// A day, or null.
pub(super) struct Day;
/// A list of codes, or null.
pub(super) struct Codes;

macro_rules! plain {
    ($($kind:ident, $cell:ty, $builder:ty, $type:expr;)*) => { $(
        impl Kind for $kind {
            type Cell<'c> = Option<$cell>;
            type Builder = $builder;

            fn data_type() -> DataType {
                $type
            }

            fn builder() -> $builder {
                <$builder>::new()
            }

            fn append(builder: &mut $builder, cell: Self::Cell<'_>) {
                builder.append_option(cell);
            }
        }
    )* };
}

plain! {
    Text, &'c str, StringBuilder, DataType::Utf8;
    Count, u32, UInt32Builder, DataType::UInt32;
    Flag, bool, BooleanBuilder, DataType::Boolean;
}

impl Kind for Line {
    type Cell<'c> = u64;
    type Builder = UInt64Builder;

    fn data_type() -> DataType {
        DataType::UInt64
    }

    fn builder() -> UInt64Builder {
        UInt64Builder::new()
    }

    fn append(builder: &mut UInt64Builder, cell: u64) {
        builder.append_value(cell);
    }
}

impl Kind for Time {
    type Cell<'c> = Option<Stamp>;
    type Builder = TimestampMicrosecondBuilder;

    fn data_type() -> DataType {
        DataType::Timestamp(TimeUnit::Microsecond, Some(ZONE.into()))
    }

    fn builder() -> TimestampMicrosecondBuilder {
        TimestampMicrosecondBuilder::new().with_timezone(ZONE)
    }

    fn append(builder: &mut TimestampMicrosecondBuilder, cell: Option<Stamp>) {
        builder.append_option(cell.map(|stamp| stamp.timestamp_micros()));
    }
}

impl Kind for Day {
    type Cell<'c> = Option<NaiveDate>;
    type Builder = Date32Builder;

    fn data_type() -> DataType {
        DataType::Date32
    }

    fn builder() -> Date32Builder {
        Date32Builder::new()
    }

    fn append(builder: &mut Date32Builder, cell: Option<NaiveDate>) {
        builder.append_option(cell.map(Date32Type::from_naive_date));
    }
}

impl Kind for Codes {
    type Cell<'c> = Option<Vec<&'static str>>;
    type Builder = ListBuilder<StringBuilder>;

    fn data_type() -> DataType {
        DataType::List(Arc::new(Field::new_list_field(DataType::Utf8, true)))
    }

    fn builder() -> ListBuilder<StringBuilder> {
        ListBuilder::new(StringBuilder::new())
    }

    fn append(builder: &mut ListBuilder<StringBuilder>, cell: Option<Vec<&'static str>>) {
        for code in cell.iter().flatten() {
            builder.values().append_value(code);
        }
        builder.append(cell.is_some());
    }
}

/// A table that is being built.
pub(super) trait Rows {
    /// The rows; what was built is empty again.
    fn finish(&mut self) -> Result<RecordBatch>;
}

/// A long table that is cut into batches while it is built.
pub(super) struct Batches<T> {
    table: T,
    most: usize,
    rows: usize,
    full: Vec<RecordBatch>,
}

impl<T: Rows> Batches<T> {
    /// Batches of at most so many rows.
    pub(super) fn new(table: T, most: usize) -> Self {
        Batches { table, most, rows: 0, full: Vec::new() }
    }

    /// Adds a row.
    pub(super) fn add(&mut self, row: impl FnOnce(&mut T)) -> Result<()> {
        row(&mut self.table);
        self.rows += 1;
        if self.rows == self.most {
            self.rows = 0;
            self.full.push(self.table.finish()?);
        }
        Ok(())
    }

    /// All batches; a table without a row has none.
    pub(super) fn finish(mut self) -> Result<Vec<RecordBatch>> {
        if self.rows > 0 {
            self.full.push(self.table.finish()?);
        }
        Ok(self.full)
    }
}

/// Declares a table: `Table Row { column: Kind "meaning"; … }`.
macro_rules! table {
    ($(#[doc = $doc:literal])* $table:ident $row:ident { $($column:ident: $kind:ident $meaning:literal;)* }) => {
        $(#[doc = $doc])*
        pub(super) struct $table { $($column: <$kind as Kind>::Builder,)* }

        /// One row.
        #[derive(Default)]
        pub(super) struct $row<'c> { $(pub(super) $column: <$kind as Kind>::Cell<'c>,)* pub(super) lifetime: PhantomData<&'c ()> }

        impl $table {
            pub(super) fn new() -> Self {
                $table { $($column: <$kind as Kind>::builder(),)* }
            }

            /// The schema, stable: columns are only ever added at the end.
            pub(super) fn schema() -> SchemaRef {
                SchemaRef::new(Schema::new(vec![$(
                    Field::new(stringify!($column), <$kind as Kind>::data_type(), true)
                        .with_metadata(HashMap::from([("anxun.doc".to_owned(), $meaning.to_owned())])),
                )*]))
            }

            pub(super) fn push(&mut self, row: $row<'_>) {
                $(<$kind as Kind>::append(&mut self.$column, row.$column);)*
            }

        }

        impl Rows for $table {
            fn finish(&mut self) -> Result<RecordBatch> {
                let columns = vec![$(<$kind as Kind>::finish(&mut self.$column),)*];
                RecordBatch::try_new($table::schema(), columns).map_err(|error| said(&error))
            }
        }
    };
}
pub(super) use table;
