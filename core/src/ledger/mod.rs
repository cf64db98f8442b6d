//! A flat ledger (培训台账): one row a person and session, as plants keep it, turned into records.
//!
//! Rows with the same record number are one record; rows without a number are one record where responsible department, name,
//! date, start and session are the same. What the rows of a record say of the session has to agree: cells may be empty, two
//! different ones are a problem that names row and column, and the record is not made. Every row is in one record or named by
//! a problem.
//!
//! Such a ledger carries the heading and the people. Of sign-in and assessment it has single cells and none of the papers:
//! they are taken over, but their facets are declared absent with all others, so that nothing is found missing that a ledger
//! never has.
//!
//! Uses `error`, `vocab`, `rule`, `record`. Source: X.6.

mod cells;
mod headings;

pub use headings::{HEADINGS, Heading};

use std::collections::{BTreeMap, BTreeSet, HashMap};

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value as Json, json};

use crate::error::{Error, ErrorCode, Fault, Faults};
use crate::record::SCHEMA_VERSION;
use crate::rule::Facet;
use headings::Of;

/// A row: its cells by the headings of the ledger.
pub type Row = Map<String, Json>;

/// How a ledger is read.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct LedgerOptions {
    /// Headings of the ledger by the [names](HEADINGS) of what they mean, where they are none that is understood by itself.
    pub mapping: BTreeMap<String, String>,
    /// Values that hold for every row, by the same names: of the session only.
    pub constants: BTreeMap<String, Json>,
}

/// Records out of a ledger.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct LedgerRecords {
    /// The records, in the order of their first rows.
    pub records: Vec<LedgerRecord>,
    /// Facets that the ledger does not carry.
    pub absent_facets: Vec<Facet>,
    /// Headings that are not understood, each once, sorted; they are not read.
    pub unknown: Vec<String>,
    /// What contradicts itself or cannot be read: `/rows/` with the row from 0 and the heading. Never a value.
    pub problems: Vec<Fault>,
}

/// One record of a ledger.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct LedgerRecord {
    /// The record.
    pub record: Json,
    /// The rows that it was made of, from 0.
    pub rows: Vec<usize>,
}

/// A record on its way.
#[derive(Default)]
struct Group {
    rows: Vec<usize>,
    /// What is said of the session, and in which row first.
    session: BTreeMap<usize, (Json, usize)>,
    people: Vec<BTreeMap<usize, Json>>,
    is_broken: bool,
}

/// Turns the rows of a ledger into records.
///
/// # Errors
/// [`ErrorCode::UnknownField`] for a name in the options that is none, [`ErrorCode::Missing`] for a mapped heading that no
/// row has, [`ErrorCode::DuplicateKey`] for two headings of the same meaning, what a constant cannot be.
pub fn records(rows: &[Row], options: &LedgerOptions) -> Result<LedgerRecords, Faults> {
    let (columns, unknown) = columns(rows, options)?;
    let constants = constants(options, &columns)?;
    let mut problems = Vec::new();
    let mut places: HashMap<Vec<String>, usize> = HashMap::new();
    let mut groups: Vec<Group> = Vec::new();
    for (at, row) in rows.iter().enumerate() {
        let (cells, is_broken) = read_row(at, row, &columns, &constants, &mut problems);
        let Some(key) = key_of(&cells) else {
            if !is_broken {
                let expected = "a number, or a name and a date";
                problems.push(Error::new(ErrorCode::Missing, "neither", expected).at(format!("/rows/{at}")));
            }
            continue;
        };
        let place = *places.entry(key).or_insert(groups.len());
        if place == groups.len() {
            groups.push(Group::default());
        }
        if let Some(group) = groups.get_mut(place) {
            group.is_broken |= is_broken;
            group.add(at, cells, &columns, &mut problems);
        }
    }
    let carried = carried(&columns);
    let whole = groups.into_iter().filter(|group| !group.is_broken);
    let records = whole.map(|group| group.into_record(&carried)).collect();
    let absent =
        Facet::CODES.rows.iter().filter_map(|row| Facet::from_code(row.code)).filter(|one| !carried.contains(one));
    Ok(LedgerRecords { records, absent_facets: absent.collect(), unknown, problems })
}

