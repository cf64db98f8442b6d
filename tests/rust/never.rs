//! What must never happen: a number issued twice, a record destroyed before its time or under a hold.

use std::collections::BTreeSet;

use anxun::check::Context;
use anxun::json::canonical;
use anxun::numbering::{Block, NumberTally, Scope, Sequence, SequenceBook};
use anxun::operations;
use anxun::org::{Leaving, Organisation};
use anxun::policy::PolicyBook;
use anxun::record::TrainingRecord;
use anxun::retention::{MayDestroy, Outcome, RetentionTerms, may_destroy};
use anxun::value::{Stamp, date_text, local_date, parse_stamp};
use anxun_benches::random::Random;
use anxun_tests::cases::base;
use anxun_tests::places::without;
use anxun_tests::samples::review;
use serde_json::{Value, json};

/// The rows of a host: one counter, and the blocks that are out. Each goes through JSON when it is read or written.
struct Rows {
    counter: String,
    blocks: Vec<String>,
    issued: BTreeSet<String>,
    tally: NumberTally,
}

/// A worker that has read its rows and has not written them back yet.
enum Work {
    Next { read: String },
    Reserve { read: String, count: u32 },
    Take { read: String },
    GiveBack { read: String, block: String },
}

fn counter(row: &str) -> Sequence {
    serde_json::from_str(row).expect("a row that was written is read")
}

fn block(row: &str) -> Block {
    serde_json::from_str(row).expect("a row that was written is read")
}

impl Rows {
    fn new(next: u32) -> Rows {
        let counter = Sequence { scope: Scope::new(2026, "SY", "SC").unwrap(), next };
        Rows {
            counter: canonical(&counter).unwrap(),
            blocks: vec![],
            issued: BTreeSet::new(),
            tally: NumberTally::new(),
        }
    }

    fn begin(&self, random: &mut Random) -> Work {
        let read = self.counter.clone();
        match random.below(5) {
            0 | 1 => Work::Next { read },
            2 => Work::Reserve { read, count: u32::try_from(1 + random.below(4)).unwrap() },
            _ if self.blocks.is_empty() => Work::Next { read },
            3 => Work::Take { read: random.pick(&self.blocks).clone() },
            _ => Work::GiveBack { read, block: random.pick(&self.blocks).clone() },
        }
    }

    /// Writes back what a worker decided, where the rows are still what it read; else its work is lost.
    fn commit(&mut self, work: Work) {
        match work {
            Work::Next { read: old } if old == self.counter => {
                let mut row = counter(&old);
                if let Ok(number) = row.next() {
                    self.counter = canonical(&row).unwrap();
                    self.issue(&number.to_string());
                }
            }
            Work::Reserve { read: old, count } if old == self.counter => {
                let mut row = counter(&old);
                if let Ok(block) = row.reserve(count) {
                    self.counter = canonical(&row).unwrap();
                    self.blocks.push(canonical(&block).unwrap());
                }
            }
            Work::Take { read: old } => {
                let Some(at) = self.blocks.iter().position(|row| *row == old) else { return };
                let mut row = block(&old);
                if let Ok(number) = row.take() {
                    self.blocks[at] = canonical(&row).unwrap();
                    self.issue(&number.to_string());
                }
            }
            Work::GiveBack { read: old, block: held } if old == self.counter => {
                let Some(at) = self.blocks.iter().position(|row| *row == held) else { return };
                let mut row = counter(&old);
                block(&held).give_back(&mut row).expect("a block of this counter");
                self.counter = canonical(&row).unwrap();
                self.blocks.remove(at);
            }
            _ => {}
        }
    }

    fn issue(&mut self, number: &str) {
        assert!(self.issued.insert(number.to_owned()), "{number} was issued twice");
        let parts = anxun::numbering::NumberParts::parse(number).unwrap();
        self.tally.add(&parts, 0, [0; 8]).unwrap();
    }
}

#[test]
fn no_number_is_issued_twice_whatever_the_workers_do() {
    for seed in 0..60 {
        let mut random = Random::new(seed);
        // Some counters start where the numbers widen or end.
        let mut rows = Rows::new(*random.pick(&[1, 1, 990, 9_960]));
        let mut open: Vec<Work> = Vec::new();
        for _ in 0..300 {
            if open.len() < 5 && random.chance(1, 2) {
                open.push(rows.begin(&mut random));
            } else if !open.is_empty() {
                let at = random.below(open.len());
                rows.commit(open.swap_remove(at));
            }
        }
        assert!(rows.issued.len() > 20, "seed {seed}: {}", rows.issued.len());
        assert!(rows.tally.finish().duplicates.is_empty());
    }
}

