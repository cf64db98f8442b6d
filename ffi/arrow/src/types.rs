//! Schemas: the types of the columns that the record knows. Of any other only the name is taken.

use std::sync::Arc;

use anxun::error::{Error, ErrorCode, Result};
use anxun::record::{Shape, TrainingRecord, Type};
use arrow_schema::ffi::FFI_ArrowSchema;
use arrow_schema::{DataType, Field, Fields, Schema};

use crate::c::{CSchema, bad};

/// The schema of a stream of records. An unknown column is one of nulls: it is never read.
pub(crate) fn schema_of(schema: &CSchema) -> Result<Schema> {
    if schema.format()? != "+s" {
        return Err(Error::new(ErrorCode::Type, "a stream of another type", "a stream of structs (record batches)"));
    }
    fields(schema, TrainingRecord::shape(), "").map(Schema::new)
}

fn fields(schema: &CSchema, shape: &'static Shape, above: &str) -> Result<Fields> {
    // One look-up a column, however many there are.
    let known: std::collections::HashMap<&str, Type> =
        shape.fields.iter().map(|field| (field.name, field.ty)).collect();
    let column = |child: &CSchema| {
        let name = child.name().map_err(|error| error.at(above))?;
        let ty = match known.get(name) {
            Some(ty) => data_type(child, *ty, &format!("{above}/{name}"))?,
            None => DataType::Null,
        };
        Ok(Field::new(name, ty, true))
    };
    schema.children().map_err(|error| error.at(above))?.into_iter().map(column).collect()
}

/// The type of a column; where the record has an object or a list, what stands below it.
fn data_type(schema: &CSchema, ty: Type, path: &str) -> Result<DataType> {
    let format = schema.format().map_err(|error| error.at(path))?;
    let item = || {
        let one_child = || bad(format!("a list of {} children", schema.n_children), "one child").at(path);
        // The list of children is not read where it says another number.
        if schema.n_children != 1 {
            return Err(one_child());
        }
        let children = schema.children().map_err(|error| error.at(path))?;
        let child = children.first().ok_or_else(one_child)?;
        let item = if let Type::List(item) = ty { *item } else { Type::Text };
        let below = data_type(child, item, &format!("{path}/*"))?;
        Ok(Arc::new(Field::new("item", below, true)))
    };
    match (format, ty) {
        ("+s", Type::Object(shape)) => fields(schema, shape, path).map(DataType::Struct),
        // A struct where none is asked is refused by its name.
        ("+s", _) => Ok(DataType::Struct(Fields::empty())),
        (_, _) if !matches!(ty, Type::List(_)) && format.starts_with('+') => {
            Ok(DataType::List(Arc::new(Field::new("item", DataType::Null, true))))
        }
        ("+l", _) => item().map(DataType::List),
        ("+L", _) => item().map(DataType::LargeList),
        ("+vl", _) => item().map(DataType::ListView),
        ("+vL", _) => item().map(DataType::LargeListView),
        (fixed, _) if fixed.starts_with("+w:") => {
            let size = fixed.trim_start_matches("+w:").parse::<i32>().ok().filter(|size| *size >= 0);
            let size = size.ok_or_else(|| bad("a list of no fixed size", "+w: and a size").at(path))?;
            Ok(DataType::FixedSizeList(item()?, size))
        }
        _ => plain(schema, format, path),
    }
}

/// A type without children, or a dictionary.
fn plain(schema: &CSchema, format: &str, path: &str) -> Result<DataType> {
    if schema.n_children != 0 {
        return Err(Error::new(ErrorCode::Type, "a type of another kind", "a column that the record takes").at(path));
    }
    // SAFETY: the same structure, laid out by the same specification; format and name were looked at.
    let arrow =
        |schema: &CSchema| unsafe { DataType::try_from(&*std::ptr::from_ref(schema).cast::<FFI_ArrowSchema>()) };
    let unknown = || Error::new(ErrorCode::Type, shown(format), "a column that the record takes").at(path);
    // SAFETY: NULL or a structure that lives as long as the schema.
    match unsafe { schema.dictionary.as_ref() } {
        None => arrow(schema).map_err(|_| unknown()),
        Some(values) => {
            let format = values.format().map_err(|error| error.at(path))?;
            if values.n_children != 0 || !values.dictionary.is_null() || format.starts_with('+') {
                return Err(unknown());
            }
            // The type of the keys is that of the schema; of the whole arrow makes a dictionary.
            arrow(schema).map_err(|_| unknown())
        }
    }
}

/// A format in a message.
fn shown(format: &str) -> String {
    if format.len() <= 32 { format!("the format {}", format.escape_debug()) } else { "a long format".to_owned() }
}
