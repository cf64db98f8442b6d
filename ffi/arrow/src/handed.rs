//! Structures that are handed over by their place, as a capsule of Python holds them: moved out, or made to be moved out.

use std::ffi::{CStr, c_char, c_int};

use anxun::error::{Error, ErrorCode, Result};
use arrow_array::RecordBatch;
use arrow_schema::{Schema, SchemaRef};

use crate::c::{CArray, CSchema, CStream};
use crate::stream::{give_schema, give_table};

impl CStream {
    /// Moves a stream out of its place, which is marked as released. Nothing is called.
    ///
    /// # Safety
    /// `place` points to a structure of the Arrow C stream interface, which nobody else uses while this runs.
    #[must_use]
    pub unsafe fn moved_out(place: *mut CStream) -> Self {
        // SAFETY: by the promise.
        unsafe { place.replace(CStream::released()) }
    }

    /// A stream of some batches, to be moved out by its taker; the batches share their buffers with these.
    #[must_use]
    pub fn of(schema: SchemaRef, batches: Vec<RecordBatch>) -> Self {
        let mut stream = CStream::released();
        // SAFETY: the place is written over; what stands there is released.
        unsafe { give_table(schema, batches, &raw mut stream) };
        stream
    }

    /// A stream of one array of structs with its schema.
    #[must_use]
    pub fn of_one(schema: CSchema, array: CArray) -> Self {
        CStream {
            get_schema: Some(one_schema),
            get_next: Some(one_array),
            get_last_error: Some(one_error),
            release: Some(one_release),
            private_data: Box::into_raw(Box::new(One { schema, array })).cast(),
        }
    }
}

impl CSchema {
    /// Moves a schema out of its place, which is marked as released.
    ///
    /// # Safety
    /// `place` points to a structure of the Arrow C data interface, which nobody else uses while this runs.
    #[must_use]
    pub unsafe fn moved_out(place: *mut CSchema) -> Self {
        // SAFETY: by the promise.
        unsafe { place.replace(CSchema::released()) }
    }

    /// A schema, to be moved out by its taker.
    ///
    /// # Errors
    /// None that a schema of this library can cause.
    pub fn of(schema: &Schema) -> Result<Self> {
        let mut made = CSchema::released();
        // SAFETY: the place is written over; what stands there is released.
        unsafe { give_schema(schema, &raw mut made)? };
        Ok(made)
    }
}

impl CArray {
    /// Moves an array out of its place, which is marked as released.
    ///
    /// # Errors
    /// [`ErrorCode::StreamFailed`] for an array that was released before.
    ///
    /// # Safety
    /// `place` points to a structure of the Arrow C data interface, which nobody else uses while this runs.
    pub unsafe fn moved_out(place: *mut CArray) -> Result<Self> {
        // SAFETY: by the promise.
        let array = unsafe { place.replace(CArray::released()) };
        if array.release.is_none() {
            return Err(Error::new(ErrorCode::StreamFailed, "an array that was released", "a living array"));
        }
        Ok(array)
    }
}

/// What a stream of one array holds; each is moved out once.
struct One {
    schema: CSchema,
    array: CArray,
}

unsafe extern "C" fn one_schema(stream: *mut CStream, place: *mut CSchema) -> c_int {
    // SAFETY: the stream was made by `of_one` and is alive; the place may be written.
    unsafe {
        let one = (*stream).private_data.cast::<One>();
        place.write(CSchema::moved_out(&raw mut (*one).schema));
    }
    0
}

unsafe extern "C" fn one_array(stream: *mut CStream, place: *mut CArray) -> c_int {
    // SAFETY: as above; a released array is the end of the stream.
    unsafe {
        let one = (*stream).private_data.cast::<One>();
        place.write((&raw mut (*one).array).replace(CArray::released()));
    }
    0
}

unsafe extern "C" fn one_error(_: *mut CStream) -> *const c_char {
    const NONE: &CStr = c"";
    NONE.as_ptr()
}

unsafe extern "C" fn one_release(stream: *mut CStream) {
    // SAFETY: as above; called once, and the stream is marked so.
    unsafe {
        drop(Box::from_raw((*stream).private_data.cast::<One>()));
        (*stream).private_data = std::ptr::null_mut();
        (*stream).release = None;
    }
}
