//! Merging is algebra: however a register is cut, in whatever order and nesting its parts are merged, as values or as bytes
//! of their states, the summary has the bytes of the whole. And what is no state, or the state of something else, is
//! refused with its place.

use std::collections::BTreeSet;
use std::sync::{Arc, OnceLock};

use anxun::calendar::WorkCalendar;
use anxun::check::Context;
use anxun::error::{Error, ErrorCode};
use anxun::json::canonical;
use anxun::org::Organisation;
use anxun::policy::PolicyBook;
use anxun::register::{BetweenFinding, Entry, Inputs, Register};
use anxun::runs::{InMemory, Spilling};
use anxun::value::parse_stamp;
use anxun_benches::random::Random;
use anxun_tests::samples::{context, faulty, standard};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

/// A register in which every list of the summary has something: every fault, numbers borne twice, gaps, voids, broken
/// lines, sessions that are not yet held, more records of each kind than the lists hold.
fn lines() -> &'static [Vec<u8>] {
    static LINES: OnceLock<Vec<Vec<u8>>> = OnceLock::new();
    LINES.get_or_init(made)
}

fn made() -> Vec<Vec<u8>> {
    let faulty = faulty().into_iter().map(|(_, record)| record);
    let records: Vec<Value> = faulty.chain(standard(9, 120)).collect();
    let mut lines = Vec::new();
    for (at, record) in records.iter().enumerate() {
        let mut record = record.clone();
        record["id"] = json!(format!("R-{at}"));
        record["number"] = json!(format!("2026-SY-SC-{:03}", 1 + at * 7 % 90));
        match at % 11 {
            3 => record["date"] = json!("2099-01-01"),
            1 => record["date"] = json!("2019-03-12"),
            2 => record["photos"] = json!([{"digest": 1}]),
            4 => record["facets"] = json!(["heading", "people"]),
            9 => {
                record["date"] = json!("2026-07-04");
                record["package"] = Value::Null;
                record["review"] = Value::Null;
                record["archive"] = Value::Null;
            }
            5 => record["department"] = json!(format!("N{}", at % 4)),
            7 => record["number"] = Value::Null,
            6 => record["high_risk"] = json!(["HotWork"]),
            8 => {
                record["high_risk"] = json!(["ConfinedSpace"]);
                record["supervision"] = Value::Null;
            }
            _ => {}
        }
        lines.push(record.to_string().into_bytes());
        match at % 9 {
            1 => lines.push(
                format!("{{\"schema_version\":1,\"kind\":\"Refresher\",\"date\":\"2026-02-3{at}\"}}").into_bytes(),
            ),
            4 => lines.push(b"  ".to_vec()),
            6 => lines.push(record.to_string().into_bytes()[..40 + at].to_vec()),
            _ => {}
        }
    }
    lines
}

fn inputs() -> Inputs {
    serde_json::from_value(json!({
        "verifications": [{"record": "R-2", "item": "date", "result": "Match"},
                          {"record": "R-9", "item": "place", "result": "Mismatch"},
                          {"record": "R-9", "item": "date", "result": "Match"},
                          {"record": "nowhere", "item": "date", "result": "Match"}],
        "rectifications": [{"id": "Z-1", "department": "SY", "issued_at": "2026-01-05T09:00:00+08:00",
                            "due": "2026-01-06T09:00:00+08:00", "closed_at": "2026-01-06T08:00:00+08:00"}],
        "voids": ["2026-SY-SC-092", "2026-SY-SC-092", "2026-SY-SC-099"],
        "tombstones": ["2026-SY-SC-003", "2026-SY-SC-094"],
        "compare_records": true,
        "receipt": true,
    }))
    .unwrap()
}

/// The summary, every finding between records, and the state before: all that a register answers.
fn answers(register: Register) -> (String, Vec<BetweenFinding>, Vec<u8>) {
    let (state, mut found) = (register.state().unwrap(), Vec::new());
    let summary = register.finish_with(|finding| {
        found.push(finding.clone());
        Ok(())
    });
    (canonical(&summary.unwrap()).unwrap(), found, state)
}

fn whole() -> Register {
    let mut whole = Register::new(context(), &inputs()).unwrap();
    for (line, bytes) in (1..).zip(lines()) {
        whole.push(line, bytes);
    }
    whole
}

