//! How much of a month's high-risk training was supervised on site (高危作业培训现场监督, VI.1.2.d): SV-04.
//!
//! A month keeps three counts and its first sessions without supervision, so that memory grows with the months alone and
//! parts add up in any order. What is not known of a session is counted apart: it neither covers a month nor blames it.

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::between::{BetweenFinding, Each};
use super::stream::Register;
use super::top::Top;
use crate::check::{Context, Review, needs_supervision};
use crate::error::Result;
use crate::policy::PolicyVersion;
use crate::quality::{RateAgainstTarget, month_of, sum};
use crate::record::TrainingRecordView;
use crate::rule::{self, Severity, finding_id};
use crate::value::decimal_text;
use crate::vocab::Delivery;

/// How many sessions without supervision are listed of a month.
const LISTED: usize = 100;

/// A high-risk session that was not supervised on site.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct UnsupervisedSession {
    /// Line in the register.
    pub line: u64,
    /// Id of the record.
    pub record: String,
    /// Record number.
    pub number: Option<String>,
    /// Department.
    pub department: Option<String>,
}

/// A finding on a period: too few of its high-risk sessions were supervised on site (SV-04). It is no finding on any of
/// the records.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PeriodFinding {
    /// Identity of the finding.
    pub id: String,
    /// Code of the rule.
    pub code: &'static str,
    /// How it weighs.
    pub severity: Severity,
    /// The month, `2025-07`; empty for sessions whose end cannot be derived.
    pub period: String,
    /// What was seen.
    pub observed: String,
    /// What is expected.
    pub expected: String,
    /// How many sessions were not supervised.
    pub sessions_total: u64,
    /// The sessions that were not, by line; at most the first hundred.
    pub sessions: Vec<UnsupervisedSession>,
    /// Clauses of the scheme.
    pub clauses: &'static [&'static str],
    /// Legal bases.
    pub basis: &'static [&'static str],
    /// Message in Chinese.
    pub message_zh: &'static str,
    /// Message in English.
    pub message_en: &'static str,
}

/// The supervision of the high-risk sessions of one month.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SupervisedMonth {
    /// The month in which the sessions ended, `2025-07`; empty where that cannot be derived.
    pub month: String,
    /// High-risk sessions.
    pub sessions: u64,
    /// Those supervised on site by a safety-training administrator.
    pub supervised: u64,
    /// Those of which nobody knows.
    pub unknown: u64,
    /// Supervised of all. `met` is `null` while it hangs on what nobody knows.
    pub coverage: RateAgainstTarget,
}

/// What a register keeps of one month.
#[derive(Clone, Debug)]
pub(super) struct Watched {
    supervised: u64,
    unknown: u64,
    unsupervised: u64,
    listed: Top<UnsupervisedSession>,
}

/// The same as it stands in a state.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct WatchedState {
    supervised: u64,
    unknown: u64,
    unsupervised: u64,
    listed: Vec<UnsupervisedSession>,
}

/// Whether one session was supervised.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Supervision {
    Supervised,
    Unsupervised,
    Unknown,
}

impl Default for Watched {
    fn default() -> Self {
        Watched { supervised: 0, unknown: 0, unsupervised: 0, listed: Top::new(LISTED) }
    }
}

/// Whether a session of high-risk work was supervised, by what SV-01 answered; `None` where supervision on site is not
/// asked: of other work, of the log of a team, of a session online that its own proofs take the place of, of one that was
/// not held.
fn supervision(review: &Review, record: &TrainingRecordView<'_>, context: &Context) -> Option<Supervision> {
    // Most sessions are none of high risk: nothing else is looked at.
    if record.high_risk.is_empty() || record.is_planned() || record.is_team_activity() {
        return None;
    }
    let (_, terms) = context.judging(record).ok()?;
    let is_online = record.delivery() == Delivery::Online && terms.online.is_some();
    if is_online || !needs_supervision(record, terms) {
        return None;
    }
    let rule = &rule::SV_01;
    let is_open = |one: &crate::rule::NotAssessed| one.code == rule.code && one.reason.leaves_verdict_open();
    Some(if review.findings.iter().any(|finding| finding.rule.is(rule)) {
        Supervision::Unsupervised
    } else if review.not_assessed.iter().any(is_open) {
        Supervision::Unknown
    } else {
        Supervision::Supervised
    })
}

impl Watched {
    fn merge(&mut self, other: Watched) {
        self.supervised = sum(self.supervised, other.supervised);
        self.unknown = sum(self.unknown, other.unknown);
        self.unsupervised = sum(self.unsupervised, other.unsupervised);
        self.listed.merge(other.listed);
    }

    fn sessions(&self) -> u64 {
        sum(sum(self.supervised, self.unknown), self.unsupervised)
    }

    fn month(&self, month: &str, target: Decimal) -> SupervisedMonth {
        let sessions = self.sessions();
        let coverage = RateAgainstTarget::new(self.supervised, sessions, target, "NoHighRiskSessions");
        // Were every session of which nobody knows supervised, would it be enough?
        let best = RateAgainstTarget::new(sum(self.supervised, self.unknown), sessions, target, "NoHighRiskSessions");
        let met = if coverage.met == best.met { coverage.met } else { None };
        let coverage = RateAgainstTarget { met, ..coverage };
        SupervisedMonth {
            month: month.to_owned(),
            sessions,
            supervised: self.supervised,
            unknown: self.unknown,
            coverage,
        }
    }

