//! The whole company in one pass (全员): who may work today, how everybody stands to each obligation, and what lapses on which of
//! the next days.

use chrono::{Days, NaiveDate};
use serde::Serialize;

use super::answer::{May, WorkTerms, fault_of, holds_until, standings, verdict};
use super::obligation::{Obligation, ObligationState, ReleaseKind, Standing};
use super::question::Question;
use super::workforce::{Own, Workforce};
use crate::error::{Fault, Result};
use crate::rule::{Reason, Severity};
use crate::value::form;
use crate::vocab::ManagementPost;

/// The days that a forward calendar looks ahead at the most: ten years.
pub const MOST_DAYS: u32 = 3660;

/// A company on a day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Company {
    /// The day.
    #[serde(with = "form::date")]
    pub date: NaiveDate,
    /// Everybody who is employed on the day, or of whom that cannot be said, in the order of the register.
    pub people: Vec<CompanyPerson>,
    /// How many people of the register are not employed on the day.
    pub not_employed: u64,
    /// What is met today and lapses within the days asked, in the order of days, people and obligations.
    pub lapses: Vec<Lapse>,
    /// Faults that belong to nobody who is known.
    pub faults: Vec<Fault>,
    /// Trainings, events and works of people whom the register does not know.
    pub strangers: u64,
}

/// One person of the company.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CompanyPerson {
    /// The number that goes on, masked unless revealed.
    pub person: String,
    /// Code of the unit.
    pub unit: Option<String>,
    /// Post.
    pub post: Option<String>,
    /// Whether the person may do the work of the own post.
    pub may: May,
    /// The last day on which that stays so, if nothing happens.
    #[serde(with = "form::date::option")]
    pub valid_until: Option<NaiveDate>,
    /// How the person stands to each obligation.
    pub obligations: Vec<Cell>,
    /// What is wrong with the facts of the person.
    pub faults: Vec<Fault>,
}

/// A person against an obligation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Cell {
    /// What is owed.
    pub obligation: Obligation,
    /// Code of the rule.
    pub code: Option<&'static str>,
    /// How it weighs where it is open.
    pub severity: Severity,
    /// How the person stands to it.
    pub state: ObligationState,
    /// What exactly.
    pub what: Option<String>,
    /// Since when.
    #[serde(with = "form::date::option")]
    pub since: Option<NaiveDate>,
    /// The last day on which it is met.
    #[serde(with = "form::date::option")]
    pub until: Option<NaiveDate>,
    /// Why it cannot be judged.
    pub not_assessed: Option<Reason>,
    /// What releases it, where it is open.
    pub release: Option<ReleaseKind>,
}

/// Something that is met today and will not be.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Lapse {
    /// The first day on which it is not met, if nothing happens.
    #[serde(with = "form::date")]
    pub on: NaiveDate,
    /// Who.
    pub person: String,
    /// What is owed.
    pub obligation: Obligation,
    /// What exactly.
    pub what: Option<String>,
    /// The state that it gets.
    pub state: ObligationState,
    /// Unit, post and role of the person on the day asked.
    #[serde(flatten)]
    pub place: Place,
}

/// Where somebody stands in the company (岗位、职务): by it a calendar is told apart by posts and roles.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Place {
    /// Code of the unit.
    pub unit: Option<String>,
    /// Post.
    pub post: Option<String>,
    /// The highest role of management, by role or by the post.
    pub role: Option<ManagementPost>,
}

impl Place {
    /// The place of the person of a question on its day.
    pub(super) fn of(asked: &Question<'_>) -> Place {
        let words = &asked.own.workforce.words;
        let Some(stay) = asked.stay() else { return Place::default() };
        let day = asked.day.min(asked.known);
        let holds = |from: NaiveDate, last: Option<NaiveDate>| from <= day && last.is_none_or(|last| asked.day <= last);
        let by_role = asked.own.roles.iter().filter(|role| holds(role.from, role.last)).map(|role| role.post);
        let job = stay.post.and_then(|post| asked.own.workforce.posts.get(post));
        Place {
            unit: Some(words.text(stay.unit).to_owned()),
            post: stay.post.map(|post| words.text(post).to_owned()),
            role: by_role.chain(job.and_then(|job| job.management)).min(),
        }
    }
}

impl Cell {
    pub(super) fn of(one: &Standing) -> Cell {
        let code = one.obligation.owed().and_then(|row| row.code);
        Cell {
            obligation: one.obligation,
            code,
            severity: one.severity,
            state: one.state,
            what: one.what.clone(),
            since: one.since,
            until: one.until,
            not_assessed: one.reason.clone(),
            release: one.is_open().then_some(one.release),
        }
    }
}

