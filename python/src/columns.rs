//! Records as columns: streams of the Arrow PyCapsule interface in, tables that every such library reads out.
//!
//! The structures are moved out of their capsules while the interpreter is held; everything else, the producer's callbacks
//! too, runs with it let go.

use std::ffi::{CStr, c_void};
use std::ptr::NonNull;
use std::sync::{Mutex, MutexGuard, TryLockError};

use anxun::columns::{Judgements, Source, Tables, schema};
use anxun::error::{Error, ErrorCode};
use anxun_arrow::{Batch, CArray, CSchema, CStream, Stream};
use arrow_array::RecordBatch;
use arrow_schema::SchemaRef;
use pyo3::prelude::*;
use pyo3::types::PyCapsule;

use crate::door::{ask, told};
use crate::register::{Part, Register, threads_of};
use crate::table::Table;

/// Rows that one thread judges in one step: a table of one step is no longer, however long the batch.
const ROWS: usize = 1 << 14;

/// A batch that cannot be read and says to have more rows is no batch of anything: its rows are not counted as failed.
const MOST_BROKEN: u64 = i32::MAX as u64;

/// What is left of a batch.
enum Rest {
    Rows(RecordBatch),
    Broken(u64, Error),
}

/// Streams of one schema, one after the other.
struct Reading {
    /// Let go as soon as it is at its end.
    stream: Option<Stream>,
    schema: SchemaRef,
    source: Source,
    rest: Option<Rest>,
    next_line: u64,
}

/// Handle of records as columns on their way.
#[pyclass(frozen, module = "anxun._anxun")]
pub(crate) struct Columns(Mutex<Reading>);

/// The verdicts, the findings and the faults.
type Three = (Table, Table, Table);

impl Columns {
    /// The streams for one thread: a second one does not wait, and a producer that asks for its own stream neither.
    fn alone(&self) -> Result<MutexGuard<'_, Reading>, Error> {
        let busy = || Error::new(ErrorCode::WrongHandle, "a frame that is being judged", "one judgement at a time");
        match self.0.try_lock() {
            Ok(reading) => Ok(reading),
            Err(TryLockError::Poisoned(held)) => Ok(held.into_inner()),
            Err(TryLockError::WouldBlock) => Err(busy()),
        }
    }
}

#[pymethods]
impl Columns {
    /// Looks at the schema of a frame: anything with `__arrow_c_stream__` or `__arrow_c_array__`.
    #[new]
    fn new(py: Python<'_>, frame: &Bound<'_, PyAny>, first: u64) -> PyResult<Self> {
        let stream = taken(frame)?;
        let reading = ask(py, || {
            let stream = opened(stream)?;
            let schema = stream.schema();
            let source = Source::new(SchemaRef::clone(&schema), first)?;
            Ok::<_, Error>(Reading { stream: Some(stream), schema, source, rest: None, next_line: first })
        })?;
        Ok(Columns(Mutex::new(reading)))
    }

    /// Goes on with a further frame of the same schema.
    fn follow(&self, py: Python<'_>, frame: &Bound<'_, PyAny>) -> PyResult<()> {
        let stream = taken(frame)?;
        ask(py, || {
            let stream = opened(stream)?;
            let mut reading = self.alone()?;
            reading.source.takes(&stream.schema())?;
            reading.stream = Some(stream);
            reading.rest = None;
            Ok::<_, Error>(())
        })
    }

    /// The unknown columns, at most a hundred of them, and how many there are.
    fn unknown(&self, py: Python<'_>) -> PyResult<(Vec<String>, usize)> {
        let reading = told(py, self.alone())?;
        Ok((reading.source.unknown().to_vec(), reading.source.unknown_count()))
    }

