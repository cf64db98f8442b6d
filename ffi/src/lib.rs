//! The C door of anxun: what `include/anxun.h` declares.
//!
//! | file | what lives there |
//! |---|---|
//! | `door` | the one guard around every body: results to statuses, panics caught; outputs |
//! | `handle` | opaque handles: the tag, lending, holding, taking, freeing |
//! | `text` | [`text::AnxunStr`] (borrowed), [`text::AnxunString`] (owned), dates |
//! | `failure` | [`failure::AnxunError`]: code, message, path, all faults |
//! | `call` | version, the JSON door, explanations |
//! | `calendar` … `retention` | the typed functions, one file for each module of the core that they open |
//! | `fill` | the document behind a draft, without any C in it |
//!
//! Nothing is decided here: each function reads its arguments, asks the core and hands the answer out. All `unsafe` of
//! the workspace is in this crate and, for the Arrow interface, in the crate `anxun-arrow` beside it. What it rests on are
//! the conventions at the head of the header: each pointer is NULL or points to what its type says, a `const` handle may be
//! shared between threads, any other is used by one thread at a time, texts are pointer and length. "The conventions" in a
//! SAFETY comment are these.
//!
//! Functions are written out, not made by macros: cbindgen reads the source and would not see them.
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing))]

pub mod calendar;
pub mod call;
pub mod columns;
pub mod context;
mod door;
pub mod draft;
pub mod failure;
mod fill;
mod handle;
pub mod number;
pub mod organisation;
pub mod policy;
pub mod record;
pub mod register;
pub mod retention;
pub mod review;
pub mod sequence;
pub mod tally;
pub mod text;
pub mod workforce;
