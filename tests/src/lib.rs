//! What the test targets of this package share: where things lie, the conformance cases, the claims.

pub mod cases;
pub mod claims;
pub mod native;
pub mod questions;

use std::path::{Path, PathBuf};

/// The root of the repository.
#[must_use]
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the package lies in the repository").to_path_buf()
}
