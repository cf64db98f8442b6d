//! `rule.*`, `vocabulary.list`, `error.list`, `operation.list`: the tables themselves.

use serde::{Deserialize, Serialize};

use super::{OPERATIONS, Operation, OperationInfo};
use crate::error::{ERRORS, Error, ErrorCode, Faults};
use crate::rule::{self, Rule};
use crate::vocab::{Codes, VOCABULARY};

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
        let text = rule::explain(&request.code, lang);
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
    type Response = &'static [Codes];

    fn answer(_: Nothing) -> Result<&'static [Codes], Faults> {
        Ok(VOCABULARY)
    }
}
