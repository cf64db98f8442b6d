//! `rule.*`, `vocabulary.list`, `error.list`, `operation.list`: the tables themselves.

use serde::{Deserialize, Serialize};

use super::{OPERATIONS, Operation, OperationInfo};
use crate::check::{Confirmer, Responsible, WarningKind};
use crate::error::{ERRORS, Error, ErrorCode, Faults};
use crate::plan::{
    CertificateState, Confidence, EmergencyPlanKind, ExpiryBasis, FileGap, HourGroup, HourPhase, IndustryKind,
    KeyGroup, May, Obligation, ObligationState, ObligationTrigger, PersonEventKind, PresetName, ReleaseKind,
};
use crate::quality::{KpiPartName, VerificationResult};
use crate::retention::{OpenReason, Why};
use crate::rule::{self, DueBy, Facet, Family, Grade, Remedy, Rule, Severity, Step};
use crate::rulebook;
use crate::vocab::{Codes, VOCABULARY};
use crate::wording::WordingField;

/// The enumerations of the answers: their modules stand above `vocab`, whose table is that of the facts.
const ANSWERS: &[Codes] = &[
    Severity::CODES,
    Grade::CODES,
    Facet::CODES,
    Remedy::CODES,
    Family::CODES,
    Step::CODES,
    DueBy::CODES,
    WarningKind::CODES,
    Responsible::CODES,
    Confirmer::CODES,
    OpenReason::CODES,
    Why::CODES,
    VerificationResult::CODES,
    KpiPartName::CODES,
    WordingField::CODES,
    May::CODES,
    Obligation::CODES,
    ObligationState::CODES,
    ObligationTrigger::CODES,
    ReleaseKind::CODES,
    IndustryKind::CODES,
    PersonEventKind::CODES,
    EmergencyPlanKind::CODES,
    CertificateState::CODES,
    ExpiryBasis::CODES,
    PresetName::CODES,
    Confidence::CODES,
    HourGroup::CODES,
    HourPhase::CODES,
    KeyGroup::CODES,
    FileGap::CODES,
];

/// A question without anything to say.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Nothing {}

#[derive(Serialize)]
pub(super) struct ErrorRow {
    code: &'static str,
    status: i32,
    zh: &'static str,
    en: &'static str,
}

pub(super) struct Errors;

impl Operation for Errors {
    const NAME: &'static str = "error.list";
    const ZH: &'static str = "错误代码表";
    const EN: &'static str = "The table of error codes";
    type Request = Nothing;
    type Response = Vec<ErrorRow>;

    fn answer(_: Nothing) -> Result<Vec<ErrorRow>, Faults> {
        let rows = ERRORS.iter().map(|row| ErrorRow { code: row.name, status: row.status, zh: row.zh, en: row.en });
        Ok(rows.collect())
    }
}

pub(super) struct List;

impl Operation for List {
    const NAME: &'static str = "operation.list";
    const ZH: &'static str = "全部操作";
    const EN: &'static str = "Every operation";
    type Request = Nothing;
    type Response = &'static [OperationInfo];

    fn answer(_: Nothing) -> Result<&'static [OperationInfo], Faults> {
        Ok(OPERATIONS)
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ExplainRequest {
    code: String,
    #[serde(default)]
    lang: Option<String>,
}

#[derive(Serialize)]
pub(super) struct ExplainAnswer {
    text: String,
}

pub(super) struct Explain;

impl Operation for Explain {
    const NAME: &'static str = "rule.explain";
    const ZH: &'static str = "解释一条规则（lang：zh 或 en）";
    const EN: &'static str = "Explains a rule (lang: zh or en)";
    type Request = ExplainRequest;
    type Response = ExplainAnswer;

    fn answer(request: ExplainRequest) -> Result<ExplainAnswer, Faults> {
        let lang = request.lang.as_deref().unwrap_or("zh");
        if !matches!(lang, "zh" | "en") {
            return Err(Error::new(ErrorCode::UnknownCode, "another language", "zh or en").at("/lang").into());
        }
        let text = rulebook::explain(&request.code, lang);
        let text =
            text.ok_or_else(|| Error::new(ErrorCode::UnknownCode, "no such rule", "a code of rule.list").at("/code"))?;
        Ok(ExplainAnswer { text })
    }
}

pub(super) struct Rules;

impl Operation for Rules {
    const NAME: &'static str = "rule.list";
    const ZH: &'static str = "规则目录";
    const EN: &'static str = "The catalogue of rules";
    type Request = Nothing;
    type Response = &'static [&'static Rule];

    fn answer(_: Nothing) -> Result<&'static [&'static Rule], Faults> {
        Ok(rule::ALL)
    }
}

pub(super) struct Vocabulary;

impl Operation for Vocabulary {
    const NAME: &'static str = "vocabulary.list";
    const ZH: &'static str = "全部代码表";
    const EN: &'static str = "Every enumeration with its codes";
    type Request = Nothing;
    type Response = Vec<&'static Codes>;

    fn answer(_: Nothing) -> Result<Vec<&'static Codes>, Faults> {
        Ok(VOCABULARY.iter().chain(ANSWERS).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_enumeration_of_facts_and_answers_has_a_name_of_its_own() {
        let list: Vec<_> = Vocabulary::answer(Nothing {}).unwrap().iter().map(|codes| codes.name).collect();
        let mut names = list.clone();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), list.len());
        assert!(names.contains(&"TrainingKind") && names.contains(&"Severity"));
    }
}
