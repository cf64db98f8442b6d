//! An organisation of which some people's facts contradict themselves: their facts are taken out, everybody else stays.
//!
//! Whoever asks one question of each person (may this person work today?) wants the others answered; whoever judges a
//! register wants [`Organisation::new`], which refuses the whole. Units that contradict themselves are refused here too:
//! everybody's place hangs on them.

use super::data::{OrganisationData, Person};
use super::employment::Timeline;
use super::facts;
use super::identity::Identities;
use super::key::PersonKey;
use super::organisation::Organisation;
use super::tree::Tree;
use crate::error::{Error, ErrorCode, Fault, Result};

/// Contradicting aliases beyond which the whole is refused: more is a table that was never one of aliases.
const MOST_ALIASES_OUT: usize = 1000;

/// A fault in the facts of a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonFault {
    /// Whose facts; `None` where the key itself is the fault.
    pub person: Option<PersonKey>,
    /// What is wrong and where, as [`Organisation::new`] would have said it.
    pub fault: Fault,
}

impl Organisation {
    /// As [`new`](Self::new), but whatever is wrong with one person's facts is listed, and only these facts are left out: a
    /// person whose key is sound stays known, without spells, certificates and roles.
    ///
    /// # Errors
    /// Faults of the company and of its units, and more than 1000 contradicting aliases.
    pub fn tolerant(mut data: OrganisationData) -> Result<(Organisation, Vec<PersonFault>)> {
        facts::checked_company(&mut data)?;
        let tree = Tree::new(&data.units)?;
        let mut faults = Vec::new();
        // The place of each person in the list of the host: faults point there.
        let origin = sound_people(&mut data, &tree, &mut faults);
        sound_aliases(&mut data, &origin, &mut faults)?;
        apart(&mut data, &tree, &origin, &mut faults)?;
        Ok((Organisation::new(data)?, faults))
    }
}

/// Takes out what is wrong with one person by itself.
fn sound_people(data: &mut OrganisationData, tree: &Tree, faults: &mut Vec<PersonFault>) -> Vec<usize> {
    let mut origin = Vec::with_capacity(data.people.len());
    let mut kept: Vec<Person> = Vec::with_capacity(data.people.len());
    for (at, mut person) in std::mem::take(&mut data.people).into_iter().enumerate() {
        let place = format!("/people/{at}");
        if let Err(error) = facts::checked_key(&mut person.key) {
            faults.push(PersonFault { person: None, fault: error.under(&place) });
            continue;
        }
        let wrong = facts::checked_person(&mut person).and_then(|()| units_known(&person, tree));
        if let Err(error) = wrong {
            faults.push(PersonFault { person: Some(person.key.clone()), fault: error.under(&place) });
            bare(&mut person);
        }
        origin.push(at);
        kept.push(person);
    }
    data.people = kept;
    without_doubles(data, &mut origin, faults);
    origin
}

/// Keeps the first entry of a key that stands twice, bare: which of them is true nobody can say.
fn without_doubles(data: &mut OrganisationData, origin: &mut Vec<usize>, faults: &mut Vec<PersonFault>) {
    let mut by_key: Vec<usize> = (0..data.people.len()).collect();
    by_key.sort_by(|one, other| {
        let key = |at: &usize| data.people.get(*at).map(|person| &person.key);
        key(one).cmp(&key(other)).then(one.cmp(other))
    });
    let key = |at: usize| data.people.get(at).map(|person| &person.key);
    let (mut doubles, mut firsts) = (Vec::new(), Vec::new());
    for (former, latter) in by_key.iter().zip(by_key.iter().skip(1)) {
        if key(*former) == key(*latter) {
            firsts.push(*former);
            doubles.push(*latter);
        }
    }
    doubles.sort_unstable();
    for at in &doubles {
        let fault = Error::new(ErrorCode::DuplicateId, "a person a second time", "each person once")
            .at(format!("/people/{}", origin.get(*at).copied().unwrap_or(*at)));
        faults.push(PersonFault { person: key(*at).cloned(), fault });
    }
    for at in firsts {
        data.people.get_mut(at).into_iter().for_each(bare);
    }
    let is_double = |at: usize| doubles.binary_search(&at).is_ok();
    let mut at = 0..;
    data.people.retain(|_| !at.next().is_some_and(is_double));
    let mut at = 0..;
    origin.retain(|_| !at.next().is_some_and(is_double));
}

