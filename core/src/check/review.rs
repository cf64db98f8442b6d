//! The review of one record: every rule asked, three verdicts, and what could not be judged.

use std::collections::BTreeSet;

use serde::Serialize;

use super::between::{self, Mark};
use super::case::{Case, Hit, Hits};
use super::context::Context;
use super::scope::{Scope, scope};
use super::terms::Terms;
use super::to_pass::ToPass;
use super::{FAMILIES, Row, due, faulty, to_pass, verdict};
use crate::calendar::Deadline;
use crate::error::{Error, ErrorCode, Fault, Faults};
use crate::policy::PolicyVersion;
use crate::record::{Deadlines, Document, Facts, TrainingRecord, TrainingRecordView};
use crate::retention::Retention;
use crate::rule::{self, Facet, Finding, Grade, NotAssessed, Reason, Severity, finding_ids};
use crate::value::{Stamp, date_text, form, local_date, stamp_text, stated};
use crate::vocab::{Completeness, ProofKind, TrainingKind, Validity};

/// What a review answers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Review {
    /// The host's id of the record, without it the number, else empty: what the ids of the findings rest on.
    pub record: String,
    /// Record number as written.
    pub number: Option<String>,
    /// Kind of training.
    pub kind: Option<TrainingKind>,
    /// Department of the record.
    pub department: Option<String>,
    /// End of the session, where it can be derived.
    #[serde(with = "form::stamp::option")]
    pub session_end: Option<Stamp>,
    /// Label of the policy version that judged: the one in force at the end of the session.
    pub policy: String,
    /// Whether it passes: Valid or Exempt, Complete, and no finding of severity E.
    pub passes: bool,
    /// What is missing to pass (达标差距); absent where it passes, and for a session that has not been held.
    pub to_pass: Option<Box<ToPass>>,
    /// Whether the proofs stand (有效性).
    pub validity: Validity,
    /// Proofs that are missing.
    pub missing_proofs: Vec<ProofKind>,
    /// Whether elements and musts stand (完整性).
    pub completeness: Completeness,
    /// Codes that stand against completeness.
    pub incomplete: Vec<&'static str>,
    /// Grade of the worst defect; absent without one.
    pub grade: Option<Grade>,
    /// What was found, in the order of the catalogue and the document.
    pub findings: Vec<Finding>,
    /// What could not be judged, each code and reason once.
    pub not_assessed: Vec<NotAssessed>,
    /// Facts that were left out, and why.
    pub faults: Vec<Fault>,
    /// What a reader of the answer should know besides.
    pub warnings: Vec<Warning>,
    /// By when the steps are due.
    pub deadlines: Deadlines,
    /// Steps whose due is known and that were not done: name and deadline.
    pub open_steps: Vec<OpenStep>,
    /// How long the record lives.
    pub retention: Retention,
}

/// A step that was not done yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct OpenStep {
    /// Its name in [`Deadlines`].
    pub step: &'static str,
    /// By when.
    pub deadline: Deadline,
}

crate::vocab::code::codes! {
    /// Kinds of warnings (提醒).
    WarningKind {
        UnknownKey "模式中没有的字段" "a key that the schema does not know";
        ExplanationIgnored "说明未采用" "an explanation that answers no finding of severity W";
        CalendarEnds "工作日历即将到期，请补充下一年度" "the work calendar ends within 60 days: add the next year";
    }
}

/// A warning (提醒): nothing is wrong with the record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Warning {
    /// What.
    pub code: WarningKind,
    /// Where: a JSON pointer, or the last day of the calendar.
    pub at: String,
    /// The warning in Chinese.
    pub zh: &'static str,
    /// The warning in English.
    pub en: &'static str,
}

impl Warning {
    fn new(code: WarningKind, at: impl Into<String>) -> Self {
        Warning { code, at: at.into(), zh: code.zh(), en: code.en() }
    }
}

/// Places of the head: a fault there means that the record cannot be judged at all. What the source carries and how the
/// session was held decide which rules are asked, so they belong to it.
const HEAD: &[&str] = &["/schema_version", "/kind", "/date", "/time", "/facets", "/delivery"];