#[test]
fn a_book_goes_through_json_between_two_numbers() {
    let mut random = Random::new(1);
    let (mut book, mut issued) = (json!([]), BTreeSet::new());
    for _ in 0..300 {
        let (department, training_type) = (*random.pick(&["SY", "AJ"]), *random.pick(&["SC", "TZ"]));
        let request = json!({"book": book, "year": 2026, "department": department, "training_type": training_type});
        let answer = operations::call("numbering.next", request.to_string().as_bytes()).unwrap();
        let answer: Value = serde_json::from_str(&answer).unwrap();
        assert!(issued.insert(answer["number"].to_string()), "{} twice", answer["number"]);
        book = answer["book"].clone();
    }
    // A book made from what was issued goes on behind it.
    let numbers: Vec<_> = issued.iter().map(|number| serde_json::from_str(number).unwrap()).collect();
    let mut again = SequenceBook::from_numbers(&numbers);
    let next = serde_json::to_value(again.next(2026, "SY", "SC").unwrap()).unwrap();
    assert!(!issued.contains(&next.to_string()));
    // Two rows of one scope are refused: the one behind would issue again.
    let twice = json!({"book": [book[0], book[0]], "year": 2026, "department": "SY", "training_type": "SC"});
    assert!(operations::call("numbering.next", twice.to_string().as_bytes()).is_err());
}

/// What stands against destruction, written anew from III.6.1, V.1.1.d and V.1.3.c and not from the library.
fn may_go(record: &Value, people: &Organisation, as_of: Stamp) -> bool {
    let today = local_date(as_of);
    let is_held = record["holds"].as_array().into_iter().flatten().any(|hold| {
        let lifted = hold["lifted_at"].as_str().map(|at| parse_stamp(at).unwrap());
        hold["kind"] == "Accident" || lifted.is_none_or(|at| at > as_of)
    });
    let archive = &record["archive"];
    let is_accident = archive["retention_class"] == "AccidentRelated"
        || archive["accidents"].as_array().is_some_and(|accidents| !accidents.is_empty());
    let (Some(date), true) = (record["date"].as_str(), record["time"]["to"].is_string()) else { return false };
    let add = |date: &str, years: i32| format!("{:04}{}", date[..4].parse::<i32>().unwrap() + years, &date[4..]);
    let is_class = record["kind"] == "SpecialOperation" || archive["retention_class"] == "SpecialOperation";
    let participants = record["participants"].as_array().map_or(&[][..], Vec::as_slice);
    let mut last = vec![add(date, 3)];
    for one in participants {
        let key = serde_json::from_value(one["person"].clone()).ok();
        let stated = one["special_operation"].as_bool();
        let known = key.as_ref().and_then(|key: &anxun::org::PersonKey| {
            people.is_special_operation(key.borrowed(), anxun::value::parse_date(date).unwrap())
        });
        if !is_class {
            match stated.or(known) {
                Some(false) => continue,
                None => return false,
                Some(true) => {}
            }
        }
        match key.map(|key| people.left_on(key.borrowed(), today)) {
            Some(Leaving::Left(day)) => last.push(add(&date_text(day), 5)),
            _ => return false,
        }
    }
    // The chain of the last three years, both ends in it, is never longer than the shortest class.
    let is_over = last.iter().all(|last| date_text(today) > *last);
    !participants.is_empty() && !is_held && !is_accident && is_over
}

/// A record with what retention hangs on, at random; every day is one that all years have.
fn keepable(base: &Value, random: &mut Random) -> Value {
    let mut record = without(base, &|at| at == "/stage" || at == "/operation");
    let day = |random: &mut Random| {
        format!("20{:02}-{:02}-{:02}", random.between(15, 22), random.between(1, 12), random.between(1, 28))
    };
    record["date"] = json!(day(random));
    record["kind"] = json!(*random.pick(&["Refresher", "Refresher", "SpecialOperation", "Emergency"]));
    let moment = |random: &mut Random| json!(format!("{}T10:00:00+08:00", day(random)));
    let mut holds = vec![];
    while random.chance(1, 5) {
        let mut hold = json!({"kind": *random.pick(&["Audit", "Dispute", "Rectification", "Accident"])});
        hold["placed_at"] = moment(random);
        if random.chance(3, 4) {
            // Never before it was placed: that would be a fault of the record.
            let lifted = moment(random);
            let is_later = lifted.as_str() >= hold["placed_at"].as_str();
            hold["lifted_at"] = if is_later { lifted } else { hold["placed_at"].clone() };
        }
        holds.push(hold);
    }
    record["holds"] = json!(holds);
    record["archive"] = json!({});
    if random.chance(1, 8) {
        record["archive"]["retention_class"] =
            json!(*random.pick(&["Ordinary", "SpecialOperation", "AccidentRelated"]));
    }
    if random.chance(1, 10) {
        record["archive"]["accidents"] = json!([{"id": "A-1"}]);
    }
    let people: Vec<Value> = (0..random.below(4))
        .map(|_| match random.below(4) {
            0 => json!({"person": {"employee_no": *random.pick(&["E1001", "E1002", "E9999"])}}),
            1 => json!({"person": {"employee_no": "E1001"}, "special_operation": true}),
            _ => json!({"person": {"employee_no": "E9999"}, "special_operation": false}),
        })
        .collect();
    record["participants"] = json!(people);
    record
}

