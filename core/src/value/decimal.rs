//! Exact decimals: scores, shares, rates, weights and money. Written as JSON strings, read from a string or number.

use std::cmp::Ordering;

use rust_decimal::{Decimal, RoundingStrategy};

use crate::error::{Error, ErrorCode, Result};

const EXPECTED: &str = "a plain decimal such as \"0.3\", at most 28 digits";

/// Reads a plain decimal: `-?(0|[1-9][0-9]*)(\.[0-9]+)?`, at most 28 digits.
///
/// # Errors
/// [`ErrorCode::Range`] for every other form (`1_000`, `+5`, `.5`, `1e3`) and for more digits than are exact.
pub fn parse_decimal(text: &str) -> Result<Decimal> {
    plain(text.as_bytes()).ok_or_else(|| {
        let found =
            if text.len() > 40 { format!("a text of {} characters", text.chars().count()) } else { text.to_owned() };
        Error::new(ErrorCode::Range, found, EXPECTED)
    })
}

fn plain(text: &[u8]) -> Option<Decimal> {
    // Most are marks out of a hundred: one to nine digits.
    if let [b'1'..=b'9', rest @ ..] = text {
        if rest.len() < 9 && rest.iter().all(u8::is_ascii_digit) {
            let value = text.iter().fold(0_u32, |value, byte| value * 10 + u32::from(byte - b'0'));
            return Some(Decimal::from(value));
        }
    }
    any(text)
}

fn any(text: &[u8]) -> Option<Decimal> {
    let (negative, body) = match text {
        [b'-', rest @ ..] => (true, rest),
        rest => (false, rest),
    };
    let (mut mantissa, mut whole, mut scale, mut count, mut point) = (0_i128, 0_u32, 0_u32, 0_u32, false);
    for byte in body {
        match byte {
            b'0'..=b'9' => {
                mantissa = mantissa * 10 + i128::from(byte - b'0');
                count += 1;
                if count > 28 {
                    return None;
                }
                if point { scale += 1 } else { whole += 1 }
            }
            b'.' if !point && whole > 0 => point = true,
            _ => return None,
        }
    }
    let leading_zero = whole > 1 && body.first() == Some(&b'0');
    if whole == 0 || leading_zero || (point && scale == 0) {
        return None;
    }
    Decimal::try_from_i128_with_scale(if negative { -mantissa } else { mantissa }, scale).ok()
}

/// Reads a score: a plain decimal that is not negative, with at most two decimals.
///
/// # Errors
/// [`ErrorCode::Range`].
pub fn parse_score(text: &str) -> Result<Decimal> {
    let value = parse_decimal(text)?;
    if value.is_sign_negative() && !value.is_zero() || value.scale() > 2 {
        return Err(Error::new(ErrorCode::Range, text, "a score of 0 or more with at most two decimals"));
    }
    Ok(value)
}

/// Reads an amount of yuan: a plain decimal with at most two decimals.
///
/// # Errors
/// [`ErrorCode::Range`].
pub fn parse_money(text: &str) -> Result<Decimal> {
    let value = parse_decimal(text)?;
    if value.scale() > 2 {
        return Err(Error::new(ErrorCode::Range, text, "an amount in yuan with at most two decimals"));
    }
    Ok(value)
}

/// Compares two decimals: as [`Ord`] does, and quick for two of the same scale, as most scores and full marks are.
#[must_use]
#[inline]
pub fn compare_decimals(one: Decimal, other: Decimal) -> Ordering {
    if one.scale() == other.scale() { one.mantissa().cmp(&other.mantissa()) } else { one.cmp(&other) }
}

/// Writes a decimal without trailing zeros: `"0.3"`, `"98"`.
#[must_use]
pub fn decimal_text(value: Decimal) -> String {
    value.normalize().to_string()
}

/// Writes an amount of yuan with exactly two decimals: `"320000.00"`. More decimals are rounded half away from zero.
#[must_use]
pub fn money_text(value: Decimal) -> String {
    let mut value = round_to(value, 2);
    value.rescale(2);
    value.to_string()
}

/// Rounds half away from zero, the one way of rounding here.
#[must_use]
pub fn round_to(value: Decimal, places: u32) -> Decimal {
    value.round_dp_with_strategy(places, RoundingStrategy::MidpointAwayFromZero)
}

