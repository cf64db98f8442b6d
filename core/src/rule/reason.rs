//! Why a rule was not assessed: the only shape of "unknown" in a review. It carries no severity and never passes.
//!
//! Source: section 0 of the requirements (Unknown).

use std::borrow::Cow;

use chrono::NaiveDate;
use serde::{Deserialize, Deserializer, Serialize, de};

use super::by_code;
use crate::value::{date_text, form};

/// The code of a rule, as it stands in the catalogue.
pub type Code = &'static str;

/// Why a rule could not be asked or answered (未判定原因). Flat in JSON: `{"reason": "ParameterMissing", "key": "…"}`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(tag = "reason")]
#[non_exhaustive]
pub enum Reason {
    /// The source does not carry the facet, or people, plan or holds that the rule needs were not supplied.
    FacetAbsent,
    /// The policy does not set a parameter.
    ParameterMissing {
        /// The key of the parameter, `assess.pass_mark`.
        key: Cow<'static, str>,
    },
    /// A fact that the rule needs is absent.
    FactMissing {
        /// JSON pointer to the fact.
        path: Cow<'static, str>,
    },
    /// A fault took the item out that the rule needs.
    ItemFaulty {
        /// JSON pointer to the item.
        path: Cow<'static, str>,
    },
    /// The work calendar does not cover a day.
    CalendarCoverage {
        /// The day.
        #[serde(with = "form::date")]
        date: NaiveDate,
    },
    /// The record has not reached the step at which the rule is asked.
    NotReached,
    /// The file is encrypted.
    Encrypted,
    /// The rule compares records, and the others were not supplied.
    NoOtherRecords,
    /// Only a person can judge it.
    NeedsHumanReview,
}

impl Reason {
    /// The code in JSON and in the other languages.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Reason::FacetAbsent => "FacetAbsent",
            Reason::ParameterMissing { .. } => "ParameterMissing",
            Reason::FactMissing { .. } => "FactMissing",
            Reason::ItemFaulty { .. } => "ItemFaulty",
            Reason::CalendarCoverage { .. } => "CalendarCoverage",
            Reason::NotReached => "NotReached",
            Reason::Encrypted => "Encrypted",
            Reason::NoOtherRecords => "NoOtherRecords",
            Reason::NeedsHumanReview => "NeedsHumanReview",
        }
    }

    /// The key of the parameter or the pointer of the fact that is missing.
    #[must_use]
    pub fn missing(&self) -> Option<&str> {
        match self {
            Reason::ParameterMissing { key } => Some(key),
            Reason::FactMissing { path } => Some(path),
            _ => None,
        }
    }

    /// Whether another reason is of the same kind, whatever its details.
    #[must_use]
    pub(crate) fn is_like(&self, other: &Reason) -> bool {
        std::mem::discriminant(self) == std::mem::discriminant(other)
    }

    /// Whether validity and completeness become unknown when a code they need carries this reason: every reason
    /// but [`Reason::NotReached`].
    #[must_use]
    pub const fn leaves_verdict_open(&self) -> bool {
        !matches!(self, Reason::NotReached)
    }

    /// The reason in Chinese, for people.
    #[must_use]
    pub fn zh(&self) -> String {
        match self {
            Reason::FacetAbsent => "数据来源不含该部分资料".to_owned(),
            Reason::ParameterMissing { key } => format!("制度参数 {key} 未设定"),
            Reason::FactMissing { path } => format!("缺少判定所需的事实（位置 {path}）"),
            Reason::ItemFaulty { path } => format!("判定所需的数据项有误（位置 {path}）"),
            Reason::CalendarCoverage { date } => format!("工作日历未覆盖 {}", date_text(*date)),
            Reason::NotReached => "记录尚未到达该环节".to_owned(),
            Reason::Encrypted => "文件已加密，无法读取".to_owned(),
            Reason::NoOtherRecords => "未提供用于比对的其他记录".to_owned(),
            Reason::NeedsHumanReview => "须由人工判断".to_owned(),
        }
    }

    /// The reason in English, for people.
    #[must_use]
    pub fn en(&self) -> String {
        match self {
            Reason::FacetAbsent => "the source does not carry this part of the record".to_owned(),
            Reason::ParameterMissing { key } => format!("the policy does not set {key}"),
            Reason::FactMissing { path } => {
                format!("a fact that the rule needs is absent (at {path})")
            }
            Reason::ItemFaulty { path } => {
                format!("an item that the rule needs is faulty (at {path})")
            }
            Reason::CalendarCoverage { date } => {
                format!("the work calendar does not cover {}", date_text(*date))
            }
            Reason::NotReached => "the record has not reached this step".to_owned(),
            Reason::Encrypted => "the file is encrypted".to_owned(),
            Reason::NoOtherRecords => "the other records were not supplied".to_owned(),
            Reason::NeedsHumanReview => "a person has to judge it".to_owned(),
        }
    }
}

