//! What the post, the operation or an accident asks for (OB-08).

use super::super::obligation::{ObligationRow, Standing};
use super::super::question::{Asked, Question};
use super::super::workforce::{Attended, JobFact, RequiredFact};
use super::of_pass;
use crate::plan::data::PersonEventKind;
use crate::rule::Reason;

/// OB-08: each training that the post or the operation asks for, by its last verdict.
pub(in crate::plan) fn post_training(asked: &Question<'_>, row: &ObligationRow, found: &mut Vec<Standing>) {
    if asked.stay().is_none() {
        return;
    }
    match asked.job() {
        Some(job) => required(asked, row, job, found),
        // Of a post that nobody describes nobody can say what it needs.
        None => found.push(row.unknown(Reason::FactMissing { path: "/posts".into() })),
    }
    match asked.operation {
        Some(Asked::Job(job)) if job.is_stated => required(asked, row, job, found),
        Some(Asked::Job(_) | Asked::Undescribed) => {
            found.push(row.unknown(Reason::FactMissing { path: "/operations".into() }));
        }
        Some(Asked::Special(_)) | None => {}
    }
}

fn required(asked: &Question<'_>, row: &ObligationRow, job: &JobFact, found: &mut Vec<Standing>) {
    let since = asked.stay().map_or(asked.day, |stay| stay.from);
    for one in &job.trainings {
        let passed = asked.passed(one.every_months, |training| one.is_met_by(asked, training));
        let standing = of_pass(row, passed, since).what(named(asked, one));
        if !found.contains(&standing) {
            found.push(standing);
        }
    }
}

impl RequiredFact {
    /// Whether a training is of the kind and on the thing that is asked for.
    pub(in crate::plan) fn is_met_by(&self, asked: &Question<'_>, training: &Attended) -> bool {
        self.kind.is_none_or(|kind| training.kind == kind)
            && self.detail.is_none_or(|detail| asked.is_on(training, detail))
    }
}

/// What a required training is called: its detail, without one its kind.
fn named(asked: &Question<'_>, one: &RequiredFact) -> String {
    match (one.kind, one.detail) {
        (_, Some(detail)) => asked.own.workforce.words.text(detail).to_owned(),
        (Some(kind), None) => kind.code().to_owned(),
        (None, None) => String::new(),
    }
}

/// OB-08: the training that an accident made due, passed after it.
pub(in crate::plan) fn accident(asked: &Question<'_>, row: &ObligationRow, found: &mut Vec<Standing>) {
    if asked.stay().is_none() {
        return;
    }
    for event in asked.events().iter().filter(|one| one.kind == PersonEventKind::Accident) {
        let Some(kind) = event.training else { continue };
        let passed = asked.passed(None, Question::of_kind_after(kind, Some(event.on)));
        found.push(of_pass(row, passed, event.on).what(kind.code()));
    }
}
