//! The command `peers`: installs, compares, measures, prints, writes the page.

use std::io::{Error, Result, Write};

use serde_json::Value;

use super::compare::{Asked, compare};
use super::doors::doors;
use super::growth::growth;
use super::page;
use super::place::Place;

/// What the command says of itself.
pub const USAGE: &str = "\
usage: cargo run --release -p anxun-benches -- peers [OPTIONS]
  --records N     records of the register (100000)
  --turns N       turns, each with every peer once (5)
  --threads LIST  threads of the rows (1,2)
  --only LIST     these peers beside the unit
  --no-doors      not the cost of one record through each door
  --growth LIST   also how cost grows, for these numbers of records, such as 10000,100000,1000000
  --write         write the tables into docs/performance.md";

/// The options of the command.
#[derive(Clone, Debug)]
pub struct Options {
    asked: Asked,
    has_doors: bool,
    sizes: Vec<u64>,
    writes: bool,
}

fn list<T: std::str::FromStr>(text: &str) -> Result<Vec<T>> {
    let one = |part: &str| part.parse().map_err(|_| Error::other(format!("{part} in {text}: not understood\n{USAGE}")));
    text.split(',').map(one).collect()
}

impl Options {
    /// Reads the arguments behind `peers`.
    ///
    /// # Errors
    /// What is not understood.
    pub fn read(arguments: &[String]) -> Result<Options> {
        let asked = Asked { records: 100_000, turns: 5, threads: vec![1, 2], only: vec![] };
        let mut options = Options { asked, has_doors: true, sizes: vec![], writes: false };
        let mut arguments = arguments.iter();
        while let Some(name) = arguments.next() {
            let mut value = || arguments.next().ok_or_else(|| Error::other(format!("{name} without value\n{USAGE}")));
            let number =
                |text: &str| text.parse::<u64>().map_err(|_| Error::other(format!("{text}: no number\n{USAGE}")));
            match name.as_str() {
                "--records" => options.asked.records = number(value()?)?.max(1),
                "--turns" => options.asked.turns = usize::try_from(number(value()?)?.max(1)).unwrap_or(1),
                "--threads" => options.asked.threads = list(value()?)?,
                "--only" => options.asked.only = list(value()?)?,
                "--no-doors" => options.has_doors = false,
                "--growth" => options.sizes = list(value()?)?,
                "--write" => options.writes = true,
                "--help" => return Err(Error::other(USAGE)),
                other => return Err(Error::other(format!("{other}: not understood\n{USAGE}"))),
            }
        }
        if options.asked.threads.first() != Some(&1) {
            return Err(Error::other("the unit has one thread: --threads begins with 1"));
        }
        Ok(options)
    }
}

/// Runs the command: one JSON object a line to the standard output and to `target/peers/measured.jsonl`, then the tables.
///
/// # Errors
/// Where a tool is missing, a peer fails, or the answers are not the same.
pub fn run(options: &Options) -> Result<()> {
    let place = Place::open()?;
    place.install()?;
    let mut kept = std::fs::File::create(place.made.join("measured.jsonl"))?;
    let mut print = |row: &Value| {
        println!("{row}");
        if let Err(error) = writeln!(kept, "{row}") {
            eprintln!("{error}");
        }
    };
    let mut rows = compare(&place, &options.asked, &mut print)?;
    if options.has_doors {
        rows.extend(doors(&place, options.asked.records.min(500), options.asked.turns, &mut print)?);
    }
    if !options.sizes.is_empty() {
        rows.extend(growth(&place, &options.sizes, &mut print)?);
    }
    let tables = page::tables(&rows, options.asked.turns);
    println!("\n{tables}");
    if options.writes {
        page::write(&place.root.join("docs/performance.md"), &tables)?;
    }
    Ok(())
}