/// A rule that was not assessed, with its reason, flat: `{"code": "AS-05", "reason": "ParameterMissing", "key": "…"}`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct NotAssessed {
    /// The code of the rule.
    #[serde(deserialize_with = "known_code")]
    pub code: Code,
    /// Why.
    #[serde(flatten)]
    pub reason: Reason,
}

fn known_code<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Code, D::Error> {
    let code = Cow::<str>::deserialize(deserializer)?;
    by_code(&code).map(|rule| rule.code).ok_or_else(|| de::Error::custom("UnknownCode: expected the code of a rule"))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::super::{AS_05, NB_04, TM_05};
    use super::*;

    fn round(reason: Reason, code: Code, expected: serde_json::Value) {
        let line = NotAssessed { code, reason };
        let value = serde_json::to_value(&line).unwrap();
        assert_eq!(value, expected);
        assert_eq!(value["reason"], line.reason.code());
        assert_eq!(serde_json::from_value::<NotAssessed>(value).unwrap(), line);
    }

    #[test]
    fn the_reason_is_flat() {
        let key = Reason::ParameterMissing { key: "assess.pass_mark".into() };
        assert_eq!(key.zh(), "制度参数 assess.pass_mark 未设定");
        round(key, AS_05.code, json!({"code": "AS-05", "reason": "ParameterMissing", "key": "assess.pass_mark"}));
        let date = NaiveDate::from_ymd_opt(2031, 1, 2).unwrap();
        round(
            Reason::CalendarCoverage { date },
            TM_05.code,
            json!({"code": "TM-05", "reason": "CalendarCoverage", "date": "2031-01-02"}),
        );
        round(
            Reason::FactMissing { path: "/time".into() },
            "PH-04",
            json!({"code": "PH-04", "reason": "FactMissing", "path": "/time"}),
        );
        round(
            Reason::ItemFaulty { path: "/photos/3".into() },
            "PH-01",
            json!({"code": "PH-01", "reason": "ItemFaulty", "path": "/photos/3"}),
        );
        round(Reason::NoOtherRecords, NB_04.code, json!({"code": "NB-04", "reason": "NoOtherRecords"}));
        for reason in [Reason::FacetAbsent, Reason::NotReached, Reason::Encrypted, Reason::NeedsHumanReview] {
            let expected = json!({"code": "FT-06", "reason": reason.code()});
            round(reason, "FT-06", expected);
        }
    }

    #[test]
    fn an_unknown_code_or_reason_is_refused() {
        for text in [
            r#"{"code":"XX-01","reason":"NotReached"}"#,
            r#"{"code":"TP-05","reason":"Unknown"}"#,
            r#"{"code":"TP-05","reason":"ParameterMissing"}"#,
            r#"{"code":"TM-05","reason":"CalendarCoverage","date":"2031-02-30"}"#,
        ] {
            assert!(serde_json::from_str::<NotAssessed>(text).is_err(), "{text}");
        }
    }

    #[test]
    fn only_a_step_not_reached_leaves_the_verdict_alone() {
        assert!(!Reason::NotReached.leaves_verdict_open());
        assert!(Reason::FacetAbsent.leaves_verdict_open());
        assert!(Reason::NeedsHumanReview.leaves_verdict_open());
    }
}
