//! A file of JSON Lines gone through in equal parts, one thread each.

use std::fs::File;
use std::io::{BufRead, BufReader, Read, Seek, SeekFrom};
use std::path::Path;
use std::time::{Duration, Instant};

/// Bytes that are brought into memory at once.
const BLOCK: usize = 4 << 20;

/// The lines of a part of a file: those that begin in it.
#[derive(Debug)]
pub struct Lines {
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

    /// Hands each line over with its place in the file, where it lies in memory; only the line that a block cuts is moved.
    /// Answers the time that went by but for bringing the bytes into memory, which belongs to no engine.
    ///
    /// # Panics
    /// Where the file cannot be read.
    pub fn each(self, mut take: impl FnMut(u64, &[u8])) -> Duration {
        self.blocks(|first, lines| (first..).zip(lines).for_each(|(place, line)| take(place, line)))
    }

    /// As [`each`](Self::each), all lines of a block at once.
    ///
    /// # Panics
    /// Where the file cannot be read.
    pub fn blocks(mut self, mut take: impl FnMut(u64, &[&[u8]])) -> Duration {
        let (mut buffer, mut filled, mut spent) = (vec![0_u8; BLOCK], 0, Duration::ZERO);
        while self.at < self.end {
            if filled == buffer.len() {
                buffer.resize(2 * filled, 0);
            }
            let read = self.file.read(&mut buffer[filled..]).expect("bytes");
            filled += read;
            let start = Instant::now();
            let (mut lines, first) = (Vec::new(), self.at);
            let from = self.in_block(&buffer[..filled], read == 0, &mut |line| lines.push(line));
            take(first, &lines);
            spent += start.elapsed();
            buffer.copy_within(from..filled, 0);
            filled -= from;
            if read == 0 {
                break;
            }
        }
        spent
    }

    /// The lines that lie whole in a block; answers where the next one begins.
    fn in_block<'b>(&mut self, block: &'b [u8], is_last: bool, take: &mut impl FnMut(&'b [u8])) -> usize {
        let mut from = 0;
        while self.at < self.end {
            let rest = &block[from..];
            let whole = memchr::memchr(b'\n', rest).map(|at| at + 1);
            let Some(length) = whole.or((is_last && !rest.is_empty()).then_some(rest.len())) else { break };
            take(rest[..length].trim_ascii_end());
            self.at += length as u64;
            from += length;
        }
        from
    }
}

/// Does some work on each part of a file, each in a thread of its own; what came of them, in order.
///
/// # Panics
/// Where the file cannot be read, or a thread did.
pub fn in_parts<T: Send>(file: &Path, threads: usize, work: impl Fn(Lines) -> T + Sync) -> Vec<T> {
    let parts = threads.max(1) as u64;
    std::thread::scope(|scope| {
        let handles: Vec<_> = (0..parts)
            .map(|part| {
                let work = &work;
                scope.spawn(move || work(Lines::open(file, part, parts)))
            })
            .collect();
        handles.into_iter().map(|handle| handle.join().expect("a thread")).collect()
    })
}
