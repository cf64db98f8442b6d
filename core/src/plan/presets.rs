//! Numbers of external law (外部法规), which a host switches on by name: hours by role and industry, the absence from which a
//! return is trained, the rhythm of drills. None is on unasked; each row says where it comes from and how sure that is.
//!
//! What the policy itself states stands beside them, and the stricter of the two holds. Source: domain facts 2.1, 2.3, 6;
//! parameters 2d. What is only known from hearsay (confidence L) never passes or fails anybody; as a preset it says so.

use serde::Serialize;

use super::data::IndustryKind;
use crate::error::{Error, ErrorCode, Result};
use crate::vocab::code::codes;

codes! {
    /// Presets of external law and custom (预设).
    PresetName {
        Order3 "《生产经营单位安全培训规定》（3号令）" "Order 3: hours, absence of one year";
        Committee10 "安委〔2012〕10号" "Document 10 of 2012 of the Work Safety Committee: yearly hours of other industries, construction";
        ReturnSixMonths "离岗六个月复工培训（部分省份）" "return training after six months (some provinces)";
        ClassHour45 "每学时45分钟（惯例）" "45 minutes a class hour (custom)";
        DrillAnyOne "88号令第33条：演练按最低频次" "Order 88, article 33: any drill of its kind counts";
        DrillEachPlan "88号令第33条：每个现场处置方案均须演练（江苏）" "Order 88, article 33: each on-site plan is drilled (Jiangsu)";
    }

    /// How sure a fact of external law is (可信度).
    Confidence {
        High = "H" "已核原文或两个独立来源" "read in the full text or in two independent sources";
        Medium = "M" "单一转述来源" "one secondary source";
        Low = "L" "未核实" "not verified";
    }

    /// Whose hours (人员类别).
    HourGroup {
        Manager "主要负责人与安全生产管理人员" "principals and safety managers";
        Worker "其他从业人员" "other workers";
    }

    /// Which hours (学时类别).
    HourPhase {
        Initial "岗前（初次）" "before the work begins";
        Annual "每年" "each year";
    }
}

/// The industries of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub enum IndustryClass {
    /// The five industries of Order 3.
    Order3,
    /// Construction.
    Construction,
    /// Any that no other row of the preset names.
    Other,
}

/// The least hours of somebody (最低学时).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct HoursRule {
    /// The preset that has it.
    pub preset: PresetName,
    /// Whose.
    pub group: HourGroup,
    /// In which industries.
    pub industry: IndustryClass,
    /// Which.
    pub phase: HourPhase,
    /// Class hours; absent = the instrument prescribes none for them.
    pub hours: Option<u32>,
    /// Where it stands.
    pub basis: &'static str,
    /// How sure that is.
    pub confidence: Confidence,
}

const fn order3(
    group: HourGroup,
    industry: IndustryClass,
    phase: HourPhase,
    hours: Option<u32>,
    basis: &'static str,
) -> HoursRule {
    HoursRule { preset: PresetName::Order3, group, industry, phase, hours, basis, confidence: Confidence::High }
}

const fn committee(industry: IndustryClass, phase: HourPhase, hours: u32) -> HoursRule {
    HoursRule {
        preset: PresetName::Committee10,
        group: HourGroup::Worker,
        industry,
        phase,
        hours: Some(hours),
        basis: "安委〔2012〕10号",
        confidence: Confidence::High,
    }
}

/// Every number of hours that the presets know.
pub const HOURS: &[HoursRule] = {
    use HourGroup::{Manager, Worker};
    use HourPhase::{Annual, Initial};
    use IndustryClass::{Construction, Order3, Other};
    &[
        order3(Manager, Other, Initial, Some(32), "3号令 9"),
        order3(Manager, Order3, Initial, Some(48), "3号令 9"),
        order3(Manager, Other, Annual, Some(12), "3号令 9"),
        order3(Manager, Order3, Annual, Some(16), "3号令 9"),
        order3(Worker, Other, Initial, Some(24), "3号令 13"),
        order3(Worker, Order3, Initial, Some(72), "3号令 13"),
        order3(Worker, Other, Annual, None, "3号令 13"),
        order3(Worker, Order3, Annual, Some(20), "3号令 13"),
        committee(Other, Initial, 24),
        committee(Order3, Initial, 72),
        committee(Construction, Initial, 32),
        committee(Other, Annual, 8),
        committee(Order3, Annual, 20),
        committee(Construction, Annual, 20),
    ]
};

/// What a preset is, for people.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PresetInfo {
    /// Its name.
    pub name: PresetName,
    /// What it is, in Chinese.
    pub zh: &'static str,
    /// What it is, in English.
    pub en: &'static str,
    /// How sure its facts are.
    pub confidence: Confidence,
    /// Its hours.
    pub hours: Vec<HoursRule>,
    /// The months of absence from which a return is trained.
    pub absence_months: Option<u32>,
    /// Minutes of a class hour.
    pub class_minutes: Option<u32>,
    /// Months within which a drill of a comprehensive or special plan is due, where an industry is not listed.
    pub drill_months: Option<u32>,
    /// The same in the listed industries.
    pub drill_months_listed: Option<u32>,
    /// Months within which a drill of an on-site response plan is due.
    pub drill_months_on_site: Option<u32>,
}

