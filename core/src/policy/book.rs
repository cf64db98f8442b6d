//! The book of policy versions (制度汇编): which one was in force, and how a new one is added.

use chrono::NaiveDate;
use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize};

use super::document::Doc;
use super::value::ParamValue;
use super::version::{Changes, PolicyVersion, Reasons};
use crate::error::{Error, ErrorCode, Result};
use crate::value::{Stamp, date_text, local_date, parse_date};

/// Why the first version of [`PolicyBook::seed_revised_on`] is laxer than the scheme of today.
const BEFORE_REVISION: &str = "VI.4.2: 2023年修订前的规定 (the rule before the 2023 revision)";

/// The most versions of one book: half-yearly revisions for five centuries.
const MAX_VERSIONS: usize = 1000;

/// The versions of the policy (制度汇编) by the day on which each takes effect. Never empty.
///
/// What a record must keep is judged by the version in force at the end of its session; everything else by the
/// version at the stamp that starts its clock.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PolicyBook {
    versions: Vec<PolicyVersion>,
}

impl PolicyBook {
    /// The scheme in its revised form alone, without lower bound.
    #[must_use]
    pub fn seed() -> Self {
        PolicyBook { versions: vec![PolicyVersion::seed()] }
    }

    /// The scheme before and after its revision of 2023 (VI.4.2, G-07): until the day before `revised_on` the
    /// electronic record has 48 hours and no effect evaluation form is asked for.
    #[must_use]
    pub fn seed_revised_on(revised_on: NaiveDate) -> Self {
        let day = ("revision.2023".to_owned(), ParamValue::Text(date_text(revised_on)));
        let old = [
            ("submit.electronic.limit".to_owned(), ParamValue::Count(48)),
            ("elements.effect_evaluation".to_owned(), ParamValue::Flag(false)),
        ];
        let reasons: Reasons = old.iter().map(|(key, _)| (key.clone(), BEFORE_REVISION.to_owned())).collect();
        let before = old.into_iter().chain([day.clone()]).collect();
        PolicyBook {
            versions: vec![
                PolicyVersion::assemble(None, "before the 2023 revision".to_owned(), before, reasons),
                PolicyVersion::assemble(
                    Some(revised_on),
                    "2023 revision".to_owned(),
                    Changes::from([day]),
                    Reasons::new(),
                ),
            ],
        }
    }

    /// A book of versions in the order of their days.
    ///
    /// # Errors
    /// `EmptySet` for none, `Limit` for more than 1000; `DateOrder` unless each takes effect later than the one before it.
    pub fn new(versions: Vec<PolicyVersion>) -> Result<Self> {
        if versions.is_empty() {
            return Err(Error::new(ErrorCode::EmptySet, "no version", "at least one version").at("/versions"));
        }
        few(versions.len()).map_err(|error| error.at("/versions"))?;
        for (at, pair) in versions.windows(2).enumerate() {
            let [one, next] = pair else { continue };
            // None is before every day.
            if next.effective_from() <= one.effective_from() {
                let path = format!("/versions/{}/effective_from", at + 1);
                return Err(out_of_order(next.effective_from(), one.effective_from()).at(path));
            }
        }
        Ok(PolicyBook { versions })
    }

    /// The versions, the earliest first.
    #[must_use]
    pub fn versions(&self) -> &[PolicyVersion] {
        &self.versions
    }

    /// The version in force at a stamp: its local day at +08:00 counts, whatever offset it carries.
    ///
    /// # Errors
    /// `PolicyNotInForce` for a stamp before the first version.
    pub fn at(&self, stamp: Stamp) -> Result<&PolicyVersion> {
        self.on(local_date(stamp))
    }

    /// The version in force on a local day.
    ///
    /// # Errors
    /// `PolicyNotInForce` for a day before the first version.
    pub fn on(&self, day: NaiveDate) -> Result<&PolicyVersion> {
        self.versions.iter().rev().find(|version| version.effective_from() <= Some(day)).ok_or_else(|| {
            let first =
                self.versions.first().and_then(PolicyVersion::effective_from).map(date_text).unwrap_or_default();
            Error::new(ErrorCode::PolicyNotInForce, date_text(day), format!("{first} or later"))
        })
    }

    /// The book with one version more: the last one with `changes`, in force from `from` on (VI.4.2.a). `reason` is
    /// kept for each changed key; blank says nothing.
    ///
    /// # Errors
    /// `DateOrder` unless `from` is later than the day of the last version; the errors of [`PolicyVersion::with`], with
    /// pointers relative to `changes`.
    pub fn revise(&self, from: NaiveDate, changes: &Changes, reason: &str) -> Result<PolicyBook> {
        let Some(last) = self.versions.last() else { return Ok(self.clone()) };
        if Some(from) <= last.effective_from() {
            return Err(out_of_order(Some(from), last.effective_from()));
        }
        parse_date(&date_text(from))?;
        few(self.versions.len() + 1)?;
        let next = last.starting(from, date_text(from)).with(changes, reason)?;
        let mut versions = self.versions.clone();
        versions.push(next);
        Ok(PolicyBook { versions })
    }