    /// The facets that no column carries.
    fn absent(&self, py: Python<'_>) -> PyResult<Vec<&'static str>> {
        Ok(told(py, self.alone())?.source.absent_facets().iter().map(|facet| facet.code()).collect())
    }

    /// The line of the next record.
    fn next_line(&self, py: Python<'_>) -> PyResult<u64> {
        Ok(told(py, self.alone())?.next_line)
    }

    /// Judges the next rows into a register: their tables, or nothing at the end.
    fn step(&self, py: Python<'_>, register: &Register, threads: usize, keep: bool) -> PyResult<Option<Three>> {
        let threads = threads_of(threads);
        let judged = ask(py, || {
            let mut reading = self.alone()?;
            // The producer may ask for the register: it is not held while a batch is waited for.
            let Some(rest) = reading.next()? else { return Ok(None) };
            register.with_parts(threads, |parts| reading.judge(rest, parts, threads, keep)).map(Some)
        })?;
        Ok(judged.map(|judged| tables(&judged)))
    }
}

impl Reading {
    /// What is left of a batch, or the next one that is not empty.
    fn next(&mut self) -> Result<Option<Rest>, Error> {
        if let Some(rest) = self.rest.take() {
            return Ok(Some(rest));
        }
        let Some(stream) = self.stream.as_mut() else { return Ok(None) };
        let next = loop {
            match stream.next_batch() {
                Ok(Some(Batch::Rows(batch))) if batch.num_rows() == 0 => {}
                Ok(Some(Batch::Rows(batch))) => return Ok(Some(Rest::Rows(batch))),
                Ok(Some(Batch::Broken(rows, error))) if rows == 0 || rows > MOST_BROKEN => break Err(error),
                Ok(Some(Batch::Broken(rows, error))) => return Ok(Some(Rest::Broken(rows, error))),
                Ok(None) => break Ok(None),
                Err(error) => break Err(error),
            }
        };
        self.stream = None;
        next
    }

    fn judge(&mut self, rest: Rest, parts: &mut [Part], threads: usize, keep: bool) -> Result<Vec<Judgements>, Error> {
        match rest {
            Rest::Rows(batch) => self.rows(parts, &batch, threads, keep),
            Rest::Broken(rows, error) => self.broken(parts, rows, error),
        }
    }

    /// Judges the first rows of a batch, each thread a stretch of them.
    fn rows(
        &mut self,
        parts: &mut [Part],
        batch: &RecordBatch,
        threads: usize,
        keep: bool,
    ) -> Result<Vec<Judgements>, Error> {
        let count = batch.num_rows().min(ROWS.saturating_mul(threads));
        let stretch = count.div_ceil(threads).max(1);
        let first = self.next_line;
        let stretches: Vec<_> = (0..count)
            .step_by(stretch)
            .map(|from| (first + from as u64, batch.slice(from, stretch.min(count - from))))
            .collect();
        let judged = match (stretches.as_slice(), &mut *parts) {
            ([(line, batch)], [part, ..]) => vec![judge(part, *line, batch, keep)],
            (stretches, parts) => std::thread::scope(|scope| {
                let running: Vec<_> = parts
                    .iter_mut()
                    .zip(stretches)
                    .map(|(part, (line, batch))| scope.spawn(move || judge(part, *line, batch, keep)))
                    .collect();
                // A panic on a thread goes on here and ends in the exception of the door.
                let join = |thread: std::thread::ScopedJoinHandle<'_, _>| match thread.join() {
                    Ok(judged) => judged,
                    Err(panic) => std::panic::resume_unwind(panic),
                };
                running.into_iter().map(join).collect()
            }),
        };
        self.next_line += count as u64;
        if count < batch.num_rows() {
            self.rest = Some(Rest::Rows(batch.slice(count, batch.num_rows() - count)));
        }
        judged.into_iter().collect()
    }

    /// Counts the first rows of a batch that cannot be read as failed.
    fn broken(&mut self, parts: &mut [Part], rows: u64, error: Error) -> Result<Vec<Judgements>, Error> {
        let count = rows.min(ROWS as u64);
        let Some(part) = parts.first_mut() else { return Ok(vec![]) };
        let mut source = Source::new(SchemaRef::clone(&self.schema), self.next_line)?;
        let judged = source.fail(&mut part.core, count, &error)?;
        self.next_line += count;
        if count < rows {
            self.rest = Some(Rest::Broken(rows - count, error));
        }
        Ok(vec![judged])
    }
}

fn judge(part: &mut Part, first: u64, batch: &RecordBatch, keep: bool) -> Result<Judgements, Error> {
    let mut source = Source::new(batch.schema(), first)?;
    let mut tables = Tables::new();
    let Part { core, kept } = part;
    source.judge_each(core, batch, |entry| {
        tables.push(entry);
        if keep {
            kept.keep(entry);
        }
    })?;
    tables.finish()
}

