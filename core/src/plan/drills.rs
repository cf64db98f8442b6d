//! The drills of units and their emergency plans (单位与预案的演练, OB-07): whether each was drilled within its rhythm.
//!
//! 88号令第33条 wants a comprehensive or special plan drilled once a year (in the listed industries each half year) and an on-site
//! plan each half year. It is read in two ways: any plan of the kind will do, or each on-site plan is drilled by itself; the
//! preset that the host switches on says which. A plan that states its own rhythm is judged by itself in any reading.
//!
//! A drill is a training of an accepted form, in a valid record, that people of the unit or of a unit below took part in; it is of
//! the plan that it names. Of a drill that names none nobody can say which plan it was. Source: I.3, V.3.1, C-57; domain fact 6.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;
use serde::Serialize;

use super::answer::WorkTerms;
use super::data::EmergencyPlanKind;
use super::index::holds;
use super::obligation::ObligationState;
use super::question::after;
use super::terms::{Rhythm, Terms};
use super::words::Word;
use super::workforce::{Attended, EmergencyPlanFact, Fixed, Workforce};
use crate::error::Result;
use crate::rule::{OB_07, Reason};
use crate::value::form;
use crate::vocab::TrainingKind;

/// How the units of a company stand to their drills on a day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Drills {
    /// The day.
    #[serde(with = "form::date")]
    pub date: NaiveDate,
    /// What has to be drilled, in the order of the units' plans.
    pub rows: Vec<DrillStanding>,
}

/// How a unit stands to the drill of a plan, or of any plan of some kinds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DrillStanding {
    /// Code of the unit.
    pub unit: String,
    /// The plan that is drilled by itself; absent = any of `plans` will do.
    pub plan: Option<String>,
    /// The plans that count, by name.
    pub plans: Vec<String>,
    /// Months within which a drill is due; absent where it is stated in days, or by nobody.
    pub every_months: Option<u32>,
    /// Days within which a drill is due.
    pub every_days: Option<u32>,
    /// The last drill.
    #[serde(with = "form::date::option")]
    pub last: Option<NaiveDate>,
    /// How many people of the unit and those below took part in it.
    pub people: u64,
    /// The last day on which the next one is in time.
    #[serde(with = "form::date::option")]
    pub due: Option<NaiveDate>,
    /// Met, missing or unknown.
    pub state: ObligationState,
    /// The rule where it is missing.
    pub code: Option<&'static str>,
    /// Since when it is missing.
    #[serde(with = "form::date::option")]
    pub since: Option<NaiveDate>,
    /// Why it cannot be judged.
    pub not_assessed: Option<Reason>,
}

/// Something that a unit has to drill, while drills are counted.
struct Owed<'w> {
    unit: Word,
    /// The plan that is drilled by itself.
    alone: Option<Word>,
    plans: Vec<&'w EmergencyPlanFact>,
    rhythm: std::result::Result<Rhythm, Reason>,
    /// The last drill in a valid record, and who was counted last for it.
    sure: Held,
    /// The last one whose record could not be judged.
    maybe: Held,
    /// The last one that names no plan.
    unnamed: Held,
}

/// The last drill of some sort.
#[derive(Clone, Copy, Default)]
struct Held {
    last: Option<NaiveDate>,
    people: u64,
    slot: Option<usize>,
}

impl Held {
    /// Counts somebody who took part on a day.
    fn count(&mut self, day: NaiveDate, slot: usize) {
        if self.last < Some(day) {
            *self = Held { last: Some(day), people: 0, slot: None };
        }
        // A person is counted once, however many records of the day name the person.
        if self.last == Some(day) && self.slot != Some(slot) {
            (self.people, self.slot) = (self.people + 1, Some(slot));
        }
    }
}

/// How each unit stands to the drills of its plans on a day. What became known later counts for nothing.
///
/// # Errors
/// `PolicyNotInForce` for a day before the first version of the policy.
pub fn drills(workforce: &Workforce, terms: &WorkTerms, date: NaiveDate) -> Result<Drills> {
    let version = terms.on(date).map_err(|error| error.at("/date"))?;
    let mut owed = owed(workforce, version, date);
    let mut of_unit: HashMap<Word, Vec<usize>, Fixed> = HashMap::default();
    for (at, one) in owed.iter().enumerate() {
        of_unit.entry(one.unit).or_default().push(at);
    }
    let names: HashSet<Word, Fixed> = workforce.emergency_plans.iter().map(|plan| plan.name).collect();
    let forms: Vec<Word> = version.drill_forms.iter().filter_map(|form| workforce.words.find(form.code())).collect();
    for own in workforce.organisation().people().filter_map(|someone| workforce.own_of(someone)) {
        let known = own.attended.partition_point(|one| one.known <= date);
        for one in own.attended.iter().take(known).filter(|one| is_drill(workforce, one, &forms)) {
            let names_one = workforce.details_of(one).iter().any(|detail| names.contains(detail));
            let stay = own.stays.iter().rev().find(|stay| holds(stay.from, stay.last, one.ended));
            let mut unit = stay.map(|stay| stay.unit);
            while let Some(own) = unit {
                for at in of_unit.get(&own).into_iter().flatten() {
                    owed.get_mut(*at).into_iter().for_each(|owed| owed.count(workforce, one, names_one));
                }
                unit = workforce.above.get(&own).copied();
            }
        }
    }
    Ok(Drills { date, rows: owed.iter().map(|one| one.standing(workforce, date)).collect() })
}

