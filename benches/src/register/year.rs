//! The register of a year: 2025-07-01 to 2026-06-30.

use anxun::calendar::WorkCalendar;
use anxun::rule::Severity;
use serde_json::json;

use super::files::{File, laid_out, lines};
use super::manifest::{Row, manifest};
use super::{AS_OF, broken, lists, numbers, planting, policy, schedule, shared, workforce};
use crate::faultless::{Custody, Made, record};
use crate::moment::stamp;
use crate::plant::Plant;
use crate::random::Random;
use crate::write::plain_line;

/// The folder.
const NAME: &str = "chemical-plant-2025";

/// The files of the register.
#[must_use]
pub fn year(seed: u64) -> Vec<File> {
    let calendar = WorkCalendar::china();
    let plant = Plant::of_the_year(seed);
    let as_of = stamp(AS_OF);
    let mut records = records(&plant, &calendar, seed);
    let mut found = planting::plant(&mut records, &calendar, as_of, seed);
    let between = numbers::assign(&mut records, &mut found, seed);
    let shared = shared::plant(&mut records, &found, seed);
    let broken = broken::lines(&plant, &calendar, seed);
    records.iter_mut().for_each(Made::seal);

    let mut text = vec![];
    let mut rows = vec![];
    let mut line_of = vec![];
    for (at, made) in records.iter().enumerate() {
        text.push(plain_line(&made.record));
        let line = text.len();
        line_of.push(line);
        let id = &made.session.id;
        let of_two = shared.iter().filter(|(place, _)| *place == at).map(|(_, one)| one);
        for one in found.get(&at).into_iter().flatten().chain(of_two) {
            let (code, path, severity) = (one.code, one.path.clone(), one.severity);
            rows.push(Row::Finding { line, record: id.clone(), code, path, severity, number: None });
        }
        for (_, number) in between.doubles.iter().filter(|(bearer, _)| *bearer == at) {
            let (code, path, number) = ("NB-04", "/number".to_owned(), Some(number.clone()));
            rows.push(Row::Finding { line, record: id.clone(), code, path, severity: Severity::E, number });
        }
        for (_, broken, error) in broken.iter().filter(|(behind, ..)| *behind == at + 1) {
            text.push(broken.clone());
            rows.push(Row::Broken { line: text.len(), error });
        }
    }
    rows.extend(shared::unsupervised_months(&records).into_iter().map(|(month, places)| {
        let lines = places.into_iter().map(|at| line_of[at]).collect();
        Row::Month { month, lines }
    }));
    rows.extend(between.gaps.iter().map(|number| Row::Gap { number: number.clone() }));
    let (beside, open) = workforce::workforce(&plant, &records);
    let company = json!({"as_of": AS_OF, "organisation": plant.data()});
    vec![
        File::new(NAME, "register.jsonl", lines(&text)),
        File::new(NAME, "company.json", laid_out(&company, 3)),
        File::new(NAME, "policy.json", laid_out(&policy::policy(&plant), 4)),
        File::new(NAME, "verifications.json", laid_out(&lists::verifications(&records, seed), 1)),
        File::new(NAME, "rectifications.json", {
            laid_out(&lists::rectifications(&records, &found, &calendar, as_of, seed), 1)
        }),
        File::new(NAME, "manifest.json", laid_out(&manifest(rows), 1)),
        File::new(NAME, "workforce.json", laid_out(&beside, 2)),
        File::new(NAME, "workforce-manifest.json", laid_out(&open, 2)),
    ]
}

/// The records without a fault and without a number.
fn records(plant: &Plant, calendar: &WorkCalendar, seed: u64) -> Vec<Made> {
    let sessions = schedule::sessions(plant, calendar, seed);
    let of = |session: crate::faultless::Session| {
        let mut random = Random::branch(seed, &session.id);
        let mut custody = Custody::natural(&session, &mut random, calendar);
        custody.clip(stamp(AS_OF));
        record(session, custody, &mut random)
    };
    sessions.into_iter().map(of).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::faults::{BETWEEN_RECORDS, faults};
    use crate::register::SEED;
    use anxun::record::TrainingRecord;
    use serde_json::Value;
    use std::collections::{BTreeMap, BTreeSet};

    fn file(files: &[File], name: &str) -> String {
        files.iter().find(|file| file.path.ends_with(name)).map(|file| file.text.clone()).unwrap()
    }

    #[test]
    fn the_register_is_a_year_of_every_kind_and_department() {
        let files = year(SEED);
        assert_eq!(files, year(SEED), "the same seed gives the same bytes");
        let register = file(&files, "register.jsonl");
        let rows: Vec<Value> = serde_json::from_str(&file(&files, "manifest.json")).unwrap();
        let broken: BTreeSet<u64> =
            rows.iter().filter(|row| row["error"].is_string()).filter_map(|row| row["line"].as_u64()).collect();
        assert_eq!(broken.len(), 4);
        let mut kinds = BTreeMap::new();
        let mut departments = BTreeMap::new();
        let mut count = 0;
        for (line, number) in register.lines().zip(1..) {
            let read = TrainingRecord::from_json(line);
            assert_eq!(read.is_err(), broken.contains(&number), "line {number}: {read:?}");
            let record = match read {
                Ok(record) => record,
                Err(faults) => {
                    let row = rows.iter().find(|row| row["line"] == number).unwrap();
                    assert_eq!(row["error"], faults.0[0].code.info().name);
                    continue;
                }
            };
            count += 1;
            *kinds.entry(record.kind.unwrap().code()).or_insert(0) += 1;
            *departments.entry(record.department.clone().unwrap()).or_insert(0) += 1;
            let again = TrainingRecord::from_json(&record.to_json().unwrap()).unwrap();
            assert_eq!(again, record);
        }
        assert!((300..=450).contains(&count), "{count}");
        assert_eq!((kinds.len(), departments.len()), (10, 12), "{kinds:?} {departments:?}");
    }

    #[test]
    fn the_manifest_has_every_code_and_a_seventh_of_the_records() {
        let files = year(SEED);
        let rows: Vec<Value> = serde_json::from_str(&file(&files, "manifest.json")).unwrap();
        let found: BTreeSet<&str> = rows.iter().filter_map(|row| row["code"].as_str()).collect();
        let mut all: BTreeSet<&str> = faults().iter().map(|fault| fault.code).collect();
        all.extend(BETWEEN_RECORDS);
        assert_eq!(all.len(), 126);
        assert_eq!(all.difference(&found).collect::<Vec<_>>(), Vec::<&&str>::new());
        let records: BTreeSet<&str> = rows.iter().filter_map(|row| row["record"].as_str()).collect();
        let lines = file(&files, "register.jsonl").lines().count();
        assert!(records.len() * 100 / lines <= 14, "{} of {lines}", records.len());
    }
}
