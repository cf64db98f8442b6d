//! The forms of dates, times, stamps and decimals once more, slowly and without the library: what they are written as, or
//! which error they are.

use anxun::error::ErrorCode;
use anxun::record::Bounds;

fn number(text: &str, digits: usize) -> Option<u32> {
    (text.len() == digits && text.bytes().all(|byte| byte.is_ascii_digit())).then(|| text.parse().ok()).flatten()
}

/// A date as it is written again.
#[must_use]
pub fn date(text: &str) -> Option<String> {
    let parts: Vec<&str> = text.split('-').collect();
    let [year, month, day] = parts.as_slice() else { return None };
    let (year, month, day) = (number(year, 4)?, number(month, 2)?, number(day, 2)?);
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let days = match month {
        2 => 28 + u32::from(leap),
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => return None,
    };
    (year >= 1900 && (1..=days).contains(&day)).then(|| text.to_owned())
}

/// A time of day as it is written again.
#[must_use]
pub fn time(text: &str) -> Option<String> {
    let parts: Vec<&str> = text.split(':').collect();
    let seconds = match parts.as_slice() {
        [_, _] => 0,
        [_, _, seconds] => number(seconds, 2)?,
        _ => return None,
    };
    let (hour, minute) = (number(parts[0], 2)?, number(parts[1], 2)?);
    if hour > 23 || minute > 59 || seconds > 59 {
        return None;
    }
    Some(if seconds == 0 { format!("{}:{}", parts[0], parts[1]) } else { text.to_owned() })
}

/// A stamp as it is written again.
///
/// # Errors
/// Which error it is.
pub fn stamp(text: &str) -> Result<String, ErrorCode> {
    let wrong = ErrorCode::DateFormat;
    let (day, rest) = text.split_once('T').ok_or(wrong)?;
    date(day).ok_or(wrong)?;
    let clock = rest.get(..8).ok_or(wrong)?;
    time(clock).ok_or(wrong)?;
    let mut rest = rest.get(8..).ok_or(wrong)?;
    if let Some(fraction) = rest.strip_prefix('.') {
        let tail = fraction.trim_start_matches(|sign: char| sign.is_ascii_digit());
        if !(1..=9).contains(&(fraction.len() - tail.len())) {
            return Err(wrong);
        }
        rest = tail;
    }
    if rest.is_empty() {
        return Err(ErrorCode::OffsetRequired);
    }
    Ok(format!("{day}T{clock}{}", offset(rest).ok_or(wrong)?))
}

fn offset(text: &str) -> Option<String> {
    if text == "Z" {
        return Some("+00:00".to_owned());
    }
    let (hours, minutes) = text.strip_prefix(['+', '-'])?.split_once(':')?;
    let inside = number(hours, 2)? < 24 && number(minutes, 2)? < 60;
    (inside && text != "-00:00").then(|| text.to_owned())
}

/// A decimal within the bounds of its field as it is written again.
#[must_use]
pub fn decimal(text: &str, bounds: Bounds) -> Option<String> {
    let (minus, size) = text.strip_prefix('-').map_or(("", text), |size| ("-", size));
    let (whole, part) = size.split_once('.').map_or((size, None), |(whole, part)| (whole, Some(part)));
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if !is_number(whole) || !part.is_none_or(is_number) || (whole.len() > 1 && whole.starts_with('0')) {
        return None;
    }
    let part = part.unwrap_or_default();
    if whole.len() + part.len() > 28 {
        return None;
    }
    let part = part.trim_end_matches('0');
    let is_zero = whole == "0" && part.is_empty();
    let inside = match bounds {
        Bounds::Score => part.len() <= 2,
        Bounds::Share => whole == "0" || (whole == "1" && part.is_empty()),
        Bounds::Amount => true,
    };
    if (!minus.is_empty() && !is_zero) || !inside {
        return None;
    }
    Some(if part.is_empty() { whole.to_owned() } else { format!("{whole}.{part}") })
}

/// A count, where the text of a number is one.
#[must_use]
pub fn count(text: &str) -> Option<u32> {
    text.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.parse().ok()).flatten()
}

/// Whether serde_json reads the text of a number as an `i64`.
#[must_use]
pub fn is_i64(text: &str) -> bool {
    text != "-0" && text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-') && text.parse::<i64>().is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use anxun::value::{
        date_text, decimal_text, parse_date, parse_decimal, parse_stamp, parse_time, stamp_text, time_text,
    };
    use anxun_benches::random::Random;

    /// Texts that are nearly right.
    fn bent(random: &mut Random) -> String {
        let whole = [
            "2024-02-29",
            "1900-02-28",
            "9999-12-31",
            "23:59:59",
            "00:00",
            "2026-03-11T10:00:00+08:00",
            "1999-12-31T23:59:59.123456789Z",
            "2026-03-11T10:00:00-23:59",
            "0.10",
            "-0",
            "99.990",
            "1234567890123456789012345678",
            "0.1234567890123456789012345678",
        ];
        let mut text = (*random.pick(&whole)).to_owned();
        for _ in 0..random.below(3) {
            let mut signs: Vec<char> = text.chars().collect();
            let at = random.below(signs.len().max(1));
            let sign = *random.pick(&['0', '1', '2', '3', '5', '6', '9', '-', '+', ':', '.', 'T', 'Z', ' ', '０', '/']);
            match random.below(3) {
                0 if !signs.is_empty() => signs[at] = sign,
                1 if !signs.is_empty() => drop(signs.remove(at)),
                _ => signs.insert(at.min(signs.len()), sign),
            }
            text = signs.into_iter().collect();
        }
        text
    }

    #[test]
    fn the_slow_forms_are_those_of_the_library() {
        let mut random = Random::new(9);
        for _ in 0..40_000 {
            let text = bent(&mut random);
            assert_eq!(date(&text), parse_date(&text).ok().map(date_text), "{text}");
            assert_eq!(time(&text), parse_time(&text).ok().map(time_text), "{text}");
            assert_eq!(stamp(&text), parse_stamp(&text).map(stamp_text).map_err(|error| error.code), "{text}");
            let theirs = parse_decimal(&text).ok().filter(|value| !value.is_sign_negative() || value.is_zero());
            assert_eq!(decimal(&text, Bounds::Amount), theirs.map(decimal_text), "{text}");
        }
    }
}
