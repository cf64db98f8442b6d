//! Documents of great size: refused by a limit, or read in a time and a memory that grow with their bytes and no faster.
//!
//! One test at a time: memory is counted for the whole program.

use std::sync::Mutex;
use std::time::{Duration, Instant};

use anxun::error::ErrorCode;
use anxun::json::Limits;
use anxun::operations;
use anxun::record::Document;
use anxun::register::{Entry, Inputs, Register};
use anxun_tests::held::{Counting, most};
use anxun_tests::samples::context;

#[global_allocator]
static ALLOCATOR: Counting = Counting;

static ONE_AT_A_TIME: Mutex<()> = Mutex::new(());

/// What a call took: bytes beyond those held before, and time.
fn cost<T>(call: impl FnOnce() -> T) -> (T, usize, Duration) {
    let start = Instant::now();
    let (answer, bytes) = most(call);
    (answer, bytes, start.elapsed())
}

fn code(entry: &Entry) -> ErrorCode {
    match entry {
        Entry::Failed(failed) => failed.faults.0[0].code,
        other => panic!("{other:?}"),
    }
}

const HEAD: &str = r#"{"schema_version":1,"kind":"Refresher","date":"2026-03-11","time":{"from":"09:00","to":"11:00"}"#;

#[test]
fn a_line_of_200_megabytes_is_refused_without_a_copy() {
    let _alone = ONE_AT_A_TIME.lock().unwrap();
    let mut register = Register::new(context(), &Inputs::default()).unwrap();
    let mut line = vec![b' '; 200 << 20];
    for (first, last) in [(b'{', b'}'), (b'"', b'"'), (b'[', b'['), (0xff, 0)] {
        (line[0], line[(200 << 20) - 1]) = (first, last);
        let (entry, bytes, time) = cost(|| register.push(1, &line));
        assert_eq!(code(&entry), ErrorCode::Limit);
        assert!(bytes < 64 << 10 && time < Duration::from_secs(1), "{bytes} bytes, {time:?}");
    }
    let (answer, bytes, _) = cost(|| operations::call("record.check", &line[..200 << 20]));
    assert!(answer.is_err() && bytes < 64 << 10, "{bytes}");
    // White space alone is no record, however much of it there is.
    (line[0], line[(200 << 20) - 1]) = (b' ', b'\n');
    let (entry, bytes, _) = cost(|| register.push(2, &line));
    assert!(matches!(entry, Entry::Blank) && bytes < 16 << 10, "{bytes}");
}

#[test]
fn a_document_of_the_limit_is_read_and_one_byte_more_is_not() {
    let _alone = ONE_AT_A_TIME.lock().unwrap();
    let limits = Limits::default();
    let mut text = format!("{HEAD}}}").into_bytes();
    text.resize(limits.document, b' ');
    let mut document = Document::new(limits);
    assert!(document.read(&text).is_ok());
    text.push(b' ');
    assert_eq!(document.read(&text).unwrap_err().code, ErrorCode::Limit);
}

#[test]
fn a_list_past_the_limit_is_refused_where_it_passes() {
    let _alone = ONE_AT_A_TIME.lock().unwrap();
    let items = Limits::default().list;
    let list = |count: usize, item: &str| format!("{HEAD},\"photos\":[{}]}}", vec![item; count].join(","));
    let mut document = Document::default();
    assert_eq!(document.read(list(items, "{}").as_bytes()).unwrap().record.photos.len(), items);
    let error = document.read(list(items + 1, "{}").as_bytes()).unwrap_err();
    assert_eq!((error.code, error.path.as_str()), (ErrorCode::Limit, "/photos/100000"));
    let (error, bytes, time) = cost(|| document.read(list(1_000_000, "{}").as_bytes()).unwrap_err());
    assert_eq!(error.code, ErrorCode::Limit);
    assert!(bytes < 100 << 20 && time < Duration::from_secs(20), "{bytes} bytes, {time:?}");
}

