//! The reader of the record beside `serde_json`, and the record written and read again.
#![no_main]

use std::cell::RefCell;

use anxun::record::Document;
use anxun_tests::compare::{compare, round_trip};
use libfuzzer_sys::fuzz_target;

thread_local! {
    /// The room is kept from document to document, as a register keeps it.
    static ROOM: RefCell<Document> = RefCell::default();
}

fuzz_target!(|bytes: &[u8]| {
    let outcome = ROOM.with_borrow_mut(|room| compare(room, bytes)).unwrap_or_else(|why| panic!("{why}"));
    if outcome.faults == Some(0) {
        round_trip(bytes).unwrap_or_else(|why| panic!("{why}"));
    }
});
