//! Where texts with escapes go: unescaped once for a document, before the walk.

use memchr::{memchr2, memchr3, memrchr};

/// One unescaped text.
#[derive(Clone, Copy, Debug)]
struct Cut {
    /// Offset of the opening quote in the document.
    start: usize,
    /// Offset behind the closing quote.
    end: usize,
    /// Where the text begins and ends in the buffer.
    from: usize,
    to: usize,
    /// Whether it holds a control character other than a line break or tab, or one of those.
    control: Control,
}

/// What control characters a text holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Control {
    /// None.
    None,
    /// Line breaks or tabs, which long texts may hold (C-48).
    Breaks,
    /// Others, which no text may hold.
    Others,
}

impl Control {
    /// What a text holds.
    pub(crate) fn of(text: &str) -> Control {
        // Bytes below the space, U+007F, and the lead byte of U+0080 to U+009F: without one there is nothing to tell.
        if !text.bytes().fold(false, |any, byte| any | (byte < 0x20) | (byte == 0x7F) | (byte == 0xC2)) {
            return Control::None;
        }
        text.chars().fold(Control::None, |worst, c| {
            worst.max(match c {
                '\n' | '\r' | '\t' => Control::Breaks,
                c if c.is_control() => Control::Others,
                _ => Control::None,
            })
        })
    }
}

/// The buffer that a caller keeps from document to document.
#[derive(Debug, Default)]
pub struct Scratch {
    buffer: String,
    cuts: Vec<Cut>,
    /// Whether the document may hold control characters written out.
    pub(super) raw_controls: bool,
}

impl Scratch {
    /// An empty one.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Unescapes every text of `document` that holds a backslash. A broken escape ends the filling: the reader
    /// comes to the same place and says so. Notes on the way whether the document may hold control characters that JSON lets
    /// stand as they are (U+007F to U+009F).
    pub fn fill(&mut self, document: &str) {
        self.buffer.clear();
        self.cuts.clear();
        self.raw_controls = false;
        let bytes = document.as_bytes();
        let mut from = 0;
        while let Some(at) =
            bytes.get(from..).and_then(|rest| memchr3(b'\\', 0x7F, 0xC2, rest)).map(|found| from + found)
        {
            match (bytes.get(at), bytes.get(at + 1)) {
                (Some(b'\\'), _) => {
                    // The first backslash of a text: between the opening quote and it there is no quote.
                    let start = bytes.get(..at).and_then(|head| memrchr(b'"', head));
                    match start.and_then(|start| self.unescape(document, start)) {
                        Some(end) => from = end,
                        None => break,
                    }
                }
                (Some(0x7F), _) | (_, Some(0x80..=0x9F)) => {
                    self.raw_controls = true;
                    from = at + 1;
                }
                _ => from = at + 1,
            }
        }
    }

    /// The unescaped text whose opening quote is at `start`, the offset behind its closing quote, its controls.
    pub(crate) fn text(&self, start: usize) -> Option<(&str, usize, Control)> {
        let found = self.cuts.binary_search_by_key(&start, |cut| cut.start).ok()?;
        let cut = self.cuts.get(found)?;
        Some((self.buffer.get(cut.from..cut.to)?, cut.end, cut.control))
    }

    fn unescape(&mut self, document: &str, start: usize) -> Option<usize> {
        let bytes = document.as_bytes();
        let from = self.buffer.len();
        let mut at = start + 1;
        loop {
            let rest = bytes.get(at..)?;
            let length = memchr2(b'"', b'\\', rest)?;
            if length > 0 {
                let plain = document.get(at..at + length)?;
                if plain.bytes().any(|byte| byte < 0x20) {
                    return None;
                }
                self.buffer.push_str(plain);
                at += length;
            }
            if bytes.get(at) == Some(&b'"') {
                let to = self.buffer.len();
                let control = Control::of(self.buffer.get(from..to)?);
                self.cuts.push(Cut { start, end: at + 1, from, to, control });
                return Some(at + 1);
            }
            // Escapes come in runs: a text that is no ASCII is nothing else.
            while let Some([b'\\', escape @ ..]) = bytes.get(at..) {
                at += self.escape(escape)? + 1;
            }
        }
    }

    /// Reads one escape behind its backslash; answers how many bytes it took.
    fn escape(&mut self, rest: &[u8]) -> Option<usize> {
        let plain = match rest.first()? {
            b'"' => '"',
            b'\\' => '\\',
            b'/' => '/',
            b'b' => '\u{8}',
            b'f' => '\u{c}',
            b'n' => '\n',
            b'r' => '\r',
            b't' => '\t',
            b'u' => return self.unicode(rest),
            _ => return None,
        };
        self.buffer.push(plain);
        Some(1)
    }

    fn unicode(&mut self, rest: &[u8]) -> Option<usize> {
        let unit = hex(rest.get(1..5)?)?;
        if let Some(plain) = char::from_u32(unit) {
            self.buffer.push(plain);
            return Some(5);
        }
        // A surrogate stands for something only as the first of a pair; a lone one is refused.
        let [b'\\', b'u', low @ ..] = rest.get(5..11)? else { return None };
        let low = hex(low)?;
        if unit > 0xDBFF || !(0xDC00..=0xDFFF).contains(&low) {
            return None;
        }
        self.buffer.push(char::from_u32(0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00))?);
        Some(11)
    }
}

/// The value of four hex digits.
fn hex(digits: &[u8]) -> Option<u32> {
    let [one, two, three, four] = digits.first_chunk::<4>()?.map(|digit| HEX.get(usize::from(digit)).copied());
    let value = one? << 12 | two? << 8 | three? << 4 | four?;
    // A byte that is no digit is all ones, above whatever four digits give.
    (digits.len() == 4 && value <= 0xFFFF).then_some(value)
}

/// The value of each byte as a hex digit.
const HEX: [u32; 256] = hex_digits();

#[allow(clippy::indexing_slicing)]
const fn hex_digits() -> [u32; 256] {
    let mut values = [u32::MAX; 256];
    let digits = *b"0123456789abcdef";
    let mut value = 0;
    while value < 16 {
        let digit = digits[value];
        values[digit as usize] = value as u32;
        values[digit.to_ascii_uppercase() as usize] = value as u32;
        value += 1;
    }
    values
}

#[cfg(test)]
mod tests {
    use super::*;

    fn only(document: &str) -> Option<String> {
        let mut scratch = Scratch::new();
        scratch.fill(document);
        scratch.text(document.find('"')?).map(|(text, ..)| text.to_owned())
    }

    #[test]
    fn every_escape_is_read() {
        assert_eq!(only(r#""a\"b\\c\/\b\f\n\r\t""#).unwrap(), "a\"b\\c/\u{8}\u{c}\n\r\t");
        assert_eq!(only(r#""\u5b89\u8bad \ud83d\ude00""#).unwrap(), "安训 😀");
    }

    #[test]
    fn broken_escapes_are_not_read() {
        for text in [r#""\x""#, r#""\u12""#, r#""\ud800""#, r#""\ud800\u0041""#, r#""\udc00""#, "\"\\", "\"\\n\u{1}\""]
        {
            assert_eq!(only(text), None, "{text}");
        }
    }

    #[test]
    fn controls_are_told_apart() {
        assert_eq!(Control::of("安全"), Control::None);
        assert_eq!(Control::of("a\nb"), Control::Breaks);
        assert_eq!(Control::of("a\n\u{0}"), Control::Others);
        assert_eq!(Control::of("a\u{85}"), Control::Others);
    }
}
