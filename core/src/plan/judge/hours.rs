//! The hours that people owe: before the work begins (新员工 OB-01, 管理人员 OB-05), and those of the last closed calendar year
//! (OB-02).

use chrono::{Datelike, NaiveDate};

use super::super::hours::{Minutes, minutes_of_year, reached, sum};
use super::super::index::holds;
use super::super::obligation::{ObligationRow, ObligationState, Standing};
use super::super::presets::{HourGroup, HourPhase};
use super::super::question::{Question, after};
use super::super::workforce::{Attended, RoleFact, Stay};
use crate::org::CertificateKind;
use crate::rule::Reason;
use crate::vocab::{ManagementPost, TrainingKind};

/// OB-01: the class hours of a new hire, in the trainings of new hires since the last leaving. Who begins as a manager owes
/// those of managers in their place (3号令第9、13条).
pub(in crate::plan) fn initial_hours(asked: &Question<'_>, row: &ObligationRow, found: &mut Vec<Standing>) {
    let Some(hired) = asked.since_hire().first() else { return };
    if group_on(asked, Some(hired.from)) == HourGroup::Manager {
        return;
    }
    let least = asked.terms.least_minutes(HourGroup::Worker, HourPhase::Initial, hired.industry);
    let of_hire = Question::of_kind_after(TrainingKind::NewHire, asked.left_before());
    let attended = asked.attended().iter().filter(|one| of_hire(one));
    found.push(enough(row, least, attended, hired.from));
}

/// OB-05: the class hours of the first training of a principal or safety manager. Who was qualified already when the post was
/// taken up has had it: a first certificate follows the first training.
pub(in crate::plan) fn manager_hours(asked: &Question<'_>, row: &ObligationRow, found: &mut Vec<Standing>) {
    let Some((appointed, ends)) = appointment(asked) else { return };
    let is_qualified = asked.own.certificates.iter().any(|one| {
        matches!(one.kind, CertificateKind::Principal | CertificateKind::SafetyManagement)
            && one.issued.is_some_and(|issued| issued <= appointed && issued <= asked.known)
    });
    if is_qualified {
        return found.push(row.stands(ObligationState::Met).next(ends));
    }
    let industry = asked.stay().and_then(|stay| stay.industry);
    let least = asked.terms.least_minutes(HourGroup::Manager, HourPhase::Initial, industry);
    // What makes up the hours of a year is not counted a second time.
    let is_first = |one: &&Attended| one.kind == TrainingKind::Management && one.for_year.is_none();
    let attended = asked.attended().iter().filter(is_first);
    found.push(enough(row, least, attended, appointed).next(ends));
}

/// How minutes stand to the least that was owed on a day.
fn enough<'a>(
    row: &ObligationRow,
    least: std::result::Result<Option<u64>, Reason>,
    attended: impl Iterator<Item = &'a Attended> + Clone,
    owed: NaiveDate,
) -> Standing {
    let least = match least {
        Ok(Some(least)) => least,
        Ok(None) => return row.stands(ObligationState::Met),
        Err(reason) => return row.unknown(reason),
    };
    if let Some(day) = reached(attended.clone(), least) {
        let state = if owed < day { ObligationState::MetLate } else { ObligationState::Met };
        return row.stands(state).since(day);
    }
    short(row, least, sum(attended), None).unwrap_or_else(|| row.stands(ObligationState::Short).since(owed))
}

/// Why minutes that do not reach the least may still do; `None` where they do not.
fn short(row: &ObligationRow, least: u64, minutes: Minutes, what: Option<&str>) -> Option<Standing> {
    let path = match minutes.maybe {
        None => "/trainings/minutes",
        Some(most) if least <= most => "/trainings/valid",
        Some(_) => return None,
    };
    let standing = row.unknown(Reason::FactMissing { path: path.into() });
    Some(match what {
        Some(what) => standing.what(what),
        None => standing,
    })
}

/// The first day since the last hire in a post of principal or safety manager, and the day from which that may be over; `None`
/// for who is none on the day. A post that is only asked for would be taken up on the day.
fn appointment(asked: &Question<'_>) -> Option<(NaiveDate, Option<NaiveDate>)> {
    let spells = asked.since_hire();
    let hired = spells.first()?.from;
    let day = asked.day.min(asked.known);
    let is_of_one = |stay: &Stay| {
        let job = stay.post.and_then(|post| asked.own.workforce.posts.get(post));
        job.and_then(|job| job.management).is_some_and(is_manager)
    };
    let by_post = asked.job().and_then(|job| job.management).is_some_and(is_manager);
    let begun = || asked.own.roles.iter().filter(|role| is_manager(role.post) && role.from <= day);
    let held = || begun().filter(|role| role.last.is_none_or(|last| asked.day <= last));
    if !by_post && held().next().is_none() {
        return None;
    }
    let roles = begun().filter(|role| role.last.is_none_or(|last| hired <= last)).map(|role| role.from.max(hired));
    let posts = spells.iter().filter(|stay| is_of_one(stay)).map(|stay| stay.from);
    let ends = held().filter_map(|role| role.last.and_then(after)).min();
    Some((roles.chain(posts).min().unwrap_or(asked.day), ends))
}

fn is_manager(post: ManagementPost) -> bool {
    matches!(post, ManagementPost::Principal | ManagementPost::SafetyManager)
}

/// OB-02: the hours of the calendar year before, for those who were employed on each of its days. A year that is not over
/// is short of nothing yet.
pub(in crate::plan) fn annual_hours(asked: &Question<'_>, row: &ObligationRow, found: &mut Vec<Standing>) {
    let (Some(spells), Some(stay)) = (asked.spells(), asked.stay()) else { return };
    let year = asked.day.year() - 1;
    let next_year = NaiveDate::from_ymd_opt(year + 2, 1, 1).filter(|day| day.year() <= 9999);
    if !all_year(spells, year) {
        return found.push(row.stands(ObligationState::Met).next(next_year));
    }
    let last_day = NaiveDate::from_ymd_opt(year, 12, 31);
    let group = group_on(asked, last_day);
    // What nobody can say stays so, unless the person's group is another one on the last day of the next year.
    let same = if is_steady(asked, last_day) { None } else { next_year };
    let least = match asked.terms.least_minutes(group, HourPhase::Annual, stay.industry) {
        Ok(Some(least)) => least,
        Ok(None) => return found.push(row.stands(ObligationState::Met).next(same)),
        Err(reason) => return found.push(row.unknown(reason).next(same)),
    };
    let minutes = minutes_of_year(asked.attended(), group, year);
    let what = year.to_string();
    let standing = if least <= minutes.sure {
        row.stands(ObligationState::Met)
    } else {
        short(row, least, minutes, Some(&what)).unwrap_or_else(|| {
            let since = NaiveDate::from_ymd_opt(year + 1, 1, 1);
            Standing { since, ..row.stands(ObligationState::Short).what(what) }
        })
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
fn all_year(spells: &[Stay], year: i32) -> bool {
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
    let by_role = asked.own.roles.iter().any(|role| {
        is_manager(role.post) && role.from <= day.min(asked.known) && role.last.is_none_or(|last| day <= last)
    });
    let spells = asked.spells().unwrap_or_default();
    let stay = spells.iter().rev().find(|stay| holds(stay.from, stay.last, day));
    let job = stay.and_then(|stay| stay.post).and_then(|post| asked.own.workforce.posts.get(post));
    let by_post = job.and_then(|job| job.management).is_some_and(is_manager);
    if by_role || by_post { HourGroup::Manager } else { HourGroup::Worker }
}
