//! Finds the words of a sorted list in a text: at each place the longest, from left to right, in one pass.
//!
//! A text is looked through pair by pair of its characters; only a pair with which some word begins is looked up in the
//! list, whose range is narrowed character by character. So a place costs at most the length of the longest word times the
//! logarithm of the list, whatever the text. The list that ships is sorted by the compiler: a context costs nothing to
//! make, which an automaton (`aho-corasick`) would, with every call of the JSON door.

/// One word: its text and what it means to whoever asks.
pub(super) type Word<T> = (T, u16);

/// Which pairs of characters some word begins with; a pair that none begins with may be in it by chance.
#[derive(Clone, Debug)]
pub(super) struct Pairs(pub(super) [u64; SLOTS]);

/// 64 pairs a slot.
const SLOTS: usize = 1024;

impl Pairs {
    pub(super) const NONE: Pairs = Pairs([0; SLOTS]);

    /// Notes a word by its first two characters.
    #[expect(clippy::indexing_slicing, reason = "the place is below the number of slots by its shift")]
    pub(super) const fn note(&mut self, first: u32, second: u32) {
        let at = place(first, second);
        self.0[at >> 6] |= 1 << (at & 63);
    }

    fn may_begin(&self, first: char, second: char) -> bool {
        let at = place(u32::from(first), u32::from(second));
        self.0.get(at >> 6).is_some_and(|slot| slot >> (at & 63) & 1 == 1)
    }
}

/// The place of a pair among all slots.
const fn place(first: u32, second: u32) -> usize {
    let mixed = first.wrapping_mul(0x9E37_79B1) ^ second.wrapping_mul(0x85EB_CA6B).rotate_left(7);
    (mixed.wrapping_mul(0xC2B2_AE35) >> 16) as usize
}

/// The first two characters of a text, for the compiler too; of bytes that are UTF-8.
pub(super) const fn first_two(text: &str) -> Option<(u32, u32)> {
    let Some((first, rest)) = first_of(text.as_bytes()) else { return None };
    match first_of(rest) {
        Some((second, _)) => Some((first, second)),
        None => None,
    }
}

const fn first_of(bytes: &[u8]) -> Option<(u32, &[u8])> {
    const fn low(byte: u8) -> u32 {
        (byte & 0x3F) as u32
    }
    match bytes {
        [a @ ..0x80, rest @ ..] => Some((*a as u32, rest)),
        [a @ 0xC0..0xE0, b, rest @ ..] => Some((((*a & 0x1F) as u32) << 6 | low(*b), rest)),
        [a @ 0xE0..0xF0, b, c, rest @ ..] => Some((((*a & 0x0F) as u32) << 12 | low(*b) << 6 | low(*c), rest)),
        [a, b, c, d, rest @ ..] => Some((((*a & 0x07) as u32) << 18 | low(*b) << 12 | low(*c) << 6 | low(*d), rest)),
        _ => None,
    }
}

/// The longest word with which a text begins: all entries of that word.
fn longest<'w, T: AsRef<str>>(words: &'w [Word<T>], text: &str) -> Option<&'w [Word<T>]> {
    let mut range = words;
    let mut found = None;
    for (at, letter) in text.char_indices() {
        let end = at + letter.len_utf8();
        let prefix = text.get(..end)?;
        let from = range.partition_point(|(word, _)| word.as_ref() < prefix);
        range = range.get(from..)?;
        range = range.get(..range.partition_point(|(word, _)| word.as_ref().starts_with(prefix)))?;
        if range.is_empty() {
            break;
        }
        let same = range.partition_point(|(word, _)| word.as_ref().len() == end);
        if same > 0 {
            found = range.get(..same);
        }
    }
    found
}

/// Goes through a text. Where a word stands, `visit` gets its place and all entries of the longest; it answers up to where
/// the text is done with, or `None` to go on with the next character.
pub(super) fn scan<T: AsRef<str>>(
    words: &[Word<T>],
    pairs: &Pairs,
    text: &str,
    mut visit: impl FnMut(usize, &[Word<T>]) -> Option<usize>,
) {
    let mut letters = text.char_indices();
    let mut before = letters.next();
    let mut done = 0;
    for (at, letter) in letters {
        let Some((start, first)) = before.replace((at, letter)) else { return };
        if start < done || !pairs.may_begin(first, letter) {
            continue;
        }
        let here = text.get(start..).and_then(|rest| longest(words, rest));
        if let Some(end) = here.and_then(|here| visit(start, here)) {
            done = end;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(words: &[&str], text: &str) -> Vec<(usize, String)> {
        let mut list: Vec<Word<String>> = words.iter().zip(0..).map(|(word, id)| ((*word).to_owned(), id)).collect();
        list.sort();
        let mut pairs = Pairs::NONE;
        for word in words {
            let (first, second) = first_two(word).unwrap();
            pairs.note(first, second);
        }
        let mut found = Vec::new();
        scan(&list, &pairs, text, |at, here| {
            found.push((at, here[0].0.clone()));
            Some(at + here[0].0.len())
        });
        found
    }

    #[test]
    fn the_longest_word_at_the_leftmost_place_counts() {
        let words = ["火线", "防火线", "火线圈", "ab"];
        assert_eq!(found(&words, "火线"), [(0, "火线".to_owned())]);
        assert_eq!(found(&words, "开设防火线ab"), [(6, "防火线".to_owned()), (15, "ab".to_owned())]);
        assert_eq!(found(&words, "火线圈，火线"), [(0, "火线圈".to_owned()), (12, "火线".to_owned())]);
        // What the longer one took is not looked at again.
        assert_eq!(found(&["甲乙", "乙丙", "甲乙丙"], "甲乙丙"), [(0, "甲乙丙".to_owned())]);
        for nothing in ["", "火", "火 线", "线火"] {
            assert_eq!(found(&words, nothing), [], "{nothing}");
        }
    }

    #[test]
    fn characters_are_those_of_the_standard_library() {
        for text in ["ab", "é火", "火é", "😀火", "a😀", "\u{7f}\u{80}", "\u{7ff}\u{800}", "\u{ffff}\u{10000}"]
        {
            let mut letters = text.chars().map(u32::from);
            assert_eq!(first_two(text), letters.next().zip(letters.next()), "{text}");
        }
        assert_eq!((first_two(""), first_two("火")), (None, None));
    }

    #[test]
    fn a_text_of_nothing_but_beginnings_takes_one_pass() {
        let words: Vec<String> = (0..2000).map(|n| format!("安全{n}号")).collect();
        let list: Vec<&str> = words.iter().map(String::as_str).collect();
        assert_eq!(found(&list, &"安全".repeat(20_000)).len(), 0);
    }
}
