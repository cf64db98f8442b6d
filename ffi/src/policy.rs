//! The policy (制度): every number, share, limit and switch of the scheme, version by version.

use anxun::operations;
use anxun::policy::PolicyBook;

use crate::door::{guard, out};
use crate::failure::AnxunError;
use crate::handle::{Handle, free, give, lent, shared_by_threads};
use crate::text::{AnxunDate, AnxunStr, AnxunString};

/// The versions of the policy by the day on which each takes effect. It never changes: threads may share it.
pub struct AnxunPolicy {
    _private: [u8; 0],
}

impl Handle for AnxunPolicy {
    type Value = PolicyBook;
    const TAG: u64 = u64::from_be_bytes(*b"anxnPOLI");
}

const _: () = shared_by_threads::<PolicyBook>();

/// The policy of the scheme in its revised form. The caller owns `policy`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn anxun_policy_seed(policy: *mut *mut AnxunPolicy, error: *mut *mut AnxunError) -> i32 {
    // SAFETY: the conventions.
    unsafe {
        guard(error, || {
            out(policy)?.put(give(PolicyBook::seed()));
            Ok(())
        })
    }
}

/// The policy of the scheme before and after its revision of 2023. The caller owns `policy`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn anxun_policy_seed_revised_on(
    revised_on: AnxunDate,
    policy: *mut *mut AnxunPolicy,
    error: *mut *mut AnxunError,
) -> i32 {
    // SAFETY: the conventions.
    unsafe {
        guard(error, || {
            let policy = out(policy)?;
            policy.put(give(PolicyBook::seed_revised_on(revised_on.date()?)));
            Ok(())
        })
    }
}

/// A policy from JSON: `{"versions":[{"effective_from","label","set":{…},"reasons":{…}}]}`. The caller owns `policy`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn anxun_policy_from_json(
    json: AnxunStr,
    policy: *mut *mut AnxunPolicy,
    error: *mut *mut AnxunError,
) -> i32 {
    // SAFETY: the conventions.
    unsafe {
        guard(error, || {
            let policy = out(policy)?;
            policy.put(give(PolicyBook::from_json(json.text()?)?));
            Ok(())
        })
    }
}

/// The policy as JSON that `anxun_policy_from_json` reads. The caller owns `json`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn anxun_policy_to_json(
    policy: *const AnxunPolicy,
    json: *mut AnxunString,
    error: *mut *mut AnxunError,
) -> i32 {
    // SAFETY: the conventions.
    unsafe {
        guard(error, || {
            let json = out(json)?;
            json.put(AnxunString::give(lent(policy)?.to_json()?));
            Ok(())
        })
    }
}

/// Names each value that is laxer than its source, as the JSON of `policy.validate`; with `strict` not 0 a lax value
/// without a reason is an error. The caller owns `warnings`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn anxun_policy_validate(
    policy: *const AnxunPolicy,
    strict: i32,
    warnings: *mut AnxunString,
    error: *mut *mut AnxunError,
) -> i32 {
    // SAFETY: the conventions.
    unsafe {
        guard(error, || {
            let warnings = out(warnings)?;
            let request = format!(r#"{{"policy":{},"strict":{}}}"#, lent(policy)?.to_json()?, strict != 0);
            warnings.put(AnxunString::give(operations::call("policy.validate", request.as_bytes())?));
            Ok(())
        })
    }
}

/// Frees a policy. NULL is left alone.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn anxun_policy_free(policy: *mut AnxunPolicy) {
    // SAFETY: the conventions.
    unsafe { free(policy) }
}
