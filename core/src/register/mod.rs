//! A register judged as a stream: findings as each record passes, between-record findings and the summary at the end.
//!
//! A [`Register`] takes one line at a time, in any order, on any number of threads that merge at the end; beyond 32 bytes
//! a record for the numbers its memory does not grow with the register. A broken line is a row of its own, counted as
//! failed; all others are judged.
//!
//! Uses every module above it. Source: X.3, I.4.4.a, II.6.1.c, IV.4.1; C-47; design section 4.

mod departments;
mod entry;
mod stream;
mod summary;
mod top;

pub use departments::Department;
pub use entry::{Entry, Failed, Judged, NotYet};
pub use stream::{Inputs, Register};
pub use summary::{CodeCount, Due, MayStart, NumberFinding, Summary, Totals, WorstFinding, WorstRecord};
