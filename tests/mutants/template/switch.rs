//! Which of the mutants that are compiled in is on. Only in the instrumented copy.

use std::fs::OpenOptions;
use std::io::Write;
use std::sync::atomic::{AtomicU32, AtomicU64, Ordering::Relaxed};

const NOT_READ: u32 = u32::MAX;
static ACTIVE: AtomicU32 = AtomicU32::new(NOT_READ);
static REACHED: [AtomicU64; 128] = [const { AtomicU64::new(0) }; 128];

/// Whether the mutant is on: the one that was set, or that the environment names. 0 is none.
pub fn on(number: u32) -> bool {
    let mut active = ACTIVE.load(Relaxed);
    if active == NOT_READ {
        active = std::env::var("ANXUN_MUTANT").ok().and_then(|text| text.parse().ok()).unwrap_or(0);
        ACTIVE.store(active, Relaxed);
    }
    if let Some(word) = REACHED.get(number as usize / 64) {
        let bit = 1 << (number % 64);
        if word.load(Relaxed) & bit == 0 && word.fetch_or(bit, Relaxed) & bit == 0 {
            tell(number);
        }
    }
    active == number
}

/// A process that is not asked in turn writes what it reached into a file.
fn tell(number: u32) {
    let Some(path) = std::env::var_os("ANXUN_MUTANTS_REACHED") else { return };
    if let Ok(mut file) = OpenOptions::new().append(true).create(true).open(path) {
        let _ = file.write_all(format!("{number}\n").as_bytes());
    }
}

/// Switches a mutant on.
pub fn set(number: u32) {
    ACTIVE.store(number, Relaxed);
}

/// The mutants whose place was reached since the last call.
pub fn take_reached() -> Vec<u32> {
    let mut numbers = Vec::new();
    for (at, word) in REACHED.iter().enumerate() {
        let bits = word.swap(0, Relaxed);
        numbers.extend((0..64).filter(|bit| bits >> bit & 1 == 1).map(|bit| at as u32 * 64 + bit));
    }
    numbers
}
