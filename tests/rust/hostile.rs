//! Hostile documents and requests: never a panic, always a review or faults that say where; and what can be read is the
//! same for the library as for `serde_json`, but for the differences that `anxun_tests::compare` lists.
//!
//! `ANXUN_MUTATIONS` sets how many documents are tried; the number that is built in keeps a debug build below a minute.

use std::panic::{AssertUnwindSafe, catch_unwind};

use anxun::error::{ErrorCode, Faults};
use anxun::operations::{self, OPERATIONS};
use anxun::record::TrainingRecord;
use anxun_benches::random::Random;
use anxun_tests::cases;
use anxun_tests::judge::{Judge, call};
use anxun_tests::mutate::{bytes, value};
use anxun_tests::samples::{all, standard};
use anxun_tests::shape::any_record;
use serde_json::Value;

/// How many documents are tried.
fn mutations() -> usize {
    std::env::var("ANXUN_MUTATIONS").ok().and_then(|count| count.parse().ok()).unwrap_or(4_000)
}

/// Documents to begin with: small ones, so that most of the run goes to the mutations and not to the bytes.
fn seeds() -> Vec<Vec<u8>> {
    let mut random = Random::new(1);
    let made = (0..60).map(|_| any_record(&mut random).to_string());
    let plain = all().iter().chain(&standard(4, 5)).map(Value::to_string).collect::<Vec<_>>();
    let mut seeds: Vec<Vec<u8>> = plain.into_iter().chain(made).map(String::into_bytes).collect();
    seeds.sort_by_key(Vec::len);
    seeds.truncate(110);
    seeds
}

/// Asks, and shows the document where the answer is a panic.
fn try_it(seed: usize, document: &[u8], ask: impl FnOnce()) {
    if catch_unwind(AssertUnwindSafe(ask)).is_err() {
        let shown: String = String::from_utf8_lossy(document).chars().take(20_000).collect();
        panic!("mutation {seed}: {shown}");
    }
}

#[test]
fn every_document_is_judged_or_refused_with_a_place() {
    let seeds = seeds();
    let mut judge = Judge::default();
    let count = mutations();
    for seed in 0..count {
        let mut random = Random::new(seed as u64);
        let mut document = random.pick(&seeds).clone();
        if random.chance(1, 2) {
            let mut whole: Value = serde_json::from_slice(&document).expect("a seed");
            for _ in 0..=random.below(4) {
                value(&mut whole, &mut random);
            }
            document = whole.to_string().into_bytes();
        }
        for _ in 0..random.below(3) {
            bytes(&mut document, &mut random);
        }
        try_it(seed, &document, || judge.ask(&document));
    }
    // The mutations reach deep: a good part can be read, and a good part of that is judged.
    assert!(judge.read * 10 > count * 4 && judge.judged * 10 > count, "{} read, {} judged", judge.read, judge.judged);
    judge.finish();
}

#[test]
fn documents_written_to_do_harm() {
    let mut judge = Judge::default();
    let head = r#"{"schema_version":1,"kind":"Refresher""#;
    let deep = |open: &str, close: &str, count: usize| {
        format!("{head},\"x\":{}1{}}}", open.repeat(count), close.repeat(count))
    };
    let mut documents: Vec<Vec<u8>> = vec![
        b"\xef\xbb\xbf{}".to_vec(),
        b"\0".to_vec(),
        b"{\"\xff\":1}".to_vec(),
        b"{\"\\ud800\":1}".to_vec(),
        b"\"\"".to_vec(),
        b"null".to_vec(),
        b"[]".to_vec(),
        b"{}{}".to_vec(),
        "[".repeat(1_000_000).into_bytes(),
        "{\"a\":".repeat(1_000_000).into_bytes(),
        "\\".repeat(1_000_000).into_bytes(),
        "\"".repeat(1_000_001).into_bytes(),
        "\"\\".repeat(500_000).into_bytes(),
        format!("{head},\"name\":\"{}\"}}", "安".repeat(1_000_000)).into_bytes(),
        format!("{head},\"{}\":1}}", "k".repeat(1_000_000)).into_bytes(),
        format!("{head},\"name\":\"{}\"}}", "\\u0000".repeat(200_000)).into_bytes(),
        format!("{head},\"duration_minutes\":{}}}", "9".repeat(1_000_000)).into_bytes(),
        format!("{head},\"x\":1e{}}}", "9".repeat(1_000)).into_bytes(),
        format!("{head},{}\"x\":1}}", "\"name\":\"a\",".repeat(300)).into_bytes(),
        format!("{head},\"\":{{\"\":[1e400]}},\"/\":1,\"~\":2}}").into_bytes(),
    ];
    for count in [62, 63, 64, 126, 127, 128, 100_000] {
        documents.push(deep("[", "]", count).into_bytes());
        documents.push(deep("{\"a\":", "}", count).into_bytes());
    }
    for (seed, document) in documents.iter().enumerate() {
        let head = document.get(..60).unwrap_or(document);
        try_it(seed, head, || judge.ask(document));
    }
    assert_eq!(judge.tried, documents.len() as u64);
    judge.finish();
}

#[test]
fn every_request_is_answered_or_refused_with_a_place() {
    let requests: Vec<(String, Value)> = cases::all()
        .into_iter()
        .map(|case| (case.operation, case.base.map_or(case.request, |(base, _)| base)))
        .collect();
    let names: Vec<&str> = OPERATIONS.iter().map(|one| one.name).collect();
    // The few operations that many cases ask do not crowd out the others.
    let of =
        |name: &str| requests.iter().filter(|(operation, _)| operation == name).map(|(_, request)| request).collect();
    let by_name: Vec<(&str, Vec<&Value>)> = names.iter().map(|name| (*name, of(name))).collect();
    let (mut answered, mut refused) = (0, 0);
    for seed in 0..mutations() / 2 {
        let mut random = Random::new(seed as u64 ^ 0xabcd);
        let (mut name, own) = random.pick(&by_name).clone();
        let case = random.pick(&requests);
        let request = match random.below(20) {
            0 => &case.1,
            1..10 if !own.is_empty() => *random.pick(&own),
            _ => {
                name = case.0.as_str();
                &case.1
            }
        };
        let mut request = request.clone();
        for _ in 0..=random.below(4) / 2 {
            value(&mut request, &mut random);
        }
        let mut text = request.to_string().into_bytes();
        if random.chance(1, 5) {
            bytes(&mut text, &mut random);
        }
        try_it(seed, &text, || if call(name, &text) { answered += 1 } else { refused += 1 });
    }
    assert!(answered > 100 && refused > 100, "{answered} answered, {refused} refused");
}

#[test]
fn names_of_no_operation_are_refused() {
    let long = "x".repeat(1_000_000);
    for name in ["", " check.review", "check.review\0", "CHECK.REVIEW", "安", long.as_str()] {
        let Faults(faults) = operations::call(name, b"{}").unwrap_err();
        assert!(faults[0].code == ErrorCode::UnknownOperation && faults[0].found.len() < 200);
    }
    assert!(TrainingRecord::from_json("").is_err());
}
