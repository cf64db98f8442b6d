//! The audit of a ledger in one pass: entries fall into their scopes, and each scope is closed on its own.
//!
//! Source: II.6.1.c, X.9, V.1.1.d; NB-01 to NB-05, NB-07 to NB-09; G-02.

use std::collections::BTreeMap;

use chrono::Datelike;

use super::in_scope::{Held, InScope, Kept};
use super::ledger::{EntryStatus, LedgerIssue, LedgerIssueKind, NotAudited, NumberAudit, NumberEntry};
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
            let scope = Scope { year, department: department.to_owned(), training_type: training_type.to_owned() };
            in_scope.sort();
            if let Some(first) = in_scope.held.first() {
                let positions = in_scope.held.iter().map(|held| held.position).collect();
                self.look_alikes.add_scope(&first.parts, positions);
            }
            let fates = in_scope.close(scope, &mut self.issues);
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

/// The last sequence of a reserved block; none where its end is no number of its scope or lies before its start.
fn end_of_block(from: &NumberParts<'_>, entry: &NumberEntry) -> Option<u32> {
    let Some(to) = &entry.to else { return Some(from.sequence) };
    let to = NumberParts::parse(to).ok()?;
    let same = (to.year, to.department, to.training_type) == (from.year, from.department, from.training_type);
    (same && to.sequence >= from.sequence).then_some(to.sequence)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::numbering::{Fate, FateRange};
    use crate::value::parse_date;

    fn entry(number: &str, status: EntryStatus) -> NumberEntry {
        NumberEntry {
            number: number.to_owned(),
            status,
            to: None,
            id: None,
            numbered_on: None,
            session_end: None,
            department: None,
            kind: None,
        }
    }

    fn issued(number: &str, id: &str) -> NumberEntry {
        NumberEntry { id: Some(id.to_owned()), ..entry(number, EntryStatus::Issued) }
    }

    fn reserved(from: &str, to: &str) -> NumberEntry {
        NumberEntry { to: Some(to.to_owned()), ..entry(from, EntryStatus::Reserved) }
    }

    fn numbered(number: &str, day: &str) -> NumberEntry {
        NumberEntry { numbered_on: Some(parse_date(day).unwrap()), ..entry(number, EntryStatus::Issued) }
    }

    fn scheme() -> NumberingScheme {
        serde_json::from_str(r#"{"departments":{"CG":"U-CG","AJ":"U-AJ"},"types":{"SC":["Special"]}}"#).unwrap()
    }

    fn kinds(answer: &NumberAudit) -> Vec<(LedgerIssueKind, Vec<String>)> {
        answer.issues.iter().map(|issue| (issue.kind, issue.numbers.clone())).collect()
    }

    fn texts(numbers: &[&str]) -> Vec<String> {
        numbers.iter().map(|text| (*text).to_owned()).collect()
    }

    #[test]
    fn g_02_nb_05_the_gap_015() {
        let ledger: Vec<NumberEntry> =
            (1..=14).chain([16]).map(|n| issued(&format!("2024-CG-SC-{n:03}"), &format!("R{n}"))).collect();
        let answer = audit(&ledger, None);
        assert_eq!(kinds(&answer), [(LedgerIssueKind::Gap, texts(&["2024-CG-SC-015"]))]);
        assert_eq!(answer.issues[0].code, Some("NB-05"));
        let fates = &answer.scopes[0].fates;
        assert_eq!(
            fates.iter().map(|range| (range.from, range.to, range.fate)).collect::<Vec<_>>(),
            [(1, 14, Fate::Issued), (15, 15, Fate::Unexplained), (16, 16, Fate::Issued),]
        );
        let whole = audit(&ledger[..14], None);
        assert!(whole.issues.is_empty());
        assert!(audit(&[], None).scopes.is_empty());
    }

    #[test]
    fn nb_05_void_tombstone_and_reservation_explain() {
        let ledger = [
            issued("2024-CG-SC-001", "R1"),
            entry("2024-CG-SC-002", EntryStatus::Void),
            entry("2024-CG-SC-003", EntryStatus::Tombstone),
            reserved("2024-CG-SC-004", "2024-CG-SC-006"),
            issued("2024-CG-SC-005", "R5"),
            issued("2024-CG-SC-009", "R9"),
        ];
        let answer = audit(&ledger, None);
        assert_eq!(kinds(&answer), [(LedgerIssueKind::Gap, texts(&["2024-CG-SC-007", "2024-CG-SC-008"]))]);
        assert_eq!((answer.issues[0].from, answer.issues[0].to), (Some(7), Some(8)));
        let fates: Vec<_> = answer.scopes[0].fates.iter().map(|range| (range.from, range.fate)).collect();
        assert_eq!(
            fates,
            [
                (1, Fate::Issued),
                (2, Fate::Void),
                (3, Fate::Issued),
                (4, Fate::Reserved),
                (5, Fate::Issued),
                (6, Fate::Reserved),
                (7, Fate::Unexplained),
                (9, Fate::Issued),
            ]
        );
    }

    #[test]
    fn g_02_order_against_date() {
        let ledger = [
            numbered("2024-CG-SC-003", "2024-03-01"),
            numbered("2024-CG-SC-001", "2024-02-01"),
            numbered("2024-CG-SC-002", "2024-03-02"),
            numbered("2024-CG-SC-004", "2024-03-02"),
            numbered("2024-AJ-SC-009", "2024-01-01"),
        ];
        let answer = audit(&ledger, None);
        assert_eq!(kinds(&answer), [(LedgerIssueKind::OrderAgainstDate, texts(&["2024-CG-SC-002", "2024-CG-SC-003"]))]);
        assert_eq!(
            (answer.issues[0].code, answer.issues[0].from, answer.issues[0].entries.clone()),
            (None, Some(3), vec![0, 2])
        );
    }

    #[test]
    fn g_02_look_alikes_beside_a_number() {
        let ledger = [
            issued("2024-CG-SC-010", "R1"),
            issued("2024-CG-SC-O1O", "R2"),
            issued("2024-CO-SC-001", "R3"),
            issued("2024-C0-SC-001", "R4"),
            issued("2024-CO-SC-002", "R5"),
        ];
        let answer = audit(&ledger, None);
        let found: Vec<_> = answer.issues.iter().filter(|issue| issue.kind == LedgerIssueKind::LookAlike).collect();
        assert_eq!(found.len(), 2);
        assert_eq!(found[0].numbers, ["2024-C0-SC-001", "2024-CO-SC-001"]);
        assert_eq!(found[1].numbers, ["2024-CG-SC-010", "2024-CG-SC-O1O"]);
        assert_eq!(
            (found[1].code, found[1].ids.clone(), found[1].entries.clone()),
            (None, texts(&["R1", "R2"]), vec![0, 1])
        );
        let malformed: Vec<_> = answer.issues.iter().filter(|issue| issue.code == Some("NB-01")).collect();
        assert_eq!((malformed.len(), malformed[0].numbers.clone()), (1, texts(&["2024-CG-SC-O1O"])));
    }

    #[test]
    fn nb_04_two_records_or_a_tombstone() {
        let tombstone =
            |id: &str| NumberEntry { id: Some(id.into()), ..entry("2024-CG-SC-001", EntryStatus::Tombstone) };
        let one = issued("2024-CG-SC-001", "R1");
        let count = |ledger: &[NumberEntry]| audit(ledger, None).issues.len();
        assert_eq!(count(&[one.clone(), tombstone("R1")]), 0, "issued, then destroyed");
        assert_eq!(count(&[one.clone(), tombstone("R2")]), 1);
        assert_eq!(
            count(&[entry("2024-CG-SC-001", EntryStatus::Issued), one.clone()]),
            1,
            "without id nobody is the same"
        );
        let answer = audit(&[issued("2024-CG-SC-001", "R9"), one, tombstone("R5")], None);
        assert_eq!(kinds(&answer), [(LedgerIssueKind::Duplicate, texts(&["2024-CG-SC-001"]))]);
        assert_eq!(
            (answer.issues[0].ids.clone(), answer.issues[0].entries.clone()),
            (texts(&["R1", "R5", "R9"]), vec![0, 1, 2])
        );
    }

    #[test]
    fn x_9_a_void_number_that_a_record_bears() {
        let answer = audit(&[entry("2024-CG-SC-001", EntryStatus::Void), issued("2024-CG-SC-001", "R1")], None);
        assert_eq!(kinds(&answer), [(LedgerIssueKind::VoidBorne, texts(&["2024-CG-SC-001"]))]);
        assert_eq!(answer.scopes[0].fates, [FateRange { from: 1, to: 1, fate: Fate::Issued }]);
        let twice = [entry("2024-CG-SC-001", EntryStatus::Void), entry("2024-CG-SC-001", EntryStatus::Void)];
        assert!(audit(&twice, None).issues.is_empty());
    }

    #[test]
    fn nb_07_the_year_is_that_of_the_end() {
        let ended = |day: &str| NumberEntry { session_end: parse_date(day).ok(), ..issued("2024-CG-SC-001", "R1") };
        assert!(audit(&[ended("2024-12-31")], None).issues.is_empty());
        assert!(audit(&[ended("2024-01-01")], None).issues.is_empty());
        for day in ["2025-01-01", "2023-12-31"] {
            assert_eq!(kinds(&audit(&[ended(day)], None)), [(LedgerIssueKind::Year, texts(&["2024-CG-SC-001"]))]);
        }
    }

    #[test]
    fn nb_08_once_a_scope_from_1000() {
        let ledger: Vec<_> = (998..=1003).map(|n| issued(&format!("2024-CG-SC-{n:03}"), &format!("R{n}"))).collect();
        assert!(audit(&ledger[..2], None).issues.is_empty());
        let answer = audit(&ledger, None);
        assert_eq!(kinds(&answer), [(LedgerIssueKind::Width, texts(&["2024-CG-SC-1000", "2024-CG-SC-1003"]))]);
        assert_eq!(answer.scopes[0].fates, [FateRange { from: 998, to: 1003, fate: Fate::Issued }]);
    }

    #[test]
    fn nb_02_nb_03_nb_09_against_the_tables() {
        let of = |number: &str, unit: &str, kind: &str| NumberEntry {
            department: Some(unit.into()),
            kind: Some(kind.into()),
            session_end: parse_date("2024-05-01").ok(),
            numbered_on: parse_date("2024-05-01").ok(),
            ..issued(number, number)
        };
        let scheme = scheme();
        let one = |entry: NumberEntry| {
            let answer = audit(&[entry], Some(&scheme));
            assert!(answer.not_audited.is_empty());
            answer.issues.iter().filter_map(|issue| issue.code).collect::<Vec<_>>()
        };
        assert!(one(of("2024-CG-SC-001", "U-CG", "Special")).is_empty());
        assert_eq!(one(of("2024-CG-SC-001", "U-AJ", "Special")), ["NB-09"]);
        assert_eq!(one(of("2024-CG-SC-001", "U-CG", "NewHire")), ["NB-09"]);
        assert_eq!(one(of("2024-XX-SC-001", "U-CG", "Special")), ["NB-02"]);
        assert_eq!(one(of("2024-CG-YY-001", "U-CG", "Special")), ["NB-03"]);
        assert_eq!(one(of("2024-XX-YY-001", "U-CG", "Special")), ["NB-02", "NB-03"]);
    }

    #[test]
    fn unknown_never_passes() {
        let missing = |answer: &NumberAudit| {
            answer.not_audited.iter().map(|not| (not.kind, not.missing, not.entries)).collect::<Vec<_>>()
        };
        let ledger = [issued("2024-CG-SC-001", "R1"), entry("2024-CG-SC-002", EntryStatus::Void)];
        assert_eq!(
            missing(&audit(&ledger, None)),
            [
                (LedgerIssueKind::DepartmentUnknown, "scheme", 2),
                (LedgerIssueKind::TypeUnknown, "scheme", 2),
                (LedgerIssueKind::Year, "session_end", 1),
                (LedgerIssueKind::ScopeMismatch, "scheme", 1),
                (LedgerIssueKind::OrderAgainstDate, "numbered_on", 1),
            ]
        );
        assert_eq!(
            missing(&audit(&ledger, Some(&scheme()))),
            [
                (LedgerIssueKind::Year, "session_end", 1),
                (LedgerIssueKind::ScopeMismatch, "department", 1),
                (LedgerIssueKind::ScopeMismatch, "kind", 1),
                (LedgerIssueKind::OrderAgainstDate, "numbered_on", 1),
            ]
        );
    }

    #[test]
    fn blocks_that_overlap_or_have_no_end() {
        let ledger = [
            reserved("2024-CG-SC-001", "2024-CG-SC-009"),
            reserved("2024-CG-SC-003", "2024-CG-SC-004"),
            reserved("2024-CG-SC-008", "2024-CG-SC-012"),
            entry("2024-CG-SC-013", EntryStatus::Reserved),
        ];
        let twice = LedgerIssueKind::ReservedTwice;
        assert_eq!(
            kinds(&audit(&ledger, None)),
            [
                (twice, texts(&["2024-CG-SC-003", "2024-CG-SC-004"])),
                (twice, texts(&["2024-CG-SC-008", "2024-CG-SC-009"])),
            ]
        );
        for to in ["2024-CG-SC-000", "2024-AJ-SC-009", "2025-CG-SC-009", "2024-CG-SC-001"] {
            let answer = audit(&[reserved("2024-CG-SC-002", to)], None);
            assert_eq!(kinds(&answer), [(LedgerIssueKind::Malformed, texts(&[to]))]);
        }
    }

    #[test]
    fn no_text_that_may_be_a_name_is_repeated() {
        let answer = audit(&[issued("张三", "R1"), issued("张三 ", "R2"), issued("E10023", "R3")], None);
        assert_eq!(answer.issues.len(), 3);
        let json = serde_json::to_string(&answer).unwrap();
        assert!(!json.contains("张三") && !json.contains("E10023"), "{json}");
    }

    proptest! {
        /// Each number between first and last has exactly one fate, in any order of the entries.
        #[test]
        fn every_number_has_one_fate(
            entries in prop::collection::vec((0_u8..4, 1_u32..40, 0_u32..5, any::<bool>()), 1..40), cut in 0_usize..40,
        ) {
            let mut ledger: Vec<NumberEntry> = entries.into_iter().map(|(status, from, more, other)| {
                let text = |sequence: u32| format!("2024-{}-SC-{sequence:03}", if other { "AJ" } else { "CG" });
                match status {
                    0 => entry(&text(from), EntryStatus::Issued),
                    1 => entry(&text(from), EntryStatus::Void),
                    2 => entry(&text(from), EntryStatus::Tombstone),
                    _ => reserved(&text(from), &text(from + more)),
                }
            }).collect();
            let answer = audit(&ledger, None);
            for scope in &answer.scopes {
                let listed: Vec<u32> = scope.fates.iter().flat_map(|range| range.from..=range.to).collect();
                prop_assert_eq!(listed, (scope.first..=scope.last).collect::<Vec<u32>>());
                prop_assert!(scope.fates.windows(2).all(|pair| pair[0].fate != pair[1].fate));
            }
            let sorted = answer.issues.is_sorted();
            prop_assert!(sorted);
            let cut = cut % ledger.len();
            ledger.rotate_left(cut);
            let turned = audit(&ledger, None);
            prop_assert_eq!(&answer.scopes, &turned.scopes);
            prop_assert_eq!(kinds(&answer).len(), kinds(&turned).len());
        }
    }
}
