//! Hostile documents and requests, asked: what must hold of every answer. The tests and the fuzz targets ask the same.

use std::sync::Arc;

use anxun::check::{Context, Review, review, review_json};
use anxun::error::{ErrorCode, Fault, Faults};
use anxun::json::canonical;
use anxun::operations;
use anxun::record::{Document, TrainingRecord};
use anxun::register::{Entry, Inputs, Register};
use serde_json::Value;

use crate::compare::compare;
use crate::places::{field, is_pointer};
use crate::samples::context;

/// A fault says which, where and what; the place is there, or is that of a fact which is missing.
fn is_told(fault: &Fault, whole: Option<&Value>, doubled: bool) -> bool {
    let says = !fault.expected.is_empty() && is_pointer(&fault.path);
    let resolves = whole.is_none_or(|whole| {
        let may_miss = matches!(fault.code, ErrorCode::Missing | ErrorCode::SchemaVersion);
        let parent = fault.path.rsplit_once('/').map_or("", |(parent, _)| parent);
        whole.pointer(&fault.path).is_some() || (may_miss && whole.pointer(parent).is_some())
    });
    // Of a key that stands twice `serde_json` keeps the last value, and the fault may stand in the first.
    says && (doubled || resolves)
}

/// A register that takes document after document.
pub struct Judge {
    context: Arc<Context>,
    register: Register,
    document: Document,
    /// Documents asked about.
    pub tried: u64,
    /// Those that could be read.
    pub read: usize,
    /// Those that were judged.
    pub judged: usize,
    blank: u64,
}

impl Default for Judge {
    fn default() -> Judge {
        let context = context();
        let register = Register::new(Arc::clone(&context), &Inputs::default()).expect("a register without inputs");
        Judge { context, register, document: Document::default(), tried: 0, read: 0, judged: 0, blank: 0 }
    }
}

impl Judge {
    /// Asks about one document.
    ///
    /// # Panics
    /// Where something does not hold.
    pub fn ask(&mut self, document: &[u8]) {
        self.tried += 1;
        let outcome = compare(&mut self.document, document).unwrap_or_else(|why| panic!("{why}"));
        let is_read = outcome.faults.is_some();
        self.read += usize::from(is_read);
        let whole = serde_json::from_slice::<Value>(document).ok().filter(|_| is_read);
        match self.register.push(self.tried, document) {
            Entry::Judged(judged) => {
                self.judged += 1;
                assert!(is_read);
                let review = &judged.review;
                let faults = &review.faults;
                let doubled = told(faults, whole.as_ref());
                for finding in &review.findings {
                    assert!(finding.path.is_empty() || field(&finding.path).is_some(), "{}", finding.path);
                }
                for warning in review.warnings.iter().filter(|warning| warning.at.starts_with('/')) {
                    let there = whole.as_ref().is_none_or(|whole| whole.pointer(&warning.at).is_some());
                    assert!(is_pointer(&warning.at) && (doubled || there), "{warning:?}");
                }
                let only_storage = faults.iter().all(|one| one.path.starts_with("/storage"));
                assert!(!review.passes || only_storage);
                if self.judged % 20 == 0 {
                    let again = review_json(&mut self.document, document, &self.context).expect("a review once more");
                    assert_eq!(canonical(&again).unwrap(), canonical(review).unwrap());
                    self.owned(document, review);
                }
            }
            Entry::Failed(failed) => {
                assert!(!failed.faults.0.is_empty());
                told(&failed.faults.0, whole.as_ref());
            }
            Entry::NotYet(_) => assert!(is_read),
            Entry::Blank => {
                self.blank += 1;
                assert!(document.iter().all(u8::is_ascii_whitespace));
            }
        }
    }

    /// A record that was read whole is judged alike as a struct.
    fn owned(&self, document: &[u8], judged: &Review) {
        let text = std::str::from_utf8(document).expect("a document that was read");
        let Ok(record) = TrainingRecord::from_json(text) else { return };
        let mut review = review(&record, &self.context).expect("a review of the struct");
        // Only a document has keys that nobody knows.
        review.warnings.clone_from(&judged.warnings);
        assert_eq!(canonical(&review).unwrap(), canonical(judged).unwrap());
    }

    /// Ends the register: every document is counted once.
    ///
    /// # Panics
    /// Where one is missing.
    pub fn finish(self) {
        let totals = self.register.finish().expect("a summary").totals;
        assert_eq!(totals.lines, totals.judged + totals.failed + totals.not_yet);
        assert_eq!(totals.lines + self.blank, self.tried);
    }
}

/// Looks at each fault; answers whether a key stands twice.
fn told(faults: &[Fault], whole: Option<&Value>) -> bool {
    let doubled = faults.iter().any(|fault| fault.code == ErrorCode::DuplicateKey);
    for fault in faults {
        assert!(is_told(fault, whole, doubled), "{fault:?}");
    }
    doubled
}

/// Asks an operation; answers whether it gave an answer.
///
/// # Panics
/// Where the answer is no JSON or another one when asked again, or a refusal says no place.
pub fn call(name: &str, request: &[u8]) -> bool {
    match operations::call(name, request) {
        Ok(answer) => {
            assert!(serde_json::from_str::<Value>(&answer).is_ok());
            assert_eq!(operations::call(name, request).expect("the same answer again"), answer);
            true
        }
        Err(Faults(faults)) => {
            assert!(!faults.is_empty());
            assert!(faults.iter().all(|fault| is_pointer(&fault.path)), "{faults:?}");
            false
        }
    }
}
