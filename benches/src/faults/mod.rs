//! Faults: for each code a change of a faultless record, and all that must be found then.
//!
//! What cannot be helped is part of the answer: without its sign-in sheet a record lacks a proof (TP-01) and so is invalid
//! (TP-05). SG-12, RV-08, NB-04 and NB-05 need other records, SV-04 the others of its month: they are planted by the [register](crate::register).

mod archive;
mod assessment;
mod custody;
mod elements;
mod evidence;
mod paper;
mod proofs;
mod review;
mod session;
mod sign_in;
mod wording;

use anxun::calendar::WorkCalendar;
use anxun::rule::Severity;
use anxun::value::Stamp;

use crate::faultless::Made;
use crate::random::Random;

/// Something that must be found.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Expected {
    /// Code of the rule.
    pub code: &'static str,
    /// JSON pointer; empty for the record.
    pub path: String,
    /// Severity of the finding.
    pub severity: Severity,
}

/// What a fault may look at.
#[derive(Debug)]
pub struct Scene<'s> {
    /// Working days.
    pub calendar: &'s WorkCalendar,
    /// When the record is judged.
    pub as_of: Stamp,
    /// Chance.
    pub random: &'s mut Random,
}

/// Parts of a record that faults touch; two faults in one record touch none in common.
pub mod part {
    /// Heading.
    pub const HEADING: u32 = 1;
    /// Plan item.
    pub const PLAN: u32 = 1 << 1;
    /// Sign-in sheet.
    pub const SIGN_IN: u32 = 1 << 2;
    /// Participants.
    pub const PEOPLE: u32 = 1 << 3;
    /// Photos.
    pub const PHOTOS: u32 = 1 << 4;
    /// Recordings.
    pub const VIDEO: u32 = 1 << 5;
    /// Assessment.
    pub const ASSESSMENT: u32 = 1 << 6;
    /// Evaluation.
    pub const EVALUATION: u32 = 1 << 7;
    /// Certificates.
    pub const CERTIFICATES: u32 = 1 << 8;
    /// Documents by kind.
    pub const MUSTS: u32 = 1 << 9;
    /// PDF file.
    pub const PDF: u32 = 1 << 10;
    /// Milestones.
    pub const CUSTODY: u32 = 1 << 11;
    /// Archive and storage.
    pub const ARCHIVE: u32 = 1 << 12;
    /// Number.
    pub const NUMBER: u32 = 1 << 13;
    /// Notice.
    pub const NOTICE: u32 = 1 << 14;
    /// Lecture log.
    pub const LECTURE: u32 = 1 << 15;
    /// Supervision log, what was seen of the people, deviations.
    pub const SUPERVISION: u32 = 1 << 16;
    /// Layout on paper.
    pub const PAPER: u32 = 1 << 17;
    /// Everything: the fault stands alone.
    pub const ALL: u32 = u32::MAX;
}

