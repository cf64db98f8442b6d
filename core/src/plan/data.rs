//! The facts of a workforce as the host gives them: plain data, stable JSON names, no behaviour.
//!
//! People, spells, certificates and roles are those of the [organisation](crate::org); here is what an obligation needs beside
//! them. These facts stand apart from the organisation because no review of a record asks for them. Lists may be left out and
//! are then empty; an optional fact that is left out is unknown. The checked and indexed form is
//! [`Workforce`](super::Workforce).

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::training::Training;
use crate::org::{OrganisationData, PersonKey};
use crate::value::form;
use crate::vocab::code::codes;
use crate::vocab::{FourNewSubject, ManagementPost, TrainingKind};

/// A company with all that decides who may work.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WorkforceData {
    /// Units, people, aliases.
    pub organisation: OrganisationData,
    /// Industry by code of the unit (行业); a unit without one has that of the nearest unit above it.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub industries: BTreeMap<String, IndustryKind>,
    /// What each post asks for (岗位要求).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub posts: Vec<Job>,
    /// What each operation asks for that is no special operation of the catalogue (作业要求).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub operations: Vec<Job>,
    /// Absences and accidents of people (离岗、事故).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub events: Vec<Event>,
    /// New technology, processes, equipment and material (四新).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub changes: Vec<Change>,
    /// Who did what work on which day (作业记录).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub works: Vec<Work>,
    /// The emergency plans that units drill (应急预案).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub emergency_plans: Vec<EmergencyPlan>,
    /// The trainings that people attended.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub trainings: Vec<Training>,
}

codes! {
    /// Industries that the law tells apart (行业). The two lists that it names are not the same set: that of the hours
    /// (3号令第9、13条) is [`IndustryKind::in_order_3`], that of the qualification by the authority (安全生产法第27条第2款) is
    /// [`IndustryKind::in_law_27`].
    IndustryKind {
        CoalMine "煤矿" "coal mine";
        Mine "非煤矿山" "another mine";
        HazardousChemicals "危险化学品" "hazardous chemicals";
        Fireworks "烟花爆竹" "fireworks";
        MetalSmelting "金属冶炼" "metal smelting";
        Construction "建筑施工" "construction";
        Transport "运输" "transport";
        HazardousGoodsLoading "危险物品装卸" "loading of hazardous goods";
        General "其他行业" "any other";
    }
}

impl IndustryKind {
    /// 煤矿、非煤矿山、危险化学品、烟花爆竹、金属冶炼: the five industries with longer hours.
    #[must_use]
    pub const fn in_order_3(self) -> bool {
        use IndustryKind::{CoalMine, Fireworks, HazardousChemicals, MetalSmelting, Mine};
        matches!(self, CoalMine | Mine | HazardousChemicals | Fireworks | MetalSmelting)
    }

    /// 危险物品的生产、经营、储存、装卸，以及矿山、金属冶炼、建筑施工、运输: the industries whose principals and safety managers pass the
    /// assessment of the authority.
    #[must_use]
    pub const fn in_law_27(self) -> bool {
        !matches!(self, IndustryKind::General)
    }
}

/// What a post or an operation asks for (岗位、作业). One that asks for nothing says so by `nothing_further`; a post of which
/// nothing is known allows no answer.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Job {
    /// Name of the post as spells have it, or of the operation.
    pub name: String,
    /// The post of management that it is (管理岗位).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub management: Option<ManagementPost>,
    /// Special operations that need a certificate, by code or name (特种作业).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub special_operations: Vec<String>,
    /// Items of special equipment that need a certificate, such as `N1` (特种设备作业项目).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub special_equipment: Vec<String>,
    /// Trainings that have to be passed (应训内容).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub trainings: Vec<Required>,
    /// It asks for nothing beyond what everybody owes.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub nothing_further: bool,
}

impl Job {
    /// Whether it says what it asks for.
    pub(super) fn is_stated(&self) -> bool {
        self.nothing_further
            || self.management.is_some()
            || !(self.special_operations.is_empty() && self.special_equipment.is_empty() && self.trainings.is_empty())
    }
}

/// A training that a post or an operation asks for (应训内容).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Required {
    /// Kind of the training; absent = any kind with that detail.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<TrainingKind>,
    /// What it is on: operation, tag, item, name (`HotWork`); absent = any of that kind.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub detail: Option<String>,
    /// Months for which a pass counts; absent = as the policy says (`training.validity`), else for ever.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub every_months: Option<u32>,
}

