//! A register as a stream: lines in batches, on one thread or several, with the interpreter let go.

use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use anxun::error::{Error, ErrorCode};
use anxun::register::{Entry as Judged, Inputs, Summary};
use anxun::rule::Finding;
use anxun::runs::Spilling;
use anxun_spill::TemporaryFile;
use pyo3::prelude::*;
use pyo3::pybacked::PyBackedBytes;
use pyo3::types::PyBytes;
use serde::Serialize;

use crate::context::Context;
use crate::door::{Text, ask, json, told};
use crate::record::Review;

type Core = anxun::register::Register;

/// Threads of one register; more are no faster and only cost memory.
const MOST_THREADS: usize = 64;

/// The threads that are used where so many are asked for.
pub(crate) fn threads_of(asked: usize) -> usize {
    asked.clamp(1, MOST_THREADS)
}

/// Bytes of the longest line that is read; a longer one is an error.
#[pyfunction]
pub(crate) fn document_limit() -> usize {
    anxun::json::Limits::default().document
}

/// The findings of one record, kept for the end.
struct Kept {
    line: u64,
    record: String,
    number: Option<String>,
    department: Option<String>,
    finding: Finding,
}

/// One row of the list of findings.
#[derive(Serialize)]
struct Row<'k> {
    line: u64,
    record: &'k str,
    number: Option<&'k str>,
    department: Option<&'k str>,
    #[serde(flatten)]
    finding: &'k Finding,
}

/// One line of a caller.
#[derive(FromPyObject)]
pub(crate) enum Line {
    Text(Text),
    /// The bytes of a line that was too long to hold.
    Length(u64),
}

/// One thread's part.
pub(crate) struct Part {
    pub(crate) core: Core,
    pub(crate) kept: Keeping,
}

/// The findings that are kept.
#[derive(Default)]
pub(crate) struct Keeping(Vec<Kept>);

impl Keeping {
    /// Keeps the findings of a record.
    pub(crate) fn keep(&mut self, entry: &Judged) {
        if let Judged::Judged(judged) = entry {
            let review = &judged.review;
            self.0.extend(review.findings.iter().map(|finding| Kept {
                line: judged.line,
                record: review.record.clone(),
                number: review.number.clone(),
                department: review.department.clone(),
                finding: finding.clone(),
            }));
        }
    }
}

impl Part {
    fn push(&mut self, first: u64, lines: &[Line], keep: bool, mut each: impl FnMut(Judged)) {
        let given = lines.iter().map(|line| match line {
            Line::Text(text) => Ok(text.bytes()),
            Line::Length(length) => {
                let expected = format!("a line of at most {} bytes", document_limit());
                Err(Error::new(ErrorCode::Limit, format!("{length} bytes"), expected))
            }
        });
        let Part { core, kept } = self;
        core.push_lines(first, given, |entry| {
            if keep {
                kept.keep(&entry);
            }
            each(entry);
        });
    }
}

/// Handle of a register on its way; finishing or merging it into another consumes it.
#[pyclass(frozen, module = "anxun._anxun")]
pub(crate) struct Register(Mutex<Option<Vec<Part>>>);

