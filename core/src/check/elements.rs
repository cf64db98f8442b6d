//! The twelve core elements (12项核心要素, IV.1.1), the effect evaluation and the participants: EL-01 to EL-14.

use super::case::{Case, Hits};
use super::{Only, Row, row};
use crate::record::SignatureView;
use crate::record::people::PersonRefView;
use crate::rule::{self, Rule};
use crate::value::{is_blank, same_text, stated};
use crate::vocab::Element;

/// The place of an element and whether it is there.
fn look(case: &Case<'_, '_>, element: Element) -> (&'static str, bool) {
    let record = case.record;
    let assessment = record.assessment.as_ref();
    match element {
        Element::Name => ("/name", stated(record.name).is_some()),
        Element::Date => ("/date", record.date.is_some()),
        Element::Time => ("/time", record.time.as_ref().is_some_and(|time| time.from.is_some() && time.to.is_some())),
        Element::Place => ("/place", stated(record.place).is_some()),
        Element::Instructor => ("/instructor", record.instructor.as_ref().is_some_and(PersonRefView::is_stated)),
        Element::Participants => ("/participants", !record.participants.is_empty()),
        Element::Topic => ("/topic", stated(record.topic).is_some()),
        Element::ContentSummary => {
            ("/content_summary", case.texts.summary.as_deref().is_some_and(|text| !is_blank(text)))
        }
        Element::AssessmentMethod => {
            ("/assessment/method", assessment.is_some_and(|assessment| stated(assessment.method).is_some()))
        }
        Element::AssessmentResult => {
            ("/assessment/results", assessment.is_some_and(|assessment| assessment.has_result()))
        }
        Element::RecorderSignature => {
            ("/recorder_signature", record.recorder_signature.as_ref().is_some_and(SignatureView::counts))
        }
        Element::Duration => ("/duration_minutes", record.duration_minutes.is_some_and(|minutes| minutes > 0)),
    }
}

/// EL-01 to EL-12: an element is missing; those that the policy does not ask are out of scope.
fn missing(case: &Case<'_, '_>, hits: &mut Hits, element: Element, rule: &'static Rule) {
    let (path, is_there) = look(case, element);
    if !is_there {
        hits.find(rule, path, "missing", element.zh());
    }
}

macro_rules! element_rules {
    ($($name:ident $element:ident $rule:ident;)*) => { $(
        fn $name(case: &Case<'_, '_>, hits: &mut Hits) {
            missing(case, hits, Element::$element, &rule::$rule);
        }
    )* };
}

element_rules! {
    name Name EL_01;
    date Date EL_02;
    time Time EL_03;
    place Place EL_04;
    instructor Instructor EL_05;
    participants Participants EL_06;
    topic Topic EL_07;
    content_summary ContentSummary EL_08;
    assessment_method AssessmentMethod EL_09;
    assessment_result AssessmentResult EL_10;
    recorder_signature RecorderSignature EL_11;
    duration Duration EL_12;
}

/// EL-13: the effect evaluation form is missing, where the policy of the session asks it (VI.4.2.c).
fn effect_evaluation(case: &Case<'_, '_>, hits: &mut Hits) {
    if case.record.evaluation.is_none() {
        hits.find(&rule::EL_13, "/evaluation", "missing", "a training-effect evaluation form");
    }
}

/// EL-14: a participant is listed without number or department, or under another department than on that day.
fn participant_identity(case: &Case<'_, '_>, hits: &mut Hits) {
    let rule = &rule::EL_14;
    let mut known = case.people.iter().copied();
    for participant in &case.record.participants {
        let known = known.next().flatten();
        let path = || format!("/participants/{}", participant.index);
        let key = PersonRefView::key_of(participant.person.as_ref());
        let subject = || key.map(|key| case.shown(key));
        let (Some(_), Some(department)) = (key, stated(participant.department)) else {
            let observed = if key.is_none() { "no number" } else { "no department" };
            hits.find(rule, path(), observed, "number and department").about(subject());
            continue;
        };
        let Some(people) = &case.context.organisation else { continue };
        if let Some(held) = known.and_then(|known| known.at) {
            if !same_text(&held.department.code, department) && !same_text(&held.unit.code, department) {
                let expected = format!("department {}", held.department.code);
                // A department that is no unit may be any text.
                let shown = people.unit(department).map_or("another department", |unit| unit.code.as_str());
                hits.find(rule, path(), shown, expected).also(true).about(subject());
            }
        }
    }
}

/// The family.
pub(super) const RULES: &[Row] = &[
    row(&rule::EL_01, name).only(Only::IfElement(Element::Name)),
    row(&rule::EL_02, date).only(Only::IfElement(Element::Date)),
    row(&rule::EL_03, time).only(Only::IfElement(Element::Time)),
    row(&rule::EL_04, place).only(Only::IfElement(Element::Place)),
    row(&rule::EL_05, instructor).only(Only::IfElement(Element::Instructor)),
    row(&rule::EL_06, participants).only(Only::IfElement(Element::Participants)),
    row(&rule::EL_07, topic).only(Only::IfElement(Element::Topic)),
    row(&rule::EL_08, content_summary).only(Only::IfElement(Element::ContentSummary)),
    row(&rule::EL_09, assessment_method).only(Only::IfElement(Element::AssessmentMethod)),
    row(&rule::EL_10, assessment_result).only(Only::IfElement(Element::AssessmentResult)),
    row(&rule::EL_11, recorder_signature).only(Only::IfElement(Element::RecorderSignature)),
    row(&rule::EL_12, duration).only(Only::IfElement(Element::Duration)),
    row(&rule::EL_13, effect_evaluation).only(Only::IfEvaluated),
    row(&rule::EL_14, participant_identity),
];