/// Something that happened to a person (人员事件). Hire, transfer and leaving are told by the spells.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Event {
    /// Who.
    #[serde(flatten)]
    pub person: PersonKey,
    /// What.
    pub kind: PersonEventKind,
    /// Its day; of an absence the first one.
    #[serde(with = "form::date")]
    pub on: NaiveDate,
    /// The last day of an absence; absent while it goes on.
    #[serde(default, with = "form::date::option", skip_serializing_if = "Option::is_none")]
    pub to: Option<NaiveDate>,
    /// The training that an accident makes due; needed there, and stands nowhere else.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub training: Option<TrainingKind>,
}

codes! {
    /// What happened to a person (人员事件).
    PersonEventKind {
        Absence "离岗" "absence from the post";
        Accident "事故" "an accident that makes a training due";
    }
}

/// Something new that posts have to be trained on before its use (四新, I.3).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Change {
    /// What is new.
    pub what: FourNewSubject,
    /// Its name, as the records of the training have it.
    pub item: String,
    /// The day from which it is used; absent = not known, so that nothing can be judged.
    #[serde(default, with = "form::date::option", skip_serializing_if = "Option::is_none")]
    pub in_use_from: Option<NaiveDate>,
    /// The posts that it affects.
    pub posts: Vec<String>,
}

codes! {
    /// Kinds of emergency plans (应急预案类别).
    EmergencyPlanKind {
        Comprehensive "综合应急预案" "comprehensive plan";
        Special "专项应急预案" "plan for one kind of emergency";
        OnSite "现场处置方案" "on-site response plan";
    }
}

/// An emergency plan that a unit drills (应急预案).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EmergencyPlan {
    /// Its name, as the records of its drills have it among what they were on.
    pub name: String,
    /// Code of the unit that drills it; people of the units below drill it too.
    pub unit: String,
    /// Kind.
    pub kind: EmergencyPlanKind,
    /// First day in force.
    #[serde(with = "form::date")]
    pub from: NaiveDate,
    /// Last day in force, inclusive; absent while it is in force.
    #[serde(default, with = "form::date::option", skip_serializing_if = "Option::is_none")]
    pub to: Option<NaiveDate>,
    /// Months within which this very plan is drilled; absent = as policy and presets say for its kind.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub every_months: Option<u32>,
}

/// A day's work of a person (作业记录).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Work {
    /// Who.
    #[serde(flatten)]
    pub person: PersonKey,
    /// The day.
    #[serde(with = "form::date")]
    pub on: NaiveDate,
    /// The operation; absent = the work of the post.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub operation: Option<String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_two_lists_of_industries_are_not_the_same_set() {
        let only = |one: fn(IndustryKind) -> bool, other: fn(IndustryKind) -> bool| {
            IndustryKind::ALL.iter().copied().filter(|kind| one(*kind) && !other(*kind)).collect::<Vec<_>>()
        };
        assert_eq!(
            only(IndustryKind::in_law_27, IndustryKind::in_order_3),
            [IndustryKind::Construction, IndustryKind::Transport, IndustryKind::HazardousGoodsLoading]
        );
        assert_eq!(only(IndustryKind::in_order_3, IndustryKind::in_law_27), []);
    }

    #[test]
    fn json_names_are_stable() {
        let json = r#"{"organisation":{"name":"示例化工","units":[],"people":[],"aliases":[]},"industries":{"SC":"HazardousChemicals"},"posts":[{"name":"焊工","special_operations":["Welding"],"trainings":[{"detail":"HotWork","every_months":12}]}],"events":[{"employee_no":"E1","kind":"Absence","on":"2025-01-01","to":"2025-02-01"}],"changes":[{"what":"Equipment","item":"新反应釜","in_use_from":"2026-01-01","posts":["操作工"]}],"works":[{"employee_no":"E1","on":"2026-01-01","operation":"HotWork"}],"trainings":[{"employee_no":"E1","kind":"NewHire","level":"Company","ended":"2024-01-01","minutes":480,"verdict":"Pass","valid":true}]}"#;
        let data: WorkforceData = serde_json::from_str(json).unwrap();
        assert_eq!(serde_json::to_string(&data).unwrap(), json);
    }
}
