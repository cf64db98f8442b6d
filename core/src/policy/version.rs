//! One version of the policy (制度版本): its differences from the seed, resolved, with typed getters.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde::ser::SerializeStruct;
use serde::{Serialize, Serializer};

use super::document::{Doc, check_line, shown, step};
use super::form;
use super::param::{Derivation, Param, Seed};
use super::table::{STATUTORY_ELEMENTS, param, params};
use super::value::ParamValue;
use crate::error::{Error, ErrorCode, Result};
use crate::value::{date_text, decimal_text, is_blank, parse_date};
use crate::wording::{KeyPoints, Lexicon};

/// Values by key: what a version sets, or what a revision changes.
pub type Changes = BTreeMap<String, ParamValue>;

/// Reasons by key: why a value differs from its source.
pub type Reasons = BTreeMap<String, String>;

/// The longest reason, in characters: a long text (C-49).
const MAX_REASON: usize = 65_536;

/// One version of the policy (制度版本), in force from a day on.
///
/// A getter answers `None` where the scheme is silent and the host has not set the value: what needs it is then
/// Unknown, never passed. It answers `None` too for a key of another kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PolicyVersion {
    effective_from: Option<NaiveDate>,
    label: String,
    set: Changes,
    reasons: Reasons,
    values: BTreeMap<&'static str, ParamValue>,
}

impl PolicyVersion {
    /// The values of the scheme in its revised form, without lower bound.
    #[must_use]
    pub fn seed() -> Self {
        PolicyVersion::assemble(None, "seed".to_owned(), Changes::new(), Reasons::new())
    }

    /// A version that differs from the seed by `changes`; `effective_from` is 00:00 at +08:00 of that day, `None` = no
    /// lower bound.
    ///
    /// # Errors
    /// Pointers are relative to the version: `UnknownParameter`, `Type`, `Range`, `UnknownCode` and the other errors of
    /// values; `PolicyConflict` for an alias or a derived value that says something else than its key; `WeightSum`;
    /// `StatutoryElement` (II.2.1.e); `DateFormat` for a year outside 1900..=9999.
    pub fn new(
        effective_from: Option<NaiveDate>,
        label: impl Into<String>,
        changes: &Changes,
        reasons: &Reasons,
    ) -> Result<Self> {
        let label = label.into();
        check_line(&label).map_err(|error| error.under("/label"))?;
        if let Some(date) = effective_from {
            parse_date(&date_text(date)).map_err(|error| error.under("/effective_from"))?;
        }
        let mut version = PolicyVersion::assemble(effective_from, label, Changes::new(), Reasons::new());
        version = version.with(changes, "").map_err(|error| error.under("/set"))?;
        for (key, reason) in reasons {
            version.explain(key, reason).map_err(|error| error.under("/reasons"))?;
        }
        Ok(version)
    }

    /// The same version with `changes` laid over it; `reason` is kept for each changed key, blank = none.
    ///
    /// # Errors
    /// As [`PolicyVersion::new`], with pointers relative to `changes`.
    pub fn with(&self, changes: &Changes, reason: &str) -> Result<Self> {
        let (mut set, mut reasons) = (self.set.clone(), self.reasons.clone());
        for (key, value) in changes {
            let row = known(key).map_err(|error| error.under(&step(key)))?;
            let value = form::fit(row, value.clone()).map_err(|error| error.under(&step(key)))?;
            if self.values.get(row.key) != Some(&value) {
                // The old reason was for the old value.
                reasons.remove(key);
            }
            set.insert(key.clone(), value);
        }
        let version = PolicyVersion::assemble(self.effective_from, self.label.clone(), set.clone(), reasons);
        version.agrees(&set)?;
        version.check()?;
        changes.keys().try_fold(version, |mut version, key| version.explain(key, reason).map(|()| version))
    }

    /// The same values in force from another day on, under another label, with the reasons kept.
    pub(super) fn starting(&self, from: NaiveDate, label: String) -> Self {
        PolicyVersion::assemble(Some(from), label, self.set.clone(), self.reasons.clone())
    }

