//! What the program does as a child: one peer that is Rust over files, then its answer as one JSON object.

use std::path::Path;
use std::time::Instant;

use serde_json::json;

use super::vector::Vector;
use super::{by_hand, view};
use crate::measure::engine::{ENGINES, run};
use crate::measure::run::peak_mib;

/// A peer with its rules compiled.
type Prepared = Box<dyn Fn(&Path, usize) -> Vector>;

fn prepared(name: &str) -> Option<Prepared> {
    Some(match name {
        "serde_json-owned-subset" => Box::new(by_hand::whole),
        "serde_json-needed" => Box::new(by_hand::needed),
        "anxun-subset" => Box::new(view::subset),
        #[cfg(feature = "peers")]
        "regorus" => {
            let policy = super::rego::compiled();
            Box::new(move |file, threads| super::rego::subset(&policy, file, threads))
        }
        #[cfg(feature = "peers")]
        "cel" => {
            let compiled = super::cel::compiled();
            Box::new(move |file, threads| super::cel::subset(&compiled, file, threads))
        }
        _ => return None,
    })
}

/// Runs a peer and prints answer (`null` where it is not the subset), records, seconds and peak memory.
///
/// # Panics
/// Where there is no such peer or the file cannot be read.
pub fn child(name: &str, threads: usize, files: &[&Path]) {
    let (answer, records, start) = match prepared(name) {
        Some(peer) => {
            let start = Instant::now();
            let vector = files.iter().fold(Vector::default(), |sum, file| sum.merge(&peer(file, threads)));
            (Some(&vector).map(|one| json!(one)), vector.records, start)
        }
        None => {
            assert!(ENGINES.contains(&name), "no peer {name}; the feature `peers` holds some");
            let start = Instant::now();
            (None, files.iter().map(|file| run(name, file, threads).records).sum(), start)
        }
    };
    let seconds = start.elapsed().as_secs_f64();
    let row = json!({"answer": answer, "records": records, "seconds": seconds, "peak_mib": peak_mib()});
    println!("{row}");
}
