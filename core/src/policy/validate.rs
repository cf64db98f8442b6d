//! Is a value laxer than its source? (I.2.d: 合法合规、科学有效)

use std::cmp::Ordering;
use std::collections::BTreeMap;

use serde::Serialize;

use super::book::PolicyBook;
use super::document::{shown, step};
use super::param::{Lit, Param, ParamKind, Stricter};
use super::table::params;
use super::value::ParamValue;
use super::version::PolicyVersion;
use crate::error::{Error, ErrorCode, Result};

/// How one value stands to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub enum Direction {
    /// It asks for more.
    Stricter,
    /// It asks for less, be it only in part.
    Laxer,
    /// Neither side is stricter.
    Different,
}

/// What a policy should be asked about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "code")]
#[non_exhaustive]
pub enum PolicyWarning {
    /// A value asks for less than its source.
    LaxerThanSource {
        /// The place of the version in the book.
        version: usize,
        /// The key.
        key: String,
        /// The value.
        value: ParamValue,
        /// What the source asks for.
        asked: ParamValue,
        /// The clauses, or the law to which the reference points.
        source: String,
        /// Why, in the host's words.
        reason: Option<String>,
    },
    /// The set of core elements has not the size that `elements.count` states (IV.1.1.a).
    ElementCount {
        /// The place of the version in the book.
        version: usize,
        /// `elements.count`.
        count: u64,
        /// The size of `elements.required`.
        required: u64,
    },
}

/// How `after` stands to `before` by the column `stricter`; `None` where they are equal.
#[must_use]
pub fn direction(param: &Param, before: &ParamValue, after: &ParamValue) -> Option<Direction> {
    if before == after {
        return None;
    }
    match param.stricter {
        Stricter::Higher => ordered(&param.kind, before, after, false),
        Stricter::Lower => ordered(&param.kind, after, before, true),
        Stricter::Superset => superset(before, after),
        Stricter::None | Stricter::NotCompared => Some(Direction::Different),
    }
}

/// `more` is stricter than `less` where it is larger. With `swapped` the two came in the other order, so that the
/// answer for tables and sets, which are not whole orders, is for the right one of them.
fn ordered(kind: &ParamKind, less: &ParamValue, more: &ParamValue, swapped: bool) -> Option<Direction> {
    let by = |order: Ordering| match order {
        Ordering::Less => Some(Direction::Stricter),
        Ordering::Greater => Some(Direction::Laxer),
        Ordering::Equal => Some(Direction::Different),
    };
    match (less, more) {
        (ParamValue::Count(one), ParamValue::Count(other)) => by(one.cmp(other)),
        (ParamValue::Decimal(one), ParamValue::Decimal(other)) => by(one.cmp(other)),
        (ParamValue::Flag(one), ParamValue::Flag(other)) => by(one.cmp(other)),
        (ParamValue::Cadence(one), ParamValue::Cadence(other)) => by(one.length().cmp(&other.length())),
        (ParamValue::Text(one), ParamValue::Text(other)) => {
            let place = |code: &str| kind.codes().iter().position(|known| *known == code);
            by(place(one).cmp(&place(other)))
        }
        // A smaller set is stricter: whoever adds a member asks for less.
        (ParamValue::Codes(one), ParamValue::Codes(other)) if swapped => subset(other, one),
        (ParamValue::CountBy(one), ParamValue::CountBy(other)) if swapped => counts_by(other, one, |a, b| b > a),
        (ParamValue::CountBy(one), ParamValue::CountBy(other)) => counts_by(one, other, |a, b| b < a),
        _ => Some(Direction::Different),
    }
}

fn counts_by(
    before: &BTreeMap<String, u64>,
    after: &BTreeMap<String, u64>,
    lax: impl Fn(u64, u64) -> bool,
) -> Option<Direction> {
    let laxer = before.iter().any(|(key, asked)| after.get(key).is_none_or(|held| lax(*asked, *held)));
    Some(if laxer { Direction::Laxer } else { Direction::Stricter })
}

