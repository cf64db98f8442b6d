//! Certificates on a day (证书): special operation in both regimes, special equipment, qualification of management.
//!
//! The key of a certificate is number and item; the number embeds an identity number and never leaves the facts. Until
//! 2026-05-31 a special-operation certificate has a review (复审) beside its expiry; what falls due from 2026-06-01 on is not
//! reviewed, and a review that was missed before that day only a person can judge. First and last days count (C-41).
//! Source: domain facts 4 and 5, I.3.b4, I.3.b5.

use chrono::NaiveDate;

use super::obligation::{ObligationRow, ObligationState, Standing};
use super::question::{Asked, Passed, Question, after, later};
use super::terms::Terms;
use super::words::Word;
use super::workforce::CertificateFact;
use crate::org::{Certificate, CertificateKind};
use crate::rule::Reason;
use crate::vocab::code::codes;
use crate::vocab::{ManagementPost, TrainingKind};

codes! {
    /// How a certificate stands on a day (证书状态), from the best to the worst.
    CertificateState {
        Valid "有效" "valid";
        DueSoon "即将到期" "valid, due soon";
        Unknown "缺少判定所需日期" "a date that decides is not known";
        NeedsPerson "须人工判断（旧制度下逾期未复审）" "a person has to judge it: a review was missed under the former regime";
        ReviewOverdue "复审逾期" "review overdue";
        NotYetValid "尚未生效" "not valid yet";
        Expired "已过期" "expired";
    }
}

/// Months from issue to review under the former regime, at the least (30号令: every three years, six for long service). It says
/// of which certificates no review is missing; a date that is not stated is never made up from it.
const SHORTEST_REVIEW: u32 = 36;

/// A certificate on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Status {
    pub(super) state: CertificateState,
    /// The first day of the state, where a date says so.
    pub(super) since: Option<NaiveDate>,
    /// The last day on which it is in force as it stands: of review or expiry the earlier one.
    pub(super) until: Option<NaiveDate>,
    /// The day from which the state is another one if nothing happens, "due soon" left aside.
    pub(super) next: Option<NaiveDate>,
    /// The date that is not known.
    pub(super) missing: Option<&'static str>,
}

impl Status {
    const fn of(state: CertificateState) -> Status {
        Status { state, since: None, until: None, next: None, missing: None }
    }

    /// Not known for want of a date; the expiry, where it is stated, ends the doubt.
    fn without(missing: &'static str, one: &CertificateFact) -> Status {
        let next = one.expires.and_then(after);
        Status { missing: Some(missing), next, ..Status::of(CertificateState::Unknown) }
    }

    /// Whether its holder may rely on it.
    pub(super) const fn is_in_force(&self) -> bool {
        matches!(self.state, CertificateState::Valid | CertificateState::DueSoon)
    }
}

/// The status of a certificate on `day`, as far as was known on `known`. `None` where it had not been issued by then.
pub(super) fn status(one: &CertificateFact, terms: &Terms, day: NaiveDate, known: NaiveDate) -> Option<Status> {
    let expired = |last: NaiveDate| Status { since: after(last), ..Status::of(CertificateState::Expired) };
    if one.issued.is_some_and(|issued| known < issued) {
        return None;
    }
    if let Some(last) = one.expires.filter(|last| *last < day) {
        return Some(expired(last));
    }
    let Some(issued) = one.issued else { return Some(Status::without("issued_on", one)) };
    let Some(expires) = one.expires else { return Some(Status::without("expires_on", one)) };
    let review = if one.kind == CertificateKind::SpecialOperation {
        match review(one, issued, terms, day, known) {
            Ok(review) => review,
            Err(status) => return Some(status),
        }
    } else {
        None
    };
    let until = review.map_or(expires, |due| due.min(expires));
    let days_left = (until - day).num_days();
    let is_soon = days_left <= i64::from(terms.remind_days);
    let state = if is_soon { CertificateState::DueSoon } else { CertificateState::Valid };
    Some(Status { since: Some(issued), until: Some(until), next: after(until), ..Status::of(state) })
}

