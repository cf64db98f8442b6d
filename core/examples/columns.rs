//! Records as Arrow columns: three records of a plant that keeps a flat table, judged at once.

use std::sync::Arc;

use anxun::calendar::WorkCalendar;
use anxun::check::Context;
use anxun::columns::Source;
use anxun::policy::PolicyBook;
use anxun::register::{Inputs, Register};
use anxun::value::parse_stamp;
use arrow_array::cast::AsArray;
use arrow_array::{Array, ArrayRef, Date32Array, Int64Array, RecordBatch, StringArray};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    // What a data frame, a warehouse or a Parquet file hands over. 2026-02-27 is day 20511.
    let columns: [(&str, ArrayRef); 5] = [
        ("schema_version", Arc::new(Int64Array::from(vec![1, 1, 1]))),
        ("kind", Arc::new(StringArray::from(vec!["Refresher", "NewHire", "refresher"]))),
        ("name", Arc::new(StringArray::from(vec![Some("灭火器实操复训"), None, Some("消防培训")]))),
        ("date", Arc::new(Date32Array::from(vec![Some(20_511), Some(20_511), None]))),
        ("colour", Arc::new(StringArray::from(vec!["red", "green", "blue"]))),
    ];
    let batch = RecordBatch::try_from_iter_with_nullable(columns.map(|(name, column)| (name, column, true)))?;

    let as_of = parse_stamp("2026-03-02T09:00:00+08:00")?;
    let context = Context::new(PolicyBook::seed(), WorkCalendar::china(), as_of)?;
    let mut register = Register::new(Arc::new(context), &Inputs::default())?;

    // The schema is looked at before any row is judged.
    let mut source = Source::new(batch.schema(), 1)?;
    println!("not read: {}", source.unknown().join(", "));
    println!("facets without a column: {}", source.absent_facets().len());

    // Batch by batch: one row a record in `verdicts`, one row a finding in `findings`.
    let judged = source.judge(&mut register, &batch)?;
    let (lines, codes) = (&judged.verdicts["line"], &judged.verdicts["status"]);
    for row in 0..judged.verdicts.num_rows() {
        let line = lines.as_primitive::<arrow_array::types::UInt64Type>().value(row);
        println!("record {line}: {}", codes.as_string::<i32>().value(row));
    }
    println!("findings: {}", judged.findings.num_rows());
    for row in 0..judged.faults.num_rows() {
        let text = |column: &str| judged.faults[column].as_string::<i32>().value(row);
        println!("fault: {} at {}", text("code"), text("path"));
    }
    println!("judged in all: {}", register.finish()?.totals.judged);
    assert_eq!(lines.null_count(), 0);
    Ok(())
}
