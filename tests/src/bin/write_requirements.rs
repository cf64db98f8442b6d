//! Writes docs/requirements.md from tests/claims.json.

use anxun_tests::claims;

fn main() {
    let root = anxun_tests::root();
    let text = std::fs::read_to_string(root.join("tests/claims.json")).expect("tests/claims.json");
    let claims = claims::read(&text).unwrap_or_else(|error| panic!("tests/claims.json: {error}"));
    std::fs::write(root.join("docs/requirements.md"), claims::page(&claims)).expect("docs/requirements.md");
}
