//! The JSON door: one table of every public judgement.
//!
//! An [`Operation`] has a name, a request type and a response type; [`OPERATIONS`] lists them all. An operation that is in
//! the table reaches every language: C through `anxun_call`, Python through `anxun.call`, the conformance files by name.
//! Requests and responses are JSON; responses are canonical (RFC 8785).
//!
//! Uses every module above it. Source: design section 5.

mod calendars;
mod catalogue;
mod context;
mod ledgers;
mod numbers;
mod plans;
mod policies;
mod receipts;
mod records;
mod registers;
mod rooms;
mod wordings;
mod workforces;

pub use context::ContextRequest;
pub use receipts::{Receipt, VersionUsed};
pub use workforces::ask_workforce;

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::error::{Error, ErrorCode, Faults};
use crate::json::{Limits, canonical, typed_object};

/// A public judgement.
pub trait Operation {
    /// The name, `module.verb`, for ever.
    const NAME: &'static str;
    /// One line of documentation in Chinese.
    const ZH: &'static str;
    /// One line of documentation in English.
    const EN: &'static str;
    /// What is asked.
    type Request: DeserializeOwned;
    /// What is answered.
    type Response: Serialize;

    /// Answers.
    ///
    /// # Errors
    /// Why the question could not be computed.
    fn answer(request: Self::Request) -> Result<Self::Response, Faults>;
}

/// One row of the table.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct OperationInfo {
    /// The name.
    pub name: &'static str,
    /// One line of documentation in Chinese.
    pub zh: &'static str,
    /// One line of documentation in English.
    pub en: &'static str,
    #[serde(skip)]
    call: fn(&str) -> Result<String, Faults>,
}

const fn operation<O: Operation>() -> OperationInfo {
    OperationInfo { name: O::NAME, zh: O::ZH, en: O::EN, call: call_typed::<O> }
}

fn call_typed<O: Operation>(request: &str) -> Result<String, Faults> {
    let response = O::answer(typed_object(request)?)?;
    Ok(canonical(&response)?)
}

/// Every public judgement, by name.
pub const OPERATIONS: &[OperationInfo] = &[
    operation::<rooms::Room>(),
    operation::<calendars::AddWorkingDays>(),
    operation::<calendars::Check>(),
    operation::<calendars::DeadlineOf>(),
    operation::<calendars::IsWorkingDay>(),
    operation::<calendars::Status>(),
    operation::<calendars::WorkingDaysBetween>(),
    operation::<records::Review>(),
    operation::<records::Columns>(),
    operation::<catalogue::Errors>(),
    operation::<ledgers::Headings>(),
    operation::<ledgers::Records>(),
    operation::<numbers::Audit>(),
    operation::<numbers::Next>(),
    operation::<numbers::Order>(),
    operation::<numbers::Parse>(),
    operation::<numbers::ParseLenient>(),
    operation::<catalogue::List>(),
    operation::<policies::CheckOrganisation>(),
    operation::<workforces::Whole<workforces::AlertsOn>>(),
    operation::<plans::Capabilities>(),
    operation::<workforces::Whole<workforces::CompanyOn>>(),
    operation::<workforces::Whole<workforces::CompetenceFor>>(),
    operation::<workforces::Whole<workforces::CompletionOn>>(),
    operation::<workforces::Whole<workforces::CourseStatus>>(),
    operation::<workforces::Whole<workforces::KeyPosts>>(),
    operation::<workforces::Whole<workforces::DrillsOn>>(),
    operation::<plans::ExpiryOf>(),
    operation::<workforces::Whole<workforces::HistoryFor>>(),
    operation::<workforces::Whole<workforces::Hours>>(),
    operation::<workforces::Whole<workforces::MayWork>>(),
    operation::<plans::Obligations>(),
    operation::<workforces::Whole<workforces::File>>(),
    operation::<plans::Planned>(),
    operation::<plans::Presets>(),
    operation::<plans::Trainings>(),
    operation::<workforces::Whole<workforces::Works>>(),
    operation::<policies::Diff>(),
    operation::<policies::Parameters>(),
    operation::<policies::Seed>(),
    operation::<policies::Validate>(),
    operation::<registers::DepartmentScore>(),
    operation::<receipts::CheckReceipt>(),
    operation::<receipts::CompareReceipts>(),
    operation::<receipts::ReceiptOf>(),
    operation::<records::Check>(),
    operation::<records::ContentDigest>(),
    operation::<records::DeadlinesOf>(),
    operation::<records::Schema>(),
    operation::<registers::Review>(),
    operation::<records::MayDestroy>(),
    operation::<records::Until>(),
    operation::<catalogue::Explain>(),
    operation::<catalogue::Rules>(),
    operation::<catalogue::Vocabulary>(),
    operation::<wordings::Hints>(),
    operation::<wordings::Entries>(),
];

/// Answers one operation: JSON in, canonical JSON out.
///
/// # Errors
/// [`ErrorCode::UnknownOperation`], [`ErrorCode::InvalidUtf8`], a request that is not of its type, and why the question could
/// not be computed.
///
/// ```
/// let answer = anxun::operations::call("calendar.add_working_days", br#"{"date":"2026-02-13","days":3}"#)?;
/// assert_eq!(answer, r#"{"date":"2026-02-25"}"#);
/// # Ok::<(), anxun::error::Faults>(())
/// ```
pub fn call(name: &str, request: &[u8]) -> Result<String, Faults> {
    let Some(operation) = OPERATIONS.iter().find(|one| one.name == name) else {
        let found = if name.len() <= 64 { name.escape_debug().to_string() } else { "a long name".to_owned() };
        return Err(Error::new(ErrorCode::UnknownOperation, found, "a name of operations()").into());
    };
    // A request carries whole registers: it may be larger than one document.
    let limit = Limits::default().document.saturating_mul(16);
    if request.len() > limit {
        let found = format!("{} bytes", request.len());
        return Err(Error::new(ErrorCode::Limit, found, format!("a request of at most {limit} bytes")).into());
    }
    let text = simdutf8::basic::from_utf8(request)
        .map_err(|_| Error::new(ErrorCode::InvalidUtf8, "bytes that are no text", "UTF-8"))?;
    (operation.call)(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_sorted_and_documented() {
        let names: Vec<_> = OPERATIONS.iter().map(|one| one.name).collect();
        let mut sorted = names.clone();
        sorted.sort_unstable();
        sorted.dedup();
        assert_eq!(names, sorted);
        assert!(OPERATIONS.iter().all(|one| !one.zh.is_empty() && !one.en.is_empty()));
    }

    #[test]
    fn every_operation_refuses_what_is_no_request() {
        for one in OPERATIONS {
            for request in ["", "[]", "{", "{}x", "{\"no_such_field\":1}", "\"\""] {
                let answer = call(one.name, request.as_bytes());
                assert!(answer.is_err(), "{} {request}", one.name);
            }
        }
        assert_eq!(call("no.such", b"{}").unwrap_err().0[0].code, ErrorCode::UnknownOperation);
        assert_eq!(call("rule.list", b"\xff").unwrap_err().0[0].code, ErrorCode::InvalidUtf8);
    }
}
