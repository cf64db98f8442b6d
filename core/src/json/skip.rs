//! Going over a value that nobody asked for; it has to be valid JSON all the same.

use super::outcome::Stop;
use super::reader::Reader;

impl<'a> Reader<'a> {
    /// Goes over one value.
    ///
    /// # Errors
    /// A [`Stop`] for broken JSON or too deep a nesting.
    pub fn skip(&mut self) -> Result<(), Stop> {
        let floor = self.depth;
        // One step of this loop is one value or one closing bracket: no recursion, whatever the nesting.
        let mut open: Vec<u8> = Vec::new();
        loop {
            self.space();
            match self.peek() {
                bracket @ (b'{' | b'[') => {
                    self.deeper()?;
                    self.at += 1;
                    self.space();
                    let close = if bracket == b'{' { b'}' } else { b']' };
                    if self.peek() == close {
                        self.at += 1;
                        self.depth -= 1;
                    } else {
                        open.push(close);
                        if close == b'}' {
                            self.skip_key()?;
                        }
                        continue;
                    }
                }
                b'"' => self.skip_string()?,
                b't' => self.literal(b"true")?,
                b'f' => self.literal(b"false")?,
                b'n' => self.literal(b"null")?,
                b'-' | b'0'..=b'9' => self.number().map(|_| ())?,
                _ => return Err(self.stop("a value")),
            }
            loop {
                let Some(close) = open.last().copied() else {
                    self.depth = floor;
                    return Ok(());
                };
                self.space();
                if self.peek() == b',' {
                    self.at += 1;
                    if close == b'}' {
                        self.space();
                        self.skip_key()?;
                    }
                    break;
                }
                if self.peek() != close {
                    return Err(self.stop("a comma or a closing bracket"));
                }
                self.at += 1;
                self.depth -= 1;
                open.pop();
            }
        }
    }

    fn skip_key(&mut self) -> Result<(), Stop> {
        if self.peek() != b'"' {
            return Err(self.stop("a key in quotes"));
        }
        self.skip_string()?;
        self.space();
        if self.peek() != b':' {
            return Err(self.stop("a colon"));
        }
        self.at += 1;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use crate::json::{Limits, Reader, Scratch};

    fn whole(text: &str) -> bool {
        let mut scratch = Scratch::new();
        scratch.fill(text);
        let mut reader = Reader::new(text, &scratch, Limits::default());
        reader.skip().and_then(|()| reader.end()).is_ok()
    }

    #[test]
    fn what_is_gone_over_has_to_be_json() {
        for text in
            ["{}", "[]", " { \"a\" : [ 1 , -0.5e+3 , null , true ] } ", "\"\"", "[[],{}]", "{\"a\":{\"b\":[{}]}}"]
        {
            assert!(whole(text), "{text}");
        }
        for text in [
            "",
            "{",
            "[",
            "[1,]",
            "{\"a\"}",
            "{\"a\":}",
            "{a:1}",
            "[1 2]",
            "{\"a\":1,}",
            "01",
            "1.",
            "tru",
            "nul",
            "]",
            "[}",
            "{]",
            "{\"a\":1]",
            "1 2",
            "-",
            "1e",
            "\"",
            "'a'",
            "[1}",
        ] {
            assert!(!whole(text), "{text}");
        }
    }

    proptest::proptest! {
        #[test]
        fn accepts_what_serde_json_accepts(text in "[\\[\\]{}\",:0-9eE.+\\-\\\\ntruefalse u]{0,24}") {
            let theirs = serde_json::from_str::<serde_json::Value>(&text);
            // A number past the range of f64 is JSON all the same.
            let theirs = theirs.is_ok() || theirs.is_err_and(|error| error.to_string().contains("out of range"));
            proptest::prop_assert_eq!(whole(&text), theirs);
        }
    }
}
