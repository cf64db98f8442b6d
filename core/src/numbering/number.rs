//! The number itself: strict shape, the same bytes back, number order.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::error::{Error, ErrorCode, Result};

/// What stands between the four parts (`number.pattern`, II.6.1).
pub const SEPARATOR: char = '-';

/// Digits of a sequence up to 999 (`number.seq_width`, from the two examples of the scheme).
pub const SEQUENCE_WIDTH: u32 = 3;

/// The last sequence number of a scope. C-35 widens to four digits once and never wraps.
pub const LAST_SEQUENCE: u32 = 9999;

const FIRST_YEAR: u16 = 1900;
const LAST_YEAR: u16 = 9999;

/// The number of a record (记录编号), e.g. `2023-AJ-SC-001`. In JSON it is that string.
///
/// The order of the type is **number order**: year, department, type, sequence. Other orders are in
/// [`ShelfKey`](super::ShelfKey) and [`BindKey`](super::BindKey). Source: I.4.4, II.6.1.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub struct RecordNumber {
    /// Year (年度), 1900 to 9999: that of the end of the session (NB-07).
    pub year: u16,
    /// Department code (部门代码): 1 to 8 of `A`–`Z`, `0`–`9`.
    pub department: String,
    /// Type code (培训类型代码): 1 to 8 of `A`–`Z`, `0`–`9`.
    pub training_type: String,
    /// Sequence (序号), 1 to [`LAST_SEQUENCE`].
    pub sequence: u32,
}

/// The parts of a number, borrowed from its text: what the hot path carries.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub struct NumberParts<'a> {
    /// Year (年度).
    pub year: u16,
    /// Department code (部门代码).
    pub department: &'a str,
    /// Type code (培训类型代码).
    pub training_type: &'a str,
    /// Sequence (序号).
    pub sequence: u32,
}

/// What a sequence counts within: year, department and type (C-35). The key of a host's counter row.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Scope {
    /// Year (年度).
    pub year: u16,
    /// Department code (部门代码).
    pub department: String,
    /// Type code (培训类型代码).
    pub training_type: String,
}

/// The part of a number that is not as it must be.
#[derive(Clone, Copy)]
enum Part {
    Shape,
    Year,
    Department,
    TrainingType,
    Sequence,
}

impl Part {
    fn expected(self) -> &'static str {
        match self {
            Part::Shape => "year-department-type-sequence with '-' between, such as 2023-AJ-SC-001",
            Part::Year => "a year of four digits from 1900 to 9999",
            Part::Department => "a department code of 1 to 8 letters A-Z and digits",
            Part::TrainingType => "a type code of 1 to 8 letters A-Z and digits",
            Part::Sequence => "three digits for 001 to 999, four without leading zero for 1000 to 9999",
        }
    }
}

/// Whether a text has the shape of a code: 1 to 8 of `A`–`Z` and `0`–`9`.
pub(super) fn is_code(text: &str) -> bool {
    (1..=8).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())
}

/// The value of at most nine ASCII digits.
pub(super) fn digits(text: &str) -> Option<u32> {
    if text.is_empty() || text.len() > 9 {
        return None;
    }
    text.bytes().try_fold(0, |value, byte| byte.is_ascii_digit().then(|| value * 10 + u32::from(byte - b'0')))
}

fn split(text: &str) -> std::result::Result<NumberParts<'_>, Part> {
    let mut pieces = text.split(SEPARATOR);
    let (Some(year), Some(department), Some(training_type), Some(sequence), None) =
        (pieces.next(), pieces.next(), pieces.next(), pieces.next(), pieces.next())
    else {
        return Err(Part::Shape);
    };
    let year = digits(year).filter(|_| year.len() == 4).and_then(|year| u16::try_from(year).ok());
    let year = year.filter(|year| (FIRST_YEAR..=LAST_YEAR).contains(year)).ok_or(Part::Year)?;
    if !is_code(department) {
        return Err(Part::Department);
    }
    if !is_code(training_type) {
        return Err(Part::TrainingType);
    }
    let narrow = sequence.len() == 3;
    let wide = sequence.len() == 4 && !sequence.starts_with('0');
    let sequence = digits(sequence).filter(|value| (narrow || wide) && *value > 0).ok_or(Part::Sequence)?;
    Ok(NumberParts { year, department, training_type, sequence })
}