/// Takes out the aliases that contradict others; both people whom such an alias names are in doubt.
fn sound_aliases(data: &mut OrganisationData, origin: &[usize], faults: &mut Vec<PersonFault>) -> Result<()> {
    let mut places: Vec<usize> = (0..data.aliases.len()).collect();
    let mut out = 0;
    loop {
        let wrong = match wrong_alias(data) {
            Ok(()) => return Ok(()),
            Err((Some(at), error)) if out < MOST_ALIASES_OUT => (at, error),
            Err((_, error)) => return Err(error),
        };
        let (at, error) = wrong;
        out += 1;
        let place = places.get(at).copied().unwrap_or(at);
        places.remove(at);
        let alias = data.aliases.remove(at);
        let rest = error.path.strip_prefix(&format!("/aliases/{at}")).unwrap_or_default();
        let fault = Error { path: format!("/aliases/{place}{rest}"), ..error.clone() };
        for key in [alias.from, alias.to] {
            for person in data.people.iter_mut().filter(|person| person.key == key) {
                bare(person);
            }
            faults.push(PersonFault { person: Some(key), fault: fault.clone() });
        }
        debug_assert!(origin.len() == data.people.len());
    }
}

/// The first alias that is wrong by itself or beside the others.
fn wrong_alias(data: &mut OrganisationData) -> std::result::Result<(), (Option<usize>, Error)> {
    for (at, alias) in data.aliases.iter_mut().enumerate() {
        facts::checked_alias(alias).map_err(|error| (Some(at), error.under(&format!("/aliases/{at}"))))?;
    }
    Identities::new(&data.people, &data.aliases).map(|_| ()).map_err(|error| {
        let digits: Option<&str> = error.path.strip_prefix("/aliases/");
        (digits.and_then(|at| at.parse().ok()), error)
    })
}

/// Takes out the spells of those whose spells, over all their keys, share a day.
fn apart(data: &mut OrganisationData, tree: &Tree, origin: &[usize], faults: &mut Vec<PersonFault>) -> Result<()> {
    let identities = Identities::new(&data.people, &data.aliases)?;
    for entry in identities.entries() {
        let Err(error) = Timeline::new(&entry.people, data, tree) else { continue };
        let fault = Error { path: in_origin(&error.path, origin), ..error };
        faults.push(PersonFault { person: Some(entry.key.clone()), fault });
        for at in &entry.people {
            data.people.get_mut(*at).into_iter().for_each(bare);
        }
    }
    Ok(())
}

/// A pointer into the list of people as the host has it.
fn in_origin(path: &str, origin: &[usize]) -> String {
    let Some(rest) = path.strip_prefix("/people/") else { return path.to_owned() };
    let (at, rest) = rest.split_once('/').unwrap_or((rest, ""));
    let place = at.parse().ok().and_then(|at: usize| origin.get(at).copied());
    place.map_or_else(|| path.to_owned(), |place| format!("/people/{place}/{rest}"))
}

fn units_known(person: &Person, tree: &Tree) -> Result<()> {
    let unknown = |code: &str, path: String| {
        Err(Error::new(ErrorCode::UnknownUnit, code.to_owned(), "the code of a unit").at(path))
    };
    for (at, spell) in person.spells.iter().enumerate() {
        if tree.find(&spell.unit).is_none() {
            return unknown(&spell.unit, format!("/spells/{at}/unit"));
        }
    }
    for (at, held) in person.roles.iter().enumerate() {
        if let Some(code) = held.unit.as_deref().filter(|code| tree.find(code).is_none()) {
            return unknown(code, format!("/roles/{at}/unit"));
        }
    }
    Ok(())
}

