//! What records of the register share: planted where it takes two records, and found by looking at every pair. And what
//! stands on a month of them (SV-04).

use std::collections::BTreeMap;

use anxun::rule::Severity;
use anxun::value::local_date;
use anxun::vocab::{Delivery, TrainingKind};
use serde_json::Value;

use super::planting::Found;
use crate::faultless::Made;
use crate::faults::Expected;
use crate::place::{has, list, remove, set, text};
use crate::random::Random;

/// Plants one image in two records (PH-05), one person in two sessions (SG-12) and a session of high-risk work that nobody
/// supervised (SV-01, and so SV-04) among records without another fault, and says what must be found: by the place of the
/// record.
pub(super) fn plant(records: &mut [Made], found: &Found, seed: u64) -> Vec<(usize, Expected)> {
    let mut random = Random::branch(seed, "shared");
    let mut expected = bound(records);
    let met: Vec<usize> = expected.iter().map(|(at, _)| *at).collect();
    let is_free = |at: &usize| !found.contains_key(at) && !met.contains(at) && records[*at].custody.archived.is_some();
    let mut free: Vec<usize> = (0..records.len()).filter(is_free).collect();
    let twice = in_two_places(records, &free).expect("two sessions of a department at one time");
    free.retain(|at| !twice.iter().any(|(other, _)| other == at));
    expected.extend(twice);
    let photos = |at: &&usize| list(&records[**at].record, "/photos").len() > 2 && is_on_site(&records[**at]);
    let with_photos: Vec<usize> = free.iter().filter(photos).copied().collect();
    let (one, other) = (with_photos[random.below(with_photos.len() / 2)], with_photos[with_photos.len() - 1]);
    let image = text(&records[one].record, "/photos/1/digest").to_owned();
    let own = text(&records[other].record, "/photos/2/digest").to_owned();
    // What links to the photo links to it under its digest.
    let changed = records[other].record.to_string().replace(&format!("\"{own}\""), &format!("\"{image}\""));
    records[other].record = serde_json::from_str(&changed).expect("a record");
    free.retain(|at| *at != one && *at != other);
    expected.push(unsupervised(records, &free).expect("a session of high-risk work"));
    expected.push((one, error("PH-05", "/photos/1")));
    expected.push((other, error("PH-05", "/photos/2")));
    expected
}

/// Takes the supervision log of a session of high-risk work away.
fn unsupervised(records: &mut [Made], free: &[usize]) -> Option<(usize, Expected)> {
    let at = *free.iter().find(|at| is_high_risk(&records[**at]) && has(&records[**at].record, "/supervision"))?;
    remove(&mut records[at].record, "/supervision");
    Some((at, error("SV-01", "/supervision")))
}

fn is_high_risk(made: &Made) -> bool {
    !list(&made.record, "/high_risk").is_empty()
}

/// The months with sessions of high-risk work that nobody supervised (SV-04), and the places of those records.
pub(super) fn unsupervised_months(records: &[Made]) -> BTreeMap<String, Vec<usize>> {
    let mut months: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (at, made) in records.iter().enumerate() {
        let is_asked = is_high_risk(made) && is_on_site(made) && !made.session.is_planned;
        if is_asked && !made.session.is_team_activity() && !has(&made.record, "/supervision") {
            months.entry(local_date(made.session.end).format("%Y-%m").to_string()).or_default().push(at);
        }
    }
    months
}

fn error(code: &'static str, path: &str) -> Expected {
    Expected { code, path: path.to_owned(), severity: Severity::E }
}

fn is_on_site(made: &Made) -> bool {
    let delivery = text(&made.record, "/delivery");
    delivery.is_empty() || delivery == Delivery::OnSite.code()
}

/// Packages of one department, name, day and session (RV-08): two groups that were both called the first session.
fn bound(records: &[Made]) -> Vec<(usize, Expected)> {
    let key = |made: &Made| {
        let of = |field: &str| made.record[field].clone();
        let is_bound = made.session.kind() != TrainingKind::TeamActivity && made.record["package"].is_object();
        let key = [of("department"), of("name"), of("date"), of("session_no")];
        (is_bound && key.iter().all(|part| !part.is_null())).then_some(key)
    };
    let keys: Vec<Option<[Value; 4]>> = records.iter().map(key).collect();
    let is_shared = |at: &usize| keys[*at].is_some() && keys.iter().filter(|key| **key == keys[*at]).count() > 1;
    (0..records.len()).filter(is_shared).map(|at| (at, error("RV-08", "/package"))).collect()
}

/// Puts somebody of one session into the place of somebody in another session at that time.
fn in_two_places(records: &mut [Made], free: &[usize]) -> Option<Vec<(usize, Expected)>> {
    let is_plain = |at: &&usize| records[**at].session.kind() == TrainingKind::Refresher && is_on_site(&records[**at]);
    let plain: Vec<usize> = free.iter().filter(is_plain).copied().collect();
    for one in &plain {
        for other in &plain {
            let (first, second) = (&records[*one], &records[*other]);
            let overlap = first.session.start < second.session.end && second.session.start < first.session.end;
            if one == other || !overlap {
                continue;
            }
            let Some((from, to)) = alike(&first.record, &second.record) else { continue };
            let changed = exchanged(&second.record, to, from);
            let places = [(*one, entry(&first.record, &from["person"])?), (*other, entry(&changed, &from["person"])?)];
            records[*other].record = changed;
            return Some(places.into_iter().map(|(at, path)| (at, error("SG-12", &path))).collect());
        }
    }
    None
}

/// A participant of one record who fits into the place of a participant of the other: both signed in, both kept as long.
fn alike<'r>(one: &'r Value, other: &'r Value) -> Option<(&'r Value, &'r Value)> {
    let to = list(other, "/participants").iter().find(|to| entry(other, &to["person"]).is_some())?;
    let fits = |from: &&Value| {
        let is_other = entry(other, &from["person"]).is_none();
        is_other && from["special_operation"] == to["special_operation"] && entry(one, &from["person"]).is_some()
    };
    Some((list(one, "/participants").iter().find(fits)?, to))
}

/// The record with one participant in the place of another.
fn exchanged(record: &Value, to: &Value, from: &Value) -> Value {
    let mut changed = record.to_string();
    for part in ["employee_no", "name"] {
        let quoted = |of: &Value| format!("\"{}\"", of["person"][part].as_str().expect("a text"));
        changed = changed.replace(&quoted(to), &quoted(from));
    }
    let mut changed: Value = serde_json::from_str(&changed).expect("a record");
    let at = list(record, "/participants").iter().position(|one| one == to).expect("a participant");
    set(&mut changed, &format!("/participants/{at}"), from.clone());
    if let Some(path) = entry(&changed, &from["person"]) {
        set(&mut changed, &format!("{path}/department"), from["department"].clone());
    }
    changed
}

/// Where somebody signed in.
fn entry(record: &Value, person: &Value) -> Option<String> {
    let number = person["employee_no"].as_str()?;
    let is_own = |entry: &Value| entry["person"]["employee_no"] == number && entry["signature"].is_object();
    let at = list(record, "/sign_in/entries").iter().position(is_own)?;
    Some(format!("/sign_in/entries/{at}"))
}
