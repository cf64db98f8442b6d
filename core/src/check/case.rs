//! One record before the rules, and what they find.

use std::collections::BTreeMap;

use super::context::Context;
use super::due::{self, Slips};
use super::terms::Terms;
use super::wording::Texts;
use super::{proofs, scope};
use crate::error::Fault;
use crate::numbering::NumberParts;
use crate::org::PersonKeyRef;
use crate::record::media::PhotoView;
use crate::record::people::{Known, PersonRefView, known};
use crate::record::sign_in::SignInEntryView;
use crate::record::{Deadlines, TrainingRecordView};
use crate::retention::{Retention, retention_of};
use crate::rule::{Facet, FacetSet, Reason, Rule};
use crate::value::{Span, Stamp, local_date, stated};
use crate::vocab::ProofKind;

/// One record with all that its rules need: what several of them ask is drawn from it once.
pub(crate) struct Case<'r, 'a> {
    /// The facts.
    pub(crate) record: &'r TrainingRecordView<'a>,
    /// The context of the review.
    pub(crate) context: &'r Context,
    /// The policy in force at the end of the session.
    pub(crate) terms: &'r Terms,
    /// The participants as the organisation knows them, one place for each; empty without an organisation.
    pub(super) people: Vec<Option<Known<'r>>>,
    /// The people on the sign-in sheet by their keys, those without one first.
    pub(super) signed: Vec<Signed<'r>>,
    /// The photos that have a digest, by digest and position: those of one digest stand together, the first one first.
    pub(super) photos: Vec<(&'a str, &'r PhotoView<'a>)>,
    /// The texts whose wording is judged.
    pub(super) texts: Texts<'a>,
    /// The parts of the number, where it has the right form.
    pub(super) number: Option<NumberParts<'a>>,
    /// The session, where date and times are stated.
    pub(crate) session: Option<Span>,
    /// By when the steps are due.
    pub(crate) deadlines: Deadlines,
    /// The facets that the source carries.
    pub(super) carried: FacetSet,
    /// The proofs that are asked of the record.
    pub(super) proofs: Vec<ProofKind>,
    /// Whether only the row of a rule says whether it is asked: see [`scope`].
    pub(super) is_usual: bool,
    /// The slips by code.
    pub(super) slips: BTreeMap<&'a str, Slips>,
    /// How long the record lives.
    pub(crate) retention: Retention,
}

/// Somebody on the sign-in sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Signed<'r> {
    /// The key that goes on; `None` where the entry names nobody.
    pub(super) key: Option<PersonKeyRef<'r>>,
    /// Position of the entry.
    pub(super) index: u32,
    /// Whether the entry shows that the person was there.
    pub(super) is_present: bool,
}

impl<'r, 'a> Case<'r, 'a> {
    /// The case of a record; `faults` are the facts that were taken out.
    pub(super) fn new(
        record: &'r TrainingRecordView<'a>,
        context: &'r Context,
        terms: &'r Terms,
        faults: &[Fault],
    ) -> Self {
        let people = context.organisation.as_ref().map(|people| known(record, people));
        let retention = retention_of(record, people.as_deref(), &terms.retention, context.as_of);
        let mut case = Case {
            people: people.unwrap_or_default(),
            signed: signed(record, context),
            photos: photos(record),
            texts: Texts::of(record, terms.wording.is_some()),
            number: stated(record.number).and_then(|number| NumberParts::parse(number).ok()),
            session: record.session(),
            // A day that the calendar does not cover is told by the rules that ask for it.
            deadlines: Deadlines::of(record, &terms.steps, &context.calendar, &mut |_| {}),
            proofs: proofs::asked(record, terms),
            carried: record.carried(),
            is_usual: false,
            slips: due::slips(record),
            retention: retention.despite(faults),
            record,
            context,
            terms,
        };
        case.is_usual = scope::is_usual(&case);
        case
    }
}

