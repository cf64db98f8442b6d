//! The walk over one document.

use super::key::Key;
use super::limits::Limits;
use super::scratch::Scratch;
use crate::error::{Error, ErrorCode};
use crate::value::Stamp;

/// The end of a walk: the document is no JSON from here on, or passes a limit. One word wide, because every step of a walk
/// hands it up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stop(Box<Place>);

/// Where and why a walk ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// Byte offset in the document.
    pub at: usize,
    /// Which error: [`ErrorCode::Syntax`] or [`ErrorCode::Limit`].
    pub code: ErrorCode,
    /// What stood there.
    pub found: String,
    /// What was expected.
    pub expected: &'static str,
}

impl std::ops::Deref for Stop {
    type Target = Place;

    fn deref(&self) -> &Place {
        &self.0
    }
}

/// A value that was left out, with the offset at which it stands.
#[derive(Clone, Debug)]
pub struct RawFault {
    /// Byte offset of the value (or of the key) in the document.
    pub at: usize,
    /// The error, without a pointer yet.
    pub error: Error,
}

/// A walk over one document that lends its texts.
#[derive(Debug)]
pub struct Reader<'a> {
    pub(super) text: &'a str,
    pub(super) bytes: &'a [u8],
    pub(super) at: usize,
    pub(super) depth: usize,
    pub(super) scratch: &'a Scratch,
    pub(super) limits: Limits,
    /// Whether the document may hold control characters written out (U+007F to U+009F): rare, so looked for once.
    pub(super) raw_controls: bool,
    pub(super) faults: Vec<RawFault>,
    /// Faults that no list item has absorbed.
    loose: usize,
    unknown: Vec<usize>,
    /// What the values together tell of the walk.
    pub seen: Seen,
}

/// What a walk tells of the values that it read: enough to know that a further look at each of them finds nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Seen {
    /// The latest stamp of something done.
    pub latest: Option<Stamp>,
    /// Whether an employee number has another form than the usual.
    pub unusual_number: bool,
}

impl<'a> Reader<'a> {
    /// A walk over `text`, whose escaped texts stand in `scratch` (see [`Scratch::fill`]).
    #[must_use]
    pub fn new(text: &'a str, scratch: &'a Scratch, limits: Limits) -> Self {
        let bytes = text.as_bytes();
        let raw_controls = has_raw_controls(bytes);
        Reader {
            text,
            bytes,
            at: 0,
            depth: 0,
            scratch,
            limits,
            raw_controls,
            faults: vec![],
            loose: 0,
            unknown: vec![],
            seen: Seen::default(),
        }
    }

    /// Faults, offsets of unknown keys, both in the order of the document, and what was seen on the way.
    #[must_use]
    pub fn finish(self) -> (Vec<RawFault>, Vec<usize>, Seen) {
        (self.faults, self.unknown, self.seen)
    }

    /// The next byte without going on; 0 at the end.
    #[inline]
    pub(super) fn peek(&self) -> u8 {
        self.bytes.get(self.at).copied().unwrap_or(0)
    }

    /// Goes over white space.
    #[inline]
    pub fn space(&mut self) {
        while matches!(self.peek(), b' ' | b'\n' | b'\r' | b'\t') {
            self.at += 1;
        }
    }

    #[cold]
    pub(super) fn stop(&self, expected: &'static str) -> Stop {
        let found = match self.text.get(self.at..).and_then(|rest| rest.chars().next()) {
            None if self.at >= self.text.len() => "the end".to_owned(),
            Some(c) if c.is_control() || !c.is_ascii() => format!("U+{:04X}", u32::from(c)),
            Some(c) => c.to_string(),
            None => "a broken character".to_owned(),
        };
        Stop(Box::new(Place { at: self.at, code: ErrorCode::Syntax, found, expected }))
    }

    #[cold]
    fn limit(&self, what: &'static str, got: usize) -> Stop {
        Stop(Box::new(Place { at: self.at, code: ErrorCode::Limit, found: got.to_string(), expected: what }))
    }

    /// Notes a fault at `at`.
    #[cold]
    pub fn fault(&mut self, at: usize, code: ErrorCode, found: impl Into<String>, expected: impl Into<String>) {
        self.loose += 1;
        self.faults.push(RawFault { at, error: Error::new(code, found, expected) });
    }

