//! A batch without rows: what a schema is bound to before there is any row.
//!
//! arrow stops the program where it is asked for an array of a type that can have none, such as binary values of a negative
//! width. A schema may name such a type, so each is looked at first. Types that no record reads are left out.

use std::collections::HashMap;
use std::sync::Arc;

use arrow_array::{RecordBatch, StructArray};
use arrow_schema::{DataType, Field, FieldRef, Fields, Schema, TimeUnit};

use crate::error::{Error, ErrorCode, Result};
use crate::record::{Shape, TrainingRecord, Type, type_shown};

/// The batch of a schema. A column that the record does not know is one of nulls in it.
///
/// # Errors
/// [`ErrorCode::Type`] for a column of a type that has no arrays, or none that a record takes; with its place.
pub(super) fn empty_batch(schema: &Schema) -> Result<StructArray> {
    let fields = columns(schema.fields(), TrainingRecord::shape(), "")?;
    Ok(StructArray::from(RecordBatch::new_empty(Arc::new(Schema::new(fields)))))
}

fn columns(fields: &Fields, shape: &'static Shape, above: &str) -> Result<Fields> {
    // One look-up a column, however many there are.
    let known: HashMap<&str, Type> = shape.fields.iter().map(|field| (field.name, field.ty)).collect();
    let column = |field: &FieldRef| {
        let ty = match known.get(field.name().as_str()) {
            _ if *field.data_type() == DataType::Null => return Ok(Arc::clone(field)),
            Some(of) => column(field.data_type(), *of, &format!("{above}/{}", field.name()))?,
            None => DataType::Null,
        };
        Ok(Arc::new(Field::new(field.name(), ty, true)))
    };
    fields.iter().map(column).collect()
}

/// The type of a column, as far down as the record goes: what stands below a type of another kind is not told.
fn column(ty: &DataType, of: Type, path: &str) -> Result<DataType> {
    let item = |item: &FieldRef| {
        let below = match of {
            Type::List(of) => column(item.data_type(), *of, &format!("{path}/*"))?,
            _ => DataType::Null,
        };
        Ok(Arc::new(Field::new("item", below, true)))
    };
    match (ty, of) {
        (DataType::Struct(fields), Type::Object(shape)) => columns(fields, shape, path).map(DataType::Struct),
        (DataType::Struct(_), _) => Ok(DataType::Struct(Fields::empty())),
        (DataType::List(below), _) => item(below).map(DataType::List),
        (DataType::LargeList(below), _) => item(below).map(DataType::LargeList),
        (DataType::ListView(below), _) => item(below).map(DataType::ListView),
        (DataType::LargeListView(below), _) => item(below).map(DataType::LargeListView),
        (DataType::FixedSizeList(below, size), _) => match *size {
            0.. => Ok(DataType::FixedSizeList(item(below)?, *size)),
            _ => Err(Error::new(ErrorCode::Type, format!("List of {size} items a row"), "0 or more items").at(path)),
        },
        (plain, _) if has_arrays(plain) => Ok(plain.clone()),
        (other, _) => Err(Error::new(ErrorCode::Type, type_shown(other), "a column that the record takes").at(path)),
    }
}

