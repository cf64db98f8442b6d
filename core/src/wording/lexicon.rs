//! The lexicon against which texts are held: the rows that ship, less those taken out, with those of the host.

use std::collections::BTreeMap;
use std::ops::Range;

use serde::Serialize;

use super::entries::{ENTRIES, Entry};
use super::words::{Pairs, Word, first_two, scan};
use crate::error::{Error, ErrorCode, Result};
use crate::value::is_before;

/// What a word stands for that hides the expressions inside it.
const LONGER: u16 = u16::MAX;

/// The longest expression of a host, in characters.
const MOST: usize = 64;

/// Characters that `…` may stand for.
const GAP: usize = 24;

/// The number of words in the lexicon that ships.
const COUNT: usize = {
    let (mut sum, mut entries) = (0, ENTRIES);
    while let [entry, rest @ ..] = entries {
        sum += 1 + entry.longer.len();
        entries = rest;
    }
    sum
};

/// The words of the lexicon that ships, sorted.
static WORDS: [Word<&str>; COUNT] = sorted();

static PAIRS: Pairs = {
    let mut pairs = Pairs::NONE;
    let mut words = sorted().as_slice();
    while let [(word, _), rest @ ..] = words {
        if let Some((first, second)) = first_two(word) {
            pairs.note(first, second);
        }
        words = rest;
    }
    pairs
};

/// Sorts by binary insertion, in the compiler.
#[expect(clippy::indexing_slicing, reason = "runs in the compiler, which refuses an index out of range")]
#[expect(clippy::cast_possible_truncation, reason = "there are far fewer rows")]
const fn sorted() -> [Word<&'static str>; COUNT] {
    let mut words = [("", LONGER); COUNT];
    let (mut filled, mut row) = (0, 0);
    while row < ENTRIES.len() {
        let entry = &ENTRIES[row];
        let mut longer = entry.longer;
        let mut word = (entry.head, row as u16);
        loop {
            let (mut low, mut high) = (0, filled);
            while low < high {
                let middle = (low + high) / 2;
                if is_before(words[middle].0, word.0) { low = middle + 1 } else { high = middle }
            }
            let mut at = filled;
            while at > low {
                words[at] = words[at - 1];
                at -= 1;
            }
            words[low] = word;
            filled += 1;
            match longer {
                [next, rest @ ..] => {
                    word = (*next, LONGER);
                    longer = rest;
                }
                [] => break,
            }
        }
        row += 1;
    }
    words
}

/// A colloquial expression in a text (用语提示).
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct WordingHint<'l> {
    /// Where it stands, in bytes; both ends lie between characters.
    pub span: Range<usize>,
    /// The expression as the lexicon has it.
    pub term: &'l str,
    /// The term of the trade.
    pub preferred: &'l str,
}

/// The words of a host that changed the lexicon.
#[derive(Clone, Debug)]
struct Own {
    words: Vec<Word<Box<str>>>,
    pairs: Box<Pairs>,
    rows: Vec<Row>,
}

/// A row of a changed lexicon.
#[derive(Clone, Debug)]
struct Row {
    term: Box<str>,
    preferred: Box<str>,
    tail: Box<str>,
}

/// The lexicon against which texts are held (用语词库).
#[derive(Clone, Debug, Default)]
pub struct Lexicon {
    /// `None` = as it ships.
    own: Option<Own>,
}

impl Lexicon {
    /// The lexicon as it ships.
    #[must_use]
    pub const fn built_in() -> Self {
        Lexicon { own: None }
    }

    /// The lexicon less the expressions `without`, and with `terms`: expression → term of the trade. A term that leads to
    /// itself is a correct one: inside it nothing fires. A row of the host takes the place of one that ships.
    ///
    /// # Errors
    /// [`ErrorCode::UnknownCode`] for an expression of `without` that is not in the lexicon; [`ErrorCode::Range`] for one of
    /// `terms` with fewer than 2 or more than 64 characters, or with `…` at an end or twice.
    pub fn of(terms: &BTreeMap<String, String>, without: &[String]) -> Result<Self> {
        if let Some(at) = without.iter().position(|term| !ENTRIES.iter().any(|entry| entry.term == term)) {
            let error = Error::new(ErrorCode::UnknownCode, "another expression", "an expression of the lexicon");
            return Err(error.at(format!("/without/{at}")));
        }
        if terms.is_empty() && without.is_empty() {
            return Ok(Lexicon::built_in());
        }
        let mut own = Own { words: Vec::new(), pairs: Box::new(Pairs::NONE), rows: Vec::new() };
        for entry in ENTRIES {
            // Longer terms stay: they are correct whatever the host thinks of the expressions inside them.
            entry.longer.iter().for_each(|longer| own.note(longer, LONGER));
            if !without.iter().any(|term| term == entry.term) && !terms.contains_key(entry.term) {
                own.add(entry.term, entry.head, entry.tail, entry.preferred);
            }
        }
        for (term, preferred) in terms {
            let (head, tail) = parts(term).map_err(|error| error.at("/terms"))?;
            if term == preferred { own.note(term, LONGER) } else { own.add(term, head, tail, preferred) }
        }
        own.words.sort();
        Ok(Lexicon { own: Some(own) })
    }

