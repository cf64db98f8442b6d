//! Wording of the content (用语规范, IV.1.2): WD-01 to WD-03, on the content summary and the knowledge points.
//!
//! A finding names expressions and words of the lexicon, never a piece of the text, which may hold names.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use super::case::{Case, Hits};
use super::{Only, Row, row};
use crate::error::{Error, Result};
use crate::policy::PolicyVersion;
use crate::record::TrainingRecordView;
use crate::record::teaching::RichTextView;
use crate::rule;
use crate::value::is_blank;
use crate::wording::{KeyPoints, Lexicon, is_concrete, unmarked};

/// What the rules of wording read of the policy.
#[derive(Clone, Debug)]
pub(crate) struct Wording {
    lexicon: Lexicon,
    key_points: KeyPoints,
}

impl Wording {
    /// `None` where the policy does not ask for the wording.
    ///
    /// # Errors
    /// Those of [`Lexicon::of`] and [`KeyPoints::of`], at the parameter.
    pub(super) fn of(policy: &PolicyVersion) -> Result<Option<Self>> {
        if policy.flag("wording.asked") == Some(false) {
            return Ok(None);
        }
        let codes = |key: &str| policy.codes(key).unwrap_or_default();
        let none = BTreeMap::new();
        let terms = policy.texts("wording.terms").unwrap_or(&none);
        let lexicon = Lexicon::of(terms, codes("wording.without")).map_err(of_policy)?;
        let key_points = KeyPoints::of(codes("wording.key_points")).map_err(of_policy)?;
        Ok(Some(Wording { lexicon, key_points }))
    }
}

/// `/terms` as the parameter `/wording.terms`.
fn of_policy(error: Error) -> Error {
    let path = error.path.replacen('/', "/wording.", 1);
    error.at(path)
}

/// The texts that the rules look at, as one piece each.
pub(super) struct Texts<'a> {
    /// Summary of the content.
    pub(super) summary: Option<Cow<'a, str>>,
    /// Knowledge points of the lecture log, where the wording is asked for.
    points: Option<Cow<'a, str>>,
}

impl<'a> Texts<'a> {
    /// The texts of a record; the summary is an element too, and is there whether or not its wording `is_asked`.
    pub(super) fn of(record: &TrainingRecordView<'a>, is_asked: bool) -> Self {
        Texts {
            summary: record.content_summary.as_ref().map(RichTextView::plain),
            points: points(record).filter(|_| is_asked).map(RichTextView::plain),
        }
    }
}

fn points<'r, 'a>(record: &'r TrainingRecordView<'a>) -> Option<&'r RichTextView<'a>> {
    record.lecture.as_ref()?.knowledge_points.as_ref()
}

/// A text with its place.
type Place<'r, 'a> = (&'static str, &'r RichTextView<'a>, &'r str);

/// The texts of a record that say something.
fn texts<'r, 'a>(case: &'r Case<'_, 'a>) -> impl Iterator<Item = Place<'r, 'a>> {
    let summary = case.record.content_summary.as_ref().zip(case.texts.summary.as_deref());
    let points = points(case.record).zip(case.texts.points.as_deref());
    [("/content_summary", summary), ("/lecture/knowledge_points", points)]
        .into_iter()
        .filter_map(|(path, text)| text.map(|(rich, plain)| (path, rich, plain)))
        .filter(|(_, _, plain)| !is_blank(plain))
}

/// WD-01: a colloquial expression of the lexicon; one finding for each text, which names each expression once.
fn colloquial_term(case: &Case<'_, '_>, hits: &mut Hits) {
    let Some(wording) = &case.terms.wording else { return };
    for (path, _, plain) in texts(case) {
        let mut hints = wording.lexicon.hints(plain);
        let mut seen = BTreeSet::new();
        hints.retain(|hint| seen.insert(hint.term));
        if !hints.is_empty() {
            let observed: Vec<&str> = hints.iter().map(|hint| hint.term).collect();
            let expected: Vec<&str> = hints.iter().map(|hint| hint.preferred).collect();
            hits.find(&rule::WD_01, path, observed.join(", "), expected.join(", "));
        }
    }
}

/// WD-02: a sentence that forbids or demands, or that holds a key point, without emphasis; one finding for each text.
fn key_point_unmarked(case: &Case<'_, '_>, hits: &mut Hits) {
    let Some(wording) = &case.terms.wording else { return };
    for (path, rich, plain) in texts(case) {
        let whole = rich.text.map(|text| (text, false));
        let runs =
            rich.runs.iter().filter(|_| whole.is_none()).map(|run| (run.text.unwrap_or_default(), run.is_emphasised()));
        let found = unmarked(plain, whole.into_iter().chain(runs), &wording.key_points);
        if !found.is_empty() {
            let shown: Vec<String> =
                found.iter().map(|one| format!("{} (sentence {})", one.phrase, one.sentence)).collect();
            let expected = "a bold or underlined run of at least 2 characters in each of these sentences";
            hits.find(&rule::WD_02, path, format!("unmarked: {}", shown.join(", ")), expected);
        }
    }
}

/// WD-03: the summary names neither a figure nor two steps. A summary that is missing is EL-08.
fn summary_too_vague(case: &Case<'_, '_>, hits: &mut Hits) {
    let Some(summary) = case.texts.summary.as_deref().filter(|summary| !is_blank(summary)) else { return };
    if !is_concrete(summary) {
        hits.find(&rule::WD_03, "/content_summary", "no figure, no steps", "a figure or a list of at least 2 steps");
    }
}

/// The family.
pub(super) const RULES: &[Row] = &[
    row(&rule::WD_01, colloquial_term).only(Only::IfWording),
    row(&rule::WD_02, key_point_unmarked).only(Only::IfWording),
    row(&rule::WD_03, summary_too_vague).only(Only::IfWording),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::ErrorCode;
    use crate::policy::PolicyBook;

    fn wording(set: &[(&str, serde_json::Value)]) -> Result<Option<Wording>> {
        let set: serde_json::Map<_, _> = set.iter().map(|(key, value)| ((*key).to_owned(), value.clone())).collect();
        let book = serde_json::json!({"versions": [{"effective_from": null, "label": "示例", "set": set}]});
        Wording::of(&PolicyBook::from_json(&book.to_string()).unwrap().versions()[0])
    }

    #[test]
    fn the_policy_switches_adds_and_takes_out() {
        assert!(wording(&[("wording.asked", false.into())]).unwrap().is_none());
        let seed = wording(&[]).unwrap().unwrap();
        assert_eq!(seed.lexicon.hints("塔吊和大锤").len(), 1);
        let own = [("wording.terms", serde_json::json!({"大锤": "八角锤"})), ("wording.without", vec!["塔吊"].into())];
        assert_eq!(wording(&own).unwrap().unwrap().lexicon.hints("塔吊和大锤")[0].term, "大锤");
    }

    #[test]
    fn what_the_policy_cannot_say_is_an_error_at_its_parameter() {
        for (key, value, code, path) in [
            ("wording.terms", serde_json::json!({"帽": "安全帽"}), ErrorCode::Range, "/wording.terms"),
            ("wording.without", vec!["没有的词"].into(), ErrorCode::UnknownCode, "/wording.without/0"),
            ("wording.key_points", vec!["电"].into(), ErrorCode::Range, "/wording.key_points/0"),
        ] {
            let book = serde_json::json!({"versions": [{"set": {key: value}}]});
            let error = PolicyBook::from_json(&book.to_string()).unwrap_err();
            assert_eq!((error.code, error.path), (code, format!("/versions/0/set{path}")));
        }
    }
}