/// What an error may show of a text that should have been a number. People write names and employee numbers into the
/// wrong column, so only a text is shown that begins with a digit, has the three separators of a number (a few more of a
/// slip) and for the rest Latin letters and digits of any width.
pub(super) fn shown(text: &str) -> String {
    let latin = |c: char| c.is_ascii_graphic() || c == ' ' || matches!(c, '\u{FF01}'..='\u{FF5E}' | '\u{3000}');
    let dash = super::lenient::is_dash;
    let dated = text.trim_start().starts_with(|c| matches!(c, '0'..='9' | '０'..='９'));
    let separators = text.chars().filter(|c| dash(*c)).take(7).count();
    if text.len() <= 64 && dated && (3..=6).contains(&separators) && text.chars().all(|c| latin(c) || dash(c)) {
        text.to_owned()
    } else {
        format!("a text of {} characters", text.chars().count())
    }
}

impl<'a> NumberParts<'a> {
    /// Reads a number strictly, byte for byte; allocates nothing on success.
    ///
    /// # Errors
    /// [`ErrorCode::NumberMalformed`] (NB-01): `expected` says which part is wrong.
    pub fn parse(text: &'a str) -> Result<Self> {
        split(text).map_err(|part| Error::new(ErrorCode::NumberMalformed, shown(text), part.expected()))
    }

    /// A number from its parts.
    ///
    /// # Errors
    /// [`ErrorCode::Range`] for a year outside 1900..=9999 or sequence 0, [`ErrorCode::SequenceEnd`] for a sequence
    /// beyond [`LAST_SEQUENCE`], [`ErrorCode::NumberMalformed`] for a code of another shape.
    pub fn new(year: u16, department: &'a str, training_type: &'a str, sequence: u32) -> Result<Self> {
        let parts = NumberParts { year, department, training_type, sequence };
        parts.check_scope()?;
        match sequence {
            0 => Err(Error::new(ErrorCode::Range, "0", "a sequence from 1 to 9999").at("/sequence")),
            1..=LAST_SEQUENCE => Ok(parts),
            _ => Err(Error::new(ErrorCode::SequenceEnd, sequence.to_string(), "at most 9999").at("/sequence")),
        }
    }

    fn check_scope(&self) -> Result<()> {
        let code = |text: &str, part: Part, path: &str| {
            let found = || format!("a text of {} characters", text.chars().count());
            if is_code(text) {
                Ok(())
            } else {
                Err(Error::new(ErrorCode::NumberMalformed, found(), part.expected()).at(path))
            }
        };
        if !(FIRST_YEAR..=LAST_YEAR).contains(&self.year) {
            return Err(Error::new(ErrorCode::Range, self.year.to_string(), Part::Year.expected()).at("/year"));
        }
        code(self.department, Part::Department, "/department")?;
        code(self.training_type, Part::TrainingType, "/training_type")
    }

    /// The same number with texts of its own.
    #[must_use]
    pub fn to_number(&self) -> RecordNumber {
        RecordNumber {
            year: self.year,
            department: self.department.to_owned(),
            training_type: self.training_type.to_owned(),
            sequence: self.sequence,
        }
    }

    /// The scope in which the number was counted.
    #[must_use]
    pub fn scope(&self) -> Scope {
        Scope { year: self.year, department: self.department.to_owned(), training_type: self.training_type.to_owned() }
    }

    /// Whether the sequence passed 999 and has four digits (NB-08).
    #[must_use]
    pub fn is_widened(&self) -> bool {
        self.sequence > 999
    }
}

impl RecordNumber {
    /// Reads a number strictly, byte for byte.
    ///
    /// # Errors
    /// [`ErrorCode::NumberMalformed`] (NB-01).
    ///
    /// ```
    /// use anxun::numbering::RecordNumber;
    /// let number = RecordNumber::parse("2023-AJ-SC-001")?;
    /// assert_eq!((number.year, number.department.as_str(), number.sequence), (2023, "AJ", 1));
    /// assert_eq!(number.to_string(), "2023-AJ-SC-001");
    /// assert!(RecordNumber::parse("2023-AJ-SC-1").is_err());
    /// # Ok::<(), anxun::error::Error>(())
    /// ```
    pub fn parse(text: &str) -> Result<Self> {
        NumberParts::parse(text).map(|parts| parts.to_number())
    }

    /// A number from its parts.
    ///
    /// # Errors
    /// Those of [`NumberParts::new`].
    pub fn new(year: u16, department: &str, training_type: &str, sequence: u32) -> Result<Self> {
        NumberParts::new(year, department, training_type, sequence).map(|parts| parts.to_number())
    }

