//! Dates, times of day and stamps: one accepted form each.

use chrono::{DateTime, Datelike, FixedOffset, NaiveDate, NaiveTime, Timelike};

use crate::error::{Error, ErrorCode, Result};

/// A point in time with its offset, second exact (RFC 3339). Fractions of a second are cut off on reading.
pub type Stamp = DateTime<FixedOffset>;

/// +08:00, the offset of every local day in these rules (China has kept it since 1991).
#[allow(clippy::expect_used)]
pub const CHINA: FixedOffset = FixedOffset::east_opt(8 * 3600).expect("+08:00 is an offset");

const DATE: &str = "YYYY-MM-DD, a day from 1900-01-01 to 9999-12-31";
const STAMP: &str = "YYYY-MM-DDThh:mm:ss+hh:mm (RFC 3339 with offset)";
const TIME: &str = "hh:mm or hh:mm:ss";

/// The number of some digits; every byte is looked at before one answer is given, because nearly all are digits.
fn digits<const N: usize>(bytes: [u8; N]) -> Option<u32> {
    let (mut value, mut worst) = (0, 0);
    for byte in bytes {
        let digit = byte.wrapping_sub(b'0');
        worst = if digit > worst { digit } else { worst };
        value = value * 10 + u32::from(digit);
    }
    (worst <= 9).then_some(value)
}

fn date_of(bytes: &[u8; 10]) -> Option<NaiveDate> {
    let [y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] = *bytes else { return None };
    let all = digits([y1, y2, y3, y4, m1, m2, d1, d2])?;
    if all < 1900 * 10_000 {
        return None;
    }
    NaiveDate::from_ymd_opt(i32::try_from(all / 10_000).ok()?, all / 100 % 100, all % 100)
}

fn time_of(bytes: &[u8; 8]) -> Option<NaiveTime> {
    let [h1, h2, b':', m1, m2, b':', s1, s2] = *bytes else { return None };
    let all = digits([h1, h2, m1, m2, s1, s2])?;
    NaiveTime::from_hms_opt(all / 10_000, all / 100 % 100, all % 100)
}

fn offset_of(bytes: &[u8]) -> Option<FixedOffset> {
    match *bytes {
        [b'Z'] => FixedOffset::east_opt(0),
        [b'+', b'0', b'8', b':', b'0', b'0'] => Some(CHINA),
        [sign @ (b'+' | b'-'), h1, h2, b':', m1, m2] => {
            let (hours, minutes) = (digits([h1, h2])?, digits([m1, m2])?);
            // RFC 3339 gives -00:00 the meaning "offset not known": a time zone is never guessed.
            if hours > 23 || minutes > 59 || (sign == b'-' && hours == 0 && minutes == 0) {
                return None;
            }
            let seconds = i32::try_from(hours * 3600 + minutes * 60).ok()?;
            FixedOffset::east_opt(if sign == b'-' { -seconds } else { seconds })
        }
        _ => None,
    }
}

/// Reads a date `YYYY-MM-DD`.
///
/// # Errors
/// [`ErrorCode::DateFormat`] for every other form, an impossible date and a year outside 1900..=9999.
pub fn parse_date(text: &str) -> Result<NaiveDate> {
    text.as_bytes()
        .try_into()
        .ok()
        .and_then(date_of)
        .ok_or_else(|| Error::new(ErrorCode::DateFormat, shown(text), DATE))
}

/// Reads a time of day `hh:mm` or `hh:mm:ss` (24:00 and second 60 are refused).
///
/// # Errors
/// [`ErrorCode::DateFormat`] for every other form.
pub fn parse_time(text: &str) -> Result<NaiveTime> {
    let time = match *text.as_bytes() {
        [h1, h2, b':', m1, m2] => time_of(&[h1, h2, b':', m1, m2, b':', b'0', b'0']),
        ref full => full.try_into().ok().and_then(time_of),
    };
    time.ok_or_else(|| Error::new(ErrorCode::DateFormat, shown(text), TIME))
}

