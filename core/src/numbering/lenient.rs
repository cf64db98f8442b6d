//! Lenient reading: what people and spreadsheets do to a number is undone, and each change is reported.
//!
//! Only what leaves no doubt is changed. A year of two digits, letters for digits (`O1O`) and inner spaces stay
//! refused: to repair them would be a guess. Source: G-01, II.6.1.c, input rules (identifiers, text).

use serde::Serialize;

use super::number::{LAST_SEQUENCE, RecordNumber, SEPARATOR, digits, shown};
use crate::error::{Error, ErrorCode, Result};

/// Longest text that is looked at, in bytes: a number of 26 wide characters with room for spaces.
const LONGEST: usize = 256;

/// What was normalised.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
pub enum NormalisationKind {
    /// White space before or after was taken away.
    Trimmed,
    /// Full-width letters, digits or marks (全角) became ASCII.
    Narrowed,
    /// Other dashes (en dash, minus, Chinese double dash …) became `-`.
    Dashes,
    /// Small letters became capitals.
    UpperCased,
    /// The sequence was written with too few or too many digits.
    SequenceWidth,
}

/// One change that lenient reading made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Normalisation {
    /// What was changed.
    pub what: NormalisationKind,
    /// The text before this change.
    pub from: String,
    /// The text after it.
    pub to: String,
    /// The change in Chinese.
    pub zh: &'static str,
    /// The change in English.
    pub en: &'static str,
}

impl NormalisationKind {
    /// The change in Chinese and in English.
    #[must_use]
    pub const fn texts(self) -> (&'static str, &'static str) {
        match self {
            NormalisationKind::Trimmed => ("去除首尾空白", "white space around the number was removed"),
            NormalisationKind::Narrowed => ("全角字符改为半角", "full-width characters were narrowed"),
            NormalisationKind::Dashes => ("连接号统一为“-”", "other dashes were replaced by '-'"),
            NormalisationKind::UpperCased => ("小写字母改为大写", "small letters were made capitals"),
            NormalisationKind::SequenceWidth => ("序号位数改为规定位数", "the sequence was set to its proper width"),
        }
    }

    const ALL: [NormalisationKind; 5] = [
        NormalisationKind::Trimmed,
        NormalisationKind::Narrowed,
        NormalisationKind::Dashes,
        NormalisationKind::UpperCased,
        NormalisationKind::SequenceWidth,
    ];

    fn apply(self, text: &str) -> String {
        match self {
            NormalisationKind::Trimmed => text.trim().to_owned(),
            NormalisationKind::Narrowed => text.chars().map(narrow).collect(),
            // The Chinese dash is two characters wide (——) and one mark.
            NormalisationKind::Dashes => {
                text.replace("——", "-").chars().map(|c| if is_dash(c) { SEPARATOR } else { c }).collect()
            }
            NormalisationKind::UpperCased => text.to_ascii_uppercase(),
            NormalisationKind::SequenceWidth => set_width(text).unwrap_or_else(|| text.to_owned()),
        }
    }
}

/// The ASCII character of a full-width one.
pub(super) fn narrow(c: char) -> char {
    match c {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        other => other,
    }
}

/// Whether a character is a dash that stands for `-`: hyphens, en, em and figure dash, bar, minus, the small and wide
/// forms, the line of tables and the Japanese length mark that input methods offer. 一 is a digit and no dash.
pub(super) fn is_dash(c: char) -> bool {
    matches!(
        c,
        '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{2500}' | '\u{30FC}' | '\u{FE58}' | '\u{FE63}' | '\u{FF0D}'
    )
}

fn set_width(text: &str) -> Option<String> {
    let (head, tail) = text.rsplit_once(SEPARATOR)?;
    let sequence = digits(tail).filter(|value| (1..=LAST_SEQUENCE).contains(value))?;
    Some(format!("{head}{SEPARATOR}{sequence:03}"))
}

