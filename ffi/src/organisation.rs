//! The organisation (企业): units and people, as far as judging needs them.

use anxun::org::Organisation;

use crate::door::{guard, out};
use crate::failure::AnxunError;
use crate::handle::{Handle, free, give, lent, shared_by_threads};
use crate::text::{AnxunStr, AnxunString};

/// Units, people, spells of employment and roles. It never changes: threads may share it.
pub struct AnxunOrganisation {
    _private: [u8; 0],
}

impl Handle for AnxunOrganisation {
    type Value = Organisation;
    const TAG: u64 = u64::from_be_bytes(*b"anxnORGA");
}

const _: () = shared_by_threads::<Organisation>();

/// An organisation from JSON. The caller owns `organisation`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn anxun_organisation_from_json(
    json: AnxunStr,
    organisation: *mut *mut AnxunOrganisation,
    error: *mut *mut AnxunError,
) -> i32 {
    // SAFETY: the conventions.
    unsafe {
        guard(error, || {
            let organisation = out(organisation)?;
            organisation.put(give(Organisation::from_json(json.text()?)?));
            Ok(())
        })
    }
}

/// The organisation as canonical JSON; it holds names. The caller owns `json`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn anxun_organisation_to_json(
    organisation: *const AnxunOrganisation,
    json: *mut AnxunString,
    error: *mut *mut AnxunError,
) -> i32 {
    // SAFETY: the conventions.
    unsafe {
        guard(error, || {
            let json = out(json)?;
            json.put(AnxunString::give(anxun::json::canonical(lent(organisation)?.data())?));
            Ok(())
        })
    }
}

/// Frees an organisation. NULL is left alone.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn anxun_organisation_free(organisation: *mut AnxunOrganisation) {
    // SAFETY: the conventions.
    unsafe { free(organisation) }
}
