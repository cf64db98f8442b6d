//! What holds for every record: more evidence and a laxer policy never add a finding, the way a record is written says
//! nothing, parts of a register add up. Design section 7.

use std::collections::BTreeMap;
use std::sync::Arc;

use anxun::calendar::WorkCalendar;
use anxun::check::{Context, Review, review_facts};
use anxun::json::{canonical, canonical_value};
use anxun::policy::{Direction, PolicyBook, direction, param};
use anxun::quality::Tally;
use anxun::record::TrainingRecord;
use anxun::register::{Entry, Inputs, Register};
use anxun::rule::{self, Breaks};
use anxun::vocab::{Completeness, TrainingKind};
use anxun_benches::random::Random;
use anxun_tests::dress::dressed;
use anxun_tests::places::{pointers, without};
use anxun_tests::samples::{all, bytes, context, faulty, review, standard};
use anxun_tests::shape::any_record;
use serde_json::{Value, json};

/// What says which rules are asked of a record, and so is no evidence: kind and its variants, delivery, state, facets;
/// what fixes the policy in force and the regime of certificates (date, time); the kind of the plan, which asks FV-05.
const NO_EVIDENCE: &[&str] = &[
    "/schema_version",
    "/kind",
    "/level",
    "/stage",
    "/operation",
    "/emergency",
    "/state",
    "/delivery",
    "/facets",
    "/date",
    "/time",
    "/plan_item",
    "/plan_item/plan_kind",
];

fn is_evidence(pointer: &str) -> bool {
    !NO_EVIDENCE.contains(&pointer) && !pointer.starts_with("/time/") && !pointer.starts_with("/facets/")
}

/// The findings that stand against completeness (EL-01 to EL-13, FV, and TP-03 for special operation).
fn against_completeness(review: &Review) -> Vec<(&'static str, &str)> {
    let is_special = review.kind == Some(TrainingKind::SpecialOperation);
    let counts = |breaks: Breaks| {
        breaks == Breaks::Completeness || (is_special && breaks == Breaks::ValidityOrSpecialCompleteness)
    };
    let found = review.findings.iter().filter(|finding| counts(finding.rule.breaks));
    found.map(|finding| (finding.code, finding.path.as_str())).collect()
}

#[test]
fn evidence_added_never_adds_a_finding_against_completeness() {
    let context = context();
    let mut random = Random::new(1);
    let (mut lost, mut asked) = (0, 0);
    for record in all() {
        let places: Vec<String> = pointers(record).into_iter().filter(|at| is_evidence(at)).collect();
        // Whole parts of the record are taken out as often as what lies deep in them.
        let parts: Vec<String> = places.iter().filter(|at| at.matches('/').count() <= 2).cloned().collect();
        for _ in 0..2 {
            let count = 1 + random.below(12);
            let taken: Vec<String> = (0..count)
                .map(|_| if random.chance(2, 3) { random.pick(&parts).clone() } else { random.pick(&places).clone() })
                .collect();
            let less = without(record, &|at| taken.iter().any(|one| one == at));
            let back = random.pick(&taken).clone();
            let more = without(record, &|at| taken.iter().any(|one| one == at && *one != back));
            let (less, more) = (less.to_string(), more.to_string());
            let poor = review(&less, &context).unwrap_or_else(|faults| panic!("{faults}: {less}"));
            let rich = review(&more, &context).unwrap_or_else(|faults| panic!("{faults}: {more}"));
            assert!(poor.faults.is_empty() && rich.faults.is_empty(), "{:?} {:?}", poor.faults, rich.faults);
            let (before, after) = (against_completeness(&poor), against_completeness(&rich));
            let added: Vec<_> = after.iter().filter(|one| !before.contains(one)).collect();
            assert!(added.is_empty(), "{back} was added, and with it {added:?}: {less}");
            let turned = poor.completeness == Completeness::Complete && rich.completeness == Completeness::Incomplete;
            assert!(!turned, "{back}: {less}");
            lost += usize::from(after.len() < before.len());
            asked += 1;
        }
    }
    assert!(lost * 20 > asked, "only {lost} of {asked} additions answered a finding: the test asks too little");
}

