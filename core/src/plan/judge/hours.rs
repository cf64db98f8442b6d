//! The refresher hours of the last closed calendar year (OB-02).

use chrono::{Datelike, NaiveDate};

use super::super::hours::{Minutes, minutes_of_year};
use super::super::obligation::{ObligationRow, ObligationState, Standing};
use super::super::presets::{HourGroup, HourPhase};
use super::super::question::Question;
use super::super::terms::Least;
use super::super::workforce::{RoleFact, Stay};
use crate::rule::Reason;
use crate::vocab::ManagementPost;

/// OB-02: the hours of the calendar year before, for those who were employed on each of its days. A year that is not over
/// is short of nothing yet.
pub(in crate::plan) fn annual_hours(asked: &Question<'_>, row: &ObligationRow, found: &mut Vec<Standing>) {
    let (Some(spells), Some(stay)) = (asked.spells(), asked.stay()) else { return };
    if !row.who.contains(&stay.employment) {
        return;
    }
    let year = asked.day.year() - 1;
    let next_year = NaiveDate::from_ymd_opt(year + 2, 1, 1).filter(|day| day.year() <= 9999);
    if !all_year(spells, year) {
        return found.push(row.stands(ObligationState::Met).next(next_year));
    }
    let last_day = NaiveDate::from_ymd_opt(year, 12, 31);
    let group = group_on(asked, last_day);
    // What nobody can say stays so, unless the person's group is another one on the last day of the next year.
    let same = if is_steady(asked, last_day) { None } else { next_year };
    let missing = |path: &'static str| row.unknown(Reason::FactMissing { path: path.into() });
    let without = |key: &'static str| row.unknown(Reason::ParameterMissing { key: key.into() });
    let least = match asked.terms.hours(group, HourPhase::Annual, stay.industry) {
        Least::Of(hours) => hours,
        Least::NoneOwed => return found.push(row.stands(ObligationState::Met).next(same)),
        Least::NoIndustry => return found.push(missing("/industries").next(same)),
        Least::Missing(key) => return found.push(without(key).next(same)),
    };
    let Some(class) = asked.terms.class_minutes else {
        return found.push(without("hours.minutes_per_class_hour").next(same));
    };
    let least = u64::from(least) * u64::from(class);
    let Minutes { sure, maybe } = minutes_of_year(asked.attended(), group, year);
    let what = year.to_string();
    let standing = match (sure, maybe) {
        (sure, _) if least <= sure => row.stands(ObligationState::Met),
        (_, None) => missing("/trainings/minutes").what(what),
        (_, Some(most)) if least <= most => missing("/trainings/valid").what(what),
        _ => {
            let since = NaiveDate::from_ymd_opt(year + 1, 1, 1);
            Standing { since, ..row.stands(ObligationState::Short).what(what) }
        }
    };
    found.push(standing.next(next_year));
}

/// Whether the group of somebody is the same on every later last day of a year, if nothing happens.
fn is_steady(asked: &Question<'_>, last_day: Option<NaiveDate>) -> bool {
    let (Some(last_day), Some(stay)) = (last_day, asked.stay()) else { return true };
    let ends_or_began = |role: &RoleFact| {
        role.from <= asked.known && (last_day < role.from || role.last.is_some_and(|last| last_day <= last))
    };
    stay.from <= last_day && !asked.own.roles.iter().any(ends_or_began)
}

/// Whether the spells hold every day of a year.
pub(in crate::plan) fn all_year(spells: &[Stay], year: i32) -> bool {
    let (Some(first), Some(last)) = (NaiveDate::from_ymd_opt(year, 1, 1), NaiveDate::from_ymd_opt(year, 12, 31)) else {
        return false;
    };
    let mut day = first;
    for stay in spells.iter().filter(|stay| stay.last.is_none_or(|last| first <= last)) {
        if day < stay.from {
            return false;
        }
        match stay.last.filter(|end| *end < last) {
            Some(end) => day = end.succ_opt().unwrap_or(end),
            None => return true,
        }
    }
    false
}

/// Whether somebody counts as manager on a day: by role, or by the own post.
pub(in crate::plan) fn group_on(asked: &Question<'_>, day: Option<NaiveDate>) -> HourGroup {
    let day = day.unwrap_or(asked.day);
    let is_manager = |post: ManagementPost| matches!(post, ManagementPost::Principal | ManagementPost::SafetyManager);
    let by_role = asked.own.roles.iter().any(|role| {
        is_manager(role.post) && role.from <= day.min(asked.known) && role.last.is_none_or(|last| day <= last)
    });
    let spells = asked.spells().unwrap_or_default();
    let stay = spells.iter().rev().find(|stay| super::super::index::holds(stay.from, stay.last, day));
    let job = stay.and_then(|stay| stay.post).and_then(|post| asked.own.workforce.posts.get(post));
    let by_post = job.and_then(|job| job.management).is_some_and(is_manager);
    if by_role || by_post { HourGroup::Manager } else { HourGroup::Worker }
}