/// The review that is still to come, where the regime asks for one; the status where it is missed or not known.
fn review(
    one: &CertificateFact,
    issued: NaiveDate,
    terms: &Terms,
    day: NaiveDate,
    known: NaiveDate,
) -> std::result::Result<Option<NaiveDate>, Status> {
    let Some(regime) = terms.regime else { return Err(Status::without("review_due", one)) };
    if regime <= issued || one.reviewed.is_some_and(|reviewed| issued <= reviewed && reviewed <= known) {
        return Ok(None);
    }
    let by_interval = || later(issued, terms.review_years?.saturating_mul(12));
    let Some(due) = one.review_due.or_else(by_interval) else {
        // Its first review could not fall before the change of the regime, so that none is missing.
        let is_young = later(issued, SHORTEST_REVIEW).is_some_and(|first| regime <= first);
        return if is_young { Ok(None) } else { Err(Status::without("review_due", one)) };
    };
    if regime <= due {
        return Ok(None);
    }
    if day <= due {
        return Ok(Some(due));
    }
    let expired = one.expires.and_then(after);
    Err(if day < regime {
        let next = expired.map_or(regime, |expired| expired.min(regime));
        Status { since: after(due), next: Some(next), ..Status::of(CertificateState::ReviewOverdue) }
    } else {
        Status { since: Some(regime), next: expired, ..Status::of(CertificateState::NeedsPerson) }
    })
}

/// The best certificate of those that fit, on the day.
pub(super) fn best(asked: &Question<'_>, fits: impl Fn(&CertificateFact) -> bool) -> Option<Status> {
    let all = asked.own.certificates.iter().filter(|one| fits(one));
    let stated = all.filter_map(|one| status(one, asked.terms, asked.day, asked.known));
    // Whichever changes first may make another one the best.
    let mut next: Option<NaiveDate> = None;
    let stated = stated.inspect(|one| next = next.into_iter().chain(one.next).min());
    // Of equals the one that lasts longest, or lapsed last.
    let best = stated.min_by_key(|one| (one.state, std::cmp::Reverse(one.until.max(one.since))));
    best.map(|best| Status { next, ..best })
}

/// The standing of a certificate that is needed from `owed` on.
fn of_status(row: &ObligationRow, status: Option<Status>, owed: NaiveDate) -> Standing {
    let Some(status) = status else { return row.stands(ObligationState::Missing).since(owed) };
    let standing = match status.state {
        CertificateState::Valid => row.stands(ObligationState::Met),
        CertificateState::DueSoon => row.stands(ObligationState::DueSoon),
        CertificateState::NeedsPerson => row.unknown(Reason::NeedsHumanReview),
        CertificateState::ReviewOverdue => row.stands(ObligationState::ReviewOverdue),
        CertificateState::NotYetValid => row.stands(ObligationState::NotYetValid),
        CertificateState::Expired => row.stands(ObligationState::Expired),
        CertificateState::Unknown => {
            let path = format!("/organisation/people/certificates/{}", status.missing.unwrap_or_default());
            row.unknown(Reason::FactMissing { path: path.into() })
        }
    };
    Standing { since: status.since, until: status.until, ..standing }.next(status.next)
}

/// OB-04: a certificate in force for each special operation of the post and of the work asked for.
pub(super) fn special_operation(asked: &Question<'_>, row: &ObligationRow, found: &mut Vec<Standing>) {
    let Some(stay) = asked.stay() else { return };
    let words = &asked.own.workforce.words;
    let mut needed = items(asked, |job| &job.special_operations);
    let catalogue = match asked.operation {
        Some(Asked::Special(code)) => Some(code),
        _ => None,
    };
    if let Some(word) = catalogue.and_then(|code| words.find(code)) {
        needed.push(word);
    } else if let Some(code) = catalogue {
        // Nobody's facts name the operation, so that nobody has a certificate for it; one without its item may be it.
        found.push(item(asked, row, CertificateKind::SpecialOperation, None, code, stay.from));
    }
    // A post that is one of special operations, but the list does not say of which.
    if asked.post.is_none() && stay.special_operation == Some(true) && needed.is_empty() && catalogue.is_none() {
        let status = best(asked, |one| one.kind == CertificateKind::SpecialOperation);
        found.push(if status.is_some_and(|status| status.is_in_force()) {
            let next = status.and_then(|status| status.next);
            row.unknown(Reason::FactMissing { path: "/posts/special_operations".into() }).next(next)
        } else {
            of_status(row, status, stay.from)
        });
    }
    for word in needed {
        let kind = CertificateKind::SpecialOperation;
        found.push(item(asked, row, kind, Some(word), words.text(word), stay.from));
    }
}

