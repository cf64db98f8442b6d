//! Hostile documents and requests: never a panic, always a review or faults that say where; and what is JSON and what is
//! not is the same for the library as for `serde_json`, but for the differences listed here.
//!
//! `ANXUN_MUTATIONS` sets how many documents are tried; the number that is built in keeps a debug build below a minute.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use anxun::check::Context;
use anxun::error::{Error, ErrorCode, Fault, Faults};
use anxun::json::canonical;
use anxun::operations::{self, OPERATIONS};
use anxun::record::{Document, TrainingRecord};
use anxun::register::{Entry, Inputs, Register};
use anxun_benches::measure::unit;
use anxun_benches::random::Random;
use anxun_tests::cases;
use anxun_tests::mutate::{bytes, value};
use anxun_tests::places::{field, is_pointer};
use anxun_tests::samples::{all, context, standard};
use anxun_tests::shape::any_record;
use serde_json::Value;
use serde_json::error::Category;

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

/// What is JSON for one reader and not for the other, and why:
///
/// * Nesting: more than 64 levels are past the limit here, more than 127 there (input rules, "size and nesting limit").
/// * Numbers past the range of f64 (`1e400`) are JSON by RFC 8259 and refused there: here they are a fault of their field
///   where a count or decimal is asked, and gone over where nobody asks.
/// * A list of more items, or a document of more bytes, than the limit is refused here.
///
/// What is no difference: a known key that stands twice, a text or a type that does not fit, an unknown key. They are
/// faults or warnings of a document that was read.
fn is_known_difference(ours: &Result<(), Error>, theirs: &Result<Value, serde_json::Error>) -> bool {
    match (ours, theirs) {
        (Ok(()), Ok(_)) | (Err(_), Err(_)) => true,
        (Err(error), Ok(_)) => error.code == ErrorCode::Limit,
        (Ok(()), Err(error)) => is_out_of_range(error),
    }
}

fn is_out_of_range(error: &serde_json::Error) -> bool {
    error.to_string().starts_with("number out of range")
}

/// Whether serde's own reader of the record's types, which skips what it does not know, agrees on what is JSON.
fn agrees_with_typed(ours: &Result<(), Error>, document: &[u8]) -> bool {
    match (ours, serde_json::from_slice::<unit::TrainingRecord>(document)) {
        // It stops at the first value of another type, so that only what it says of the syntax counts.
        (Ok(()), Err(error)) => {
            !matches!(error.classify(), Category::Syntax | Category::Eof) || is_out_of_range(&error)
        }
        // In what it skips it looks neither at UTF-8 nor at surrogates, and takes any depth.
        (Err(error), Ok(_)) => match error.code {
            ErrorCode::InvalidUtf8 | ErrorCode::Limit => true,
            _ => document.windows(3).any(|three| three.eq_ignore_ascii_case(b"\\ud")),
        },
        _ => true,
    }
}

/// A fault says which, where and what; the place is there, or is that of a fact which is missing.
fn is_told(fault: &Fault, whole: Option<&Value>, doubled: bool) -> bool {
    let says = !fault.expected.is_empty() && is_pointer(&fault.path);
    let resolves = whole.is_none_or(|whole| {
        let may_miss = matches!(fault.code, ErrorCode::Missing | ErrorCode::SchemaVersion);
        let parent = fault.path.rsplit_once('/').map_or("", |(parent, _)| parent);
        whole.pointer(&fault.path).is_some() || (may_miss && whole.pointer(parent).is_some())
    });
    // Of a key that stands twice `serde_json` keeps the last value, and the fault may stand in the first.
    says && (doubled || resolves)
}

struct Judge {
    context: Arc<Context>,
    register: Register,
    document: Document,
    tried: u64,
    read: usize,
    judged: usize,
}

impl Judge {
    fn new() -> Judge {
        let context = context();
        let register = Register::new(Arc::clone(&context), &Inputs::default()).unwrap();
        Judge { context, register, document: Document::default(), tried: 0, read: 0, judged: 0 }
    }

    fn ask(&mut self, document: &[u8]) {
        self.tried += 1;
        let theirs = serde_json::from_slice::<Value>(document);
        let ours = self.document.read(document).map(|_| ());
        assert!(is_known_difference(&ours, &theirs), "ours {ours:?}, theirs {theirs:?}");
        assert!(agrees_with_typed(&ours, document), "{ours:?}");
        self.read += usize::from(ours.is_ok());
        let whole = theirs.ok().filter(|_| ours.is_ok());
        match self.register.push(self.tried, document) {
            Entry::Judged(judged) => {
                self.judged += 1;
                assert!(ours.is_ok());
                let review = &judged.review;
                let faults = &review.faults;
                let doubled = faults.iter().any(|fault| fault.code == ErrorCode::DuplicateKey);
                for fault in faults {
                    assert!(is_told(fault, whole.as_ref(), doubled), "{fault:?}");
                }
                for finding in &review.findings {
                    assert!(finding.path.is_empty() || field(&finding.path).is_some(), "{}", finding.path);
                }
                for warning in review.warnings.iter().filter(|warning| warning.at.starts_with('/')) {
                    let there = whole.as_ref().is_none_or(|whole| whole.pointer(&warning.at).is_some());
                    assert!(is_pointer(&warning.at) && (doubled || there), "{warning:?}");
                }
                assert!(
                    review.passes
                        <= (review.faults.is_empty() || faults.iter().all(|one| one.path.starts_with("/storage")))
                );
                if self.judged % 20 == 0 {
                    let again = anxun::check::review_json(&mut self.document, document, &self.context).unwrap();
                    assert_eq!(canonical(&again).unwrap(), canonical(review).unwrap());
                }
            }
            Entry::Failed(failed) => {
                let faults = &failed.faults.0;
                let doubled = faults.iter().any(|fault| fault.code == ErrorCode::DuplicateKey);
                assert!(!faults.is_empty());
                for fault in faults {
                    assert!(is_told(fault, whole.as_ref(), doubled), "{fault:?}");
                }
            }
            Entry::NotYet(_) => assert!(ours.is_ok()),
            Entry::Blank => assert!(document.iter().all(u8::is_ascii_whitespace)),
        }
    }
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
    let mut judge = Judge::new();
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
    let totals = judge.register.finish().unwrap().totals;
    assert_eq!(totals.lines, totals.judged + totals.failed + totals.not_yet);
}

#[test]
fn documents_written_to_do_harm() {
    let mut judge = Judge::new();
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
    assert_eq!(judge.register.finish().unwrap().totals.lines, documents.len() as u64);
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
        try_it(seed, &text, || match operations::call(name, &text) {
            Ok(answer) => {
                answered += 1;
                assert!(serde_json::from_str::<Value>(&answer).is_ok());
                assert_eq!(operations::call(name, &text).unwrap(), answer);
            }
            Err(Faults(faults)) => {
                refused += 1;
                assert!(!faults.is_empty());
                assert!(faults.iter().all(|fault| is_pointer(&fault.path)), "{faults:?}");
            }
        });
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
