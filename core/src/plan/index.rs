//! How a [`Workforce`] is built: each fact checked by itself, then put where its person stands.

use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, HashMap, HashSet};

use chrono::NaiveDate;

use super::data::{Change, EmergencyPlan, Event, IndustryKind, Job, PersonEventKind, Required, Work, WorkforceData};
use super::training::Training;
use super::words::{Word, Words};
use super::workforce::{
    Attended, CertificateFact, ChangeFact, EmergencyPlanFact, EventFact, Fixed, JobFact, Jobs, Part, RequiredFact,
    RoleFact, Slot, Stay, WorkFact, Workforce, WorkforceFault,
};
use crate::error::{Error, ErrorCode, Faults, Result};
use crate::org::{EndedBy, Organisation, OrganisationData, PersonKey, Someone};
use crate::value::{date_text, is_blank};
use crate::vocab::{ManagementPost, TrainingKind, Verdict};

/// Longest session in minutes: one that ends before it began ends on the next day (C-46).
const LONGEST_SESSION: u32 = 1440;

/// The workforce of the facts; `faults` were found while reading them.
pub(super) fn build(data: WorkforceData, faults: Vec<WorkforceFault>) -> std::result::Result<Workforce, Faults> {
    let WorkforceData {
        organisation,
        industries,
        posts,
        operations,
        events,
        changes,
        works,
        emergency_plans,
        trainings,
    } = data;
    let (organisation, of_people) =
        Organisation::tolerant(organisation).map_err(|error| error.under("/organisation"))?;
    let industries = industries_of_units(organisation.data(), &industries)?;
    let mut words = Words::default();
    let mut workforce = Workforce {
        posts: jobs(&posts, "/posts", &mut words)?,
        operations: jobs(&operations, "/operations", &mut words)?,
        changes: changes_of(&changes, &mut words)?,
        above: units_above(organisation.data(), &mut words),
        emergency_plans: plans_of(&emergency_plans, organisation.data(), &industries, &mut words)?,
        slots: vec![Slot::default(); organisation.people().map(|one| one.id().place() + 1).max().unwrap_or(0)],
        stays: Vec::new(),
        certificates: Vec::new(),
        roles: Vec::new(),
        attended: Vec::new(),
        details: Vec::new(),
        events: Vec::new(),
        works: Vec::new(),
        faults,
        strangers: 0,
        organisation,
        words,
    };
    let under =
        |one: crate::org::PersonFault| WorkforceFault { person: one.person, fault: one.fault.under("/organisation") };
    workforce.faults.extend(of_people.into_iter().map(under));
    take_people(&mut workforce, &industries);
    take_events(&mut workforce, events);
    take_works(&mut workforce, works);
    attend(&mut workforce, trainings.into_iter());
    note_faults(&mut workforce);
    Ok(workforce)
}

/// The industry of each unit: its own, else that of the nearest unit above it.
fn industries_of_units(
    data: &OrganisationData,
    stated: &BTreeMap<String, IndustryKind>,
) -> Result<HashMap<String, IndustryKind>> {
    let units: HashMap<&str, &crate::org::Unit> = data.units.iter().map(|unit| (unit.code.as_str(), unit)).collect();
    if let Some(code) = stated.keys().find(|code| !units.contains_key(code.as_str())) {
        return Err(Error::new(ErrorCode::UnknownUnit, code.clone(), "the code of a unit").at("/industries"));
    }
    let mut found = HashMap::new();
    for unit in &data.units {
        let mut at = Some(unit);
        // The tree has no cycle: the organisation refuses one.
        while let Some(own) = at {
            if let Some(industry) = stated.get(&own.code) {
                found.insert(unit.code.clone(), *industry);
                break;
            }
            at = own.parent.as_deref().and_then(|parent| units.get(parent.trim()).copied());
        }
    }
    Ok(found)
}

fn jobs(jobs: &[Job], path: &str, words: &mut Words) -> Result<Jobs> {
    let mut found = Jobs::default();
    for (at, job) in jobs.iter().enumerate() {
        let place = |error: Error| error.under(&format!("{path}/{at}"));
        let name = named(&job.name, words).map_err(|error| place(error.at("/name")))?;
        if found.by_name.insert(name, at).is_some() {
            return Err(place(
                Error::new(ErrorCode::DuplicateId, "a name a second time", "each name once").at("/name"),
            ));
        }
        let mut list = |items: &[String], list: &str| -> Result<Vec<Word>> {
            let word = |(item, text): (usize, &String)| {
                named(text, words).map_err(|error| place(error.at(format!("/{list}/{item}"))))
            };
            items.iter().enumerate().map(word).collect()
        };
        let special_operations = list(&job.special_operations, "special_operations")?;
        let special_equipment = list(&job.special_equipment, "special_equipment")?;
        let required = |(item, one): (usize, &Required)| {
            required(one, words).map_err(|error| place(error.under(&format!("/trainings/{item}"))))
        };
        let trainings = job.trainings.iter().enumerate().map(required).collect::<Result<_>>()?;
        let (management, is_stated) = (job.management, job.is_stated());
        found.list.push(JobFact { name, management, special_operations, special_equipment, trainings, is_stated });
    }
    Ok(found)
}

