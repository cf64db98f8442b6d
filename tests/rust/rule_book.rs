//! The rule book holds what the rules do: what moves a rule, from which step it is asked, what its findings are due by.

use std::collections::BTreeSet;
use std::sync::OnceLock;

use anxun::rule::ALL;
use anxun::rulebook::LIMITS;
use anxun_tests::cases::all;
use anxun_tests::rule_book::moves::{Part, Seen, experiment};

/// Parameters that move a code which no conformance case shows, with the reason.
const NEVER_SEEN: &[(&str, &str, &str)] = &[];

/// The experiment, asked once: a sample, or with `ANXUN_RULE_BOOK=whole` every case with every value.
fn seen() -> &'static Seen {
    static SEEN: OnceLock<Seen> = OnceLock::new();
    SEEN.get_or_init(|| {
        let is_whole = std::env::var("ANXUN_RULE_BOOK").is_ok_and(|part| part == "whole");
        let start = std::time::Instant::now();
        let seen = experiment(&all(), if is_whole { Part::Whole } else { Part::Sample(60) });
        println!("{} reviews in {:?}", seen.asked, start.elapsed());
        seen
    })
}

#[test]
fn a_code_is_moved_by_the_parameters_of_its_row_alone() {
    let mut wrong = Vec::new();
    for rule in ALL {
        for ((code, key), case) in seen().moves.iter().chain(&seen().texts) {
            if *code == rule.code && !rule.moved_by.contains(key) {
                wrong.push(format!("{code} is moved by {key}: {case}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    // Changed all together, the parameters that no row names move nothing.
    assert_eq!(seen().by_others, BTreeSet::new());
}

#[test]
fn every_parameter_of_a_row_moves_its_code() {
    let mut never = BTreeSet::new();
    for rule in ALL {
        let moves = |key: &&&str| seen().moves.contains_key(&(rule.code, **key));
        never.extend(rule.moved_by.iter().filter(|key| !moves(key)).map(|key| (rule.code, *key)));
    }
    let known: BTreeSet<_> = NEVER_SEEN.iter().map(|(code, key, _)| (*code, *key)).collect();
    assert_eq!(never, known);
}

#[test]
fn limits_and_dues_are_moved_by_their_parameters_alone() {
    let mut unseen: BTreeSet<_> = LIMITS.iter().copied().collect();
    for ((code, key), case) in &seen().dues {
        let rule = ALL.iter().find(|rule| rule.code == *code).expect("a rule");
        assert!(rule.grade.is_some(), "{code} has no limit: {case}");
        assert!(LIMITS.contains(key) || (rule.is_limit && rule.moved_by.contains(key)), "{key}: {case}");
        unseen.remove(key);
    }
    assert_eq!(unseen, BTreeSet::new());
}
