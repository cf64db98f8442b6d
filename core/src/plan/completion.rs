//! Completion by post and by unit (岗位、单位完成率, VII.3.3), and what the next plan has to catch up on (补训项).

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::Serialize;

use super::answer::{WorkTerms, fault_of, standings};
use super::company::shown;
use super::coverage::NOBODY_DUE;
use super::obligation::{Obligation, Standing};
use super::question::Question;
use super::workforce::Workforce;
use crate::error::Result;
use crate::rule::Severity;
use crate::value::Rate;

/// How everybody stands on a day.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Completion {
    /// By post, in the order of posts; people without one first.
    pub posts: Vec<PostCompletion>,
    /// By unit of the spell, in the order of codes.
    pub units: Vec<UnitCompletion>,
    /// What is missing, in the order of the obligations.
    pub targets: Vec<TargetedItem>,
}

/// How the people of one post stand (岗位完成率, VII.3.3).
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PostCompletion {
    /// The post; absent for people without one.
    pub post: Option<String>,
    /// People in it.
    pub people: u64,
    /// How many of them have met all that stands in the way of work.
    pub complete: u64,
    /// Complete of people.
    pub rate: Rate,
}

/// How the people of one unit stand (单位完成率).
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct UnitCompletion {
    /// Code of the unit.
    pub unit: String,
    /// People in it, without those of the units below.
    pub people: u64,
    /// How many of them have met all that stands in the way of work.
    pub complete: u64,
    /// Complete of people.
    pub rate: Rate,
    /// Who has not, by number.
    pub missing: Vec<String>,
}

/// Something that the next plan has to catch up on (补训项).
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct TargetedItem {
    /// What is owed.
    pub obligation: Obligation,
    /// What exactly.
    pub what: Option<String>,
    /// Who, by number.
    pub people: Vec<String>,
}

/// People of one post or unit, as they are counted.
#[derive(Default)]
struct Tally {
    people: u64,
    complete: u64,
    missing: Vec<String>,
}

impl Tally {
    fn count(&mut self, is_complete: bool, person: impl FnOnce() -> String) {
        self.people += 1;
        if is_complete {
            self.complete += 1;
        } else {
            self.missing.push(person());
        }
    }

    fn rate(&self) -> Rate {
        Rate::of(self.complete, self.people, NOBODY_DUE)
    }
}

/// Completion by post and unit on a day, and what is missing as items for the next plan.
///
/// # Errors
/// `PolicyNotInForce` for a day before the first version of the policy.
pub fn completion(workforce: &Workforce, terms: &WorkTerms, date: NaiveDate) -> Result<Completion> {
    let version = terms.on(date).map_err(|error| error.at("/date"))?;
    let mut posts: BTreeMap<Option<&str>, Tally> = BTreeMap::new();
    let mut units: BTreeMap<&str, Tally> = BTreeMap::new();
    let mut items: BTreeMap<(Obligation, Option<String>), Vec<String>> = BTreeMap::new();
    let mut now: Vec<Standing> = Vec::new();
    for own in workforce.organisation().people().filter_map(|someone| workforce.own_of(someone)) {
        let asked = Question { own, terms: version, day: date, known: date, post: None, operation: None };
        let Some(stay) = asked.stay() else { continue };
        standings(&asked, &mut now);
        let mut is_complete = fault_of(&own).is_none();
        for one in now.iter().filter(|one| one.is_open()) {
            is_complete &= one.severity != Severity::E;
            // What nobody can judge is no training to plan.
            if one.reason.is_none() {
                items.entry((one.obligation, one.what.clone())).or_default().push(shown(&own, terms));
            }
        }
        let post = stay.post.map(|post| workforce.words.text(post));
        posts.entry(post).or_default().count(is_complete, || shown(&own, terms));
        units.entry(workforce.words.text(stay.unit)).or_default().count(is_complete, || shown(&own, terms));
    }
    let posts = posts.into_iter().map(|(post, own)| PostCompletion {
        post: post.map(str::to_owned),
        people: own.people,
        complete: own.complete,
        rate: own.rate(),
    });
    let units = units.into_iter().map(|(unit, own)| UnitCompletion {
        unit: unit.to_owned(),
        people: own.people,
        complete: own.complete,
        rate: own.rate(),
        missing: own.missing,
    });
    let items = items.into_iter().map(|((obligation, what), people)| TargetedItem { obligation, what, people });
    Ok(Completion { posts: posts.collect(), units: units.collect(), targets: items.collect() })
}
