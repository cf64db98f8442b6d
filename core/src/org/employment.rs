//! When a person was employed where (任职经历): the spells of one person in their order, over all keys of the person.
//!
//! The last day of a spell is a day of employment (C-41). A spell whose ending was withdrawn goes on.

use chrono::NaiveDate;

use super::data::{EmploymentKind, EndedBy, OrganisationData, Spell, Unit};
use super::key::PersonKey;
use super::tree::Tree;
use crate::error::{Error, ErrorCode, Result};
use crate::value::date_text;

/// Where a person is on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PersonAt<'a> {
    /// The unit.
    pub unit: &'a Unit,
    /// Its department, see [`Organisation::department_of`](super::Organisation::department_of).
    pub department: &'a Unit,
    /// The post (岗位), where it is stated.
    pub post: Option<&'a str>,
    /// Whether the post is one of special operations (特种作业岗位); `None` = not stated.
    pub special_operation: Option<bool>,
    /// The direct superior (直接上级) as it is stated, where it is; look the key up before comparing it.
    pub manager: Option<&'a PersonKey>,
    /// As what the person works.
    pub employment: EmploymentKind,
}

/// The part of [`PersonAt`] that is asked of every participant of every record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Place<'a> {
    /// The unit.
    pub(crate) unit: &'a Unit,
    /// Its department.
    pub(crate) department: &'a Unit,
    /// Whether the post is one of special operations.
    pub(crate) special_operation: Option<bool>,
}

/// Whether a person has left (离职).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Leaving {
    /// Employed on that day. A leaving date that is still to come is none yet.
    StillEmployed,
    /// Left; the last day of employment.
    Left(NaiveDate),
    /// The register does not say: an unknown person, no spell that has begun, or one that ended in a move to where nothing
    /// is registered.
    Unknown,
}

/// One spell with what it takes to find it again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Stay {
    from: NaiveDate,
    /// The last day, where the spell has one that was not withdrawn.
    last: Option<NaiveDate>,
    ended_by: EndedBy,
    /// Whether the post is one of special operations: beside the dates, so that the spell need not be looked up.
    special_operation: Option<bool>,
    person: usize,
    spell: usize,
    unit: usize,
    /// The department of the unit.
    department: usize,
}

/// The spells of one person in their order; no two share a day.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Timeline(Vec<Stay>);

impl Timeline {
    /// Joins the spells of the entries `people`.
    ///
    /// # Errors
    /// `UnknownUnit`; `DateOrder` where two spells share a day.
    pub(super) fn new(people: &[usize], data: &OrganisationData, tree: &Tree) -> Result<Timeline> {
        let mut stays = Vec::new();
        for (person, entry) in people.iter().filter_map(|at| data.people.get(*at).map(|entry| (*at, entry))) {
            for (spell, item) in entry.spells.iter().enumerate() {
                let unit = tree.find(&item.unit).ok_or_else(|| {
                    Error::new(ErrorCode::UnknownUnit, item.unit.clone(), "the code of a unit")
                        .at(format!("/people/{person}/spells/{spell}/unit"))
                })?;
                stays.push(stay(item, person, spell, (unit, tree.department(unit))));
            }
        }
        stays.sort_by_key(|stay| (stay.from, stay.person, stay.spell));
        for (former, latter) in stays.iter().zip(stays.iter().skip(1)) {
            apart(former, latter)?;
        }
        Ok(Timeline(stays))
    }

