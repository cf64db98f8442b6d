//! Measures: `cargo run --release -p anxun-benches [-- --records N --turns N]` prints one JSON object a line;
//! `-- peers` sets the library beside its peers.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anxun_benches::measure::run::{child, measure};
use anxun_benches::peers;

fn value(arguments: &[String], name: &str) -> Option<String> {
    let at = arguments.iter().position(|argument| argument == name)?;
    arguments.get(at + 1).cloned()
}

/// The commands of the side-by-side measurement, and its children.
fn peers(arguments: &[&str]) -> Option<std::io::Result<()>> {
    match arguments {
        ["peers", ..] => {
            let rest: Vec<String> = arguments[1..].iter().map(ToString::to_string).collect();
            Some(peers::command::Options::read(&rest).and_then(|options| peers::command::run(&options)))
        }
        ["--peer", name, "--threads", threads, files @ ..] => {
            let files: Vec<&Path> = files.iter().map(Path::new).collect();
            peers::child::child(name, threads.parse().expect("a number of threads"), &files);
            Some(Ok(()))
        }
        ["--door", _, _, _, records, requests, turns] => {
            peers::doors::child(Path::new(records), Path::new(requests), turns.parse().expect("turns"));
            Some(Ok(()))
        }
        ["--grow", name] => {
            peers::growth::child(name);
            Some(Ok(()))
        }
        _ => None,
    }
}

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if let Some(result) = peers(&arguments.iter().map(String::as_str).collect::<Vec<_>>()) {
        return ended(result);
    }
    let number = |name: &str, usual: u64| value(&arguments, name).and_then(|text| text.parse().ok()).unwrap_or(usual);
    if let (Some(engine), Some(file)) = (value(&arguments, "--engine"), arguments.last()) {
        child(&engine, usize::try_from(number("--threads", 1)).unwrap_or(1), Path::new(file));
        return ExitCode::SUCCESS;
    }
    let folder = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../target/registers"));
    ended(measure(number("--records", 100_000), usize::try_from(number("--turns", 5)).unwrap_or(5), &folder))
}

fn ended(result: std::io::Result<()>) -> ExitCode {
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}
