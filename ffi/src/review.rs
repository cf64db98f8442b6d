//! The review of one record (审查): verdicts, findings, what could not be judged.

use std::sync::Arc;

use anxun::check::{self, Context, Review};
use anxun::error::{Error, ErrorCode, Result};
use anxun::record::Document;
use anxun::rule::{Finding, NotAssessed};
use anxun::value::stamp_text;

use crate::context::AnxunContext;
use crate::door::{SizeFirst, guard, guard_plain, out, put_sized};
use crate::failure::AnxunError;
use crate::handle::{Handle, free, give, lent, shared_by_threads};
use crate::record::AnxunRecord;
use crate::text::{AnxunStr, AnxunString};

/// A review. It never changes: threads may share it. Texts of its getters are borrowed from it.
pub struct AnxunReview {
    _private: [u8; 0],
}

/// A review, with the texts that its getters lend.
pub(crate) struct Reviewed {
    review: Review,
    dues: Vec<Option<String>>,
    reasons: Vec<(String, String)>,
}

impl Handle for AnxunReview {
    type Value = Reviewed;
    const TAG: u64 = u64::from_be_bytes(*b"anxnREVI");
}

const _: () = shared_by_threads::<Reviewed>();

/// One finding. `size` has to be set to `sizeof(AnxunFinding)` before the call. Texts are borrowed from the review; one
/// that does not apply is absent.
#[derive(Clone, Copy, Debug)]
#[repr(C)]
pub struct AnxunFinding {
    /// `sizeof(AnxunFinding)`.
    pub size: usize,
    /// Code of the rule, such as `TP-05`.
    pub code: AnxunStr,
    /// Severity: `E` or `W`.
    pub severity: AnxunStr,
    /// Grade of the defect: `Minor`, `General`, `Severe`; absent where the rule has none.
    pub grade: AnxunStr,
    /// JSON pointer in the record.
    pub path: AnxunStr,
    /// What was observed; employee numbers are masked unless the context reveals them.
    pub observed: AnxunStr,
    /// What was expected.
    pub expected: AnxunStr,
    /// By when it has to be mended, RFC 3339; absent where nothing is due.
    pub due: AnxunStr,
    /// How it is mended; absent where the rule has no remedy.
    pub remedy: AnxunStr,
    /// The finding in Chinese.
    pub message_zh: AnxunStr,
    /// The finding in English.
    pub message_en: AnxunStr,
    /// Identity: the same in every run.
    pub id: AnxunStr,
    /// Whether the record explains it (only of severity `W`).
    pub explained: bool,
    /// Whether the grade is suspected until somebody confirms it.
    pub suspected: bool,
}

/// A rule that could not be judged. `size` has to be set to `sizeof(AnxunNotAssessed)` before the call.
#[derive(Clone, Copy, Debug)]
#[repr(C)]
pub struct AnxunNotAssessed {
    /// `sizeof(AnxunNotAssessed)`.
    pub size: usize,
    /// Code of the rule.
    pub code: AnxunStr,
    /// Why, such as `FacetAbsent`.
    pub reason: AnxunStr,
    /// Why, in Chinese.
    pub reason_zh: AnxunStr,
    /// Why, in English.
    pub reason_en: AnxunStr,
}

// SAFETY: `repr(C)`, and the first field is the size.
unsafe impl SizeFirst for AnxunFinding {
    fn set_size(&mut self, size: usize) {
        self.size = size;
    }
}

// SAFETY: `repr(C)`, and the first field is the size.
unsafe impl SizeFirst for AnxunNotAssessed {
    fn set_size(&mut self, size: usize) {
        self.size = size;
    }
}

impl Reviewed {
    fn new(review: Review) -> Self {
        let dues = review.findings.iter().map(|finding| finding.due.map(stamp_text)).collect();
        let reasons = review.not_assessed.iter().map(|one| (one.reason.zh(), one.reason.en())).collect();
        Reviewed { review, dues, reasons }
    }
}

/// Reviews a record. The caller owns `review`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn anxun_review_record(
    context: *const AnxunContext,
    record: *const AnxunRecord,
    review: *mut *mut AnxunReview,
    error: *mut *mut AnxunError,
) -> i32 {
    // SAFETY: the conventions.
    unsafe {
        guard(error, || {
            let review = out(review)?;
            let context: &Arc<Context> = lent(context)?;
            review.put(give(Reviewed::new(check::review(lent(record)?, context)?)));
            Ok(())
        })
    }
}

/// Reviews a record as JSON in spite of faults outside its head, which are listed in the review. The caller owns `review`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn anxun_review_json(
    context: *const AnxunContext,
    json: AnxunStr,
    review: *mut *mut AnxunReview,
    error: *mut *mut AnxunError,
) -> i32 {
    // SAFETY: the conventions.
    unsafe {
        guard(error, || {
            let review = out(review)?;
            let context: &Arc<Context> = lent(context)?;
            let mut document = Document::new(context.limits());
            review.put(give(Reviewed::new(check::review_json(&mut document, json.bytes()?, context)?)));
            Ok(())
        })
    }
}

/// Whether the record passes: valid or exempt, complete, and no finding of severity `E`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn anxun_review_passes(review: *const AnxunReview, passes: *mut bool) -> i32 {
    // SAFETY: the conventions.
    unsafe {
        guard_plain(|| {
            let passes = out(passes)?;
            passes.put(lent(review)?.review.passes);
            Ok(())
        })
    }
}

