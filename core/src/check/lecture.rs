//! The lecture log (授课记录表, II.2.2, III.2.2, V.5.1, VI.6.1): LC-01 to LC-05.

use super::case::{Case, Hits};
use super::topics::matched;
use super::{Row, row};
use crate::record::SignatureView;
use crate::record::people::PersonRefView;
use crate::record::plan::TopicView;
use crate::record::teaching::{LectureLogView, RichTextView};
use crate::rule::{self, Facet, Reason, Rule};
use crate::value::{is_blank, stated};
use crate::vocab::{AnomalyKind, Courseware, LogOrigin};
use crate::wording::PROHIBITIONS;

/// How titles of laws, regulations and standards end (法规).
const LAWS: &[&str] = &["法", "条例", "规定", "办法", "规程", "规范", "标准", "细则", "准则"];

/// The log; without one LC-01 says so, and the rules on it lack their fact.
fn log<'r, 'a>(case: &Case<'r, 'a>, rule: &'static Rule, hits: &mut Hits) -> Option<&'r LectureLogView<'a>> {
    hits.needed(rule, "/lecture", case.record.lecture.as_ref())
}

fn is_named(topic: &TopicView<'_>) -> bool {
    stated(topic.code).is_some() || stated(topic.name).is_some()
}

/// LC-01: the log is missing or lacks a field, its author is not the instructor, or a transcript is not signed.
fn field_missing(case: &Case<'_, '_>, hits: &mut Hits) {
    let rule = &rule::LC_01;
    let Some(log) = &case.record.lecture else {
        hits.find(rule, "/lecture", "no log", "a lecture log signed by the instructor");
        return;
    };
    for (path, is_there, expected) in [
        ("/lecture/topic", stated(log.topic).is_some() || log.topics.iter().any(is_named), "a topic"),
        (
            "/lecture/knowledge_points",
            log.knowledge_points.as_ref().is_some_and(RichTextView::is_stated),
            "the core knowledge points",
        ),
        ("/lecture/case_points", stated(log.case_points).is_some(), "the points of the cases"),
        ("/lecture/interaction", stated(log.interaction).is_some(), "the interaction"),
    ] {
        if !is_there {
            hits.find(rule, path, "missing", expected);
        }
    }
    if !log.signature.as_ref().is_some_and(SignatureView::counts) {
        let is_transcript = log.origin == Some(LogOrigin::Transcript);
        let observed = if is_transcript { "a transcript without signature" } else { "no signature that counts" };
        hits.find(rule, "/lecture/signature", observed, "the instructor's signature").also(is_transcript);
    }
    author(case, hits, log);
}

/// The author of the log has to be the instructor of the session.
fn author(case: &Case<'_, '_>, hits: &mut Hits, log: &LectureLogView<'_>) {
    let rule = &rule::LC_01;
    let path = "/lecture/author";
    let Some(author) = PersonRefView::key_of(log.author.as_ref()) else { return hits.missing(rule, path) };
    let Some(instructor) = PersonRefView::key_of(case.record.instructor.as_ref()) else {
        return hits.missing(rule, "/instructor");
    };
    if !case.is_one_person(author, instructor) {
        hits.find(rule, path, "another person", "the instructor").also(true).about(Some(case.shown(author)));
    }
}

/// LC-02: the content names law clauses or prohibitions, and none is marked.
fn marks_missing(case: &Case<'_, '_>, hits: &mut Hits) {
    let rule = &rule::LC_02;
    let Some(log) = log(case, rule, hits) else { return };
    if log.marks.iter().any(|mark| mark.kind.is_some() || stated(mark.text).is_some()) {
        return;
    }
    let points = log.knowledge_points.as_ref();
    // A run in bold or underlined is marked as well.
    let mut emphasised = points.into_iter().flat_map(|points| &points.runs).filter(|run| run.is_emphasised());
    if emphasised.any(|run| run.text.is_some_and(names_law_or_prohibition)) {
        return;
    }
    let plain = points.map(RichTextView::plain).unwrap_or_default();
    if names_law_or_prohibition(&plain) || log.case_points.is_some_and(names_law_or_prohibition) {
        hits.find(rule, "/lecture/marks", "law clauses or prohibitions, no mark", "each of them marked");
    } else if is_blank(&plain) {
        hits.missing(rule, "/lecture/knowledge_points");
    }
}

/// Whether a text names a prohibition, a law by its title, or a clause of one.
fn names_law_or_prohibition(text: &str) -> bool {
    text.char_indices().any(|(at, sign)| match sign {
        '严' | '禁' | '不' => begins_with_any(from(text, at), PROHIBITIONS),
        '《' => from(text, at).find('》').is_some_and(|end| ends_with_any(up_to(from(text, at), end), LAWS)),
        '第' => is_clause(from(text, at)) && ends_with_any(up_to(text, at).trim_end_matches('》'), LAWS),
        _ => false,
    })
}

fn from(text: &str, at: usize) -> &str {
    text.get(at..).unwrap_or_default()
}

fn up_to(text: &str, at: usize) -> &str {
    text.get(..at).unwrap_or_default()
}

fn begins_with_any(text: &str, words: &[&str]) -> bool {
    words.iter().any(|word| text.starts_with(word))
}

