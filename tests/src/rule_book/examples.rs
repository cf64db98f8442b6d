//! The two examples of a page: a conformance case in which the rule fires, and one beside it in which it just does not. They
//! are cases of the suite, so that every language runs them.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::cases::Case;

/// A case in which a rule fires, and its neighbour in which it does not.
#[derive(Clone, Copy, Debug)]
pub struct Pair<'c> {
    /// It fires.
    pub fails: &'c Case,
    /// It just does not.
    pub passes: &'c Case,
}

/// Pairs chosen by hand, where the smallest one shows the rule poorly: code, fails, passes.
const CHOSEN: &[(&str, &str, &str)] = &[
    ("PL-10", "PL-10-one-level-with-findings", "PL-10-covered"),
    ("PL-12", "PL-12-planned-hours-of-a-listed-industry", "PL-12-planned-hours-just-enough"),
    ("OB-01", "OB-01-passed-the-day-after", "OB-01-passed-on-the-day-itself"),
    ("OB-02", "OB-02-one-minute-short", "OB-02-manager-twelve-hours-of-45-minutes"),
    ("OB-03", "OB-03-absence-of-exactly-a-year", "OB-03-absence-one-day-short-of-a-year"),
    ("OB-04", "OB-04-expired", "OB-04-last-day"),
    ("OB-05", "OB-05-not-qualified", "OB-05-qualified"),
    ("OB-06", "OB-06-in-use-and-not-trained", "OB-06-trained-on-the-day-of-first-use"),
    ("OB-07", "OB-07-drill-a-day-too-long-ago", "OB-07-drill-within-the-year"),
    ("OB-08", "OB-08-last-verdict-is-fail", "OB-08-passed-again-after-the-fail"),
    ("SG-10", "SG-10-one-fewer-seen", "SG-10-as-many-seen-as-signed"),
    ("SG-12", "between-SG-12-sessions-overlap-by-a-minute", "between-SG-12-touching-sessions-do-not-overlap"),
    // Of the record itself, and not of the parameter.
    ("SV-04", "SV-04-one-of-two-was-not-supervised", "SV-04-each-was-supervised"),
    ("PH-01", "PH-01-two", "PH-01-exactly-three-with-all-views"),
    ("PH-04", "PH-04-one-second-after-the-end", "PH-04-at-the-end"),
    ("PH-05", "PH-05-three-times-is-one-finding", "PH-05-another-digest"),
    ("WD-01", "WD-01-expression", "WD-01-inside-a-longer-term"),
    ("FT-10", "FT-10-299-across", "FT-10-exactly-300"),
    ("TP-01", "TP-01-nobody-signed", "TP-01-one-signature-is-enough"),
    ("TP-03", "TP-03-no-papers", "TP-03-one-paper-is-enough"),
    ("TP-05", "TP-01-no-sheet", "TP-05-nothing-missing"),
    ("TR-03", "TR-03-no-supplies", "TR-03-stated-that-none-was-used"),
    ("TM-02", "TM-02-one-second-late", "TM-02-exactly-24-hours"),
    ("TM-07", "TM-07-handed-over-before-the-end", "TM-07-handed-over-at-the-end"),
    ("RV-07", "RV-07-part-not-on-the-cover", "RV-07-two-lines-of-one-kind-add-up"),
    ("RV-08", "between-RV-08-two-packages-of-one-key", "between-RV-08-another-session-of-the-day"),
    ("NB-04", "register-NB-04-two-of-one-number", "register-no-duplicate-no-gap"),
    ("AR-10", "AR-10-a-tenth-of-a-degree-above", "AR-10-on-the-bounds-of-the-range"),
    ("AR-11", "AR-11-a-hard-disk-in-an-ordinary-cabinet", "AR-11-optical-discs-are-not-magnetic"),
    ("AR-12", "AR-12-a-gigabyte-short", "AR-10-on-the-bounds-of-the-range"),
    ("RT-01", "RT-01-one-day-short", "RT-01-exactly-three-years"),
    ("RT-03", "RT-03-open-audit", "RT-03-lifted-audit-hold"),
];

/// The pair of a code: that of [`CHOSEN`], else of all cases that bear the code in their id the two that
///
/// * start from one base, and change the same place of it;
/// * find nothing but the code, the rule being asked in both;
/// * are most alike, and of those the shortest.
///
/// # Panics
/// Where a chosen case is not there or does not show what it should.
#[must_use]
pub fn pair<'c>(code: &str, cases: &'c [Case]) -> Option<Pair<'c>> {
    let named = |id: &str| cases.iter().find(|case| case.id == id).unwrap_or_else(|| panic!("{code}: no case {id}"));
    if let Some((_, fails, passes)) = CHOSEN.iter().find(|(one, ..)| *one == code) {
        let pair = Pair { fails: named(fails), passes: named(passes) };
        assert!(fires(pair.fails, code) && does_not(pair.passes, code), "{code}: {fails}, {passes}");
        return Some(pair);
    }
    let own = || cases.iter().filter(|case| bears(case, code));
    let fails = own().filter(|case| fires(case, code));
    let pairs = fails.flat_map(|fails| {
        own()
            .filter(move |case| does_not(case, code) && case.operation == fails.operation)
            .map(move |passes| Pair { fails, passes })
    });
    pairs.min_by_key(|pair| rank(pair, code))
}

