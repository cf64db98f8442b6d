//! Three proofs in one (三证合一, IV.2.1): TP-01 to TP-05.

use super::case::{Case, Hits};
use super::terms::Terms;
use super::{Row, row, row_with_own_facets};
use crate::record::TrainingRecordView;
use crate::rule::{self, Facet, Reason, Rule};
use crate::value::{Span, stated};
use crate::vocab::{CertificateKind, Delivery, ProofKind};

/// The proofs that the policy asks of a record: those on site, those online, or both for a blended session (X.8).
pub(super) fn asked(record: &TrainingRecordView<'_>, terms: &Terms) -> Vec<ProofKind> {
    let on_site = record.kind.map_or(&[][..], |kind| terms.proofs(kind));
    let online = terms.online.as_deref().unwrap_or_default();
    match record.delivery() {
        Delivery::OnSite => on_site.to_vec(),
        // What takes place online replaces sheet, video and paper, not the copy of a certificate (C-13).
        Delivery::Online => {
            let copy = on_site.iter().filter(|proof| **proof == ProofKind::CertificateCopy && !online.contains(proof));
            // Where no paper proves validity on site, no test does online: special operation needs it for completeness.
            let has_exam = on_site.contains(&ProofKind::ExamPaper);
            let online = online.iter().filter(|proof| has_exam || **proof != ProofKind::OnlineTest);
            online.chain(copy).copied().collect()
        }
        Delivery::Blended => {
            let further = online.iter().filter(|proof| !on_site.contains(proof));
            on_site.iter().chain(further).copied().collect()
        }
    }
}

/// The rule that says that a proof is missing, and the facet in which it stands.
pub(super) fn rule_of(proof: ProofKind) -> (&'static Rule, Facet) {
    match proof {
        ProofKind::SignIn => (&rule::TP_01, Facet::SignIn),
        ProofKind::LoginTrace => (&rule::TP_01, Facet::Video),
        ProofKind::Video | ProofKind::Recording => (&rule::TP_02, Facet::Video),
        ProofKind::ExamPaper => (&rule::TP_03, Facet::Assessment),
        ProofKind::OnlineTest => (&rule::TP_03, Facet::Video),
        ProofKind::CertificateCopy => (&rule::TP_04, Facet::Certificates),
    }
}

/// TP-01: the sheet is missing or holds no signed entry; online, the log-in trace is missing.
fn sign_in(case: &Case<'_, '_>, hits: &mut Hits) {
    let asked = case.proofs.as_slice();
    let rule = &rule::TP_01;
    if asked.contains(&ProofKind::SignIn) {
        match &case.record.sign_in {
            _ if !case.carries(Facet::SignIn) => hits.unknown(rule, Reason::FacetAbsent),
            None => {
                hits.find(rule, "/sign_in", "no sheet", "a sign-in sheet with signatures");
            }
            Some(sheet) if !sheet.entries.iter().any(|entry| entry.is_present()) => {
                hits.find(rule, "/sign_in", "no signed entry", "a sign-in sheet with signatures");
            }
            Some(_) => {}
        }
    }
    online(case, hits, asked, ProofKind::LoginTrace, "/online/login_trace");
}

/// A proof of an online session.
fn online(case: &Case<'_, '_>, hits: &mut Hits, asked: &[ProofKind], proof: ProofKind, path: &'static str) {
    if !asked.contains(&proof) {
        return;
    }
    let (rule, facet) = rule_of(proof);
    let trace = case.record.online.as_ref();
    let digest = trace.and_then(|trace| match proof {
        ProofKind::LoginTrace => trace.login_trace,
        ProofKind::Recording => trace.recording,
        _ => trace.test,
    });
    if !case.carries(facet) {
        hits.unknown(rule, Reason::FacetAbsent);
    } else if stated(digest).is_none() {
        hits.find(rule, path, "missing", proof.code());
    }
}

/// TP-02: the video inside the session, overlaps counted once, is shorter than the policy asks.
fn video(case: &Case<'_, '_>, hits: &mut Hits) {
    let asked = case.proofs.as_slice();
    if asked.contains(&ProofKind::Video) {
        if case.carries(Facet::Video) {
            video_on_site(case, hits)
        } else {
            hits.unknown(&rule::TP_02, Reason::FacetAbsent)
        }
    }
    online(case, hits, asked, ProofKind::Recording, "/online/recording");
}

