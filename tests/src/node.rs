//! A JSON document as it stands: keys in their order, twice where they stand twice, numbers as they were written. Read with
//! `serde_json` alone, written in any dress.

use anxun_benches::random::Random;
use serde::de::{Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

/// One value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Node {
    /// `null`.
    Null,
    /// A truth value.
    Flag(bool),
    /// The text of a number.
    Number(String),
    /// A text without its escapes.
    Text(String),
    /// A list.
    List(Vec<Node>),
    /// Keys and values in the order of the document.
    Object(Vec<(String, Node)>),
    /// Something that is written as it stands; nothing is read as this.
    Raw(String),
}

/// Why a document has no nodes; the first reason in the order of the document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unread {
    /// It is no JSON, by the grammar alone.
    Grammar,
    /// A text or key holds half a surrogate pair.
    Surrogate,
    /// More levels than were asked for.
    Nesting,
}

/// Reads a document of at most so many levels.
///
/// # Errors
/// Why it could not be read.
pub fn parse(text: &str, nesting: usize) -> Result<Node, Unread> {
    let raw: &RawValue = serde_json::from_str(text).map_err(|_| Unread::Grammar)?;
    node(raw.get(), nesting)
}

fn node(raw: &str, nesting: usize) -> Result<Node, Unread> {
    let below = || nesting.checked_sub(1).ok_or(Unread::Nesting);
    match raw.as_bytes().first() {
        Some(b'n') => Ok(Node::Null),
        Some(b't') => Ok(Node::Flag(true)),
        Some(b'f') => Ok(Node::Flag(false)),
        Some(b'"') => string(raw).map(Node::Text),
        Some(b'[') => {
            let below = below()?;
            let items: Vec<&RawValue> = serde_json::from_str(raw).map_err(|_| Unread::Grammar)?;
            items.into_iter().map(|item| node(item.get(), below)).collect::<Result<_, _>>().map(Node::List)
        }
        Some(b'{') => {
            let below = below()?;
            let mut input = serde_json::Deserializer::from_str(raw);
            let pairs = input.deserialize_map(Pairs).map_err(|_| Unread::Grammar)?;
            let pair = |(key, value): (&RawValue, &RawValue)| Ok((string(key.get())?, node(value.get(), below)?));
            pairs.into_iter().map(pair).collect::<Result<_, _>>().map(Node::Object)
        }
        _ => Ok(Node::Number(raw.to_owned())),
    }
}

fn string(raw: &str) -> Result<String, Unread> {
    serde_json::from_str(raw).map_err(|_| Unread::Surrogate)
}

struct Pairs;

impl<'de> Visitor<'de> for Pairs {
    type Value = Vec<(&'de RawValue, &'de RawValue)>;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut pairs = Vec::new();
        while let Some(pair) = map.next_entry()? {
            pairs.push(pair);
        }
        Ok(pairs)
    }
}

/// How a node is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dress {
    /// Without white space.
    Compact,
    /// A space after comma and colon.
    Spaced,
    /// The same, and everything but ASCII as `\uXXXX`: `json.dumps` of Python as it stands.
    Python,
    /// Escapes where chance wants them, in every spelling.
    Escaped,
    /// White space of every kind wherever it may stand.
    Wild,
}

impl Dress {
    /// Every dress.
    pub const ALL: [Dress; 5] = [Dress::Compact, Dress::Spaced, Dress::Python, Dress::Escaped, Dress::Wild];
}

/// Puts the keys of every object in another order.
pub fn shuffle(node: &mut Node, random: &mut Random) {
    match node {
        Node::List(items) => items.iter_mut().for_each(|item| shuffle(item, random)),
        Node::Object(pairs) => {
            pairs.iter_mut().for_each(|(_, value)| shuffle(value, random));
            random.shuffle(pairs);
        }
        _ => {}
    }
}

/// Writes a node.
#[must_use]
pub fn write(node: &Node, dress: Dress, random: &mut Random) -> Vec<u8> {
    let mut writer = Writer { dress, random, out: String::new() };
    writer.gap();
    writer.value(node);
    writer.gap();
    writer.out.into_bytes()
}

struct Writer<'w> {
    dress: Dress,
    random: &'w mut Random,
    out: String,
}