    /// Lays `changes` over one version in place; the others stay as they are.
    ///
    /// # Errors
    /// `Range` for a version that is not there; the errors of [`PolicyVersion::with`].
    pub fn change(&mut self, version: usize, changes: &Changes, reason: &str) -> Result<()> {
        let count = self.versions.len();
        let held = self.versions.get_mut(version).ok_or_else(|| {
            Error::new(ErrorCode::Range, format!("version {version}"), format!("a version below {count}"))
        })?;
        *held = held.with(changes, reason)?;
        Ok(())
    }

    /// Sets one value of one version in place. Weights that have to sum to 1 are changed together, by
    /// [`PolicyBook::change`].
    ///
    /// # Errors
    /// As [`PolicyBook::change`].
    pub fn set(&mut self, version: usize, key: &str, value: impl Into<ParamValue>, reason: &str) -> Result<()> {
        self.change(version, &Changes::from([(key.to_owned(), value.into())]), reason)
    }

    /// Reads a book: `{"versions":[{"effective_from":null,"label":"…","set":{…},"reasons":{…}}]}`; all but `versions`
    /// may be absent.
    ///
    /// # Errors
    /// The first fault with its pointer: `Syntax`, `Type`, `UnknownField`, `DuplicateKey`, `Missing`, `EmptySet`,
    /// `DateFormat`, `DateOrder` and the errors of [`PolicyVersion::new`].
    pub fn from_json(text: &str) -> Result<Self> {
        PolicyBook::read(&Doc::parse(text)?)
    }

    fn read(doc: &Doc) -> Result<Self> {
        let [versions] = doc.fields(["versions"])?;
        let Some(versions) = versions else {
            return Err(Error::new(ErrorCode::Missing, "nothing", "a list of versions").at("/versions"));
        };
        let list = versions
            .list()
            .and_then(|list| few(list.len()).map(|()| list))
            .map_err(|error| error.under("/versions"))?;
        let read = |(at, doc)| PolicyVersion::read(doc).map_err(|error| error.under(&format!("/versions/{at}")));
        PolicyBook::new(list.iter().enumerate().map(read).collect::<Result<_>>()?)
    }

    /// Writes the book: compact, keys in order, the same bytes for the same book.
    ///
    /// # Errors
    /// None for a book of this crate; the type leaves room for the writer's own.
    pub fn to_json(&self) -> Result<String> {
        serde_json::to_string(self).map_err(|_| Error::new(ErrorCode::Syntax, "a book", "a book that can be written"))
    }
}

fn few(count: usize) -> Result<()> {
    if count > MAX_VERSIONS {
        let expected = format!("at most {MAX_VERSIONS} versions");
        return Err(Error::new(ErrorCode::Limit, format!("{count} versions"), expected));
    }
    Ok(())
}

fn out_of_order(found: Option<NaiveDate>, last: Option<NaiveDate>) -> Error {
    let day = |date: Option<NaiveDate>| date.map_or_else(|| "no lower bound".to_owned(), date_text);
    let expected = format!("a day after the version before it ({})", day(last));
    Error::new(ErrorCode::DateOrder, day(found), expected)
}

