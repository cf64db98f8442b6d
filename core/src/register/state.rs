//! The partial state of a register as bytes: what one machine judged, for another to merge.
//!
//! ```text
//! "anxunREG"                      8 bytes
//! version of the form             4 bytes, big-endian, 3
//! length of the head              8 bytes, big-endian
//! the head                        JSON: version of the library, context, counts, tally, lists, how many numbers and keys follow
//! the numbers                     32 bytes each, in order
//! the keys                        45 bytes each, in order, where records are compared
//! the lines                       40 bytes each, in order, where a receipt is asked for
//! SHA-256 of all that is before   32 bytes
//! ```
//!
//! Equal content has equal bytes, whoever judged which lines and in whatever order parts were merged; and no other bytes
//! are read: a head that is not written exactly as this library writes it is refused.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::binding::Binding;
use super::listed::{Due, FailedLine, LISTED, MayStart, WorstRecord};
use super::receipt::{LINE_BYTES, LineKeys};
use super::shared::{KEY_BYTES, Key};
use super::stream::Register;
use super::summary::Totals;
use super::supervision::WatchedState;
use super::top::Top;
use crate::error::{Error, ErrorCode, Result};
use crate::json::typed_object;
use crate::numbering::SLOT_BYTES;
use crate::quality::Tally;
use crate::rule;
use crate::runs::Sorted;

const MARK: &[u8; 8] = b"anxunREG";
const FORM: u32 = 3;
const DIGEST: usize = 32;
const LIBRARY: &str = env!("CARGO_PKG_VERSION");

/// Everything but numbers and keys.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Head {
    /// Other rules judge otherwise: states of two versions are not added up.
    library: String,
    context: Binding,
    /// Whether voids and rectifications are counted in.
    counted_inputs: bool,
    /// Their digest, where a receipt is asked for.
    counted: Option<String>,
    totals: Totals,
    codes: BTreeMap<String, (u64, u64)>,
    tally: Tally,
    supervised: BTreeMap<String, WatchedState>,
    verified: BTreeSet<String>,
    worst: Vec<WorstRecord>,
    due_next: Vec<Due>,
    may_start_destruction: Vec<MayStart>,
    failed: Vec<FailedLine>,
    numbers: u64,
    keys: u64,
    lines: u64,
}

/// What is looked at first of a head, whatever else stands in it.
#[derive(Deserialize)]
struct Origin {
    library: String,
}

impl Register {
    /// What was judged so far as bytes, for [`merge_state`](Register::merge_state) in another process or on another
    /// machine: everything that the summary needs, and of each record 32 bytes for its number; where records are
    /// compared, 45 bytes for each person who was there, each image and each package. Ids of records and codes of
    /// departments stand in it, no names; a key holds a digest of the number of an employee. A context with the same policy, calendar, organisation and moment, the same
    /// inputs and the same version of the library are needed to read it.
    ///
    /// # Errors
    /// Those of writing the context as JSON, and of a spill.
    pub fn state(&self) -> Result<Vec<u8>> {
        let head = self.head(Binding::of(self)?.clone());
        let head = written(&head)?;
        let keys = self.keys.as_ref().map_or(0, Sorted::len) as usize * KEY_BYTES;
        let lines = self.lines.as_ref().map_or(0, Sorted::len) as usize * LINE_BYTES;
        let size = MARK.len() + 4 + 8 + head.len() + self.numbers.len() as usize * SLOT_BYTES + keys + lines + DIGEST;
        let mut bytes = Vec::with_capacity(size);
        bytes.extend_from_slice(MARK);
        bytes.extend_from_slice(&FORM.to_be_bytes());
        bytes.extend_from_slice(&(head.len() as u64).to_be_bytes());
        bytes.extend_from_slice(&head);
        self.numbers.write_state(&mut bytes)?;
        if let Some(keys) = &self.keys {
            keys.read(|key| {
                bytes.extend_from_slice(key);
                Ok(())
            })?;
        }
        if let Some(lines) = &self.lines {
            lines.read(|line| {
                bytes.extend_from_slice(line);
                Ok(())
            })?;
        }
        let digest = Sha256::digest(&bytes);
        bytes.extend_from_slice(&digest);
        Ok(bytes)
    }

    fn head(&self, context: Binding) -> Head {
        Head {
            library: LIBRARY.to_owned(),
            context,
            counted_inputs: self.has_counted_inputs,
            counted: self.counted.clone(),
            totals: self.totals.clone(),
            codes: self.codes.iter().map(|(code, counts)| ((*code).to_owned(), *counts)).collect(),
            tally: self.tally.clone(),
            supervised: self.watched_state(),
            verified: self.met.iter().cloned().collect(),
            worst: self.worst.as_slice().to_vec(),
            due_next: self.due.as_slice().to_vec(),
            may_start_destruction: self.may_start.as_slice().to_vec(),
            failed: self.failed.as_slice().to_vec(),
            numbers: self.numbers.len(),
            keys: self.keys.as_ref().map_or(0, Sorted::len),
            lines: self.lines.as_ref().map_or(0, Sorted::len),
        }
    }

