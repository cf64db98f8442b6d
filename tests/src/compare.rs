//! The reader of the record beside `serde_json`: what each accepts and refuses, and what the accepted documents say.
//!
//! | the two differ where | the reader of the record | `serde_json` |
//! |---|---|---|
//! | half a surrogate pair or broken UTF-8 in what nobody asks for | refuses | the derived types skip it, `Value` refuses |
//! | more levels, items, faults or bytes than the limits | refuses | `Value` takes 127 levels, what is skipped any |
//! | a list in the place of an object | a fault | the derived types take it as the fields in their order |
//! | a count, date, stamp, code, decimal or text that its field cannot hold | a fault | takes any `i64` and text |
//! | `null` for a list | an empty list | the derived types refuse |
//! | a number for a decimal | takes it | the unit of the measurements holds it as a text |
//! | a number past f64 where nobody asks for it | goes over it | `Value` refuses |
//! | a known key twice | a fault (C-50) | the derived types refuse, `Value` keeps the last |
//!
//! Everything else is the same, or [`compare`] says what is not.

use std::collections::BTreeMap;

use anxun::error::{Error, ErrorCode};
use anxun::json::Limits;
use anxun::record::{Document, Facts, Numbers, TrainingRecord, Value as _};
use anxun_benches::measure::unit;
use anxun_benches::moment::stamp;
use anxun_benches::register::AS_OF;
use chrono::TimeDelta;
use serde_json::Value;
use serde_json::value::RawValue;

use crate::model::{Said, said};
use crate::node::{Node, Unread, parse};
use crate::places::is_pointer;

/// What became of one document.
#[derive(Clone, Debug, Default)]
pub struct Outcome {
    /// Whether it was read, and how many faults it had.
    pub faults: Option<usize>,
    /// Where the two differ, by the rows above.
    pub differences: Vec<&'static str>,
}

/// Answers that have to be equal.
fn same<T: PartialEq + std::fmt::Debug>(what: &str, ours: &T, theirs: &T) -> Result<(), String> {
    if ours == theirs { Ok(()) } else { Err(format!("{what}: ours {ours:?}, expected {theirs:?}")) }
}

fn holds(what: &str, is_so: bool) -> Result<(), String> {
    if is_so { Ok(()) } else { Err(what.to_owned()) }
}

/// Reads a document with both and compares.
///
/// # Errors
/// What is not the same.
pub fn compare(room: &mut Document, bytes: &[u8]) -> Result<Outcome, String> {
    let limits = room.limits();
    let mut outcome = Outcome::default();
    let derived = serde_json::from_slice::<unit::TrainingRecord>(bytes);
    let value = serde_json::from_slice::<Value>(bytes);
    let ours = room.read(bytes);
    outcome.faults = ours.as_ref().ok().map(|facts| facts.faults.len());
    if let Err(error) = &ours {
        let known = [ErrorCode::Syntax, ErrorCode::Limit, ErrorCode::InvalidUtf8];
        holds("an error of a document has another code", known.contains(&error.code) && is_pointer(&error.path))?;
    }
    if bytes.len() > limits.document {
        same("a document past the limit", &code(&ours), &Some(ErrorCode::Limit))?;
        outcome.differences.push("limits");
        return Ok(outcome);
    }
    let Ok(text) = std::str::from_utf8(bytes) else {
        same("broken UTF-8", &code(&ours), &Some(ErrorCode::InvalidUtf8))?;
        holds("Value takes broken UTF-8", value.is_err())?;
        outcome.differences.extend(derived.is_ok().then_some("ill-formed text that is skipped"));
        return Ok(outcome);
    };
    match parse(text, limits.nesting) {
        Err(unread) => refused(unread, text, &ours, value.is_ok(), derived.is_ok(), limits, &mut outcome)?,
        Ok(document) => {
            let said = said(&document, limits);
            value_agrees(&value, &mut outcome)?;
            derive_agrees(&said, &derived)?;
            let too_much = said.longest > limits.list || said.faults.len() > limits.faults;
            if too_much && document_is_object(&document) {
                same("a document with too much", &code(&ours), &Some(ErrorCode::Limit))?;
                outcome.differences.push("limits");
                return Ok(outcome);
            }
            let facts = ours.map_err(|error| format!("refused: {error}"))?;
            facts_agree(&facts, &said)?;
            inspection_agrees(&facts, limits, bytes.len())?;
            differences(&said, derived.is_ok(), &mut outcome)?;
        }
    }
    Ok(outcome)
}

