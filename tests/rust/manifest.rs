//! The registers that the repository carries: what was planted is what is found, nothing missed, nothing extra.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

use anxun::calendar::WorkCalendar;
use anxun::check::Context;
use anxun::org::Organisation;
use anxun::policy::PolicyBook;
use anxun::register::{Entry, Inputs, Register};
use anxun::rule::{self, Reason};
use anxun::value::parse_stamp;
use serde_json::Value;

fn read(folder: &Path, name: &str) -> Option<Value> {
    let text = std::fs::read_to_string(folder.join(name)).ok()?;
    Some(serde_json::from_str(&text).unwrap_or_else(|error| panic!("{name}: {error}")))
}

fn context(folder: &Path) -> Arc<Context> {
    let company = read(folder, "company.json").expect("company.json");
    let policy = PolicyBook::from_json(&read(folder, "policy.json").expect("policy.json").to_string()).unwrap();
    let organisation = Organisation::from_json(&company["organisation"].to_string()).unwrap();
    let as_of = parse_stamp(company["as_of"].as_str().unwrap()).unwrap();
    Arc::new(Context::new(policy, WorkCalendar::china(), as_of).unwrap().with_organisation(organisation))
}

/// What the library finds, one line each, in the shape of the manifest.
fn found(folder: &Path) -> Vec<String> {
    let list = |name| read(folder, name).map(|list| serde_json::from_value(list).unwrap());
    let inputs = Inputs {
        verifications: list("verifications.json"),
        rectifications: read(folder, "rectifications.json").map(|list| serde_json::from_value(list).unwrap()),
        compare_records: true,
        ..Inputs::default()
    };
    let mut register = Register::new(context(folder), &inputs).unwrap();
    let text = std::fs::read(folder.join("register.jsonl")).expect("register.jsonl");
    let mut found = Vec::new();
    for (line, bytes) in (1..).zip(text.split(|byte| *byte == b'\n')) {
        match register.push(line, bytes) {
            Entry::Judged(judged) => {
                // A record without a fault is judged whole, but for what needs the other records; one with a fault may lack the
                // facts of another rule.
                let is_open = judged
                    .review
                    .not_assessed
                    .iter()
                    .any(|one| one.reason.leaves_verdict_open() && one.reason != Reason::NoOtherRecords);
                assert!(
                    !is_open || !judged.review.findings.is_empty(),
                    "line {line}: {:?}",
                    judged.review.not_assessed
                );
                for finding in &judged.review.findings {
                    found.push(format!("{line} {} {} {:?}", finding.code, finding.severity, finding.path));
                }
            }
            Entry::Failed(failed) => found.push(format!("{line} error {}", failed.faults.0[0].code.info().name)),
            // A session that has not ended is no fault (C-47).
            Entry::NotYet(_) | Entry::Blank => {}
        }
    }
    let summary = register.finish().unwrap();
    for one in summary.shared_findings {
        found.push(format!("{} {} {} {:?}", one.line, one.code, one.severity, one.path));
    }
    for one in summary.number_findings {
        match one.line {
            Some(line) => found.push(format!("{line} {} {} {:?}", one.code, one.severity, one.path)),
            None => found.push(format!("- {} {} {}", one.code, one.severity, one.number)),
        }
    }
    for one in summary.period_findings {
        let lines: Vec<u64> = one.sessions.iter().map(|session| session.line).collect();
        found.push(format!("- {} {} {} {lines:?}", one.code, one.severity, one.period));
    }
    found.sort();
    found
}

/// The manifest in the same shape.
fn planted(folder: &Path) -> Vec<String> {
    let manifest = read(folder, "manifest.json").expect("manifest.json");
    let mut planted: Vec<String> = manifest
        .as_array()
        .expect("a list")
        .iter()
        .map(|one| match (one.get("error"), one.get("line")) {
            (Some(error), _) => format!("{} error {}", one["line"], error.as_str().unwrap()),
            // A gap belongs to no record; the manifest names the record behind it.
            _ if one["code"] == "SV-04" => {
                let lines: Vec<u64> = serde_json::from_value(one["lines"].clone()).unwrap();
                format!("- SV-04 E {} {lines:?}", one["month"].as_str().unwrap())
            }
            _ if one["code"] == "NB-05" => format!("- NB-05 W {}", one["number"].as_str().unwrap()),
            (_, Some(line)) => {
                format!(
                    "{line} {} {} {:?}",
                    one["code"].as_str().unwrap(),
                    one["severity"].as_str().unwrap(),
                    one["path"].as_str().unwrap()
                )
            }
            _ => format!(
                "- {} {} {}",
                one["code"].as_str().unwrap(),
                one["severity"].as_str().unwrap(),
                one["number"].as_str().unwrap()
            ),
        })
        .collect();
    planted.sort();
    planted
}

fn same(name: &str) {
    let folder = anxun_tests::root().join("core/examples/registers").join(name);
    let (found, planted) = (found(&folder), planted(&folder));
    assert!(planted.len() > 5, "the manifest of {name} is nearly empty");
    let without = |one: &[String], other: &[String]| {
        let mut other = other.to_vec();
        let left = one.iter().filter(|line| match other.iter().position(|same| same == *line) {
            Some(at) => {
                other.remove(at);
                false
            }
            None => true,
        });
        left.cloned().collect::<Vec<_>>()
    };
    let (missed, extra) = (without(&planted, &found), without(&found, &planted));
    assert!(missed.is_empty() && extra.is_empty(), "missed:\n{}\nextra:\n{}", missed.join("\n"), extra.join("\n"));
}

#[test]
fn every_code_is_planted_by_name() {
    let folder = anxun_tests::root().join("core/examples/registers/chemical-plant-2025");
    let manifest = read(&folder, "manifest.json").expect("manifest.json");
    let planted: BTreeSet<&str> = manifest.as_array().unwrap().iter().filter_map(|one| one["code"].as_str()).collect();
    // The others are asked of people, of plans and of the archive room, which are no part of a register; SV-04 of its months.
    let is_of_a_register = |row: &&rule::Rule| row.is_of_a_record() || row.code == "SV-04";
    let catalogue: BTreeSet<&str> = rule::ALL.iter().copied().filter(is_of_a_register).map(|row| row.code).collect();
    assert_eq!(planted, catalogue);
}

#[test]
fn the_year_of_the_chemical_plant() {
    same("chemical-plant-2025");
}

#[test]
fn g_07_the_change_of_2023() {
    same("revision-2023");
}
