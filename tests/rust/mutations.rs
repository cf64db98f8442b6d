//! What the reader of the record accepts and refuses is what `serde_json` accepts and refuses, on a corpus of mutated
//! records; and what it accepts says the same. The known differences are the table of `anxun_tests::compare`.
//!
//! `ANXUN_MUTATIONS` sets how many documents are tried. Each has its number as its seed, so that a failure names what is
//! needed to see it again; `ANXUN_MUTATION` asks for that one alone.

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};

use anxun::json::Limits;
use anxun::record::{Document, TrainingRecord};
use anxun_benches::random::Random;
use anxun_tests::compare::{Outcome, compare, round_trip};
use anxun_tests::mutate::bytes;
use anxun_tests::node::{Dress, Node, shuffle, write};
use anxun_tests::seeds::records;
use anxun_tests::twist::{structure, tokens};

fn setting(name: &str) -> Option<usize> {
    std::env::var(name).ok()?.parse().ok()
}

/// The document of a number.
fn document(seeds: &[Node], number: usize) -> Vec<u8> {
    let mut random = Random::branch(number as u64, "mutation");
    let mut node = random.pick(seeds).clone();
    let other = random.pick(seeds);
    // A part of the record, so that what stands there is met more often than in the whole.
    if let (Node::Object(pairs), true) = (&mut node, random.chance(1, 2)) {
        let share = 1 + random.below(6);
        pairs.retain(|(key, _)| key == "schema_version" || random.chance(share, 8));
    }
    for _ in 0..random.below(4) {
        structure(&mut node, other, &mut random);
    }
    if random.chance(1, 4) {
        shuffle(&mut node, &mut random);
    }
    let mut text = write(&node, *random.pick(&Dress::ALL), &mut random);
    match random.below(12) {
        0..7 => {}
        7 => (0..=random.below(3)).for_each(|_| tokens(&mut text, &mut random)),
        8 | 9 => tokens(&mut text, &mut random),
        10 => (0..=random.below(3)).for_each(|_| bytes(&mut text, &mut random)),
        _ => {
            // The head of one record and the tail of another one.
            let tail = write(other, *random.pick(&Dress::ALL), &mut random);
            let (one, two) = (random.below(text.len() + 1), random.below(tail.len() + 1));
            text.truncate(one);
            text.extend_from_slice(&tail[two..]);
        }
    }
    text
}

/// Limits that a small document can reach.
fn tight(random: &mut Random) -> Limits {
    Limits {
        text: 1 + random.below(40),
        long_text: 1 + random.below(80),
        list: random.below(4),
        document: 1 + random.below(8_000),
        nesting: random.below(9),
        faults: 1 + random.below(4),
    }
}

/// What a run has seen.
#[derive(Debug, Default)]
struct Seen {
    tried: usize,
    whole: usize,
    faulty: usize,
    refused: usize,
    differences: BTreeMap<&'static str, usize>,
}

impl Seen {
    fn note(&mut self, outcome: &Outcome) {
        self.tried += 1;
        match outcome.faults {
            Some(0) => self.whole += 1,
            Some(_) => self.faulty += 1,
            None => self.refused += 1,
        }
        for difference in &outcome.differences {
            *self.differences.entry(difference).or_default() += 1;
        }
    }

    fn add(&mut self, other: Seen) {
        self.tried += other.tried;
        self.whole += other.whole;
        self.faulty += other.faulty;
        self.refused += other.refused;
        for (difference, count) in other.differences {
            *self.differences.entry(difference).or_default() += count;
        }
    }
}

/// Compares; a panic is a difference too.
fn ask(room: &mut Document, text: &[u8]) -> Result<Outcome, String> {
    catch_unwind(AssertUnwindSafe(|| compare(room, text))).unwrap_or_else(|panic| {
        let said =
            panic.downcast_ref::<String>().cloned().or_else(|| panic.downcast_ref::<&str>().map(|&s| s.to_owned()));
        Err(format!("panic: {}", said.unwrap_or_default()))
    })
}

