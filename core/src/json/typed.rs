//! Typed data from a JSON text: what serde says, as an error with a code, a pointer and nothing personal.
//!
//! For everything but the record, which has its own [`Reader`](super::Reader). Source: input rules.

use serde::de::DeserializeOwned;
use serde_path_to_error::{Path, Segment};

use super::escape_token;
use crate::error::{ERRORS, Error, ErrorCode, Result};

/// Reads typed data, whole or not at all.
///
/// # Errors
/// `Syntax`, `Limit` (nesting), `Type`, `Missing`, `UnknownField`, `UnknownCode`, `DuplicateKey` and what the values
/// refuse, each with its pointer.
pub fn typed<T: DeserializeOwned>(text: &str) -> Result<T> {
    let mut input = serde_json::Deserializer::from_str(text);
    let data = serde_path_to_error::deserialize(&mut input)
        .map_err(|error| translated(error.inner()).at(pointer(error.path())))?;
    input.end().map_err(|error| translated(&error).at(""))?;
    Ok(data)
}

/// Reads typed data whose document is an object: serde alone would take a list for a struct.
///
/// # Errors
/// As [`typed`].
pub fn typed_object<T: DeserializeOwned>(text: &str) -> Result<T> {
    if text.trim_start().starts_with(['[', '"']) {
        return Err(Error::new(ErrorCode::Type, "a list or a text", "an object"));
    }
    typed(text)
}

fn pointer(path: &Path) -> String {
    path.iter()
        .map(|segment| match segment {
            Segment::Seq { index } => format!("/{index}"),
            Segment::Map { key } => format!("/{}", escape_token(key)),
            Segment::Enum { .. } | Segment::Unknown => String::new(),
        })
        .collect()
}

fn translated(error: &serde_json::Error) -> Error {
    let place = format!("line {} column {}", error.line(), error.column());
    let text = error.to_string();
    let text = text.strip_suffix(&format!(" at {place}")).unwrap_or(&text);
    if text.starts_with("recursion limit") {
        return Error::new(ErrorCode::Limit, place, "less nesting");
    }
    if !error.is_data() {
        return Error::new(ErrorCode::Syntax, place, "valid JSON");
    }
    ours(text).unwrap_or_else(|| serdes(text))
}

/// A value's own error: serde keeps only its text, which begins with the name of the code.
fn ours(text: &str) -> Option<Error> {
    let (name, rest) = text.split_once(": ")?;
    let row = ERRORS.iter().find(|row| row.name == name)?;
    let (_, rest) = rest.split_once("[found ")?;
    let (found, expected) = rest.strip_suffix(']')?.rsplit_once("; expected ")?;
    Some(Error::new(row.code, found, expected))
}

/// The five things serde itself can say. Of a value of a wrong type only the type is told: the value may be a name.
fn serdes(text: &str) -> Error {
    let expected = |text: &str| text.split_once(", expected ").map_or("", |(_, expected)| expected).to_owned();
    if let Some(rest) = text.strip_prefix("missing field ") {
        return Error::new(ErrorCode::Missing, "nothing", rest.trim_matches('`'));
    }
    if let Some(rest) = text.strip_prefix("duplicate field ") {
        return Error::new(ErrorCode::DuplicateKey, format!("{} twice", rest.trim_matches('`')), "each key once");
    }
    if let Some(rest) = text.strip_prefix("unknown field ") {
        let name = rest.split('`').nth(1).unwrap_or_default();
        let found = if name.len() <= 40 && name.is_ascii() { name } else { "a field of another name" };
        return Error::new(ErrorCode::UnknownField, found, expected(rest));
    }
    if let Some(rest) = text.strip_prefix("unknown code") {
        return Error::new(ErrorCode::UnknownCode, "a text that is no code", rest.trim_start_matches(", expected "));
    }
    if let Some(rest) = text.strip_prefix("unknown variant ") {
        let code = rest.split('`').nth(1).unwrap_or_default();
        let plain = code.len() <= 40 && code.bytes().all(|byte| byte.is_ascii_alphabetic() || byte == b'_');
        let found = if plain { code } else { "a text that is no code" };
        return Error::new(ErrorCode::UnknownCode, found, expected(rest));
    }
    let kind = text.split_once(": ").map_or("another type", |(_, kind)| kind);
    let kind = kind.split(['`', '"', ',']).next().unwrap_or(kind).trim();
    Error::new(ErrorCode::Type, kind, expected(text))
}
