//! The C door, by programs in C11: compiled with all warnings as errors, and run under the sanitizers.

use anxun_tests::native::{Build, Language, ask, program, run, succeed};
use anxun_tests::questions;

fn says(name: &str, build: Build) -> String {
    let program = program(Language::C, name, build);
    let output = succeed(&mut run(&program), name);
    assert!(output.stderr.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("UTF-8")
}

#[test]
fn the_first_program() {
    let said = says("readme", Build::Sanitized);
    for part in
        ["year: 2023\n", "due: 2026-02-25\n", "validity: ", "completeness: ", "grade: ", "judged: 1\n", "TP-05 "]
    {
        assert!(said.contains(part), "{part} in {said}");
    }
    assert_eq!(says("readme", Build::Plain), said);
}

#[test]
fn the_first_program_with_the_static_library() {
    assert_eq!(says("readme", Build::Static), says("readme", Build::Plain));
}

#[test]
fn every_typed_function() {
    assert_eq!(says("door", Build::Plain), "ok\n");
    assert_eq!(says("door", Build::Sanitized), "ok\n");
}

#[test]
fn what_a_program_can_do_wrong() {
    assert_eq!(says("traps", Build::Plain), "ok\n");
    assert_eq!(says("traps", Build::Sanitized), "ok\n");
}

#[test]
fn every_case_has_the_bytes_of_rust() {
    let questions = questions::of_the_json_door();
    assert!(questions.len() > 700);
    let differences = ask(&program(Language::C, "conformance", Build::Plain), &questions, false);
    assert!(differences.is_empty(), "{}", differences.join("\n"));
}

#[test]
fn every_case_has_them_through_handles_too() {
    let questions = questions::of_the_typed_door();
    assert!(questions.len() > 500, "only {}", questions.len());
    let differences = ask(&program(Language::C, "typed", Build::Sanitized), &questions, true);
    assert!(differences.is_empty(), "{}", differences.join("\n"));
}

#[test]
fn every_record_can_be_filled_without_json() {
    let questions = questions::of_drafts();
    assert!(questions.len() > 300, "only {}", questions.len());
    let differences = ask(&program(Language::C, "draft", Build::Plain), &questions, false);
    assert!(differences.is_empty(), "{}", differences.join("\n"));
}

#[test]
fn a_leak_would_be_noticed() {
    let program = program(Language::C, "leak", Build::Sanitized);
    let output = run(&program).output().expect("a program that runs");
    assert!(!output.status.success());
    assert!(String::from_utf8_lossy(&output.stderr).contains("LeakSanitizer"));
}
