//! Sort keys: the three orders of a record. They differ, and each has its place.
//!
//! | order | key | where |
//! |---|---|---|
//! | number order (编号) | year, department, type, sequence | the ledger, [`RecordNumber`] itself |
//! | binding order (装订) | training name, date, session | the bound volume, III.3.1.b, [`BindKey`] |
//! | shelf order (上架) | year, type, department | the paper boxes, III.4.1.c, [`ShelfKey`] |
//!
//! Names sort by code point after NFC: the same everywhere, independent of language settings (not by pinyin or stroke).
//! Source: III.3.1.b, III.4.1.c; G-02, G-48.

use std::borrow::Cow;
use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use unicode_normalization::{UnicodeNormalization, is_nfc};

use super::number::{NumberParts, RecordNumber};
use crate::value::{folded, form};

/// What identifies a session of training (场次): its name, day and number on that day.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct SessionKey {
    /// Training name (培训名称).
    pub name: String,
    /// Day of the session.
    #[serde(with = "form::date")]
    pub date: NaiveDate,
    /// Number of the session (场次), from 1.
    pub session_no: u32,
}

/// Place in a bound volume (装订顺序): name, date, session.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
pub struct BindKey<'a> {
    /// Training name, trimmed and in NFC; compared by code point.
    pub name: Cow<'a, str>,
    /// Day of the session.
    #[serde(with = "form::date")]
    pub date: NaiveDate,
    /// Number of the session.
    pub session_no: u32,
}

/// Box on the shelf (年度-类型-部门). Equal keys belong in one box; a box of two years is AR-03.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
pub struct ShelfKey<'a> {
    /// Year (年度).
    pub year: u16,
    /// Type code (培训类型代码).
    pub training_type: &'a str,
    /// Department code (部门代码).
    pub department: &'a str,
}

impl SessionKey {
    /// The place of this session in a bound volume.
    #[must_use]
    pub fn bind_key(&self) -> BindKey<'_> {
        let name = self.name.trim();
        let name = if is_nfc(name) { Cow::Borrowed(name) } else { Cow::Owned(name.nfc().collect()) };
        BindKey { name, date: self.date, session_no: self.session_no }
    }

    /// Whether both are the same session; names are equal after NFC, width folding and without inner spaces.
    #[must_use]
    pub fn is_same(&self, other: &SessionKey) -> bool {
        (self.date, self.session_no) == (other.date, other.session_no) && folded(&self.name) == folded(&other.name)
    }
}

impl<'a> ShelfKey<'a> {
    /// The box of a number.
    #[must_use]
    pub fn of(number: &NumberParts<'a>) -> Self {
        ShelfKey { year: number.year, training_type: number.training_type, department: number.department }
    }
}

fn order_by_key<'a, T, K: Ord>(items: &'a [T], key: impl Fn(&'a T) -> K) -> Vec<usize> {
    let mut order: Vec<(K, usize)> = items.iter().enumerate().map(|(index, item)| (key(item), index)).collect();
    order.sort();
    order.into_iter().map(|(_, index)| index).collect()
}

/// The positions of the sessions in binding order; equal keys keep their order.
/// A delivery is well bound when the answer is 0, 1, 2 … (else RV-08).
#[must_use]
pub fn bind_order(sessions: &[SessionKey]) -> Vec<usize> {
    order_by_key(sessions, SessionKey::bind_key)
}

/// The positions of the numbers in shelf order; within a box by number.
#[must_use]
pub fn shelf_order(numbers: &[RecordNumber]) -> Vec<usize> {
    order_by_key(numbers, |number| (ShelfKey::of(&number.parts()), number.sequence))
}

/// The positions of the numbers in number order.
#[must_use]
pub fn number_order(numbers: &[RecordNumber]) -> Vec<usize> {
    order_by_key(numbers, RecordNumber::parts)
}