/// Whether a training is a drill that may count.
fn is_drill(workforce: &Workforce, one: &Attended, forms: &[Word]) -> bool {
    one.kind == TrainingKind::Emergency
        && one.valid != Some(false)
        && workforce.details_of(one).iter().any(|detail| forms.contains(detail))
}

/// What the plans that are in force ask for: those that are drilled by themselves, and the others by unit and kind.
fn owed<'w>(workforce: &'w Workforce, terms: &Terms, date: NaiveDate) -> Vec<Owed<'w>> {
    let mut found: Vec<Owed<'w>> = Vec::new();
    let mut groups: HashMap<(Word, bool), usize, Fixed> = HashMap::default();
    for plan in workforce.emergency_plans.iter().filter(|plan| holds(plan.from, plan.last, date)) {
        let is_on_site = plan.kind == EmergencyPlanKind::OnSite;
        let is_alone = plan.every_months.is_some() || is_on_site && terms.drills_each_plan();
        let rhythm = || match plan.every_months {
            Some(months) => Ok(Rhythm::Months(months)),
            None if is_on_site => terms.on_site_drill(),
            None => terms.drill(plan.industry),
        };
        let mut add = |alone| {
            let (sure, maybe, unnamed) = Default::default();
            found.push(Owed { unit: plan.unit, alone, plans: vec![plan], rhythm: rhythm(), sure, maybe, unnamed });
            found.len() - 1
        };
        if is_alone {
            add(Some(plan.name));
            continue;
        }
        match groups.get(&(plan.unit, is_on_site)).copied() {
            Some(at) => found.get_mut(at).into_iter().for_each(|group| group.plans.push(plan)),
            None => drop(groups.insert((plan.unit, is_on_site), add(None))),
        }
    }
    found
}

impl Owed<'_> {
    /// Counts somebody who took part in a drill; `names_one` says whether it names any plan.
    fn count(&mut self, workforce: &Workforce, one: &Attended, names_one: bool) {
        let is_of_these = self.plans.iter().any(|plan| workforce.details_of(one).contains(&plan.name));
        match one.valid {
            Some(true) if is_of_these => self.sure.count(one.ended, one.slot),
            _ if is_of_these => self.maybe.count(one.ended, one.slot),
            _ if !names_one => self.unnamed.count(one.ended, one.slot),
            _ => {}
        }
    }

    fn standing(&self, workforce: &Workforce, date: NaiveDate) -> DrillStanding {
        let text = |word: Word| workforce.words.text(word).to_owned();
        let mut standing = DrillStanding {
            unit: text(self.unit),
            plan: self.alone.map(text),
            plans: self.plans.iter().map(|plan| text(plan.name)).collect(),
            every_months: None,
            every_days: None,
            last: self.sure.last,
            people: self.sure.people,
            due: None,
            state: ObligationState::Unknown,
            code: None,
            since: None,
            not_assessed: None,
        };
        let rhythm = match &self.rhythm {
            Ok(rhythm) => *rhythm,
            Err(reason) => return DrillStanding { not_assessed: Some(reason.clone()), ..standing },
        };
        match rhythm {
            Rhythm::Months(months) => standing.every_months = Some(months),
            Rhythm::Days(days) => standing.every_days = Some(days),
        }
        // The first drill of a plan is due within the rhythm from its first day; the window is closed on both sides (C-53).
        let begun = self.plans.iter().map(|plan| plan.from).min();
        let last_day = |day: Option<NaiveDate>| day.and_then(|day| rhythm.last_day(day));
        standing.due = last_day(self.sure.last.max(begun));
        let counts = |held: Held| last_day(held.last).is_some_and(|until| date <= until);
        let fact = |path: &'static str| Some(Reason::FactMissing { path: path.into() });
        if standing.due.is_none_or(|due| date <= due) {
            standing.state = ObligationState::Met;
        } else if counts(self.maybe) {
            standing.not_assessed = fact("/trainings/valid");
        } else if counts(self.unnamed) {
            standing.not_assessed = fact("/trainings/details");
        } else {
            standing.state = ObligationState::Missing;
            standing.code = Some(OB_07.code);
            standing.since = standing.due.and_then(after);
        }
        standing
    }
}
