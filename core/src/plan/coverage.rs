//! Coverage of key posts (关键岗位全覆盖, II.3.1, PL-10): how many of the people due in a period were trained, and who is missing.
//!
//! Due in a period is who was hired in it, who was moved to another unit or post in it, and who in it took up a post of special
//! operations or held a certificate for one that fell due for review or renewal. Done is who was there, in a record without EL
//! and TP findings. Where nobody is due the rate does not apply, and is no 100 %.

use chrono::NaiveDate;
use serde::Serialize;

use super::answer::WorkTerms;
use super::company::shown;
use super::question::Question;
use super::terms::Terms;
use super::words::Word;
use super::workforce::{Attended, Own, Stay, Workforce};
use crate::error::{Error, ErrorCode, Result};
use crate::org::{CertificateKind, EndedBy};
use crate::rule::PL_10;
use crate::value::{Rate, form};
use crate::vocab::code::codes;
use crate::vocab::{Level, TrainingKind};

codes! {
    /// Who is due in a period (关键岗位人员).
    KeyGroup {
        NewHire "新员工" "new hires";
        Transfer "转岗人员" "transferred people";
        SpecialOperation "特种作业人员" "special-operation staff";
    }
}

/// The coverage of a period.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Coverage {
    /// First day.
    #[serde(with = "form::date")]
    pub from: NaiveDate,
    /// Last day.
    #[serde(with = "form::date")]
    pub to: NaiveDate,
    /// All groups and units together.
    pub total: CoverageRow,
    /// By group and unit of the person, in the order of groups and codes.
    pub rows: Vec<CoverageRow>,
    /// People whose facts contradict themselves: whether they were due nobody can say, so that the whole does not reach its
    /// share for sure while there are any.
    pub not_judged: u64,
}

/// One group of one unit.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct CoverageRow {
    /// The group; absent in the total.
    pub group: Option<KeyGroup>,
    /// Code of the unit; absent in the total.
    pub unit: Option<String>,
    /// How many were due.
    pub required: u64,
    /// How many have done it.
    pub done: u64,
    /// Of how many of the others the records could not be judged.
    pub unknown: u64,
    /// Done of required; undefined where nobody is due.
    pub rate: Rate,
    /// Whether the share that the policy asks for is reached; absent where nobody is due.
    pub meets: Option<bool>,
    /// The rule where it is not.
    pub code: Option<&'static str>,
    /// Who is missing, by number.
    pub missing: Vec<String>,
}

/// Why there is no rate.
pub(super) const NOBODY_DUE: &str = "NobodyDue";

/// What somebody due has done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Done {
    Yes,
    Unknown,
    No,
}

/// The coverage of key posts in a period, both days included.
///
/// # Errors
/// `DateOrder` for a period that ends before it begins, `PolicyNotInForce`.
pub fn key_post_coverage(
    workforce: &Workforce,
    terms: &WorkTerms,
    (from, to): (NaiveDate, NaiveDate),
) -> Result<Coverage> {
    if to < from {
        let found = crate::value::date_text(to);
        return Err(Error::new(ErrorCode::DateOrder, found, "not before the first day").at("/to"));
    }
    let version = terms.on(to).map_err(|error| error.at("/to"))?;
    // Group, unit, place and number of the person, done: one for each time that somebody is due.
    let mut due: Vec<(KeyGroup, String, usize, String, Done)> = Vec::new();
    let mut not_judged = 0;
    for own in workforce.organisation().people().filter_map(|someone| workforce.own_of(someone)) {
        let asked = Question { own, terms: version, day: to, known: to, post: None, operation: None };
        not_judged += u64::from(own.fault.is_some());
        let mut note = |group, unit: Word, done| {
            let (place, person) = (own.someone.id().place(), shown(&own, terms));
            due.push((group, workforce.words.text(unit).to_owned(), place, person, done));
        };
        hired(&asked, (from, to), &mut note);
        moved(&asked, (from, to), &mut note);
        special(&asked, (from, to), &mut note);
    }
    due.sort();
    let parts = due.chunk_by(|one, other| (one.0, &one.1) == (other.0, &other.1));
    let rows = parts.filter_map(|part| {
        let (group, unit, ..) = part.first()?;
        Some(CoverageRow::of(Some(*group), Some(unit.clone()), part, version))
    });
    let rows = rows.collect();
    let mut total = CoverageRow::of(None, None, &due, version);
    if not_judged > 0 && total.meets != Some(false) {
        total.meets = None;
    }
    Ok(Coverage { from, to, total, rows, not_judged })
}