    /// Whether no spell is stated at all.
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The spells in their order, each with its unit.
    pub(super) fn stays<'a>(&'a self, data: &'a OrganisationData) -> impl Iterator<Item = (&'a Spell, &'a Unit)> {
        self.0.iter().filter_map(|stay| {
            Some((data.people.get(stay.person)?.spells.get(stay.spell)?, data.units.get(stay.unit)?))
        })
    }

    /// Whether a spell holds the day.
    pub(super) fn covers(&self, date: NaiveDate) -> bool {
        self.on(date).is_some()
    }

    /// Whether the person is employed on the day; `None` where no spell is stated, or the last one before ended in a move to
    /// where nothing is registered.
    pub(super) fn employs(&self, date: NaiveDate) -> Option<bool> {
        match self.begun(date) {
            Some(stay) if stay.last.is_none_or(|last| date <= last) => Some(true),
            Some(stay) if stay.ended_by != EndedBy::Left => None,
            None if self.is_empty() => None,
            _ => Some(false),
        }
    }

    /// The spell that holds the day.
    pub(super) fn spell<'a>(&self, date: NaiveDate, data: &'a OrganisationData) -> Option<&'a Spell> {
        let stay = self.on(date)?;
        data.people.get(stay.person)?.spells.get(stay.spell)
    }

    /// Where the person is on the day; `None` on a day without employment.
    pub(super) fn at<'a>(&self, date: NaiveDate, data: &'a OrganisationData) -> Option<PersonAt<'a>> {
        let stay = self.on(date)?;
        let spell = data.people.get(stay.person)?.spells.get(stay.spell)?;
        Some(PersonAt {
            unit: data.units.get(stay.unit)?,
            department: data.units.get(stay.department)?,
            post: spell.post.as_deref(),
            special_operation: spell.special_operation,
            manager: spell.manager.as_ref(),
            employment: spell.employment,
        })
    }

    /// The unit and department of the person on the day.
    pub(super) fn place<'a>(&self, date: NaiveDate, data: &'a OrganisationData) -> Option<Place<'a>> {
        let stay = self.on(date)?;
        Some(Place {
            unit: data.units.get(stay.unit)?,
            department: data.units.get(stay.department)?,
            special_operation: stay.special_operation,
        })
    }

    /// Whether the person has left, as it stands on `as_of`: spells that begin later are not yet facts.
    pub(super) fn leaving(&self, as_of: NaiveDate) -> Leaving {
        let Some(stay) = self.begun(as_of) else { return Leaving::Unknown };
        match stay.last {
            None => Leaving::StillEmployed,
            Some(last) if as_of <= last => Leaving::StillEmployed,
            Some(last) if stay.ended_by == EndedBy::Left => Leaving::Left(last),
            // Moved, but the spell that should follow is not there: no leaving date, so no guess.
            Some(_) => Leaving::Unknown,
        }
    }

    fn begun(&self, date: NaiveDate) -> Option<&Stay> {
        let begun = self.0.partition_point(|stay| stay.from <= date);
        self.0.get(begun.checked_sub(1)?)
    }

    fn on(&self, date: NaiveDate) -> Option<&Stay> {
        self.begun(date).filter(|stay| stay.last.is_none_or(|last| date <= last))
    }
}

fn stay(spell: &Spell, person: usize, at: usize, (unit, department): (usize, usize)) -> Stay {
    Stay {
        from: spell.from,
        last: spell.to.filter(|_| !spell.retracted),
        ended_by: spell.ended_by.unwrap_or(EndedBy::Left),
        special_operation: spell.special_operation,
        person,
        spell: at,
        unit,
        department,
    }
}

