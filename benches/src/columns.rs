//! Records as Arrow batches: what a warehouse would hold, made from the same JSON by the field table.
//!
//! In two forms: as the documented schema has it, or with every date, time, stamp and decimal as the text that stands in the
//! JSON, so that a faulty one can be told too.

use std::sync::Arc;

use anxun::record::{Shape, TrainingRecord, Type};
use anxun::value::{CHINA, Stamp, parse_date, parse_decimal, parse_stamp, parse_time, stamp_text};
use arrow_array::builder::{Decimal128Builder, TimestampMicrosecondBuilder};
use arrow_array::{
    ArrayRef, BooleanArray, Date32Array, Int64Array, ListArray, RecordBatch, StringArray, StructArray,
    Time32SecondArray, UInt32Array,
};
use arrow_buffer::{NullBuffer, OffsetBuffer};
use arrow_schema::{Field, Fields};
use chrono::{NaiveTime, Timelike};
use serde_json::Value;

/// How values are held.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// The types of the documented schema.
    Documented,
    /// Dates, times, stamps and decimals as texts, counts as 64 bits.
    Texts,
}

/// The records as one batch with every column of the record.
///
/// # Errors
/// Why a record cannot be a row: where a value is of a type that no column of its field can hold.
pub fn batch(records: &[Value], form: Form) -> Result<RecordBatch, String> {
    let values: Vec<Option<&Value>> = records.iter().map(Some).collect();
    let rows = object(TrainingRecord::shape(), &values, form, "")?;
    if rows.1.is_some() {
        return Err("a record that is null".into());
    }
    let schema = arrow_schema::Schema::new(rows.0.iter().map(|(field, _)| field.clone()).collect::<Vec<_>>());
    let columns = rows.0.into_iter().map(|(_, column)| column).collect();
    RecordBatch::try_new(Arc::new(schema), columns).map_err(|error| error.to_string())
}

type Columns = (Vec<(Field, ArrayRef)>, Option<NullBuffer>);

fn object(shape: &Shape, values: &[Option<&Value>], form: Form, above: &str) -> Result<Columns, String> {
    let mut valid = Vec::with_capacity(values.len());
    for value in values {
        valid.push(match value {
            None | Some(Value::Null) => false,
            Some(Value::Object(_)) => true,
            Some(other) => return Err(format!("{above}: {} where an object is asked", kind(other))),
        });
    }
    let mut columns = Vec::with_capacity(shape.fields.len());
    for field in shape.fields {
        let below: Vec<Option<&Value>> = values.iter().map(|value| value.and_then(|one| one.get(field.name))).collect();
        let column = array(field.ty, &below, form, &format!("{above}/{}", field.name))?;
        columns.push((Field::new(field.name, column.data_type().clone(), true), column));
    }
    let nulls = valid.iter().any(|valid| !valid).then(|| NullBuffer::from(valid));
    Ok((columns, nulls))
}

