//! In which figures one record counts, and how: the row behind every figure.

use serde::Serialize;

use super::delay::hours_up;
use crate::check::{Context, Review};
use crate::record::TrainingRecordView;
use crate::rule::{Facet, Family, Reason};
use crate::value::{Stamp, date_text, local_date};
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
            effect: effect(record, context),
        }
    }
}

/// The month of a stamp at +08:00, `2025-07`.
pub(crate) fn month_of(stamp: Stamp) -> String {
    let mut label = date_text(local_date(stamp));
    label.truncate("2025-07".len());
    label
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
    if record.is_planned() || !(record.carries(Facet::Pdf) || record.carries(Facet::Paper)) {
        return None;
    }
    // Before the upload there is no file, before the hand-over no paper: the record does not count yet.
    if review.not_assessed.iter().any(|entry| entry.code.starts_with("FT-") && entry.reason == Reason::NotReached) {
        return None;
    }
    let found = review.findings.iter().any(|finding| finding.rule.family == Family::Format);
    // A source that carries only one of file and paper is asked only that one.
    let is_unknown = review.not_assessed.iter().any(|entry| {
        entry.code.starts_with("FT-") && entry.reason.leaves_verdict_open() && entry.reason != Reason::FacetAbsent
    });
    if is_unknown && !found && context.judging(record).ok()?.1.unknown_format_is_undefined {
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
fn effect(record: &TrainingRecordView<'_>, context: &Context) -> Option<bool> {
    if record.is_planned() || record.is_team_activity() || !record.carries(Facet::Evaluation) {
        return None;
    }
    let is_due = context.judging(record).ok()?.1.effect_evaluation;
    let met = record.evaluation.as_ref().and_then(|evaluation| evaluation.met);
    is_due.then_some(met == Some(true))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::WorkCalendar;
    use crate::check::review_json;
    use crate::policy::PolicyBook;
    use crate::record::{Document, TrainingRecord};
    use crate::value::parse_stamp;
    use serde_json::{Value, json};

    /// A session that ends on 2024-03-12 at 16:00, with every core element, handed over and received in time.
    fn record() -> Value {
        json!({
            "schema_version": 1, "kind": "Refresher", "name": "复训", "date": "2024-03-12",
            "time": {"from": "14:00", "to": "16:00"}, "duration_minutes": 120, "place": "一号教室",
            "instructor": {"employee_no": "E1"}, "topic": "灭火器", "content_summary": {"text": "四步操作"},
            "participants": [{"person": {"employee_no": "E2"}, "department": "AJ", "special_operation": false}],
            "recorder_signature": {"kind": "Handwritten"},
            "assessment": {"method": "考试", "results": [{"person": {"employee_no": "E2"}, "verdict": "Pass"}]},
            "evaluation": {"met": true},
            "pdf": {"is_pdf": true, "encrypted": false, "pages": [{"text_characters": 9, "scanned": false, "number": 1}]},
            "paper": {"width_mm": 210, "height_mm": 297, "title_font": "黑体", "title_size": "16", "title_centred": true,
                "body_font": "宋体", "body_size": "12", "line_spacing": "1.5", "header_logo": true,
                "header_text": "安全生产培训记录", "footer_page_number": true, "footer_confidentiality": "内部"},
            "package": {"handed_at": "2024-03-13T16:00:00+08:00", "uploaded_at": "2024-03-12T17:00:00+08:00",
                "received_at": "2024-03-14T09:00:00+08:00"}
        })
    }

    fn row_by(record: &Value, as_of: &str, policy: &str) -> Membership {
        let policy = PolicyBook::from_json(policy).unwrap();
        let context = Context::new(policy, WorkCalendar::china(), parse_stamp(as_of).unwrap()).unwrap();
        let text = record.to_string();
        let review = review_json(&mut Document::default(), text.as_bytes(), &context).unwrap();
        let record = TrainingRecord::from_json(&text).unwrap();
        Membership::of(&review, &record.facts().record, &context, None)
    }

    fn row(pointer: &str, value: Value, as_of: &str) -> Membership {
        let mut record = record();
        let (parent, key) = pointer.rsplit_once('/').unwrap();
        record.pointer_mut(parent).unwrap()[key] = value;
        row_by(&record, as_of, r#"{"versions":[{}]}"#)
    }

    const LATER: &str = "2024-05-01T00:00:00+08:00";

    #[test]
    fn iv_4_1_b_el_01_to_el_13_count_and_el_14_does_not() {
        let of = |pointer: &str, value: Value| {
            let row = row(pointer, value, LATER);
            (row.complete, row.elements)
        };
        assert_eq!(of("/name", json!("复训")), (Some(true), Some((12, 12))));
        assert_eq!(of("/name", json!("无")), (Some(false), Some((11, 12))));
        // EL-13 is no member of the twelve, yet counts for the 完整率 (C-03).
        assert_eq!(of("/evaluation", Value::Null), (Some(false), Some((12, 12))));
        assert_eq!(of("/participants/0/department", Value::Null), (Some(true), Some((12, 12))));
        // What could not be assessed is neither complete nor incomplete.
        assert_eq!(of("/facets", json!(["heading", "people", "evaluation"])), (None, None));
    }

    #[test]
    fn g_31_on_time_to_the_second_and_unsubmitted_counts_once_its_due_has_passed() {
        let uploaded = |at: Value, as_of: &str| {
            let row = row("/package/uploaded_at", at, as_of);
            (row.on_time, row.delay_hours)
        };
        assert_eq!(uploaded(json!("2024-03-13T16:00:00+08:00"), LATER), (Some(true), Some(24)));
        assert_eq!(uploaded(json!("2024-03-13T16:00:01+08:00"), LATER), (Some(false), Some(25)));
        // The later of hand-over and upload is the submission (C-20): handed over at 24 h, uploaded before.
        assert_eq!(uploaded(json!("2024-03-12T17:00:00+08:00"), LATER), (Some(true), Some(24)));
        // Submitted before the end: excluded, TM-07 reports it (IV.4.1.c).
        assert_eq!(uploaded(json!("2024-03-12T15:00:00+08:00"), LATER), (None, None));
        let mut never = record();
        never["package"] = json!({});
        let never = |as_of: &str| {
            let row = row_by(&never, as_of, r#"{"versions":[{}]}"#);
            (row.on_time, row.delay_hours)
        };
        assert_eq!(never("2024-03-13T16:00:00+08:00"), (None, None));
        assert_eq!(never("2024-03-13T16:00:01+08:00"), (Some(false), Some(25)));
        assert_eq!(never("2024-03-14T16:00:00+08:00"), (Some(false), Some(48)));
    }

    #[test]
    fn iv_4_1_d_an_unknown_fact_does_not_conform_and_an_absent_facet_does_not_count() {
        let pdf = |value: Value| row("/pdf", value, LATER).conforming;
        let page = |mut page: Value| {
            page["number"] = json!(1);
            pdf(json!({"is_pdf": true, "encrypted": false, "pages": [page]}))
        };
        assert_eq!(page(json!({"text_characters": 1, "scanned": false})), Some(true));
        assert_eq!(page(json!({"text_characters": 0, "scanned": false})), Some(false));
        assert_eq!(page(json!({"scanned": false})), Some(false));
        assert_eq!(pdf(json!({"is_pdf": true, "encrypted": true})), Some(false));
        // FT-01 to FT-12: the layout on paper counts like the file; a source that carries one is asked that one.
        assert_eq!(row("/paper/width_mm", json!(216), LATER).conforming, Some(false));
        assert_eq!(row("/paper/line_spacing", Value::Null, LATER).conforming, Some(false));
        assert_eq!(row("/facets", json!(["heading", "package", "pdf"]), LATER).conforming, Some(true));
        assert_eq!(row("/facets", json!(["heading", "package", "paper"]), LATER).conforming, Some(true));
        assert_eq!(row("/facets", json!(["heading", "package"]), LATER).conforming, None);
    }

    #[test]
    fn vi_3_1_b_three_working_days_and_five_for_each_return_in_the_month_of_the_due() {
        let archived = |returns: Value, at: Value, as_of: &str| {
            let mut record = record();
            record["package"]["received_at"] = json!("2024-03-26T09:00:00+08:00");
            record["review"] = json!({ "returns": returns });
            record["archive"] = json!({ "archived_at": at });
            row_by(&record, as_of, r#"{"versions":[{}]}"#).archived.map(|one| (one.month, one.met))
        };
        let march = |met| Some(("2024-03".to_owned(), met));
        // Received on Tuesday 26 March: 27, 28, 29.
        assert_eq!(archived(json!([]), json!("2024-03-29T23:59:59+08:00"), LATER), march(true));
        assert_eq!(archived(json!([]), json!("2024-03-30T00:00:00+08:00"), LATER), march(false));
        assert_eq!(archived(json!([]), Value::Null, "2024-03-29T23:59:59+08:00"), None);
        assert_eq!(archived(json!([]), Value::Null, "2024-03-30T00:00:00+08:00"), march(false));
        // One return: 1, 2, 3 April, 7 April (a make-up Sunday after Qingming), 8 April.
        let returned = json!([{"returned_at": "2024-03-27T09:00:00+08:00"}]);
        let april = |met| Some(("2024-04".to_owned(), met));
        assert_eq!(archived(returned.clone(), json!("2024-04-08T23:59:59+08:00"), LATER), april(true));
        assert_eq!(archived(returned, json!("2024-04-09T00:00:00+08:00"), LATER), april(false));
    }

    #[test]
    fn vi_3_1_d_a_missing_evaluation_does_not_meet_the_goal() {
        let effect = |value: Value| row("/evaluation", value, LATER).effect;
        assert_eq!(effect(json!({"met": true})), Some(true));
        assert_eq!(effect(json!({"met": false})), Some(false));
        assert_eq!(effect(json!({"findings": "未作结论"})), Some(false));
        assert_eq!(effect(Value::Null), Some(false));
        let mut none = record();
        none["evaluation"] = Value::Null;
        let before = r#"{"versions":[{"set":{"elements.effect_evaluation":false}}]}"#;
        assert_eq!(row_by(&none, LATER, before).effect, None);
        assert_eq!(row("/facets", json!(["heading", "package"]), LATER).effect, None);
    }
}
