//! What a figure needs beside the records.

use serde::{Deserialize, Serialize};

use crate::rule::Grade;
use crate::value::{Stamp, form};
use crate::vocab::code::codes;

codes! {
    /// Result of comparing one item of a sampled record with reality (IV.4.1.a).
    VerificationResult {
        Match "相符" "it matches";
        Mismatch "不符" "it does not match";
        NotVerifiable "无法核实" "it cannot be verified";
    }
}

/// One item of a sampled record compared with reality (核验).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Verification {
    /// Id of the record, as the record carries it.
    pub record: String,
    /// What was compared.
    pub item: String,
    /// The result.
    pub result: VerificationResult,
}

/// A rectification of a defect (整改).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rectification {
    /// Id of the rectification.
    pub id: String,
    /// Id of the record.
    #[serde(default)]
    pub record: Option<String>,
    /// Code of the department that has to mend it.
    pub department: String,
    /// Code of the rule.
    #[serde(default)]
    pub code: Option<String>,
    /// Grade of the defect.
    #[serde(default)]
    pub grade: Option<Grade>,
    /// When the slip was issued.
    #[serde(with = "form::stamp")]
    pub issued_at: Stamp,
    /// By when it has to be closed.
    #[serde(with = "form::stamp")]
    pub due: Stamp,
    /// When it was closed.
    #[serde(default, with = "form::stamp::option")]
    pub closed_at: Option<Stamp>,
}

impl Rectification {
    /// Whether it was closed on time; `None` while it is open and not yet due.
    #[must_use]
    pub fn on_time(&self, as_of: Stamp) -> Option<bool> {
        match self.closed_at.filter(|closed| *closed <= as_of) {
            Some(closed) => Some(closed <= self.due),
            None if as_of > self.due => Some(false),
            None => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::parse_stamp;

    #[test]
    fn vi_3_1_c_closed_on_time_closed_late_open_and_not_yet_due() {
        let on_time = |closed: Option<&str>, as_of: &str| {
            let at = |time: &str| parse_stamp(&format!("2024-03-{time}+08:00")).unwrap();
            let rectification = Rectification {
                id: "Z-1".into(),
                record: None,
                department: "AJ".into(),
                code: None,
                grade: None,
                issued_at: at("01T09:00:00"),
                due: at("03T09:00:00"),
                closed_at: closed.map(at),
            };
            rectification.on_time(at(as_of))
        };
        assert_eq!(on_time(Some("03T09:00:00"), "31T00:00:00"), Some(true));
        assert_eq!(on_time(Some("03T09:00:01"), "31T00:00:00"), Some(false));
        assert_eq!(on_time(None, "03T09:00:00"), None);
        assert_eq!(on_time(None, "03T09:00:01"), Some(false));
        // Closed after the moment of the question: open at that moment.
        assert_eq!(on_time(Some("02T09:00:00"), "01T12:00:00"), None);
    }
}
