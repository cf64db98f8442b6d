//! Mutations of a document at the level of its structure and of its tokens; those of its bytes stand in
//! [`mutate`](crate::mutate).

use anxun::record::{TrainingRecord, Type};
use anxun_benches::random::Random;

use crate::node::Node;

/// Numbers that are none, or nearly, or hardly.
const NUMBERS: &[&str] = &[
    "0",
    "-0",
    "1",
    "-1",
    "60",
    "4294967295",
    "4294967296",
    "04",
    "1.0",
    "1.",
    ".5",
    "+1",
    "1e2",
    "1E+2",
    "1e-2",
    "1e",
    "0.10",
    "0.1e0",
    "99.999",
    "9223372036854775807",
    "9223372036854775808",
    "-9223372036854775808",
    "-9223372036854775809",
    "18446744073709551615",
    "18446744073709551616",
    "1e308",
    "1e400",
    "-1e400",
    "1e-400",
    "0e9999999999",
    "1234567890123456789012345678",
    "12345678901234567890123456789",
    "0.1234567890123456789012345678",
    "0x1",
    "1_000",
    "Infinity",
    "NaN",
    "--1",
    "-",
    "1e+-1",
    "00",
    "0000000000",
    "0000000001",
];

/// Texts in quotes, as they stand in a document.
const TEXTS: &[&str] = &[
    "\"\"",
    "\" \"",
    "\"Refresher\"",
    "\"refresher\"",
    "\"Refreshe\\u0072\"",
    "\"Other\"",
    "\"true\"",
    "\"1\"",
    "\"0.5\"",
    "\"1e2\"",
    "\"-0\"",
    "\"100.00\"",
    "\"2024-02-29\"",
    "\"2023-02-29\"",
    "\"2024-02-3\\u0030\"",
    "\"1899-12-31\"",
    "\"24:00\"",
    "\"23:59:60\"",
    "\"09:00\"",
    "\"09:00:00\"",
    "\"2026-03-11T10:00:00+08:00\"",
    "\"2026-03-11t10:00:00+08:00\"",
    "\"2026-03-11T10:00:00\"",
    "\"2026-03-11T10:00:00.5Z\"",
    "\"2026-03-11T10:00:00.1234567890Z\"",
    "\"2026-03-11T10:00:00-00:00\"",
    "\"\\u0000\"",
    "\"\\u001f\"",
    "\"\\u007f\"",
    "\"\\u0085\"",
    "\"\u{7f}\"",
    "\"\u{85}\"",
    "\"\u{a0}\"",
    "\"a\\nb\\tc\\r\"",
    "\"a\nb\"",
    "\"a\tb\"",
    "\"\\\"kind\\\":\\\"Other\\\",\"",
    "\"\\\\\"",
    "\"\\\\\\\"\"",
    "\"\\\"",
    "\"\\/\\b\\f\"",
    "\"\\ud83d\\ude00\"",
    "\"\\uD83D\\uDE00\"",
    "\"\\ud83d\"",
    "\"\\ude00\"",
    "\"\\ud83d\\u0041\"",
    "\"\\ud83dA\"",
    "\"\\ud83d\\ud83d\"",
    "\"\\ude00\\ude00\"",
    "\"\\ud83d\\n\"",
    "\"\\u5b89\\u5168\"",
    "\"\\u5B8\"",
    "\"\\u 5B8\"",
    "\"\\u+123\"",
    "\"\\U0041\"",
    "\"\\a\"",
    "\"\\",
    "\"",
    "\"{\\\"name\\\":[\"",
    "\"},{\"",
    "\"\u{feff}\"",
    "\"\u{fffe}\u{10ffff}\"",
];

/// White space that is some, and that is none.
const SPACES: &[&str] =
    &[" ", "\n", "\r", "\t", "  \r\n\t ", "\u{b}", "\u{c}", "\u{a0}", "\u{3000}", "\u{feff}", "\0", "/**/"];

