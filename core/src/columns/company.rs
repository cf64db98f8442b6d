//! Who may work in a whole company as tables: people by obligations, and what lapses on which of the next days.

use std::collections::HashMap;
use std::marker::PhantomData;

use arrow_array::RecordBatch;
use arrow_schema::{Field, Schema, SchemaRef};
use chrono::NaiveDate;

use super::said;
use super::table::{Batches, Day, Kind, Rows, Text, table};
use crate::error::{Fault, Result};
use crate::plan::{self, Cell, CompanyPerson, Lapse, WorkTerms, Workforce};
use crate::rule::Reason;

/// Rows of one batch: the next ones stand in another.
const MOST_ROWS: usize = 1 << 14;

table! {
    /// People by obligations: one row a person and thing owed; somebody of whom none can be told has one row without any.
    Obligations ObligationRow {
        date: Day "The day that was asked.";
        person: Text "Number of the person that goes on, masked unless revealed.";
        unit: Text "Code of the unit on the day.";
        post: Text "Post on the day, whose work is asked for.";
        may: Text "Whether the person may do that work: a code of May. Only Yes is a yes.";
        valid_until: Day "The last day on which that stays so if nothing happens; null where no end is in sight, and where it is Unknown for a fault.";
        obligation: Text "What is owed: a code of Obligation; null in the one row of a person of whom none can be told.";
        code: Text "Code of the rule.";
        severity: Text "How it weighs where it is open: E stands in the way, W has to be explained.";
        state: Text "How the person stands to it: a code of ObligationState.";
        what: Text "What exactly: a level, an operation, an item, a year.";
        since: Day "Since when.";
        until: Day "The last day on which it is met.";
        not_assessed: Text "Why it cannot be judged.";
        missing: Text "The parameter or the fact that is missing for judging it.";
        release: Text "What releases it where it is open: a code of ReleaseKind.";
        error: Text "Code of the first fault in the facts of the person, which leaves the answer Unknown.";
        error_path: Text "JSON pointer of that fault in the workforce.";
    }
}

table! {
    /// What is met on the day and lapses within the days asked, in the order of days, people and obligations.
    Lapses LapseRow {
        date: Day "The day that was asked.";
        on: Day "The first day on which it is not met, if nothing happens.";
        person: Text "Number of the person that goes on, masked unless revealed.";
        obligation: Text "What is owed: a code of Obligation.";
        what: Text "What exactly: a level, an operation, an item, a year.";
        state: Text "The state that it gets: a code of ObligationState.";
        unit: Text "Code of the person's unit on the day asked.";
        post: Text "Post on the day asked.";
        role: Text "The highest role of management on the day asked: a code of ManagementPost.";
    }
}

/// A company on a day as tables, in batches of at most 16 384 rows, and what stands in no row.
#[derive(Clone, Debug, PartialEq)]
pub struct CompanyTables {
    /// One row a person and thing owed.
    pub obligations: Vec<RecordBatch>,
    /// One row for each thing that lapses.
    pub lapses: Vec<RecordBatch>,
    /// How many people of the register are not employed on the day.
    pub not_employed: u64,
    /// Faults that belong to nobody who is known.
    pub faults: Vec<Fault>,
    /// Trainings, events and works of people whom the register does not know.
    pub strangers: u64,
}

impl CompanyTables {
    /// The schema of people by obligations.
    #[must_use]
    pub fn obligations_schema() -> SchemaRef {
        Obligations::schema()
    }

    /// The schema of what lapses.
    #[must_use]
    pub fn lapses_schema() -> SchemaRef {
        Lapses::schema()
    }
}

/// Everybody on a day and what lapses within `days` days after it, as tables: row for row what [`plan::company`] answers.
/// No person is held longer than for the own rows.
///
/// # Errors
/// `PolicyNotInForce` for a day before the first version of the policy.
pub fn company_tables(workforce: &Workforce, terms: &WorkTerms, date: NaiveDate, days: u32) -> Result<CompanyTables> {
    let mut obligations = Batches::new(Obligations::new(), MOST_ROWS);
    let rest = plan::each(workforce, terms, date, days, |person| {
        if person.obligations.is_empty() {
            obligations.add(|table| table.push(row_of(date, &person)))?;
        }
        person.obligations.iter().try_for_each(|cell| obligations.add(|table| table.push(row(date, &person, cell))))
    })?;
    let mut lapses = Batches::new(Lapses::new(), MOST_ROWS);
    rest.lapses.iter().try_for_each(|one| lapses.add(|table| table.push(lapse(date, one))))?;
    Ok(CompanyTables {
        obligations: obligations.finish()?,
        lapses: lapses.finish()?,
        not_employed: rest.not_employed,
        faults: rest.faults,
        strangers: rest.strangers,
    })
}

/// What every row says of a person.
fn row_of(date: NaiveDate, person: &CompanyPerson) -> ObligationRow<'_> {
    let fault = person.faults.first();
    ObligationRow {
        date: Some(date),
        person: Some(&person.person),
        unit: person.unit.as_deref(),
        post: person.post.as_deref(),
        may: Some(person.may.code()),
        valid_until: person.valid_until,
        error: fault.map(|fault| fault.code.info().name),
        error_path: fault.map(|fault| fault.path.as_str()),
        ..ObligationRow::default()
    }
}

fn row<'c>(date: NaiveDate, person: &'c CompanyPerson, cell: &'c Cell) -> ObligationRow<'c> {
    ObligationRow {
        obligation: Some(cell.obligation.code()),
        code: cell.code,
        severity: Some(cell.severity.code()),
        state: Some(cell.state.code()),
        what: cell.what.as_deref(),
        since: cell.since,
        until: cell.until,
        not_assessed: cell.not_assessed.as_ref().map(Reason::code),
        missing: cell.not_assessed.as_ref().and_then(Reason::missing),
        release: cell.release.map(|release| release.code()),
        ..row_of(date, person)
    }
}

fn lapse(date: NaiveDate, one: &Lapse) -> LapseRow<'_> {
    LapseRow {
        date: Some(date),
        on: Some(one.on),
        person: Some(&one.person),
        obligation: Some(one.obligation.code()),
        what: one.what.as_deref(),
        state: Some(one.state.code()),
        unit: one.place.unit.as_deref(),
        post: one.place.post.as_deref(),
        role: one.place.role.map(|role| role.code()),
        ..LapseRow::default()
    }
}
