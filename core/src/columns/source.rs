//! Batches of one schema, judged one after the other.

use arrow_array::{RecordBatch, StructArray};
use arrow_schema::{DataType, Schema, SchemaRef};

use super::empty::empty_batch;
use super::report::{Judgements, Tables};
use crate::error::{Error, ErrorCode, Result};
use crate::json::Limits;
use crate::record::Records;
use crate::register::{Entry, Register};
use crate::rule::Facet;

/// How many records are lent together: few enough that their facts stay close.
const BLOCK: usize = 32;

/// A source of records as columns: batches of one schema.
#[derive(Clone, Debug)]
pub struct Source {
    schema: SchemaRef,
    next_line: u64,
    unknown: Vec<String>,
    unknown_count: usize,
    absent: Vec<Facet>,
}

impl Source {
    /// A source with a schema; its first record is `first_line` of the register (1 where there is nothing before it).
    ///
    /// # Errors
    /// What is wrong with the schema, before any row is judged: [`ErrorCode::Type`] for a column of another type (its place,
    /// what was found and what is expected), [`ErrorCode::DuplicateKey`], [`ErrorCode::Missing`].
    pub fn new(schema: SchemaRef, first_line: u64) -> Result<Self> {
        let empty = empty_batch(&schema)?;
        let records = Records::bind(&empty, Limits::default())?;
        let unknown = records.unknown().map(str::to_owned).collect();
        let (unknown_count, absent) = (records.unknown_count(), records.absent_facets());
        drop(records);
        Ok(Source { schema, next_line: first_line, unknown, unknown_count, absent })
    }

    /// Columns that the record does not know, by their places: the first hundred. They are not read; say so once.
    #[must_use]
    pub fn unknown(&self) -> &[String] {
        &self.unknown
    }

    /// How many unknown columns there are.
    #[must_use]
    pub fn unknown_count(&self) -> usize {
        self.unknown_count
    }

    /// The facets none of whose columns is there: what needs them is not assessed.
    #[must_use]
    pub fn absent_facets(&self) -> &[Facet] {
        &self.absent
    }

    /// The line of the next record.
    #[must_use]
    pub fn next_line(&self) -> u64 {
        self.next_line
    }

    /// Judges every record of a batch, in its order, and answers the tables of the batch.
    ///
    /// # Errors
    /// [`ErrorCode::Type`] where the batch has another schema than the source; nothing of it is judged then.
    pub fn judge(&mut self, register: &mut Register, batch: &RecordBatch) -> Result<Judgements> {
        let mut tables = Tables::new();
        self.judge_each(register, batch, |entry| tables.push(entry))?;
        tables.finish()
    }

    /// Judges every record of a batch and hands over what becomes of each.
    ///
    /// # Errors
    /// As [`Source::judge`].
    pub fn judge_each(
        &mut self,
        register: &mut Register,
        batch: &RecordBatch,
        mut each: impl FnMut(&Entry),
    ) -> Result<()> {
        self.takes(batch.schema_ref())?;
        let batch = StructArray::from(batch.clone());
        let records = Records::bind(&batch, register.context().limits())?;
        let mut room = Vec::with_capacity(BLOCK);
        for from in (0..records.len()).step_by(BLOCK) {
            records.block(from..from + BLOCK, &mut room);
            register.push_block(self.next_line, &mut room, |entry| each(&entry));
            self.next_line += room.len() as u64;
        }
        Ok(())
    }

    /// Counts the rows of a batch that could not be taken in as failed, each with the same error: nothing is lost from the
    /// counts.
    ///
    /// # Errors
    /// None that an error can cause.
    pub fn fail(&mut self, register: &mut Register, rows: u64, error: &Error) -> Result<Judgements> {
        let mut tables = Tables::new();
        for _ in 0..rows {
            tables.push(&register.push_failed(self.next_line, error.clone()));
            self.next_line += 1;
        }
        tables.finish()
    }

    /// Whether a batch of a schema can be judged: it has the columns of the source.
    ///
    /// # Errors
    /// [`ErrorCode::Type`] with the first column that is another.
    pub fn takes(&self, schema: &Schema) -> Result<()> {
        let (ours, theirs) = (self.schema.fields(), schema.fields());
        if ours.len() != theirs.len() {
            let expected = format!("the {} of the first batch", ours.len());
            return Err(Error::new(ErrorCode::Type, format!("{} columns", theirs.len()), expected));
        }
        let same = |one: &DataType, other: &DataType| one == other;
        let differs = ours.iter().zip(theirs).find(|(our, their)| {
            !std::sync::Arc::ptr_eq(our, their)
                && (our.name() != their.name() || !same(our.data_type(), their.data_type()))
        });
        match differs {
            None => Ok(()),
            Some((our, their)) => {
                let known = crate::record::TrainingRecord::shape().field(our.name());
                let place = known.map_or(String::new(), |field| format!("/{}", field.name));
                let found = crate::record::type_shown(their.data_type());
                let expected = format!("{}, as in the first batch", crate::record::type_shown(our.data_type()));
                Err(Error::new(ErrorCode::Type, found, expected).at(place))
            }
        }
    }
}

impl Register {
    /// Judges every record of a batch; its first is `first_line` of the register. For batches of one stream a [`Source`]
    /// holds the schema and counts the lines.
    ///
    /// # Errors
    /// As [`Source::new`].
    pub fn push_batch(&mut self, first_line: u64, batch: &RecordBatch) -> Result<Judgements> {
        Source::new(batch.schema(), first_line)?.judge(self, batch)
    }
}
