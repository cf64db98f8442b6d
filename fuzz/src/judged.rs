//! A stream made, taken in, judged and released.

use std::cell::RefCell;
use std::ffi::CString;
use std::sync::atomic::Ordering;
use std::sync::{Arc, OnceLock};

use anxun::check::Context;
use anxun::columns::Judgements;
use anxun::register::{Inputs, Register};
use anxun_arrow::{CStream, Judging, Kept, Stream};
use anxun_tests::places::is_pointer;
use anxun_tests::samples::context;
use arrow_array::cast::AsArray as _;

use crate::columns::schema;
use crate::input::Input;
use crate::interface::{Live, Source};
use crate::rows::batch;

fn shared() -> &'static Arc<Context> {
    static SHARED: OnceLock<Arc<Context>> = OnceLock::new();
    SHARED.get_or_init(context)
}

/// Makes a stream and judges it; answers whether nothing was wrong with it by intention.
///
/// # Panics
/// Where something does not hold: a sound stream that is refused, a row that is not counted, a structure that nobody
/// released.
pub fn ask(bytes: &[u8]) -> bool {
    let live = Live::default();
    KEPT.with_borrow_mut(|kept| {
        kept.lines += judge(bytes, &live, &mut kept.register);
        kept.streams += 1;
        if kept.streams == 200 {
            let kept = std::mem::take(kept);
            let totals = kept.register.finish().expect("a summary").totals;
            assert_eq!(totals.lines, kept.lines);
        }
    });
    assert_eq!(live.load(Ordering::Relaxed), 0, "structures that nobody released");
    Input::new(bytes).is_sound()
}

thread_local! {
    static KEPT: RefCell<InRegister> = RefCell::default();
}

/// A register for some streams: to make one for each would take most of the time.
struct InRegister {
    register: Register,
    streams: u32,
    lines: u64,
}

impl Default for InRegister {
    fn default() -> Self {
        let register = Register::new(Arc::clone(shared()), &Inputs::default()).expect("a register without inputs");
        InRegister { register, streams: 0, lines: 0 }
    }
}

/// Answers how many rows were counted.
fn judge(bytes: &[u8], live: &Live, register: &mut Register) -> u64 {
    let mut input = Input::new(bytes);
    let is_sound = input.is_sound();
    let column = schema(&mut input);
    let mut batches: Vec<_> = (0..1 + input.below(3)).map(|_| Ok(batch(&column, &mut input))).collect();
    if input.is_wrong() {
        batches.insert(0, Err(5));
    }
    let rows: i64 = batches.iter().flatten().map(|parts| parts.length.max(0)).sum();
    let is_cut = batches.iter().any(Result::is_err);
    let error = input.is_wrong().then(|| CString::new(vec![0xFF, b'a']).ok()).flatten();
    let given = if input.is_wrong() { Err(22) } else { Ok(column) };
    let mut stream = Source { schema: given, batches, error, live: Arc::clone(live) }.into_stream();
    // SAFETY: the same structure, alive and owned here; it is marked as released.
    let taken = unsafe { Stream::take((&raw mut stream).cast::<CStream>()) };
    assert!(stream.release.is_none());
    let judging = taken.and_then(|stream| Judging::new(stream, 1));
    let mut judging = match judging {
        Ok(judging) => judging,
        Err(error) => {
            assert!(!is_sound && is_pointer(&error.path), "{error}");
            return 0;
        }
    };
    let (mut judged, mut kept) = (0, Kept::default());
    loop {
        match judging.next_batch(register) {
            Ok(None) => break,
            Ok(Some(tables)) => {
                judged += tables.verdicts.num_rows() as u64;
                assert!(!is_sound || !is_broken(&tables), "a sound batch was refused: {:?}", tables.faults);
                kept.add(tables);
            }
            Err(error) => {
                assert!(is_cut && is_pointer(&error.path), "{error}");
                break;
            }
        }
    }
    assert_eq!(judging.source().next_line(), 1 + judged);
    drop(judging);
    // What was given out does not need the stream any more.
    let tables: u64 =
        kept.into_readers().into_iter().flatten().map(|table| table.expect("a table").num_rows() as u64).sum();
    assert!(tables >= judged);
    assert!(is_cut || judged == rows as u64, "{judged} of {rows} rows");
    judged
}

/// Whether a batch was not taken in.
fn is_broken(tables: &Judgements) -> bool {
    let codes = tables.faults.column_by_name("code").and_then(|column| column.as_string_opt::<i32>());
    codes.expect("the codes of faults").iter().flatten().any(|code| matches!(code, "BadColumn" | "InvalidUtf8"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use anxun_benches::random::Random;

    #[test]
    fn streams_of_chance_are_judged_or_refused() {
        let mut random = Random::new(1);
        let mut sound = 0;
        for _ in 0..3_000 {
            let length = random.below(1_500);
            let bytes: Vec<u8> = (0..length).map(|_| random.bits() as u8).collect();
            sound += usize::from(ask(&bytes));
        }
        assert!(sound > 500, "{sound}");
    }
}
