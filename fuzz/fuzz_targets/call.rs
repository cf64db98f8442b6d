//! Requests: the name of an operation, a line break, the request.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let end = bytes.iter().position(|byte| *byte == b'\n').unwrap_or(bytes.len());
    let (name, request) = bytes.split_at(end);
    let name = String::from_utf8_lossy(name);
    anxun_tests::judge::call(&name, request.get(1..).unwrap_or_default());
});