fn required(one: &Required, words: &mut Words) -> Result<RequiredFact> {
    let detail = one.detail.as_deref().filter(|detail| !is_blank(detail)).map(|detail| words.add(detail));
    if one.kind.is_none() && detail.is_none() {
        return Err(Error::new(ErrorCode::Missing, "neither kind nor detail", "what has to be trained").at("/kind"));
    }
    Ok(RequiredFact { kind: one.kind, detail, every_months: rhythm_in_months(one.every_months)? })
}

fn named(text: &str, words: &mut Words) -> Result<Word> {
    if is_blank(text) {
        return Err(Error::new(ErrorCode::Missing, "a blank or a placeholder", "a name"));
    }
    Ok(words.add(text))
}

fn changes_of(changes: &[Change], words: &mut Words) -> Result<Vec<ChangeFact>> {
    let one = |(at, change): (usize, &Change)| {
        let item = named(&change.item, words).map_err(|error| error.at(format!("/changes/{at}/item")))?;
        let posts = change.posts.iter().map(|post| words.add(post)).collect();
        Ok(ChangeFact { item, in_use_from: change.in_use_from, posts })
    };
    changes.iter().enumerate().map(one).collect()
}

/// The unit above each unit that has one.
fn units_above(data: &OrganisationData, words: &mut Words) -> HashMap<Word, Word, Fixed> {
    let above = data.units.iter().filter_map(|unit| Some((unit, unit.parent.as_deref()?)));
    above.map(|(unit, parent)| (words.add_exact(&unit.code), words.add_exact(parent.trim()))).collect()
}

fn plans_of(
    plans: &[EmergencyPlan],
    data: &OrganisationData,
    industries: &HashMap<String, IndustryKind>,
    words: &mut Words,
) -> Result<Vec<EmergencyPlanFact>> {
    let units: HashSet<&str> = data.units.iter().map(|unit| unit.code.as_str()).collect();
    let mut seen = HashSet::new();
    let mut one = |plan: &EmergencyPlan| -> Result<EmergencyPlanFact> {
        let name = named(&plan.name, words).map_err(|error| error.at("/name"))?;
        if !units.contains(plan.unit.as_str()) {
            return Err(Error::new(ErrorCode::UnknownUnit, plan.unit.clone(), "the code of a unit").at("/unit"));
        }
        if let Some(to) = plan.to.filter(|to| *to < plan.from) {
            let expected = format!("not before {}", date_text(plan.from));
            return Err(Error::new(ErrorCode::DateOrder, date_text(to), expected).at("/to"));
        }
        let every_months = rhythm_in_months(plan.every_months)?;
        let unit = words.add_exact(&plan.unit);
        if !seen.insert((name, unit)) {
            let expected = "each plan of a unit once";
            return Err(Error::new(ErrorCode::DuplicateId, "a plan of the unit a second time", expected).at("/name"));
        }
        let industry = industries.get(&plan.unit).copied();
        Ok(EmergencyPlanFact { name, unit, industry, kind: plan.kind, from: plan.from, last: plan.to, every_months })
    };
    let place = |(at, plan)| one(plan).map_err(|error| error.under(&format!("/emergency_plans/{at}")));
    plans.iter().enumerate().map(place).collect()
}

/// Months of a rhythm, where they are stated.
fn rhythm_in_months(months: Option<u32>) -> Result<Option<u32>> {
    match months {
        Some(months @ (0 | 1201..)) => {
            Err(Error::new(ErrorCode::Range, months.to_string(), "1 to 1200 months").at("/every_months"))
        }
        months => Ok(months),
    }
}