/// Twists the structure once; `other` is a document from which parts are taken.
pub fn structure(root: &mut Node, other: &Node, random: &mut Random) {
    let depth = random.below(7);
    let place = descend(root, depth, random);
    match (random.below(20), place) {
        // A key or an item twice, at its side or at the end, with the same value or another one.
        (0 | 1, Node::Object(pairs)) if !pairs.is_empty() => {
            let (key, mut value) = random.pick(pairs).clone();
            if random.chance(1, 2) {
                value = any(other, random);
            }
            insert(pairs, (key, value), random);
        }
        (0 | 1, Node::List(items)) if !items.is_empty() => {
            let item = random.pick(items).clone();
            insert(items, item, random);
        }
        (2 | 3, Node::Object(pairs)) => {
            let half = random.chance(1, 12).then(|| Node::Raw("[\"\\ud83d\"]".to_owned()));
            let pair = (key(random), half.unwrap_or_else(|| any(other, random)));
            insert(pairs, pair, random);
        }
        (4, Node::Object(pairs)) => random.shuffle(pairs),
        (5, Node::Object(pairs)) if !pairs.is_empty() => {
            let at = random.below(pairs.len());
            bend_key(&mut pairs[at].0, random);
        }
        (6, Node::Object(pairs)) => pairs.iter_mut().for_each(|(_, value)| *value = Node::Null),
        // An object as the list of its values.
        (7, place @ Node::Object(_)) => {
            let Node::Object(pairs) = std::mem::replace(place, Node::Null) else { return };
            *place = Node::List(pairs.into_iter().map(|(_, value)| value).collect());
        }
        (8, Node::Object(pairs)) if pairs.len() > 1 => {
            let (one, two) = (random.below(pairs.len()), random.below(pairs.len()));
            let value = std::mem::replace(&mut pairs[one].1, Node::Null);
            pairs[one].1 = std::mem::replace(&mut pairs[two].1, value);
        }
        (9, Node::Object(pairs)) if !pairs.is_empty() => drop(pairs.remove(random.below(pairs.len()))),
        (9, Node::List(items)) if !items.is_empty() => drop(items.remove(random.below(items.len()))),
        (10, place) => wrap(place, random),
        (11, place) => *place = fits_somewhere(random),
        (12 | 13, place) => *place = Node::Null,
        (14, place) => *place = Node::Raw((*random.pick(NUMBERS)).to_owned()),
        (15, place) => *place = Node::Raw((*random.pick(TEXTS)).to_owned()),
        (16, place) => *place = any(other, random),
        (17, Node::Text(text)) => *text = long(random),
        (18, Node::Text(text)) => stretch(text, random),
        (_, place) => *place = atom(random),
    }
}

fn insert<T>(list: &mut Vec<T>, item: T, random: &mut Random) {
    let at = random.below(list.len() + 1);
    list.insert(at, item);
}

/// A place that chance finds on the way down.
fn descend<'n>(node: &'n mut Node, depth: usize, random: &mut Random) -> &'n mut Node {
    let count = match node {
        Node::Object(pairs) => pairs.len(),
        Node::List(items) => items.len(),
        _ => 0,
    };
    if depth == 0 || count == 0 {
        return node;
    }
    let at = random.below(count);
    let below = match node {
        Node::Object(pairs) => pairs.get_mut(at).map(|(_, value)| value),
        Node::List(items) => items.get_mut(at),
        _ => None,
    };
    descend(below.expect("an item"), depth - 1, random)
}

/// Any part of a document.
fn any(other: &Node, random: &mut Random) -> Node {
    let mut copy = other.clone();
    let depth = 1 + random.below(6);
    std::mem::replace(descend(&mut copy, depth, random), Node::Null)
}

fn wrap(place: &mut Node, random: &mut Random) {
    let count = *random.pick(&[1, 1, 1, 2, 30, 58, 59, 60, 61, 62, 63, 64, 65, 125, 126, 127, 128, 200]);
    let key = key(random);
    let in_lists = random.chance(1, 2);
    for _ in 0..count {
        let inner = std::mem::replace(place, Node::Null);
        *place = if in_lists { Node::List(vec![inner]) } else { Node::Object(vec![(key.clone(), inner)]) };
    }
}

