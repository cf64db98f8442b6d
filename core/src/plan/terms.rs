//! The numbers that decide, of one version of the policy and the presets that the host switched on.
//!
//! A number that neither states is unknown, and the answer says which key is missing; where both state one, the stricter holds.

use chrono::{Days, NaiveDate};
use rust_decimal::Decimal;

use super::data::IndustryKind;
use super::presets::{DrillMonths, HOURS, HourGroup, HourPhase, PresetName};
use super::question::later;
use crate::policy::{CadenceKind, PolicyVersion};
use crate::rule::Reason;
use crate::vocab::{EmergencyForm, Level, TrainingKind};

/// Where the industries of units stand: hours that differ by industry point there.
pub(super) const INDUSTRIES: &str = "/industries";

/// A number that may not be known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Least {
    /// The least.
    Of(u32),
    /// An instrument that the host chose prescribes none.
    NoneOwed,
    /// The instrument that the host chose tells industries apart, and that of the unit is not known.
    NoIndustry,
    /// Nobody says: the key of the policy that is missing.
    Missing(&'static str),
}

/// What one version of the policy says.
#[derive(Clone, Debug)]
pub(super) struct Terms {
    /// First day of the version.
    pub(super) from: Option<NaiveDate>,
    /// Levels of a new hire's training, in their order.
    pub(super) levels: Vec<Level>,
    /// Months for which a training counts, by kind.
    validity: Vec<(TrainingKind, u32)>,
    /// Months of absence from which a return is trained.
    pub(super) absence_months: Option<u32>,
    /// Minutes of a class hour.
    class_minutes: Option<u32>,
    /// Months or days within which a drill is due, as the policy says.
    drill: Option<Rhythm>,
    /// Forms that count as a drill.
    pub(super) drill_forms: Vec<EmergencyForm>,
    /// Days before a lapse from which it is due soon.
    pub(super) remind_days: u32,
    /// Days before a lapse at which it is reminded of.
    pub(super) remind_stages: Vec<u32>,
    /// First day of the certificate regime without review.
    pub(super) regime: Option<NaiveDate>,
    /// Years from issue to review, where a certificate does not say.
    pub(super) review_years: Option<u32>,
    /// Share of the people of key posts that has to be trained.
    pub(super) key_posts: Decimal,
    hire_hours: Option<u32>,
    manager_hours: Option<u32>,
    annual: [Option<u32>; 2],
    presets: Vec<PresetName>,
}

/// How often something is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Rhythm {
    /// Every so many months.
    Months(u32),
    /// Every so many days.
    Days(u32),
}

impl Terms {
    pub(super) fn of(policy: &PolicyVersion, presets: &[PresetName]) -> Terms {
        let count = |key: &str| policy.count(key).and_then(|number| u32::try_from(number).ok());
        let stricter = |own: Option<u32>, preset: fn(PresetName) -> Option<u32>, pick: fn(u32, u32) -> u32| {
            presets.iter().filter_map(|one| preset(*one)).chain(own).reduce(pick)
        };
        let codes = |key: &str| policy.codes(key).unwrap_or_default();
        let annual = policy.count_by("hours.refresher.annual_min");
        let of_group =
            |group: HourGroup| annual.and_then(|by| by.get(group.code())).and_then(|hours| u32::try_from(*hours).ok());
        let stages = policy.counts("cert.remind_days").into_iter().flatten();
        let stages: Vec<u32> = stages.map(|days| u32::try_from(*days).unwrap_or(u32::MAX)).collect();
        let validity = policy.count_by("training.validity").into_iter().flatten();
        Terms {
            from: policy.effective_from(),
            levels: codes("new_hire.levels").iter().filter_map(|code| Level::from_code(code)).collect(),
            validity: validity
                .filter_map(|(kind, months)| Some((TrainingKind::from_code(kind)?, u32::try_from(*months).ok()?)))
                .collect(),
            absence_months: stricter(count("return_to_work.absence"), PresetName::absence_months, u32::min),
            class_minutes: stricter(count("hours.minutes_per_class_hour"), PresetName::class_minutes, u32::max),
            drill: policy.cadence("drill.cadence").map(|cadence| rhythm(cadence.kind, cadence.every)),
            drill_forms: codes("drill.accepted_forms")
                .iter()
                .filter_map(|code| EmergencyForm::from_code(code))
                .collect(),
            remind_days: stages.iter().max().copied().unwrap_or(0),
            remind_stages: stages,
            regime: policy.date("regime.certificates_from"),
            review_years: count("cert.review_interval"),
            key_posts: policy.decimal("coverage.key_posts").unwrap_or(Decimal::ONE),
            hire_hours: count("hours.new_hire.min"),
            manager_hours: count("hours.manager.initial"),
            annual: [of_group(HourGroup::Manager), of_group(HourGroup::Worker)],
            presets: presets.to_vec(),
        }
    }

    /// Months for which a training of a kind counts; `None` = for ever, as far as the policy says.
    pub(super) fn validity(&self, kind: TrainingKind) -> Option<u32> {
        self.validity.iter().find(|(own, _)| *own == kind).map(|(_, months)| *months)
    }

