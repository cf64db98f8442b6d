//! In which figures one record counts, and how: the row behind every figure.

use serde::Serialize;

use super::delay::hours_up;
use crate::calendar::{PeriodKind, period_of};
use crate::check::{Context, Review};
use crate::record::TrainingRecordView;
use crate::rule::{Facet, Family, Reason};
use crate::value::{Stamp, local_date};
use crate::vocab::Element;

/// A yes or no that counts in a month of its own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Dated {
    /// The month in which it counts, `2025-07`.
    pub month: String,
    /// Whether it is fulfilled.
    pub met: bool,
}

/// In which figures one record counts. `null` = it does not count in the figure, or could not be assessed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Membership {
    /// Department of the record; empty where the record names none.
    pub department: String,
    /// Month of the end of the session; empty where it cannot be derived.
    pub month: String,
    /// 完整率: no finding EL-01 to EL-13.
    pub complete: Option<bool>,
    /// Elements that are there, of those asked.
    pub elements: Option<(u32, u32)>,
    /// 及时率: handed over and uploaded on time; counts once its due has passed.
    pub on_time: Option<bool>,
    /// Hours from the end of the session to the submission (or to `as_of`), rounded up.
    pub delay_hours: Option<u32>,
    /// 规范率: no FT finding and no FT fact unknown.
    pub conforming: Option<bool>,
    /// 准确率: items that match, of those verified.
    pub verified: Option<(u32, u32)>,
    /// 及时归档率, in the month of its due.
    pub archived: Option<Dated>,
    /// 培训效果达标率: the evaluation that is due says that the goal was met.
    pub effect: Option<bool>,
}

impl Membership {
    /// The membership of a reviewed record. `verified` = items that match and items verified, where it was sampled.
    #[must_use]
    pub fn of(
        review: &Review,
        record: &TrainingRecordView<'_>,
        context: &Context,
        verified: Option<(u32, u32)>,
    ) -> Membership {
        let (complete, elements) = elements(review, record);
        let (on_time, delay_hours) = timeliness(review, record, context.as_of());
        Membership {
            department: review.department.clone().unwrap_or_default(),
            month: review.session_end.map(month_of).unwrap_or_default(),
            complete,
            elements,
            on_time,
            delay_hours,
            conforming: format(review, record, context),
            verified,
            archived: archived(review, record, context.as_of()),
            effect: effect(review, record, context),
        }
    }
}

/// The month of a stamp at +08:00, `2025-07`.
pub(crate) fn month_of(stamp: Stamp) -> String {
    period_of(local_date(stamp), PeriodKind::Month).label()
}

fn is_open(review: &Review, is_of: impl Fn(&str) -> bool) -> bool {
    review.not_assessed.iter().any(|entry| is_of(entry.code) && entry.reason.leaves_verdict_open())
}

/// EL-01 to EL-13; EL-14 does not count (C-03).
fn is_element_code(code: &str) -> bool {
    code.starts_with("EL-") && code != "EL-14"
}

fn elements(review: &Review, record: &TrainingRecordView<'_>) -> (Option<bool>, Option<(u32, u32)>) {
    if record.is_planned() || is_open(review, is_element_code) {
        return (None, None);
    }
    let found = review.findings.iter().filter(|finding| is_element_code(finding.code)).count();
    // An element that the policy does not ask counts as there: the share is that of the twelve, or of a team's six.
    let asked = if record.is_team_activity() { 6 } else { u32::try_from(Element::ALL.len()).unwrap_or(12) };
    let missing =
        review.findings.iter().filter(|finding| is_element_code(finding.code) && finding.code != "EL-13").count();
    let there = asked.saturating_sub(u32::try_from(missing).unwrap_or(u32::MAX));
    (Some(found == 0), Some((there, asked)))
}

/// On time, once the later of the two dues has passed; the delay of what was submitted before the end is no delay.
fn timeliness(review: &Review, record: &TrainingRecordView<'_>, as_of: Stamp) -> (Option<bool>, Option<u32>) {
    let Some((paper, electronic)) = review.deadlines.paper.zip(review.deadlines.electronic) else {
        return (None, None);
    };
    let Some(end) = review.session_end else { return (None, None) };
    if record.is_planned() || !record.carries(Facet::Package) || paper.due.max(electronic.due) >= as_of {
        return (None, None);
    }
    if is_open(review, |code| matches!(code, "TM-01" | "TM-02")) {
        return (None, None);
    }
    let package = record.package.as_ref();
    let handed = package.and_then(|package| package.handed_at);
    let uploaded = package.and_then(|package| package.uploaded_at);
    if [handed, uploaded].into_iter().flatten().any(|done| done < end) {
        // Reported as TM-07; neither on time nor late.
        return (None, None);
    }
    let is_late = review.findings.iter().any(|finding| matches!(finding.code, "TM-01" | "TM-02"));
    let submitted = handed.zip(uploaded).map_or(as_of, |(handed, uploaded)| handed.max(uploaded));
    (Some(!is_late), Some(hours_up((submitted - end).num_seconds())))
}

fn format(review: &Review, record: &TrainingRecordView<'_>, context: &Context) -> Option<bool> {
    if record.is_planned() || !record.carries(Facet::Pdf) {
        return None;
    }
    // Before the upload there is no file: the record does not count yet.
    if review.not_assessed.iter().any(|entry| entry.code.starts_with("FT-") && entry.reason == Reason::NotReached) {
        return None;
    }
    let found = review.findings.iter().any(|finding| finding.rule.family == Family::Format);
    let is_unknown = is_open(review, |code| code.starts_with("FT-"));
    let stamp = review.session_end.unwrap_or(context.as_of());
    let unknown = context.policy().at(stamp).ok().and_then(|policy| policy.text("quality.format.unknown"));
    if is_unknown && !found && unknown == Some("Undefined") {
        return None;
    }
    // As the scheme's default has it, a fact that is not known does not conform.
    Some(!found && !is_unknown)
}

fn archived(review: &Review, record: &TrainingRecordView<'_>, as_of: Stamp) -> Option<Dated> {
    let due = review.deadlines.archive?;
    let rests_on = ["/archive", "/review/returns", "/package/received_at"];
    let is_faulty = review.faults.iter().any(|fault| rests_on.iter().any(|place| fault.path.starts_with(place)));
    if record.is_planned() || is_faulty || !record.carries(Facet::Archive) {
        return None;
    }
    let met = match record.archive.as_ref().and_then(|archive| archive.archived_at) {
        Some(done) => !due.is_late(done),
        None if due.is_late(as_of) => false,
        None => return None,
    };
    Some(Dated { month: month_of(due.due), met })
}

/// An evaluation is due where the policy of the session asks it; a missing one does not meet the goal.
fn effect(review: &Review, record: &TrainingRecordView<'_>, context: &Context) -> Option<bool> {
    if record.is_planned() || record.is_team_activity() || !record.carries(Facet::Evaluation) {
        return None;
    }
    let stamp = review.session_end.unwrap_or(context.as_of());
    let is_due = context.policy().at(stamp).ok()?.flag("elements.effect_evaluation")?;
    let met = record.evaluation.as_ref().and_then(|evaluation| evaluation.met);
    is_due.then_some(met == Some(true))
}
