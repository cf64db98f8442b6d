//! Supervision on site (现场监督, II.2.2, III.2.3, VI.1.2): SV-01 to SV-03, SV-05. How much of a period was supervised
//! (SV-04) is no fact of one record: a register counts it.

use chrono::TimeDelta;

use super::case::{Case, Hits};
use super::terms::Terms;
use super::{Row, row};
use crate::record::TrainingRecordView;
use crate::record::people::PersonRefView;
use crate::record::teaching::SupervisionLogView;
use crate::rule::{self, Reason, Rule};
use crate::value::{stamp_text, stated, trimmed};

/// The role of the safety-training administrator (安全培训管理员) in the register of people.
const ADMINISTRATOR: &str = "TrainingAdministrator";

/// The log; without one SV-01 says so, and the rules on it lack their fact.
fn log<'r, 'a>(case: &Case<'r, 'a>, rule: &'static Rule, hits: &mut Hits) -> Option<&'r SupervisionLogView<'a>> {
    hits.needed(rule, "/supervision", case.record.supervision.as_ref())
}

/// Whether a record carries a tag of high-risk work that needs supervision (C-27, C-64).
pub(crate) fn needs_supervision(record: &TrainingRecordView<'_>, terms: &Terms) -> bool {
    let is_asked = |tag: &str| terms.supervised_tags.iter().any(|asked| asked == "*" || asked == trimmed(tag));
    record.high_risk.iter().any(|tag| stated(Some(tag)).is_some_and(is_asked))
}

/// SV-01: there is no log, or it is that of somebody who is no safety-training administrator.
fn log_missing(case: &Case<'_, '_>, hits: &mut Hits) {
    let rule = &rule::SV_01;
    let expected = "a log by the safety-training administrator";
    let Some(log) = &case.record.supervision else {
        hits.find(rule, "/supervision", "no log", expected).also(needs_supervision(case.record, case.terms));
        return;
    };
    let path = "/supervision/supervisor";
    let Some(key) = PersonRefView::key_of(log.supervisor.as_ref()) else { return hits.missing(rule, path) };
    let Some(organisation) = &case.context.organisation else { return hits.unknown(rule, Reason::FacetAbsent) };
    let Some(date) = case.record.date else { return hits.missing(rule, "/date") };
    if organisation.holds_role(key, ADMINISTRATOR, None, date) == Some(true) {
        return;
    }
    // A register that names no administrator on that day does not say who is none.
    if organisation.role_holders(ADMINISTRATOR, None, date).is_empty() {
        return hits.unknown(rule, Reason::FacetAbsent);
    }
    hits.find(rule, path, "somebody without that role", expected)
        .also(needs_supervision(case.record, case.terms))
        .about(Some(case.shown(key)));
}

/// SV-02: the log lacks discipline, participation or the statement on anomalies.
fn field_missing(case: &Case<'_, '_>, hits: &mut Hits) {
    let rule = &rule::SV_02;
    let Some(log) = log(case, rule, hits) else { return };
    let parts = [
        ("discipline", stated(log.discipline).is_some()),
        ("participation", stated(log.participation).is_some()),
        ("anomalies", !log.anomalies.is_empty() || log.no_anomaly == Some(true)),
    ];
    if parts.iter().all(|(_, is_there)| *is_there) {
        return;
    }
    let lacking: Vec<&str> = parts.iter().filter(|(_, is_there)| !is_there).map(|(part, _)| *part).collect();
    let expected = "discipline, participation, anomalies or that there was none";
    hits.find(rule, "/supervision", format!("lacks: {}", lacking.join(", ")), expected);
}

/// SV-03: the supervisor came after the start or left before the end.
fn not_whole(case: &Case<'_, '_>, hits: &mut Hits) {
    let rule = &rule::SV_03;
    let Some(log) = log(case, rule, hits) else { return };
    let Some(session) = case.session else { return hits.missing(rule, "/time") };
    let tolerance = TimeDelta::minutes(case.terms.supervision_tolerance);
    let (from, to) = (session.start + tolerance, session.end - tolerance);
    let came_late = log.arrived_at.is_some_and(|arrived| arrived > from);
    let left_early = log.left_at.is_some_and(|left| left < to);
    if came_late || left_early {
        let path = if came_late { "/supervision/arrived_at" } else { "/supervision/left_at" };
        let text = |stamp: Option<_>| stamp.map(stamp_text).unwrap_or_default();
        let observed = format!("{}..{}", text(log.arrived_at), text(log.left_at));
        let expected = format!("from {} at the latest, to {} at least", stamp_text(from), stamp_text(to));
        hits.find(rule, path, observed, expected)
            .also(needs_supervision(case.record, case.terms))
            .about(PersonRefView::key_of(log.supervisor.as_ref()).map(|key| case.shown(key)));
    } else if log.arrived_at.is_none() {
        hits.missing(rule, "/supervision/arrived_at");
    } else if log.left_at.is_none() {
        hits.missing(rule, "/supervision/left_at");
    }
}

/// SV-05: who watched also taught.
fn supervisor_is_instructor(case: &Case<'_, '_>, hits: &mut Hits) {
    let rule = &rule::SV_05;
    let Some(log) = log(case, rule, hits) else { return };
    let path = "/supervision/supervisor";
    let Some(supervisor) = PersonRefView::key_of(log.supervisor.as_ref()) else { return hits.missing(rule, path) };
    let Some(instructor) = PersonRefView::key_of(case.record.instructor.as_ref()) else {
        return hits.missing(rule, "/instructor");
    };
    if case.is_one_person(supervisor, instructor) {
        hits.find(rule, path, "the instructor", "somebody who does not teach").about(Some(case.shown(supervisor)));
    }
}

/// The family.
pub(super) const RULES: &[Row] = &[
    row(&rule::SV_01, log_missing),
    row(&rule::SV_02, field_missing),
    row(&rule::SV_03, not_whole),
    row(&rule::SV_05, supervisor_is_instructor),
];
