//! The lexicon that ships (用语词库): one row for each colloquial expression, in files by part of the trade.
//!
//! A row is `"expression" => "trade term", ["longer correct term", …], "sentence in which it fires", "sentence in which it
//! does not";`. An expression in two parts stands for anything between them within one clause. Tests ask every row.

mod lifting;
mod people;
mod plant;
mod site;
mod welding;

use serde::Serialize;

use super::WordingField;

/// A row of the lexicon (用语条目).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Entry {
    /// The colloquial expression; `…` in it stands for anything within one clause.
    pub term: &'static str,
    /// The term of the trade, as regulations use it.
    pub preferred: &'static str,
    /// The part of the trade.
    pub field: WordingField,
    /// Longer correct terms, or words that meet by chance: inside them the expression does not fire.
    pub longer: &'static [&'static str],
    /// A sentence in which it fires.
    pub example: &'static str,
    /// A sentence in which it must not.
    pub counter_example: &'static str,
    /// What stands before `…`; the whole expression where it has one part.
    #[serde(skip)]
    pub(super) head: &'static str,
    /// What stands behind `…`; empty where the expression has one part.
    #[serde(skip)]
    pub(super) tail: &'static str,
}

macro_rules! entries {
    (@term ($head:literal, $tail:literal)) => { concat!($head, "…", $tail) };
    (@term $term:literal) => { $term };
    (@head ($head:literal, $tail:literal)) => { $head };
    (@head $term:literal) => { $term };
    (@tail ($head:literal, $tail:literal)) => { $tail };
    (@tail $term:literal) => { "" };
    ($list:ident of $field:ident; $($term:tt => $preferred:literal, [$($longer:literal),*],
        $example:literal, $counter:literal;)*) => {
        pub(super) const $list: &[$crate::wording::Entry] = &[$($crate::wording::Entry {
            term: entries!(@term $term),
            preferred: $preferred,
            field: $crate::wording::WordingField::$field,
            longer: &[$($longer),*],
            example: $example,
            counter_example: $counter,
            head: entries!(@head $term),
            tail: entries!(@tail $term),
        }),*];
    };
}
use entries;

const LISTS: &[&[Entry]] = &[
    site::PROTECTION,
    lifting::LIFTING,
    lifting::TRANSPORT,
    welding::WELDING,
    welding::ELECTRICITY,
    plant::MACHINERY,
    plant::CONFINED,
    plant::CHEMICAL,
    site::MINING,
    site::CONSTRUCTION,
    site::FIRE,
    people::CONDUCT,
    people::ACCIDENT,
];

const COUNT: usize = {
    let (mut sum, mut lists) = (0, LISTS);
    while let [list, rest @ ..] = lists {
        sum += list.len();
        lists = rest;
    }
    sum
};

/// The lexicon that ships, by part of the trade.
pub static ENTRIES: &[Entry] = &JOINED;

#[expect(clippy::indexing_slicing, reason = "runs in the compiler, which refuses an index out of range")]
static JOINED: [Entry; COUNT] = {
    let mut all = [LISTS[0][0]; COUNT];
    let (mut next, mut lists) = (0, LISTS);
    while let [list, rest @ ..] = lists {
        let mut list = *list;
        while let [entry, more @ ..] = list {
            all[next] = *entry;
            next += 1;
            list = more;
        }
        lists = rest;
    }
    all
};