fn spilling(register: Register, memory: usize) -> Register {
    register.with_spill(Spilling::to(Arc::new(InMemory::new())).beyond(memory))
}

/// Merges one into the other, as it is or through its bytes.
fn merge(into: &mut Register, part: Register, random: &mut Random) {
    if random.chance(1, 2) {
        into.merge_state(&part.state().unwrap()).unwrap();
    } else {
        into.merge(part).unwrap();
    }
}

#[test]
fn lines_judged_together_are_as_lines_judged_apart() {
    // A line in six could not be handed over.
    let too_long = |line: u64| Error::new(ErrorCode::Limit, format!("{line} bytes"), "a shorter line");
    let given = |line: u64, bytes: &'static [u8]| if line % 6 == 5 { Err(too_long(line)) } else { Ok(bytes) };
    let written = |entry: &Entry| canonical(entry).unwrap();
    let mut apart = Register::new(context(), &inputs()).unwrap();
    let alone: Vec<String> = (1..)
        .zip(lines())
        .map(|(line, bytes)| match given(line, bytes) {
            Ok(bytes) => written(&apart.push(line, bytes)),
            Err(error) => written(&apart.push_failed(line, error)),
        })
        .collect();
    let wanted = answers(apart);
    for most in [1, 3, 8, 9, 64, lines().len()] {
        let (mut together, mut entries, mut first) = (Register::new(context(), &inputs()).unwrap(), Vec::new(), 1);
        for stretch in lines().chunks(most) {
            let lines = (first..).zip(stretch).map(|(line, bytes)| given(line, bytes));
            together.push_lines(first, lines, |entry| entries.push(written(&entry)));
            first += stretch.len() as u64;
        }
        assert_eq!(entries, alone, "stretches of {most}");
        assert_eq!(answers(together), wanted, "stretches of {most}");
    }
}

#[test]
fn every_list_of_the_summary_has_something() {
    let summary = whole().finish().unwrap();
    let json = serde_json::to_value(&summary).unwrap();
    // The calendar of the plant goes on for more than 60 days, and everything is compared.
    let empty: Vec<&String> = json
        .as_object()
        .unwrap()
        .iter()
        .filter(|(_, value)| value.is_null() || **value == json!([]) || **value == json!(0))
        .map(|(key, _)| key)
        .collect();
    assert_eq!(empty, ["calendar_ends", "not_compared"]);
    let zero: Vec<&String> = json["totals"]
        .as_object()
        .unwrap()
        .iter()
        .filter(|(_, value)| **value == json!(0))
        .map(|(key, _)| key)
        .collect();
    assert!(zero.is_empty(), "{zero:?}");
    assert_eq!((summary.worst.len(), summary.due_next.len(), summary.failed.len()), (20, 20, 20));
    let shared: BTreeSet<&str> = summary.shared_findings.iter().map(|one| one.code).collect();
    assert_eq!(Vec::from_iter(shared), ["PH-05", "RV-08", "SG-12"]);
    let codes: Vec<&str> = summary.number_findings.iter().map(|one| one.code).collect();
    assert!(codes.contains(&"NB-04") && codes.contains(&"NB-05"), "{codes:?}");
}

#[test]
fn parts_in_any_order_and_nesting_are_the_whole() {
    let expected = answers(whole());
    let mut random = Random::new(6);
    for turn in 0..20 {
        let first = Register::new(context(), &inputs()).unwrap();
        // Every other register puts runs of a few keys into a spill.
        let first = if turn % 2 == 1 { spilling(first, 400 << random.below(6)) } else { first };
        let count = 1 + random.below(12);
        let mut parts: Vec<Register> = (0..count).map(|_| first.part()).collect();
        for (line, bytes) in (1..).zip(lines()) {
            parts[random.below(count)].push(line, bytes);
        }
        parts.push(first);
        // Any two are merged, whichever of them holds what is counted once, until one is left: a random tree.
        while parts.len() > 1 {
            random.shuffle(&mut parts);
            let (part, into) = (parts.pop().unwrap(), random.below(parts.len()));
            merge(&mut parts[into], part, &mut random);
        }
        // Or one that knows of no spill takes it in.
        let mut given = parts.remove(0);
        if random.chance(1, 4) {
            let mut other = Register::new(context(), &inputs()).unwrap().part();
            merge(&mut other, given, &mut random);
            given = other;
        }
        let given = answers(given);
        assert!(given == expected, "turn {turn}: {}\n{}", given.0, expected.0);
    }
}

