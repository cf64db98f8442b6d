//! Files, turns, medians, ratios.

use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use serde_json::json;

use super::engine::{Done, run};
use crate::standard::{Standard, Written};
use crate::write::Style;

/// How the registers are written.
const VARIANTS: &[(&str, Style)] = &[
    ("standard", Style { shuffled: false, escaped: false }),
    ("shuffled", Style { shuffled: true, escaped: false }),
    ("python", Style { shuffled: false, escaped: true }),
];

/// Engine and threads of each row.
const ROWS: &[(&str, usize)] = &[
    ("serde_json-owned", 1),
    ("anxun-read", 1),
    ("anxun-json", 1),
    ("anxun-json", 2),
    ("anxun-json-no-wording", 1),
    ("anxun-json-no-wording", 2),
    ("anxun-columns", 1),
    ("anxun-columns", 2),
    ("anxun-columns-no-wording", 1),
    ("anxun-columns-no-wording", 2),
];

/// What a run measured.
struct Measured {
    done: Done,
    seconds: f64,
    peak_mib: f64,
}

/// Measures everything and prints one JSON object a line.
///
/// # Errors
/// Those of the file system and of the processes.
#[allow(clippy::float_arithmetic)]
pub fn measure(records: u64, turns: usize, folder: &Path) -> std::io::Result<()> {
    std::fs::create_dir_all(folder)?;
    for (variant, style) in VARIANTS {
        let (file, written) = make(folder, variant, style, records)?;
        let mut runs: Vec<Vec<Measured>> = ROWS.iter().map(|_| Vec::new()).collect();
        for _ in 0..turns {
            for (row, (engine, threads)) in ROWS.iter().enumerate() {
                runs[row].push(in_own_process(engine, &file, *threads)?);
            }
        }
        let unit = median(&runs[0]);
        for ((engine, threads), runs) in ROWS.iter().zip(&runs) {
            let seconds = median(runs);
            let peak = runs.iter().map(|run| run.peak_mib).fold(0.0, f64::max);
            let row = json!({
                "engine": engine,
                "variant": variant,
                "threads": threads,
                "records": runs[0].done.records,
                "bytes_per_record": written.bytes / written.records.max(1),
                "records_per_second": (runs[0].done.records as f64 / seconds).round() as u64,
                "peak_mib": (peak * 10.0).round() / 10.0,
                "ratio": (unit / seconds * 1000.0).round() / 1000.0,
            });
            println!("{row}");
        }
        std::fs::remove_file(file)?;
    }
    Ok(())
}

fn make(folder: &Path, variant: &str, style: &Style, records: u64) -> std::io::Result<(PathBuf, Written)> {
    let file = folder.join(format!("{variant}.jsonl"));
    let mut out = BufWriter::new(std::fs::File::create(&file)?);
    let written = Standard { seed: 1, records, style: style.clone() }.write(&mut out)?;
    out.flush()?;
    Ok((file, written))
}

fn median(runs: &[Measured]) -> f64 {
    let mut seconds: Vec<f64> = runs.iter().map(|run| run.seconds).collect();
    seconds.sort_by(f64::total_cmp);
    seconds[seconds.len() / 2]
}

/// A process of its own, so that the peak of one engine is not that of another.
fn in_own_process(engine: &str, file: &Path, threads: usize) -> std::io::Result<Measured> {
    let output = Command::new(std::env::current_exe()?)
        .args(["--engine", engine, "--threads", &threads.to_string()])
        .arg(file)
        .output()?;
    let text = String::from_utf8_lossy(&output.stdout);
    let fields: Vec<&str> = text.split_whitespace().collect();
    let [records, checksum, seconds, peak_mib] = fields.as_slice() else {
        return Err(std::io::Error::other(format!("{engine} failed: {}", String::from_utf8_lossy(&output.stderr))));
    };
    let number = |text: &str| text.parse::<f64>().map_err(std::io::Error::other);
    let count = |text: &str| text.parse::<u64>().map_err(std::io::Error::other);
    let seconds = number(seconds)?;
    let done = Done { records: count(records)?, checksum: count(checksum)?, spent: Duration::from_secs_f64(seconds) };
    Ok(Measured { done, seconds, peak_mib: number(peak_mib)? })
}

/// What the child does: one run, then records, checksum, seconds and peak memory in MiB on one line.
pub fn child(engine: &str, threads: usize, file: &Path) {
    let done = run(engine, file, threads);
    println!("{} {} {} {}", done.records, done.checksum, done.spent.as_secs_f64(), peak_mib());
}

/// Peak of the resident memory; 0 where the system does not say.
#[allow(clippy::float_arithmetic)]
#[must_use]
pub fn peak_mib() -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.trim().trim_end_matches(" kB").trim().parse::<f64>().ok()).map_or(0.0, |kib| kib / 1024.0)
}