fn consumed() -> Error {
    Error::new(ErrorCode::WrongHandle, "a register that is finished or merged", "a register on its way")
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Register {
    fn of(core: Core) -> Self {
        Register(Mutex::new(Some(vec![Part { core, kept: Keeping::default() }])))
    }

    /// Works with so many parts.
    pub(crate) fn with_parts<T>(
        &self,
        threads: usize,
        work: impl FnOnce(&mut [Part]) -> Result<T, Error>,
    ) -> Result<T, Error> {
        let mut held = locked(&self.0);
        let parts = held.as_mut().ok_or_else(consumed)?;
        while parts.len() < threads {
            let more = parts.first().map(|part| part.core.part()).ok_or_else(consumed)?;
            parts.push(Part { core: more, kept: Keeping::default() });
        }
        work(parts)
    }
}

#[pymethods]
impl Register {
    #[new]
    #[pyo3(signature = (context, inputs))]
    fn new(py: Python<'_>, context: &Context, inputs: Option<Text>) -> PyResult<Self> {
        let made = ask(py, || {
            let inputs: Inputs = match &inputs {
                Some(inputs) => anxun::json::typed_object(inputs.text()?).map_err(|error| error.under("/inputs"))?,
                None => Inputs::default(),
            };
            Core::new(Arc::clone(&context.core), &inputs).map_err(|error| error.under("/inputs"))
        })?;
        Ok(Register::of(made))
    }

    /// Puts what memory is not to hold into a temporary file in a folder, beyond so many bytes (or the usual) for each part.
    fn spill(&self, py: Python<'_>, folder: PathBuf, beyond: Option<usize>) -> PyResult<()> {
        ask(py, || {
            let mut held = locked(&self.0);
            let parts = held.as_mut().ok_or_else(consumed)?;
            let spilling = Spilling::to(Arc::new(TemporaryFile::in_folder(&folder)?));
            let spilling = beyond.map_or(spilling.clone(), |bytes| spilling.beyond(bytes));
            parts.iter_mut().for_each(|part| part.core.spill(spilling.clone()));
            Ok::<_, Error>(())
        })
    }

    /// Another register for a further thread, to be merged into this one.
    fn part(&self, py: Python<'_>) -> PyResult<Self> {
        ask(py, || {
            let held = locked(&self.0);
            held.as_ref()
                .and_then(|parts| parts.first())
                .map(|part| Register::of(part.core.part()))
                .ok_or_else(consumed)
        })
    }

    /// Judges lines from `first` on, on so many threads; answers the entries in their order where they are asked for.
    fn push(
        &self,
        py: Python<'_>,
        first: u64,
        lines: Vec<Line>,
        threads: usize,
        keep: bool,
        entries: bool,
    ) -> PyResult<Vec<Entry>> {
        let threads = threads_of(threads);
        let judged =
            ask(py, || self.with_parts(threads, |parts| Ok(spread(parts, first, &lines, threads, keep, entries))))?;
        Ok(judged.into_iter().map(Entry).collect())
    }

    /// Adds another register of the same context, which is consumed.
    fn merge(&self, py: Python<'_>, other: &Register) -> PyResult<()> {
        ask(py, || {
            // Taken out before the other lock is asked for: two registers merged into each other must not wait for ever.
            let theirs = locked(&other.0).take().ok_or_else(consumed)?;
            let mut held = locked(&self.0);
            let ours = held.as_mut().ok_or_else(consumed)?;
            for one in ours.iter() {
                theirs.iter().try_for_each(|part| one.core.admits(&part.core))?;
            }
            ours.extend(theirs);
            Ok::<_, Error>(())
        })
    }

    /// What was judged so far as bytes, without the findings that were kept.
    fn state<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyBytes>> {
        let state = ask(py, || {
            let mut held = locked(&self.0);
            let parts = held.take().ok_or_else(consumed)?;
            let one = joined(parts)?;
            let state = one.core.state();
            *held = Some(vec![one]);
            state
        })?;
        Ok(PyBytes::new(py, &state))
    }

    /// Adds what another register judged, from the bytes of its state.
    fn merge_state(&self, py: Python<'_>, state: PyBackedBytes) -> PyResult<()> {
        ask(py, || {
            let mut held = locked(&self.0);
            held.as_mut().and_then(|parts| parts.first_mut()).ok_or_else(consumed)?.core.merge_state(&state)
        })
    }

    /// The summary and the findings that were kept. `each` gets all findings between records, in pages of JSON.
    fn finish(&self, py: Python<'_>, each: Option<Py<PyAny>>) -> PyResult<(String, Findings)> {
        let mut raised = None;
        let answer = ask(py, || {
            let Part { core, mut kept } = joined(locked(&self.0).take().ok_or_else(consumed)?)?;
            // Stable: the findings of one line stay in their order.
            kept.0.sort_by_key(|one| one.line);
            let summary = match &each {
                Some(each) => told_in_pages(core, each, &mut raised)?,
                None => core.finish()?,
            };
            Ok::<_, Error>((json(&summary)?, Findings(kept.0)))
        });
        // What the caller's function raised comes out as itself.
        raised.map_or(answer, Err)
    }
}

/// Findings between records in one call of the caller's function.
const PAGE: usize = 512;

fn told_in_pages(core: Core, each: &Py<PyAny>, raised: &mut Option<PyErr>) -> Result<Summary, Error> {
    let mut page: Vec<String> = Vec::new();
    let mut tell = |page: &mut Vec<String>| {
        let text = format!("[{}]", page.join(","));
        page.clear();
        Python::attach(|py| each.call1(py, (text,))).map(|_| ()).map_err(|error| {
            *raised = Some(error);
            Error::new(ErrorCode::Callback, "an exception", "a function that takes findings")
        })
    };
    let summary = core.finish_with(|finding| {
        page.push(json(finding)?);
        if page.len() < PAGE { Ok(()) } else { tell(&mut page) }
    })?;
    tell(&mut page)?;
    Ok(summary)
}

/// The parts of all threads as one.
fn joined(parts: Vec<Part>) -> Result<Part, Error> {
    let mut parts = parts.into_iter();
    let mut one = parts.next().ok_or_else(consumed)?;
    for part in parts {
        one.core.merge(part.core)?;
        one.kept.0.extend(part.kept.0);
    }
    Ok(one)
}

/// Judges lines, each thread a stretch of them with a part of its own.
fn spread(parts: &mut [Part], first: u64, lines: &[Line], threads: usize, keep: bool, entries: bool) -> Vec<Judged> {
    let stretch = lines.len().div_ceil(threads).max(1);
    let judge = |part: &mut Part, first: u64, lines: &[Line]| -> Vec<Judged> {
        let mut judged = Vec::new();
        part.push(first, lines, keep, |entry| {
            if entries {
                judged.push(entry)
            }
        });
        judged
    };
    if threads <= 1 || lines.len() <= 1 {
        return parts.first_mut().map(|part| judge(part, first, lines)).unwrap_or_default();
    }
    std::thread::scope(|scope| {
        let running: Vec<_> = parts
            .iter_mut()
            .zip(lines.chunks(stretch))
            .zip((first..).step_by(stretch))
            .map(|((part, lines), first)| scope.spawn(move || judge(part, first, lines)))
            .collect();
        // A panic on a thread goes on here and ends in the exception of the door.
        let join = |thread: std::thread::ScopedJoinHandle<'_, Vec<Judged>>| match thread.join() {
            Ok(judged) => judged,
            Err(panic) => std::panic::resume_unwind(panic),
        };
        running.into_iter().flat_map(join).collect()
    })
}

