//! The policy (制度参数): every number, set and switch of the scheme as data, by version and effective date.
//!
//! A [`Param`] is one row of the table: key, kind, unit, source, seed value, the side on which a value is stricter.
//! A [`PolicyVersion`] keeps only its differences from the seed and answers with the resolved value; `None` means that
//! the scheme is silent and the host has not set the value, so that what needs it is Unknown and never passes.
//! A [`PolicyBook`] holds the versions by the day on which each takes effect (00:00 at +08:00).
//! Nothing here reads a file at run time. Uses `error`, `value`, and the enumerations of `vocab` and `rule`.
//! Source: parameters.md 2a, 2c, 2d; requirements I.2.d, II.2.1.e, IV.1.1.a, VI.4.2.
//!
//! ```
//! use anxun::policy::PolicyBook;
//! use anxun::value::{parse_date, parse_stamp};
//! // VI.4.2: 48 hours for sessions that ended before the revision, 24 hours from that day on.
//! let book = PolicyBook::seed_revised_on(parse_date("2023-07-01")?);
//! let before = book.at(parse_stamp("2023-06-30T18:00:00+08:00")?)?;
//! let after = book.at(parse_stamp("2023-07-01T18:00:00+08:00")?)?;
//! assert_eq!((before.count("submit.electronic.limit"), after.count("submit.electronic.limit")), (Some(48), Some(24)));
//! assert_eq!(after.decimal("assess.pass_mark"), None); // the scheme gives none: the host must set it
//! # Ok::<(), anxun::error::Error>(())
//! ```

mod book;
mod diff;
mod document;
mod form;
mod getters;
mod param;
mod preset;
mod shown;
mod table;
mod validate;
mod value;
mod version;

pub use book::PolicyBook;
pub use diff::{Change, diff, diff_text_en, diff_text_zh};
pub use param::{Derivation, Lit, Param, ParamKind, Reference, Seed, Stricter, TextForm, Unit};
pub use preset::{Industry, Preset, preset_class_hour, preset_order3};
pub(crate) use table::paper_size;
pub use table::{STATUTORY_ELEMENTS, param, params};
pub use validate::{Direction, PolicyWarning, direction};
pub use value::{Cadence, CadenceKind, ParamValue};
pub use version::{Changes, PolicyVersion, Reasons, changes_from_json};
