//! The archive room (档案室) and the video store (视频存储): what a records office shows an inspector beside its records.
//!
//! The host hands over facts of the room and of a period; three rules of the catalogue are asked of them, none of which
//! is asked of a record: climate and checks (AR-10), fittings (AR-11), the store of the recordings (AR-12). What is not
//! stated is not assessed: it neither passes nor fails.
//!
//! Uses every module above it. Source: II.6.2, VII.2.3; C-09, C-59; F-62.

mod climate;
mod facts;
mod fittings;
mod video;

use std::collections::BTreeSet;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

pub use facts::{ArchiveRoom, ClimateReading, RoomCabinet, RoomCheck, RoomMedium, VideoDeletion, VideoStore};
pub use video::VideoCapacity;

use crate::error::{Error, ErrorCode, Result};
use crate::policy::PolicyVersion;
use crate::rule::{NotAssessed, Reason, Rule, Severity, finding_ids};
use crate::value::{Stamp, date_text, form, local_date};

/// A period, its first and its last day in it (起止日期).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Period {
    /// First day (起).
    #[serde(with = "form::date")]
    pub from: NaiveDate,
    /// Last day (止).
    #[serde(with = "form::date")]
    pub to: NaiveDate,
}

/// A finding on the room (档案室问题).
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RoomFinding {
    /// Identity of the finding.
    pub id: String,
    /// Code of the rule.
    pub code: &'static str,
    /// How it weighs.
    pub severity: Severity,
    /// JSON pointer in the facts of the room; empty for the room.
    pub path: String,
    /// What was observed.
    pub observed: String,
    /// What was expected.
    pub expected: String,
    /// Clauses of the scheme.
    pub clauses: &'static [&'static str],
    /// Legal bases.
    pub basis: &'static [&'static str],
    /// Message in Chinese.
    pub message_zh: &'static str,
    /// Message in English.
    pub message_en: &'static str,
}

/// What the rules answer of a room.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RoomReview {
    /// The room.
    pub room: String,
    /// The moment of the question.
    #[serde(with = "form::stamp")]
    pub as_of: Stamp,
    /// The period.
    pub period: Period,
    /// Whether nothing was found and nothing left open.
    pub passes: bool,
    /// What was found, in the order of the catalogue.
    pub findings: Vec<RoomFinding>,
    /// What could not be judged, each code and reason once.
    pub not_assessed: Vec<NotAssessed>,
    /// What the video store has to hold, where that is known.
    pub video: Option<VideoCapacity>,
}

/// One thing that was found, before it has its identity.
struct Hit {
    rule: &'static Rule,
    path: String,
    observed: String,
    expected: String,
}

/// What the rules found.
#[derive(Default)]
struct Hits {
    found: Vec<Hit>,
    unknown: Vec<NotAssessed>,
    /// The same, for telling at once what is noted already.
    noted: BTreeSet<(&'static str, Reason)>,
}

impl Hits {
    fn find(
        &mut self,
        rule: &'static Rule,
        path: impl Into<String>,
        observed: impl Into<String>,
        expected: impl Into<String>,
    ) {
        let (path, observed, expected) = (path.into(), observed.into(), expected.into());
        self.found.push(Hit { rule, path, observed, expected });
    }

    fn unknown(&mut self, rule: &'static Rule, reason: Reason) {
        if self.noted.insert((rule.code, reason.clone())) {
            self.unknown.push(NotAssessed { code: rule.code, reason });
        }
    }

    fn missing(&mut self, rule: &'static Rule, path: impl Into<std::borrow::Cow<'static, str>>) {
        self.unknown(rule, Reason::FactMissing { path: path.into() });
    }

    fn unset(&mut self, rule: &'static Rule, key: &'static str) {
        self.unknown(rule, Reason::ParameterMissing { key: key.into() });
    }
}

/// What the rules look at.
struct Case<'a> {
    room: &'a ArchiveRoom,
    period: Period,
    policy: &'a PolicyVersion,
    as_of: Stamp,
}

/// Judges an archive room: its climate and its checks in a period, its fittings and its video store at `as_of`.
///
/// # Errors
/// [`ErrorCode::DateOrder`] for a period or a deletion that ends before it begins; [`ErrorCode::FutureDate`] for a reading,
/// a check or a period after `as_of`; [`ErrorCode::Range`] for a reading that no sensor gives, and for a store of less
/// than nothing; with the pointer in the facts of the room, `/period` for the period.
///
/// ```
/// use anxun::policy::PolicyVersion;
/// use anxun::room::{ArchiveRoom, Period, review};
/// use anxun::value::{parse_date, parse_stamp};
///
/// let room: ArchiveRoom = serde_json::from_str(r#"{"id": "D-1", "separate": false}"#).unwrap();
/// let period = Period { from: parse_date("2026-06-01")?, to: parse_date("2026-06-30")? };
/// let review = review(&room, period, &PolicyVersion::seed(), parse_stamp("2026-07-05T08:00:00+08:00")?)?;
/// assert!(review.findings.iter().any(|finding| finding.code == "AR-11" && finding.path == "/separate"));
/// # Ok::<(), anxun::error::Error>(())
/// ```
pub fn review(room: &ArchiveRoom, period: Period, policy: &PolicyVersion, as_of: Stamp) -> Result<RoomReview> {
    if period.to < period.from {
        let found = format!("{} to {}", date_text(period.from), date_text(period.to));
        return Err(Error::new(ErrorCode::DateOrder, found, "a last day not before the first").at("/period"));
    }
    not_after(period.to, as_of, "/period/to")?;
    let case = Case { room, period, policy, as_of };
    let mut hits = Hits::default();
    climate::judge(&case, &mut hits)?;
    fittings::judge(&case, &mut hits);
    let video = video::judge(&case, &mut hits)?;
    let ids = finding_ids(&room.id, hits.found.iter().map(|hit| (hit.rule.code, hit.path.as_str())));
    let findings = hits.found.iter().zip(ids).map(|(hit, id)| finding(hit, id)).collect::<Vec<_>>();
    let passes = findings.is_empty() && hits.unknown.is_empty();
    Ok(RoomReview { room: room.id.clone(), as_of, period, passes, findings, not_assessed: hits.unknown, video })
}

fn finding(hit: &Hit, id: String) -> RoomFinding {
    RoomFinding {
        id,
        code: hit.rule.code,
        severity: hit.rule.severity,
        path: hit.path.clone(),
        observed: hit.observed.clone(),
        expected: hit.expected.clone(),
        clauses: hit.rule.clauses,
        basis: hit.rule.basis,
        message_zh: hit.rule.zh,
        message_en: hit.rule.en,
    }
}

/// Refuses a day after the moment of the question.
fn not_after(day: NaiveDate, as_of: Stamp, path: &str) -> Result<()> {
    if day <= local_date(as_of) {
        return Ok(());
    }
    let expected = format!("a day not after {}", date_text(local_date(as_of)));
    Err(Error::new(ErrorCode::FutureDate, date_text(day), expected).at(path))
}
