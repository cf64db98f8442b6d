//! The C++ door, by programs in C++17: compiled with all warnings as errors, and run under the sanitizers.

use anxun_tests::native::{Build, Language, ask, program, run, succeed};
use anxun_tests::{company, questions};

fn says(language: Language, name: &str, build: Build) -> String {
    let program = program(language, name, build);
    let output = succeed(&mut run(&program), name);
    assert!(output.stderr.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("UTF-8")
}

#[test]
fn the_first_program_says_what_it_says_in_c() {
    let said = says(Language::Cpp, "readme", Build::Sanitized);
    assert_eq!(said, says(Language::C, "readme", Build::Plain));
    assert_eq!(says(Language::Cpp, "readme", Build::Plain), said);
}

#[test]
fn every_class() {
    assert_eq!(says(Language::Cpp, "door", Build::Plain), "ok\n");
    assert_eq!(says(Language::Cpp, "door", Build::Sanitized), "ok\n");
}

#[test]
fn records_as_columns() {
    assert_eq!(says(Language::Cpp, "columns", Build::Plain), "ok\n");
    assert_eq!(says(Language::Cpp, "columns", Build::Sanitized), "ok\n");
}

#[test]
fn every_case_has_the_bytes_of_rust() {
    let questions = questions::of_the_json_door();
    assert!(questions.len() > 700);
    let differences = ask(&program(Language::Cpp, "conformance", Build::Plain), &questions, false);
    assert!(differences.is_empty(), "{}", differences.join("\n"));
}

#[test]
fn every_case_has_them_through_classes_too() {
    let questions = questions::of_the_typed_door();
    assert!(questions.len() > 500, "only {}", questions.len());
    let differences = ask(&program(Language::Cpp, "typed", Build::Sanitized), &questions, true);
    assert!(differences.is_empty(), "{}", differences.join("\n"));
}

#[test]
fn a_company_is_a_table_row_for_row() {
    let differences = ask(&program(Language::Cpp, "company", Build::Sanitized), &company::questions(), false);
    assert!(differences.is_empty(), "{}", differences.join("\n"));
}

/// The page shows the programs that run, and what they print.
#[test]
fn the_page_of_who_may_work_shows_these_programs() {
    let root = anxun_tests::root();
    let read = |path: &str| std::fs::read_to_string(root.join(path)).unwrap_or_else(|error| panic!("{path}: {error}"));
    let page = read("docs/may-work.md");
    let said = |language, build| {
        let program = program(language, "may_work", build);
        let output = succeed(run(&program).arg(root.join("core/examples/welder.json")), "may_work");
        assert!(output.stderr.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).expect("UTF-8")
    };
    let printed = said(Language::Cpp, Build::Sanitized);
    assert_eq!(said(Language::C, Build::Sanitized), printed);
    assert!(page.contains(&format!("```\n{printed}```")), "docs/may-work.md does not show what they print:\n{printed}");
    for path in ["tests/cpp/may_work.cpp", "tests/c/may_work.c"] {
        assert!(page.contains(&read(path)), "docs/may-work.md does not show {path} as it is");
    }
}

/// Each throwing call of the C++ header has its twin.
#[test]
fn every_call_of_the_c_door_is_in_the_classes() {
    let c = std::fs::read_to_string(anxun_tests::root().join("include/anxun.h")).expect("anxun.h");
    let cpp = std::fs::read_to_string(anxun_tests::root().join("include/anxun.hpp")).expect("anxun.hpp");
    let names = c.split(|one: char| !(one.is_ascii_alphanumeric() || one == '_' || one == '('));
    let missing: Vec<&str> = names
        .filter_map(|word| word.split_once('(').map(|(name, _)| name))
        .filter(|name| {
            name.starts_with("anxun_") && !matches!(*name, "anxun_str" | "anxun_abi_version" | "anxun_error_code")
        })
        .filter(|name| !cpp.contains(name))
        .collect();
    assert!(missing.is_empty(), "{missing:?}");
}