impl CoverageRow {
    fn of(
        group: Option<KeyGroup>,
        unit: Option<String>,
        due: &[(KeyGroup, String, usize, String, Done)],
        terms: &Terms,
    ) -> CoverageRow {
        let count = |own: Done| due.iter().filter(|(.., done)| *done == own).count() as u64;
        let (required, done) = (due.len() as u64, count(Done::Yes));
        let open = due.iter().filter(|(.., done)| *done != Done::Yes);
        // By their places, for two masked numbers may look alike.
        let mut missing: Vec<(usize, &String)> = open.map(|(_, _, place, person, _)| (*place, person)).collect();
        missing.sort_unstable();
        missing.dedup();
        let mut missing: Vec<String> = missing.into_iter().map(|(_, person)| person.clone()).collect();
        missing.sort_unstable();
        let rate = Rate::of(done, required, NOBODY_DUE);
        let meets = rate.value().map(|rate| rate.at_least(terms.key_posts));
        CoverageRow {
            group,
            unit,
            required,
            done,
            unknown: count(Done::Unknown),
            rate,
            meets,
            code: (meets == Some(false)).then_some(PL_10.code),
            missing,
        }
    }
}

/// The best of some trainings as evidence that somebody was trained.
fn evidence<'a>(attended: impl Iterator<Item = &'a Attended>) -> Done {
    let one = |one: &Attended| match one.recorded {
        Some(true) => Done::Yes,
        Some(false) => Done::No,
        None => Done::Unknown,
    };
    attended.map(one).min().unwrap_or(Done::No)
}

/// New hires of the period: each level that the policy names, since the leaving before.
fn hired(asked: &Question<'_>, period: (NaiveDate, NaiveDate), note: &mut impl FnMut(KeyGroup, Word, Done)) {
    let stays = asked.own.stays;
    for (at, stay) in stays.iter().enumerate() {
        let former = at.checked_sub(1).and_then(|at| stays.get(at));
        let is_hire = former.is_none_or(|former| former.ended_by == EndedBy::Left);
        if !is_hire || !within(stay.from, period) {
            continue;
        }
        let left = former.and_then(|former| former.last);
        let of_level = |level: &Level| {
            let after_left = Question::of_kind_after(TrainingKind::NewHire, left);
            evidence(asked.attended().iter().filter(|one| one.level == Some(*level) && after_left(one)))
        };
        // One level that is missing outweighs one that is not known.
        let worst = asked.terms.levels.iter().map(of_level).max();
        note(KeyGroup::NewHire, stay.unit, worst.unwrap_or(Done::Unknown));
    }
}

/// People moved to another unit or post in the period.
fn moved(asked: &Question<'_>, period: (NaiveDate, NaiveDate), note: &mut impl FnMut(KeyGroup, Word, Done)) {
    let stays = asked.own.stays;
    for (former, own) in stays.iter().zip(stays.iter().skip(1)) {
        let is_move = former.ended_by == EndedBy::Transfer
            || former.ended_by != EndedBy::Left && (former.post != own.post || former.unit != own.unit);
        if is_move && within(own.from, period) {
            let after_former = Question::of_kind_after(TrainingKind::Transfer, Some(former.from));
            let fits = |one: &&Attended| after_former(one) && one.post.is_none_or(|post| Some(post) == own.post);
            note(KeyGroup::Transfer, own.unit, evidence(asked.attended().iter().filter(fits)));
        }
    }
}

/// Special-operation staff due in the period: who took up such a post, and whose certificate fell due in it.
fn special(asked: &Question<'_>, period: (NaiveDate, NaiveDate), note: &mut impl FnMut(KeyGroup, Word, Done)) {
    let Some(stay) = asked.own.stays.iter().rev().find(|stay| stay.from <= period.1 && is_special(&asked.own, stay))
    else {
        return;
    };
    if stay.last.is_some_and(|last| last < period.0) {
        return;
    }
    let regime = asked.terms.regime;
    let falls_due =
        asked.own.certificates.iter().filter(|one| one.kind == CertificateKind::SpecialOperation).any(|one| {
            let review = one.review_due.filter(|due| regime.is_none_or(|regime| *due < regime));
            review.into_iter().chain(one.expires).any(|due| within(due, period))
        });
    let is_new = within(stay.from, period);
    if is_new || falls_due {
        // Training for a review or a renewal is held before its day; a year before the period is long enough.
        let since = crate::calendar::add_months(period.0, -12).ok();
        let fits = Question::of_kind_after(TrainingKind::SpecialOperation, since);
        note(KeyGroup::SpecialOperation, stay.unit, evidence(asked.attended().iter().filter(|one| fits(one))));
    }
}

/// Whether the post of a spell is one of special operations.
pub(super) fn is_special(own: &Own<'_>, stay: &Stay) -> bool {
    let job = stay.post.and_then(|post| own.workforce.posts.get(post));
    stay.special_operation == Some(true) || job.is_some_and(|job| !job.special_operations.is_empty())
}

fn within(day: NaiveDate, (from, to): (NaiveDate, NaiveDate)) -> bool {
    from <= day && day <= to
}
