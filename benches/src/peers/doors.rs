//! The cost of one record through each door: Rust, C (the shared library opened at run time), Python; typed and as JSON.

use std::fs;
use std::io::{Error, Result};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

use anxun::check::review_json;
use anxun::operations;
use anxun::record::Document;
use serde_json::{Value, json};

use super::compare::rounded;
use super::place::{Place, output};
use crate::measure::engine::context;
use crate::plant::Plant;
use crate::register::{AS_OF, policy};

/// The operation of the JSON door.
const OPERATION: &str = "check.review";

/// What every door is given.
struct Given {
    policy: PathBuf,
    organisation: PathBuf,
    records: PathBuf,
    /// Requests of the JSON door with nothing but record and moment.
    requests: PathBuf,
}

impl Given {
    fn write(place: &Place, records: u64) -> Result<Given> {
        let plant = Plant::of_the_year(1);
        let made = |name: &str| place.made.join(format!("door-{name}"));
        let given = Given {
            policy: made("policy.json"),
            organisation: made("organisation.json"),
            records: place.register(records)?.0,
            requests: made("requests.jsonl"),
        };
        fs::write(&given.policy, policy(&plant).to_string())?;
        fs::write(&given.organisation, json!(plant.data()).to_string())?;
        let text = fs::read_to_string(&given.records)?;
        let request = |line: &str| format!("{{\"record\":{line},\"context\":{{\"as_of\":\"{AS_OF}\"}}}}\n");
        fs::write(&given.requests, text.lines().map(request).collect::<String>())?;
        Ok(given)
    }

    fn ask(&self, mut command: Command, turns: u64) -> Result<Value> {
        command.arg(&self.policy).arg(&self.organisation).arg(AS_OF).arg(&self.records).arg(&self.requests);
        let printed = output(command.arg(turns.to_string()))?;
        serde_json::from_str(printed.trim()).map_err(Error::other)
    }
}

/// The child that goes through the door of Rust; its arguments are those of `door.c`, without the library.
///
/// # Panics
/// Where a file cannot be read.
pub fn child(records: &Path, requests: &Path, turns: u64) {
    let context = context();
    let (records, requests) = (fs::read(records).expect("records"), fs::read(requests).expect("requests"));
    let lines =
        |text: &[u8]| text.split(|byte| *byte == b'\n').filter(|line| !line.is_empty()).map(<[u8]>::to_vec).collect();
    let (records, requests): (Vec<Vec<u8>>, Vec<Vec<u8>>) = (lines(&records), lines(&requests));
    let (mut findings, mut bytes) = (0, 0);
    let mut document = Document::default();
    let start = Instant::now();
    for line in (0..turns).flat_map(|_| &records) {
        findings += review_json(&mut document, line, &context).expect("a review").findings.len();
    }
    let reviews = start.elapsed().as_secs_f64();
    let start = Instant::now();
    for line in (0..turns).flat_map(|_| &requests) {
        bytes += operations::call(OPERATION, line).expect("an answer").len();
    }
    let calls = start.elapsed().as_secs_f64();
    println!("{}", json!({"review": reviews, "call": calls, "findings": findings, "bytes": bytes}));
}

/// A program that can be started again.
type Program = Box<dyn Fn() -> Command>;

/// This program as its own child.
fn rust_program() -> Result<Program> {
    let own = std::env::current_exe()?;
    Ok(Box::new(move || {
        let mut command = Command::new(&own);
        command.arg("--door");
        command
    }))
}

/// Builds the shared library and the C program that opens it.
fn c_program(place: &Place) -> Result<Program> {
    let target = place.made.parent().ok_or_else(|| Error::other("no target folder"))?;
    output(&mut place.cargo_build("anxun-ffi", target))?;
    let program = place.made.join("door");
    let mut compile = Command::new("cc");
    compile.args(["-std=c11", "-O2", "-Wall", "-Wextra", "-Werror", "-I"]).arg(place.root.join("include"));
    output(compile.arg(place.programs().join("door.c")).arg("-o").arg(&program).arg("-ldl"))?;
    let library = target.join("release/libanxun.so");
    Ok(Box::new(move || {
        let mut command = Command::new(&program);
        command.arg(&library);
        command
    }))
}

/// Installs the package into the environment of the peers, optimised.
fn python_program(place: &Place) -> Result<Program> {
    eprintln!("installing: the Python package, optimised");
    let mut install = place.python("python");
    install.args(["-m", "pip", "install", "--quiet", "--force-reinstall", "--no-deps"]).arg(place.root.join("python"));
    output(install.env("CARGO_TARGET_DIR", place.made.join("build")))?;
    let place = place.clone();
    Ok(Box::new(move || {
        let mut command = place.python("python");
        command.arg(place.programs().join("door.py"));
        command
    }))
}

/// Measures the doors in turns: one row for each, in microseconds a record.
///
/// # Errors
/// Where a tool is missing, or two doors answer differently.
#[allow(clippy::float_arithmetic)]
pub fn doors(place: &Place, records: u64, turns: usize, mut print: impl FnMut(&Value)) -> Result<Vec<Value>> {
    const PASSES: u64 = 4;
    let given = Given::write(place, records)?;
    let programs = [("Rust", rust_program()?), ("C", c_program(place)?), ("Python", python_program(place)?)];
    let mut found: Vec<Vec<Value>> = vec![vec![]; programs.len()];
    for _ in 0..turns {
        for ((_, program), found) in programs.iter().zip(&mut found) {
            found.push(given.ask(program(), PASSES)?);
        }
    }
    let answers = |row: &Value| (row["findings"].clone(), row["bytes"].clone());
    let wanted = answers(&found[0][0]);
    if found.iter().flatten().any(|row| answers(row) != wanted) {
        return Err(Error::other(format!("the doors answer differently: {found:?}")));
    }
    let mut rows = vec![];
    for (door, key) in [("typed", "review"), ("JSON", "call")] {
        for ((language, _), found) in programs.iter().zip(&found) {
            let mut seconds: Vec<f64> = found.iter().filter_map(|row| row[key].as_f64()).collect();
            seconds.sort_by(f64::total_cmp);
            let one = seconds[seconds.len() / 2] / (records * PASSES) as f64 * 1e6;
            let row = json!({"table": "doors", "door": door, "language": language, "microseconds": rounded(one, 10.0)});
            print(&row);
            rows.push(row);
        }
    }
    for file in [&given.policy, &given.organisation, &given.records, &given.requests] {
        fs::remove_file(file)?;
    }
    Ok(rows)
}