fn subset(before: &[String], after: &[String]) -> Option<Direction> {
    match (after.iter().all(|code| before.contains(code)), before.iter().all(|code| after.contains(code))) {
        (true, true) => None,
        (true, false) => Some(Direction::Stricter),
        (false, _) => Some(Direction::Laxer),
    }
}

fn superset(before: &ParamValue, after: &ParamValue) -> Option<Direction> {
    match (before, after) {
        (ParamValue::Codes(before), ParamValue::Codes(after)) => subset(after, before).map(|_| {
            let holds = before.iter().all(|code| after.contains(code));
            if holds { Direction::Stricter } else { Direction::Laxer }
        }),
        (ParamValue::Counts(before), ParamValue::Counts(after)) => {
            let holds = before.iter().all(|number| after.contains(number));
            Some(if holds { Direction::Stricter } else { Direction::Laxer })
        }
        (ParamValue::CodesBy(before), ParamValue::CodesBy(after)) => {
            let lacks = |asked: &[String], held: &Vec<String>| asked.iter().any(|code| !held.contains(code));
            let laxer = before.iter().any(|(key, asked)| after.get(key).is_none_or(|held| lacks(asked, held)));
            Some(if laxer { Direction::Laxer } else { Direction::Stricter })
        }
        _ => Some(Direction::Different),
    }
}

/// What the source asks for: the seed, or the reference where the scheme is silent.
fn asked(row: &Param, version: &PolicyVersion) -> Option<ParamValue> {
    match row.key {
        // From the first day of the new regime on there is no review, only the renewal every six years.
        "cert.review_interval" if version.effective_from() >= version.date("regime.certificates_from") => {
            Some(ParamValue::Count(6))
        }
        // A kind with a row of its own is compared with what it would have to prove without that row.
        "proofs.per_kind" => {
            let seed = PolicyVersion::seed();
            let own = version.table(row.key)?.keys();
            Some(ParamValue::CodesBy(
                own.filter_map(|kind| Some((kind.clone(), seed.proofs_of(kind)?.to_vec()))).collect(),
            ))
        }
        _ => row.seed_value().or_else(|| row.reference.and_then(|reference| reference.value).map(Lit::into)),
    }
}

impl PolicyVersion {
    /// The values that ask for less than their source: row, value, what is asked.
    fn lax(&self) -> impl Iterator<Item = (&'static Param, &ParamValue, ParamValue)> {
        params().filter(|row| row.settable()).filter_map(|row| {
            let (value, asked) = (self.value(row.key)?, asked(row, self)?);
            (direction(row, &asked, value) == Some(Direction::Laxer)).then_some((row, value, asked))
        })
    }

    fn warnings(&self, version: usize) -> Vec<PolicyWarning> {
        let mut list: Vec<_> = self
            .lax()
            .map(|(row, value, asked)| PolicyWarning::LaxerThanSource {
                version,
                key: row.key.to_owned(),
                value: value.clone(),
                asked,
                source: row.reference.map_or_else(|| row.source.to_owned(), |reference| reference.en.to_owned()),
                reason: self.reasons().get(row.key).cloned(),
            })
            .collect();
        let required = self.codes("elements.required").map(|list| list.len()).and_then(|size| u64::try_from(size).ok());
        if let (Some(count), Some(required)) = (self.count("elements.count"), required) {
            if count != required {
                list.push(PolicyWarning::ElementCount { version, count, required });
            }
        }
        list
    }
}

impl PolicyBook {
    /// Names each value that is laxer than its source, in the order of versions and rows (I.2.d).
    ///
    /// # Errors
    /// Whatever a version may not hold at all: `StatutoryElement` (II.2.1.e), `WeightSum`, `PolicyConflict`, what the lexicon of the wording cannot hold. A book of
    /// this crate cannot be built with one, so that this only says it again.
    pub fn validate(&self) -> Result<Vec<PolicyWarning>> {
        let mut list = Vec::new();
        for (at, version) in self.versions().iter().enumerate() {
            version.check().map_err(|error| error.under(&format!("/versions/{at}/set")))?;
            list.extend(version.warnings(at));
        }
        Ok(list)
    }

