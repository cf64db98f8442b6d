//! How long the question "who may work today?" takes for a whole company, beside the time of reading its records.
//!
//! ```text
//! cargo run --release -p anxun-benches --bin who-may-work -- 100000
//! ```
//!
//! Ten years of records: each person passed three levels once, and each year a refresher and another training; twenty people
//! sit in a session. What counts is the ratio of the two times in one run.

use std::hint::black_box;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use anxun::org::{
    Certificate, CertificateKind, EmploymentKind, OrganisationData, Person, PersonKey, Spell, Unit, UnitKind,
};
use anxun::plan::{
    IndustryKind, Job, May, PresetName, Required, Training, WorkTerms, Workforce, WorkforceData, company,
};
use anxun::policy::PolicyBook;
use anxun::record::Document;
use anxun::vocab::{Level, TrainingKind, Verdict};
use anxun_benches::hot::{self, Hot, RECORDS};
use chrono::{Days, NaiveDate};

/// People of one session.
const SEATS: u64 = 20;
/// Years of records.
const YEARS: i32 = 10;
/// Runs of which the fastest counts.
const RUNS: usize = 3;

fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap_or_default()
}

fn key(at: u64) -> PersonKey {
    PersonKey::Employee(format!("E{:06}", 100_000 + at))
}

/// One in ten is a welder with a certificate.
fn is_welder(at: u64) -> bool {
    at % 10 == 0
}

fn person(at: u64) -> Person {
    let hired = day(2015, 1, 5).checked_add_days(Days::new(at % 300)).unwrap_or_default();
    let certificate = Certificate {
        kind: CertificateKind::SpecialOperation,
        operation: Some("Welding".into()),
        number: None,
        issued_on: Some(day(2024, 1, 1)),
        review_due: None,
        reviewed_on: None,
        expires_on: Some(day(2029, 12, 31)),
    };
    Person {
        key: key(at),
        name: None,
        spells: vec![Spell {
            from: hired,
            to: None,
            ended_by: None,
            retracted: false,
            unit: format!("D{}", at % 50),
            post: Some(if is_welder(at) { "焊工" } else { "操作工" }.into()),
            special_operation: Some(is_welder(at)),
            manager: None,
            employment: EmploymentKind::Employee,
        }],
        certificates: if is_welder(at) { vec![certificate] } else { vec![] },
        roles: vec![],
    }
}

fn trainings(at: u64) -> impl Iterator<Item = Training> {
    let one = move |kind, ended, number: u64| Training {
        person: key(at),
        kind,
        level: None,
        details: vec![],
        post: None,
        ended,
        judged_on: None,
        minutes: Some(900),
        verdict: Some(Verdict::Pass),
        valid: Some(true),
        recorded: Some(true),
        for_year: None,
        course: None,
        record: Some(format!("R-{}-{number}", at / SEATS)),
    };
    let levels = Level::ALL.iter().map(move |level| Training {
        level: Some(*level),
        ..one(TrainingKind::NewHire, day(2015, 1, 2), *level as u64)
    });
    let years = (2016..2016 + YEARS).flat_map(move |year| {
        let number = 10 + 2 * u64::from(year.unsigned_abs());
        let other =
            Training { details: vec!["HotWork".into()], ..one(TrainingKind::Other, day(year, 9, 1), number + 1) };
        [one(TrainingKind::Refresher, day(year, 3, 1), number), other]
    });
    levels.chain(years)
}

fn workforce(people: u64) -> Option<Workforce> {
    let unit =
        |at: u64| Unit { code: format!("D{at}"), name: format!("D{at}"), kind: UnitKind::Department, parent: None };
    let hot_work = Required { kind: None, detail: Some("HotWork".into()), every_months: Some(12) };
    let data = WorkforceData {
        organisation: OrganisationData {
            name: "示例化工".into(),
            units: (0..50).map(unit).collect(),
            people: (0..people).map(person).collect(),
            ..OrganisationData::default()
        },
        industries: (0..50).map(|at| (format!("D{at}"), IndustryKind::HazardousChemicals)).collect(),
        posts: vec![
            Job { name: "操作工".into(), nothing_further: true, ..Job::default() },
            Job {
                name: "焊工".into(),
                special_operations: vec!["Welding".into()],
                trainings: vec![hot_work],
                ..Job::default()
            },
        ],
        ..WorkforceData::default()
    };
    Workforce::new(data).ok()
}

/// The fastest of some runs.
fn fastest<T>(mut run: impl FnMut() -> T) -> (Duration, Option<T>) {
    let mut best = (Duration::MAX, None);
    for _ in 0..RUNS {
        let start = Instant::now();
        let made = black_box(run());
        let took = start.elapsed();
        if took < best.0 {
            best = (took, Some(made));
        }
    }
    best
}

#[allow(clippy::float_arithmetic)]
fn main() -> ExitCode {
    let people: u64 = std::env::args().nth(1).and_then(|count| count.parse().ok()).unwrap_or(10_000);
    let Some(workforce) = workforce(people) else { return ExitCode::FAILURE };
    let start = Instant::now();
    let workforce = workforce.with_trainings((0..people).flat_map(trainings));
    let indexed = start.elapsed();
    let presets = [PresetName::Order3, PresetName::ClassHour45];
    let terms = WorkTerms::with_presets(&PolicyBook::seed(), &presets);
    let (asked, answer) = fastest(|| company(&workforce, &terms, day(2026, 3, 2), 90));
    let Some(Ok(answer)) = answer else { return ExitCode::FAILURE };
    let may = answer.people.iter().filter(|one| one.may == May::Yes).count();
    // The records behind: three for the hire and two a year, for twenty people each.
    let records = people / SEATS * (3 + 2 * u64::from(YEARS.unsigned_abs()));
    let hot = Hot::new();
    let mut document = Document::default();
    let (read, _) = fastest(|| hot::read(&mut document, &hot.standard));
    let parsing = read.as_secs_f64() / RECORDS as f64 * records as f64;
    println!("{people} people, {may} may work, {} lapses in 90 days", answer.lapses.len());
    println!("index of the trainings   {:>8.3} s", indexed.as_secs_f64());
    println!("the whole company, asked {:>8.3} s", asked.as_secs_f64());
    println!("reading {records} records  {parsing:>8.3} s");
    println!("asked : reading = {:.3}", asked.as_secs_f64() / parsing);
    ExitCode::SUCCESS
}
