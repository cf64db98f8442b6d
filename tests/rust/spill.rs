//! A register that compares its records, with runs in a temporary file: the answer of one in memory, in a memory that does
//! not grow with the records.
//!
//! `ANXUN_RECORDS=1000000 cargo test --release -p anxun-tests --test spill -- --nocapture` measures a million;
//! `ANXUN_SPILL_BEYOND` sets the bytes of keys that each of its two parts holds.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use std::fmt::Write;
use std::sync::Arc;
use std::time::Instant;

use anxun::calendar::WorkCalendar;
use anxun::check::Context;
use anxun::policy::PolicyBook;
use anxun::register::{Inputs, Register, Summary};
use anxun::runs::Spilling;
use anxun::value::parse_stamp;
use anxun_spill::TemporaryFile;
use anxun_tests::held::{Counting, most};
use chrono::{Days, NaiveDate};

#[global_allocator]
static ALLOCATOR: Counting = Counting;

const PEOPLE: u64 = 20;
const PHOTOS: u64 = 3;
const DAYS: u64 = 2000;

/// A record with twenty people, three photos and a package. Each day has people of its own in each session, but in every
/// hundredth session one person comes out of the session before it, which overlaps; every 250th shows a photo of another.
fn record(line: u64, into: &mut String) {
    into.clear();
    let date = NaiveDate::from_ymd_opt(2020, 1, 1).unwrap() + Days::new(line % DAYS);
    let group = line / DAYS;
    let (from, to) = [("08:00", "10:00"), ("09:00", "11:00")][(group % 2) as usize];
    let (number, hundreds) = (line % 9990 + 1, line / 9990);
    write!(
        into,
        r#"{{"schema_version":1,"id":"R-{line}","kind":"Refresher","number":"{}-D{}-SC-{number:03}","name":"培训","department":"D{}","date":"{date}","time":{{"from":"{from}","to":"{to}"}},"session_no":{},"package":{{}},"sign_in":{{"entries":["#,
        2000 + hundreds % 1000,
        hundreds / 1000,
        group % 12,
        group + 1,
    )
    .unwrap();
    for place in 0..PEOPLE {
        let group = if place == 0 && line % 100 == 0 && group > 0 { group - 1 } else { group };
        let comma = if place > 0 { "," } else { "" };
        let person = group * PEOPLE + place;
        write!(into, r#"{comma}{{"person":{{"employee_no":"E{person:07}"}},"signature":{{"kind":"Handwritten"}}}}"#)
            .unwrap();
    }
    into.push_str("]},\"photos\":[");
    for place in 0..PHOTOS {
        let of = if place == 0 && line % 250 == 0 { line / 2 } else { line };
        let comma = if place > 0 { "," } else { "" };
        write!(into, r#"{comma}{{"digest":"sha256-{of:032x}{place:032x}"}}"#).unwrap();
    }
    into.push_str("]}");
}

/// What a run answers: the summary, how many findings between records were told, the most memory.
struct Run {
    summary: Summary,
    told: u64,
    most: usize,
}

fn run(register: Register, records: u64) -> Run {
    let ((summary, told), most) = most(|| judged(register, records));
    Run { summary, told, most }
}

/// The summary, and how many findings between records were told.
fn judged(register: Register, records: u64) -> (Summary, u64) {
    let mut registers = vec![register.part(), register];
    let mut text = String::new();
    for line in 1..=records {
        record(line, &mut text);
        // Parts as two threads judge them, each a stretch.
        registers[(line / 500 % 2) as usize].push(line, text.as_bytes());
    }
    let mut register = registers.pop().unwrap();
    register.merge(registers.pop().unwrap()).unwrap();
    let mut told = 0;
    let summary = register
        .finish_with(|_| {
            told += 1;
            Ok(())
        })
        .unwrap();
    (summary, told)
}

#[test]
fn a_register_on_disk_answers_as_one_in_memory_and_holds_no_more_for_more_records() {
    let records: u64 = std::env::var("ANXUN_RECORDS").map_or(4_500, |count| count.parse().unwrap());
    let is_large = records > 100_000;
    let as_of = parse_stamp("2026-03-02T09:00:00+08:00").unwrap();
    let context = Arc::new(Context::new(PolicyBook::seed(), WorkCalendar::china(), as_of).unwrap());
    let inputs = Inputs { compare_records: true, ..Inputs::default() };
    let register = || Register::new(Arc::clone(&context), &inputs).unwrap();

    let file = Arc::new(TemporaryFile::in_folder(&std::env::temp_dir()).unwrap());
    let spilling = Spilling::to(Arc::clone(&file) as Arc<dyn anxun::runs::Spill>);
    let memory = std::env::var("ANXUN_SPILL_BEYOND").ok().map(|bytes| bytes.parse().unwrap());
    let memory = memory.or((!is_large).then_some(128 << 10));
    let spilling = memory.map_or(spilling.clone(), |bytes| spilling.beyond(bytes));
    let start = Instant::now();
    let on_disk = run(register().with_spill(spilling), records);
    let (most, told, disk) = (on_disk.most, on_disk.told, file.len());
    println!(
        "{records} records: {most} bytes held, {disk} on disk, {:?}, {told} findings between records",
        start.elapsed()
    );
    assert_eq!(on_disk.summary.number_findings_total + on_disk.summary.shared_findings_total, told);
    // Keys of people, photos and package, and a number: all but what memory holds at the end; and the findings once more.
    let keys = (PEOPLE + PHOTOS + 1) * 45 + 32;
    assert!(disk <= records * keys + told * 29 && (disk as usize) > records as usize * keys as usize / 2, "{disk}");
    let limit = if is_large { 256 << 20 } else { 6 << 20 };
    assert!(most < limit, "{most}");
    if !is_large {
        let start = Instant::now();
        let in_memory = run(register(), records);
        println!("in memory: {} bytes held, {:?}", in_memory.most, start.elapsed());
        assert!(on_disk.summary == in_memory.summary && in_memory.told == told);
        let codes = |code: &str| in_memory.summary.shared_findings.iter().filter(|one| one.code == code).count();
        assert!(codes("SG-12") > 20, "{}", codes("SG-12"));
        // Of the records that show a photo of another, every second one finds it there: that record shows one of another too.
        assert_eq!(codes("PH-05"), 2 * (1..=records).filter(|line| line % 500 == 250).count());
        assert_eq!(codes("RV-08"), 0);
    }
}
