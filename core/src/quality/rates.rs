//! The four rates of IV.4.1 against their targets.

use rust_decimal::Decimal;
use serde::Serialize;

use super::tally::Counts;
use crate::policy::PolicyVersion;
use crate::value::{Rate, Ratio, form};

/// Targets of the rates, fractions of 1; timeliness has the target 1 (C-20).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Targets {
    /// 准确率.
    pub accuracy: Decimal,
    /// 完整率.
    pub completeness: Decimal,
    /// 规范率.
    pub format: Decimal,
}

impl Targets {
    /// The targets of a version of the policy.
    #[must_use]
    pub fn of(policy: &PolicyVersion) -> Self {
        let share = |key: &str| policy.decimal(key).unwrap_or(Decimal::ONE);
        Targets {
            accuracy: share("quality.accuracy.target"),
            completeness: share("quality.completeness.target"),
            format: share("quality.format.target"),
        }
    }
}

/// A rate with its target.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct RateAgainstTarget {
    /// The exact fraction, or why there is none.
    pub rate: Rate,
    /// The target, a fraction of 1.
    #[serde(with = "form::decimal")]
    pub target: Decimal,
    /// Whether the target is met, compared exactly; `null` where the rate is undefined.
    pub met: Option<bool>,
    /// Percent with two decimals, for reading.
    #[serde(with = "form::decimal::option")]
    pub percent: Option<Decimal>,
}

impl RateAgainstTarget {
    pub(crate) fn new(met: u64, of: u64, target: Decimal, reason: &'static str) -> Self {
        let rate = Rate::of(met, of, reason);
        let ratio = rate.value();
        RateAgainstTarget {
            rate,
            target,
            met: ratio.map(|ratio| ratio.at_least(target)),
            percent: ratio.and_then(Ratio::percent),
        }
    }
}

/// The four rates, with the delays behind the third.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct QualityRates {
    /// 准确率: items verified that match reality.
    pub accuracy: RateAgainstTarget,
    /// 完整率: records with every core element.
    pub completeness: RateAgainstTarget,
    /// Elements there, of those asked (second figure of the 完整率).
    pub elements: Rate,
    /// 及时率: records submitted on time, of those due.
    pub timeliness: RateAgainstTarget,
    /// Longest delay, hours rounded up.
    pub delay_longest: Option<u32>,
    /// 95th percentile of the delays by nearest rank, hours.
    pub delay_p95: Option<u32>,
    /// Mean delay: hours in all, and how many delays.
    pub delay_mean: Rate,
    /// 规范率: records whose file conforms.
    pub format: RateAgainstTarget,
    /// The codes that the 规范率 counts.
    pub format_codes: &'static [&'static str],
}

/// The FT codes that the figure counts.
const FORMAT_CODES: &[&str] =
    &["FT-01", "FT-02", "FT-03", "FT-04", "FT-05", "FT-06", "FT-07", "FT-08", "FT-09", "FT-10", "FT-11", "FT-12"];

impl QualityRates {
    /// The rates of some counts. `has_verifications` says whether a list of verifications was supplied.
    #[must_use]
    pub fn of(counts: &Counts, targets: &Targets, has_verifications: bool) -> QualityRates {
        let reason = if has_verifications { "NothingVerified" } else { "NoVerifications" };
        let new = RateAgainstTarget::new;
        QualityRates {
            accuracy: new(counts.verified.met, counts.verified.of, targets.accuracy, reason),
            completeness: new(counts.complete.met, counts.complete.of, targets.completeness, "NothingAssessed"),
            elements: Rate::of(counts.elements.met, counts.elements.of, "NothingAssessed"),
            timeliness: new(counts.on_time.met, counts.on_time.of, Decimal::ONE, "NothingDue"),
            delay_longest: counts.delays.longest(),
            delay_p95: counts.delays.percentile(95),
            delay_mean: Rate::of(counts.delays.sum(), counts.delays.count(), "NothingDue"),
            format: new(counts.conforming.met, counts.conforming.of, targets.format, "FacetAbsent"),
            format_codes: FORMAT_CODES,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::policy::PolicyBook;
    use crate::quality::tally::Share;

    fn rates(counts: &Counts, has_verifications: bool) -> QualityRates {
        QualityRates::of(counts, &Targets::of(&PolicyBook::seed().versions()[0]), has_verifications)
    }

    #[test]
    fn g_32_accuracy_against_98_percent() {
        let of = |met, of| rates(&Counts { verified: Share { met, of }, ..Counts::default() }, true).accuracy.met;
        assert_eq!(of(49, 50), Some(true));
        assert_eq!(of(97, 99), Some(false));
        let none = rates(&Counts::default(), false).accuracy;
        assert_eq!((none.rate, none.met), (Rate::Undefined("NoVerifications"), None));
    }

    #[test]
    fn g_32_nearly_all_is_not_all() {
        let counts = Counts { complete: Share { met: 9_999, of: 10_000 }, ..Counts::default() };
        let completeness = rates(&counts, false).completeness;
        assert_eq!((completeness.met, completeness.percent.unwrap().to_string()), (Some(false), "99.99".into()));
    }

    /// The figure names the codes that it counts: they are the rows of the family in the catalogue.
    #[test]
    fn the_format_codes_are_those_of_the_catalogue() {
        let family: Vec<_> = crate::rule::ALL
            .iter()
            .filter(|rule| rule.family == crate::rule::Family::Format)
            .map(|rule| rule.code)
            .collect();
        assert_eq!(FORMAT_CODES, family);
    }
}
