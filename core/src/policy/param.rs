//! One row of the table of parameters (参数): what kind of value, where it comes from, which side is stricter.

use rust_decimal::Decimal;
use serde::{Serialize, Serializer};

use super::value::{Cadence, ParamValue};

/// A parameter of the policy (制度参数): one row of parameters.md 2a or 2d.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Param {
    /// The key, for ever.
    pub key: &'static str,
    /// What kind of value it takes, and within which bounds.
    pub kind: ParamKind,
    /// The unit of its numbers.
    pub unit: Unit,
    /// The clauses of the scheme that state or need it, separated by `, `; or the instrument of external law.
    pub source: &'static str,
    /// The conflicts of the source that touch it (`C-nn`, separated by `, `); empty for none.
    pub conflict: &'static str,
    /// The value without any word of the host.
    pub seed: Seed,
    /// Where the scheme is silent: what law, custom or the library would suggest.
    pub reference: Option<Reference>,
    /// The side on which a value is stricter than its source.
    pub stricter: Stricter,
    /// What it is, in Chinese.
    pub zh: &'static str,
    /// What it is, in English.
    pub en: &'static str,
}

/// Which values a parameter takes; it decides the JSON form too.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub enum ParamKind {
    /// A whole number within bounds (JSON integer).
    Count {
        /// The smallest value.
        min: u64,
        /// The largest value.
        max: u64,
    },
    /// A fraction of 1, from 0 to 1 (JSON string `"0.98"`; a number is read too).
    Share,
    /// A decimal within bounds (JSON string; a number is read too).
    Decimal {
        /// The smallest value.
        min: Decimal,
        /// The largest value.
        max: Decimal,
        /// How many decimals it may have.
        places: u32,
    },
    /// A switch (JSON boolean).
    Flag,
    /// A text of one line (JSON string).
    Text(TextForm),
    /// One code of a list; where a side is stricter, the list runs from lax to strict (JSON string).
    Code(&'static [&'static str]),
    /// A set of codes (JSON array of strings); a set over a closed list is kept in the order of that list.
    Codes {
        /// The codes that there are; empty = any text.
        of: &'static [&'static str],
        /// Whether the set may be empty.
        empty: bool,
    },
    /// A set of whole numbers, kept from large to small (JSON array of integers).
    Counts,
    /// A rhythm (JSON object `{"every":1,"kind":"Month"}`).
    Cadence,
    /// A range with both ends in it (JSON object `{"low":"14","high":"24"}`).
    Interval {
        /// The smallest value of an end.
        min: Decimal,
        /// The largest value of an end.
        max: Decimal,
    },
    /// Code → fraction of 1 (JSON object of strings).
    Shares {
        /// The codes, all of which must be there; empty = those that the host names.
        keys: &'static [&'static str],
        /// Whether they are weights, which sum to exactly 1.
        weights: bool,
    },
    /// Code → whole number (JSON object of integers).
    CountBy {
        /// The codes that there are; empty = any.
        keys: &'static [&'static str],
    },
    /// Code → text (JSON object of strings).
    TextBy,
    /// Code → set of codes (JSON object of arrays).
    CodesBy {
        /// The codes that may stand left; empty = any.
        keys: &'static [&'static str],
        /// The codes that may stand right; empty = any.
        of: &'static [&'static str],
    },
}

impl ParamKind {
    /// The name of the kind in JSON.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            ParamKind::Count { .. } => "Count",
            ParamKind::Share => "Share",
            ParamKind::Decimal { .. } => "Decimal",
            ParamKind::Flag => "Flag",
            ParamKind::Text(_) => "Text",
            ParamKind::Code(_) => "Code",
            ParamKind::Codes { .. } => "Codes",
            ParamKind::Counts => "Counts",
            ParamKind::Cadence => "Cadence",
            ParamKind::Interval { .. } => "Interval",
            ParamKind::Shares { .. } => "Shares",
            ParamKind::CountBy { .. } => "CountBy",
            ParamKind::TextBy => "TextBy",
            ParamKind::CodesBy { .. } => "CodesBy",
        }
    }

    /// The codes that a value may name; empty where it names none or any.
    #[must_use]
    pub const fn codes(&self) -> &'static [&'static str] {
        match self {
            ParamKind::Code(of) | ParamKind::Codes { of, .. } | ParamKind::CodesBy { of, .. } => of,
            ParamKind::Shares { keys, .. } | ParamKind::CountBy { keys } => keys,
            _ => &[],
        }
    }
}

