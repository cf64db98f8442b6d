//! Texts to fill columns with.

use crate::input::Input;

const SOUND: &[&str] = &[
    "",
    "Refresher",
    "2024-02-29",
    "2026-03-11T10:00:00+08:00",
    "09:00",
    "E10021",
    "Other",
    "安全培训",
    "60.5",
    "无",
    "a text that is longer than twelve bytes",
    "2026-SY-SC-001",
    "Handwritten",
    "Session",
    "😀😀😀😀",
    "a\nb",
    "a\u{1}",
    "x\u{85}",
    "2023-02-30",
    "1e3",
    "24:00",
    "-1",
];

/// Bytes that are no text, or only together with the next ones.
const BROKEN: &[&[u8]] = &[b"\xFF", b"\xE5\xAE", b"\x89", b"\xED\xA0\x80", b"\xF4\x90\x80\x80", b"a\xC3", b"\x80"];

/// The bytes of a text.
pub fn one(input: &mut Input<'_>) -> Vec<u8> {
    if input.is_wrong() {
        return input.pick(BROKEN).to_vec();
    }
    match input.below(SOUND.len() + 2) {
        0 => vec![],
        1 => "安".repeat(input.below(300)).into_bytes(),
        at => SOUND[at - 2].as_bytes().to_vec(),
    }
}
