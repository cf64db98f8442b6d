//! Records to begin a mutation with: of each kind, with each fault, of the standard register, of the examples, and such as
//! chance makes.

use anxun_benches::random::Random;
use anxun_benches::write::plain_line;

use crate::node::{Node, parse};
use crate::root;
use crate::samples::all;
use crate::shape::any_record;

/// The records. Most are cut to short lists, so that a run goes to the mutations and not to the bytes.
///
/// # Panics
/// Where the registers of the examples cannot be read.
#[must_use]
pub fn records() -> Vec<Node> {
    let mut random = Random::new(1);
    let mut texts: Vec<String> = all().iter().map(plain_line).collect();
    texts.extend((0..60).map(|_| plain_line(&any_record(&mut random))));
    for register in ["chemical-plant-2025", "revision-2023"] {
        let path = root().join("core/examples/registers").join(register).join("register.jsonl");
        let lines = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        texts.extend(lines.lines().step_by(9).map(str::to_owned));
    }
    let mut nodes: Vec<Node> = texts.iter().filter_map(|text| parse(text, 64).ok()).collect();
    for (at, node) in nodes.iter_mut().enumerate() {
        if at % 16 != 0 {
            shorten(node, 1 + at % 3);
        }
    }
    nodes
}

fn shorten(node: &mut Node, most: usize) {
    match node {
        Node::List(items) => {
            items.truncate(most);
            items.iter_mut().for_each(|item| shorten(item, most));
        }
        Node::Object(pairs) => pairs.iter_mut().for_each(|(_, value)| shorten(value, most)),
        _ => {}
    }
}