/// Parameters that the rules read, with values from lax to strict.
fn ladders() -> Vec<(&'static str, Vec<Value>)> {
    let elements = json!([
        "Name",
        "Date",
        "Time",
        "Place",
        "Instructor",
        "Participants",
        "Topic",
        "ContentSummary",
        "AssessmentMethod",
        "AssessmentResult",
        "RecorderSignature",
        "Duration"
    ]);
    let without = |names: &[&str]| {
        json!(
            elements
                .as_array()
                .unwrap()
                .iter()
                .filter(|one| !names.contains(&one.as_str().unwrap()))
                .collect::<Vec<_>>()
        )
    };
    vec![
        ("signin.issue_before", vec![json!(0), json!(10), json!(30), json!(240)]),
        ("photos.min", vec![json!(1), json!(3), json!(4), json!(30)]),
        (
            "photos.views",
            vec![json!(["Panorama"]), json!(["Panorama", "CloseUp"]), json!(["Panorama", "CloseUp", "Interaction"])],
        ),
        ("assess.pass_mark", vec![json!("60"), json!("80"), json!("99.5"), json!("100")]),
        ("elements.required", vec![without(&["Name", "Place", "Duration"]), without(&["Name"]), elements.clone()]),
        (
            "elements.team_activity",
            vec![
                json!(["Time"]),
                json!(["Time", "Participants"]),
                json!(["Time", "Topic", "Participants", "Discussion", "Leader"]),
            ],
        ),
        ("elements.effect_evaluation", vec![json!(false), json!(true)]),
        (
            "proofs.general",
            vec![json!(["SignIn"]), json!(["SignIn", "Video"]), json!(["SignIn", "Video", "ExamPaper"])],
        ),
        (
            "proofs.special_operation",
            vec![
                json!(["SignIn"]),
                json!(["SignIn", "Video", "CertificateCopy"]),
                json!(["SignIn", "Video", "ExamPaper", "CertificateCopy"]),
            ],
        ),
        ("proofs.online", vec![json!(["LoginTrace"]), json!(["LoginTrace", "Recording", "OnlineTest"])]),
        ("video.min", vec![json!(1), json!(15), json!(20), json!(60), json!(480)]),
        ("scan.dpi_min", vec![json!(72), json!(300), json!(301), json!(1200)]),
        ("submit.paper.limit", vec![json!(72), json!(24), json!(12), json!(1)]),
        ("submit.electronic.limit", vec![json!(48), json!(24), json!(1)]),
        ("stage1.limit", vec![json!(48), json!(24), json!(1)]),
        ("review.limit", vec![json!(9), json!(3), json!(2), json!(1)]),
        ("return.limit", vec![json!(5), json!(2), json!(1)]),
        ("retention.ordinary", vec![json!(1), json!(3), json!(4), json!(30)]),
        ("retention.special_after_leaving", vec![json!(1), json!(5), json!(30)]),
        ("chain.years", vec![json!(1), json!(3), json!(9)]),
        ("camera.tolerance", vec![json!(5), json!(1), json!(0)]),
        ("rectify.minor", vec![json!(48), json!(24), json!(1)]),
        ("rectify.general", vec![json!(96), json!(48), json!(1)]),
    ]
}

/// The context of the plant with one parameter set in every version of its policy.
fn with(base: &Context, key: &str, value: &Value) -> Context {
    let mut book: Value = serde_json::from_str(&base.policy().to_json().unwrap()).unwrap();
    for version in book["versions"].as_array_mut().unwrap() {
        version["set"][key] = value.clone();
    }
    let book = PolicyBook::from_json(&book.to_string()).unwrap_or_else(|error| panic!("{key} {value}: {error}"));
    let made = Context::new(book, WorkCalendar::china(), base.as_of()).unwrap();
    made.with_organisation(base.organisation().unwrap().clone())
}

/// How often each finding stands in a review; equal places count each.
fn counted(review: &Review) -> BTreeMap<(&'static str, &str), usize> {
    let mut counts = BTreeMap::new();
    for finding in &review.findings {
        // One thing is no matter of more or less: a person who failed with a score between two pass marks failed
        // rightly under the higher one and wrongly under the lower one.
        if finding.code == "AS-05" && finding.observed.starts_with("Fail") {
            continue;
        }
        *counts.entry((finding.code, finding.path.as_str())).or_default() += 1;
    }
    counts
}

