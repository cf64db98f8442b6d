//! The JSON Schema of the record, made from the field table.

use serde_json::{Map, Value as Json, json};

use super::field::{Bounds, Confidentiality, Field, Shape, Type};
use super::heading::TrainingRecord;
use crate::json::Limits;

/// The JSON Schema (2020-12) of a training record. Unknown keys are allowed: they end in `Review.warnings`.
#[must_use]
pub fn json_schema() -> Json {
    let mut definitions = Map::new();
    collect(&TrainingRecord::SHAPE, &mut definitions);
    let mut schema = object(&TrainingRecord::SHAPE);
    if let Some(map) = schema.as_object_mut() {
        map.insert("$schema".into(), json!("https://json-schema.org/draft/2020-12/schema"));
        map.insert("title".into(), json!("TrainingRecord"));
        map.insert("required".into(), json!(["schema_version", "kind"]));
        map.insert("$defs".into(), Json::Object(definitions));
        if let Some(version) = map.get_mut("properties").and_then(|fields| fields.get_mut("schema_version")) {
            *version = json!({ "const": super::SCHEMA_VERSION, "description": "Version of this schema." });
        }
    }
    schema
}

/// Notes the schema of every object below.
fn collect(shape: &Shape, into: &mut Map<String, Json>) {
    for field in shape.fields {
        let mut ty = field.ty;
        while let Type::List(item) = ty {
            ty = *item;
        }
        match ty {
            Type::Object(inner) if !into.contains_key(inner.name) => {
                into.insert(inner.name.into(), object(inner));
                collect(inner, into);
            }
            Type::Code(codes) => {
                let names = codes.rows.iter().map(|row| format!("{}: {} ({})", row.code, row.zh, row.en));
                let text = names.collect::<Vec<_>>().join("; ");
                let values: Vec<_> = codes.rows.iter().map(|row| row.code).collect();
                into.insert(codes.name.into(), json!({ "type": "string", "enum": values, "description": text }));
            }
            _ => {}
        }
    }
}

fn object(shape: &Shape) -> Json {
    let fields: Map<String, Json> = shape.fields.iter().map(|field| (field.name.into(), property(field))).collect();
    json!({ "type": "object", "description": shape.doc.trim(), "properties": fields })
}

fn property(field: &Field) -> Json {
    let mut schema = of_type(field.ty, field);
    if let Some(map) = schema.as_object_mut() {
        map.insert("description".into(), json!(field.doc.trim()));
        map.insert("x-clause".into(), json!(field.clause));
        if !field.unit.is_empty() {
            map.insert("x-unit".into(), json!(field.unit));
        }
        if let Some(facet) = field.facet {
            map.insert("x-facet".into(), json!(facet.code()));
        }
        if field.confidentiality != Confidentiality::Internal {
            map.insert("x-confidentiality".into(), json!(format!("{:?}", field.confidentiality)));
        }
        if !field.kinds.is_empty() {
            map.insert("x-kinds".into(), json!(field.kinds.iter().map(|kind| kind.code()).collect::<Vec<_>>()));
        }
        if field.is_past {
            map.insert("x-past".into(), json!(true));
        }
    }
    schema
}

/// The schema of a type; what may be absent may be `null` too.
fn of_type(ty: Type, field: &Field) -> Json {
    let limits = Limits::default();
    match ty {
        Type::Text => {
            json!({ "type": ["string", "null"], "maxLength": if field.is_long { limits.long_text } else { limits.text } })
        }
        Type::Date => json!({ "type": ["string", "null"], "format": "date" }),
        Type::Time => json!({ "type": ["string", "null"], "pattern": "^([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9])?$" }),
        Type::Stamp => json!({ "type": ["string", "null"], "format": "date-time" }),
        Type::Count => json!({ "type": ["integer", "null"], "minimum": 0, "maximum": u32::MAX }),
        Type::Flag => json!({ "type": ["boolean", "null"] }),
        Type::Decimal => {
            let bounds = match field.bounds {
                Bounds::Score => "0 or more, at most two decimals",
                Bounds::Share => "from 0 to 1",
                Bounds::Amount => "0 or more",
            };
            json!({ "type": ["string", "number", "null"], "x-bounds": bounds })
        }
        Type::Code(codes) => json!({ "anyOf": [reference(codes.name), { "type": "null" }] }),
        Type::Object(shape) => json!({ "anyOf": [reference(shape.name), { "type": "null" }] }),
        Type::List(item) => {
            let items = match item {
                Type::Code(codes) => reference(codes.name),
                Type::Object(shape) => reference(shape.name),
                other => of_type(*other, field),
            };
            json!({ "type": ["array", "null"], "items": items, "maxItems": limits.list })
        }
    }
}

