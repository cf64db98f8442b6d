//! The checked and indexed workforce: built once, then asked for any person, day and work.
//!
//! Facts of one person stand together and in the order in which they became known, as numbers and words of a table, so that a
//! whole company is one pass over sorted lists. What is wrong with one person's facts is kept beside that person.

use std::collections::HashMap;

use chrono::NaiveDate;

use super::data::{EmergencyPlanKind, IndustryKind, PersonEventKind, WorkforceData};
use super::index;
use super::words::{Word, Words};
use crate::error::{Error, ErrorCode, Fault, Faults, Result};
use crate::org::{CertificateKind, EmploymentKind, EndedBy, Organisation, PersonKey, PersonKeyRef, Someone};
use crate::vocab::{Level, ManagementPost, TrainingKind, Verdict};

pub(super) type Fixed = foldhash::fast::FixedState;

/// A fault in the facts of a workforce.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WorkforceFault {
    /// Whose facts; `None` where nobody can be told.
    pub person: Option<PersonKey>,
    /// What is wrong and where.
    pub fault: Fault,
}

/// A workforce whose facts fit together, with an index for every look-up.
#[derive(Clone, Debug)]
pub struct Workforce {
    pub(super) organisation: Organisation,
    pub(super) words: Words,
    pub(super) posts: Jobs,
    pub(super) operations: Jobs,
    pub(super) changes: Vec<ChangeFact>,
    pub(super) emergency_plans: Vec<EmergencyPlanFact>,
    /// The unit above each unit that has one.
    pub(super) above: HashMap<Word, Word, Fixed>,
    /// One for each person of the organisation, by [`PersonId::place`](crate::org::PersonId::place).
    pub(super) slots: Vec<Slot>,
    pub(super) stays: Vec<Stay>,
    pub(super) certificates: Vec<CertificateFact>,
    pub(super) roles: Vec<RoleFact>,
    pub(super) attended: Vec<Attended>,
    pub(super) details: Vec<Word>,
    pub(super) events: Vec<EventFact>,
    pub(super) works: Vec<WorkFact>,
    pub(super) faults: Vec<WorkforceFault>,
    /// Trainings, events and works of people whom the register does not know.
    pub(super) strangers: usize,
}

/// Posts or operations by their names.
#[derive(Clone, Debug, Default)]
pub(super) struct Jobs {
    pub(super) list: Vec<JobFact>,
    pub(super) by_name: HashMap<Word, usize, Fixed>,
}

impl Jobs {
    /// The one of a name.
    pub(super) fn get(&self, name: Word) -> Option<&JobFact> {
        self.by_name.get(&name).and_then(|at| self.list.get(*at))
    }
}

/// A part of a list: first and one past the last.
pub(super) type Part = (usize, usize);

/// Where the facts of one person stand.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Slot {
    pub(super) stays: Part,
    pub(super) certificates: Part,
    pub(super) roles: Part,
    pub(super) attended: Part,
    pub(super) events: Part,
    pub(super) works: Part,
    /// The first fault of the person.
    pub(super) fault: Option<usize>,
}

/// A spell of employment.
#[derive(Clone, Copy, Debug)]
pub(super) struct Stay {
    pub(super) from: NaiveDate,
    /// The last day, where it is stated and not withdrawn.
    pub(super) last: Option<NaiveDate>,
    pub(super) ended_by: EndedBy,
    pub(super) employment: EmploymentKind,
    pub(super) post: Option<Word>,
    pub(super) unit: Word,
    pub(super) industry: Option<IndustryKind>,
    pub(super) special_operation: Option<bool>,
}

/// A certificate.
#[derive(Clone, Copy, Debug)]
pub(super) struct CertificateFact {
    pub(super) kind: CertificateKind,
    pub(super) item: Option<Word>,
    pub(super) issued: Option<NaiveDate>,
    pub(super) review_due: Option<NaiveDate>,
    pub(super) reviewed: Option<NaiveDate>,
    pub(super) expires: Option<NaiveDate>,
}

/// A role of management.
#[derive(Clone, Copy, Debug)]
pub(super) struct RoleFact {
    pub(super) post: ManagementPost,
    pub(super) from: NaiveDate,
    pub(super) last: Option<NaiveDate>,
}

/// A training that somebody attended.
#[derive(Clone, Copy, Debug)]
pub(super) struct Attended {
    pub(super) slot: usize,
    /// The day from which it is known.
    pub(super) known: NaiveDate,
    pub(super) ended: NaiveDate,
    pub(super) kind: TrainingKind,
    pub(super) level: Option<Level>,
    pub(super) verdict: Option<Verdict>,
    pub(super) valid: Option<bool>,
    pub(super) recorded: Option<bool>,
    pub(super) minutes: Option<u32>,
    pub(super) for_year: Option<u16>,
    pub(super) post: Option<Word>,
    pub(super) course: Option<Word>,
    pub(super) record: Option<Word>,
    pub(super) details: Part,
    /// Minutes that it adds to those of earlier ones of the same session: of a person who stands on a record under two numbers.
    pub(super) counted: Option<u32>,
}

