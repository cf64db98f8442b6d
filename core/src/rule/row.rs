//! What one row of the catalogue holds, and the macro that makes rows.
//!
//! Source: head and columns of the rule catalogue.

use serde::Serialize;

use super::terms::{Facet, FacetSet, Family, Grade, Remedy, Severity, Step};

/// One rule (规则): everything about a code but the function that asks it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Rule {
    /// The code, `TP-05`.
    pub code: &'static str,
    /// The name in kebab-case, `record-invalid`.
    pub name: &'static str,
    /// How a finding weighs.
    pub severity: Severity,
    /// Grade of the record defect; `None` where a finding is no defect of the record.
    pub grade: Option<Grade>,
    /// Whether the grade is only suspected until somebody confirms it.
    pub suspected: bool,
    /// What mends the finding; `None` where it is no defect of the record.
    pub remedy: Option<Remedy>,
    /// The case in brackets: a condition under which severity, grade or remedy are others.
    pub also: Option<Also>,
    /// The family.
    pub family: Family,
    /// The clauses of the scheme.
    pub clauses: &'static [&'static str],
    /// What the source must carry for the rule to be asked; nothing where it is not asked of a record.
    pub facets: Asked,
    /// The legal bases by [id](super::LegalBasis::id); empty where the scheme alone is the source.
    pub basis: &'static [&'static str],
    /// The step from which a record is asked.
    pub asked_from: Step,
    /// Whether the rule is asked only when the other records are supplied.
    pub between_records: bool,
    /// Whether the rule is itself a limit, whose end is the due of its findings.
    pub is_limit: bool,
    /// What a finding takes from the record.
    pub breaks: Breaks,
    /// The message in Chinese: one sentence on what is wrong.
    pub zh: &'static str,
    /// The message in English.
    pub en: &'static str,
    /// Why the rule is there and what mends the finding, in Chinese.
    pub why_zh: &'static str,
    /// Why the rule is there and what mends the finding, in English.
    pub why_en: &'static str,
    /// What `observed` of a finding holds, in Chinese.
    pub observed_zh: &'static str,
    /// What `observed` of a finding holds, in English.
    pub observed_en: &'static str,
    /// What `expected` of a finding holds, in Chinese.
    pub expected_zh: &'static str,
    /// What `expected` of a finding holds, in English.
    pub expected_en: &'static str,
    /// The parameters of the policy on which it rests whether the rule fires, and with which severity, by key.
    pub moved_by: &'static [&'static str],
}

/// The case in brackets of a row: where the condition holds, these columns stand in the place of the row's own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Also {
    /// Severity in that case.
    pub severity: Severity,
    /// Grade in that case.
    pub grade: Option<Grade>,
    /// Whether the grade is only suspected in that case.
    pub suspected: bool,
    /// Remedy in that case.
    pub remedy: Option<Remedy>,
    /// The condition in Chinese.
    pub zh: &'static str,
    /// The condition in English.
    pub en: &'static str,
}

/// The columns that the case in brackets may change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// How the finding weighs.
    pub severity: Severity,
    /// Grade of the record defect.
    pub grade: Option<Grade>,
    /// Whether the grade is only suspected.
    pub suspected: bool,
    /// What mends it.
    pub remedy: Option<Remedy>,
}

impl Rule {
    /// Whether it is this very row: each row is one static, so that its address tells it from every other.
    #[must_use]
    pub(crate) fn is(&self, other: &'static Rule) -> bool {
        std::ptr::eq(self, other)
    }

    /// Whether it is asked of a record; else of a period or of the archive room (no facet stands in its row).
    #[must_use]
    pub const fn is_of_a_record(&self) -> bool {
        self.facets.first().is_some()
    }

    /// Severity, grade and remedy of a finding; `also` says that the condition of the bracket holds. A row without
    /// a bracket answers the same for both.
    #[must_use]
    pub const fn outcome(&self, also: bool) -> Outcome {
        match self.also {
            Some(case) if also => {
                Outcome { severity: case.severity, grade: case.grade, suspected: case.suspected, remedy: case.remedy }
            }
            _ => Outcome { severity: self.severity, grade: self.grade, suspected: self.suspected, remedy: self.remedy },
        }
    }
}

/// The facets that a rule needs. The first one named is the facet of the finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Asked {
    /// Each of them.
    All(&'static [Facet]),
    /// At least one of them.
    Any(&'static [Facet]),
}

impl Asked {
    /// The facets named.
    #[must_use]
    pub const fn list(&self) -> &'static [Facet] {
        match self {
            Asked::All(list) | Asked::Any(list) => list,
        }
    }

    /// The facet of the finding.
    #[must_use]
    pub const fn first(&self) -> Option<Facet> {
        match self.list() {
            [first, ..] => Some(*first),
            [] => None,
        }
    }

    /// Whether a source that carries these facets can be asked.
    #[must_use]
    pub fn met(&self, carried: FacetSet) -> bool {
        match self {
            Asked::All(list) => list.iter().all(|facet| carried.has(*facet)),
            Asked::Any(list) => list.iter().any(|facet| carried.has(*facet)),
        }
    }
}

