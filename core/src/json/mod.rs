//! JSON in and out: a reader that lends its texts, and the canonical writer (RFC 8785).
//!
//! The [`Reader`] walks one document and hands out `&str` of the document itself; only texts with escapes are
//! copied, into a [`Scratch`] that the caller keeps from line to line. It has two kinds of "no": a [`Stop`] ends the
//! document (it is no JSON, or passes a limit); a fault is noted and the walk goes on without that one value.
//! Uses [`error`](crate::error) and [`value`](crate::value). Source: input rules; conflicts C-48 to C-50.

mod canonical;
mod key;
mod limits;
mod number;
mod outcome;
mod place;
mod reader;
mod scratch;
mod skip;
mod text;
mod typed;

pub use canonical::{Canonical, canonical, canonical_document, canonical_value, digest};
pub use place::{escape_token, pointer_at, pointers_at, position_at};

pub use key::Key;
pub use limits::Limits;
pub(crate) use outcome::SLOTS;
pub use outcome::{Lengths, Place, RawFault, Seen, Stop};
pub use reader::Reader;
pub use scratch::Scratch;
pub(crate) use text::text_error;
pub use typed::{typed, typed_object};