/// What became of one line.
#[pyclass(frozen, module = "anxun._anxun")]
pub(crate) struct Entry(Judged);

#[pymethods]
impl Entry {
    /// `judged`, `failed`, `not_yet` or `blank`.
    fn kind(&self) -> &'static str {
        match self.0 {
            Judged::Judged(_) => "judged",
            Judged::Failed(_) => "failed",
            Judged::NotYet(_) => "not_yet",
            Judged::Blank => "blank",
        }
    }

    /// The review of a record that was judged.
    fn review(&self) -> Option<Review> {
        match &self.0 {
            Judged::Judged(judged) => Some(Review(judged.review.clone())),
            _ => None,
        }
    }

    /// Everything else: the membership, the faults, or the session that has not ended yet.
    fn rest(&self, py: Python<'_>) -> PyResult<String> {
        let rest = match &self.0 {
            Judged::Judged(judged) => json(&judged.membership),
            Judged::Failed(failed) => json(&failed.faults),
            Judged::NotYet(not_yet) => json(not_yet),
            Judged::Blank => Ok("null".into()),
        };
        told(py, rest)
    }

    fn to_json(&self, py: Python<'_>) -> PyResult<String> {
        ask(py, || json(&self.0))
    }
}

/// The findings of a register, in the order of its lines.
#[pyclass(frozen, module = "anxun._anxun")]
pub(crate) struct Findings(Vec<Kept>);

#[pymethods]
impl Findings {
    fn count(&self) -> usize {
        self.0.len()
    }

    /// A stretch of them.
    fn page(&self, py: Python<'_>, start: usize, count: usize) -> PyResult<String> {
        let row = |one: &Kept| -> Result<String, Error> {
            json(&Row {
                line: one.line,
                record: &one.record,
                number: one.number.as_deref(),
                department: one.department.as_deref(),
                finding: &one.finding,
            })
        };
        ask(py, || {
            let rows: Result<Vec<_>, Error> = self.0.iter().skip(start).take(count).map(row).collect();
            rows.map(|rows| format!("[{}]", rows.join(",")))
        })
    }
}
