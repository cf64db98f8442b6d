//! What an audit of a ledger reads and answers: entries, fates, issues. Plain data and its texts.
//!
//! Source: II.6.1.c, III.4.1, V.1.1.d, X.9; NB-01 to NB-05, NB-07 to NB-09; C-35.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::number::Scope;
use crate::value::form;

/// What an entry of the ledger says of its number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum EntryStatus {
    /// A record bears it (在用).
    Issued,
    /// It was voided (作废).
    Void,
    /// Its record was destroyed by procedure (销毁登记); the number stays used.
    Tombstone,
    /// It is reserved, alone or as the first of a block (预留).
    Reserved,
}

/// One entry of a ledger, as far as numbers go (总台账).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NumberEntry {
    /// The number as it stands in the ledger, byte for byte.
    pub number: String,
    /// Status: what the entry says of the number.
    pub status: EntryStatus,
    /// Reserved block: its last number; without it one number is reserved.
    #[serde(default)]
    pub to: Option<String>,
    /// Id of the record. Two entries of one id are the same record, e.g. issued and later destroyed.
    #[serde(default)]
    pub id: Option<String>,
    /// Local day on which the number was given.
    #[serde(default, with = "form::date::option")]
    pub numbered_on: Option<NaiveDate>,
    /// Local day on which the session ended.
    #[serde(default, with = "form::date::option")]
    pub session_end: Option<NaiveDate>,
    /// Unit code of the record's department.
    #[serde(default)]
    pub department: Option<String>,
    /// Training kind of the record.
    #[serde(default)]
    pub kind: Option<String>,
}

/// The one fate of a number in the range of its scope. Where several entries speak of it, the first of this list wins.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Fate {
    /// A record bears it or bore it until its destruction.
    Issued,
    /// Voided.
    Void,
    /// Reserved and not yet used.
    Reserved,
    /// No entry: a gap (NB-05).
    Unexplained,
}

/// Neighbouring numbers of one fate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FateRange {
    /// The first sequence.
    pub from: u32,
    /// The last sequence.
    pub to: u32,
    /// Their fate.
    pub fate: Fate,
}

/// The numbers of one scope from the first to the last that the ledger knows, each in exactly one range.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ScopeFates {
    /// The scope.
    pub scope: Scope,
    /// The first sequence that the ledger knows.
    pub first: u32,
    /// The last one.
    pub last: u32,
    /// The fates, in order and without holes.
    pub fates: Vec<FateRange>,
}

macro_rules! issue_kinds {
    ($($(#[doc = $doc:literal])* $kind:ident, $code:expr, $zh:literal, $en:literal;)*) => {
        /// What is the matter with a number of a ledger.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        pub enum LedgerIssueKind { $($(#[doc = $doc])* $kind,)* }

        impl LedgerIssueKind {
            /// The code of the rule; `None` for what is a remark of the ledger only and never stands in a review.
            #[must_use]
            pub const fn code(self) -> Option<&'static str> {
                match self { $(LedgerIssueKind::$kind => $code,)* }
            }

            /// The issue in Chinese and in English; `{}` stands for the numbers.
            const fn texts(self) -> (&'static str, &'static str) {
                match self { $(LedgerIssueKind::$kind => ($zh, $en),)* }
            }
        }
    };
}

issue_kinds! {
    /// NB-01: the number of an entry is no number.
    Malformed, Some("NB-01"), "记录编号不符合“年度-部门代码-培训类型-序号”：{}",
        "the record number does not follow year-department-type-sequence: {}";
    /// NB-02: the department code is not in the table.
    DepartmentUnknown, Some("NB-02"), "部门代码不在代码表：{}", "the department code is not in the code table: {}";
    /// NB-03: the type code is not in the table.
    TypeUnknown, Some("NB-03"), "培训类型代码不在代码表：{}", "the type code is not in the code table: {}";
    /// NB-04: several records or tombstones bear one number.
    Duplicate, Some("NB-04"), "编号被多份记录或销毁登记共用：{}", "the number is borne by several records or tombstones: {}";
    /// NB-05: numbers between the first and the last have no entry.
    Gap, Some("NB-05"), "编号缺号，既无记录，也无销毁或作废登记：{}",
        "the sequence has a gap without record, tombstone or void entry: {}";
    /// NB-07: the year is not that of the session's end.
    Year, Some("NB-07"), "编号的年度不是培训结束的年度：{}", "the year of the number is not that of the session's end: {}";
    /// NB-08: the sequence passed 999.
    Width, Some("NB-08"), "序号已超过999，改用四位数：{}", "the sequence passed 999 and continues with four digits: {}";
    /// NB-09: the codes disagree with the record's department or kind.
    ScopeMismatch, Some("NB-09"), "编号的部门或类型代码与记录不符：{}",
        "the department or type code of the number disagrees with the record: {}";
    /// A number is void, and yet a record or tombstone bears it (X.9).
    VoidBorne, None, "已作废的编号仍有记录使用：{}", "the number is void, and yet a record bears it: {}";
    /// Two reserved blocks hold the same number and would issue it twice.
    ReservedTwice, None, "编号被两次预留：{}", "the numbers are reserved twice: {}";
    /// A higher sequence of one scope was numbered on an earlier local day.
    OrderAgainstDate, None, "后一编号的编号日期早于前一编号：{}", "the later number was given on an earlier day than the one before: {}";
    /// Numbers that are equal after width folding, upper-casing, O to 0, I and l to 1.
    LookAlike, None, "编号形近，易混淆：{}", "the numbers look alike: {}";
}

/// One issue of a ledger. Ordered by scope, sequence and kind; those without scope come first.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct LedgerIssue {
    /// The scope; none for a text that is no number.
    pub scope: Option<Scope>,
    /// The first sequence concerned.
    pub from: Option<u32>,
    /// The last sequence concerned: of a gap, of the four-digit part, of what is reserved twice.
    pub to: Option<u32>,
    /// What is the matter.
    pub kind: LedgerIssueKind,
    /// Code of the rule, or none.
    pub code: Option<&'static str>,
    /// The numbers concerned, of a range the first and the last. Of a text that may be no number only its length.
    pub numbers: Vec<String>,
    /// Ids of the records concerned, ordered.
    pub ids: Vec<String>,
    /// Positions of the entries concerned in the ledger, from 0.
    pub entries: Vec<usize>,
    /// The issue in Chinese.
    pub zh: String,
    /// The issue in English.
    pub en: String,
}