macro_rules! form {
    ($(#[$doc:meta])* $name:ident, $parse:ident, $text:ident) => {
        $(#[$doc])*
        pub mod $name {
            use super::*;
            use serde::{Deserializer, Serializer, de::Error as _};

            /// Writes the string form.
            ///
            /// # Errors
            /// Those of the serializer.
            pub fn serialize<S: Serializer>(value: &Decimal, out: S) -> std::result::Result<S::Ok, S::Error> {
                out.serialize_str(&$text(*value))
            }

            struct Visitor;

            impl serde::de::Visitor<'_> for Visitor {
                type Value = Decimal;

                fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                    f.write_str(EXPECTED)
                }

                fn visit_str<E: serde::de::Error>(self, text: &str) -> std::result::Result<Decimal, E> {
                    $parse(text).map_err(E::custom)
                }

                fn visit_u64<E: serde::de::Error>(self, value: u64) -> std::result::Result<Decimal, E> {
                    $parse(&value.to_string()).map_err(E::custom)
                }

                fn visit_i64<E: serde::de::Error>(self, value: i64) -> std::result::Result<Decimal, E> {
                    $parse(&value.to_string()).map_err(E::custom)
                }

                fn visit_f64<E: serde::de::Error>(self, value: f64) -> std::result::Result<Decimal, E> {
                    // The shortest text that gives back the same number: what stood in the document.
                    $parse(&value.to_string()).map_err(E::custom)
                }
            }

            /// Reads a string or a number.
            ///
            /// # Errors
            /// Those of the deserializer, and the refused forms.
            pub fn deserialize<'de, D: Deserializer<'de>>(input: D) -> std::result::Result<Decimal, D::Error> {
                input.deserialize_any(Visitor).map_err(D::Error::custom)
            }

            /// The same for a value that may be absent.
            pub mod option {
                use super::*;

                /// Writes the string form or `null`.
                ///
                /// # Errors
                /// Those of the serializer.
                pub fn serialize<S: Serializer>(value: &Option<Decimal>, out: S) -> std::result::Result<S::Ok, S::Error> {
                    match value {
                        Some(value) => out.serialize_str(&$text(*value)),
                        None => out.serialize_none(),
                    }
                }

                /// Reads a string, a number or `null`.
                ///
                /// # Errors
                /// Those of the deserializer, and the refused forms.
                pub fn deserialize<'de, D: Deserializer<'de>>(
                    input: D,
                ) -> std::result::Result<Option<Decimal>, D::Error> {
                    #[derive(serde::Deserialize)]
                    struct Held(#[serde(with = "super")] Decimal);
                    Ok(<Option<Held> as serde::Deserialize>::deserialize(input)?.map(|held| held.0))
                }
            }
        }
    };
}

form!(
    /// A share, rate, weight or score: a string without trailing zeros.
    decimal, parse_decimal, decimal_text
);
form!(
    /// An amount of yuan: a string with exactly two decimals.
    money, parse_money, money_text
);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accepted_decimals_lose_only_trailing_zeros() {
        for (text, written) in
            [("0.30", "0.3"), ("98", "98"), ("-5", "-5"), ("0", "0"), ("100.00", "100"), ("-0.5", "-0.5")]
        {
            assert_eq!(decimal_text(parse_decimal(text).unwrap()), written);
        }
        assert!(parse_decimal("1234567890123456789012345678").is_ok());
    }

    #[test]
    fn refused_decimals() {
        for text in [
            "",
            "1_000",
            "+5",
            ".5",
            "5.",
            "1e3",
            "01",
            "-",
            "--1",
            "1.2.3",
            "NaN",
            "inf",
            " 1",
            "1 ",
            "１",
            "0x1",
            "12345678901234567890123456789",
            "0.123456789012345678901234567890123456789",
        ] {
            assert_eq!(parse_decimal(text).unwrap_err().code, ErrorCode::Range, "{text}");
        }
        assert!(parse_score("-1").is_err());
        assert!(parse_score("59.999").is_err());
        assert!(parse_money("0.001").is_err());
    }

    #[test]
    fn money_has_two_decimals() {
        assert_eq!(money_text(parse_money("320000").unwrap()), "320000.00");
        assert_eq!(money_text(parse_decimal("0.005").unwrap()), "0.01");
        assert_eq!(money_text(parse_decimal("-0.005").unwrap()), "-0.01");
    }
}
