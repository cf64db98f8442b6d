//! Presets (预设): external law and custom as sets of changes that a host may lay over its policy, labelled as such.
//!
//! None is part of the seed: the library does not judge anybody by a number that the scheme does not state.

use serde::Serialize;

use super::param::Lit;
use super::value::ParamValue;
use super::version::Changes;

/// The class of industry that Order 3 sets apart (行业类别).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub enum Industry {
    /// Any other.
    Ordinary,
    /// 煤矿、非煤矿山、危险化学品、烟花爆竹、金属冶炼: coal mines, other mines, hazardous chemicals, fireworks, smelting.
    Listed,
}

/// A set of changes with the label that says where they come from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Preset {
    /// Its name.
    pub name: &'static str,
    /// Whether it is external law or custom, no word of the scheme.
    pub external: bool,
    /// Where it comes from and how sure that is, in Chinese.
    pub zh: &'static str,
    /// Where it comes from and how sure that is, in English; also the reason to keep with the changes.
    pub en: &'static str,
    /// The changes.
    pub changes: Changes,
}

/// The class hours and the absence of Order 3 (生产经营单位安全培训规定, Arts 9, 13, 17). For workers of ordinary
/// industries the order names no annual hours, so that none are set.
#[must_use]
pub fn preset_order3(industry: Industry) -> Preset {
    let (first, annual, hire): (u64, Lit, u64) = match industry {
        Industry::Ordinary => (32, Lit::CountBy(&[("Manager", 12)]), 24),
        Industry::Listed => (48, Lit::CountBy(&[("Manager", 16), ("Worker", 20)]), 72),
    };
    let value = |key: &str, value: ParamValue| (key.to_owned(), value);
    Preset {
        name: "order3",
        external: true,
        zh: "外部法规：《生产经营单位安全培训规定》（3号令，2015年修正）第9、13、17条",
        en: "external law: Order 3 (as amended 2015), Arts 9, 13, 17",
        changes: Changes::from([
            value("hours.manager.initial", first.into()),
            value("hours.refresher.annual_min", annual.into()),
            value("hours.new_hire.min", hire.into()),
            value("return_to_work.absence", 12.into()),
        ]),
    }
}

/// The customary class hour of 45 minutes. No law says so: confidence low.
#[must_use]
pub fn preset_class_hour() -> Preset {
    Preset {
        name: "class_hour",
        external: true,
        zh: "行业惯例：每学时45分钟（无法规依据，可信度低）",
        en: "custom: 45 minutes a class hour (no law says so, confidence low)",
        changes: Changes::from([("hours.minutes_per_class_hour".to_owned(), ParamValue::Count(45))]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::policy::PolicyBook;

    #[test]
    fn order_3_sets_hours_and_is_not_lax() {
        for (industry, hire, workers) in [(Industry::Ordinary, 24, None), (Industry::Listed, 72, Some(20))] {
            let preset = preset_order3(industry);
            let mut book = PolicyBook::seed();
            book.change(0, &preset.changes, preset.en).unwrap();
            let version = &book.versions()[0];
            assert_eq!(version.count("hours.new_hire.min"), Some(hire));
            assert_eq!(version.count_by("hours.refresher.annual_min").unwrap().get("Worker").copied(), workers);
            assert_eq!(version.count("return_to_work.absence"), Some(12));
            assert_eq!(version.reasons()["hours.new_hire.min"], preset.en);
            assert_eq!(book.validate_strict().unwrap(), []);
            assert!(preset.external);
        }
    }

    #[test]
    fn no_preset_is_part_of_the_seed() {
        let seed = PolicyBook::seed();
        for preset in [preset_order3(Industry::Listed), preset_class_hour()] {
            assert!(preset.changes.keys().all(|key| seed.versions()[0].value(key).is_none()), "{}", preset.name);
        }
    }
}
