//! A chemical plant of some 600 people (化工厂): twelve departments, workshops, teams, roles, certificates, and the
//! comings and goings of a year: new hires, leavers, transfers, returns, agency workers, interns.
//!
//! Nobody in it exists. [`Plant`] answers who was where on a day by asking the organisation of `anxun` itself.

mod life;
mod names;
mod people;
mod units;

use anxun::org::{Organisation, OrganisationData, Person, PersonKey, PersonKeyRef};
use chrono::NaiveDate;
use serde_json::{Value, json};

pub(crate) use people::certificate_number;
pub use units::SAFETY;
pub(crate) use units::special_operation_of;

/// The plant.
#[derive(Debug)]
pub struct Plant {
    organisation: Organisation,
    /// The new hires by the day of their coming, which need the three levels of education.
    pub intakes: Vec<Intake>,
    /// People who moved: who, from which day, to which department.
    pub transfers: Vec<(PersonKey, NaiveDate, String)>,
    /// People who came back after a long absence: who, on which day.
    pub returns: Vec<(PersonKey, NaiveDate)>,
}

/// People who come on one day.
#[derive(Clone, Debug)]
pub struct Intake {
    /// The day.
    pub on: NaiveDate,
    /// The department.
    pub department: String,
    /// Who.
    pub people: Vec<PersonKey>,
}

/// A person as a record lists one.
#[derive(Clone, Debug, PartialEq)]
pub struct Member {
    /// Who.
    pub key: PersonKey,
    /// Name.
    pub name: String,
    /// Department on the day.
    pub department: String,
    /// Unit on the day.
    pub unit: String,
    /// Post on the day.
    pub post: String,
    /// Whether the person counts as special-operation staff on the day.
    pub special: bool,
}

impl Plant {
    /// The plant of the year's register.
    #[must_use]
    pub fn of_the_year(seed: u64) -> Plant {
        let mut made = people::people(seed, 1, 1, crate::moment::day("2025-06-30"));
        life::live_a_year(&mut made, seed);
        Plant::of(made)
    }

    /// The same plant when it was small: three years earlier, a sixth of the people, nobody coming or going.
    #[must_use]
    pub fn of_2023(seed: u64) -> Plant {
        Plant::of(people::people(seed, 1, 6, crate::moment::day("2023-03-31")))
    }

    fn of(made: people::Made) -> Plant {
        let organisation = Organisation::new(made.data).expect("the plant is a sound organisation");
        Plant { organisation, intakes: made.intakes, transfers: made.transfers, returns: made.returns }
    }

    /// The facts.
    #[must_use]
    pub fn data(&self) -> &OrganisationData {
        self.organisation.data()
    }

    /// The organisation.
    #[must_use]
    pub fn organisation(&self) -> &Organisation {
        &self.organisation
    }

    /// Codes of the departments in their order.
    #[must_use]
    pub fn departments(&self) -> Vec<String> {
        units::DEPARTMENTS.iter().map(|spec| spec.code.to_owned()).collect()
    }

    /// Codes of the teams of a department.
    #[must_use]
    pub fn teams(&self, department: &str) -> Vec<String> {
        let is_team = |unit: &&anxun::org::Unit| unit.kind == anxun::org::UnitKind::Team;
        let own = |unit: &&anxun::org::Unit| {
            self.organisation.department_of(&unit.code).is_some_and(|of| of.code == department)
        };
        self.data().units.iter().filter(is_team).filter(own).map(|unit| unit.code.clone()).collect()
    }

    /// The name of a unit.
    #[must_use]
    pub fn unit_name(&self, code: &str) -> &str {
        self.organisation.unit(code).map_or("", |unit| unit.name.as_str())
    }

    /// The name of the workshop or department in which a unit lies.
    #[must_use]
    pub fn workshop_name(&self, code: &str) -> &str {
        let parent = self.organisation.unit(code).and_then(|unit| unit.parent.as_deref());
        self.unit_name(parent.unwrap_or(code))
    }

    /// A person on a day.
    #[must_use]
    pub fn member(&self, key: &PersonKey, date: NaiveDate) -> Option<Member> {
        let at = self.organisation.person_at(key.borrowed(), date)?;
        Some(Member {
            key: key.clone(),
            name: self.organisation.name_of(key.borrowed()).unwrap_or_default().to_owned(),
            department: at.department.code.clone(),
            unit: at.unit.code.clone(),
            post: at.post.unwrap_or_default().to_owned(),
            special: self.organisation.is_special_operation(key.borrowed(), date)?,
        })
    }

