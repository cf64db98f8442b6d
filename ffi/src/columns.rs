//! Records as columns (列式数据): streams of the Arrow C data interface in and out.
//!
//! The structures are those of the Arrow specification; a program brings their definitions with its own Arrow header.

use anxun_arrow::{CSchema, CStream, Judging, Kept, Stream, give, give_schema};
use serde_json::json;

use crate::door::{guard, null, out};
use crate::failure::AnxunError;
use crate::handle::{Handle, free, give as give_handle, held};
use crate::register::AnxunRegister;
use crate::text::AnxunString;

/// `struct ArrowArrayStream` of the Arrow C stream interface, which the header of the program defines.
pub struct ArrowArrayStream {
    _private: [u8; 0],
}

/// `struct ArrowSchema` of the Arrow C data interface, which the header of the program defines.
pub struct ArrowSchema {
    _private: [u8; 0],
}

/// A stream of records as columns on its way through a register. One thread at a time.
pub struct AnxunColumns {
    _private: [u8; 0],
}

impl Handle for AnxunColumns {
    type Value = Judging;
    const TAG: u64 = u64::from_be_bytes(*b"anxnCOLU");
}

/// The documented schema of a record as columns: every field of the record, all nullable, with clause, unit, facet and
/// meaning in the metadata. The caller owns `schema` and releases it. What stood there is not released.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn anxun_columns_schema(schema: *mut ArrowSchema, error: *mut *mut AnxunError) -> i32 {
    // SAFETY: the conventions.
    unsafe {
        guard(error, || {
            if schema.is_null() {
                return Err(null("a place for the schema").into());
            }
            Ok(give_schema(&anxun::columns::schema(), schema.cast::<CSchema>())?)
        })
    }
}

/// Takes a stream of record batches over, one record a row, and looks at its schema: a column of another type is an error
/// that names the column, what was found and what is expected, before any row is judged. `first_line` is the line of the
/// first record, 1 where nothing stands before it. `records` is consumed: it is marked as released whatever comes of it, and
/// may be gone when this returns. The caller owns `columns`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn anxun_columns_new(
    records: *mut ArrowArrayStream,
    first_line: u64,
    columns: *mut *mut AnxunColumns,
    error: *mut *mut AnxunError,
) -> i32 {
    // SAFETY: the conventions.
    unsafe {
        guard(error, || {
            let stream = Stream::take(records.cast::<CStream>());
            let columns = out(columns)?;
            columns.put(give_handle(Judging::new(stream?, first_line)?));
            Ok(())
        })
    }
}

/// What is known of the columns, as JSON: `{"absent_facets":[…],"unknown":[…],"unknown_count":0}`. Facets without a column
/// are not assessed; columns that the record does not know are not read, the first hundred are named. The caller owns
/// `json`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn anxun_columns_notes(
    columns: *mut AnxunColumns,
    json: *mut AnxunString,
    error: *mut *mut AnxunError,
) -> i32 {
    // SAFETY: the conventions.
    unsafe {
        guard(error, || {
            let json_out = out(json)?;
            let columns = held(columns)?;
            let source = columns.source();
            let notes = json!({
                "absent_facets": source.absent_facets(),
                "unknown": source.unknown(),
                "unknown_count": source.unknown_count(),
            });
            json_out.put(AnxunString::give(anxun::json::canonical(&notes)?));
            Ok(())
        })
    }
}

/// Judges the next batch into a register. `rows` gets how many records it had; at the end of the stream it gets 0 and no
/// table is written. Else `verdicts` (one row a record), `findings` and `faults` each get a stream of one table, which the
/// caller owns and releases; each may be NULL, and what stood there is not released. A batch that contradicts itself
/// (lengths, offsets, texts that are no UTF-8) is not read: its rows are counted as failed, and the next batch can be asked
/// for. An empty batch is passed over.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn anxun_columns_next(
    columns: *mut AnxunColumns,
    stream: *mut AnxunRegister,
    rows: *mut u64,
    verdicts: *mut ArrowArrayStream,
    findings: *mut ArrowArrayStream,
    faults: *mut ArrowArrayStream,
    error: *mut *mut AnxunError,
) -> i32 {
    // SAFETY: the conventions.
    unsafe {
        guard(error, || {
            let rows = out(rows)?;
            let mut columns = held(columns)?;
            let mut register = held(stream)?;
            while let Some(judgements) = columns.next_batch(&mut register)? {
                let count = judgements.verdicts.num_rows();
                if count > 0 {
                    let mut kept = Kept::default();
                    kept.add(judgements);
                    give_all(kept, [verdicts, findings, faults]);
                    rows.put(count as u64);
                    return Ok(());
                }
            }
            rows.put(0);
            Ok(())
        })
    }
}

/// Frees a stream of columns; what it had not given out is released. NULL is left alone.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn anxun_columns_free(columns: *mut AnxunColumns) {
    // SAFETY: the conventions.
    unsafe { free(columns) }
}

/// Judges a whole stream of record batches into a register: `anxun_columns_new` and `anxun_columns_next` to the end. All
/// tables are kept until then; for a long stream take it batch by batch. `records` is consumed. `rows` gets the number of
/// records, or may be NULL; `verdicts`, `findings` and `faults` as for `anxun_columns_next`. Where the producer fails, what
/// was judged before stays counted in the register, and no table is written.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn anxun_register_review_columns(
    stream: *mut AnxunRegister,
    first_line: u64,
    records: *mut ArrowArrayStream,
    rows: *mut u64,
    verdicts: *mut ArrowArrayStream,
    findings: *mut ArrowArrayStream,
    faults: *mut ArrowArrayStream,
    error: *mut *mut AnxunError,
) -> i32 {
    // SAFETY: the conventions.
    unsafe {
        guard(error, || {
            let taken = Stream::take(records.cast::<CStream>());
            let mut register = held(stream)?;
            let mut judging = Judging::new(taken?, first_line)?;
            let mut kept = Kept::default();
            while let Some(judgements) = judging.next_batch(&mut register)? {
                kept.add(judgements);
            }
            give_all(kept, [verdicts, findings, faults]);
            if let Ok(rows) = out(rows) {
                rows.put(judging.source().next_line() - first_line);
            }
            Ok(())
        })
    }
}

/// Gives the tables that are asked for.
///
/// # Safety
/// Each place is NULL or may be written.
unsafe fn give_all(kept: Kept, places: [*mut ArrowArrayStream; 3]) {
    for (reader, place) in kept.into_readers().into_iter().zip(places) {
        if !place.is_null() {
            // SAFETY: by the promise.
            unsafe { give(reader, place.cast::<CStream>()) };
        }
    }
}
