//! The value of a parameter and its JSON form.

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

use super::param::{Lit, ParamKind};
use crate::value::decimal_text;

/// A value of a parameter. Its JSON form carries no tag: the kind of the parameter says how to read it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ParamValue {
    /// A whole number: JSON integer.
    Count(u64),
    /// A share or another decimal: JSON string.
    Decimal(Decimal),
    /// A switch: JSON boolean.
    Flag(bool),
    /// A text or one code: JSON string.
    Text(String),
    /// A set of codes: JSON array of strings.
    Codes(Vec<String>),
    /// A set of whole numbers: JSON array of integers.
    Counts(Vec<u64>),
    /// A rhythm: JSON object `{"every":1,"kind":"Month"}`.
    Cadence(Cadence),
    /// A range with both ends in it: JSON object `{"high":"24","low":"14"}`.
    Interval {
        /// The lower end.
        low: Decimal,
        /// The upper end.
        high: Decimal,
    },
    /// Code → share or weight: JSON object of strings.
    Shares(BTreeMap<String, Decimal>),
    /// Code → whole number: JSON object of integers.
    CountBy(BTreeMap<String, u64>),
    /// Code → text: JSON object of strings.
    TextBy(BTreeMap<String, String>),
    /// Code → set of codes: JSON object of arrays.
    CodesBy(BTreeMap<String, Vec<String>>),
}

/// A rhythm (周期): once in every so many periods.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Cadence {
    /// How many periods, 1 or more.
    pub every: u32,
    /// Which period.
    pub kind: CadenceKind,
}

/// The period of a rhythm.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[non_exhaustive]
pub enum CadenceKind {
    /// A day.
    Day,
    /// An ISO week, Monday to Sunday.
    Week,
    /// A calendar month.
    Month,
    /// A calendar quarter.
    Quarter,
    /// January to June or July to December.
    HalfYear,
    /// A calendar year.
    Year,
}

/// Every kind of period: code, Chinese, English, length. The lengths only put rhythms in order: in 48ths of a
/// day a mean month is whole, so that twelve months are exactly a year.
const PERIODS: [(CadenceKind, &str, &str, &str, u64); 6] = [
    (CadenceKind::Day, "Day", "日", "day", 48),
    (CadenceKind::Week, "Week", "周", "week", 336),
    (CadenceKind::Month, "Month", "月", "month", 1461),
    (CadenceKind::Quarter, "Quarter", "季度", "quarter", 4383),
    (CadenceKind::HalfYear, "HalfYear", "半年", "half-year", 8766),
    (CadenceKind::Year, "Year", "年", "year", 17_532),
];

impl CadenceKind {
    fn row(self) -> (CadenceKind, &'static str, &'static str, &'static str, u64) {
        let [day, ..] = PERIODS;
        PERIODS.into_iter().find(|row| row.0 == self).unwrap_or(day)
    }

    /// The period of a code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        PERIODS.into_iter().find(|row| row.1 == code).map(|row| row.0)
    }

    /// The code in JSON.
    #[must_use]
    pub fn code(self) -> &'static str {
        self.row().1
    }

    /// Every code, in the order of their length.
    #[must_use]
    pub fn codes() -> [&'static str; 6] {
        PERIODS.map(|row| row.1)
    }
}

impl Cadence {
    /// The mean length, in a measure that serves for comparison only.
    #[must_use]
    pub fn length(self) -> u64 {
        u64::from(self.every).saturating_mul(self.kind.row().4)
    }

    /// The rhythm in Chinese: `每季度`, `每2年`.
    #[must_use]
    pub fn zh(self) -> String {
        let name = self.kind.row().2;
        if self.every == 1 {
            format!("每{name}")
        } else {
            format!("每{}个{name}", self.every).replace("个年", "年")
        }
    }

    /// The rhythm in English: `every quarter`, `every 2 years`.
    #[must_use]
    pub fn en(self) -> String {
        let name = self.kind.row().3;
        if self.every == 1 { format!("every {name}") } else { format!("every {} {name}s", self.every) }
    }
}