    /// Resolves a set whose values are in canonical form. What equals the seed is not kept, nor what cannot be set.
    pub(super) fn assemble(
        effective_from: Option<NaiveDate>,
        label: String,
        mut set: Changes,
        reasons: Reasons,
    ) -> Self {
        set.retain(|key, value| {
            param(key).is_some_and(|row| row.settable() && row.seed_value().as_ref() != Some(&*value))
        });
        let mut values = BTreeMap::new();
        for row in params() {
            if let Some(value) = set.get(row.key).cloned().or_else(|| row.seed_value()) {
                values.insert(row.key, value);
            }
        }
        // Every derivation and alias leads to a row of its own, never to another alias (a test holds that).
        for row in params() {
            if let Some(value) = follow(row, &values) {
                values.insert(row.key, value);
            }
        }
        PolicyVersion { effective_from, label, set, reasons, values }
    }

    /// Refuses an alias or a derived value that was given as something else than what its key says.
    fn agrees(&self, set: &Changes) -> Result<()> {
        for (key, given) in set {
            let Some(row) = param(key).filter(|row| !row.settable()) else { continue };
            let Some(held) = self.values.get(row.key) else { continue };
            if held != given {
                let target = match row.seed {
                    Seed::Alias(target) => target,
                    Seed::Derived(Derivation::SizeOf(target)) => target,
                    _ => "the scheme",
                };
                let expected = format!("{} as {target} says", held.text(&row.kind, false));
                let found = shown(&given.text(&row.kind, false));
                return Err(Error::new(ErrorCode::PolicyConflict, found, expected).at(step(key)));
            }
        }
        Ok(())
    }

    /// What has to hold between the values of one version.
    pub(super) fn check(&self) -> Result<()> {
        if let Some(weights) = self.shares("kpi.weights") {
            form::weigh(weights.values().copied())
                .map_err(|error| Error { expected: "kpi.weights.* that sum to exactly 1".to_owned(), ..error })?;
        }
        self.check_elements()?;
        self.check_heat()?;
        self.check_compliance()?;
        self.check_wording()
    }

    fn check_elements(&self) -> Result<()> {
        let held = self.codes("elements.required").unwrap_or_default();
        match STATUTORY_ELEMENTS.iter().find(|element| !held.iter().any(|code| code == *element)) {
            Some(element) => {
                let found = format!("a set without {element}");
                let expected = format!("{}: 安全生产法 28(4)", STATUTORY_ELEMENTS.join(", "));
                Err(Error::new(ErrorCode::StatutoryElement, found, expected).at("/elements.required"))
            }
            None => Ok(()),
        }
    }

    fn check_heat(&self) -> Result<()> {
        let Some(levels) = self.shares("heat.levels") else { return Ok(()) };
        let bounds: Vec<Decimal> =
            ["Medium", "High", "Critical"].iter().filter_map(|key| levels.get(*key).copied()).collect();
        if bounds.is_sorted_by(|one, other| one < other) {
            return Ok(());
        }
        let found = bounds.into_iter().map(decimal_text).collect::<Vec<_>>().join(", ");
        Err(Error::new(ErrorCode::Range, found, "Medium below High below Critical").at("/heat.levels"))
    }

    fn check_compliance(&self) -> Result<()> {
        let weights = self.shares("compliance.weights").filter(|weights| !weights.is_empty());
        let (Some(weights), Some(capabilities)) = (weights, self.codes("compliance.capabilities")) else {
            return Ok(());
        };
        if weights.len() == capabilities.len() && capabilities.iter().all(|code| weights.contains_key(code)) {
            return Ok(());
        }
        let found = shown(&weights.keys().cloned().collect::<Vec<_>>().join(", "));
        let expected = format!("a weight for each of compliance.capabilities: {}", capabilities.join(", "));
        Err(Error::new(ErrorCode::PolicyConflict, found, expected).at("/compliance.weights"))
    }

