//! What a rule is not asked of, by kind and delivery (C-13, C-52, X.8): a rule that is not asked is not listed.

use super::case::Case;
use super::steps::is_destroyed;
use super::{Only, Row};
use crate::rule::{self, Family, Rule};
use crate::value::local_date;
use crate::vocab::{Delivery, Stage, TrainingKind};

/// Whether a rule is asked of a record.
pub(super) enum Scope {
    /// It is.
    Asked,
    /// The kind is not asked.
    Exempt,
    /// The policy does not say which proofs take the place of those on site.
    Unset(&'static str),
    /// The session lies in the future or was cancelled: nothing has happened yet.
    NotReached,
}

/// The scope of a rule for one record.
#[inline]
pub(super) fn scope(case: &Case<'_, '_>, row: &Row) -> Scope {
    if case.is_usual {
        return if is_not_asked(case, row.only) { Scope::Exempt } else { Scope::Asked };
    }
    unusual(case, row)
}

/// Whether a session was held on site, by one who has to say it all, and its record is kept: then only the row itself says
/// of which records it is asked.
pub(super) fn is_usual(case: &Case<'_, '_>) -> bool {
    let record = case.record;
    let is_held = !record.is_planned() && record.delivery() == Delivery::OnSite && !is_destroyed(case);
    is_held && !record.is_team_activity()
}

/// The scope of a rule for a record of which whole families may not be asked.
fn unusual(case: &Case<'_, '_>, row: &Row) -> Scope {
    let rule = row.rule;
    if matches!(row.only, Only::IfWording) && is_not_asked(case, row.only) {
        return Scope::Exempt;
    }
    let is_of_the_session = !matches!(rule.family, Family::Plan | Family::Numbering) || rule.is(&rule::PL_15);
    if case.record.is_planned() && is_of_the_session {
        return Scope::NotReached;
    }
    let is_exempt =
        if case.record.is_team_activity() { is_team_exempt(case, row) } else { is_not_asked(case, row.only) };
    if is_exempt || (rule.family == Family::Archive && is_nothing_kept(case, rule)) {
        return Scope::Exempt;
    }
    let replaced =
        matches!(rule.family, Family::Photos | Family::Proofs | Family::Supervision) || rule.is(&rule::SG_02);
    match case.record.delivery() {
        Delivery::OnSite => Scope::Asked,
        Delivery::Online | Delivery::Blended if !replaced => Scope::Asked,
        _ if case.terms.online.is_none() => {
            // The certificate copy is a proof of special operation alone, however it is held.
            let is_foreign = rule.is(&rule::TP_04) && !case.record.is_special_operation();
            if is_foreign { Scope::Exempt } else { Scope::Unset("proofs.online") }
        }
        // The proofs of an online session take the place of signatures, photos and supervision on site.
        Delivery::Online if rule.family != Family::Proofs => Scope::Exempt,
        _ => Scope::Asked,
    }
}

/// What the policy, the kind or the stage does not ask.
#[inline]
fn is_not_asked(case: &Case<'_, '_>, only: Only) -> bool {
    let record = case.record;
    let layout = &case.terms.layout;
    match only {
        Only::All => false,
        Only::IfElement(element) => !case.terms.elements.contains(&element),
        Only::IfEvaluated => !case.terms.effect_evaluation,
        Only::IfWording => case.terms.wording.is_none(),
        Only::IfFooterNumber => !layout.footer_number,
        Only::IfFooterMark => !layout.footer_mark,
        Only::SpecialOperation => !record.is_special_operation(),
        Only::OperationReview => record.is_special_operation() && !is_reviewed_by_law(case),
        Only::Management => record.kind != Some(TrainingKind::Management),
        Only::Drill => record.kind == Some(TrainingKind::Emergency) && record.is_drill() == Some(false),
    }
}

/// Whether the session may be a review of the regime that still had them: no certification, and not after its end.
fn is_reviewed_by_law(case: &Case<'_, '_>) -> bool {
    let end = case.session.map(|session| local_date(session.end));
    let is_new_regime = end.zip(case.terms.regime).is_some_and(|(end, first)| end >= first);
    case.record.stage != Some(Stage::Certification) && !is_new_regime
}

/// A destroyed record is kept nowhere; its certificates and its links are as they were.
fn is_nothing_kept(case: &Case<'_, '_>, rule: &'static Rule) -> bool {
    let of_the_holding = [&rule::AR_01, &rule::AR_02, &rule::AR_03, &rule::AR_04, &rule::AR_05, &rule::AR_08];
    is_destroyed(case) && of_the_holding.iter().any(|one| rule.is(one))
}

/// The lighter set of a team's log: no plan item and notice, lecture log, supervision, photos, assessment, proofs, traces
/// and musts, and nothing that compares with them; of the elements those that the policy names; of the sign-in rules none
/// while there is no sheet.
fn is_team_exempt(case: &Case<'_, '_>, row: &Row) -> bool {
    match row.rule.family {
        Family::Plan | Family::Lecture | Family::Supervision | Family::Photos | Family::Assessment => true,
        Family::Proofs | Family::Traces | Family::Musts => true,
        // Nobody watches a team's activity, so that mostly nobody was counted either.
        Family::SignIn if row.rule.is(&rule::SG_10) && case.record.presence.is_empty() => true,
        Family::SignIn => case.record.sign_in.is_none(),
        // Without plan and assessment nothing is compared with them, and a log has no name by which it would be bound; nobody's
        // file or certificate hangs on a team's log.
        Family::Review => [&rule::RV_02, &rule::RV_03, &rule::RV_08].into_iter().any(|rule| row.rule.is(rule)),
        Family::Archive => matches!(row.only, Only::SpecialOperation | Only::Management),
        Family::Format => is_not_asked(case, row.only),
        Family::Elements => match row.only {
            Only::IfElement(element) => !case.terms.team_elements.contains(&element),
            _ => true,
        },
        _ => false,
    }
}