impl RecordNumber {
    /// Reads a number leniently: trims, narrows, unifies dashes, makes capitals and sets the width of the sequence
    /// (`1` and `0001` are both 001), then reads the result strictly. Every change is in the list, in that order.
    ///
    /// # Errors
    /// [`ErrorCode::NumberMalformed`] (NB-01) where the normalised text is no number; sequence 000 stays refused.
    ///
    /// ```
    /// use anxun::numbering::RecordNumber;
    /// let (number, changes) = RecordNumber::parse_lenient("2023–aj–SC–001 ")?;
    /// assert_eq!(number.to_string(), "2023-AJ-SC-001");
    /// assert_eq!(changes.len(), 3);
    /// # Ok::<(), anxun::error::Error>(())
    /// ```
    pub fn parse_lenient(text: &str) -> Result<(RecordNumber, Vec<Normalisation>)> {
        if text.len() > LONGEST {
            let expected = "a record number of at most 256 bytes with its surroundings";
            return Err(Error::new(ErrorCode::NumberMalformed, shown(text), expected));
        }
        let mut changes = Vec::new();
        let mut current = text.to_owned();
        for what in NormalisationKind::ALL {
            let next = what.apply(&current);
            if next != current {
                let (zh, en) = what.texts();
                let from = std::mem::replace(&mut current, next.clone());
                changes.push(Normalisation { what, from, to: next, zh, en });
            }
        }
        Ok((RecordNumber::parse(&current)?, changes))
    }
}

#[cfg(test)]
mod tests {
    use super::NormalisationKind::*;
    use super::*;

    fn lenient(text: &str) -> (String, Vec<NormalisationKind>) {
        let (number, changes) = RecordNumber::parse_lenient(text).unwrap();
        (number.to_string(), changes.iter().map(|change| change.what).collect())
    }

    #[test]
    fn g_01_lenient_normalises_with_a_note() {
        let cases: [(&str, &[NormalisationKind]); 14] = [
            ("2023-AJ-SC-001", &[]),
            ("2023-AJ-SC-001 ", &[Trimmed]),
            ("\u{3000}2023-AJ-SC-001\t\n", &[Trimmed]),
            ("2023–AJ–SC–001", &[Dashes]),
            ("2023—AJ−SC‑001", &[Dashes]),
            ("2023——AJ——SC——001", &[Dashes]),
            ("2023ーAJ─SC-001", &[Dashes]),
            ("2023－AJ－SC－001", &[Narrowed]),
            ("２０２３－ＡＪ－ＳＣ－００１", &[Narrowed]),
            ("2023-aj-Sc-001", &[UpperCased]),
            ("2023-AJ-SC-1", &[SequenceWidth]),
            ("2023-AJ-SC-0001", &[SequenceWidth]),
            ("２０２３–ａｊ-SC-1", &[Narrowed, Dashes, UpperCased, SequenceWidth]),
            (" 2023-aj-SC-001", &[Trimmed, UpperCased]),
        ];
        for (text, kinds) in cases {
            assert_eq!(lenient(text), ("2023-AJ-SC-001".to_owned(), kinds.to_vec()), "{text}");
        }
        assert_eq!(lenient("2023-AJ-SC-0999").0, "2023-AJ-SC-999");
        assert_eq!(lenient("2023-AJ-SC-01000").0, "2023-AJ-SC-1000");
    }

    #[test]
    fn what_would_be_a_guess_stays_refused() {
        for text in [
            "2023-AJ-SC-000",
            "2023-AJ-SC-0",
            "23-AJ-SC-001",
            "2024-CG-SC-O1O",
            "2023 - AJ - SC - 001",
            "2023AJSC001",
            "2023-AJ-SC-10000",
            "2023一AJ一SC一001",
            "2023-AJ-SC",
            "",
            "   ",
            "2023-AJ-SC--001",
            "2023-Ñ-SC-001",
            "2023-AJ-SC-1234567890",
            "2023-ß-SC-001",
        ] {
            assert_eq!(RecordNumber::parse_lenient(text).unwrap_err().code, ErrorCode::NumberMalformed, "{text}");
        }
        let long = format!("{}2023-AJ-SC-001", " ".repeat(LONGEST));
        assert!(RecordNumber::parse_lenient(&long).is_err());
    }

    #[test]
    fn a_note_has_before_after_and_both_languages() {
        let (_, changes) = RecordNumber::parse_lenient(" 2023-aj-SC-001").unwrap();
        assert_eq!(
            changes.first().map(|note| (note.from.as_str(), note.to.as_str())),
            Some((" 2023-aj-SC-001", "2023-aj-SC-001"))
        );
        let json = serde_json::to_value(&changes).unwrap();
        assert_eq!(json[1]["what"], "UpperCased");
        assert_eq!(json[1]["to"], "2023-AJ-SC-001");
        assert_eq!(json[1]["zh"], "小写字母改为大写");
    }
}