/// Writes a text of a review.
///
/// # Safety
/// The conventions.
unsafe fn text_of<'r>(
    review: *const AnxunReview,
    place: *mut AnxunStr,
    text: impl FnOnce(&'r Review) -> Option<&'r str>,
) -> i32 {
    // SAFETY: by the promise.
    unsafe {
        guard_plain(|| {
            let place = out(place)?;
            let reviewed: &'r Reviewed = lent(review)?;
            place.put(AnxunStr::lend_optional(text(&reviewed.review)));
            Ok(())
        })
    }
}

/// Whether the proofs stand (有效性): `Valid`, `Invalid`, `Exempt`, `Unknown`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn anxun_review_validity(review: *const AnxunReview, validity: *mut AnxunStr) -> i32 {
    // SAFETY: the conventions.
    unsafe { text_of(review, validity, |review| Some(review.validity.code())) }
}

/// Whether elements and musts stand (完整性): `Complete`, `Incomplete`, `Unknown`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn anxun_review_completeness(review: *const AnxunReview, completeness: *mut AnxunStr) -> i32 {
    // SAFETY: the conventions.
    unsafe { text_of(review, completeness, |review| Some(review.completeness.code())) }
}

/// Grade of the worst defect: `Minor`, `General`, `Severe`; absent without one.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn anxun_review_grade(review: *const AnxunReview, grade: *mut AnxunStr) -> i32 {
    // SAFETY: the conventions.
    unsafe { text_of(review, grade, |review| review.grade.map(|grade| grade.code())) }
}

/// The record's number as written; absent without one.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn anxun_review_number(review: *const AnxunReview, number: *mut AnxunStr) -> i32 {
    // SAFETY: the conventions.
    unsafe { text_of(review, number, |review| review.number.as_deref()) }
}

/// How many findings there are.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn anxun_review_finding_count(review: *const AnxunReview, count: *mut usize) -> i32 {
    // SAFETY: the conventions.
    unsafe {
        guard_plain(|| {
            let count = out(count)?;
            count.put(lent(review)?.review.findings.len());
            Ok(())
        })
    }
}

/// The finding at `index`, from 0. An index that is not there is `ANXUN_ERR_RANGE`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn anxun_review_finding(
    review: *const AnxunReview,
    index: usize,
    finding: *mut AnxunFinding,
) -> i32 {
    // SAFETY: the conventions.
    unsafe {
        guard_plain(|| {
            let reviewed = lent(review)?;
            let (found, due) = at(reviewed.review.findings.iter().zip(&reviewed.dues), index)?;
            put_sized(finding, row(found, due.as_deref()))?;
            Ok(())
        })
    }
}

fn row(finding: &Finding, due: Option<&str>) -> AnxunFinding {
    AnxunFinding {
        size: 0,
        code: AnxunStr::lend(finding.code),
        severity: AnxunStr::lend(finding.severity.code()),
        grade: AnxunStr::lend_optional(finding.grade.map(|grade| grade.code())),
        path: AnxunStr::lend(&finding.path),
        observed: AnxunStr::lend(&finding.observed),
        expected: AnxunStr::lend(&finding.expected),
        due: AnxunStr::lend_optional(due),
        remedy: AnxunStr::lend_optional(finding.remedy.map(|remedy| remedy.code())),
        message_zh: AnxunStr::lend(finding.message_zh),
        message_en: AnxunStr::lend(finding.message_en),
        id: AnxunStr::lend(&finding.id),
        explained: finding.explained,
        suspected: finding.suspected,
    }
}

fn at<T>(mut rows: impl ExactSizeIterator<Item = T>, index: usize) -> Result<T> {
    let expected = format!("an index below {}", rows.len());
    rows.nth(index).ok_or_else(|| Error::new(ErrorCode::Range, index.to_string(), expected))
}

/// How many rules could not be judged.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn anxun_review_not_assessed_count(review: *const AnxunReview, count: *mut usize) -> i32 {
    // SAFETY: the conventions.
    unsafe {
        guard_plain(|| {
            let count = out(count)?;
            count.put(lent(review)?.review.not_assessed.len());
            Ok(())
        })
    }
}

/// The rule that could not be judged at `index`, from 0. An index that is not there is `ANXUN_ERR_RANGE`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn anxun_review_not_assessed(
    review: *const AnxunReview,
    index: usize,
    not_assessed: *mut AnxunNotAssessed,
) -> i32 {
    // SAFETY: the conventions.
    unsafe {
        guard_plain(|| {
            let reviewed = lent(review)?;
            let (one, (zh, en)) = at(reviewed.review.not_assessed.iter().zip(&reviewed.reasons), index)?;
            let NotAssessed { code, reason } = one;
            let row = AnxunNotAssessed {
                size: 0,
                code: AnxunStr::lend(code),
                reason: AnxunStr::lend(reason.code()),
                reason_zh: AnxunStr::lend(zh),
                reason_en: AnxunStr::lend(en),
            };
            put_sized(not_assessed, row)?;
            Ok(())
        })
    }
}

/// The whole review as canonical JSON, the bytes of `check.review`. The caller owns `json`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn anxun_review_to_json(
    review: *const AnxunReview,
    json: *mut AnxunString,
    error: *mut *mut AnxunError,
) -> i32 {
    // SAFETY: the conventions.
    unsafe {
        guard(error, || {
            let json = out(json)?;
            json.put(AnxunString::give(anxun::json::canonical(&lent(review)?.review)?));
            Ok(())
        })
    }
}

/// Frees a review. NULL is left alone.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn anxun_review_free(review: *mut AnxunReview) {
    // SAFETY: the conventions.
    unsafe { free(review) }
}
