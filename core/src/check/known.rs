//! Whether the register of people knows those on the record (II.3.2, III.2.1): SG-13.

use std::collections::BTreeSet;

use super::case::{Case, Hits};
use super::sign_in::{at, sheet};
use crate::org::{Organisation, PersonKeyRef, Someone};
use crate::record::people::{Known, ParticipantView, PersonRefView};
use crate::record::sign_in::{SignInEntryView, SignInSheetView};
use crate::rule::{self, Facet, Reason};
use crate::value::{same_text, stated};

/// How far ahead in the list of participants somebody on the sheet is looked for.
const AHEAD: usize = 4;

/// Somebody whom the register does not know as the record has it.
struct Doubt {
    /// What was observed.
    observed: &'static str,
    /// Whether only the name is another.
    is_name: bool,
}

/// SG-13: somebody is unknown to the register, not employed on the day, or registered under another name. The sheet is
/// asked first, then the participants and those whose effect was observed; each person is named once.
pub(super) fn person_unknown(case: &Case<'_, '_>, hits: &mut Hits) {
    let rule = &rule::SG_13;
    let Some(sheet) = sheet(case, rule, hits) else { return };
    let Some(organisation) = &case.context.organisation else { return hits.unknown(rule, Reason::FacetAbsent) };
    if case.record.observations.is_empty() && are_known(case, sheet) {
        return;
    }
    let mut people = People { case, named: BTreeSet::new() };
    // The people of sheet and list mostly stand in one order: who was looked up for the list need not be again.
    let mut next = 0;
    for entry in &sheet.entries {
        let Some((person, key)) = entry.person.as_ref().and_then(|person| Some((person, person.key()?))) else {
            continue;
        };
        let someone =
            people.beside(key, &mut next).unwrap_or_else(|| organisation.resolve(key).map(|someone| (someone, false)));
        people.look(hits, (person, key), someone, || at(entry, "/person"));
    }
    if case.carries(Facet::People) {
        for (participant, known) in case.record.participants.iter().zip(&case.people) {
            let Some(person) = participant.person.as_ref() else { continue };
            let Some(key) = person.key() else { continue };
            let path = || format!("/participants/{}/person", participant.index);
            people.look(hits, (person, key), known.map(seen), path);
        }
    }
    if case.carries(Facet::Evaluation) {
        people.observed(hits, organisation);
    }
}

/// Whether sheet and list hold the same people in the same order, each of whom the register knows under that name and as
/// employed on the day: as they do where nothing is wrong.
fn are_known(case: &Case<'_, '_>, sheet: &SignInSheetView<'_>) -> bool {
    let participants = &case.record.participants;
    let is_known =
        |((participant, known), entry): ((&ParticipantView<'_>, &Option<Known<'_>>), &SignInEntryView<'_>)| {
            let (Some(person), Some(signed), Some(known)) = (&participant.person, &entry.person, known) else {
                return false;
            };
            let is_same = person.employee_no == signed.employee_no && person.name == signed.name;
            let is_named = || person.name.is_none_or(|name| known.someone.is_named(name));
            is_same && stated(person.employee_no).is_some() && known.at.is_some() && is_named()
        };
    participants.len() == sheet.entries.len() && participants.iter().zip(&case.people).zip(&sheet.entries).all(is_known)
}

/// Somebody whom the register knows, and whether it is known to have employed the person on the day of the session.
type Seen<'o> = (Someone<'o>, bool);

fn seen(known: Known<'_>) -> Seen<'_> {
    (known.someone, known.at.is_some())
}

/// The people of one record, of whom each is named once.
struct People<'c, 'r, 'a> {
    case: &'c Case<'r, 'a>,
    named: BTreeSet<PersonKeyRef<'c>>,
}

impl<'c, 'a> People<'c, '_, 'a> {
    /// Somebody of the sheet as the list of participants had it looked up; the outer `None` = not in the list hereabouts.
    fn beside(&self, key: PersonKeyRef<'_>, next: &mut usize) -> Option<Option<Seen<'c>>> {
        let here = self.case.record.participants.iter().zip(&self.case.people).enumerate().skip(*next).take(AHEAD);
        for (place, (participant, known)) in here {
            if PersonRefView::key_of(participant.person.as_ref()) == Some(key) {
                *next = place + 1;
                return Some(known.map(seen));
            }
        }
        None
    }

    /// Notes somebody whom the register does not know as the record has it.
    fn look(
        &mut self,
        hits: &mut Hits,
        (person, key): (&PersonRefView<'_>, PersonKeyRef<'c>),
        seen: Option<Seen<'_>>,
        path: impl Fn() -> String,
    ) {
        let rule = &rule::SG_13;
        let doubt = match seen {
            None => Some(Doubt { observed: "not in the register of people", is_name: false }),
            Some((someone, true)) => other_name(hits, person, someone),
            Some((someone, false)) => self.employed(hits, key, someone).or_else(|| other_name(hits, person, someone)),
        };
        let Some(doubt) = doubt else { return };
        if self.named.insert(self.case.canonical(key)) {
            hits.find(rule, path(), doubt.observed, "a person of the register, employed on that day")
                .also(doubt.is_name)
                .about(Some(self.case.shown(key)));
        }
    }

    /// Whether somebody was not employed on the day of the session.
    fn employed(&self, hits: &mut Hits, key: PersonKeyRef<'_>, someone: Someone<'_>) -> Option<Doubt> {
        let rule = &rule::SG_13;
        let Some(date) = self.case.record.date else {
            hits.missing(rule, "/date");
            return None;
        };
        match someone.is_employed(date) {
            Some(true) => None,
            Some(false) => Some(Doubt { observed: "not employed on that day", is_name: false }),
            // Visitors and people of other firms stand in the register without employment.
            None if matches!(key, PersonKeyRef::Other { .. }) => None,
            None => {
                hits.unknown(rule, Reason::FacetAbsent);
                None
            }
        }
    }

    /// Those whose effect was observed (II.5.2): the register has to know them, employed on that day or not.
    fn observed(&mut self, hits: &mut Hits, organisation: &Organisation) {
        for observation in &self.case.record.observations {
            let Some(key) = PersonRefView::key_of(observation.person.as_ref()) else { continue };
            if !organisation.knows(key) && self.named.insert(self.case.canonical(key)) {
                let path = format!("/observations/{}/person", observation.index);
                hits.find(&rule::SG_13, path, "not in the register of people", "a person of the register")
                    .about(Some(self.case.shown(key)));
            }
        }
    }
}

/// Whether the register has somebody under another name than the record. Names never come into a finding.
fn other_name(hits: &mut Hits, person: &PersonRefView<'_>, someone: Someone<'_>) -> Option<Doubt> {
    let name = stated(person.name)?;
    let mut is_named = false;
    if someone.is_named(name) {
        return None;
    }
    for own in someone.entries().filter_map(|entry| entry.name.as_deref()) {
        if same_text(own, name) {
            return None;
        }
        is_named = true;
    }
    if !is_named {
        hits.unknown(&rule::SG_13, Reason::FacetAbsent);
        return None;
    }
    Some(Doubt { observed: "another name than in the register", is_name: true })
}