fn take_people(workforce: &mut Workforce, industries: &HashMap<String, IndustryKind>) {
    let Workforce { organisation, words, slots, stays, certificates, roles, .. } = workforce;
    for someone in organisation.people() {
        let starts = (stays.len(), certificates.len(), roles.len());
        stays.extend(someone.spells().map(|(spell, unit)| Stay {
            from: spell.from,
            last: spell.to.filter(|_| !spell.retracted),
            ended_by: spell.ended_by.unwrap_or(EndedBy::Left),
            employment: spell.employment,
            post: spell.post.as_deref().map(|post| words.add(post)),
            unit: words.add_exact(&unit.code),
            industry: industries.get(&unit.code).copied(),
            special_operation: spell.special_operation,
        }));
        certificates.extend(someone.certificates().map(|one| CertificateFact {
            kind: one.kind,
            item: one.operation.as_deref().map(|item| words.add(item)),
            issued: one.issued_on,
            review_due: one.review_due,
            reviewed: one.reviewed_on,
            expires: one.expires_on,
        }));
        roles.extend(someone.roles().filter_map(|held| {
            let post = ManagementPost::from_code(&held.role).filter(|post| *post != ManagementPost::Other)?;
            Some(RoleFact { post, from: held.from, last: held.to })
        }));
        if let Some(slot) = slots.get_mut(someone.id().place()) {
            slot.stays = (starts.0, stays.len());
            slot.certificates = (starts.1, certificates.len());
            slot.roles = (starts.2, roles.len());
        }
    }
}

/// The place of a person, where the register has an entry.
fn slot_of(organisation: &Organisation, key: &PersonKey) -> Option<usize> {
    organisation.resolve(key.borrowed()).map(|someone| someone.id().place())
}

fn take_events(workforce: &mut Workforce, events: Vec<Event>) {
    for (at, event) in events.into_iter().enumerate() {
        let Some(someone) = workforce.organisation.resolve(event.person.borrowed()) else {
            workforce.strangers += 1;
            continue;
        };
        let slot = someone.id().place();
        if let Err(error) = possible(&event, someone) {
            let fault = error.under(&format!("/events/{at}"));
            workforce.faults.push(WorkforceFault { person: Some(event.person), fault });
            continue;
        }
        let Event { kind, on, to, training, .. } = event;
        workforce.events.push(EventFact { slot, kind, on, to, training });
    }
    workforce.events.sort_by_key(|event| (event.slot, event.on, event.kind));
    let parts = parts(&workforce.events, |event| event.slot);
    set_parts(workforce, parts, |slot, part| slot.events = part);
}

fn possible(event: &Event, someone: Someone<'_>) -> Result<()> {
    if let Some(to) = event.to.filter(|to| *to < event.on) {
        let expected = format!("not before {}", date_text(event.on));
        return Err(Error::new(ErrorCode::DateOrder, date_text(to), expected).at("/to"));
    }
    match (event.kind, event.training, event.to) {
        (PersonEventKind::Accident, None, _) => {
            return Err(Error::new(ErrorCode::Missing, "nothing", "the training that is due").at("/training"));
        }
        (PersonEventKind::Absence, Some(_), _) => {
            return Err(Error::new(ErrorCode::OtherVariant, "the training of an absence", "none").at("/training"));
        }
        (PersonEventKind::Accident, _, Some(_)) => {
            return Err(Error::new(ErrorCode::OtherVariant, "the last day of an accident", "none").at("/to"));
        }
        _ => {}
    }
    match someone.spells().next() {
        Some((first, _)) if event.on < first.from => {
            let expected = format!("not before {}, the hire", date_text(first.from));
            Err(Error::new(ErrorCode::DateOrder, date_text(event.on), expected).at("/on"))
        }
        _ => Ok(()),
    }
}

fn take_works(workforce: &mut Workforce, works: Vec<Work>) {
    for work in works {
        let Some(slot) = slot_of(&workforce.organisation, &work.person) else {
            workforce.strangers += 1;
            continue;
        };
        let operation = work.operation.as_deref().map(|operation| workforce.words.add(operation));
        workforce.works.push(WorkFact { slot, on: work.on, operation });
    }
    workforce.works.sort_by_key(|work| (work.slot, work.on, work.operation));
    let parts = parts(&workforce.works, |work| work.slot);
    set_parts(workforce, parts, |slot, part| slot.works = part);
}

