//! The documented Arrow schema of a record, made from the field table.

use std::collections::HashMap;
use std::sync::Arc;

use arrow_schema::{DataType, Field, Fields, Schema, TimeUnit};

use crate::record::{self, SCHEMA_VERSION, Shape, TrainingRecord, Type};

/// The zone of every stamp that goes out, and of those in the documented schema.
pub(super) const ZONE: &str = "Asia/Shanghai";

/// The Arrow schema of the whole record: every field nullable; clause, unit, facet, confidentiality and meaning of a field
/// in its metadata. Other types are accepted too (docs/columns.md).
#[must_use]
pub fn schema() -> Schema {
    let metadata = HashMap::from([("anxun.schema_version".to_owned(), SCHEMA_VERSION.to_string())]);
    Schema::new_with_metadata(fields(TrainingRecord::shape()), metadata)
}

fn fields(shape: &Shape) -> Fields {
    shape.fields.iter().map(column).collect()
}

fn column(field: &record::Field) -> Field {
    let mut metadata = HashMap::new();
    let mut note = |key: &str, text: &str| {
        if !text.is_empty() {
            metadata.insert(format!("anxun.{key}"), text.to_owned());
        }
    };
    note("doc", field.doc.trim());
    note("clause", field.clause);
    note("unit", field.unit);
    note("facet", field.facet.map_or("", |facet| facet.code()));
    note("confidentiality", field.confidentiality.name());
    if let Some(codes) = codes_of(field.ty) {
        note("codes", codes);
    }
    Field::new(field.name, data_type(field.ty), true).with_metadata(metadata)
}

/// The enumeration of a field.
fn codes_of(ty: Type) -> Option<&'static str> {
    match ty {
        Type::Code(codes) => Some(codes.name),
        Type::List(item) => codes_of(*item),
        _ => None,
    }
}

fn data_type(ty: Type) -> DataType {
    match ty {
        Type::Text | Type::Code(_) => DataType::Utf8,
        Type::Date => DataType::Date32,
        Type::Time => DataType::Time32(TimeUnit::Second),
        Type::Stamp => DataType::Timestamp(TimeUnit::Microsecond, Some(ZONE.into())),
        Type::Count => DataType::UInt32,
        Type::Flag => DataType::Boolean,
        Type::Decimal => DataType::Decimal128(28, 6),
        Type::Object(shape) => DataType::Struct(fields(shape)),
        Type::List(item) => DataType::List(Arc::new(Field::new("item", data_type(*item), true))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::field_table;

    /// The schema and the plain table are two faces of one declaration.
    #[test]
    fn the_schema_has_the_types_of_the_table() {
        let schema = schema();
        for row in field_table() {
            let mut ty = DataType::Struct(schema.fields().clone());
            for step in row.path.split('/').skip(1) {
                ty = match ty {
                    DataType::List(item) if step == "*" => item.data_type().clone(),
                    DataType::Struct(fields) => fields.find(step).unwrap().1.data_type().clone(),
                    other => panic!("{}: {other}", row.path),
                };
            }
            let name = |ty: &DataType| match ty {
                DataType::Struct(_) => "Struct".to_owned(),
                DataType::Time32(TimeUnit::Second) => "Time32(Second)".to_owned(),
                DataType::Timestamp(TimeUnit::Microsecond, Some(zone)) => format!("Timestamp(Microsecond, {zone})"),
                plain => plain.to_string(),
            };
            let shown = match &ty {
                DataType::List(item) => format!("List<{}>", name(item.data_type())),
                plain => name(plain),
            };
            assert_eq!(shown, row.ty, "{}", row.path);
        }
    }
}
