//! `anxun._anxun`: the Python door in Rust, as thin as it can be.
//!
//! Handles hold the prepared things of the core (context, record, review, register, counters); texts, numbers and dates go in
//! and out. What a person meets, frozen classes, enumerations, exceptions, is Python and lies on top in `anxun/`. Each call
//! lets go of the interpreter while the core works, and a panic ends in an exception.
//!
//! Uses every module of `anxun`. Source: design section 5.

mod columns;
mod context;
mod door;
mod numbering;
mod record;
mod register;
mod table;
mod workforce;

use pyo3::prelude::*;

/// The core of `anxun`. Use the package `anxun`, which lies on top.
#[pymodule]
mod _anxun {
    #[pymodule_export]
    use super::columns::{Columns, columns_schema, empty_tables};
    #[pymodule_export]
    use super::context::{Context, Organisation, PolicyBook, WorkCalendar};
    #[pymodule_export]
    use super::door::call;
    #[pymodule_export]
    use super::numbering::{Block, Sequence, number_text, parse_lenient, parse_number, voids};
    #[pymodule_export]
    use super::record::{Review, TrainingRecord, deadlines, may_destroy, retention_until, review};
    #[pymodule_export]
    use super::register::{Entry, Findings, Register, document_limit};
    #[pymodule_export]
    use super::table::Table;
    #[pymodule_export]
    use super::workforce::{Workforce, empty_company};
}