fn signed<'r>(record: &'r TrainingRecordView<'_>, context: &'r Context) -> Vec<Signed<'r>> {
    let canonical = |key| context.organisation.as_ref().map_or(key, |people| people.canonical(key));
    let entries = record.sign_in.as_ref().map_or(&[][..], |sheet| sheet.entries.as_slice());
    let one = |entry: &'r SignInEntryView<'_>| Signed {
        key: PersonRefView::key_of(entry.person.as_ref()).map(canonical),
        index: entry.index,
        is_present: entry.is_present(),
    };
    let mut signed: Vec<_> = entries.iter().map(one).collect();
    signed.sort_unstable();
    signed
}

fn photos<'r, 'a>(record: &'r TrainingRecordView<'a>) -> Vec<(&'a str, &'r PhotoView<'a>)> {
    let mut found = Vec::with_capacity(record.photos.len());
    found.extend(record.photos.iter().filter_map(|photo| Some((stated(photo.digest)?, photo))));
    found.sort_by_key(|(digest, photo)| (*digest, photo.index));
    found
}

impl<'a> Case<'_, 'a> {
    /// Whether the source carries a facet.
    pub(crate) fn carries(&self, facet: Facet) -> bool {
        self.carried.has(facet)
    }

    /// A person as findings show one: masked unless the context reveals.
    pub(crate) fn shown(&self, key: PersonKeyRef<'_>) -> String {
        if self.context.reveal { key.text().to_owned() } else { key.masked() }
    }

    /// People as findings show them.
    pub(crate) fn shown_all(&self, keys: &[PersonKeyRef<'_>]) -> String {
        keys.iter().map(|key| self.shown(*key)).collect::<Vec<_>>().join(", ")
    }

    /// The key that goes on, where the organisation knows that a number was changed or merged (X.9).
    pub(crate) fn canonical<'k>(&'k self, key: PersonKeyRef<'k>) -> PersonKeyRef<'k> {
        self.context.organisation.as_ref().map_or(key, |people| people.canonical(key))
    }

    /// The key that goes on of somebody who may not be named.
    pub(super) fn key_of<'k, 'p: 'k>(&'k self, person: Option<&PersonRefView<'p>>) -> Option<PersonKeyRef<'k>> {
        PersonRefView::key_of(person).map(|key| self.canonical(key))
    }

    /// Whether somebody was there by the sheet, by the key that goes on.
    pub(super) fn was_present(&self, key: PersonKeyRef<'_>) -> bool {
        let first = self.signed.partition_point(|one| one.key < Some(key));
        let mut own = self.signed.get(first..).unwrap_or_default().iter().take_while(|one| one.key == Some(key));
        own.any(|one| one.is_present)
    }

    /// Whether an alias leads to the key.
    pub(super) fn has_former_keys(&self, key: PersonKeyRef<'_>) -> bool {
        self.context.organisation.as_ref().is_some_and(|people| people.has_former_keys(key))
    }

    /// Whether two keys mean one person (X.9).
    pub(super) fn is_one_person(&self, one: PersonKeyRef<'_>, other: PersonKeyRef<'_>) -> bool {
        one == other || self.canonical(one) == self.canonical(other)
    }

    /// Whether a deadline has passed at `as_of`.
    pub(crate) fn is_past(&self, deadline: crate::calendar::Deadline) -> bool {
        deadline.is_late(self.context.as_of)
    }

    /// The local day of `as_of`.
    pub(crate) fn today(&self) -> chrono::NaiveDate {
        local_date(self.context.as_of)
    }
}

/// One thing that a rule found, before it becomes a finding.
#[derive(Debug)]
pub(crate) struct Hit {
    /// The rule.
    pub(crate) rule: &'static Rule,
    /// Whether the condition in brackets of its row holds.
    pub(crate) also: bool,
    /// JSON pointer.
    pub(crate) path: String,
    /// What was observed.
    pub(crate) observed: String,
    /// What was expected.
    pub(crate) expected: String,
    /// The person whom it is about.
    pub(crate) subject: Option<String>,
    /// The due of a rule that is itself a limit.
    pub(crate) own_due: Option<Stamp>,
}

