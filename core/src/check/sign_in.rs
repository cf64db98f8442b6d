//! The sign-in sheet (培训签到表, III.2.1): SG-01 to SG-09. Who was there by other evidence: [`presence`](super::presence).

use chrono::TimeDelta;

use super::case::{Case, Hits};
use super::{Row, row};
use crate::org::PersonKeyRef;
use crate::record::people::PersonRefView;
use crate::record::sign_in::{SignInEntryView, SignInSheetView};
use crate::rule::{self, Rule};
use crate::value::{is_blank, local_date, same_text, stamp_text, stated};
use crate::vocab::{ScanResult, SignatureKind};

/// The sheet; without one TP-01 says so, and the rules on it lack their fact.
pub(super) fn sheet<'r, 'a>(
    case: &Case<'r, 'a>,
    rule: &'static Rule,
    hits: &mut Hits,
) -> Option<&'r SignInSheetView<'a>> {
    hits.needed(rule, "/sign_in", case.record.sign_in.as_ref())
}

pub(super) fn at(entry: &SignInEntryView<'_>, below: &str) -> String {
    format!("/sign_in/entries/{}{below}", entry.index)
}

/// SG-01: the sheet was issued later than 10 minutes before the start; after the start it is an error.
fn issued_late(case: &Case<'_, '_>, hits: &mut Hits) {
    let rule = &rule::SG_01;
    let Some(sheet) = sheet(case, rule, hits) else { return };
    let Some(issued) = sheet.issued_at else { return hits.missing(rule, "/sign_in/issued_at") };
    let Some(session) = case.session else { return hits.missing(rule, "/time") };
    let last = session.start - TimeDelta::minutes(case.terms.issue_before);
    if issued > last {
        hits.find(rule, "/sign_in/issued_at", stamp_text(issued), format!("not after {}", stamp_text(last)))
            .also(issued > session.start);
    }
}

/// SG-02: the own signature of somebody signed in is missing.
fn signature_missing(case: &Case<'_, '_>, hits: &mut Hits) {
    let rule = &rule::SG_02;
    let Some(sheet) = sheet(case, rule, hits) else { return };
    for entry in &sheet.entries {
        if entry.proxy.is_none() && !entry.is_present() {
            let observed = if entry.signature.is_some() { "a signature that does not count" } else { "no signature" };
            hits.find(rule, at(entry, "/signature"), observed, "handwritten, or electronic with an accepted scan")
                .about(PersonRefView::key_of(entry.person.as_ref()).map(|key| case.shown(key)));
        }
    }
}

/// SG-03: an entry carries no employee number (for people who are no employees: no key of the host).
fn number_missing(case: &Case<'_, '_>, hits: &mut Hits) {
    let rule = &rule::SG_03;
    let Some(sheet) = sheet(case, rule, hits) else { return };
    for entry in &sheet.entries {
        if PersonRefView::key_of(entry.person.as_ref()).is_none() {
            hits.find(rule, at(entry, "/person"), "no number", "employee_no, or other_kind with other_key");
        }
    }
}

/// SG-04: somebody signed for another person and there is no written statement.
fn proxy_without_statement(case: &Case<'_, '_>, hits: &mut Hits) {
    let rule = &rule::SG_04;
    let Some(sheet) = sheet(case, rule, hits) else { return };
    for entry in &sheet.entries {
        if entry.proxy.as_ref().is_some_and(|proxy| stated(proxy.statement).is_none()) {
            hits.find(rule, at(entry, "/proxy"), "no statement", "a written statement")
                .about(PersonRefView::key_of(entry.person.as_ref()).map(|key| case.shown(key)));
        }
    }
}

