//! A parameter in words for people: what it is without any word of the host.

use super::param::{Derivation, Param, ParamKind, Seed, Unit};
use super::table::param;
use super::value::ParamValue;

impl Param {
    /// The value without any word of the host, with its unit, in Chinese (`zh`) or English.
    #[must_use]
    pub fn default_text(&self, zh: bool) -> String {
        let said = |in_chinese: &str, in_english: &str| if zh { in_chinese.to_owned() } else { in_english.to_owned() };
        match self.seed {
            Seed::Value(lit) | Seed::Derived(Derivation::Fixed(lit)) => self.shown(&lit.into(), zh),
            Seed::HostMustSet => said("须由单位设定", "to be set by the host"),
            Seed::Alias(key) => param(key).map_or_else(String::new, |other| other.default_text(zh)),
            Seed::Derived(Derivation::SizeOf(key)) => {
                if zh {
                    format!("{key}的项数")
                } else {
                    format!("number of members of {key}")
                }
            }
            Seed::Derived(Derivation::Group(rows)) => {
                rows.iter().map(|(_, key)| *key).collect::<Vec<_>>().join(if zh { "、" } else { ", " })
            }
        }
    }

    /// A value of the parameter with its unit.
    fn shown(&self, value: &ParamValue, zh: bool) -> String {
        let text = value.text(&self.kind, zh);
        let is_number = matches!(value, ParamValue::Count(_) | ParamValue::Decimal(_));
        match (is_number, zh) {
            _ if text == "{}" => if zh { "无" } else { "none" }.to_owned(),
            // A share is shown in percent.
            (true, _) if matches!(self.kind, ParamKind::Share) || self.unit == Unit::None => text,
            (true, true) => format!("{text}{}", self.unit.zh()),
            (true, false) if text == "1" => format!("{text} {}", self.unit.en().trim_end_matches('s')),
            (true, false) => format!("{text} {}", self.unit.en()),
            (false, _) => text,
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::policy::param;

    #[test]
    fn a_default_has_its_unit_in_either_language() {
        let shown = |key| {
            let row = param(key).unwrap();
            (row.default_text(true), row.default_text(false))
        };
        let texts = |zh: &str, en: &str| (zh.to_owned(), en.to_owned());
        assert_eq!(shown("signin.issue_before"), texts("10分钟", "10 minutes"));
        assert_eq!(shown("review.content_match_min"), texts("100%", "100%"));
        assert_eq!(shown("wording.asked"), texts("是", "yes"));
        assert_eq!(shown("proofs.general"), texts("SignIn, Video, ExamPaper", "SignIn, Video, ExamPaper"));
        assert_eq!(shown("wording.without"), texts("无", "none"));
        assert_eq!(shown("assess.pass_mark"), texts("须由单位设定", "to be set by the host"));
        assert_eq!(shown("rectify.severe.tolerance"), texts("1小时", "1 hour"));
        assert_eq!(shown("collect.limit"), texts("24小时", "24 hours"));
    }
}
