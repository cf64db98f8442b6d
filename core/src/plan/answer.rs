//! May this person do this work on this day? (能否上岗作业): the answer, what stands in the way, what would release it, and until
//! when the answer holds.

use chrono::NaiveDate;
use serde::Serialize;

use super::obligation::{OBLIGATIONS, Obligation, ObligationState, ReleaseKind, Standing};
use super::presets::PresetName;
use super::question::{Asked, Question};
use super::terms::Terms;
use super::words::special_operation;
use super::workforce::{Own, Workforce};
use crate::error::{Error, ErrorCode, Fault, Result};
use crate::org::PersonKeyRef;
use crate::policy::PolicyBook;
use crate::rule::{Reason, Severity};
use crate::value::form;
use crate::vocab::code::codes;

/// Steps in search of the day on which an answer changes: no answer has more than a few.
const MOST_STEPS: usize = 400;

codes! {
    /// Whether somebody may work (能否上岗).
    May {
        Yes "可以" "yes";
        No "不可以" "no";
        Unknown "无法判定" "unknown";
    }
}

/// The numbers of a policy and of the presets that the host switched on, prepared once for many questions.
#[derive(Clone, Debug)]
pub struct WorkTerms {
    versions: Vec<Terms>,
    pub(super) reveal: bool,
}

impl WorkTerms {
    /// The terms of a policy without presets, with masked numbers.
    #[must_use]
    pub fn new(policy: &PolicyBook) -> WorkTerms {
        WorkTerms::with_presets(policy, &[])
    }

    /// The terms of a policy and of presets of external law.
    #[must_use]
    pub fn with_presets(policy: &PolicyBook, presets: &[PresetName]) -> WorkTerms {
        let versions = policy.versions().iter().map(|version| Terms::of(version, presets)).collect();
        WorkTerms { versions, reveal: false }
    }

    /// Whether answers show employee numbers whole.
    #[must_use]
    pub fn with_reveal(mut self, reveal: bool) -> WorkTerms {
        self.reveal = reveal;
        self
    }

    /// The version in force on a day.
    ///
    /// # Errors
    /// `PolicyNotInForce` for a day before the first version.
    pub(super) fn on(&self, day: NaiveDate) -> Result<&Terms> {
        let begun = self.versions.iter().rev().find(|terms| terms.from.is_none_or(|from| from <= day));
        begun.ok_or_else(|| {
            Error::new(ErrorCode::PolicyNotInForce, crate::value::date_text(day), "a day from the first version on")
        })
    }

    /// The first day of the next version.
    pub(super) fn next(&self, day: NaiveDate) -> Option<NaiveDate> {
        self.versions.iter().filter_map(|terms| terms.from).find(|from| day < *from)
    }
}

/// What somebody is asked to do; neither = the work of the own post.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct WorkAsked<'a> {
    /// A post (岗位).
    pub post: Option<&'a str>,
    /// An operation (作业): one of the workforce's list, or a special operation by code or Chinese term.
    pub operation: Option<&'a str>,
}

/// The answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Answer {
    /// The person: the number that goes on, masked unless revealed.
    pub person: String,
    /// The day of the work.
    #[serde(with = "form::date")]
    pub date: NaiveDate,
    /// The post that was asked for.
    pub post: Option<String>,
    /// The operation that was asked for.
    pub operation: Option<String>,
    /// Whether the person may work.
    pub may: May,
    /// What stands in the way, cannot be judged, or has to be explained.
    pub reasons: Vec<WorkReason>,
    /// What would release each of them, in the same order.
    pub releases: Vec<WorkRelease>,
    /// The last day on which the answer stays as it is if nothing happens; absent = no end is in sight.
    #[serde(with = "form::date::option")]
    pub valid_until: Option<NaiveDate>,
    /// What is met today and lapses within the days of the reminder.
    pub due_soon: Vec<DueSoon>,
    /// What is wrong with the facts of the person: with a fault the answer is unknown.
    pub faults: Vec<Fault>,
}

/// One thing that stands in the way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct WorkReason {
    /// What is owed.
    pub obligation: Obligation,
    /// Code of the rule.
    pub code: Option<&'static str>,
    /// How it weighs: E stands in the way, W has to be explained.
    pub severity: Severity,
    /// How the person stands to it.
    pub state: ObligationState,
    /// What exactly: a level, an operation, an item, a year.
    pub what: Option<String>,
    /// Since when.
    #[serde(with = "form::date::option")]
    pub since: Option<NaiveDate>,
    /// Why it cannot be judged; flat as in a review, absent where it can.
    pub not_assessed: Option<Reason>,
    /// Clauses of the scheme.
    pub clauses: &'static [&'static str],
    /// Legal bases.
    pub basis: &'static [&'static str],
    /// For people, in Chinese.
    pub zh: String,
    /// For people, in English.
    pub en: String,
}