fn code(ours: &Result<Facts<'_>, Error>) -> Option<ErrorCode> {
    ours.as_ref().err().map(|error| error.code)
}

fn document_is_object(document: &Node) -> bool {
    matches!(document, Node::Object(_))
}

/// A document that has no nodes is refused, and for the reason that comes first.
fn refused(
    unread: Unread,
    text: &str,
    ours: &Result<Facts<'_>, Error>,
    value: bool,
    derived: bool,
    limits: Limits,
    outcome: &mut Outcome,
) -> Result<(), String> {
    let code = code(ours).ok_or("read what is to be refused")?;
    // With small limits a list or the faults before it may end the walk first.
    let tight = limits != Limits::default();
    match unread {
        Unread::Grammar => {
            holds("serde_json takes what has no grammar", !value && !derived)?;
            let too_deep = depth(text) > limits.nesting;
            holds("an error of syntax has another code", code == ErrorCode::Syntax || tight || too_deep)?;
            if code == ErrorCode::Syntax {
                comes_first(text, ours)?;
            }
        }
        Unread::Surrogate => {
            holds("Value takes half a pair", !value)?;
            holds("half a pair has another code", code == ErrorCode::Syntax || tight)?;
            outcome.differences.extend(derived.then_some("ill-formed text that is skipped"));
        }
        Unread::Nesting => {
            same("too many levels", &code, &ErrorCode::Limit)?;
            outcome.differences.push("limits");
        }
    }
    Ok(())
}

/// The place of an error of syntax is not behind the first byte that is wrong.
fn comes_first(text: &str, ours: &Result<Facts<'_>, Error>) -> Result<(), String> {
    let Err(error) = ours else { return Ok(()) };
    let at = error.found.rsplit_once("(byte ").and_then(|(_, at)| at.trim_end_matches(')').parse::<usize>().ok());
    let at = at.filter(|at| *at <= text.len()).ok_or_else(|| format!("no place in {:?}", error.found))?;
    let mut before = text.as_bytes()[..at].to_vec();
    let goes_on = |before: &[u8]| match serde_json::from_slice::<&RawValue>(before) {
        Ok(_) => true,
        Err(error) => error.is_eof(),
    };
    // A number that is cut off behind its minus or point is an error there, and not the end.
    let is_sound = goes_on(&before) || {
        before.push(b'0');
        goes_on(&before)
    };
    holds(&format!("the document is wrong before byte {at}"), is_sound)
}

/// Levels that are open at once, as far as the document is JSON.
fn depth(text: &str) -> usize {
    let (mut deepest, mut here, mut inside, mut escaped) = (0, 0_usize, false, false);
    for byte in text.bytes() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if inside => escaped = true,
            b'"' => inside = !inside,
            b'{' | b'[' if !inside => here += 1,
            b'}' | b']' if !inside => here = here.saturating_sub(1),
            _ => {}
        }
        deepest = deepest.max(here);
    }
    deepest
}

fn value_agrees(value: &serde_json::Result<Value>, outcome: &mut Outcome) -> Result<(), String> {
    match value {
        Ok(_) => Ok(()),
        Err(error) if error.to_string().starts_with("number out of range") => {
            outcome.differences.push("a number past f64");
            Ok(())
        }
        // Limits above those of serde_json are not asked here.
        Err(error) => Err(format!("Value refuses a document that has nodes: {error}")),
    }
}

/// What serde's derive does is what the model says that it does.
fn derive_agrees(said: &Said, derived: &serde_json::Result<unit::TrainingRecord>) -> Result<(), String> {
    match derived {
        Ok(_) => holds("the derived types take what they should refuse", !said.derive.refuses),
        Err(error) if !said.derive.refuses && !said.derive.list_as_object => {
            Err(format!("the derived types refuse what they should take: {error}"))
        }
        Err(_) => Ok(()),
    }
}

