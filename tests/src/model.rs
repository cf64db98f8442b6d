//! The record once more, slowly: what a document says, walked along the field table, and what serde's derive of the same
//! types makes of it.

use std::collections::BTreeMap;

use anxun::error::ErrorCode;
use anxun::json::{Limits, escape_token};
use anxun::record::{Field, Shape, TrainingRecord, Type};
use serde_json::{Map, Value};

use crate::forms;
use crate::node::Node;

/// What a document says.
#[derive(Debug, Default)]
pub struct Said {
    /// The facts, as a record is written.
    pub record: Value,
    /// Pointer and code of each fault, in the order of the document.
    pub faults: Vec<(String, ErrorCode)>,
    /// Pointers of the first hundred unknown keys, as they are shown.
    pub unknown: Vec<String>,
    /// For each list of objects the positions of the items that were kept.
    pub kept: BTreeMap<String, Vec<u32>>,
    /// Items of the longest list of the record.
    pub longest: usize,
    /// What serde's derive does with it.
    pub derive: Derive,
}

/// What serde's derive does with a document.
#[derive(Clone, Copy, Debug, Default)]
pub struct Derive {
    /// It refuses: a wrong type, a key twice, `null` in a list, a count that is no `i64`.
    pub refuses: bool,
    /// It refuses `null` for a list, which stands for an empty one here.
    pub refuses_null_list: bool,
    /// It refuses a number for a decimal, which the unit of the measurements holds as a text.
    pub refuses_number: bool,
    /// A list stands in the place of an object: it takes that as the fields in their order.
    pub list_as_object: bool,
}

/// What the nodes of a document say.
#[must_use]
pub fn said(document: &Node, limits: Limits) -> Said {
    let mut walk = Walk { said: Said::default(), limits, loose: 0 };
    let record = walk.object(TrainingRecord::shape(), document, "");
    walk.said.record = record.unwrap_or_else(|| Value::Object(Map::new()));
    walk.said
}

struct Walk {
    said: Said,
    limits: Limits,
    /// Faults that no item of a list has absorbed.
    loose: usize,
}

impl Walk {
    fn fault<T>(&mut self, at: &str, code: ErrorCode) -> Option<T> {
        self.loose += 1;
        self.said.faults.push((at.to_owned(), code));
        None
    }

    fn wrong_type<T>(&mut self, at: &str) -> Option<T> {
        self.said.derive.refuses = true;
        self.fault(at, ErrorCode::Type)
    }

    fn object(&mut self, shape: &Shape, node: &Node, at: &str) -> Option<Value> {
        let pairs = match node {
            Node::Object(pairs) => pairs,
            Node::List(_) => {
                self.said.derive.list_as_object = true;
                return self.fault(at, ErrorCode::Type);
            }
            _ => return self.wrong_type(at),
        };
        let mut fields = Map::new();
        let mut seen: Vec<&str> = Vec::new();
        for (key, value) in pairs {
            let here = format!("{at}/{}", escape_token(key));
            match shape.field(key) {
                None => self.unknown(here, at),
                Some(field) if seen.contains(&field.name) => {
                    fields.remove(field.name);
                    self.said.derive.refuses = true;
                    self.fault::<()>(&here, ErrorCode::DuplicateKey);
                }
                Some(field) => {
                    seen.push(field.name);
                    if let Some(value) = self.fact(field, value, &here) {
                        fields.insert(field.name.to_owned(), value);
                    }
                }
            }
        }
        Some(Value::Object(fields))
    }

    fn unknown(&mut self, here: String, at: &str) {
        if self.said.unknown.len() == 100 {
            return;
        }
        let key = &here[at.len() + 1..];
        let is_name =
            key.len() <= 64 && key.chars().all(|sign| sign.is_ascii_alphanumeric() || sign == '_' || sign == '-');
        self.said.unknown.push(if is_name { here } else { at.to_owned() });
    }

    /// What a field holds, where it holds something.
    fn fact(&mut self, field: &Field, node: &Node, at: &str) -> Option<Value> {
        match (field.ty, node) {
            (Type::List(_), Node::Null) => {
                self.said.derive.refuses = true;
                self.said.derive.refuses_null_list = true;
                None
            }
            (_, Node::Null) => None,
            (Type::List(ty), Node::List(items)) => self.list(field, ty, items, at),
            (Type::List(_), _) => self.wrong_type(at),
            _ => self.value(field, &field.ty, node, at),
        }
    }

    fn list(&mut self, field: &Field, ty: &Type, items: &[Node], at: &str) -> Option<Value> {
        self.said.longest = self.said.longest.max(items.len());
        let (mut kept, mut positions) = (Vec::new(), Vec::new());
        let loose = self.loose;
        for (position, item) in (0..).zip(items) {
            let here = format!("{at}/{position}");
            let value = match item {
                Node::Null => self.wrong_type(&here),
                item => self.value(field, ty, item, &here),
            };
            if self.loose == loose {
                kept.extend(value);
                positions.push(position);
            }
            self.loose = loose;
        }
        if matches!(ty, Type::Object(_)) {
            self.said.kept.insert(at.to_owned(), positions);
        }
        (!kept.is_empty()).then_some(Value::Array(kept))
    }

    fn value(&mut self, field: &Field, ty: &Type, node: &Node, at: &str) -> Option<Value> {
        match (ty, node) {
            (Type::Object(shape), node) => self.object(shape, node, at),
            (Type::Text, Node::Text(text)) => self.text(field, text, at),
            (Type::Date, Node::Text(text)) => self.form(forms::date(text).ok_or(ErrorCode::DateFormat), at),
            (Type::Time, Node::Text(text)) => self.form(forms::time(text).ok_or(ErrorCode::DateFormat), at),
            (Type::Stamp, Node::Text(text)) => self.form(forms::stamp(text), at),
            (Type::Code(codes), Node::Text(text)) => {
                let is_code = codes.rows.iter().any(|row| row.code == text);
                self.form(is_code.then(|| text.clone()).ok_or(ErrorCode::UnknownCode), at)
            }
            (Type::Decimal, Node::Text(text) | Node::Number(text)) => {
                if matches!(node, Node::Number(_)) {
                    self.said.derive.refuses = true;
                    self.said.derive.refuses_number = true;
                }
                self.form(forms::decimal(text, field.bounds).ok_or(ErrorCode::Range), at)
            }
            (Type::Count, Node::Number(text)) => {
                self.said.derive.refuses |= !forms::is_i64(text);
                match forms::count(text) {
                    Some(count) => Some(count.into()),
                    None => self.fault(at, ErrorCode::Range),
                }
            }
            (Type::Flag, Node::Flag(flag)) => Some((*flag).into()),
            _ => self.wrong_type(at),
        }
    }

    fn form(&mut self, form: Result<String, ErrorCode>, at: &str) -> Option<Value> {
        match form {
            Ok(text) => Some(text.into()),
            Err(code) => self.fault(at, code),
        }
    }

    fn text(&mut self, field: &Field, text: &str, at: &str) -> Option<Value> {
        let limit = if field.is_long { self.limits.long_text } else { self.limits.text };
        if text.chars().count() > limit {
            return self.fault(at, ErrorCode::Limit);
        }
        let is_break = |sign: char| matches!(sign, '\n' | '\r' | '\t');
        if text.chars().any(|sign| sign.is_control() && !(field.is_long && is_break(sign))) {
            return self.fault(at, ErrorCode::ControlCharacter);
        }
        Some(text.into())
    }
}
