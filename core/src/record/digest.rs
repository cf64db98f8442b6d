//! The content digest of a record (内容摘要, I.4.1.b): what the stamp of the review fixes, and RV-05 compares.
//!
//! SHA-256 over the canonical form (RFC 8785) of the facts of the training and the digests of its evidence. Left out is what
//! changes by right after the review: number and state, the milestones and the custody of the record, and the facts of the
//! paper and the file that hold it.

use super::custody::{Package, PackageView};
use super::heading::{TrainingRecord, TrainingRecordView};
use crate::json::{Canonical, digest};

/// The fields of the record that are no content.
pub const NOT_CONTENT: &[&str] = &[
    "schema_version",
    "id",
    "number",
    "state",
    "facets",
    "pdf",
    "paper",
    "review",
    "archive",
    "storage",
    "slips",
    "explanations",
    "holds",
    "links",
];

/// Of the package: its milestones, and what the receiver notes.
pub const NOT_CONTENT_OF_PACKAGE: &[&str] =
    &["handed_at", "uploaded_at", "upload_digest", "received_at", "received_by", "received_count"];

/// The content digest of a record: 64 hex digits.
#[must_use]
pub fn content_digest(record: &TrainingRecordView<'_>) -> String {
    let mut content = Canonical::default();
    content.object(|content| {
        for (name, write) in TrainingRecord::IN_ORDER.iter().filter(|(name, _)| !NOT_CONTENT.contains(name)) {
            match &record.package {
                Some(package) if *name == "package" => write_package(package, content),
                _ => write(record, content),
            }
        }
    });
    digest(content.as_str())
}

/// The package without its milestones, where there is more to it.
fn write_package(package: &PackageView<'_>, content: &mut Canonical) {
    let mut own = Canonical::default();
    let is_content = |name: &str| !NOT_CONTENT_OF_PACKAGE.contains(&name);
    own.object(|own| {
        Package::IN_ORDER.iter().filter(|(name, _)| is_content(name)).for_each(|(_, write)| write(package, own));
    });
    if own.as_str() != "{}" {
        content.key("package");
        content.written(&own);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::fact::Value as _;

    fn digest(body: &str) -> String {
        let text = format!(r#"{{"schema_version":1,"kind":"Refresher",{body}}}"#);
        content_digest(&TrainingRecord::from_json(&text).unwrap().facts().record)
    }

    #[test]
    fn i_4_1_b_the_digest_is_that_of_the_canonical_content() {
        // Counted with sha256sum over `{"kind":"Refresher","name":"复训"}`.
        let own = digest(r#""name":"复训""#);
        assert_eq!(own, "816a32d0f72759b67a2436bc298d7b21269623b83ab57aeab9a4a917b0f24799");
        // The order of keys and the white space of the document do not matter, every fact does.
        assert_eq!(
            content_digest(
                &TrainingRecord::from_json("{\"name\" : \"复训\", \"kind\":\"Refresher\",\"schema_version\":1}")
                    .unwrap()
                    .facts()
                    .record
            ),
            own
        );
        assert_ne!(digest(r#""name":"复训","place":"一号教室""#), own);
    }

    #[test]
    fn what_changes_by_right_after_the_review_is_no_content() {
        let own = digest(r#""name":"复训""#);
        for custody in [
            r#""number":"2024-AJ-SC-001""#,
            r#""state":"Archived""#,
            r#""review":{"stamp":{"text":"已审核"}}"#,
            r#""archive":{"amendments":[{"reason":"更正"}]}"#,
            r#""package":{"handed_at":"2024-03-13T16:00:00+08:00"}"#,
            r#""pdf":{"is_pdf":true}"#,
            r#""holds":[{"kind":"Audit"}]"#,
        ] {
            assert_eq!(digest(&format!(r#""name":"复训",{custody}"#)), own, "{custody}");
        }
        assert_ne!(digest(r#""name":"复训","package":{"summary":{"text":"合格"}}"#), own);
    }

    #[test]
    fn the_content_is_written_as_the_canonical_writer_does() {
        let text = r#"{"schema_version":1,"kind":"Refresher","name":"复\"训\"\\","date":"2024-03-12","delivery":"Online",
            "time":{"to":"16:00","from":"14:00:01"},"duration_minutes":120,"high_risk":["HotWork"],"participants":[],
            "assessment":{"results":[{"theory_score":"88.50","at":"2024-03-12T16:00:00+09:30"}],"parts":["Theory"]},
            "content_summary":{"runs":[{"bold":true,"text":"一\n二"}]},"package":{"cover":{"items":[{"count":2}]}}}"#;
        let record = TrainingRecord::from_json(text).unwrap();
        let mut written = Canonical::default();
        TrainingRecord::canonical(&record.facts().record, &mut written);
        assert_eq!(written.as_str(), crate::json::canonical(&record).unwrap());
    }

    #[test]
    fn what_is_no_content_is_a_field() {
        let field = |pointer: String| TrainingRecord::shape().at(&pointer).is_some();
        assert!(NOT_CONTENT.iter().all(|name| field(format!("/{name}"))));
        assert!(NOT_CONTENT_OF_PACKAGE.iter().all(|name| field(format!("/package/{name}"))));
    }
}
