//! The person's file and the certificate of a manager (III.4.3): AR-06, AR-07.

use super::case::{Case, Hits};
use crate::org::PersonKeyRef;
use crate::record::documents::{CertificateCopyView, PersonFileView};
use crate::record::people::PersonRefView;
use crate::rule::{self, Facet, Reason};
use crate::value::{date_text, local_date, stated};
use crate::vocab::{CertificateKind, Stage, VideoSubject};

/// What a file holds, as bits.
type Parts = u8;
const COPY: Parts = 1;
const REVIEW: Parts = 1 << 1;
const VIDEO: Parts = 1 << 2;
const NAMES: [(Parts, &str); 3] =
    [(COPY, "certificate copy"), (REVIEW, "review record"), (VIDEO, "practical-exam video")];

/// AR-06: the file of somebody on a special-operation record lacks a part. What stands on the record itself is part of the
/// file; what does not may be in the file, so that only a file that the host lists is blamed.
fn incomplete(case: &Case<'_, '_>, hits: &mut Hits) {
    let rule = &rule::AR_06;
    let record = case.record;
    if record.participants.is_empty() {
        return hits.missing(rule, "/participants");
    }
    let held = held(case);
    let due = review_due(case);
    let mut is_due_open = false;
    let mut is_file_open = false;
    for participant in &record.participants {
        let Some(key) = case.key_of(participant.person.as_ref()) else {
            hits.missing(rule, format!("/participants/{}/person", participant.index));
            continue;
        };
        let first = held.partition_point(|(other, ..)| *other < key);
        let own = held.get(first..).unwrap_or_default().iter().take_while(|(other, ..)| *other == key);
        let from_record = own.clone().filter(|(_, file, _)| file.is_none()).fold(0, |sum, (.., parts)| sum | parts);
        let mut is_listed = false;
        for (file, parts) in own.filter_map(|(_, file, parts)| Some(((*file)?, *parts))) {
            is_listed = true;
            let parts = parts | from_record;
            let lacking = (COPY | VIDEO | if due == Ok(true) { REVIEW } else { 0 }) & !parts;
            is_due_open |= due.is_err() && parts & REVIEW == 0;
            if lacking != 0 {
                let names = NAMES.iter().filter(|(part, _)| lacking & part != 0).map(|(_, name)| *name);
                let observed = format!("no {}", names.collect::<Vec<_>>().join(", no "));
                hits.find(rule, format!("/person_files/{file}"), observed, "a whole file of the person")
                    .about(Some(case.shown(key)));
            }
        }
        let lacking = (COPY | VIDEO | if due == Ok(false) { 0 } else { REVIEW }) & !from_record;
        is_file_open |= !is_listed && lacking != 0;
    }
    if is_file_open {
        hits.missing(rule, "/person_files");
    } else if let (true, Err(path)) = (is_due_open, due) {
        hits.missing(rule, path);
    }
}

/// Who holds what: of the listed files with their positions, and of the record itself; by person.
fn held<'c, 'a: 'c>(case: &'c Case<'_, 'a>) -> Vec<(PersonKeyRef<'c>, Option<u32>, Parts)> {
    let record = case.record;
    let key = |person: Option<&PersonRefView<'a>>| case.key_of(person);
    let bit = |part: Parts, is_there: bool| if is_there { part } else { 0 };
    let files = record.person_files.iter().filter_map(|file| {
        let PersonFileView { certificate_copy, review_record, practical_video, .. } = file;
        let parts = bit(COPY, stated(*certificate_copy).is_some())
            | bit(REVIEW, stated(*review_record).is_some())
            | bit(VIDEO, stated(*practical_video).is_some());
        Some((key(file.person.as_ref())?, Some(file.index), parts))
    });
    let is_special =
        |copy: &&CertificateCopyView<'_>| copy.kind.is_none_or(|kind| kind == CertificateKind::SpecialOperation);
    let copies =
        record.certificates.iter().filter(is_special).filter_map(|copy| {
            Some((key(copy.holder.as_ref())?, None, COPY | bit(REVIEW, copy.reviewed_on.is_some())))
        });
    let practice = record.videos.iter().filter(|video| video.subject == Some(VideoSubject::Practice));
    let videos = practice.filter_map(|video| Some((key(video.trainee.as_ref())?, None, VIDEO)));
    // The review record form is that of the session: of each participant.
    let is_reviewed = record.documents.as_ref().is_some_and(|documents| documents.review_form.is_some());
    let reviewed = record.participants.iter().filter(|_| is_reviewed);
    let reviewed = reviewed.filter_map(|one| Some((key(one.person.as_ref())?, None, REVIEW)));
    let mut held: Vec<_> = files.chain(copies).chain(videos).chain(reviewed).collect();
    held.sort_unstable();
    held
}

