//! The context of a question: policy, calendar, people, moment.

use std::sync::Arc;

use anxun::check::Context;
use anxun::json::Limits;

use crate::calendar::AnxunCalendar;
use crate::door::{SizeFirst, guard, out, sized};
use crate::failure::AnxunError;
use crate::handle::{Handle, free, give, held, lent, shared_by_threads};
use crate::organisation::AnxunOrganisation;
use crate::policy::AnxunPolicy;
use crate::text::AnxunStr;

/// What a review needs beside the record, prepared once for many records. Once it is set up, threads may share it.
pub struct AnxunContext {
    _private: [u8; 0],
}

impl Handle for AnxunContext {
    type Value = Arc<Context>;
    const TAG: u64 = u64::from_be_bytes(*b"anxnCONT");
}

const _: () = shared_by_threads::<Arc<Context>>();

/// Limits of size of a record. `size` has to be set to `sizeof(AnxunLimits)`; 0 in another field is the usual limit.
#[derive(Clone, Copy, Debug)]
#[repr(C)]
pub struct AnxunLimits {
    /// `sizeof(AnxunLimits)`.
    pub size: usize,
    /// Characters of a one-line text.
    pub text: usize,
    /// Characters of a long text.
    pub long_text: usize,
    /// Items of one list.
    pub list: usize,
    /// Bytes of one document.
    pub document: usize,
    /// Levels of nesting.
    pub nesting: usize,
    /// Faults of one document.
    pub faults: usize,
}

// SAFETY: `repr(C)`, and the first field is the size.
unsafe impl SizeFirst for AnxunLimits {
    fn set_size(&mut self, size: usize) {
        self.size = size;
    }
}

/// A context at a moment (`as_of`, RFC 3339 with offset), without people, with masked employee numbers. Policy and calendar
/// are copied: they stay with the caller. The caller owns `context`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn anxun_context_new(
    policy: *const AnxunPolicy,
    calendar: *const AnxunCalendar,
    as_of: AnxunStr,
    context: *mut *mut AnxunContext,
    error: *mut *mut AnxunError,
) -> i32 {
    // SAFETY: the conventions.
    unsafe {
        guard(error, || {
            let context = out(context)?;
            let made = Context::new(lent(policy)?.clone(), lent(calendar)?.clone(), as_of.stamp()?)?;
            context.put(give(Arc::new(made)));
            Ok(())
        })
    }
}

/// Gives the context the people and units of an organisation, which is copied and stays with the caller. What was made
/// with the context before (a register) keeps what it had; so for the other setters.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn anxun_context_set_organisation(
    context: *mut AnxunContext,
    organisation: *const AnxunOrganisation,
    error: *mut *mut AnxunError,
) -> i32 {
    // SAFETY: the conventions.
    unsafe {
        guard(error, || {
            let mut context = held(context)?;
            let organisation = lent(organisation)?.clone();
            change(&mut context, |one| one.with_organisation(organisation));
            Ok(())
        })
    }
}

/// Whether findings show employee numbers whole (not 0) or masked (0).
#[unsafe(no_mangle)]
pub unsafe extern "C" fn anxun_context_set_reveal(
    context: *mut AnxunContext,
    reveal: i32,
    error: *mut *mut AnxunError,
) -> i32 {
    // SAFETY: the conventions.
    unsafe {
        guard(error, || {
            change(&mut *held(context)?, |one| one.with_reveal(reveal != 0));
            Ok(())
        })
    }
}

/// Sets the limits of size.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn anxun_context_set_limits(
    context: *mut AnxunContext,
    limits: *const AnxunLimits,
    error: *mut *mut AnxunError,
) -> i32 {
    // SAFETY: the conventions.
    unsafe {
        guard(error, || {
            let mut context = held(context)?;
            let (asked, usual) = (sized(limits)?, Limits::default());
            let or = |asked: usize, usual: usize| if asked == 0 { usual } else { asked };
            let limits = Limits {
                text: or(asked.text, usual.text),
                long_text: or(asked.long_text, usual.long_text),
                list: or(asked.list, usual.list),
                document: or(asked.document, usual.document),
                // Deeper reading could exhaust the stack of the caller's thread.
                nesting: or(asked.nesting, usual.nesting).min(usual.nesting),
                faults: or(asked.faults, usual.faults),
            };
            change(&mut context, |one| one.with_limits(limits));
            Ok(())
        })
    }
}

/// Replaces the shared context by a changed copy.
fn change(context: &mut Arc<Context>, set: impl FnOnce(Context) -> Context) {
    *context = Arc::new(set(Context::clone(context)));
}

/// Frees a context. NULL is left alone.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn anxun_context_free(context: *mut AnxunContext) {
    // SAFETY: the conventions.
    unsafe { free(context) }
}
