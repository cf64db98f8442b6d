//! What is missing to pass (达标差距), as the summary lists it of a record among the worst: the first steps of each kind.

use serde::{Deserialize, Deserializer, Serialize};

use crate::calendar::Limit;
use crate::check::{Mending, Responsible, Review};
use crate::rule::{self, Remedy};
use crate::value::{Stamp, form};

/// How many steps of each kind are listed.
const LISTED: usize = 5;

/// What is missing for a record to pass. Where `renew_total` is 0, all of the other two make it pass.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Missing {
    /// How many facts are to be supplied (补交).
    pub supply_total: u64,
    /// How many statements are to be corrected (更正).
    pub correct_total: u64,
    /// How much only a repetition or a new record mends (补考、重新培训、另行建档).
    pub renew_total: u64,
    /// The first facts to supply, at most five.
    pub supply: Vec<MissingStep>,
    /// The first statements to correct, at most five.
    pub correct: Vec<MissingStep>,
    /// The first of what only a repetition or a new record mends, at most five.
    pub renew: Vec<MissingStep>,
}

/// One step on the way to pass.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MissingStep {
    /// Where it is done: a JSON pointer in the record; empty for what the context or the source has to say.
    pub path: String,
    /// Codes of the rules that stand against passing there; none for a fact that was left out.
    #[serde(deserialize_with = "codes_of_rules")]
    pub codes: RuleCodes,
    /// What mends it.
    pub remedy: Option<Remedy>,
    /// Within which time.
    pub limit: Option<Limit>,
    /// By when; absent while nothing has started the clock.
    #[serde(with = "form::stamp::option")]
    pub due: Option<Stamp>,
    /// Who mends it; absent where it is no graded defect.
    pub responsible: Option<Responsible>,
}

/// Texts of the catalogue; under this name the derive does not borrow them from what is read.
type RuleCodes = Vec<&'static str>;

fn codes_of_rules<'de, D: Deserializer<'de>>(input: D) -> Result<RuleCodes, D::Error> {
    let unknown = || serde::de::Error::custom("unknown code, expected the code of a rule");
    let codes = Vec::<String>::deserialize(input)?;
    codes.iter().map(|code| rule::by_code(code).map(|row| row.code).ok_or_else(unknown)).collect()
}

impl Missing {
    /// What is missing for a reviewed record to pass.
    pub(super) fn of(review: &Review) -> Missing {
        let Some(to_pass) = review.to_pass.as_deref() else { return Missing::default() };
        let first = |steps: &[Mending]| steps.iter().take(LISTED).map(MissingStep::of).collect();
        Missing {
            supply_total: to_pass.supply.len() as u64,
            correct_total: to_pass.correct.len() as u64,
            renew_total: to_pass.renew.len() as u64,
            supply: first(&to_pass.supply),
            correct: first(&to_pass.correct),
            renew: first(&to_pass.renew),
        }
    }
}

impl MissingStep {
    fn of(step: &Mending) -> MissingStep {
        MissingStep {
            path: step.path.clone(),
            codes: step.codes.clone(),
            remedy: step.remedy,
            limit: step.limit,
            due: step.due,
            responsible: step.responsible,
        }
    }
}

/// Whether a record does not pass and would by supplying and correcting alone.
pub(super) fn is_mendable(review: &Review) -> bool {
    review.to_pass.as_ref().is_some_and(|to_pass| to_pass.renew.is_empty())
}

/// Whether supplying or correcting mends a finding.
pub(super) fn mends(remedy: Option<Remedy>) -> bool {
    matches!(remedy, Some(Remedy::Supply | Remedy::Correct))
}

const _: () = assert!(LISTED == 5, "the docs say five");