/// A name: of some field, of none, or nearly of one.
fn key(random: &mut Random) -> String {
    let strange = ["", "a/b~", "x", "no such key", "安全", "\u{0}", "KIND", "schema_version ", "\u{1f600}", "_-9"];
    match random.below(8) {
        0 => (*random.pick(&strange)).to_owned(),
        1 => "k".repeat(*random.pick(&[7, 8, 15, 16, 17, 31, 32, 33, 63, 64, 65, 200])),
        2 | 3 => {
            let mut name = field(random);
            bend_key(&mut name, random);
            name
        }
        _ => field(random),
    }
}

/// The name of a field of some object of the record.
fn field(random: &mut Random) -> String {
    let mut shape = TrainingRecord::shape();
    loop {
        let field = random.pick(shape.fields);
        let mut ty = field.ty;
        while let Type::List(item) = ty {
            ty = *item;
        }
        match ty {
            Type::Object(inner) if random.chance(4, 5) => shape = inner,
            _ => return field.name.to_owned(),
        }
    }
}

fn bend_key(key: &mut String, random: &mut Random) {
    let mut signs: Vec<char> = key.chars().collect();
    let at = random.below(signs.len().max(1));
    match random.below(7) {
        0 => signs.push(*random.pick(&['s', '_', ' ', '"', '\\', '\0', '安'])),
        1 => drop(signs.pop()),
        2 if !signs.is_empty() => signs[at] = *random.pick(&['a', 'e', '_', '\u{1}', 'é', '"']),
        3 if !signs.is_empty() => signs[at] = signs[at].to_ascii_uppercase(),
        4 if signs.len() > 1 => signs.swap(at, 0),
        5 => signs.insert(at.min(signs.len()), '_'),
        _ => {
            *key = field(random);
            return;
        }
    }
    *key = signs.into_iter().collect();
}

/// A value that fits some field.
fn fits_somewhere(random: &mut Random) -> Node {
    let mut made = crate::shape::any_record(random).to_string();
    if made.len() > 20_000 {
        made = "{}".to_owned();
    }
    let record = crate::node::parse(&made, 64).unwrap_or(Node::Null);
    any(&record, random)
}

fn atom(random: &mut Random) -> Node {
    match random.below(8) {
        0 => Node::Flag(random.chance(1, 2)),
        1 => Node::List(vec![]),
        2 => Node::Object(vec![]),
        3 => Node::Text(String::new()),
        4 => Node::List(vec![Node::Null, Node::Object(vec![]), Node::List(vec![])]),
        5 => Node::Raw(
            (*random.pick(&["tru", "nulll", "True", "None", "undefined", "'a'", "", ",", ":", "}"])).to_owned(),
        ),
        6 => Node::Number(random.bits().to_string()),
        _ => Node::Null,
    }
}

fn long(random: &mut Random) -> String {
    let count = *random.pick(&[1, 7, 8, 9, 15, 16, 17, 31, 32, 33, 63, 64, 65, 254, 255, 256, 257, 300]);
    // The longest are rare: most of a run should go to what is small.
    let count = if random.chance(1, 400) { *random.pick(&[65_535, 65_536, 65_537]) } else { count };
    let sign = *random.pick(&["a", "a", "é", "安", "😀", "\"", "\\", "\n"]);
    sign.repeat(count)
}

/// Puts a rare sign at each distance from the beginning that a reader of many bytes at a time may trip over.
fn stretch(text: &mut String, random: &mut Random) {
    let signs =
        ["\"", "\\", "\n", "\t", "\u{1}", "\u{7f}", "\u{80}", "\u{85}", "\u{9f}", "\u{a0}", "é", "安", "😀", "/"];
    let sign = *random.pick(&signs);
    *text = format!("{}{sign}{}", "x".repeat(random.below(70)), "y".repeat(random.below(20)));
}

/// Where the tokens of a text begin and end; what is no JSON is cut up all the same.
fn cut(text: &[u8]) -> Vec<(usize, usize)> {
    let mut tokens = Vec::new();
    let mut at = 0;
    while at < text.len() {
        let from = at;
        at += 1;
        match text[from] {
            b'"' => {
                while at < text.len() && text[at] != b'"' {
                    at += if text[at] == b'\\' { 2 } else { 1 };
                }
                at = (at + 1).min(text.len());
            }
            b'{' | b'}' | b'[' | b']' | b',' | b':' => {}
            first => {
                let is_space = first.is_ascii_whitespace();
                let goes_on = |byte: u8| byte.is_ascii_whitespace() == is_space && !b"{}[],:\"".contains(&byte);
                while at < text.len() && goes_on(text[at]) {
                    at += 1;
                }
            }
        }
        tokens.push((from, at));
    }
    tokens
}

