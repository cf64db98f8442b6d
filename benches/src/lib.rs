//! Makers of training registers (培训记录台账): deterministic, from a seed, without a clock.
//!
//! | module | what it makes |
//! |---|---|
//! | [`random`] | the one source of chance, seeded |
//! | [`moment`] | days and stamps of a working life |
//! | [`place`] | facts set and taken out by JSON pointer |
//! | [`subject`] | what is taught: names, topics, texts |
//! | [`plant`] | a chemical plant: units, people, roles, certificates |
//! | [`faultless`] | for each kind of training a record on which no rule finds anything |
//! | [`faults`] | for each code a fault that is planted in such a record, and what must be found then |
//! | [`write`] | a record as a line: declared or shuffled keys, plain or escaped texts |
//! | [`columns`] | records as Arrow batches |
//! | [`standard`] | the standard register of the measurements, of any size |
//! | [`hot`] | the hot paths, for wall time and instruction counts |
//! | [`measure`] | the measurements |
//! | [`peers`] | the peers side by side |
//! | [`register`] | the registers of `core/examples/registers`, with their manifests |
//!
//! A maker that meets something impossible stops: half a register is worse than none. That is why this package may
//! panic where the core may not.
#![forbid(unsafe_code)]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

pub mod columns;
pub mod faultless;
pub mod faults;
pub mod hot;
pub mod measure;
pub mod moment;
pub mod peers;
pub mod place;
pub mod plant;
pub mod random;
pub mod register;
pub mod standard;
pub mod subject;
pub mod write;