/// Whether a fault lies in the head, or is the document as a whole.
#[must_use]
pub fn is_in_head(fault: &Fault) -> bool {
    fault.path.is_empty() || HEAD.iter().any(|place| is_at_or_below(&fault.path, place))
}

/// Reviews a record.
///
/// # Errors
/// Every fault of the record, where one lies in its head (schema version, kind, date, time), the session ends after
/// `as_of` (unless it is only planned), or no policy version is in force.
pub fn review(record: &TrainingRecord, context: &Context) -> Result<Review, Faults> {
    review_facts(&mut record.facts(), context)
}

/// Reviews a record as JSON; `document` is the room for reading it, kept from record to record.
///
/// # Errors
/// As [`review`], and for a document that is no JSON or passes a limit of size.
pub fn review_json(document: &mut Document, bytes: &[u8], context: &Context) -> Result<Review, Faults> {
    review_facts(&mut document.read(bytes)?, context)
}

/// Reviews the facts of a record. What is left of them is what was judged: facts that cannot be true are taken out, and the
/// faults go into the review.
///
/// # Errors
/// As [`review`].
pub fn review_facts(facts: &mut Facts<'_>, context: &Context) -> Result<Review, Faults> {
    let sound = Sound::of(facts, context)?;
    let mut asked = Asked::new(facts, context, sound);
    families().for_each(|family| asked.ask(family));
    Ok(asked.conclude(facts, None))
}

/// Asks every rule of several records, one family after the other: its code stays close while it goes over all of them.
pub(crate) fn ask_block<'r, 'a>(
    block: Vec<&'r mut Facts<'a>>,
    context: &'r Context,
) -> Vec<(&'r Facts<'a>, Result<Asked<'r, 'a>, Faults>)>
where
    'a: 'r,
{
    let ready = |facts: &'r mut Facts<'a>| {
        let sound = Sound::of(facts, context);
        let facts: &Facts<'a> = facts;
        (facts, sound.map(|sound| Asked::new(facts, context, sound)))
    };
    let mut asked: Vec<_> = block.into_iter().map(ready).collect();
    for family in families() {
        asked.iter_mut().flat_map(|(_, one)| one).for_each(|one| one.ask(family));
    }
    asked
}

/// The rules in the order of the findings; those between records say that the others are not there.
fn families() -> impl Iterator<Item = &'static [Row]> {
    FAMILIES.iter().copied().chain([between::RULES])
}

/// What the facts of a record can be judged by, once those that cannot be true are taken out.
struct Sound<'r> {
    version: &'r PolicyVersion,
    terms: &'r Terms,
    faults: Vec<Fault>,
}

impl<'r> Sound<'r> {
    fn of(facts: &mut Facts<'_>, context: &'r Context) -> Result<Self, Faults> {
        let (version, terms) = context.judging(&facts.record).map_err(|error| error.at("/date"))?;
        facts.inspect(context.as_of, context.limits, terms.numbers());
        let mut faults = std::mem::take(&mut facts.faults);
        if let Some(future) = future_session(&facts.record, context.as_of) {
            let expected = format!("a session that ended by {}", stamp_text(context.as_of));
            faults.push(Error::new(ErrorCode::FutureDate, future, expected).at("/date"));
        }
        if faults.iter().any(is_in_head) { Err(Faults(faults)) } else { Ok(Sound { version, terms, faults }) }
    }
}

/// A record of which the rules are asked.
pub(crate) struct Asked<'r, 'a> {
    case: Case<'r, 'a>,
    hits: Hits,
    version: &'r PolicyVersion,
    faults: Vec<Fault>,
}

impl<'r, 'a> Asked<'r, 'a> {
    fn new(facts: &'r Facts<'a>, context: &'r Context, sound: Sound<'r>) -> Self {
        let Sound { version, terms, faults } = sound;
        let case = Case::new(&facts.record, context, terms, &faults);
        Asked { case, hits: Hits::default(), version, faults }
    }

