//! Faultless records: for each kind of training one on which no rule finds anything, and on which a review of its own
//! leaves only SG-12, RV-08, NB-04 and NB-05 open, which need the other records; where it is [slim](Breadth::Slim) also RV-05,
//! as its stamp keeps no digest of the content.
//!
//! [`Session`] says what took place and who was there; [`record`] writes the record of it, with every kind of evidence;
//! [`Custody`] says what became of it, in time and on working days. [`sample`] gives one of each kind.

mod assessment;
mod custody;
mod evidence;
mod heading;
mod musts;
mod session;

use anxun::calendar::WorkCalendar;
use anxun::record::{TrainingRecord, content_digest};
use anxun::vocab::TrainingKind;
use serde_json::{Map, Value};

pub use custody::{Custody, Round};
pub use session::{Breadth, Cast, Session};

use crate::moment::{at, day};
use crate::plant::{Member, Plant};
use crate::random::Random;
use crate::subject::of_kind;

/// A record and what it was made from; faults are planted here.
#[derive(Clone, Debug)]
pub struct Made {
    /// The record.
    pub record: Value,
    /// What took place.
    pub session: Session,
    /// What became of the record.
    pub custody: Custody,
    /// Whether the stamp keeps the digest of a content that has changed since.
    pub is_sealed: bool,
}

/// The record of a session.
#[must_use]
pub fn record(session: Session, custody: Custody, random: &mut Random) -> Made {
    let mut record = Value::Object(Map::new());
    heading::write(&mut record, &session, random);
    evidence::write(&mut record, &session, random);
    assessment::write(&mut record, &session, random);
    musts::write(&mut record, &session, random);
    let mut made = Made { record, session, custody, is_sealed: false };
    custody::write(&mut made, random);
    made
}

impl Made {
    /// Links an archived record anew after what it links to was taken out.
    pub fn relink(&mut self) {
        if crate::place::remove(&mut self.record, "/links") {
            custody::link(&mut self.record);
        }
    }

    /// Writes the digest of the content into the stamp of the review, once all else is written: what was planted was there
    /// when the reviewer stamped it. A slim record keeps none.
    ///
    /// # Panics
    /// Where the record is none.
    pub fn seal(&mut self) {
        if self.is_sealed || self.session.breadth == Breadth::Slim || !crate::place::has(&self.record, "/review/stamp")
        {
            return;
        }
        let record = TrainingRecord::from_json(&self.record.to_string()).expect("a record");
        crate::place::set(&mut self.record, "/review/stamp/digest", content_digest(&record.facts().record));
    }

    /// Writes the milestones anew after they were changed.
    pub fn rewrite_custody(&mut self) {
        custody::write_stamps(self);
    }
}

/// A faultless record of a kind, of a session on 2026-03-11: archived, with a number of the codes in
/// [`register::policy`](crate::register::policy). `variant` chooses among the subjects of the kind.
///
/// It stands in the plant of the year (seed 1) and keeps the policy of the year's register.
#[must_use]
pub fn sample(kind: TrainingKind, variant: usize) -> Made {
    let plant = Plant::of_the_year(1);
    sample_of(&plant, kind, variant)
}

/// The same in a plant that is there already.
#[must_use]
pub fn sample_of(plant: &Plant, kind: TrainingKind, variant: usize) -> Made {
    let calendar = WorkCalendar::china();
    let subjects = of_kind(kind);
    let subject = subjects[variant % subjects.len()];
    let mut random = Random::branch(variant as u64, kind.code());
    let department = subject.departments.first().copied().unwrap_or("SY");
    let date = day("2026-03-11");
    let cast = Cast::of(plant, department, date, 0);
    let people: Vec<Member> =
        plant.people_of(department, date).into_iter().filter(|member| !cast.holds(member)).take(8).collect();
    let mut session = Session::new(subject, department, at(date, "09:00"), people, cast);
    session.id = format!("sample-{}-{variant}", kind.code());
    crate::register::apply_policy(&mut session);
    session.team_leader(plant);
    let custody = Custody::natural(&session, &mut random, &calendar);
    let mut made = record(session, custody, &mut random);
    let number = format!("2026-{department}-{}-001", crate::register::type_code(kind));
    crate::place::set(&mut made.record, "/number", number);
    made.seal();
    made
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_is_read_whole_and_comes_back() {
        let plant = Plant::of_the_year(1);
        for kind in TrainingKind::ALL {
            for variant in 0..of_kind(*kind).len() {
                let made = sample_of(&plant, *kind, variant);
                let text = made.record.to_string();
                let record = TrainingRecord::from_json(&text).unwrap_or_else(|faults| panic!("{kind}: {faults}"));
                assert_eq!(record.kind, Some(*kind));
                let again = TrainingRecord::from_json(&record.to_json().unwrap()).unwrap();
                assert_eq!(again, record);
                let back: Value = serde_json::from_str(&record.to_json().unwrap()).unwrap();
                assert_eq!(back, made.record, "{kind}: a field is unknown or written otherwise");
            }
        }
    }
}
