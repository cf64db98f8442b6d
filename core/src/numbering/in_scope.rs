//! One scope of a ledger that is audited: who bears its numbers, since when, and the one fate of each.
//!
//! Source: I.4.4, II.6.1.c, X.9; NB-04, NB-05, NB-08; G-02. The tests are those of `audit`.

use std::collections::BTreeSet;

use super::ledger::{EntryStatus, Fate, FateRange, LedgerIssue, LedgerIssueKind, NumberEntry, ScopeFates};
use super::number::{NumberParts, Scope};

/// An entry with a number, in its scope.
#[derive(Clone, Copy)]
pub(super) struct Held<'a> {
    pub(super) parts: NumberParts<'a>,
    pub(super) position: usize,
    pub(super) entry: &'a NumberEntry,
}

/// A reserved block, in its scope.
#[derive(Clone, Copy)]
pub(super) struct Kept {
    pub(super) from: u32,
    pub(super) to: u32,
    pub(super) position: usize,
}

#[derive(Default)]
pub(super) struct InScope<'a> {
    pub(super) held: Vec<Held<'a>>,
    pub(super) kept: Vec<Kept>,
}

impl InScope<'_> {
    /// Number order, and within a number the order of days and entries.
    pub(super) fn sort(&mut self) {
        self.held.sort_by_key(|held| (held.parts.sequence, held.entry.numbered_on, held.position));
        self.kept.sort_by_key(|kept| (kept.from, kept.to, kept.position));
    }

    /// The fates of the scope; what is the matter with its numbers goes to `issues`. Wants to be sorted.
    pub(super) fn close(&self, scope: Scope, issues: &mut Vec<LedgerIssue>) -> ScopeFates {
        bearers(&self.held, issues);
        dates(&self.held, issues);
        reserved_twice(&scope, &self.kept, issues);
        let fates = fates(scope, self);
        ranges(&fates, issues);
        fates
    }
}

impl Held<'_> {
    /// Whether a record bears the number, or bore it until its destruction.
    pub(super) fn is_borne(&self) -> bool {
        matches!(self.entry.status, EntryStatus::Issued | EntryStatus::Tombstone)
    }

    pub(super) fn issue(&self, kind: LedgerIssueKind) -> LedgerIssue {
        issue_of(kind, &[*self])
    }
}

