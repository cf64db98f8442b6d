//! How long a record lives (保存期限).

use anxun::retention::{RetentionTerms, may_destroy, retention_until};

use crate::context::AnxunContext;
use crate::door::{guard, out};
use crate::failure::AnxunError;
use crate::handle::lent;
use crate::record::AnxunRecord;
use crate::text::AnxunString;

/// Until when the record has to be kept, with every rule that applies, as the JSON of `retention.until`. The caller owns
/// `json`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn anxun_retention_until(
    context: *const AnxunContext,
    record: *const AnxunRecord,
    json: *mut AnxunString,
    error: *mut *mut AnxunError,
) -> i32 {
    // SAFETY: the conventions.
    unsafe {
        guard(error, || {
            let json = out(json)?;
            let context = lent(context)?;
            let (facts, policy) = context.sound(lent(record)?.facts())?;
            let terms = RetentionTerms::of(policy);
            let answer = retention_until(&facts.record, context.organisation(), &terms, context.as_of());
            json.put(AnxunString::give(anxun::json::canonical(&answer)?));
            Ok(())
        })
    }
}

/// Whether the record may be destroyed; `reasons` gets each reason against, as the JSON of `retention.may_destroy`, or may be
/// NULL. The caller owns `reasons`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn anxun_retention_may_destroy(
    context: *const AnxunContext,
    record: *const AnxunRecord,
    allowed: *mut bool,
    reasons: *mut AnxunString,
    error: *mut *mut AnxunError,
) -> i32 {
    // SAFETY: the conventions.
    unsafe {
        guard(error, || {
            let allowed = out(allowed)?;
            let context = lent(context)?;
            let (facts, policy) = context.sound(lent(record)?.facts())?;
            let terms = RetentionTerms::of(policy);
            let answer = may_destroy(&facts.record, context.organisation(), &terms, context.as_of());
            let json = anxun::json::canonical(&answer)?;
            allowed.put(answer.allowed);
            if let Ok(reasons) = out(reasons) {
                reasons.put(AnxunString::give(json));
            }
            Ok(())
        })
    }
}