    /// Notes an error as a fault at `at`.
    #[cold]
    pub fn fault_error(&mut self, at: usize, error: Error) {
        self.loose += 1;
        self.faults.push(RawFault { at, error });
    }

    /// The offset of the next byte.
    #[must_use]
    pub fn offset(&self) -> usize {
        self.at
    }

    /// Expects the end of the document.
    ///
    /// # Errors
    /// A [`Stop`] where more than white space follows.
    pub fn end(&mut self) -> Result<(), Stop> {
        self.space();
        if self.at == self.bytes.len() { Ok(()) } else { Err(self.stop("the end of the document")) }
    }

    /// Goes into an object: `true` where the next value is one (the reader stands on `{`), `false` after noting a
    /// fault and going over the value where it is something else.
    ///
    /// # Errors
    /// A [`Stop`] where there is no value or the nesting is too deep.
    pub fn enter(&mut self) -> Result<bool, Stop> {
        self.space();
        if self.peek() != b'{' {
            self.wrong_type("an object")?;
            return Ok(false);
        }
        self.deeper()?;
        Ok(true)
    }

    pub(super) fn deeper(&mut self) -> Result<(), Stop> {
        self.depth += 1;
        if self.depth > self.limits.nesting {
            Err(self.limit("no more levels of nesting than the limit", self.depth))
        } else {
            Ok(())
        }
    }

    /// Stops where more faults were noted than a document may have.
    #[inline]
    fn few_faults(&self) -> Result<(), Stop> {
        let count = self.faults.len();
        if count > self.limits.faults { Err(self.limit("no more faults than the limit", count)) } else { Ok(()) }
    }

    /// Leaves an object or a list: stands behind its closing bracket.
    fn leave(&mut self) {
        self.depth -= 1;
        self.at += 1;
    }

    /// Where the next key begins, standing on `{` or `,`: behind one space, as Python writes it.
    #[inline]
    fn key_begins(&self) -> usize {
        self.at + 1 + usize::from(self.bytes.get(self.at + 1) == Some(&b' '))
    }

    /// The first bytes of the next key, for [`Key::may_begin`]; nothing at the end of the document.
    #[inline]
    #[must_use]
    pub fn ahead(&self) -> u64 {
        let ahead = self.bytes.get(self.key_begins()..).and_then(|rest| rest.first_chunk::<8>());
        ahead.map_or(0, |bytes| u64::from_le_bytes(*bytes))
    }

    /// The straight pass: takes `"key":` where exactly these bytes follow the `{` or `,` on which the reader stands.
    #[inline]
    pub fn straight(&mut self, key: &Key) -> bool {
        let from = self.key_begins();
        // A closing brace is not followed by a key of the same object.
        if self.bytes.get(from..from + key.text.len()) == Some(key.text.as_bytes()) && self.peek() != b'}' {
            self.at = from + key.text.len();
            return true;
        }
        false
    }

    /// After a value in an object: stands on the `,` or `}` that follows.
    ///
    /// # Errors
    /// A [`Stop`] where neither follows.
    #[inline]
    pub fn after_value(&mut self) -> Result<(), Stop> {
        if !matches!(self.peek(), b',' | b'}') {
            self.space();
            if !matches!(self.peek(), b',' | b'}') {
                return Err(self.stop("a comma or a closing brace"));
            }
        }
        Ok(())
    }

    /// The next key of the object (standing on `{` or `,`), or `None` behind its `}`. Answers the key's offset too.
    ///
    /// # Errors
    /// A [`Stop`] for broken JSON.
    pub fn key(&mut self) -> Result<Option<(&'a str, usize)>, Stop> {
        self.few_faults()?;
        let first = self.peek() == b'{';
        if self.peek() == b'}' {
            self.leave();
            return Ok(None);
        }
        self.at += 1;
        self.space();
        if first && self.peek() == b'}' {
            self.leave();
            return Ok(None);
        }
        let at = self.at;
        if self.peek() != b'"' {
            return Err(self.stop("a key in quotes"));
        }
        let (key, _) = self.string()?;
        self.space();
        if self.peek() != b':' {
            return Err(self.stop("a colon"));
        }
        self.at += 1;
        Ok(Some((key, at)))
    }