/// An issue about the numbers of these entries, each number named once.
fn issue_of(kind: LedgerIssueKind, held: &[Held<'_>]) -> LedgerIssue {
    let numbers: BTreeSet<NumberParts<'_>> = held.iter().map(|held| held.parts).collect();
    let ids: BTreeSet<String> = held.iter().filter_map(|held| held.entry.id.clone()).collect();
    let mut entries: Vec<usize> = held.iter().map(|held| held.position).collect();
    entries.sort_unstable();
    let first = held.first().map(|held| held.parts);
    let issue = LedgerIssue::new(kind, numbers.iter().map(ToString::to_string).collect());
    LedgerIssue {
        scope: first.map(|first| first.scope()),
        from: numbers.first().map(|parts| parts.sequence),
        ids: ids.into_iter().collect(),
        entries,
        ..issue
    }
}

fn issue_in(kind: LedgerIssueKind, scope: &Scope, from: u32, to: u32) -> LedgerIssue {
    let number = |sequence: u32| {
        let Scope { year, department, training_type } = scope;
        NumberParts { year: *year, department, training_type, sequence }.to_string()
    };
    let numbers = if from == to { vec![number(from)] } else { vec![number(from), number(to)] };
    LedgerIssue { scope: Some(scope.clone()), from: Some(from), to: Some(to), ..LedgerIssue::new(kind, numbers) }
}

/// NB-04 and void numbers that a record bears, for each number of a scope (`held` is ordered by sequence).
fn bearers(held: &[Held<'_>], issues: &mut Vec<LedgerIssue>) {
    for same in held.chunk_by(|one, other| one.parts.sequence == other.parts.sequence) {
        let borne: Vec<Held<'_>> = same.iter().filter(|held| held.is_borne()).copied().collect();
        let known: BTreeSet<&str> = borne.iter().filter_map(|held| held.entry.id.as_deref()).collect();
        let nameless = borne.iter().filter(|held| held.entry.id.is_none()).count();
        if known.len() + nameless > 1 {
            issues.push(issue_of(LedgerIssueKind::Duplicate, &borne));
        }
        if !borne.is_empty() && borne.len() < same.len() {
            issues.push(issue_of(LedgerIssueKind::VoidBorne, same));
        }
    }
}

/// Numbers given on an earlier local day than a lower one of their scope; each beside the latest of those before it.
fn dates(held: &[Held<'_>], issues: &mut Vec<LedgerIssue>) {
    let mut latest: Option<Held<'_>> = None;
    for next in held.iter().filter(|held| held.is_borne() && held.entry.numbered_on.is_some()) {
        match latest {
            Some(before) if next.entry.numbered_on < before.entry.numbered_on => {
                let issue = issue_of(LedgerIssueKind::OrderAgainstDate, &[before, *next]);
                issues.push(LedgerIssue { from: Some(next.parts.sequence), ..issue });
            }
            _ => latest = Some(*next),
        }
    }
}

fn reserved_twice(scope: &Scope, kept: &[Kept], issues: &mut Vec<LedgerIssue>) {
    let mut before: Option<Kept> = None;
    for next in kept {
        if let Some(before) = before.filter(|before| before.to >= next.from) {
            let issue = issue_in(LedgerIssueKind::ReservedTwice, scope, next.from, next.to.min(before.to));
            let entries = vec![before.position.min(next.position), before.position.max(next.position)];
            issues.push(LedgerIssue { entries, ..issue });
        }
        before = before.filter(|before| before.to > next.to).or(Some(*next));
    }
}

/// One fate for each number between the first and the last: what ranks highest in [`Fate`] wins.
fn fates(scope: Scope, in_scope: &InScope<'_>) -> ScopeFates {
    let InScope { held, kept } = in_scope;
    let low = held.iter().map(|held| held.parts.sequence).chain(kept.iter().map(|kept| kept.from)).min();
    let high = held.iter().map(|held| held.parts.sequence).chain(kept.iter().map(|kept| kept.to)).max();
    let (Some(first), Some(last)) = (low, high) else {
        return ScopeFates { scope, first: 0, last: 0, fates: Vec::new() };
    };
    // At most 9999 numbers a scope: a table of them is the simplest exact answer.
    let mut table: Vec<Fate> = (first..=last).map(|_| Fate::Unexplained).collect();
    let mut mark = |from: u32, to: u32, fate: Fate| {
        let span = (from.saturating_sub(first) as usize)..=(to.saturating_sub(first) as usize);
        for slot in table.get_mut(span).unwrap_or_default() {
            *slot = fate.min(*slot);
        }
    };
    for kept in kept {
        mark(kept.from, kept.to, Fate::Reserved);
    }
    for held in held {
        let fate = if held.is_borne() { Fate::Issued } else { Fate::Void };
        mark(held.parts.sequence, held.parts.sequence, fate);
    }
    let mut fates: Vec<FateRange> = Vec::new();
    for (sequence, fate) in (first..=last).zip(table) {
        match fates.last_mut() {
            Some(range) if range.fate == fate => range.to = sequence,
            _ => fates.push(FateRange { from: sequence, to: sequence, fate }),
        }
    }
    ScopeFates { scope, first, last, fates }
}

/// NB-05 for each unexplained range, NB-08 once for a scope that passed 999.
fn ranges(fates: &ScopeFates, issues: &mut Vec<LedgerIssue>) {
    for range in fates.fates.iter().filter(|range| range.fate == Fate::Unexplained) {
        issues.push(issue_in(LedgerIssueKind::Gap, &fates.scope, range.from, range.to));
    }
    let widened = fates.fates.iter().find(|range| range.fate != Fate::Unexplained && range.to > 999);
    if let Some(range) = widened {
        issues.push(issue_in(LedgerIssueKind::Width, &fates.scope, range.from.max(1000), fates.last));
    }
}
