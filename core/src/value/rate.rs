//! Exact fractions. A rate over nothing is undefined, never 0 % and never 100 %.

use rust_decimal::Decimal;
use serde::Serialize;

use super::round_to;

/// An exact fraction of counts. Not reduced: `{9999, 10000}` says how many were looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Ratio {
    /// How many fulfil it.
    pub num: u64,
    /// How many were looked at.
    pub den: u64,
}

impl Ratio {
    /// Whether the fraction is at least `target` (a fraction of 1), compared exactly.
    #[must_use]
    pub fn at_least(self, target: Decimal) -> bool {
        target.checked_mul(Decimal::from(self.den)).is_some_and(|least| Decimal::from(self.num) >= least)
    }

    /// Percent with two decimals, half away from zero: for reading, never for deciding.
    #[must_use]
    pub fn percent(self) -> Option<Decimal> {
        let percent =
            Decimal::from(self.num).checked_mul(Decimal::ONE_HUNDRED)?.checked_div(Decimal::from(self.den))?;
        Some(round_to(percent, 2))
    }
}

/// A rate, or the reason why there is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Rate {
    /// The fraction.
    Value(Ratio),
    /// Nothing to divide by; the code says what was missing.
    Undefined(&'static str),
}

impl Rate {
    /// `num` of `den`, undefined for `reason` where `den` is 0.
    #[must_use]
    pub fn of(num: u64, den: u64, reason: &'static str) -> Rate {
        if den == 0 { Rate::Undefined(reason) } else { Rate::Value(Ratio { num, den }) }
    }

    /// The fraction where there is one.
    #[must_use]
    pub fn value(self) -> Option<Ratio> {
        match self {
            Rate::Value(ratio) => Some(ratio),
            Rate::Undefined(_) => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_neither_zero_nor_all() {
        assert_eq!(Rate::of(0, 0, "NothingDue"), Rate::Undefined("NothingDue"));
        assert_eq!(Rate::of(0, 0, "NothingDue").value(), None);
    }

    #[test]
    fn comparison_is_exact() {
        let target = crate::value::parse_decimal("0.98").unwrap();
        assert!(Ratio { num: 49, den: 50 }.at_least(target));
        assert!(!Ratio { num: 97, den: 99 }.at_least(target));
        assert!(!Ratio { num: 9_999, den: 10_000 }.at_least(Decimal::ONE));
        assert_eq!(Ratio { num: 2, den: 3 }.percent().unwrap().to_string(), "66.67");
        assert!(Ratio { num: u64::MAX, den: u64::MAX }.at_least(Decimal::ONE));
    }
}