#[test]
fn a_tighter_policy_never_removes_a_finding() {
    let base = context();
    let mut random = Random::new(2);
    // Records that lack something too: without a photo of a view nothing hangs on the views that are asked.
    let records: Vec<String> = all()
        .iter()
        .flat_map(|record| {
            let parts: Vec<String> = pointers(record).into_iter().filter(|at| is_evidence(at)).collect();
            let parts: Vec<&String> = parts.iter().filter(|at| at.matches('/').count() <= 2).collect();
            let taken: Vec<&String> = (0..16).map(|_| *random.pick(&parts)).collect();
            let less = without(record, &|at| taken.iter().any(|one| *one == at));
            [record.to_string(), less.to_string()]
        })
        .collect();
    let mut idle = Vec::new();
    for (key, values) in ladders() {
        let contexts: Vec<Context> = values.iter().map(|value| with(&base, key, value)).collect();
        let row = param(key).unwrap();
        let kind = match key {
            "elements.team_activity" => "\"kind\":\"TeamActivity\"",
            "proofs.special_operation" | "retention.special_after_leaving" => "\"kind\":\"SpecialOperation\"",
            _ => "",
        };
        // Few records lack the form that is asked for.
        let is_idle = |text: &str| key == "elements.effect_evaluation" && text.contains("\"evaluation\":");
        let records: Vec<&String> = records.iter().filter(|text| text.contains(kind) && !is_idle(text)).collect();
        for pair in contexts.windows(2) {
            let [lax, strict] = [&pair[0], &pair[1]].map(|one| one.policy().versions()[0].value(key).unwrap());
            assert_eq!(direction(row, lax, strict), Some(Direction::Stricter), "{key}");
        }
        let mut added = 0;
        for _ in 0..50 {
            let text = random.pick(&records);
            let reviews: Vec<Review> = contexts.iter().map(|context| review(text, context).unwrap()).collect();
            for pair in reviews.windows(2) {
                let (lax, strict) = (counted(&pair[0]), counted(&pair[1]));
                for (finding, count) in &lax {
                    let held = strict.get(finding).copied().unwrap_or(0);
                    assert!(held >= *count, "{key}: {finding:?} {count} → {held}: {text}");
                }
                added += strict.values().sum::<usize>() - lax.values().sum::<usize>();
            }
        }
        if added == 0 {
            idle.push(key);
        }
    }
    // These move dues and the answer of `may_destroy`, not findings; no record of the plant is online, and nobody of
    // its special-operation staff has left.
    let silent =
        ["proofs.online", "retention.special_after_leaving", "chain.years", "rectify.minor", "rectify.general"];
    assert_eq!(idle, silent);
}

#[test]
fn the_way_a_record_is_written_says_nothing() {
    let context = context();
    let mut random = Random::new(3);
    let answer = |text: &str| match review(text, &context) {
        Ok(review) => canonical(&review).unwrap(),
        Err(faults) => canonical(&faults).unwrap(),
    };
    let made = (0..100).map(|_| any_record(&mut random)).collect::<Vec<_>>();
    let mut judged = 0;
    for record in all().iter().chain(&made) {
        let plain = record.to_string();
        let expected = answer(&plain);
        judged += usize::from(expected.starts_with('{'));
        for _ in 0..2 {
            let other = dressed(record, &mut random);
            assert_eq!(answer(&other), expected, "{other}");
        }
        let owned = TrainingRecord::from_json(&plain).unwrap();
        let through = match anxun::check::review(&owned, &context) {
            Ok(review) => canonical(&review).unwrap(),
            Err(faults) => canonical(&faults).unwrap(),
        };
        assert_eq!(through, expected, "the struct is judged otherwise than its text: {plain}");
        let lent = review_facts(&mut owned.facts(), &context);
        assert_eq!(lent.ok().map(|review| review.record), review(&plain, &context).ok().map(|review| review.record));
    }
    assert!(judged > 120, "{judged}");
}

