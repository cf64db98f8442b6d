//! Record numbers and their allocation.

use std::sync::{Mutex, MutexGuard, PoisonError};

use anxun::error::{Error, ErrorCode};
use anxun::numbering::{RecordNumber, Returned, Scope};
use anxun::value::parse_stamp;
use pyo3::prelude::*;

use crate::door::{Text, count, json, told};

/// Year, department, training type, sequence.
type Parts = (u16, String, String, u32);

fn parts(number: RecordNumber) -> Parts {
    (number.year, number.department, number.training_type, number.sequence)
}

/// Reads a record number strictly.
#[pyfunction]
pub(crate) fn parse_number(py: Python<'_>, text: Text) -> PyResult<Parts> {
    told(py, text.text().and_then(RecordNumber::parse).map(parts))
}

/// Reads a record number leniently: its parts, and what was normalised.
#[pyfunction]
pub(crate) fn parse_lenient(py: Python<'_>, text: Text) -> PyResult<(Parts, String)> {
    let parsed = text.text().and_then(RecordNumber::parse_lenient);
    told(py, parsed.and_then(|(number, notes)| Ok((parts(number), json(&notes)?))))
}

/// The text of a record number; refuses parts that are none.
#[pyfunction]
pub(crate) fn number_text(
    py: Python<'_>,
    year: i64,
    department: &str,
    training_type: &str,
    sequence: i64,
) -> PyResult<String> {
    let year = count(py, year, "/year", "a year of four digits from 1900 to 9999")?;
    let sequence = count(py, sequence, "/sequence", "a sequence from 1 to 9999")?;
    told(py, RecordNumber::new(year, department, training_type, sequence).map(|number| number.to_string()))
}

/// A value that one thread at a time works on; a panic in between cannot leave it half changed.
fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Handle of the counter of one scope.
#[pyclass(frozen, module = "anxun._anxun")]
pub(crate) struct Sequence(Mutex<anxun::numbering::Sequence>);

#[pymethods]
impl Sequence {
    #[new]
    #[pyo3(signature = (year, department, training_type, next))]
    fn new(py: Python<'_>, year: i64, department: &str, training_type: &str, next: i64) -> PyResult<Self> {
        let year = count(py, year, "/year", "a year of four digits from 1900 to 9999")?;
        let next = count(py, next, "/next", "a counter from 1 to 10000")?;
        let scope = told(py, Scope::new(year, department, training_type))?;
        if !(1..=anxun::numbering::LAST_SEQUENCE + 1).contains(&next) {
            let refused = Error::new(ErrorCode::Range, next.to_string(), "a counter from 1 to 10000").at("/next");
            return told(py, Err(refused));
        }
        Ok(Sequence(Mutex::new(anxun::numbering::Sequence { scope, next })))
    }

    fn counter(&self) -> u32 {
        locked(&self.0).next
    }

    fn left(&self) -> u32 {
        locked(&self.0).left()
    }

    fn next(&self, py: Python<'_>) -> PyResult<Parts> {
        told(py, locked(&self.0).next().map(parts))
    }

    fn reserve(&self, py: Python<'_>, numbers: i64) -> PyResult<Block> {
        let count = count(py, numbers, "/count", "a block of one number or more")?;
        told(py, locked(&self.0).reserve(count).map(|block| Block(Mutex::new(Some(block)))))
    }
}

/// Handle of a reserved block; giving it back consumes it.
#[pyclass(frozen, module = "anxun._anxun")]
pub(crate) struct Block(Mutex<Option<anxun::numbering::Block>>);

fn given_back() -> Error {
    Error::new(ErrorCode::WrongHandle, "a block that was given back", "a block in use")
}

#[pymethods]
impl Block {
    /// A block from the row that the host kept.
    #[new]
    #[pyo3(signature = (document))]
    fn new(py: Python<'_>, document: &str) -> PyResult<Self> {
        told(py, anxun::json::typed_object(document).map(|block| Block(Mutex::new(Some(block)))))
    }

    fn take(&self, py: Python<'_>) -> PyResult<Parts> {
        let mut held = locked(&self.0);
        told(py, held.as_mut().ok_or_else(given_back).and_then(|block| block.take().map(parts)))
    }

    /// Scope, first, last and next number.
    fn row(&self, py: Python<'_>) -> PyResult<String> {
        let held = locked(&self.0);
        told(py, held.as_ref().ok_or_else(given_back).and_then(json))
    }

    fn give_back(&self, py: Python<'_>, sequence: &Sequence) -> PyResult<String> {
        let mut held = locked(&self.0);
        let answer = held.take().ok_or_else(given_back).and_then(|block| {
            let mut row = locked(&sequence.0);
            block.give_back(&mut row).and_then(|returned| json(&returned))
        });
        told(py, answer)
    }
}

/// The void entries of the numbers of a returned block that could not go back.
#[pyfunction]
#[pyo3(signature = (returned, reason, by, at))]
pub(crate) fn voids(py: Python<'_>, returned: &str, reason: &str, by: Option<&str>, at: &str) -> PyResult<String> {
    let answer = || {
        let returned: Returned = anxun::json::typed_object(returned)?;
        json(&returned.voids(reason, by, parse_stamp(at).map_err(|error| error.at("/at"))?)?)
    };
    told(py, answer())
}
