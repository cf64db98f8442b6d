//! Asks the conformance cases about one mutant after the other. Only in the instrumented copy.
//!
//! A line of input is the number of a mutant, a line of output `killed CASE`, `survived CASES` or `unreached`.

use std::io::{BufRead, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};

use anxun::{mutants, operations};
use anxun_tests::cases::{Case, all, differences};
use serde_json::Value;

fn is_right(case: &Case, request: &str) -> bool {
    let asked = catch_unwind(AssertUnwindSafe(|| {
        let answer = match operations::call(&case.operation, request.as_bytes()) {
            Ok(answer) => Ok(serde_json::from_str(&answer).expect("JSON")),
            Err(faults) => match serde_json::to_value(&faults).expect("JSON") {
                Value::Array(faults) => Err(faults),
                other => Err(vec![other]),
            },
        };
        differences(case, &answer).is_empty()
    }));
    asked.unwrap_or(false)
}

fn main() {
    std::panic::set_hook(Box::new(|_| {}));
    let cases: Vec<(Case, String)> = all()
        .into_iter()
        .filter(|case| !case.is_pending)
        .map(|case| {
            let request = case.request().to_string();
            (case, request)
        })
        .collect();
    mutants::set(0);
    let mut of_mutant: Vec<Vec<(usize, usize)>> = Vec::new();
    for (at, (case, request)) in cases.iter().enumerate() {
        mutants::take_reached();
        if !is_right(case, request) {
            eprintln!("{} is wrong without a mutant", case.id);
            std::process::exit(1);
        }
        let reached = mutants::take_reached();
        for number in &reached {
            let number = *number as usize;
            if of_mutant.len() <= number {
                of_mutant.resize(number + 1, Vec::new());
            }
            of_mutant[number].push((reached.len(), at));
        }
    }
    // What reaches little asks about little else: the quickest, and often what was written for the place.
    of_mutant.iter_mut().for_each(|asked| asked.sort_unstable());
    let mut output = std::io::stdout().lock();
    let mut say = |text: String| {
        writeln!(output, "{text}").expect("a reader");
        output.flush().expect("a reader");
    };
    say(format!("ready {}", cases.len()));
    for line in std::io::stdin().lock().lines() {
        let number: u32 = line.expect("a line").trim().parse().expect("a number");
        let asked = of_mutant.get(number as usize).map_or(&[][..], Vec::as_slice);
        mutants::set(number);
        let killer = asked.iter().find(|(_, at)| !is_right(&cases[*at].0, &cases[*at].1));
        mutants::set(0);
        say(match killer {
            Some((_, at)) => format!("killed {}", cases[*at].0.id),
            None if asked.is_empty() => "unreached".to_owned(),
            None => format!("survived {}", asked.len()),
        });
    }
}
