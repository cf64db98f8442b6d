//! The registers of `core/examples/registers`: a year of a chemical plant, and June and July 2023, each with company,
//! policy, manifest and the lists that the figures need.
//!
//! [`year`] and [`revision`] give the files of a register; [`manifest`] says what a review must find in it.

mod broken;
mod diary;
mod files;
mod lists;
pub mod manifest;
mod numbers;
mod planting;
mod policy;
mod revision;
mod schedule;
mod shared;
mod workforce;
mod year;

pub use files::{File, first_difference, generated, write_all};
pub use policy::{TYPE_CODES, apply_policy, pass_mark_on, policy, type_code};
pub use revision::revision;
pub use year::year;

/// When the register of the year is judged.
pub const AS_OF: &str = "2026-07-05T08:00:00+08:00";
/// When the register of 2023 is judged.
pub const AS_OF_2023: &str = "2023-08-07T08:00:00+08:00";
/// The seed of both registers.
pub const SEED: u64 = 20_250_701;
/// Where the registers stand, from the root of the workspace.
pub const FOLDER: &str = "core/examples/registers";
