//! Texts that are compared often, each once: operations, items, posts, courses, record ids.

use std::collections::HashMap;

use crate::value::folded;
use crate::vocab::SpecialOperation;

type Fixed = foldhash::fast::FixedState;

/// A text of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Word(u32);

/// The table of texts.
#[derive(Clone, Debug, Default)]
pub(super) struct Words {
    places: HashMap<String, Word, Fixed>,
    texts: Vec<String>,
}

impl Words {
    /// The word of a text, written down where it is new; texts that mean the same (full-width forms, spaces) are one word.
    pub(super) fn add(&mut self, text: &str) -> Word {
        self.add_exact(&compared(text))
    }

    /// The word of a text as it is written.
    pub(super) fn add_exact(&mut self, text: &str) -> Word {
        if let Some(word) = self.places.get(text) {
            return *word;
        }
        // A table of more texts than that does not fit into the memory of a host.
        let word = Word(u32::try_from(self.texts.len()).unwrap_or(u32::MAX));
        self.places.insert(text.to_owned(), word);
        self.texts.push(text.to_owned());
        word
    }

    /// The word of a text, where the table has it.
    pub(super) fn find(&self, text: &str) -> Option<Word> {
        self.places.get(&*compared(text)).copied()
    }

    /// The word of a text as it is written, where the table has it.
    pub(super) fn find_exact(&self, text: &str) -> Option<Word> {
        self.places.get(text).copied()
    }

    /// The text of a word.
    pub(super) fn text(&self, word: Word) -> &str {
        let place = usize::try_from(word.0).unwrap_or(usize::MAX);
        self.texts.get(place).map_or("", String::as_str)
    }
}

/// The form in which operations and items are compared: a special operation of the catalogue by its code, else folded.
fn compared(text: &str) -> std::borrow::Cow<'_, str> {
    let text = folded(text);
    match special_operation(&text) {
        Some(operation) => operation.code().into(),
        None => text,
    }
}

/// The special operation that a text names, by code or by its Chinese term.
pub(super) fn special_operation(text: &str) -> Option<SpecialOperation> {
    let named = |operation: &&SpecialOperation| operation.code() == text || operation.zh() == text;
    // `Other` names none.
    SpecialOperation::ALL.iter().filter(|one| **one != SpecialOperation::Other).find(named).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_that_mean_the_same_are_one_word() {
        let mut words = Words::default();
        let welding = words.add("Welding");
        assert_eq!(words.add("焊接与热切割作业"), welding);
        assert_eq!(words.add("ＨｏｔＷｏｒｋ"), words.add(" HotWork"));
        assert_ne!(words.add("低压电工作业"), words.add("电工作业"), "an item is not its class");
        assert_eq!(words.text(welding), "Welding");
        assert_eq!(words.find("从未写过"), None);
        assert_eq!(special_operation("Other"), None);
    }
}
