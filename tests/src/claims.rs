//! The rows of the requirements that this repository claims to hold, with their proofs (`tests/claims.json`).
//!
//! A claim names a row of the requirements (`III.2.1.a`), a reading of a conflict (`C-36`) or a golden case (`G-03`); a
//! row of which something is missing says what. A proof is a conformance case that cites the row, or a test in a file
//! that names the row or whose entry says what it shows.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use serde_json::{Map, Value};

/// A row that is claimed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claim {
    /// Id of the row.
    pub row: String,
    /// What it asks, in a few words.
    pub what: String,
    /// What is missing; absent for a row that holds whole.
    pub partly: Option<String>,
    /// What proves it.
    pub proofs: Vec<Proof>,
}

/// What proves a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Proof {
    /// A conformance case, by its id.
    Case(String),
    /// A test function in a file, and what it shows where the file does not name the row.
    Test {
        /// Path from the root of the repository.
        file: String,
        /// Name of the function.
        name: String,
        /// What it shows.
        shows: Option<String>,
    },
}

/// Reads the claims.
///
/// # Errors
/// The first entry that has another shape.
pub fn read(text: &str) -> Result<Vec<Claim>, String> {
    let list: Value = serde_json::from_str(text).map_err(|error| error.to_string())?;
    list.as_array().ok_or("no list")?.iter().map(claim).collect()
}

fn claim(entry: &Value) -> Result<Claim, String> {
    let fields = fields(entry, &["row", "what", "partly", "proofs"])?;
    let text = |key: &str| match fields.get(key) {
        None => Ok(None),
        Some(Value::String(text)) if !text.trim().is_empty() => Ok(Some(text.clone())),
        Some(_) => Err(format!("{key} says nothing: {entry}")),
    };
    let needed = |key: &str| text(key)?.ok_or_else(|| format!("no {key}: {entry}"));
    let proofs = fields.get("proofs").map_or(Ok(vec![]), |list| {
        list.as_array().ok_or_else(|| format!("proofs are no list: {entry}"))?.iter().map(proof).collect()
    })?;
    Ok(Claim { row: needed("row")?, what: needed("what")?, partly: text("partly")?, proofs })
}

fn proof(entry: &Value) -> Result<Proof, String> {
    let fields = fields(entry, &["case", "test", "shows"])?;
    let text = |key: &str| fields.get(key).and_then(Value::as_str);
    match (text("case"), text("test").and_then(|test| test.split_once("::"))) {
        (Some(id), None) if fields.len() == 1 => Ok(Proof::Case(id.to_owned())),
        (None, Some((file, name))) => Ok(Proof::Test {
            file: file.to_owned(),
            name: name.to_owned(),
            shows: text("shows").filter(|shows| !shows.trim().is_empty()).map(str::to_owned),
        }),
        _ => Err(format!("neither a case nor a test: {entry}")),
    }
}

fn fields<'v>(entry: &'v Value, known: &[&str]) -> Result<&'v Map<String, Value>, String> {
    let fields = entry.as_object().ok_or_else(|| format!("no object: {entry}"))?;
    match fields.keys().find(|key| !known.contains(&key.as_str())) {
        Some(key) => Err(format!("unknown key {key}: {entry}")),
        None => Ok(fields),
    }
}

/// What is wrong with the claims. `cases` = the rows that each case cites; `source` = the text of a file by its path.
#[must_use]
pub fn wrong(
    claims: &[Claim],
    cases: &BTreeMap<String, Vec<String>>,
    source: &dyn Fn(&str) -> Option<String>,
) -> Vec<String> {
    let mut wrong = Vec::new();
    let mut before = None;
    for claim in claims {
        let row = claim.row.as_str();
        let place = place(row);
        if place.is_none() {
            wrong.push(format!("{row}: is no id of a row"));
        } else if before >= place {
            wrong.push(format!("{row}: stands twice or out of order"));
        }
        before = place.or(before);
        if claim.proofs.is_empty() {
            wrong.push(format!("{row}: has no proof"));
        }
        for (at, proof) in claim.proofs.iter().enumerate() {
            if claim.proofs.iter().take(at).any(|other| other == proof) {
                wrong.push(format!("{row}: one proof twice: {proof:?}"));
            }
            wrong.extend(wrong_proof(row, proof, cases, source));
        }
    }
    wrong
}

fn wrong_proof(
    row: &str,
    proof: &Proof,
    cases: &BTreeMap<String, Vec<String>>,
    source: &dyn Fn(&str) -> Option<String>,
) -> Option<String> {
    match proof {
        Proof::Case(id) => match cases.get(id) {
            None => Some(format!("{row}: there is no case {id}")),
            Some(cited) if cited.iter().any(|one| one == row || Some(one.as_str()) == parent(row)) => None,
            Some(cited) => Some(format!("{row}: the case {id} cites {}", cited.join(", "))),
        },
        Proof::Test { file, name, shows } => {
            let Some(text) = source(file) else { return Some(format!("{row}: there is no file {file}")) };
            if !is_test(&text, name) {
                return Some(format!("{row}: there is no test {name} in {file}"));
            }
            let is_named = shows.is_some() || names(&text, row);
            (!is_named)
                .then(|| format!("{row}: {file} does not name the row, and the proof does not say what it shows"))
        }
    }
}

