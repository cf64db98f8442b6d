//! Lines that follow one another, judged together: the code of a family of rules stays close while it goes over them.

use std::sync::Arc;

use super::entry::Entry;
use super::stream::{Register, is_not_yet};
use crate::check::ask_block;
use crate::error::{Error, Result};
use crate::record::{Document, Facts};

/// How many lines are read and judged together: enough that the code is fetched for several of them, few enough that their
/// facts stay close (docs/performance.md).
const BLOCK: usize = 16;

/// What stands on a line; `None` where it is blank.
type Given<'r, 'a> = Option<Result<&'r mut Facts<'a>>>;

/// What becomes of a line.
enum Row<'r, 'a> {
    Blank,
    Unread(Error),
    NotYet(&'r Facts<'a>),
    Asked,
}

impl Register {
    /// Judges one line; `line` counts from 1 over the whole register, whatever part of it this thread reads.
    pub fn push(&mut self, line: u64, bytes: &[u8]) -> Entry {
        let mut entry = Entry::Blank;
        self.push_lines(line, [Ok(bytes)], |one| entry = one);
        entry
    }

    /// Judges lines that follow one another, the first of which is `first_line`, and hands over what becomes of each, in their
    /// order: the same as [`push`](Self::push) for each, and quicker. A line that the host could not hand over (too long to
    /// hold, broken on its way) is given as its error and counted as failed: nothing that was not judged is lost from the counts.
    pub fn push_lines<'l>(
        &mut self,
        first_line: u64,
        lines: impl IntoIterator<Item = Result<&'l [u8]>>,
        mut each: impl FnMut(Entry),
    ) {
        let mut documents = std::mem::take(&mut self.documents);
        let mut lines = (first_line..).zip(lines);
        loop {
            let block: Vec<_> = lines.by_ref().take(BLOCK).collect();
            if block.is_empty() {
                break;
            }
            let limits = self.context.limits();
            documents.resize_with(documents.len().max(block.len()), || Document::new(limits));
            let mut read: Vec<_> = block
                .into_iter()
                .zip(&mut documents)
                .map(|((line, given), document)| (line, self.read(line, given, document)))
                .collect();
            let rows = read.iter_mut().map(|(line, one)| {
                let given = one.as_mut().map(|one| one.as_mut().map_err(|error| error.clone()));
                (*line, given)
            });
            self.judge(rows, &mut each);
        }
        self.documents = documents;
    }

    /// Judges the facts of one record, from whatever door they come; they are left as they were judged.
    pub fn push_facts(&mut self, line: u64, facts: &mut Facts<'_>) -> Entry {
        let mut entry = Entry::Blank;
        self.note_record(line, &facts.record);
        self.judge(std::iter::once((line, Some(Ok(facts)))), &mut |one| entry = one);
        entry
    }

    /// Judges the facts of records that follow one another, as [`push_lines`](Self::push_lines) does lines.
    pub fn push_block(&mut self, first_line: u64, block: &mut [Result<Facts<'_>>], mut each: impl FnMut(Entry)) {
        for (line, one) in (first_line..).zip(block.iter()) {
            match one {
                Ok(facts) => self.note_record(line, &facts.record),
                Err(error) => self.note_error(line, error),
            }
        }
        let given = block.iter_mut().map(|one| Some(one.as_mut().map_err(|error| error.clone())));
        self.judge((first_line..).zip(given), &mut each);
    }

    /// Counts a line that the host could not hand over, as [`push_lines`](Self::push_lines) does.
    pub fn push_failed(&mut self, line: u64, error: Error) -> Entry {
        let mut entry = Entry::Blank;
        self.push_lines(line, [Err(error)], |one| entry = one);
        entry
    }

    fn read<'a>(
        &mut self,
        line: u64,
        given: Result<&'a [u8]>,
        document: &'a mut Document,
    ) -> Option<Result<Facts<'a>>> {
        match given {
            Ok(bytes) if bytes.iter().all(u8::is_ascii_whitespace) => None,
            Ok(bytes) => {
                self.note_line(line, bytes);
                Some(document.read(bytes))
            }
            Err(error) => {
                self.note_error(line, &error);
                Some(Err(error))
            }
        }
    }

    fn judge<'r, 'a: 'r>(&mut self, block: impl Iterator<Item = (u64, Given<'r, 'a>)>, each: &mut impl FnMut(Entry)) {
        let context = Arc::clone(&self.context);
        let mut ready = Vec::with_capacity(BLOCK);
        let mut row = |given: Given<'r, 'a>| match given {
            None => Row::Blank,
            Some(Err(error)) => Row::Unread(error),
            Some(Ok(facts)) if is_not_yet(facts, &context) => Row::NotYet(facts),
            Some(Ok(facts)) => {
                ready.push(facts);
                Row::Asked
            }
        };
        let rows: Vec<_> = block.map(|(line, given)| (line, row(given))).collect();
        let mut asked = ask_block(ready, &context).into_iter();
        for (line, row) in rows {
            self.totals.lines += u64::from(!matches!(row, Row::Blank));
            each(match row {
                Row::Blank => Entry::Blank,
                Row::Unread(error) => self.failed(line, error.into()),
                Row::NotYet(facts) => self.not_yet(line, facts),
                Row::Asked => match asked.next() {
                    Some((facts, Ok(asked))) => {
                        self.marks.clear();
                        let review = asked.conclude(facts, self.keys.is_some().then_some(&mut self.marks));
                        self.reviewed(line, facts, review)
                    }
                    Some((facts, Err(faults))) => self.unjudged(line, facts, faults),
                    // As many were asked as there are rows that say so.
                    None => Entry::Blank,
                },
            });
        }
    }
}