impl<'de> Deserialize<'de> for PolicyBook {
    fn deserialize<D: Deserializer<'de>>(input: D) -> std::result::Result<Self, D::Error> {
        PolicyBook::read(&Doc::deserialize(input)?).map_err(D::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::policy::{ParamKind, changes_from_json, params};
    use crate::value::parse_stamp;
    use proptest::prelude::*;

    fn date(text: &str) -> NaiveDate {
        parse_date(text).unwrap()
    }

    fn refused(json: &str) -> (ErrorCode, String) {
        let error = PolicyBook::from_json(json).unwrap_err();
        (error.code, error.path)
    }

    #[test]
    fn the_revision_of_2023_has_a_before_and_an_after() {
        // G-07, VI.4.2.b, VI.4.2.c
        let book = PolicyBook::seed_revised_on(date("2023-07-01"));
        let at = |text| book.at(parse_stamp(text).unwrap()).unwrap();
        let before = at("2023-06-30T18:00:00+08:00");
        let after = at("2023-07-01T18:00:00+08:00");
        assert_eq!(
            (before.count("submit.electronic.limit"), before.flag("elements.effect_evaluation")),
            (Some(48), Some(false))
        );
        assert_eq!(
            (after.count("submit.electronic.limit"), after.flag("elements.effect_evaluation")),
            (Some(24), Some(true))
        );
        assert_eq!(before.count("submit.paper.limit"), Some(24));
        assert_eq!(book.versions().len(), 2);
        assert_eq!(before.effective_from(), None);
        // 00:00 at +08:00, whatever offset the stamp carries.
        assert_eq!(at("2023-06-30T15:59:59Z").count("submit.electronic.limit"), Some(48));
        assert_eq!(at("2023-06-30T16:00:00Z").count("submit.electronic.limit"), Some(24));
        assert_eq!(at("1900-01-01T00:00:00+08:00").label(), "before the 2023 revision");
    }

    #[test]
    fn the_seed_is_the_revised_version_alone() {
        // G-07
        let book = PolicyBook::seed();
        let version = book.at(parse_stamp("1950-01-01T00:00:00+08:00").unwrap()).unwrap();
        assert_eq!(
            (version.count("submit.electronic.limit"), version.flag("elements.effect_evaluation")),
            (Some(24), Some(true))
        );
        assert!(version.set().is_empty());
        assert_eq!(book.versions().len(), 1);
    }

    #[test]
    fn a_stamp_before_the_first_version_has_no_policy() {
        let book = PolicyBook::from_json(r#"{"versions":[{"effective_from":"2024-01-01"}]}"#).unwrap();
        let error = book.at(parse_stamp("2023-12-31T23:59:59+08:00").unwrap()).unwrap_err();
        assert_eq!(error.code, ErrorCode::PolicyNotInForce);
        assert_eq!((error.found.as_str(), error.expected.as_str()), ("2023-12-31", "2024-01-01 or later"));
        assert!(book.at(parse_stamp("2024-01-01T00:00:00+08:00").unwrap()).is_ok());
    }

    #[test]
    fn a_revision_comes_after_the_last_version() {
        // VI.4.2.a
        let book = PolicyBook::seed_revised_on(date("2023-07-01"));
        let changes = changes_from_json(r#"{"assess.pass_mark":"80"}"#).unwrap();
        for early in ["2023-06-30", "2023-07-01"] {
            assert_eq!(book.revise(date(early), &changes, "半年修订").unwrap_err().code, ErrorCode::DateOrder);
        }
        let revised = book.revise(date("2023-07-02"), &changes, "半年修订").unwrap();
        let last = revised.on(date("2030-01-01")).unwrap();
        assert_eq!(last.value("assess.pass_mark"), Some(&ParamValue::Decimal(80.into())));
        assert_eq!(last.reasons()["assess.pass_mark"], "半年修订");
        assert_eq!(last.text("revision.2023"), Some("2023-07-01"));
        assert_eq!(revised.on(date("2023-07-01")).unwrap().decimal("assess.pass_mark"), None);
        assert_eq!(book.versions().len(), 2);
        assert!(PolicyBook::seed().revise(date("1900-01-01"), &changes, "").is_ok());
    }

    #[test]
    fn one_version_can_be_set_in_place() {
        let mut book = PolicyBook::seed();
        book.set(0, "photos.min", 5, "").unwrap();
        assert_eq!(book.versions()[0].count("photos.min"), Some(5));
        assert_eq!(book.set(1, "photos.min", 5, "").unwrap_err().code, ErrorCode::Range);
        assert_eq!(book.set(0, "photos.max", 5, "").unwrap_err().code, ErrorCode::UnknownParameter);
        assert_eq!(
            book.set(0, "kpi.weights.effect", rust_decimal::Decimal::ONE, "").unwrap_err().code,
            ErrorCode::WeightSum
        );
        assert_eq!(book.versions()[0].set().len(), 1);
    }

    #[test]
    fn a_book_is_read_and_written_in_one_form() {
        let text = r#"{"versions":[{"label":"v1","set":{"photos.min":4,"assess.pass_mark":80.0,"submit.paper.limit":24}},
            {"effective_from":"2026-01-01","label":"v2","set":{"photos.views":["Interaction","Panorama"],
            "env.temperature":{"low":14,"high":"24.50"}},"reasons":{"photos.views":"试点"}}]}"#;
        let book = PolicyBook::from_json(text).unwrap();
        let written = book.to_json().unwrap();
        assert_eq!(
            written,
            concat!(
                r#"{"versions":[{"effective_from":null,"label":"v1","reasons":{},"set":{"assess.pass_mark":"80","#,
                r#""photos.min":4}},{"effective_from":"2026-01-01","label":"v2","reasons":{"photos.views":"试点"},"#,
                r#""set":{"env.temperature":{"high":"24.5","low":"14"},"photos.views":["Panorama","Interaction"]}}]}"#
            )
        );
        assert_eq!(PolicyBook::from_json(&written).unwrap(), book);
        assert_eq!(serde_json::from_str::<PolicyBook>(&written).unwrap(), book);
        let seed = PolicyBook::seed_revised_on(date("2023-07-01"));
        assert_eq!(PolicyBook::from_json(&seed.to_json().unwrap()).unwrap(), seed);
    }

    #[test]
    fn each_fault_of_a_book_has_its_pointer() {
        let set = |json: &str| format!(r#"{{"versions":[{{"set":{{{json}}}}}]}}"#);
        for (json, code, path) in [
            ("{".to_owned(), ErrorCode::Syntax, ""),
            ("[]".to_owned(), ErrorCode::Type, ""),
            ("{}".to_owned(), ErrorCode::Missing, "/versions"),
            (r#"{"versions":[]}"#.to_owned(), ErrorCode::EmptySet, "/versions"),
            (r#"{"version":[]}"#.to_owned(), ErrorCode::UnknownField, "/version"),
            (r#"{"versions":[{"lable":""}]}"#.to_owned(), ErrorCode::UnknownField, "/versions/0/lable"),
            (r#"{"versions":[{"label":1}]}"#.to_owned(), ErrorCode::Type, "/versions/0/label"),
            (r#"{"versions":[{"label":"a\u0000"}]}"#.to_owned(), ErrorCode::ControlCharacter, "/versions/0/label"),
            (
                r#"{"versions":[{"effective_from":"2023-02-30"}]}"#.to_owned(),
                ErrorCode::DateFormat,
                "/versions/0/effective_from",
            ),
            (r#"{"versions":[{"effective_from":20230101}]}"#.to_owned(), ErrorCode::Type, "/versions/0/effective_from"),
            (r#"{"versions":[{},{}]}"#.to_owned(), ErrorCode::DateOrder, "/versions/1/effective_from"),
            (format!(r#"{{"versions":[{}{{}}]}}"#, "{},".repeat(1000)), ErrorCode::Limit, "/versions"),
            (set(r#""no.such.key":1"#), ErrorCode::UnknownParameter, "/versions/0/set/no.such.key"),
            (set(r#""photos.min":"3""#), ErrorCode::Type, "/versions/0/set/photos.min"),
            (set(r#""rank.bottom.share":"1.1""#), ErrorCode::Range, "/versions/0/set/rank.bottom.share"),
            (set(r#""photos.min":3,"photos.min":3"#), ErrorCode::DuplicateKey, "/versions/0/set/photos.min"),
            (set(r#""kpi.weights.effect":"0.19""#), ErrorCode::WeightSum, "/versions/0/set"),
            (set(r#""stage2.limit":4"#), ErrorCode::PolicyConflict, "/versions/0/set/stage2.limit"),
            (set(r#""elements.required":["Name"]"#), ErrorCode::StatutoryElement, "/versions/0/set/elements.required"),
            (set(r#""photos.views":["Selfie"]"#), ErrorCode::UnknownCode, "/versions/0/set/photos.views/0"),
            (
                r#"{"versions":[{"reasons":{"photos.min":1}}]}"#.to_owned(),
                ErrorCode::Type,
                "/versions/0/reasons/photos.min",
            ),
        ] {
            assert_eq!(refused(&json), (code, path.to_owned()), "{json}");
        }
    }

    /// Values that fit a settable count, share or switch, whatever its bounds.
    fn any_changes() -> impl Strategy<Value = Changes> {
        let rows: Vec<_> = params().filter(|row| row.settable() && !row.key.starts_with("kpi.weights")).collect();
        prop::collection::btree_map(prop::sample::select(rows).prop_map(|row| row.key), any::<u32>(), 0..12).prop_map(
            |map| {
                let value = |key: &str, seed: u32| match crate::policy::param(key).unwrap().kind {
                    ParamKind::Count { min, max } => Some(ParamValue::Count(min + u64::from(seed) % (max - min + 1))),
                    ParamKind::Share => {
                        Some(ParamValue::Decimal(rust_decimal::Decimal::new(i64::from(seed % 10_001), 4)))
                    }
                    ParamKind::Flag => Some(ParamValue::Flag(seed % 2 == 0)),
                    ParamKind::Code(of) => of.get(seed as usize % of.len()).map(|code| ParamValue::from(*code)),
                    _ => None,
                };
                map.into_iter().filter_map(|(key, seed)| Some((key.to_owned(), value(key, seed)?))).collect()
            },
        )
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn what_is_written_reads_back_the_same(first in any_changes(), second in any_changes()) {
            let mut book = PolicyBook::seed();
            book.change(0, &first, "one").unwrap();
            let book = book.revise(date("2025-07-01"), &second, "").unwrap();
            let text = book.to_json().unwrap();
            let back = PolicyBook::from_json(&text).unwrap();
            prop_assert_eq!(&back, &book);
            prop_assert_eq!(back.to_json().unwrap(), text);
        }
    }
}
