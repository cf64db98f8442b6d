//! The counters of many scopes in one place: for a host that keeps its numbers in a document and for first imports.
//!
//! A host with a database keeps one [`Sequence`] a row instead. Source: II.6.1.c, III.4.1.a; G-01, G-02.

use std::collections::BTreeMap;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::number::{RecordNumber, Scope};
use super::sequence::{Block, Returned, Sequence, Void};
use crate::error::{Error, ErrorCode, Result};

/// The counters of many scopes (编号簿), each independent of the others. In JSON a list of [`Sequence`], ordered by scope.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SequenceBook(BTreeMap<Scope, Sequence>);

impl SequenceBook {
    /// A book in which no number was given out.
    #[must_use]
    pub fn new() -> Self {
        SequenceBook::default()
    }

    /// The book behind numbers that were given out, in any order: issued, destroyed, voided and reserved ones alike,
    /// since none of them may come again. Each scope goes on behind its highest number; gaps are not filled.
    #[must_use]
    pub fn from_numbers<'a>(numbers: impl IntoIterator<Item = &'a RecordNumber>) -> Self {
        let mut book = SequenceBook::new();
        for number in numbers {
            let row = book.row(number.scope());
            row.next = row.next.max(number.sequence.saturating_add(1));
        }
        book
    }

    /// The book from counter rows.
    ///
    /// # Errors
    /// [`ErrorCode::DuplicateId`] where a scope has two rows: one of them is behind and would issue numbers twice.
    pub fn from_sequences(rows: impl IntoIterator<Item = Sequence>) -> Result<Self> {
        let mut book = BTreeMap::new();
        for (index, row) in rows.into_iter().enumerate() {
            if book.contains_key(&row.scope) {
                let found = row.scope.to_string();
                return Err(Error::new(ErrorCode::DuplicateId, found, "one counter a scope").at(format!("/{index}")));
            }
            book.insert(row.scope.clone(), row);
        }
        Ok(SequenceBook(book))
    }

    fn row(&mut self, scope: Scope) -> &mut Sequence {
        self.0.entry(scope).or_insert_with_key(|scope| Sequence::new(scope.clone()))
    }

    /// Gives out the next number of a scope; the first is 001.
    ///
    /// # Errors
    /// Those of [`Scope::new`] and [`Sequence::next`].
    pub fn next(&mut self, year: u16, department: &str, training_type: &str) -> Result<RecordNumber> {
        self.row(Scope::new(year, department, training_type)?).next()
    }

    /// Reserves the next `count` numbers of a scope.
    ///
    /// # Errors
    /// Those of [`Scope::new`] and [`Sequence::reserve`].
    pub fn reserve(&mut self, year: u16, department: &str, training_type: &str, count: u32) -> Result<Block> {
        self.row(Scope::new(year, department, training_type)?).reserve(count)
    }

    /// Gives a block back to its counter.
    ///
    /// # Errors
    /// Those of [`Block::give_back`]; [`ErrorCode::NumberNotReserved`] where the book has no such scope.
    pub fn give_back(&mut self, block: Block) -> Result<Returned> {
        match self.0.get_mut(&block.scope) {
            Some(row) => block.give_back(row),
            None => Err(Error::new(ErrorCode::NumberNotReserved, block.scope.to_string(), "a scope of this book")),
        }
    }

    /// Checks a void entry, see [`Sequence::void`].
    ///
    /// # Errors
    /// Those of [`Sequence::void`]; [`ErrorCode::NumberNotReserved`] where the book has no such scope.
    pub fn void(&self, void: Void, bearer: Option<&str>) -> Result<Void> {
        match self.0.get(&void.number.scope()) {
            Some(row) => row.void(void, bearer),
            None => Err(Error::new(ErrorCode::NumberNotReserved, void.number.to_string(), "a scope of this book")),
        }
    }

    /// The counter of a scope.
    #[must_use]
    pub fn sequence(&self, scope: &Scope) -> Option<&Sequence> {
        self.0.get(scope)
    }

    /// All counters, ordered by scope.
    pub fn sequences(&self) -> impl Iterator<Item = &Sequence> {
        self.0.values()
    }
}

