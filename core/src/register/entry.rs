//! What becomes of one line.

use serde::Serialize;

use crate::check::Review;
use crate::error::Faults;
use crate::quality::Membership;
use crate::value::{Stamp, form};

/// What became of one line.
#[derive(Clone, Debug, Serialize)]
#[serde(tag = "entry", rename_all = "snake_case")]
pub enum Entry {
    /// A record that was judged.
    Judged(Box<Judged>),
    /// A line that could not be judged: counted as failed, never as compliant.
    Failed(Failed),
    /// A session that ends after `as_of` (C-47).
    NotYet(NotYet),
    /// A line of white space.
    Blank,
}

/// A record that was judged.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Judged {
    /// Line in the register, from 1.
    pub line: u64,
    /// The review.
    pub review: Review,
    /// Its membership in each figure.
    pub membership: Membership,
}

/// A line that could not be judged.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Failed {
    /// Line in the register, from 1.
    pub line: u64,
    /// Every fault, with its place in the record.
    pub faults: Faults,
}

/// A session that has not ended yet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct NotYet {
    /// Line in the register, from 1.
    pub line: u64,
    /// Id of the record.
    pub record: String,
    /// End of the session.
    #[serde(with = "form::stamp::option")]
    pub session_end: Option<Stamp>,
}
