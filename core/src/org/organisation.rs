//! The checked and indexed organisation: built once, then only asked.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::data::{EmploymentKind, OrganisationData, Person, Unit};
use super::employment::{Leaving, PersonAt, Timeline};
use super::facts;
use super::identity::{Entry, Identities};
use super::key::{PersonKey, PersonKeyRef, identifier};
use super::someone::Someone;
use super::tree::Tree;
use crate::error::{Error, ErrorCode, Result};

/// An organisation whose facts fit together, with an index for every look-up. Immutable.
///
/// Look-ups follow aliases: any key of a person, former or present, gives the same answer. They allocate nothing where
/// they do not return a list, and a key is compared trimmed and composed (NFC), otherwise byte for byte.
/// Several questions about one person cost one look-up of the key: ask [`resolve`](Self::resolve) and then the [`Someone`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Organisation {
    data: OrganisationData,
    tree: Tree,
    identities: Identities,
    /// One for each person of `identities`, in the same order.
    timelines: Vec<Timeline>,
    /// For each role the people who ever hold it, in the order of their keys.
    roles: BTreeMap<String, Vec<usize>>,
}

/// How many people are employed on a day, each person once, by what they work as.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Headcount {
    /// Employees (员工).
    pub employees: u64,
    /// Dispatched workers (被派遣劳动者).
    pub agency: u64,
    /// Student interns (实习学生).
    pub interns: u64,
    /// Workers of contractors (承包商人员).
    pub contractors: u64,
}

impl Headcount {
    /// All of them.
    #[must_use]
    pub fn total(self) -> u64 {
        self.employees + self.agency + self.interns + self.contractors
    }
}

impl Organisation {
    /// Checks and indexes the facts; identifiers and names are trimmed and composed, optional texts that are blank or a
    /// placeholder count as not stated.
    ///
    /// # Errors
    /// The first fault with its JSON pointer: `PlaceholderName` for a company or unit without a real name, `DuplicateCode`,
    /// `UnknownUnit` for a code that no unit has, `OrgCycle`, `DuplicateId` for a person or alias that stands twice,
    /// `AliasConflict` for a cycle or two targets, `DateOrder` for an end before its begin and for spells of one person
    /// that share a day, `Missing` and `IdRequired` for blanks, `ControlCharacter`, `Limit`.
    pub fn new(data: OrganisationData) -> Result<Organisation> {
        let data = facts::checked(data)?;
        let tree = Tree::new(&data.units)?;
        known_unit(&tree, data.safety_department.as_deref(), || "/safety_department".to_owned())?;
        let identities = Identities::new(&data.people, &data.aliases)?;
        let timelines = identities
            .entries()
            .iter()
            .map(|entry| Timeline::new(&entry.people, &data, &tree))
            .collect::<Result<_>>()?;
        let roles = roles(&data, &tree, &identities)?;
        Ok(Organisation { data, tree, identities, timelines, roles })
    }

    /// Reads, checks and indexes the JSON form of [`OrganisationData`].
    ///
    /// # Errors
    /// Those of [`new`](Self::new), and `Syntax`, `Type`, `Missing`, `UnknownCode`, `DuplicateKey`, `DateFormat`,
    /// `OtherVariant`.
    pub fn from_json(text: &str) -> Result<Organisation> {
        Organisation::new(crate::json::typed_object(text)?)
    }

    /// The facts.
    #[must_use]
    pub fn data(&self) -> &OrganisationData {
        &self.data
    }

    /// The unit of that code.
    #[must_use]
    pub fn unit(&self, code: &str) -> Option<&Unit> {
        self.data.units.get(self.tree.find(code)?)
    }

    /// The safety department (安环部), where it is stated (II.2.1.a).
    #[must_use]
    pub fn safety_department(&self) -> Option<&Unit> {
        self.unit(self.data.safety_department.as_deref()?)
    }