    fn finding(&self, month: &SupervisedMonth) -> Option<PeriodFinding> {
        if month.coverage.met != Some(false) {
            return None;
        }
        let row = &rule::SV_04;
        let percent = month.coverage.target * Decimal::ONE_HUNDRED;
        Some(PeriodFinding {
            id: finding_id(&month.month, row.code, "", 0),
            code: row.code,
            severity: row.severity,
            period: month.month.clone(),
            observed: format!("{} of {} supervised", month.supervised, month.sessions),
            expected: format!("{} %", decimal_text(percent.normalize())),
            sessions_total: self.unsupervised,
            sessions: self.listed.as_slice().to_vec(),
            clauses: row.clauses,
            basis: row.basis,
            message_zh: row.zh,
            message_en: row.en,
        })
    }
}

impl Register {
    /// Notes whether the session of a record was supervised.
    pub(super) fn watch(&mut self, line: u64, review: &Review, record: &TrainingRecordView<'_>) {
        let Some(supervision) = supervision(review, record, &self.context) else { return };
        let watched = self.watched.entry(review.session_end.map(month_of).unwrap_or_default()).or_default();
        match supervision {
            Supervision::Supervised => watched.supervised += 1,
            Supervision::Unknown => watched.unknown += 1,
            Supervision::Unsupervised => {
                watched.unsupervised += 1;
                if watched.listed.would_keep(|last| line <= last.line) {
                    watched.listed.add(UnsupervisedSession {
                        line,
                        record: review.record.clone(),
                        number: review.number.clone(),
                        department: review.department.clone(),
                    });
                }
            }
        }
    }

    /// Adds the months of another part.
    pub(super) fn merge_watched(&mut self, other: BTreeMap<String, Watched>) {
        for (month, watched) in other {
            self.watched.entry(month).or_default().merge(watched);
        }
    }

    /// The months, and what is found on them, told one by one.
    pub(super) fn supervision(
        &mut self,
        policy: &PolicyVersion,
        each: &mut Each<'_>,
    ) -> Result<(Vec<SupervisedMonth>, Vec<PeriodFinding>)> {
        let target = policy.decimal("supervision.high_risk.share").unwrap_or(Decimal::ONE);
        let (mut months, mut findings) = (Vec::new(), Vec::new());
        for (month, watched) in std::mem::take(&mut self.watched) {
            let month = watched.month(&month, target);
            if let Some(finding) = watched.finding(&month) {
                // It stands on no record.
                self.count(finding.code, false);
                let finding = BetweenFinding::Period(finding);
                each(&finding)?;
                if let BetweenFinding::Period(finding) = finding {
                    findings.push(finding);
                }
            }
            months.push(month);
        }
        Ok((months, findings))
    }

    /// What a state holds of the months.
    pub(super) fn watched_state(&self) -> BTreeMap<String, WatchedState> {
        let of = |watched: &Watched| WatchedState {
            supervised: watched.supervised,
            unknown: watched.unknown,
            unsupervised: watched.unsupervised,
            listed: watched.listed.as_slice().to_vec(),
        };
        self.watched.iter().map(|(month, watched)| (month.clone(), of(watched))).collect()
    }
}

impl WatchedState {
    /// What a register keeps of it.
    pub(super) fn read(self) -> Watched {
        let WatchedState { supervised, unknown, unsupervised, listed } = self;
        Watched { supervised, unknown, unsupervised, listed: Top::of(LISTED, listed) }
    }
}

const _: () = assert!(LISTED == 100, "the docs say a hundred");

#[cfg(test)]
mod tests {
    use super::*;

    fn watched(supervised: u64, unknown: u64, unsupervised: u64) -> Option<bool> {
        let watched = Watched { supervised, unknown, unsupervised, ..Watched::default() };
        let month = watched.month("2026-03", Decimal::ONE);
        assert_eq!(watched.finding(&month).is_some(), month.coverage.met == Some(false));
        month.coverage.met
    }

    #[test]
    fn sv_04_one_session_without_supervision_is_enough_and_what_is_not_known_decides_nothing() {
        assert_eq!(watched(3, 0, 0), Some(true));
        assert_eq!(watched(3, 0, 1), Some(false));
        assert_eq!(watched(3, 1, 0), None);
        assert_eq!(watched(3, 1, 1), Some(false));
        assert_eq!(watched(0, 0, 0), None, "no high-risk session: neither met nor missed");
    }

    #[test]
    fn sv_04_a_share_of_the_host_decides_exactly() {
        let met = |supervised, unknown, unsupervised| {
            let watched = Watched { supervised, unknown, unsupervised, ..Watched::default() };
            watched.month("2026-03", Decimal::new(9, 1)).coverage.met
        };
        assert_eq!(
            (met(9, 0, 1), met(89, 0, 11), met(8, 1, 1), met(8, 0, 2)),
            (Some(true), Some(false), None, Some(false))
        );
    }
}