/// The columns of a ledger by their headings, and the headings that are not understood.
fn columns(rows: &[Row], options: &LedgerOptions) -> Result<(BTreeMap<usize, String>, Vec<String>), Faults> {
    let titles: BTreeSet<&str> = rows.iter().flat_map(Map::keys).map(String::as_str).collect();
    let mut columns = BTreeMap::new();
    for (name, title) in &options.mapping {
        let at = known(name).map_err(|error| error.under("/mapping"))?;
        if !rows.is_empty() && !titles.contains(title.as_str()) {
            let error = Error::new(ErrorCode::Missing, "no such column", "a heading of the ledger");
            return Err(error.at(format!("/mapping/{name}")).into());
        }
        columns.insert(at, title.clone());
    }
    let mapped: BTreeSet<String> = columns.values().cloned().collect();
    let mut unknown = Vec::new();
    for title in titles.into_iter().filter(|title| !mapped.contains(*title)) {
        match Heading::of_title(title) {
            // The caller said which column it is.
            Some(at) if options.mapping.contains_key(name_of(at)) => unknown.push(title.to_owned()),
            Some(at) => {
                if columns.insert(at, title.to_owned()).is_some() {
                    let error = Error::new(ErrorCode::DuplicateKey, "two columns of that meaning", "one, or a mapping");
                    return Err(error.at(format!("/mapping/{}", name_of(at))).into());
                }
            }
            None => unknown.push(title.to_owned()),
        }
    }
    Ok((columns, unknown))
}

fn name_of(at: usize) -> &'static str {
    HEADINGS.get(at).map_or("", |heading| heading.name)
}

fn known(name: &str) -> Result<usize, Error> {
    let unknown = || Error::new(ErrorCode::UnknownField, "no such name", "a name of ledger.headings");
    Heading::of_name(name).ok_or_else(|| unknown().at(format!("/{name}")))
}

fn constants(options: &LedgerOptions, columns: &BTreeMap<usize, String>) -> Result<BTreeMap<usize, Json>, Faults> {
    let mut constants = BTreeMap::new();
    for (name, value) in &options.constants {
        let at = known(name).map_err(|error| error.under("/constants"))?;
        let place = || format!("/constants/{name}");
        let heading = HEADINGS.get(at).filter(|heading| heading.of == Of::Session && !columns.contains_key(&at));
        let Some(heading) = heading else {
            let expected = "a name of the session that no column has";
            return Err(Error::new(ErrorCode::DuplicateKey, "a column, or a name of people", expected)
                .at(place())
                .into());
        };
        let value = cells::read(value, heading.cell);
        let bad = |expected| Error::new(ErrorCode::Type, "another value", expected).at(place());
        constants.insert(at, value.map_err(bad)?);
    }
    Ok(constants)
}

/// The cells of a row that are not empty, and whether one of them could not be read.
fn read_row(
    at: usize,
    row: &Row,
    columns: &BTreeMap<usize, String>,
    constants: &BTreeMap<usize, Json>,
    problems: &mut Vec<Fault>,
) -> (BTreeMap<usize, Json>, bool) {
    let mut cells = constants.clone();
    let mut is_broken = false;
    for (heading, title) in columns {
        let (Some(cell), Some(meaning)) =
            (row.get(title).filter(|cell| !cells::is_empty(cell)), HEADINGS.get(*heading))
        else {
            continue;
        };
        match cells::read(cell, meaning.cell) {
            Ok(value) => {
                cells.insert(*heading, value);
            }
            Err(expected) => {
                is_broken = true;
                problems.push(Error::new(ErrorCode::Type, "another value", expected).at(place(at, title)));
            }
        }
    }
    (cells, is_broken)
}

/// The pointer of a cell.
fn place(row: usize, title: &str) -> String {
    format!("/rows/{row}/{}", title.replace('~', "~0").replace('/', "~1"))
}

