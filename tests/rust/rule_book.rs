//! The rule book holds what the rules do: each code of the catalogue has its rule, explanation, pair of cases and page; what moves a
//! rule, from which step it is asked and what its findings are due by is as its row says.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use anxun::operations;
use anxun::policy::{Param, PolicyBook, params};
use anxun::rule::{ALL, Rule, Step, by_code};
use anxun::rulebook::{LIMITS, explain};
use anxun_tests::cases::{Case, all};
use anxun_tests::root;
use anxun_tests::rule_book::clauses::{CHAPTERS, CLAUSES, chapter_of};
use anxun_tests::rule_book::codes::of_the_catalogue;
use anxun_tests::rule_book::examples::{does_not, fires, pair};
use anxun_tests::rule_book::moves::{Part, READING, Seen, experiment};
use anxun_tests::rule_book::vary::others;
use anxun_tests::rule_book::{FOLDER, pages};
use serde_json::Value;

fn cases() -> &'static [Case] {
    static CASES: OnceLock<Vec<Case>> = OnceLock::new();
    CASES.get_or_init(all)
}

#[test]
fn every_code_has_a_rule_an_explanation_a_pair_of_cases_and_a_page() {
    let mut lacks = Vec::new();
    for row in of_the_catalogue() {
        let code = row.code.as_str();
        if by_code(code).is_none() {
            lacks.push(format!("{code}: no rule"));
        }
        if ["zh", "en"].into_iter().any(|lang| explain(code, lang).is_none()) {
            lacks.push(format!("{code}: no explanation"));
        }
        match pair(code, cases()) {
            Some(pair) => assert!(fires(pair.fails, code) && does_not(pair.passes, code), "{code}"),
            None => lacks.push(format!("{code}: no case in which it fires beside one in which it just does not")),
        }
        if !root().join(FOLDER).join(format!("{code}.md")).is_file() {
            lacks.push(format!("{code}: no page"));
        }
    }
    assert!(lacks.is_empty(), "{}", lacks.join("\n"));
}

#[test]
fn the_pages_are_those_that_the_catalogue_and_the_cases_give() {
    let pages = pages(cases());
    let differ: Vec<_> = pages
        .iter()
        .filter(|(path, text)| std::fs::read_to_string(root().join(path)).ok().as_ref() != Some(*text))
        .map(|(path, _)| path.as_str())
        .collect();
    assert!(differ.is_empty(), "run cargo run -p anxun-tests --bin write-rules: {differ:?}");
    let folder = std::fs::read_dir(root().join(FOLDER)).expect(FOLDER);
    let held: BTreeSet<_> =
        folder.map(|entry| entry.expect("an entry").file_name().into_string().expect("a name")).collect();
    let written = pages.keys().filter_map(|path| path.strip_prefix(FOLDER)?.strip_prefix('/').map(str::to_owned));
    assert_eq!(held, written.collect());
}

