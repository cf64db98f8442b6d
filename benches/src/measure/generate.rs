//! The record of the unit as Rust source, from the field table: String, Option, Vec, i64, f64 and bool only.

use anxun::record::{Shape, TrainingRecord, Type};
use std::fmt::Write as _;

/// The source of `unit.rs`.
#[must_use]
pub fn unit_source() -> String {
    let mut out = String::from(
        "//! The record of the unit: what serde's derive reads, in owned types. Generated from the field table by\n\
         //! `make-registers`; do not edit.\n\nuse serde::Deserialize;\n",
    );
    let mut done = Vec::new();
    object(TrainingRecord::shape(), &mut done, &mut out);
    out
}

fn object(shape: &Shape, done: &mut Vec<&'static str>, out: &mut String) {
    done.push(shape.name);
    let _ = write!(out, "\n#[derive(Debug, Default, Deserialize)]\n#[serde(default)]\npub struct {} {{\n", shape.name);
    for field in shape.fields {
        let _ = writeln!(out, "    pub {}: {},", field.name, owned(field.ty));
    }
    out.push_str("}\n");
    for field in shape.fields {
        let mut ty = field.ty;
        while let Type::List(item) = ty {
            ty = *item;
        }
        if let Type::Object(inner) = ty {
            if !done.contains(&inner.name) {
                object(inner, done, out);
            }
        }
    }
}

/// The owned type of a field; decimals are texts in the registers that are measured.
fn owned(ty: Type) -> String {
    match ty {
        Type::List(item) => format!("Vec<{}>", plain(*item)),
        other => format!("Option<{}>", plain(other)),
    }
}

fn plain(ty: Type) -> String {
    match ty {
        Type::Text | Type::Date | Type::Time | Type::Stamp | Type::Decimal | Type::Code(_) => "String".to_owned(),
        Type::Count => "i64".to_owned(),
        Type::Flag => "bool".to_owned(),
        Type::Object(shape) => shape.name.to_owned(),
        Type::List(item) => format!("Vec<{}>", plain(*item)),
    }
}
