//! Streams: taken over, and given away.

use std::ffi::{CStr, c_int};
use std::sync::Arc;

use anxun::error::{Error, ErrorCode, Result};
use arrow_array::ffi_stream::FFI_ArrowArrayStream;
use arrow_array::{Array as _, RecordBatch, RecordBatchIterator, RecordBatchReader};
use arrow_schema::ffi::FFI_ArrowSchema;
use arrow_schema::{ArrowError, Schema, SchemaRef};

use crate::arrays::rows_of;
use crate::c::{CArray, CSchema, CStream};
use crate::types::schema_of;

/// A stream of record batches that was taken over. Its schema has the columns that the record knows; any other is one of
/// nulls and never read.
#[derive(Debug)]
pub struct Stream {
    stream: CStream,
    schema: SchemaRef,
    is_over: bool,
}

/// What came out of a stream.
#[derive(Debug)]
pub enum Batch {
    /// A batch, sound in itself.
    Rows(RecordBatch),
    /// A batch that contradicts itself: how many rows it says to have, and what is wrong.
    Broken(u64, Error),
}

impl Stream {
    /// Takes a stream over: `stream` is marked as released, whatever comes of it.
    ///
    /// # Errors
    /// [`ErrorCode::NullPointer`], [`ErrorCode::StreamFailed`] for a stream that was released before or does not give its
    /// schema, and what is wrong with the schema.
    ///
    /// # Safety
    /// `stream` is NULL or points to a structure of the Arrow C stream interface, which nobody else uses.
    pub unsafe fn take(stream: *mut CStream) -> Result<Self> {
        if stream.is_null() {
            return Err(Error::new(ErrorCode::NullPointer, "NULL", "a stream"));
        }
        // SAFETY: not NULL; what stood there was moved and is released for its owner.
        let mut stream = unsafe { stream.replace(CStream::released()) };
        if stream.release.is_none() {
            return Err(Error::new(ErrorCode::StreamFailed, "a stream that was released", "a living stream"));
        }
        let Some(get_schema) = stream.get_schema else {
            return Err(Error::new(ErrorCode::StreamFailed, "a stream without get_schema", "its callbacks"));
        };
        let mut schema = CSchema::released();
        // SAFETY: the stream is alive, and the schema may be written.
        let status = unsafe { get_schema(&raw mut stream, &raw mut schema) };
        if status != 0 {
            return Err(stream.failure(status, "its schema"));
        }
        if schema.release.is_none() {
            return Err(Error::new(ErrorCode::StreamFailed, "no schema", "a schema"));
        }
        let schema = Arc::new(schema_of(&schema)?);
        Ok(Stream { stream, schema, is_over: false })
    }

    /// The schema.
    #[must_use]
    pub fn schema(&self) -> SchemaRef {
        Arc::clone(&self.schema)
    }

    /// The next batch; `None` at the end.
    ///
    /// # Errors
    /// [`ErrorCode::StreamFailed`] with the status and the text of the producer; the stream is at its end then.
    pub fn next_batch(&mut self) -> Result<Option<Batch>> {
        let Some(array) = self.next_array()? else { return Ok(None) };
        let rows = u64::try_from(array.length).unwrap_or(0);
        Ok(Some(match rows_of(&Arc::new(array), self.schema.fields()) {
            Ok(batch) if batch.is_nullable() => Batch::Broken(rows, null_rows()),
            Ok(batch) => Batch::Rows(batch.into()),
            Err(error) => Batch::Broken(rows, error),
        }))
    }

    /// The next array as it came; `None` at the end.
    pub(crate) fn next_array(&mut self) -> Result<Option<CArray>> {
        if self.is_over {
            return Ok(None);
        }
        let mut array = CArray::released();
        let status = match self.stream.get_next {
            // SAFETY: the stream is alive, and the array may be written.
            Some(get_next) => unsafe { get_next(&raw mut self.stream, &raw mut array) },
            None => -1,
        };
        if status != 0 {
            self.is_over = true;
            return Err(self.stream.failure(status, "its next batch"));
        }
        if array.release.is_none() {
            self.is_over = true;
            return Ok(None);
        }
        Ok(Some(array))
    }
}

fn null_rows() -> Error {
    Error::new(ErrorCode::BadColumn, "rows that are null as a whole", "a batch whose columns have nulls, not its rows")
}

impl CStream {
    /// What the producer says.
    fn failure(&mut self, status: c_int, asked: &str) -> Error {
        // SAFETY: the stream is alive.
        let text = self.get_last_error.map(|last| unsafe { last(self) }).filter(|text| !text.is_null());
        // SAFETY: the interface promises a text that ends with NUL and lives until the next call.
        let text = text.map(|text| unsafe { CStr::from_ptr(text) }.to_string_lossy().into_owned());
        let found = match text {
            Some(text) => format!("status {status}: {}", text.chars().take(500).collect::<String>()),
            None => format!("status {status}"),
        };
        Error::new(ErrorCode::StreamFailed, found, format!("{asked} from the producer of the stream"))
    }
}

/// Gives tables away as a stream, which its new owner releases.
///
/// # Safety
/// `place` may be written; what stands there is not released.
pub unsafe fn give(tables: Box<dyn RecordBatchReader + Send>, place: *mut CStream) {
    // SAFETY: the same structure, laid out by the same specification.
    unsafe { place.cast::<FFI_ArrowArrayStream>().write(FFI_ArrowArrayStream::new(tables)) };
}

/// Gives the batches of one table away as a stream, which its new owner releases.
///
/// # Safety
/// `place` may be written; what stands there is not released.
pub unsafe fn give_table(schema: SchemaRef, batches: Vec<RecordBatch>, place: *mut CStream) {
    // SAFETY: by the promise.
    unsafe { give(reader(batches, schema), place) };
}

/// The batches of one table, one after the other.
pub(crate) fn reader(batches: Vec<RecordBatch>, schema: SchemaRef) -> Box<dyn RecordBatchReader + Send> {
    Box::new(RecordBatchIterator::new(batches.into_iter().map(Ok::<_, ArrowError>), schema))
}

/// Gives a schema away, which its new owner releases.
///
/// # Errors
/// None that a schema of this library can cause.
///
/// # Safety
/// `place` may be written; what stands there is not released.
pub unsafe fn give_schema(schema: &Schema, place: *mut CSchema) -> Result<()> {
    let schema = FFI_ArrowSchema::try_from(schema)
        .map_err(|error| Error::new(ErrorCode::BadColumn, error.to_string(), "a schema"))?;
    // SAFETY: the same structure, laid out by the same specification.
    unsafe { place.cast::<FFI_ArrowSchema>().write(schema) };
    Ok(())
}
