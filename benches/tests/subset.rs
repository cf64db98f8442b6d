//! The subset of the peers by hand, over the records that stand on the edge of each check.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

use std::path::Path;

use anxun_benches::peers::vector::{Judged, Vector};
use anxun_benches::peers::{by_hand, view};
use serde_json::Value;

#[test]
fn each_edge_is_judged_as_it_says() {
    let file = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/peers/edges.jsonl"));
    let text = std::fs::read_to_string(file).unwrap();
    let mut expected = Vector::default();
    let mut seen = 0;
    for line in text.lines() {
        let record: Value = serde_json::from_str(line).unwrap();
        let bits = record["course_id"].as_str().unwrap().split(',').filter(|bit| !bit.is_empty());
        let mask = bits.fold(0, |mask, bit| mask | 1_u32 << bit.parse::<u32>().unwrap());
        seen |= mask;
        let retention = match record["date"].as_str() {
            Some("2024-03-01") => 20_270_301,
            Some("2024-02-29") => 20_270_228,
            Some(other) => panic!("{other}"),
            None => 0,
        };
        expected.add(
            Judged { mask, retention },
            record["department"].as_str().unwrap(),
            record["id"].as_str().unwrap(),
        );
    }
    assert_eq!(seen, (1 << 21) - 1, "every bit has its edge");
    for threads in [1, 3] {
        assert_eq!(by_hand::whole(file, threads), expected);
        assert_eq!(by_hand::needed(file, threads), expected);
        assert_eq!(view::subset(file, threads), expected);
    }
}
