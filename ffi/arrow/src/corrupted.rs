//! Every array of a whole record, contradicted in every way that can be seen: refused, with its place, and nothing breaks.

use std::ptr;
use std::sync::Arc;

use anxun::error::ErrorCode;
use anxun_benches::columns::{Form, batch};
use anxun_benches::standard::Maker;
use arrow_array::{RecordBatch, RecordBatchIterator};
use arrow_schema::ArrowError;

use crate::arrays::rows_of;
use crate::c::{CArray, CStream};
use crate::{Batch, Judging, Stream, give};

/// One change to an array.
type Change = fn(&mut CArray);

fn records() -> RecordBatch {
    let mut maker = Maker::new(3);
    let records: Vec<_> = (0..6).map(|_| maker.make().0.record).collect();
    batch(&records, Form::Documented).unwrap()
}

fn stream_of(batch: &RecordBatch) -> Stream {
    let mut raw = CStream::released();
    let reader = RecordBatchIterator::new([Ok::<_, ArrowError>(batch.clone())], batch.schema());
    // SAFETY: the place may be written, and what stands there is a stream then.
    unsafe {
        give(Box::new(reader), &raw mut raw);
        Stream::take(&raw mut raw).unwrap()
    }
}

/// The arrays below one, itself first.
fn nodes(array: *mut CArray, into: &mut Vec<*mut CArray>) {
    into.push(array);
    // SAFETY: a living array that this test owns.
    let (count, children) = unsafe { ((*array).n_children, (*array).children) };
    for at in 0..usize::try_from(count).unwrap() {
        // SAFETY: as many children as it says.
        nodes(unsafe { children.add(at).read() }, into);
    }
}

/// The batch as the C interface hands it over, with one change to one of its arrays.
fn changed(batch: &RecordBatch, at: usize, change: Change) -> Option<anxun::error::Result<usize>> {
    let mut stream = stream_of(batch);
    let fields = stream.schema();
    let mut array = stream.next_array().unwrap().unwrap();
    let mut all = Vec::new();
    nodes(&raw mut array, &mut all);
    // SAFETY: a living array that nothing else refers to now.
    change(unsafe { &mut **all.get(at)? });
    Some(rows_of(&Arc::new(array), fields.fields()).map(|rows| arrow_array::Array::len(&rows)))
}

#[test]
fn what_can_be_seen_is_refused_at_every_array() {
    let batch = records();
    let changes: [(&str, Change); 15] = [
        ("negative length", |one| one.length = -1),
        ("endless length", |one| one.length = i64::MAX),
        ("short", |one| one.length -= 1),
        ("negative offset", |one| one.offset = -1),
        ("endless offset", |one| one.offset = i64::MAX),
        ("null count below -1", |one| one.null_count = -2),
        ("more nulls than rows", |one| one.null_count = one.length + 1),
        ("no buffers", |one| one.n_buffers = 0),
        ("negative buffers", |one| one.n_buffers = -1),
        ("a buffer more", |one| one.n_buffers += 1),
        ("endless buffers", |one| one.n_buffers = i64::MAX),
        ("negative children", |one| one.n_children = -1),
        ("a child more", |one| one.n_children += 1),
        ("endless children", |one| one.n_children = i64::MAX),
        ("no list of buffers", |one| one.buffers = ptr::null_mut()),
    ];
    let mut count = 0;
    for (turn, (what, change)) in changes.into_iter().enumerate() {
        // Each change meets a third of the arrays, the next one another third.
        let mut at = turn % 3;
        while let Some(answer) = changed(&batch, at, change) {
            // A list without items may be short of them, and the rows of a batch are those that it says.
            let may_hold = what == "short";
            match answer {
                Err(error) => assert_eq!(error.code, ErrorCode::BadColumn, "{what} at {at}: {error}"),
                Ok(rows) => assert!(may_hold, "{what} at array {at} went unseen: {rows} rows"),
            }
            (at, count) = (at + 3, count + 1);
        }
    }
    assert!(count > 1_000, "only {count} changes");
}

#[test]
fn a_missing_buffer_is_an_absent_one_or_an_error() {
    let batch = records();
    let (mut at, mut refused) = (0, 0);
    while let Some(answer) = changed(&batch, at, |one| {
        for buffer in 0..usize::try_from(one.n_buffers).unwrap() {
            // SAFETY: as many pointers as it says; the array is alive.
            unsafe { one.buffers.add(buffer).write(ptr::null()) };
        }
    }) {
        refused += usize::from(answer.is_err());
        at += 1;
    }
    assert!(refused > 100, "{refused} of {at}");
}

#[test]
fn a_sound_batch_comes_through_as_it_is() {
    let batch = records();
    let mut stream = stream_of(&batch);
    let Some(Batch::Rows(rows)) = stream.next_batch().unwrap() else { panic!("a batch") };
    assert_eq!(rows.columns(), batch.columns());
    assert!(stream.next_batch().unwrap().is_none());
    // A slice takes in its own rows alone.
    let slice = batch.slice(2, 3);
    let mut stream = stream_of(&slice);
    let Some(Batch::Rows(rows)) = stream.next_batch().unwrap() else { panic!("a batch") };
    assert_eq!(rows.columns(), slice.columns());
    assert_eq!(Judging::new(stream_of(&slice), 9).unwrap().source().next_line(), 9);
}