/// Whether a review record is due: of a review under the regime that still had them. Else the fact that is not known.
fn review_due(case: &Case<'_, '_>) -> Result<bool, &'static str> {
    let end = case.session.map(|session| local_date(session.end));
    if end.zip(case.terms.regime).is_some_and(|(end, first)| end >= first) {
        // Whatever the stage: there are no reviews any more.
        return Ok(false);
    }
    match case.record.stage.ok_or("/stage")? {
        Stage::Certification => Ok(false),
        Stage::Review => end.map(|_| true).ok_or("/time"),
    }
}

/// AR-07: the record of a manager's training names no certificate number that is known and valid on the day.
pub(super) fn qualification_link_missing(case: &Case<'_, '_>, hits: &mut Hits) {
    let rule = &rule::AR_07;
    let record = case.record;
    let path = "/certificate_no";
    let expected = "the number of a qualification certificate that is known and valid on the day";
    let is_first = record.stage == Some(Stage::Certification);
    let is_of_manager = |copy: &&CertificateCopyView<'_>| {
        let of = [CertificateKind::SafetyManagement, CertificateKind::Principal, CertificateKind::Other];
        copy.kind.is_none_or(|kind| of.contains(&kind))
    };
    let copies = || record.certificates.iter().filter(is_of_manager);
    let Some(number) = stated(record.certificate_no).map(str::trim) else {
        // After a first qualification the number is due once there is a certificate.
        if is_first && copies().next().is_none() {
            hits.unknown(rule, Reason::NotReached);
        } else {
            hits.find(rule, path, "no number", expected);
        }
        return;
    };
    if record.certificates.is_empty() {
        return hits.missing(rule, "/certificates");
    }
    let mut named = copies().filter(|copy| stated(copy.number).map(str::trim) == Some(number)).peekable();
    if named.peek().is_none() {
        // A copy without its number may be the one.
        match copies().find(|copy| stated(copy.number).is_none()) {
            Some(copy) => hits.missing(rule, format!("/certificates/{}/number", copy.index)),
            None => {
                hits.find(rule, path, "an unknown number", expected);
            }
        }
        return;
    }
    // The certificate of a first qualification is issued after the session.
    if is_first {
        return;
    }
    let Some(date) = record.date else { return hits.missing(rule, "/date") };
    let (mut wrong, mut unknown) = (None, None);
    for copy in named {
        let at = copy.index;
        match (copy.issued_on, copy.expires_on) {
            (Some(issued), _) if issued > date => wrong = Some(format!("issued on {}", date_text(issued))),
            (_, Some(expires)) if expires < date => wrong = Some(format!("expired on {}", date_text(expires))),
            (Some(_), Some(_)) => return,
            (None, _) => unknown = Some(format!("/certificates/{at}/issued_on")),
            (_, None) => unknown = Some(format!("/certificates/{at}/expires_on")),
        }
    }
    match (unknown, wrong) {
        (Some(path), _) => hits.missing(rule, path),
        (None, Some(observed)) => {
            hits.find(rule, path, observed, expected);
        }
        (None, None) => {}
    }
}

/// AR-06 is asked of the people on the record.
pub(super) fn incomplete_with_people(case: &Case<'_, '_>, hits: &mut Hits) {
    if case.carries(Facet::Certificates) && case.carries(Facet::People) {
        incomplete(case, hits);
    } else {
        hits.unknown(&rule::AR_06, Reason::FacetAbsent);
    }
}
