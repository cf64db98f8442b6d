//! Every row that is claimed has its proof, and the page to read is written from the claims.

use std::collections::BTreeMap;

use anxun_tests::claims::{Claim, Proof, page, read, wrong};
use anxun_tests::{cases, root};

fn claims() -> Vec<Claim> {
    let text = std::fs::read_to_string(root().join("tests/claims.json")).expect("tests/claims.json");
    read(&text).unwrap_or_else(|error| panic!("tests/claims.json: {error}"))
}

/// The rows that each conformance case cites.
fn cited() -> BTreeMap<String, Vec<String>> {
    cases::all().into_iter().map(|case| (case.id, case.rows)).collect()
}

#[test]
fn every_claim_is_proved() {
    let wrong = wrong(&claims(), &cited(), &|file| std::fs::read_to_string(root().join(file)).ok());
    assert!(wrong.is_empty(), "{} faults in tests/claims.json:\n{}", wrong.len(), wrong.join("\n"));
}

/// The golden cases that belong to records, numbering, completeness, retention and quality.
#[test]
fn the_golden_cases_are_claimed() {
    let claims = claims();
    let claim = |row: &str| claims.iter().find(|claim| claim.row == row);
    for whole in ["01", "03", "04", "06", "07", "29", "30", "31", "32", "34", "48", "50"] {
        let row = format!("G-{whole}");
        assert!(claim(&row).is_some_and(|claim| claim.partly.is_none()), "{row}");
    }
    for part in ["02", "05", "45", "46", "47"] {
        assert!(claim(&format!("G-{part}")).is_some(), "G-{part}");
    }
}

#[test]
fn the_page_is_written_from_the_claims() {
    let written = std::fs::read_to_string(root().join("docs/requirements.md")).unwrap_or_default();
    assert!(written == page(&claims()), "run cargo run -p anxun-tests --bin write-requirements");
}

/// Faults of claims that are held against two cases and one file.
fn faults(claims: &str) -> Vec<String> {
    let cases = BTreeMap::from([
        ("exact".to_owned(), vec!["III.2.1.a".to_owned(), "C-36".to_owned()]),
        ("above".to_owned(), vec!["III.2.1".to_owned()]),
    ]);
    let text =
        "//! Source: IV.1.1.a.\n#[test]\nfn there() {}\n#[test]\n#[ignore]\nfn g_03_as_well() {}\nfn no_test() {}\n";
    match read(claims) {
        Ok(claims) => wrong(&claims, &cases, &|file| (file == "a.rs").then(|| text.to_owned())),
        Err(error) => vec![error],
    }
}

fn one(row: &str, proofs: &str) -> Vec<String> {
    faults(&format!(r#"[{{"row":"{row}","what":"x","proofs":[{proofs}]}}]"#))
}

#[test]
fn a_claim_without_a_proof_is_refused() {
    assert_eq!(one("III.2.1.a", ""), ["III.2.1.a: has no proof"]);
    assert_eq!(faults(r#"[{"row":"III.2.1.a","what":"x"}]"#), ["III.2.1.a: has no proof"]);
    assert_eq!(faults(r#"[{"row":"X.1","what":"x","partly":"y","proofs":[]}]"#), ["X.1: has no proof"]);
    for (row, proof) in [
        ("III.2.1.a", r#"{"case":"exact"}"#),
        ("III.2.1.a", r#"{"case":"above"}"#),
        ("C-36", r#"{"case":"exact"}"#),
        ("IV.1.1.a", r#"{"test":"a.rs::there"}"#),
        ("G-03", r#"{"test":"a.rs::g_03_as_well"}"#),
        ("X.1", r#"{"test":"a.rs::there","shows":"what X.1 asks"}"#),
    ] {
        assert_eq!(one(row, proof), [] as [&str; 0], "{row} {proof}");
    }
}

#[test]
fn a_proof_that_is_none_is_refused() {
    for (row, proof, fault) in [
        ("III.2.1.a", r#"{"case":"gone"}"#, "there is no case gone"),
        ("III.2.1.b", r#"{"case":"exact"}"#, "the case exact cites III.2.1.a, C-36"),
        ("III.2.2.a", r#"{"case":"above"}"#, "the case above cites III.2.1"),
        ("IV.1.1.a", r#"{"test":"b.rs::there"}"#, "there is no file b.rs"),
        ("IV.1.1.a", r#"{"test":"a.rs::gone"}"#, "there is no test gone in a.rs"),
        ("IV.1.1.a", r#"{"test":"a.rs::no_test"}"#, "there is no test no_test in a.rs"),
        (
            "G-30",
            r#"{"test":"a.rs::g_03_as_well"}"#,
            "a.rs does not name the row, and the proof does not say what it shows",
        ),
        (
            "IV.1.1.b",
            r#"{"test":"a.rs::there","shows":" "}"#,
            "a.rs does not name the row, and the proof does not say what it shows",
        ),
    ] {
        assert_eq!(one(row, proof), [format!("{row}: {fault}")], "{proof}");
    }
    let twice = r#"{"case":"exact"},{"case":"exact"}"#;
    assert_eq!(one("III.2.1.a", twice), [r#"III.2.1.a: one proof twice: Case("exact")"#]);
    for proof in
        [r#"{"case":"exact","test":"a.rs::there"}"#, "{}", r#"{"test":"there"}"#, r#"{"case":"exact","note":1}"#]
    {
        assert_eq!(one("III.2.1.a", proof).len(), 1, "{proof}");
    }
    assert!(matches!(claims()[0].proofs[0], Proof::Case(_)));
}

#[test]
fn a_row_stands_once_in_its_place_and_looks_like_one() {
    let rows = |rows: &[&str]| {
        let entries: Vec<String> = rows
            .iter()
            .map(|row| format!(r#"{{"row":"{row}","what":"x","proofs":[{{"test":"a.rs::there","shows":"y"}}]}}"#))
            .collect();
        faults(&format!("[{}]", entries.join(",")))
    };
    assert_eq!(
        rows(&["I.1.a", "I.3.b4", "II.1.2.c", "III.2.1.a", "III.10.1.a", "X.1", "X.10", "C-01", "G-50"]),
        [] as [&str; 0]
    );
    assert_eq!(rows(&["I.1.a", "I.1.a"]), ["I.1.a: stands twice or out of order"]);
    assert_eq!(rows(&["II.1.2.c", "I.1.a"]), ["I.1.a: stands twice or out of order"]);
    for row in [
        "III.2",
        "III",
        "iii.2.1.a",
        "III.2.1.A",
        "III.2.1.1.a",
        "III.2.1.a.b",
        "VIII.1.a",
        "X.a",
        "C-1",
        "C-001",
        "G-0x",
        "",
    ] {
        assert_eq!(rows(&[row]).len(), 1, "{row}");
    }
    assert_eq!(faults(r#"[{"row":"X.1","what":"x","partly":" ","proofs":[]}]"#).len(), 1);
    assert_eq!(faults(r#"[{"row":"X.1","what":"x","held":true,"proofs":[]}]"#).len(), 1);
}