/// The same for special equipment (特种设备): another system, without review. Its rule is that of the certificates.
pub(super) fn special_equipment(asked: &Question<'_>, row: &ObligationRow, found: &mut Vec<Standing>) {
    let Some(stay) = asked.stay() else { return };
    for word in items(asked, |job| &job.special_equipment) {
        let text = asked.own.workforce.words.text(word);
        found.push(item(asked, row, CertificateKind::SpecialEquipment, Some(word), text, stay.from));
    }
}

/// The items of post and operation, each once.
fn items(asked: &Question<'_>, list: fn(&super::workforce::JobFact) -> &Vec<Word>) -> Vec<Word> {
    let operation = match asked.operation {
        Some(Asked::Job(job)) => Some(job),
        _ => None,
    };
    let mut items: Vec<Word> = asked.job().into_iter().chain(operation).flat_map(list).copied().collect();
    items.sort_unstable();
    items.dedup();
    items
}

/// The standing for one item; a certificate that does not say its item may be the one.
fn item(
    asked: &Question<'_>,
    row: &ObligationRow,
    kind: CertificateKind,
    word: Option<Word>,
    text: &str,
    owed: NaiveDate,
) -> Standing {
    let own = word.and_then(|word| best(asked, |one| one.kind == kind && one.item == Some(word)));
    if !own.is_some_and(|own| own.is_in_force()) {
        let unnamed = best(asked, |one| one.kind == kind && one.item.is_none());
        if let Some(unnamed) = unnamed.filter(Status::is_in_force) {
            let path = "/organisation/people/certificates/operation";
            let next = [own.and_then(|own| own.next), unnamed.next].into_iter().flatten().min();
            return row.unknown(Reason::FactMissing { path: path.into() }).what(text).next(next);
        }
    }
    of_status(row, own, owed).what(text)
}

/// OB-05: the certificate for each post of management that the person holds. The law knows none for team leaders and others:
/// for them the passed qualification training of the scheme counts as well.
pub(super) fn qualification(asked: &Question<'_>, row: &ObligationRow, found: &mut Vec<Standing>) {
    let Some(stay) = asked.stay() else { return };
    let day = asked.day.min(asked.known);
    let by_role =
        asked.own.roles.iter().filter(|role| role.from <= day && role.last.is_none_or(|last| asked.day <= last));
    let mut posts: Vec<(ManagementPost, NaiveDate, Option<NaiveDate>)> =
        by_role.map(|role| (role.post, role.from, role.last.and_then(after))).collect();
    posts.extend(asked.job().and_then(|job| job.management).map(|post| (post, stay.from, None)));
    posts.sort_unstable();
    // Of one post held twice the earlier begin counts.
    posts.dedup_by_key(|(post, ..)| *post);
    for (post, owed, ends) in posts {
        let status = best(asked, |one| match one.kind {
            CertificateKind::Principal => true,
            CertificateKind::SafetyManagement => post != ManagementPost::Principal,
            _ => false,
        });
        let standing = if status.is_some_and(|status| status.is_in_force()) {
            of_status(row, status, owed)
        } else {
            match trained(asked, post) {
                Some(Passed::Yes { known, last, .. }) => {
                    row.stands(ObligationState::Met).since(known).next(last.and_then(after))
                }
                Some(Passed::Maybe(last)) => {
                    row.unknown(Reason::FactMissing { path: "/trainings/valid".into() }).next(last.and_then(after))
                }
                _ => of_status(row, status, owed),
            }
        };
        let next = standing.next.into_iter().chain(ends).min();
        found.push(standing.what(post.code()).next(next));
    }
}

fn trained(asked: &Question<'_>, post: ManagementPost) -> Option<Passed> {
    if matches!(post, ManagementPost::Principal | ManagementPost::SafetyManager) {
        return None;
    }
    let word = asked.own.workforce.words.find(post.code())?;
    Some(asked.passed(None, |one| one.kind == TrainingKind::Management && asked.is_on(one, word)))
}

/// Whether a number looks like one of a special-operation certificate: `T` and the 18 characters of an identity number. Older
/// cards have other forms, so that another one is a warning and no fault.
#[must_use]
pub fn is_known_number(certificate: &Certificate) -> bool {
    let Some(number) = certificate.number.as_deref() else { return true };
    if certificate.kind != CertificateKind::SpecialOperation {
        return true;
    }
    let Some(rest) = number.strip_prefix('T') else { return false };
    let bytes = rest.as_bytes();
    bytes.len() == 18
        && bytes.iter().take(17).all(u8::is_ascii_digit)
        && bytes.last().is_some_and(|last| last.is_ascii_digit() || *last == b'X')
}
