//! A register as blocks of lines: memory stays flat, however long the register or a single line is.

use std::io::{self, BufRead};
use std::ops::Range;

/// A block is full at this many bytes or lines, whichever comes first.
const BLOCK_BYTES: usize = 2 << 20;
const BLOCK_LINES: usize = 16 << 10;

/// Some lines of a register, one after the other.
#[derive(Debug, Default)]
pub(super) struct Block {
    bytes: Vec<u8>,
    lines: Vec<Line>,
}

/// One line of a block.
#[derive(Clone, Debug)]
pub(super) struct Line {
    /// Its number in the register, from 1.
    pub(super) number: u64,
    /// Its length without the line end, whether or not the block holds it.
    pub(super) length: u64,
    at: Range<usize>,
}

impl Block {
    pub(super) fn lines(&self) -> &[Line] {
        &self.lines
    }

    /// The bytes of a line; `None` where it was too long to hold.
    pub(super) fn bytes(&self, line: &Line) -> Option<&[u8]> {
        let bytes = self.bytes.get(line.at.clone())?;
        (bytes.len() as u64 == line.length).then_some(bytes)
    }
}

/// The lines of a register. A line of more than `limit` bytes is read over and not held.
#[derive(Debug)]
pub(super) struct Lines<R> {
    input: R,
    limit: usize,
    next: u64,
    read: u64,
}

impl<R: BufRead> Lines<R> {
    pub(super) fn new(input: R, limit: usize) -> Self {
        Lines { input, limit, next: 1, read: 0 }
    }

    /// Bytes read so far.
    pub(super) fn read(&self) -> u64 {
        self.read
    }

    /// Lines read so far.
    pub(super) fn count(&self) -> u64 {
        self.next - 1
    }

    /// Fills a block anew; `false` at the end of the register.
    pub(super) fn fill(&mut self, block: &mut Block) -> io::Result<bool> {
        block.bytes.clear();
        block.lines.clear();
        while block.bytes.len() < BLOCK_BYTES && block.lines.len() < BLOCK_LINES {
            let start = block.bytes.len();
            let Some(length) = self.line(&mut block.bytes)? else { break };
            let mut line = Line { number: self.next, length, at: start..block.bytes.len() };
            if line.number == 1 && block.bytes.starts_with(b"\xEF\xBB\xBF") {
                // The mark that some editors put before a text is no part of its first line.
                line.at.start += 3;
                line.length -= 3;
            }
            block.lines.push(line);
            self.next += 1;
        }
        Ok(!block.lines.is_empty())
    }

    /// Appends the next line to `bytes` unless it is too long, and answers its length; `None` at the end.
    fn line(&mut self, bytes: &mut Vec<u8>) -> io::Result<Option<u64>> {
        let start = bytes.len();
        let (mut length, mut is_any) = (0_u64, false);
        loop {
            let chunk = match self.input.fill_buf() {
                Ok(chunk) => chunk,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) => return Err(error),
            };
            if chunk.is_empty() {
                return Ok(is_any.then_some(length));
            }
            is_any = true;
            let end = memchr::memchr(b'\n', chunk);
            let part = chunk.get(..end.unwrap_or(chunk.len())).unwrap_or_default();
            length += part.len() as u64;
            if length <= self.limit as u64 {
                bytes.extend_from_slice(part);
            } else {
                bytes.truncate(start);
            }
            let used = part.len() + usize::from(end.is_some());
            self.input.consume(used);
            self.read += used as u64;
            if end.is_some() {
                return Ok(Some(length));
            }
        }
    }
}
