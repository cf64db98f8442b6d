//! Streams of the Arrow C data interface, sound and contradicting themselves, judged into a register.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    anxun_fuzz::judged::ask(bytes);
});