/// The facts, faults and unknown keys are those of the model.
fn facts_agree(facts: &Facts<'_>, said: &Said) -> Result<(), String> {
    let faults: Vec<_> = facts.faults.iter().map(|fault| (fault.path.clone(), fault.code)).collect();
    same("faults", &faults, &said.faults)?;
    let unknown: Vec<_> = facts.unknown.iter().map(|key| key.path.clone()).collect();
    same("unknown keys", &unknown, &said.unknown)?;
    let record = serde_json::to_value(TrainingRecord::own(&facts.record)).map_err(|error| error.to_string())?;
    if record != said.record {
        let pointers = crate::places::pointers(&said.record).into_iter().chain(crate::places::pointers(&record));
        let mut apart = pointers.filter(|at| record.pointer(at) != said.record.pointer(at)).collect::<Vec<_>>();
        let at = apart.pop().unwrap_or_default();
        return Err(format!("facts at {at}: ours {:?}, expected {:?}", record.pointer(&at), said.record.pointer(&at)));
    }
    positions(facts, &said.kept)
}

/// What the reader saw on its way spares a look at each value: with the look the same comes out.
fn inspection_agrees(facts: &Facts<'_>, limits: Limits, turn: usize) -> Result<(), String> {
    let latest = facts.seen.and_then(|seen| seen.latest).filter(|_| turn % 3 > 0);
    let as_of = latest.unwrap_or(stamp(AS_OF));
    let as_of = if turn % 3 == 2 { as_of - TimeDelta::seconds(1) } else { as_of };
    let (mut short, mut whole) = (facts.clone(), Facts { seen: None, ..facts.clone() });
    short.inspect(as_of, limits, Numbers::Usual);
    whole.inspect(as_of, limits, Numbers::Usual);
    same("faults of the inspection", &short.faults, &whole.faults)?;
    holds("the inspection leaves other facts", short.record == whole.record)
}

/// Each item knows its position in the document.
fn positions(facts: &Facts<'_>, kept: &BTreeMap<String, Vec<u32>>) -> Result<(), String> {
    let record = &facts.record;
    let sheet = record.sign_in.as_ref().map(|sheet| sheet.entries.iter().map(|item| item.index).collect());
    let results = record.assessment.as_ref().map(|all| all.results.iter().map(|item| item.index).collect());
    let lists: [(&str, Option<Vec<u32>>); 5] = [
        ("/participants", Some(record.participants.iter().map(|item| item.index).collect())),
        ("/photos", Some(record.photos.iter().map(|item| item.index).collect())),
        ("/videos", Some(record.videos.iter().map(|item| item.index).collect())),
        ("/sign_in/entries", sheet),
        ("/assessment/results", results),
    ];
    for (at, ours) in lists {
        let Some(ours) = ours else { continue };
        // The list of a key that stands twice is not kept.
        if !ours.is_empty() {
            same(at, &Some(&ours), &kept.get(at))?;
        }
    }
    Ok(())
}

/// Notes where the two differ, and that it is one of the known rows.
fn differences(said: &Said, derived: bool, outcome: &mut Outcome) -> Result<(), String> {
    let whole = said.faults.is_empty();
    let derive = said.derive;
    if whole && !derived {
        outcome.differences.extend(derive.refuses_null_list.then_some("null for a list"));
        outcome.differences.extend(derive.refuses_number.then_some("a number for a decimal"));
        holds("the derived types alone refuse", derive.refuses_null_list || derive.refuses_number)?;
    }
    if !whole && derived {
        outcome.differences.extend(derive.list_as_object.then_some("a list for an object"));
        let of_value = [
            ErrorCode::Range,
            ErrorCode::DateFormat,
            ErrorCode::OffsetRequired,
            ErrorCode::UnknownCode,
            ErrorCode::Limit,
            ErrorCode::ControlCharacter,
        ];
        let others: Vec<_> = said.faults.iter().filter(|(_, code)| !of_value.contains(code)).collect();
        holds(&format!("the derived types alone accept: {others:?}"), others.is_empty() || derive.list_as_object)?;
        outcome.differences.extend((others.len() < said.faults.len()).then_some("a value that does not fit"));
    }
    if said.faults.iter().any(|(_, code)| *code == ErrorCode::DuplicateKey) {
        outcome.differences.push("a known key twice");
    }
    Ok(())
}

/// A record that is read whole is the same once it was written and read again.
///
/// # Errors
/// What is not the same.
pub fn round_trip(text: &[u8]) -> Result<(), String> {
    let text = std::str::from_utf8(text).map_err(|error| error.to_string())?;
    let Ok(record) = TrainingRecord::from_json(text) else { return Ok(()) };
    let written = record.to_json().map_err(|error| error.to_string())?;
    let again = TrainingRecord::from_json(&written).map_err(|faults| format!("written and refused: {faults}"))?;
    if again == record { Ok(()) } else { Err("written and read again it is another record".to_owned()) }
}