    /// Notes an unknown key and goes over its value. Only the first hundred are kept.
    ///
    /// # Errors
    /// A [`Stop`] for broken JSON.
    pub fn unknown_key(&mut self, at: usize) -> Result<(), Stop> {
        if self.unknown.len() < 100 {
            self.unknown.push(at);
        }
        self.skip()
    }

    /// Goes over a value of a wrong type and notes the fault.
    ///
    /// # Errors
    /// A [`Stop`] for broken JSON.
    #[cold]
    pub fn wrong_type(&mut self, expected: &'static str) -> Result<(), Stop> {
        let at = self.at;
        let found = match self.peek() {
            b'{' => "an object",
            b'[' => "a list",
            b'"' => "a text",
            b't' | b'f' => "a truth value",
            b'n' => "null",
            _ => "a number",
        };
        self.skip()?;
        self.fault(at, ErrorCode::Type, found, expected);
        Ok(())
    }

    /// Takes `null` where it stands.
    ///
    /// # Errors
    /// A [`Stop`] where something begins like `null` and is not.
    #[inline]
    pub fn null(&mut self) -> Result<bool, Stop> {
        if self.peek() == b' ' || self.peek() < b' ' {
            self.space();
        }
        if self.peek() != b'n' {
            return Ok(false);
        }
        self.literal(b"null")?;
        Ok(true)
    }

    pub(super) fn literal(&mut self, word: &'static [u8]) -> Result<(), Stop> {
        if self.bytes.get(self.at..self.at + word.len()) != Some(word) {
            return Err(self.stop("a value"));
        }
        self.at += word.len();
        Ok(())
    }

    /// A truth value, or `None` after a fault.
    ///
    /// # Errors
    /// A [`Stop`] for broken JSON.
    pub fn flag(&mut self) -> Result<Option<bool>, Stop> {
        match self.peek() {
            b't' => self.literal(b"true").map(|()| Some(true)),
            b'f' => self.literal(b"false").map(|()| Some(false)),
            _ => self.wrong_type("true or false").map(|()| None),
        }
    }

    /// A whole number from 0 to 4 294 967 295, or `None` after a fault.
    ///
    /// # Errors
    /// A [`Stop`] for broken JSON.
    pub fn count(&mut self) -> Result<Option<u32>, Stop> {
        if !matches!(self.peek(), b'-' | b'0'..=b'9') {
            self.wrong_type("a whole number")?;
            return Ok(None);
        }
        let at = self.at;
        let text = self.number()?;
        let plain = text.len() <= 10 && text.bytes().all(|byte| byte.is_ascii_digit());
        let value = if plain { text.parse().ok() } else { None };
        if value.is_none() {
            self.fault(at, ErrorCode::Range, shortened(text), "a whole number from 0 to 4294967295");
        }
        Ok(value)
    }

    /// The text of a number or of a string, for decimals; `None` after a fault.
    ///
    /// # Errors
    /// A [`Stop`] for broken JSON.
    pub fn number_or_text(&mut self) -> Result<Option<&'a str>, Stop> {
        match self.peek() {
            b'-' | b'0'..=b'9' => self.number().map(Some),
            b'"' => self.string().map(|(text, _)| Some(text)),
            _ => self.wrong_type("a decimal as text or number").map(|()| None),
        }
    }

    /// A short text without any check but that it is one; `None` after a fault.
    ///
    /// # Errors
    /// A [`Stop`] for broken JSON.
    #[inline]
    pub fn code(&mut self) -> Result<Option<&'a str>, Stop> {
        if self.peek() != b'"' {
            return self.wrong_type("a text").map(|()| None);
        }
        self.string().map(|(text, _)| Some(text))
    }

    /// The list at this place, item by item: `item` is called with the position and pushes one item to the list, or none
    /// after a fault or for `null`. An item in which a fault was noted is taken out again.
    ///
    /// # Errors
    /// A [`Stop`] for broken JSON or too many items.
    pub fn list<T>(
        &mut self,
        into: &mut Vec<T>,
        mut item: impl FnMut(&mut Self, u32, &mut Vec<T>) -> Result<(), Stop>,
    ) -> Result<(), Stop> {
        if self.null()? {
            return Ok(());
        }
        if self.peek() != b'[' {
            return self.wrong_type("a list");
        }
        self.deeper()?;
        self.at += 1;
        self.space();
        if self.peek() == b']' {
            self.leave();
            return Ok(());
        }
        for position in 0.. {
            if position as usize >= self.limits.list {
                return Err(self.limit("no more items than the limit", position as usize + 1));
            }
            let (loose, before) = (self.loose, into.len());
            self.space();
            let at = self.at;
            item(self, position, into)?;
            if self.loose != loose {
                into.truncate(before);
                // The item is out: what surrounds the list stays.
                self.loose = loose;
                self.few_faults()?;
            } else if into.len() == before {
                self.fault(at, ErrorCode::Type, "null", "an item");
                self.loose = loose;
                self.few_faults()?;
            }
            self.space();
            match self.peek() {
                b',' => self.at += 1,
                b']' => break,
                _ => return Err(self.stop("a comma or a closing bracket")),
            }
        }
        self.leave();
        Ok(())
    }
}

