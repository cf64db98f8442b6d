//! The document behind a draft: facts set one by one by JSON pointer, each checked against the field table.
//!
//! Every value is read by the record's own reader, in a small document that holds nothing else: a draft refuses
//! exactly what a document would have refused, with the same code. Holds no `unsafe` and knows nothing of C.

use anxun::error::{Error, ErrorCode, Faults, Result};
use anxun::json::Limits;
use anxun::record::{Document, SCHEMA_VERSION, TrainingRecord, Type};
use serde_json::{Map, Value, json};

/// A record on its way.
pub(crate) struct Draft {
    root: Value,
    limits: Limits,
}

/// A step of a pointer that the field table knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    Key(&'static str),
    Item(usize),
}

/// A value as the caller has it.
pub(crate) enum Given<'g> {
    Text(&'g str),
    Count(u32),
    Flag(bool),
    Decimal(&'g str),
}

impl Draft {
    /// A draft that holds the schema version alone.
    pub(crate) fn new() -> Self {
        Draft { root: json!({ "schema_version": SCHEMA_VERSION }), limits: Limits::default() }
    }

    /// Sets one value.
    pub(crate) fn set(&mut self, pointer: &str, given: &Given<'_>) -> std::result::Result<(), Faults> {
        let at = |error: Error| error.at(pointer);
        let (steps, ty) = self.steps(pointer, Type::Object(TrainingRecord::shape()))?;
        let value = value(given, ty).map_err(at)?;
        fits(Some(&self.root), &steps).map_err(at)?;
        let mut probe = Value::Null;
        put(&mut probe, &as_first(&steps), value.clone());
        read(&probe).map_err(|mut faults| {
            faults.0.iter_mut().for_each(|fault| fault.path = pointer.to_owned());
            faults
        })?;
        put(&mut self.root, &steps, value);
        Ok(())
    }

    /// Takes a value, an object or a list out; of a list only its last item, so that no other moves. What is not there
    /// stays so.
    pub(crate) fn unset(&mut self, pointer: &str) -> Result<()> {
        let (steps, _) = self.steps(pointer, Type::Object(TrainingRecord::shape()))?;
        let Some((last, steps)) = steps.split_last() else { return Ok(()) };
        let Some(holder) = find(&mut self.root, steps) else { return Ok(()) };
        match (holder, last) {
            (Value::Object(map), Step::Key(name)) => {
                map.remove(*name);
            }
            (Value::Array(items), Step::Item(at)) if at + 1 < items.len() => {
                let expected = format!("the last item, {}", items.len() - 1);
                return Err(Error::new(ErrorCode::Range, format!("item {at}"), expected).at(pointer));
            }
            (Value::Array(items), Step::Item(at)) => items.truncate(*at),
            _ => {}
        }
        Ok(())
    }

    /// Sets one column of a list: the field of the first item, of the second, … An absent value makes the item where it
    /// is not there yet, and otherwise leaves it alone.
    pub(crate) fn rows(&mut self, list: &str, field: &str, values: &[Option<&str>]) -> std::result::Result<(), Faults> {
        let (list_steps, ty) = self.steps(list, Type::Object(TrainingRecord::shape()))?;
        let Type::List(item) = ty else {
            return Err(Error::new(ErrorCode::Type, type_name(ty), "a list").at(list).into());
        };
        let (field_steps, ty) = match field {
            "" => (vec![], *item),
            field => self.steps(field, *item)?,
        };
        if values.len() > self.limits.list {
            let expected = format!("at most {} items", self.limits.list);
            return Err(Error::new(ErrorCode::Limit, format!("{} items", values.len()), expected).at(list).into());
        }
        fits(Some(&self.root), &list_steps).map_err(|error| error.at(list))?;
        let mut column = Vec::with_capacity(values.len());
        for (at, text) in values.iter().enumerate() {
            let place = || format!("{list}/{at}{field}");
            column.push(cell(*text, ty, !field.is_empty()).map_err(|error| error.at(place()))?);
            let row = [list_steps.as_slice(), &[Step::Item(at)]].concat();
            fits(get(&self.root, &row), &field_steps).map_err(|error| error.at(place()))?;
        }
        self.probe_rows(list, &list_steps, &field_steps, &column)?;
        let items = find_or_make(&mut self.root, &list_steps, Value::Array(vec![]));
        fill_rows(items, &field_steps, column);
        Ok(())
    }

    /// Reads a column as the only thing of a document.
    fn probe_rows(
        &self,
        list: &str,
        list_steps: &[Step],
        field_steps: &[Step],
        column: &[Option<Value>],
    ) -> std::result::Result<(), Faults> {
        let first = as_first(list_steps);
        let mut probe = Value::Null;
        fill_rows(find_or_make(&mut probe, &first, Value::Array(vec![])), &as_first(field_steps), column.to_vec());
        let prefix = first.iter().map(|step| step.token()).collect::<String>();
        read(&probe).map_err(|mut faults| {
            for fault in &mut faults.0 {
                fault.path = match fault.path.strip_prefix(&prefix) {
                    Some(rest) => format!("{list}{rest}"),
                    None => list.to_owned(),
                };
            }
            faults
        })
    }

    /// The record, whole or not at all.
    pub(crate) fn finish(self) -> std::result::Result<TrainingRecord, Faults> {
        TrainingRecord::from_json(&self.root.to_string())
    }

    /// The steps of a pointer below a type, and the type to which it leads.
    fn steps(&self, pointer: &str, below: Type) -> Result<(Vec<Step>, Type)> {
        let unknown = || {
            let found = if pointer.len() <= 256 { pointer.escape_debug().to_string() } else { "a long text".into() };
            Error::new(ErrorCode::UnknownPointer, found, "a pointer of the field table (record.schema)")
        };
        let tokens = pointer.strip_prefix('/').ok_or_else(unknown)?.split('/');
        let (mut steps, mut ty) = (Vec::new(), below);
        for token in tokens {
            ty = match ty {
                Type::Object(shape) => {
                    let field = shape.field(token).ok_or_else(unknown)?;
                    steps.push(Step::Key(field.name));
                    field.ty
                }
                Type::List(item) => {
                    let at = index(token).ok_or_else(unknown)?;
                    if at >= self.limits.list {
                        let expected = format!("at most {} items", self.limits.list);
                        return Err(Error::new(ErrorCode::Limit, format!("item {at}"), expected).at(pointer));
                    }
                    steps.push(Step::Item(at));
                    *item
                }
                _ => return Err(unknown()),
            };
        }
        Ok((steps, ty))
    }
}

impl Step {
    fn token(self) -> String {
        match self {
            Step::Key(name) => format!("/{name}"),
            Step::Item(at) => format!("/{at}"),
        }
    }
}

/// An index as JSON pointers write it: `-`, signs and leading zeros are none.
fn index(token: &str) -> Option<usize> {
    let is_plain = token.bytes().all(|byte| byte.is_ascii_digit()) && (token == "0" || !token.starts_with('0'));
    if is_plain && !token.is_empty() { token.parse().ok() } else { None }
}

/// The same place where every list has one item.
fn as_first(steps: &[Step]) -> Vec<Step> {
    let first = |step: &Step| if let Step::Item(_) = step { Step::Item(0) } else { *step };
    steps.iter().map(first).collect()
}

fn type_name(ty: Type) -> &'static str {
    match ty {
        Type::Text => "a text",
        Type::Date => "a date",
        Type::Time => "a time",
        Type::Stamp => "a stamp",
        Type::Count => "a count",
        Type::Flag => "a flag",
        Type::Decimal => "a decimal",
        Type::Code(_) => "a code",
        Type::Object(_) => "an object",
        Type::List(_) => "a list",
    }
}