impl Writer<'_> {
    fn value(&mut self, node: &Node) {
        match node {
            Node::Null => self.out.push_str("null"),
            Node::Flag(flag) => self.out.push_str(if *flag { "true" } else { "false" }),
            Node::Number(text) | Node::Raw(text) => self.out.push_str(text),
            Node::Text(text) => self.text(text),
            Node::List(items) => self.all('[', ']', items, |writer, item| writer.value(item)),
            Node::Object(pairs) => self.all('{', '}', pairs, |writer, (key, value)| {
                writer.text(key);
                writer.gap();
                writer.mark(':');
                writer.value(value);
            }),
        }
    }

    fn all<T>(&mut self, open: char, close: char, items: &[T], mut each: impl FnMut(&mut Self, &T)) {
        self.out.push(open);
        self.gap();
        for (at, item) in items.iter().enumerate() {
            if at > 0 {
                self.mark(',');
            }
            each(self, item);
            self.gap();
        }
        self.out.push(close);
    }

    fn mark(&mut self, mark: char) {
        self.out.push(mark);
        match self.dress {
            Dress::Spaced | Dress::Python => self.out.push(' '),
            _ => self.gap(),
        }
    }

    fn gap(&mut self) {
        if self.dress == Dress::Wild && self.random.chance(1, 3) {
            for _ in 0..=self.random.below(4) {
                let space = *self.random.pick(&[' ', '\n', '\r', '\t']);
                self.out.push(space);
            }
        }
    }

    fn text(&mut self, text: &str) {
        self.out.push('"');
        for sign in text.chars() {
            let short = match sign {
                '"' => Some("\\\""),
                '\\' => Some("\\\\"),
                '\n' => Some("\\n"),
                '\r' => Some("\\r"),
                '\t' => Some("\\t"),
                '\u{8}' => Some("\\b"),
                '\u{c}' => Some("\\f"),
                '/' if self.dress == Dress::Escaped => Some("\\/"),
                _ => None,
            };
            let by_chance = self.dress == Dress::Escaped && self.random.chance(1, 6);
            let long = by_chance || sign < ' ' || (self.dress == Dress::Python && !sign.is_ascii());
            match short {
                Some(short) if !by_chance => self.out.push_str(short),
                _ if long || short.is_some() => self.units(sign),
                _ => self.out.push(sign),
            }
        }
        self.out.push('"');
    }

    fn units(&mut self, sign: char) {
        let upper = self.dress == Dress::Escaped && self.random.chance(1, 2);
        for unit in sign.encode_utf16(&mut [0; 2]) {
            self.out.push_str(&if upper { format!("\\u{unit:04X}") } else { format!("\\u{unit:04x}") });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::samples::all;
    use serde_json::Value;

    #[test]
    fn every_dress_says_what_serde_json_reads() {
        let mut random = Random::new(5);
        for record in all() {
            let mut node = parse(&record.to_string(), 64).unwrap();
            for dress in Dress::ALL {
                let text = String::from_utf8(write(&node, dress, &mut random)).unwrap();
                assert_eq!(parse(&text, 64).as_ref(), Ok(&node), "{dress:?}");
                assert_eq!(&serde_json::from_str::<Value>(&text).unwrap(), record, "{dress:?}");
            }
            shuffle(&mut node, &mut random);
            let text = String::from_utf8(write(&node, Dress::Compact, &mut random)).unwrap();
            assert_eq!(&serde_json::from_str::<Value>(&text).unwrap(), record);
        }
    }

    #[test]
    fn keys_stand_twice_and_numbers_keep_their_text() {
        let node = parse(r#" {"a":1.50e+2,"\u0061":[null,-0],"a":true} "#, 2).unwrap();
        let list = Node::List(vec![Node::Null, Node::Number("-0".into())]);
        let pair = |value| ("a".to_owned(), value);
        let expected = vec![pair(Node::Number("1.50e+2".into())), pair(list), pair(Node::Flag(true))];
        assert_eq!(node, Node::Object(expected));
        assert_eq!(parse("[[]]", 1), Err(Unread::Nesting));
        assert_eq!(parse(r#"["\ud800",[[]]]"#, 2), Err(Unread::Surrogate));
        assert_eq!(parse(r#"["\ud800",}"#, 2), Err(Unread::Grammar));
        assert_eq!(parse(r#"{"\udc00":1}"#, 2), Err(Unread::Surrogate));
    }
}
