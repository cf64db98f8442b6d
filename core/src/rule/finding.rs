//! What a rule found: the normal answer for a record that breaks it.
//!
//! Source: section 0 of the requirements (two channels, identity of a finding); "remedy and limit" of the catalogue.

use std::collections::BTreeMap;

use serde::Serialize;
use sha2::{Digest, Sha256};

use super::{Facet, Grade, Remedy, Rule, Severity};
use crate::calendar::Limit;
use crate::value::{Stamp, form};

/// One finding (问题). Employee numbers in `observed`, `expected` and `subject` are masked unless the context reveals
/// them; names never appear.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// Identity, the same in every run and language: 16 hex digits over record id, code, path and ordinal.
    pub id: String,
    /// Code of the rule.
    pub code: &'static str,
    /// How it weighs.
    pub severity: Severity,
    /// Grade of the record defect; absent where it is none.
    pub grade: Option<Grade>,
    /// Whether the grade is only suspected until somebody confirms it.
    pub suspected: bool,
    /// Whether an explanation on the record answers it (X.1); that changes nothing else.
    pub explained: bool,
    /// Facet in which it was found.
    pub facet: Option<Facet>,
    /// The person whom it is about, where it is one.
    pub subject: Option<String>,
    /// JSON pointer in the record.
    pub path: String,
    /// What was observed.
    pub observed: String,
    /// What was expected.
    pub expected: String,
    /// What mends it; absent where it is no record defect.
    pub remedy: Option<Remedy>,
    /// Within which time, once the clock has started.
    pub limit: Option<Limit>,
    /// By when; absent while nothing has started the clock.
    #[serde(with = "form::stamp::option")]
    pub due: Option<Stamp>,
    /// What started the clock of `due`, or what will.
    pub due_by: Option<DueBy>,
    /// Clauses of the scheme.
    pub clauses: &'static [&'static str],
    /// Legal bases.
    pub basis: &'static [&'static str],
    /// Message in Chinese.
    pub message_zh: &'static str,
    /// Message in English.
    pub message_en: &'static str,
    /// The row of the catalogue.
    #[serde(skip)]
    pub rule: &'static Rule,
}

crate::vocab::code::codes! {
    /// What sets the due of a finding (期限依据).
    DueBy {
        Rule "规则本身的时限" "the limit of the rule itself";
        HandOver "移交截止时间" "the due of the hand-over";
        Return "退回补正期限" "the return for correction";
        Slip "整改单" "a slip on the record";
        FromSlip "自整改单签发起算" "the slip, once it is issued";
    }
}

/// Gives findings their identities, in the order in which they stand: an ordinal tells equals apart.
#[must_use]
pub fn finding_ids<'f>(record: &str, places: impl IntoIterator<Item = (&'static str, &'f str)>) -> Vec<String> {
    let mut seen: BTreeMap<(&str, &str), u32> = BTreeMap::new();
    places
        .into_iter()
        .map(|(code, path)| {
            let ordinal = seen.entry((code, path)).or_default();
            let id = finding_id(record, code, path, *ordinal);
            *ordinal += 1;
            id
        })
        .collect()
}

/// The identity of one finding: the first 16 hex digits of SHA-256 over the canonical JSON of
/// `[record id, code, path, ordinal]`.
#[must_use]
pub fn finding_id(record: &str, code: &str, path: &str, ordinal: u32) -> String {
    let bytes = finding_tag(record, code, path, ordinal);
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The eight bytes of the identity of a finding.
#[must_use]
pub fn finding_tag(record: &str, code: &str, path: &str, ordinal: u32) -> [u8; 8] {
    let mut hash = Sha256::new();
    if ordinal == 0 && [record, code, path].into_iter().all(stands_as_it_is) {
        for part in ["[\"", record, "\",\"", code, "\",\"", path, "\",0]"] {
            hash.update(part.as_bytes());
        }
    } else {
        // A list of three texts and a number is canonical JSON whatever it holds; it cannot fail.
        hash.update(crate::json::canonical(&(record, code, path, ordinal)).unwrap_or_default().as_bytes());
    }
    hash.finalize().first_chunk::<8>().copied().unwrap_or_default()
}

/// Whether a text stands in canonical JSON as it is: nothing in it needs an escape.
fn stands_as_it_is(text: &str) -> bool {
    text.bytes().all(|byte| byte >= b' ' && byte != b'"' && byte != b'\\')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_without_escapes_takes_the_short_way_to_the_same_identity() {
        for record in ["R-1", "记录一", "a\u{7f}b", "a\"b", "a\\b", "a\nb"] {
            let text = crate::json::canonical(&(record, "SG-02", "/a", 0)).unwrap();
            assert_eq!(finding_tag(record, "SG-02", "/a", 0)[..], Sha256::digest(text.as_bytes())[..8], "{record:?}");
        }
    }

    #[test]
    fn identities_are_stable_and_tell_equals_apart() {
        // SHA-256 of `["R-1","SG-02","/sign_in/entries/0/signature",0]`, counted with sha256sum.
        let ids =
            finding_ids("R-1", [("SG-02", "/sign_in/entries/0/signature"), ("SG-02", "/sign_in/entries/0/signature")]);
        assert_eq!(ids[0], finding_id("R-1", "SG-02", "/sign_in/entries/0/signature", 0));
        assert_eq!(ids[0], "3d95612fe8b7118b");
        assert_ne!(ids[0], ids[1]);
        assert_ne!(finding_id("R-1", "SG-02", "/a", 0), finding_id("R-2", "SG-02", "/a", 0));
    }
}
