//! The canonical writer (RFC 8785): keys sorted by UTF-16 units, no white space, one form for each value.

use serde::Serialize;
use serde_json::Value;
use sha2::{Digest, Sha256};

use crate::error::{Error, ErrorCode, Result};

/// The canonical JSON text of `value`.
///
/// Answers of this crate hold integers, texts, truth values, lists and objects only, so that the number format of
/// RFC 8785 is never in doubt.
///
/// # Errors
/// [`ErrorCode::Range`] for a number that is no integer of 64 bits.
pub fn canonical<T: Serialize + ?Sized>(value: &T) -> Result<String> {
    let value =
        serde_json::to_value(value).map_err(|error| Error::new(ErrorCode::Type, error.to_string(), "JSON data"))?;
    canonical_value(&value)
}

/// The same for a value that is JSON already.
///
/// # Errors
/// [`ErrorCode::Range`] for a number that is no integer of 64 bits.
pub fn canonical_value(value: &Value) -> Result<String> {
    let mut out = String::new();
    write(value, &mut out)?;
    Ok(out)
}

/// SHA-256 of a text, in hexadecimal digits.
#[must_use]
pub fn digest(text: &str) -> String {
    Sha256::digest(text.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect()
}

fn write(value: &Value, out: &mut String) -> Result<()> {
    match value {
        Value::Null => out.push_str("null"),
        Value::Bool(true) => out.push_str("true"),
        Value::Bool(false) => out.push_str("false"),
        Value::Number(number) if number.is_f64() => {
            return Err(Error::new(ErrorCode::Range, number.to_string(), "an integer (decimals are written as texts)"));
        }
        Value::Number(number) => out.push_str(&number.to_string()),
        Value::String(text) => quote(text, out),
        Value::Array(items) => {
            out.push('[');
            for (position, item) in items.iter().enumerate() {
                if position > 0 {
                    out.push(',');
                }
                write(item, out)?;
            }
            out.push(']');
        }
        Value::Object(map) => {
            let mut keys: Vec<&String> = map.keys().collect();
            keys.sort_by(|one, other| one.encode_utf16().cmp(other.encode_utf16()));
            out.push('{');
            for (position, key) in keys.into_iter().enumerate() {
                if position > 0 {
                    out.push(',');
                }
                quote(key, out);
                out.push(':');
                write(map.get(key).unwrap_or(&Value::Null), out)?;
            }
            out.push('}');
        }
    }
    Ok(())
}

fn quote(text: &str, out: &mut String) {
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\u{8}' => out.push_str("\\b"),
            '\u{c}' => out.push_str("\\f"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            c if c < ' ' => out.push_str(&format!("\\u{:04x}", u32::from(c))),
            c => out.push(c),
        }
    }
    out.push('"');
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn keys_are_sorted_by_utf16_and_texts_have_one_form() {
        let value = json!({"\u{20ac}": "Euro", "\r": "CR", "\u{fb33}": "Dalet", "1": "One", "\u{1f600}": "Smile", "\u{80}": "Ctl", "\u{f6}": "o"});
        assert_eq!(
            canonical_value(&value).unwrap(),
            "{\"\\r\":\"CR\",\"1\":\"One\",\"\u{80}\":\"Ctl\",\"\u{f6}\":\"o\",\"\u{20ac}\":\"Euro\",\"\u{1f600}\":\"Smile\",\"\u{fb33}\":\"Dalet\"}"
        );
        assert_eq!(canonical(&json!([1, true, null, "a\u{1}/"])).unwrap(), "[1,true,null,\"a\\u0001/\"]");
        assert!(canonical(&0.5).is_err());
    }
}