/// What a text must look like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum TextForm {
    /// Any line that says something.
    Line,
    /// A date `YYYY-MM-DD`.
    Date,
    /// Two times of day, `22:00-06:00`; it may run over midnight.
    ClockSpan,
    /// A regular expression that has to match the whole text.
    Pattern,
}

/// The value of a parameter without any word of the host.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub enum Seed {
    /// Stated by the scheme, or a harmless default of the library; the host may set another.
    Value(Lit),
    /// The scheme needs it and does not give it: unset, what needs it is Unknown.
    HostMustSet,
    /// Follows from other values or from the scheme itself: cannot be set.
    Derived(Derivation),
    /// Another name of the parameter with this key.
    Alias(&'static str),
}

/// What a derived value follows from.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub enum Derivation {
    /// Fixed by the scheme: the members of a list or their number.
    Fixed(Lit),
    /// The number of members of the set with this key.
    SizeOf(&'static str),
    /// The values of several keys under one name: (code, key).
    Group(&'static [(&'static str, &'static str)]),
}

/// What is known where the scheme is silent.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Reference {
    /// The value against which a host's value is compared, if there is one: the lowest that law asks of everybody.
    pub value: Option<Lit>,
    /// The reference in Chinese.
    pub zh: &'static str,
    /// The reference in English.
    pub en: &'static str,
}

/// The side on which a value is stricter than its source: the column `stricter` of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub enum Stricter {
    /// A larger value (`true` is larger than `false`).
    Higher,
    /// A smaller value: a shorter limit or cadence, a smaller set, `false`.
    Lower,
    /// A set with more members.
    Superset,
    /// Neither side: any other value is only different.
    None,
    /// Nothing to compare: a citation, a count derived from a set, an alias, a table of the host.
    NotCompared,
}

macro_rules! units {
    ($($(#[$doc:meta])* $unit:ident $zh:literal $en:literal;)*) => {
        /// The unit of a parameter's numbers (单位).
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
        #[non_exhaustive]
        pub enum Unit { $($(#[$doc])* $unit,)* }

        impl Unit {
            /// The unit in Chinese; empty for a value without unit.
            #[must_use]
            pub const fn zh(self) -> &'static str {
                match self { $(Unit::$unit => $zh,)* }
            }

            /// The unit in English; empty for a value without unit.
            #[must_use]
            pub const fn en(self) -> &'static str {
                match self { $(Unit::$unit => $en,)* }
            }
        }
    };
}

units! {
    /// No unit: a set, a switch, a text, a plain number.
    None "" "";
    /// Hours of elapsed time.
    Hours "小时" "hours";
    /// Minutes.
    Minutes "分钟" "minutes";
    /// Calendar days.
    Days "日" "days";
    /// Working days.
    WorkingDays "个工作日" "working days";
    /// Months.
    Months "个月" "months";
    /// Years.
    Years "年" "years";
    /// Class hours, whose length is `hours.minutes_per_class_hour`.
    ClassHours "学时" "class hours";
    /// A fraction of 1; percent only for reading.
    Share "（比例）" "(share of 1)";
    /// Points of a score.
    Score "分" "points";
    /// Persons.
    Persons "人" "persons";
    /// Pieces of whatever the row counts.
    Items "项" "items";
    /// As many one after the other.
    InARow "次（连续）" "in a row";
    /// Digits.
    Digits "位数字" "digits";
    /// Dots an inch.
    Dpi "dpi" "dpi";
    /// Bits.
    Bits "位" "bits";
    /// Metres.
    Metres "米" "metres";
    /// Lines (line spacing).
    Lines "倍行距" "lines";
    /// Levels.
    Levels "级" "levels";
    /// A month of the year, 1 to 12.
    MonthOfYear "月" "(month of the year)";
    /// An article of law.
    Article "条" "(article)";
    /// Degrees Celsius.
    Celsius "℃" "°C";
}

/// A value that can stand in a constant table; [`ParamValue`] is its owned form.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub enum Lit {
    /// A whole number.
    Count(u64),
    /// A share or another decimal.
    Decimal(Decimal),
    /// A switch.
    Flag(bool),
    /// A text or one code.
    Text(&'static str),
    /// A set of codes.
    Codes(&'static [&'static str]),
    /// A set of whole numbers.
    Counts(&'static [u64]),
    /// A rhythm.
    Cadence(Cadence),
    /// Code → share.
    Shares(&'static [(&'static str, Decimal)]),
    /// Code → whole number.
    CountBy(&'static [(&'static str, u64)]),
    /// Code → text.
    TextBy(&'static [(&'static str, &'static str)]),
    /// Code → set of codes.
    CodesBy(&'static [(&'static str, &'static [&'static str])]),
}

