//! The boundary of the columnar door: streams of the Arrow C data interface in and out, for the C door and for Python.
//!
//! What a program of another language hands over is looked at before it is trusted: lengths and offsets that are negative,
//! fall or do not fit each other, buffers that are missing, counts of buffers and children, keys beyond their dictionary,
//! texts that are no UTF-8, streams that were released. What the interface does not let one see is the size of what the
//! producer allocated: whoever lies about that is out of reach. Columns that the record does not know are never read.
//!
//! | file | what lives there |
//! |---|---|
//! | `c` | the structures of the interface, and a checked look at them |
//! | `types` | schemas: the types of the columns that the record knows |
//! | `arrays` | arrays: buffers to arrays, each checked |
//! | `stream` | [`Stream`]: a stream taken over; [`give`]: tables given away |
//! | `handed` | structures handed over by their place, as capsules of Python |
//! | `judging` | [`Judging`]: a stream of records judged batch by batch |
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing))]

mod arrays;
mod c;
#[cfg(test)]
mod corrupted;
mod handed;
mod judging;
mod stream;
mod types;
#[cfg(test)]
mod viewed;

pub use c::{CArray, CSchema, CStream};
pub use judging::{Judging, Kept};
pub use stream::{Batch, Stream, give, give_schema, give_table};
