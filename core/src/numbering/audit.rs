//! The audit of a ledger in one pass: entries fall into their scopes, and each scope is closed on its own.
//!
//! Source: II.6.1.c, X.9, V.1.1.d; NB-01 to NB-05, NB-07 to NB-09; G-02.

use std::collections::{BTreeMap, BTreeSet};

use chrono::Datelike;

use super::ledger::{
    EntryStatus, Fate, FateRange, LedgerIssue, LedgerIssueKind, NotAudited, NumberAudit, NumberEntry, ScopeFates,
};
use super::look_alike::LookAlikes;
use super::number::{NumberParts, Scope, shown};
use super::scheme::NumberingScheme;

/// Audits a ledger: each number between the first and the last of its scope gets exactly one fate, and what is the
/// matter with numbers is listed. Entries come in any order. Without a `scheme` the codes are not judged, and the
/// answer says so in `not_audited`.
///
/// A void entry or a tombstone explains a gap; a number that several entries of one record id bear is no duplicate.
///
/// ```
/// use anxun::numbering::{EntryStatus, LedgerIssueKind, NumberEntry, audit};
/// let entry = |number: &str| NumberEntry {
///     number: number.to_owned(), status: EntryStatus::Issued, to: None, id: None,
///     numbered_on: None, session_end: None, department: None, kind: None,
/// };
/// let answer = audit(&[entry("2024-CG-SC-014"), entry("2024-CG-SC-016")], None);
/// assert_eq!(answer.issues[0].kind, LedgerIssueKind::Gap);
/// assert_eq!(answer.issues[0].numbers, ["2024-CG-SC-015"]);
/// ```
#[must_use]
pub fn audit(ledger: &[NumberEntry], scheme: Option<&NumberingScheme>) -> NumberAudit {
    let mut pass = Pass { scheme, ..Pass::default() };
    for (position, entry) in ledger.iter().enumerate() {
        pass.enter(position, entry);
    }
    pass.close(ledger)
}

/// An entry with a number, in its scope.
#[derive(Clone, Copy)]
struct Held<'a> {
    parts: NumberParts<'a>,
    position: usize,
    entry: &'a NumberEntry,
}

/// A reserved block, in its scope.
#[derive(Clone, Copy)]
struct Kept {
    from: u32,
    to: u32,
    position: usize,
}

#[derive(Default)]
struct InScope<'a> {
    held: Vec<Held<'a>>,
    kept: Vec<Kept>,
}

#[derive(Default)]
struct Pass<'a> {
    scheme: Option<&'a NumberingScheme>,
    scopes: BTreeMap<(u16, &'a str, &'a str), InScope<'a>>,
    look_alikes: LookAlikes<'a>,
    issues: Vec<LedgerIssue>,
    missing: BTreeMap<(LedgerIssueKind, &'static str), usize>,
}

impl<'a> Pass<'a> {
    fn enter(&mut self, position: usize, entry: &'a NumberEntry) {
        let Ok(parts) = NumberParts::parse(&entry.number) else {
            self.malformed(position, entry, &entry.number);
            self.look_alikes.add_malformed(&entry.number, position);
            return;
        };
        let held = Held { parts, position, entry };
        self.codes(&held);
        let key = (parts.year, parts.department, parts.training_type);
        if entry.status == EntryStatus::Reserved {
            match end_of_block(&parts, entry) {
                Some(to) => {
                    self.scopes.entry(key).or_default().kept.push(Kept { from: parts.sequence, to, position });
                }
                None => self.malformed(position, entry, entry.to.as_deref().unwrap_or_default()),
            }
            return;
        }
        if held.is_borne() {
            self.facts(&held);
        }
        self.scopes.entry(key).or_default().held.push(held);
    }

    fn malformed(&mut self, position: usize, entry: &NumberEntry, text: &str) {
        let issue = LedgerIssue::new(LedgerIssueKind::Malformed, vec![shown(text)]);
        self.issues.push(LedgerIssue { ids: entry.id.iter().cloned().collect(), entries: vec![position], ..issue });
    }

    fn not_judged(&mut self, kind: LedgerIssueKind, missing: &'static str) {
        *self.missing.entry((kind, missing)).or_default() += 1;
    }

