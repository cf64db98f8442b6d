//! The receipt of a register (回执, X.4): what was judged, by what, whoever judged which lines.

use std::sync::Arc;

use anxun::calendar::WorkCalendar;
use anxun::check::Context;
use anxun::error::{Error, ErrorCode};
use anxun::json::{canonical, digest};
use anxun::policy::PolicyBook;
use anxun::record::TrainingRecord;
use anxun::register::{Inputs, Register, RegisterReceipt, Summary};
use anxun::value::parse_stamp;
use anxun_tests::samples::{context, standard};
use serde_json::json;
use sha2::{Digest, Sha256};

fn lines() -> Vec<String> {
    let mut lines: Vec<String> = standard(3, 12).iter().map(ToString::to_string).collect();
    lines.push("{\"schema_version\":1,".to_owned());
    lines.push("  ".to_owned());
    lines
}

fn inputs() -> Inputs {
    serde_json::from_value(json!({"voids": ["2026-SY-SC-092"], "receipt": true})).unwrap()
}

fn summary(context: Arc<Context>, inputs: &Inputs, lines: &[String]) -> Summary {
    let mut register = Register::new(context, inputs).unwrap();
    for (line, text) in (1..).zip(lines) {
        register.push(line, text.as_bytes());
    }
    register.finish().unwrap()
}

fn receipt(context: Arc<Context>, inputs: &Inputs, lines: &[String]) -> RegisterReceipt {
    summary(context, inputs, lines).receipt.expect("a receipt was asked for")
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[test]
fn x_4_anybody_with_the_file_can_make_its_digests_again() {
    let lines = lines();
    let mut whole = summary(context(), &inputs(), &lines);
    let receipt = whole.receipt.take().unwrap();
    let mut hash = Sha256::new();
    for (line, text) in (1_u64..).zip(&lines).filter(|(_, text)| !text.trim().is_empty()) {
        hash.update(line.to_be_bytes());
        hash.update(Sha256::digest(text.as_bytes()));
    }
    assert_eq!((receipt.input, receipt.lines), (hex(&hash.finalize()), 13));
    assert_eq!(receipt.answer, digest(&canonical(&whole).unwrap()));
    assert_eq!(receipt.policy, digest(&context().policy().to_json().unwrap()));
    assert!(receipt.counted.is_some() && receipt.verifications.is_none() && receipt.organisation.is_some());
}

#[test]
fn x_4_whoever_judged_which_lines_it_is_one_receipt_and_what_differs_has_a_name() {
    let (lines, first) = (lines(), receipt(context(), &inputs(), &lines()));
    let whole = Register::new(context(), &inputs()).unwrap();
    let mut parts = [whole.part(), whole.part(), whole];
    for (line, text) in (1_u64..).zip(&lines).collect::<Vec<_>>().into_iter().rev() {
        parts[line as usize % 3].push(line, text.as_bytes());
    }
    let [mut merged, one, other] = parts;
    merged.merge_state(&other.state().unwrap()).unwrap();
    merged.merge(one).unwrap();
    assert_eq!(merged.finish().unwrap().receipt.as_ref(), Some(&first));

    let changed = |context: Arc<Context>, inputs: Inputs, lines: &[String]| {
        first.changed(&receipt(context, &inputs, lines)).join(" ")
    };
    assert_eq!(changed(context(), inputs(), &lines), "");
    // White space says nothing to a rule, and is another file all the same.
    let mut spaced = lines.clone();
    spaced[0].push(' ');
    assert_eq!(changed(context(), inputs(), &spaced), "input");
    let mut turned = lines.clone();
    turned.swap(10, 11);
    assert!(changed(context(), inputs(), &turned).starts_with("input"));
    assert_eq!(changed(context(), inputs(), &lines[..12]), "lines input answer");
    // A void that explains no gap changes nothing else.
    assert_eq!(changed(context(), Inputs { voids: vec![], ..inputs() }, &lines), "counted");
    assert_eq!(changed(context(), Inputs { compare_records: true, ..inputs() }, &lines), "compare_records answer");
    let as_of = parse_stamp("2026-07-05T08:00:00+08:00").unwrap();
    let seed = Arc::new(Context::new(PolicyBook::seed(), WorkCalendar::china(), as_of).unwrap());
    assert_eq!(changed(seed, inputs(), &lines), "policy organisation answer");
}

#[test]
fn a_row_counts_as_its_record_and_what_was_not_handed_over_as_its_error() {
    let lines = lines();
    let mut register = Register::new(context(), &inputs()).unwrap();
    let owned = TrainingRecord::from_json(&lines[0]).unwrap();
    register.push_facts(1, &mut owned.facts());
    let error = Error::new(ErrorCode::Limit, "70000000 bytes", "a line of at most 64 MiB");
    register.push_failed(2, error.clone());
    let mut hash = Sha256::new();
    for (line, text) in [(1_u64, owned.to_json().unwrap()), (2, canonical(&error).unwrap())] {
        hash.update(line.to_be_bytes());
        hash.update(Sha256::digest(text.as_bytes()));
    }
    assert_eq!(register.finish().unwrap().receipt.unwrap().input, hex(&hash.finalize()));
}

#[test]
fn without_being_asked_for_there_is_none_and_states_of_both_do_not_mix() {
    let plain = Inputs { receipt: false, ..inputs() };
    assert_eq!(summary(context(), &plain, &lines()).receipt, None);
    let other = Register::new(context(), &plain).unwrap().part().state().unwrap();
    let error = Register::new(context(), &inputs()).unwrap().merge_state(&other).unwrap_err();
    assert_eq!((error.code, error.path.as_str()), (ErrorCode::StateMismatch, "/context/receipt"));
}

#[test]
fn two_receipts_are_compared_in_every_language() {
    let (one, other) = (receipt(context(), &inputs(), &lines()), receipt(context(), &inputs(), &lines()[..12]));
    let ask = |now: &RegisterReceipt| {
        let request = json!({"then": one, "now": now}).to_string();
        anxun::operations::call("receipt.compare", request.as_bytes()).unwrap()
    };
    assert_eq!(ask(&one), r#"{"changed":[],"same":true}"#);
    assert_eq!(ask(&other), r#"{"changed":["lines","input","answer"],"same":false}"#);
}
