//! The rule catalogue: what is asked of a training record, in one table that code, documentation and doors read.
//!
//! One row ([`Rule`]) for each code: severity, grade, facets, remedy, clause of the scheme, article of the law, and
//! the message in Chinese and English with the reason why the rule is there. A row is a static named like its code
//! ([`TP_05`] is `TP-05`), so a check refers to the row and repeats none of its columns. The functions that ask the
//! rules live in `check`; here is only what they ask and what an answer means.
//!
//! Codes are public API: never re-used, never renamed. The numbers of the scheme (10 minutes, 3 photos, 24 hours)
//! are parameters of the policy; messages therefore name no number, and the reasons name the one of the scheme.
//!
//! Uses [`error`](crate::error) and [`value`](crate::value). Source: the rule catalogue, section 0 of the
//! requirements (unknown, severity), C-01 and C-19 of the parameters, domain facts 0, 1 and 7.

mod basis;
mod finding;
mod reason;
mod row;
mod terms;

// The rows, by subject.
mod approval;
mod archive;
mod elements;
mod evidence;
mod format;
mod keeping;
mod obligation;
mod proofs;
mod sign_in;
mod teaching;
mod wording;

pub use self::basis::{LegalBasis, legal_bases, legal_basis};
pub use self::finding::{DueBy, Finding, finding_id, finding_ids, finding_tag};
pub use self::reason::{Code, NotAssessed, Reason};
pub use self::row::{Also, Asked, Breaks, Outcome, Rule};
pub use self::terms::{Facet, FacetSet, Family, Grade, Remedy, Severity, Step};
pub use self::{
    approval::*, archive::*, elements::*, evidence::*, format::*, keeping::*, obligation::*, proofs::*, sign_in::*,
    teaching::*, wording::*,
};

/// The rows of each file, in the order of the catalogue.
const LISTS: &[&[&Rule]] = &[
    sign_in::PLAN,
    obligation::OF_THE_PLAN,
    sign_in::NOTICE,
    obligation::OBLIGATIONS,
    sign_in::SIGN_IN,
    teaching::LECTURE,
    teaching::SUPERVISION,
    evidence::PHOTOS,
    evidence::ASSESSMENT,
    elements::ELEMENTS,
    wording::WORDING,
    format::SHEET,
    format::FILE,
    format::MARGINS,
    format::SCAN,
    proofs::PROOFS,
    proofs::TRACES,
    proofs::MUSTS,
    keeping::TIMELINESS,
    approval::APPROVAL,
    approval::PACKAGE,
    approval::SLIPS,
    keeping::NUMBERING,
    archive::ARCHIVE,
    keeping::RETENTION,
];

/// Every rule, in the order of the catalogue.
pub static ALL: &[&Rule] = &joined::<{ count(LISTS) }>(LISTS);

/// The row of a code, written exactly as in the catalogue (`TP-05`); `None` for an unknown code (I.1.b).
#[must_use]
pub fn by_code(code: &str) -> Option<&'static Rule> {
    ALL.iter().copied().find(|rule| rule.code == code)
}

/// The grade of a record: the highest grade of its findings; `None` where no finding is a record defect (VI.2.1).
#[must_use]
pub fn grade(grades: impl IntoIterator<Item = Option<Grade>>) -> Option<Grade> {
    grades.into_iter().flatten().max()
}

const fn count(mut lists: &[&[&Rule]]) -> usize {
    let mut sum = 0;
    while let Some((list, rest)) = lists.split_first() {
        sum += list.len();
        lists = rest;
    }
    sum
}

