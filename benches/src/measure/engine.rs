//! The engines: each takes a file of JSON Lines and answers how many records it went through, with a checksum so that
//! nothing is optimised away.

use std::hint::black_box;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use anxun::calendar::WorkCalendar;
use anxun::check::Context;
use anxun::columns::Source;
use anxun::policy::PolicyBook;
use anxun::register::{Entry, Inputs, Register};
use anxun::value::parse_stamp;

use super::lines::{self, Lines};
use super::unit;
use crate::columns::{Form, batch};
use crate::plant::Plant;
use crate::register::{AS_OF, policy};

/// The engines by name.
pub const ENGINES: &[&str] = &[
    "serde_json-owned",
    "anxun-read",
    "anxun-json",
    "anxun-json-no-wording",
    "anxun-columns",
    "anxun-columns-no-wording",
];

/// What an engine did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Done {
    /// Records gone through.
    pub records: u64,
    /// Something that depends on every record.
    pub checksum: u64,
    /// The time that it took, without bringing the bytes into memory; of several threads that of the slowest.
    pub spent: Duration,
}

/// The context of the measurements: the plant, its policy, the moment.
#[must_use]
pub fn context() -> Arc<Context> {
    prepared(true)
}

/// The same, with the wording judged or not.
fn prepared(wording: bool) -> Arc<Context> {
    let plant = Plant::of_the_year(1);
    let mut policy = policy(&plant);
    for version in policy["versions"].as_array_mut().into_iter().flatten() {
        version["set"]["wording.asked"] = wording.into();
    }
    let book = PolicyBook::from_json(&policy.to_string()).expect("the policy of the plant");
    let as_of = parse_stamp(AS_OF).expect("a stamp");
    let context = Context::new(book, WorkCalendar::china(), as_of).expect("a context");
    Arc::new(context.with_organisation(plant.organisation().clone()))
}

/// Runs an engine over a file with so many threads.
///
/// # Panics
/// Where the file cannot be read or the engine is not known.
#[must_use]
pub fn run(engine: &str, file: &Path, threads: usize) -> Done {
    match engine {
        "serde_json-owned" => in_parts(file, threads, |lines| {
            let mut done = Done::default();
            done.spent = lines.each(|_, line| {
                let record: unit::TrainingRecord =
                    serde_json::from_slice(line).expect("a record of the standard register");
                done.records += 1;
                done.checksum += black_box(record).participants.len() as u64;
            });
            done
        }),
        "anxun-json" => from_json(file, threads, prepared(true)),
        "anxun-json-no-wording" => from_json(file, threads, prepared(false)),
        "anxun-columns" => from_columns(file, threads, prepared(true)),
        "anxun-columns-no-wording" => from_columns(file, threads, prepared(false)),
        "anxun-read" => in_parts(file, threads, |lines| {
            let mut document = anxun::record::Document::default();
            let mut done = Done::default();
            done.spent = lines.each(|_, line| {
                let facts = document.read(line).expect("a record");
                done.records += 1;
                done.checksum += black_box(facts.record.participants.len()) as u64;
            });
            done
        }),
        other => panic!("no engine {other}"),
    }
}

/// Lines to their reviews and the summary.
fn from_json(file: &Path, threads: usize, context: Arc<Context>) -> Done {
    let whole = Register::new(context, &Inputs::default()).expect("a register");
    in_parts(file, threads, |lines| {
        let mut part = whole.part();
        let mut done = Done::default();
        done.spent = lines.blocks(|number, lines| {
            done.records += lines.len() as u64;
            part.push_lines(number, lines.iter().map(|line| Ok(*line)), |entry| {
                if let Entry::Judged(judged) = entry {
                    done.checksum += judged.review.findings.len() as u64;
                }
            });
        });
        let start = Instant::now();
        black_box(part.finish().expect("a summary"));
        done.spent += start.elapsed();
        done
    })
}

/// Batches in memory to their tables and the summary.
fn from_columns(file: &Path, threads: usize, context: Arc<Context>) -> Done {
    let whole = Register::new(context, &Inputs::default()).expect("a register");
    in_parts(file, threads, |lines| {
        let mut judging = Columns { register: whole.part(), source: None, rows: vec![], done: Done::default() };
        lines.each(|_, line| judging.row(line));
        judging.batch();
        let start = Instant::now();
        black_box(judging.register.finish().expect("a summary"));
        judging.done.spent += start.elapsed();
        judging.done
    })
}

/// Records of a batch.
const ROWS: usize = 1024;

/// A register judged from batches in memory: making them from the lines is not counted.
struct Columns {
    register: Register,
    source: Option<Source>,
    rows: Vec<serde_json::Value>,
    done: Done,
}

impl Columns {
    fn row(&mut self, line: &[u8]) {
        self.rows.push(serde_json::from_slice(line).expect("a record"));
        if self.rows.len() == ROWS {
            self.batch();
        }
    }

    fn batch(&mut self) {
        if self.rows.is_empty() {
            return;
        }
        let batch = batch(&self.rows, Form::Documented).expect("a batch");
        self.done.records += self.rows.len() as u64;
        self.rows.clear();
        // The allocator joins what the rows gave back when a large piece is next asked of it: now, and not in the time that
        // is measured.
        black_box(Vec::<u8>::with_capacity(1 << 17));
        let start = Instant::now();
        let source = self.source.get_or_insert_with(|| Source::new(batch.schema(), 1).expect("the schema"));
        let judged = source.judge(&mut self.register, &batch).expect("judgements");
        self.done.spent += start.elapsed();
        self.done.checksum += judged.findings.num_rows() as u64;
    }
}

fn in_parts(file: &Path, threads: usize, work: impl Fn(Lines) -> Done + Sync) -> Done {
    lines::in_parts(file, threads, work).into_iter().fold(Done::default(), |sum, one| Done {
        records: sum.records + one.records,
        checksum: sum.checksum + one.checksum,
        spent: sum.spent.max(one.spent),
    })
}
