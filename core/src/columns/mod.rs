//! The columnar door: records as Arrow batches in, verdicts and findings as Arrow tables out.
//!
//! A [`Source`] takes the schema of the batches, says before any row is judged what is wrong with it, and hands each batch
//! to a [`Register`](crate::register::Register): the same rules, the same counts, the same summary as line by line. What
//! becomes of the rows stands in the [`Tables`] of verdicts, findings and faults. A row lends the same facts as a line of
//! JSON, straight out of the caller's buffers ([`Records`](crate::record::Records)).
//!
//! Who may work in a whole company goes out in the same way: [`company_tables`] has a row for each person and thing owed.
//!
//! Uses `error`, `value`, `json` (limits), `vocab`, `rule`, `plan`, `record`, `register`. Source: design section 5; issue 3;
//! X.6.

mod checked;
mod company;
mod empty;
mod report;
mod schema;
mod source;
mod table;

pub use checked::{check_offsets, check_texts};
pub use company::{CompanyTables, company_tables};
pub use report::{Judgements, Tables};
pub use schema::schema;
pub use source::Source;

pub use crate::record::Records;

use arrow_schema::ArrowError;

use crate::error::{Error, ErrorCode};

/// What arrow itself says: of a table that is made here, and of a producer.
pub(crate) fn said(error: &ArrowError) -> Error {
    Error::new(ErrorCode::BadColumn, error.to_string(), "columns that agree with each other")
}