    fn ask(&mut self, family: &[Row]) {
        for row in family {
            ask_one(&self.case, row, &mut self.hits);
        }
    }

    /// The review, once every rule was asked; adds what the record may share with others.
    pub(crate) fn conclude(self, facts: &Facts<'_>, marks: Option<&mut Vec<Mark>>) -> Review {
        let Asked { case, mut hits, version, faults } = self;
        let context = case.context;
        let record = case.record;
        faulty::without_faulty(&case, &mut hits, &faults);
        if let Some(marks) = marks {
            between::mark(&case, &hits, marks);
        }
        let any_fault = !faults.is_empty();
        let (validity, missing_proofs) = verdict::validity(&case, &hits, any_fault);
        let (completeness, incomplete) = verdict::completeness(&case, &hits, any_fault);
        let mut warnings: Vec<Warning> =
            facts.unknown.iter().map(|key| Warning::new(WarningKind::UnknownKey, key.path.as_str())).collect();
        let findings = findings(&case, &hits.found, &mut warnings);
        let used_calendar = case.deadlines.review.is_some() || case.deadlines.archive.is_some();
        if let Some(last) = context.calendar_end.filter(|_| used_calendar) {
            warnings.push(Warning::new(WarningKind::CalendarEnds, date_text(last)));
        }
        let proved = matches!(validity, Validity::Valid | Validity::Exempt);
        let passes = proved
            && completeness == Completeness::Complete
            && findings.iter().all(|finding| finding.severity != Severity::E);
        let to_pass = if passes { None } else { to_pass::to_pass(&case, &findings, &hits, &faults) };
        Review {
            record: record.identity().to_owned(),
            number: stated(record.number).map(str::to_owned),
            kind: record.kind,
            department: stated(record.department).map(|code| code.trim().to_owned()),
            session_end: case.session.map(|session| session.end),
            policy: version.label().to_owned(),
            passes,
            to_pass,
            validity,
            missing_proofs,
            completeness,
            incomplete,
            grade: rule::grade(findings.iter().map(|finding| finding.grade)),
            findings,
            not_assessed: hits
                .unknown
                .into_iter()
                .map(|(rule, reason)| NotAssessed { code: rule.code, reason })
                .collect(),
            warnings,
            open_steps: open_steps(&case),
            deadlines: case.deadlines,
            retention: case.retention,
            faults,
        }
    }
}

/// The end (or, without times, the date) of a session that lies in the future and is not merely planned (C-47).
pub(crate) fn future_session(record: &TrainingRecordView<'_>, as_of: Stamp) -> Option<String> {
    if record.is_planned() {
        return None;
    }
    match record.session_end() {
        Some(end) => (end > as_of).then(|| stamp_text(end)),
        None => record.date.filter(|date| *date > local_date(as_of)).map(date_text),
    }
}

/// The steps that were not done yet, as far as the source carries them; a session that was not held has none.
fn open_steps(case: &Case<'_, '_>) -> Vec<OpenStep> {
    let record = case.record;
    if record.is_planned() {
        return vec![];
    }
    let package = record.package.as_ref();
    let review = record.review.as_ref();
    let has = |facet, done: bool| case.carries(facet) && !done;
    let handed = package.is_some_and(|package| package.handed_at.is_some());
    let uploaded = package.is_some_and(|package| package.uploaded_at.is_some());
    let checked = review.is_some_and(|review| review.self_checked_at.is_some());
    let reviewed = review.is_some_and(|review| review.passed_at().is_some());
    let archived = record.archive.as_ref().is_some_and(|archive| archive.archived_at.is_some());
    let deadlines = &case.deadlines;
    [
        ("paper", deadlines.paper, has(Facet::Package, handed)),
        ("electronic", deadlines.electronic, has(Facet::Package, uploaded)),
        ("self_check", deadlines.self_check, has(Facet::Review, checked)),
        ("completion", deadlines.completion, has(Facet::Heading, record.completed_at().is_some())),
        ("review", deadlines.review, has(Facet::Review, reviewed) && deadlines.resubmission.is_none()),
        ("resubmission", deadlines.resubmission, case.carries(Facet::Review)),
        ("archive", deadlines.archive, has(Facet::Archive, archived)),
    ]
    .into_iter()
    .filter_map(|(step, deadline, is_open)| is_open.then_some(OpenStep { step, deadline: deadline? }))
    .collect()
}

