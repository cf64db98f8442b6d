//! The field table: what each field of the record is called, holds, means and belongs to.
//!
//! The JSON Schema, the setters by pointer, the docs and the masking of errors read it.

use crate::json::SLOTS;
use crate::rule::Facet;
use crate::vocab::{Codes, TrainingKind};

/// What a field holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Type {
    /// A text: one line, or a long text where the field says so.
    Text,
    /// A date `YYYY-MM-DD`.
    Date,
    /// A time of day `hh:mm` or `hh:mm:ss`.
    Time,
    /// A stamp, RFC 3339 with offset.
    Stamp,
    /// A whole number from 0 to 4 294 967 295.
    Count,
    /// `true` or `false`.
    Flag,
    /// A decimal, read from a text or a number, written as a text.
    Decimal,
    /// One code of an enumeration.
    Code(&'static Codes),
    /// An object.
    Object(&'static Shape),
    /// A list.
    List(&'static Type),
}

/// Who may see the value of a field (I.4.5.a).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Confidentiality {
    /// Inside the company.
    Internal,
    /// Data of a person: never in an error or a message.
    Personal,
    /// Data of a person that asks for strict protection (health, certificate numbers that embed an ID number).
    Sensitive,
}

/// An object of the record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shape {
    /// Name of the object in the schema.
    pub name: &'static str,
    /// What it is.
    pub doc: &'static str,
    /// Its fields, in the declared order.
    pub fields: &'static [Field],
}

/// One field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Field {
    /// JSON name, for ever.
    pub name: &'static str,
    /// What it holds.
    pub ty: Type,
    /// What it means.
    pub doc: &'static str,
    /// Row of the requirements where it comes from.
    pub clause: &'static str,
    /// Unit of the value; empty where it has none.
    pub unit: &'static str,
    /// Facet that a source must carry for the field to be known; only fields of the record itself name one.
    pub facet: Option<Facet>,
    /// Who may see it.
    pub confidentiality: Confidentiality,
    /// Kinds of training to which it belongs; empty for all (a field of another variant is a fault).
    pub kinds: &'static [TrainingKind],
    /// Whether it is a long text.
    pub is_long: bool,
    /// Whether it is the stamp of something done, which cannot lie after `as_of` (C-47).
    pub is_past: bool,
    /// Whether it is an employee number, which has to match `employee_no.pattern`.
    pub is_employee_no: bool,
    /// Bounds of a decimal.
    pub bounds: Bounds,
    /// Where the reader notes how long the list was, see [`Reader::list`](crate::json::Reader::list).
    pub(crate) slot: usize,
}

/// A slot for a name: two lists that share one only guess each other's length.
#[allow(clippy::indexing_slicing)]
const fn slot_of(name: &str) -> usize {
    let (bytes, mut slot, mut at) = (name.as_bytes(), 0, 0);
    while at < bytes.len() {
        slot = (slot * 31 + bytes[at] as usize) % SLOTS;
        at += 1;
    }
    slot
}

/// Bounds of a decimal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bounds {
    /// 0 or more, at most two decimals.
    Score,
    /// From 0 to 1.
    Share,
    /// 0 or more.
    Amount,
}

impl Field {
    /// A field with its meaning and clause.
    #[must_use]
    pub const fn new(name: &'static str, ty: Type, doc: &'static str, clause: &'static str) -> Self {
        Field {
            name,
            ty,
            doc,
            clause,
            unit: "",
            facet: None,
            confidentiality: Confidentiality::Internal,
            kinds: &[],
            is_long: false,
            is_past: false,
            is_employee_no: false,
            bounds: Bounds::Score,
            slot: slot_of(name),
        }
    }

    /// Belongs to a facet.
    #[must_use]
    pub const fn facet(self, facet: Facet) -> Self {
        Field { facet: Some(facet), ..self }
    }

    /// Has a unit.
    #[must_use]
    pub const fn unit(self, unit: &'static str) -> Self {
        Field { unit, ..self }
    }

    /// Is data of a person.
    #[must_use]
    pub const fn personal(self) -> Self {
        Field { confidentiality: Confidentiality::Personal, ..self }
    }

    /// Is sensitive data of a person.
    #[must_use]
    pub const fn sensitive(self) -> Self {
        Field { confidentiality: Confidentiality::Sensitive, ..self }
    }

    /// Belongs to some kinds of training only.
    #[must_use]
    pub const fn of(self, kinds: &'static [TrainingKind]) -> Self {
        Field { kinds, ..self }
    }

    /// Is a long text: line breaks and tabs are allowed.
    #[must_use]
    pub const fn long(self) -> Self {
        Field { is_long: true, ..self }
    }

    /// Is the stamp of something done.
    #[must_use]
    pub const fn past(self) -> Self {
        Field { is_past: true, ..self }
    }

    /// Is an employee number.
    #[must_use]
    pub const fn employee_no(self) -> Self {
        Field { is_employee_no: true, confidentiality: Confidentiality::Personal, ..self }
    }

    /// Is a fraction from 0 to 1.
    #[must_use]
    pub const fn share(self) -> Self {
        Field { bounds: Bounds::Share, ..self }
    }

    /// Is an amount: 0 or more, any decimals.
    #[must_use]
    pub const fn amount(self) -> Self {
        Field { bounds: Bounds::Amount, ..self }
    }
}

impl Shape {
    /// The field of a name.
    #[must_use]
    pub fn field(&self, name: &str) -> Option<&'static Field> {
        self.fields.iter().find(|field| field.name == name)
    }

    /// The field to which a JSON pointer leads; a pointer to an item of a list leads to the list's field.
    #[must_use]
    pub fn at(&self, pointer: &str) -> Option<&'static Field> {
        let mut shape = *self;
        let mut found = None;
        let mut list: Option<&'static Type> = None;
        for token in pointer.split('/').skip(1) {
            if let Some(item) = list.take() {
                token.parse::<u32>().ok()?;
                match item {
                    Type::Object(inner) => shape = **inner,
                    Type::List(inner) => list = Some(inner),
                    _ => shape = Shape { fields: &[], ..shape },
                }
                continue;
            }
            let field = shape.field(token)?;
            found = Some(field);
            match field.ty {
                Type::Object(inner) => shape = *inner,
                Type::List(inner) => list = Some(inner),
                _ => shape = Shape { fields: &[], ..shape },
            }
        }
        found
    }
}
