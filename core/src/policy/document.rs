//! The JSON of a policy as a tree that keeps the order of its keys and the second of two equal ones.

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};

use crate::error::{Error, ErrorCode, Result};

/// The largest policy document, in bytes (C-49).
const MAX_DOCUMENT: usize = 16 << 20;
/// The longest text of one line, in characters (C-49).
const MAX_LINE: usize = 256;

/// One JSON value.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Doc {
    Null,
    Flag(bool),
    /// A whole number that is not negative.
    Count(u64),
    /// Any other number, as text.
    Number(String),
    Text(String),
    List(Vec<Doc>),
    Map(Vec<(String, Doc)>),
}

impl Doc {
    /// Reads a document.
    pub(super) fn parse(text: &str) -> Result<Doc> {
        if text.len() > MAX_DOCUMENT {
            let found = format!("{} bytes", text.len());
            return Err(Error::new(ErrorCode::Limit, found, format!("at most {MAX_DOCUMENT} bytes")));
        }
        serde_json::from_str(text).map_err(|error| {
            let found = format!("no JSON at line {} column {}", error.line(), error.column());
            Error::new(ErrorCode::Syntax, found, "one JSON document")
        })
    }

    /// What kind of value it is, for errors.
    pub(super) fn kind(&self) -> &'static str {
        match self {
            Doc::Null => "null",
            Doc::Flag(_) => "a boolean",
            Doc::Count(_) | Doc::Number(_) => "a number",
            Doc::Text(_) => "a text",
            Doc::List(_) => "an array",
            Doc::Map(_) => "an object",
        }
    }

    /// The error that the value is of another type.
    pub(super) fn unlike(&self, expected: &str) -> Error {
        Error::new(ErrorCode::Type, self.kind(), expected)
    }

    pub(super) fn text(&self) -> Result<&str> {
        match self {
            Doc::Text(text) => Ok(text),
            other => Err(other.unlike("a text")),
        }
    }

    pub(super) fn list(&self) -> Result<&[Doc]> {
        match self {
            Doc::List(list) => Ok(list),
            other => Err(other.unlike("an array")),
        }
    }

    /// The members of an object.
    ///
    /// # Errors
    /// `Type`; `DuplicateKey` for a key that stands twice.
    pub(super) fn map(&self) -> Result<&[(String, Doc)]> {
        let Doc::Map(map) = self else { return Err(self.unlike("an object")) };
        let mut keys: Vec<&str> = map.iter().map(|(key, _)| key.as_str()).collect();
        keys.sort_unstable();
        let twice = keys.windows(2).find_map(|pair| match pair {
            [one, other] if one == other => Some(*one),
            _ => None,
        });
        match twice {
            Some(key) => Err(Error::new(ErrorCode::DuplicateKey, "the key twice", "each key once").at(step(key))),
            None => Ok(map),
        }
    }

    /// The members of an object that has no others than `known`, in the order of `known`.
    ///
    /// # Errors
    /// Those of [`Doc::map`]; `UnknownField`.
    pub(super) fn fields<const N: usize>(&self, known: [&str; N]) -> Result<[Option<&Doc>; N]> {
        let map = self.map()?;
        if let Some((key, _)) = map.iter().find(|(key, _)| !known.contains(&key.as_str())) {
            let expected = format!("one of {}", known.join(", "));
            return Err(Error::new(ErrorCode::UnknownField, shown(key), expected).at(step(key)));
        }
        Ok(known.map(|name| map.iter().find(|(key, _)| key == name).map(|(_, value)| value)))
    }
}

/// One step of a JSON pointer.
pub(super) fn step(token: &str) -> String {
    format!("/{}", token.replace('~', "~0").replace('/', "~1"))
}

/// What an error may show of a text: short and without control characters.
pub(super) fn shown(text: &str) -> String {
    if text.chars().count() > 60 || text.chars().any(char::is_control) {
        return format!("a text of {} characters", text.chars().count());
    }
    text.to_owned()
}

