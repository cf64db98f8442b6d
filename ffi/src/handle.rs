//! Opaque handles: a tag before each value, so that a wrong or dead one is refused.
//!
//! Who owns what is a type: `const H *` lends (threads may share it), `H *` holds alone for the time of the call, `H **`
//! as an argument hands over (the variable of the caller becomes NULL), `H **` as an output gives. A handle that is held
//! has another tag for that time: a callback that comes back to it is refused instead of finding it half changed.

use std::ops::{Deref, DerefMut};
use std::sync::atomic::{AtomicU64, Ordering};

use anxun::error::{Error, ErrorCode, Result};

use crate::door::null;

/// A type of handle: what C sees, and what is behind it.
pub(crate) trait Handle {
    /// What is behind it.
    type Value;
    /// Its tag.
    const TAG: u64;
}

/// A handle that is held for a call.
const HELD: u64 = u64::from_be_bytes(*b"anxnHELD");

/// A handle that was freed or handed over.
const DEAD: u64 = u64::from_be_bytes(*b"anxnDEAD");

#[repr(C)]
struct Tagged<T> {
    tag: AtomicU64,
    value: T,
}

/// A new handle, which the caller owns.
pub(crate) fn give<H: Handle>(value: H::Value) -> *mut H {
    Box::into_raw(Box::new(Tagged { tag: AtomicU64::new(H::TAG), value })).cast()
}

fn place<H: Handle>(handle: *const H) -> Result<*mut Tagged<H::Value>> {
    let place = handle.cast::<Tagged<H::Value>>().cast_mut();
    match () {
        () if place.is_null() => Err(null("a handle")),
        () if !place.is_aligned() => Err(wrong()),
        () => Ok(place),
    }
}

fn wrong() -> Error {
    Error::new(ErrorCode::WrongHandle, "another handle, or one in use", "a living handle of the type")
}

/// Lends the value.
///
/// # Safety
/// `handle` is NULL or a handle of this library that nobody frees or changes as long as the answer lives.
pub(crate) unsafe fn lent<'h, H: Handle>(handle: *const H) -> Result<&'h H::Value> {
    let place = place(handle)?;
    // SAFETY: every handle begins with a tag.
    if unsafe { &(*place).tag }.load(Ordering::Acquire) != H::TAG {
        return Err(wrong());
    }
    // SAFETY: the tag says that the value is of this type; nobody changes it, by the promise.
    Ok(unsafe { &(*place).value })
}

/// A value held alone.
pub(crate) struct Held<H: Handle>(*mut Tagged<H::Value>);

/// Holds the value alone for the time of a call.
///
/// # Safety
/// `handle` is NULL or a handle of this library that nobody frees as long as the answer lives.
pub(crate) unsafe fn held<H: Handle>(handle: *mut H) -> Result<Held<H>> {
    let place = place(handle)?;
    // SAFETY: every handle begins with a tag.
    match unsafe { &(*place).tag }.compare_exchange(H::TAG, HELD, Ordering::AcqRel, Ordering::Relaxed) {
        Ok(_) => Ok(Held(place)),
        Err(_) => Err(wrong()),
    }
}

impl<H: Handle> Deref for Held<H> {
    type Target = H::Value;

    fn deref(&self) -> &H::Value {
        // SAFETY: the tag says held, by this alone.
        unsafe { &(*self.0).value }
    }
}

impl<H: Handle> DerefMut for Held<H> {
    fn deref_mut(&mut self) -> &mut H::Value {
        // SAFETY: the tag says held, by this alone.
        unsafe { &mut (*self.0).value }
    }
}

impl<H: Handle> Drop for Held<H> {
    fn drop(&mut self) {
        // SAFETY: the handle lives as long as it is held.
        unsafe { &(*self.0).tag }.store(H::TAG, Ordering::Release);
    }
}

/// Takes the value over; the variable of the caller becomes NULL.
///
/// # Safety
/// `variable` is NULL or points to NULL or to a handle of this library that the caller owns.
pub(crate) unsafe fn taken<H: Handle>(variable: *mut *mut H) -> Result<H::Value> {
    if variable.is_null() {
        return Err(null("a variable that holds a handle"));
    }
    // SAFETY: not NULL.
    let place = place(unsafe { variable.read() }.cast_const())?;
    // SAFETY: every handle begins with a tag.
    unsafe { &(*place).tag }
        .compare_exchange(H::TAG, DEAD, Ordering::AcqRel, Ordering::Relaxed)
        .map_err(|_| wrong())?;
    // SAFETY: it may be written, and the box was made by `give` and nobody else took it: the tag changed once.
    unsafe {
        variable.write(std::ptr::null_mut());
        Ok(Box::from_raw(place).value)
    }
}

/// Frees a handle; NULL, and a handle of another type, is left alone.
///
/// # Safety
/// `handle` is NULL or a handle of this library that the caller owns.
pub(crate) unsafe fn free<H: Handle>(mut handle: *mut H) {
    let value = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
        // SAFETY: by the promise.
        drop(unsafe { taken(&raw mut handle) });
    }));
    if let Err(payload) = value {
        std::mem::forget(payload);
    }
}

/// A type that threads may share.
pub(crate) const fn shared_by_threads<T: Send + Sync>() {}

#[cfg(test)]
mod tests {
    use super::*;

    struct One;
    impl Handle for One {
        type Value = String;
        const TAG: u64 = 1;
    }
    struct Other;
    impl Handle for Other {
        type Value = String;
        const TAG: u64 = 2;
    }

    #[test]
    fn a_handle_is_lent_held_and_taken() {
        let mut handle = give::<One>("a".into());
        // SAFETY: the handle was made here and is freed here.
        unsafe {
            assert_eq!(lent(handle).unwrap(), "a");
            {
                let mut text = held(handle).unwrap();
                text.push('b');
                assert_eq!(lent(handle).unwrap_err().code, ErrorCode::WrongHandle);
                assert_eq!(held(handle).err().unwrap().code, ErrorCode::WrongHandle);
                assert_eq!(taken(&raw mut handle).unwrap_err().code, ErrorCode::WrongHandle);
                free(handle); // held: left alone
            }
            assert_eq!(lent(handle.cast::<Other>()).unwrap_err().code, ErrorCode::WrongHandle);
            free(handle.cast::<Other>());
            assert_eq!(taken(&raw mut handle).unwrap(), "ab");
            assert!(handle.is_null());
            assert_eq!(taken(&raw mut handle).unwrap_err().code, ErrorCode::NullPointer);
            free(handle);
        }
    }

    #[test]
    fn what_is_no_handle_is_refused() {
        let words = [0_u64; 2];
        // SAFETY: the places can be read as a tag.
        unsafe {
            assert_eq!(lent(words.as_ptr().cast::<One>()).unwrap_err().code, ErrorCode::WrongHandle);
            let odd = words.as_ptr().cast::<u8>().add(1).cast::<One>();
            assert_eq!(lent(odd).unwrap_err().code, ErrorCode::WrongHandle);
            assert_eq!(lent(std::ptr::null::<One>()).unwrap_err().code, ErrorCode::NullPointer);
        }
    }
}
