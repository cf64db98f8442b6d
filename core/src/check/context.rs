//! What a review needs beside the record; prepared once for many records.

use super::terms::Terms;
use crate::calendar::WorkCalendar;
use crate::error::{Faults, Result};
use crate::json::Limits;
use crate::org::Organisation;
use crate::policy::{PolicyBook, PolicyVersion};
use crate::record::{Facts, TrainingRecordView};
use crate::value::{Stamp, end_of_day};

/// The context of a review: policy, calendar, people and the moment of the question.
#[derive(Clone, Debug)]
pub struct Context {
    /// The policy, version by version.
    policy: PolicyBook,
    /// What the rules read of each version, in the order of the book.
    terms: Vec<Terms>,
    /// The work calendar.
    pub(crate) calendar: WorkCalendar,
    /// The organisation, where the host gives it.
    pub(crate) organisation: Option<Organisation>,
    /// The last day of the calendar, where `as_of` lies within 60 days of it.
    pub(crate) calendar_end: Option<chrono::NaiveDate>,
    /// The moment of the question.
    pub(crate) as_of: Stamp,
    /// Whether findings show employee numbers whole.
    pub(crate) reveal: bool,
    /// Limits of size.
    pub(crate) limits: Limits,
}

impl Context {
    /// A context without people, with masked numbers and the usual limits.
    ///
    /// # Errors
    /// Those of a pattern in the policy that cannot be used.
    pub fn new(policy: PolicyBook, calendar: WorkCalendar, as_of: Stamp) -> Result<Self> {
        let terms = policy.versions().iter().map(Terms::of).collect::<Result<_>>()?;
        let calendar_end = calendar.ends_within_60_days(as_of);
        let limits = Limits::default();
        Ok(Context { policy, terms, calendar, organisation: None, calendar_end, as_of, reveal: false, limits })
    }

    /// With the people and units of an organisation.
    #[must_use]
    pub fn with_organisation(mut self, organisation: Organisation) -> Self {
        self.organisation = Some(organisation);
        self
    }

    /// With employee numbers shown whole in findings (`true`), or masked.
    #[must_use]
    pub fn with_reveal(mut self, reveal: bool) -> Self {
        self.reveal = reveal;
        self
    }

    /// With other limits of size.
    #[must_use]
    pub fn with_limits(mut self, limits: Limits) -> Self {
        self.limits = limits;
        self
    }

    /// The moment of the question.
    #[must_use]
    pub fn as_of(&self) -> Stamp {
        self.as_of
    }

    /// The policy.
    #[must_use]
    pub fn policy(&self) -> &PolicyBook {
        &self.policy
    }

    /// The calendar.
    #[must_use]
    pub fn calendar(&self) -> &WorkCalendar {
        &self.calendar
    }

    /// The organisation.
    #[must_use]
    pub fn organisation(&self) -> Option<&Organisation> {
        self.organisation.as_ref()
    }

    /// Limits of size.
    #[must_use]
    pub fn limits(&self) -> Limits {
        self.limits
    }

    /// The facts of a record where all of them are sound at the moment of the question, with the version of the policy that
    /// judges it: the one in force at the end of the session, without it at the end of its date, else at the moment of the
    /// question (IV.1.1.a). What every question about a whole record starts with.
    ///
    /// # Errors
    /// Every fault of the record, or [`ErrorCode::PolicyNotInForce`](crate::error::ErrorCode).
    pub fn sound<'a>(&self, mut facts: Facts<'a>) -> std::result::Result<(Facts<'a>, &PolicyVersion), Faults> {
        let (version, terms) = self.judging(&facts.record)?;
        facts.inspect(self.as_of, self.limits, terms.numbers());
        if facts.faults.is_empty() { Ok((facts, version)) } else { Err(Faults(facts.faults)) }
    }

    /// The version that judges a record, with what the rules read of it.
    pub(crate) fn judging(&self, record: &TrainingRecordView<'_>) -> Result<(&PolicyVersion, &Terms)> {
        self.in_force(self.stamp_of(record))
    }

    /// The stamp whose policy judges a record.
    fn stamp_of(&self, record: &TrainingRecordView<'_>) -> Stamp {
        record.session_end().or_else(|| record.date.map(end_of_day)).unwrap_or(self.as_of)
    }

    /// The version in force at a stamp, with what the rules read of it.
    fn in_force(&self, stamp: Stamp) -> Result<(&PolicyVersion, &Terms)> {
        let version = self.policy.at(stamp)?;
        let found = self.policy.versions().iter().zip(&self.terms).find(|(one, _)| std::ptr::eq(*one, version));
        // The versions and their terms are made together, so that every version has its terms.
        found.ok_or_else(|| {
            crate::error::Error::new(crate::error::ErrorCode::PolicyNotInForce, "no version", "a version in force")
        })
    }
}
