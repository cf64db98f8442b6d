//! What a rule is not asked of, by kind and delivery (C-13, C-52, X.8): a rule that is not asked is not listed.

use super::Row;
use super::case::Case;
use super::steps::is_destroyed;
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
    let rule = row.rule;
    if rule.family == Family::Wording && case.terms.wording.is_none() {
        return Scope::Exempt;
    }
    let is_of_the_session = !matches!(rule.family, Family::Plan | Family::Numbering) || rule.is(&rule::PL_15);
    if case.record.is_planned() && is_of_the_session {
        return Scope::NotReached;
    }
    let is_exempt = if case.record.is_team_activity() { is_team_exempt(case, row) } else { is_not_asked(case, row) };
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
    if row.rule.is(&rule::AR_06) {
        return !record.is_special_operation();
    }
    if row.rule.is(&rule::AR_07) {
        return record.kind != Some(TrainingKind::Management);
    }
    if row.rule.family == Family::Format {
        return is_footer_not_asked(case, row.rule);
    }
    row.rule.is(&rule::FV_03) && record.kind == Some(TrainingKind::Emergency) && record.is_drill() == Some(false)
}

/// What the policy does not ask of the footer.
fn is_footer_not_asked(case: &Case<'_, '_>, rule: &'static Rule) -> bool {
    let layout = &case.terms.layout;
    (rule.is(&rule::FT_08) && !layout.footer_number) || (rule.is(&rule::FT_09) && !layout.footer_mark)
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
        Family::Archive => row.rule.is(&rule::AR_06) || row.rule.is(&rule::AR_07),
        Family::Format => is_footer_not_asked(case, row.rule),
        Family::Elements => row.element.is_none_or(|element| !case.terms.team_elements.contains(&element)),
        _ => false,
    }
}
