//! The structures of the Arrow C data and stream interfaces as the specification lays them out, each owner of what it points
//! to. A release that comes twice, or to a child, stops the run; what was never released is counted.

use std::alloc::{Layout, alloc, dealloc};
use std::ffi::{CString, c_char, c_int, c_void};
use std::ptr::null_mut;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

/// How many structures are alive.
pub type Live = Arc<AtomicI64>;

/// `struct ArrowSchema`.
#[repr(C)]
pub struct Schema {
    pub format: *const c_char,
    pub name: *const c_char,
    pub metadata: *const c_char,
    pub flags: i64,
    pub n_children: i64,
    pub children: *mut *mut Schema,
    pub dictionary: *mut Schema,
    pub release: Option<unsafe extern "C" fn(*mut Schema)>,
    pub private_data: *mut c_void,
}

/// `struct ArrowArray`.
#[repr(C)]
pub struct Array {
    pub length: i64,
    pub null_count: i64,
    pub offset: i64,
    pub n_buffers: i64,
    pub n_children: i64,
    pub buffers: *mut *const c_void,
    pub children: *mut *mut Array,
    pub dictionary: *mut Array,
    pub release: Option<unsafe extern "C" fn(*mut Array)>,
    pub private_data: *mut c_void,
}

/// `struct ArrowArrayStream`.
#[repr(C)]
pub struct Stream {
    pub get_schema: Option<unsafe extern "C" fn(*mut Stream, *mut Schema) -> c_int>,
    pub get_next: Option<unsafe extern "C" fn(*mut Stream, *mut Array) -> c_int>,
    pub get_last_error: Option<unsafe extern "C" fn(*mut Stream) -> *const c_char>,
    pub release: Option<unsafe extern "C" fn(*mut Stream)>,
    pub private_data: *mut c_void,
}

/// A buffer of exactly so many bytes.
pub struct Bytes {
    start: *mut u8,
    layout: Layout,
    shift: usize,
}

impl Bytes {
    /// A copy of some bytes, aligned or just not.
    #[must_use]
    pub fn new(bytes: &[u8], is_aligned: bool) -> Bytes {
        let shift = usize::from(!is_aligned);
        let layout = Layout::from_size_align(bytes.len() + shift, 64).expect("a small buffer");
        if layout.size() == 0 {
            return Bytes { start: std::ptr::without_provenance_mut(64), layout, shift };
        }
        // SAFETY: the size is not 0, and the bytes fit behind the shift.
        let start = unsafe {
            let start = alloc(layout);
            assert!(!start.is_null());
            std::ptr::copy_nonoverlapping(bytes.as_ptr(), start.add(shift), bytes.len());
            start
        };
        Bytes { start, layout, shift }
    }

    fn pointer(&self) -> *const c_void {
        // SAFETY: within the allocation, or at its end.
        unsafe { self.start.add(self.shift).cast() }
    }
}

impl Drop for Bytes {
    fn drop(&mut self) {
        if self.layout.size() > 0 {
            // SAFETY: allocated with this layout.
            unsafe { dealloc(self.start, self.layout) };
        }
    }
}

/// What an array has, before it is a structure.
#[derive(Default)]
pub struct Parts {
    pub length: i64,
    pub null_count: i64,
    pub offset: i64,
    pub buffers: Vec<Option<Bytes>>,
    pub children: Vec<Option<Parts>>,
    pub dictionary: Option<Box<Parts>>,
    /// Another number than there are; a greater one only where it is seen before the list is read.
    pub n_buffers: Option<i64>,
    pub n_children: Option<i64>,
    /// The list itself is left out.
    pub no_buffers: bool,
    pub no_children: bool,
    pub is_released: bool,
}

struct OwnedArray {
    _buffers: Vec<Option<Bytes>>,
    _list: Vec<*const c_void>,
    children: Vec<*mut Array>,
    dictionary: *mut Array,
    live: Live,
}

impl Parts {
    /// The structure, which owns everything; `release` frees it.
    #[must_use]
    pub fn into_array(self, live: &Live) -> Array {
        self.structure(live, release_array)
    }

    fn structure(self, live: &Live, release: unsafe extern "C" fn(*mut Array)) -> Array {
        live.fetch_add(1, Ordering::Relaxed);
        let below = |parts: Parts| Box::into_raw(Box::new(parts.structure(live, release_child)));
        let mut children: Vec<*mut Array> =
            self.children.into_iter().map(|child| child.map_or(null_mut(), below)).collect();
        let dictionary = self.dictionary.map_or(null_mut(), |parts| below(*parts));
        let mut list: Vec<*const c_void> =
            self.buffers.iter().map(|bytes| bytes.as_ref().map_or(std::ptr::null(), Bytes::pointer)).collect();
        let (n_buffers, n_children) = (list.len() as i64, children.len() as i64);
        let mut array = Array {
            length: self.length,
            null_count: self.null_count,
            offset: self.offset,
            n_buffers: self.n_buffers.unwrap_or(n_buffers),
            n_children: self.n_children.unwrap_or(n_children),
            buffers: if self.no_buffers { null_mut() } else { list.as_mut_ptr() },
            children: if self.no_children { null_mut() } else { children.as_mut_ptr() },
            dictionary,
            release: (!self.is_released).then_some(release as unsafe extern "C" fn(*mut Array)),
            private_data: null_mut(),
        };
        let owned = OwnedArray { _buffers: self.buffers, _list: list, children, dictionary, live: Arc::clone(live) };
        array.private_data = Box::into_raw(Box::new(owned)).cast();
        array
    }
}

unsafe extern "C" fn release_child(_: *mut Array) {
    panic!("a child was released by itself");
}