#[test]
fn a_record_goes_to_json_and_back() {
    let mut random = Random::new(4);
    let made = (0..100).map(|_| any_record(&mut random)).collect::<Vec<_>>();
    for (record, is_plain) in all().iter().map(|one| (one, true)).chain(made.iter().map(|one| (one, false))) {
        let read = TrainingRecord::from_json(&dressed(record, &mut random)).unwrap();
        let written = read.to_json().unwrap();
        let again = TrainingRecord::from_json(&written).unwrap();
        assert_eq!(again, read);
        assert_eq!(again.to_json().unwrap(), written);
        if is_plain {
            // What the makers write is in the one form already.
            assert_eq!(written, canonical_value(record).unwrap());
        }
    }
}

#[test]
fn findings_have_ids_of_their_own() {
    let context = context();
    let mut ids: BTreeMap<String, String> = BTreeMap::new();
    for (at, record) in all().iter().enumerate() {
        let mut record = record.clone();
        record["id"] = json!(format!("R-{at}"));
        // Much is found where much is missing, also more than once at one place.
        record["photos"] = json!([{"digest": "a"}, {"digest": "a"}]);
        if let Some(participants) = record["participants"].as_array_mut() {
            participants.extend([json!({}), json!({})]);
        }
        let text = record.to_string();
        for finding in review(&text, &context).unwrap().findings {
            assert!(finding.id.len() == 16 && finding.id.bytes().all(|byte| byte.is_ascii_hexdigit()));
            let place = format!("R-{at} {} {}", finding.code, finding.path);
            if let Some(other) = ids.insert(finding.id, place.clone()) {
                panic!("one id for {other} and {place}");
            }
        }
    }
    assert!(ids.len() > 500, "{}", ids.len());
}

#[test]
fn parts_of_a_register_add_up_to_the_whole() {
    let context = context();
    let mut random = Random::new(5);
    let records = faulty().into_iter().map(|(_, record)| record).chain(standard(2, 50));
    let lines: Vec<String> = records.map(|record| record.to_string()).collect();
    let inputs: Inputs = serde_json::from_value(json!({
        "verifications": [{"record": "STD-0000001", "item": "date", "result": "Match"},
                          {"record": "STD-0000002", "item": "place", "result": "Mismatch"}],
        "rectifications": [],
        "voids": ["2026-SY-SC-900"],
    }))
    .unwrap();
    let mut whole = Register::new(Arc::clone(&context), &inputs).unwrap();
    let mut memberships = Vec::new();
    for (line, text) in (1..).zip(&lines) {
        match whole.push(line, text.as_bytes()) {
            Entry::Judged(judged) => memberships.push(judged.membership),
            other => panic!("{other:?}"),
        }
    }
    let expected = canonical(&whole.finish().unwrap()).unwrap();
    for parts in [2, 5] {
        let first = Register::new(Arc::clone(&context), &inputs).unwrap();
        let mut cut: Vec<Register> = (0..parts).map(|_| first.part()).collect();
        for (line, text) in (1..).zip(&lines) {
            cut[random.below(parts)].push(line, text.as_bytes());
        }
        random.shuffle(&mut cut);
        let merged = cut.into_iter().fold(first, |mut sum, part| {
            sum.merge(part).unwrap();
            sum
        });
        assert_eq!(canonical(&merged.finish().unwrap()).unwrap(), expected);
    }
    // The counts alone, cut in many ways and merged as a tree.
    let union = memberships.iter().fold(Tally::new(), |mut tally, one| {
        tally.add(one);
        tally
    });
    for _ in 0..200 {
        let mut tallies = vec![Tally::new(); 1 + random.below(9)];
        for one in &memberships {
            let at = random.below(tallies.len());
            tallies[at].add(one);
        }
        while tallies.len() > 1 {
            random.shuffle(&mut tallies);
            let part = tallies.pop().unwrap();
            tallies[0].merge(part);
        }
        assert_eq!(canonical(&tallies[0]).unwrap(), canonical(&union).unwrap());
    }
}

#[test]
fn the_samples_find_every_code() {
    let context = context();
    let mut missing: Vec<&str> =
        rule::ALL.iter().filter(|row| row.is_of_a_record() && !row.between_records).map(|row| row.code).collect();
    for (code, record) in faulty() {
        let text = bytes(&record.to_string(), &context);
        assert!(text.contains(&format!("\"code\":\"{code}\"")), "{code}");
        missing.retain(|one| *one != code);
    }
    // Needs a session before a day off, which none of the samples has.
    missing.retain(|code| *code != "TM-03");
    assert_eq!(missing, Vec::<&str>::new());
}