/// Adds trainings to those that are there.
pub(super) fn attend(workforce: &mut Workforce, trainings: impl Iterator<Item = Training>) {
    for (at, training) in trainings.enumerate() {
        let Some(slot) = slot_of(&workforce.organisation, &training.person) else {
            workforce.strangers += 1;
            continue;
        };
        if let Some(minutes) = training.minutes.filter(|minutes| *minutes > LONGEST_SESSION) {
            let fault = Error::new(ErrorCode::Range, minutes.to_string(), format!("at most {LONGEST_SESSION} minutes"))
                .at(format!("/trainings/{at}/minutes"));
            workforce.faults.push(WorkforceFault { person: Some(training.person), fault });
            continue;
        }
        let Workforce { words, details, .. } = workforce;
        let first = details.len();
        details.extend(training.details.iter().map(|detail| words.add(detail)));
        let attended = Attended {
            slot,
            known: training.known_on(),
            ended: training.ended,
            kind: training.kind,
            level: training.level,
            verdict: training.verdict,
            valid: training.valid,
            recorded: training.recorded,
            minutes: training.minutes,
            for_year: training.for_year,
            post: training.post.as_deref().map(|post| words.add(post)),
            course: training.course.as_deref().map(|course| words.add_exact(course)),
            record: training.record.as_deref().map(|record| words.add_exact(record)),
            details: (first, details.len()),
            counted: training.minutes,
        };
        workforce.attended.push(attended);
    }
    let Workforce { organisation, words, attended, .. } = workforce;
    let text = |word: Option<Word>| word.map_or("", |word| words.text(word));
    // Of one day and record the failed result stands last: nobody passes by the order of a list.
    attended.sort_by(|one, other| {
        let key = |own: &Attended| (own.slot, own.known, own.ended);
        key(one)
            .cmp(&key(other))
            .then_with(|| text(one.record).cmp(text(other.record)))
            .then_with(|| (one.verdict == Some(Verdict::Fail)).cmp(&(other.verdict == Some(Verdict::Fail))))
    });
    count_sessions_once(attended, organisation);
    let parts = parts(&workforce.attended, |attended| attended.slot);
    set_parts(workforce, parts, |slot, part| slot.attended = part);
    note_faults(workforce);
}

/// Counts a session once. A record is one session, so that a person who stands on it under two numbers was there once, as long
/// as the longest of the entries says.
fn count_sessions_once(attended: &mut [Attended], organisation: &Organisation) {
    type Session = (usize, Word, NaiveDate, TrainingKind, Option<bool>, Option<u16>);
    let mut longest: HashMap<Session, u32, Fixed> = HashMap::default();
    let has_former = |someone: &Someone<'_>| organisation.has_former_keys(someone.key());
    let renumbered = organisation.people().filter(has_former).map(|someone| someone.id().place());
    let renumbered: HashSet<usize, Fixed> = renumbered.collect();
    for one in attended.iter_mut().filter(|one| renumbered.contains(&one.slot)) {
        // Trainings that come later may stand before it.
        one.counted = one.minutes;
        let Some(record) = one.record.filter(|_| one.counts()) else { continue };
        let session = (one.slot, record, one.ended, one.kind, one.valid, one.for_year);
        match longest.entry(session) {
            Entry::Vacant(place) => drop(one.minutes.map(|minutes| place.insert(minutes))),
            Entry::Occupied(mut place) => {
                let minutes = one.minutes.unwrap_or(0);
                one.counted = Some(minutes.saturating_sub(*place.get()));
                place.insert(minutes.max(*place.get()));
            }
        }
    }
}

/// The part of each person in a list that is in the order of people.
fn parts<T>(list: &[T], slot: impl Fn(&T) -> usize) -> Vec<(usize, Part)> {
    let mut found: Vec<(usize, Part)> = Vec::new();
    for (at, item) in list.iter().enumerate() {
        let own = slot(item);
        match found.last_mut() {
            Some((last, part)) if *last == own => part.1 = at + 1,
            _ => found.push((own, (at, at + 1))),
        }
    }
    found
}

fn set_parts(workforce: &mut Workforce, parts: Vec<(usize, Part)>, set: impl Fn(&mut Slot, Part)) {
    for (place, part) in parts {
        workforce.slots.get_mut(place).into_iter().for_each(|slot| set(slot, part));
    }
}

/// Notes at each person the first own fault.
fn note_faults(workforce: &mut Workforce) {
    let Workforce { organisation, slots, faults, .. } = workforce;
    for (at, one) in faults.iter().enumerate() {
        let place = one.person.as_ref().and_then(|key| slot_of(organisation, key));
        if let Some(slot) = place.and_then(|place| slots.get_mut(place)) {
            slot.fault.get_or_insert(at);
        }
    }
}

/// The last day of a spell that holds a day.
pub(super) fn holds(from: NaiveDate, last: Option<NaiveDate>, day: NaiveDate) -> bool {
    from <= day && last.is_none_or(|last| day <= last)
}