#[expect(clippy::indexing_slicing, reason = "runs in the compiler, which refuses an index out of range")]
const fn joined<const N: usize>(mut lists: &[&[&'static Rule]]) -> [&'static Rule; N] {
    let mut all = [&PL_08; N];
    let mut next = 0;
    while let Some((list, rest)) = lists.split_first() {
        let mut list = *list;
        while let Some((rule, more)) = list.split_first() {
            all[next] = *rule;
            next += 1;
            list = more;
        }
        lists = rest;
    }
    all
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_code_and_every_name_occurs_once() {
        let codes: BTreeSet<_> = ALL.iter().map(|rule| rule.code).collect();
        let names: BTreeSet<_> = ALL.iter().map(|rule| rule.name).collect();
        assert_eq!(ALL.len(), 139);
        assert_eq!(codes.len(), ALL.len());
        assert_eq!(names.len(), ALL.len());
        let kebab = |name: &str| {
            name.split('-').all(|word| {
                !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
            })
        };
        assert!(ALL.iter().all(|rule| kebab(rule.name)), "names are kebab-case");
    }

    #[test]
    fn a_code_leads_to_its_own_row() {
        for rule in ALL {
            assert_eq!(by_code(rule.code), Some(*rule));
        }
        assert_eq!(by_code("TP-05"), Some(&TP_05));
        for unknown in ["", "TP-5", "tp-05", "TP_05", " TP-05", "TP-99"] {
            assert_eq!(by_code(unknown), None, "{unknown:?}");
        }
    }

    #[test]
    fn every_row_is_complete() {
        for rule in ALL {
            let code = rule.code;
            for text in [rule.zh, rule.why_zh] {
                assert!(text.ends_with('。'), "{code}: {text}");
                assert!(text.chars().any(|c| c > '\u{4e00}'), "{code}: {text}");
                assert!(!text.contains([',', ';']), "{code}: half-width punctuation in {text}");
            }
            for text in [rule.observed_zh, rule.expected_zh] {
                assert!(!text.is_empty() && !text.ends_with(['。', '；']), "{code}: {text}");
                assert!(!text.contains([',', ';']), "{code}: half-width punctuation in {text}");
            }
            for text in [rule.observed_en, rule.expected_en] {
                assert!(!text.is_empty() && !text.ends_with(['.', ';']), "{code}: {text}");
                assert!(!text.chars().any(|c| ('\u{3000}'..'\u{a000}').contains(&c)), "{code}: {text}");
            }
            for text in [rule.en, rule.why_en] {
                assert!(text.ends_with('.'), "{code}: {text}");
                assert!(!text.chars().any(|c| ('\u{3000}'..'\u{a000}').contains(&c)), "{code}: {text}");
            }
            assert_eq!(rule.zh.matches('。').count(), 1, "{code}: the message is one sentence");
            assert!((1..=2).contains(&rule.why_zh.matches('。').count()), "{code}: {}", rule.why_zh);
            assert!(!rule.clauses.is_empty(), "{code}");
            let of_people = rule.family == Family::Obligation || [&PL_10, &PL_12].into_iter().any(|own| rule.is(own));
            let is_apart = of_people || [&SV_04, &AR_10, &AR_11, &AR_12].into_iter().any(|own| rule.is(own));
            assert_eq!(rule.is_of_a_record(), !is_apart, "{code}");
            assert_eq!(rule.grade.is_some(), rule.remedy.is_some(), "{code}: a defect has a remedy, nothing else has");
            if let Some(also) = rule.also {
                assert!(!also.zh.is_empty() && !also.en.is_empty(), "{code}");
                assert_ne!(rule.outcome(true), rule.outcome(false), "{code}: the bracket changes something");
            }
        }
    }

    #[test]
    fn what_breaks_validity_and_completeness_is_a_column() {
        // IV.2.1 and IV.3.2; special operation by C-13.
        let codes = |breaks: fn(&Rule) -> bool| -> Vec<_> {
            ALL.iter().filter(|rule| breaks(rule)).map(|rule| rule.code).collect()
        };
        assert_eq!(codes(|rule| rule.breaks.validity(false)), ["TP-01", "TP-02", "TP-03", "TP-04", "TP-05"]);
        assert_eq!(codes(|rule| rule.breaks.validity(true)), ["TP-01", "TP-02", "TP-04", "TP-05"]);
        let complete: Vec<_> =
            (1..=13).map(|n| format!("EL-{n:02}")).chain((1..=5).map(|n| format!("FV-{n:02}"))).collect();
        assert_eq!(codes(|rule| rule.breaks.completeness(false)), complete);
        let mut special = complete;
        special.insert(13, "TP-03".to_owned());
        assert_eq!(codes(|rule| rule.breaks.completeness(true)), special);
    }

    #[test]
    fn every_family_has_rows_and_stands_together() {
        let mut families: Vec<_> = ALL.iter().map(|rule| rule.family).collect();
        families.dedup();
        assert_eq!(families, Family::ALL, "rows of a family follow each other, in the order of the families");
    }

    #[test]
    fn what_is_compared_between_records() {
        // PH-05 is asked inside one record too; only its bracket needs the others.
        let codes: Vec<_> = ALL.iter().filter(|rule| rule.between_records).map(|rule| rule.code).collect();
        assert_eq!(codes, ["SG-12", "RV-08", "NB-04", "NB-05"]);
    }

    #[test]
    fn the_grade_is_the_highest() {
        assert_eq!(grade([]), None);
        assert_eq!(grade([NB_08.grade, RT_01.grade]), None);
        assert_eq!(grade([EL_12.grade, NB_08.grade]), Some(Grade::Minor));
        assert_eq!(grade([EL_12.grade, EL_10.grade]), Some(Grade::General));
        assert_eq!(grade([SG_04.grade, EL_10.grade, EL_12.grade]), Some(Grade::Severe));
    }
}