/// A fault.
#[derive(Clone, Copy, Debug)]
pub struct Fault {
    /// The code for which it is planted.
    pub code: &'static str,
    /// The parts that it touches.
    pub touches: u32,
    /// Plants it and says what must be found; `None`, and the record unchanged, where it does not fit.
    pub plant: fn(&mut Made, &mut Scene<'_>) -> Option<Vec<Expected>>,
}

/// Every fault, by families. A code may have several.
#[must_use]
pub fn faults() -> Vec<Fault> {
    [&measured()[..], paper::FAULTS, review::FAULTS, archive::FAULTS].concat()
}

/// The faults that the [standard register](crate::standard) draws from: all but those of paper, review and archive, which came
/// later and would make it another register than that of earlier figures.
#[must_use]
pub fn measured() -> Vec<Fault> {
    let of_the_session = [sign_in::FAULTS, session::FAULTS, evidence::FAULTS, assessment::FAULTS].concat();
    [&of_the_session[..], elements::FAULTS, wording::FAULTS, proofs::FAULTS, custody::FAULTS].concat()
}

/// Codes that only other records, or the others of a month, bring out.
pub const BETWEEN_RECORDS: [&str; 5] = ["SG-12", "SV-04", "RV-08", "NB-04", "NB-05"];

/// A finding with the severity of its row.
fn found(code: &'static str, path: impl Into<String>) -> Expected {
    Expected { code, path: path.into(), severity: anxun::rule::by_code(code).expect("a code").outcome(false).severity }
}

/// A finding with the severity of the case in brackets.
fn found_also(code: &'static str, path: impl Into<String>) -> Expected {
    Expected { code, path: path.into(), severity: anxun::rule::by_code(code).expect("a code").outcome(true).severity }
}

/// The proof of a code is missing; the record is invalid where its kind needs that proof.
fn proof(code: &'static str, path: &str, made: &Made) -> Vec<Expected> {
    let is_special = made.session.kind() == anxun::vocab::TrainingKind::SpecialOperation;
    let mut list = vec![found(code, path)];
    if !(code == "TP-03" && is_special) {
        list.push(found("TP-05", ""));
    }
    list
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::faultless::sample_of;
    use crate::moment::stamp;
    use crate::plant::Plant;
    use crate::subject::of_kind;
    use anxun::record::TrainingRecord;
    use anxun::vocab::TrainingKind;
    use std::collections::BTreeSet;

    #[test]
    fn every_code_of_a_register_has_a_fault() {
        let mut codes: BTreeSet<&str> = faults().iter().map(|fault| fault.code).collect();
        codes.extend(BETWEEN_RECORDS);
        let families = [
            ("EL", 14),
            ("WD", 3),
            ("SG", 14),
            ("LC", 5),
            ("SV", 5),
            ("PH", 6),
            ("AS", 12),
            ("TP", 5),
            ("TR", 4),
            ("FV", 5),
        ];
        for (family, count) in
            families.into_iter().chain([("FT", 12), ("TM", 7), ("RV", 9), ("NB", 9), ("AR", 9), ("RT", 5), ("PL", 2)])
        {
            assert_eq!(codes.iter().filter(|code| code.starts_with(family)).count(), count, "{family}");
        }
        assert_eq!(codes.len(), 126);
    }

    #[test]
    fn every_fault_fits_somewhere_and_leaves_a_record_that_can_be_read() {
        let plant = Plant::of_the_year(1);
        let calendar = WorkCalendar::china();
        let as_of = stamp(crate::register::AS_OF);
        let kinds = TrainingKind::ALL.iter().flat_map(|kind| (0..of_kind(*kind).len()).map(move |at| (*kind, at)));
        let samples: Vec<Made> = kinds.map(|(kind, at)| sample_of(&plant, kind, at)).collect();
        for (fault, seed) in faults().into_iter().zip(0..) {
            let mut fits = 0;
            for sample in &samples {
                let mut random = Random::new(seed);
                let mut made = sample.clone();
                let mut scene = Scene { calendar: &calendar, as_of, random: &mut random };
                let Some(list) = (fault.plant)(&mut made, &mut scene) else {
                    assert_eq!(made.record, sample.record, "{} changed a record that it does not fit", fault.code);
                    continue;
                };
                fits += 1;
                assert_ne!(made.record, sample.record, "{}", fault.code);
                assert!(list.iter().any(|one| one.code == fault.code), "{}: {list:?}", fault.code);
                assert!(list.iter().all(|one| one.path.is_empty() || one.path.starts_with('/')));
                TrainingRecord::from_json(&made.record.to_string())
                    .unwrap_or_else(|faults| panic!("{}: {faults}", fault.code));
            }
            // TM-03 needs a session before a day off, which none of the samples has.
            assert!(fits > 0 || fault.code == "TM-03", "{} fits nowhere", fault.code);
        }
    }
}