/// A smaller document about which the two differ as well.
fn smaller(text: &[u8], limits: Limits) -> Vec<u8> {
    let mut least = text.to_vec();
    let mut step = (least.len() / 2).max(1);
    let mut tries = 0;
    loop {
        let (mut at, before) = (0, least.len());
        while at < least.len() && tries < 20_000 {
            let mut less = least.clone();
            drop(less.drain(at..(at + step).min(least.len())));
            tries += 1;
            if ask(&mut Document::new(limits), &less).is_err() { least = less } else { at += step }
        }
        if (step == 1 && least.len() == before) || tries >= 20_000 {
            return least;
        }
        step = (step / 2).max(1);
    }
}

/// One document: in the room that is kept, with small limits now and then, and what was read whole written and read again.
fn try_one(seeds: &[Node], number: usize, room: &mut Document, seen: &mut Seen) {
    let text = document(seeds, number);
    let fail = |limits: Limits, why: &str| -> ! {
        let least = smaller(&text, limits);
        let again = ask(&mut Document::new(limits), &least);
        let shown = |text: &[u8]| String::from_utf8_lossy(text).chars().take(4_000).collect::<String>();
        panic!(
            "mutation {number} ({limits:?}): {why}\n  at least: {}\n  {} bytes: {:?}\n  {again:?}\n  whole: {}",
            shown(&least),
            least.len(),
            least.iter().take(200).collect::<Vec<_>>(),
            shown(&text)
        );
    };
    match ask(room, &text) {
        Ok(outcome) => {
            seen.note(&outcome);
            if outcome.faults == Some(0) && number % 16 == 0 {
                round_trip(&text).unwrap_or_else(|why| fail(room.limits(), &why));
            }
        }
        Err(why) => fail(room.limits(), &why),
    }
    if number % 12 == 0 {
        let limits = tight(&mut Random::branch(number as u64, "limits"));
        if let Err(why) = ask(&mut Document::new(limits), &text) {
            fail(limits, &why);
        }
    }
}

#[test]
fn the_reader_agrees_with_serde_json() {
    let seeds = records();
    if let Some(number) = setting("ANXUN_MUTATION") {
        return try_one(&seeds, number, &mut Document::default(), &mut Seen::default());
    }
    let count = setting("ANXUN_MUTATIONS").unwrap_or(20_000);
    let threads = std::thread::available_parallelism().map_or(1, usize::from).min(8);
    let mut seen = Seen::default();
    std::thread::scope(|scope| {
        let seeds = &seeds;
        let part = |first: usize| {
            let mut seen = Seen::default();
            let mut room = Document::default();
            (first..count).step_by(threads).for_each(|number| try_one(seeds, number, &mut room, &mut seen));
            seen
        };
        let parts: Vec<_> = (0..threads).map(|first| scope.spawn(move || part(first))).collect();
        for part in parts {
            match part.join() {
                Ok(part) => seen.add(part),
                Err(panic) => std::panic::resume_unwind(panic),
            }
        }
    });
    println!("{seen:#?}");
    // The corpus reaches every way out.
    assert_eq!(seen.tried, count);
    assert!(seen.whole * 12 > count && seen.faulty * 5 > count && seen.refused * 8 > count, "{seen:?}");
    assert!(count < 20_000 || seen.differences.len() == 8, "{seen:?}");
}

/// Documents that a reader of many bytes at a time trips over: a sign at each distance from the beginning of a text, texts
/// of each length, each field doubled, cut off at each byte.
#[test]
fn every_distance_and_every_cut() {
    let mut room = Document::default();
    let mut check = |text: &[u8]| {
        if let Err(why) = ask(&mut room, text) {
            panic!("{why}: {}", String::from_utf8_lossy(text));
        }
    };
    let signs = ["", "\"", "\\", "\\n", "\\\"", "\\u0041", "\\ud800", "\u{1}", "\n", "\u{7f}", "\u{80}", "安", "😀"];
    for sign in signs {
        for before in 0..70 {
            let text = format!("{}{sign}", "x".repeat(before));
            for document in [
                format!("{{\"name\":\"{text}\"}}"),
                format!("{{\"{text}\":1,\"kind\":\"Other\"}}"),
                format!("{{\"z\":\"{text}\",\"kind\" : \"Other\"}}"),
                format!("{{\"lecture\":{{\"case_points\":\"{text}yyyyyyyyyyyyyyyyyyyy\"}}}}"),
                format!("{}{{\"name\":\"{text}\"}}{}", " ".repeat(before), "\t".repeat(before)),
                format!("\"{text}\""),
            ] {
                check(document.as_bytes());
            }
        }
    }
    let mut random = Random::new(4);
    let small = records().into_iter().map(|node| write(&node, *random.pick(&Dress::ALL), &mut random));
    let mut small: Vec<Vec<u8>> = small.collect();
    small.sort_by_key(Vec::len);
    for text in small.iter().filter(|text| text.len() > 300).take(3) {
        (0..text.len()).for_each(|end| check(&text[..end]));
    }
}

