//! A workforce as JSON, person by person: what cannot be read of one person is that person's fault, and nobody else's.

use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::value::RawValue;

use super::data::WorkforceData;
use super::index;
use super::workforce::{Workforce, WorkforceFault};
use crate::error::{Error, ErrorCode, Faults};
use crate::json::{typed, typed_object};
use crate::org::{OrganisationData, PersonKey, Unit};

/// The same document with every list of people's facts left unread.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Loose {
    organisation: LooseOrganisation,
    #[serde(default)]
    industries: Option<Box<RawValue>>,
    #[serde(default)]
    posts: Option<Box<RawValue>>,
    #[serde(default)]
    operations: Option<Box<RawValue>>,
    #[serde(default)]
    changes: Option<Box<RawValue>>,
    #[serde(default)]
    emergency_plans: Option<Box<RawValue>>,
    #[serde(default)]
    events: Vec<Box<RawValue>>,
    #[serde(default)]
    works: Vec<Box<RawValue>>,
    #[serde(default)]
    trainings: Vec<Box<RawValue>>,
}

#[derive(Deserialize)]
struct LooseOrganisation {
    name: String,
    #[serde(default)]
    safety_department: Option<String>,
    #[serde(default)]
    units: Vec<Unit>,
    #[serde(default)]
    people: Vec<Box<RawValue>>,
    #[serde(default)]
    aliases: Vec<Box<RawValue>>,
}

impl Workforce {
    /// Reads, checks and indexes the JSON form of [`WorkforceData`].
    ///
    /// # Errors
    /// A text that is no JSON, and every fault of what all answers hang on; what is wrong with one person's facts is kept as
    /// that person's fault.
    pub fn from_json(text: &str) -> std::result::Result<Workforce, Faults> {
        match typed_object::<WorkforceData>(text) {
            Ok(data) => index::build(data, Vec::new()),
            // Read once more, each item by itself: most documents never come here.
            Err(error) if is_of_a_person(&error) => loosely(text),
            Err(error) => Err(error.into()),
        }
    }
}

/// Whether a fault lies in the facts of one person.
fn is_of_a_person(error: &Error) -> bool {
    const LISTS: [&str; 5] = ["/organisation/people/", "/organisation/aliases/", "/events/", "/works/", "/trainings/"];
    !matches!(error.code, ErrorCode::Syntax) && LISTS.iter().any(|list| error.path.starts_with(list))
}

fn loosely(text: &str) -> std::result::Result<Workforce, Faults> {
    let loose: Loose = typed_object(text)?;
    let mut faults = Vec::new();
    let own = loose.organisation;
    let organisation = OrganisationData {
        name: own.name,
        safety_department: own.safety_department,
        units: own.units,
        people: people(&own.people, &mut faults),
        aliases: items(&own.aliases, "/organisation/aliases", &["/from", "/to"], &mut faults),
    };
    let data = WorkforceData {
        organisation,
        industries: strict(loose.industries.as_deref(), "/industries")?,
        posts: strict(loose.posts.as_deref(), "/posts")?,
        operations: strict(loose.operations.as_deref(), "/operations")?,
        changes: strict(loose.changes.as_deref(), "/changes")?,
        emergency_plans: strict(loose.emergency_plans.as_deref(), "/emergency_plans")?,
        events: items(&loose.events, "/events", &[""], &mut faults),
        works: items(&loose.works, "/works", &[""], &mut faults),
        trainings: items(&loose.trainings, "/trainings", &[""], &mut faults),
    };
    index::build(data, faults)
}

fn strict<T: DeserializeOwned + Default>(part: Option<&RawValue>, path: &str) -> std::result::Result<T, Faults> {
    Ok(part.map_or_else(|| Ok(T::default()), |part| typed(part.get())).map_err(|error| error.under(path))?)
}

/// People, those that cannot be read as bare keys, so that the register still knows them.
fn people(list: &[Box<RawValue>], faults: &mut Vec<WorkforceFault>) -> Vec<crate::org::Person> {
    let mut found = Vec::with_capacity(list.len());
    for (at, item) in list.iter().enumerate() {
        match typed(item.get()) {
            Ok(person) => found.push(person),
            Err(error) => {
                let person = typed::<PersonKey>(item.get()).ok();
                faults.push(WorkforceFault {
                    person: person.clone(),
                    fault: error.under(&format!("/organisation/people/{at}")),
                });
                // The place is kept, so that later faults point where the host's list has them.
                let key = person.unwrap_or_else(|| PersonKey::Employee(String::new()));
                found.push(crate::org::Person { key, name: None, spells: vec![], certificates: vec![], roles: vec![] });
            }
        }
    }
    found
}

/// The items that can be read; of the others the people whom they name are in doubt.
fn items<T: DeserializeOwned>(
    list: &[Box<RawValue>],
    path: &str,
    keys: &[&str],
    faults: &mut Vec<WorkforceFault>,
) -> Vec<T> {
    let mut found = Vec::with_capacity(list.len());
    for (at, item) in list.iter().enumerate() {
        match typed(item.get()) {
            Ok(value) => found.push(value),
            Err(error) => {
                let fault = error.under(&format!("{path}/{at}"));
                for key in keys {
                    let whole: Option<serde_json::Value> = serde_json::from_str(item.get()).ok();
                    let person = whole
                        .as_ref()
                        .and_then(|whole| whole.pointer(key))
                        .and_then(|key| serde_json::from_value(key.clone()).ok());
                    faults.push(WorkforceFault { person, fault: fault.clone() });
                }
            }
        }
    }
    found
}