#[test]
fn an_empty_state_changes_nothing_and_a_state_can_begin() {
    let expected = answers(whole());
    let empty = Register::new(context(), &inputs()).unwrap().part();
    let mut register = whole();
    register.merge_state(&empty.state().unwrap()).unwrap();
    assert!(answers(register) == expected);
    let mut register = empty;
    register.merge_state(&whole().state().unwrap()).unwrap();
    assert!(answers(register) == expected);
}

#[test]
fn a_state_costs_32_bytes_a_record_and_little_beside() {
    let one = |records: u64| {
        let mut register = Register::new(context(), &Inputs::default()).unwrap();
        for line in 1..=records {
            let text = format!(r#"{{"schema_version":1,"kind":"Other","number":"2026-SY-SC-{:03}"}}"#, line % 999 + 1);
            register.push(line, text.as_bytes());
        }
        register.state().unwrap().len() as u64
    };
    let (few, many) = (one(1000), one(3000));
    // Beside them the worst records, each with its findings and what is missing to pass.
    assert!(few < 32_000 + 64_000 && (64_000..64_200).contains(&(many - few)), "{few} {many}");
}

/// A small register whose state has something of everything.
fn small() -> Register {
    let mut register = Register::new(context(), &inputs()).unwrap().part();
    for (line, bytes) in (1..).zip(lines().iter().take(24)) {
        register.push(line, bytes);
    }
    register
}

#[test]
fn what_is_cut_off_or_changed_is_refused_and_adds_nothing() {
    let state = small().state().unwrap();
    let mut register = whole().part();
    let before = register.state().unwrap();
    for end in (0..state.len()).step_by(7) {
        let error = register.merge_state(&state[..end]).unwrap_err();
        assert_eq!(error.code, ErrorCode::StateMalformed, "{end}: {error}");
    }
    let error = register.merge_state(&state[..15]).unwrap_err();
    assert!(error.found == "the end at byte 15" && error.expected == "the state of a register", "{error}");
    let error = register.merge_state(&state[..100]).unwrap_err();
    assert!(error.found == "the end at byte 100" && error.expected.starts_with("a head of "), "{error}");
    let mut random = Random::new(3);
    for _ in 0..400 {
        let mut bytes = state.clone();
        let at = random.below(bytes.len());
        bytes[at] ^= 1 << random.below(8);
        let error = register.merge_state(&bytes).unwrap_err();
        assert!(matches!(error.code, ErrorCode::StateMalformed | ErrorCode::StateMismatch), "{at}: {error}");
        assert!(!error.path.is_empty() || error.found.contains("byte"), "{at}: {error}");
    }
    let longer = [state.as_slice(), b"x"].concat();
    assert_eq!(register.merge_state(&longer).unwrap_err().path, "/lines");
    assert!(register.state().unwrap() == before);
}

/// A state with another head or other numbers and keys, and the right digest.
fn forged(state: &[u8], change: impl FnOnce(&mut Vec<u8>, &mut Vec<u8>)) -> Vec<u8> {
    let length = u64::from_be_bytes(state[12..20].try_into().unwrap()) as usize;
    let (mut head, mut numbers) = (state[20..20 + length].to_vec(), state[20 + length..state.len() - 32].to_vec());
    change(&mut head, &mut numbers);
    let mut bytes = state[..12].to_vec();
    bytes.extend((head.len() as u64).to_be_bytes());
    bytes.extend(head);
    bytes.extend(numbers);
    let digest = Sha256::digest(&bytes);
    bytes.extend(digest);
    bytes
}

fn replaced(from: &str, to: &str) -> impl FnOnce(&mut Vec<u8>, &mut Vec<u8>) {
    move |head, _| {
        let text = String::from_utf8(head.clone()).unwrap();
        assert!(text.contains(from), "{from}");
        *head = text.replacen(from, to, 1).into_bytes();
    }
}

#[test]
fn a_forged_state_is_refused_with_its_place_or_counted_without_a_panic() {
    let state = small().state().unwrap();
    let mut register = whole().part();
    let mut refused = |bytes: &[u8], path: &str| {
        let error = register.merge_state(bytes).unwrap_err();
        assert_eq!((error.code, error.path.as_str()), (ErrorCode::StateMalformed, path), "{error}");
    };
    refused(&forged(&state, replaced("\"totals\":{", "\"totals\": {")), "/head");
    refused(&forged(&state, replaced("\"lines\":", "\"lines\":-")), "/head/totals/lines");
    refused(&forged(&state, replaced("\"lines\":", "\"rows\":")), "/head/totals/rows");
    refused(&forged(&state, replaced("\"codes\":{\"", "\"codes\":{\"X")), "/codes");
    refused(
        &forged(&state, replaced("\"elements\":{\"met\":", "\"elements\":{\"met\":9")),
        "/head/tally/0/counts/elements",
    );
    refused(&forged(&state, |head, _| head.push(b' ')), "/head");
    refused(&forged(&state, |head, _| head[0] = 0xff), "/head");
    let (numbers, keys) = (counted(&state, "numbers"), counted(&state, "keys"));
    let last = |list: &str, count: usize| format!("/{list}/{}", count - 1);
    refused(&forged(&state, |_, rest| rest.truncate(32)), "/numbers");
    refused(&forged(&state, |_, rest| rest[..numbers * 32].rotate_left(32)), &last("numbers", numbers));
    refused(&forged(&state, |_, rest| rest.truncate(numbers * 32 + 45)), "/keys");
    refused(&forged(&state, |_, rest| rest[numbers * 32..].rotate_left(45)), &last("keys", keys));
    refused(&forged(&state, |_, rest| rest[numbers * 32] = 3), "/keys/0");
    // Counts that are no counts of these numbers: nothing can prove them wrong, and nothing overflows.
    let most = u64::MAX.to_string();
    let claims = forged(&state, |head, _| {
        let text = String::from_utf8(head.clone()).unwrap();
        let (before, totals) = text.split_once("\"totals\":{").unwrap();
        let (totals, after) = totals.split_once('}').unwrap();
        let keys = totals.split(',').map(|one| one.split_once(':').unwrap().0);
        let set = |count: &str| keys.clone().map(|key| format!("{key}:{count}")).collect::<Vec<_>>().join(",");
        *head = format!("{before}\"totals\":{{{}}}{after}", set(&most)).into_bytes();
    });
    let none = forged(&state, |head, _| {
        let text = String::from_utf8(head.clone()).unwrap();
        let (before, totals) = text.split_once("\"totals\":{").unwrap();
        let (totals, after) = totals.split_once('}').unwrap();
        let zero = totals.split(',').map(|one| format!("{}:0", one.split_once(':').unwrap().0)).collect::<Vec<_>>();
        *head = format!("{before}\"totals\":{{{}}}{after}", zero.join(",")).into_bytes();
    });
    for forged in [claims, none] {
        let mut register = whole().part();
        for _ in 0..3 {
            register.merge_state(&forged).unwrap();
        }
        for (line, bytes) in (1..).zip(lines().iter().take(9)) {
            register.push(line, bytes);
        }
        register.finish().unwrap();
    }
}

/// How many numbers or keys a state says to hold.
fn counted(state: &[u8], list: &str) -> usize {
    let length = u64::from_be_bytes(state[12..20].try_into().unwrap()) as usize;
    let head: Value = serde_json::from_slice(&state[20..20 + length]).unwrap();
    head[list].as_u64().unwrap() as usize
}

#[test]
fn heads_changed_at_random_never_panic() {
    let state = small().state().unwrap();
    let mut random = Random::new(8);
    let mut merged = 0;
    for _ in 0..1000 {
        let bytes = forged(&state, |head, numbers| {
            if random.chance(1, 5) {
                let at = random.below(numbers.len());
                numbers[at] ^= 1 << random.below(8);
            } else {
                anxun_tests::mutate::bytes(head, &mut random);
            }
        });
        let mut register = whole_part();
        match register.merge_state(&bytes) {
            Ok(()) => {
                merged += 1;
                let _ = register.finish();
            }
            Err(error) => assert!(!error.path.is_empty(), "{error}"),
        }
    }
    assert!(merged > 20, "{merged}");
}

fn whole_part() -> Register {
    Register::new(context(), &inputs()).unwrap().part()
}

#[test]
fn a_state_of_another_context_is_refused_and_says_what_differs() {
    let state = small().part().state().unwrap();
    let base = context();
    let with = |policy: PolicyBook, calendar: WorkCalendar, as_of: &str| {
        let made = Context::new(policy, calendar, parse_stamp(as_of).unwrap()).unwrap();
        made.with_organisation(base.organisation().unwrap().clone())
    };
    let as_of = anxun::value::stamp_text(base.as_of());
    let (policy, calendar) = (|| base.policy().clone(), || base.calendar().clone());
    let mut other = serde_json::to_value(base.organisation().unwrap().data()).unwrap();
    other["name"] = json!("另一家");
    let other = Organisation::from_json(&other.to_string()).unwrap();
    let short = WorkCalendar::weekdays_only("2020-01-01".parse().unwrap(), "2027-12-31".parse().unwrap()).unwrap();
    let contexts = [
        ("/context/as_of", with(policy(), calendar(), "2026-12-30T09:00:00+08:00")),
        ("/context/calendar", with(policy(), short, &as_of)),
        ("/context/policy", with(PolicyBook::seed_revised_on("2024-05-01".parse().unwrap()), calendar(), &as_of)),
        ("/context/organisation", with(policy(), calendar(), &as_of).with_organisation(other)),
        ("/context/reveal", with(policy(), calendar(), &as_of).with_reveal(true)),
    ];
    // The same through bytes and in memory.
    let refused = |mut register: Register, path: &str| {
        let before = register.state().unwrap();
        for error in [register.merge_state(&state).unwrap_err(), register.merge(small().part()).unwrap_err()] {
            assert_eq!((error.code, error.path.as_str()), (ErrorCode::StateMismatch, path), "{error}");
        }
        assert_eq!(register.state().unwrap(), before, "nothing is added");
    };
    for (path, context) in contexts {
        refused(Register::new(Arc::new(context), &inputs()).unwrap(), path);
    }
    let supplied = [
        ("/context/verifications", Inputs { verifications: None, ..inputs() }),
        ("/context/rectifications", Inputs { rectifications: None, ..inputs() }),
        ("/context/compare_records", Inputs { compare_records: false, ..inputs() }),
        ("/context/receipt", Inputs { receipt: false, ..inputs() }),
    ];
    for (path, inputs) in supplied {
        refused(Register::new(context(), &inputs).unwrap(), path);
    }
    let mut register = whole_part();
    let library = format!("\"library\":\"{}\"", env!("CARGO_PKG_VERSION"));
    let newer = forged(&state, replaced(&library, "\"library\":\"99.0.0\",\"and\":1"));
    let error = register.merge_state(&newer).unwrap_err();
    assert_eq!((error.code, error.path.as_str()), (ErrorCode::StateMismatch, "/library"), "{error}");
    let mut form = state.clone();
    form[11] = 99;
    assert_eq!(register.merge_state(&form).unwrap_err().path, "/form");
    register.merge_state(&state).unwrap();
}

#[test]
fn voids_and_rectifications_are_counted_once() {
    let mut register = Register::new(context(), &inputs()).unwrap();
    let other = Register::new(context(), &inputs()).unwrap();
    let error = register.merge_state(&other.state().unwrap()).unwrap_err();
    assert_eq!((error.code, error.path.as_str()), (ErrorCode::StateMismatch, "/counted_inputs"), "{error}");
    register.merge_state(&other.part().state().unwrap()).unwrap();
    register.merge(other.part()).unwrap();
    let error = register.merge(other).unwrap_err();
    assert_eq!((error.code, error.path.as_str()), (ErrorCode::StateMismatch, "/counted_inputs"), "{error}");
    // Where there is nothing to count, nothing is counted twice.
    let mut plain = Register::new(context(), &Inputs::default()).unwrap();
    let other = Register::new(context(), &Inputs::default()).unwrap();
    plain.merge_state(&other.state().unwrap()).unwrap();
    plain.merge(other).unwrap();
}
