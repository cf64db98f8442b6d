//! `wording.*`: the lexicon, and a text held against it.

use std::collections::BTreeMap;
use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::Operation;
use super::catalogue::Nothing;
use crate::error::{Error, ErrorCode, Faults};
use crate::json::Limits;
use crate::wording::{ENTRIES, Entry, Lexicon};

pub(super) struct Entries;

impl Operation for Entries {
    const NAME: &'static str = "wording.lexicon";
    const ZH: &'static str = "随库提供的用语词库：口语表述、规范术语、例句与反例";
    const EN: &'static str = "The lexicon that ships: colloquial expression, trade term, sentence and counter-sentence";
    type Request = Nothing;
    type Response = &'static [Entry];

    fn answer(_: Nothing) -> Result<&'static [Entry], Faults> {
        Ok(ENTRIES)
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct HintsRequest {
    text: String,
    /// As the parameter `wording.terms`.
    #[serde(default)]
    terms: BTreeMap<String, String>,
    /// As the parameter `wording.without`.
    #[serde(default)]
    without: Vec<String>,
}

#[derive(Serialize)]
pub(super) struct HintsAnswer {
    hints: Vec<HintRow>,
}

/// A colloquial expression with its place, in bytes of UTF-8 and in characters.
#[derive(Serialize)]
pub(super) struct HintRow {
    bytes: [usize; 2],
    characters: [usize; 2],
    term: String,
    preferred: String,
}

pub(super) struct Hints;

impl Operation for Hints {
    const NAME: &'static str = "wording.hints";
    const ZH: &'static str = "找出文本中的口语化表述及对应术语";
    const EN: &'static str = "The colloquial expressions of a text, with their trade terms";
    type Request = HintsRequest;
    type Response = HintsAnswer;

    fn answer(request: HintsRequest) -> Result<HintsAnswer, Faults> {
        let (count, limit) = (request.text.chars().count(), Limits::default().long_text);
        if count > limit {
            let expected = format!("at most {limit} characters");
            return Err(Error::new(ErrorCode::Limit, format!("{count} characters"), expected).at("/text").into());
        }
        let lexicon = Lexicon::of(&request.terms, &request.without)?;
        let (mut byte, mut character) = (0, 0);
        // Places come from left to right: the characters up to each are counted on from the one before.
        let mut characters_to = |to: usize| {
            character += request.text.get(byte..to).map_or(0, |part| part.chars().count());
            byte = to;
            character
        };
        let hints = lexicon.hints(&request.text);
        let rows = hints.into_iter().map(|hint| {
            let Range { start, end } = hint.span;
            let characters = [characters_to(start), characters_to(end)];
            let (term, preferred) = (hint.term.to_owned(), hint.preferred.to_owned());
            HintRow { bytes: [start, end], characters, term, preferred }
        });
        Ok(HintsAnswer { hints: rows.collect() })
    }
}

#[cfg(test)]
mod tests {
    use crate::error::ErrorCode;
    use crate::operations::call;

    #[test]
    fn the_lexicon_reads_as_plain_data() {
        let rows: serde_json::Value = serde_json::from_str(&call("wording.lexicon", b"{}").unwrap()).unwrap();
        let row = rows.as_array().unwrap().iter().find(|row| row["term"] == "塔吊").unwrap();
        assert_eq!(row["preferred"], "塔式起重机");
        assert_eq!((&row["field"], &row["longer"][0]), (&"Lifting".into(), &"塔吊装".into()));
        assert!(row["example"].is_string() && row["counter_example"].is_string() && row.get("head").is_none());
    }

    #[test]
    fn places_are_counted_in_bytes_and_in_characters() {
        let answer = call("wording.hints", r#"{"text":"P-1泵：倒链和塔吊"}"#.as_bytes()).unwrap();
        let expected = concat!(
            r#"{"hints":[{"bytes":[9,15],"characters":[5,7],"preferred":"手拉葫芦","term":"倒链"},"#,
            r#"{"bytes":[18,24],"characters":[8,10],"preferred":"塔式起重机","term":"塔吊"}]}"#
        );
        assert_eq!(answer, expected);
        let own = r#"{"text":"倒链和大锤","terms":{"大锤":"八角锤"},"without":["倒链"]}"#;
        assert!(call("wording.hints", own.as_bytes()).unwrap().contains("八角锤"));
    }

    #[test]
    fn a_text_above_the_limit_is_refused() {
        let ask = |count: usize| call("wording.hints", format!(r#"{{"text":"{}"}}"#, "安".repeat(count)).as_bytes());
        assert_eq!(ask(65_536).unwrap(), r#"{"hints":[]}"#);
        let fault = ask(65_537).unwrap_err().0.remove(0);
        assert_eq!((fault.code, fault.path.as_str()), (ErrorCode::Limit, "/text"));
    }
}
