//! Writes the generated files: the registers of the examples, the record of the unit, the JSON Schema of the record.
//! With `--check` it compares them with what stands there.

use std::path::PathBuf;
use std::process::ExitCode;

use anxun_benches::register::{SEED, first_difference, generated, revision, write_all, year};

fn main() -> ExitCode {
    let mut arguments: Vec<String> = std::env::args().skip(1).collect();
    let is_check = arguments.iter().any(|argument| argument == "--check");
    arguments.retain(|argument| argument != "--check");
    // The root of the workspace, or the folder that is named.
    let root = match arguments.as_slice() {
        [] => PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/..")),
        [root] => PathBuf::from(root),
        _ => {
            eprintln!("usage: make-registers [--check] [ROOT]");
            return ExitCode::from(2);
        }
    };
    let files = [year(SEED), revision(SEED), generated()].concat();
    if is_check {
        return match first_difference(&root, &files) {
            None => ExitCode::SUCCESS,
            Some(difference) => {
                eprintln!("{difference}; run make-registers and look at what changed");
                ExitCode::FAILURE
            }
        };
    }
    match write_all(&root, &files) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("cannot write below {}: {error}", root.display());
            ExitCode::FAILURE
        }
    }
}