impl From<Lit> for ParamValue {
    fn from(lit: Lit) -> Self {
        fn owned(list: &[&str]) -> Vec<String> {
            list.iter().map(|text| (*text).to_owned()).collect()
        }
        fn by<T: Copy, U>(list: &[(&str, T)], value: impl Fn(T) -> U) -> BTreeMap<String, U> {
            list.iter().map(|(key, held)| ((*key).to_owned(), value(*held))).collect()
        }
        match lit {
            Lit::Count(value) => ParamValue::Count(value),
            Lit::Decimal(value) => ParamValue::Decimal(value),
            Lit::Flag(value) => ParamValue::Flag(value),
            Lit::Text(value) => ParamValue::Text(value.to_owned()),
            Lit::Codes(list) => ParamValue::Codes(owned(list)),
            Lit::Counts(list) => ParamValue::Counts(list.to_vec()),
            Lit::Cadence(value) => ParamValue::Cadence(value),
            Lit::Shares(list) => ParamValue::Shares(by(list, |value| value)),
            Lit::CountBy(list) => ParamValue::CountBy(by(list, |value| value)),
            Lit::TextBy(list) => ParamValue::TextBy(by(list, str::to_owned)),
            Lit::CodesBy(list) => ParamValue::CodesBy(by(list, owned)),
        }
    }
}

impl From<u64> for ParamValue {
    fn from(value: u64) -> Self {
        ParamValue::Count(value)
    }
}

impl From<Decimal> for ParamValue {
    fn from(value: Decimal) -> Self {
        ParamValue::Decimal(value)
    }
}

impl From<bool> for ParamValue {
    fn from(value: bool) -> Self {
        ParamValue::Flag(value)
    }
}

impl From<&str> for ParamValue {
    fn from(value: &str) -> Self {
        ParamValue::Text(value.to_owned())
    }
}

impl From<&[&str]> for ParamValue {
    fn from(list: &[&str]) -> Self {
        ParamValue::Codes(list.iter().map(|text| (*text).to_owned()).collect())
    }
}

impl From<Cadence> for ParamValue {
    fn from(value: Cadence) -> Self {
        ParamValue::Cadence(value)
    }
}

impl Serialize for ParamValue {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        match self {
            ParamValue::Count(value) => out.serialize_u64(*value),
            ParamValue::Decimal(value) => out.serialize_str(&decimal_text(*value)),
            ParamValue::Flag(value) => out.serialize_bool(*value),
            ParamValue::Text(value) => out.serialize_str(value),
            ParamValue::Codes(list) => list.serialize(out),
            ParamValue::Counts(list) => list.serialize(out),
            ParamValue::Cadence(value) => value.serialize(out),
            ParamValue::Interval { low, high } => {
                let mut map = out.serialize_map(Some(2))?;
                map.serialize_entry("high", &decimal_text(*high))?;
                map.serialize_entry("low", &decimal_text(*low))?;
                map.end()
            }
            ParamValue::Shares(map) => out.collect_map(map.iter().map(|(key, value)| (key, decimal_text(*value)))),
            ParamValue::CountBy(map) => map.serialize(out),
            ParamValue::TextBy(map) => map.serialize(out),
            ParamValue::CodesBy(map) => map.serialize(out),
        }
    }
}

impl ParamValue {
    /// The value for an error or a diff: short, in English or Chinese.
    pub(super) fn text(&self, kind: &ParamKind, zh: bool) -> String {
        let percent = |share: &Decimal| {
            share
                .checked_mul(Decimal::ONE_HUNDRED)
                .map_or_else(|| decimal_text(*share), |p| format!("{}%", decimal_text(p)))
        };
        let pairs = |list: Vec<String>| if list.is_empty() { "{}".to_owned() } else { list.join("; ") };
        match self {
            ParamValue::Count(value) => value.to_string(),
            ParamValue::Decimal(value) if matches!(kind, ParamKind::Share) => percent(value),
            ParamValue::Decimal(value) => decimal_text(*value),
            ParamValue::Flag(value) => match (value, zh) {
                (true, true) => "是".to_owned(),
                (false, true) => "否".to_owned(),
                (true, false) => "yes".to_owned(),
                (false, false) => "no".to_owned(),
            },
            ParamValue::Text(value) => value.clone(),
            ParamValue::Codes(list) if list.is_empty() => "{}".to_owned(),
            ParamValue::Codes(list) => list.join(", "),
            ParamValue::Counts(list) => list.iter().map(u64::to_string).collect::<Vec<_>>().join(", "),
            ParamValue::Cadence(value) => {
                if zh {
                    value.zh()
                } else {
                    value.en()
                }
            }
            ParamValue::Interval { low, high } => format!("{}–{}", decimal_text(*low), decimal_text(*high)),
            ParamValue::Shares(map) => pairs(map.iter().map(|(key, v)| format!("{key} {}", percent(v))).collect()),
            ParamValue::CountBy(map) => pairs(map.iter().map(|(key, v)| format!("{key} {v}")).collect()),
            ParamValue::TextBy(map) => pairs(map.iter().map(|(key, v)| format!("{key} {v}")).collect()),
            ParamValue::CodesBy(map) => pairs(map.iter().map(|(key, v)| format!("{key} {}", v.join(", "))).collect()),
        }
    }

