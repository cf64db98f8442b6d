//! Instructions of the hot paths, counted by callgrind and compared with those that the repository keeps.
//!
//! ```text
//! cargo run --release -p anxun-benches --bin instructions              # counts, and shows what changed
//! cargo run --release -p anxun-benches --bin instructions -- --check   # fails where a path costs 3 % more
//! cargo run --release -p anxun-benches --bin instructions -- --write   # writes benches/instructions.json
//! ```
//!
//! Counts hang on the compiler: `--check` compares with those of the same compiler only, and says so where there are none.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use std::collections::BTreeMap;
use std::fs;
use std::io::{Error, Result};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use anxun_benches::hot::RECORDS;
use anxun_benches::peers::place::output;
use serde::{Deserialize, Serialize};

/// From this share on a change is a loss, in thousandths.
const LOSS: i64 = 30;

/// What the repository keeps.
#[derive(Serialize, Deserialize)]
struct Kept {
    /// The compiler: its version and host.
    compiler: String,
    /// Instructions a record (a number, a day) of each path.
    paths: BTreeMap<String, u64>,
}

fn compiler() -> Result<String> {
    let text = output(Command::new("rustc").arg("-vV"))?;
    let field =
        |name: &str| text.lines().find_map(|line| line.strip_prefix(name)).unwrap_or_default().trim().to_owned();
    Ok(format!("{} ({}) {}", field("release:"), field("commit-hash:"), field("host:")))
}

/// Runs the program that goes through the paths under callgrind, which writes a file for each.
fn count(root: &Path) -> Result<BTreeMap<String, u64>> {
    let own = std::env::current_exe()?;
    let release = own.parent().ok_or_else(|| Error::other("no folder of this program"))?;
    let target = release.parent().ok_or_else(|| Error::other("no target folder"))?;
    let mut build = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    build.args(["build", "--release", "--quiet", "--locked", "-p", "anxun-benches", "--bin", "hot-paths"]);
    output(build.arg("--target-dir").arg(target).current_dir(root))?;
    let folder = target.join("instructions");
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder)?;
    let mut valgrind = Command::new("valgrind");
    // Two patterns for the same functions: of two options with one pattern callgrind keeps the first.
    valgrind.args(["--tool=callgrind", "--toggle-collect=hot_paths::counted::count_*"]);
    valgrind.arg("--dump-after=*counted::count_*");
    valgrind.arg(format!("--callgrind-out-file={}", folder.join("out").display()));
    output(valgrind.arg(release.join("hot-paths")))?;
    let mut paths = BTreeMap::new();
    for entry in fs::read_dir(&folder)? {
        paths.extend(path_of(&fs::read_to_string(entry?.path())?));
    }
    Ok(paths)
}

/// The path of a file of callgrind and its instructions a record: which function ended, and the total.
fn path_of(text: &str) -> Option<(String, u64)> {
    let trigger = text.lines().find_map(|line| line.strip_prefix("desc: Trigger: --dump-after="))?;
    let total: u64 = text.lines().find_map(|line| line.strip_prefix("totals:"))?.trim().parse().ok()?;
    let name = trigger.split("count_").nth(1)?;
    let end = name.find(|sign: char| !sign.is_ascii_lowercase() && sign != '_').unwrap_or(name.len());
    Some((name[..end].to_owned(), total / RECORDS))
}

/// The change, in thousandths of what it was.
fn thousandths(count: u64, before: u64) -> i64 {
    i64::try_from(count * 1000 / before).unwrap_or(i64::MAX) - 1000
}

fn run(mode: Option<&str>) -> Result<bool> {
    let root = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/..")).canonicalize()?;
    let file = root.join("benches/instructions.json");
    let kept: Option<Kept> = fs::read_to_string(&file).ok().and_then(|text| serde_json::from_str(&text).ok());
    let compiler = compiler()?;
    let is_same = kept.as_ref().is_some_and(|kept| kept.compiler == compiler);
    if mode == Some("--check") && !is_same {
        let other = kept.map_or_else(|| "no compiler".to_owned(), |kept| kept.compiler);
        println!("not compared: the counts are of {other}, this is {compiler}");
        return Ok(true);
    }
    let paths = count(&root)?;
    if paths.is_empty() {
        return Err(Error::other("callgrind counted nothing"));
    }
    let mut lost = vec![];
    for (path, count) in &paths {
        let before = kept.as_ref().and_then(|kept| kept.paths.get(path)).copied();
        let change = before.filter(|before| *before > 0).map(|before| thousandths(*count, before));
        println!("{path:18} {count:>9} {}", change.map_or_else(String::new, |change| format!("{change:+} ‰")));
        if change.is_some_and(|change| change >= LOSS) {
            lost.push(path.as_str());
        }
    }
    if let (Some(kept), "--check") = (&kept, mode.unwrap_or_default()) {
        lost.extend(kept.paths.keys().filter(|path| !paths.contains_key(*path)).map(String::as_str));
    }
    if mode == Some("--write") {
        let text = serde_json::to_string_pretty(&Kept { compiler, paths }).map_err(Error::other)?;
        fs::write(file, text + "\n")?;
    } else if mode == Some("--check") && !lost.is_empty() {
        eprintln!("{LOSS} ‰ more or not counted: {}. If that is what it costs, run with --write", lost.join(", "));
        return Ok(false);
    }
    Ok(true)
}

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let mode = arguments.first().map(String::as_str);
    if arguments.len() > 1 || !matches!(mode, None | Some("--check" | "--write")) {
        eprintln!("usage: instructions [--check | --write]");
        return ExitCode::from(2);
    }
    match run(mode) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_of_callgrind_gives_its_path_and_total() {
        let text = "version: 1\ndesc: Trigger: --dump-after=hot_paths::counted::count_read_python\ntotals: 6400\n";
        assert_eq!(path_of(text), Some(("read_python".to_owned(), 6400 / RECORDS)));
        assert_eq!(path_of("desc: Trigger: Program termination\ntotals: 0\n"), None);
    }

    #[test]
    fn three_in_a_hundred_more_is_a_loss() {
        assert!(thousandths(1029, 1000) < LOSS && thousandths(1030, 1000) >= LOSS);
        assert_eq!(thousandths(500, 1000), -500);
    }
}