/// Whether there are arrays of a type that holds no other type, or of a dictionary of such.
fn has_arrays(ty: &DataType) -> bool {
    match ty {
        DataType::Time32(unit) => matches!(unit, TimeUnit::Second | TimeUnit::Millisecond),
        DataType::Time64(unit) => matches!(unit, TimeUnit::Microsecond | TimeUnit::Nanosecond),
        DataType::FixedSizeBinary(width) => *width >= 0,
        DataType::Dictionary(key, values) => {
            key.is_dictionary_key_type() && !matches!(**values, DataType::Dictionary(..)) && has_arrays(values)
        }
        DataType::RunEndEncoded(..) => false,
        other => !other.is_nested(),
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use arrow_schema::UnionFields;

    use super::*;
    use crate::columns::Source;

    /// A schema with a column, beside the two that every batch has.
    fn bound(name: &str, ty: DataType) -> Result<Source> {
        let head = [("schema_version", DataType::Int64), ("kind", DataType::Utf8)];
        let fields = head.into_iter().chain([(name, ty)]).map(|(name, ty)| Field::new(name, ty, true));
        Source::new(Arc::new(Schema::new(fields.collect::<Vec<_>>())), 1)
    }

    fn field(ty: DataType) -> FieldRef {
        Arc::new(Field::new("item", ty, true))
    }

    fn dictionary(key: DataType, values: DataType) -> DataType {
        DataType::Dictionary(Box::new(key), Box::new(values))
    }

    /// Types of which arrow makes no array, and such as no column of a record has.
    fn odd() -> Vec<DataType> {
        let union = |fields: UnionFields, mode| DataType::Union(fields, mode);
        let pair = DataType::Struct(vec![Field::new("a", DataType::FixedSizeBinary(-1), true)].into());
        let ends = |ends: DataType| DataType::RunEndEncoded(field(ends), field(DataType::Utf8));
        let mut all = vec![
            DataType::FixedSizeBinary(-1),
            DataType::FixedSizeBinary(i32::MIN),
            DataType::FixedSizeBinary(0),
            DataType::FixedSizeBinary(i32::MAX),
            DataType::FixedSizeList(field(DataType::Utf8), -1),
            DataType::FixedSizeList(field(DataType::Binary), i32::MAX),
            DataType::FixedSizeList(field(DataType::FixedSizeBinary(-1)), 0),
            DataType::List(field(DataType::FixedSizeBinary(-1))),
            DataType::LargeListView(field(pair.clone())),
            DataType::Map(field(DataType::Utf8), false),
            DataType::Map(field(pair.clone()), true),
            union(UnionFields::empty(), arrow_schema::UnionMode::Dense),
            union(UnionFields::from_fields([Field::new("a", pair.clone(), true)]), arrow_schema::UnionMode::Sparse),
            ends(DataType::Utf8),
            ends(DataType::Int32),
            dictionary(DataType::Utf8, DataType::Utf8),
            dictionary(DataType::Float32, DataType::Utf8),
            dictionary(DataType::Int8, DataType::FixedSizeBinary(-1)),
            dictionary(DataType::Int8, pair.clone()),
            dictionary(DataType::Int8, dictionary(DataType::Utf8, DataType::Utf8)),
            dictionary(DataType::Int8, ends(DataType::Utf8)),
            DataType::Decimal32(200, 100),
            DataType::Decimal128(0, -128),
            DataType::Decimal256(255, 127),
            pair,
        ];
        for unit in [TimeUnit::Second, TimeUnit::Millisecond, TimeUnit::Microsecond, TimeUnit::Nanosecond] {
            all.extend([DataType::Time32(unit), DataType::Time64(unit), DataType::Duration(unit)]);
            all.push(DataType::Timestamp(unit, Some("no such zone".into())));
        }
        all
    }

    /// What no column can be is refused with its place, wherever it stands.
    #[test]
    fn a_type_without_arrays_is_refused_with_its_place() {
        for ty in odd() {
            let error = bound("name", ty.clone()).unwrap_err();
            assert_eq!((error.code, error.path.as_str()), (ErrorCode::Type, "/name"), "{ty}: {error}");
            let person = DataType::Struct(vec![Field::new("employee_no", ty.clone(), true)].into());
            let entry = DataType::Struct(vec![Field::new("person", person, true)].into());
            let error = bound("participants", DataType::List(field(entry))).unwrap_err();
            assert_eq!(error.path, "/participants/*/person/employee_no", "{ty}");
            assert_eq!(
                bound("high_risk", DataType::ListView(field(ty.clone()))).unwrap_err().path,
                "/high_risk/*",
                "{ty}"
            );
        }
        let error = bound("name", DataType::FixedSizeBinary(-1)).unwrap_err();
        assert_eq!(
            (error.found.as_str(), error.expected.as_ref()),
            ("FixedSizeBinary(-1)", "a column that the record takes")
        );
        let error = bound("photos", DataType::FixedSizeList(field(DataType::Null), -7)).unwrap_err();
        assert_eq!((error.path.as_str(), error.found.as_str()), ("/photos", "List of -7 items a row"));
    }

    /// In every field of the record: bound, or refused; arrow is asked for no array that it does not make.
    #[test]
    fn no_type_in_any_field_stops_the_program() {
        let mut refused = 0;
        for known in TrainingRecord::shape().fields {
            for ty in odd() {
                let shown = ty.to_string();
                if let Err(error) = bound(known.name, ty) {
                    assert!(error.path.starts_with(&format!("/{}", known.name)), "{shown} as {}: {error}", known.name);
                    refused += 1;
                }
            }
        }
        assert!(refused > 1_000, "{refused}");
    }

    /// A column that nobody reads may be of any type at all, nested ones too.
    #[test]
    fn an_unknown_column_may_be_of_any_type() {
        for ty in odd() {
            assert_eq!(bound("colour", ty.clone()).unwrap().unknown(), ["/colour"], "{ty}");
            let photo = DataType::Struct(vec![Field::new("colour", ty.clone(), true)].into());
            assert_eq!(
                bound("photos", DataType::LargeList(field(photo))).unwrap().unknown(),
                ["/photos/*/colour"],
                "{ty}"
            );
        }
    }
}