/// What tells records apart.
fn key_of(cells: &BTreeMap<usize, Json>) -> Option<Vec<String>> {
    let cell = |name: &str| Heading::of_name(name).and_then(|at| cells.get(&at)).map(ToString::to_string);
    if let Some(number) = cell("number") {
        return Some(vec![number]);
    }
    cell("name").zip(cell("date"))?;
    Some(["department", "name", "date", "from", "session_no"].map(|name| cell(name).unwrap_or_default()).into())
}

/// The facets that the columns carry.
fn carried(columns: &BTreeMap<usize, String>) -> Vec<Facet> {
    let has_people = ["employee_no", "person_name"].iter().filter_map(|name| Heading::of_name(name));
    let people = has_people.into_iter().any(|at| columns.contains_key(&at)).then_some(Facet::People);
    [Facet::Heading].into_iter().chain(people).collect()
}

impl Group {
    fn add(
        &mut self,
        row: usize,
        cells: BTreeMap<usize, Json>,
        columns: &BTreeMap<usize, String>,
        problems: &mut Vec<Fault>,
    ) {
        self.rows.push(row);
        let mut person = BTreeMap::new();
        for (heading, value) in cells {
            if HEADINGS.get(heading).is_some_and(|meaning| meaning.of == Of::Person) {
                person.insert(heading, value);
                continue;
            }
            let (first, from) = self.session.entry(heading).or_insert_with(|| (value.clone(), row));
            if *first != value {
                self.is_broken = true;
                let title = columns.get(&heading).map_or(name_of(heading), String::as_str);
                let found = format!("another value than in row {from}");
                let error = Error::new(ErrorCode::DuplicateKey, found, "one value in all rows of a record");
                problems.push(error.at(place(row, title)));
            }
        }
        if !person.is_empty() {
            self.people.push(person);
        }
    }

    fn into_record(self, carried: &[Facet]) -> LedgerRecord {
        let facets: Vec<_> = carried.iter().map(|facet| facet.code()).collect();
        let mut record = json!({ "schema_version": SCHEMA_VERSION, "facets": facets });
        for (heading, (value, _)) in self.session {
            if let Some(meaning) = HEADINGS.get(heading) {
                put(&mut record, meaning.path, value);
            }
        }
        let [mut participants, mut results, mut entries] = [const { Vec::new() }; 3];
        for person in self.people {
            let mut one = json!({});
            let signed = Heading::of_name("signed").and_then(|at| person.get(&at)).and_then(Json::as_bool);
            for (heading, value) in person {
                if let Some(meaning) = HEADINGS.get(heading).filter(|meaning| meaning.name != "signed") {
                    put(&mut one, meaning.path, value);
                }
            }
            let mut part = |path: &str| one.pointer_mut(path).map(Json::take);
            let participant = part("/participants/*").unwrap_or_else(|| json!({}));
            let who = participant.get("person").cloned();
            let with_person = |mut part: Json| {
                if let (Some(map), Some(who)) = (part.as_object_mut(), who.clone()) {
                    map.insert("person".into(), who);
                }
                part
            };
            results.extend(part("/assessment/results/*").map(with_person));
            let entry = part("/sign_in/entries/*").or_else(|| (signed == Some(true)).then(|| json!({})));
            entries.extend(entry.filter(|_| signed != Some(false)).map(with_person));
            participants.push(participant);
        }
        for (path, list) in
            [("/participants", participants), ("/assessment/results", results), ("/sign_in/entries", entries)]
        {
            if !list.is_empty() {
                put(&mut record, path, list.into());
            }
        }
        LedgerRecord { record, rows: self.rows }
    }
}

/// Puts a value at its place; the objects above it are made.
fn put(record: &mut Json, path: &str, value: Json) {
    let mut at = record;
    for step in path.split('/').skip(1) {
        if at.is_null() {
            *at = json!({});
        }
        let Some(map) = at.as_object_mut() else { return };
        at = map.entry(step).or_insert(Json::Null);
    }
    *at = value;
}

#[cfg(test)]
mod tests;