/// What would release one of them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct WorkRelease {
    /// What is owed.
    pub obligation: Obligation,
    /// What it takes.
    pub release: ReleaseKind,
    /// What exactly.
    pub what: Option<String>,
    /// For people, in Chinese.
    pub zh: String,
    /// For people, in English.
    pub en: String,
}

/// Something that lapses soon.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DueSoon {
    /// What is owed.
    pub obligation: Obligation,
    /// What exactly.
    pub what: Option<String>,
    /// The last day on which it is met.
    #[serde(with = "form::date::option")]
    pub last_day: Option<NaiveDate>,
}

/// Whether a person may do a work on a day.
///
/// What became known after the day is left aside, so that the answer for a day is the same whenever it is asked.
///
/// # Errors
/// `Missing` for a person whom the register does not know, `UnknownCode` for a post or an operation that the lists do not have,
/// `PolicyNotInForce`.
pub fn may_work(
    workforce: &Workforce,
    terms: &WorkTerms,
    person: PersonKeyRef<'_>,
    work: WorkAsked<'_>,
    date: NaiveDate,
) -> Result<Answer> {
    let own = workforce.person(person)?;
    let asked = Work::of(workforce, work)?;
    terms.on(date).map_err(|error| error.at("/date"))?;
    Ok(answer(own, terms, asked, date))
}

/// A work that the lists know.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Work<'w> {
    pub(super) post: Option<super::words::Word>,
    pub(super) operation: Option<Asked<'w>>,
    post_text: Option<&'w str>,
    operation_text: Option<&'w str>,
}

impl<'w> Work<'w> {
    /// The work of an event. Of an operation that neither list nor catalogue knows nobody can say what it asks for.
    pub(super) fn of_word(workforce: &'w Workforce, operation: super::words::Word) -> Work<'w> {
        let text = workforce.words.text(operation);
        let asked = match workforce.operations.get(operation) {
            Some(job) => Asked::Job(job),
            None => special_operation(text).map_or(Asked::Undescribed, |one| Asked::Special(one.code())),
        };
        Work { operation: Some(asked), operation_text: Some(text), ..Work::default() }
    }

    fn of(workforce: &'w Workforce, asked: WorkAsked<'_>) -> Result<Work<'w>> {
        let words = &workforce.words;
        let unknown = |path: &str, list: &str| {
            Error::new(ErrorCode::UnknownCode, "a name that the list does not have", list.to_owned())
                .at(path.to_owned())
        };
        let mut work = Work::default();
        if let Some(name) = asked.post {
            let job = words.find(name).and_then(|word| workforce.posts.get(word));
            let job = job.ok_or_else(|| unknown("/post", "a name of /posts"))?;
            (work.post, work.post_text) = (Some(job.name), Some(words.text(job.name)));
        }
        if let Some(name) = asked.operation {
            let job = words.find(name).and_then(|word| workforce.operations.get(word));
            let special = || special_operation(&crate::value::folded(name)).map(|one| one.code());
            (work.operation, work.operation_text) = match job {
                Some(job) => (Some(Asked::Job(job)), Some(words.text(job.name))),
                None => {
                    let code = special().ok_or_else(|| {
                        unknown("/operation", "a name of /operations, or a special operation of the catalogue")
                    })?;
                    (Some(Asked::Special(code)), Some(code))
                }
            };
        }
        Ok(work)
    }
}

/// Every standing of a person on a day.
pub(super) fn standings(asked: &Question<'_>, found: &mut Vec<Standing>) {
    found.clear();
    let employment = asked.stay().map(|stay| stay.employment);
    for row in OBLIGATIONS {
        if employment.is_none_or(|kind| row.who.contains(&kind)) {
            (row.judge)(asked, row, found);
        }
        // Who is not employed owes nothing else.
        if employment.is_none() {
            break;
        }
    }
}

/// The verdict on standings: what is open with E stands in the way, what cannot be judged leaves it open.
pub(super) fn verdict(standings: &[Standing]) -> May {
    let mut weighing = standings.iter().filter(|one| one.is_open() && one.severity == Severity::E).peekable();
    if weighing.peek().is_none() {
        return May::Yes;
    }
    if weighing.all(|one| one.state == ObligationState::Unknown) { May::Unknown } else { May::No }
}

