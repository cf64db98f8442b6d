//! Record numbers: given in the order of the numbering, per year, department and type; and the faults of numbers.

use std::collections::{BTreeMap, BTreeSet};

use anxun::value::{Stamp, local_date};
use chrono::Datelike;

use super::planting::Found;
use super::policy::type_code;
use crate::faultless::Made;
use crate::faults::Expected;
use crate::moment::later;
use crate::place::set;
use crate::random::Random;

/// What takes the other records.
#[derive(Debug, Default)]
pub(super) struct Between {
    /// Places of the records that bear a number of another one, with the number (NB-04).
    pub(super) doubles: Vec<(usize, String)>,
    /// Numbers that nobody bears (NB-05).
    pub(super) gaps: Vec<String>,
}

/// The scope of a sequence.
type Scope = (i32, String, &'static str);

/// What goes wrong with the number of a record.
const WRONG: [&str; 8] = ["NB-01", "NB-02", "NB-03", "NB-04", "NB-05", "NB-05", "NB-06", "NB-09"];

/// Gives every archived record its number; says what must be found between records.
pub(super) fn assign(records: &mut [Made], found: &mut Found, seed: u64) -> Between {
    let mut random = Random::branch(seed, "numbers");
    let mut wrong = choose(records, found, &mut random);
    for (at, _) in wrong.iter().filter(|(_, code)| **code == "NB-06") {
        let made = &mut records[*at];
        made.custody.numbered = made.custody.received.map(|received| later(received, 5));
        made.rewrite_custody();
        note(found, *at, "NB-06");
    }
    let mut order: Vec<(Stamp, usize)> =
        (0..records.len()).filter_map(|at| Some((records[at].custody.numbered?, at))).collect();
    order.sort_unstable();
    let mut book = Book::new(&scopes(records), &mut random);
    let mut between = Between::default();
    let mut bearers: BTreeMap<String, usize> = BTreeMap::new();
    for (_, at) in order {
        let scope = scope(&records[at]);
        let number = match wrong.remove(&at) {
            Some("NB-04") => {
                let number = book.last(&scope).expect("the first number of a scope cannot be borne twice");
                between.doubles.push((bearers[&number], number.clone()));
                between.doubles.push((at, number.clone()));
                number
            }
            Some("NB-05") => {
                between.gaps.push(book.next(scope.clone()));
                book.next(scope)
            }
            Some("NB-09") => {
                note(found, at, "NB-09");
                let other = if scope.1 == "RZ" { "CW" } else { "RZ" };
                book.next((scope.0, other.to_owned(), scope.2))
            }
            Some("NB-07") => {
                note(found, at, "NB-07");
                book.next((scope.0 + 1, scope.1, scope.2))
            }
            Some(code @ ("NB-01" | "NB-02" | "NB-03")) => {
                note(found, at, code);
                misnumbered(code, &scope)
            }
            _ => book.next(scope),
        };
        if number.len() > "2026-SY-BZ-999".len() {
            found.entry(at).or_default().push(expected("NB-08", "/number"));
        }
        bearers.insert(number.clone(), at);
        set(&mut records[at].record, "/number", number);
    }
    between
}

/// Gives every archived record its number, and nothing goes wrong.
pub(super) fn in_order(records: &mut [Made], seed: u64) {
    let mut random = Random::branch(seed, "numbers");
    let mut order: Vec<(Stamp, usize)> =
        (0..records.len()).filter_map(|at| Some((records[at].custody.numbered?, at))).collect();
    order.sort_unstable();
    let mut book = Book::new(&scopes(records), &mut random);
    for (_, at) in order {
        let number = book.next(scope(&records[at]));
        set(&mut records[at].record, "/number", number);
    }
}

/// Which records get which fault of the number: such as have no other fault and are not the first of
/// their sequence.
fn choose(records: &[Made], found: &Found, random: &mut Random) -> BTreeMap<usize, &'static str> {
    let sizes = scopes(records);
    let mut wrong = BTreeMap::new();
    let mut met = BTreeSet::new();
    for code in WRONG {
        let fits = |at: &usize| {
            let own = scope(&records[*at]);
            let is_first = sizes.get(&own).and_then(|list| list.first()) == Some(at);
            let is_free = !found.contains_key(at) && !met.contains(&own);
            own.0 == 2026 && records[*at].custody.numbered.is_some() && !is_first && is_free
        };
        let all: Vec<usize> = (0..records.len()).filter(fits).collect();
        let at = *random.pick(&all);
        // Each in a sequence of its own, so that none hides another.
        met.insert(scope(&records[at]));
        wrong.insert(at, code);
    }
    // Held in the old year, numbered in the new one, and numbered as of the new one.
    let is_late = |at: &usize| {
        let made = &records[*at];
        made.session.end.year() == 2025 && made.custody.numbered.is_some_and(|numbered| numbered.year() == 2026)
    };
    let at = (0..records.len()).filter(is_late).find(|at| !found.contains_key(at));
    wrong.insert(at.expect("a record of the turn of the year"), "NB-07");
    wrong
}

