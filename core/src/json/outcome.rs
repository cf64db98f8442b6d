//! What a walk over a document tells besides the values: where it ended, what was left out, what was seen on the way.

use crate::error::{Error, ErrorCode};
use crate::value::Stamp;

/// The end of a walk: the document is no JSON from here on, or passes a limit. One word wide, because every step of a walk
/// hands it up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stop(pub(super) Box<Place>);

/// Where and why a walk ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// Byte offset in the document.
    pub at: usize,
    /// Which error: [`ErrorCode::Syntax`] or [`ErrorCode::Limit`].
    pub code: ErrorCode,
    /// What stood there.
    pub found: String,
    /// What was expected.
    pub expected: &'static str,
}

impl std::ops::Deref for Stop {
    type Target = Place;

    fn deref(&self) -> &Place {
        &self.0
    }
}

/// A value that was left out, with the offset at which it stands.
#[derive(Clone, Debug)]
pub struct RawFault {
    /// Byte offset of the value (or of the key) in the document.
    pub at: usize,
    /// The error, without a pointer yet.
    pub error: Error,
}

/// What a walk tells of the values that it read: enough to know that a further look at each of them finds nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Seen {
    /// The latest stamp of something done.
    pub latest: Option<Stamp>,
    /// Whether an employee number has another form than the usual.
    pub unusual_number: bool,
}

/// Slots for the lengths of lists.
pub(crate) const SLOTS: usize = 64;

/// How long the lists of a document were, by slot: as much room is made for the next ones. A guess, and never more.
#[derive(Clone, Copy, Debug)]
pub struct Lengths(pub(super) [u8; SLOTS]);

impl Default for Lengths {
    fn default() -> Self {
        Lengths([0; SLOTS])
    }
}
