//! The rules between records, on the side of one record: what the others are compared by, and why nothing can be said
//! without them. SG-12, PH-05 across records, RV-08, NB-04, NB-05.
//!
//! A record leaves [`Mark`]s: a digest of what it may share with another (a person, an image, a place in the binding) with
//! the place of the finding. Whoever has the records ([`register`](crate::register)) brings equal digests together.
//!
//! Digests are 128 bits of SHA-256 over the kind and the text. That is exact: among 10^9 marks two texts share a digest by
//! chance with a probability of 10^-21. To make a pair on purpose takes 2^64 digests and both texts, and whoever may write
//! two records can write one text into both; to meet the digest of somebody else takes 2^128. Source: III.2.1, III.2.3,
//! III.3.1, III.3.3, C-42, X.9.

use sha2::{Digest, Sha256};

use super::case::{Case, Hits};
use super::scope::{Scope, scope};
use super::{Row, row, row_with_own_facets};
use crate::org::PersonKeyRef;
use crate::record::people::PersonRefView;
use crate::rule::{self, Outcome, Reason, Rule};
use crate::value::{Span, date_text, folded, stated};

/// What two records may share.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Shared {
    /// A person in sessions that overlap (SG-12).
    Person,
    /// An image (PH-05).
    Image,
    /// A place in the binding of a department (RV-08).
    Binding,
}

impl Shared {
    /// All of them, in the order of the catalogue.
    pub(crate) const ALL: [Shared; 3] = [Shared::Person, Shared::Image, Shared::Binding];

    /// The rule.
    pub(crate) const fn rule(self) -> &'static Rule {
        match self {
            Shared::Person => &rule::SG_12,
            Shared::Image => &rule::PH_05,
            Shared::Binding => &rule::RV_08,
        }
    }

    /// How a finding weighs: of PH-05 and RV-08 the case in brackets is the one between records.
    pub(crate) const fn outcome(self) -> Outcome {
        self.rule().outcome(!matches!(self, Shared::Person))
    }
}

/// Where in a record something stands that another may share.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Place {
    /// Whether it is the one who signed for somebody else.
    pub(crate) is_signer: bool,
    /// Position in its list.
    pub(crate) index: u32,
}

impl Place {
    /// The JSON pointer.
    pub(crate) fn path(self, of: Shared) -> String {
        let index = self.index;
        match of {
            Shared::Person if self.is_signer => format!("/sign_in/entries/{index}/proxy/signer"),
            Shared::Person => format!("/sign_in/entries/{index}"),
            Shared::Image => format!("/photos/{index}"),
            Shared::Binding => "/package".to_owned(),
        }
    }
}

/// What a record may share with another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Mark {
    /// Of which rule.
    pub(crate) shared: Shared,
    /// Digest of what is shared.
    pub(crate) digest: [u8; 16],
    /// The session, where only what happens at one time is shared.
    pub(crate) session: Option<Span>,
    /// Where it stands in the record.
    pub(crate) place: Place,
    /// Whether the record itself has a finding of the code already.
    pub(crate) is_counted: bool,
}

/// Adds the marks of a record, each digest once, at its first place.
pub(super) fn mark(case: &Case<'_, '_>, hits: &Hits, marks: &mut Vec<Mark>) {
    for row in RULES {
        let asked = matches!(scope(case, row), Scope::Asked) && row.rule.facets.met(case.carried);
        let Some(shared) = Shared::ALL.into_iter().find(|shared| asked && shared.rule().is(row.rule)) else { continue };
        let session = if shared == Shared::Person { case.session } else { None };
        if shared == Shared::Person && session.is_none() {
            continue;
        }
        let mut found = match shared {
            Shared::Person => people(case),
            Shared::Image => images(case),
            Shared::Binding => {
                binding(case).map(|digest| (digest, Place { is_signer: false, index: 0 })).into_iter().collect()
            }
        };
        found.sort_unstable();
        found.dedup_by_key(|(digest, _)| *digest);
        let is_counted = hits.has(shared.rule());
        marks.extend(found.into_iter().map(|(digest, place)| Mark { shared, digest, session, place, is_counted }));
    }
}

