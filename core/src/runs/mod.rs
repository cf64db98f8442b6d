//! Keys of fixed size put in order: in memory, or in sorted runs that a host keeps elsewhere.
//!
//! What is compared between records is compared by keys: numbers, people in sessions, images, packages. Each record adds a
//! few, parts of a register merge, and at the end all of them are read in order, so that equal ones stand together. Memory
//! holds the keys until it is full; then they go as one sorted run into a [`Spill`], and at the end the runs are read at
//! once, the lowest head first. The core opens no file: a spill is the host's.
//!
//! | file | what |
//! |---|---|
//! | `spill` | [`Spill`], [`InMemory`], [`Spilling`]: where runs go, and when |
//! | `sorted` | `Sorted`: the keys themselves, one type for every size of key |
//! | `merge` | many runs read as one |
//!
//! Uses [`error`](crate::error). Source: X.3; II.6.1.c, III.3.3.

mod merge;
mod sorted;
mod spill;

pub(crate) use sorted::Sorted;
pub use spill::{InMemory, Spill, Spilling};
