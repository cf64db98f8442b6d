//! The canonical writer (RFC 8785): keys sorted by UTF-16 units, no white space, one form for each value.

use serde::Serialize;
use serde_json::{Number, Value};
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
    write(value, &mut out, |number| {
        Err(Error::new(ErrorCode::Range, number.to_string(), "an integer (decimals are written as texts)"))
    })?;
    Ok(out)
}

/// The same for a document from elsewhere, which may hold any number: one that is no integer of 64 bits is written as
/// RFC 8785 has it, in the shortest form that gives the same double.
#[must_use]
pub fn canonical_document(value: &Value) -> String {
    let mut out = String::new();
    // Every number has a form, so that nothing is refused.
    let _ = write(value, &mut out, |number| Ok(shortest(number)));
    out
}

/// A double as ECMAScript writes it (RFC 8785, section 3.2.2.3), from the shortest digits that give it again.
fn shortest(number: &Number) -> String {
    let written = number.to_string();
    let (sign, written) = written.strip_prefix('-').map_or(("", written.as_str()), |rest| ("-", rest));
    let (mantissa, exponent) = written.split_once('e').unwrap_or((written, "0"));
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let all = format!("{whole}{fraction}");
    let significant = all.trim_start_matches('0');
    let zeros = all.len() - significant.len();
    let digits = significant.trim_end_matches('0');
    // Where the point stands, counted from before the first digit that is no zero.
    let point = exponent.parse::<i64>().unwrap_or_default() + whole.len() as i64 - zeros as i64;
    let at = usize::try_from(point).unwrap_or_default();
    let (first, rest) = digits.split_at_checked(1).unwrap_or((digits, ""));
    match point {
        _ if digits.is_empty() => "0".to_owned(),
        1..=21 if at >= digits.len() => format!("{sign}{digits}{}", "0".repeat(at - digits.len())),
        1..=21 => format!("{sign}{}.{}", digits.get(..at).unwrap_or_default(), digits.get(at..).unwrap_or_default()),
        -5..=0 => format!("{sign}0.{}{digits}", "0".repeat(point.unsigned_abs() as usize)),
        _ => {
            let dot = if rest.is_empty() { "" } else { "." };
            format!("{sign}{first}{dot}{rest}e{}{}", if point > 0 { "+" } else { "-" }, (point - 1).unsigned_abs())
        }
    }
}

/// SHA-256 of a text, in hexadecimal digits.
#[must_use]
pub fn digest(text: &str) -> String {
    Sha256::digest(text.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Writes a value; `decimal` writes a number that is no integer of 64 bits.
fn write(value: &Value, out: &mut String, decimal: fn(&Number) -> Result<String>) -> Result<()> {
    match value {
        Value::Null => out.push_str("null"),
        Value::Bool(true) => out.push_str("true"),
        Value::Bool(false) => out.push_str("false"),
        Value::Number(number) if number.is_f64() => out.push_str(&decimal(number)?),
        Value::Number(number) => out.push_str(&number.to_string()),
        Value::String(text) => quote(text, out),
        Value::Array(items) => {
            out.push('[');
            for (position, item) in items.iter().enumerate() {
                if position > 0 {
                    out.push(',');
                }
                write(item, out, decimal)?;
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
                write(map.get(key).unwrap_or(&Value::Null), out, decimal)?;
            }
            out.push('}');
        }
    }
    Ok(())
}

/// Canonical JSON written piece by piece, by one who gives the keys in their order.
#[derive(Debug, Default)]
pub struct Canonical(String);

impl Canonical {
    /// An object: `fields` writes each with [`Self::key`] and its value.
    pub fn object(&mut self, fields: impl FnOnce(&mut Self)) {
        self.0.push('{');
        fields(self);
        self.0.push('}');
    }

    /// The key of the next field: a name that needs no escape.
    pub fn key(&mut self, name: &'static str) {
        // A value ends with no opening brace.
        let comma = if self.0.ends_with('{') { "" } else { "," };
        self.0.extend([comma, "\"", name, "\":"]);
    }

    /// A list.
    pub fn list<T>(&mut self, items: &[T], each: impl Fn(&T, &mut Self)) {
        self.0.push('[');
        for (position, item) in items.iter().enumerate() {
            if position > 0 {
                self.0.push(',');
            }
            each(item, self);
        }
        self.0.push(']');
    }

    /// A text.
    pub fn text(&mut self, text: &str) {
        quote(text, &mut self.0);
    }

    /// A whole number or a truth value.
    pub fn bare(&mut self, value: impl std::fmt::Display) {
        self.0.push_str(&value.to_string());
    }

    /// What is written already: a whole value.
    pub fn written(&mut self, other: &Canonical) {
        self.0.push_str(&other.0);
    }

    /// The text so far.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

fn quote(text: &str, out: &mut String) {
    out.push('"');
    if !text.bytes().any(|byte| byte < b' ' || byte == b'"' || byte == b'\\') {
        out.push_str(text);
        return out.push('"');
    }
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

    /// The samples of RFC 8785, section 3.2.2.3 and appendix B.
    #[test]
    fn a_document_may_hold_any_number() {
        assert_eq!(canonical_document(&json!([1e30, 4.50, 2e-3, -0.0, 98.5, 7])), "[1e+30,4.5,0.002,0,98.5,7]");
        for (number, written) in [
            (333333333.3333333, "333333333.3333333"),
            (0.000000000000000000000000001, "1e-27"),
            (5e-324, "5e-324"),
            (-1.7976931348623157e308, "-1.7976931348623157e+308"),
            (295147905179352830000.0, "295147905179352830000"),
            (999999999999999700000.0, "999999999999999700000"),
            (1e21, "1e+21"),
            (9.999999999999997e22, "9.999999999999997e+22"),
            (0.000001, "0.000001"),
            (1e-7, "1e-7"),
            (1424953923781206.2, "1424953923781206.2"),
            (-0.0000033333333333333333, "-0.0000033333333333333333"),
        ] {
            assert_eq!(canonical_document(&json!(number)), written);
        }
    }
}
