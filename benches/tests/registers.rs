//! The committed registers are what the maker writes.

use std::path::Path;

use anxun_benches::register::{SEED, first_difference, revision, year};

#[test]
fn the_committed_registers_are_what_the_maker_writes() {
    let root = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/.."));
    let files = [year(SEED), revision(SEED)].concat();
    assert_eq!(first_difference(root, &files), None, "run make-registers and look at what changed");
}
