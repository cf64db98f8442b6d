//! A register as a stream: broken lines, numbers, what is not yet, parts that merge.

use std::sync::Arc;

use anxun::calendar::WorkCalendar;
use anxun::check::Context;
use anxun::json::canonical;
use anxun::org::Organisation;
use anxun::policy::PolicyBook;
use anxun::register::{Entry, Inputs, Register, Summary};
use anxun::value::parse_stamp;
use anxun_tests::cases::base;
use proptest::prelude::*;
use serde_json::{Value, json};

/// The faultless record of the conformance cases and its context.
fn faultless() -> (Value, Arc<Context>) {
    let base = base("refresher");
    let context = &base["context"];
    let policy = PolicyBook::from_json(&context["policy"].to_string()).unwrap();
    let organisation = Organisation::from_json(&context["organisation"].to_string()).unwrap();
    let as_of = parse_stamp(context["as_of"].as_str().unwrap()).unwrap();
    let context = Context::new(policy, WorkCalendar::china(), as_of).unwrap().with_organisation(organisation);
    (base["record"].clone(), Arc::new(context))
}

fn numbered(record: &Value, id: &str, number: &str) -> String {
    let mut record = record.clone();
    record["id"] = json!(id);
    record["number"] = json!(number);
    record.to_string()
}

fn run(context: &Arc<Context>, inputs: &Inputs, lines: &[String]) -> (Vec<Entry>, Summary) {
    let mut register = Register::new(Arc::clone(context), inputs).unwrap();
    let entries = (1..).zip(lines).map(|(line, text)| register.push(line, text.as_bytes())).collect();
    (entries, register.finish().unwrap())
}

/// The number of the base with another sequence.
fn sequence(record: &Value, sequence: u32) -> String {
    let number = record["number"].as_str().unwrap();
    format!("{}{sequence:03}", &number[..number.len() - 3])
}

#[test]
fn duplicates_and_gaps_are_found_between_records_and_correct_the_summary() {
    let (record, context) = faultless();
    let lines: Vec<String> = [(1, "a"), (2, "b"), (2, "c"), (5, "d")]
        .into_iter()
        .map(|(at, id)| numbered(&record, id, &sequence(&record, at)))
        .collect();
    let (entries, summary) = run(&context, &Inputs::default(), &lines);
    assert!(entries.iter().all(|entry| matches!(entry, Entry::Judged(judged) if judged.review.passes)));
    let found: Vec<_> = summary
        .number_findings
        .iter()
        .map(|one| (one.code, one.line, one.number.as_str(), one.to.as_deref()))
        .collect();
    let (two, three, four) = (sequence(&record, 2), sequence(&record, 3), sequence(&record, 4));
    assert_eq!(
        found,
        [
            ("NB-04", Some(2), two.as_str(), None),
            ("NB-04", Some(3), two.as_str(), None),
            ("NB-05", None, three.as_str(), Some(four.as_str()))
        ]
    );
    // Who bears a number twice does not pass (NB-04 is E); a gap is W.
    assert_eq!((summary.totals.judged, summary.totals.passes), (4, 2));
    assert_ne!(summary.number_findings[0].id, summary.number_findings[1].id);
}

#[test]
fn a_voided_number_explains_a_gap() {
    let (record, context) = faultless();
    let lines = [1, 3].map(|at| numbered(&record, &at.to_string(), &sequence(&record, at))).to_vec();
    let inputs = Inputs { voids: vec![sequence(&record, 2)], ..Inputs::default() };
    assert!(run(&context, &inputs, &lines).1.number_findings.is_empty());
    assert_eq!(run(&context, &Inputs::default(), &lines).1.number_findings.len(), 1);
    let bad = Inputs { voids: vec!["x".into()], ..Inputs::default() };
    assert_eq!(Register::new(context, &bad).unwrap_err().path, "/voids/0");
}