/// SG-05: the head of the department did not sign for the proxy, or was the proxy, or signed after the hand-over was due.
fn proxy_without_head(case: &Case<'_, '_>, hits: &mut Hits) {
    let rule = &rule::SG_05;
    let Some(sheet) = sheet(case, rule, hits) else { return };
    for entry in &sheet.entries {
        let Some(proxy) = &entry.proxy else { continue };
        let head = PersonRefView::key_of(proxy.approved_by.as_ref());
        let signer = PersonRefView::key_of(proxy.signer.as_ref());
        let is_late = |approved| case.deadlines.paper.is_some_and(|due| due.is_late(approved));
        let observed = match (head, proxy.approved_at) {
            (None, _) if !proxy.approved_by.as_ref().is_some_and(PersonRefView::is_stated) => {
                "no signature of the head".to_owned()
            }
            (Some(head), _) if signer.is_some_and(|signer| case.is_one_person(signer, head)) => {
                "approved by the proxy".to_owned()
            }
            // Too late is wrong whoever signed.
            (_, Some(approved)) if is_late(approved) => stamp_text(approved),
            // Named without a number: it may be the proxy, or the head.
            (None, _) => {
                hits.missing(rule, at(entry, "/proxy/approved_by"));
                continue;
            }
            (_, None) => {
                hits.missing(rule, at(entry, "/proxy/approved_at"));
                continue;
            }
            // Who signed is not known, and so not whether the head approved a signature of his own.
            _ if signer.is_none() => {
                hits.missing(rule, at(entry, "/proxy/signer"));
                continue;
            }
            _ if case.deadlines.paper.is_none() => {
                hits.missing(rule, "/time");
                continue;
            }
            _ => continue,
        };
        let expected = match case.deadlines.paper {
            Some(due) => format!("signed by the head, not the proxy, by {}", stamp_text(due.due)),
            None => "signed by the head, not the proxy".to_owned(),
        };
        hits.find(rule, at(entry, "/proxy"), observed, expected)
            .about(PersonRefView::key_of(entry.person.as_ref()).map(|key| case.shown(key)));
    }
}

/// SG-06: name, date or session on the sheet are missing or not those of the record, or it was issued on another day.
fn heading_wrong(case: &Case<'_, '_>, hits: &mut Hits) {
    let rule = &rule::SG_06;
    let Some(sheet) = sheet(case, rule, hits) else { return };
    let record = case.record;
    // The day of issue is that of ten minutes before the start, which may be the day before (C-45).
    let day = case.session.map(|session| local_date(session.start - TimeDelta::minutes(case.terms.issue_before)));
    let own_name = record.name.filter(|name| !is_blank(name));
    // What stands on the sheet has to be that of the record; when it was issued is no part of its heading.
    let compared = [
        ("name", "/name", stated(sheet.name).map_or(Some(false), |name| Some(same_text(name, own_name?)))),
        ("date", "/date", sheet.date.map_or(Some(false), |date| Some(date == record.date?))),
        ("session_no", "/session_no", sheet.session_no.map_or(Some(false), |no| Some(no == record.session_no?))),
        (
            "issued_at",
            if day.is_none() { "/time" } else { "/sign_in/issued_at" },
            sheet.issued_at.zip(day).map(|(issued, day)| local_date(issued) == day),
        ),
    ];
    let wrong: Vec<_> = compared.iter().filter(|(.., same)| *same == Some(false)).map(|(name, ..)| *name).collect();
    if !wrong.is_empty() {
        hits.find(rule, "/sign_in", wrong.join(", "), "name, date and session of the record, issued on its day");
    } else if let Some((_, path, _)) = compared.iter().find(|(.., same)| same.is_none()) {
        hits.missing(rule, *path);
    }
}

/// SG-07: an electronic sign-in has no scan, or the scan was rejected.
fn scan_rejected(case: &Case<'_, '_>, hits: &mut Hits) {
    let rule = &rule::SG_07;
    let Some(sheet) = sheet(case, rule, hits) else { return };
    for entry in &sheet.entries {
        let Some(signature) = &entry.signature else { continue };
        let observed = match (signature.kind, signature.scan.as_ref().map(|scan| scan.result)) {
            (Some(SignatureKind::Handwritten), _) | (_, Some(Some(ScanResult::Accepted))) => continue,
            (_, Some(Some(rejected))) => rejected.en(),
            (Some(SignatureKind::Electronic), None) => "no scan",
            (Some(SignatureKind::Electronic), Some(None)) => {
                hits.missing(rule, at(entry, "/signature/scan/result"));
                continue;
            }
            (None, _) => {
                hits.missing(rule, at(entry, "/signature/kind"));
                continue;
            }
        };
        hits.find(rule, at(entry, "/signature/scan"), observed, "an accepted scan")
            .about(PersonRefView::key_of(entry.person.as_ref()).map(|key| case.shown(key)));
    }
}