/// The JSON of a value, where the setter is that of the type.
fn value(given: &Given<'_>, ty: Type) -> Result<Value> {
    let is_text = matches!(ty, Type::Text | Type::Date | Type::Time | Type::Stamp | Type::Code(_));
    match given {
        Given::Text(text) if is_text => Ok(Value::from(*text)),
        Given::Count(count) if ty == Type::Count => Ok(Value::from(*count)),
        Given::Flag(flag) if ty == Type::Flag => Ok(Value::from(*flag)),
        Given::Decimal(text) if ty == Type::Decimal => Ok(Value::from(*text)),
        Given::Text(_) => Err(Error::new(ErrorCode::Type, "a text", type_name(ty))),
        Given::Count(_) => Err(Error::new(ErrorCode::Type, "a count", type_name(ty))),
        Given::Flag(_) => Err(Error::new(ErrorCode::Type, "a flag", type_name(ty))),
        Given::Decimal(_) => Err(Error::new(ErrorCode::Type, "a decimal", type_name(ty))),
    }
}

/// The JSON of one cell of a column, which holds every type as a text.
fn cell(text: Option<&str>, ty: Type, may_be_absent: bool) -> Result<Option<Value>> {
    let Some(text) = text else {
        let missing = || Error::new(ErrorCode::Missing, "no value", type_name(ty));
        return if may_be_absent { Ok(None) } else { Err(missing()) };
    };
    let refused = || Error::new(ErrorCode::Type, "a text", type_name(ty));
    let given = match ty {
        Type::Count => Given::Count(index(text).and_then(|count| u32::try_from(count).ok()).ok_or_else(refused)?),
        Type::Flag => Given::Flag(text.parse().map_err(|_| refused())?),
        Type::Decimal => Given::Decimal(text),
        _ => Given::Text(text),
    };
    value(&given, ty).map(Some)
}