    /// What the rules of wording could not read: an expression of one character, one to take out that the lexicon does not
    /// have (IV.1.2). It is refused whether or not the wording is asked for.
    fn check_wording(&self) -> Result<()> {
        let at_parameter = |error: Error| {
            let path = error.path.replacen('/', "/wording.", 1);
            error.at(path)
        };
        let none = BTreeMap::new();
        let terms = self.texts("wording.terms").unwrap_or(&none);
        let codes = |key: &str| self.codes(key).unwrap_or_default();
        let without = codes("wording.without");
        if !terms.is_empty() || !without.is_empty() {
            Lexicon::of(terms, without).map_err(at_parameter)?;
        }
        KeyPoints::of(codes("wording.key_points")).map(drop).map_err(at_parameter)
    }

    /// Keeps a reason for a key; a blank one says nothing and is not kept.
    fn explain(&mut self, key: &str, reason: &str) -> Result<()> {
        let row = known(key).map_err(|error| error.under(&step(key)))?;
        if is_blank(reason) {
            return Ok(());
        }
        if reason.chars().count() > MAX_REASON {
            let expected = format!("at most {MAX_REASON} characters");
            return Err(Error::new(ErrorCode::Limit, shown(reason), expected).at(step(key)));
        }
        // Line breaks and tabs may stand in a long text (C-48).
        if reason.chars().any(|c| c.is_control() && !matches!(c, '\n' | '\r' | '\t')) {
            return Err(Error::new(ErrorCode::ControlCharacter, shown(reason), "a text").at(step(key)));
        }
        self.reasons.insert(row.key.to_owned(), reason.to_owned());
        Ok(())
    }
}

/// The row of a key, or `UnknownParameter`.
fn known(key: &str) -> Result<&'static Param> {
    param(key).ok_or_else(|| {
        let expected = "a key of the table of parameters";
        Error::new(ErrorCode::UnknownParameter, shown(key), expected)
    })
}

/// The value of a row that follows from others.
fn follow(row: &Param, values: &BTreeMap<&'static str, ParamValue>) -> Option<ParamValue> {
    match row.seed {
        Seed::Alias(key) => values.get(key).cloned(),
        Seed::Derived(Derivation::SizeOf(key)) => match values.get(key)? {
            ParamValue::Codes(list) => u64::try_from(list.len()).ok().map(ParamValue::Count),
            _ => None,
        },
        Seed::Derived(Derivation::Group(members)) => {
            let share = |key: &str| match values.get(key) {
                Some(ParamValue::Decimal(value)) => Some(*value),
                _ => None,
            };
            let map: Option<_> = members.iter().map(|(code, key)| Some(((*code).to_owned(), share(key)?))).collect();
            map.map(ParamValue::Shares)
        }
        _ => None,
    }
}

/// What it is and what it says.
impl PolicyVersion {
    /// The day from which it is in force, 00:00 at +08:00; `None` = no lower bound.
    #[must_use]
    pub const fn effective_from(&self) -> Option<NaiveDate> {
        self.effective_from
    }

    /// The name of the version.
    #[must_use]
    pub fn label(&self) -> &str {
        &self.label
    }

    /// What differs from the seed.
    #[must_use]
    pub const fn set(&self) -> &Changes {
        &self.set
    }

    /// Why, by key.
    #[must_use]
    pub const fn reasons(&self) -> &Reasons {
        &self.reasons
    }

    /// The parameters that the host must set and has not.
    pub fn missing(&self) -> impl Iterator<Item = &'static Param> {
        params().filter(|row| !self.values.contains_key(row.key))
    }

    /// The value of any kind.
    #[must_use]
    pub fn value(&self, key: &str) -> Option<&ParamValue> {
        self.values.get(key)
    }

    /// The value of any kind, for a question that cannot do without it.
    ///
    /// # Errors
    /// `UnknownParameter`; `ParameterMissing` where the host must set the value and has not.
    pub fn required(&self, key: &str) -> Result<&ParamValue> {
        let row = known(key)?;
        self.value(key).ok_or_else(|| Error::new(ErrorCode::ParameterMissing, row.key, format!("a value: {}", row.en)))
    }
}

