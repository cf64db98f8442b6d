//! A batch of records: bound once, lent row by row.

use std::collections::HashSet;
use std::ops::Range;

use arrow_array::{Array as _, StructArray};

use super::{Binding, Bound, ColumnObject, ColumnValue, Notes, Place};
use crate::error::{Error, ErrorCode, Result};
use crate::json::Limits;
use crate::record::fact::Path;
use crate::record::field::{Field, Type};
use crate::record::heading::{TrainingRecord, TrainingRecordView};
use crate::record::read::Facts;
use crate::rule::Facet;

const RECORD: &Field = &Field::new("record", Type::Object(&TrainingRecord::SHAPE), "", "I.1.a");

/// A batch of records as columns. A row lends the same facts as a line of JSON; its texts stand in the buffers of the batch.
pub struct Records<'b> {
    columns: <TrainingRecord as ColumnValue>::Column<'b>,
    length: usize,
    limits: Limits,
    /// The facets that have a column; `None` where all have one.
    carried: Option<Vec<Facet>>,
    bound: Bound,
}

impl<'b> Records<'b> {
    /// Finds and types the columns of a batch (a `RecordBatch` as one struct).
    ///
    /// # Errors
    /// [`ErrorCode::Type`] for a column of another type, [`ErrorCode::DuplicateKey`] for two columns of one name,
    /// [`ErrorCode::Missing`] without the columns `schema_version` and `kind`; the path is that of the column, where `*`
    /// stands for the items of a list.
    pub fn bind(batch: &'b StructArray, limits: Limits) -> Result<Self> {
        let names: HashSet<&str> = batch.fields().iter().map(|field| field.name().as_str()).collect();
        for needed in ["schema_version", "kind"] {
            if !names.contains(needed) {
                let error = Error::new(ErrorCode::Missing, "no such column", "a column that every batch has");
                return Err(error.at(format!("/{needed}")));
            }
        }
        let mut binding = Binding::new(limits);
        let columns = TrainingRecord::bind(batch, 0..batch.len(), RECORD, &mut binding)?;
        Ok(Records { columns, length: batch.len(), limits, carried: carried(&names), bound: binding.finish() })
    }

    /// How many records there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.length
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.length == 0
    }

    /// Columns that the schema of the record does not know, by their places: the first hundred.
    pub fn unknown(&self) -> impl Iterator<Item = &str> {
        self.bound.unknown.iter().map(|key| key.path.as_str())
    }

    /// How many unknown columns there are.
    #[must_use]
    pub fn unknown_count(&self) -> usize {
        self.bound.unknown_count
    }

    /// The facets none of whose columns is there: what needs them is not assessed.
    #[must_use]
    pub fn absent_facets(&self) -> Vec<Facet> {
        let carried = self.carried.as_deref().unwrap_or(Facet::ALL);
        Facet::ALL.iter().copied().filter(|facet| !carried.contains(facet)).collect()
    }

    /// The facts of one record.
    ///
    /// # Errors
    /// [`ErrorCode::Limit`] for a row that passes a limit of size, [`ErrorCode::Range`] for a row that is not there.
    pub fn facts(&self, row: usize) -> Result<Facts<'b>> {
        if row >= self.length {
            return Err(Error::new(ErrorCode::Range, format!("row {row}"), format!("a row below {}", self.length)));
        }
        let mut notes = Notes::new(self.limits);
        let record = TrainingRecord::lend(&self.columns, row, 0, RECORD, Path::ROOT, &mut notes);
        let record = record.unwrap_or_else(|| {
            notes.fault(Error::new(ErrorCode::Type, "null", "an object"), Path::ROOT);
            TrainingRecordView::default()
        });
        let mut facts = Facts { record, ..Facts::default() };
        self.finish(&mut facts, notes)?;
        Ok(facts)
    }

    /// Lends some records that stand together into `room`, column by column: each column is looked at once for all of them,
    /// and what was there before leaves its room. The facts, and the errors in their place, are those of [`Records::facts`]
    /// for each row; rows that are not there are left out.
    pub fn block(&self, rows: Range<usize>, room: &mut Vec<Result<Facts<'b>>>) {
        let rows = rows.start.min(self.length)..rows.end.min(self.length);
        room.resize_with(rows.len(), || Ok(Facts::default()));
        for facts in room.iter_mut() {
            match facts {
                Ok(facts) => TrainingRecord::clear(&mut facts.record),
                Err(_) => *facts = Ok(Facts::default()),
            }
        }
        let mut notes = Notes::new(self.limits);
        let is_whole = TrainingRecord::fill(&self.columns, rows.clone(), room, Record, &mut notes);
        let is_clean = is_whole && notes.is_as((0, 0));
        for (row, place) in rows.zip(room) {
            // With a fault among them each is lent by itself, which says where it stands.
            match place {
                Ok(facts) if is_clean && self.carried.is_none() => {
                    facts.seen = Some(notes.seen());
                    facts.faults.clear();
                }
                Ok(facts) if is_clean => {
                    let notes = Notes { spared: notes.spared, ..Notes::new(self.limits) };
                    if let Err(error) = self.finish(facts, notes) {
                        *place = Err(error);
                    }
                }
                _ => *place = self.facts(row),
            }
        }
    }

    /// Narrows the facets to those that the columns carry, and adds what was noted.
    fn finish(&self, facts: &mut Facts<'b>, mut notes: Notes) -> Result<()> {
        if let Some(carried) = &self.carried {
            narrow(&mut facts.record, carried, &mut notes);
        }
        facts.seen = Some(notes.seen());
        facts.faults = notes.faults;
        notes.stop.map_or(Ok(()), Err)
    }
}

/// The record in a place of a block.
#[derive(Clone, Copy)]
struct Record;

impl<'b> Place<'b, Result<Facts<'b>>, TrainingRecordView<'b>> for Record {
    #[inline]
    fn of<'x>(self, item: &'x mut Result<Facts<'b>>) -> Option<&'x mut TrainingRecordView<'b>>
    where
        'b: 'x,
    {
        item.as_mut().ok().map(|facts| &mut facts.record)
    }
}

/// The facets that have a column; `None` where all have one.
fn carried(names: &HashSet<&str>) -> Option<Vec<Facet>> {
    let has_column = |facet: &Facet| {
        let fields = TrainingRecord::SHAPE.fields.iter();
        fields.filter(|field| field.facet == Some(*facet)).any(|field| names.contains(field.name))
    };
    let carried: Vec<Facet> = Facet::ALL.iter().copied().filter(has_column).collect();
    if carried.len() == Facet::ALL.len() { None } else { Some(carried) }
}

/// The facets that both the record says and the columns carry. The record's own can only be fewer.
fn narrow(record: &mut TrainingRecordView<'_>, carried: &[Facet], notes: &mut Notes) {
    if record.facets.is_empty() {
        record.facets = carried.to_vec();
        return;
    }
    record.facets.retain(|facet| carried.contains(facet));
    if record.facets.is_empty() {
        // An empty list would mean all of them.
        let error = Error::new(ErrorCode::Missing, "facets without a column", "a column of one facet of the record");
        notes.fault(error, Path::ROOT.key("facets"));
    }
}