fn bare(person: &mut Person) {
    person.spells.clear();
    person.certificates.clear();
    person.roles.clear();
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};

    fn spell(from: &str, to: Option<&str>) -> Value {
        json!({"from": from, "to": to, "unit": "SC", "employment": "Employee"})
    }

    fn tolerant(people: Value, aliases: Value) -> (Organisation, Vec<(Option<String>, ErrorCode, String)>) {
        let data = json!({
            "name": "示例化工", "units": [{"code": "SC", "name": "生产部", "kind": "Department"}],
            "people": people, "aliases": aliases
        });
        let (organisation, faults) = Organisation::tolerant(serde_json::from_value(data).unwrap()).unwrap();
        let shown = |key: PersonKey| key.borrowed().text().to_owned();
        let faults = faults.into_iter().map(|one| (one.person.map(shown), one.fault.code, one.fault.path)).collect();
        (organisation, faults)
    }

    fn alias(from: &str, to: &str) -> Value {
        json!({"from": {"employee_no": from}, "to": {"employee_no": to}, "since": "2024-01-01", "why": "工号变更"})
    }

    fn one(person: &str, code: ErrorCode, path: &str) -> (Option<String>, ErrorCode, String) {
        (Some(person.to_owned()), code, path.to_owned())
    }

    #[test]
    fn one_persons_fault_is_nobody_elses() {
        let (organisation, faults) = tolerant(
            json!([
                {"employee_no": "/"},
                {"employee_no": "E1", "spells": [spell("2024-01-01", None)]},
                {"employee_no": "E2", "spells": [spell("2024-01-01", Some("2024-06-30")), spell("2024-06-30", None)]},
                {"employee_no": "E3", "spells": [spell("2024-02-01", Some("2024-01-01"))]},
                {"employee_no": "E4", "certificates": [
                    {"kind": "SpecialOperation", "issued_on": "2024-03-01", "expires_on": "2024-02-29"}]},
                {"employee_no": "E5", "roles": [{"role": "TeamLeader", "unit": "XX", "from": "2024-01-01"}]}
            ]),
            json!([]),
        );
        assert_eq!(
            faults,
            [
                (None, ErrorCode::IdRequired, "/people/0/employee_no".to_owned()),
                one("E3", ErrorCode::DateOrder, "/people/3/spells/0/to"),
                one("E4", ErrorCode::DateOrder, "/people/4/certificates/0/expires_on"),
                one("E5", ErrorCode::UnknownUnit, "/people/5/roles/0/unit"),
                one("E2", ErrorCode::DateOrder, "/people/2/spells/1/from"),
            ]
        );
        let day = crate::value::parse_date("2024-03-01").unwrap();
        assert_eq!(organisation.headcount(day).total(), 1);
        assert_eq!(organisation.data().people.len(), 5, "who has a key stays known");
    }

    #[test]
    fn contradicting_aliases_leave_the_people_they_name_in_doubt_x_9() {
        let people: Vec<Value> = (1..=4)
            .map(|n| json!({"employee_no": format!("E{n}"), "spells": [spell(&format!("202{n}-01-01"), Some(&format!("202{n}-12-31")))]}))
            .collect();
        let (_, faults) = tolerant(json!(people), json!([alias("E1", "E2"), alias("E2", "E1"), alias("E3", "E3")]));
        let conflict = |person, at: usize| one(person, ErrorCode::AliasConflict, &format!("/aliases/{at}"));
        assert_eq!(faults, [conflict("E2", 1), conflict("E1", 1), conflict("E3", 2), conflict("E3", 2)]);
    }

    #[test]
    fn a_person_who_stands_twice_is_in_doubt_and_units_are_refused() {
        let (organisation, faults) = tolerant(
            json!([{"employee_no": "E1", "spells": [spell("2024-01-01", None)]}, {"employee_no": "E1"}]),
            json!([]),
        );
        assert_eq!(faults, [one("E1", ErrorCode::DuplicateId, "/people/1")]);
        assert!(organisation.data().people[0].spells.is_empty());
        let cycle = json!({"name": "示例化工", "units": [{"code": "A", "name": "一", "kind": "Team", "parent": "A"}]});
        let error = Organisation::tolerant(serde_json::from_value(cycle).unwrap()).unwrap_err();
        assert_eq!(error.code, ErrorCode::OrgCycle);
    }
}
