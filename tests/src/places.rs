//! The places of a record: every pointer in it, copies without some of them, what the field table says of each.

use anxun::record::{Field, TrainingRecord, Type};
use serde_json::{Map, Value};

/// Every pointer of a value but its own, parents before children.
#[must_use]
pub fn pointers(value: &Value) -> Vec<String> {
    let mut found = Vec::new();
    walk(value, String::new(), &mut found);
    found
}

fn walk(value: &Value, here: String, found: &mut Vec<String>) {
    let mut below = |token: String, inner: &Value| {
        let pointer = format!("{here}/{token}");
        found.push(pointer.clone());
        walk(inner, pointer, found);
    };
    match value {
        Value::Object(fields) => fields.iter().for_each(|(key, inner)| below(anxun::json::escape_token(key), inner)),
        Value::Array(items) => items.iter().enumerate().for_each(|(at, inner)| below(at.to_string(), inner)),
        _ => {}
    }
}

/// A copy without the places for which `out` says so; what lies below them goes with them.
#[must_use]
pub fn without(value: &Value, out: &dyn Fn(&str) -> bool) -> Value {
    copy(value, String::new(), out)
}

fn copy(value: &Value, here: String, out: &dyn Fn(&str) -> bool) -> Value {
    match value {
        Value::Object(fields) => {
            let kept = fields.iter().filter_map(|(key, inner)| {
                let pointer = format!("{here}/{}", anxun::json::escape_token(key));
                (!out(&pointer)).then(|| (key.clone(), copy(inner, pointer, out)))
            });
            Value::Object(kept.collect::<Map<_, _>>())
        }
        Value::Array(items) => {
            let kept = items.iter().enumerate().filter_map(|(at, inner)| {
                let pointer = format!("{here}/{at}");
                (!out(&pointer)).then(|| copy(inner, pointer, out))
            });
            Value::Array(kept.collect())
        }
        other => other.clone(),
    }
}

/// The field of the record to which a pointer leads; an item leads to its list.
#[must_use]
pub fn field(pointer: &str) -> Option<&'static Field> {
    TrainingRecord::shape().at(pointer)
}

/// Whether a pointer leads to a text.
#[must_use]
pub fn is_text(pointer: &str) -> bool {
    field(pointer).is_some_and(|field| field.ty == Type::Text || field.ty == Type::List(&Type::Text))
}

/// Whether a pointer has the form of RFC 6901.
#[must_use]
pub fn is_pointer(pointer: &str) -> bool {
    let escapes = pointer.split('~').skip(1).all(|rest| rest.starts_with(['0', '1']));
    (pointer.is_empty() || pointer.starts_with('/')) && escapes
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn places_are_found_and_taken_out() {
        let value = json!({"a": {"b/c": [1, 2]}, "d": 3});
        assert_eq!(pointers(&value), ["/a", "/a/b~1c", "/a/b~1c/0", "/a/b~1c/1", "/d"]);
        assert_eq!(without(&value, &|at| at == "/a/b~1c/0" || at == "/d"), json!({"a": {"b/c": [2]}}));
        assert!(is_pointer("") && is_pointer("/a~1b") && !is_pointer("a") && !is_pointer("/a~2"));
        assert!(is_text("/participants/0/person/name") && !is_text("/date"));
    }
}