    /// The parts, borrowed.
    #[must_use]
    pub fn parts(&self) -> NumberParts<'_> {
        NumberParts {
            year: self.year,
            department: &self.department,
            training_type: &self.training_type,
            sequence: self.sequence,
        }
    }

    /// The scope in which the number was counted.
    #[must_use]
    pub fn scope(&self) -> Scope {
        self.parts().scope()
    }

    /// Whether the sequence passed 999 and has four digits (NB-08).
    #[must_use]
    pub fn is_widened(&self) -> bool {
        self.parts().is_widened()
    }
}

impl Scope {
    /// A scope from its parts.
    ///
    /// # Errors
    /// [`ErrorCode::Range`] for a year outside 1900..=9999, [`ErrorCode::NumberMalformed`] for a code of another shape.
    pub fn new(year: u16, department: &str, training_type: &str) -> Result<Self> {
        let parts = NumberParts { year, department, training_type, sequence: 1 };
        parts.check_scope().map(|()| parts.scope())
    }

    /// The number of that sequence in this scope.
    ///
    /// # Errors
    /// Those of [`NumberParts::new`].
    pub fn number(&self, sequence: u32) -> Result<RecordNumber> {
        RecordNumber::new(self.year, &self.department, &self.training_type, sequence)
    }

    /// Whether the number was counted in this scope.
    #[must_use]
    pub fn holds(&self, number: &NumberParts<'_>) -> bool {
        (self.year, self.department.as_str(), self.training_type.as_str())
            == (number.year, number.department, number.training_type)
    }
}

impl fmt::Display for NumberParts<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{}-{}-{:03}", self.year, self.department, self.training_type, self.sequence)
    }
}

impl fmt::Display for RecordNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.parts().fmt(f)
    }
}

impl fmt::Display for Scope {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{}-{}", self.year, self.department, self.training_type)
    }
}

impl FromStr for RecordNumber {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        RecordNumber::parse(text)
    }
}

impl Serialize for RecordNumber {
    fn serialize<S: Serializer>(&self, out: S) -> std::result::Result<S::Ok, S::Error> {
        out.collect_str(self)
    }
}

struct NumberVisitor;

impl serde::de::Visitor<'_> for NumberVisitor {
    type Value = RecordNumber;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a record number such as \"2023-AJ-SC-001\"")
    }

    fn visit_str<E: serde::de::Error>(self, text: &str) -> std::result::Result<RecordNumber, E> {
        RecordNumber::parse(text).map_err(E::custom)
    }
}

impl<'de> Deserialize<'de> for RecordNumber {
    fn deserialize<D: Deserializer<'de>>(input: D) -> std::result::Result<Self, D::Error> {
        input.deserialize_str(NumberVisitor)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn g_01_parse_gives_the_parts_and_format_the_bytes() {
        let number = RecordNumber::parse("2023-AJ-SC-001").unwrap();
        assert_eq!(number, RecordNumber::new(2023, "AJ", "SC", 1).unwrap());
        assert_eq!(number.to_string(), "2023-AJ-SC-001");
        assert_eq!(number.scope().to_string(), "2023-AJ-SC");
        for text in ["2023-AJ-SC-999", "2023-AJ-SC-1000", "1900-A-B-001", "9999-ABCDEFGH-01234567-9999"] {
            assert_eq!(RecordNumber::parse(text).unwrap().to_string(), text);
            assert_eq!(NumberParts::parse(text).unwrap().to_string(), text);
        }
    }

    #[test]
    fn g_01_strict_refuses_every_other_form() {
        let refused = [
            "2023-AJ-SC-1",
            "2023-AJ-SC-01",
            "2023-AJ-SC-0001",
            "2023-AJ-SC-000",
            "2023-AJ-SC-0999",
            "2023-AJ-SC-10000",
            "2023-AJ-SC-0000",
            "23-AJ-SC-001",
            "02023-AJ-SC-001",
            "1899-AJ-SC-001",
            "0000-AJ-SC-001",
            "2023-aj-SC-001",
            "2023–AJ–SC–001",
            "2023-AJ-SC-001 ",
            " 2023-AJ-SC-001",
            "２０２３-AJ-SC-001",
            "2023-ＡＪ-SC-001",
            "2023-AJ-SC-+01",
            "2023--SC-001",
            "2023-AJ-SC-",
            "2023-AJ-SC",
            "2023-AJ-SC-001-",
            "2023-AJ-SC-001-1",
            "2023-ABCDEFGHI-SC-001",
            "2023-安-SC-001",
            "2023-AJ-SC-001\n",
            "2023-AJ-SC-O01",
            "2023_AJ_SC_001",
            "",
            "-",
            "---",
            "----",
        ];
        for text in refused {
            let error = RecordNumber::parse(text).unwrap_err();
            assert_eq!(error.code, ErrorCode::NumberMalformed, "{text}");
            assert!(error.to_string().contains("NB-01"), "{text}");
        }
        assert!(RecordNumber::parse("2023-AJ-SC-000").unwrap_err().expected.contains("three digits"));
        assert!(RecordNumber::parse("23-AJ-SC-001").unwrap_err().expected.contains("year of four digits"));
    }