#[test]
fn every_link_of_the_pages_leads_somewhere() {
    let pages = pages(cases());
    let has_anchor = |path: &str, anchor: &str| {
        let text = pages.get(path).unwrap_or_else(|| panic!("{path} is not written"));
        let heading = |line: &str| line.starts_with("## ") && line[3..].replace(' ', "-").to_lowercase() == anchor;
        text.contains(&format!("<a id=\"{anchor}\">")) || text.lines().any(heading)
    };
    let mut wrong = Vec::new();
    for (path, text) in &pages {
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        for link in text.split("](").skip(1).filter_map(|rest| rest.split([')', ' ']).next()) {
            let (to, anchor) = link.split_once('#').unwrap_or((link, ""));
            let to = if to.is_empty() { path.clone() } else { resolved(folder, to) };
            if !root().join(&to).is_file() || !(anchor.is_empty() || has_anchor(&to, anchor)) {
                wrong.push(format!("{path}: {link}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// A relative link as a path from the root.
fn resolved(folder: &str, link: &str) -> String {
    let mut parts: Vec<&str> = folder.split('/').collect();
    for part in link.split('/') {
        if part == ".." {
            parts.pop();
        } else {
            parts.push(part);
        }
    }
    parts.join("/")
}

#[test]
fn every_clause_that_a_rule_cites_has_its_title() {
    let cited: BTreeSet<_> = ALL.iter().flat_map(|rule| rule.clauses.iter().copied()).collect();
    assert_eq!(CLAUSES.iter().map(|(clause, ..)| *clause).collect::<BTreeSet<_>>(), cited);
    assert!(CLAUSES.iter().all(|(clause, ..)| CHAPTERS.iter().any(|(chapter, ..)| *chapter == chapter_of(clause))));
}

/// The experiment, asked once: a sample, or with `ANXUN_RULE_BOOK=whole` every case with every value.
fn seen() -> &'static Seen {
    static SEEN: OnceLock<Seen> = OnceLock::new();
    SEEN.get_or_init(|| {
        let is_whole = std::env::var("ANXUN_RULE_BOOK").is_ok_and(|part| part == "whole");
        let seen = experiment(cases(), if is_whole { Part::Whole } else { Part::Sample(100) });
        println!("{} reviews", seen.asked);
        seen
    })
}

#[test]
fn a_code_is_moved_by_the_parameters_of_its_row_alone() {
    let mut wrong = Vec::new();
    for ((code, key), case) in seen().moves.iter().chain(&seen().texts) {
        if !rule(code).moved_by.contains(key) {
            wrong.push(format!("{code} is moved by {key}: {case}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    // Changed all together, the parameters that no row names move nothing.
    assert_eq!(seen().by_others, BTreeSet::new());
    assert!(READING.iter().all(|key| params().any(|row| row.key == *key)));
}

/// The experiment reviews single records: of the rules that are asked of people, plan items, months, rooms and stores it
/// shows nothing; those on people and plans have an experiment of their own below.
#[test]
fn every_parameter_of_a_rule_on_records_moves_its_code() {
    let mut never = BTreeSet::new();
    for rule in ALL.iter().filter(|rule| rule.is_of_a_record()) {
        let moves = |key: &&&str| seen().moves.contains_key(&(rule.code, **key));
        never.extend(rule.moved_by.iter().filter(|key| !moves(key)).map(|key| (rule.code, *key)));
    }
    assert_eq!(never, BTreeSet::new());
}

/// What the answer on people or a plan says of a code: the reasons or totals that bear it, and of an item the whole answer.
fn said_of(code: &str, operation: &str, request: &Value) -> Option<String> {
    let answer: Value =
        serde_json::from_str(&operations::call(operation, request.to_string().as_bytes()).ok()?).ok()?;
    let reasons = answer["reasons"].as_array().into_iter().flatten().filter(|one| one["code"] == code);
    Some(match operation {
        "plan.may_work" => format!("{:?}", reasons.collect::<Vec<_>>()),
        "plan.coverage" => answer["total"].to_string(),
        _ => answer.to_string(),
    })
}

/// Of the rules on people and plans each parameter of the row moves the code in a case that bears it in its id.
#[test]
fn every_parameter_of_a_rule_on_people_and_plans_moves_its_code() {
    let seed: Value = serde_json::from_str(&PolicyBook::seed().to_json().expect("a book")).expect("JSON");
    let moves = |code: &str, row: &Param, case: &Case| {
        let request = case.request();
        let usual = said_of(code, &case.operation, &request);
        others(row, None).iter().any(|value| {
            let (mut request, mut policy) = (request.clone(), seed.clone());
            policy["versions"][0]["set"][row.key] = value.clone();
            request["terms"]["policy"] = policy;
            let other = said_of(code, &case.operation, &request);
            usual.is_some() && other.is_some() && usual != other
        })
    };
    let operations = ["plan.may_work", "plan.coverage", "plan.planned_hours"];
    let mut never = Vec::new();
    for rule in ALL.iter().filter(|rule| rule.code.starts_with("OB-") || ["PL-10", "PL-12"].contains(&rule.code)) {
        let own =
            || cases().iter().filter(|case| operations.contains(&&*case.operation) && case.id.starts_with(rule.code));
        for row in params().filter(|row| rule.moved_by.contains(&row.key)) {
            if !own().any(|case| moves(rule.code, row, case)) {
                never.push((rule.code, row.key));
            }
        }
    }
    assert_eq!(never, []);
}

#[test]
fn limits_and_dues_are_moved_by_their_parameters_alone() {
    let mut unseen: BTreeSet<_> = LIMITS.iter().copied().collect();
    for ((code, key), case) in &seen().dues {
        let rule = rule(code);
        assert!(rule.grade.is_some(), "{code} has no limit: {case}");
        assert!(LIMITS.contains(key) || (rule.is_limit && rule.moved_by.contains(key)), "{key}: {case}");
        unseen.remove(key);
    }
    assert_eq!(unseen, BTreeSet::new());
}

fn rule(code: &str) -> &'static Rule {
    by_code(code).unwrap_or_else(|| panic!("no rule {code}"))
}

/// The reviews of the conformance cases: whether the session was planned only, and the answer.
fn reviews() -> Vec<(bool, Value)> {
    let answer = |case: &Case| {
        let request = case.request();
        let answer = operations::call(&case.operation, request.to_string().as_bytes()).ok()?;
        let is_planned = request["record"]["state"] == "Planned" || request["record"]["state"] == "Cancelled";
        Some((is_planned, serde_json::from_str(&answer).expect("JSON")))
    };
    cases().iter().filter(|case| case.operation == "check.review").filter_map(answer).collect()
}

/// Rules that are asked from the end of the session on, and still may not be reached, with the reason.
const LATER_AT_TIMES: &[(&str, &str)] =
    &[("AR-07", "after a first qualification the number is due once there is a certificate")];

#[test]
fn a_rule_is_asked_from_the_step_of_its_row_and_its_own_limit_sets_the_due() {
    let mut early: BTreeMap<&str, &Rule> = ALL
        .iter()
        .filter(|rule| !matches!(rule.asked_from, Step::Planned | Step::Held) && !rule.facets.list().is_empty())
        .map(|rule| (rule.code, *rule))
        .collect();
    for (is_planned, review) in reviews() {
        for open in
            review["not_assessed"].as_array().into_iter().flatten().filter(|open| open["reason"] == "NotReached")
        {
            let rule = rule(open["code"].as_str().expect("a code"));
            if is_planned {
                assert_ne!(rule.asked_from, Step::Planned, "{}", rule.code);
            } else if early.remove(rule.code).is_none() {
                let is_later = !matches!(rule.asked_from, Step::Planned | Step::Held);
                assert!(is_later || LATER_AT_TIMES.iter().any(|(code, _)| *code == rule.code), "{}", rule.code);
            }
        }
        for finding in review["findings"].as_array().into_iter().flatten() {
            let rule = rule(finding["code"].as_str().expect("a code"));
            assert_eq!(finding["due_by"] == "Rule", rule.is_limit, "{finding}");
        }
    }
    assert!(early.is_empty(), "no case shows that these are not reached before their step: {:?}", early.keys());
}
