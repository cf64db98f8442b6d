//! Sentences that forbid or demand and hold no emphasis (关键操作要点须加粗或加下划线): WD-02 on any text.
//!
//! A sentence ends with a closing mark of GB/T 15834 (。！？, half-width ones too) or at a line break; a semicolon does not
//! end one. Emphasis is what a reader sees: runs that follow each other count as one, white space does not count.

use super::words::{Pairs, Word, first_two, scan};
use crate::error::{Error, ErrorCode, Result};

/// The words with which a sentence forbids (操作禁忌; III.2.2, IV.1.2).
pub const PROHIBITIONS: &[&str] = &["严禁", "禁止", "不得"];

/// The words with which a sentence demands (IV.1.2).
pub const DEMANDS: &[&str] = &["必须"];

/// The words that ask for emphasis.
fn triggers() -> impl Iterator<Item = &'static str> {
    PROHIBITIONS.iter().chain(DEMANDS).copied()
}

/// Characters of a sentence that emphasis has to hold.
const LEAST: usize = 2;

/// The longest key point of a host, in characters.
const MOST: usize = 64;

/// The key operating points that a host lists (关键操作要点).
#[derive(Clone, Debug)]
pub struct KeyPoints {
    words: Vec<Word<Box<str>>>,
    pairs: Box<Pairs>,
}

impl KeyPoints {
    /// Key points by their texts.
    ///
    /// # Errors
    /// [`ErrorCode::Range`] for one with fewer than 2 or more than 64 characters.
    pub fn of(list: &[String]) -> Result<Self> {
        let mut points = KeyPoints { words: Vec::new(), pairs: Box::new(Pairs::NONE) };
        for (at, text) in list.iter().enumerate() {
            let count = text.chars().count();
            let Some((first, second)) = first_two(text).filter(|_| count <= MOST) else {
                let error = Error::new(ErrorCode::Range, format!("{count} characters"), "2 to 64 characters");
                return Err(error.at(format!("/key_points/{at}")));
            };
            points.pairs.note(first, second);
            points.words.push((text.as_str().into(), 0));
        }
        points.words.sort();
        Ok(points)
    }

    /// Where key points stand in a text, and which.
    fn found(&self, text: &str) -> Vec<(usize, &str)> {
        let mut found = Vec::new();
        if !self.words.is_empty() {
            scan(&self.words, &self.pairs, text, |at, here| {
                let word = here.first()?.0.as_ref();
                // The word lives in the list, which `scan` lends for less long.
                let own = self.words.binary_search_by(|(one, _)| one.as_ref().cmp(word)).ok()?;
                found.push((at, self.words.get(own)?.0.as_ref()));
                Some(at + word.len())
            });
        }
        found
    }
}

/// A sentence that forbids or demands and holds no emphasis.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unmarked<'k> {
    /// Which sentence, from 1.
    pub sentence: usize,
    /// The word or key point that asks for the emphasis: the first one of the sentence.
    pub phrase: &'k str,
}

/// The sentence that is being read.
#[derive(Default)]
struct Sentence<'k> {
    phrase: Option<&'k str>,
    stretch: usize,
    is_marked: bool,
    says_something: bool,
}

/// The sentences of a text that forbid or demand and hold no emphasis of two characters. The text comes whole and as runs
/// with their emphasis; together these are the text.
pub fn unmarked<'k, 'a>(
    text: &str,
    runs: impl Iterator<Item = (&'a str, bool)> + Clone,
    points: &'k KeyPoints,
) -> Vec<Unmarked<'k>> {
    let mut found = Vec::new();
    let points = points.found(text);
    if points.is_empty() && runs.clone().all(|(run, emphasised)| is_plainly_marked(run, emphasised)) {
        return found;
    }
    let mut points = points.into_iter().peekable();
    let (mut at, mut count, mut before) = (0, 0, ' ');
    let mut sentence = Sentence::default();
    let mut end = |sentence: &mut Sentence<'k>| {
        let whole = std::mem::take(sentence);
        count += usize::from(whole.says_something);
        if let Some(phrase) = whole.phrase.filter(|_| !whole.is_marked) {
            found.push(Unmarked { sentence: count, phrase });
        }
    };
    for (run, emphasised) in runs {
        for letter in run.chars() {
            if let Some((_, phrase)) = points.next_if(|(place, _)| *place == at) {
                sentence.phrase.get_or_insert(phrase);
            }
            at += letter.len_utf8();
            if matches!(letter, '。' | '！' | '？' | '!' | '?' | '｡' | '\n' | '\r') {
                end(&mut sentence);
            } else if !letter.is_whitespace() {
                sentence.take(before, letter, emphasised);
            }
            before = letter;
        }
    }
    end(&mut sentence);
    found
}

