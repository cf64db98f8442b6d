//! One person on one day before the obligations: the own facts as far as they are known, and what several rows ask of them.
//!
//! Two days decide: the day of the work, and the day on which the question is asked. Nothing that became known after the second
//! counts. An end that is stated beforehand (an expiry, a last day of employment) counts from its day on.

use chrono::NaiveDate;

use super::index::holds;
use super::terms::Terms;
use super::words::Word;
use super::workforce::{Attended, EventFact, JobFact, Own, Stay};
use crate::calendar::add_months;
use crate::org::EndedBy;
use crate::vocab::{TrainingKind, Verdict};

/// The last day that can be written.
const LAST_DAY: Option<NaiveDate> = NaiveDate::from_ymd_opt(9999, 12, 31);

/// A person, a day, a work.
#[derive(Clone, Copy, Debug)]
pub(super) struct Question<'w> {
    pub(super) own: Own<'w>,
    pub(super) terms: &'w Terms,
    /// The day of the work.
    pub(super) day: NaiveDate,
    /// The day up to which facts are known; not after `day`.
    pub(super) known: NaiveDate,
    /// The post that is asked for; `None` = the person's own.
    pub(super) post: Option<Word>,
    /// The operation that is asked for.
    pub(super) operation: Option<Asked<'w>>,
}

/// The operation that is asked for.
#[derive(Clone, Copy, Debug)]
pub(super) enum Asked<'w> {
    /// One of the host's list.
    Job(&'w JobFact),
    /// A special operation of the catalogue that the list does not name.
    Special(&'static str),
    /// One that neither list nor catalogue knows.
    Undescribed,
}

/// Whether a training was passed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Passed {
    /// It was, in a valid record; `last` is the last day for which it counts.
    Yes {
        /// When it ended.
        ended: NaiveDate,
        /// From when it is known.
        known: NaiveDate,
        /// The last day for which it counts.
        last: Option<NaiveDate>,
    },
    /// It was, in a record that could not be judged; the last day for which it would count.
    Maybe(Option<NaiveDate>),
    /// It was, too long ago; the last day for which it counted.
    Lapsed(NaiveDate),
    /// The last verdict is Fail; its day.
    Failed(NaiveDate),
    /// There is no verdict.
    Never,
}

impl<'w> Question<'w> {
    /// The spells that have begun, the one of the day last; `None` on a day without employment.
    pub(super) fn spells(&self) -> Option<&'w [Stay]> {
        let begun = self.own.stays.partition_point(|stay| stay.from <= self.day.min(self.known));
        let spells = self.own.stays.get(..begun)?;
        spells.last().filter(|stay| holds(stay.from, stay.last, self.day))?;
        Some(spells)
    }

    /// The spell of the day.
    pub(super) fn stay(&self) -> Option<&'w Stay> {
        self.spells()?.last()
    }

    /// The spells since the last hire: a transfer or a take-over goes on, a leaving ends them.
    pub(super) fn since_hire(&self) -> &'w [Stay] {
        let spells = self.spells().unwrap_or_default();
        let left = spells.iter().rev().skip(1).position(|former| former.ended_by == EndedBy::Left);
        let first = left.map_or(0, |behind| spells.len() - 1 - behind);
        spells.get(first..).unwrap_or_default()
    }

    /// The day of leaving before the last hire.
    pub(super) fn left_before(&self) -> Option<NaiveDate> {
        let spells = self.spells()?;
        let before = spells.len().checked_sub(self.since_hire().len() + 1)?;
        spells.get(before)?.last
    }

    /// The trainings that are known.
    pub(super) fn attended(&self) -> &'w [Attended] {
        let known = self.own.attended.partition_point(|one| one.known <= self.known);
        self.own.attended.get(..known).unwrap_or_default()
    }

    /// The events that are known and have begun.
    pub(super) fn events(&self) -> &'w [EventFact] {
        let known = self.own.events.partition_point(|one| one.on <= self.known);
        self.own.events.get(..known).unwrap_or_default()
    }

    /// What the post asks for: the one asked for, else the person's own. `None` where the list does not say.
    pub(super) fn job(&self) -> Option<&'w JobFact> {
        let name = self.post.or_else(|| self.stay()?.post)?;
        self.own.workforce.posts.get(name).filter(|job| job.is_stated)
    }

    /// Whether a training was passed: the last verdict counts; a pass in an invalid record is none. `months` limits for how
    /// long a pass counts, else the policy does.
    pub(super) fn passed(&self, months: Option<u32>, is_asked: impl Fn(&Attended) -> bool) -> Passed {
        let mut maybe: Option<Option<NaiveDate>> = None;
        let mut lapsed = None;
        for one in self.attended().iter().rev().filter(|one| is_asked(one)) {
            let last = self.last_day(one, months);
            match (one.verdict, one.valid) {
                (Some(Verdict::Pass), Some(false)) | (None, _) => {}
                (Some(Verdict::Pass), _) if last.is_some_and(|last| last < self.day) => {
                    lapsed = lapsed.max(last);
                }
                (Some(Verdict::Pass), Some(true)) => return Passed::Yes { ended: one.ended, known: one.known, last },
                (Some(Verdict::Pass), None) => {
                    // Of several the one that counts longest.
                    maybe = Some(match maybe {
                        Some(other) => other.zip(last).map(|(other, last)| other.max(last)),
                        None => last,
                    });
                }
                (Some(Verdict::Fail), _) if maybe.is_none() && lapsed.is_none() => return Passed::Failed(one.known),
                (Some(Verdict::Fail), _) => break,
            }
        }
        match (maybe, lapsed) {
            (Some(last), _) => Passed::Maybe(last),
            (None, Some(last)) => Passed::Lapsed(last),
            (None, None) => Passed::Never,
        }
    }

    fn last_day(&self, one: &Attended, months: Option<u32>) -> Option<NaiveDate> {
        later(one.ended, months.or_else(|| self.terms.validity(one.kind))?)
    }

    /// Whether a training was on something.
    pub(super) fn is_on(&self, one: &Attended, detail: Word) -> bool {
        self.own.workforce.details_of(one).contains(&detail)
    }

    /// A training of a kind that ended after a day.
    pub(super) fn of_kind_after(kind: TrainingKind, after: Option<NaiveDate>) -> impl Fn(&Attended) -> bool {
        move |one| one.kind == kind && after.is_none_or(|after| after < one.ended)
    }
}

/// The day so many months later; the last day that can be written where there is none.
pub(super) fn later(day: NaiveDate, months: u32) -> Option<NaiveDate> {
    i32::try_from(months).ok().and_then(|months| add_months(day, months).ok()).or(LAST_DAY)
}

/// The day after; none after the last one that can be written.
pub(super) fn after(day: NaiveDate) -> Option<NaiveDate> {
    day.succ_opt().filter(|next| LAST_DAY.is_some_and(|last| *next <= last))
}