    /// The colloquial expressions of a text, from left to right.
    #[must_use]
    pub fn hints(&self, text: &str) -> Vec<WordingHint<'_>> {
        let mut hints = Vec::new();
        match &self.own {
            None => search(&WORDS, &PAIRS, text, &mut hints, |id| {
                let row: &Entry = ENTRIES.get(usize::from(id))?;
                Some((row.term, row.preferred, row.tail))
            }),
            Some(own) => search(&own.words, &own.pairs, text, &mut hints, |id| {
                let row = own.rows.get(usize::from(id))?;
                Some((&row.term, &row.preferred, &row.tail))
            }),
        }
        hints
    }
}

impl Own {
    fn note(&mut self, word: &str, id: u16) {
        if let Some((first, second)) = first_two(word) {
            self.pairs.note(first, second);
            self.words.push((word.into(), id));
        }
    }

    fn add(&mut self, term: &str, head: &str, tail: &str, preferred: &str) {
        // A lexicon of more rows than ids has is beyond every policy.
        if let Some(id) = u16::try_from(self.rows.len()).ok().filter(|id| *id != LONGER) {
            self.note(head, id);
            self.rows.push(Row { term: term.into(), preferred: preferred.into(), tail: tail.into() });
        }
    }
}

/// What stands before and behind `…`.
fn parts(term: &str) -> Result<(&str, &str)> {
    let count = term.chars().count();
    let (head, tail) = term.split_once('…').unwrap_or((term, ""));
    let is_whole = term.contains('…') && tail.is_empty();
    if count > MOST || head.chars().count() < 2 || is_whole || tail.contains('…') {
        let expected = "2 to 64 characters, at most one … between two parts";
        return Err(Error::new(ErrorCode::Range, format!("{count} characters"), expected));
    }
    Ok((head, tail))
}

fn search<'l, T: AsRef<str>>(
    words: &[Word<T>],
    pairs: &Pairs,
    text: &str,
    hints: &mut Vec<WordingHint<'l>>,
    row: impl Fn(u16) -> Option<(&'l str, &'l str, &'l str)>,
) {
    scan(words, pairs, text, |start, here| {
        let end = start + here.first()?.0.as_ref().len();
        for (_, id) in here {
            let Some((term, preferred, tail)) = row(*id) else { return Some(end) };
            let end = if tail.is_empty() { Some(end) } else { behind(text, end, tail) };
            if let Some(end) = end {
                hints.push(WordingHint { span: start..end, term, preferred });
                return Some(end);
            }
        }
        None
    });
}