/// Reads a stamp `YYYY-MM-DDThh:mm:ss[.fraction]±hh:mm` or with `Z`; the fraction is cut off.
///
/// # Errors
/// [`ErrorCode::OffsetRequired`] for a stamp without offset, [`ErrorCode::DateFormat`] for every other form.
///
/// ```
/// use anxun::value::{parse_stamp, stamp_text};
/// assert_eq!(stamp_text(parse_stamp("2024-09-27T17:00:00.9+08:00")?), "2024-09-27T17:00:00+08:00");
/// assert!(parse_stamp("2024-09-27T17:00:00").is_err());
/// # Ok::<(), anxun::error::Error>(())
/// ```
pub fn parse_stamp(text: &str) -> Result<Stamp> {
    let refuse = |code| Error::new(code, shown(text), STAMP);
    let (Some(date), Some(b'T'), Some(time), Some(rest)) = (
        text.as_bytes().first_chunk::<10>().and_then(date_of),
        text.as_bytes().get(10),
        text.as_bytes().get(11..19).and_then(|bytes| bytes.try_into().ok()).and_then(time_of),
        text.as_bytes().get(19..),
    ) else {
        return Err(refuse(ErrorCode::DateFormat));
    };
    let rest = match rest {
        [b'.', fraction @ ..] => {
            let length = fraction.iter().take_while(|byte| byte.is_ascii_digit()).count();
            if length == 0 || length > 9 {
                return Err(refuse(ErrorCode::DateFormat));
            }
            fraction.get(length..).unwrap_or_default()
        }
        whole => whole,
    };
    if rest.is_empty() {
        return Err(refuse(ErrorCode::OffsetRequired));
    }
    let offset = offset_of(rest).ok_or_else(|| refuse(ErrorCode::DateFormat))?;
    // A fixed offset maps every local time to exactly one instant.
    let instant = date.and_time(time).checked_sub_offset(offset).ok_or_else(|| refuse(ErrorCode::DateFormat))?;
    Ok(DateTime::from_naive_utc_and_offset(instant, offset))
}

/// What an error may show of a text that should have been a date: short and without control characters.
fn shown(text: &str) -> String {
    if text.chars().count() > 40 || text.chars().any(char::is_control) {
        return format!("a text of {} characters", text.chars().count());
    }
    text.to_owned()
}

/// Writes a date as it is read.
#[must_use]
pub fn date_text(date: NaiveDate) -> String {
    let digit = |number: u32| char::from(b'0' + (number % 10) as u8);
    let Ok(year @ 0..=9999) = u32::try_from(date.year()) else {
        return format!("{:04}-{:02}-{:02}", date.year(), date.month(), date.day());
    };
    let (month, day) = (date.month(), date.day());
    [
        digit(year / 1000),
        digit(year / 100),
        digit(year / 10),
        digit(year),
        '-',
        digit(month / 10),
        digit(month),
        '-',
        digit(day / 10),
        digit(day),
    ]
    .iter()
    .collect()
}

/// Writes a time of day as `hh:mm:ss`, without seconds where they are zero.
#[must_use]
pub fn time_text(time: NaiveTime) -> String {
    if time.second() == 0 {
        format!("{:02}:{:02}", time.hour(), time.minute())
    } else {
        format!("{:02}:{:02}:{:02}", time.hour(), time.minute(), time.second())
    }
}

/// Writes a stamp as it is read, with its own offset.
#[must_use]
pub fn stamp_text(stamp: Stamp) -> String {
    let seconds = stamp.offset().local_minus_utc();
    let (sign, size) = if seconds < 0 { ('-', -seconds) } else { ('+', seconds) };
    let local = stamp.naive_local();
    format!(
        "{}T{:02}:{:02}:{:02}{sign}{:02}:{:02}",
        date_text(local.date()),
        local.hour(),
        local.minute(),
        local.second(),
        size / 3600,
        size / 60 % 60
    )
}

/// The local day of a stamp at +08:00, whatever offset it carries.
#[must_use]
pub fn local_date(stamp: Stamp) -> NaiveDate {
    stamp.with_timezone(&CHINA).date_naive()
}

/// A date and a time of day at +08:00.
#[must_use]
pub fn stamp_at(date: NaiveDate, time: NaiveTime) -> Stamp {
    // A fixed offset maps every local time to exactly one instant.
    DateTime::from_naive_utc_and_offset(date.and_time(time) - CHINA, CHINA)
}

/// The last second of a local day at +08:00: how the due of a day limit is printed.
#[must_use]
pub fn end_of_day(date: NaiveDate) -> Stamp {
    stamp_at(date, NaiveTime::from_hms_opt(23, 59, 59).unwrap_or_default())
}