impl LedgerIssue {
    /// An issue of that kind about these numbers; where and who is filled in by the caller.
    pub(super) fn new(kind: LedgerIssueKind, numbers: Vec<String>) -> Self {
        let (zh, en) = kind.texts();
        let ranged = matches!(kind, LedgerIssueKind::Gap | LedgerIssueKind::Width | LedgerIssueKind::ReservedTwice);
        let zh = zh.replace("{}", &numbers.join(if ranged { "至" } else { "、" }));
        let en = en.replace("{}", &numbers.join(if ranged { " to " } else { ", " }));
        let (ids, entries) = (Vec::new(), Vec::new());
        LedgerIssue { scope: None, from: None, to: None, kind, code: kind.code(), numbers, ids, entries, zh, en }
    }
}

/// What an audit could not judge, since the entries do not say what it takes. Unknown never passes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct NotAudited {
    /// The kind of issue that was not looked for.
    pub kind: LedgerIssueKind,
    /// What is missing: `scheme`, or the field of the entries.
    pub missing: &'static str,
    /// In how many entries.
    pub entries: usize,
}

/// The answer of an audit.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct NumberAudit {
    /// The fates of all numbers, ordered by scope.
    pub scopes: Vec<ScopeFates>,
    /// The issues, ordered by scope, sequence and kind.
    pub issues: Vec<LedgerIssue>,
    /// What was not judged and why.
    pub not_audited: Vec<NotAudited>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_entry_needs_only_number_and_status() {
        let entry: NumberEntry = serde_json::from_str(r#"{"number":"2024-CG-SC-001","status":"Void"}"#).unwrap();
        assert_eq!((entry.status, entry.to, entry.session_end), (EntryStatus::Void, None, None));
        assert!(serde_json::from_str::<NumberEntry>(r#"{"number":"2024-CG-SC-001","status":"Lost"}"#).is_err());
    }

    #[test]
    fn an_issue_speaks_both_languages() {
        let gap = LedgerIssue::new(LedgerIssueKind::Gap, vec!["2024-CG-SC-015".into(), "2024-CG-SC-020".into()]);
        assert_eq!(gap.code, Some("NB-05"));
        assert_eq!(gap.zh, "编号缺号，既无记录，也无销毁或作废登记：2024-CG-SC-015至2024-CG-SC-020");
        assert!(gap.en.ends_with(": 2024-CG-SC-015 to 2024-CG-SC-020"));
        let json = serde_json::to_value(LedgerIssue::new(LedgerIssueKind::LookAlike, Vec::new())).unwrap();
        assert_eq!((json["kind"].as_str(), json["code"].is_null()), (Some("LookAlike"), true));
    }
}