/// Frees an array and everything below it.
///
/// # Safety
/// An array of this file that was not freed.
pub unsafe extern "C" fn release_array(array: *mut Array) {
    // SAFETY: by the promise; a second release finds no private data and stops.
    unsafe {
        let private = (*array).private_data.cast::<OwnedArray>();
        assert!(!private.is_null(), "released twice");
        let owned = Box::from_raw(private);
        for child in owned.children.iter().chain([&owned.dictionary]).filter(|child| !child.is_null()) {
            release_array(*child);
            drop(Box::from_raw(*child));
        }
        owned.live.fetch_sub(1, Ordering::Relaxed);
        (*array).private_data = null_mut();
        (*array).release = None;
    }
}

/// A column, before it is a structure.
#[derive(Clone, Debug, Default)]
pub struct Column {
    pub format: Option<CString>,
    pub name: Option<CString>,
    pub flags: i64,
    pub children: Vec<Option<Column>>,
    pub dictionary: Option<Box<Column>>,
    pub n_children: Option<i64>,
    pub no_children: bool,
}

struct OwnedSchema {
    _texts: [Option<CString>; 2],
    children: Vec<*mut Schema>,
    dictionary: *mut Schema,
    live: Live,
}

impl Column {
    /// The structure, which owns everything.
    #[must_use]
    pub fn into_schema(self, live: &Live) -> Schema {
        live.fetch_add(1, Ordering::Relaxed);
        let below = |column: Column| {
            let mut schema = column.into_schema(live);
            schema.release = Some(release_child_schema);
            Box::into_raw(Box::new(schema))
        };
        let mut children: Vec<*mut Schema> =
            self.children.into_iter().map(|child| child.map_or(null_mut(), below)).collect();
        let dictionary = self.dictionary.map_or(null_mut(), |column| below(*column));
        let count = children.len() as i64;
        let text = |text: &Option<CString>| text.as_ref().map_or(std::ptr::null(), |text| text.as_ptr());
        let mut schema = Schema {
            format: text(&self.format),
            name: text(&self.name),
            metadata: std::ptr::null(),
            flags: self.flags,
            n_children: self.n_children.map_or(count, |one| one.min(count)),
            children: if self.no_children { null_mut() } else { children.as_mut_ptr() },
            dictionary,
            release: Some(release_schema),
            private_data: null_mut(),
        };
        let owned = OwnedSchema { _texts: [self.format, self.name], children, dictionary, live: Arc::clone(live) };
        schema.private_data = Box::into_raw(Box::new(owned)).cast();
        schema
    }
}

unsafe extern "C" fn release_child_schema(_: *mut Schema) {
    panic!("a child schema was released by itself");
}

/// Frees a schema and everything below it.
///
/// # Safety
/// A schema of this file that was not freed.
pub unsafe extern "C" fn release_schema(schema: *mut Schema) {
    // SAFETY: as for arrays.
    unsafe {
        let private = (*schema).private_data.cast::<OwnedSchema>();
        assert!(!private.is_null(), "released twice");
        let owned = Box::from_raw(private);
        for child in owned.children.iter().chain([&owned.dictionary]).filter(|child| !child.is_null()) {
            release_schema(*child);
            drop(Box::from_raw(*child));
        }
        owned.live.fetch_sub(1, Ordering::Relaxed);
        (*schema).private_data = null_mut();
        (*schema).release = None;
    }
}

/// What a stream gives, one after the other.
pub struct Source {
    pub schema: Result<Column, c_int>,
    /// The batches in their order, from the last.
    pub batches: Vec<Result<Parts, c_int>>,
    pub error: Option<CString>,
    pub live: Live,
}

impl Source {
    /// The stream.
    #[must_use]
    pub fn into_stream(self) -> Stream {
        self.live.fetch_add(1, Ordering::Relaxed);
        Stream {
            get_schema: Some(get_schema),
            get_next: Some(get_next),
            get_last_error: Some(get_last_error),
            release: Some(release_stream),
            private_data: Box::into_raw(Box::new(self)).cast(),
        }
    }
}

unsafe fn source<'s>(stream: *mut Stream) -> &'s mut Source {
    // SAFETY: a stream of this file that is alive.
    unsafe { (*stream).private_data.cast::<Source>().as_mut() }.expect("a living stream")
}

unsafe extern "C" fn get_schema(stream: *mut Stream, out: *mut Schema) -> c_int {
    // SAFETY: by the interface.
    let source = unsafe { source(stream) };
    match source.schema.clone() {
        Ok(column) => {
            // SAFETY: by the interface.
            unsafe { out.write(column.into_schema(&source.live)) };
            0
        }
        Err(status) => status,
    }
}

unsafe extern "C" fn get_next(stream: *mut Stream, out: *mut Array) -> c_int {
    // SAFETY: by the interface.
    let source = unsafe { source(stream) };
    match source.batches.pop() {
        Some(Ok(parts)) => {
            // SAFETY: by the interface.
            unsafe { out.write(parts.into_array(&source.live)) };
            0
        }
        Some(Err(status)) => status,
        None => {
            // SAFETY: by the interface; an array that is released marks the end.
            unsafe { (*out).release = None };
            0
        }
    }
}

unsafe extern "C" fn get_last_error(stream: *mut Stream) -> *const c_char {
    // SAFETY: by the interface.
    unsafe { source(stream) }.error.as_ref().map_or(std::ptr::null(), |text| text.as_ptr())
}

unsafe extern "C" fn release_stream(stream: *mut Stream) {
    // SAFETY: by the interface.
    unsafe {
        let private = (*stream).private_data.cast::<Source>();
        assert!(!private.is_null(), "a stream released twice");
        let source = Box::from_raw(private);
        source.live.fetch_sub(1, Ordering::Relaxed);
        (*stream).private_data = null_mut();
        (*stream).release = None;
    }
}