/// Whether the steps leave no gap: an index is at most the length of its list.
fn fits(mut root: Option<&Value>, steps: &[Step]) -> Result<()> {
    for step in steps {
        root = match step {
            Step::Key(name) => root.and_then(|value| value.get(name)),
            Step::Item(at) => {
                let len = root.and_then(Value::as_array).map_or(0, Vec::len);
                if *at > len {
                    let expected = format!("an index up to {len}, which appends");
                    return Err(Error::new(ErrorCode::Range, format!("item {at}"), expected));
                }
                root.and_then(|value| value.get(at))
            }
        };
    }
    Ok(())
}

fn get<'v>(root: &'v Value, steps: &[Step]) -> Option<&'v Value> {
    steps.iter().try_fold(root, |value, step| match step {
        Step::Key(name) => value.get(name),
        Step::Item(at) => value.get(at),
    })
}

fn find<'v>(root: &'v mut Value, steps: &[Step]) -> Option<&'v mut Value> {
    steps.iter().try_fold(root, |value, step| match step {
        Step::Key(name) => value.get_mut(name),
        Step::Item(at) => value.get_mut(at),
    })
}

/// The value at a place, made with all that surrounds it where it is not there.
fn find_or_make<'v>(root: &'v mut Value, steps: &[Step], empty: Value) -> &'v mut Value {
    let found = steps.iter().fold(root, |value, step| match step {
        Step::Key(name) => object(value).entry(*name).or_insert(Value::Null),
        Step::Item(at) => item(value, *at),
    });
    if found.is_null() {
        *found = empty;
    }
    found
}

/// The map of an object. Where the value is none, it is made one.
fn object(value: &mut Value) -> &mut Map<String, Value> {
    loop {
        match *value {
            Value::Object(ref mut map) => return map,
            ref mut other => *other = Value::Object(Map::new()),
        }
    }
}

/// An item of a list, appended where it is not there.
fn item(value: &mut Value, at: usize) -> &mut Value {
    loop {
        match *value {
            Value::Array(ref mut items) => {
                if items.len() <= at {
                    items.resize(at + 1, Value::Null);
                }
                return items.get_mut(at).unwrap_or_else(|| unreachable!("the list was made long enough"));
            }
            ref mut other => *other = Value::Array(vec![]),
        }
    }
}

fn put(root: &mut Value, steps: &[Step], value: Value) {
    *find_or_make(root, steps, Value::Null) = value;
}

fn fill_rows(list: &mut Value, field_steps: &[Step], column: Vec<Option<Value>>) {
    for (at, cell) in column.into_iter().enumerate() {
        let row = item(list, at);
        match cell {
            Some(value) => put(row, field_steps, value),
            None if row.is_null() => *row = Value::Object(Map::new()),
            None => {}
        }
    }
}

