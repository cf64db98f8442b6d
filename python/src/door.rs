//! What every call has in common: texts in, the interpreter let go, errors out as the exceptions of `anxun.errors`.

use std::panic::{AssertUnwindSafe, catch_unwind};

use anxun::error::{Error, ErrorCode, Faults};
use pyo3::prelude::*;
use pyo3::pybacked::{PyBackedBytes, PyBackedStr};
use pyo3::sync::PyOnceLock;
use pyo3::types::PyString;

/// A text of the caller, lent without a copy. What is not UTF-8 is an error of the core, not of Python.
pub(crate) enum Text {
    Str(PyBackedStr),
    Bytes(PyBackedBytes),
    /// A `str` with lone surrogates: no encoding can hold it.
    Unencodable,
}

impl Text {
    /// The bytes; those of a text that cannot be encoded are not UTF-8 either.
    pub(crate) fn bytes(&self) -> &[u8] {
        match self {
            Text::Str(text) => text.as_bytes(),
            Text::Bytes(bytes) => bytes,
            Text::Unencodable => b"\xff",
        }
    }

    /// The text.
    pub(crate) fn text(&self) -> Result<&str, Error> {
        std::str::from_utf8(self.bytes())
            .map_err(|_| Error::new(ErrorCode::InvalidUtf8, "bytes that are no text", "UTF-8"))
    }
}

impl<'a, 'py> FromPyObject<'a, 'py> for Text {
    type Error = PyErr;

    #[cfg(feature = "stubs")]
    const INPUT_TYPE: pyo3::inspect::PyStaticExpr = {
        use pyo3::inspect::{PyStaticExpr, PyStaticOperator};
        PyStaticExpr::BinOp {
            left: &PyStaticExpr::Name { id: "str" },
            op: PyStaticOperator::BitOr,
            right: &PyStaticExpr::Name { id: "bytes" },
        }
    };

    fn extract(value: Borrowed<'a, 'py, PyAny>) -> PyResult<Self> {
        if value.is_instance_of::<PyString>() {
            return Ok(value.extract().map_or(Text::Unencodable, Text::Str));
        }
        Ok(Text::Bytes(value.extract()?))
    }
}

/// The exception of some faults, one class for each code.
pub(crate) fn raised(py: Python<'_>, faults: Faults) -> PyErr {
    static RAISED: PyOnceLock<Py<PyAny>> = PyOnceLock::new();
    let rows: Vec<_> =
        faults.0.into_iter().map(|one| (one.code.info().name, one.path, one.found, one.expected)).collect();
    let made = RAISED.import(py, "anxun.faults", "exception_of").and_then(|of| of.call1((rows,)));
    made.map_or_else(|error| error, PyErr::from_value)
}

/// Asks the core with the interpreter let go.
pub(crate) fn ask<T: Send, E: Into<Faults>>(
    py: Python<'_>,
    question: impl FnOnce() -> Result<T, E> + Send,
) -> PyResult<T> {
    let answer = py.detach(|| catch_unwind(AssertUnwindSafe(|| question().map_err(Into::into))));
    let panicked = || Error::new(ErrorCode::Panicked, "a panic", "an answer").into();
    answer.unwrap_or_else(|_| Err(panicked())).map_err(|faults| raised(py, faults))
}

/// The result of a question that needs no letting go: a few machine words, or a text of one line.
pub(crate) fn told<T>(py: Python<'_>, answer: Result<T, Error>) -> PyResult<T> {
    answer.map_err(|error| raised(py, error.into()))
}

/// A whole number of the caller as a count.
pub(crate) fn count<T: TryFrom<i64>>(py: Python<'_>, value: i64, path: &str, expected: &str) -> PyResult<T> {
    told(py, T::try_from(value).map_err(|_| Error::new(ErrorCode::Range, value.to_string(), expected).at(path)))
}

/// Canonical JSON of a part of an answer.
pub(crate) fn json<T: serde::Serialize + ?Sized>(value: &T) -> Result<String, Error> {
    anxun::json::canonical(value)
}

/// Answers one operation of the table: JSON in, canonical JSON out.
#[pyfunction]
pub(crate) fn call(py: Python<'_>, name: &str, request: Text) -> PyResult<String> {
    ask(py, || anxun::operations::call(name, request.bytes()))
}
