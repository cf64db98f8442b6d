//! Wording (用语规范): the lexicon of colloquial expressions, prohibitions without emphasis, summaries that say nothing
//! that one could check.
//!
//! [`ENTRIES`] is the lexicon that ships: each row has the colloquial expression, the term that regulations use, longer
//! correct terms in which it does not fire, a sentence in which it fires and one in which it must not. A [`Lexicon`] is
//! what texts are held against: the shipped rows, less those that a host takes out, with those that it adds.
//!
//! Matching is exact, character by character, over the text as it stands: long texts are not normalised (input rules), so
//! that a place found is a place in the text. At each place the longest word counts; a longer correct term hides what
//! stands inside it. One pass, whatever the number of words.
//!
//! Uses `error`, `value`, the macro of `vocab`. Source: IV.1.2, C-48, golden case G-20.

mod concrete;
mod emphasis;
mod entries;
mod lexicon;
mod words;

pub use concrete::is_concrete;
pub use emphasis::{DEMANDS, KeyPoints, PROHIBITIONS, Unmarked, unmarked};
pub use entries::{ENTRIES, Entry};
pub use lexicon::{Lexicon, WordingHint};

crate::vocab::code::codes! {
    /// The part of the trade in which an expression is at home (用语领域).
    WordingField {
        Protection "个体防护" "personal protection";
        Lifting "起重吊装" "lifting";
        Transport "场内运输" "vehicles on site";
        Welding "焊接与动火" "welding and hot work";
        Electricity "电气" "electricity";
        Machinery "机械设备" "machinery";
        ConfinedSpace "受限空间" "confined space";
        Chemical "危险化学品" "chemicals";
        Mining "矿山与爆破" "mining and blasting";
        Construction "建筑施工" "construction";
        Fire "消防" "fire";
        Conduct "人员与行为" "people and conduct";
        Accident "事故与伤害" "accidents and injuries";
    }
}