    /// Adds what another register judged, from its [`state`](Register::state). States merge in any order; whoever merges one
    /// twice counts its records twice. On an error nothing is added.
    ///
    /// # Errors
    /// [`ErrorCode::StateMalformed`] with the place for bytes that are damaged, cut off or not a state;
    /// [`ErrorCode::StateMismatch`] for a state of another context, other inputs or another version of the library, and
    /// for one that counts voids and rectifications where they are counted here already: other machines judge with
    /// [`part`](Register::part).
    pub fn merge_state(&mut self, state: &[u8]) -> Result<()> {
        let part = self.read_state(state)?;
        self.add(part);
        Ok(())
    }

    fn read_state(&self, state: &[u8]) -> Result<Register> {
        let Parts { head: text, rest, before, digest } = Parts::of(state)?;
        let head = self.read_head(text)?;
        let Cut { numbers, keys, lines } = head.cut(rest)?;
        let mut part = self.part();
        part.numbers = std::mem::take(&mut part.numbers).read_state(numbers)?;
        part.keys.iter_mut().try_for_each(|into| read_keys(keys, into))?;
        part.lines.iter_mut().try_for_each(|into| read_lines(lines, into))?;
        if Sha256::digest(before).as_slice() != digest {
            return Err(malformed("/digest", "another SHA-256", "that of the bytes before it"));
        }
        part.has_counted_inputs = head.counted_inputs;
        part.counted = head.counted;
        part.totals = head.totals;
        part.codes = codes(&head.codes)?;
        part.tally = head.tally;
        part.watched = head.supervised.into_iter().map(|(month, state)| (month, state.read())).collect();
        part.met = head.verified.into_iter().collect();
        part.worst = Top::of(LISTED, head.worst);
        part.due = Top::of(LISTED, head.due_next);
        part.may_start = Top::of(LISTED, head.may_start_destruction);
        part.failed = Top::of(LISTED, head.failed);
        // Lists out of order or too long, keys in another order, white space: not what this library writes.
        if written(&part.head(head.context))? != text.as_bytes() {
            return Err(malformed("/head", "another form", "the one form of the head"));
        }
        Ok(part)
    }

    fn read_head(&self, text: &str) -> Result<Head> {
        let Origin { library } = typed_object(text).map_err(in_head)?;
        if library != LIBRARY {
            let found = if library.len() <= 40 { library } else { "a long version".to_owned() };
            return Err(Error::new(ErrorCode::StateMismatch, found, LIBRARY).at("/library"));
        }
        let head: Head = typed_object(text).map_err(in_head)?;
        Binding::of(self)?.admits(&head.context)?;
        self.counts_once(head.counted_inputs)?;
        Ok(head)
    }

    /// Whether another register may be [merged](Register::merge) into this one.
    ///
    /// # Errors
    /// [`ErrorCode::StateMismatch`] with the place of the first difference.
    pub fn admits(&self, other: &Register) -> Result<()> {
        // Parts of one register share what they are bound to.
        if !Arc::ptr_eq(&self.binding, &other.binding) {
            Binding::of(self)?.admits(Binding::of(other)?)?;
        }
        self.counts_once(other.has_counted_inputs)
    }

    /// Voids, tombstones and rectifications are counted by one register of all.
    fn counts_once(&self, are_counted_there: bool) -> Result<()> {
        if are_counted_there && self.has_counted_inputs {
            let expected = "a part: voids and rectifications are counted here already";
            return Err(Error::new(ErrorCode::StateMismatch, "true", expected).at("/counted_inputs"));
        }
        Ok(())
    }
}

/// What stands behind the head.
struct Cut<'s> {
    numbers: &'s [u8],
    keys: &'s [u8],
    lines: &'s [u8],
}

impl Head {
    /// The bytes of the numbers, of the keys and of the lines: as many as the head says, and none behind them.
    fn cut<'s>(&self, rest: &'s [u8]) -> Result<Cut<'s>> {
        let parts =
            [("numbers", self.numbers, SLOT_BYTES), ("keys", self.keys, KEY_BYTES), ("lines", self.lines, LINE_BYTES)];
        let wrong = |(name, count, bytes): (&str, u64, usize), left: &[u8]| {
            let found = format!("{} bytes of {name}", left.len());
            malformed(&format!("/{name}"), found, format!("{count} {name} of {bytes} bytes"))
        };
        let mut cut: [&[u8]; 3] = [&[]; 3];
        let mut left = rest;
        for (place, part) in cut.iter_mut().zip(parts) {
            let (_, count, bytes) = part;
            let size = usize::try_from(count).ok().and_then(|count| count.checked_mul(bytes));
            let Some((own, behind)) = size.and_then(|size| left.split_at_checked(size)) else {
                return Err(wrong(part, left));
            };
            (*place, left) = (own, behind);
        }
        let [numbers, keys, lines] = cut;
        if left.is_empty() {
            return Ok(Cut { numbers, keys, lines });
        }
        // What is too much belongs to the last part that there is.
        let last = parts.into_iter().rfind(|(_, count, _)| *count > 0).unwrap_or(("numbers", 0, SLOT_BYTES));
        Err(wrong(last, left))
    }
}

