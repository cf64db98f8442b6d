//! The C door, by programs in C11: compiled with all warnings as errors, and run under the sanitizers.

use anxun_tests::native::{Build, Language, ask, cargo, program, run, succeed};
use anxun_tests::{company, questions};

fn says(name: &str, build: Build) -> String {
    let program = program(Language::C, name, build);
    let output = succeed(&mut run(&program), name);
    assert!(output.stderr.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("UTF-8")
}

#[test]
fn the_first_program() {
    let said = says("readme", Build::Sanitized);
    let in_rust = succeed(cargo("run").args(["--package", "anxun", "--example", "readme"]), "cargo");
    assert_eq!(said.trim_end(), String::from_utf8_lossy(&in_rust.stdout).trim_end());
    assert!(said.contains("due: 2026-02-25\n") && said.contains("judged: 1\n"), "{said}");
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
fn records_as_columns() {
    assert_eq!(says("columns", Build::Plain), "ok\n");
    assert_eq!(says("columns", Build::Sanitized), "ok\n");
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
fn a_company_is_a_table_row_for_row() {
    let questions = company::questions();
    assert!(questions.len() > 100, "only {}", questions.len());
    let differences = ask(&program(Language::C, "company", Build::Sanitized), &questions, false);
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

#[test]
fn a_year_is_added_from_a_file() {
    let file = next_year();
    for language in [Language::C, Language::Cpp] {
        let program = program(language, "next_year", Build::Sanitized);
        let output = succeed(run(&program).arg(&file), "next_year");
        assert_eq!(output.stdout, b"2027-01-04\n");
        let output = run(&program).arg(anxun_tests::root().join("Cargo.toml")).output().expect("a program that runs");
        assert_eq!(output.status.code(), Some(1));
        assert!(String::from_utf8_lossy(&output.stderr).starts_with("Syntax"));
    }
}

/// A file with the year 2027 without any notice: only what its days would be by the weekday.
fn next_year() -> std::path::PathBuf {
    let day = |text| anxun::value::parse_date(text).expect("a date");
    let year = anxun::calendar::WorkCalendar::weekdays_only(day("2027-01-01"), day("2027-12-31")).expect("a year");
    let file = anxun_tests::native::built().join("anxun-2027.json");
    std::fs::write(&file, year.to_json()).expect("a file that can be written");
    file
}

/// The programs that the page of the C and C++ doors shows are the ones that were run here.
#[test]
fn the_page_shows_these_programs() {
    let page = std::fs::read_to_string(anxun_tests::root().join("docs/c-cpp.md")).expect("docs/c-cpp.md");
    for file in ["c/next_year.c", "cpp/next_year.cpp"] {
        let text = std::fs::read_to_string(anxun_tests::root().join("tests").join(file)).expect(file);
        assert!(page.contains(&text), "docs/c-cpp.md does not show tests/{file} as it is");
    }
}