fn misnumbered(code: &str, scope: &Scope) -> String {
    let (year, department, kind) = scope;
    match code {
        "NB-01" => format!("{year}-{department}-{kind}-7"),
        "NB-02" => format!("{year}-XX-{kind}-001"),
        _ => format!("{year}-{department}-PX-001"),
    }
}

fn expected(code: &'static str, path: &str) -> Expected {
    let severity = anxun::rule::by_code(code).expect("a code").severity;
    Expected { code, path: path.to_owned(), severity }
}

fn note(found: &mut Found, at: usize, code: &'static str) {
    found.entry(at).or_default().push(expected(code, "/number"));
}

fn scope(made: &Made) -> Scope {
    let year = local_date(made.session.end).year();
    (year, made.session.department.clone(), type_code(made.session.kind()))
}

/// The records of each scope, in the order in which they are numbered.
fn scopes(records: &[Made]) -> BTreeMap<Scope, Vec<usize>> {
    let mut scopes: BTreeMap<Scope, Vec<usize>> = BTreeMap::new();
    for (at, made) in records.iter().enumerate().filter(|(_, made)| made.custody.archived.is_some()) {
        scopes.entry(scope(made)).or_default().push(at);
    }
    scopes.values_mut().for_each(|list| list.sort_by_key(|at| (records[*at].custody.numbered, *at)));
    scopes
}

/// The number book. The year 2025 was half over when the register begins; in the largest scope, the team meetings of
/// a production department, the sequence passes 999 before the year ends.
struct Book(BTreeMap<Scope, u32>);

impl Book {
    fn new(scopes: &BTreeMap<Scope, Vec<usize>>, random: &mut Random) -> Book {
        let mut half = |scope: &Scope, records: usize| {
            let given = match (scope.0, scope.1.as_str(), scope.2) {
                (2025, "SY", "BZ") => 1001 - i64::try_from(records).expect("a small number"),
                (2025, _, "BZ") => random.between(180, 420),
                (2023 | 2025, ..) => random.between(2, 24),
                _ => 0,
            };
            u32::try_from(given).expect("a number of records")
        };
        Book(scopes.iter().map(|(scope, records)| (scope.clone(), half(scope, records.len()))).collect())
    }

    fn next(&mut self, scope: Scope) -> String {
        let sequence = self.0.entry(scope.clone()).or_default();
        *sequence += 1;
        format!("{}-{}-{}-{sequence:03}", scope.0, scope.1, scope.2)
    }

    fn last(&self, scope: &Scope) -> Option<String> {
        let sequence = self.0.get(scope).filter(|sequence| **sequence > 0)?;
        Some(format!("{}-{}-{}-{sequence:03}", scope.0, scope.1, scope.2))
    }
}
