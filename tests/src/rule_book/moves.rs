//! Which parameter of the policy moves which rule, by experiment: the reviews of the conformance cases are asked again with
//! other values of the policy.

use std::collections::{BTreeMap, BTreeSet};

use anxun::calendar::WorkCalendar;
use anxun::check::{Context, Review, review_json};
use anxun::org::Organisation;
use anxun::policy::{PolicyBook, PolicyVersion, changes_from_json, params};
use anxun::record::Document;
use anxun::rule::ALL;
use anxun::rulebook::LIMITS;
use anxun::value::{Stamp, parse_stamp};
use serde_json::{Value, json};

use super::vary::others;
use crate::cases::Case;

/// Parameters that say how a record is read, and so may move every rule: a number that does not fit is a fault.
pub const READING: &[&str] = &["employee_no.pattern"];

/// Reviews in one context.
struct Group {
    policy: Value,
    calendar: WorkCalendar,
    organisation: Option<Organisation>,
    as_of: Stamp,
    /// Id of the case and record.
    records: Vec<(String, Vec<u8>)>,
}

/// What a review says of one code: findings with their facts and why it was not assessed; what they are due by.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Said {
    /// Whether and how it fires.
    fires: Vec<String>,
    /// What the findings hold.
    texts: Vec<String>,
    /// Limits and dues.
    dues: Vec<String>,
}

/// What a review says, by code.
type Answer = BTreeMap<&'static str, Said>;

/// What was seen.
#[derive(Debug, Default)]
pub struct Seen {
    /// Code and parameter that moves whether the code fires, with one case that shows it.
    pub moves: BTreeMap<(&'static str, &'static str), String>,
    /// Code and parameter that changes what a finding says.
    pub texts: BTreeMap<(&'static str, &'static str), String>,
    /// Parameters that move limit or due of a finding, with the code.
    pub dues: BTreeMap<(&'static str, &'static str), String>,
    /// Codes that moved while all parameters that no rule names were changed together.
    pub by_others: BTreeSet<(String, &'static str)>,
    /// Reviews that were asked.
    pub asked: u64,
}

/// Which part of the product is asked.
#[derive(Clone, Copy, Debug)]
pub enum Part {
    /// Each case with each value of each parameter that a rule names.
    Whole,
    /// Each case with the parameters of the codes that it speaks of, and with every `n`-th value of the others.
    Sample(usize),
}

/// Asks the reviews among the cases again and again.
///
/// # Panics
/// Where a case cannot be asked.
#[must_use]
pub fn experiment(cases: &[Case], part: Part) -> Seen {
    let mut seen = Seen::default();
    let named = named();
    let together = together(&named);
    for group in groups(cases) {
        group.ask(part, &named, &together, &mut seen);
    }
    seen
}

fn groups(cases: &[Case]) -> Vec<Group> {
    let mut found: BTreeMap<String, Group> = BTreeMap::new();
    for case in cases.iter().filter(|case| case.operation == "check.review" && case.expect.get("error").is_none()) {
        let request = case.request();
        let context = &request["context"];
        let group = found.entry(context.to_string()).or_insert_with(|| Group {
            policy: match &context["policy"] {
                Value::Null => serde_json::from_str(&PolicyBook::seed().to_json().expect("a book")).expect("JSON"),
                policy => policy.clone(),
            },
            calendar: match &context["calendar"] {
                Value::Null => WorkCalendar::china(),
                calendar => WorkCalendar::from_json(&calendar.to_string()).expect("a calendar"),
            },
            organisation: match &context["organisation"] {
                Value::Null => None,
                people => Some(Organisation::from_json(&people.to_string()).expect("an organisation")),
            },
            as_of: parse_stamp(context["as_of"].as_str().expect("as_of")).expect("a stamp"),
            records: Vec::new(),
        });
        group.records.push((case.id.clone(), request["record"].to_string().into_bytes()));
    }
    found.into_values().collect()
}

impl Group {
    /// The policy with other values; `None` where it refuses them.
    fn policy(&self, changes: &[(&str, &Value)]) -> Option<PolicyBook> {
        let mut policy = self.policy.clone();
        for version in policy["versions"].as_array_mut()? {
            for (key, value) in changes {
                let set = version.as_object_mut()?.entry("set").or_insert_with(|| json!({})).as_object_mut()?;
                if value.is_null() {
                    set.remove(*key);
                } else {
                    set.insert((*key).to_owned(), (*value).clone());
                }
            }
        }
        PolicyBook::from_json(&policy.to_string()).ok()
    }

    /// The context with other values.
    fn context(&self, changes: &[(&str, &Value)]) -> Option<Context> {
        let context = Context::new(self.policy(changes)?, self.calendar.clone(), self.as_of).ok()?;
        Some(match &self.organisation {
            Some(people) => context.with_organisation(people.clone()),
            None => context,
        })
    }

    fn now(&self, key: &str) -> Option<&Value> {
        self.policy["versions"].as_array()?.last()?.get("set")?.get(key)
    }

