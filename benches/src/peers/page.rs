//! The generated part of `docs/performance.md`: the tables of a run, between two marks.

use std::fmt::Write as _;
use std::io::{Error, Result};
use std::path::Path;
use std::process::Command;
use std::time::{SystemTime, UNIX_EPOCH};

use serde_json::Value;

use super::table::by_name;

const BEGIN: &str = "<!-- measured: begin -->";
const END: &str = "<!-- measured: end -->";

/// Today in UTC, on what machine, with which compiler.
fn circumstances() -> String {
    let days = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs() / 86_400);
    let day = chrono::NaiveDate::default() + chrono::Days::new(days);
    let info = std::fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model =
        info.lines().find_map(|line| line.strip_prefix("model name")?.split_once(':').map(|(_, name)| name.trim()));
    let cores = std::thread::available_parallelism().map_or(0, std::num::NonZero::get);
    let compiler = Command::new("rustc").arg("--version").output();
    let compiler = compiler.map(|output| String::from_utf8_lossy(&output.stdout).trim().to_owned()).unwrap_or_default();
    format!("{day}, {cores} cores of {}, {compiler}", model.unwrap_or("an unknown processor"))
}

fn text(row: &Value, key: &str) -> String {
    match &row[key] {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

fn table(out: &mut String, head: &[&str], rows: impl Iterator<Item = Vec<String>>) {
    let _ = writeln!(out, "| {} |\n|{}", head.join(" | "), "---|".repeat(head.len()));
    for row in rows {
        let _ = writeln!(out, "| {} |", row.join(" | "));
    }
}

/// One row for each peer: the figures of one thread, then those of the other numbers of threads.
fn side_by_side(out: &mut String, rows: &[&Value]) {
    let mut threads: Vec<u64> = rows.iter().filter_map(|row| row["threads"].as_u64()).collect();
    threads.sort_unstable();
    threads.dedup();
    let mut head: Vec<String> = ["peer", "does", "records"].map(str::to_owned).to_vec();
    for count in &threads {
        let threads = if *count == 1 { "1 thread".to_owned() } else { format!("{count} threads") };
        head.extend([format!("**ratio, {threads}**"), "records a second".to_owned(), "peak MiB".to_owned()]);
    }
    let lines = rows.chunk_by(|one, other| one["name"] == other["name"]).map(|same| {
        let name = text(same[0], "name");
        let what = by_name(&name).map_or("", |peer| peer.what);
        let mut cells = vec![format!("`{name}`: {what}"), text(same[0], "does"), text(same[0], "records")];
        for row in same {
            let figures = ["ratio", "records_per_second", "peak_mib"].map(|key| text(row, key));
            cells.extend(figures);
        }
        cells
    });
    table(out, &head.iter().map(String::as_str).collect::<Vec<_>>(), lines);
}

/// The tables of the rows, as Markdown.
#[must_use]
pub fn tables(rows: &[Value], turns: usize) -> String {
    let of = |name: &'static str| rows.iter().filter(move |row| row["table"] == name);
    let mut out = format!("Measured on {}; {turns} turns.\n", circumstances());
    if of("peers").next().is_some() {
        out.push_str("\n### Side by side\n");
        side_by_side(&mut out, &of("peers").collect::<Vec<_>>());
    }
    if of("doors").next().is_some() {
        out.push_str("\n### One record through each door\n");
        let row = |row: &Value| ["door", "language", "microseconds"].map(|key| text(row, key)).to_vec();
        table(&mut out, &["door", "language", "microseconds a record"], of("doors").map(row));
    }
    if of("growth").next().is_some() {
        out.push_str("\n### How it grows (one thread)\n");
        let row =
            |row: &Value| ["name", "records", "fed", "microseconds", "peak_mib"].map(|key| text(row, key)).to_vec();
        table(&mut out, &["peer", "records", "fed by", "microseconds a record", "peak MiB"], of("growth").map(row));
    }
    out
}

/// Puts the tables between the marks of the page.
///
/// # Errors
/// Those of the file system, and where the page has no marks.
pub fn write(page: &Path, tables: &str) -> Result<()> {
    let old = std::fs::read_to_string(page)?;
    let (Some(begin), Some(end)) = (old.find(BEGIN), old.find(END)) else {
        return Err(Error::other(format!("{} has no marks `{BEGIN}` and `{END}`", page.display())));
    };
    let (before, after) = (&old[..begin + BEGIN.len()], &old[end..]);
    std::fs::write(page, format!("{before}\n{tables}{after}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_peer_is_one_row_whatever_its_threads() {
        let row = |threads: u64, ratio: f64| {
            json!({"table": "peers", "name": "orjson", "does": "subset", "threads": threads, "records": 9,
                   "records_per_second": 100, "peak_mib": 3.5, "ratio": ratio})
        };
        let page = tables(&[row(1, 0.4), row(2, 0.7)], 5);
        assert!(
            page.contains("| `orjson`: Python, `orjson` | subset | 9 | 0.4 | 100 | 3.5 | 0.7 | 100 | 3.5 |"),
            "{page}"
        );
    }

    #[test]
    fn only_what_stands_between_the_marks_is_written() {
        let page = std::env::temp_dir().join(format!("anxun-page-{}.md", std::process::id()));
        std::fs::write(&page, format!("above\n{BEGIN}\nold\n{END}\nbelow\n")).unwrap();
        write(&page, "new\n").unwrap();
        assert_eq!(std::fs::read_to_string(&page).unwrap(), format!("above\n{BEGIN}\nnew\n{END}\nbelow\n"));
        std::fs::write(&page, "no marks").unwrap();
        assert!(write(&page, "new").is_err());
        std::fs::remove_file(page).unwrap();
    }
}