/// What of a standing is the answer, as against when it began or will end.
pub(super) fn same_answer(one: &[Standing], other: &[Standing]) -> bool {
    let part = |list: &'_ [Standing]| -> Vec<(Obligation, ObligationState, Option<String>, Option<Reason>)> {
        let open = list.iter().filter(|one| one.is_open());
        open.map(|one| (one.obligation, one.state, one.what.clone(), one.reason.clone())).collect()
    };
    part(one) == part(other)
}

/// The last day on which the answer holds, if nothing happens.
pub(super) fn holds_until(asked: &Question<'_>, terms: &WorkTerms, now: &[Standing]) -> Option<NaiveDate> {
    let mut later = now.to_vec();
    let mut day = asked.day;
    for _ in 0..MOST_STEPS {
        let next = later.iter().filter_map(|one| one.next).chain(terms.next(day)).filter(|next| day < *next).min()?;
        day = next;
        let Ok(terms) = terms.on(day) else { return day.pred_opt() };
        standings(&Question { day, terms, ..*asked }, &mut later);
        if !same_answer(now, &later) {
            return day.pred_opt();
        }
    }
    day.pred_opt()
}

/// The answer for somebody whose work and day are known to be possible.
pub(super) fn answer(own: Own<'_>, terms: &WorkTerms, work: Work<'_>, date: NaiveDate) -> Answer {
    let key = own.someone.key();
    let mut answer = Answer {
        person: if terms.reveal { key.text().to_owned() } else { key.masked() },
        date,
        post: work.post_text.map(str::to_owned),
        operation: work.operation_text.map(str::to_owned),
        may: May::Unknown,
        reasons: vec![],
        releases: vec![],
        valid_until: None,
        due_soon: vec![],
        faults: vec![],
    };
    if let Some(fault) = fault_of(&own) {
        answer.faults.push(fault);
        return answer;
    }
    let Ok(version) = terms.on(date) else { return answer };
    let asked = Question { own, terms: version, day: date, known: date, post: work.post, operation: work.operation };
    let mut now = Vec::new();
    standings(&asked, &mut now);
    answer.may = verdict(&now);
    answer.valid_until = holds_until(&asked, terms, &now);
    answer.due_soon = now.iter().filter(|one| one.state == ObligationState::DueSoon).map(due_soon).collect();
    let open = || now.iter().filter(|one| one.is_open());
    answer.reasons = open().map(WorkReason::of).collect();
    answer.releases = open().map(WorkRelease::of).collect();
    answer
}

/// What is wrong with the facts of a person; without any spell nobody knows when the person was hired.
pub(super) fn fault_of(own: &Own<'_>) -> Option<Fault> {
    own.fault.cloned().or_else(|| {
        own.stays.is_empty().then(|| {
            Error::new(ErrorCode::Missing, "no spell", "a spell with the day of hire").at("/organisation/people/spells")
        })
    })
}

fn due_soon(one: &Standing) -> DueSoon {
    DueSoon { obligation: one.obligation, what: one.what.clone(), last_day: one.until }
}

impl WorkReason {
    fn of(one: &Standing) -> WorkReason {
        let row = one.obligation.owed();
        let rule = row.and_then(|row| row.rule);
        let text = |owed: &str, state: &str, open: &str, close: &str, colon: &str, reason: Option<String>| {
            let what = one.what.as_ref().map_or_else(String::new, |what| format!("{open}{what}{close}"));
            let reason = reason.map_or_else(String::new, |reason| format!("{colon}{reason}"));
            format!("{owed}{what}{colon}{state}{reason}")
        };
        let reason = one.reason.as_ref();
        WorkReason {
            obligation: one.obligation,
            code: rule.map(|rule| rule.code),
            severity: one.severity,
            state: one.state,
            what: one.what.clone(),
            since: one.since,
            not_assessed: one.reason.clone(),
            clauses: rule.map_or(&[], |rule| rule.clauses),
            basis: row.map_or(&[], |row| row.basis),
            zh: text(one.obligation.zh(), one.state.zh(), "（", "）", "：", reason.map(Reason::zh)),
            en: text(one.obligation.en(), one.state.en(), " (", ")", ": ", reason.map(Reason::en)),
        }
    }
}

impl WorkRelease {
    fn of(one: &Standing) -> WorkRelease {
        // What is missing in the facts is named by the reason; what is owed by what it is about.
        let missing = one.reason.as_ref().and_then(Reason::missing);
        let what = missing.map(str::to_owned).or_else(|| one.what.clone());
        let with = |text: &str, open: &str, close: &str| match &what {
            Some(what) => format!("{text}{open}{what}{close}"),
            None => text.to_owned(),
        };
        WorkRelease {
            obligation: one.obligation,
            release: one.release,
            zh: with(one.release.zh(), "（", "）"),
            en: with(one.release.en(), " (", ")"),
            what,
        }
    }
}