/// Twists the tokens once.
pub fn tokens(text: &mut Vec<u8>, random: &mut Random) {
    let tokens = cut(text);
    if tokens.is_empty() {
        return;
    }
    let at = random.below(tokens.len());
    let (from, to) = tokens[at];
    let other = *random.pick(&tokens);
    let next = tokens.get(at + 1).copied().unwrap_or(other);
    let piece = |(from, to): (usize, usize)| text[from..to].to_vec();
    let (end, new) = match random.below(14) {
        0 => (to, vec![]),
        1 => (to, [piece((from, to)), piece((from, to))].concat()),
        2 => (next.1.max(to), [piece(next), piece((from, to))].concat()),
        3 => (to, piece(other)),
        4 => (from, piece(other)),
        5 => (to, [piece((from, to)), random.pick(SPACES).as_bytes().to_vec()].concat()),
        6 => (from, random.pick(SPACES).as_bytes().to_vec()),
        7 => (to, random.pick(NUMBERS).as_bytes().to_vec()),
        8 | 9 => (to, random.pick(TEXTS).as_bytes().to_vec()),
        // A piece of some tokens again, or left out.
        10 => (from, text[from..tokens[(at + random.below(12)).min(tokens.len() - 1)].1].to_vec()),
        11 => (tokens[(at + random.below(12)).min(tokens.len() - 1)].1, vec![]),
        12 => (to, spelt(&text[from..to], random)),
        _ => (
            from,
            random.pick::<&[u8]>(&[b",", b":", b"\"", b"\\", b"{", b"}", b"[", b"]", b"null", b"\"k\":"]).to_vec(),
        ),
    };
    drop(text.splice(from..end.max(from), new));
}

/// A sign of a string in another spelling.
fn spelt(token: &[u8], random: &mut Random) -> Vec<u8> {
    let mut token = token.to_vec();
    let plain: Vec<usize> = (1..token.len().saturating_sub(1))
        .filter(|at| token[*at].is_ascii_alphanumeric() && token[*at - 1] != b'\\')
        .collect();
    if token.first() == Some(&b'"') && !plain.is_empty() {
        let at = *random.pick(&plain);
        let escape = match random.below(6) {
            0 => format!("\\u00{:02X}", token[at]),
            1 => format!("\\u{:03x}", token[at]),
            2 => format!("\\{}", char::from(token[at])),
            3 => format!("\\ud800\\u00{:02x}", token[at]),
            _ => format!("\\u00{:02x}", token[at]),
        };
        drop(token.splice(at..=at, escape.into_bytes()));
    }
    token
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::node::{Dress, parse, write};
    use crate::samples::all;

    #[test]
    fn tokens_are_the_whole_text() {
        let text = b"{ \"a\\\"b\" :[1, -2.5e3,true]}x \"";
        let pieces: Vec<&[u8]> = cut(text).into_iter().map(|(from, to)| &text[from..to]).collect();
        assert_eq!(pieces.concat(), text);
        assert!(pieces.contains(&&b"\"a\\\"b\""[..]) && pieces.contains(&&b"-2.5e3"[..]));
    }

    #[test]
    fn twists_of_the_structure_mostly_stay_json_and_those_of_tokens_mostly_do_not() {
        let mut random = Random::new(2);
        let nodes: Vec<Node> = all().iter().take(20).filter_map(|record| parse(&record.to_string(), 64).ok()).collect();
        let (mut twisted, mut broken) = (0, 0);
        for _ in 0..400 {
            let mut node = random.pick(&nodes).clone();
            structure(&mut node, &nodes[0], &mut random);
            let mut text = write(&node, Dress::Compact, &mut random);
            twisted += usize::from(parse(&String::from_utf8_lossy(&text), 300).is_ok());
            tokens(&mut text, &mut random);
            broken += usize::from(parse(&String::from_utf8_lossy(&text), 300).is_err());
        }
        assert!(twisted > 320 && (150..390).contains(&broken), "{twisted} of 400 twisted, {broken} broken");
    }
}
