//! The rules on one record, and the review that asks them all.
//!
//! A rule is a row of the catalogue ([`rule`](crate::rule)) and a small function of the [`Case`]: the borrowed facts of one
//! record, the prepared context and the policy version in force at the end of its session. Each family has its file, which
//! ends with its rows; a test holds rows and catalogue equal. What a family is *not* asked of stands in [`scope`].
//!
//! Uses every module above it. Source: chapters II.2 to IV.3 of the scheme; requirements section 0; docs/judging.md.

mod approval;
mod archive;
mod assessment;
mod between;
mod case;
mod context;
mod digests;
mod due;
mod elements;
mod examinees;
mod faulty;
mod format;
mod known;
mod lecture;
mod likeness;
mod links;
mod musts;
mod numbering;
mod package;
mod paper;
mod person_file;
mod photos;
mod plan;
mod presence;
mod proofs;
mod retention;
mod review;
mod scope;
mod sign_in;
mod steps;
mod supervision;
mod terms;
mod timeliness;
mod to_pass;
mod topics;
mod traces;
mod trainings;
mod verdict;
mod wording;

pub(crate) use between::{Mark, Place, Shared};
pub use context::Context;
pub use digests::ContextDigests;
pub use review::{OpenStep, Review, Warning, WarningKind, is_in_head, review, review_facts, review_json};
pub(crate) use review::{ask_block, future_session};
pub(crate) use supervision::needs_supervision;
pub use to_pass::{Confirmer, Mending, Responsible, ToPass};
pub use trainings::trainings;

use case::{Case, Hits};

use crate::rule::Rule;
use crate::vocab::Element;

/// A rule as a function.
type Judge = fn(&Case<'_, '_>, &mut Hits);

/// One row of a family.
pub(crate) struct Row {
    /// The row of the catalogue.
    rule: &'static Rule,
    /// The function.
    judge: Judge,
    /// Whether the function looks at the facets itself, because the catalogue asks for more than "each" or "one of".
    own_facets: bool,
    /// Of which records it is asked.
    only: Only,
}

/// Of which records a rule is asked: beside kind and delivery, which decide for whole families.
#[derive(Clone, Copy)]
enum Only {
    /// Of all.
    All,
    /// Where the policy asks for the element.
    IfElement(Element),
    /// Where the policy of the session asks for an effect evaluation (VI.4.2).
    IfEvaluated,
    /// Where the policy asks for a page number in the footer.
    IfFooterNumber,
    /// Where the policy asks for a confidentiality mark in the footer.
    IfFooterMark,
    /// Where the policy has the wording judged.
    IfWording,
    /// Of a special operation.
    SpecialOperation,
    /// Of the review of a special operation, under the regime that still had reviews.
    OperationReview,
    /// Of the training of managers.
    Management,
    /// Not of an emergency training that is no drill.
    Drill,
}

const fn row(rule: &'static Rule, judge: Judge) -> Row {
    Row { rule, judge, own_facets: false, only: Only::All }
}

const fn row_with_own_facets(rule: &'static Rule, judge: Judge) -> Row {
    Row { rule, judge, own_facets: true, only: Only::All }
}

impl Row {
    const fn only(self, only: Only) -> Row {
        Row { only, ..self }
    }
}

/// The families in the order of the catalogue: the order of the findings.
const FAMILIES: &[&[Row]] = &[
    plan::RULES,
    sign_in::RULES,
    presence::RULES,
    lecture::RULES,
    supervision::RULES,
    photos::RULES,
    assessment::RULES,
    elements::RULES,
    wording::RULES,
    format::RULES,
    proofs::RULES,
    traces::RULES,
    musts::RULES,
    timeliness::RULES,
    approval::REVIEW,
    package::RULES,
    approval::SLIPS,
    numbering::RULES,
    archive::RULES,
    retention::RULES,
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_of_the_catalogue_has_its_function_and_the_other_way_round() {
        let asked: Vec<&str> = FAMILIES.iter().copied().flatten().map(|row| row.rule.code).collect();
        let listed: Vec<&str> = crate::rule::ALL
            .iter()
            .filter(|rule| rule.is_of_a_record() && !rule.between_records)
            .map(|rule| rule.code)
            .collect();
        assert_eq!(asked, listed);
        // PH-05 is asked inside one record, and across records beside.
        let between: Vec<&str> = between::RULES
            .iter()
            .map(|row| row.rule)
            .filter(|rule| rule.between_records)
            .map(|rule| rule.code)
            .collect();
        let listed: Vec<&str> =
            crate::rule::ALL.iter().filter(|rule| rule.between_records).map(|rule| rule.code).collect();
        assert_eq!(between, listed);
        assert!(Shared::ALL.iter().all(|shared| between::RULES.iter().any(|row| row.rule.is(shared.rule()))));
    }
}