/// Months within which a drill is due (演练周期).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DrillMonths {
    /// A comprehensive or special plan in the listed industries.
    pub listed: u32,
    /// A comprehensive or special plan in other industries.
    pub others: u32,
    /// An on-site response plan.
    pub on_site: u32,
}

impl PresetName {
    /// The preset of a name.
    ///
    /// # Errors
    /// `UnknownCode` for a name that none has.
    pub fn named(name: &str) -> Result<PresetName> {
        PresetName::from_code(name)
            .ok_or_else(|| Error::new(ErrorCode::UnknownCode, "no such preset", PresetName::CODES.list()))
    }

    /// Months of absence from which a return is trained.
    #[must_use]
    pub const fn absence_months(self) -> Option<u32> {
        match self {
            PresetName::Order3 => Some(12),
            PresetName::ReturnSixMonths => Some(6),
            _ => None,
        }
    }

    /// Minutes of a class hour.
    #[must_use]
    pub const fn class_minutes(self) -> Option<u32> {
        match self {
            PresetName::ClassHour45 => Some(45),
            _ => None,
        }
    }

    /// How sure its facts are.
    #[must_use]
    pub const fn confidence(self) -> Confidence {
        match self {
            PresetName::ClassHour45 => Confidence::Low,
            // The texts of the provinces that were read are older than their last revision.
            PresetName::ReturnSixMonths => Confidence::Medium,
            _ => Confidence::High,
        }
    }

    /// Months within which a drill is due: listed industries drill every half year, and an on-site plan is drilled every half
    /// year everywhere.
    #[must_use]
    pub const fn drills(self) -> Option<DrillMonths> {
        match self {
            PresetName::DrillAnyOne | PresetName::DrillEachPlan => {
                Some(DrillMonths { listed: 6, others: 12, on_site: 6 })
            }
            _ => None,
        }
    }

    /// The row of the table.
    #[must_use]
    pub fn info(self) -> PresetInfo {
        PresetInfo {
            name: self,
            zh: self.zh(),
            en: self.en(),
            confidence: self.confidence(),
            hours: HOURS.iter().filter(|rule| rule.preset == self).copied().collect(),
            absence_months: self.absence_months(),
            class_minutes: self.class_minutes(),
            drill_months: self.drills().map(|months| months.others),
            drill_months_listed: self.drills().map(|months| months.listed),
            drill_months_on_site: self.drills().map(|months| months.on_site),
        }
    }
}

impl IndustryClass {
    /// Whether an industry belongs to it, in the rows of one preset.
    #[must_use]
    pub fn holds(self, industry: IndustryKind, preset: PresetName) -> bool {
        let construction = preset == PresetName::Committee10 && industry == IndustryKind::Construction;
        match self {
            IndustryClass::Order3 => industry.in_order_3(),
            IndustryClass::Construction => construction,
            IndustryClass::Other => !industry.in_order_3() && !construction,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_preset_names_each_group_once_for_each_industry() {
        for industry in IndustryKind::ALL {
            for rule in HOURS {
                let same = HOURS.iter().filter(|other| {
                    (other.preset, other.group, other.phase) == (rule.preset, rule.group, rule.phase)
                        && other.industry.holds(*industry, other.preset)
                });
                assert_eq!(same.count(), 1, "{industry:?} {rule:?}");
            }
        }
    }

    #[test]
    fn hours_of_order_3_are_those_of_its_articles() {
        // Domain fact 2.1; construction belongs to the list of article 27 and not to that of Order 3.
        let hours = |industry, group, phase| {
            let own = HOURS.iter().find(|rule| {
                rule.preset == PresetName::Order3
                    && (rule.group, rule.phase) == (group, phase)
                    && rule.industry.holds(industry, rule.preset)
            });
            own.unwrap().hours
        };
        assert_eq!(hours(IndustryKind::HazardousChemicals, HourGroup::Worker, HourPhase::Initial), Some(72));
        assert_eq!(hours(IndustryKind::Construction, HourGroup::Worker, HourPhase::Initial), Some(24));
        assert_eq!(hours(IndustryKind::General, HourGroup::Manager, HourPhase::Annual), Some(12));
        assert_eq!(hours(IndustryKind::General, HourGroup::Worker, HourPhase::Annual), None);
    }

    #[test]
    fn nothing_of_low_confidence_calls_itself_more() {
        assert_eq!(PresetName::ClassHour45.confidence(), Confidence::Low);
        assert!(HOURS.iter().all(|rule| rule.confidence == Confidence::High));
    }
}
