//! The typed getters of a version (取值): one for each kind of value.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::value::{Cadence, ParamValue};
use super::version::PolicyVersion;
use crate::value::parse_date;

/// Each answers `None` where the host must set the value and has not, and for a key of another kind.
impl PolicyVersion {
    /// A whole number.
    #[must_use]
    pub fn count(&self, key: &str) -> Option<u64> {
        match self.value(key)? {
            ParamValue::Count(value) => Some(*value),
            _ => None,
        }
    }

    /// A share, weight or score.
    #[must_use]
    pub fn decimal(&self, key: &str) -> Option<Decimal> {
        match self.value(key)? {
            ParamValue::Decimal(value) => Some(*value),
            _ => None,
        }
    }

    /// A switch.
    #[must_use]
    pub fn flag(&self, key: &str) -> Option<bool> {
        match self.value(key)? {
            ParamValue::Flag(value) => Some(*value),
            _ => None,
        }
    }

    /// A text or one code.
    #[must_use]
    pub fn text(&self, key: &str) -> Option<&str> {
        match self.value(key)? {
            ParamValue::Text(value) => Some(value),
            _ => None,
        }
    }

    /// A set of codes.
    #[must_use]
    pub fn codes(&self, key: &str) -> Option<&[String]> {
        match self.value(key)? {
            ParamValue::Codes(list) => Some(list),
            _ => None,
        }
    }

    /// A set of whole numbers, from large to small.
    #[must_use]
    pub fn counts(&self, key: &str) -> Option<&[u64]> {
        match self.value(key)? {
            ParamValue::Counts(list) => Some(list),
            _ => None,
        }
    }

    /// A date.
    #[must_use]
    pub fn date(&self, key: &str) -> Option<NaiveDate> {
        self.text(key).and_then(|text| parse_date(text).ok())
    }

    /// A rhythm.
    #[must_use]
    pub fn cadence(&self, key: &str) -> Option<Cadence> {
        match self.value(key)? {
            ParamValue::Cadence(value) => Some(*value),
            _ => None,
        }
    }

    /// A range: its lower and its upper end, both in it.
    #[must_use]
    pub fn interval(&self, key: &str) -> Option<(Decimal, Decimal)> {
        match self.value(key)? {
            ParamValue::Interval { low, high } => Some((*low, *high)),
            _ => None,
        }
    }

    /// Code → share or weight.
    #[must_use]
    pub fn shares(&self, key: &str) -> Option<&BTreeMap<String, Decimal>> {
        match self.value(key)? {
            ParamValue::Shares(map) => Some(map),
            _ => None,
        }
    }

    /// Code → whole number.
    #[must_use]
    pub fn count_by(&self, key: &str) -> Option<&BTreeMap<String, u64>> {
        match self.value(key)? {
            ParamValue::CountBy(map) => Some(map),
            _ => None,
        }
    }

    /// Code → text.
    #[must_use]
    pub fn texts(&self, key: &str) -> Option<&BTreeMap<String, String>> {
        match self.value(key)? {
            ParamValue::TextBy(map) => Some(map),
            _ => None,
        }
    }

    /// Code → set of codes.
    #[must_use]
    pub fn table(&self, key: &str) -> Option<&BTreeMap<String, Vec<String>>> {
        match self.value(key)? {
            ParamValue::CodesBy(map) => Some(map),
            _ => None,
        }
    }

    /// The proofs that a session of a training kind needs on site: its row in `proofs.per_kind`, else
    /// `proofs.special_operation` for special operation, none for the exempt team activity, else `proofs.general` (C-13).
    #[must_use]
    pub fn proofs_of(&self, kind: &str) -> Option<&[String]> {
        if let Some(list) = self.table("proofs.per_kind").and_then(|table| table.get(kind)) {
            return Some(list);
        }
        match kind {
            "SpecialOperation" => self.codes("proofs.special_operation"),
            "TeamActivity" => Some(&[]),
            _ => self.codes("proofs.general"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::ErrorCode;
    use crate::policy::{CadenceKind, changes_from_json};
    use crate::value::parse_decimal;

    #[test]
    fn getters_answer_by_kind_and_silence_is_none() {
        let seed = PolicyVersion::seed();
        assert_eq!(seed.count("submit.paper.limit"), Some(24));
        assert_eq!(seed.decimal("quality.accuracy.target"), parse_decimal("0.98").ok());
        assert_eq!(seed.flag("rca.any"), Some(false));
        assert_eq!(seed.text("access.regulator_letter"), Some("Record"));
        assert_eq!(seed.codes("proofs.general").unwrap(), ["SignIn", "Video", "ExamPaper"]);
        assert_eq!(seed.counts("cert.remind_days"), Some([90, 60, 30, 7, 0].as_slice()));
        assert_eq!(seed.cadence("external.audit"), Some(Cadence { every: 2, kind: CadenceKind::Year }));
        assert_eq!(seed.texts("format.title").unwrap()["font"], "黑体");
        assert_eq!(seed.date("regime.certificates_from"), parse_date("2026-06-01").ok());
        assert_eq!(seed.shares("kpi.weights").unwrap()["Effect"], parse_decimal("0.2").unwrap());
        assert_eq!(seed.table("proofs.per_kind").map(BTreeMap::len), Some(0));
        assert_eq!((seed.decimal("assess.pass_mark"), seed.interval("env.humidity")), (None, None));
        assert_eq!((seed.count("rca.any"), seed.count("no.such.key")), (None, None));
        assert!(seed.missing().any(|row| row.key == "assess.pass_mark"));
        assert_eq!(seed.required("assess.pass_mark").unwrap_err().code, ErrorCode::ParameterMissing);
        assert_eq!(seed.required("no.such.key").unwrap_err().code, ErrorCode::UnknownParameter);
        assert_eq!(seed.required("photos.min").unwrap(), &ParamValue::Count(3));
    }

    #[test]
    fn proofs_follow_the_training_kind() {
        // C-13
        let seed = PolicyVersion::seed();
        assert_eq!(seed.proofs_of("Refresher").unwrap(), ["SignIn", "Video", "ExamPaper"]);
        assert_eq!(seed.proofs_of("SpecialOperation").unwrap(), ["SignIn", "Video", "CertificateCopy"]);
        assert_eq!(seed.proofs_of("TeamActivity").unwrap(), [] as [&str; 0]);
        let own = seed
            .with(&changes_from_json(r#"{"proofs.per_kind":{"Emergency":["SignIn","Video"]}}"#).unwrap(), "")
            .unwrap();
        assert_eq!(own.proofs_of("Emergency").unwrap(), ["SignIn", "Video"]);
    }
}