/// Reads keys in the order in which a state holds them.
fn read_keys(bytes: &[u8], into: &mut Sorted<KEY_BYTES>) -> Result<()> {
    let mut before: Option<&[u8; KEY_BYTES]> = None;
    for (at, chunk) in bytes.chunks(KEY_BYTES).enumerate() {
        let key = chunk.first_chunk::<KEY_BYTES>().filter(|key| Key::of_bytes(key).is_some());
        let wrong = |found: &str, expected: &str| malformed(&format!("/keys/{at}"), found, expected);
        let key = key.ok_or_else(|| wrong("bytes that are no key", "a key of 45 bytes"))?;
        if before.is_some_and(|before| before > key) {
            return Err(wrong("a key before its predecessor", "keys in order"));
        }
        before = Some(key);
        into.push(*key);
    }
    Ok(())
}

/// Reads the lines of a receipt in the order in which a state holds them.
fn read_lines(bytes: &[u8], into: &mut LineKeys) -> Result<()> {
    let mut before: Option<&[u8; LINE_BYTES]> = None;
    for (at, chunk) in bytes.chunks(LINE_BYTES).enumerate() {
        let wrong = |found: &str, expected: &str| malformed(&format!("/lines/{at}"), found, expected);
        let line = chunk.first_chunk::<LINE_BYTES>().ok_or_else(|| wrong("fewer bytes", "40 bytes"))?;
        if before.is_some_and(|before| before > line) {
            return Err(wrong("a line before its predecessor", "lines in order"));
        }
        before = Some(line);
        into.push(*line);
    }
    Ok(())
}

fn codes(written: &BTreeMap<String, (u64, u64)>) -> Result<BTreeMap<&'static str, (u64, u64)>> {
    let known = |(code, counts): (&String, &(u64, u64))| {
        let row = rule::by_code(code);
        row.map(|row| (row.code, *counts)).ok_or_else(|| malformed("/codes", "another code", "codes of the catalogue"))
    };
    written.iter().map(known).collect()
}

fn written(head: &Head) -> Result<Vec<u8>> {
    // Texts, numbers and lists only.
    serde_json::to_vec(head).map_err(|error| malformed("/head", error.to_string(), "data that can be written"))
}

fn malformed(path: &str, found: impl Into<String>, expected: impl Into<String>) -> Error {
    Error::new(ErrorCode::StateMalformed, found, expected).at(path)
}

fn in_head(error: Error) -> Error {
    malformed(&format!("/head{}", error.path), format!("{} ({})", error.found, error.code.info().name), error.expected)
}

/// The parts of a state, cut but not yet read.
struct Parts<'s> {
    head: &'s str,
    /// Numbers and keys.
    rest: &'s [u8],
    /// All that the digest covers.
    before: &'s [u8],
    digest: &'s [u8],
}

impl<'s> Parts<'s> {
    fn of(state: &'s [u8]) -> Result<Parts<'s>> {
        let end = |expected: String| malformed("", format!("the end at byte {}", state.len()), expected);
        let body = state.len().checked_sub(DIGEST).and_then(|at| state.split_at_checked(at));
        let (before, digest) = body.ok_or_else(|| end("the state of a register".to_owned()))?;
        let mut rest = before;
        let mark: [u8; 8] = taken(&mut rest).ok_or_else(|| end("a mark of 8 bytes".to_owned()))?;
        if mark != *MARK {
            return Err(malformed("/mark", "other bytes", "the state of a register"));
        }
        let form = u32::from_be_bytes(taken(&mut rest).ok_or_else(|| end("a version of 4 bytes".to_owned()))?);
        if form != FORM {
            return Err(Error::new(ErrorCode::StateMismatch, form.to_string(), FORM.to_string()).at("/form"));
        }
        let length = u64::from_be_bytes(taken(&mut rest).ok_or_else(|| end("a length of 8 bytes".to_owned()))?);
        let cut = usize::try_from(length).ok().and_then(|length| rest.split_at_checked(length));
        let (head, rest) = cut.ok_or_else(|| end(format!("a head of {length} bytes and a digest")))?;
        let head =
            simdutf8::basic::from_utf8(head).map_err(|_| malformed("/head", "bytes that are no text", "UTF-8"))?;
        Ok(Parts { head, rest, before, digest })
    }
}

/// The next bytes.
fn taken<const N: usize>(rest: &mut &[u8]) -> Option<[u8; N]> {
    let (next, after) = rest.split_at_checked(N)?;
    *rest = after;
    next.try_into().ok()
}
