//! Temperature, humidity, and the checks against damp, fire and insects (II.6.2.d, VII.2.3.a): AR-10.
//!
//! Readings that follow each other outside the range are one spell and one finding. The bounds belong to the range (C-59);
//! without a range of the host nobody knows which reading is wrong.

use rust_decimal::Decimal;

use super::facts::{ClimateReading, RoomCheck};
use super::{Case, Hits, not_after};
use crate::error::{Error, ErrorCode, Result};
use crate::rule::{self, Rule};
use crate::value::{Stamp, date_text, decimal_text, local_date, stamp_text};

const RULE: &Rule = &rule::AR_10;

/// One of the two things that are measured.
struct Measure {
    key: &'static str,
    name: &'static str,
    unit: &'static str,
    value: fn(&ClimateReading) -> Option<Decimal>,
    /// What a sensor can give.
    possible: (i64, i64),
}

const MEASURES: [Measure; 2] = [
    Measure {
        key: "env.temperature",
        name: "temperature",
        unit: " °C",
        value: |reading| reading.temperature,
        possible: (-100, 100),
    },
    Measure { key: "env.humidity", name: "humidity", unit: "", value: |reading| reading.humidity, possible: (0, 1) },
];

/// Whether a check was passed.
type Passed = fn(&RoomCheck) -> Option<bool>;

/// What is checked, with its field.
const CHECKS: [(&str, Passed); 3] =
    [("damp", |check| check.damp), ("fire", |check| check.fire), ("insects", |check| check.insects)];

pub(super) fn judge(case: &Case<'_>, hits: &mut Hits) -> Result<()> {
    let mut readings: Vec<(usize, &ClimateReading)> = case.room.readings.iter().enumerate().collect();
    for (at, reading) in &readings {
        possible(case, *at, reading)?;
    }
    readings.retain(|(_, reading)| (case.period.from..=case.period.to).contains(&local_date(reading.at)));
    readings.sort_by_key(|(at, reading)| (reading.at, *at));
    for measure in &MEASURES {
        spells(case, measure, &readings, hits);
    }
    checks(case, hits)
}

/// Refuses a reading that no sensor gives, and one of the future.
fn possible(case: &Case<'_>, at: usize, reading: &ClimateReading) -> Result<()> {
    if reading.at > case.as_of {
        let expected = format!("a stamp not after {}", stamp_text(case.as_of));
        let path = format!("/readings/{at}/at");
        return Err(Error::new(ErrorCode::FutureDate, stamp_text(reading.at), expected).at(path));
    }
    for measure in &MEASURES {
        let (low, high) = measure.possible;
        let Some(value) = (measure.value)(reading) else { continue };
        if !(Decimal::from(low)..=Decimal::from(high)).contains(&value) {
            let expected = format!("{low} to {high}{}", measure.unit);
            let path = format!("/readings/{at}/{}", measure.name);
            return Err(Error::new(ErrorCode::Range, decimal_text(value), expected).at(path));
        }
    }
    Ok(())
}

/// A run of readings outside the range.
struct Spell {
    /// Position of its first reading.
    first: usize,
    from: Stamp,
    to: Stamp,
    count: usize,
    /// The lowest and the highest value.
    least: Decimal,
    most: Decimal,
}

/// One finding for each spell outside the range.
fn spells(case: &Case<'_>, measure: &Measure, readings: &[(usize, &ClimateReading)], hits: &mut Hits) {
    let Some((low, high)) = case.policy.interval(measure.key) else { return hits.unset(RULE, measure.key) };
    let expected = format!("{} to {}{}", decimal_text(low), decimal_text(high), measure.unit);
    let mut tell = |spell: Option<Spell>| {
        let Some(Spell { first, from, to, count, least, most }) = spell else { return };
        let values = if least == most {
            decimal_text(least)
        } else {
            format!("{} to {}", decimal_text(least), decimal_text(most))
        };
        let when = format!("{} to {}, {count} readings", stamp_text(from), stamp_text(to));
        let when = if count == 1 { stamp_text(from) } else { when };
        let path = format!("/readings/{first}/{}", measure.name);
        hits.find(RULE, path, format!("{values}{} ({when})", measure.unit), expected.clone());
    };
    let mut spell: Option<Spell> = None;
    let mut is_read = false;
    for (at, reading) in readings {
        // A reading of the other thing alone neither ends a spell nor goes on with it.
        let Some(value) = (measure.value)(reading) else { continue };
        is_read = true;
        if (low..=high).contains(&value) {
            tell(spell.take());
            continue;
        }
        let spell = spell.get_or_insert(Spell {
            first: *at,
            from: reading.at,
            to: reading.at,
            count: 0,
            least: value,
            most: value,
        });
        (spell.to, spell.count) = (reading.at, spell.count + 1);
        (spell.least, spell.most) = (spell.least.min(value), spell.most.max(value));
    }
    tell(spell);
    if !is_read {
        hits.missing(RULE, "/readings");
    }
}

/// A finding for each check that failed, and for each thing that was not checked in the period.
fn checks(case: &Case<'_>, hits: &mut Hits) -> Result<()> {
    for (at, check) in case.room.checks.iter().enumerate() {
        not_after(check.on, case.as_of, &format!("/checks/{at}/on"))?;
    }
    let of_period = case.room.checks.iter().enumerate();
    let of_period: Vec<_> =
        of_period.filter(|(_, check)| (case.period.from..=case.period.to).contains(&check.on)).collect();
    for (name, passed) in CHECKS {
        for (at, check) in of_period.iter().filter(|(_, check)| passed(check) == Some(false)) {
            let observed = format!("failed on {}", date_text(check.on));
            hits.find(RULE, format!("/checks/{at}/{name}"), observed, format!("a check against {name} that is passed"));
        }
        if of_period.iter().all(|(_, check)| passed(check).is_none()) {
            let (from, to) = (date_text(case.period.from), date_text(case.period.to));
            let expected = format!("a check against {name} from {from} to {to}");
            hits.find(RULE, "/checks", format!("no check against {name}"), expected);
        }
    }
    Ok(())
}