#[test]
fn a_broken_line_is_a_row_of_its_own_and_all_others_are_judged() {
    let (record, context) = faultless();
    let good = numbered(&record, "a", &sequence(&record, 1));
    let mut future = record.clone();
    future["date"] = json!("2099-01-01");
    let lines: Vec<Vec<u8>> = vec![
        good.clone().into_bytes(),
        b"{\"schema_version\":1,".to_vec(),
        b"   ".to_vec(),
        good.replacen("\"schema_version\":1", "\"schema_version\":2", 1).into_bytes(),
        b"\xff\xfe".to_vec(),
        future.to_string().into_bytes(),
        "[".repeat(100_000).into_bytes(),
        good.replacen("\"schema_version\":1", "\"schema_version\":1,\"schema_version\":1", 1).into_bytes(),
        b"{\"schema_version\":1,\"kind\":\"Other\",\"name\":\"\\ud800\"}".to_vec(),
        b"{\"schema_version\":1,\"kind\":\"Other\",\"name\":\"a\0b\"}".to_vec(),
        numbered(&record, "b", &sequence(&record, 2)).into_bytes(),
    ];
    let mut register = Register::new(context, &Inputs::default()).unwrap();
    let entries: Vec<Entry> = (1..).zip(&lines).map(|(line, bytes)| register.push(line, bytes)).collect();
    let shape: String = entries
        .iter()
        .map(|entry| match entry {
            Entry::Judged(_) => 'j',
            Entry::Failed(_) => 'f',
            Entry::NotYet(_) => 'n',
            Entry::Blank => '-',
        })
        .collect();
    assert_eq!(shape, "jf-ffnffffj");
    let summary = register.finish().unwrap();
    assert_eq!(
        (summary.totals.lines, summary.totals.judged, summary.totals.failed, summary.totals.not_yet),
        (10, 2, 7, 1)
    );
    let codes: Vec<_> = summary.failed.iter().map(|one| (one.line, one.faults.0[0].code.info().name)).collect();
    assert_eq!(
        codes,
        [
            (2, "Syntax"),
            (4, "SchemaVersion"),
            (5, "InvalidUtf8"),
            (7, "Limit"),
            (8, "DuplicateKey"),
            (9, "Syntax"),
            (10, "Syntax")
        ]
    );
    assert!(summary.failed[0].faults.0[0].found.contains("line 1, column 21"), "{:?}", summary.failed[0]);
}

#[test]
fn g_32_without_verifications_accuracy_is_undefined() {
    let (record, context) = faultless();
    let lines = [numbered(&record, "a", &sequence(&record, 1))];
    let none = run(&context, &Inputs::default(), &lines).1;
    assert_eq!(serde_json::to_value(none.rates.accuracy.rate).unwrap(), json!({"undefined": "NoVerifications"}));
    let verifications = json!([
        {"record": "a", "item": "date", "result": "Match"},
        {"record": "a", "item": "place", "result": "NotVerifiable"},
        {"record": "other", "item": "place", "result": "Mismatch"}
    ]);
    let inputs = Inputs { verifications: Some(serde_json::from_value(verifications).unwrap()), ..Inputs::default() };
    let some = run(&context, &inputs, &lines).1;
    assert_eq!(serde_json::to_value(some.rates.accuracy.rate).unwrap(), json!({"value": {"num": 1, "den": 2}}));
}

/// Variants of the faultless record: late, incomplete, invalid, in other departments and months.
fn variant(record: &Value, at: usize, kind: u8) -> String {
    let mut record = record.clone();
    record["id"] = json!(format!("R-{at}"));
    let next = sequence(&record, u32::from(kind % 7) + 1);
    record["number"] = json!(next);
    match kind % 6 {
        1 => record["package"]["handed_at"] = Value::Null,
        2 => record["sign_in"] = Value::Null,
        3 => record["name"] = json!("无"),
        4 => record["department"] = json!("OTHER"),
        5 => record["photos"] = json!([]),
        _ => {}
    }
    record.to_string()
}

