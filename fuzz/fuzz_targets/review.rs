//! Documents that are judged, one by one and in a register.
#![no_main]

use std::cell::RefCell;

use anxun_tests::judge::Judge;
use libfuzzer_sys::fuzz_target;

thread_local! {
    static JUDGE: RefCell<Judge> = RefCell::default();
}

fuzz_target!(|bytes: &[u8]| {
    JUDGE.with_borrow_mut(|judge| {
        judge.ask(bytes);
        // A register keeps something of each record: the memory of a long run stays flat.
        if judge.tried == 2_000 {
            std::mem::take(judge).finish();
        }
    });
});
