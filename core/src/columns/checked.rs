//! What a door checks of buffers that a program in another language handed over, before it takes them for an array.
//!
//! Nothing is taken on trust that the interface lets one see: offsets that fall or are negative, texts that are no UTF-8.

use arrow_array::OffsetSizeTrait;

use crate::error::{Error, ErrorCode, Result};

/// Whether the offsets of texts or lists begin at 0 or later and never fall.
///
/// # Errors
/// [`ErrorCode::BadColumn`] with the first offset that does.
pub fn check_offsets<O: OffsetSizeTrait>(offsets: &[O]) -> Result<()> {
    let bad = |found: String| Error::new(ErrorCode::BadColumn, found, "offsets from 0 that never fall");
    match offsets.first() {
        None => return Err(bad("no offsets".into())),
        Some(first) if *first < O::zero() => return Err(bad("a negative offset of row 0".into())),
        Some(_) => {}
    }
    match offsets.windows(2).position(|pair| matches!(pair, [one, next] if next < one)) {
        Some(row) => Err(bad(format!("an offset that falls behind row {row}"))),
        None => Ok(()),
    }
}

/// Whether texts are UTF-8, each by itself; their offsets have to be [checked](check_offsets).
///
/// # Errors
/// [`ErrorCode::InvalidUtf8`] with the first row that is not, [`ErrorCode::BadColumn`] where the offsets pass the bytes.
pub fn check_texts<O: OffsetSizeTrait>(offsets: &[O], bytes: &[u8]) -> Result<()> {
    let short = || Error::new(ErrorCode::BadColumn, "an offset behind the texts", "offsets within the texts");
    let (Some(first), Some(last)) = (offsets.first(), offsets.last()) else { return Ok(()) };
    let used = bytes.get(first.as_usize()..last.as_usize()).ok_or_else(short)?;
    let is_start = |offset: &O| bytes.get(offset.as_usize()).is_none_or(|byte| byte & 0xC0 != 0x80);
    if simdutf8::basic::from_utf8(used).is_ok() && (used.is_ascii() || offsets.iter().all(is_start)) {
        return Ok(());
    }
    for (row, pair) in offsets.windows(2).enumerate() {
        let [from, to] = pair else { continue };
        let text = bytes.get(from.as_usize()..to.as_usize()).ok_or_else(short)?;
        if simdutf8::basic::from_utf8(text).is_err() {
            return Err(Error::new(ErrorCode::InvalidUtf8, format!("the text of row {row} of the column"), "UTF-8"));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offsets_never_fall() {
        assert!(check_offsets(&[0_i32]).is_ok());
        assert!(check_offsets(&[3_i64, 3, 9]).is_ok());
        for (offsets, found) in [
            (&[][..], "no offsets"),
            (&[-1, 0], "a negative offset of row 0"),
            (&[0, 4, 2, 9], "an offset that falls behind row 1"),
            (&[0, i32::MIN], "an offset that falls behind row 0"),
        ] {
            let error = check_offsets::<i32>(offsets).unwrap_err();
            assert_eq!((error.code, error.found.as_str()), (ErrorCode::BadColumn, found));
        }
    }

    #[test]
    fn texts_are_utf8_each_by_itself() {
        let bytes = "安全a".as_bytes();
        assert!(check_texts(&[0, 3, 6, 6, 7], bytes).is_ok());
        assert!(check_texts(&[3, 7], bytes).is_ok());
        assert!(check_texts(&[0_i64], &[]).is_ok());
        for (offsets, found) in [
            (&[0, 3, 4, 7][..], "the text of row 1 of the column"),
            (&[1, 3], "the text of row 0 of the column"),
            (&[0, 3, 5], "the text of row 1 of the column"),
        ] {
            let error = check_texts::<i32>(offsets, bytes).unwrap_err();
            assert_eq!((error.code, error.found.as_str()), (ErrorCode::InvalidUtf8, found));
        }
        assert_eq!(check_texts(&[0, 2], b"a\xff").unwrap_err().code, ErrorCode::InvalidUtf8);
        assert_eq!(check_texts(&[0, 3], b"a").unwrap_err().code, ErrorCode::BadColumn);
    }
}