fn reference(name: &str) -> Json {
    json!({ "$ref": format!("#/$defs/{name}") })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every reference leads somewhere, every field says what it means and where it comes from.
    #[test]
    fn the_schema_is_whole() {
        let schema = json_schema();
        let definitions = schema["$defs"].as_object().unwrap();
        let text = schema.to_string();
        for part in text.split("#/$defs/").skip(1) {
            let name = part.split('"').next().unwrap();
            assert!(definitions.contains_key(name), "{name}");
        }
        for shape in definitions.values().chain([&schema]).filter(|shape| shape["type"] == "object") {
            for (name, field) in shape["properties"].as_object().unwrap() {
                let says = !field["description"].as_str().unwrap().is_empty();
                assert!(
                    says && (name == "schema_version" || field["x-clause"].as_str().unwrap().contains('.')),
                    "{name}"
                );
            }
        }
        assert_eq!(schema["properties"]["photos"]["items"]["$ref"], "#/$defs/Photo");
        assert_eq!(schema["properties"]["stage"]["x-kinds"][0], "SpecialOperation");
    }

    #[test]
    fn a_pointer_finds_its_field() {
        let shape = TrainingRecord::shape();
        assert_eq!(shape.at("/photos/3/taken_at").unwrap().clause, "III.2.3.d");
        assert_eq!(shape.at("/participants/0/person/employee_no").unwrap().name, "employee_no");
        assert_eq!(shape.at("/high_risk/0").unwrap().name, "high_risk");
        for pointer in ["/photos/x/taken_at", "/photo", "/name/x", "/photos/0/0"] {
            assert_eq!(shape.at(pointer), None, "{pointer}");
        }
    }

    /// Every kind of evidence of chapters III and IV has its place, so that later rules find their facts.
    #[test]
    fn every_kind_of_evidence_has_its_place() {
        for (clause, pointers) in [
            ("II.2.2.a", &["/supervision/supervisor"][..]),
            ("II.2.2.b", &["/presence"]),
            ("II.2.2.c", &["/plan_item/topics", "/lecture/topics"]),
            ("II.2.2.d", &["/deviations/0/what", "/deviations/0/correction", "/deviations/0/cause"]),
            ("II.3.1.a", &["/notice/sent_at", "/notice/recipients", "/notice/channel"]),
            ("II.4.1.c", &["/package/summary/text"]),
            ("II.4.2.c", &["/package/received_count"]),
            ("II.5.2.a", &["/observations/0/method", "/observations/0/person", "/observations/0/verdict"]),
            ("II.6.2.a", &["/archive/paper/cabinet", "/archive/paper/archive_box", "/storage/cabinet/dedicated"]),
            (
                "III.2.2.a",
                &["/lecture/topic", "/lecture/knowledge_points", "/lecture/case_points", "/lecture/interaction"],
            ),
            ("III.2.2.b", &["/lecture/marks/0/kind", "/lecture/marks/0/text"]),
            ("III.2.2.c", &["/lecture/courseware/0/holding", "/lecture/courseware/0/digest"]),
            ("III.2.3.a", &["/supervision/arrived_at", "/supervision/left_at"]),
            ("III.2.3.b", &["/supervision/discipline", "/supervision/participation", "/supervision/anomalies/0/kind"]),
            ("III.3.1.a", &["/package/contents"]),
            ("III.3.1.c", &["/package/cover/items", "/package/cover/handed_by", "/package/cover/signature"]),
            ("III.3.2.d", &["/plan_item/goals", "/assessment/items/0/goal"]),
            ("III.3.2.e", &["/review/stamp/text", "/review/stamp/reviewer", "/review/stamp/digest"]),
            ("III.4.2.a", &["/storage/cabinet/fireproof", "/storage/cabinet/dampproof", "/storage/cabinet/label"]),
            ("III.4.2.c", &["/archive/electronic/read_only"]),
            ("III.4.2.d", &["/storage/media/0/kind", "/storage/media/0/site", "/storage/media/0/verified_at"]),
            ("III.4.3.a", &["/certificates/0/holder", "/certificates/0/number"]),
            ("III.4.3.b", &["/certificate_no"]),
            ("IV.1.2.c", &["/content_summary/runs/0/bold", "/content_summary/runs/0/underline"]),
            ("IV.1.3.a", &["/paper/width_mm", "/paper/title_font", "/paper/body_size", "/paper/line_spacing"]),
            ("IV.1.3.c", &["/paper/header_logo", "/paper/header_text", "/paper/footer_confidentiality"]),
            ("IV.3.1.f", &["/review/confirmations/0/stage", "/review/confirmations/0/signer"]),
            ("I.4.1.b", &["/archive/amendments/0/before", "/archive/amendments/0/after"]),
            ("X.7", &["/course_id"]),
            ("I.4.4.b", &["/links/plan", "/links/sign_in", "/links/papers", "/links/media"]),
        ] {
            for pointer in pointers {
                assert_eq!(TrainingRecord::shape().at(pointer).map(|field| field.clause), Some(clause), "{pointer}");
            }
        }
    }
}
