//! The table of parameters (参数表): every row of parameters.md 2a and 2d, in files by chapter.
//!
//! Two rows of 2d live elsewhere: the role aliases are words of the trade, the work calendar is its own module.

mod application;
mod codes;
mod content;
mod defaults;
mod general;
mod given;
mod process;
mod resources;
mod silent;
#[cfg(test)]
mod spec;
mod supervision;

use super::param::Param;

pub use codes::STATUTORY_ELEMENTS;
pub(crate) use codes::paper_size;
pub(super) use given::MAX_COUNT;

const TABLES: &[&[Param]] = &[
    general::ROWS,
    process::ROWS,
    content::ROWS,
    application::ROWS,
    supervision::ROWS,
    resources::ROWS,
    silent::ROWS,
    defaults::ROWS,
];

/// Every parameter, in the order of the scheme; then what the scheme leaves open.
pub fn params() -> impl Iterator<Item = &'static Param> + Clone {
    TABLES.iter().flat_map(|rows| rows.iter())
}

/// The parameter of a key.
#[must_use]
pub fn param(key: &str) -> Option<&'static Param> {
    params().find(|param| param.key == key)
}