/// JSON in and out.
impl PolicyVersion {
    /// Reads one version of a book; pointers are relative to it.
    pub(super) fn read(doc: &Doc) -> Result<Self> {
        let [from, label, set, reasons] = doc.fields(["effective_from", "label", "set", "reasons"])?;
        let from = match from {
            None | Some(Doc::Null) => None,
            Some(date) => {
                let date = date.text().and_then(parse_date).map_err(|error| error.under("/effective_from"))?;
                Some(date)
            }
        };
        let label = label.map_or(Ok(""), Doc::text).map_err(|error| error.under("/label"))?;
        let changes = set.map_or_else(|| Ok(Changes::new()), read_changes).map_err(|error| error.under("/set"))?;
        let reasons =
            reasons.map_or_else(|| Ok(Reasons::new()), read_reasons).map_err(|error| error.under("/reasons"))?;
        PolicyVersion::new(from, label, &changes, &reasons)
    }
}

fn read_changes(doc: &Doc) -> Result<Changes> {
    let read = |key: &String, doc: &Doc| form::read(known(key)?, doc);
    let map = doc.map()?.iter();
    map.map(|(key, doc)| Ok((key.clone(), read(key, doc).map_err(|error| error.under(&step(key)))?))).collect()
}

fn read_reasons(doc: &Doc) -> Result<Reasons> {
    let map = doc.map()?.iter();
    map.map(|(key, doc)| Ok((key.clone(), doc.text().map_err(|error| error.under(&step(key)))?.to_owned()))).collect()
}

/// Reads changes from a JSON object of key and value, in the form that `set` has in a book.
///
/// # Errors
/// `Syntax`, `UnknownParameter` and the errors of values, each with its pointer.
pub fn changes_from_json(text: &str) -> Result<Changes> {
    read_changes(&Doc::parse(text)?)
}

