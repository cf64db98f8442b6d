//! Hostile documents: a text broken byte by byte, and a value bent where JSON stays JSON.

use anxun::record::{Shape, TrainingRecord, Type};
use anxun_benches::random::Random;
use serde_json::{Value, json};

/// Pieces of text that stand where nobody expects them.
const PIECES: &[&[u8]] = &[
    b"null",
    b"true",
    b"{}",
    b"[]",
    b"\"\"",
    b"-0",
    b"0.1e+",
    b"01",
    b"1e400",
    b"-1e-400",
    b"99999999999999999999",
    b"4294967296",
    b"NaN",
    b"-Infinity",
    b"'a'",
    b"/* c */",
    b",",
    b":",
    b"\"",
    b"\\",
    b"{",
    b"}",
    b"[",
    b"]",
    b"\0",
    b"\x1f",
    b"\x7f",
    b"\xc2\x85",
    b"\xef\xbb\xbf",
    b"\xff",
    b"\xc0\x80",
    b"\xed\xa0\x80",
    b"\xf4\x90\x80\x80",
    b"\xe5\xae",
    b"\"\\ud800\"",
    b"\"\\udc00\\ud800\"",
    b"\"\\ud83d\\ude00\"",
    b"\"\\u0000\"",
    b"\\u12",
    b"\\x",
    b"\"a\":1,",
    b"\"\":null,",
    b"\"kind\":\"Other\",",
    b"\"name\":\"x\",",
    b"\"n\\u0061me\":\"x\",",
    b"\"schema_version\":2,",
    b"\"participants\":[[]],",
    b"\"2023-02-30\"",
    b"\"9999-12-31T23:59:59-23:59\"",
    b"\"24:00\"",
];

/// Breaks a text once: a bit, a byte, a piece taken out, doubled, moved or put in, the end cut off, a value changed for
/// another one.
pub fn bytes(text: &mut Vec<u8>, random: &mut Random) {
    let at = random.below(text.len().max(1));
    let near = (at + 1 + random.below(40)).min(text.len());
    match random.below(16) {
        0 if !text.is_empty() => text[at] ^= 1 << random.below(8),
        1 if !text.is_empty() => text[at] = u8::try_from(random.below(256)).expect("a byte"),
        2 => drop(text.drain(at.min(near)..near)),
        3 => {
            let piece = text[at.min(near)..near].to_vec();
            splice(text, random.below(near + 1), &piece);
        }
        4 => text.truncate(at),
        5 => splice(text, at, &deep(random)),
        6 => splice(text, at, &long(random)),
        7 | 8 => splice(text, at, random.pick::<&[u8]>(PIECES)),
        9 => splice(text, 0, random.pick::<&[u8]>(PIECES)),
        10 => {
            let end = text.len();
            splice(text, end, random.pick::<&[u8]>(PIECES));
        }
        // Behind a mark of the structure a piece comes further.
        11 | 12 => {
            let from = mark(text, at, b"{,[");
            splice(text, from, random.pick::<&[u8]>(PIECES));
        }
        13 => {
            let from = mark(text, at, b"{");
            splice(text, from, &key(random));
        }
        _ => {
            let from = mark(text, at, b":");
            let end = (from..text.len()).find(|at| b",}]".contains(&text[*at])).unwrap_or(text.len());
            let piece = match random.below(4) {
                0 => deep(random),
                1 => long(random),
                _ => random.pick::<&[u8]>(PIECES).to_vec(),
            };
            drop(text.splice(from.min(end)..end, piece));
        }
    }
}

fn splice(text: &mut Vec<u8>, at: usize, piece: &[u8]) {
    let at = at.min(text.len());
    drop(text.splice(at..at, piece.iter().copied()));
}

/// The place behind the next of some marks.
fn mark(text: &[u8], at: usize, marks: &[u8]) -> usize {
    (at..text.len()).find(|at| marks.contains(&text[*at])).map_or(0, |found| found + 1)
}

fn deep(random: &mut Random) -> Vec<u8> {
    let count = *random.pick(&[1, 8, 60, 62, 63, 64, 65, 66, 126, 127, 128, 129, 1_000]);
    let (open, close) = *random.pick(&[("[", "]"), ("{\"a\":", "}"), ("{\"person\":", "}"), ("[{\"x\":", "}]")]);
    let close = if random.chance(1, 4) { String::new() } else { close.repeat(count) };
    format!("{}1{close}", open.repeat(count)).into_bytes()
}

fn long(random: &mut Random) -> Vec<u8> {
    let count = *random.pick(&[25, 41, 255, 256, 257, 1_000, 70_000]);
    // The longest are rare: most of a run should go to what is small.
    let count = if count == 70_000 && !random.chance(1, 20) { 300 } else { count };
    match random.below(5) {
        0 => format!("\"{}\"", "安".repeat(count)),
        1 => format!("\"{}\":1,", "k".repeat(count)),
        2 => "9".repeat(count),
        3 => format!("0.{}1", "0".repeat(count)),
        _ => format!("\"{}\"", "\\n\\u5b89".repeat(count)),
    }
    .into_bytes()
}

