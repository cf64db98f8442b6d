//! The facts of an organisation as the host gives them: plain data, stable JSON names, no behaviour.
//!
//! Lists may be left out and are then empty; an optional fact that is left out or `null` is unknown. Keys that are not named
//! here are ignored. The checked and indexed form is [`Organisation`](super::Organisation).

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::key::PersonKey;
use crate::value::form;

/// A company: its units, its people, and who has become whom.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrganisationData {
    /// Name of the company (企业名称). A placeholder is refused (I.3).
    pub name: String,
    /// Code of the safety department (安环部, 归口管理部门; II.2.1).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub safety_department: Option<String>,
    /// The units, in any order (I.3).
    #[serde(default)]
    pub units: Vec<Unit>,
    /// The people, in any order.
    #[serde(default)]
    pub people: Vec<Person>,
    /// Changed and merged identifiers (工号变更、合并; X.9).
    #[serde(default)]
    pub aliases: Vec<Alias>,
}

/// A part of the company (单位).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unit {
    /// Code, unique in the company. For a department the one in record numbers (部门代码).
    pub code: String,
    /// Name (名称).
    pub name: String,
    /// Kind.
    pub kind: UnitKind,
    /// Code of the unit it belongs to; none for a root.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<String>,
}

/// Kinds of units (I.3).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum UnitKind {
    /// Headquarters (总部).
    Headquarters,
    /// Subsidiary (子公司).
    Subsidiary,
    /// Branch (分公司).
    Branch,
    /// Project department (项目部).
    ProjectDept,
    /// Department (部门).
    Department,
    /// Workshop (车间).
    Workshop,
    /// Team (班组).
    Team,
}

/// A person in the register (人员). Personal data.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    /// Who: the fields `employee_no`, or `other_kind` and `other_key`, beside the others.
    #[serde(flatten)]
    pub key: PersonKey,
    /// Name (姓名).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Spells of employment (任职经历), in any order.
    #[serde(default)]
    pub spells: Vec<Spell>,
    /// Certificates (证书).
    #[serde(default)]
    pub certificates: Vec<Certificate>,
    /// Roles held (职责).
    #[serde(default)]
    pub roles: Vec<RoleHeld>,
}

/// A time in one unit and post (任职经历). A re-hire or a transfer is a further spell.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Spell {
    /// First day (入职 or 调入).
    #[serde(with = "form::date")]
    pub from: NaiveDate,
    /// Last day (离职 or 调出), a day of employment itself (C-41); none while it goes on.
    #[serde(default, with = "form::date::option", skip_serializing_if = "Option::is_none")]
    pub to: Option<NaiveDate>,
    /// How it ended; stands only beside `to`. Without it the person has left.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ended_by: Option<EndedBy>,
    /// The ending was withdrawn (撤销离职): the spell goes on, `to` and `ended_by` stay for the trace only.
    #[serde(default)]
    pub retracted: bool,
    /// Code of the unit.
    pub unit: String,
    /// Post (岗位).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub post: Option<String>,
    /// Whether the post is one of special operations (特种作业岗位); left out = unknown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub special_operation: Option<bool>,
    /// The direct superior (直接上级).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub manager: Option<PersonKey>,
    /// As what the person works.
    pub employment: EmploymentKind,
}

/// How a spell ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum EndedBy {
    /// The person left (离职).
    Left,
    /// Moved to another unit or post (转岗): the next spell begins the day after.
    Transfer,
    /// A dispatched worker was taken over (转为正式员工): the next spell begins the day after, mostly under a new key.
    AgencyTakeover,
}

/// As what a person works.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum EmploymentKind {
    /// Employee (员工).
    Employee,
    /// Dispatched worker (被派遣劳动者).
    Agency,
    /// Student intern (实习学生).
    Intern,
    /// Worker of a contractor (承包商人员).
    Contractor,
}

/// A certificate (证书). One number may stand for several operations: the key is number and operation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Certificate {
    /// Kind.
    pub kind: CertificateKind,
    /// Operation or item (作业类别、操作项目).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub operation: Option<String>,
    /// Number (证号). May hold a citizen ID: sensitive.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
    /// First day of validity (有效期开始).
    #[serde(default, with = "form::date::option", skip_serializing_if = "Option::is_none")]
    pub issued_on: Option<NaiveDate>,
    /// Day by which it has to be reviewed (应复审日期; only reviews due before 2026-06-01).
    #[serde(default, with = "form::date::option", skip_serializing_if = "Option::is_none")]
    pub review_due: Option<NaiveDate>,
    /// Day of the last review (实际复审日期).
    #[serde(default, with = "form::date::option", skip_serializing_if = "Option::is_none")]
    pub reviewed_on: Option<NaiveDate>,
    /// Last day of validity (有效期结束), inclusive (C-41).
    #[serde(default, with = "form::date::option", skip_serializing_if = "Option::is_none")]
    pub expires_on: Option<NaiveDate>,
}

