//! A register judged as a stream (台账).

use std::ffi::c_void;
use std::path::PathBuf;
use std::sync::Arc;

use anxun::error::{Error, ErrorCode};
use anxun::register::{Entry, Inputs, Register};
use anxun::runs::Spilling;
use anxun_spill::TemporaryFile;

use crate::context::AnxunContext;
use crate::door::{guard, null, out};
use crate::failure::AnxunError;
use crate::handle::{Handle, free, give, held, lent, taken};
use crate::text::{AnxunBytes, AnxunStr, AnxunString};

/// A register on its way. One thread at a time; several threads take a part each and merge.
pub struct AnxunRegister {
    _private: [u8; 0],
}

impl Handle for AnxunRegister {
    type Value = Register;
    const TAG: u64 = u64::from_be_bytes(*b"anxnREGI");
}

/// What becomes of one line, as JSON that is valid during the call. Any other answer than 0 stops the reading. It may not
/// use the register, throw or jump out.
pub type AnxunEntryCallback = Option<unsafe extern "C" fn(user_data: *mut c_void, entry: AnxunStr) -> i32>;

/// A finding between records, as JSON that is valid during the call. Any other answer than 0 stops the telling. It may not
/// throw or jump out.
pub type AnxunFindingCallback = Option<unsafe extern "C" fn(user_data: *mut c_void, finding: AnxunStr) -> i32>;

/// A register with nothing in it. The context is shared, not taken. `inputs` is JSON (`verifications`, `rectifications`,
/// `voids`, `tombstones`, `compare_records`) or absent. The caller owns `stream`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn anxun_register_new(
    context: *const AnxunContext,
    inputs: AnxunStr,
    stream: *mut *mut AnxunRegister,
    error: *mut *mut AnxunError,
) -> i32 {
    // SAFETY: the conventions.
    unsafe {
        guard(error, || {
            let register = out(stream)?;
            let inputs: Inputs = match inputs.optional()? {
                Some(json) => anxun::json::typed(json)?,
                None => Inputs::default(),
            };
            register.put(give(Register::new(Arc::clone(lent(context)?), &inputs)?));
            Ok(())
        })
    }
}

/// Gives a register a temporary file in `folder` (absent: that of the system) for what memory is not to hold: beyond `memory`
/// bytes (0: 32 MiB) for each part, numbers and what is compared between records go there. To be said before the first line
/// and before parts are made, which share the file. It has no name and is gone with the process. A disk that is full is told
/// at the end as `ANXUN_ERR_IO`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn anxun_register_spill(
    stream: *mut AnxunRegister,
    folder: AnxunStr,
    memory: usize,
    error: *mut *mut AnxunError,
) -> i32 {
    // SAFETY: the conventions.
    unsafe {
        guard(error, || {
            let mut register = held(stream)?;
            let folder = folder.optional()?.map_or_else(std::env::temp_dir, PathBuf::from);
            let spilling = Spilling::to(Arc::new(TemporaryFile::in_folder(&folder)?));
            register.spill(if memory > 0 { spilling.beyond(memory) } else { spilling });
            Ok(())
        })
    }
}

/// An empty part with the same context and inputs, for another thread; merge it at the end. The caller owns `part`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn anxun_register_part(
    stream: *const AnxunRegister,
    part: *mut *mut AnxunRegister,
    error: *mut *mut AnxunError,
) -> i32 {
    // SAFETY: the conventions.
    unsafe {
        guard(error, || {
            let part = out(part)?;
            part.put(give(lent(stream)?.part()));
            Ok(())
        })
    }
}

/// Judges one line (a record as JSON); `line` counts from 1 over the whole register. A line that cannot be judged is no
/// error: it is counted, and its entry says why. `entry` gets what became of it as JSON, or may be NULL. The caller owns
/// `entry`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn anxun_register_push(
    stream: *mut AnxunRegister,
    line: u64,
    json: AnxunStr,
    entry: *mut AnxunString,
    error: *mut *mut AnxunError,
) -> i32 {
    // SAFETY: the conventions.
    unsafe {
        guard(error, || {
            let mut register = held(stream)?;
            let judged = register.push(line, json.bytes()?);
            if let Ok(entry) = out(entry) {
                entry.put(AnxunString::give(anxun::json::canonical(&judged)?));
            }
            Ok(())
        })
    }
}

