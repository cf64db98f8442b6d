//! Binding: columns found by name, and what is said where one is of another type.

use std::collections::HashMap;
use std::ops::Range;

use arrow_array::{Array, StructArray};
use arrow_schema::DataType;

use super::ColumnValue;
use crate::error::{Error, ErrorCode, Result};
use crate::json::{Limits, escape_token};
use crate::record::field::{Field, Shape};
use crate::record::read::{UnknownKey, shown_key};

/// How many unknown columns are named.
const NAMED: usize = 100;

/// What binding knows and notes.
#[derive(Debug)]
pub(crate) struct Binding {
    /// Limits of size.
    pub(crate) limits: Limits,
    /// Where the walk stands; `*` is any item of a list.
    path: Vec<&'static str>,
    /// Columns that the schema of the record does not know, the first hundred.
    unknown: Vec<UnknownKey>,
    /// How many there are.
    unknown_count: usize,
}

/// What was noted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Bound {
    pub(crate) unknown: Vec<UnknownKey>,
    pub(crate) unknown_count: usize,
}

impl Binding {
    pub(crate) fn new(limits: Limits) -> Self {
        Binding { limits, path: vec![], unknown: vec![], unknown_count: 0 }
    }

    pub(crate) fn finish(self) -> Bound {
        Bound { unknown: self.unknown, unknown_count: self.unknown_count }
    }

    /// The place where the walk stands: `/participants/*/person`.
    pub(crate) fn place(&self) -> String {
        self.path.iter().fold(String::new(), |path, step| path + "/" + step)
    }

    /// Goes one step down.
    pub(in crate::record) fn within<T>(
        &mut self,
        step: &'static str,
        body: impl FnOnce(&mut Self) -> Result<T>,
    ) -> Result<T> {
        self.path.push(step);
        let answer = body(self);
        self.path.pop();
        answer
    }

    fn unknown(&mut self, name: &str) {
        self.unknown_count += 1;
        if self.unknown.len() < NAMED {
            let path = format!("{}/{}", self.place(), escape_token(name));
            self.unknown.push(UnknownKey { path: shown_key(path) });
        }
    }

    /// The children of a struct in the order of the declaration; what has another name is noted.
    ///
    /// # Errors
    /// Two columns of one name that the record knows.
    pub(in crate::record) fn children<'b>(
        &mut self,
        array: &'b StructArray,
        shape: &'static Shape,
    ) -> Result<Vec<Option<&'b dyn Array>>> {
        let declared: HashMap<&str, usize> = shape.fields.iter().map(|field| field.name).zip(0..).collect();
        let mut found: Vec<Option<&'b dyn Array>> = vec![None; shape.fields.len()];
        for (field, column) in array.fields().iter().zip(array.columns()) {
            let place = declared.get(field.name().as_str()).and_then(|at| Some((found.get_mut(*at)?, at)));
            match place {
                Some((place @ None, _)) => *place = Some(column.as_ref()),
                Some((Some(_), at)) => {
                    let name = shape.fields.get(*at).map_or("", |field| field.name);
                    let error = Error::new(ErrorCode::DuplicateKey, "two columns of one name", "each column once");
                    return Err(error.at(format!("{}/{name}", self.place())));
                }
                None => self.unknown(field.name()),
            }
        }
        Ok(found)
    }
}

/// The column of a value, or `None` where it has no value in these rows: such a column is not looked at again.
///
/// # Errors
/// As [`ColumnValue::bind`].
pub(super) fn some_of<'b, T: ColumnValue>(
    array: &'b dyn Array,
    rows: Range<usize>,
    field: &'static Field,
    to: &mut Binding,
) -> Result<Option<T::Column<'b>>> {
    if *array.data_type() == DataType::Null {
        return Ok(None);
    }
    let is_empty = is_empty(array, &rows);
    let column = T::bind(array, rows, field, to)?;
    Ok(if is_empty { None } else { Some(column) })
}

/// Whether none of the rows has a value.
pub(super) fn is_empty(array: &dyn Array, rows: &Range<usize>) -> bool {
    let count = rows.len();
    count == 0
        || array.nulls().is_some_and(|nulls| {
            if count == array.len() { nulls.null_count() == count } else { rows.clone().all(|row| nulls.is_null(row)) }
        })
}

/// The array as one of a type, or the error that it is of another.
pub(super) fn typed<'b, A: Array + 'static>(array: &'b dyn Array, expected: &str, to: &Binding) -> Result<&'b A> {
    array.as_any().downcast_ref().ok_or_else(|| wrong_type(array.data_type(), expected, &to.place()))
}

/// A column of a type that its field does not take.
#[cold]
pub(super) fn wrong_type(found: &DataType, expected: &str, path: &str) -> Error {
    Error::new(ErrorCode::Type, type_shown(found), expected).at(path)
}

/// A type in a message: without what is below a struct or a list.
pub(crate) fn type_shown(ty: &DataType) -> String {
    match ty {
        DataType::Struct(_) => "Struct".to_owned(),
        DataType::List(_) | DataType::LargeList(_) | DataType::FixedSizeList(..) => "List".to_owned(),
        DataType::ListView(_) | DataType::LargeListView(_) => "ListView".to_owned(),
        DataType::Map(..) => "Map".to_owned(),
        DataType::Union(..) => "Union".to_owned(),
        DataType::RunEndEncoded(..) => "RunEndEncoded".to_owned(),
        plain => plain.to_string(),
    }
}