fn video_on_site(case: &Case<'_, '_>, hits: &mut Hits) {
    let rule = &rule::TP_02;
    let expected =
        || format!("at least {}:{:02} minutes inside the session", case.terms.video / 60, case.terms.video % 60);
    if case.record.videos.is_empty() {
        hits.find(rule, "/videos", "no video", expected());
        return;
    }
    // Without the times of the session all may lie inside it: too short altogether is too short.
    let inside = |span: Span| case.session.map_or(Some(span), |session| span.overlap(session));
    let mut spans: Vec<Span> = case.record.videos.iter().filter_map(|video| inside(video.span()?)).collect();
    let seconds = Span::covered(&mut spans);
    if seconds >= case.terms.video {
        if case.session.is_none() {
            hits.missing(rule, if case.record.date.is_none() { "/date" } else { "/time" });
        }
        return;
    }
    // A recording that does not say when it was made may hold what is missing.
    match case.record.videos.iter().find(|video| video.span().is_none()) {
        Some(video) => {
            let missing = if video.from.is_none() { "from" } else { "to" };
            hits.missing(rule, format!("/videos/{}/{missing}", video.index));
        }
        None => {
            hits.find(rule, "/videos", format!("{}:{:02} minutes", seconds / 60, seconds % 60), expected());
        }
    }
}

/// TP-03: neither an exam paper nor a practical sheet is filed; for special operation it is asked for completeness (C-13).
fn exam(case: &Case<'_, '_>, hits: &mut Hits) {
    let asked = case.proofs.as_slice();
    let rule = &rule::TP_03;
    let for_completeness = case.record.is_special_operation() && case.record.delivery() != Delivery::Online;
    if asked.contains(&ProofKind::ExamPaper) || for_completeness {
        let is_filed = case
            .record
            .assessment
            .as_ref()
            .is_some_and(|assessment| !assessment.papers.is_empty() || !assessment.practicals.is_empty());
        if !case.carries(Facet::Assessment) {
            hits.unknown(rule, Reason::FacetAbsent);
        } else if !is_filed {
            hits.find(rule, "/assessment/papers", "none", "an exam paper or a practical sheet");
        }
    }
    let online_set = case.terms.online.as_deref().unwrap_or_default();
    let is_online = case.record.delivery() != Delivery::OnSite;
    let asked = if case.record.is_special_operation() && is_online { online_set } else { asked };
    online(case, hits, asked, ProofKind::OnlineTest, "/online/test");
}

/// TP-04: the copy of the certificate is missing.
fn certificate(case: &Case<'_, '_>, hits: &mut Hits) {
    let rule = &rule::TP_04;
    let record = case.record;
    // Special operation has a certificate of its own: the copy of another is none of it.
    let is_other = |kind| record.is_special_operation() && kind != CertificateKind::SpecialOperation;
    let is_proved = record.certificates.iter().any(|copy| !copy.kind.is_some_and(is_other));
    if case.proofs.contains(&ProofKind::CertificateCopy) && !is_proved {
        let observed = if record.certificates.is_empty() { "none" } else { "copies of other certificates" };
        hits.find(rule, "/certificates", observed, "a copy of the certificate");
    }
}

/// TP-05: at least one proof of the set is missing, so that the record is invalid.
fn record_invalid(case: &Case<'_, '_>, hits: &mut Hits) {
    let rule = &rule::TP_05;
    let set = case.proofs.as_slice();
    let missing: Vec<&str> = missing(hits, set).into_iter().map(|proof| proof.code()).collect();
    if !missing.is_empty() {
        let expected: Vec<&str> = set.iter().map(|proof| proof.code()).collect();
        hits.find(rule, "", format!("missing: {}", missing.join(", ")), expected.join(", "));
        return;
    }
    // Nothing that was asked is missing; if something was not asked, nobody knows.
    let open = set.iter().map(|proof| rule_of(*proof).0).find(|one| hits.is_open(one));
    if let Some(open) = open {
        let reason = hits.unknown.iter().find(|(rule, _)| rule.is(open)).map(|(_, reason)| reason.clone());
        hits.unknown(rule, reason.unwrap_or(Reason::FacetAbsent));
    }
}

/// The proofs of a set that were found missing.
pub(super) fn missing(hits: &Hits, set: &[ProofKind]) -> Vec<ProofKind> {
    let is_of = |path: &str, proof: ProofKind| match proof {
        ProofKind::LoginTrace | ProofKind::Recording | ProofKind::OnlineTest => path.starts_with("/online"),
        _ => !path.starts_with("/online"),
    };
    let found = |proof: &ProofKind| {
        let (rule, _) = rule_of(*proof);
        hits.found.iter().any(|hit| hit.rule.code == rule.code && is_of(&hit.path, *proof))
    };
    set.iter().copied().filter(found).collect()
}

/// The family.
pub(super) const RULES: &[Row] = &[
    row_with_own_facets(&rule::TP_01, sign_in),
    row_with_own_facets(&rule::TP_02, video),
    row_with_own_facets(&rule::TP_03, exam),
    row(&rule::TP_04, certificate),
    row_with_own_facets(&rule::TP_05, record_invalid),
];
