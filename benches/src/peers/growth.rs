//! How cost and memory grow with the register. A register of 10^6 records has 12 GB: the library and the unit get it through a
//! pipe while it is made, and only the time between receiving a line and being done with it counts; the other peers read the
//! same file several times over.

use std::hint::black_box;
use std::io::{BufRead, BufReader, BufWriter, Error, Result, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use anxun::register::{Entry, Inputs, Register};
use serde_json::{Value, json};

use super::compare::rounded;
use super::place::Place;
use super::table::{UNIT, by_name};
use crate::measure::engine::context;
use crate::measure::run::peak_mib;
use crate::measure::unit;
use crate::standard::Standard;
use crate::write::Style;

/// What is fed through a pipe.
const PIPED: [&str; 2] = [UNIT, "anxun-json"];
/// What reads files, at most so many records in one of them.
const FROM_FILES: [&str; 4] = ["serde_json-needed", "msgspec", "polars-json", "duckdb-json"];
const LARGEST_FILE: u64 = 100_000;

/// The child at the end of the pipe: reads lines to the end and prints what it did and how long that took.
///
/// # Panics
/// Where a line is no record.
pub fn child(name: &str) {
    let mut reader = BufReader::with_capacity(1 << 18, std::io::stdin().lock());
    let mut register = (name != UNIT).then(|| Register::new(context(), &Inputs::default()).expect("a register"));
    let (mut line, mut busy, mut records, mut findings) = (vec![], Duration::ZERO, 0_u64, 0);
    while reader.read_until(b'\n', &mut line).expect("a line") > 0 {
        records += 1;
        let start = Instant::now();
        match &mut register {
            Some(register) => {
                if let Entry::Judged(judged) = register.push(records, line.trim_ascii_end()) {
                    findings += judged.review.findings.len();
                }
            }
            None => {
                let record: unit::TrainingRecord = serde_json::from_slice(&line).expect("a record");
                drop(black_box(record));
            }
        }
        busy += start.elapsed();
        line.clear();
    }
    let start = Instant::now();
    black_box(register.map(|register| register.finish().expect("a summary")));
    busy += start.elapsed();
    let row = json!({
        "records": records, "findings": findings, "seconds": busy.as_secs_f64(), "peak_mib": peak_mib(),
    });
    println!("{row}");
}

fn piped(name: &str, records: u64) -> Result<Value> {
    let mut child = Command::new(std::env::current_exe()?)
        .args(["--grow", name])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()?;
    let pipe = child.stdin.take().ok_or_else(|| Error::other("no pipe"))?;
    let mut out = BufWriter::with_capacity(1 << 18, pipe);
    Standard { seed: 1, records, style: Style::default() }.write(&mut out)?;
    out.flush()?;
    drop(out);
    let output = child.wait_with_output()?;
    serde_json::from_slice(&output.stdout).map_err(|error| Error::other(format!("{name}: {error}")))
}

/// One row for each size and engine.
///
/// # Errors
/// Where an engine fails.
#[allow(clippy::float_arithmetic)]
pub fn growth(place: &Place, sizes: &[u64], mut print: impl FnMut(&Value)) -> Result<Vec<Value>> {
    let mut rows = vec![];
    for size in sizes {
        let (file, _) = place.register((*size).min(LARGEST_FILE))?;
        let files: Vec<&Path> = (0..size.div_ceil(LARGEST_FILE)).map(|_| file.as_path()).collect();
        for name in PIPED.iter().chain(&FROM_FILES) {
            let is_piped = PIPED.contains(name);
            let peer = by_name(name).ok_or_else(|| Error::other("no such peer"))?;
            let found = if is_piped { piped(name, *size)? } else { place.run(peer, 1, &files)? };
            let number = |key: &str| found[key].as_f64().ok_or_else(|| Error::other(format!("{name}: no {key}")));
            let records = found["records"].as_u64().or(found["answer"]["records"].as_u64()).unwrap_or(0);
            let row = json!({
                "table": "growth",
                "name": name,
                "records": records,
                "fed": if is_piped { "pipe" } else { "files" },
                "microseconds": rounded(number("seconds")? / records as f64 * 1e6, 100.0),
                "peak_mib": rounded(number("peak_mib")?, 10.0),
            });
            print(&row);
            rows.push(row);
        }
        std::fs::remove_file(file)?;
    }
    Ok(rows)
}