impl Serialize for SequenceBook {
    fn serialize<S: Serializer>(&self, out: S) -> std::result::Result<S::Ok, S::Error> {
        out.collect_seq(self.0.values())
    }
}

impl<'de> Deserialize<'de> for SequenceBook {
    fn deserialize<D: Deserializer<'de>>(input: D) -> std::result::Result<Self, D::Error> {
        SequenceBook::from_sequences(Vec::<Sequence>::deserialize(input)?).map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::parse_stamp;

    fn numbers(texts: impl IntoIterator<Item = String>) -> Vec<RecordNumber> {
        texts.into_iter().map(|text| text.parse().unwrap()).collect()
    }

    #[test]
    fn g_01_the_first_number_of_an_empty_book() {
        let mut book = SequenceBook::new();
        assert_eq!(book.next(2023, "AJ", "SC").unwrap().to_string(), "2023-AJ-SC-001");
        assert_eq!(book.next(2023, "AJ", "SC").unwrap().to_string(), "2023-AJ-SC-002");
        assert_eq!(book.next(2023, "aj", "SC").unwrap_err().code, ErrorCode::NumberMalformed);
        assert_eq!(book.sequences().count(), 1, "a refused scope leaves no row");
    }

    #[test]
    fn g_02_the_book_goes_on_behind_the_highest_and_scopes_are_independent() {
        let held = numbers((1..=14).rev().map(|n| format!("2024-CG-SC-{n:03}")).chain(["2024-AJ-SC-003".to_owned()]));
        let mut book = SequenceBook::from_numbers(&held);
        assert_eq!(book.next(2024, "CG", "SC").unwrap().to_string(), "2024-CG-SC-015");
        assert_eq!(book.next(2024, "AJ", "SC").unwrap().to_string(), "2024-AJ-SC-004");
        assert_eq!(book.next(2025, "CG", "SC").unwrap().to_string(), "2025-CG-SC-001");
        assert_eq!(book.next(2024, "CG", "FX").unwrap().to_string(), "2024-CG-FX-001");
    }

    #[test]
    fn i_4_4_gaps_are_not_filled() {
        let mut book = SequenceBook::from_numbers(&numbers(["2024-CG-SC-001".to_owned(), "2024-CG-SC-009".to_owned()]));
        assert_eq!(book.next(2024, "CG", "SC").unwrap().to_string(), "2024-CG-SC-010");
    }

    #[test]
    fn blocks_and_voids_go_to_their_own_counter() {
        let mut book = SequenceBook::new();
        let block = book.reserve(2024, "CG", "SC", 3).unwrap();
        book.next(2024, "AJ", "SC").unwrap();
        assert_eq!(book.give_back(block).unwrap().returned.map(|range| range.count()), Some(3));
        assert_eq!(book.next(2024, "CG", "SC").unwrap().sequence, 1);
        let stray = Sequence::new(Scope::new(2030, "CG", "SC").unwrap()).reserve(1).unwrap();
        assert_eq!(book.give_back(stray).unwrap_err().code, ErrorCode::NumberNotReserved);
        let at = parse_stamp("2024-09-27T17:00:00+08:00").unwrap();
        let void = |text: &str| Void::new(text.parse().unwrap(), "登记错误", None, at).unwrap();
        assert!(book.void(void("2024-CG-SC-001"), None).is_ok());
        assert_eq!(book.void(void("2030-CG-SC-001"), None).unwrap_err().code, ErrorCode::NumberNotReserved);
        assert_eq!(book.next(2024, "CG", "SC").unwrap().sequence, 2, "a void number stays used");
    }

    #[test]
    fn json_is_a_list_with_one_row_a_scope() {
        let mut book = SequenceBook::new();
        book.next(2024, "CG", "SC").unwrap();
        let json = serde_json::to_string(&book).unwrap();
        assert_eq!(json, r#"[{"scope":{"year":2024,"department":"CG","training_type":"SC"},"next":2}]"#);
        assert_eq!(serde_json::from_str::<SequenceBook>(&json).unwrap(), book);
        let twice = json.replace(['[', ']'], "");
        let error = serde_json::from_str::<SequenceBook>(&format!("[{twice},{twice}]")).unwrap_err();
        assert!(error.to_string().contains("DuplicateId"));
    }
}
