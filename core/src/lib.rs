//! anxun (安训): the rules that training records of workplace safety must keep.
#![forbid(unsafe_code)]
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing))]

pub mod calendar;
pub mod check;
pub mod error;
pub mod json;
pub mod numbering;
pub mod operations;
pub mod org;
pub mod policy;
pub mod quality;
pub mod record;
pub mod register;
pub mod retention;
pub mod rule;
pub mod value;
pub mod vocab;