/// Everybody who was there: who signed for himself, and who signed for somebody else (C-42).
fn people(case: &Case<'_, '_>) -> Vec<([u8; 16], Place)> {
    let own = case.signed.iter().filter(|one| one.is_present);
    let own = own.filter_map(|one| Some((one.key?, Place { is_signer: false, index: one.index })));
    let entries = case.record.sign_in.iter().flat_map(|sheet| &sheet.entries);
    let signers = entries.filter_map(|entry| {
        let signer = PersonRefView::key_of(entry.proxy.as_ref()?.signer.as_ref())?;
        Some((case.canonical(signer), Place { is_signer: true, index: entry.index }))
    });
    own.chain(signers).map(|(key, place)| (person_digest(key), place)).collect()
}

fn person_digest(key: PersonKeyRef<'_>) -> [u8; 16] {
    let kind = match key {
        PersonKeyRef::Employee(_) => "",
        PersonKeyRef::Other { kind, .. } => kind.code(),
    };
    digest(&["person", kind, &key.compared()])
}

fn images(case: &Case<'_, '_>) -> Vec<([u8; 16], Place)> {
    let one = |(text, photo): &(&str, &crate::record::media::PhotoView<'_>)| {
        (digest(&["image", text]), Place { is_signer: false, index: photo.index })
    };
    case.photos.iter().map(one).collect()
}

/// The place in the binding: the officer of a department binds its packages (III.3.1), so that the same name, day and
/// session of another department is another volume.
fn binding(case: &Case<'_, '_>) -> Option<[u8; 16]> {
    let record = case.record;
    record.package.as_ref()?;
    let (name, date, session) = (stated(record.name)?, record.date?, record.session_no?);
    let department = stated(record.department).unwrap_or_default().trim();
    Some(digest(&["binding", department, &folded(name), &date_text(date), &session.to_string()]))
}

/// The first 128 bits of SHA-256 over texts with their lengths.
fn digest(texts: &[&str]) -> [u8; 16] {
    let mut hash = Sha256::new();
    for text in texts {
        hash.update((text.len() as u64).to_be_bytes());
        hash.update(text);
    }
    hash.finalize().first_chunk().copied().unwrap_or_default()
}

/// SG-12 of one record alone.
fn overlapping(case: &Case<'_, '_>, hits: &mut Hits) {
    let rule = &rule::SG_12;
    if case.record.sign_in.is_none() {
        hits.missing(rule, "/sign_in");
    } else if case.session.is_none() {
        hits.missing(rule, "/time");
    } else {
        hits.unknown(rule, Reason::NoOtherRecords);
    }
}

/// RV-08 of one record alone: nothing is bound before there is a package.
fn bound(case: &Case<'_, '_>, hits: &mut Hits) {
    let (rule, record) = (&rule::RV_08, case.record);
    if record.package.is_none() {
        hits.unknown(rule, Reason::NotReached);
    } else if stated(record.name).is_none() {
        hits.missing(rule, "/name");
    } else if record.date.is_none() {
        hits.missing(rule, "/date");
    } else if record.session_no.is_none() {
        hits.missing(rule, "/session_no");
    } else {
        hits.unknown(rule, Reason::NoOtherRecords);
    }
}

/// NB-04 and NB-05 of one record alone: asked once there is a number.
fn numbered(case: &Case<'_, '_>, rule: &'static Rule, hits: &mut Hits) {
    let has_number = stated(case.record.number).is_some();
    hits.unknown(rule, if has_number { Reason::NoOtherRecords } else { Reason::NotReached });
}

fn duplicate(case: &Case<'_, '_>, hits: &mut Hits) {
    numbered(case, &rule::NB_04, hits);
}

fn gap(case: &Case<'_, '_>, hits: &mut Hits) {
    numbered(case, &rule::NB_05, hits);
}

/// PH-05 is asked inside a record with its family; alone nothing more is said.
fn reused(_: &Case<'_, '_>, _: &mut Hits) {}

/// The rules between records.
pub(super) const RULES: &[Row] = &[
    row(&rule::SG_12, overlapping),
    row(&rule::PH_05, reused),
    row(&rule::RV_08, bound),
    row_with_own_facets(&rule::NB_04, duplicate),
    row_with_own_facets(&rule::NB_05, gap),
];
