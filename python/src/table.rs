//! A table that goes out: batches that are shared, never copied, with every stream that is asked for.

use anxun::error::{Error, ErrorCode};
use anxun::value::{CHINA, date_text, stamp_text};
use anxun_arrow::CStream;
use arrow_array::cast::AsArray;
use arrow_array::types::{Date32Type, TimestampMicrosecondType, UInt32Type, UInt64Type};
use arrow_array::{Array, RecordBatch};
use arrow_schema::{DataType, SchemaRef, TimeUnit};
use pyo3::prelude::*;
use serde_json::Value;

use crate::columns::{given_schema, given_stream};
use crate::door::{ask, json};

/// Handle of a table.
#[pyclass(frozen, module = "anxun._anxun")]
pub(crate) struct Table {
    schema: SchemaRef,
    batches: Vec<RecordBatch>,
}

impl Table {
    pub(crate) fn new(schema: SchemaRef, batches: Vec<RecordBatch>) -> Self {
        Table { schema, batches }
    }
}

#[pymethods]
impl Table {
    /// The table as a stream, as often as it is asked for.
    fn stream<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        given_stream(py, CStream::of(SchemaRef::clone(&self.schema), self.batches.clone()))
    }

    /// Its schema.
    fn schema<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        given_schema(py, &self.schema)
    }

    /// How many rows it has.
    fn count(&self) -> usize {
        self.batches.iter().map(RecordBatch::num_rows).sum()
    }

    /// Names of the columns, and what their texts in JSON stand for: a stamp, a date, or nothing else.
    fn columns(&self) -> Vec<(String, &'static str)> {
        let stands_for = |ty: &DataType| match ty {
            DataType::Timestamp(..) => "stamp",
            DataType::Date32 => "date",
            _ => "",
        };
        self.schema.fields().iter().map(|field| (field.name().clone(), stands_for(field.data_type()))).collect()
    }

    /// A stretch of its rows, as a list of lists in JSON.
    fn rows(&self, py: Python<'_>, start: usize, count: usize) -> PyResult<String> {
        ask(py, || {
            let mut rows = Vec::with_capacity(count.min(self.count()));
            let mut passed = 0;
            for batch in &self.batches {
                let from = start.saturating_sub(passed).min(batch.num_rows());
                let to = start.saturating_add(count).saturating_sub(passed).min(batch.num_rows());
                for row in from..to {
                    rows.push(batch.columns().iter().map(|column| cell(column, row)).collect::<Result<Vec<_>, _>>()?);
                }
                passed += batch.num_rows();
            }
            json(&rows)
        })
    }

    /// This table and others of the same schema as one; nothing is copied.
    fn with_(&self, others: Vec<PyRef<'_, Table>>) -> Self {
        let more = others.iter().flat_map(|table| table.batches.iter().cloned());
        Table::new(SchemaRef::clone(&self.schema), self.batches.iter().cloned().chain(more).collect())
    }
}

/// A cell as JSON.
fn cell(column: &dyn Array, row: usize) -> Result<Value, Error> {
    if column.is_null(row) {
        return Ok(Value::Null);
    }
    Ok(match column.data_type() {
        DataType::Utf8 => column.as_string::<i32>().value(row).into(),
        DataType::Boolean => column.as_boolean().value(row).into(),
        DataType::UInt32 => column.as_primitive::<UInt32Type>().value(row).into(),
        DataType::UInt64 => column.as_primitive::<UInt64Type>().value(row).into(),
        DataType::Date32 => {
            let days = column.as_primitive::<Date32Type>().value(row);
            Date32Type::to_naive_date_opt(days).map(date_text).map_or(Value::Null, Value::from)
        }
        DataType::Timestamp(TimeUnit::Microsecond, Some(_)) => {
            let micros = column.as_primitive::<TimestampMicrosecondType>().value(row);
            chrono::DateTime::from_timestamp_micros(micros)
                .map(|stamp| stamp_text(stamp.with_timezone(&CHINA)))
                .map_or(Value::Null, Value::from)
        }
        DataType::List(_) => {
            let items = column.as_list::<i32>().value(row);
            (0..items.len()).map(|item| cell(&items, item)).collect::<Result<Vec<_>, _>>()?.into()
        }
        other => return Err(Error::new(ErrorCode::Type, other.to_string(), "a type of the tables")),
    })
}