#[test]
fn x_3_the_worst_stand_in_the_order_of_grade_invalid_incomplete_and_number() {
    let (record, context) = faultless();
    let broken = |at: u32, pointers: &[&str]| {
        let mut record = record.clone();
        record["id"] = json!(format!("R-{at}"));
        record["number"] = json!(sequence(&record, at));
        for pointer in pointers {
            let (parent, key) = pointer.rsplit_once('/').unwrap();
            record.pointer_mut(parent).unwrap()[key] = Value::Null;
        }
        record.to_string()
    };
    let lines = [
        broken(1, &["/duration_minutes"]),
        broken(2, &[]),
        broken(3, &["/name", "/place"]),
        broken(4, &["/videos"]),
        broken(5, &["/place"]),
        broken(6, &["/name"]),
    ];
    let worst = run(&context, &Inputs::default(), &lines).1.worst;
    let order: Vec<_> = worst.iter().map(|one| one.record.as_str()).collect();
    // No video: invalid. Then the incomplete ones, two elements before one, then by number; a duration is minor.
    assert_eq!(order, ["R-4", "R-3", "R-5", "R-6", "R-1"]);
    let listed: Vec<_> = worst[1].findings.iter().map(|one| one.code).collect();
    assert_eq!(listed, ["EL-01", "EL-04"]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// X.3, issue "merging is algebra": however a register is cut, in whatever order the parts are merged, the bytes are
    /// those of the whole.
    #[test]
    fn parts_merge_to_the_bytes_of_the_whole(
        kinds in prop::collection::vec((any::<u8>(), 0_usize..3), 1..14),
        order in prop::sample::select(vec![[0_usize, 1, 2], [2, 0, 1], [1, 2, 0]]),
    ) {
        let (record, context) = faultless();
        let mut whole = Register::new(Arc::clone(&context), &Inputs::default()).unwrap();
        let first = Register::new(Arc::clone(&context), &Inputs::default()).unwrap();
        let mut parts = [first.part(), first.part(), first.part()];
        for (at, (kind, part)) in kinds.iter().enumerate() {
            let line = variant(&record, at, *kind);
            whole.push(at as u64 + 1, line.as_bytes());
            parts[*part].push(at as u64 + 1, line.as_bytes());
        }
        let mut parts = parts.map(Some);
        let mut merged = first;
        for at in order {
            merged.merge(parts[at].take().unwrap()).unwrap();
        }
        prop_assert_eq!(canonical(&merged.finish().unwrap()).unwrap(), canonical(&whole.finish().unwrap()).unwrap());
    }
}

/// One person of the base in a session from one hour to another, in a record of its own.
fn attended(record: &Value, line: usize, number: &str, from: &str, to: &str) -> String {
    let mut record = record.clone();
    record["id"] = json!(format!("S-{line}"));
    record["number"] = Value::Null;
    record["session_no"] = json!(line);
    record["time"] = json!({"from": from, "to": to});
    for (at, photo) in record["photos"].as_array_mut().unwrap().iter_mut().enumerate() {
        photo["digest"] = json!(format!("{line}-{at}"));
    }
    let entries = record["sign_in"]["entries"].as_array_mut().unwrap();
    entries.truncate(1);
    entries[0]["person"]["employee_no"] = json!(number);
    record.to_string()
}

#[test]
fn sg_12_follows_a_person_through_changed_numbers_x_9() {
    let mut base = base("refresher");
    base["context"]["organisation"]["aliases"] = json!([
        {"from": {"employee_no": "E10021"}, "to": {"employee_no": "E30021"}, "since": "2024-01-01", "why": "工号变更"},
        {"from": {"employee_no": "E30021"}, "to": {"employee_no": "E40021"}, "since": "2024-03-01", "why": "工号变更"},
    ]);
    let organisation = Organisation::from_json(&base["context"]["organisation"].to_string()).unwrap();
    let (record, plain) = faultless();
    let as_of = plain.as_of();
    let context = || Context::new(plain.policy().clone(), WorkCalendar::china(), as_of).unwrap();
    let inputs = Inputs { compare_records: true, ..Inputs::default() };
    let lines = [
        attended(&record, 1, "E10021", "14:00", "16:00"),
        attended(&record, 2, "E30021", "15:00", "17:00"),
        attended(&record, 3, " E40021", "16:30", "18:00"),
        attended(&record, 4, "E10022", "14:00", "18:00"),
    ];
    let told = |context: Context| -> Vec<(u64, u64)> {
        let found = run(&Arc::new(context), &inputs, &lines).1.shared_findings;
        assert!(found.iter().all(|one| one.code == "SG-12" && one.path == "/sign_in/entries/0"), "{found:?}");
        found.iter().map(|one| (one.line, one.other_line)).collect()
    };
    assert_eq!(told(context().with_organisation(organisation)), [(1, 2), (2, 1), (3, 2)]);
    // Without the aliases they are three people.
    assert_eq!(told(context()), []);
}

#[test]
fn what_is_shared_has_the_identity_of_a_finding_on_the_record_and_counts_each_record_once() {
    let (record, context) = faultless();
    let mut twice: Value = serde_json::from_str(&attended(&record, 2, "E10021", "15:00", "17:00")).unwrap();
    // The image of the first record, twice inside the second.
    twice["photos"][1]["digest"] = json!("1-0");
    twice["photos"][2]["digest"] = json!("1-0");
    let lines = [attended(&record, 1, "E10021", "14:00", "16:00"), twice.to_string()];
    let inputs = Inputs { compare_records: true, ..Inputs::default() };
    let (entries, summary) = run(&context, &inputs, &lines);
    let id = |record: &str, code, path| anxun::rule::finding_id(record, code, path, 0);
    let found: Vec<_> = summary.shared_findings.iter().map(|one| (one.id.clone(), one.line)).collect();
    let expected = [
        (id("S-1", "PH-05", "/photos/0"), 1),
        (id("S-2", "PH-05", "/photos/1"), 2),
        (id("S-1", "SG-12", "/sign_in/entries/0"), 1),
        (id("S-2", "SG-12", "/sign_in/entries/0"), 2),
    ];
    assert_eq!(found, expected);
    // PH-05: one inside the second record, one across on each: three findings in two records.
    let count = summary.codes.iter().find(|one| one.code == "PH-05").unwrap();
    assert_eq!((count.findings, count.records), (3, 2));
    assert_eq!((summary.totals.severe, summary.totals.general, summary.totals.passes), (2, 0, 0));
    // Nothing that a review says of itself has the identity of what is between records.
    let own = entries.iter().flat_map(|entry| match entry {
        Entry::Judged(judged) => judged.review.findings.iter().map(|one| one.id.clone()).collect::<Vec<_>>(),
        other => panic!("{other:?}"),
    });
    assert!(own.into_iter().all(|id| expected.iter().all(|(other, _)| *other != id)));
}
