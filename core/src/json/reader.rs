//! The walk over one document.

use super::key::Key;
use super::limits::Limits;
use super::outcome::{Lengths, Place, RawFault, Seen, Stop};
use super::scratch::Scratch;
use crate::error::{Error, ErrorCode};

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
    /// How long lists were in the last document, then in this one.
    pub lengths: Lengths,
}

impl<'a> Reader<'a> {
    /// A walk over `text`, whose escaped texts stand in `scratch` (see [`Scratch::fill`]).
    #[must_use]
    pub fn new(text: &'a str, scratch: &'a Scratch, limits: Limits) -> Self {
        let bytes = text.as_bytes();
        Reader {
            text,
            bytes,
            at: 0,
            depth: 0,
            scratch,
            limits,
            raw_controls: scratch.raw_controls,
            faults: vec![],
            loose: 0,
            unknown: vec![],
            seen: Seen::default(),
            lengths: Lengths::default(),
        }
    }

    /// Faults, offsets of unknown keys, both in the order of the document, and what was seen on the way.
    #[must_use]
    pub fn finish(self) -> (Vec<RawFault>, Vec<usize>, Seen) {
        (self.faults, self.unknown, self.seen)
    }

    /// The next byte without going on; 0 at the end.
    #[inline(always)]
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

    /// A limit of size that the document passes (C-49).
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

    /// The first bytes of the next key, for [`Key::may_begin`], standing on `{` or `,`; nothing near the end of the document.
    #[inline(always)]
    #[must_use]
    pub fn ahead(&self) -> u64 {
        let word = self.word(self.at + 1);
        // Python writes a space behind the comma.
        if word as u8 == b' ' { self.word(self.at + 2) } else { word }
    }

    /// Eight bytes at once; zeros where the document ends before.
    #[inline(always)]
    fn word(&self, at: usize) -> u64 {
        let bytes = self.bytes.get(at..).and_then(|rest| rest.first_chunk::<8>());
        bytes.map_or(0, |bytes| u64::from_le_bytes(*bytes))
    }

    /// The straight pass: takes `"key":` where it follows the `{` or `,` on which the reader stands. Its first bytes were
    /// found equal by [`Key::may_begin`].
    #[inline(always)]
    pub fn straight(&mut self, key: &'static Key) -> bool {
        let from = self.at + 1 + usize::from(self.bytes.get(self.at + 1) == Some(&b' '));
        let end = from + key.text.len();
        if key.rest.is_empty() || self.bytes.get(end - key.rest.len()..end) == Some(key.rest) {
            self.at = end;
            return true;
        }
        false
    }

    /// After a value in an object: stands on the `,` or `}` that follows, and answers the first bytes of the next key.
    ///
    /// # Errors
    /// A [`Stop`] where neither follows.
    #[inline(always)]
    pub fn after_value(&mut self) -> Result<u64, Stop> {
        match self.peek() {
            b',' => Ok(self.ahead()),
            b'}' => Ok(0),
            _ => self.after_space(),
        }
    }

    fn after_space(&mut self) -> Result<u64, Stop> {
        self.space();
        match self.peek() {
            b',' => Ok(self.ahead()),
            b'}' => Ok(0),
            _ => Err(self.stop("a comma or a closing brace")),
        }
    }

    /// Leaves the object where the reader stands on its `}`.
    ///
    /// # Errors
    /// A [`Stop`] where more faults were noted than a document may have.
    #[inline(always)]
    pub fn leaves(&mut self) -> Result<bool, Stop> {
        if self.peek() != b'}' {
            return Ok(false);
        }
        self.few_faults()?;
        self.leave();
        Ok(true)
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

    /// Takes `null` where it stands; else stands on the first byte of another value.
    ///
    /// # Errors
    /// A [`Stop`] where something begins like `null` and is not.
    #[inline(always)]
    pub fn null(&mut self) -> Result<bool, Stop> {
        let next = self.peek();
        if next > b' ' && next != b'n' { Ok(false) } else { self.null_or_space() }
    }

    fn null_or_space(&mut self) -> Result<bool, Stop> {
        self.space();
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

    /// A short text without any check but that it is one; `None` after a fault.
    ///
    /// # Errors
    /// A [`Stop`] for broken JSON.
    #[inline]
    pub fn code(&mut self) -> Result<Option<&'a str>, Stop> {
        if let Some(text) = self.plain() {
            return Ok(Some(text));
        }
        if self.peek() != b'"' {
            return self.wrong_type("a text").map(|()| None);
        }
        self.string().map(|(text, _)| Some(text))
    }

    /// The list at this place, item by item: `item` is called with the position and pushes one item to the list, or none
    /// after a fault or for `null`. An item in which a fault was noted is taken out again. Lists of one `slot` are about
    /// equally long from document to document.
    ///
    /// # Errors
    /// A [`Stop`] for broken JSON or too many items.
    pub fn list<T>(
        &mut self,
        slot: usize,
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
        into.reserve_exact(self.lengths.0.get(slot).copied().unwrap_or(0).into());
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
        if let Some(noted) = self.lengths.0.get_mut(slot) {
            // Longer at once, shorter slowly: room that is not used costs less than moving a list.
            *noted = u8::try_from(into.len()).unwrap_or(u8::MAX).max(*noted - *noted / 8);
        }
        self.leave();
        Ok(())
    }
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
    fn an_item_with_a_fault_is_out_and_the_rest_stays() {
        let (kept, faults) = with("[1, \"x\", 3, null]", |r| {
            let mut kept = vec![];
            r.list(0, &mut kept, |r, _, kept| if r.null()? { Ok(()) } else { r.count().map(|one| kept.extend(one)) })
                .unwrap();
            (kept, r.faults.len())
        });
        assert_eq!((kept, faults), (vec![1, 3], 2));
    }

    #[test]
    fn faults_are_bounded() {
        let list = format!("[{}]", vec!["0"; 10_001].join(","));
        let text = |r: &mut Reader<'_>| {
            r.list(0, &mut vec![], |r, _, all| r.text(false).map(|one| all.extend(one))).unwrap_err()
        };
        let stop = with(&list, text);
        assert_eq!((stop.code, stop.found.as_str(), stop.at), (ErrorCode::Limit, "10001", list.len() - 1));
        let fits = format!("[{}]", vec!["0"; 10_000].join(","));
        assert!(with(&fits, |r| r.list(0, &mut vec![], |r, _, all| r.text(false).map(|one| all.extend(one))).is_ok()));
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