    /// The units below one, without itself: each before what belongs to it, brothers in the order of their codes. Empty
    /// for an unknown code.
    pub fn descendants<'a>(&'a self, code: &str) -> impl Iterator<Item = &'a Unit> + use<'a> {
        let below = self.tree.find(code).map(|at| self.tree.below(at)).unwrap_or_default();
        below.iter().filter_map(|at| self.data.units.get(*at))
    }

    /// The department (部门) of a unit: the nearest unit of kind `Department` at or above it; without one the nearest
    /// `Workshop` or `ProjectDept`; without one the unit itself. `None` for an unknown code.
    #[must_use]
    pub fn department_of(&self, code: &str) -> Option<&Unit> {
        self.data.units.get(self.tree.department(self.tree.find(code)?))
    }

    /// The departments, in the order of their codes: every unit of kind `Department`, and every `Workshop` or
    /// `ProjectDept` that lies in none.
    pub fn departments(&self) -> impl Iterator<Item = &Unit> {
        self.tree.departments().iter().filter_map(|at| self.data.units.get(*at))
    }

    /// The person of a key; `None` where the register has no entry under any key of the person.
    #[must_use]
    pub fn resolve(&self, key: PersonKeyRef<'_>) -> Option<Someone<'_>> {
        Someone::of(self, self.identities.find(key)?)
    }

    /// The key that goes on for this one: at the end of its aliases, or the key itself. Also for people whom the register
    /// does not know.
    #[must_use]
    pub fn canonical<'a>(&'a self, key: PersonKeyRef<'a>) -> PersonKeyRef<'a> {
        self.identities.canonical(key)
    }

    /// Whether an alias leads to the key, so that other keys mean the same person.
    pub(crate) fn has_former_keys(&self, key: PersonKeyRef<'_>) -> bool {
        self.identities.has_former_keys(key)
    }

    /// Whether the register knows the person (SG-13).
    #[must_use]
    pub fn knows(&self, key: PersonKeyRef<'_>) -> bool {
        self.resolve(key).is_some()
    }

    /// The entry of the person: the one under the key that goes on, without one the first under a former key.
    #[must_use]
    pub fn person(&self, key: PersonKeyRef<'_>) -> Option<&Person> {
        self.resolve(key)?.person()
    }

    /// The name. Personal data: for comparing (SG-13) and for forms rendered for a viewer with Allow, never for messages.
    #[must_use]
    pub fn name_of(&self, key: PersonKeyRef<'_>) -> Option<&str> {
        self.resolve(key)?.name()
    }

    /// Where the person is on a day; `None` for an unknown person and on a day without employment.
    #[must_use]
    pub fn person_at(&self, key: PersonKeyRef<'_>, date: NaiveDate) -> Option<PersonAt<'_>> {
        self.resolve(key)?.at(date)
    }

    /// Whether the person counts as special-operation staff (特种作业人员) on a day, see
    /// [`Someone::is_special_operation`]; `None` = not known.
    #[must_use]
    pub fn is_special_operation(&self, key: PersonKeyRef<'_>, date: NaiveDate) -> Option<bool> {
        self.resolve(key)?.is_special_operation(date)
    }

    /// Whether and when the person left, as it stands on `as_of` (III.6.1.b).
    #[must_use]
    pub fn left_on(&self, key: PersonKeyRef<'_>, as_of: NaiveDate) -> Leaving {
        self.resolve(key).map_or(Leaving::Unknown, |someone| someone.left_on(as_of))
    }

    /// Whether the person holds a role on a day, see [`Someone::holds_role`]; `None` for an unknown person.
    #[must_use]
    pub fn holds_role(&self, key: PersonKeyRef<'_>, role: &str, unit: Option<&str>, date: NaiveDate) -> Option<bool> {
        Some(self.resolve(key)?.holds_role(role, unit, date))
    }

    /// Who holds a role on a day, by the keys that go on, in their order. `unit` as in [`Someone::holds_role`].
    #[must_use]
    pub fn role_holders(&self, role: &str, unit: Option<&str>, date: NaiveDate) -> Vec<&PersonKey> {
        let held = self.roles.get(&*identifier(role)).map(Vec::as_slice).unwrap_or_default();
        held.iter()
            .filter(|at| Someone::of(self, **at).is_some_and(|someone| someone.holds_role(role, unit, date)))
            .filter_map(|at| self.identities.entry(*at).map(|entry| &entry.key))
            .collect()
    }

    /// How many people are employed on a day, first and last day included (C-41). Walks all people.
    #[must_use]
    pub fn headcount(&self, date: NaiveDate) -> Headcount {
        let mut count = Headcount::default();
        for spell in self.timelines.iter().filter_map(|timeline| timeline.spell(date, &self.data)) {
            match spell.employment {
                EmploymentKind::Employee => count.employees += 1,
                EmploymentKind::Agency => count.agency += 1,
                EmploymentKind::Intern => count.interns += 1,
                EmploymentKind::Contractor => count.contractors += 1,
            }
        }
        count
    }

    pub(super) fn entry(&self, at: usize) -> Option<&Entry> {
        self.identities.entry(at)
    }

    pub(super) fn timeline(&self, at: usize) -> Option<&Timeline> {
        self.timelines.get(at)
    }
}

fn known_unit(tree: &Tree, code: Option<&str>, path: impl FnOnce() -> String) -> Result<()> {
    match code {
        Some(code) if tree.find(code).is_none() => {
            Err(Error::new(ErrorCode::UnknownUnit, code, "the code of a unit").at(path()))
        }
        _ => Ok(()),
    }
}

fn roles(data: &OrganisationData, tree: &Tree, identities: &Identities) -> Result<BTreeMap<String, Vec<usize>>> {
    for (person, entry) in data.people.iter().enumerate() {
        for (at, held) in entry.roles.iter().enumerate() {
            known_unit(tree, held.unit.as_deref(), || format!("/people/{person}/roles/{at}/unit"))?;
        }
    }
    let mut by_key: Vec<(usize, &Entry)> = identities.entries().iter().enumerate().collect();
    by_key.sort_by_key(|(_, entry)| &entry.key);
    let mut roles: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (at, entry) in by_key {
        for held in entry.people.iter().filter_map(|place| data.people.get(*place)).flat_map(|person| &person.roles) {
            let holders = roles.entry(held.role.clone()).or_default();
            if holders.last() != Some(&at) {
                holders.push(at);
            }
        }
    }
    Ok(roles)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::parse_date;
    use serde_json::{Value, json};

    fn day(text: &str) -> NaiveDate {
        parse_date(text).unwrap()
    }

    fn plant() -> Value {
        json!({
            "name": "示例化工有限公司",
            "safety_department": "AJ",
            "units": [
                {"code": "HQ", "name": "总部", "kind": "Headquarters"},
                {"code": "SC", "name": "生产部", "kind": "Department", "parent": "HQ"},
                {"code": "AJ", "name": "安环部", "kind": "Department", "parent": "HQ"},
                {"code": "SC-1", "name": "一车间", "kind": "Workshop", "parent": "SC"},
                {"code": "SC-1-A", "name": "甲班", "kind": "Team", "parent": "SC-1"}
            ],
            "people": [
                {"employee_no": "E2", "name": "乙", "spells": [
                    {"from": "2019-01-01", "unit": "SC", "employment": "Employee"}],
                 "roles": [{"role": "DepartmentHead", "unit": "SC", "from": "2019-01-01"}]},
                {"employee_no": "E1", "name": "甲", "spells": [
                    {"from": "2020-01-01", "to": "2024-06-30", "unit": "SC-1-A", "employment": "Employee"}],
                 "roles": [{"role": "DepartmentHead", "unit": "SC", "from": "2024-01-01"}]},
                {"other_kind": "Agency", "other_key": "7", "spells": [
                    {"from": "2024-01-01", "to": "2024-03-31", "unit": "AJ", "employment": "Agency"}]}
            ]
        })
    }

    fn organisation(json: &Value) -> Organisation {
        Organisation::from_json(&json.to_string()).unwrap()
    }

    fn employee(no: &str) -> PersonKeyRef<'_> {
        PersonKeyRef::Employee(no)
    }

    #[test]
    fn units_are_found_and_ordered() {
        let org = organisation(&plant());
        assert_eq!(org.unit("SC-1").unwrap().name, "一车间");
        assert_eq!(org.unit("XX"), None);
        assert_eq!(org.safety_department().unwrap().name, "安环部");
        assert_eq!(org.descendants("SC").map(|unit| unit.code.as_str()).collect::<Vec<_>>(), ["SC-1", "SC-1-A"]);
        assert_eq!(org.descendants("XX").count(), 0);
        assert_eq!(org.department_of("SC-1-A").unwrap().code, "SC");
        assert_eq!(org.department_of("XX"), None);
        assert_eq!(org.departments().map(|unit| unit.code.as_str()).collect::<Vec<_>>(), ["AJ", "SC"]);
    }

    #[test]
    fn people_are_asked_by_key() {
        let org = organisation(&plant());
        assert!(org.knows(employee(" E1 ")) && !org.knows(employee("E9")) && !org.knows(employee("7")));
        assert_eq!(org.name_of(employee("E1")), Some("甲"));
        assert_eq!(org.person(employee("E2")).unwrap().roles.len(), 1);
        let at = org.person_at(employee("E1"), day("2024-06-30")).unwrap();
        assert_eq!((at.unit.code.as_str(), at.department.code.as_str()), ("SC-1-A", "SC"));
        assert_eq!(org.person_at(employee("E1"), day("2024-07-01")), None);
        assert_eq!(org.left_on(employee("E1"), day("2024-07-01")), Leaving::Left(day("2024-06-30")));
        assert_eq!(org.left_on(employee("E9"), day("2024-07-01")), Leaving::Unknown);
        assert_eq!(org.is_special_operation(employee("E9"), day("2024-07-01")), None);
        assert_eq!(org.canonical(employee("E9")), employee("E9"));
    }

    #[test]
    fn role_holders_stand_in_the_order_of_their_keys() {
        let org = organisation(&plant());
        let holders = |date: &str| {
            org.role_holders("DepartmentHead", Some("SC"), day(date))
                .into_iter()
                .map(|key| key.borrowed().text().to_owned())
                .collect::<Vec<_>>()
        };
        assert_eq!(holders("2023-12-31"), ["E2"]);
        assert_eq!(holders("2024-06-30"), ["E1", "E2"]);
        assert_eq!(holders("2024-07-01"), ["E2"], "who has left holds no role");
        assert!(org.role_holders("DepartmentHead", Some("AJ"), day("2024-06-30")).is_empty());
        assert!(org.role_holders("Principal", None, day("2024-06-30")).is_empty());
        assert_eq!(org.holds_role(employee("E9"), "DepartmentHead", None, day("2024-06-30")), None);
    }

    #[test]
    fn the_headcount_counts_people_of_that_day_c_41() {
        let org = organisation(&plant());
        let count = org.headcount(day("2024-03-31"));
        assert_eq!((count.employees, count.agency, count.total()), (2, 1, 3));
        assert_eq!(org.headcount(day("2024-04-01")).total(), 2);
        assert_eq!(org.headcount(day("2018-12-31")), Headcount::default());
    }

    #[test]
    fn a_merged_person_counts_once_x_9() {
        let mut json = plant();
        json["aliases"] = json!([{"from": {"other_kind": "Agency", "other_key": "7"}, "to": {"employee_no": "E7"},
            "since": "2024-04-01", "why": "转为正式员工"}]);
        json["people"][2]["spells"][0]["ended_by"] = "AgencyTakeover".into();
        json["people"].as_array_mut().unwrap().push(json!({"employee_no": "E7", "name": "丙", "spells": [
            {"from": "2024-04-01", "unit": "SC-1", "employment": "Employee"}]}));
        let org = organisation(&json);
        assert_eq!(org.headcount(day("2024-03-31")).agency, 1);
        assert_eq!(org.headcount(day("2024-04-01")).employees, 3);
        let agency = PersonKeyRef::Other { kind: crate::vocab::PersonKind::Agency, key: "7" };
        assert_eq!(org.left_on(agency, day("2030-01-01")), Leaving::StillEmployed);
        assert_eq!(org.name_of(agency), Some("丙"));
        assert_eq!(org.person_at(agency, day("2024-04-01")).unwrap().unit.code, "SC-1");
        assert_eq!(org.person_at(employee("E7"), day("2024-03-31")).unwrap().unit.code, "AJ");
        assert_eq!(org.canonical(agency), employee("E7"));
        json["people"][3]["spells"][0]["from"] = "2024-03-31".into();
        let error = Organisation::from_json(&json.to_string()).unwrap_err();
        assert_eq!((error.code, error.path.as_str()), (ErrorCode::DateOrder, "/people/3/spells/0/from"));
    }

    #[test]
    fn every_refusal_comes_through_with_its_place() {
        let refused = |pointer: &str, value: Value| {
            let mut json = plant();
            *json.pointer_mut(pointer).unwrap() = value;
            let error = Organisation::from_json(&json.to_string()).unwrap_err();
            (error.code, error.path)
        };
        let alias = |from: &str, to: &str| json!({"from": {"employee_no": from}, "to": {"employee_no": to}, "since": "2024-01-01", "why": "变更"});
        let mut json = plant();
        json["aliases"] = json!([alias("E1", "E2"), alias("E2", "E1")]);
        let error = Organisation::from_json(&json.to_string()).unwrap_err();
        assert_eq!((error.code, error.path.as_str()), (ErrorCode::AliasConflict, "/aliases/1"));
        for (pointer, value, code, path) in [
            ("/name", json!("[企业名称]"), ErrorCode::PlaceholderName, "/name"),
            ("/safety_department", json!("XX"), ErrorCode::UnknownUnit, "/safety_department"),
            ("/units/1/code", json!("AJ"), ErrorCode::DuplicateCode, "/units/2/code"),
            ("/units/3/parent", json!("SC-1-A"), ErrorCode::OrgCycle, "/units/3/parent"),
            ("/units/3/parent", json!("XX"), ErrorCode::UnknownUnit, "/units/3/parent"),
            ("/people/1/employee_no", json!("E2"), ErrorCode::DuplicateId, "/people/1"),
            ("/people/1/spells/0/unit", json!("XX"), ErrorCode::UnknownUnit, "/people/1/spells/0/unit"),
            ("/people/1/spells/0/to", json!("2019-12-31"), ErrorCode::DateOrder, "/people/1/spells/0/to"),
            ("/people/1/roles/0/unit", json!("XX"), ErrorCode::UnknownUnit, "/people/1/roles/0/unit"),
        ] {
            assert_eq!(refused(pointer, value), (code, path.to_owned()), "{pointer}");
        }
    }

    #[test]
    fn the_facts_come_back_and_give_the_same_organisation() {
        let org = organisation(&plant());
        let text = serde_json::to_string(org.data()).unwrap();
        assert_eq!(Organisation::from_json(&text).unwrap(), org);
        assert_eq!(serde_json::to_string(Organisation::from_json(&text).unwrap().data()).unwrap(), text);
    }
}
