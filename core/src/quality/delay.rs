//! Delays as a histogram of whole hours rounded up: exact to the hour, and it merges (C-20).

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::tally::sum;

/// How long after the end of the session records were submitted.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Delays(BTreeMap<u32, u64>);

/// Whole hours, rounded up.
#[must_use]
pub fn hours_up(seconds: i64) -> u32 {
    let hours = seconds.max(0).div_euclid(3600) + i64::from(seconds.max(0).rem_euclid(3600) > 0);
    u32::try_from(hours).unwrap_or(u32::MAX)
}

impl Delays {
    /// Counts one delay of so many hours.
    pub fn add(&mut self, hours: u32) {
        *self.0.entry(hours).or_default() += 1;
    }

    /// Adds those of another.
    pub fn merge(&mut self, other: &Delays) {
        for (hours, count) in &other.0 {
            let mine = self.0.entry(*hours).or_default();
            *mine = sum(*mine, *count);
        }
    }

    /// How many delays there are.
    #[must_use]
    pub fn count(&self) -> u64 {
        self.0.values().copied().fold(0, u64::saturating_add)
    }

    /// The longest.
    #[must_use]
    pub fn longest(&self) -> Option<u32> {
        self.0.last_key_value().map(|(hours, _)| *hours)
    }

    /// Mean of the hours as a fraction: sum and count.
    #[must_use]
    pub fn sum(&self) -> u64 {
        self.0.iter().map(|(hours, count)| u64::from(*hours).saturating_mul(*count)).fold(0, u64::saturating_add)
    }

    /// The delay at a percentile by nearest rank.
    #[must_use]
    pub fn percentile(&self, percent: u32) -> Option<u32> {
        let rank = (u128::from(self.count()) * u128::from(percent)).div_ceil(100).max(1);
        let mut seen = 0_u128;
        self.0.iter().find_map(|(hours, count)| {
            seen += u128::from(*count);
            (seen >= rank).then_some(*hours)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn g_31_the_histogram_is_exact_to_the_hour_and_merges() {
        let seconds: Vec<i64> = std::iter::repeat_n(3 * 3600 + 600, 18).chain([24 * 3600 + 1800, 30 * 3600]).collect();
        let mut whole = Delays::default();
        seconds.iter().for_each(|delay| whole.add(hours_up(*delay)));
        assert_eq!(whole.0, BTreeMap::from([(4, 18), (25, 1), (30, 1)]));
        assert_eq!((whole.percentile(95), whole.longest(), whole.count()), (Some(25), Some(30), 20));
        for cut in 0..=20 {
            let mut parts = [Delays::default(), Delays::default()];
            seconds.iter().enumerate().for_each(|(at, delay)| parts[usize::from(at >= cut)].add(hours_up(*delay)));
            let [mut one, other] = parts;
            one.merge(&other);
            assert_eq!(one, whole);
        }
    }

    #[test]
    fn hours_are_rounded_up_to_the_second() {
        assert_eq!((hours_up(24 * 3600), hours_up(24 * 3600 + 1), hours_up(0), hours_up(-5)), (24, 25, 0, 0));
        assert_eq!(Delays::default().percentile(95), None);
    }
}