/// The groups of positions whose sessions are the same one (RV-08), ordered by their first position.
#[must_use]
pub fn repeated_sessions(sessions: &[SessionKey]) -> Vec<Vec<usize>> {
    let mut groups: BTreeMap<_, Vec<usize>> = BTreeMap::new();
    for (index, key) in sessions.iter().enumerate() {
        groups.entry((folded(&key.name), key.date, key.session_no)).or_default().push(index);
    }
    let mut repeated: Vec<Vec<usize>> = groups.into_values().filter(|group| group.len() > 1).collect();
    repeated.sort();
    repeated
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::parse_date;

    fn key(name: &str, date: &str, session_no: u32) -> SessionKey {
        SessionKey { name: name.to_owned(), date: parse_date(date).unwrap(), session_no }
    }

    #[test]
    fn g_02_three_orders_of_one_set_differ() {
        let set: [(&str, SessionKey); 4] = [
            ("2024-CG-AB-001", key("消防演练", "2024-03-01", 1)),
            ("2024-AJ-SC-002", key("安全用电", "2024-05-01", 1)),
            ("2024-CG-SC-015", key("安全用电", "2024-04-01", 1)),
            ("2023-CG-SC-007", key("高处作业", "2023-04-01", 1)),
        ];
        let numbers: Vec<RecordNumber> = set.iter().map(|(text, _)| text.parse().unwrap()).collect();
        let sessions: Vec<SessionKey> = set.into_iter().map(|(_, key)| key).collect();
        assert_eq!(number_order(&numbers), [3, 1, 0, 2]);
        assert_eq!(shelf_order(&numbers), [3, 0, 1, 2]);
        assert_eq!(bind_order(&sessions), [2, 1, 0, 3]);
        let parts = numbers[2].parts();
        assert_eq!(ShelfKey::of(&parts), ShelfKey { year: 2024, training_type: "SC", department: "CG" });
    }

    #[test]
    fn g_48_names_sort_by_code_point_after_nfc() {
        // U+4E00 一, U+5B89 安, U+9AD8 高; a character beyond U+FFFF sorts behind U+FF21, unlike in UTF-16.
        let names = ["高处", "𠀀", "Ａ", "安全", "一级", "é", "e\u{301}a", "Z"];
        let sessions: Vec<SessionKey> = names.iter().map(|name| key(name, "2024-01-01", 1)).collect();
        let sorted: Vec<&str> = bind_order(&sessions).into_iter().map(|index| names[index]).collect();
        assert_eq!(sorted, ["Z", "é", "e\u{301}a", "一级", "安全", "高处", "Ａ", "𠀀"]);
    }

    #[test]
    fn iii_3_1_b_name_then_date_then_session() {
        let sessions = [
            key("安全", "2024-02-01", 1),
            key("安全", "2024-01-01", 10),
            key("安全", "2024-01-01", 2),
            key("一级", "2024-12-31", 9),
            key("安全", "2024-01-01", 2),
        ];
        assert_eq!(bind_order(&sessions), [3, 2, 4, 1, 0]);
        assert_eq!(repeated_sessions(&sessions), [vec![2, 4]]);
    }

    #[test]
    fn rv_08_the_same_session_under_another_spelling() {
        let sessions =
            [key("一号 车间Ａ", "2024-01-01", 1), key("x", "2024-01-01", 1), key(" 一号车间A", "2024-01-01", 1)];
        assert!(sessions[0].is_same(&sessions[2]));
        assert!(!sessions[0].is_same(&key("一号车间A", "2024-01-01", 2)));
        assert_eq!(repeated_sessions(&sessions), [vec![0, 2]]);
    }

    #[test]
    fn json_of_the_keys() {
        let session: SessionKey =
            serde_json::from_str(r#"{"name":" e\u0301","date":"2024-01-01","session_no":1}"#).unwrap();
        assert_eq!(
            serde_json::to_string(&session.bind_key()).unwrap(),
            "{\"name\":\"é\",\"date\":\"2024-01-01\",\"session_no\":1}"
        );
    }
}
