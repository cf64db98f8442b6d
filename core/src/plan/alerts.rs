//! Alerts that follow from obligations (预警): a certificate of a special operation whose date is near (AL-01) or has passed
//! (AL-04), and work that was done without the required pass (AL-11).
//!
//! A reminder has a stage: the smallest of `cert.remind_days` that is not below the days left (C-56), so that each stage is raised
//! once, whenever it is asked for. What has passed is no reminder any more, and what was renewed needs none. Source: V.1.2, V.5.3,
//! V.4.1; golden G-19.

use chrono::NaiveDate;
use serde::Serialize;

use super::answer::{WorkTerms, fault_of};
use super::certificate::{CertificateState, Status, best};
use super::company::{Place, shown};
use super::coverage::is_special;
use super::obligation::{Obligation, ObligationState};
use super::question::Question;
use super::terms::Terms;
use super::words::Word;
use super::workforce::Workforce;
use super::works::works;
use crate::error::{Error, ErrorCode, Result};
use crate::org::CertificateKind;
use crate::rule::{Reason, Severity};
use crate::value::{date_text, form};

/// The alerts of a day (预警).
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Alerts {
    /// The day.
    #[serde(with = "form::date")]
    pub date: NaiveDate,
    /// The first day of the work that was looked at.
    #[serde(with = "form::date")]
    pub since: NaiveDate,
    /// On certificates, then on work, each in the order of the register.
    pub alerts: Vec<Alert>,
}

/// An alert (预警).
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Alert {
    /// Its code.
    pub code: &'static str,
    /// How urgent it is.
    pub severity: Severity,
    /// Who: the number that goes on, masked unless revealed.
    pub person: String,
    /// Unit, post and role of the person on the day.
    #[serde(flatten)]
    pub place: Place,
    /// What it is about: the operation, the training.
    pub what: Option<String>,
    /// The day that is near or has passed, or the day of the work; absent where it is not known.
    #[serde(with = "form::date::option")]
    pub on: Option<NaiveDate>,
    /// Days from the day asked to that day; only of a reminder.
    pub days_left: Option<i64>,
    /// The stage of a reminder, in days.
    pub stage: Option<u32>,
    /// Why it cannot be said that nothing has passed.
    pub not_assessed: Option<Reason>,
    /// For people, in Chinese.
    pub zh: &'static str,
    /// For people, in English.
    pub en: &'static str,
}

/// Code, urgency and message.
struct Row {
    code: &'static str,
    severity: Severity,
    zh: &'static str,
    en: &'static str,
}

const NEAR: Row = Row {
    code: "AL-01",
    severity: Severity::I,
    zh: "特种作业操作证临近复审或到期。",
    en: "The review or the expiry of a special-operation certificate is near.",
};
const OVERDUE: Row = Row {
    code: "AL-04",
    severity: Severity::E,
    zh: "特种作业人员的复审、换证已逾期。",
    en: "The review or the renewal of a special-operation certificate has passed.",
};
const WITHOUT_PASS: Row = Row {
    code: "AL-11",
    severity: Severity::E,
    zh: "人员未取得岗位应训内容的合格结论而作业。",
    en: "A person worked without the required pass.",
};

impl Row {
    fn alert(&self, person: String, place: Place) -> Alert {
        Alert {
            code: self.code,
            severity: self.severity,
            person,
            place,
            what: None,
            on: None,
            days_left: None,
            stage: None,
            not_assessed: None,
            zh: self.zh,
            en: self.en,
        }
    }
}

/// The alerts of a day: on certificates as they stand, and on the work done from `since` to the day.
///
/// # Errors
/// `DateOrder` for a `since` after the day, `PolicyNotInForce`.
pub fn alerts(workforce: &Workforce, terms: &WorkTerms, since: NaiveDate, date: NaiveDate) -> Result<Alerts> {
    if date < since {
        let expected = format!("not after {}", date_text(date));
        return Err(Error::new(ErrorCode::DateOrder, date_text(since), expected).at("/since"));
    }
    let version = terms.on(date).map_err(|error| error.at("/date"))?;
    let mut found = Vec::new();
    for own in workforce.organisation().people().filter_map(|someone| workforce.own_of(someone)) {
        let asked = Question { own, terms: version, day: date, known: date, post: None, operation: None };
        let is_due = asked.stay().is_some_and(|stay| is_special(&own, stay));
        if !is_due || fault_of(&own).is_some() {
            continue;
        }
        for item in operations(&asked) {
            let status = best(&asked, |one| one.kind == CertificateKind::SpecialOperation && one.item == item);
            let Some(alert) = status.and_then(|status| of_status(&status, &asked, terms, date)) else { continue };
            found.push(Alert { what: item.map(|item| workforce.words.text(item).to_owned()), ..alert });
        }
    }
    without_pass(workforce, terms, (since, date), &mut found)?;
    Ok(Alerts { date, since, alerts: found })
}

/// The operations of the certificates of somebody, each once.
fn operations(asked: &Question<'_>) -> Vec<Option<Word>> {
    let own = asked.own.certificates.iter().filter(|one| one.kind == CertificateKind::SpecialOperation);
    let mut items: Vec<Option<Word>> = own.map(|one| one.item).collect();
    items.sort_unstable();
    items.dedup();
    items
}

fn of_status(status: &Status, asked: &Question<'_>, terms: &WorkTerms, date: NaiveDate) -> Option<Alert> {
    let row = match status.state {
        CertificateState::Valid | CertificateState::DueSoon => &NEAR,
        CertificateState::NotYetValid => return None,
        _ => &OVERDUE,
    };
    let mut alert = row.alert(shown(&asked.own, terms), Place::of(asked));
    match status.state {
        CertificateState::Valid | CertificateState::DueSoon => {
            let last = status.until?;
            let left = (last - date).num_days();
            (alert.on, alert.days_left, alert.stage) = (Some(last), Some(left), Some(stage(asked.terms, left)?));
        }
        CertificateState::NeedsPerson => alert.not_assessed = Some(Reason::NeedsHumanReview),
        CertificateState::Unknown => {
            let path = format!("/organisation/people/certificates/{}", status.missing.unwrap_or_default());
            alert.not_assessed = Some(Reason::FactMissing { path: path.into() });
        }
        _ => alert.on = status.since,
    }
    Some(alert)
}

/// The smallest stage that is not below the days left; none while no stage is reached.
fn stage(terms: &Terms, left: i64) -> Option<u32> {
    terms.remind_stages.iter().copied().filter(|stage| left <= i64::from(*stage)).min()
}

/// AL-11: the work of the days that lacked the pass of a training (OB-08).
fn without_pass(
    workforce: &Workforce,
    terms: &WorkTerms,
    (since, date): (NaiveDate, NaiveDate),
    found: &mut Vec<Alert>,
) -> Result<()> {
    for work in works(workforce, terms, since, date)? {
        let is_pass = |one: &&super::answer::WorkReason| {
            matches!(one.obligation, Obligation::PostTraining | Obligation::Accident)
                && one.state != ObligationState::Unknown
        };
        for reason in work.reasons.iter().filter(is_pass) {
            let alert = WITHOUT_PASS.alert(work.person.clone(), work.place.clone());
            found.push(Alert { what: reason.what.clone(), on: Some(work.on), ..alert });
        }
    }
    Ok(())
}