#[inline]
fn ask_one(case: &Case<'_, '_>, row: &Row, hits: &mut Hits) {
    match scope(case, row) {
        Scope::Exempt => {}
        Scope::NotReached => hits.unknown(row.rule, Reason::NotReached),
        Scope::Unset(key) => hits.unset(row.rule, key),
        Scope::Asked if row.own_facets || row.rule.facets.met(case.carried) => (row.judge)(case, hits),
        Scope::Asked => hits.unknown(row.rule, Reason::FacetAbsent),
    }
}

/// Findings from hits: identities, dues, explanations.
fn findings(case: &Case<'_, '_>, hits: &[Hit], warnings: &mut Vec<Warning>) -> Vec<Finding> {
    let ids = if hits.is_empty() {
        vec![]
    } else {
        finding_ids(case.record.identity(), hits.iter().map(|hit| (hit.rule.code, hit.path.as_str())))
    };
    let mut findings: Vec<Finding> = hits.iter().zip(ids).map(|(hit, id)| finding(case, hit, id)).collect();
    explain(case, &mut findings, warnings);
    findings
}

fn finding(case: &Case<'_, '_>, hit: &Hit, id: String) -> Finding {
    let rule = hit.rule;
    let outcome = rule.outcome(hit.also);
    let due = due::due(case, hit, outcome.grade);
    Finding {
        id,
        code: rule.code,
        severity: outcome.severity,
        grade: outcome.grade,
        suspected: outcome.suspected,
        explained: false,
        facet: rule.facets.first(),
        subject: hit.subject.clone(),
        path: hit.path.clone(),
        observed: hit.observed.clone(),
        expected: hit.expected.clone(),
        remedy: outcome.remedy,
        limit: due.limit,
        due: due.due,
        due_by: due.by,
        clauses: rule.clauses,
        basis: rule.basis,
        message_zh: rule.zh,
        message_en: rule.en,
        rule,
    }
}

/// Marks the findings that the record explains (X.1); an explanation that answers none is reported.
fn explain(case: &Case<'_, '_>, findings: &mut [Finding], warnings: &mut Vec<Warning>) {
    if case.record.explanations.is_empty() {
        return;
    }
    let today = local_date(case.context.as_of);
    let open: BTreeSet<(&str, &str)> = findings
        .iter()
        .filter(|finding| finding.severity == Severity::W)
        .flat_map(|finding| [(finding.code, finding.path.as_str()), (finding.code, ANY)])
        .collect();
    let mut given = BTreeSet::new();
    for explanation in &case.record.explanations {
        let is_sound = stated(explanation.text).is_some() && explanation.until.is_none_or(|until| today <= until);
        let place = (explanation.code.unwrap_or_default().trim(), explanation.path.unwrap_or(ANY));
        if is_sound && open.contains(&place) {
            given.insert((place.0.to_owned(), place.1.to_owned()));
        } else {
            warnings
                .push(Warning::new(WarningKind::ExplanationIgnored, format!("/explanations/{}", explanation.index)));
        }
    }
    for finding in findings.iter_mut().filter(|finding| finding.severity == Severity::W) {
        let is_given = |path: &str| given.contains(&(finding.code.to_owned(), path.to_owned()));
        finding.explained = is_given(&finding.path) || is_given(ANY);
    }
}

/// The place of an explanation that answers every finding of its code: no pointer looks like this.
const ANY: &str = "*";

/// Whether a pointer leads to `place` or below it.
pub(super) fn is_at_or_below(path: &str, place: &str) -> bool {
    path.strip_prefix(place).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}
