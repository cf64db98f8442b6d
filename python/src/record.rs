//! Records and what is judged of one record.

use anxun::check::review_json;
use anxun::error::{Error, ErrorCode, Faults};
use anxun::record::Facts;
use anxun::retention::RetentionTerms;
use anxun::value::date_text;
use pyo3::prelude::*;
use serde::Serialize;

use crate::context::Context;
use crate::door::{Text, ask, json};

/// Handle of a record.
#[pyclass(frozen, module = "anxun._anxun")]
pub(crate) struct TrainingRecord(anxun::record::TrainingRecord);

#[pymethods]
impl TrainingRecord {
    #[staticmethod]
    fn from_json(py: Python<'_>, document: Text) -> PyResult<Self> {
        let read = || anxun::record::TrainingRecord::from_json(document.text().map_err(Faults::from)?);
        ask(py, read).map(TrainingRecord)
    }

    fn to_json(&self, py: Python<'_>) -> PyResult<String> {
        ask(py, || self.0.to_json())
    }

    /// Id, number, kind, department and date.
    #[allow(clippy::type_complexity)]
    fn head(&self) -> (Option<&str>, Option<&str>, Option<&str>, Option<&str>, Option<String>) {
        let record = &self.0;
        (
            record.id.as_deref(),
            record.number.as_deref(),
            record.kind.map(anxun::vocab::TrainingKind::code),
            record.department.as_deref(),
            record.date.map(date_text),
        )
    }

    fn equals(&self, other: &TrainingRecord) -> bool {
        self.0 == other.0
    }
}

/// A record as it comes: a handle, or a document.
#[derive(FromPyObject)]
pub(crate) enum Given<'py> {
    Handle(PyRef<'py, TrainingRecord>),
    Document(Text),
}

/// Handle of a review.
#[pyclass(frozen, module = "anxun._anxun")]
pub(crate) struct Review(pub(crate) anxun::check::Review);

#[pymethods]
impl Review {
    fn passes(&self) -> bool {
        self.0.passes
    }

    fn validity(&self) -> &str {
        self.0.validity.code()
    }

    fn completeness(&self) -> &str {
        self.0.completeness.code()
    }

    fn grade(&self) -> Option<&str> {
        self.0.grade.map(anxun::rule::Grade::code)
    }

    fn number(&self) -> Option<&str> {
        self.0.number.as_deref()
    }

    fn codes(&self) -> Vec<&str> {
        self.0.findings.iter().map(|finding| finding.code).collect()
    }

    fn to_json(&self, py: Python<'_>) -> PyResult<String> {
        ask(py, || json(&self.0))
    }
}

/// Reviews a record.
#[pyfunction]
#[pyo3(signature = (record: "TrainingRecord | str | bytes", context: "Context") -> "Review")]
pub(crate) fn review(py: Python<'_>, record: Given<'_>, context: &Context) -> PyResult<Review> {
    let core = &context.core;
    let made = match &record {
        Given::Handle(handle) => {
            let record = &handle.0;
            ask(py, || anxun::check::review(record, core))
        }
        Given::Document(document) => ask(py, || context.with_room(|room| review_json(room, document.bytes(), core))),
    };
    made.map(Review)
}

/// Reads the record, whole or not at all, and asks with the terms of retention of its session; as the JSON door does.
fn with_terms<T: Serialize>(
    py: Python<'_>,
    record: &Given<'_>,
    context: &Context,
    question: impl FnOnce(&Facts<'_>, &RetentionTerms) -> Result<T, Faults> + Send,
) -> PyResult<String> {
    let core = &context.core;
    let answer = |facts: Facts<'_>| -> Result<String, Faults> {
        let (facts, policy) = core.sound(facts)?;
        Ok(json(&question(&facts, &RetentionTerms::of(policy))?)?)
    };
    match record {
        Given::Handle(handle) => {
            let record = &handle.0;
            ask(py, || answer(record.facts()))
        }
        Given::Document(document) => ask(py, || context.with_room(|room| answer(room.read(document.bytes())?))),
    }
}

/// Until when a record has to be kept.
#[pyfunction]
#[pyo3(signature = (record: "TrainingRecord | str | bytes", context: "Context") -> "str")]
pub(crate) fn retention_until(py: Python<'_>, record: Given<'_>, context: &Context) -> PyResult<String> {
    let core = &context.core;
    with_terms(py, &record, context, |facts, terms| {
        Ok(anxun::retention::retention_until(&facts.record, core.organisation(), terms, core.as_of()))
    })
}

/// Whether a record may be destroyed.
#[pyfunction]
#[pyo3(signature = (record: "TrainingRecord | str | bytes", context: "Context") -> "str")]
pub(crate) fn may_destroy(py: Python<'_>, record: Given<'_>, context: &Context) -> PyResult<String> {
    let core = &context.core;
    with_terms(py, &record, context, |facts, terms| {
        Ok(anxun::retention::may_destroy(&facts.record, core.organisation(), terms, core.as_of()))
    })
}

/// By when the steps of a record are due.
#[pyfunction]
#[pyo3(signature = (record: "TrainingRecord | str | bytes", context: "Context") -> "str")]
pub(crate) fn deadlines(py: Python<'_>, record: Given<'_>, context: &Context) -> PyResult<String> {
    let core = &context.core;
    with_terms(py, &record, context, |facts, _| {
        let missing = || Error::new(ErrorCode::MissingEnd, "no end of the session", "date and time from–to");
        let end = facts.record.session_end().ok_or_else(missing)?;
        Ok(anxun::record::deadlines(&facts.record, core.policy().at(end)?, core.calendar())?)
    })
}