fn ends_with_any(text: &str, words: &[&str]) -> bool {
    words.iter().any(|word| text.ends_with(word))
}

/// Whether a text begins with the number of a clause, 第二十八条.
fn is_clause(text: &str) -> bool {
    let Some(number) = text.strip_prefix('第') else { return false };
    let rest =
        number.trim_start_matches(|sign: char| sign.is_ascii_digit() || "〇零一二三四五六七八九十百".contains(sign));
    rest.len() < number.len() && (rest.starts_with('条') || rest.starts_with('款'))
}

/// LC-03: a piece of courseware is neither on disc nor on the server, or its copy on the server has no digest.
fn courseware_not_archived(case: &Case<'_, '_>, hits: &mut Hits) {
    let rule = &rule::LC_03;
    let Some(log) = log(case, rule, hits) else { return };
    for item in &log.courseware {
        let path = format!("/lecture/courseware/{}", item.index);
        match item.holding {
            None => {
                hits.find(rule, path, "held nowhere", "held on disc or on the server");
            }
            Some(Courseware::Server) if stated(item.digest).is_none() => {
                hits.find(rule, path, "on the server without a digest", "a copy with its digest").also(true);
            }
            // Which disc, or where on the server, has to be said or nobody finds it.
            Some(_) if stated(item.location).is_none() => hits.missing(rule, format!("{path}/location")),
            Some(_) => {}
        }
    }
}

/// LC-04: topics were taught that the plan item does not hold, or a departure from the plan was reported.
fn off_plan(case: &Case<'_, '_>, hits: &mut Hits) {
    topics_off_plan(case, hits);
    let reported = case.record.supervision.as_ref().filter(|_| case.carries(Facet::Supervision));
    let anomalies = reported.into_iter().flat_map(|log| &log.anomalies);
    for anomaly in anomalies.filter(|anomaly| anomaly.kind == Some(AnomalyKind::OffPlan)) {
        let path = format!("/supervision/anomalies/{}", anomaly.index);
        hits.find(&rule::LC_04, path, "a departure from the plan was reported", "the content of the plan item");
    }
}

fn topics_off_plan(case: &Case<'_, '_>, hits: &mut Hits) {
    let rule = &rule::LC_04;
    let Some(log) = log(case, rule, hits) else { return };
    let Some(item) = &case.record.plan_item else { return hits.missing(rule, "/plan_item") };
    if item.topics.is_empty() {
        return hits.missing(rule, "/plan_item/topics");
    }
    // A log that names one topic without a list.
    let only = [TopicView { name: log.topic, ..TopicView::default() }];
    let (taught, place) = match log.topics.as_slice() {
        [] => (only.as_slice(), "/lecture/topic"),
        several => (several, "/lecture/topics"),
    };
    if let Some(unstated) = taught.iter().find(|topic| !is_named(topic)) {
        let path = if log.topics.is_empty() { place.to_owned() } else { format!("{place}/{}", unstated.index) };
        hits.missing(rule, path);
    }
    let compared = matched(taught, &item.topics);
    if compared.open() > taught.iter().filter(|topic| !is_named(topic)).count() {
        hits.unknown(rule, Reason::NeedsHumanReview);
    }
    if !compared.absent.is_empty() {
        // The text of a topic may be anything, so that only its place is shown.
        let off: Vec<String> = compared.absent.iter().map(|at| format!("topic {}", at + 1)).collect();
        hits.find(rule, place, format!("not in the plan: {}", off.join(", ")), "the topics of the plan item");
    }
}

/// LC-05: a deviation has no cause or no correction.
fn deviation_unexplained(case: &Case<'_, '_>, hits: &mut Hits) {
    for deviation in &case.record.deviations {
        let observed = match (stated(deviation.cause), stated(deviation.correction)) {
            (Some(_), Some(_)) => continue,
            (None, Some(_)) => "no cause",
            (Some(_), None) => "no correction",
            (None, None) => "neither cause nor correction",
        };
        hits.find(&rule::LC_05, format!("/deviations/{}", deviation.index), observed, "cause and correction");
    }
}

/// The family.
pub(super) const RULES: &[Row] = &[
    row(&rule::LC_01, field_missing),
    row(&rule::LC_02, marks_missing),
    row(&rule::LC_03, courseware_not_archived),
    row(&rule::LC_04, off_plan),
    row(&rule::LC_05, deviation_unexplained),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prohibitions_and_law_clauses_are_told_iii_2_2_b() {
        for text in [
            "严禁带电操作",
            "作业中禁止烟火",
            "不得擅自拆除护栏",
            "依据《安全生产法》讲解",
            "《生产安全事故应急条例》",
            "安全生产法第二十八条",
            "《安全生产法》第28条",
            "本公司动火管理规定第三款",
        ] {
            assert!(names_law_or_prohibition(text), "{text}");
        }
        for text in [
            "",
            "要点三条",
            "第一条生产线的操作",
            "不断改进",
            "《安全警示录》第三条案例",
            "严格检查",
            "禁区外作业",
            "第条",
        ] {
            assert!(!names_law_or_prohibition(text), "{text}");
        }
    }
}
