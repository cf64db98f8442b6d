//! Personal data: with `reveal` off no employee number, name or certificate number of a record stands in its review, and
//! none in the text of any error, whatever is wrong with it.

use std::collections::BTreeSet;

use anxun::error::Faults;
use anxun::json::canonical;
use anxun::operations;
use anxun::record::{Confidentiality, TrainingRecord};
use anxun::register::{Inputs, Register};
use anxun_benches::place::set;
use anxun_benches::random::Random;
use anxun_tests::cases;
use anxun_tests::places::{field, is_text, pointers, without};
use anxun_tests::samples::{all, context, review, standard};
use serde_json::{Value, json};

/// The places of a record that hold a text about a person.
fn personal_places(record: &Value) -> Vec<String> {
    let is_personal =
        |at: &str| field(at).is_some_and(|field| field.confidentiality != Confidentiality::Internal) && is_text(at);
    pointers(record).into_iter().filter(|at| is_personal(at)).collect()
}

/// The texts about people; what is too short to name anybody is left out.
fn secrets(record: &Value) -> BTreeSet<String> {
    let texts = personal_places(record).into_iter().filter_map(|at| Some(record.pointer(&at)?.as_str()?.to_owned()));
    texts.filter(|text| text.chars().count() >= 2).collect()
}

fn assert_hidden(answer: &str, secrets: &BTreeSet<String>, what: &str) {
    for secret in secrets {
        assert!(!answer.contains(secret.as_str()), "{secret} is shown: {what}\n{answer}");
    }
}

#[test]
fn no_review_names_a_person() {
    let context = context();
    let mut random = Random::new(1);
    let mut seen = BTreeSet::new();
    for record in all() {
        let secrets = secrets(record);
        assert!(!secrets.is_empty(), "{record}");
        let parts: Vec<String> = pointers(record).into_iter().filter(|at| at.matches('/').count() <= 3).collect();
        for round in 0..3 {
            let taken: Vec<&String> = (0..round * 4).map(|_| random.pick(&parts)).collect();
            let text = without(record, &|at| taken.iter().any(|one| *one == at)).to_string();
            let answer = match review(&text, &context) {
                Ok(review) => {
                    seen.extend(review.findings.iter().filter(|one| one.subject.is_some()).map(|one| one.code));
                    canonical(&review).unwrap()
                }
                Err(faults) => told(&faults),
            };
            assert_hidden(&answer, &secrets, &text);
        }
    }
    assert!(seen.len() > 8, "only {seen:?} spoke of a person");
}

#[test]
fn no_summary_names_a_person() {
    let records = standard(3, 60);
    let mut register = Register::new(context(), &Inputs::default()).unwrap();
    let mut known = BTreeSet::new();
    for (line, record) in (1..).zip(&records) {
        known.extend(secrets(record));
        register.push(line, record.to_string().as_bytes());
    }
    assert_hidden(&canonical(&register.finish().unwrap()).unwrap(), &known, "the summary");
}

/// All that is said of faults: their JSON, their line in English and in Chinese.
fn told(faults: &Faults) -> String {
    let chinese: Vec<String> = faults.0.iter().map(anxun::error::Error::zh).collect();
    format!("{}\n{faults}\n{}", canonical(faults).unwrap(), chinese.join("\n"))
}