/// SG-08: somebody appears more than once on the sheet.
fn signed_twice(case: &Case<'_, '_>, hits: &mut Hits) {
    let rule = &rule::SG_08;
    if sheet(case, rule, hits).is_none() {
        return;
    }
    let mut again: Vec<_> = case
        .signed
        .chunk_by(|one, other| one.key == other.key)
        .filter_map(|same| match same {
            [_, second, ..] => Some((second.index, second.key?, same.len())),
            _ => None,
        })
        .collect();
    again.sort_unstable_by_key(|found| found.0);
    for (index, key, count) in again {
        let shown = case.shown(key);
        hits.find(rule, format!("/sign_in/entries/{index}"), format!("{shown} × {count}"), "each person once")
            .about(Some(shown));
    }
}

/// Each person once, and everybody who cannot be told from others; equal keys stand together.
pub(super) fn number_of<'k>(people: impl Iterator<Item = Option<PersonKeyRef<'k>>>) -> usize {
    let mut last = None;
    people.filter(|key| key.is_none() || std::mem::replace(&mut last, *key) != *key).count()
}

/// SG-09: the people signed in are not those who were planned; who was signed for counts as absent.
fn signed_versus_planned(case: &Case<'_, '_>, hits: &mut Hits) {
    let rule = &rule::SG_09;
    let Some(sheet) = sheet(case, rule, hits) else { return };
    let Some(item) = &case.record.plan_item else { return hits.missing(rule, "/plan_item") };
    let present = || case.signed.iter().filter(|one| one.is_present).map(|one| one.key);
    if item.expected.is_empty() {
        let Some(planned) = item.expected_count else { return hits.missing(rule, "/plan_item/expected_count") };
        let people = number_of(present());
        if people != planned as usize {
            hits.find(rule, "/sign_in/entries", people.to_string(), planned.to_string());
        }
        return;
    }
    let (present, strangers) = named(present());
    let (planned, unnamed) = named(item.expected.iter().map(|person| case.key_of(Some(person))));
    let mut absent = planned.clone();
    absent.retain(|key| present.binary_search(key).is_err());
    let mut extra = present;
    extra.retain(|key| planned.binary_search(key).is_err());
    // Somebody who is not named may be each one of the others, but not two of them.
    if absent.len() > strangers || extra.len() > unnamed {
        let observed = format!("absent: [{}]; not planned: [{}]", case.shown_all(&absent), case.shown_all(&extra));
        hits.find(rule, "/sign_in/entries", observed, format!("{} people as planned", planned.len() + unnamed));
    } else if strangers > 0 {
        let stranger = sheet.entries.iter().find(|entry| entry.is_present() && is_unnamed(entry.person.as_ref()));
        hits.missing(rule, stranger.map_or_else(|| "/sign_in/entries".to_owned(), |entry| at(entry, "/person")));
    } else if let Some(position) = item.expected.iter().position(|person| is_unnamed(Some(person))) {
        hits.missing(rule, format!("/plan_item/expected/{position}"));
    }
}

fn is_unnamed(person: Option<&PersonRefView<'_>>) -> bool {
    PersonRefView::key_of(person).is_none()
}

/// The people who are named, each once and in order, and the number of those who are not.
fn named<'k>(people: impl Iterator<Item = Option<PersonKeyRef<'k>>>) -> (Vec<PersonKeyRef<'k>>, usize) {
    let mut unnamed = 0;
    let count = |key: Option<PersonKeyRef<'k>>| {
        unnamed += usize::from(key.is_none());
        key
    };
    let mut named: Vec<_> = people.filter_map(count).collect();
    named.sort_unstable();
    named.dedup();
    (named, unnamed)
}

/// The family.
pub(super) const RULES: &[Row] = &[
    row(&rule::SG_01, issued_late),
    row(&rule::SG_02, signature_missing),
    row(&rule::SG_03, number_missing),
    row(&rule::SG_04, proxy_without_statement),
    row(&rule::SG_05, proxy_without_head),
    row(&rule::SG_06, heading_wrong),
    row(&rule::SG_07, scan_rejected),
    row(&rule::SG_08, signed_twice),
    row(&rule::SG_09, signed_versus_planned),
];