/// Whether no trigger of a run can ask for emphasis that is not there: it stands in the run whole, and the run is
/// emphasised. So most texts need not be read sentence by sentence.
fn is_plainly_marked(run: &str, emphasised: bool) -> bool {
    // A trigger that begins in the run before ends with the first character of this one.
    let goes_on = run.starts_with(LAST);
    !goes_on && (emphasised || !triggers().any(|trigger| run.contains(trigger)))
}

/// The characters with which the triggers end.
const LAST: [char; 4] = ['禁', '止', '须', '得'];

impl Sentence<'_> {
    fn take(&mut self, before: char, letter: char, emphasised: bool) {
        self.says_something = self.says_something || letter.is_alphanumeric();
        self.stretch = if emphasised { self.stretch + 1 } else { 0 };
        self.is_marked |= self.stretch >= LEAST;
        if self.phrase.is_none() && LAST.contains(&letter) {
            self.phrase = triggers().find(|trigger| trigger.chars().eq([before, letter]));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What stands between `**` is emphasised.
    fn look<'k>(marked: &str, points: &'k KeyPoints) -> Vec<(usize, &'k str)> {
        let text = marked.replace("**", "");
        let runs = marked.split("**").enumerate().map(|(at, run)| (run, at % 2 == 1));
        unmarked(&text, runs, points).into_iter().map(|one| (one.sentence, one.phrase)).collect()
    }

    fn plain(marked: &str) -> Vec<(usize, String)> {
        let none = KeyPoints::of(&[]).unwrap();
        look(marked, &none).into_iter().map(|(at, phrase)| (at, phrase.to_owned())).collect()
    }

    fn one(at: usize, phrase: &str) -> Vec<(usize, String)> {
        vec![(at, phrase.to_owned())]
    }

    #[test]
    fn g_20_a_prohibition_needs_emphasis() {
        assert_eq!(plain("严禁带电操作"), one(1, "严禁"));
        assert_eq!(plain("**严禁带电操作**"), []);
        assert_eq!(plain("按4步演示。**严禁**带电操作。"), []);
    }

    #[test]
    fn each_trigger_and_no_other_word() {
        for trigger in triggers() {
            assert_eq!(plain(&format!("作业前{trigger}停电。")), one(1, trigger));
        }
        for text in ["应当停电。", "禁区。", "得到许可。", "严格执行。", "不应带电操作。", ""]
        {
            assert_eq!(plain(text), [], "{text}");
        }
    }

    #[test]
    fn two_characters_at_the_boundary() {
        assert_eq!(plain("**严**禁带电操作。"), one(1, "严禁"));
        assert_eq!(plain("**严禁**带电操作。"), []);
        // Anywhere in the sentence, but in it.
        assert_eq!(plain("严禁**带电**操作。"), []);
        assert_eq!(plain("**检查。**严禁带电操作。"), one(2, "严禁"));
        assert_eq!(plain("检**查。严**禁带电操作。"), one(2, "严禁"));
        // Runs that follow each other are one for the reader, white space says nothing.
        assert_eq!(plain("**严****禁**带电操作。"), []);
        assert_eq!(plain("必须**停 **电。"), one(1, "必须"));
        assert_eq!(plain("**严**禁**带**电操作。"), one(1, "严禁"));
    }

    #[test]
    fn sentences_end_with_closing_marks_and_lines() {
        assert_eq!(
            plain("检查。严禁带电！必须验电？不得约时。"),
            [(2, "严禁".to_owned()), (3, "必须".to_owned()), (4, "不得".to_owned())]
        );
        assert_eq!(plain("**严禁带电**\n必须验电"), one(2, "必须"));
        assert_eq!(plain("**严禁带电**；必须验电，不得约时。"), []);
        // Marks that follow each other end one sentence.
        assert_eq!(plain("检查！！\r\n严禁带电"), one(2, "严禁"));
    }

    #[test]
    fn triggers_end_with_the_characters_that_are_looked_for() {
        assert!(triggers().all(|trigger| trigger.chars().count() == 2 && trigger.ends_with(LAST)));
        assert!(LAST.iter().all(|letter| triggers().any(|trigger| trigger.ends_with(*letter))));
    }

    #[test]
    fn a_word_goes_on_over_runs() {
        assert_eq!(plain("**按步骤。**严****禁带电。"), one(2, "严禁"));
    }

    #[test]
    fn key_points_of_a_host() {
        let points = KeyPoints::of(&["先验电".to_owned(), "先验电后接地".to_owned()]).unwrap();
        assert_eq!(look("先验电后接地。", &points), [(1, "先验电后接地")]);
        assert_eq!(look("停电后先验电。严禁约时。", &points), [(1, "先验电"), (2, "严禁")]);
        assert_eq!(look("停电后**先验电**。", &points), []);
        for wrong in ["", "电", &"电".repeat(65)] {
            let error = KeyPoints::of(&["先验电".to_owned(), wrong.to_owned()]).unwrap_err();
            assert_eq!((error.code, error.path.as_str()), (ErrorCode::Range, "/key_points/1"));
        }
    }
}
