//! What a context is told apart by: the large parts by SHA-256 of their canonical JSON.

use serde::{Deserialize, Serialize};

use super::Context;
use crate::error::Result;
use crate::json::{canonical, digest};

/// The parts of a context by SHA-256 of their canonical JSON, in hexadecimal digits.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ContextDigests {
    /// The policy book, all versions.
    pub policy: String,
    /// The work calendar.
    pub calendar: String,
    /// The organisation; absent without one.
    pub organisation: Option<String>,
}

impl Context {
    /// The digests of its parts.
    ///
    /// # Errors
    /// None that a prepared context can cause.
    pub fn digests(&self) -> Result<ContextDigests> {
        let organisation = self.organisation().map(|people| canonical(people.data())).transpose()?;
        Ok(ContextDigests {
            policy: digest(&self.policy().to_json()?),
            calendar: digest(&self.calendar().to_json()),
            organisation: organisation.as_deref().map(digest),
        })
    }
}
