//! Values at the surface: stamps, decimals and rates with their strict readers and writers, texts, pointers.
//!
//! The serde forms of `chrono` and `rust_decimal` accept too much (second 60, a space for the `T`, `1_000`), so
//! every date, stamp and decimal of this crate is read and written here. Uses [`error`](crate::error).
//! Source: input rules.

mod decimal;
mod rate;
mod span;
mod stamp;
mod text;

pub use decimal::{compare_decimals, decimal_text, money_text, parse_decimal, parse_money, parse_score, round_to};
pub use rate::{Rate, Ratio};
pub use span::Span;
pub use stamp::{
    CHINA, Stamp, date_text, end_of_day, local_date, parse_date, parse_stamp, parse_time, stamp_at, stamp_text,
    time_text,
};
pub(crate) use text::{LONGEST_PLACEHOLDER, is_before};
pub use text::{PLACEHOLDERS, folded, is_blank, mask, same_text, stated, trimmed};

/// Serde forms of the values, for `#[serde(with = "…")]`; `option` inside each for fields that may be absent.
pub mod form {
    pub use super::decimal::{decimal, money};
    pub use super::stamp::{date, stamp};
}
