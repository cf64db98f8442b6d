//! Views: texts of which the interface tells how many buffers they stand in, and in the last one how long those are.

use std::ffi::c_void;
use std::ptr;
use std::sync::Arc;

use anxun::error::{Error, ErrorCode};
use arrow_array::cast::AsArray as _;
use arrow_array::{RecordBatchIterator, StringViewArray, StructArray};
use arrow_buffer::{Buffer, ScalarBuffer};
use arrow_data::ByteView;
use arrow_schema::{ArrowError, DataType, Field, Schema};

use crate::arrays::rows_of;
use crate::c::{CArray, CStream};
use crate::{Stream, give};

const TEXTS: [&str; 3] = ["short", "a text in the first buffer", "another one, in the second"];

/// Three texts in two buffers as the C interface hands them over: validity, views, two buffers, their lengths.
fn handed() -> (Stream, CArray) {
    let view =
        |at: u32, text: &str| ByteView::new(26, &text.as_bytes()[..4]).with_buffer_index(at).with_offset(0).as_u128();
    let short = StringViewArray::from(vec![TEXTS[0]]).views()[0];
    let views = ScalarBuffer::from(vec![short, view(0, TEXTS[1]), view(1, TEXTS[2])]);
    let buffers = TEXTS[1..].iter().map(|text| Buffer::from(text.as_bytes()));
    let texts = StringViewArray::try_new(views, buffers.collect::<Vec<_>>(), None).unwrap();
    let field = Arc::new(Field::new("name", DataType::Utf8View, true));
    let batch = StructArray::from(vec![(Arc::clone(&field), Arc::new(texts) as _)]);
    let reader = RecordBatchIterator::new([Ok::<_, ArrowError>(batch.into())], Arc::new(Schema::new(vec![field])));
    let mut raw = CStream::released();
    // SAFETY: the place may be written, and what stands there is a stream then.
    let mut stream = unsafe {
        give(Box::new(reader), &raw mut raw);
        Stream::take(&raw mut raw).unwrap()
    };
    let array = stream.next_array().unwrap().unwrap();
    assert_eq!(array.children(1).unwrap()[0].n_buffers, 5);
    (stream, array)
}

/// The texts after a change to their array and its list of buffers.
fn changed(change: impl FnOnce(&mut CArray, &mut [*const c_void])) -> Result<Vec<String>, Error> {
    let (stream, array) = handed();
    // SAFETY: a living array of one child with five buffers, to which nothing else refers now.
    let (child, list) = unsafe {
        let child = array.children.read();
        (&mut *child, std::slice::from_raw_parts_mut((*child).buffers, 5))
    };
    change(child, list);
    let rows = rows_of(&Arc::new(array), stream.schema().fields())?;
    Ok(rows.column(0).as_string_view().iter().map(|text| text.unwrap().to_owned()).collect())
}

fn refused(change: impl FnOnce(&mut CArray, &mut [*const c_void])) -> (String, String) {
    let error = changed(change).unwrap_err();
    assert_eq!((error.code, error.path.as_str()), (ErrorCode::BadColumn, "/name"), "{error}");
    (error.found.to_string(), error.expected.to_string())
}

#[test]
fn texts_in_several_buffers_come_through() {
    assert_eq!(changed(|_, _| ()).unwrap(), TEXTS);
}

#[test]
fn a_number_of_buffers_that_no_views_have_is_refused_before_the_list_is_read() {
    for count in [i64::MIN, -1, 0, 1, 2, i64::from(i32::MAX) + 4, 1 << 61, (1 << 61) + 3, i64::MAX] {
        let (found, expected) = refused(|array, _| array.n_buffers = count);
        assert_eq!((found, expected.as_str()), (format!("{count} buffers"), "3 or more"));
    }
    assert_eq!(refused(|array, _| array.buffers = ptr::null_mut()).0, "5 buffers");
}

/// The lengths are the last buffer. Where there are texts they have to be there, in whatever place; where there are none
/// nothing is read of them.
#[test]
fn the_lengths_are_held_before_a_text_is() {
    assert_eq!(refused(|_, list| list[4] = ptr::null()).0, "buffer 4 is missing");
    // Two numbers for two texts that stand just beside the alignment.
    let mut bytes = [0_u8; 24];
    let shift = usize::from((bytes.as_ptr() as usize).is_multiple_of(8));
    bytes[shift..shift + 8].copy_from_slice(&26_i64.to_le_bytes());
    bytes[shift + 8..shift + 16].copy_from_slice(&26_i64.to_le_bytes());
    assert_eq!(changed(|_, list| list[4] = bytes[shift..].as_ptr().cast()).unwrap(), TEXTS);

    for lengths in [[-1_i64, 26], [26, i64::MIN]] {
        let (found, expected) = refused(|_, list| list[4] = lengths.as_ptr().cast());
        assert!(found.starts_with("a text buffer of -") && expected == "0 or more", "{found}");
    }
    // Shorter than the views say: a text stands behind the end of its buffer.
    for lengths in [[25_i64, 26], [26, 0]] {
        refused(|_, list| list[4] = lengths.as_ptr().cast());
    }
}

#[test]
fn a_buffer_less_with_its_lengths_leaves_a_text_without_one() {
    // The second text is left out and the lengths move up: an honest list of four.
    refused(|array, list| (array.n_buffers, list[3]) = (4, list[4]));
    // Three: no texts at all, and of the lengths nothing is read.
    refused(|array, list| (array.n_buffers, list[2]) = (3, ptr::null()));
    // A text buffer that is missing though its length is not 0.
    assert_eq!(refused(|_, list| list[3] = ptr::null()).0, "buffer 3 is missing");
}