/// The end of `tail` in the clause that goes on at `from`.
fn behind(text: &str, from: usize, tail: &str) -> Option<usize> {
    let rest = text.get(from..)?;
    let is_end = |c: char| matches!(c, '。' | '！' | '？' | '；' | '，' | '：' | '!' | '?' | ';' | ',' | ':' | '\n');
    let most = GAP + tail.chars().count();
    let clause = rest.char_indices().enumerate().find(|(count, (_, c))| *count >= most || is_end(*c));
    let clause = clause.map_or(Some(rest), |(_, (end, _))| rest.get(..end))?;
    clause.find(tail).map(|at| from + at + tail.len())
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::super::WordingField;
    use super::*;

    fn terms<'l>(lexicon: &'l Lexicon, text: &str) -> Vec<&'l str> {
        lexicon.hints(text).into_iter().map(|hint| hint.term).collect()
    }

    fn host(terms: &[(&str, &str)], without: &[&str]) -> Result<Lexicon> {
        let terms = terms.iter().map(|(term, preferred)| ((*term).to_owned(), (*preferred).to_owned())).collect();
        Lexicon::of(&terms, &without.iter().map(|term| (*term).to_owned()).collect::<Vec<_>>())
    }

    #[test]
    fn every_entry_fires_on_its_sentence_and_not_on_its_counter_sentence() {
        let lexicon = Lexicon::built_in();
        for entry in ENTRIES {
            let hints = lexicon.hints(entry.example);
            let hint = hints.iter().find(|hint| hint.term == entry.term);
            let hint = hint.unwrap_or_else(|| panic!("{} does not fire", entry.term));
            assert_eq!(hint.preferred, entry.preferred);
            let found = &entry.example[hint.span.clone()];
            assert!(found.starts_with(entry.head) && found.ends_with(entry.tail), "{found}");
            assert_eq!(terms(&lexicon, entry.counter_example), [""; 0], "{}: {}", entry.term, entry.counter_example);
        }
    }

    #[test]
    fn rows_are_whole_and_expressions_stand_once() {
        let unique: BTreeSet<_> = ENTRIES.iter().map(|entry| entry.term).collect();
        assert_eq!(unique.len(), ENTRIES.len());
        // At least 150 of them are shown inside a longer correct term.
        assert!(ENTRIES.iter().filter(|entry| !entry.longer.is_empty()).count() >= 150);
        for entry in ENTRIES {
            assert!(entry.head.chars().count() >= 2, "{}", entry.term);
            assert!(!entry.preferred.is_empty() && entry.preferred != entry.term, "{}", entry.term);
            let Some(shown) = entry.longer.iter().find(|longer| entry.counter_example.contains(*longer)) else {
                assert!(entry.longer.is_empty(), "{}: {}", entry.term, entry.counter_example);
                continue;
            };
            assert!(shown.contains(entry.term), "{} is not in {shown}", entry.term);
        }
        for field in WordingField::ALL {
            assert!(ENTRIES.iter().filter(|entry| entry.field == *field).count() >= 10, "{field:?}");
        }
    }

    #[test]
    fn what_the_lexicon_calls_correct_does_not_fire() {
        let lexicon = Lexicon::built_in();
        for entry in ENTRIES {
            assert_eq!(terms(&lexicon, entry.preferred), [""; 0], "{}", entry.preferred);
            for longer in entry.longer {
                assert_eq!(terms(&lexicon, longer), [""; 0], "{longer}");
                assert!(longer.contains(entry.term), "{longer} does not hold {}", entry.term);
            }
        }
    }

    #[test]
    fn every_text_is_in_the_normal_form() {
        for entry in ENTRIES {
            for text in [entry.term, entry.preferred, entry.example, entry.counter_example] {
                assert!(unicode_normalization::is_nfc(text), "{text}");
            }
        }
        assert!(WORDS.is_sorted());
    }

    #[test]
    fn g_20_the_example_of_the_scheme() {
        let lexicon = Lexicon::built_in();
        let hints = lexicon.hints("讲解灭火器使用方法");
        assert_eq!(hints, [WordingHint { span: 0..27, term: "讲解…使用方法", preferred: "演示…操作步骤" }]);
        let long = "演示干粉灭火器操作步骤(拔销、对准、按压),重点强调距离火源2米的安全站位";
        assert_eq!(lexicon.hints(long), []);
        // Within one clause, and not across half a page.
        assert_eq!(terms(&lexicon, "讲解结构，演示使用方法"), [""; 0]);
        assert_eq!(terms(&lexicon, &format!("讲解{}使用方法", "甲".repeat(24))).len(), 1);
        assert_eq!(terms(&lexicon, &format!("讲解{}使用方法", "甲".repeat(25))).len(), 0);
    }

    #[test]
    fn a_host_adds_and_takes_out() {
        let own = host(&[("吊葫芦", "电动葫芦"), ("大锤", "八角锤"), ("塔吊司机证", "塔吊司机证")], &["火碱"]).unwrap();
        assert_eq!(terms(&own, "大锤砸吊葫芦"), ["大锤", "吊葫芦"]);
        assert_eq!(terms(&own, "火碱溅出"), [""; 0]);
        assert_eq!(terms(&own, "塔吊司机证和塔吊"), ["塔吊"]);
        assert_eq!(terms(&own, "反应塔吊装前编制方案"), [""; 0]);
        // Another term of the trade for an expression that ships.
        let other = host(&[("塔吊", "塔机"), ("教大家…用", "演示")], &[]).unwrap();
        assert_eq!(other.hints("塔吊")[0].preferred, "塔机");
        assert_eq!(other.hints("教大家怎样用")[0].span, 0..18);
        assert_eq!(host(&[], &[]).unwrap().hints("塔吊").len(), 1);
    }

    #[test]
    fn what_a_host_cannot_add_or_take_out() {
        for term in ["帽", "", "…用", "教…", "教学…用…法", &"长".repeat(65)] {
            let error = host(&[(term, "x")], &[]).unwrap_err();
            assert_eq!((error.code, error.path.as_str()), (ErrorCode::Range, "/terms"), "{term}");
        }
        let error = host(&[], &["火碱", "没有的词"]).unwrap_err();
        assert_eq!((error.code, error.path.as_str()), (ErrorCode::UnknownCode, "/without/1"));
    }
}
