//! A register as a stream: lines in batches, on one thread or several, with the interpreter let go.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use anxun::error::{Error, ErrorCode};
use anxun::register::{Entry as Judged, Inputs};
use anxun::rule::Finding;
use pyo3::prelude::*;
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
    fn push(&mut self, line: u64, given: &Line, keep: bool) -> Judged {
        let entry = match given {
            Line::Text(text) => self.core.push(line, text.bytes()),
            Line::Length(length) => {
                let expected = format!("a line of at most {} bytes", document_limit());
                self.core.push_failed(line, Error::new(ErrorCode::Limit, format!("{length} bytes"), expected))
            }
        };
        if keep {
            self.kept.keep(&entry);
        }
        entry
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
            locked(&self.0).as_mut().ok_or_else(consumed)?.extend(theirs);
            Ok::<_, Error>(())
        })
    }

    /// The summary and the findings that were kept.
    fn finish(&self, py: Python<'_>) -> PyResult<(String, Findings)> {
        ask(py, || {
            let parts = locked(&self.0).take().ok_or_else(consumed)?;
            let mut parts = parts.into_iter();
            let Part { mut core, mut kept } = parts.next().ok_or_else(consumed)?;
            for part in parts {
                core.merge(part.core);
                kept.0.extend(part.kept.0);
            }
            // Stable: the findings of one line stay in their order.
            kept.0.sort_by_key(|one| one.line);
            Ok::<_, Error>((json(&core.finish()?)?, Findings(kept.0)))
        })
    }
}

/// Judges lines, each thread a stretch of them with a part of its own.
fn spread(parts: &mut [Part], first: u64, lines: &[Line], threads: usize, keep: bool, entries: bool) -> Vec<Judged> {
    let stretch = lines.len().div_ceil(threads).max(1);
    let judge = |part: &mut Part, first: u64, lines: &[Line]| -> Vec<Judged> {
        let judged = (first..).zip(lines).map(|(line, given)| part.push(line, given, keep));
        judged.filter(|_| entries).collect()
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
