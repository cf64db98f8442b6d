//! What is measured and how: each engine in a process of its own, over the same file, in turns.
//!
//! | module | what it holds |
//! |---|---|
//! | [`engine`] | the engines: what is done with a file |
//! | [`lines`] | a file of lines in parts |
//! | [`unit`] | the record of the unit, generated from the field table |
//! | [`generate`] | that generation |
//! | [`run`] | files, turns, medians, ratios |

pub mod engine;
pub mod generate;
pub mod lines;
pub mod run;
#[allow(missing_docs, clippy::all)]
pub mod unit;