    /// The same in strict mode: a lax value needs a reason, and stays listed with it (C-62).
    ///
    /// # Errors
    /// `PolicyNeedsReason` for the first lax value without a reason; `PolicyConflict` where the size of
    /// `elements.required` is not `elements.count` (IV.1.1.a); those of [`PolicyBook::validate`].
    pub fn validate_strict(&self) -> Result<Vec<PolicyWarning>> {
        let list = self.validate()?;
        list.iter().try_for_each(PolicyWarning::strict)?;
        Ok(list)
    }
}

impl PolicyWarning {
    fn strict(&self) -> Result<()> {
        match self {
            PolicyWarning::LaxerThanSource { version, key, value, asked, source, reason: None } => {
                let kind = super::table::param(key).map_or(ParamKind::Flag, |row| row.kind);
                let found = shown(&value.text(&kind, false));
                let expected = format!("{} ({source}), or a reason", asked.text(&kind, false));
                let path = format!("/versions/{version}/set{}", step(key));
                Err(Error::new(ErrorCode::PolicyNeedsReason, found, expected).at(path))
            }
            PolicyWarning::ElementCount { version, count, required } => {
                let expected = format!("elements.count = {count} elements");
                let path = format!("/versions/{version}/set/elements.required");
                Err(Error::new(ErrorCode::PolicyConflict, format!("{required} elements"), expected).at(path))
            }
            PolicyWarning::LaxerThanSource { .. } => Ok(()),
        }
    }

    /// The warning in Chinese, for people.
    #[must_use]
    pub fn zh(&self) -> String {
        match self {
            PolicyWarning::LaxerThanSource { key, value, asked, source, reason, .. } => {
                let row = super::table::param(key);
                let kind = row.map_or(ParamKind::Flag, |row| row.kind);
                let source = row.and_then(|row| row.reference).map_or(source.as_str(), |reference| reference.zh);
                let (value, asked) = (value.text(&kind, true), asked.text(&kind, true));
                let reason = reason.as_deref().map_or_else(|| "未说明理由".to_owned(), |text| format!("理由：{text}"));
                let name = row.map_or("", |row| row.zh);
                format!("{key} {name}：{value}，低于来源要求 {asked}（{source}）；{reason}")
            }
            PolicyWarning::ElementCount { count, required, .. } => {
                format!("elements.required 有{required}项要素，elements.count 为{count}（IV.1.1）")
            }
        }
    }

