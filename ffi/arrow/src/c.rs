//! The structures of the Arrow C data and stream interfaces, as their specification lays them out, and a checked look at them.

use std::ffi::{CStr, c_char, c_int, c_void};

use anxun::error::{Error, ErrorCode, Result};

/// `struct ArrowSchema`.
#[derive(Debug)]
#[repr(C)]
pub struct CSchema {
    pub(crate) format: *const c_char,
    pub(crate) name: *const c_char,
    pub(crate) metadata: *const c_char,
    pub(crate) flags: i64,
    pub(crate) n_children: i64,
    pub(crate) children: *mut *mut CSchema,
    pub(crate) dictionary: *mut CSchema,
    pub(crate) release: Option<unsafe extern "C" fn(*mut CSchema)>,
    pub(crate) private_data: *mut c_void,
}

/// `struct ArrowArray`.
#[derive(Debug)]
#[repr(C)]
pub struct CArray {
    pub(crate) length: i64,
    pub(crate) null_count: i64,
    pub(crate) offset: i64,
    pub(crate) n_buffers: i64,
    pub(crate) n_children: i64,
    pub(crate) buffers: *mut *const c_void,
    pub(crate) children: *mut *mut CArray,
    pub(crate) dictionary: *mut CArray,
    pub(crate) release: Option<unsafe extern "C" fn(*mut CArray)>,
    pub(crate) private_data: *mut c_void,
}

/// `struct ArrowArrayStream`.
#[derive(Debug)]
#[repr(C)]
pub struct CStream {
    pub(crate) get_schema: Option<unsafe extern "C" fn(*mut CStream, *mut CSchema) -> c_int>,
    pub(crate) get_next: Option<unsafe extern "C" fn(*mut CStream, *mut CArray) -> c_int>,
    pub(crate) get_last_error: Option<unsafe extern "C" fn(*mut CStream) -> *const c_char>,
    pub(crate) release: Option<unsafe extern "C" fn(*mut CStream)>,
    pub(crate) private_data: *mut c_void,
}

macro_rules! owned {
    ($($type:ident)*) => { $(
        impl Drop for $type {
            fn drop(&mut self) {
                if let Some(release) = self.release {
                    // SAFETY: the structure is owned and not released; the callback is called once, it marks it so.
                    unsafe { release(self) };
                }
            }
        }

        // SAFETY: the interface lets a structure be used and released by any thread, one at a time.
        unsafe impl Send for $type {}
    )* };
}

owned! { CSchema CArray CStream }

// SAFETY: an array is only read once it is owned; its release takes it mutably.
unsafe impl Sync for CArray {}

impl CSchema {
    /// A released one, to be filled.
    pub(crate) const fn released() -> Self {
        CSchema {
            format: std::ptr::null(),
            name: std::ptr::null(),
            metadata: std::ptr::null(),
            flags: 0,
            n_children: 0,
            children: std::ptr::null_mut(),
            dictionary: std::ptr::null_mut(),
            release: None,
            private_data: std::ptr::null_mut(),
        }
    }

    /// The format of the type.
    pub(crate) fn format(&self) -> Result<&str> {
        // SAFETY: the interface promises a text that ends with NUL; that it is one of UTF-8 is looked at.
        unsafe { text(self.format) }?.ok_or_else(|| bad("a schema without a format", "a format"))
    }

    /// The name; empty where there is none.
    pub(crate) fn name(&self) -> Result<&str> {
        // SAFETY: as above.
        unsafe { text(self.name) }.map(Option::unwrap_or_default)
    }

    /// The children.
    pub(crate) fn children(&self) -> Result<Vec<&CSchema>> {
        // SAFETY: the interface promises as many pointers as it says.
        unsafe { children(self.n_children, self.children) }
    }
}

impl CArray {
    /// A released one, to be filled.
    pub(crate) const fn released() -> Self {
        CArray {
            length: 0,
            null_count: 0,
            offset: 0,
            n_buffers: 0,
            n_children: 0,
            buffers: std::ptr::null_mut(),
            children: std::ptr::null_mut(),
            dictionary: std::ptr::null_mut(),
            release: None,
            private_data: std::ptr::null_mut(),
        }
    }

    /// The children, as many as the type has: the list is not read where it says another number.
    pub(crate) fn children(&self, expected: usize) -> Result<Vec<&CArray>> {
        if usize::try_from(self.n_children) != Ok(expected) {
            return Err(bad(format!("{} children", self.n_children), format!("the {expected} of the schema")));
        }
        // SAFETY: the interface promises as many pointers as it says.
        unsafe { children(self.n_children, self.children) }
    }
}

impl CStream {
    /// A released one.
    pub(crate) const fn released() -> Self {
        CStream {
            get_schema: None,
            get_next: None,
            get_last_error: None,
            release: None,
            private_data: std::ptr::null_mut(),
        }
    }
}

/// A structure that contradicts itself.
#[cold]
pub(crate) fn bad(found: impl Into<String>, expected: impl Into<String>) -> Error {
    Error::new(ErrorCode::BadColumn, found, expected)
}

/// A text of the interface; `None` for NULL.
///
/// # Safety
/// `text` is NULL or ends with NUL, and lives as long as the answer.
unsafe fn text<'t>(text: *const c_char) -> Result<Option<&'t str>> {
    if text.is_null() {
        return Ok(None);
    }
    // SAFETY: by the promise.
    let text = unsafe { CStr::from_ptr(text) };
    let error = || Error::new(ErrorCode::InvalidUtf8, "a name or a format that is no text", "UTF-8");
    text.to_str().map(Some).map_err(|_| error())
}

/// The children of a structure, none of them missing.
///
/// # Safety
/// `list` is NULL or points to `count` pointers, each NULL or to a structure that lives as long as the answer.
unsafe fn children<'t, T>(count: i64, list: *mut *mut T) -> Result<Vec<&'t T>> {
    let length = usize::try_from(count).map_err(|_| bad(format!("{count} children"), "0 or more children"))?;
    if length == 0 {
        return Ok(vec![]);
    }
    if list.is_null() {
        return Err(bad("no list of children", format!("a list of {count}")));
    }
    (0..length)
        .map(|at| {
            // SAFETY: by the promise.
            let child = unsafe { list.add(at).read() };
            // SAFETY: by the promise; NULL is told apart.
            unsafe { child.as_ref() }.ok_or_else(|| bad(format!("child {at} is NULL"), "a child"))
        })
        .collect()
}
