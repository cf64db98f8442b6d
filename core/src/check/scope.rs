//! What a rule is not asked of, by kind and delivery (C-13, C-52, X.8): a rule that is not asked is not listed.

use super::Row;
use super::case::Case;
use crate::rule::{self, Family};
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
    let rule = row.rule;
    if case.record.is_planned() && !matches!(rule.family, Family::Plan | Family::Numbering) {
        return Scope::NotReached;
    }
    let is_exempt = if case.record.is_team_activity() { is_team_exempt(case, row) } else { is_not_asked(case, row) };
    if is_exempt {
        return Scope::Exempt;
    }
    let replaced = matches!(rule.family, Family::Photos | Family::Proofs) || rule.is(&rule::SG_02);
    match case.record.delivery() {
        Delivery::OnSite => Scope::Asked,
        Delivery::Online | Delivery::Blended if !replaced => Scope::Asked,
        _ if case.terms.online.is_none() => {
            // The certificate copy is a proof of special operation alone, however it is held.
            let is_foreign = rule.is(&rule::TP_04) && !case.record.is_special_operation();
            if is_foreign { Scope::Exempt } else { Scope::Unset("proofs.online") }
        }
        // The proofs of an online session take the place of signatures and photos on site.
        Delivery::Online if rule.family != Family::Proofs => Scope::Exempt,
        _ => Scope::Asked,
    }
}

/// What the policy or the stage does not ask: elements that are not required, an evaluation before the revision, the review
/// form of a certification or of the regime without reviews, the list of a training that is no drill.
fn is_not_asked(case: &Case<'_, '_>, row: &Row) -> bool {
    let record = case.record;
    if let Some(element) = row.element {
        return !case.terms.elements.contains(&element);
    }
    if row.rule.is(&rule::EL_13) {
        return !case.terms.effect_evaluation;
    }
    if row.rule.is(&rule::FV_02) && record.is_special_operation() {
        let end = case.session.map(|session| local_date(session.end));
        let is_new_regime = end.zip(case.terms.regime).is_some_and(|(end, first)| end >= first);
        return record.stage == Some(Stage::Certification) || is_new_regime;
    }
    row.rule.is(&rule::FV_03) && record.kind == Some(TrainingKind::Emergency) && record.is_drill() == Some(false)
}

/// The lighter set of a team's log: no plan item, photos, assessment, proofs, traces and musts; of the elements those
/// that the policy names; of the sign-in rules none while there is no sheet.
fn is_team_exempt(case: &Case<'_, '_>, row: &Row) -> bool {
    match row.rule.family {
        Family::Plan | Family::Photos | Family::Assessment | Family::Proofs | Family::Traces | Family::Musts => true,
        Family::SignIn => case.record.sign_in.is_none(),
        // A log has no name by which it would be bound.
        Family::Review => row.rule.is(&rule::RV_08),
        Family::Elements => row.element.is_none_or(|element| !case.terms.team_elements.contains(&element)),
        _ => false,
    }
}
