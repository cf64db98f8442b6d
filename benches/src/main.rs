//! Measures: `cargo run --release -p anxun-benches [-- --records N --turns N]` prints one JSON object a line.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anxun_benches::measure::run::{child, measure};
use anxun_benches::peers;

fn value(arguments: &[String], name: &str) -> Option<String> {
    let at = arguments.iter().position(|argument| argument == name)?;
    arguments.get(at + 1).cloned()
}

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let number = |name: &str, usual: u64| value(&arguments, name).and_then(|text| text.parse().ok()).unwrap_or(usual);
    if let (Some(engine), Some(file)) = (value(&arguments, "--engine"), arguments.last()) {
        child(&engine, usize::try_from(number("--threads", 1)).unwrap_or(1), Path::new(file));
        return ExitCode::SUCCESS;
    }
    if let (Some(name), Some(file)) = (value(&arguments, "--peer"), arguments.last()) {
        peers::child::child(&name, usize::try_from(number("--threads", 1)).unwrap_or(1), Path::new(file));
        return ExitCode::SUCCESS;
    }
    let folder = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../target/registers"));
    match measure(number("--records", 100_000), usize::try_from(number("--turns", 5)).unwrap_or(5), &folder) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}