    /// NB-02, NB-03: asked of every entry, since a void or reserved number has codes too.
    fn codes(&mut self, held: &Held<'_>) {
        let Some(scheme) = self.scheme else {
            self.not_judged(LedgerIssueKind::DepartmentUnknown, "scheme");
            self.not_judged(LedgerIssueKind::TypeUnknown, "scheme");
            return;
        };
        if !scheme.knows_department(&held.parts) {
            self.issues.push(held.issue(LedgerIssueKind::DepartmentUnknown));
        }
        if !scheme.knows_type(&held.parts) {
            self.issues.push(held.issue(LedgerIssueKind::TypeUnknown));
        }
    }

    /// NB-07, NB-09: number against record.
    fn facts(&mut self, held: &Held<'_>) {
        match held.entry.session_end {
            Some(end) if end.year() != i32::from(held.parts.year) => {
                self.issues.push(held.issue(LedgerIssueKind::Year));
            }
            Some(_) => {}
            None => self.not_judged(LedgerIssueKind::Year, "session_end"),
        }
        if held.entry.numbered_on.is_none() {
            self.not_judged(LedgerIssueKind::OrderAgainstDate, "numbered_on");
        }
        let Some(scheme) = self.scheme else {
            return self.not_judged(LedgerIssueKind::ScopeMismatch, "scheme");
        };
        let (unit, kind) = (held.entry.department.as_deref(), held.entry.kind.as_deref());
        for (absent, field) in [(unit.is_none(), "department"), (kind.is_none(), "kind")] {
            if absent {
                self.not_judged(LedgerIssueKind::ScopeMismatch, field);
            }
        }
        // An unknown code answers None: that is NB-02 or NB-03, not a contradiction.
        let contradicts = unit.and_then(|unit| scheme.is_of_unit(&held.parts, unit)) == Some(false)
            || kind.and_then(|kind| scheme.is_of_kind(&held.parts, kind)) == Some(false);
        if contradicts {
            self.issues.push(held.issue(LedgerIssueKind::ScopeMismatch));
        }
    }

    fn close(mut self, ledger: &'a [NumberEntry]) -> NumberAudit {
        let mut scopes = Vec::with_capacity(self.scopes.len());
        for ((year, department, training_type), mut in_scope) in std::mem::take(&mut self.scopes) {
            let scope =
                Scope { year, department: department.to_owned(), training_type: training_type.to_owned() };
            in_scope.held.sort_by_key(|held| (held.parts.sequence, held.entry.numbered_on, held.position));
            in_scope.kept.sort_by_key(|kept| (kept.from, kept.to, kept.position));
            if let Some(first) = in_scope.held.first() {
                let positions = in_scope.held.iter().map(|held| held.position).collect();
                self.look_alikes.add_scope(&first.parts, positions);
            }
            bearers(&in_scope.held, &mut self.issues);
            dates(&in_scope.held, &mut self.issues);
            reserved_twice(&scope, &in_scope.kept, &mut self.issues);
            let fates = fates(scope, &in_scope);
            ranges(&fates, &mut self.issues);
            scopes.push(fates);
        }
        let mut issues = self.issues;
        issues.extend(self.look_alikes.issues(ledger));
        issues.sort();
        let not_audited = self.missing.into_iter();
        let not_audited = not_audited.map(|((kind, missing), entries)| NotAudited { kind, missing, entries }).collect();
        NumberAudit { scopes, issues, not_audited }
    }
}

impl Held<'_> {
    /// Whether a record bears the number, or bore it until its destruction.
    fn is_borne(&self) -> bool {
        matches!(self.entry.status, EntryStatus::Issued | EntryStatus::Tombstone)
    }

    fn issue(&self, kind: LedgerIssueKind) -> LedgerIssue {
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

/// The last sequence of a reserved block; none where its end is no number of its scope or lies before its start.
fn end_of_block(from: &NumberParts<'_>, entry: &NumberEntry) -> Option<u32> {
    let Some(to) = &entry.to else { return Some(from.sequence) };
    let to = NumberParts::parse(to).ok()?;
    let same = (to.year, to.department, to.training_type) == (from.year, from.department, from.training_type);
    (same && to.sequence >= from.sequence).then_some(to.sequence)
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