fn array(ty: Type, values: &[Option<&Value>], form: Form, path: &str) -> Result<ArrayRef, String> {
    let values: Vec<Option<&Value>> = values.iter().map(|value| value.filter(|one| !one.is_null())).collect();
    let each = values.iter();
    let no = |value: &Value, what: &str| format!("{path}: {} where {what} is asked", kind(value));
    let text = |value: &Value| value.as_str().map(str::to_owned).ok_or_else(|| no(value, "a text"));
    Ok(match ty {
        Type::Text | Type::Code(_) => Arc::new(gathered::<String, StringArray>(each.map(|one| one.map(text)))?),
        Type::Date | Type::Time | Type::Stamp if form == Form::Texts => {
            Arc::new(gathered::<String, StringArray>(each.map(|one| one.map(text)))?)
        }
        Type::Decimal if form == Form::Texts => {
            let written = |value: &Value| match value {
                Value::Number(number) => Ok(number.to_string()),
                other => text(other),
            };
            Arc::new(gathered::<String, StringArray>(each.map(|one| one.map(written)))?)
        }
        Type::Count if form == Form::Texts => {
            let whole = |value: &Value| value.as_i64().ok_or_else(|| no(value, "a whole number"));
            Arc::new(gathered::<i64, Int64Array>(each.map(|one| one.map(whole)))?)
        }
        Type::Count => {
            let count = |value: &Value| {
                let count = value.as_u64().and_then(|count| u32::try_from(count).ok());
                count.ok_or_else(|| no(value, "a count"))
            };
            Arc::new(gathered::<u32, UInt32Array>(each.map(|one| one.map(count)))?)
        }
        Type::Flag => {
            let flag = |value: &Value| value.as_bool().ok_or_else(|| no(value, "a truth value"));
            Arc::new(gathered::<bool, BooleanArray>(each.map(|one| one.map(flag)))?)
        }
        Type::Date => {
            let epoch = parse_date("1970-01-01").unwrap();
            let days = |value: &Value| {
                let date = parse_date(&text(value)?).map_err(|_| no(value, "a date"))?;
                Ok(i32::try_from((date - epoch).num_days()).unwrap())
            };
            Arc::new(gathered::<i32, Date32Array>(each.map(|one| one.map(days)))?)
        }
        Type::Time => {
            let seconds = |value: &Value| {
                let time: NaiveTime = parse_time(&text(value)?).map_err(|_| no(value, "a time"))?;
                Ok(i32::try_from(time.num_seconds_from_midnight()).unwrap())
            };
            Arc::new(gathered::<i32, Time32SecondArray>(each.map(|one| one.map(seconds)))?)
        }
        Type::Stamp => {
            let mut builder = TimestampMicrosecondBuilder::new().with_timezone("Asia/Shanghai");
            for value in each {
                // A stamp of the last hours of 9999 elsewhere lies in no year here.
                let local = |stamp: Stamp| parse_stamp(&stamp_text(stamp.with_timezone(&CHINA)));
                let stamp =
                    |value: &Value| parse_stamp(&text(value)?).and_then(local).map_err(|_| no(value, "a stamp"));
                builder.append_option(value.map(stamp).transpose()?.map(|stamp| stamp.timestamp_micros()));
            }
            Arc::new(builder.finish())
        }
        Type::Decimal => {
            let mut builder = Decimal128Builder::new().with_precision_and_scale(28, 6).unwrap();
            for value in each {
                let scaled = |value: &Value| {
                    let written = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
                    let decimal = parse_decimal(&written).ok().map(|decimal| decimal.normalize());
                    let decimal =
                        decimal.filter(|decimal| decimal.scale() <= 6 && decimal.mantissa() < 10_i128.pow(20));
                    let decimal = decimal.ok_or_else(|| no(value, "a decimal"))?;
                    Ok::<_, String>(decimal.mantissa() * 10_i128.pow(6 - decimal.scale()))
                };
                builder.append_option(value.map(scaled).transpose()?);
            }
            Arc::new(builder.finish())
        }
        Type::Object(shape) => {
            let (columns, nulls) = object(shape, &values, form, path)?;
            let (fields, arrays): (Vec<Field>, Vec<ArrayRef>) = columns.into_iter().unzip();
            Arc::new(StructArray::new(Fields::from(fields), arrays, nulls))
        }
        Type::List(item) => list(*item, &values, form, path)?,
    })
}

fn list(item: Type, values: &[Option<&Value>], form: Form, path: &str) -> Result<ArrayRef, String> {
    let (mut items, mut lengths, mut valid) = (Vec::new(), Vec::new(), Vec::new());
    for value in values {
        valid.push(value.is_some());
        let list = match value {
            None => &[][..],
            Some(Value::Array(list)) => list.as_slice(),
            Some(other) => return Err(format!("{path}: {} where a list is asked", kind(other))),
        };
        lengths.push(list.len());
        items.extend(list.iter().map(Some));
    }
    let items = array(item, &items, form, &format!("{path}/*"))?;
    let field = Field::new("item", items.data_type().clone(), true);
    Ok(Arc::new(ListArray::new(Arc::new(field), OffsetBuffer::from_lengths(lengths), items, Some(valid.into()))))
}

/// An array of values, or the first reason against one of them.
fn gathered<T, A: FromIterator<Option<T>>>(
    values: impl Iterator<Item = Option<Result<T, String>>>,
) -> Result<A, String> {
    values.map(Option::transpose).collect::<Result<A, String>>()
}

fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "a truth value",
        Value::Number(_) => "a number",
        Value::String(_) => "a text of another form",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    }
}