    /// What kind of value it is, for errors.
    pub(super) const fn kind(&self) -> &'static str {
        match self {
            ParamValue::Count(_) => "a count",
            ParamValue::Decimal(_) => "a decimal",
            ParamValue::Flag(_) => "a flag",
            ParamValue::Text(_) => "a text",
            ParamValue::Codes(_) => "a set of codes",
            ParamValue::Counts(_) => "a set of counts",
            ParamValue::Cadence(_) => "a cadence",
            ParamValue::Interval { .. } => "an interval",
            ParamValue::Shares(_) => "a table of shares",
            ParamValue::CountBy(_) => "a table of counts",
            ParamValue::TextBy(_) => "a table of texts",
            ParamValue::CodesBy(_) => "a table of sets",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::parse_decimal;

    #[test]
    fn each_kind_has_its_json_form() {
        let decimal = |text| parse_decimal(text).unwrap();
        for (value, json) in [
            (ParamValue::from(24), "24"),
            (ParamValue::from(decimal("0.980")), "\"0.98\""),
            (ParamValue::from(true), "true"),
            (ParamValue::from("A4"), "\"A4\""),
            (ParamValue::from(["SignIn", "Video"].as_slice()), r#"["SignIn","Video"]"#),
            (ParamValue::Counts(vec![90, 0]), "[90,0]"),
            (ParamValue::from(Cadence { every: 2, kind: CadenceKind::Year }), r#"{"every":2,"kind":"Year"}"#),
            (ParamValue::Interval { low: decimal("14"), high: decimal("24") }, r#"{"high":"24","low":"14"}"#),
            (ParamValue::Shares([("a".to_owned(), decimal("0.50"))].into()), r#"{"a":"0.5"}"#),
            (ParamValue::CountBy([("b".to_owned(), 3)].into()), r#"{"b":3}"#),
            (ParamValue::TextBy([("AJ".to_owned(), "D1".to_owned())].into()), r#"{"AJ":"D1"}"#),
            (ParamValue::CodesBy([("SC".to_owned(), vec!["Other".to_owned()])].into()), r#"{"SC":["Other"]}"#),
        ] {
            assert_eq!(serde_json::to_string(&value).unwrap(), json);
        }
    }

    #[test]
    fn rhythms_are_named_and_ordered() {
        let every = |every, kind| Cadence { every, kind };
        assert_eq!(every(12, CadenceKind::Month).length(), every(1, CadenceKind::Year).length());
        assert_eq!(every(2, CadenceKind::Quarter).length(), every(1, CadenceKind::HalfYear).length());
        assert!(every(4, CadenceKind::Week).length() < every(1, CadenceKind::Month).length());
        assert_eq!(every(1, CadenceKind::Quarter).zh(), "每季度");
        assert_eq!(every(2, CadenceKind::Year).zh(), "每2年");
        assert_eq!(every(3, CadenceKind::Month).zh(), "每3个月");
        assert_eq!(every(2, CadenceKind::Year).en(), "every 2 years");
        assert_eq!(CadenceKind::codes().map(|code| CadenceKind::from_code(code).unwrap().code()), CadenceKind::codes());
    }
}
