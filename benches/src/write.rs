//! A record as one line of JSON: keys in the declared order or shuffled, texts plain or escaped as Python writes them.

use anxun::record::{Shape, TrainingRecord, Type};
use serde_json::{Map, Value};

use crate::random::Random;

/// How lines are written.
#[derive(Clone, Debug, Default)]
pub struct Style {
    /// Keys in an order that chance gives, anew for each object; else in the declared order.
    pub shuffled: bool,
    /// Everything but ASCII as `\uXXXX`, a space after comma and colon: `json.dumps` of Python as it stands.
    pub escaped: bool,
}

/// Writes one record behind `out`, without a line break.
pub fn line(record: &Value, style: &Style, random: &mut Random, out: &mut String) {
    Writer { style, random, out }.value(record, Some(&Type::Object(TrainingRecord::shape())));
}

/// The record in the declared order, plain.
#[must_use]
pub fn plain_line(record: &Value) -> String {
    let mut out = String::new();
    line(record, &Style::default(), &mut Random::new(0), &mut out);
    out
}

struct Writer<'w> {
    style: &'w Style,
    random: &'w mut Random,
    out: &'w mut String,
}

impl Writer<'_> {
    fn value(&mut self, value: &Value, ty: Option<&Type>) {
        match value {
            Value::Object(fields) => self.object(fields, shape(ty)),
            Value::Array(items) => {
                let ty = match ty {
                    Some(Type::List(item)) => Some(*item),
                    _ => None,
                };
                self.out.push('[');
                for (at, item) in items.iter().enumerate() {
                    self.comma(at);
                    self.value(item, ty);
                }
                self.out.push(']');
            }
            Value::String(text) => self.text(text),
            other => self.out.push_str(&other.to_string()),
        }
    }

    fn object(&mut self, fields: &Map<String, Value>, shape: Option<&Shape>) {
        let mut pairs: Vec<(&str, &Value, Option<&Type>)> = Vec::with_capacity(fields.len());
        match shape {
            // Fields that the table does not know do not come from the makers: the tests hold that.
            Some(shape) => {
                let declared = shape.fields.iter();
                pairs.extend(declared.filter_map(|field| Some((field.name, fields.get(field.name)?, Some(&field.ty)))));
            }
            None => pairs.extend(fields.iter().map(|(name, value)| (name.as_str(), value, None))),
        }
        if self.style.shuffled {
            self.random.shuffle(&mut pairs);
        }
        self.out.push('{');
        for (at, (name, value, ty)) in pairs.into_iter().enumerate() {
            self.comma(at);
            self.text(name);
            self.out.push_str(if self.style.escaped { ": " } else { ":" });
            self.value(value, ty);
        }
        self.out.push('}');
    }

    fn comma(&mut self, at: usize) {
        if at > 0 {
            self.out.push_str(if self.style.escaped { ", " } else { "," });
        }
    }

    fn text(&mut self, text: &str) {
        self.out.push('"');
        for sign in text.chars() {
            match sign {
                '"' => self.out.push_str("\\\""),
                '\\' => self.out.push_str("\\\\"),
                '\n' => self.out.push_str("\\n"),
                '\t' => self.out.push_str("\\t"),
                sign if sign.is_ascii() || !self.style.escaped => self.out.push(sign),
                sign => {
                    for unit in sign.encode_utf16(&mut [0; 2]) {
                        self.out.push_str(&format!("\\u{unit:04x}"));
                    }
                }
            }
        }
        self.out.push('"');
    }
}

fn shape(ty: Option<&Type>) -> Option<&'static Shape> {
    match ty {
        Some(Type::Object(shape)) => Some(shape),
        Some(Type::List(item)) => shape(Some(item)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn each_style_says_the_same() {
        let record = json!({"kind": "Refresher", "schema_version": 1, "name": "消防\"甲\"\n", "photos": [{"view": "CloseUp", "digest": "a"}]});
        assert_eq!(
            plain_line(&record),
            r#"{"schema_version":1,"kind":"Refresher","name":"消防\"甲\"\n","photos":[{"digest":"a","view":"CloseUp"}]}"#
        );
        for shuffled in [false, true] {
            let mut out = String::new();
            line(&record, &Style { shuffled, escaped: true }, &mut Random::new(3), &mut out);
            assert!(out.is_ascii() && out.contains(r"\u6d88\u9632"), "{out}");
            assert_eq!(serde_json::from_str::<Value>(&out).unwrap(), record);
        }
    }
}
