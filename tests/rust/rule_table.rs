//! The rows of `anxun::rule` against the table of codes: every column that both have.

use anxun::rule::{ALL, Asked, Facet, Rule};
use anxun_tests::rule_book::codes::of_the_catalogue;

/// `General inside one record; Severe (suspected) across records` as (`General`, false) and (`Severe`, true).
fn grades(cell: &str) -> Vec<(Option<&str>, bool)> {
    cell.split(';')
        .map(|part| {
            let word = part.split_whitespace().next().filter(|word| *word != "-");
            (word, part.contains("(suspected)"))
        })
        .collect()
}

/// `re-examine` as `ReExamine`, `sign-in` as `SignIn`.
fn camel(word: &str) -> String {
    word.split('-')
        .map(|part| {
            let mut letters = part.chars();
            letters.next().map(|first| first.to_uppercase().to_string() + letters.as_str()).unwrap_or_default()
        })
        .collect()
}

/// `correct (repeat: across records)` as `correct`, `repeat`, `across records`.
fn bracket(cell: &str) -> (&str, Option<(&str, &str)>) {
    match cell.split_once(" (") {
        Some((usual, rest)) => (usual, rest.trim_end_matches(')').split_once(": ")),
        None => (cell, None),
    }
}

fn severity_agrees(rule: &Rule, cell: &str) {
    let (usual, other) = bracket(cell);
    assert_eq!(rule.severity.code(), usual, "{}", rule.code);
    match other {
        Some((severity, condition)) => {
            let also = rule.also.unwrap();
            assert_eq!((also.severity.code(), also.en), (severity, condition), "{}", rule.code);
        }
        None => assert_eq!(rule.outcome(true).severity, rule.severity, "{}", rule.code),
    }
}

fn grade_agrees(rule: &Rule, cell: &str) {
    let expected = grades(cell);
    let of = |also| {
        let outcome = rule.outcome(also);
        (outcome.grade.map(|grade| grade.code()), outcome.suspected)
    };
    assert_eq!(Some(&of(false)), expected.first(), "{}", rule.code);
    assert_eq!(Some(&of(true)), expected.last(), "{}", rule.code);
}

fn remedy_agrees(rule: &Rule, cell: &str) {
    let (usual, other) = bracket(cell);
    let of = |also| rule.outcome(also).remedy.map_or("-".to_owned(), |remedy| remedy.code().to_owned());
    let code = |word: &str| {
        if word == "-" { "-".to_owned() } else { camel(word) }
    };
    assert_eq!(of(false), code(usual), "{}", rule.code);
    match other {
        Some((remedy, condition)) => {
            assert_eq!(of(true), code(remedy), "{}", rule.code);
            // Where the severity has a bracket too, it says the condition whole and the remedy only recalls it.
            if rule.severity == rule.outcome(true).severity {
                assert_eq!(rule.also.unwrap().en, condition, "{}", rule.code);
            }
        }
        None => assert_eq!(of(true), of(false), "{}", rule.code),
    }
}

fn facets(rule: &Rule) -> String {
    // Of people and plan items no facet is asked.
    if !rule.is_of_a_record() {
        return "-".to_owned();
    }
    let (list, separator) = match rule.facets {
        Asked::All(list) => (list, ", "),
        Asked::Any(list) => (list, " / "),
    };
    if list.is_empty() {
        return "-".to_owned();
    }
    list.iter().map(|facet| Facet::code(*facet)).collect::<Vec<_>>().join(separator)
}

#[test]
fn the_rows_are_those_of_the_table_in_its_order() {
    let codes: Vec<_> = of_the_catalogue().into_iter().map(|row| row.code).collect();
    assert_eq!(ALL.iter().map(|rule| rule.code).collect::<Vec<_>>(), codes);
    assert!(codes.len() >= 139);
}

#[test]
fn every_column_agrees() {
    for (rule, row) in ALL.iter().zip(of_the_catalogue()) {
        let code = rule.code;
        assert_eq!((code, rule.name), (row.code.as_str(), row.name.as_str()));
        severity_agrees(rule, &row.severity);
        grade_agrees(rule, &row.grade);
        remedy_agrees(rule, &row.remedy);
        assert_eq!(rule.family.code(), camel(&row.family), "{code}");
        assert_eq!(rule.clauses.join(", "), row.clauses, "{code}");
        assert_eq!(facets(rule), row.facet, "{code}");
        let laws = if rule.basis.is_empty() { "-".to_owned() } else { rule.basis.join("; ") };
        assert_eq!(laws, row.basis, "{code}");
        // The binding of packages is one of several by its nature (III.3.1), which the catalogue does not repeat.
        let is_between = row.meaning.contains("between records") || code == "RV-08";
        assert_eq!(rule.between_records, is_between, "{code}");
    }
}