/// Judges a buffer of JSON Lines, of which the first is `first_line`. `callback` gets what became of each line that is not
/// blank, or may be NULL; where it answers other than 0, reading stops behind that line with `ANXUN_ERR_CALLBACK`. `lines`
/// gets the number of lines read in either case, or may be NULL. A line has to lie in the buffer whole.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn anxun_register_review_lines(
    stream: *mut AnxunRegister,
    first_line: u64,
    buffer: AnxunStr,
    callback: AnxunEntryCallback,
    user_data: *mut c_void,
    lines: *mut u64,
    error: *mut *mut AnxunError,
) -> i32 {
    // SAFETY: the conventions.
    unsafe {
        guard(error, || {
            let mut register = held(stream)?;
            let (mut read, mut answer) = (0, Ok(()));
            let each = buffer.bytes()?.split_inclusive(|byte| *byte == b'\n').inspect(|_| read += 1);
            let mut each = each.map(|line| line.strip_suffix(b"\n").unwrap_or(line));
            match callback {
                None => register.push_lines(first_line, each.map(Ok), drop),
                // It may stop behind its line, so that no other is judged ahead of it.
                Some(callback) => {
                    answer = (first_line..).zip(&mut each).try_for_each(|(number, line)| {
                        let entry = register.push(number, line);
                        if matches!(entry, Entry::Blank) {
                            return Ok(());
                        }
                        let json = anxun::json::canonical(&entry)?;
                        if callback(user_data, AnxunStr::lend(&json)) == 0 {
                            return Ok(());
                        }
                        Err(Error::new(ErrorCode::Callback, format!("stop at line {number}"), "0 to go on"))
                    });
                }
            }
            if let Ok(lines) = out(lines) {
                lines.put(read);
            }
            Ok(answer?)
        })
    }
}

/// Adds another part of the register, in any order. Consumes the part, whatever comes of it: `*part` becomes NULL. A part of
/// another context or of other inputs, or one that counts voids and rectifications a second time, is
/// `ANXUN_ERR_STATE_MISMATCH` with the place of the difference, and nothing is added.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn anxun_register_merge(
    stream: *mut AnxunRegister,
    part: *mut *mut AnxunRegister,
    error: *mut *mut AnxunError,
) -> i32 {
    // SAFETY: the conventions. The register is held first, so that it cannot be its own part.
    unsafe {
        guard(error, || {
            let (register, part) = (held(stream), taken(part));
            Ok(register?.merge(part?)?)
        })
    }
}

/// What was judged so far as bytes, for `anxun_register_merge_state` in another process or on another machine: all that the
/// summary needs, 32 bytes of each record, and 45 of each person, image and package where records are compared. Equal content has equal bytes. The caller owns `state`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn anxun_register_state(
    stream: *const AnxunRegister,
    state: *mut AnxunBytes,
    error: *mut *mut AnxunError,
) -> i32 {
    // SAFETY: the conventions.
    unsafe {
        guard(error, || {
            let place = out(state)?;
            place.put(AnxunBytes::give(lent(stream)?.state()?));
            Ok(())
        })
    }
}

/// Adds what another register judged, from the `len` bytes of its state. States merge in any order; whoever merges one twice
/// counts its records twice. Damaged bytes are `ANXUN_ERR_STATE_MALFORMED`, the state of another context, other inputs or
/// another version of the library `ANXUN_ERR_STATE_MISMATCH`; then nothing is added.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn anxun_register_merge_state(
    stream: *mut AnxunRegister,
    state: *const u8,
    len: usize,
    error: *mut *mut AnxunError,
) -> i32 {
    // SAFETY: the conventions; the bytes are pointer and length as those of a text.
    unsafe {
        guard(error, || {
            let state = AnxunStr { data: state.cast(), len }.bytes()?;
            held(stream)?.merge_state(state)?;
            Ok(())
        })
    }
}

/// The summary as canonical JSON: totals, rates, departments, findings between records, lists. Consumes the register:
/// `*stream` becomes NULL. The caller owns `summary`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn anxun_register_finish(
    stream: *mut *mut AnxunRegister,
    summary: *mut AnxunString,
    error: *mut *mut AnxunError,
) -> i32 {
    // SAFETY: the conventions.
    unsafe {
        guard(error, || {
            let register = taken(stream)?;
            let place = out(summary).map_err(|_| null("a place for the summary"))?;
            place.put(AnxunString::give(anxun::json::canonical(&register.finish()?)?));
            Ok(())
        })
    }
}

/// The summary, and before it each finding between records by a callback: the summary lists only the first thousand of each
/// code. Where the callback answers other than 0, there is no summary, and the answer is `ANXUN_ERR_CALLBACK`. Consumes the
/// register: `*stream` becomes NULL. The caller owns `summary`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn anxun_register_finish_with(
    stream: *mut *mut AnxunRegister,
    callback: AnxunFindingCallback,
    user_data: *mut c_void,
    summary: *mut AnxunString,
    error: *mut *mut AnxunError,
) -> i32 {
    // SAFETY: the conventions.
    unsafe {
        guard(error, || {
            let register = taken(stream)?;
            let place = out(summary).map_err(|_| null("a place for the summary"))?;
            let summary = register.finish_with(|finding| {
                let Some(callback) = callback else { return Ok(()) };
                let json = anxun::json::canonical(finding)?;
                match callback(user_data, AnxunStr::lend(&json)) {
                    0 => Ok(()),
                    _ => Err(Error::new(ErrorCode::Callback, "stop at a finding", "0 to go on")),
                }
            })?;
            place.put(AnxunString::give(anxun::json::canonical(&summary)?));
            Ok(())
        })
    }
}

/// Frees a register that was not finished. NULL is left alone.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn anxun_register_free(stream: *mut AnxunRegister) {
    // SAFETY: the conventions.
    unsafe { free(stream) }
}
