//! Writes docs/rules and docs/policy.md from the catalogue and the conformance cases.

use anxun_tests::rule_book::{FOLDER, pages};

fn main() {
    let root = anxun_tests::root();
    let folder = root.join(FOLDER);
    // A page whose rule is gone goes with it.
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).expect(FOLDER);
    for (path, text) in pages(&anxun_tests::cases::all()) {
        std::fs::write(root.join(&path), text).unwrap_or_else(|error| panic!("{path}: {error}"));
    }
}