/// How well a pair shows a rule: the lower the better.
fn rank(pair: &Pair<'_>, code: &str) -> (bool, bool, usize, bool, usize, usize, String) {
    let Pair { fails, passes } = pair;
    let (own, other) = (changes(fails).to_string(), changes(passes).to_string());
    let beside = found(fails).unwrap_or_default().iter().filter(|one| **one != code).count();
    (
        fails.written["base"] != passes.written["base"],
        places(fails).is_disjoint(&places(passes)),
        beside,
        touches_context(passes) || touches_context(fails),
        unlike(own.as_bytes(), other.as_bytes()),
        own.len() + other.len(),
        format!("{} {}", fails.id, passes.id),
    )
}

/// How many bytes lie between what two texts have in common at their heads and at their ends.
fn unlike(one: &[u8], other: &[u8]) -> usize {
    let shorter = one.len().min(other.len());
    let head = one.iter().zip(other).take_while(|(one, other)| one == other).count();
    let tail = one.iter().rev().zip(other.iter().rev()).take_while(|(one, other)| one == other).count();
    one.len() + other.len() - 2 * (head + tail).min(shorter)
}

/// Whether a case bears the code in its id.
fn bears(case: &Case, code: &str) -> bool {
    let id = case.id.strip_prefix("between-").or(case.id.strip_prefix("register-")).unwrap_or(&case.id);
    id.strip_prefix(code).is_some_and(|rest| rest.starts_with('-'))
}

/// What a case changes in its base: the patch, or the patches of its records.
#[must_use]
pub fn changes(case: &Case) -> &Value {
    case.written.get("records").or(case.written.get("patch")).unwrap_or(&Value::Null)
}

/// Where the requests of two cases without a base differ, with what the first one says there.
#[must_use]
pub fn differing(own: &Value, other: &Value, path: &str) -> Vec<Value> {
    match (own, other) {
        _ if own == other => vec![],
        (Value::Object(one), Value::Object(two)) if one.keys().eq(two.keys()) => {
            one.iter().flat_map(|(key, value)| differing(value, &two[key], &format!("{path}/{key}"))).collect()
        }
        (Value::Array(one), Value::Array(two)) if one.len() == two.len() => one
            .iter()
            .zip(two)
            .enumerate()
            .flat_map(|(at, (value, other))| differing(value, other, &format!("{path}/{at}")))
            .collect(),
        _ => vec![json!({ "path": path, "value": own })],
    }
}

/// The places that it changes.
fn places(case: &Case) -> BTreeSet<&str> {
    fn walk<'v>(value: &'v Value, found: &mut BTreeSet<&'v str>) {
        match value {
            Value::Array(list) => list.iter().for_each(|one| walk(one, found)),
            one => found.extend(one["path"].as_str()),
        }
    }
    let mut found = BTreeSet::new();
    walk(changes(case), &mut found);
    found
}

fn touches_context(case: &Case) -> bool {
    places(case).iter().any(|place| place.starts_with("/context"))
}

/// The codes that a case finds; `None` where it does not say.
fn found(case: &Case) -> Option<Vec<&str>> {
    let list = |key: &str| Some(case.expect.get(key)?.as_array()?.iter().filter_map(|one| one[0].as_str()));
    match case.operation.as_str() {
        "check.review" | "archive.room" => Some(list("findings")?.collect()),
        "register.review" => {
            let lists = ["shared_findings", "number_findings", "period_findings"];
            Some(lists.into_iter().filter_map(list).flatten().collect())
        }
        "plan.may_work" => {
            let reasons = case.expect.get("reasons")?.as_array()?.iter();
            Some(reasons.filter(|one| !cannot_be_judged(one)).filter_map(|one| one[0].as_str()).collect())
        }
        "plan.coverage" => Some(case.expect.get("total")?.get("code")?.as_str().into_iter().collect()),
        "plan.planned_hours" => Some(case.expect.get("code")?.as_str().into_iter().collect()),
        _ => None,
    }
}

/// Whether a reason of somebody (code, severity, state, what, since) says that the rule could not be asked.
fn cannot_be_judged(reason: &Value) -> bool {
    reason[2] == "Unknown"
}

/// Whether a case says of a rule that it could not be asked.
fn is_open(case: &Case, code: &str) -> bool {
    let expect = &case.expect;
    let list = |key: &str| expect.get(key).and_then(Value::as_array).into_iter().flatten();
    match case.operation.as_str() {
        "plan.may_work" => list("reasons").any(|one| one[0] == code && cannot_be_judged(one)),
        // Where nobody is due there is nothing to reach.
        "plan.coverage" => expect["total"]["meets"].is_null(),
        "plan.planned_hours" => expect["least"].is_null(),
        _ => ["not_assessed", "not_compared"].into_iter().flat_map(list).any(|one| one[0] == code || *one == *code),
    }
}

/// Whether a rule fires in a case.
#[must_use]
pub fn fires(case: &Case, code: &str) -> bool {
    found(case).is_some_and(|found| found.contains(&code))
}

/// Whether a rule was asked in a case and did not fire.
#[must_use]
pub fn does_not(case: &Case, code: &str) -> bool {
    let says = case.operation != "check.review" || case.expect.get("not_assessed").is_some();
    says && found(case).is_some_and(|found| !found.contains(&code))
        && !is_open(case, code)
        && !case.id.contains("not-asked")
}
