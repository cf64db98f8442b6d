//! An organisation from its JSON text: what serde says, as an error with a code, a pointer and nothing personal.

use serde_path_to_error::{Path, Segment};

use super::data::OrganisationData;
use crate::error::{ERRORS, Error, ErrorCode, Result};

/// Reads the facts.
///
/// # Errors
/// `Syntax`, `Limit` (nesting), `Type`, `Missing`, `UnknownCode`, `DuplicateKey` and what the values refuse.
pub(super) fn read(text: &str) -> Result<OrganisationData> {
    let mut input = serde_json::Deserializer::from_str(text);
    let data = serde_path_to_error::deserialize(&mut input)
        .map_err(|error| translated(error.inner()).at(pointer(error.path())))?;
    input.end().map_err(|error| translated(&error).at(""))?;
    Ok(data)
}

fn pointer(path: &Path) -> String {
    path.iter()
        .map(|segment| match segment {
            Segment::Seq { index } => format!("/{index}"),
            Segment::Map { key } => format!("/{}", key.replace('~', "~0").replace('/', "~1")),
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

/// The four things serde itself can say. Of a value of a wrong type only the type is told: the value may be a name.
fn serdes(text: &str) -> Error {
    let expected = |text: &str| text.split_once(", expected ").map_or("", |(_, expected)| expected).to_owned();
    if let Some(rest) = text.strip_prefix("missing field ") {
        return Error::new(ErrorCode::Missing, "nothing", rest.trim_matches('`'));
    }
    if let Some(rest) = text.strip_prefix("duplicate field ") {
        return Error::new(ErrorCode::DuplicateKey, format!("{} twice", rest.trim_matches('`')), "each key once");
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

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(text: &str) -> (ErrorCode, String) {
        let error = read(text).unwrap_err();
        assert!(!error.to_string().contains("张三"), "{error}");
        (error.code, error.path)
    }

    #[test]
    fn every_refusal_has_its_code_and_its_place() {
        let spell =
            |spell: &str| format!(r#"{{"name":"示例化工","people":[{{"employee_no":"E1","spells":[{spell}]}}]}}"#);
        for (text, code, path) in [
            ("".to_owned(), ErrorCode::Syntax, ""),
            (r#"{"name":"示例化工"} x"#.to_owned(), ErrorCode::Syntax, ""),
            (r#"{"name":"\ud800"}"#.to_owned(), ErrorCode::Syntax, "/name"),
            ("{}".to_owned(), ErrorCode::Missing, ""),
            (r#"{"name":"示例化工","name":"示例化工"}"#.to_owned(), ErrorCode::DuplicateKey, ""),
            (r#"{"name":"示例化工","people":"张三"}"#.to_owned(), ErrorCode::Type, "/people"),
            (
                r#"{"name":"示例化工","units":[{"code":"AJ","name":"安环部","kind":"Division"}]}"#.to_owned(),
                ErrorCode::UnknownCode,
                "/units/0/kind",
            ),
            (
                r#"{"name":"示例化工","units":[{"code":"AJ","name":"安环部","kind":"张三"}]}"#.to_owned(),
                ErrorCode::UnknownCode,
                "/units/0/kind",
            ),
            (r#"{"name":"示例化工","people":[{"name":"张三"}]}"#.to_owned(), ErrorCode::IdRequired, "/people/0"),
            (
                r#"{"name":"示例化工","people":[{"employee_no":"E1","other_key":"张三"}]}"#.to_owned(),
                ErrorCode::OtherVariant,
                "/people/0",
            ),
            (
                spell(r#"{"from":"2023-02-30","unit":"AJ","employment":"Employee"}"#),
                ErrorCode::DateFormat,
                "/people/0/spells/0/from",
            ),
            (
                spell(r#"{"from":"2023-02-01","unit":"AJ","employment":"Boss"}"#),
                ErrorCode::UnknownCode,
                "/people/0/spells/0/employment",
            ),
            (spell(r#"{"from":"2023-02-01","unit":"AJ"}"#), ErrorCode::Missing, "/people/0/spells/0"),
        ] {
            assert_eq!(refused(&text), (code, path.to_owned()), "{text}");
        }
    }

    #[test]
    fn found_and_expected_come_over() {
        let error =
            read(r#"{"name":"示例化工","units":[{"code":"AJ","name":"安环部","kind":"Division"}]}"#).unwrap_err();
        assert_eq!(error.found, "Division");
        assert!(error.expected.contains("`Workshop`"), "{}", error.expected);
        let date = r#"{"name":"示例化工","people":[{"employee_no":"E1","roles":[{"role":"X","from":"2023-02-30"}]}]}"#;
        let error = read(date).unwrap_err();
        assert_eq!(error.found, "2023-02-30");
        let error = read(r#"{"name":5}"#).unwrap_err();
        assert_eq!((error.found.as_str(), error.expected.as_str()), ("integer", "a string"));
    }

    #[test]
    fn deep_nesting_ends_in_an_error() {
        // Below a person keys that nobody knows are held for a moment; elsewhere they are skipped without a stack.
        let deep = format!(r#"{{"name":"示例化工","people":[{{"x":{}"#, "[".repeat(100_000));
        let (code, path) = refused(&deep);
        assert!(code == ErrorCode::Limit && path.starts_with("/people/0/x"), "{path}");
        let skipped = format!(r#"{{"name":"示例化工","x":{}{}}}"#, "[".repeat(100_000), "]".repeat(100_000));
        assert!(read(&skipped).is_ok());
    }
}
