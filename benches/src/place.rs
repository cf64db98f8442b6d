//! Facts set and taken out by JSON pointer, with which faults are planted.

use serde_json::{Map, Value};

/// Sets a fact; objects on the way are made.
///
/// # Panics
/// Where the pointer leads through something else than an object or an item that is there.
pub fn set(record: &mut Value, pointer: &str, value: impl Into<Value>) {
    let mut here = record;
    let mut steps = pointer.split('/').skip(1).peekable();
    while let Some(step) = steps.next() {
        here = match here {
            Value::Array(items) => items.get_mut(step.parse::<usize>().expect("an index")).expect("an item"),
            Value::Object(fields) => fields
                .entry(step)
                .or_insert_with(|| if steps.peek().is_some() { Value::Object(Map::new()) } else { Value::Null }),
            _ => panic!("{pointer} leads through a value"),
        };
    }
    *here = value.into();
}

/// Takes a fact out; whether it was there.
pub fn remove(record: &mut Value, pointer: &str) -> bool {
    let Some((parent, name)) = pointer.rsplit_once('/') else { return false };
    match record.pointer_mut(parent) {
        Some(Value::Object(fields)) => fields.remove(name).is_some(),
        Some(Value::Array(items)) => {
            let Ok(at) = name.parse::<usize>() else { return false };
            if at < items.len() {
                items.remove(at);
                return true;
            }
            false
        }
        _ => false,
    }
}

/// The list at a pointer; empty where there is none.
#[must_use]
pub fn list<'a>(record: &'a Value, pointer: &str) -> &'a [Value] {
    record.pointer(pointer).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

/// The list at a pointer, to change it.
pub fn list_mut<'a>(record: &'a mut Value, pointer: &str) -> Option<&'a mut Vec<Value>> {
    record.pointer_mut(pointer).and_then(Value::as_array_mut)
}

/// The text at a pointer; empty where there is none.
#[must_use]
pub fn text<'a>(record: &'a Value, pointer: &str) -> &'a str {
    record.pointer(pointer).and_then(Value::as_str).unwrap_or_default()
}

/// Whether there is a fact at a pointer.
#[must_use]
pub fn has(record: &Value, pointer: &str) -> bool {
    record.pointer(pointer).is_some()
}

/// Puts `to` wherever the person of `number` stands.
pub fn replace_person(value: &mut Value, number: &str, to: &Value) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(|item| replace_person(item, number, to)),
        Value::Object(fields) if fields.get("employee_no").and_then(Value::as_str) == Some(number) => {
            *value = to.clone();
        }
        Value::Object(fields) => fields.values_mut().for_each(|field| replace_person(field, number, to)),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn facts_come_and_go() {
        let mut record = json!({"photos": [{"view": "CloseUp"}, {"view": "Panorama"}]});
        set(&mut record, "/review/stamp/text", "已审核");
        set(&mut record, "/photos/1/view", "Interaction");
        assert!(remove(&mut record, "/photos/0") && !remove(&mut record, "/photos/7") && !remove(&mut record, "/x"));
        assert_eq!(record, json!({"photos": [{"view": "Interaction"}], "review": {"stamp": {"text": "已审核"}}}));
        let mut people = json!([{"person": {"employee_no": "E1"}}, {"person": {"employee_no": "E2"}}]);
        replace_person(&mut people, "E2", &json!({"other_kind": "Contractor", "other_key": "C1"}));
        assert_eq!(people[1]["person"]["other_key"], "C1");
        assert_eq!(people[0]["person"]["employee_no"], "E1");
    }
}