    #[test]
    fn an_error_shows_no_text_that_may_be_a_name() {
        for text in ["张三", "E10023", "2023-张三-SC-001", "Zhang-San-Li-1", "2019-03-0123", &"2-".repeat(200)] {
            assert!(RecordNumber::parse(text).unwrap_err().found.starts_with("a text of"), "{text}");
        }
        assert_eq!(RecordNumber::parse("2023–AJ–SC–001").unwrap_err().found, "2023–AJ–SC–001");
        assert_eq!(Scope::new(2023, "张三", "SC").unwrap_err().found, "a text of 2 characters");
    }

    #[test]
    fn parts_out_of_range_are_refused() {
        let code =
            |year, department, kind, sequence| RecordNumber::new(year, department, kind, sequence).unwrap_err().code;
        assert_eq!(code(1899, "AJ", "SC", 1), ErrorCode::Range);
        assert_eq!(code(10_000, "AJ", "SC", 1), ErrorCode::Range);
        assert_eq!(code(2023, "aj", "SC", 1), ErrorCode::NumberMalformed);
        assert_eq!(code(2023, "AJ", "", 1), ErrorCode::NumberMalformed);
        assert_eq!(code(2023, "AJ", "SC", 0), ErrorCode::Range);
        assert_eq!(code(2023, "AJ", "SC", 10_000), ErrorCode::SequenceEnd);
        assert!(!RecordNumber::new(2023, "AJ", "SC", 999).unwrap().is_widened());
        assert!(RecordNumber::new(2023, "AJ", "SC", 1000).unwrap().is_widened(), "NB-08");
    }

    #[test]
    fn number_order_counts_and_does_not_spell() {
        let mut numbers: Vec<RecordNumber> =
            ["2024-AJ-SC-1000", "2024-AJ-SC-999", "2024-AJ-AB-002", "2023-ZZ-SC-001", "2024-A-SC-001"]
                .iter()
                .map(|text| text.parse().unwrap())
                .collect();
        numbers.sort();
        let texts: Vec<String> = numbers.iter().map(ToString::to_string).collect();
        assert_eq!(texts, ["2023-ZZ-SC-001", "2024-A-SC-001", "2024-AJ-AB-002", "2024-AJ-SC-999", "2024-AJ-SC-1000"]);
    }

    #[test]
    fn json_is_the_string_and_strict() {
        let number: RecordNumber = serde_json::from_str("\"2023-AJ-SC-001\"").unwrap();
        assert_eq!(serde_json::to_string(&number).unwrap(), "\"2023-AJ-SC-001\"");
        assert!(serde_json::from_str::<RecordNumber>("\"2023-AJ-SC-1\"").is_err());
        assert!(serde_json::from_str::<RecordNumber>("1").is_err());
        let scope = serde_json::to_string(&number.scope()).unwrap();
        assert_eq!(scope, r#"{"year":2023,"department":"AJ","training_type":"SC"}"#);
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_back(
            year in 1900_u16..=9999, department in "[A-Z0-9]{1,8}", kind in "[A-Z0-9]{1,8}", sequence in 1_u32..=9999,
        ) {
            let number = RecordNumber::new(year, &department, &kind, sequence).unwrap();
            prop_assert_eq!(RecordNumber::parse(&number.to_string()).unwrap(), number);
        }

        #[test]
        fn what_is_read_is_written_back(text in "[0-9]{3,5}-[A-Z]{0,2}-[A-Z]{1,2}-[0-9]{1,5}") {
            if let Ok(number) = RecordNumber::parse(&text) {
                prop_assert_eq!(number.to_string(), text);
            }
        }
    }
}