fn apart(former: &Stay, latter: &Stay) -> Result<()> {
    let expected = match former.last {
        Some(last) if last < latter.from => return Ok(()),
        Some(last) => format!("after {}, the last day of the spell before", date_text(last)),
        None => format!("no further spell: the one from {} has no end", date_text(former.from)),
    };
    let path = format!("/people/{}/spells/{}/from", latter.person, latter.spell);
    Err(Error::new(ErrorCode::DateOrder, date_text(latter.from), expected).at(path))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::parse_date;

    fn day(text: &str) -> NaiveDate {
        parse_date(text).unwrap()
    }

    fn timeline(spells: serde_json::Value) -> Result<Timeline> {
        let data: OrganisationData = serde_json::from_value(serde_json::json!({
            "name": "示例化工",
            "units": [{"code": "SC", "name": "生产部", "kind": "Department"}],
            "people": [{"employee_no": "E1", "spells": spells}]
        }))
        .unwrap();
        let tree = Tree::new(&data.units).unwrap();
        Timeline::new(&[0], &data, &tree)
    }

    fn spell(from: &str, to: &str, ended_by: &str, retracted: bool) -> serde_json::Value {
        let mut spell =
            serde_json::json!({"from": from, "unit": "SC", "employment": "Employee", "retracted": retracted});
        let fields = spell.as_object_mut().unwrap();
        if !to.is_empty() {
            fields.insert("to".into(), to.into());
        }
        if !ended_by.is_empty() {
            fields.insert("ended_by".into(), ended_by.into());
        }
        spell
    }

    #[test]
    fn first_and_last_day_are_days_of_employment_c_41() {
        let time = timeline(serde_json::json!([spell("2020-03-01", "2024-02-29", "", false)])).unwrap();
        for (date, employed, leaving) in [
            ("2020-02-29", false, Leaving::Unknown),
            ("2020-03-01", true, Leaving::StillEmployed),
            ("2024-02-29", true, Leaving::StillEmployed),
            ("2024-03-01", false, Leaving::Left(day("2024-02-29"))),
        ] {
            assert_eq!(time.covers(day(date)), employed, "{date}");
            assert_eq!(time.employs(day(date)), Some(employed), "{date}");
            assert_eq!(time.leaving(day(date)), leaving, "{date}");
        }
    }

    #[test]
    fn a_rehire_opens_again_and_not_before_its_day_iii_6_1_b() {
        let spells = [spell("2023-06-01", "", "", false), spell("2020-01-01", "2022-12-31", "Left", false)];
        let time = timeline(serde_json::json!(spells)).unwrap();
        assert_eq!(time.leaving(day("2023-05-31")), Leaving::Left(day("2022-12-31")));
        assert!(!time.covers(day("2023-05-31")));
        assert_eq!(time.leaving(day("2023-06-01")), Leaving::StillEmployed);
        let spells = [spell("2020-01-01", "2022-12-31", "", false), spell("2023-06-01", "2024-01-31", "", false)];
        let time = timeline(serde_json::json!(spells)).unwrap();
        assert_eq!(time.leaving(day("2024-02-01")), Leaving::Left(day("2024-01-31")));
    }

    #[test]
    fn a_withdrawn_departure_is_none() {
        let time = timeline(serde_json::json!([spell("2020-01-01", "2022-12-31", "Left", true)])).unwrap();
        assert!(time.covers(day("2023-01-01")));
        assert_eq!(time.leaving(day("2030-01-01")), Leaving::StillEmployed);
    }

    #[test]
    fn a_move_is_no_leaving() {
        let moved = spell("2020-01-01", "2022-12-31", "Transfer", false);
        let time = timeline(serde_json::json!([moved, spell("2023-01-01", "", "", false)])).unwrap();
        assert_eq!(time.leaving(day("2022-12-31")), Leaving::StillEmployed);
        assert_eq!(time.leaving(day("2023-01-01")), Leaving::StillEmployed);
        let lost = timeline(serde_json::json!([moved])).unwrap();
        assert_eq!((lost.employs(day("2022-12-31")), lost.employs(day("2023-01-01"))), (Some(true), None));
        assert_eq!(lost.leaving(day("2022-12-31")), Leaving::StillEmployed);
        assert_eq!(lost.leaving(day("2023-01-01")), Leaving::Unknown);
        assert_eq!(timeline(serde_json::json!([])).unwrap().leaving(day("2023-01-01")), Leaving::Unknown);
    }

    #[test]
    fn spells_share_no_day() {
        let refused = |spells: &[serde_json::Value]| {
            let error = timeline(serde_json::json!(spells)).unwrap_err();
            (error.code, error.path)
        };
        let first = spell("2020-01-01", "2022-12-31", "", false);
        let error = (ErrorCode::DateOrder, "/people/0/spells/1/from".to_owned());
        assert_eq!(refused(&[first.clone(), spell("2022-12-31", "", "", false)]), error);
        assert_eq!(refused(&[spell("2020-01-01", "", "", false), spell("2024-01-01", "", "", false)]), error);
        let withdrawn = spell("2020-01-01", "2022-12-31", "", true);
        assert_eq!(refused(&[withdrawn, spell("2024-01-01", "", "", false)]), error);
        assert!(timeline(serde_json::json!([first, spell("2023-01-01", "", "", false)])).is_ok());
    }

    #[test]
    fn a_spell_names_a_unit_of_the_tree() {
        let mut elsewhere = spell("2020-01-01", "", "", false);
        elsewhere.as_object_mut().unwrap().insert("unit".into(), "XX".into());
        let error = timeline(serde_json::json!([elsewhere])).unwrap_err();
        assert_eq!((error.code, error.path.as_str()), (ErrorCode::UnknownUnit, "/people/0/spells/0/unit"));
    }
}