/// Kinds of certificates.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum CertificateKind {
    /// Special operation (特种作业操作证; I.3).
    SpecialOperation,
    /// Safety management (安全生产管理人员考核合格证).
    SafetyManagement,
    /// Principal (主要负责人考核合格证).
    Principal,
    /// Operator of special equipment (特种设备作业人员证): another system, no special operation.
    SpecialEquipment,
    /// Any other.
    Other,
}

/// A role that a person holds (职责).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RoleHeld {
    /// Code of the role, such as `DepartmentHead`, `PartTimeSafetyOfficer`, `RecordsSpecialist`.
    pub role: String,
    /// Code of the unit for which it is held; none for a role of the whole company.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// First day.
    #[serde(with = "form::date")]
    pub from: NaiveDate,
    /// Last day, inclusive (C-41); none while it is held.
    #[serde(default, with = "form::date::option", skip_serializing_if = "Option::is_none")]
    pub to: Option<NaiveDate>,
}

/// One identifier has become another of the same person (X.9): a changed number, two numbers merged, a dispatched worker
/// taken over.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Alias {
    /// The former identifier.
    pub from: PersonKey,
    /// The identifier that goes on.
    pub to: PersonKey,
    /// Since which day. A statement for the reader: an old record with the old number means the same person on any day.
    #[serde(with = "form::date")]
    pub since: NaiveDate,
    /// Why.
    pub why: String,
}

impl Certificate {
    /// Whether the certificate is in force on `date` by its own dates; `None` where a date that decides is not known.
    ///
    /// First and last day included (C-41). An overdue review (复审) is not asked here: its holder is still one (I.3.b4).
    #[must_use]
    pub fn in_force(&self, date: NaiveDate) -> Option<bool> {
        match (self.issued_on.map(|first| first <= date), self.expires_on.map(|last| date <= last)) {
            (Some(false), _) | (_, Some(false)) => Some(false),
            (Some(true), Some(true)) => Some(true),
            _ => None,
        }
    }
}

impl RoleHeld {
    /// Whether `date` lies in the time of the role, first and last day included (C-41).
    #[must_use]
    pub fn on(&self, date: NaiveDate) -> bool {
        self.from <= date && self.to.is_none_or(|last| date <= last)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::parse_date;

    fn day(text: &str) -> NaiveDate {
        parse_date(text).unwrap()
    }

    #[test]
    fn json_names_are_stable_and_absent_facts_stay_absent() {
        let json = r#"{"name":"示例化工","safety_department":"AJ","units":[{"code":"AJ","name":"安环部","kind":"Department"}],"people":[{"employee_no":"E1","name":"甲","spells":[{"from":"2020-01-01","to":"2021-01-01","ended_by":"Left","retracted":false,"unit":"AJ","post":"安全员","special_operation":false,"manager":{"employee_no":"E2"},"employment":"Employee"}],"certificates":[{"kind":"SafetyManagement","number":"S-1","issued_on":"2020-01-01","expires_on":"2022-12-31"}],"roles":[{"role":"RecordsSpecialist","from":"2020-01-01"}]},{"other_kind":"Visitor","other_key":"V1","spells":[],"certificates":[],"roles":[]}],"aliases":[{"from":{"employee_no":"E0"},"to":{"employee_no":"E1"},"since":"2020-06-01","why":"工号变更"}]}"#;
        let data: OrganisationData = serde_json::from_str(json).unwrap();
        assert_eq!(serde_json::to_string(&data).unwrap(), json);
        let short: OrganisationData = serde_json::from_str(r#"{"name":"示例化工","unknown":1}"#).unwrap();
        assert!(short.units.is_empty() && short.people.is_empty() && short.aliases.is_empty());
    }

    #[test]
    fn a_certificate_counts_on_its_first_and_last_day_c_41() {
        let mut certificate = Certificate {
            kind: CertificateKind::SpecialOperation,
            operation: None,
            number: None,
            issued_on: Some(day("2020-06-01")),
            review_due: Some(day("2023-05-31")),
            reviewed_on: None,
            expires_on: Some(day("2026-05-31")),
        };
        for (date, held) in [
            ("2020-05-31", false),
            ("2020-06-01", true),
            ("2024-01-01", true),
            ("2026-05-31", true),
            ("2026-06-01", false),
        ] {
            assert_eq!(certificate.in_force(day(date)), Some(held), "{date}");
        }
        certificate.issued_on = None;
        assert_eq!(certificate.in_force(day("2024-01-01")), None);
        assert_eq!(certificate.in_force(day("2026-06-01")), Some(false));
        certificate.issued_on = Some(day("2020-06-01"));
        certificate.expires_on = None;
        assert_eq!(certificate.in_force(day("2024-01-01")), None);
        assert_eq!(certificate.in_force(day("2020-05-31")), Some(false));
    }

    #[test]
    fn a_role_is_held_on_its_first_and_last_day_c_41() {
        let role =
            RoleHeld { role: "TeamLeader".into(), unit: None, from: day("2024-01-01"), to: Some(day("2024-06-30")) };
        for (date, held) in [("2023-12-31", false), ("2024-01-01", true), ("2024-06-30", true), ("2024-07-01", false)] {
            assert_eq!(role.on(day(date)), held, "{date}");
        }
    }
}
