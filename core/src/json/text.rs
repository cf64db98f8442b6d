//! The texts of a document: lent as they stand, or from the scratch where they have escapes.

use super::limits::Limits;
use super::outcome::Stop;
use super::reader::Reader;
use super::scratch::Control;
use crate::error::{Error, ErrorCode};

impl<'a> Reader<'a> {
    /// A text within its limit and without the control characters that it may not hold; `None` after a fault.
    ///
    /// # Errors
    /// A [`Stop`] for broken JSON.
    #[inline]
    pub fn text(&mut self, long: bool) -> Result<Option<&'a str>, Stop> {
        let from = self.at;
        if let Some(text) = self.plain() {
            // A text of no more bytes than characters are allowed is short enough.
            if text.len() <= self.limits.of_text(long) && !self.raw_controls {
                return Ok(Some(text));
            }
            self.at = from;
        }
        self.any_text(long)
    }

    fn any_text(&mut self, long: bool) -> Result<Option<&'a str>, Stop> {
        if self.peek() != b'"' {
            return self.wrong_type("a text").map(|()| None);
        }
        let at = self.at;
        let (text, control) = self.string()?;
        if control != Control::None || self.raw_controls || text.len() > self.limits.of_text(long) {
            if let Some(error) = text_error(text, long, self.limits) {
                self.fault_error(at, error);
                return Ok(None);
            }
        }
        Ok(Some(text))
    }

    /// The text at which the reader stands, where it has no escape and does not lie at the very end of the document.
    #[inline(always)]
    pub(super) fn plain(&mut self) -> Option<&'a str> {
        if self.peek() != b'"' {
            return None;
        }
        let from = self.at + 1;
        let mut at = from;
        loop {
            let hits = special(u64::from_le_bytes(*self.bytes.get(at..)?.first_chunk::<8>()?));
            if hits != 0 {
                at += (hits.trailing_zeros() / 8) as usize;
                break;
            }
            at += 8;
        }
        if self.bytes.get(at) != Some(&b'"') {
            return None;
        }
        let text = self.text.get(from..at)?;
        self.at = at + 1;
        Some(text)
    }

    /// A string: the text and its controls.
    pub(super) fn string(&mut self) -> Result<(&'a str, Control), Stop> {
        let start = self.at;
        let from = start + 1;
        let mut at = from;
        while let Some(chunk) = self.bytes.get(at..).and_then(|rest| rest.first_chunk::<8>()) {
            let hits = special(u64::from_le_bytes(*chunk));
            if hits != 0 {
                at += (hits.trailing_zeros() / 8) as usize;
                break;
            }
            at += 8;
        }
        loop {
            match self.bytes.get(at) {
                Some(b'"') => break,
                Some(b'\\') => return self.escaped(start),
                Some(0..0x20) | None => {
                    self.at = at;
                    return Err(self.stop("a closing quote"));
                }
                Some(_) => at += 1,
            }
        }
        self.at = at + 1;
        self.text.get(from..at).map(|text| (text, Control::None)).ok_or_else(|| self.stop("a text"))
    }

    #[cold]
    fn escaped(&mut self, start: usize) -> Result<(&'a str, Control), Stop> {
        match self.scratch.text(start) {
            Some((text, end, control)) => {
                self.at = end;
                Ok((text, control))
            }
            None => Err(self.stop("a text with valid escapes")),
        }
    }

    /// Goes over a string without lending it.
    pub(super) fn skip_string(&mut self) -> Result<(), Stop> {
        self.string().map(|_| ())
    }
}

/// What is wrong with a text: too long, or control characters that it may not hold.
#[must_use]
pub(crate) fn text_error(text: &str, long: bool, limits: Limits) -> Option<Error> {
    let limit = limits.of_text(long);
    if text.len() > limit {
        let count = text.chars().count();
        if count > limit {
            let found = format!("{count} characters");
            return Some(Error::new(ErrorCode::Limit, found, format!("at most {limit} characters")));
        }
    }
    let allowed = if long { Control::Breaks } else { Control::None };
    (Control::of(text) > allowed).then(|| {
        let expected = if long { "no control characters but line breaks and tabs" } else { "no control characters" };
        Error::new(ErrorCode::ControlCharacter, "a control character", expected)
    })
}

/// Marks (top bit of each byte) the quotes, backslashes and control characters among eight bytes; above the first
/// mark there may be false ones, so only the lowest counts.
#[inline(always)]
fn special(word: u64) -> u64 {
    const LOW: u64 = 0x0101_0101_0101_0101;
    const HIGH: u64 = 0x8080_8080_8080_8080;
    let zero = |x: u64| x.wrapping_sub(LOW) & !x;
    let quote = zero(word ^ (LOW * b'"' as u64));
    let backslash = zero(word ^ (LOW * b'\\' as u64));
    let control = word.wrapping_sub(LOW * 0x20) & !word;
    (quote | backslash | control) & HIGH
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json::Scratch;

    fn with<T>(text: &str, walk: impl FnOnce(&mut Reader<'_>) -> T) -> T {
        let mut scratch = Scratch::new();
        scratch.fill(text);
        walk(&mut Reader::new(text, &scratch, Limits::default()))
    }

    #[test]
    fn texts_are_lent_and_checked() {
        assert_eq!(with("\"安全\"", |r| r.text(false).unwrap().map(str::to_owned)), Some("安全".into()));
        assert_eq!(with(r#""a\nb""#, |r| r.text(true).unwrap().map(str::to_owned)), Some("a\nb".into()));
        assert_eq!(
            with(r#""a\nb""#, |r| (r.text(false).unwrap().is_none(), r.faults[0].error.code)),
            (true, ErrorCode::ControlCharacter)
        );
        assert!(with("\"a\u{7f}\"", |r| r.text(true).unwrap().is_none()));
        let long = format!("\"{}\"", "安".repeat(257));
        assert_eq!(
            with(&long, |r| (r.text(false).unwrap().is_none(), r.faults[0].error.code)),
            (true, ErrorCode::Limit)
        );
        let fits = format!("\"{}\"", "安".repeat(256));
        assert!(with(&fits, |r| r.text(false).unwrap().is_some()));
    }

    #[test]
    fn broken_texts_stop_the_walk() {
        for text in ["\"abc", "\"a\u{1}b\"", r#""\ud800""#, r#""\q""#, "\"12345678\u{0}\"", "\"\\"] {
            assert!(with(text, |r| r.text(true).is_err()), "{text:?}");
        }
    }
}
