//! The run: blocks of lines, judged by several threads, merged at the end. The answer does not depend on their number.

use std::fs::File;
use std::io::BufReader;
use std::sync::Arc;

use anxun::error::{Error, ErrorCode};
use anxun::register::{Register, Summary};
use anxun::runs::Spilling;
use anxun_spill::TemporaryFile;

use super::findings::{self, Findings, Format};
use super::folder::{FileError, Folder};
use super::lines::{Block, Line, Lines};
use super::noted::{Noted, held};
use super::progress::Progress;

/// What a run answers.
#[derive(Debug)]
pub(super) struct Outcome {
    pub(super) summary: Summary,
    pub(super) noted: Noted,
}

/// One thread's part of the register.
struct Worker {
    register: Register,
    noted: Noted,
    /// What goes into the findings file, in the order of the lines.
    made: Vec<u8>,
}

/// Judges a register to its end.
pub(super) fn judge(
    folder: &Folder,
    threads: usize,
    mut findings: Option<Findings>,
    progress: &mut Progress<'_>,
) -> Result<Outcome, FileError> {
    let unreadable = |error: &std::io::Error| FileError::io(&folder.register, error, "a readable register");
    let file = File::open(&folder.register).map_err(|error| unreadable(&error))?;
    let bytes = file.metadata().map_or(0, |metadata| metadata.len());
    let limit = folder.context.limits().document;
    let mut lines = Lines::new(BufReader::with_capacity(256 << 10, file), limit);
    let mut workers = workers(folder, threads)?;
    let format = findings.as_ref().map(Findings::format);
    let mut block = Block::default();
    while lines.fill(&mut block).map_err(|error| unreadable(&error))? {
        judge_block(&mut workers, &block, limit, format).map_err(|error| failed(folder, error))?;
        if let Some(findings) = &mut findings {
            workers.iter().try_for_each(|worker| findings.write(&worker.made))?;
        }
        progress.show(lines.count(), lines.read(), bytes);
    }
    progress.clear();
    let mut workers = workers.into_iter();
    let Some(Worker { mut register, mut noted, .. }) = workers.next() else {
        return Err(failed(folder, Error::new(ErrorCode::Range, "no thread", "at least one thread")));
    };
    for worker in workers {
        register.merge(worker.register).map_err(|error| failed(folder, error))?;
        noted.merge(worker.noted);
    }
    let mut written = Ok(());
    let summary = register.finish_with(|finding| {
        if let (Some(findings), Ok(())) = (&mut findings, &written) {
            written = findings.between(finding);
        }
        Ok(())
    });
    let summary = summary.map_err(|error| failed(folder, error))?;
    written?;
    if let Some(findings) = findings {
        findings.finish()?;
    }
    Ok(Outcome { summary, noted })
}

fn failed(folder: &Folder, error: Error) -> FileError {
    FileError::of(&folder.register, error)
}

fn workers(folder: &Folder, threads: usize) -> Result<Vec<Worker>, FileError> {
    let context = Arc::new(folder.context.clone());
    let first = Register::new(context, &folder.inputs);
    let first = first.map_err(|error| FileError::of(&folder.beside("voids.json"), error))?;
    // What is compared between records goes to disk where a register is long.
    let temporary = std::env::temp_dir();
    let file = TemporaryFile::in_folder(&temporary).map_err(|error| FileError::of(&temporary, error))?;
    let first = first.with_spill(Spilling::to(Arc::new(file)));
    let mut registers: Vec<Register> = (1..threads).map(|_| first.part()).collect();
    registers.insert(0, first);
    Ok(registers.into_iter().map(|register| Worker { register, noted: Noted::default(), made: Vec::new() }).collect())
}

/// Gives each thread its share of the block, the first lines to the first thread, so that what they made stands in order.
fn judge_block(workers: &mut [Worker], block: &Block, limit: usize, format: Option<Format>) -> Result<(), Error> {
    let share = block.lines().len().div_ceil(workers.len().max(1)).max(1);
    workers.iter_mut().for_each(|worker| worker.made.clear());
    let mut parts = workers.iter_mut().zip(block.lines().chunks(share));
    let Some((first, lines)) = parts.next() else { return Ok(()) };
    std::thread::scope(|scope| {
        let others: Vec<_> =
            parts.map(|(worker, lines)| scope.spawn(move || worker.judge(block, lines, limit, format))).collect();
        let mut outcome = first.judge(block, lines, limit, format);
        for other in others {
            outcome = outcome.and(other.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)));
        }
        outcome
    })
}

impl Worker {
    fn judge(&mut self, block: &Block, lines: &[Line], limit: usize, format: Option<Format>) -> Result<(), Error> {
        let Worker { register, noted, made } = self;
        let first = lines.first().map_or(1, |line| line.number);
        let given = lines.iter().map(|line| {
            block.bytes(line).ok_or_else(|| {
                let found = format!("{} bytes", line.length);
                Error::new(ErrorCode::Limit, found, format!("a line of at most {limit} bytes"))
            })
        });
        let (mut at, mut written) = (lines.iter(), Ok(()));
        register.push_lines(first, given, |entry| {
            let Some(line) = at.next() else { return };
            noted.add(line, held(block, line), &entry);
            if let (Some(format), Ok(())) = (format, &written) {
                written = findings::entry(format, line.number, &entry, made);
            }
        });
        written
    }
}
