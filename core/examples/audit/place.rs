//! Where in a file an error lies: from a JSON pointer, or from what the library found, to line and column.

use std::borrow::Cow;
use std::collections::BTreeMap;

use anxun::error::{Error, ErrorCode};
use anxun::json::position_at;
use serde_json::value::RawValue;

/// Line and column in `bytes`, both from 1, the column in characters; `None` where nothing says where it lies.
pub(super) fn position(bytes: &[u8], error: &Error) -> Option<(usize, usize)> {
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => {
            let valid = bytes.get(..error.valid_up_to()).and_then(|head| std::str::from_utf8(head).ok())?;
            return Some(position_at(valid, valid.len()));
        }
    };
    match error.code {
        ErrorCode::Syntax | ErrorCode::Limit if error.found.contains("column ") => stated(&error.found),
        _ => offset(text, &error.path).map(|at| position_at(text, at)),
    }
}

/// The position that an error states in words: `line 3 column 4`, `… at line 1, column 17 (byte 22)`.
fn stated(found: &str) -> Option<(usize, usize)> {
    let number = |word: &str| {
        let (_, rest) = found.rsplit_once(word)?;
        let digits = rest.split(|c: char| !c.is_ascii_digit()).next()?;
        digits.parse().ok()
    };
    Some((number("line ")?, number("column ")?.max(1)))
}

/// The offset of the value at `pointer`; where the document does not go that far, of the innermost value that it has.
fn offset(text: &str, pointer: &str) -> Option<usize> {
    let mut here: &RawValue = serde_json::from_str(text).ok()?;
    for token in pointer.split('/').skip(1) {
        let token = token.replace("~1", "/").replace("~0", "~");
        match child(here.get(), &token) {
            Some(value) => here = value,
            None => break,
        }
    }
    // Both are slices of the same text.
    (here.get().as_ptr() as usize).checked_sub(text.as_ptr() as usize)
}

fn child<'a>(text: &'a str, token: &str) -> Option<&'a RawValue> {
    if text.starts_with('{') {
        let members: BTreeMap<Cow<'a, str>, &'a RawValue> = serde_json::from_str(text).ok()?;
        members.get(token).copied()
    } else if text.starts_with('[') {
        let items: Vec<&'a RawValue> = serde_json::from_str(text).ok()?;
        items.get(token.parse::<usize>().ok()?).copied()
    } else {
        None
    }
}
