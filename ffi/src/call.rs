//! Version, the JSON door, explanations.

use anxun::error::{Error, ErrorCode};
use anxun::{operations, rulebook};

use crate::door::{guard, out};
use crate::failure::AnxunError;
use crate::text::{AnxunStr, AnxunString};

/// Version of the interface: it changes when a program that was built with an older header could break.
pub const ABI_VERSION: u32 = 1;

/// The version of the library, such as `0.1.0`. Static; a NUL stands behind it.
#[unsafe(no_mangle)]
pub extern "C" fn anxun_version() -> AnxunStr {
    const VERSION: &str = concat!(env!("CARGO_PKG_VERSION"), "\0");
    AnxunStr { data: VERSION.as_ptr().cast(), len: VERSION.len() - 1 }
}

/// The version of the interface of the library at hand; `ANXUN_ABI_VERSION` is that of the header. They have to be equal.
#[unsafe(no_mangle)]
pub extern "C" fn anxun_abi_version() -> u32 {
    ABI_VERSION
}

/// The JSON door: answers any operation of `operation.list` by name. The answer is canonical JSON, the same bytes in every
/// language. The caller owns `answer`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn anxun_call(
    operation: AnxunStr,
    request: AnxunStr,
    answer: *mut AnxunString,
    error: *mut *mut AnxunError,
) -> i32 {
    // SAFETY: the conventions.
    unsafe {
        guard(error, || {
            let answer = out(answer)?;
            answer.put(AnxunString::give(operations::call(operation.text()?, request.bytes()?)?));
            Ok(())
        })
    }
}

/// Explains a rule such as `TP-05`: what it asks, why, what its findings hold, how they weigh, what mends them by when, clauses,
/// law, parameters. `lang` is `zh` or `en`; absent is `zh`. The caller owns `text`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn anxun_explain(
    code: AnxunStr,
    lang: AnxunStr,
    text: *mut AnxunString,
    error: *mut *mut AnxunError,
) -> i32 {
    // SAFETY: the conventions.
    unsafe {
        guard(error, || {
            let text = out(text)?;
            let lang = lang.optional()?.unwrap_or("zh");
            if !matches!(lang, "zh" | "en") {
                return Err(Error::new(ErrorCode::UnknownCode, "another language", "zh or en").at("/lang").into());
            }
            let explained = rulebook::explain(code.text()?, lang)
                .ok_or_else(|| Error::new(ErrorCode::UnknownCode, "no such rule", "a code of rule.list").at("/code"))?;
            text.put(AnxunString::give(explained));
            Ok(())
        })
    }
}