#[test]
fn no_fault_shows_what_stood_in_a_personal_field() {
    let context = context();
    let mut random = Random::new(2);
    let name = "秘某某";
    let hidden: BTreeSet<String> = [name, "77777", "31101"].map(str::to_owned).into();
    let (mut faulty, mut fields) = (0, BTreeSet::new());
    for record in all().iter().step_by(5) {
        let mut places = personal_places(record);
        // A field that few records have is tried as often as one that stands at every person.
        places.sort_by_key(|at| field(at).unwrap().name);
        let of_fields: Vec<&[String]> =
            places.chunk_by(|one, other| field(one).unwrap().name == field(other).unwrap().name).collect();
        for _ in 0..8 {
            let of_field = of_fields[random.below(of_fields.len())];
            let at = random.pick(of_field).clone();
            let bad = match random.below(8) {
                0 => json!(77_777),
                1 => json!(31_101.777_77),
                2 => json!({name: "E77777", "a": [name]}),
                3 => json!([name, 77_777]),
                4 => json!(format!("{name}\u{7}E77777")),
                5 => json!(name.repeat(if field(&at).unwrap().is_long { 22_000 } else { 100 })),
                6 => json!(format!("{name} 77777 / 31101")),
                _ => json!(format!("{name}\u{85}\n")),
            };
            let mut wrong = record.clone();
            set(&mut wrong, &at, bad);
            let text = wrong.to_string();
            let answer = match review(&text, &context) {
                Ok(review) => {
                    faulty += usize::from(!review.faults.is_empty());
                    canonical(&review).unwrap() + &told(&Faults(review.faults))
                }
                Err(faults) => told(&faults),
            };
            assert_hidden(&answer, &hidden, &at);
            if let Err(faults) = TrainingRecord::from_json(&text) {
                assert_hidden(&told(&faults), &hidden, &at);
            }
            // A key that stands twice, and a text that is cut off.
            let key = format!("\"{}\":", field(&at).unwrap().name);
            let twice = text.replace(&key, &format!("{key}\"{name}\",{key}"));
            let cut: String = text.chars().take(random.below(text.chars().count())).collect();
            for broken in [twice, cut] {
                match review(&broken, &context) {
                    Ok(review) => assert_hidden(&told(&Faults(review.faults)), &hidden, &broken),
                    Err(faults) => assert_hidden(&told(&faults), &hidden, &broken),
                }
            }
            fields.insert(field(&at).unwrap().name);
        }
    }
    assert!(faulty > 50, "{faulty}");
    assert!(fields.len() >= 5, "{fields:?}");
}

#[test]
fn no_error_of_an_operation_names_a_person() {
    let mut random = Random::new(3);
    let mut refused = 0;
    for case in cases::all() {
        let Some((request, _)) = case.base else { continue };
        let people = request["context"]["organisation"]["people"].as_array().cloned().unwrap_or_default();
        let mut known = secrets(&request["record"]);
        for person in &people {
            known.extend(
                ["employee_no", "name", "phone"].iter().filter_map(|key| Some(person[*key].as_str()?.to_owned())),
            );
        }
        known.retain(|text| text.chars().count() >= 3);
        if !random.chance(1, 10) {
            continue;
        }
        let places = pointers(&request);
        let places: Vec<&String> = places.iter().filter(|at| at.starts_with("/context/organisation")).collect();
        if places.is_empty() {
            continue;
        }
        for _ in 0..12 {
            // A value of the organisation takes the place of another one; a name does not take that of a code, which is
            // shown for what it claims to be.
            let mut bent = request.clone();
            let (from, to) = (random.pick::<&String>(&places), random.pick::<&String>(&places));
            let other = request.pointer(from).unwrap().clone();
            let is_personal = ["/employee_no", "/name", "/other_key"].iter().any(|key| to.ends_with(key));
            if other.as_str().is_some_and(|text| known.contains(text)) && !is_personal {
                continue;
            }
            *bent.pointer_mut(to).unwrap() = other;
            let (text, alone) =
                (bent.to_string(), json!({"organisation": bent["context"]["organisation"]}).to_string());
            if let Err(faults) = operations::call("organisation.check", alone.as_bytes()) {
                assert_hidden(&told(&faults), &known, &text);
            }
            if let Err(faults) = operations::call(&case.operation, text.as_bytes()) {
                refused += 1;
                assert_hidden(&told(&faults), &known, &text);
            }
        }
    }
    assert!(refused > 60, "{refused}");
}
