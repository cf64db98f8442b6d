//! What the report says beside the summary: short lists, noted while the lines pass, merged at the end.

use std::collections::BTreeMap;

use anxun::check::Review;
use anxun::error::Error;
use anxun::register::{Entry, Failed, NotYet};
use anxun::rule::{Code, Reason, Severity};
use anxun::value::Stamp;

use super::lines::Block;
use super::lines::Line;
use super::place::position;

/// How many items a list holds.
const LISTED: usize = 20;

/// What was noted.
#[derive(Debug, Default)]
pub(super) struct Noted {
    /// The highest severity of a finding that no explanation answers.
    pub(super) severity: Option<Severity>,
    /// What is wrong in lines that could not be judged, by line.
    pub(super) failed: First<(u64, usize), Place>,
    /// Facts that were left out of records that were judged, by line.
    pub(super) left_out: First<(u64, usize), Place>,
    /// Sessions that have not ended, the next first.
    pub(super) not_yet: First<(Option<Stamp>, u64), NotYet>,
    /// How often a rule that a verdict needs could not be judged, by code and reason.
    pub(super) open: BTreeMap<Open, u64>,
}

/// An error with its place in the register.
#[derive(Clone, Debug)]
pub(super) struct Place {
    /// Line from 1.
    pub(super) line: u64,
    /// Column from 1, in characters.
    pub(super) column: Option<usize>,
    pub(super) error: Error,
}

/// A rule that could not be judged, and why; the place in the record is left away.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Open {
    pub(super) code: Code,
    pub(super) reason: Reason,
}

impl Noted {
    /// Notes what became of a line.
    pub(super) fn add(&mut self, line: &Line, bytes: &[u8], entry: &Entry) {
        match entry {
            Entry::Judged(judged) => self.judged(line, bytes, &judged.review),
            Entry::Failed(Failed { faults, .. }) => places(&mut self.failed, line, bytes, &faults.0),
            Entry::NotYet(one) => self.not_yet.add((one.session_end, one.line), || one.clone()),
            Entry::Blank => {}
        }
    }

    fn judged(&mut self, line: &Line, bytes: &[u8], review: &Review) {
        let unanswered = review.findings.iter().filter(|finding| !finding.explained);
        self.severity = self.severity.max(unanswered.map(|finding| finding.severity).max());
        places(&mut self.left_out, line, bytes, &review.faults);
        for one in review.not_assessed.iter().filter(|one| one.reason.leaves_verdict_open()) {
            // NB-04 and NB-05 are judged at the end, over all records.
            if !matches!(one.reason, Reason::NoOtherRecords) {
                let open = Open { code: one.code, reason: without_place(&one.reason) };
                *self.open.entry(open).or_default() += 1;
            }
        }
    }

    /// Adds what another thread noted.
    pub(super) fn merge(&mut self, other: Noted) {
        self.severity = self.severity.max(other.severity);
        self.failed.merge(other.failed);
        self.left_out.merge(other.left_out);
        self.not_yet.merge(other.not_yet);
        for (open, count) in other.open {
            *self.open.entry(open).or_default() += count;
        }
    }
}

/// Each place is looked for only where it will be listed: that walks over the line again.
fn places(list: &mut First<(u64, usize), Place>, line: &Line, bytes: &[u8], faults: &[Error]) {
    for (at, error) in faults.iter().enumerate() {
        list.add((line.number, at), || {
            let column = position(bytes, error).map(|(_, column)| column);
            Place { line: line.number, column, error: error.clone() }
        });
    }
}

fn without_place(reason: &Reason) -> Reason {
    match reason {
        Reason::FactMissing { path } => Reason::FactMissing { path: without_index(path).into() },
        Reason::ItemFaulty { path } => Reason::ItemFaulty { path: without_index(path).into() },
        other => other.clone(),
    }
}

/// A pointer with `*` for each index, so that there are only as many as the schema has fields.
fn without_index(pointer: &str) -> String {
    let is_index = |token: &str| !token.is_empty() && token.bytes().all(|byte| byte.is_ascii_digit());
    pointer.split('/').map(|token| if is_index(token) { "*" } else { token }).collect::<Vec<_>>().join("/")
}

/// The first few of many, by a key; how many there were in all.
#[derive(Debug)]
pub(super) struct First<K, V> {
    kept: Vec<(K, V)>,
    pub(super) count: u64,
}

impl<K, V> Default for First<K, V> {
    fn default() -> Self {
        First { kept: Vec::new(), count: 0 }
    }
}

impl<K: Ord, V> First<K, V> {
    fn add(&mut self, key: K, value: impl FnOnce() -> V) {
        self.count += 1;
        self.keep(key, value);
    }

    fn keep(&mut self, key: K, value: impl FnOnce() -> V) {
        let at = self.kept.partition_point(|(one, _)| *one <= key);
        if at < LISTED {
            self.kept.insert(at, (key, value()));
            self.kept.truncate(LISTED);
        }
    }

    fn merge(&mut self, other: First<K, V>) {
        self.count += other.count;
        other.kept.into_iter().for_each(|(key, value)| self.keep(key, || value));
    }

    pub(super) fn values(&self) -> impl Iterator<Item = &V> {
        self.kept.iter().map(|(_, value)| value)
    }
}

/// The bytes of a line as far as they are held, for looking up places.
pub(super) fn held<'b>(block: &'b Block, line: &Line) -> &'b [u8] {
    block.bytes(line).unwrap_or_default()
}
