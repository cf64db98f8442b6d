//! By what a register was judged, and what (回执): digests of the lines, of the context, and of the summary. Source: X.4.
//!
//! A register is judged in parts that merge in any order, so that a running digest of the lines would say who judged which.
//! Each line leaves a key instead: its number, and SHA-256 of its bytes. In order they stand as the lines do, whoever brought
//! them; the digest of the lines is that of the ordered keys. It is exact, and anybody with the file can make it again.
//! A sum of digests would need no order and no memory, but whoever may choose lines can make two lists with one sum.
//! It costs 40 bytes a line, in memory or in the spill, so that it is asked for ([`Inputs::receipt`](super::Inputs)).

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::binding::Binding;
use super::stream::Register;
use super::summary::Summary;
use crate::error::{Error, Result};
use crate::json::{canonical, digest};
use crate::record::{TrainingRecord, TrainingRecordView, Value as _};
use crate::rule;
use crate::runs::Sorted;
use crate::value::{Stamp, form};

/// Bytes of the key of a line: its number, and SHA-256 of it.
pub(super) const LINE_BYTES: usize = 8 + 32;

/// By what a register was judged, and what (回执). Digests are SHA-256 in hexadecimal digits, of canonical JSON (RFC 8785) where
/// nothing else is said.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RegisterReceipt {
    /// Version of the library.
    pub library: String,
    /// Digest of the catalogue of rules.
    pub catalogue: String,
    /// The moment of the question.
    #[serde(with = "form::stamp")]
    pub as_of: Stamp,
    /// Digest of the policy book.
    pub policy: String,
    /// Digest of the work calendar.
    pub calendar: String,
    /// Digest of the organisation.
    pub organisation: Option<String>,
    /// Digest of the verifications: items that match and items verified, by record.
    pub verifications: Option<String>,
    /// Digest of voids, tombstones and rectifications; absent where none were counted in.
    pub counted: Option<String>,
    /// Whether records were compared.
    pub compare_records: bool,
    /// Lines that are not blank.
    pub lines: u64,
    /// Digest of the lines: of the number (8 bytes, big-endian) and SHA-256 of each, in the order of the numbers. A line counts
    /// as its bytes without the line break, a row of a table as the canonical JSON of its record, a line that the host could
    /// not hand over as the error that it handed over instead.
    pub input: String,
    /// Digest of the summary without its receipt.
    pub answer: String,
}

impl RegisterReceipt {
    /// What differs from another receipt, by the names of the fields.
    #[must_use]
    pub fn changed(&self, now: &RegisterReceipt) -> Vec<&'static str> {
        [
            ("library", self.library != now.library),
            ("catalogue", self.catalogue != now.catalogue),
            ("as_of", self.as_of != now.as_of),
            ("policy", self.policy != now.policy),
            ("calendar", self.calendar != now.calendar),
            ("organisation", self.organisation != now.organisation),
            ("verifications", self.verifications != now.verifications),
            ("counted", self.counted != now.counted),
            ("compare_records", self.compare_records != now.compare_records),
            ("lines", self.lines != now.lines),
            ("input", self.input != now.input),
            ("answer", self.answer != now.answer),
        ]
        .into_iter()
        .filter_map(|(name, differs)| differs.then_some(name))
        .collect()
    }
}

/// The key of a line.
fn key(line: u64, bytes: &[u8]) -> [u8; LINE_BYTES] {
    let mut key = [0; LINE_BYTES];
    let parts = line.to_be_bytes().into_iter().chain(Sha256::digest(bytes));
    key.iter_mut().zip(parts).for_each(|(to, from)| *to = from);
    key
}

impl Register {
    /// Notes a line for the receipt.
    pub(super) fn note_line(&mut self, line: u64, bytes: &[u8]) {
        if let Some(lines) = &mut self.lines {
            lines.push(key(line, bytes));
        }
    }

    /// Notes a row of a table for the receipt.
    pub(super) fn note_record(&mut self, line: u64, record: &TrainingRecordView<'_>) {
        if self.lines.is_some() {
            // A record is JSON data whatever it holds; it cannot fail.
            let text = canonical(&TrainingRecord::own(record)).unwrap_or_default();
            self.note_line(line, text.as_bytes());
        }
    }

    /// Notes a line that could not be handed over.
    pub(super) fn note_error(&mut self, line: u64, error: &Error) {
        if self.lines.is_some() {
            let text = canonical(error).unwrap_or_default();
            self.note_line(line, text.as_bytes());
        }
    }

    /// What the receipt holds beside the answer; `None` where none was asked for.
    pub(super) fn receipt(&mut self) -> Result<Option<RegisterReceipt>> {
        if self.lines.is_none() {
            return Ok(None);
        }
        // Parts share the binding: it is made while everything is still there.
        let binding = Binding::of(self)?.clone();
        let Some(lines) = self.lines.take() else { return Ok(None) };
        let mut hash = Sha256::new();
        let mut count = 0_u64;
        lines.close(|key| {
            hash.update(key);
            count += 1;
            Ok(())
        })?;
        let input = hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect();
        Ok(Some(RegisterReceipt {
            library: env!("CARGO_PKG_VERSION").to_owned(),
            catalogue: digest(&canonical(rule::ALL)?),
            as_of: self.context.as_of(),
            policy: binding.policy,
            calendar: binding.calendar,
            organisation: binding.organisation,
            verifications: binding.verifications,
            counted: self.counted.clone(),
            compare_records: binding.compare_records,
            lines: count,
            input,
            answer: String::new(),
        }))
    }
}

/// The summary with its receipt, where one was asked for.
pub(super) fn receipted(mut summary: Summary, receipt: Option<RegisterReceipt>) -> Result<Summary> {
    if let Some(receipt) = receipt {
        let answer = digest(&canonical(&summary)?);
        summary.receipt = Some(RegisterReceipt { answer, ..receipt });
    }
    Ok(summary)
}

/// Lines on their way.
pub(super) type LineKeys = Sorted<LINE_BYTES>;