/// Reads a small document of the record; what the reader finds is what is wrong.
fn read(probe: &Value) -> std::result::Result<(), Faults> {
    let mut document = Document::default();
    let text = probe.to_string();
    let facts = document.read(text.as_bytes())?;
    if facts.faults.is_empty() { Ok(()) } else { Err(Faults(facts.faults)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(draft: &mut Draft, pointer: &str, given: &Given<'_>) -> (ErrorCode, String) {
        let fault = draft.set(pointer, given).unwrap_err().0.remove(0);
        (fault.code, fault.path)
    }

    #[test]
    fn facts_are_set_by_pointer() {
        let mut draft = Draft::new();
        draft.set("/kind", &Given::Text("Refresher")).unwrap();
        draft.set("/date", &Given::Text("2024-03-12")).unwrap();
        draft.set("/time/from", &Given::Text("14:00")).unwrap();
        draft.set("/duration_minutes", &Given::Count(120)).unwrap();
        draft.set("/photos/0/place", &Given::Text("车间")).unwrap();
        draft.set("/photos/1/place", &Given::Text("教室")).unwrap();
        draft.set("/photos/0/digest", &Given::Text("a")).unwrap();
        draft.set("/participants/0/special_operation", &Given::Flag(true)).unwrap();
        draft.set("/topic", &Given::Text("x")).unwrap();
        draft.unset("/topic").unwrap();
        draft.unset("/name").unwrap();
        let record = draft.finish().unwrap();
        assert_eq!(record.photos.len(), 2);
        assert_eq!(record.duration_minutes, Some(120));
        assert_eq!(record.topic, None);
    }

    #[test]
    fn unknown_pointers_and_wrong_types_are_refused() {
        let mut draft = Draft::new();
        let text = Given::Text("x");
        for pointer in ["", "kind", "/", "/kin", "/kind/0", "/photos/-", "/photos/01", "/photos/+1", "/photos/x/place"]
        {
            assert_eq!(refused(&mut draft, pointer, &text).0, ErrorCode::UnknownPointer, "{pointer}");
        }
        for (pointer, given, code) in [
            ("/kind", Given::Text("Nothing"), ErrorCode::UnknownCode),
            ("/kind", Given::Count(1), ErrorCode::Type),
            ("/date", Given::Text("2023-02-30"), ErrorCode::DateFormat),
            ("/session_no", Given::Text("1"), ErrorCode::Type),
            ("/name", Given::Text("a\u{7}b"), ErrorCode::ControlCharacter),
            ("/photos", Given::Text("x"), ErrorCode::Type),
            ("/photos/0", Given::Text("x"), ErrorCode::Type),
            ("/photos/1/place", Given::Text("x"), ErrorCode::Range),
            ("/photos/100000/place", Given::Text("x"), ErrorCode::Limit),
            ("/name", Given::Decimal("1"), ErrorCode::Type),
        ] {
            let (found, path) = refused(&mut draft, pointer, &given);
            assert_eq!((found, path.as_str()), (code, pointer));
        }
        assert_eq!(draft.root, json!({"schema_version": 1}));
    }

    #[test]
    fn a_column_fills_a_list() {
        let mut draft = Draft::new();
        draft.rows("/participants", "/person/employee_no", &[Some("E1"), None, Some("E3")]).unwrap();
        draft.rows("/participants", "/special_operation", &[Some("true"), Some("false")]).unwrap();
        draft.rows("/high_risk", "", &[Some("HotWork")]).unwrap();
        assert_eq!(
            draft.root,
            json!({"schema_version": 1, "high_risk": ["HotWork"], "participants": [
                {"person": {"employee_no": "E1"}, "special_operation": true},
                {"special_operation": false},
                {"person": {"employee_no": "E3"}},
            ]})
        );
        for (list, field, values, code, path) in [
            (
                "/participants",
                "/special_operation",
                vec![Some("ja")],
                ErrorCode::Type,
                "/participants/0/special_operation",
            ),
            ("/participants", "/nothing", vec![Some("x")], ErrorCode::UnknownPointer, ""),
            ("/kind", "", vec![Some("x")], ErrorCode::Type, "/kind"),
            ("/high_risk", "", vec![None], ErrorCode::Missing, "/high_risk/0"),
            ("/photos", "/taken_at", vec![None, Some("x")], ErrorCode::DateFormat, "/photos/1/taken_at"),
        ] {
            let fault = draft.rows(list, field, &values).unwrap_err().0.remove(0);
            assert_eq!((fault.code, fault.path.as_str()), (code, path));
        }
        assert_eq!(draft.root.get("photos"), None);
        assert!(draft.unset("/participants/0").is_err());
        draft.unset("/participants/2").unwrap();
        assert_eq!(draft.finish().unwrap().participants.len(), 2);
    }
}