fn tables(judged: &[Judgements]) -> Three {
    let table = |schema: SchemaRef, one: fn(&Judgements) -> &RecordBatch| {
        Table::new(schema, judged.iter().map(one).filter(|batch| batch.num_rows() > 0).cloned().collect())
    };
    (
        table(Judgements::verdicts_schema(), |one| &one.verdicts),
        table(Judgements::findings_schema(), |one| &one.findings),
        table(Judgements::faults_schema(), |one| &one.faults),
    )
}

/// Tables without a row.
#[pyfunction]
pub(crate) fn empty_tables() -> Three {
    tables(&[])
}

/// The documented schema of a record as columns.
#[pyfunction]
pub(crate) fn columns_schema(py: Python<'_>) -> PyResult<Bound<'_, PyAny>> {
    given_schema(py, &schema())
}

/// A schema in its capsule.
pub(crate) fn given_schema<'py>(py: Python<'py>, schema: &arrow_schema::Schema) -> PyResult<Bound<'py, PyAny>> {
    PyCapsule::new_with_value(py, told(py, CSchema::of(schema))?, SCHEMA).map(Bound::into_any)
}

/// A stream in its capsule.
pub(crate) fn given_stream(py: Python<'_>, stream: CStream) -> PyResult<Bound<'_, PyAny>> {
    PyCapsule::new_with_value(py, stream, STREAM).map(Bound::into_any)
}

const STREAM: &CStr = c"arrow_array_stream";
const SCHEMA: &CStr = c"arrow_schema";
const ARRAY: &CStr = c"arrow_array";

/// The structures of a frame, moved out of their capsules.
enum Taken {
    Stream(CStream),
    Array(CSchema, CArray),
}

fn opened(taken: Taken) -> Result<Stream, Error> {
    let mut stream = match taken {
        Taken::Stream(stream) => stream,
        Taken::Array(schema, array) => CStream::of_one(schema, array),
    };
    // SAFETY: the stream is owned here, and nobody else knows of it.
    unsafe { Stream::take(&raw mut stream) }
}

/// Asks a frame for its capsules.
fn taken(frame: &Bound<'_, PyAny>) -> PyResult<Taken> {
    let py = frame.py();
    if frame.hasattr("__arrow_c_stream__")? {
        let capsule = frame.call_method0("__arrow_c_stream__")?;
        let place = place(&capsule, STREAM)?.cast();
        // SAFETY: a capsule of that name holds such a structure, and the interpreter is held.
        return Ok(Taken::Stream(unsafe { CStream::moved_out(place.as_ptr()) }));
    }
    if frame.hasattr("__arrow_c_array__")? {
        let pair = frame.call_method0("__arrow_c_array__")?;
        let Ok((schema, array)) = pair.extract::<(Bound<'_, PyAny>, Bound<'_, PyAny>)>() else {
            let error = Error::new(ErrorCode::Type, shown(&pair), "a capsule of a schema and one of an array");
            return told(py, Err(error));
        };
        let (schema, array) = (place(&schema, SCHEMA)?.cast(), place(&array, ARRAY)?.cast());
        // SAFETY: capsules of those names hold such structures, and the interpreter is held.
        let (schema, array) = unsafe { (CSchema::moved_out(schema.as_ptr()), CArray::moved_out(array.as_ptr())) };
        return Ok(Taken::Array(schema, told(py, array)?));
    }
    told(py, Err(Error::new(ErrorCode::Type, shown(frame), "an object with __arrow_c_stream__ or __arrow_c_array__")))
}

/// What a capsule holds, where it has that name.
fn place(capsule: &Bound<'_, PyAny>, name: &'static CStr) -> PyResult<NonNull<c_void>> {
    let wrong = |found: String| {
        let expected = format!("a capsule named {}", name.to_string_lossy());
        told(capsule.py(), Err(Error::new(ErrorCode::Type, found, expected)))
    };
    let Ok(capsule) = capsule.cast::<PyCapsule>() else { return wrong(shown(capsule)) };
    match capsule.pointer_checked(Some(name)) {
        Ok(place) => Ok(place),
        Err(_) => wrong("a capsule of another name".into()),
    }
}

/// The type of an object, in a message.
fn shown(object: &Bound<'_, PyAny>) -> String {
    object.get_type().name().map_or_else(|_| "an object".into(), |name| format!("an object of the type {name}"))
}
