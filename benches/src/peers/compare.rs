//! The comparison: answers first, then all peers in turns; medians and ratios to the unit.

use std::fs;
use std::io::{Error, Result};
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use super::by_hand;
use super::place::Place;
use super::table::{Does, PEERS, Peer, UNIT};
use super::vector::Vector;

/// What is asked for.
#[derive(Clone, Debug)]
pub struct Asked {
    /// Records of the register.
    pub records: u64,
    /// Turns.
    pub turns: usize,
    /// Threads of each row.
    pub threads: Vec<usize>,
    /// Only these peers (and the unit); all where it is empty.
    pub only: Vec<String>,
}

/// A register in its forms, with the answer that each peer must give for it.
struct Register {
    lines: PathBuf,
    parquet: PathBuf,
    answer: Vector,
    bytes: u64,
}

impl Register {
    fn make(place: &Place, records: u64) -> Result<Register> {
        let (lines, written) = place.register(records)?;
        let parquet = place.parquet(&lines)?;
        let answer = by_hand::whole(&lines, 1);
        Ok(Register { lines, parquet, answer, bytes: written.bytes })
    }

    /// A file that stands beside the programs.
    fn kept(place: &Place, name: &str) -> Result<Register> {
        let lines = place.made.join(name);
        fs::copy(place.programs().join(name), &lines)?;
        let parquet = place.parquet(&lines)?;
        let answer = by_hand::whole(&lines, 1);
        Ok(Register { bytes: fs::metadata(&lines)?.len(), lines, parquet, answer })
    }

    fn file_for(&self, peer: &Peer) -> &Path {
        if peer.name == "polars-parquet" { &self.parquet } else { &self.lines }
    }

    fn remove(&self) -> Result<()> {
        fs::remove_file(&self.lines)?;
        fs::remove_file(&self.parquet)
    }
}

/// The peers that are asked for, the unit first.
fn chosen(only: &[String]) -> Result<Vec<&'static Peer>> {
    if let Some(unknown) = only.iter().find(|name| PEERS.iter().all(|peer| peer.name != **name)) {
        let names: Vec<_> = PEERS.iter().map(|peer| peer.name).collect();
        return Err(Error::other(format!("no peer {unknown}; there are {}", names.join(", "))));
    }
    let is_asked = |peer: &&Peer| only.is_empty() || peer.name == UNIT || only.iter().any(|name| name == peer.name);
    Ok(PEERS.iter().filter(is_asked).collect())
}

/// Each peer that does the subset gives the answer of the register.
fn same_answers(place: &Place, peers: &[&Peer], register: &Register, threads: &[usize]) -> Result<()> {
    for peer in peers.iter().filter(|peer| peer.does == Does::Subset) {
        for threads in threads {
            let row = place.run(peer, *threads, &[register.file_for(peer)])?;
            let found: Option<Vector> = serde_json::from_value(row["answer"].clone()).ok();
            if found.as_ref() != Some(&register.answer) {
                let (wanted, name) = (json!(register.answer), peer.name);
                return Err(Error::other(format!("{name} ({threads}) answers {}\nand not {wanted}", row["answer"])));
            }
        }
    }
    Ok(())
}

/// Compares the answers, measures, and gives one row for each peer and number of threads.
///
/// # Errors
/// Where a peer fails or answers otherwise than the others.
#[allow(clippy::float_arithmetic)]
pub fn compare(place: &Place, asked: &Asked, mut print: impl FnMut(&Value)) -> Result<Vec<Value>> {
    let peers = chosen(&asked.only)?;
    let edges = Register::kept(place, "edges.jsonl")?;
    same_answers(place, &peers, &edges, &asked.threads)?;
    eprintln!("{} records on the edges: the answers are the same", edges.answer.records);
    let whole = Register::make(place, asked.records)?;
    let part = Register::make(place, (asked.records / 20).max(100).min(asked.records))?;
    let given = |peer: &Peer| if peer.part == 1 { &whole } else { &part };
    for register in [&part, &whole] {
        let of_it: Vec<_> = peers.iter().copied().filter(|peer| std::ptr::eq(given(peer), register)).collect();
        same_answers(place, &of_it, register, &asked.threads)?;
        eprintln!("{} records: the answers are the same", register.answer.records);
    }
    let rows: Vec<(&Peer, usize)> =
        peers.iter().flat_map(|peer| asked.threads.iter().map(|threads| (*peer, *threads))).collect();
    let mut runs: Vec<Vec<(f64, f64)>> = vec![vec![]; rows.len()];
    for turn in 1..=asked.turns {
        for ((peer, threads), runs) in rows.iter().zip(&mut runs) {
            let row = place.run(peer, *threads, &[given(peer).file_for(peer)])?;
            let number = |key: &str| row[key].as_f64().ok_or_else(|| Error::other(format!("{}: no {key}", peer.name)));
            runs.push((number("seconds")?, number("peak_mib")?));
        }
        eprintln!("turn {turn} of {} done", asked.turns);
    }
    let rate = |peer: &Peer, runs: &[(f64, f64)]| given(peer).answer.records as f64 / median(runs);
    let unit = rate(rows[0].0, &runs[0]);
    let mut out = vec![];
    for ((peer, threads), runs) in rows.iter().zip(&runs) {
        let register = given(peer);
        let rate = rate(peer, runs);
        let row = json!({
            "table": "peers",
            "name": peer.name,
            "does": peer.does.text(),
            "threads": threads,
            "records": register.answer.records,
            "bytes_per_record": register.bytes / register.answer.records.max(1),
            "seconds": runs.iter().map(|run| rounded(run.0, 1e4)).collect::<Vec<_>>(),
            "records_per_second": rate.round() as u64,
            "peak_mib": rounded(runs.iter().map(|run| run.1).fold(0.0, f64::max), 10.0),
            "ratio": rounded(rate / unit, 1e3),
        });
        print(&row);
        out.push(row);
    }
    whole.remove()?;
    part.remove()?;
    Ok(out)
}

/// A number with so many steps to the one.
#[allow(clippy::float_arithmetic)]
#[must_use]
pub fn rounded(number: f64, steps: f64) -> f64 {
    (number * steps).round() / steps
}

fn median(runs: &[(f64, f64)]) -> f64 {
    let mut seconds: Vec<f64> = runs.iter().map(|run| run.0).collect();
    seconds.sort_by(f64::total_cmp);
    seconds[seconds.len() / 2]
}
