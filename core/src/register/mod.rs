//! A register judged as a stream: findings as each record passes, between-record findings and the summary at the end.
//!
//! A [`Register`] takes one line at a time, in any order, on any number of threads or machines that merge at the end: a
//! part of another machine comes as bytes, its [`state`](Register::state). Beyond 32 bytes a record for the numbers its
//! memory does not grow with the records, only with departments and months and with the list of verifications. Where records
//! are compared ([`Inputs::compare_records`]) each leaves 45 bytes for everything that it may share with another, in memory or
//! in a spill of the host ([`Register::with_spill`]); where a receipt is asked for ([`Inputs::receipt`]) each line leaves 40. A broken line is a row of its own, counted as failed; all others are
//! judged.
//!
//! Uses every module above it. Source: X.3, I.4.4.a, II.6.1.c, IV.4.1; C-47; design section 4.

mod between;
mod binding;
mod block;
mod departments;
mod entry;
mod listed;
mod missing;
mod receipt;
mod shared;
mod state;
mod stream;
mod summary;
mod supervision;
mod top;

pub use between::{BetweenFinding, NumberFinding};
pub use departments::Department;
pub use entry::{Entry, Failed, Judged, NotYet};
pub use listed::{Due, FailedLine, MayStart, WorstFinding, WorstRecord};
pub use missing::{Missing, MissingStep};
pub use receipt::RegisterReceipt;
pub use shared::SharedFinding;
pub use stream::{Inputs, Register};
pub use summary::{CodeCount, Summary, Totals};
pub use supervision::{PeriodFinding, SupervisedMonth, UnsupervisedSession};