/// Each pair of code units at the borders of the surrogates, and each wrong hexadecimal digit.
#[test]
fn every_escape() {
    let units = [
        "0000", "001F", "0041", "007f", "0080", "d7fF", "D800", "d8aB", "dbff", "DC00", "dfff", "E000", "fffe", "ffff",
    ];
    let pairs = units.iter().flat_map(|one| units.iter().map(move |two| format!("\\u{one}\\u{two}")));
    let bent = ["g", "G", "/", ":", "@", "`", "+", "-", " ", "\"", "\\", "\n", "\0", "é", "０", ""];
    let wrong = (0..4).flat_map(|at| {
        bent.iter().map(move |sign| {
            let mut unit = "\\u5b89".to_owned();
            unit.replace_range(2 + at..3 + at, sign);
            unit
        })
    });
    let single = (0..=127_u8).map(|byte| format!("\\{}", char::from(byte)));
    let mut room = Document::default();
    for escape in pairs.chain(wrong).chain(single).chain(units.map(|unit| format!("\\u{unit}"))) {
        for document in [
            format!("{{\"name\":\"{escape}\",\"place\":\"{escape}\"}}"),
            format!("{{\"name\":\"a{escape}b\",\"kind\":\"{escape}\"}}"),
            format!("{{\"{escape}\":1}}"),
            format!("{{\"x\":[\"{escape}\"],\"name\":\"a\"}}"),
            format!("{{\"lecture\":{{\"case_points\":\"{escape}{escape}\"}}}}"),
            format!("{{\"name\":\"{escape}"),
        ] {
            if let Err(why) = ask(&mut room, document.as_bytes()) {
                panic!("{why}: {document}");
            }
        }
    }
}

/// Texts about as long as small limits, of which either may be the smaller.
#[test]
fn every_small_limit() {
    for (text, long_text) in [(3, 8), (8, 3), (4, 4), (0, 9)] {
        let mut room = Document::new(Limits { text, long_text, ..Limits::default() });
        for sign in ["a", "é", "安", "😀", "\\u5b89", "\\n"] {
            for count in 0..12 {
                let text = sign.repeat(count);
                for behind in ["", ",\"x\":\"enough that the end is far away\""] {
                    let document = format!(
                        "{{\"name\":\"{text}\",\"lecture\":{{\"case_points\":\"{text}\",\"topic\":\"{text}\"}}{behind}}}"
                    );
                    if let Err(why) = ask(&mut room, document.as_bytes()) {
                        panic!("{why}: {document}");
                    }
                }
            }
        }
    }
}

