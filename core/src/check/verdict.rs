//! The three verdicts, kept apart (C-33): validity by the proofs, completeness by elements and musts, grade of the worst
//! defect.

use super::case::{Case, Hits};
use super::proofs;
use crate::rule::{self, Breaks, Rule};
use crate::vocab::{Completeness, ProofKind, TrainingKind, Validity};

/// Whether the proofs stand, and which are missing.
pub(super) fn validity(case: &Case<'_, '_>, hits: &Hits, any_fault: bool) -> (Validity, Vec<ProofKind>) {
    if case.record.is_planned() {
        return (Validity::Unknown, vec![]);
    }
    if case.record.is_team_activity() {
        return (Validity::Exempt, vec![]);
    }
    let set = case.proofs.as_slice();
    let missing = proofs::missing(hits, set);
    if any_fault {
        return (Validity::Unknown, missing);
    }
    if hits.has(&rule::TP_05) {
        return (Validity::Invalid, missing);
    }
    let is_open = hits.is_open(&rule::TP_05) || set.iter().any(|proof| hits.is_open(proofs::rule_of(*proof).0));
    // Without a set nothing is proved: an online session whose proofs the policy does not name.
    (if is_open || set.is_empty() { Validity::Unknown } else { Validity::Valid }, missing)
}

/// Whether the completeness of a record needs a rule: of the five musts each kind needs its own.
pub(super) fn decides(case: &Case<'_, '_>, rule: &Rule) -> bool {
    let kind = case.record.kind;
    match rule.breaks {
        Breaks::Completeness => match rule.code {
            "FV-01" => kind == Some(TrainingKind::NewHire),
            "FV-02" => kind == Some(TrainingKind::SpecialOperation),
            "FV-03" => kind == Some(TrainingKind::Emergency),
            "FV-04" => kind == Some(TrainingKind::Management),
            _ => true,
        },
        Breaks::ValidityOrSpecialCompleteness => case.record.is_special_operation(),
        Breaks::Validity | Breaks::Nothing => false,
    }
}

/// Whether elements and musts stand, and the codes that stand against it.
pub(super) fn completeness(case: &Case<'_, '_>, hits: &Hits, any_fault: bool) -> (Completeness, Vec<&'static str>) {
    let mut codes: Vec<&'static str> =
        hits.found.iter().filter(|hit| decides(case, hit.rule)).map(|hit| hit.rule.code).collect();
    codes.dedup();
    if any_fault || case.record.is_planned() {
        return (Completeness::Unknown, codes);
    }
    if !codes.is_empty() {
        return (Completeness::Incomplete, codes);
    }
    let is_open = hits.unknown.iter().any(|(rule, reason)| reason.leaves_verdict_open() && decides(case, rule));
    (if is_open { Completeness::Unknown } else { Completeness::Complete }, codes)
}