impl Serialize for PolicyVersion {
    fn serialize<S: Serializer>(&self, out: S) -> std::result::Result<S::Ok, S::Error> {
        // In the order of the names, so that the compact form is the canonical one.
        let mut version = out.serialize_struct("PolicyVersion", 4)?;
        version.serialize_field("effective_from", &self.effective_from.map(date_text))?;
        version.serialize_field("label", &self.label)?;
        version.serialize_field("reasons", &self.reasons)?;
        version.serialize_field("set", &self.set)?;
        version.end()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn changes(json: &str) -> Changes {
        changes_from_json(json).unwrap()
    }

    fn with(json: &str) -> Result<PolicyVersion> {
        PolicyVersion::seed().with(&changes(json), "")
    }

    #[test]
    fn only_differences_from_the_seed_are_kept() {
        let version = with(r#"{"assess.pass_mark":"80","submit.paper.limit":24,"photos.min":4}"#).unwrap();
        assert_eq!(version.set().keys().collect::<Vec<_>>(), ["assess.pass_mark", "photos.min"]);
        let back = version.with(&changes(r#"{"photos.min":3}"#), "").unwrap();
        assert_eq!(back.set().keys().collect::<Vec<_>>(), ["assess.pass_mark"]);
    }

    #[test]
    fn an_alias_follows_its_key_and_may_not_contradict_it() {
        let seed = PolicyVersion::seed();
        for (alias, key) in
            [("collect.limit", "stage1.limit"), ("stage2.limit", "review.limit"), ("remedy.slight", "rectify.minor")]
        {
            assert_eq!(seed.count(alias), seed.count(key));
        }
        let version = with(r#"{"stage1.limit":12,"collect.limit":12}"#).unwrap();
        assert_eq!(version.count("collect.limit"), Some(12));
        assert_eq!(version.set().len(), 1);
        let error = with(r#"{"collect.limit":12}"#).unwrap_err();
        assert_eq!((error.code, error.path.as_str()), (ErrorCode::PolicyConflict, "/collect.limit"));
        assert_eq!(error.expected, "24 as stage1.limit says");
        assert_eq!(with(r#"{"proofs.count":2}"#).unwrap_err().code, ErrorCode::PolicyConflict);
        assert_eq!(with(r#"{"principles.count":6}"#).unwrap_err().code, ErrorCode::PolicyConflict);
        assert!(with(r#"{"principles.count":5,"proofs.count":3}"#).is_ok());
    }

    #[test]
    fn a_derived_count_follows_its_set() {
        let version = with(r#"{"proofs.general":["Video","SignIn"]}"#).unwrap();
        assert_eq!(version.count("proofs.count"), Some(2));
        assert_eq!(version.codes("proofs.general").unwrap(), ["SignIn", "Video"]);
    }

    #[test]
    fn kpi_weights_sum_to_exactly_one() {
        // G-06
        let error = with(r#"{"kpi.weights.effect":"0.19"}"#).unwrap_err();
        assert_eq!((error.code, error.found.as_str()), (ErrorCode::WeightSum, "0.99"));
        assert!(with(r#"{"kpi.weights.effect":"0.19","kpi.weights.archive":"0.26"}"#).is_ok());
    }

    #[test]
    fn values_of_one_version_have_to_agree() {
        let refused = |json: &str| with(json).map_err(|error| (error.code, error.path)).unwrap_err();
        let levels = r#"{"heat.levels":{"Medium":"0.3","High":"0.25","Critical":"0.4"}}"#;
        assert_eq!(refused(levels), (ErrorCode::Range, "/heat.levels".into()));
        let weights = r#"{"compliance.weights":{"Knowledge":"0.5","Rules":"0.5"}}"#;
        assert_eq!(refused(weights), (ErrorCode::PolicyConflict, "/compliance.weights".into()));
        let both = r#"{"compliance.weights":{"Knowledge":"0.5","Rules":"0.5"},"compliance.capabilities":["Rules","Knowledge"]}"#;
        assert!(with(both).is_ok());
    }

    #[test]
    fn a_statutory_element_cannot_be_switched_off() {
        // II.2.1.e
        let all = PolicyVersion::seed().codes("elements.required").unwrap().to_vec();
        for gone in &all {
            let rest = ParamValue::Codes(all.iter().filter(|code| *code != gone).cloned().collect());
            let result = PolicyVersion::seed().with(&[("elements.required".to_owned(), rest)].into(), "");
            let statutory = STATUTORY_ELEMENTS.contains(&gone.as_str());
            assert_eq!(
                result.err().map(|error| error.code),
                statutory.then_some(ErrorCode::StatutoryElement),
                "{gone}"
            );
        }
    }

    #[test]
    fn reasons_belong_to_the_value_they_were_given_for() {
        let lax = PolicyVersion::seed().with(&changes(r#"{"photos.min":2}"#), "远程班组").unwrap();
        assert_eq!(lax.reasons()["photos.min"], "远程班组");
        let again = lax.with(&changes(r#"{"photos.min":2,"video.min":20}"#), " ").unwrap();
        assert_eq!(again.reasons().len(), 1);
        let laxer = lax.with(&changes(r#"{"photos.min":1}"#), "无").unwrap();
        assert!(laxer.reasons().is_empty());
    }

    #[test]
    fn unknown_keys_are_refused() {
        let error = changes_from_json(r#"{"no/such":1}"#).unwrap_err();
        assert_eq!((error.code, error.path.as_str()), (ErrorCode::UnknownParameter, "/no~1such"));
        let reasons = [("no.such".to_owned(), "x".to_owned())].into();
        let error = PolicyVersion::new(None, "", &Changes::new(), &reasons).unwrap_err();
        assert_eq!((error.code, error.path.as_str()), (ErrorCode::UnknownParameter, "/reasons/no.such"));
    }
}