impl Param {
    /// The clauses of the source, one by one.
    pub fn clauses(&self) -> impl Iterator<Item = &'static str> {
        self.source.split(", ")
    }

    /// The value of the seed where the row itself has one; not for what follows from other rows.
    #[must_use]
    pub fn seed_value(&self) -> Option<ParamValue> {
        match self.seed {
            Seed::Value(lit) | Seed::Derived(Derivation::Fixed(lit)) => Some(lit.into()),
            _ => None,
        }
    }

    /// Whether a host may set it under this key.
    #[must_use]
    pub const fn settable(&self) -> bool {
        matches!(self.seed, Seed::Value(_) | Seed::HostMustSet)
    }
}

/// The row as hosts and documents read it.
#[derive(Serialize)]
struct Shown<'a> {
    key: &'a str,
    kind: &'a str,
    codes: &'a [&'a str],
    unit: Unit,
    source: &'a str,
    conflict: &'a str,
    seed: &'a str,
    value: Option<ParamValue>,
    alias_of: Option<&'a str>,
    stricter: Stricter,
    reference_zh: Option<&'a str>,
    reference_en: Option<&'a str>,
    zh: &'a str,
    en: &'a str,
}

impl Serialize for Param {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        let (seed, alias_of) = match self.seed {
            Seed::Value(_) => ("Value", None),
            Seed::HostMustSet => ("HostMustSet", None),
            Seed::Derived(_) => ("Derived", None),
            Seed::Alias(key) => ("Alias", Some(key)),
        };
        Shown {
            key: self.key,
            kind: self.kind.name(),
            codes: self.kind.codes(),
            unit: self.unit,
            source: self.source,
            conflict: self.conflict,
            seed,
            value: self.seed_value(),
            alias_of,
            stricter: self.stricter,
            reference_zh: self.reference.map(|reference| reference.zh),
            reference_en: self.reference.map(|reference| reference.en),
            zh: self.zh,
            en: self.en,
        }
        .serialize(out)
    }
}

#[cfg(test)]
mod tests {
    use crate::policy::param;

    #[test]
    fn a_row_reads_as_plain_data() {
        let row = serde_json::to_value(param("submit.electronic.limit").unwrap()).unwrap();
        assert_eq!(row["kind"], "Count");
        assert_eq!(row["unit"], "Hours");
        assert_eq!(row["value"], 24);
        assert_eq!(row["stricter"], "Lower");
        assert_eq!(row["seed"], "Value");
        let alias = serde_json::to_value(param("collect.limit").unwrap()).unwrap();
        assert_eq!((alias["seed"].as_str(), alias["alias_of"].as_str()), (Some("Alias"), Some("stage1.limit")));
    }

    #[test]
    fn clauses_come_one_by_one() {
        let row = param("submit.electronic.limit").unwrap();
        assert_eq!(row.clauses().collect::<Vec<_>>(), ["II.4.2", "IV.4.1", "VI.4.2"]);
    }
}
