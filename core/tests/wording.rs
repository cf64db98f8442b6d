//! The lexicon against sentences as regulations write them: none gets a hit (IV.1.2.a, G-20).

#![allow(clippy::unwrap_used)]

use anxun::wording::{ENTRIES, Lexicon};

/// Sentences in the style of regulations, written for this test.
const SENTENCES: &str = include_str!("data/regulation_style.txt");

#[test]
fn fifty_sentences_of_regulation_style_get_no_hit() {
    assert_eq!(SENTENCES.lines().count(), 50);
    let lexicon = Lexicon::built_in();
    for sentence in SENTENCES.lines() {
        assert!(lexicon.hints(sentence).is_empty(), "{sentence}: {:?}", lexicon.hints(sentence));
    }
    // Nor do they together, where words of two sentences could meet.
    assert!(lexicon.hints(&SENTENCES.replace('\n', "")).is_empty());
}

#[test]
fn the_sentences_show_expressions_inside_longer_terms() {
    let hidden = ENTRIES.iter().filter(|entry| SENTENCES.contains(entry.term)).count();
    assert!(hidden >= 10, "{hidden}");
}