/// Everybody on a day, and what lapses within `days` days after it.
///
/// # Errors
/// `PolicyNotInForce` for a day before the first version of the policy.
pub fn company(workforce: &Workforce, terms: &WorkTerms, date: NaiveDate, days: u32) -> Result<Company> {
    let mut people = Vec::new();
    let rest = each(workforce, terms, date, days, |one| {
        people.push(one);
        Ok(())
    })?;
    Ok(Company { people, ..rest })
}

/// Hands over everybody on a day, one after the other, and answers the company without its people: none of them is held.
///
/// # Errors
/// Those of [`company`], and those of the taker.
pub(crate) fn each(
    workforce: &Workforce,
    terms: &WorkTerms,
    date: NaiveDate,
    days: u32,
    mut take: impl FnMut(CompanyPerson) -> Result<()>,
) -> Result<Company> {
    let version = terms.on(date).map_err(|error| error.at("/date"))?;
    let last = date.checked_add_days(Days::new(u64::from(days.min(MOST_DAYS)))).unwrap_or(NaiveDate::MAX);
    let unattributed = workforce
        .faults()
        .iter()
        .filter(|one| one.person.as_ref().is_none_or(|key| workforce.organisation().resolve(key.borrowed()).is_none()));
    let mut answer = Company {
        date,
        people: Vec::new(),
        not_employed: 0,
        lapses: Vec::new(),
        faults: unattributed.map(|one| one.fault.clone()).collect(),
        strangers: workforce.strangers() as u64,
    };
    let (mut now, mut later) = (Vec::new(), Vec::new());
    for own in workforce.organisation().people().filter_map(|someone| workforce.own_of(someone)) {
        let person = shown(&own, terms);
        if let Some(fault) = fault_of(&own) {
            take(CompanyPerson { faults: vec![fault], ..bare(person) })?;
            continue;
        }
        let asked = Question { own, terms: version, day: date, known: date, post: None, operation: None };
        standings(&asked, &mut now);
        if now.iter().any(|one| one.state == ObligationState::NotEmployed) {
            answer.not_employed += 1;
            continue;
        }
        if days > 0 {
            lapses(&asked, terms, last, (&now, &mut later), &person, &mut answer.lapses);
        }
        let words = &workforce.words;
        let stay = asked.stay();
        take(CompanyPerson {
            unit: stay.map(|stay| words.text(stay.unit).to_owned()),
            post: stay.and_then(|stay| stay.post).map(|post| words.text(post).to_owned()),
            may: verdict(&now),
            valid_until: holds_until(&asked, terms, &now),
            obligations: now.iter().filter(|one| !is_plain_employment(one)).map(Cell::of).collect(),
            ..bare(person)
        })?;
    }
    answer.lapses.sort();
    Ok(answer)
}

/// The number of somebody as answers show it.
pub(super) fn shown(own: &Own<'_>, terms: &WorkTerms) -> String {
    let key = own.someone.key();
    if terms.reveal { key.text().to_owned() } else { key.masked() }
}

fn bare(person: String) -> CompanyPerson {
    CompanyPerson {
        person,
        unit: None,
        post: None,
        may: May::Unknown,
        valid_until: None,
        obligations: vec![],
        faults: vec![],
    }
}

/// To be employed is worth a word only where somebody is not.
pub(super) fn is_plain_employment(one: &Standing) -> bool {
    one.obligation == Obligation::Employment && !one.is_open()
}

/// What of `now` becomes open on a day up to `last`.
fn lapses(
    asked: &Question<'_>,
    terms: &WorkTerms,
    last: NaiveDate,
    (now, later): (&[Standing], &mut Vec<Standing>),
    person: &str,
    found: &mut Vec<Lapse>,
) {
    let mut before: Vec<Standing> = now.to_vec();
    let (mut day, mut place) = (asked.day, None);
    loop {
        let next = before.iter().filter_map(|one| one.next).chain(terms.next(day)).filter(|next| day < *next).min();
        let Some(next) = next.filter(|next| *next <= last) else { return };
        day = next;
        let Ok(version) = terms.on(day) else { return };
        standings(&Question { day, terms: version, ..*asked }, later);
        for one in later.iter().filter(|one| one.is_open()) {
            let is_same = |other: &&Standing| (other.obligation, &other.what) == (one.obligation, &one.what);
            if before.iter().find(is_same).is_none_or(|other| !other.is_open()) {
                let (obligation, what, state) = (one.obligation, one.what.clone(), one.state);
                let place = place.get_or_insert_with(|| Place::of(asked)).clone();
                found.push(Lapse { on: day, person: person.to_owned(), obligation, what, state, place });
            }
        }
        std::mem::swap(&mut before, later);
    }
}
