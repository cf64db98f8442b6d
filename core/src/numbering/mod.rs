//! Record numbers (记录编号): shape, code tables, allocation, audit of a ledger, and the orders that hang on them.
//!
//! A number is year – department code – training type – sequence, `2023-AJ-SC-001`: three digits for 1 to 999, four
//! without leading zero from 1000 (C-35), never recycled. Uses [`error`](crate::error) and [`value`](crate::value).
//! Source: I.4.4, II.6.1, III.3.1, III.4.1, X.9; NB-01 to NB-05 and NB-07 to NB-09; conflict C-35.
//!
//! | file | what lives there |
//! |---|---|
//! | `number` | [`RecordNumber`], [`NumberParts`] (borrowed, for the hot path), [`Scope`] |
//! | `lenient` | [`RecordNumber::parse_lenient`]: what may be normalised, each change reported |
//! | `scheme` | [`NumberingScheme`] with its code tables (NB-02, NB-03, NB-09) |
//! | `sequence` | [`Sequence`], [`Block`], [`Void`]: allocation |
//! | `book` | [`SequenceBook`]: the counters of many scopes |
//! | `ledger`, `audit`, `in_scope`, `look_alike` | [`audit`]: every number of a ledger has one fate |
//! | `tally`, `packed`, `closing` | [`NumberTally`]: duplicates and gaps of a stream in 32 bytes a record |
//! | `keys` | [`SessionKey`], [`BindKey`], [`ShelfKey`] and the three orders |
//!
//! # How a host allocates
//!
//! This library keeps nothing. A host needs **one counter row per scope** (year, department, type) and no global lock;
//! a [`Sequence`] is that row. Read it, ask [`Sequence::next`], write it back on condition that `next` is what was read:
//!
//! ```sql
//! SELECT next FROM sequence WHERE year = 2023 AND department = 'AJ' AND training_type = 'SC';            -- 15
//! UPDATE sequence SET next = 16
//!  WHERE year = 2023 AND department = 'AJ' AND training_type = 'SC' AND next = 15;    -- 0 rows: read again, retry
//! ```
//!
//! The row and the number on the record belong in one transaction. An own version column is not needed: `next` falls
//! only when a block that was issued to nobody beyond its used part comes back, and then the numbers from `next` on
//! are free, however often the counter went up and down between. A [`Block`] is a row too (`from`, `to`, `next`) and
//! has one owner: take from it with the same compare-and-set, and delete it in the transaction that gives it back.
//! Two copies of one block issue a number twice; a [`NumberTally`] or an [`audit`] finds that, nothing prevents it.

mod audit;
mod book;
mod closing;
mod in_scope;
mod keys;
mod ledger;
mod lenient;
mod look_alike;
mod number;
mod packed;
mod scheme;
mod sequence;
mod tally;

pub use audit::audit;
pub use book::SequenceBook;
pub use closing::NumberEvent;
pub use keys::{BindKey, SessionKey, ShelfKey, bind_order, number_order, repeated_sessions, shelf_order};
pub use ledger::{
    EntryStatus, Fate, FateRange, LedgerIssue, LedgerIssueKind, NotAudited, NumberAudit, NumberEntry, ScopeFates,
};
pub use lenient::{Normalisation, NormalisationKind};
pub use number::{LAST_SEQUENCE, NumberParts, RecordNumber, SEPARATOR, SEQUENCE_WIDTH, Scope};
pub(crate) use packed::SLOT_BYTES;
pub use scheme::{DepartmentCodes, NumberingScheme, TypeCodes};
pub use sequence::{Block, NumberRange, Returned, Sequence, Void};
pub use tally::{Bearer, DuplicateNumber, NumberGap, NumberTally, Numbers, ScopeSpan};