/// Whether a file has a test function of this name: right below `#[test]`, other attributes and comments between.
fn is_test(text: &str, name: &str) -> bool {
    let lines: Vec<&str> = text.lines().map(str::trim).collect();
    let head = format!("fn {name}(");
    lines.iter().enumerate().filter(|(_, line)| line.starts_with(&head)).any(|(at, _)| {
        let above = lines.iter().take(at).rev();
        above.take_while(|line| line.starts_with("#[") || line.starts_with("//")).any(|line| *line == "#[test]")
    })
}

/// Whether a text names a row: as it is written (`III.2.1.a`, or its section), or as names of functions spell it
/// (`iii_2_1_a`).
fn names(text: &str, row: &str) -> bool {
    let spelled = row.to_lowercase().replace(['.', '-'], "_");
    [row, &spelled].into_iter().chain(parent(row)).any(|name| {
        text.match_indices(name).any(|(at, _)| {
            let is_part = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
            let (head, tail) = (&text[..at], &text[at + name.len()..]);
            // `IV.1.1` does not stand where `IV.1.1.a` does.
            let goes_on = tail.strip_prefix('.').is_some_and(|rest| is_part(rest.chars().next()));
            !is_part(head.chars().next_back()) && !is_part(tail.chars().next()) && !goes_on
        })
    })
}

/// The row above: `III.2.1` of `III.2.1.a`.
fn parent(row: &str) -> Option<&str> {
    let (above, last) = row.rsplit_once('.')?;
    (above.contains('.') && last.starts_with(|c: char| c.is_ascii_lowercase())).then_some(above)
}

const CHAPTERS: [&str; 8] = ["I", "II", "III", "IV", "V", "VI", "VII", "X"];

/// Where a row stands: by chapter, then by section; the conflicts and the golden cases come last. `None` for what is no
/// id of a row.
fn place(row: &str) -> Option<(usize, Vec<u32>, String)> {
    for (group, prefix) in [(CHAPTERS.len(), "C-"), (CHAPTERS.len() + 1, "G-")] {
        if let Some(number) = row.strip_prefix(prefix) {
            let is_whole = number.len() == 2 && number.bytes().all(|byte| byte.is_ascii_digit());
            return Some((group, vec![number.parse().ok().filter(|_| is_whole)?], String::new()));
        }
    }
    let mut parts = row.split('.').peekable();
    let chapter = parts.next()?;
    let group = CHAPTERS.iter().position(|one| *one == chapter)?;
    let mut numbers = Vec::new();
    while let Some(number) = parts.peek().and_then(|part| part.parse::<u32>().ok()) {
        numbers.push(number);
        parts.next();
    }
    let letter = parts.next().unwrap_or_default();
    let is_letter = letter.starts_with(|c: char| c.is_ascii_lowercase())
        && letter.bytes().skip(1).all(|byte| byte.is_ascii_digit());
    let is_whole = if chapter == "X" {
        numbers.len() == 1 && letter.is_empty()
    } else {
        (1..=2).contains(&numbers.len()) && is_letter
    };
    (is_whole && parts.next().is_none()).then(|| (group, numbers, letter.to_owned()))
}

/// The claims as a page to read.
#[must_use]
pub fn page(claims: &[Claim]) -> String {
    let partly = claims.iter().filter(|claim| claim.partly.is_some()).count();
    let mut page = format!(
        "# What holds\n\nThe rows of the requirements, the readings of conflicts (C-nn) and the golden cases (G-nn) that this \
         repository holds, each with the\ntests that prove it: a case of `tests/conformance` by its id, a test by its name. {} \
         rows hold whole, {partly} in part; a row that is not\nlisted is not claimed. Written from `tests/claims.json` by \
         `cargo run -p anxun-tests --bin write-requirements`; a test holds the two equal.\n\n\
         | row | what | missing | proofs |\n|---|---|---|---|\n",
        claims.len() - partly
    );
    for claim in claims {
        let proofs: Vec<String> = claim
            .proofs
            .iter()
            .map(|proof| match proof {
                Proof::Case(id) => id.clone(),
                Proof::Test { name, .. } => format!("`{name}`"),
            })
            .collect();
        let missing = claim.partly.as_deref().unwrap_or_default();
        // Writing to a text cannot fail.
        let _ = writeln!(page, "| {} | {} | {missing} | {} |", claim.row, claim.what, proofs.join(", "));
    }
    page
}
