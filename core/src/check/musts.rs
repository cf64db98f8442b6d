//! Five musts (五个必做, IV.3.2): FV-01 to FV-05.

use super::case::{Case, Hits};
use super::{Only, Row, row, row_with_own_facets};
use crate::record::SignatureView;
use crate::record::documents::DocumentsView;
use crate::rule::{self, Facet, Reason};
use crate::value::local_date;
use crate::vocab::{Level, PlanKind, Stage, TrainingKind};

fn documents<'r, 'a>(case: &Case<'r, 'a>) -> Option<&'r DocumentsView<'a>> {
    case.record.documents.as_ref()
}

/// FV-01: a new hire without three-level card, or a row of the own or an earlier level is missing or incomplete (C-43).
fn three_level_card(case: &Case<'_, '_>, hits: &mut Hits) {
    let rule = &rule::FV_01;
    if case.record.kind != Some(TrainingKind::NewHire) {
        return;
    }
    let path = "/documents/three_level_card";
    let Some(card) = documents(case).and_then(|documents| documents.three_level_card.as_ref()) else {
        hits.find(rule, path, "no card", "a three-level card");
        return;
    };
    let Some(own) = case.record.level else { return hits.missing(rule, "/level") };
    let lacking: Vec<&str> = Level::ALL
        .iter()
        .filter(|level| **level <= own)
        .filter(|level| {
            !card.rows.iter().any(|row| {
                row.level == Some(**level)
                    && row.minutes.is_some_and(|minutes| minutes > 0)
                    && row.on.is_some()
                    && row.verdict.is_some()
                    && row.signature.as_ref().is_some_and(SignatureView::counts)
            })
        })
        .map(|level| level.code())
        .collect();
    if !lacking.is_empty() {
        let observed = format!("row missing or incomplete: {}", lacking.join(", "));
        hits.find(rule, path, observed, "hours, date, result and signature of each level up to the own");
    }
}

/// FV-02: a review without review record form, under the regime that still had reviews.
fn review_form(case: &Case<'_, '_>, hits: &mut Hits) {
    let rule = &rule::FV_02;
    if !case.record.is_special_operation() {
        return;
    }
    let Some(stage) = case.record.stage else { return hits.missing(rule, "/stage") };
    if stage != Stage::Review {
        return;
    }
    let Some(end) = case.session.map(|session| local_date(session.end)) else { return hits.missing(rule, "/time") };
    let is_old_regime = case.terms.regime.is_none_or(|first| end < first);
    if is_old_regime && documents(case).is_none_or(|documents| documents.review_form.is_none()) {
        hits.find(rule, "/documents/review_form", "missing", "a review record form");
    }
}

/// FV-03: a drill without consumption list and without a signed statement that nothing was used (C-31).
fn consumption_list(case: &Case<'_, '_>, hits: &mut Hits) {
    let rule = &rule::FV_03;
    match case.record.is_drill() {
        Some(true) => {}
        Some(false) => return,
        None => return hits.missing(rule, "/emergency"),
    }
    let is_there = documents(case).and_then(|documents| documents.consumption.as_ref()).is_some_and(|list| {
        let signed = list.signature.as_ref().is_some_and(SignatureView::counts);
        !list.items.is_empty() || (list.none_used == Some(true) && signed)
    });
    if !is_there {
        hits.find(
            rule,
            "/documents/consumption",
            "missing",
            "a consumption list, or a signed statement that none was used",
        );
    }
}

/// FV-04: a management training without assessment score form.
fn score_form(case: &Case<'_, '_>, hits: &mut Hits) {
    let is_missing = documents(case).is_none_or(|documents| documents.score_form.is_none());
    if case.record.kind == Some(TrainingKind::Management) && is_missing {
        hits.find(&rule::FV_04, "/documents/score_form", "missing", "an assessment score form");
    }
}

/// FV-05: a special training without effect evaluation report. Three kinds are asked by kind, the others by their plan.
fn effect_report(case: &Case<'_, '_>, hits: &mut Hits) {
    let rule = &rule::FV_05;
    let by_kind =
        matches!(case.record.kind, Some(TrainingKind::Transfer | TrainingKind::ReturnToWork | TrainingKind::FourNew));
    if !by_kind {
        if !case.carries(Facet::Plan) {
            return hits.unknown(rule, Reason::FacetAbsent);
        }
        match case.record.plan_item.as_ref().map(|item| item.plan_kind) {
            Some(Some(PlanKind::Special)) => {}
            Some(None) => return hits.missing(rule, "/plan_item/plan_kind"),
            _ => return,
        }
    }
    if !case.carries(Facet::Musts) {
        return hits.unknown(rule, Reason::FacetAbsent);
    }
    if documents(case).is_none_or(|documents| documents.effect_report.is_none()) {
        hits.find(rule, "/documents/effect_report", "missing", "an effect evaluation report");
    }
}

/// The family.
pub(super) const RULES: &[Row] = &[
    row(&rule::FV_01, three_level_card),
    row(&rule::FV_02, review_form).only(Only::OperationReview),
    row(&rule::FV_03, consumption_list).only(Only::Drill),
    row(&rule::FV_04, score_form),
    row_with_own_facets(&rule::FV_05, effect_report),
];
