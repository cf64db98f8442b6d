//! A stream of records judged batch by batch.

use anxun::columns::{Judgements, Source};
use anxun::error::{Error, ErrorCode, Result};
use anxun::register::Register;
use arrow_array::{RecordBatch, RecordBatchReader};

use crate::stream::{Batch, Stream, reader};

/// Most rows of one batch: what is told of each of them stands in memory until the batch is judged.
const MOST_ROWS: u64 = 1 << 24;

/// A stream of records on its way through a register.
#[derive(Debug)]
pub struct Judging {
    stream: Stream,
    source: Source,
}

impl Judging {
    /// Looks at the schema of a stream; its first record is `first_line` of the register.
    ///
    /// # Errors
    /// What is wrong with the schema, before any row is judged.
    pub fn new(stream: Stream, first_line: u64) -> Result<Self> {
        let source = Source::new(stream.schema(), first_line)?;
        Ok(Judging { stream, source })
    }

    /// What is known of the columns.
    #[must_use]
    pub fn source(&self) -> &Source {
        &self.source
    }

    /// Judges the next batch; `None` at the end. A batch that contradicts itself is not read: each of its rows is counted
    /// as failed, unless it says to have more rows than a batch may have.
    ///
    /// # Errors
    /// [`Limit`](anxun::error::ErrorCode::Limit) for a batch of more than 16 777 216 rows;
    /// [`StreamFailed`](anxun::error::ErrorCode::StreamFailed) where the producer fails; the stream is at its end then.
    pub fn next_batch(&mut self, register: &mut Register) -> Result<Option<Judgements>> {
        match self.stream.next_batch()? {
            None => Ok(None),
            // Columns of nulls have no buffers, so that any number of rows costs their producer nothing.
            Some(Batch::Rows(batch)) if batch.num_rows() as u64 > MOST_ROWS => {
                let found = format!("a batch of {} rows", batch.num_rows());
                Err(Error::new(ErrorCode::Limit, found, format!("batches of at most {MOST_ROWS} rows")))
            }
            Some(Batch::Broken(rows, error)) if rows > MOST_ROWS => Err(error),
            Some(Batch::Rows(batch)) => self.source.judge(register, &batch).map(Some),
            Some(Batch::Broken(rows, error)) => self.source.fail(register, rows, &error).map(Some),
        }
    }
}

/// Tables that are kept until they are given away.
#[derive(Debug, Default)]
pub struct Kept {
    verdicts: Vec<RecordBatch>,
    findings: Vec<RecordBatch>,
    faults: Vec<RecordBatch>,
}

impl Kept {
    /// Keeps the tables of a batch.
    pub fn add(&mut self, judgements: Judgements) {
        for (list, batch) in [
            (&mut self.verdicts, judgements.verdicts),
            (&mut self.findings, judgements.findings),
            (&mut self.faults, judgements.faults),
        ] {
            if batch.num_rows() > 0 {
                list.push(batch);
            }
        }
    }

    /// The tables of verdicts, of findings and of faults.
    #[must_use]
    pub fn into_readers(self) -> [Box<dyn RecordBatchReader + Send>; 3] {
        [
            reader(self.verdicts, Judgements::verdicts_schema()),
            reader(self.findings, Judgements::findings_schema()),
            reader(self.faults, Judgements::faults_schema()),
        ]
    }
}
