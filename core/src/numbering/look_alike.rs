//! Numbers that a reader mixes up (形近编号): `2024-CG-SC-010` beside `2024-CG-SC-O1O`.
//!
//! Two texts look alike when they differ and are equal after trimming, width folding, one dash for all, O → 0, I and
//! l → 1 and upper-casing. A remark of the ledger without code; never in a review. Source: II.6.1.c, G-02.

use std::collections::{BTreeMap, BTreeSet};

use super::ledger::{LedgerIssue, LedgerIssueKind, NumberEntry};
use super::lenient::{is_dash, narrow};
use super::number::NumberParts;

/// The form in which numbers that look alike are equal.
pub(super) fn folded_number(text: &str) -> String {
    let fold = |c: char| match narrow(c) {
        'O' | 'o' => '0',
        'I' | 'i' | 'l' => '1',
        c if is_dash(c) => '-',
        c => c.to_ascii_uppercase(),
    };
    text.trim().chars().map(fold).collect()
}

/// The folded form of everything before the sequence.
type Head = (u16, String, String);

/// The numbers of a ledger by what they look like.
#[derive(Default)]
pub(super) struct LookAlikes<'a> {
    heads: BTreeMap<Head, Group<'a>>,
}

#[derive(Default)]
struct Group<'a> {
    /// Positions of the entries of each scope that looks like this.
    scopes: BTreeMap<(&'a str, &'a str), Vec<usize>>,
    /// Entries whose text is no number, but looks like the one with that sequence.
    odd: Vec<(u32, usize)>,
}

impl<'a> LookAlikes<'a> {
    /// Adds all entries of one scope at once.
    pub(super) fn add_scope(&mut self, first: &NumberParts<'a>, entries: Vec<usize>) {
        let head = (first.year, folded_number(first.department), folded_number(first.training_type));
        self.heads.entry(head).or_default().scopes.insert((first.department, first.training_type), entries);
    }

    /// Adds an entry whose text is no number. Only one that looks like a number is kept: others may be names.
    pub(super) fn add_malformed(&mut self, text: &str, entry: usize) {
        // No number is longer than 27 bytes; three bytes for a wide character, and room for spaces.
        if text.len() > 256 {
            return;
        }
        let folded = folded_number(text);
        if let Ok(parts) = NumberParts::parse(&folded) {
            let head = (parts.year, parts.department.to_owned(), parts.training_type.to_owned());
            self.heads.entry(head).or_default().odd.push((parts.sequence, entry));
        }
    }

    /// The groups of texts that look alike, in no particular order.
    pub(super) fn issues(self, ledger: &'a [NumberEntry]) -> Vec<LedgerIssue> {
        let text = |entry: usize| ledger.get(entry).map_or("", |entry| entry.number.as_str());
        let mut issues = Vec::new();
        for group in self.heads.into_values() {
            // One scope alone holds no two texts of one look: its numbers differ in their digits.
            if group.scopes.len() < 2 && group.odd.is_empty() {
                continue;
            }
            let mut looks: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
            for (sequence, entry) in group.odd {
                looks.entry(sequence).or_default().push(entry);
            }
            for entry in group.scopes.into_values().flatten() {
                if let Ok(parts) = NumberParts::parse(text(entry)) {
                    looks.entry(parts.sequence).or_default().push(entry);
                }
            }
            issues.extend(looks.into_iter().filter_map(|(sequence, entries)| issue(ledger, sequence, entries)));
        }
        issues
    }
}

fn issue(ledger: &[NumberEntry], sequence: u32, mut entries: Vec<usize>) -> Option<LedgerIssue> {
    entries.sort_unstable();
    let held = || entries.iter().filter_map(|entry| ledger.get(*entry));
    let texts: BTreeSet<&str> = held().map(|entry| entry.number.as_str()).collect();
    if texts.len() < 2 {
        return None;
    }
    let scope = texts.iter().find_map(|text| NumberParts::parse(text).ok()).map(|parts| parts.scope());
    let ids: BTreeSet<String> = held().filter_map(|entry| entry.id.clone()).collect();
    let issue = LedgerIssue::new(LedgerIssueKind::LookAlike, texts.into_iter().map(str::to_owned).collect());
    Some(LedgerIssue { scope, from: Some(sequence), ids: ids.into_iter().collect(), entries, ..issue })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn g_02_what_looks_alike_folds_to_one_text() {
        for text in ["2024-CG-SC-010", "2024-CG-SC-O1O", "2024-cg-sc-oIo", "２０２４－ＣＧ-SC-0l0", " 2024–CG–SC–0i0 "]
        {
            assert_eq!(folded_number(text), "2024-CG-SC-010", "{text}");
        }
        assert_ne!(folded_number("2024-CG-5C-010"), "2024-CG-SC-010");
        assert_eq!(folded_number("2024-LI-SC-010"), "2024-L1-SC-010", "a capital L is no 1");
    }
}