    /// How often somebody in that industry takes part in a drill, or a comprehensive or special plan is drilled.
    pub(super) fn drill(&self, industry: Option<IndustryKind>) -> Result<Rhythm, Reason> {
        self.rhythm(|months| match industry {
            Some(industry) => Some(if industry.in_law_27() { months.listed } else { months.others }),
            None => (months.listed == months.others).then_some(months.listed),
        })
    }

    /// How often an on-site plan is drilled.
    pub(super) fn on_site_drill(&self) -> Result<Rhythm, Reason> {
        self.rhythm(|months| Some(months.on_site))
    }

    /// Whether each on-site plan is drilled by itself, as against any of them (88号令第33条 in the reading of 江苏).
    pub(super) fn drills_each_plan(&self) -> bool {
        self.presets.contains(&PresetName::DrillEachPlan)
    }

    /// The stricter of what policy and presets say; `months` picks those of a preset, `None` where the industry decides and is
    /// not known.
    fn rhythm(&self, months: impl Fn(DrillMonths) -> Option<u32>) -> Result<Rhythm, Reason> {
        let mut strictest = self.drill;
        for preset in self.presets.iter().filter_map(|one| one.drills()) {
            let least = Rhythm::Months(preset.listed.min(preset.on_site));
            let own = match months(preset) {
                Some(months) => Rhythm::Months(months),
                // What the policy states may be stricter than any of the preset.
                None if self.drill.is_some_and(|own| own.days() <= least.days()) => continue,
                None => return Err(Reason::FactMissing { path: INDUSTRIES.into() }),
            };
            strictest = Some(match strictest {
                Some(other) if other.days() <= own.days() => other,
                _ => own,
            });
        }
        strictest.ok_or_else(|| Reason::ParameterMissing { key: "drill.cadence".into() })
    }

    /// The least in minutes; `None` where none is owed, the reason where nobody can say.
    pub(super) fn least_minutes(
        &self,
        group: HourGroup,
        phase: HourPhase,
        industry: Option<IndustryKind>,
    ) -> Result<Option<u64>, Reason> {
        let missing = |key: &'static str| Reason::ParameterMissing { key: key.into() };
        match self.hours(group, phase, industry) {
            Least::Of(hours) => {
                let class = self.class_minutes.ok_or_else(|| missing("hours.minutes_per_class_hour"))?;
                Ok(Some(u64::from(hours) * u64::from(class)))
            }
            Least::NoneOwed => Ok(None),
            Least::NoIndustry => Err(Reason::FactMissing { path: INDUSTRIES.into() }),
            Least::Missing(key) => Err(missing(key)),
        }
    }

    /// The least class hours.
    fn hours(&self, group: HourGroup, phase: HourPhase, industry: Option<IndustryKind>) -> Least {
        let (own, key) = match (phase, group) {
            (HourPhase::Annual, HourGroup::Manager) => (self.annual[0], "hours.refresher.annual_min"),
            (HourPhase::Annual, HourGroup::Worker) => (self.annual[1], "hours.refresher.annual_min"),
            (HourPhase::Initial, HourGroup::Manager) => (self.manager_hours, "hours.manager.initial"),
            (HourPhase::Initial, HourGroup::Worker) => (self.hire_hours, "hours.new_hire.min"),
        };
        let mut rows = HOURS
            .iter()
            .filter(|rule| self.presets.contains(&rule.preset) && (rule.group, rule.phase) == (group, phase))
            .peekable();
        let is_named = rows.peek().is_some();
        if let (true, None) = (is_named, industry) {
            return Least::NoIndustry;
        }
        let of_industry = rows.filter(|rule| industry.is_some_and(|own| rule.industry.holds(own, rule.preset)));
        match own.max(of_industry.filter_map(|rule| rule.hours).max()) {
            Some(hours) => Least::Of(hours),
            None if is_named => Least::NoneOwed,
            None => Least::Missing(key),
        }
    }
}

fn rhythm(kind: CadenceKind, every: u32) -> Rhythm {
    let months = |one: u32| Rhythm::Months(every.saturating_mul(one));
    let days = |one: u32| Rhythm::Days(every.saturating_mul(one));
    match kind {
        CadenceKind::Day => days(1),
        CadenceKind::Week => days(7),
        CadenceKind::Month => months(1),
        CadenceKind::Quarter => months(3),
        CadenceKind::HalfYear => months(6),
        CadenceKind::Year => months(12),
    }
}

impl Rhythm {
    /// The last day on which something of a day counts.
    pub(super) fn last_day(self, day: NaiveDate) -> Option<NaiveDate> {
        match self {
            Rhythm::Months(months) => later(day, months),
            Rhythm::Days(days) => day.checked_add_days(Days::new(u64::from(days))),
        }
    }

    /// About how many days: to tell which of two is the stricter one.
    fn days(self) -> u32 {
        match self {
            Rhythm::Months(months) => months.saturating_mul(30),
            Rhythm::Days(days) => days,
        }
    }
}
