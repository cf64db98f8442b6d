//! The sheet against what was seen (签到与到岗一致性, II.2.2, III.2.1, VI.6.1): SG-10, SG-14, and the rows of SG-11 and SG-13.

use super::case::{Case, Hits};
use super::sign_in::{at, number_of, sheet};
use super::{Row, known, likeness, row};
use crate::org::PersonKeyRef;
use crate::record::people::PersonRefView;
use crate::record::sign_in::{SignInEntryView, SignInSheetView};
use crate::record::teaching::PresenceObservationView;
use crate::rule;
use crate::value::{Stamp, stamp_text};

/// Whether the times of the entry leave no doubt that the person was there at a moment: not signed in after it, not gone
/// before it.
fn was_there(entry: &SignInEntryView<'_>, moment: Option<Stamp>) -> bool {
    let came_later = entry.at.zip(moment).is_some_and(|(came, moment)| came > moment);
    let had_gone = entry.left_at.zip(moment).is_some_and(|(left, moment)| left < moment);
    !came_later && !had_gone
}

/// What an observation and the sheet say of each other.
struct Compared {
    /// By how many people they differ.
    difference: usize,
    /// What was seen.
    observed: String,
    /// What the sheet says.
    expected: String,
}

/// SG-10: the people (or the number) signed in are not those who were seen in the session.
fn signed_versus_present(case: &Case<'_, '_>, hits: &mut Hits) {
    let rule = &rule::SG_10;
    let Some(sheet) = sheet(case, rule, hits) else { return };
    let in_session = |seen: &&PresenceObservationView<'_>| {
        seen.at.zip(case.session).is_none_or(|(moment, session)| session.holds(moment))
    };
    let mut is_seen = false;
    for seen in case.record.presence.iter().filter(in_session) {
        is_seen = true;
        let compared = if seen.people.is_empty() { by_number(case, sheet, seen) } else { by_name(case, sheet, seen) };
        match compared {
            Ok(Some(one)) if one.difference > case.terms.camera_tolerance => {
                let is_unsure = seen.confidence.zip(case.terms.min_confidence).is_some_and(|(own, least)| own < least);
                hits.find(rule, format!("/presence/{}", seen.index), one.observed, one.expected)
                    .also(is_unsure && seen.confirmed != Some(true));
            }
            Ok(_) => {}
            Err(path) => hits.missing(rule, path),
        }
    }
    if !is_seen {
        hits.missing(rule, "/presence");
    }
}

/// Compares numbers; people who came after the count or left before it may have been counted or not.
fn by_number(
    case: &Case<'_, '_>,
    sheet: &SignInSheetView<'_>,
    seen: &PresenceObservationView<'_>,
) -> Result<Option<Compared>, String> {
    let Some(count) = seen.count else { return Err(format!("/presence/{}/count", seen.index)) };
    let count = usize::try_from(count).unwrap_or(usize::MAX);
    let present = case.signed.iter().filter(|one| one.is_present).map(|one| one.key);
    let all = number_of(present);
    if count == all {
        return Ok(None);
    }
    let certain = number_of(there(case, sheet, seen.at).into_iter());
    let difference = if count > all { count - all } else { certain.saturating_sub(count) };
    let expected = if certain == all { format!("{all} signed in") } else { format!("{certain} to {all} signed in") };
    Ok(Some(Compared { difference, observed: format!("{count} seen"), expected }))
}

/// The keys of those who were there at a moment without doubt, in their order.
fn there<'k>(
    case: &'k Case<'_, '_>,
    sheet: &'k SignInSheetView<'_>,
    moment: Option<Stamp>,
) -> Vec<Option<PersonKeyRef<'k>>> {
    let certain = sheet.entries.iter().filter(|entry| entry.is_present() && was_there(entry, moment));
    let mut keys: Vec<_> = certain.map(|entry| case.key_of(entry.person.as_ref())).collect();
    keys.sort_unstable();
    keys
}

/// Compares people; the error is the place of somebody who cannot be told.
fn by_name(
    case: &Case<'_, '_>,
    sheet: &SignInSheetView<'_>,
    seen: &PresenceObservationView<'_>,
) -> Result<Option<Compared>, String> {
    let mut people: Vec<_> = seen.people.iter().filter_map(|person| Some(case.canonical(person.key()?))).collect();
    let unnamed_seen = seen.people.len() - people.len();
    people.sort_unstable();
    people.dedup();
    let unnamed = || sheet.entries.iter().filter(|entry| entry.is_present() && key_of(entry).is_none());
    let mut certain: Vec<_> = there(case, sheet, seen.at).into_iter().flatten().collect();
    certain.dedup();
    let unseen: Vec<_> = certain.iter().copied().filter(|key| people.binary_search(key).is_err()).collect();
    let unsigned: Vec<_> = people.iter().copied().filter(|key| !case.was_present(*key)).collect();
    // Somebody who is not named may be each one of the others, but not two of them.
    let difference = unseen.len().saturating_sub(unnamed_seen) + unsigned.len().saturating_sub(unnamed().count());
    if difference <= case.terms.camera_tolerance {
        if let Some(person) = seen.people.iter().find(|person| person.key().is_none()) {
            return Err(format!("/presence/{}/people/{}", seen.index, person.index));
        }
        if let Some(entry) = unnamed().next() {
            return Err(at(entry, "/person"));
        }
    }
    let observed = format!(
        "signed in, not seen: [{}]; seen, not signed in: [{}]",
        case.shown_all(&unseen),
        case.shown_all(&unsigned)
    );
    let expected = format!("the {} people who signed in", certain.len());
    Ok(Some(Compared { difference, observed, expected }))
}

fn key_of<'a>(entry: &SignInEntryView<'a>) -> Option<PersonKeyRef<'a>> {
    PersonRefView::key_of(entry.person.as_ref())
}

/// SG-14: somebody signed in before the sheet was issued or after the session had ended.
fn off_window(case: &Case<'_, '_>, hits: &mut Hits) {
    let rule = &rule::SG_14;
    let Some(sheet) = sheet(case, rule, hits) else { return };
    let (issued, end) = (sheet.issued_at, case.session.map(|session| session.end));
    for entry in &sheet.entries {
        let Some(signed) = entry.at else {
            // Who has not signed has not signed at a wrong time either: SG-02 says so.
            if entry.signature.is_some() || entry.proxy.is_some() {
                hits.missing_in(rule, || at(entry, "/at"));
            }
            continue;
        };
        if issued.is_some_and(|issued| signed < issued) || end.is_some_and(|end| signed > end) {
            let text = |stamp: Option<Stamp>| stamp.map(stamp_text).unwrap_or_default();
            hits.find(rule, at(entry, "/at"), stamp_text(signed), format!("in {}..{}", text(issued), text(end)))
                .about(key_of(entry).map(|key| case.shown(key)));
        } else if issued.is_none() {
            hits.missing(rule, "/sign_in/issued_at");
        } else if end.is_none() {
            hits.missing(rule, "/time");
        }
    }
}

/// The family goes on.
pub(super) const RULES: &[Row] = &[
    row(&rule::SG_10, signed_versus_present),
    row(&rule::SG_11, likeness::same_hand_or_device),
    row(&rule::SG_13, known::person_unknown),
    row(&rule::SG_14, off_window),
];