/// What the rules found.
#[derive(Debug, Default)]
pub(crate) struct Hits {
    /// Findings, in the order of the rules.
    pub(crate) found: Vec<Hit>,
    /// What could not be judged, each code and reason once.
    pub(crate) unknown: Vec<(&'static Rule, Reason)>,
}

impl Hits {
    /// Notes a finding.
    pub(crate) fn find(
        &mut self,
        rule: &'static Rule,
        path: impl Into<String>,
        observed: impl Into<String>,
        expected: impl Into<String>,
    ) -> Found<'_> {
        self.found.push(Hit {
            rule,
            also: false,
            path: path.into(),
            observed: observed.into(),
            expected: expected.into(),
            subject: None,
            own_due: None,
        });
        Found(self.found.last_mut())
    }

    /// Notes that a rule could not be judged: each code and kind of reason once, at the first place.
    pub(crate) fn unknown(&mut self, rule: &'static Rule, reason: Reason) {
        if !self.is_noted(rule, |why| why.is_like(&reason)) {
            self.unknown.push((rule, reason));
        }
    }

    fn is_noted(&self, rule: &'static Rule, like: impl Fn(&Reason) -> bool) -> bool {
        self.unknown.iter().any(|(one, why)| one.is(rule) && like(why))
    }

    /// A fact that the rule needs; notes that it is missing where it is.
    pub(crate) fn needed<T>(&mut self, rule: &'static Rule, path: &'static str, fact: Option<T>) -> Option<T> {
        if fact.is_none() {
            self.missing(rule, path);
        }
        fact
    }

    /// Whether a step is reached before which the rule is not asked; notes that it is not.
    pub(crate) fn reached(&mut self, rule: &'static Rule, is_reached: bool) -> bool {
        if !is_reached {
            self.unknown(rule, Reason::NotReached);
        }
        is_reached
    }

    /// Notes that a fact is missing which the rule needs.
    pub(crate) fn missing(&mut self, rule: &'static Rule, path: impl Into<std::borrow::Cow<'static, str>>) {
        self.missing_in(rule, || path);
    }

    /// As [`missing`](Self::missing), for many items in turn: the place is made for the first one only.
    pub(crate) fn missing_in<P: Into<std::borrow::Cow<'static, str>>>(
        &mut self,
        rule: &'static Rule,
        path: impl FnOnce() -> P,
    ) {
        if !self.is_noted(rule, |why| matches!(why, Reason::FactMissing { .. })) {
            self.unknown.push((rule, Reason::FactMissing { path: path().into() }));
        }
    }

    /// Notes that the host has not set a parameter which the rule needs.
    pub(crate) fn unset(&mut self, rule: &'static Rule, key: &'static str) {
        self.unknown(rule, Reason::ParameterMissing { key: key.into() });
    }

    /// Whether a code was found.
    pub(crate) fn has(&self, rule: &'static Rule) -> bool {
        self.found.iter().any(|hit| hit.rule.is(rule))
    }

    /// Whether a code could not be judged for a reason that leaves the verdict open.
    pub(crate) fn is_open(&self, rule: &'static Rule) -> bool {
        self.unknown.iter().any(|(one, why)| one.is(rule) && why.leaves_verdict_open())
    }
}

/// A finding that can still be said more about.
pub(crate) struct Found<'h>(Option<&'h mut Hit>);

impl Found<'_> {
    /// The condition in brackets of the row holds, or not.
    pub(crate) fn also(mut self, holds: bool) -> Self {
        if let Some(hit) = &mut self.0 {
            hit.also = holds;
        }
        self
    }

    /// The person whom it is about.
    pub(crate) fn about(mut self, person: Option<String>) -> Self {
        if let Some(hit) = &mut self.0 {
            hit.subject = person;
        }
        self
    }

    /// The due of a rule that is itself a limit.
    pub(crate) fn due(mut self, due: Stamp) -> Self {
        if let Some(hit) = &mut self.0 {
            hit.own_due = Some(due);
        }
        self
    }
}