    /// The people of a department, or of a unit of it, on a day, in the order of the register. Who has changed keys is there
    /// once, under the key of the day.
    #[must_use]
    pub fn people_of(&self, unit: &str, date: NaiveDate) -> Vec<Member> {
        let is_key_of_the_day = |person: &&Person| {
            person.spells.iter().any(|spell| spell.from <= date && spell.to.is_none_or(|last| date <= last))
        };
        let people = self.data().people.iter().filter(is_key_of_the_day);
        let people = people.filter_map(|person| self.member(&person.key, date));
        people.filter(|member| member.department == unit || member.unit == unit).collect()
    }

    /// Who holds a role on a day.
    ///
    /// # Panics
    /// Where nobody does.
    #[must_use]
    pub fn holder(&self, role: &str, unit: Option<&str>, date: NaiveDate) -> Member {
        self.holders(role, unit, date).into_iter().next().unwrap_or_else(|| panic!("nobody is {role} of {unit:?}"))
    }

    /// All who hold a role on a day.
    #[must_use]
    pub fn holders(&self, role: &str, unit: Option<&str>, date: NaiveDate) -> Vec<Member> {
        let holders = self.organisation.role_holders(role, unit, date);
        holders.into_iter().filter_map(|key| self.member(key, date)).collect()
    }
}

impl Member {
    /// The reference to the person in a record, without the name.
    #[must_use]
    pub fn reference(&self) -> Value {
        match self.key.borrowed() {
            PersonKeyRef::Employee(number) => json!({"employee_no": number}),
            PersonKeyRef::Other { kind, key } => json!({"other_kind": kind, "other_key": key}),
        }
    }

    /// The reference with the name.
    #[must_use]
    pub fn named(&self) -> Value {
        let mut reference = self.reference();
        crate::place::set(&mut reference, "/name", self.name.clone());
        reference
    }

    /// The number or key as a text.
    #[must_use]
    pub fn number(&self) -> String {
        self.key.borrowed().text().to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::moment::day;

    #[test]
    fn some_600_people_in_twelve_departments_on_every_day() {
        let plant = Plant::of_the_year(1);
        assert_eq!(plant.organisation().departments().count(), 12);
        for date in ["2025-07-01", "2026-01-01", "2026-06-30"] {
            let count = plant.organisation().headcount(day(date)).total();
            assert!((570..=640).contains(&count), "{date}: {count}");
        }
        assert!(plant.transfers.len() >= 8 && plant.returns.len() >= 4 && plant.intakes.len() >= 8);
    }

    #[test]
    fn everybody_employed_is_known_to_be_special_or_not() {
        let plant = Plant::of_the_year(1);
        let date = day("2026-03-02");
        for person in &plant.data().people {
            let employed = plant.organisation().person_at(person.key.borrowed(), date).is_some();
            assert_eq!(plant.member(&person.key, date).is_some(), employed);
        }
        let special = plant.people_of("SB", date).iter().filter(|member| member.special).count();
        assert!(special > 10, "{special}");
    }

    #[test]
    fn every_department_has_its_roles() {
        for plant in [Plant::of_the_year(1), Plant::of_2023(1)] {
            let date = if plant.intakes.is_empty() { day("2023-06-01") } else { day("2025-07-01") };
            for department in plant.departments() {
                for role in ["DepartmentHead", "PartTimeSafetyOfficer", "RecordKeeper"] {
                    assert_eq!(plant.holders(role, Some(&department), date).len(), 1, "{department} {role}");
                }
                for team in plant.teams(&department) {
                    assert_eq!(plant.holders("TeamLeader", Some(&team), date).len(), 1, "{team}");
                }
            }
            assert!(plant.holders("SafetyReviewer", None, date).len() >= 2);
            assert_eq!(plant.holder("Principal", None, date).department, "RZ");
        }
    }

    #[test]
    fn who_was_taken_over_is_there_once() {
        let plant = Plant::of_the_year(1);
        for date in ["2025-07-01", "2025-11-30", "2025-12-01", "2026-06-30"] {
            let people: Vec<Member> =
                plant.departments().iter().flat_map(|code| plant.people_of(code, day(date))).collect();
            assert_eq!(people.len() as u64, plant.organisation().headcount(day(date)).total(), "{date}");
        }
    }

    #[test]
    fn the_same_seed_gives_the_same_plant() {
        assert_eq!(Plant::of_the_year(7).data(), Plant::of_the_year(7).data());
        assert_ne!(Plant::of_the_year(7).data(), Plant::of_the_year(8).data());
    }
}
