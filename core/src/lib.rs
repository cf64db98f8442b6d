//! anxun (安训, "safety training"): the rules that training records of workplace safety must keep in China.
//!
//! A host hands over facts and gets back judgements: what is missing from a record, whether its number is right, by when
//! it must be handed over, until when it must be kept, how good a department's records are. The library stores nothing,
//! asks no clock, opens no file.
//!
//! ```
//! use anxun::{calendar::WorkCalendar, check, policy::PolicyBook, record::Document, value::parse_stamp};
//!
//! let as_of = parse_stamp("2026-03-02T09:00:00+08:00")?;
//! let context = check::Context::new(PolicyBook::seed(), WorkCalendar::china(), as_of)?;
//! let record = r#"{"schema_version":1,"kind":"Refresher","name":"灭火器实操复训","date":"2026-02-27"}"#.as_bytes();
//! let review = check::review_json(&mut Document::default(), record, &context)?;
//! assert!(!review.passes);
//! assert!(review.findings.iter().any(|finding| finding.code == "EL-03" && finding.path == "/time"));
//! # Ok::<(), anxun::error::Faults>(())
//! ```
//!
//! The modules from the ground up; each uses only those above it.
//!
//! | module | what lives there |
//! |---|---|
//! | [`error`] | errors and faults, their codes |
//! | [`value`] | stamps, decimals, rates, texts, with strict readers and writers |
//! | [`json`] | the reader that lends texts, the canonical writer |
//! | [`calendar`] | working days with make-up days (调休), limits, deadlines, periods |
//! | [`vocab`] | the trade's enumerations: codes and names in zh and en |
//! | [`rule`] | the rule catalogue, findings, reasons for "not assessed", legal bases |
//! | [`runs`] | keys of fixed size put in order, in memory or in sorted runs that the host keeps |
//! | [`numbering`] | record numbers: parse, allocate, reserve, void, audit, sort |
//! | [`wording`] | colloquial expressions, prohibitions without emphasis, vague summaries |
//! | [`policy`] | every parameter of the scheme, effective-dated |
//! | [`rulebook`] | a row of the catalogue explained, with the parameters that move it |
//! | [`org`] | units, people, spells of employment, certificates, roles |
//! | [`record`] | the training record and every kind of evidence |
//! | [`ledger`] | a flat ledger of one row a person turned into records |
//! | [`retention`] | how long a record lives |
//! | [`room`] | the archive room and the video store: climate, fittings, capacity |
//! | [`check`] | the rules on one record: [`check::review`] |
//! | [`quality`] | the four rates, the department KPI |
//! | [`register`] | a stream of records judged |
//! | `columns` | records as Arrow batches, verdicts and findings as Arrow tables (feature `columns`) |
//! | [`operations`] | the table of every public judgement: the JSON door |
//!
//! Facts are plain data; a judgement is a pure function of facts, policy, calendar and the moment of the question. An `Err`
//! means that no answer could be computed; a record that breaks a rule is a normal answer. Unknown never passes.
#![forbid(unsafe_code)]
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing))]

pub mod error;
pub mod value;

pub mod json;

pub mod calendar;
pub mod vocab;

pub mod rule;

pub mod runs;

pub mod numbering;

pub mod wording;

pub mod policy;

pub mod rulebook;

pub mod org;

pub mod record;

pub mod ledger;

pub mod retention;

pub mod room;

pub mod check;

pub mod quality;

pub mod register;

#[cfg(feature = "columns")]
pub mod columns;

pub mod operations;