/// Lists at the limit, each with what could make the work grow with the square of their length.
#[test]
fn long_lists_take_a_time_that_grows_with_their_length() {
    let _alone = ONE_AT_A_TIME.lock().unwrap();
    let many = |key: &str, item: &dyn Fn(usize) -> String, count: usize| {
        let items: Vec<String> = (0..count).map(item).collect();
        format!("{HEAD},{}", key.replace('*', &items.join(",")))
    };
    let photo = |at: usize| format!(r#"{{"digest":"{at:x}"}}"#);
    let person = |at: usize| format!(r#"{{"person":{{"employee_no":"E{at}"}}}}"#);
    let result = |at: usize| format!(r#"{{"person":{{"employee_no":"E{at}"}},"verdict":"Fail","theory_score":50}}"#);
    let sheet = |at: usize| format!(r#"{{"person":{{"employee_no":"E{at}"}},"score":50}}"#);
    let plain = |text: &'static str| move |_: usize| text.to_owned();
    let unknown = |at: usize| format!(r#""k{at}":1"#);
    let cases: Vec<(&str, String)> = vec![
        ("wrong items", many(r#""photos":[*]}"#, &plain("0"), 100_000)),
        ("wrong facts in items", many(r#""photos":[*]}"#, &plain(r#"{"taken_at":0,"digest":1}"#), 100_000)),
        ("a key again and again", many(r#"*}"#, &plain(r#""name":1"#), 100_000)),
        ("unknown keys", many(r#"*}"#, &unknown, 100_000)),
        ("photos", many(r#""photos":[*]}"#, &photo, 100_000)),
        ("photos of one digest", many(r#""photos":[*]}"#, &plain(r#"{"digest":"a"}"#), 100_000)),
        ("participants", many(r#""participants":[*]}"#, &person, 100_000)),
        ("empty participants", many(r#""participants":[*]}"#, &plain("{}"), 100_000)),
        ("entries", many(r#""sign_in":{"entries":[*]}}"#, &person, 100_000)),
        (
            "planned",
            many(
                r#""sign_in":{"entries":[{}]},"plan_item":{"expected":[*]}}"#,
                &|at| format!(r#"{{"employee_no":"E{at}"}}"#),
                100_000,
            ),
        ),
        ("results", many(r#""assessment":{"results":[*]}}"#, &result, 100_000)),
        (
            "sheets",
            many(
                r#""assessment":{"practicals":[*],"results":[{"person":{"employee_no":"X"},"verdict":"Pass"}]}}"#,
                &sheet,
                100_000,
            ),
        ),
        ("pages", many(r#""pdf":{"is_pdf":true,"pages":[*]}}"#, &plain("{}"), 100_000)),
        (
            "retrainings",
            many(
                r#""assessment":{"retrainings":[*],"results":[{"person":{"employee_no":"X"},"verdict":"Fail"}]}}"#,
                &person,
                100_000,
            ),
        ),
        (
            "videos",
            many(
                r#""equipment":"E1","videos":[*],"participants":[{}]}"#,
                &plain(r#"{"subject":"Practice","trainee":{"employee_no":"E1"}}"#),
                100_000,
            ),
        ),
        ("explanations", many(r#""explanations":[*]}"#, &plain(r#"{"code":"PH-01"}"#), 100_000)),
    ];
    let nearly_all = |at: usize| if at % 12 == 0 { r#"{"department":0}"#.to_owned() } else { "{}".to_owned() };
    let explained = |at: usize| format!(r#"{{"code":"PH-03","text":"x","path":"/photos/{at}"}}"#);
    let photos = many(r#""photos":[*]"#, &plain("{}"), 100_000);
    let own = many(r#""explanations":[*]}"#, &explained, 100_000);
    let both = |list: &str, item: &dyn Fn(usize) -> String| {
        let results = many(r#""assessment":{"results":[*]"#, &result, 100_000);
        let other = many(&format!("\"{list}\":[*]}}}}"), item, 100_000);
        results + other.strip_prefix(HEAD).unwrap()
    };
    let cases = cases.into_iter().chain([
        ("results and sheets", both("practicals", &sheet)),
        ("results and retrainings", both("retrainings", &person)),
        ("faults and findings", many(r#""participants":[*]}"#, &nearly_all, 100_000)),
        ("explained findings", photos + own.strip_prefix(HEAD).unwrap()),
    ]);
    let context = context();
    for (name, text) in cases {
        let mut register = Register::new(context.clone(), &Inputs::default()).unwrap();
        let (entry, bytes, time) = cost(|| register.push(1, text.as_bytes()));
        let what = match &entry {
            Entry::Judged(judged) => {
                format!("{} findings, {} faults", judged.review.findings.len(), judged.review.faults.len())
            }
            other => format!("{:?}", code(other)),
        };
        let line = format!("{name}: {} bytes in, {bytes} bytes held, {time:?}: {what}", text.len());
        println!("{line}");
        // A debug build takes a second or two for each; the square of the length would take minutes.
        assert!(time < Duration::from_secs(40), "{line}");
        // Each of the 100 000 items may leave two findings, and what mends each. A finding is some 230 bytes and four texts; the
        // step that mends it as much again, for while the steps of one place are put together they stand in a map by
        // place, whose nodes are half empty when places come in order. Neither the room that lists keep when they grow nor
        // the copies of the texts make the most of it: without them it is the same to a few per cent.
        assert!(bytes < 290 << 20, "{line}");
    }
}

/// What a register keeps: 32 bytes of each, whatever was found. All numbers are borne twice or more, each
/// record lacks nearly everything, and each thousandth line is broken in hundreds of places.
/// `ANXUN_RECORDS` sets how many: a build without optimisation takes minutes for a million.
#[test]
fn a_register_keeps_32_bytes_of_a_record_whatever_was_found() {
    let _alone = ONE_AT_A_TIME.lock().unwrap();
    let records: u64 = std::env::var("ANXUN_RECORDS").map_or(20_000, |count| count.parse().unwrap());
    let broken = format!("{HEAD},\"photos\":[{}]}}", vec!["0"; 300].join(","));
    let mut between = 0;
    let (summary, bytes, time) = cost(|| {
        let mut register = Register::new(context(), &Inputs::default()).unwrap();
        for line in 1..=records {
            let number = format!("2026-SY-SC-{:03}", 1 + line / 2 * 7 % 9999);
            let text = format!(r#"{{"schema_version":1,"kind":"Other","id":"R-{line}","number":"{number}"}}"#);
            let text = if line % 1000 == 0 { &broken } else { &text };
            register.push(line, text.as_bytes());
        }
        register
            .finish_with(|_| {
                between += 1;
                Ok(())
            })
            .unwrap()
    });
    println!("{records} records: {bytes} bytes held, {time:?}, {between} findings between records");
    assert_eq!((summary.number_findings_total, summary.totals.lines), (between, records));
    assert!(summary.number_findings.len() <= 2000 && between > records * 9 / 10);
    assert!((bytes as u64) < (64 << 20) + 32 * records, "{bytes} bytes");
    // What does not grow with the records is little: the bound above would hide it in a short register.
    assert!((bytes as u64) < (8 << 20) + 34 * records, "{bytes} bytes");
}