/// The base of the conformance cases on retention, with somebody who left and somebody who stayed.
fn keeping() -> (Value, Value) {
    let base = base("keep_special");
    let mut context = base["context"].clone();
    context["organisation"]["people"] = json!([
        {"employee_no": "E1001", "spells": [{"from": "2010-01-01", "to": "2016-03-31", "unit": "AJ", "employment": "Employee", "special_operation": true}]},
        {"employee_no": "E1002", "spells": [{"from": "2010-01-01", "unit": "AJ", "employment": "Employee", "special_operation": true}]}
    ]);
    for person in context["organisation"]["people"].as_array_mut().unwrap() {
        person["spells"][0]["unit"] = base["context"]["organisation"]["units"][0]["code"].clone();
    }
    (base["record"].clone(), context)
}

fn ask(record: &Value, people: &Organisation, as_of: Stamp) -> MayDestroy {
    let terms = RetentionTerms::of(PolicyBook::seed().at(as_of).unwrap());
    let owned = TrainingRecord::from_json(&record.to_string()).unwrap_or_else(|faults| panic!("{faults}: {record}"));
    may_destroy(&owned.facts().record, Some(people), &terms, as_of)
}

#[test]
fn nothing_is_destroyed_under_a_hold_or_before_its_end() {
    let (base, context) = keeping();
    let people = Organisation::from_json(&context["organisation"].to_string()).unwrap();
    let mut random = Random::new(9);
    let mut allowed = 0;
    for _ in 0..3_000 {
        let record = keepable(&base, &mut random);
        let as_of = format!(
            "20{:02}-{:02}-{:02}T08:00:00+08:00",
            random.between(18, 29),
            random.between(1, 12),
            random.between(1, 28)
        );
        let stamp = parse_stamp(&as_of).unwrap();
        let answer = ask(&record, &people, stamp);
        assert_eq!(answer.allowed, may_go(&record, &people, stamp), "{as_of} {record}\n{:?}", answer.reasons);
        assert_eq!(answer.allowed, answer.reasons.is_empty());
        let is_over = matches!(answer.retention.outcome, Outcome::Until(last) if local_date(stamp) > last);
        assert!(is_over || !answer.allowed);
        allowed += usize::from(answer.allowed);
        if random.chance(1, 10) {
            // The JSON door: the same answer, or an error where a lift still lies ahead.
            let mut context = context.clone();
            context["as_of"] = json!(as_of);
            context["policy"] = Value::Null;
            let request = json!({"record": record, "context": context}).to_string();
            if let Ok(text) = operations::call("retention.may_destroy", request.as_bytes()) {
                let other: Value = serde_json::from_str(&text).unwrap();
                assert_eq!(other["allowed"], answer.allowed, "{as_of} {record}");
            }
        }
    }
    assert!((100..2_500).contains(&allowed), "{allowed}");
}

#[test]
fn a_fact_that_could_not_be_read_keeps_the_record() {
    let (base, context) = keeping();
    let people = Organisation::from_json(&context["organisation"].to_string()).unwrap();
    let as_of = parse_stamp("2029-06-01T08:00:00+08:00").unwrap();
    let context = Context::new(PolicyBook::seed(), anxun::calendar::WorkCalendar::china(), as_of).unwrap();
    let context = context.with_organisation(people.clone());
    let mut random = Random::new(11);
    let mut asked = 0;
    while asked < 100 {
        let sound = keepable(&base, &mut random);
        if !ask(&sound, &people, as_of).allowed {
            continue;
        }
        let calm = review(&sound.to_string(), &context).unwrap();
        assert!(calm.faults.is_empty() && matches!(calm.retention.outcome, Outcome::Until(_)), "{sound}");
        asked += 1;
        // A hold, an accident or a participant of whom something cannot be read may be the one that keeps the record.
        for (list, item) in [
            ("/holds", json!({"kind": "Acident", "placed_at": "2020-01-01T00:00:00+08:00"})),
            ("/holds", json!({"kind": "Audit", "placed_at": "2020-01-01"})),
            (
                "/holds",
                json!({"kind": "Audit", "placed_at": "2020-01-01T00:00:00+08:00", "lifted_at": "2029-06-02T00:00:00+08:00"}),
            ),
            ("/archive/accidents", json!({"id": 5})),
            ("/archive/retention_class", json!("Acident")),
            ("/participants", json!({"person": {"employee_no": 5}, "special_operation": true})),
        ] {
            let mut record = sound.clone();
            if item.is_string() {
                anxun_benches::place::set(&mut record, list, item.clone());
            } else {
                let mut items = record.pointer(list).and_then(Value::as_array).cloned().unwrap_or_default();
                items.push(item.clone());
                anxun_benches::place::set(&mut record, list, items);
            }
            let Ok(review) = review(&record.to_string(), &context) else { continue };
            assert!(!review.faults.is_empty(), "{record}");
            let outcome = review.retention.outcome;
            assert!(!matches!(outcome, Outcome::Until(_)), "{item} in {list}: {outcome:?}");
            assert_eq!(review.retention.destruction_start, None);
        }
    }
}