/// Each limit as it stands by default: met, and passed by one.
#[test]
fn every_limit() {
    let of = |count: usize, item: &str| vec![item; count].join(",");
    let unknown = |count: usize| (0..count).map(|at| format!("\"k{at}\":1")).collect::<Vec<_>>().join(",");
    let mut documents = Vec::new();
    for by in [0, 1, 2] {
        documents.push(format!("{{\"high_risk\":[{}]}}", of(99_999 + by, "\"\"")));
        documents.push(format!("{{\"x\":[{}]}}", of(99_999 + by, "0")));
        documents.push(format!("{{\"high_risk\":[{}]}}", of(9_999 + by, "0")));
        documents.push(format!("{{\"links\":{{\"papers\":[{}],\"media\":[0]}}}}", of(9_998 + by, "0")));
        documents.push(format!("{{{}}}", of(10_000 + by, "\"name\":\"\"")));
        documents.push(format!("{{{},\"name\":\"\"}}", unknown(99 + by)));
        documents.push(format!("{{\"links\":{{{}}},\"z\":0}}", unknown(98 + by)));
        for sign in ["a", "é", "安", "😀", "\\u5b89", "\\ud83d\\ude00", "\\n"] {
            documents.push(format!("{{\"name\":\"{}\"}}", sign.repeat(255 + by)));
            documents.push(format!("{{\"lecture\":{{\"case_points\":\"{}\"}}}}", sign.repeat(65_535 + by)));
        }
        for (open, close) in [("[", "]"), ("{\"a\":", "}"), ("{\"person\":", "}")] {
            let (open, close) = (open.repeat(62 + by), close.repeat(62 + by));
            documents.push(format!("{{\"x\":{open}0{close}}}"));
            documents.push(format!("{{\"name\":{open}0{close}}}"));
            documents.push(format!("{{\"instructor\":{open}0{close}}}"));
            documents.push(format!("{{\"participants\":{open}0{close}}}"));
        }
        // Values behind the first 64 KiB, with escapes, faults and unknown keys.
        let far = "\"name\":\"a\\u5b89\\nb\",\"place\":\"\\u5b89\",\"k\":1,\"kind\":\"安\",\"date\":\"2024-02-29\"";
        documents.extend((65_515..65_530).map(|length| format!("{{\"x\":\"{}\",{far}}}", "y".repeat(length + by))));
        let head = "{\"name\":\"\"}";
        documents.push(format!("{head}{}", " ".repeat((16 << 20) - 1 + by - head.len())));
    }
    let mut room = Document::default();
    for document in documents {
        if let Err(why) = ask(&mut room, document.as_bytes()) {
            panic!("{why}: {}", document.chars().take(300).collect::<String>());
        }
    }
}

/// Every field of every object: each kind of value in its place, alone, twice, and with the key in other spellings.
#[test]
fn every_field_takes_what_the_table_says() {
    let values = [
        "null",
        "true",
        "false",
        "0",
        "-0",
        "1",
        "4294967295",
        "4294967296",
        "1.0",
        "0.50",
        "-1",
        "1e400",
        "\"\"",
        "\"1\"",
        "\"0.50\"",
        "\"2024-02-29\"",
        "\"09:00\"",
        "\"2026-03-11T10:00:00+08:00\"",
        "\"Other\"",
        "\"a\\nb\"",
        "[]",
        "[null]",
        "[[]]",
        "[{}]",
        "[1]",
        "[\"\"]",
        "[\"Other\",1,\"Other\"]",
        "[{},null,{\"person\":1},{}]",
        "{}",
        "{\"x\":1}",
        "{\"person\":[],\"at\":0}",
        "nul",
        "01",
        "\"",
    ];
    let mut room = Document::default();
    let mut paths = Vec::new();
    fields(TrainingRecord::shape(), String::new(), String::new(), &mut paths);
    assert!(paths.len() > 400, "{}", paths.len());
    for (head, name, tail) in paths {
        let escaped = format!("\\u{:04x}{}", u32::from(name.as_bytes()[0]), &name[1..]);
        for value in values {
            for document in [
                format!("{head}\"{name}\":{value}{tail}"),
                format!("{head} \"{escaped}\" : {value} {tail}"),
                format!("{head}\"{name}\":{value},\"{name}\":{value}{tail}"),
                format!("{head}\"{escaped}\":{value},\"x\":1,\"{name}\":null{tail}"),
            ] {
                if let Err(why) = ask(&mut room, document.as_bytes()) {
                    panic!("{why}: {document}");
                }
            }
        }
    }
}

/// For each field of the table the document before its key, its name and the document behind its value.
fn fields(shape: &anxun::record::Shape, head: String, tail: String, into: &mut Vec<(String, &'static str, String)>) {
    use anxun::record::Type;
    let (head, tail) = (head + "{", String::from("}") + &tail);
    for field in shape.fields {
        into.push((head.clone(), field.name, tail.clone()));
        match field.ty {
            Type::Object(inner) => fields(inner, format!("{head}\"{}\":", field.name), tail.clone(), into),
            Type::List(Type::Object(inner)) => {
                fields(inner, format!("{head}\"{}\":[{{}},", field.name), format!("]{tail}"), into);
            }
            _ => {}
        }
    }
}
