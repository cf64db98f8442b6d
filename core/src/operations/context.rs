//! The context of a question as JSON.

use serde::Deserialize;
use serde_json::value::RawValue;

use crate::calendar::WorkCalendar;
use crate::check::Context;
use crate::error::{Error, Result};
use crate::org::Organisation;
use crate::policy::PolicyBook;
use crate::value::{Stamp, form};

/// The context of a question: only the moment is needed.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ContextRequest {
    /// The moment of the question.
    #[serde(with = "form::stamp")]
    as_of: Stamp,
    /// Policy; absent = the values of the scheme.
    #[serde(default)]
    policy: Option<Box<RawValue>>,
    /// Calendar; absent = the built-in one.
    #[serde(default)]
    calendar: Option<Box<RawValue>>,
    /// Organisation.
    #[serde(default)]
    organisation: Option<Box<RawValue>>,
    /// Whether findings show employee numbers whole.
    #[serde(default)]
    reveal: bool,
}

impl ContextRequest {
    /// The prepared context.
    ///
    /// # Errors
    /// Those of its parts, with their pointers below `/context`.
    pub fn prepare(&self) -> Result<Context> {
        self.build().map_err(|error| error.under("/context"))
    }

    fn build(&self) -> Result<Context> {
        let policy = policy(self.policy.as_deref()).map_err(|error| error.under("/policy"))?;
        let calendar = calendar(self.calendar.as_deref()).map_err(|error| error.under("/calendar"))?;
        let mut context = Context::new(policy, calendar, self.as_of)?.with_reveal(self.reveal);
        if let Some(text) = stated(self.organisation.as_deref()) {
            let organisation = Organisation::from_json(text).map_err(|error| error.under("/organisation"))?;
            context = context.with_organisation(organisation);
        }
        Ok(context)
    }
}

/// The text of a part that is there.
fn stated(part: Option<&RawValue>) -> Option<&str> {
    part.map(RawValue::get).filter(|text| *text != "null")
}

/// A policy, or that of the scheme.
pub(super) fn policy(part: Option<&RawValue>) -> Result<PolicyBook> {
    stated(part).map_or_else(|| Ok(PolicyBook::seed()), PolicyBook::from_json)
}

/// A calendar, or the built-in one.
pub(super) fn calendar(part: Option<&RawValue>) -> Result<WorkCalendar> {
    stated(part).map_or_else(|| Ok(WorkCalendar::china()), WorkCalendar::from_json)
}

/// Puts the pointer of a part before those of its errors.
pub(super) fn under(prefix: &'static str) -> impl Fn(Error) -> Error {
    move |error| error.under(prefix)
}