/// Refuses a text of one line that is too long or holds control characters.
pub(super) fn check_line(text: &str) -> Result<()> {
    if text.chars().any(char::is_control) {
        return Err(Error::new(ErrorCode::ControlCharacter, shown(text), "a line of text"));
    }
    if text.chars().count() > MAX_LINE {
        return Err(Error::new(ErrorCode::Limit, shown(text), format!("at most {MAX_LINE} characters")));
    }
    Ok(())
}

impl<'de> Deserialize<'de> for Doc {
    fn deserialize<D: Deserializer<'de>>(input: D) -> std::result::Result<Self, D::Error> {
        input.deserialize_any(Tree)
    }
}

struct Tree;

impl<'de> Visitor<'de> for Tree {
    type Value = Doc;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_unit<E>(self) -> std::result::Result<Doc, E> {
        Ok(Doc::Null)
    }

    fn visit_none<E>(self) -> std::result::Result<Doc, E> {
        Ok(Doc::Null)
    }

    fn visit_some<D: Deserializer<'de>>(self, input: D) -> std::result::Result<Doc, D::Error> {
        Doc::deserialize(input)
    }

    fn visit_bool<E>(self, value: bool) -> std::result::Result<Doc, E> {
        Ok(Doc::Flag(value))
    }

    fn visit_u64<E>(self, value: u64) -> std::result::Result<Doc, E> {
        Ok(Doc::Count(value))
    }

    fn visit_i64<E>(self, value: i64) -> std::result::Result<Doc, E> {
        Ok(u64::try_from(value).map_or_else(|_| Doc::Number(value.to_string()), Doc::Count))
    }

    fn visit_f64<E>(self, value: f64) -> std::result::Result<Doc, E> {
        // The shortest text that gives back the same number: what stood in the document.
        Ok(Doc::Number(value.to_string()))
    }

    fn visit_str<E>(self, value: &str) -> std::result::Result<Doc, E> {
        Ok(Doc::Text(value.to_owned()))
    }

    fn visit_string<E>(self, value: String) -> std::result::Result<Doc, E> {
        Ok(Doc::Text(value))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut input: A) -> std::result::Result<Doc, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = input.next_element()? {
            list.push(item);
        }
        Ok(Doc::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut input: A) -> std::result::Result<Doc, A::Error> {
        let mut map = Vec::new();
        while let Some(member) = input.next_entry()? {
            map.push(member);
        }
        Ok(Doc::Map(map))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_keep_their_text() {
        let doc = Doc::parse("[1, -1, 0.25, null, true]").unwrap();
        let expected =
            [Doc::Count(1), Doc::Number("-1".into()), Doc::Number("0.25".into()), Doc::Null, Doc::Flag(true)];
        assert_eq!(doc.list().unwrap(), expected);
    }

    #[test]
    fn a_key_twice_an_unknown_field_and_broken_json_are_refused() {
        let twice = Doc::parse(r#"{"a/b":1,"a/b":2}"#).unwrap().map().unwrap_err();
        assert_eq!((twice.code, twice.path.as_str()), (ErrorCode::DuplicateKey, "/a~1b"));
        let unknown = Doc::parse(r#"{"a":1,"c":2}"#).unwrap().fields(["a", "b"]).unwrap_err();
        assert_eq!((unknown.code, unknown.path.as_str()), (ErrorCode::UnknownField, "/c"));
        assert_eq!(Doc::parse("{").unwrap_err().code, ErrorCode::Syntax);
        assert_eq!(Doc::parse("{} {}").unwrap_err().code, ErrorCode::Syntax);
        assert_eq!(Doc::parse(r#""\ud800""#).unwrap_err().code, ErrorCode::Syntax);
        assert_eq!(Doc::parse(&"[".repeat(100_000)).unwrap_err().code, ErrorCode::Syntax);
        assert_eq!(Doc::parse(&" ".repeat(MAX_DOCUMENT + 1)).unwrap_err().code, ErrorCode::Limit);
    }

    #[test]
    fn lines_are_short_and_without_controls() {
        assert_eq!(check_line("a\u{0}b").unwrap_err().code, ErrorCode::ControlCharacter);
        assert_eq!(check_line(&"字".repeat(257)).unwrap_err().code, ErrorCode::Limit);
        assert!(check_line(&"字".repeat(256)).is_ok());
    }
}
