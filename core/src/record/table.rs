//! The field table as plain rows: every field of the record with its place and its Arrow type.

use serde::Serialize;

use super::field::{Confidentiality, Field, Shape, Type};
use super::heading::TrainingRecord;
use crate::rule::Facet;
use crate::vocab::TrainingKind;

/// One field of the record, nested ones too.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FieldRow {
    /// Its place: a JSON pointer in which `*` stands for the items of a list.
    pub path: String,
    /// Its type in the documented Arrow schema.
    #[serde(rename = "type")]
    pub ty: String,
    /// The enumeration, where it is a code.
    pub codes: Option<&'static str>,
    /// Unit of the value.
    pub unit: Option<&'static str>,
    /// Facet to which it belongs: that of the column of the record itself.
    pub facet: Option<Facet>,
    /// Row of the requirements where it comes from.
    pub clause: &'static str,
    /// Who may see it: Internal, Personal or Sensitive.
    pub confidentiality: &'static str,
    /// Kinds of training to which it belongs; empty for all.
    pub kinds: Vec<TrainingKind>,
    /// What it means.
    pub doc: &'static str,
}

/// Every field of the record, in the declared order, each object before its fields.
#[must_use]
pub fn field_table() -> Vec<FieldRow> {
    let mut rows = Vec::new();
    collect(&TrainingRecord::SHAPE, "", None, &mut rows);
    rows
}

fn collect(shape: &'static Shape, above: &str, facet: Option<Facet>, rows: &mut Vec<FieldRow>) {
    for field in shape.fields {
        let path = format!("{above}/{}", field.name);
        let facet = if above.is_empty() { field.facet } else { facet };
        rows.push(row(field, path.clone(), facet));
        let (mut ty, mut below) = (field.ty, path);
        while let Type::List(item) = ty {
            ty = *item;
            below.push_str("/*");
        }
        if let Type::Object(inner) = ty {
            collect(inner, &below, facet, rows);
        }
    }
}

fn row(field: &'static Field, path: String, facet: Option<Facet>) -> FieldRow {
    let mut ty = field.ty;
    while let Type::List(item) = ty {
        ty = *item;
    }
    FieldRow {
        path,
        ty: type_name(field.ty),
        codes: if let Type::Code(codes) = ty { Some(codes.name) } else { None },
        unit: Some(field.unit).filter(|unit| !unit.is_empty()),
        facet,
        clause: field.clause,
        confidentiality: field.confidentiality.name(),
        kinds: field.kinds.to_vec(),
        doc: field.doc.trim(),
    }
}

/// The name of a type in the documented Arrow schema; a list or a struct is named, what stands in it has rows of its own.
fn type_name(ty: Type) -> String {
    match ty {
        Type::Text | Type::Code(_) => "Utf8".into(),
        Type::Date => "Date32".into(),
        Type::Time => "Time32(Second)".into(),
        Type::Stamp => "Timestamp(Microsecond, Asia/Shanghai)".into(),
        Type::Count => "UInt32".into(),
        Type::Flag => "Boolean".into(),
        Type::Decimal => "Decimal128(28, 6)".into(),
        Type::Object(_) => "Struct".into(),
        Type::List(item) => format!("List<{}>", type_name(*item)),
    }
}

impl Confidentiality {
    /// The name in tables.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Confidentiality::Internal => "Internal",
            Confidentiality::Personal => "Personal",
            Confidentiality::Sensitive => "Sensitive",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_field_has_its_row() {
        let rows = field_table();
        let find = |path: &str| rows.iter().find(|row| row.path == path).unwrap();
        assert_eq!(find("/participants/*/person/employee_no").ty, "Utf8");
        assert_eq!(find("/participants/*/person/employee_no").facet, Some(Facet::People));
        assert_eq!(find("/participants/*/person/employee_no").confidentiality, "Personal");
        assert_eq!(find("/participants").ty, "List<Struct>");
        assert_eq!(find("/high_risk").ty, "List<Utf8>");
        assert_eq!(find("/duration_minutes").unit, Some("min"));
        assert_eq!(find("/kind").codes, Some("TrainingKind"));
        let mut paths: Vec<_> = rows.iter().map(|row| &row.path).collect();
        paths.sort();
        paths.dedup();
        assert_eq!(paths.len(), rows.len());
        for row in &rows {
            let pointer = row.path.replace('*', "0");
            assert_eq!(
                TrainingRecord::shape().at(&pointer).map(|field| field.clause),
                Some(row.clause),
                "{}",
                row.path
            );
        }
    }
}