impl Attended {
    /// Whether its minutes may count: it was not failed, and its record is not invalid.
    pub(super) fn counts(&self) -> bool {
        self.verdict != Some(Verdict::Fail) && self.valid != Some(false)
    }
}

/// An absence or an accident.
#[derive(Clone, Copy, Debug)]
pub(super) struct EventFact {
    pub(super) slot: usize,
    pub(super) kind: PersonEventKind,
    pub(super) on: NaiveDate,
    pub(super) to: Option<NaiveDate>,
    pub(super) training: Option<TrainingKind>,
}

/// A day's work.
#[derive(Clone, Copy, Debug)]
pub(super) struct WorkFact {
    pub(super) slot: usize,
    pub(super) on: NaiveDate,
    pub(super) operation: Option<Word>,
}

/// What a post or an operation asks for.
#[derive(Clone, Debug)]
pub(super) struct JobFact {
    pub(super) name: Word,
    pub(super) management: Option<ManagementPost>,
    pub(super) special_operations: Vec<Word>,
    pub(super) special_equipment: Vec<Word>,
    pub(super) trainings: Vec<RequiredFact>,
    pub(super) is_stated: bool,
}

/// A training that a job asks for.
#[derive(Clone, Copy, Debug)]
pub(super) struct RequiredFact {
    pub(super) kind: Option<TrainingKind>,
    pub(super) detail: Option<Word>,
    pub(super) every_months: Option<u32>,
}

/// Something new, by the posts that it affects.
#[derive(Clone, Debug)]
pub(super) struct ChangeFact {
    pub(super) item: Word,
    pub(super) in_use_from: Option<NaiveDate>,
    pub(super) posts: Vec<Word>,
}

/// An emergency plan of a unit.
#[derive(Clone, Copy, Debug)]
pub(super) struct EmergencyPlanFact {
    pub(super) name: Word,
    pub(super) unit: Word,
    pub(super) industry: Option<IndustryKind>,
    pub(super) kind: EmergencyPlanKind,
    pub(super) from: NaiveDate,
    pub(super) last: Option<NaiveDate>,
    pub(super) every_months: Option<u32>,
}

/// One person with all own facts.
#[derive(Clone, Copy, Debug)]
pub(super) struct Own<'w> {
    pub(super) workforce: &'w Workforce,
    pub(super) someone: Someone<'w>,
    pub(super) stays: &'w [Stay],
    pub(super) certificates: &'w [CertificateFact],
    pub(super) roles: &'w [RoleFact],
    pub(super) attended: &'w [Attended],
    pub(super) events: &'w [EventFact],
    pub(super) works: &'w [WorkFact],
    pub(super) fault: Option<&'w Fault>,
}

impl Workforce {
    /// Checks and indexes the facts. What is wrong with one person's facts is kept as that person's fault, see
    /// [`faults`](Self::faults): the answers of that person are unknown, everybody else is answered.
    ///
    /// # Errors
    /// Every fault of what all answers hang on: company, units, industries, posts, operations and changes.
    pub fn new(data: WorkforceData) -> std::result::Result<Workforce, Faults> {
        index::build(data, Vec::new())
    }

    /// Adds trainings: those of a stream of records, as [`check::trainings`](crate::check::trainings) makes them.
    #[must_use]
    pub fn with_trainings(mut self, trainings: impl IntoIterator<Item = super::Training>) -> Workforce {
        index::attend(&mut self, trainings.into_iter());
        self
    }

    /// Units, people, spells, as far as they are sound.
    #[must_use]
    pub fn organisation(&self) -> &Organisation {
        &self.organisation
    }

    /// What is wrong with the facts of one person or another.
    #[must_use]
    pub fn faults(&self) -> &[WorkforceFault] {
        &self.faults
    }

    /// How many trainings, events and works are of people whom the register does not know.
    #[must_use]
    pub fn strangers(&self) -> usize {
        self.strangers
    }

    /// The person of a key with all own facts.
    ///
    /// # Errors
    /// `Missing` for somebody whom the register does not know.
    pub(super) fn person(&self, key: PersonKeyRef<'_>) -> Result<Own<'_>> {
        self.organisation.resolve(key).and_then(|someone| self.own_of(someone)).ok_or_else(|| {
            Error::new(ErrorCode::Missing, "nobody of that key", "a person of the register").at("/person")
        })
    }

    /// Somebody with all own facts.
    pub(super) fn own_of<'w>(&'w self, someone: Someone<'w>) -> Option<Own<'w>> {
        let slot = self.slots.get(someone.id().place())?;
        Some(Own {
            workforce: self,
            someone,
            stays: part(&self.stays, slot.stays),
            certificates: part(&self.certificates, slot.certificates),
            roles: part(&self.roles, slot.roles),
            attended: part(&self.attended, slot.attended),
            events: part(&self.events, slot.events),
            works: part(&self.works, slot.works),
            fault: slot.fault.and_then(|at| self.faults.get(at)).map(|one| &one.fault),
        })
    }

    /// What a training was on.
    pub(super) fn details_of(&self, attended: &Attended) -> &[Word] {
        part(&self.details, attended.details)
    }
}

fn part<T>(list: &[T], (from, to): Part) -> &[T] {
    list.get(from..to).unwrap_or_default()
}
