//! The register of June and July 2023: the change of 2023-07-01, from 48 to 24 hours and with the effect evaluation.

use anxun::calendar::WorkCalendar;
use serde_json::json;

use super::diary::Diary;
use super::files::{File, laid_out, lines};
use super::manifest::{Row, manifest};
use super::planting::Found;
use super::{AS_OF_2023, numbers, policy};
use crate::faultless::{Custody, Made, record};
use crate::faults::Expected;
use crate::moment::{later, stamp};
use crate::place::remove;
use crate::plant::Plant;
use crate::random::Random;
use crate::subject::subjects;
use crate::write::plain_line;

/// The folder.
const NAME: &str = "revision-2023";

/// Subject, department, start, people, hours from the end to the upload (0: as quick as usual), whether the
/// evaluation is left out although it is demanded.
const SESSIONS: [(&str, &str, &str, usize, i64, bool); 24] = [
    ("FX-01", "SY", "2023-06-01T09:00:00+08:00", 9, 40, false),
    ("FX-02", "SE", "2023-06-02T14:00:00+08:00", 8, 30, false),
    ("QT-01", "GY", "2023-06-05T09:00:00+08:00", 5, 47, false),
    ("YJ-05", "CC", "2023-06-07T14:00:00+08:00", 5, 0, false),
    ("FX-03", "SB", "2023-06-09T09:00:00+08:00", 6, 36, false),
    // After 50 hours it was late before the change too.
    ("FX-06", "ZL", "2023-06-13T14:00:00+08:00", 4, 50, false),
    ("YJ-01", "CC", "2023-06-15T09:00:00+08:00", 5, 40, false),
    ("GL-03", "SY", "2023-06-16T09:00:00+08:00", 6, 28, false),
    ("FX-05", "XS", "2023-06-19T14:00:00+08:00", 3, 44, false),
    ("QT-02", "SE", "2023-06-21T09:00:00+08:00", 9, 0, false),
    // 2023-06-25 is a Sunday on which people work.
    ("FX-04", "SY", "2023-06-25T09:00:00+08:00", 8, 40, false),
    ("SX-03", "CC", "2023-06-28T14:00:00+08:00", 4, 40, false),
    // G-07: ends on 06-30 at 18:00, uploaded 40 hours later, in time.
    ("FX-02", "SY", "2023-06-30T16:30:00+08:00", 7, 40, false),
    // Begins in June and ends in July: the new version judges.
    ("YJ-02", "SE", "2023-06-30T23:00:00+08:00", 6, 30, true),
    // G-07: ends on 07-01 at 18:00, uploaded 40 hours later, late.
    ("FX-01", "SE", "2023-07-01T16:30:00+08:00", 7, 40, false),
    ("FX-03", "SY", "2023-07-04T09:00:00+08:00", 8, 0, false),
    ("FX-01", "GY", "2023-07-06T14:00:00+08:00", 5, 0, true),
    ("YJ-05", "SB", "2023-07-10T09:00:00+08:00", 6, 0, false),
    ("FX-06", "JS", "2023-07-12T14:00:00+08:00", 3, 24, false),
    ("QT-01", "SE", "2023-07-14T09:00:00+08:00", 7, 0, false),
    ("YJ-01", "CC", "2023-07-18T09:00:00+08:00", 5, 26, false),
    ("FX-05", "RZ", "2023-07-20T14:00:00+08:00", 3, 0, true),
    ("GL-02", "AJ", "2023-07-25T09:00:00+08:00", 3, 0, false),
    ("FX-02", "SY", "2023-07-27T14:00:00+08:00", 8, 0, false),
];

/// The files of the register.
#[must_use]
pub fn revision(seed: u64) -> Vec<File> {
    let calendar = WorkCalendar::china();
    let plant = Plant::of_2023(seed);
    let (mut records, found) = records(&plant, &calendar, seed);
    numbers::in_order(&mut records, seed);
    records.iter_mut().for_each(Made::seal);
    let text: Vec<String> = records.iter().map(|made| plain_line(&made.record)).collect();
    let mut rows = vec![];
    for (at, list) in &found {
        for one in list {
            rows.push(Row::Finding {
                line: at + 1,
                record: records[*at].session.id.clone(),
                code: one.code,
                path: one.path.clone(),
                severity: one.severity,
                number: None,
            });
        }
    }
    let company = json!({"as_of": AS_OF_2023, "organisation": plant.data()});
    vec![
        File::new(NAME, "register.jsonl", lines(&text)),
        File::new(NAME, "company.json", laid_out(&company, 3)),
        File::new(NAME, "policy.json", laid_out(&policy::policy_2023(&plant), 4)),
        File::new(NAME, "manifest.json", laid_out(&manifest(rows), 1)),
    ]
}

fn records(plant: &Plant, calendar: &WorkCalendar, seed: u64) -> (Vec<Made>, Found) {
    let mut diary = Diary::new(plant, calendar, Random::branch(seed, "revision"));
    let mut records = vec![];
    let mut found = Found::new();
    for ((code, department, start, people, hours, is_left_out), at) in SESSIONS.into_iter().zip(0..) {
        let subject = subjects().into_iter().find(|subject| subject.code == code).expect("a subject");
        assert!(diary.enter(subject, department, stamp(start), people), "{code} {start}");
        let session = diary.last();
        session.as_of = stamp(AS_OF_2023);
        session.id = format!("PX{}-{:04}", session.date().format("%y%m"), at + 1);
        let session = session.clone();
        let mut random = Random::branch(seed, &session.id);
        let mut custody = Custody::natural(&session, &mut random, calendar);
        let is_revised = session.is_evaluated;
        let mut list = vec![];
        if hours > 0 {
            custody.uploaded = Some(later(session.end, hours * 60));
            custody.go_on(&mut random, calendar);
            if hours > if is_revised { 24 } else { 48 } {
                list.push(expected("TM-02", "/package/uploaded_at"));
            }
        }
        let mut made = record(session, custody, &mut random);
        if is_left_out {
            remove(&mut made.record, "/evaluation");
            list.push(expected("EL-13", "/evaluation"));
        }
        if !list.is_empty() {
            found.insert(at, list);
        }
        records.push(made);
    }
    (records, found)
}

fn expected(code: &'static str, path: &str) -> Expected {
    let severity = anxun::rule::by_code(code).expect("a code").severity;
    Expected { code, path: path.to_owned(), severity }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::register::SEED;
    use anxun::record::TrainingRecord;

    #[test]
    fn two_dozen_records_and_the_change_between_them() {
        let files = revision(SEED);
        assert_eq!(files, revision(SEED));
        let read: Vec<TrainingRecord> =
            files[0].text.lines().map(|line| TrainingRecord::from_json(line).unwrap()).collect();
        assert_eq!(read.len(), 24);
        assert!(read.iter().all(|record| record.number.is_some()));
        let evaluated = read.iter().filter(|record| record.evaluation.is_some()).count();
        assert_eq!(evaluated, 8);
        let manifest = &files[3].text;
        assert_eq!((manifest.matches("TM-02").count(), manifest.matches("EL-13").count()), (4, 3));
    }
}
