//! The engines: each takes a file of JSON Lines and answers how many records it went through, with a checksum so that
//! nothing is optimised away.

use std::fs::File;
use std::hint::black_box;
use std::io::{BufRead, BufReader, Read, Seek, SeekFrom};
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use anxun::calendar::WorkCalendar;
use anxun::check::Context;
use anxun::policy::PolicyBook;
use anxun::register::{Entry, Inputs, Register};
use anxun::value::parse_stamp;

use super::unit;
use crate::plant::Plant;
use crate::register::{AS_OF, policy};

/// The engines by name.
pub const ENGINES: &[&str] = &["serde_json-owned", "anxun-json", "anxun-read"];

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
    let plant = Plant::of_the_year(1);
    let book = PolicyBook::from_json(&policy(&plant).to_string()).expect("the policy of the plant");
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
            lines.each(|done, _, line| {
                let record: unit::TrainingRecord =
                    serde_json::from_slice(line).expect("a record of the standard register");
                done.checksum += black_box(record).participants.len() as u64;
            })
        }),
        "anxun-json" => {
            let whole = Register::new(context(), &Inputs::default()).expect("a register");
            in_parts(file, threads, |lines| {
                let mut part = whole.part();
                let mut done = lines.each(|done, number, line| {
                    if let Entry::Judged(judged) = part.push(number, line) {
                        done.checksum += judged.review.findings.len() as u64;
                    }
                });
                let start = Instant::now();
                black_box(part.finish().expect("a summary"));
                done.spent += start.elapsed();
                done
            })
        }
        "anxun-read" => in_parts(file, threads, |lines| {
            let mut document = anxun::record::Document::default();
            lines.each(|done, _, line| {
                let facts = document.read(line).expect("a record");
                done.checksum += black_box(facts.record.participants.len()) as u64;
            })
        }),
        other => panic!("no engine {other}"),
    }
}

/// Bytes that are brought into memory at once.
const BLOCK: usize = 4 << 20;

/// The lines of a part of a file: those that begin in it.
struct Lines {
    file: File,
    at: u64,
    end: u64,
}

impl Lines {
    fn open(file: &Path, part: u64, parts: u64) -> Lines {
        let mut file = File::open(file).expect("the register");
        let size = file.metadata().expect("its size").len();
        let (mut at, end) = (size * part / parts, size * (part + 1) / parts);
        if at > 0 {
            // The line that runs into this part belongs to the one before it.
            file.seek(SeekFrom::Start(at - 1)).expect("a place");
            let mut rest = Vec::new();
            at += BufReader::new(&file).read_until(b'\n', &mut rest).expect("a line") as u64 - 1;
            file.seek(SeekFrom::Start(at)).expect("a place");
        }
        Lines { file, at, end }
    }

    /// Hands each line over where it lies in memory. Bringing the bytes into memory belongs to no engine and is not
    /// counted.
    fn each(mut self, mut take: impl FnMut(&mut Done, u64, &[u8])) -> Done {
        let (mut buffer, mut filled, mut done) = (vec![0_u8; BLOCK], 0, Done::default());
        while self.at < self.end {
            if filled == buffer.len() {
                buffer.resize(2 * filled, 0);
            }
            let read = self.file.read(&mut buffer[filled..]).expect("bytes");
            filled += read;
            let start = Instant::now();
            let from = self.lines_of(&buffer[..filled], read == 0, |number, line| {
                done.records += 1;
                take(&mut done, number, line);
            });
            done.spent += start.elapsed();
            buffer.copy_within(from..filled, 0);
            filled -= from;
            if read == 0 {
                break;
            }
        }
        done
    }

    /// The lines that lie whole in a block; answers where the next one begins.
    fn lines_of(&mut self, block: &[u8], is_last: bool, mut take: impl FnMut(u64, &[u8])) -> usize {
        let mut from = 0;
        while self.at < self.end {
            let rest = &block[from..];
            let whole = memchr::memchr(b'\n', rest).map(|at| at + 1);
            let Some(length) = whole.or((is_last && !rest.is_empty()).then_some(rest.len())) else { break };
            take(self.at, rest[..length].trim_ascii_end());
            self.at += length as u64;
            from += length;
        }
        from
    }
}

fn in_parts(file: &Path, threads: usize, work: impl Fn(Lines) -> Done + Sync) -> Done {
    let parts = threads.max(1) as u64;
    std::thread::scope(|scope| {
        let handles: Vec<_> = (0..parts)
            .map(|part| {
                let work = &work;
                scope.spawn(move || work(Lines::open(file, part, parts)))
            })
            .collect();
        handles.into_iter().map(|handle| handle.join().expect("a thread")).fold(Done::default(), |sum, one| Done {
            records: sum.records + one.records,
            checksum: sum.checksum + one.checksum,
            spent: sum.spent.max(one.spent),
        })
    })
}