    fn ask(
        &self,
        part: Part,
        named: &BTreeSet<&'static str>,
        together: &[Vec<(&'static str, Value)>],
        seen: &mut Seen,
    ) {
        let mut document = Document::default();
        let usual = self.context(&[]).expect("the context of the case");
        let answers: Vec<_> = self
            .records
            .iter()
            .map(|(id, record)| review_of(&mut document, record, &usual).unwrap_or_else(|| panic!("{id}")))
            .collect();
        seen.asked += answers.len() as u64;
        let mut turn = 0;
        for row in params().filter(|row| named.contains(row.key)) {
            for value in others(row, self.now(row.key)) {
                let mut is_asked = |at: &usize| match part {
                    Part::Whole => true,
                    Part::Sample(every) => {
                        turn += 1;
                        turn % every == 0 || speaks_of(&self.records[*at].0, &answers[*at], row.key)
                    }
                };
                let asked: Vec<usize> = (0..self.records.len()).filter(&mut is_asked).collect();
                self.ask_with(row.key, &value, &asked, &answers, &mut document, seen);
            }
        }
        for changes in together {
            self.ask_together(changes, &answers, &mut document, seen);
        }
    }

    /// Some of the records with another value of one parameter.
    fn ask_with(
        &self,
        key: &'static str,
        value: &Value,
        asked: &[usize],
        answers: &[Answer],
        document: &mut Document,
        seen: &mut Seen,
    ) {
        if asked.is_empty() {
            return;
        }
        let Some(context) = self.context(&[(key, value)]) else { return };
        for at in asked {
            let (id, record) = &self.records[*at];
            seen.asked += 1;
            // A number that does not fit any more, or a policy that is not in force at the session, judges nothing.
            let Some(other) = review_of(document, record, &context) else { continue };
            compare(&answers[*at], &other, &mut |code, what| {
                let list = match what {
                    What::Fires => &mut seen.moves,
                    What::Text => &mut seen.texts,
                    What::Due => &mut seen.dues,
                };
                list.entry((code, key)).or_insert_with(|| format!("{id} with {key} = {value}"));
            });
        }
    }

    /// All parameters that no rule names, changed together.
    fn ask_together(
        &self,
        changes: &[(&'static str, Value)],
        answers: &[Answer],
        document: &mut Document,
        seen: &mut Seen,
    ) {
        let changes: Vec<_> = changes.iter().map(|(key, value)| (*key, value)).collect();
        let context = self.context(&changes).unwrap_or_else(|| panic!("the policy refuses {changes:?}"));
        for ((id, record), answer) in self.records.iter().zip(answers) {
            seen.asked += 1;
            let other = review_of(document, record, &context).unwrap_or_else(|| panic!("{id}"));
            compare(answer, &other, &mut |code, _| _ = seen.by_others.insert((id.clone(), code)));
        }
    }
}

/// Parameters that rules on records name. What only the others name must move no review, as what no rule names.
fn named() -> BTreeSet<&'static str> {
    let of_records = ALL.iter().filter(|rule| rule.is_of_a_record());
    of_records.flat_map(|rule| rule.moved_by.iter().copied()).chain(LIMITS.iter().copied()).collect()
}

/// Another value for each parameter that no rule names: once near, once far. What the policy refuses is left out.
fn together(named: &BTreeSet<&str>) -> [Vec<(&'static str, Value)>; 2] {
    let seed = PolicyVersion::seed();
    let is_taken = |key: &str, value: &Value| {
        let changes = changes_from_json(&json!({key: value}).to_string());
        changes.and_then(|changes| seed.with(&changes, "")).is_ok()
    };
    [0, 1].map(|which| {
        let free = params().filter(|row| !named.contains(row.key) && !READING.contains(&row.key));
        let other = free.filter_map(|row| Some((row.key, others(row, None).into_iter().cycle().nth(which)?)));
        other.filter(|(key, value)| is_taken(key, value)).collect()
    })
}

/// Whether a case is about a code that the parameter moves: by its id, or because its review finds it.
fn speaks_of(id: &str, answer: &Answer, key: &str) -> bool {
    let mut moved = ALL.iter().filter(|rule| rule.moved_by.contains(&key));
    let is_limit = LIMITS.contains(&key) && id.starts_with("due");
    is_limit
        || moved.any(|rule| id.contains(rule.code) || answer.get(rule.code).is_some_and(|said| !said.texts.is_empty()))
}

fn review_of(document: &mut Document, record: &[u8], context: &Context) -> Option<Answer> {
    review_json(document, record, context).ok().map(|review| said(&review))
}

/// What a review says, by code.
fn said(review: &Review) -> Answer {
    let mut found = Answer::new();
    for one in &review.findings {
        let said = found.entry(one.code).or_default();
        said.fires.push(format!("{} {} {:?} {}", one.path, one.severity.code(), one.grade, one.suspected));
        said.texts.push(format!("{} | {}", one.observed, one.expected));
        said.dues.push(format!("{:?} {:?} {:?}", one.limit, one.due, one.due_by));
    }
    for one in &review.not_assessed {
        found.entry(one.code).or_default().fires.push(format!("not assessed: {:?}", one.reason));
    }
    found
}

/// What differs.
enum What {
    Fires,
    Text,
    Due,
}

fn compare(one: &Answer, other: &Answer, tell: &mut dyn FnMut(&'static str, What)) {
    let none = Said::default();
    let codes: BTreeSet<_> = one.keys().chain(other.keys()).copied().collect();
    for code in codes {
        let (one, other) = (one.get(code).unwrap_or(&none), other.get(code).unwrap_or(&none));
        if one.fires != other.fires {
            tell(code, What::Fires);
        } else if one.texts != other.texts {
            tell(code, What::Text);
        } else if one.dues != other.dues {
            tell(code, What::Due);
        }
    }
}