/// Whether a text holds control characters that JSON lets stand as they are: U+007F to U+009F.
fn has_raw_controls(bytes: &[u8]) -> bool {
    memchr::memchr2_iter(0x7F, 0xC2, bytes)
        .any(|at| bytes.get(at) == Some(&0x7F) || matches!(bytes.get(at + 1), Some(0x80..=0x9F)))
}

/// A text cut to what an error may show.
fn shortened(text: &str) -> String {
    if text.len() <= 24 { text.to_owned() } else { format!("{}…", text.get(..20).unwrap_or_default()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with<T>(text: &str, walk: impl FnOnce(&mut Reader<'_>) -> T) -> T {
        let mut scratch = Scratch::new();
        scratch.fill(text);
        walk(&mut Reader::new(text, &scratch, Limits::default()))
    }

    #[test]
    fn counts_are_whole() {
        assert_eq!(with("42", |r| r.count().unwrap()), Some(42));
        for text in ["-1", "2.0", "1e3", "4294967296", "-0"] {
            assert_eq!(
                with(text, |r| (r.count().unwrap(), r.faults[0].error.code)),
                (None, ErrorCode::Range),
                "{text}"
            );
        }
        assert_eq!(with("\"4\"", |r| (r.count().unwrap(), r.faults[0].error.code)), (None, ErrorCode::Type));
        for text in ["01", "1.", "-", "+1", ".5", "1e"] {
            assert!(with(text, |r| r.count().and_then(|_| r.end()).is_err() || !r.faults.is_empty()), "{text}");
        }
    }

    #[test]
    fn an_item_with_a_fault_is_out_and_the_rest_stays() {
        let (kept, faults) = with("[1, \"x\", 3, null]", |r| {
            let mut kept = vec![];
            r.list(&mut kept, |r, _, kept| if r.null()? { Ok(()) } else { r.count().map(|one| kept.extend(one)) })
                .unwrap();
            (kept, r.faults.len())
        });
        assert_eq!((kept, faults), (vec![1, 3], 2));
    }

    #[test]
    fn faults_are_bounded() {
        let list = format!("[{}]", vec!["0"; 10_001].join(","));
        let text =
            |r: &mut Reader<'_>| r.list(&mut vec![], |r, _, all| r.text(false).map(|one| all.extend(one))).unwrap_err();
        let stop = with(&list, text);
        assert_eq!((stop.code, stop.found.as_str(), stop.at), (ErrorCode::Limit, "10001", list.len() - 1));
        let fits = format!("[{}]", vec!["0"; 10_000].join(","));
        assert!(with(&fits, |r| r.list(&mut vec![], |r, _, all| r.text(false).map(|one| all.extend(one))).is_ok()));
    }

    #[test]
    fn nesting_is_bounded() {
        let deep = format!("{}{}", "[".repeat(65), "]".repeat(65));
        let stop = with(&deep, |r| r.skip().unwrap_err());
        assert_eq!(stop.code, ErrorCode::Limit);
        let fits = format!("{}{}", "[".repeat(64), "]".repeat(64));
        assert!(with(&fits, |r| r.skip().is_ok()));
    }
}