    /// The warning in English, for people.
    #[must_use]
    pub fn en(&self) -> String {
        match self {
            PolicyWarning::LaxerThanSource { key, value, asked, source, reason, .. } => {
                let row = super::table::param(key);
                let kind = row.map_or(ParamKind::Flag, |row| row.kind);
                let (value, asked) = (value.text(&kind, false), asked.text(&kind, false));
                let reason =
                    reason.as_deref().map_or_else(|| "no reason given".to_owned(), |text| format!("reason: {text}"));
                let name = row.map_or("", |row| row.en);
                format!("{key} ({name}): {value} is laxer than {asked} ({source}); {reason}")
            }
            PolicyWarning::ElementCount { count, required, .. } => {
                format!("elements.required has {required} elements, elements.count is {count} (IV.1.1)")
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::policy::{changes_from_json, param};
    use crate::value::parse_date;

    fn book(set: &str) -> PolicyBook {
        PolicyBook::from_json(&format!(r#"{{"versions":[{{"set":{{{set}}}}}]}}"#)).unwrap()
    }

    fn lax(set: &str) -> Vec<String> {
        let keys = |warning: PolicyWarning| match warning {
            PolicyWarning::LaxerThanSource { key, .. } => key,
            PolicyWarning::ElementCount { .. } => "ElementCount".to_owned(),
        };
        book(set).validate().unwrap().into_iter().map(keys).collect()
    }

    #[test]
    fn the_seed_has_no_warning() {
        assert_eq!(PolicyBook::seed().validate().unwrap(), []);
        assert_eq!(PolicyBook::seed().validate_strict().unwrap(), []);
    }

    #[test]
    fn each_direction_has_a_lax_and_a_strict_side() {
        // I.2.d: lax value, strict value of the same key.
        for (laxer, stricter) in [
            (r#""photos.min":2"#, r#""photos.min":4"#),
            (r#""submit.paper.limit":25"#, r#""submit.paper.limit":23"#),
            (r#""quality.accuracy.target":"0.97""#, r#""quality.accuracy.target":"0.99""#),
            (r#""alert.post_fail_share":"0.6""#, r#""alert.post_fail_share":"0.4""#),
            (r#""destroy.executor_not_approver":false"#, r#""destroy.executor_not_approver":true"#),
            (r#""rca.any":true"#, r#""rca.any":false"#),
            (r#""photos.views":["Panorama","CloseUp"]"#, r#""cert.remind_days":[120,90,60,30,7,0]"#),
            (
                r#""cert.remind_days":[90,30,7,0]"#,
                r#""proofs.general":["SignIn","Video","ExamPaper","CertificateCopy"]"#,
            ),
            (r#""drill.accepted_forms":["Drill","Vr"],"photos.min":2"#, r#""drill.accepted_forms":["Drill"]"#),
            (r#""quiz.cadence":{"every":1,"kind":"Quarter"}"#, r#""quiz.cadence":{"every":2,"kind":"Week"}"#),
            (r#""retention.accident":"ByClass""#, r#""retention.accident":"Permanent""#),
            (r#""supervision.required_for":["HotWork"]"#, r#""supervision.required_for":["*","HotWork"]"#),
        ] {
            assert_eq!(lax(laxer).len(), 1, "{laxer}");
            assert_eq!(lax(stricter).len(), 0, "{stricter}");
        }
        // No side is stricter.
        assert!(lax(r#""leader.share":"0.01","destroy.lead":1,"hr.sync":"Quarterly","insight.min_n":1"#).is_empty());
    }

    #[test]
    fn a_value_of_the_host_is_compared_with_the_reference() {
        assert_eq!(lax(r#""hours.new_hire.min":23"#), ["hours.new_hire.min"]);
        assert!(lax(r#""hours.new_hire.min":24"#).is_empty());
        assert_eq!(lax(r#""hours.refresher.annual_min":{"Manager":11,"Worker":20}"#).len(), 1);
        assert_eq!(lax(r#""hours.refresher.annual_min":{"Worker":20}"#).len(), 1);
        assert!(lax(r#""hours.refresher.annual_min":{"Manager":12}"#).is_empty());
        assert_eq!(lax(r#""return_to_work.absence":13"#).len(), 1);
        assert!(lax(r#""return_to_work.absence":6"#).is_empty());
        assert_eq!(lax(r#""drill.cadence":{"every":2,"kind":"Year"}"#).len(), 1);
        assert!(lax(r#""drill.cadence":{"every":12,"kind":"Month"}"#).is_empty());
        assert!(lax(r#""assess.pass_mark":"1","training.validity":{"Refresher":99}"#).is_empty());
        let warnings = book(r#""hours.new_hire.min":23"#).validate().unwrap();
        assert!(warnings[0].en().contains("Order 3, Art 13"), "{}", warnings[0].en());
        assert!(warnings[0].zh().contains("3号令第13条"), "{}", warnings[0].zh());
    }

    #[test]
    fn the_certificate_regime_decides_what_is_asked() {
        let changes = changes_from_json(r#"{"cert.review_interval":6}"#).unwrap();
        let from =
            |day| PolicyBook::seed().revise(parse_date(day).unwrap(), &changes, "").unwrap().validate().unwrap().len();
        assert_eq!((from("2026-05-31"), from("2026-06-01")), (1, 0));
    }

    #[test]
    fn proofs_of_one_kind_are_compared_with_the_general_ones() {
        assert_eq!(lax(r#""proofs.per_kind":{"Emergency":["SignIn","Video"]}"#), ["proofs.per_kind"]);
        assert!(lax(r#""proofs.per_kind":{"Emergency":["SignIn","Video","ExamPaper"]}"#).is_empty());
        assert_eq!(lax(r#""proofs.per_kind":{"SpecialOperation":["SignIn","Video","ExamPaper"]}"#).len(), 1);
    }

    #[test]
    fn strict_mode_asks_for_a_reason() {
        // C-62
        let without = book(r#""photos.min":2"#);
        let error = without.validate_strict().unwrap_err();
        assert_eq!((error.code, error.path.as_str()), (ErrorCode::PolicyNeedsReason, "/versions/0/set/photos.min"));
        assert_eq!((error.found.as_str(), error.expected.as_str()), ("2", "3 (III.2.3), or a reason"));
        let json = r#"{"versions":[{"set":{"photos.min":2},"reasons":{"photos.min":"井下禁止拍照"}}]}"#;
        let warnings = PolicyBook::from_json(json).unwrap().validate_strict().unwrap();
        let expected = PolicyWarning::LaxerThanSource {
            version: 0,
            key: "photos.min".to_owned(),
            value: ParamValue::Count(2),
            asked: ParamValue::Count(3),
            source: "III.2.3".to_owned(),
            reason: Some("井下禁止拍照".to_owned()),
        };
        assert_eq!(warnings, [expected]);
        assert_eq!(
            serde_json::to_string(&warnings[0]).unwrap(),
            r#"{"code":"LaxerThanSource","version":0,"key":"photos.min","value":2,"asked":3,"source":"III.2.3","reason":"井下禁止拍照"}"#
        );
        let blank = r#"{"versions":[{"set":{"photos.min":2},"reasons":{"photos.min":" / "}}]}"#;
        assert!(PolicyBook::from_json(blank).unwrap().validate_strict().is_err());
    }

    #[test]
    fn the_time_before_the_revision_is_lax_with_its_reason() {
        // VI.4.2
        let warnings = PolicyBook::seed_revised_on(parse_date("2023-07-01").unwrap()).validate_strict().unwrap();
        assert_eq!(warnings.len(), 2);
        assert!(warnings.iter().all(|warning| matches!(warning, PolicyWarning::LaxerThanSource { version: 0, .. })));
        assert!(warnings.iter().all(|warning| warning.en().contains("VI.4.2")));
    }

    #[test]
    fn the_element_set_has_the_stated_size() {
        // IV.1.1.a
        let eleven = r#"["Name","Date","Time","Place","Instructor","Participants","Topic","ContentSummary","AssessmentMethod","AssessmentResult","RecorderSignature"]"#;
        let set = format!(r#""elements.required":{eleven}"#);
        assert_eq!(lax(&set), ["elements.required", "ElementCount"]);
        let json = format!(r#"{{"versions":[{{"set":{{{set}}},"reasons":{{"elements.required":"x"}}}}]}}"#);
        let error = PolicyBook::from_json(&json).unwrap().validate_strict().unwrap_err();
        assert_eq!((error.code, error.found.as_str()), (ErrorCode::PolicyConflict, "11 elements"));
        assert_eq!(lax(&format!(r#"{set},"elements.count":11"#)), ["elements.count", "elements.required"]);
    }

    #[test]
    fn equal_sets_in_another_order_are_equal() {
        let row = param("supervision.required_for").unwrap();
        let set = |list: &[&str]| ParamValue::from(list);
        assert_eq!(direction(row, &set(&["a", "b"]), &set(&["b", "a"])), None);
        assert_eq!(direction(row, &set(&["a"]), &set(&["b"])), Some(Direction::Laxer));
        let forms = param("drill.accepted_forms").unwrap();
        assert_eq!(direction(forms, &set(&["Drill"]), &set(&["Drill", "Vr"])), Some(Direction::Laxer));
        assert_eq!(direction(forms, &set(&["Drill"]), &set(&["Vr"])), Some(Direction::Laxer));
        assert_eq!(direction(forms, &set(&["Drill", "Vr"]), &set(&["Vr"])), Some(Direction::Stricter));
    }
}
