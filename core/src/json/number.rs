//! The numbers of a document: counts, and the texts of decimals.

use super::outcome::Stop;
use super::reader::Reader;
use crate::error::ErrorCode;

impl<'a> Reader<'a> {
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
        if let Some(value) = self.small_count() {
            return Ok(Some(value));
        }
        let text = self.number()?;
        let plain = text.len() <= 10 && text.bytes().all(|byte| byte.is_ascii_digit());
        let value = if plain { text.parse().ok() } else { None };
        if value.is_none() {
            self.fault(at, ErrorCode::Range, shortened(text), "a whole number from 0 to 4294967295");
        }
        Ok(value)
    }

    /// Up to nine digits and nothing else that belongs to a number; a leading zero stands alone.
    #[inline]
    fn small_count(&mut self) -> Option<u32> {
        let (mut value, mut at) = (0_u32, self.at);
        while let Some(digit) = self.bytes.get(at).map(|byte| byte.wrapping_sub(b'0')).filter(|digit| *digit < 10) {
            value = value.wrapping_mul(10).wrapping_add(u32::from(digit));
            at += 1;
        }
        let ends = !matches!(self.bytes.get(at), Some(b'.' | b'e' | b'E'));
        let is_plain = (1..=9).contains(&(at - self.at)) && (self.peek() != b'0' || at - self.at == 1);
        (ends && is_plain).then(|| {
            self.at = at;
            value
        })
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

    /// The text of a number.
    pub(super) fn number(&mut self) -> Result<&'a str, Stop> {
        let from = self.at;
        if self.peek() == b'-' {
            self.at += 1;
        }
        if self.peek() == b'0' {
            self.at += 1;
        } else {
            self.digits()?;
        }
        if self.peek() == b'.' {
            self.at += 1;
            self.digits()?;
        }
        if matches!(self.peek(), b'e' | b'E') {
            self.at += 1;
            if matches!(self.peek(), b'+' | b'-') {
                self.at += 1;
            }
            self.digits()?;
        }
        self.text.get(from..self.at).ok_or_else(|| self.stop("a number"))
    }

    fn digits(&mut self) -> Result<(), Stop> {
        if !self.peek().is_ascii_digit() {
            return Err(self.stop("a digit"));
        }
        while self.peek().is_ascii_digit() {
            self.at += 1;
        }
        Ok(())
    }
}

/// A text cut to what an error may show.
fn shortened(text: &str) -> String {
    if text.len() <= 24 { text.to_owned() } else { format!("{}…", text.get(..20).unwrap_or_default()) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json::{Limits, Scratch};

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
}