/// What a finding takes from the record (有效性、完整性). Invalid and incomplete are judged apart (C-33).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub enum Breaks {
    /// Neither.
    Nothing,
    /// The record is invalid (无效记录), IV.2.1.
    Validity,
    /// The record is incomplete (不完整记录), IV.3.2.
    Completeness,
    /// The record is invalid; a record of special operation is incomplete instead (C-13).
    ValidityOrSpecialCompleteness,
}

impl Breaks {
    /// Whether a finding makes a record invalid; `special` says that its kind is special operation (特种作业).
    #[must_use]
    pub const fn validity(self, special: bool) -> bool {
        match self {
            Breaks::Validity => true,
            Breaks::ValidityOrSpecialCompleteness => !special,
            Breaks::Nothing | Breaks::Completeness => false,
        }
    }

    /// Whether a finding makes a record incomplete; `special` says that its kind is special operation (特种作业).
    #[must_use]
    pub const fn completeness(self, special: bool) -> bool {
        match self {
            Breaks::Completeness => true,
            Breaks::ValidityOrSpecialCompleteness => special,
            Breaks::Nothing | Breaks::Validity => false,
        }
    }
}

/// The row from which a family fills what it does not say itself: an E finding that is no record defect.
pub(super) const ROW: Rule = Rule {
    code: "",
    name: "",
    severity: Severity::E,
    grade: None,
    suspected: false,
    remedy: None,
    also: None,
    family: Family::Plan,
    clauses: &[],
    facets: Asked::All(&[]),
    basis: &[],
    asked_from: Step::Held,
    between_records: false,
    is_limit: false,
    breaks: Breaks::Nothing,
    zh: "",
    en: "",
    why_zh: "",
    why_en: "",
    observed_zh: "",
    observed_en: "",
    expected_zh: "",
    expected_en: "",
    moved_by: &[],
};

/// Whether `code` is the name of the static with a dash for its underscore.
pub(super) const fn is_code_of(code: &str, name: &str) -> bool {
    let (mut code, mut name) = (code.as_bytes(), name.as_bytes());
    while let ([c, code_rest @ ..], [n, name_rest @ ..]) = (code, name) {
        if *c != (if *n == b'_' { b'-' } else { *n }) {
            return false;
        }
        (code, name) = (code_rest, name_rest);
    }
    code.is_empty() && name.is_empty()
}

/// Makes one static for each row and the list of them: `rules! { LIST from BASE; TP_05 = "TP-05", "name" { … } … }`.
/// A row says what differs from `BASE`, its two messages first.
macro_rules! rules {
    ($list:ident from $base:expr; $($id:ident = $code:literal, $name:literal {
        zh: $zh:literal, en: $en:literal, $($field:ident: $value:expr,)*
    })*) => {
        $(
            #[doc = concat!($code, " ", $name, ": ", $en, "\n\n", $zh)]
            pub static $id: Rule = Rule {
                code: $code, name: $name, zh: $zh, en: $en, $($field: $value,)* ..$base
            };
            const _: () = assert!($crate::rule::row::is_code_of($code, stringify!($id)));
        )*
        pub(super) const $list: &[&Rule] = &[$(&$id,)*];
    };
}
pub(super) use rules;

#[cfg(test)]
mod tests {
    use super::super::{PH_05, SG_01, TP_05};
    use super::*;

    #[test]
    fn the_bracket_changes_the_outcome() {
        assert_eq!(SG_01.outcome(false).severity, Severity::W);
        assert_eq!(SG_01.outcome(true).severity, Severity::E);
        assert_eq!(SG_01.outcome(true).grade, Some(Grade::Minor));
        // III.2.3: one photo twice in a record is an error, in two records a suspicion.
        let within = PH_05.outcome(false);
        assert_eq!(
            (within.grade, within.suspected, within.remedy),
            (Some(Grade::General), false, Some(Remedy::Correct))
        );
        let across = PH_05.outcome(true);
        assert_eq!((across.grade, across.suspected, across.remedy), (Some(Grade::Severe), true, Some(Remedy::Repeat)));
        assert_eq!(TP_05.outcome(true), TP_05.outcome(false));
    }

    #[test]
    fn each_of_them_or_at_least_one() {
        let all = Asked::All(&[Facet::SignIn, Facet::Plan]);
        assert!(all.met(FacetSet::ALL));
        assert!(!all.met(FacetSet::of(&[Facet::SignIn])));
        assert_eq!(all.first(), Some(Facet::SignIn));
        let any = TP_05.facets;
        assert!(any.met(FacetSet::of(&[Facet::Certificates])));
        assert!(!any.met(FacetSet::of(&[Facet::Photos])));
    }

    #[test]
    fn a_code_is_the_name_of_its_static() {
        assert!(is_code_of("TP-05", "TP_05"));
        assert!(!is_code_of("TP-05", "TP_04"));
        assert!(!is_code_of("TP-05", "TP_0"));
        assert!(!is_code_of("TP-0", "TP_05"));
    }
}