/// A key of the record, or nearly one, with a value.
fn key(random: &mut Random) -> Vec<u8> {
    let mut shape: &Shape = TrainingRecord::shape();
    let mut name = "";
    for _ in 0..=random.below(3) {
        let field = random.pick(shape.fields);
        name = field.name;
        match field.ty {
            Type::Object(inner) => shape = inner,
            Type::List(Type::Object(inner)) => shape = inner,
            _ => break,
        }
    }
    let rest = if random.chance(1, 6) { "_\":" } else { "\":" };
    let value = random.pick::<&[u8]>(PIECES);
    [format!("\"{name}{rest}").as_bytes(), value, b","].concat()
}

/// Bends a value once: what stands at one of its places becomes something else, and JSON stays JSON.
pub fn value(whole: &mut Value, random: &mut Random) {
    let other = atom(random);
    let depth = 1 + random.below(7);
    let place = descend(whole, depth, random);
    match (random.below(8), place) {
        (0, Value::Object(fields)) => {
            let keys: Vec<String> = fields.keys().cloned().collect();
            if !keys.is_empty() {
                fields.remove(random.pick(&keys));
            }
        }
        (1, Value::Object(fields)) => {
            let names = ["", "a/b~", "name", "as_of", "year", "person", "no such key", "安"];
            fields.insert((*random.pick(&names)).to_owned(), other);
        }
        (2, Value::Object(fields)) => {
            let keys: Vec<String> = fields.keys().cloned().collect();
            if keys.len() > 1 {
                let moved = fields.remove(random.pick(&keys)).unwrap_or(other);
                fields.insert(random.pick(&keys).clone(), moved);
            }
        }
        (0 | 1, Value::Array(items)) if !items.is_empty() => {
            items.remove(random.below(items.len()));
        }
        (2, Value::Array(items)) if !items.is_empty() => {
            let item = random.pick(items).clone();
            items.extend(std::iter::repeat_n(item, random.below(30)));
        }
        (3, Value::Array(items)) => items.push(other),
        (4, Value::Array(items)) => random.shuffle(items),
        (5, Value::String(text)) if !text.is_empty() => {
            let mut bent = std::mem::take(text).into_bytes();
            bytes(&mut bent, random);
            *text = String::from_utf8_lossy(&bent).into_owned();
        }
        (_, place) => *place = other,
    }
}

/// A place that chance finds on the way down.
fn descend<'v>(value: &'v mut Value, depth: usize, random: &mut Random) -> &'v mut Value {
    let count = match value {
        Value::Object(fields) => fields.len(),
        Value::Array(items) => items.len(),
        _ => 0,
    };
    if depth == 0 || count == 0 {
        return value;
    }
    let at = random.below(count);
    let below = match value {
        Value::Object(fields) => fields.values_mut().nth(at),
        Value::Array(items) => items.get_mut(at),
        _ => None,
    };
    descend(below.expect("an item"), depth - 1, random)
}

/// Something that may stand in the place of anything.
fn atom(random: &mut Random) -> Value {
    match random.below(24) {
        0 => Value::Null,
        1 => json!(random.chance(1, 2)),
        2 => json!({}),
        3 => json!([]),
        4 => json!([null, {}, []]),
        5 => json!(0),
        6 => json!(-1),
        7 => json!(u32::MAX),
        8 => json!(u64::MAX),
        9 => json!(i64::MIN),
        10 => json!(0.1),
        11 => json!(1e300),
        12 => json!(""),
        13 => json!("a\u{0}b"),
        14 => json!("安".repeat(300)),
        15 => json!(*random.pick(&["1900-01-01", "9999-12-31", "2023-02-30", "2024-02-29", "0000-00-00", "12-31"])),
        16 => json!(*random.pick(&[
            "1900-01-01T00:00:00+23:59",
            "9999-12-31T23:59:59-23:59",
            "2026-03-11T24:00:00+08:00",
            "2026-03-11T10:00:00",
            "2026-03-11T10:00:00Z",
        ])),
        17 => json!(*random.pick(&["00:00", "23:59:59", "23:59:60", "9:00"])),
        18 => json!(*random.pick(&[
            "0",
            "-0",
            "1_000",
            "1e3",
            "79228162514264337593543950335",
            "0.0000000000000000000000000001"
        ])),
        19 => json!(*random.pick(&["Other", "SpecialOperation", "Emergency", "TeamActivity", "refresher", "*"])),
        20 => json!(*random.pick(&["2026-SY-SC-001", "2026-SY-SC-9999", "2026－SY—SC－００１", "9999-A-A-10000"])),
        21 => json!(*random.pick(&["(", "(a{0,1000}){0,1000}", "(?x)#", ".*", "[\\p{L}]{1,32}"])),
        22 => json!([4_294_967_295_u64, -4_294_967_296_i64]),
        _ => json!({"employee_no": "E1", "other_kind": "Agency", "other_key": "K"}),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_broken_differs_and_what_is_bent_is_json() {
        let whole = json!({"schema_version": 1, "kind": "Refresher", "photos": [{"digest": "a"}, {"digest": "b"}]});
        let mut random = Random::new(1);
        let mut readable = 0;
        for _ in 0..2_000 {
            let mut text = whole.to_string().into_bytes();
            bytes(&mut text, &mut random);
            readable += usize::from(serde_json::from_slice::<Value>(&text).is_ok());
            let mut bent = whole.clone();
            value(&mut bent, &mut random);
            assert!(serde_json::from_str::<Value>(&bent.to_string()).is_ok());
        }
        assert!((200..1_200).contains(&readable), "{readable}");
    }
}
