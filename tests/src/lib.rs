//! What the test targets of this package share: where things lie, the conformance cases, the claims, the doors of C, records
//! to ask about and ways to change them.

pub mod cases;
pub mod claims;
pub mod company;
pub mod compare;
pub mod dress;
pub mod environment;
pub mod forms;
pub mod held;
pub mod judge;
pub mod model;
pub mod mutate;
pub mod native;
pub mod node;
pub mod places;
pub mod questions;
pub mod rule_book;
pub mod samples;
pub mod seeds;
pub mod shape;
pub mod twist;

use std::path::{Path, PathBuf};

/// The root of the repository.
#[must_use]
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the package lies in the repository").to_path_buf()
}
