//! Texts: what counts as missing, when two are equal, how a number of a person is masked.

use std::borrow::Cow;

use unicode_normalization::{UnicodeNormalization, is_nfc};

/// What people write where they have nothing to write; it counts as missing.
pub const PLACEHOLDERS: &[&str] = &["无", "/", "／", "—", "——", "待定", "[企业名称]"];

/// Bytes of the longest placeholder.
pub(crate) const LONGEST_PLACEHOLDER: usize = "[企业名称]".len();

/// Whether a text says nothing: white space or a placeholder.
#[must_use]
#[inline]
pub fn is_blank(text: &str) -> bool {
    match text.as_bytes() {
        // The first byte alone tells for most texts: no placeholder and no white space begins with these.
        [b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z', ..] => false,
        // From ideograph to ideograph or sign, and longer than every placeholder.
        [0xE4..=0xE9, .., 0xE4..=0xE9, _, _] | [0xE4..=0xE9, .., b'!'..=b'~'] if text.len() > LONGEST_PLACEHOLDER => {
            false
        }
        _ => is_blank_or_placeholder(text),
    }
}

fn is_blank_or_placeholder(text: &str) -> bool {
    let text = text.trim();
    text.is_empty() || PLACEHOLDERS.contains(&text)
}

/// The text without white space around it: as [`str::trim`], quick where there is none.
#[must_use]
#[inline]
pub fn trimmed(text: &str) -> &str {
    match text.as_bytes() {
        [b'!'..=b'~', .., b'!'..=b'~'] => text,
        _ => text.trim(),
    }
}

/// The text where it says something.
#[must_use]
#[inline]
pub fn stated(text: Option<&str>) -> Option<&str> {
    text.filter(|text| !is_blank(text))
}

/// Whether a text stands before another by its bytes: `<`, for the compiler too.
pub(crate) const fn is_before(one: &str, other: &str) -> bool {
    let (mut one, mut other) = (one.as_bytes(), other.as_bytes());
    while let ([a, one_rest @ ..], [b, other_rest @ ..]) = (one, other) {
        if *a != *b {
            return *a < *b;
        }
        (one, other) = (one_rest, other_rest);
    }
    one.is_empty() && !other.is_empty()
}

/// The form in which places, names, topics and titles are compared: NFC, full-width forms narrowed, no white space.
#[must_use]
pub fn folded(text: &str) -> Cow<'_, str> {
    let plain = text.bytes().all(|byte| byte.is_ascii_graphic());
    if plain {
        return Cow::Borrowed(text);
    }
    let fold = |c: char| match c {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        other => other,
    };
    let narrow = |text: &str| text.chars().filter(|c| !c.is_whitespace()).map(fold).collect::<String>();
    Cow::Owned(if is_nfc(text) { narrow(text) } else { narrow(&text.nfc().collect::<String>()) })
}

/// Whether two places, names, topics or titles are equal.
#[must_use]
pub fn same_text(one: &str, other: &str) -> bool {
    one == other || folded(one) == folded(other)
}

/// An employee number or person key with all but its last two characters hidden.
#[must_use]
pub fn mask(number: &str) -> String {
    let count = number.chars().count();
    let tail: String = number.chars().skip(count.saturating_sub(2)).collect();
    // A key that is no number may be a name: of it nothing is shown.
    if count <= 3 || !number.is_ascii() { "***".to_owned() } else { format!("***{tail}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn placeholders_say_nothing() {
        for text in ["", "  ", "无", " / ", "—", "待定", "[企业名称]", "\u{3000}"] {
            assert!(is_blank(text), "{text:?}");
        }
        for text in ["无锡工厂", "待定岗位人员名单", "A", "9", "  A", "[企业名称]一车间"] {
            assert!(!is_blank(text), "{text:?}");
        }
        // A placeholder with white space longer than any placeholder is one all the same.
        assert!(is_blank("待定                    ") && is_blank("\u{3000}\u{3000}\u{3000}\u{3000}\u{3000}\u{3000}"));
    }

    #[test]
    fn width_space_and_composition_do_not_matter() {
        assert!(same_text("一号 车间", "一号车间"));
        assert!(same_text("ＡＢ－１", "AB-1"));
        assert!(same_text("e\u{301}", "é"));
        assert!(!same_text("一号车间", "二号车间"));
    }

    #[test]
    fn the_order_is_that_of_the_standard_library() {
        let texts = ["", "a", "ab", "b", "火", "火线", "线"];
        for one in texts {
            for other in texts {
                assert_eq!(is_before(one, other), one < other, "{one} {other}");
            }
        }
    }

    #[test]
    fn a_mask_hides_short_numbers_whole() {
        assert_eq!(mask("E10023"), "***23");
        assert_eq!(mask("E1"), "***");
        assert_eq!(mask("甲乙丙丁"), "***");
    }
}