macro_rules! form {
    ($(#[$doc:meta])* $name:ident, $type:ty, $parse:ident, $text:ident) => {
        $(#[$doc])*
        pub mod $name {
            use super::*;
            use serde::{Deserialize, Deserializer, Serializer, de::Error as _};

            /// Writes the one form.
            ///
            /// # Errors
            /// Those of the serializer.
            pub fn serialize<S: Serializer>(value: &$type, out: S) -> std::result::Result<S::Ok, S::Error> {
                out.serialize_str(&$text(*value))
            }

            /// Reads the one form.
            ///
            /// # Errors
            /// Those of the deserializer, and the refused forms.
            pub fn deserialize<'de, D: Deserializer<'de>>(input: D) -> std::result::Result<$type, D::Error> {
                let text = std::borrow::Cow::<'de, str>::deserialize(input)?;
                $parse(&text).map_err(D::Error::custom)
            }

            /// The same for a value that may be absent (`null` or, with `#[serde(default)]`, no key).
            pub mod option {
                use super::*;

                /// Writes the one form or `null`.
                ///
                /// # Errors
                /// Those of the serializer.
                pub fn serialize<S: Serializer>(value: &Option<$type>, out: S) -> std::result::Result<S::Ok, S::Error> {
                    match value {
                        Some(value) => out.serialize_str(&$text(*value)),
                        None => out.serialize_none(),
                    }
                }

                /// Reads the one form or `null`.
                ///
                /// # Errors
                /// Those of the deserializer, and the refused forms.
                pub fn deserialize<'de, D: Deserializer<'de>>(
                    input: D,
                ) -> std::result::Result<Option<$type>, D::Error> {
                    let text = Option::<std::borrow::Cow<'de, str>>::deserialize(input)?;
                    text.map(|text| $parse(&text).map_err(D::Error::custom)).transpose()
                }
            }
        }
    };
}

form!(
    /// A date as `YYYY-MM-DD`.
    date, NaiveDate, parse_date, date_text
);
form!(
    /// A stamp as RFC 3339 with offset.
    stamp, Stamp, parse_stamp, stamp_text
);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accepted_forms_are_written_back() {
        for text in ["1900-01-01", "2024-02-29", "9999-12-31"] {
            assert_eq!(date_text(parse_date(text).unwrap()), text);
        }
        for text in ["2024-09-27T17:00:00+08:00", "2024-09-27T17:00:00-09:30"] {
            assert_eq!(stamp_text(parse_stamp(text).unwrap()), text);
        }
        assert_eq!(stamp_text(parse_stamp("2024-09-27T17:00:00Z").unwrap()), "2024-09-27T17:00:00+00:00");
        assert_eq!(stamp_text(parse_stamp("2024-09-27T17:00:59.999999999Z").unwrap()), "2024-09-27T17:00:59+00:00");
        assert_eq!(time_text(parse_time("08:30").unwrap()), "08:30");
        assert_eq!(time_text(parse_time("08:30:01").unwrap()), "08:30:01");
    }

    #[test]
    fn refused_dates() {
        for text in [
            "",
            "2024-9-7",
            "2023-02-30",
            "2023-02-29",
            "1899-12-31",
            "10000-01-01",
            "2024/09/07",
            "20240907",
            " 2024-09-07",
            "2024-09-07 ",
            "2024-09-07T00:00:00+08:00",
            "２０２４-09-07",
            "+2024-09-7",
            "2024-13-01",
        ] {
            assert_eq!(parse_date(text).unwrap_err().code, ErrorCode::DateFormat, "{text}");
        }
    }

    #[test]
    fn refused_stamps() {
        for text in [
            "2024-09-27 17:00:00+08:00",
            "2024-09-27t17:00:00+08:00",
            "2024-09-27T17:00:00z",
            "2024-09-27T17:00:60+08:00",
            "2024-09-27T24:00:00+08:00",
            "2024-09-27T17:00+08:00",
            "2024-09-27T17:00:00+0800",
            "2024-09-27T17:00:00+08",
            "2024-09-27T17:00:00-00:00",
            "2024-09-27T17:00:00.+08:00",
            "2024-09-27T17:00:00.1234567891+08:00",
            "2024-09-27T17:00:00+24:00",
            "2024-09-27T17:00:00+08:60",
            "2024-02-30T17:00:00+08:00",
            "2024-09-27",
        ] {
            assert_eq!(parse_stamp(text).unwrap_err().code, ErrorCode::DateFormat, "{text}");
        }
        for text in ["2024-09-27T17:00:00", "2024-09-27T17:00:00.5"] {
            assert_eq!(parse_stamp(text).unwrap_err().code, ErrorCode::OffsetRequired, "{text}");
        }
        for text in ["24:00", "8:30", "08:60", "08:30:60", "0830", "08:30 "] {
            assert!(parse_time(text).is_err(), "{text}");
        }
    }

    #[test]
    fn local_days_are_those_of_china() {
        assert_eq!(local_date(parse_stamp("2024-09-27T17:00:00Z").unwrap()), parse_date("2024-09-28").unwrap());
        let day = parse_date("2024-09-28").unwrap();
        assert_eq!(stamp_text(end_of_day(day)), "2024-09-28T23:59:59+08:00");
        assert_eq!(stamp_text(stamp_at(day, parse_time("00:05").unwrap())), "2024-09-28T00:05:00+08:00");
    }
}
