//! `record.*`, `check.review`, `retention.*`.

use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use super::Operation;
use super::catalogue::Nothing;
use super::context::ContextRequest;
use crate::check::{self, Context};
use crate::error::{Error, ErrorCode, Fault, Faults};
use crate::record::{Deadlines, Document, Facts, FieldRow, content_digest, field_table, json_schema};
use crate::retention::{self, Retention, RetentionTerms};

/// A record with the context of the question.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RecordRequest {
    record: Box<RawValue>,
    context: ContextRequest,
}

impl RecordRequest {
    /// Reads the record, whole or not at all, and asks with the terms of retention of its session.
    fn with_terms<T>(&self, ask: impl FnOnce(&Facts<'_>, &Context, &RetentionTerms) -> T) -> Result<T, Faults> {
        let context = self.context.prepare()?;
        let mut document = Document::new(context.limits());
        let (facts, policy) = context.sound(document.read(self.record.get().as_bytes())?)?;
        Ok(ask(&facts, &context, &RetentionTerms::of(policy)))
    }
}

pub(super) struct Review;

impl Operation for Review {
    const NAME: &'static str = "check.review";
    const ZH: &'static str = "审查一份培训记录：有效性、完整性、问题等级、逐条发现";
    const EN: &'static str = "Reviews a training record: validity, completeness, grade, findings";
    type Request = RecordRequest;
    type Response = check::Review;

    fn answer(request: RecordRequest) -> Result<check::Review, Faults> {
        let context = request.context.prepare()?;
        check::review_json(&mut Document::new(context.limits()), request.record.get().as_bytes(), &context)
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct CheckRequest {
    record: Box<RawValue>,
}

#[derive(Serialize)]
pub(super) struct CheckAnswer {
    faults: Vec<Fault>,
    unknown_keys: Vec<String>,
}

pub(super) struct Check;

impl Operation for Check {
    const NAME: &'static str = "record.check";
    const ZH: &'static str = "只检查记录能否读取：列出每处数据错误与未知字段";
    const EN: &'static str = "Whether a record can be read: every fault and every unknown key, nothing judged";
    type Request = CheckRequest;
    type Response = CheckAnswer;

    fn answer(request: CheckRequest) -> Result<CheckAnswer, Faults> {
        let mut document = Document::default();
        let facts = document.read(request.record.get().as_bytes())?;
        Ok(CheckAnswer { faults: facts.faults, unknown_keys: facts.unknown.into_iter().map(|key| key.path).collect() })
    }
}

#[derive(Serialize)]
pub(super) struct DigestAnswer {
    digest: String,
}

pub(super) struct ContentDigest;

impl Operation for ContentDigest {
    const NAME: &'static str = "record.content_digest";
    const ZH: &'static str = "记录的内容摘要（SHA-256），审核盖章时存入审核章";
    const EN: &'static str = "The content digest of a record (SHA-256), which the stamp of the review keeps";
    type Request = CheckRequest;
    type Response = DigestAnswer;

    fn answer(request: CheckRequest) -> Result<DigestAnswer, Faults> {
        let mut document = Document::default();
        let facts = document.read(request.record.get().as_bytes())?;
        // Of facts that were left out nobody can take a digest.
        if facts.faults.is_empty() {
            Ok(DigestAnswer { digest: content_digest(&facts.record) })
        } else {
            Err(Faults(facts.faults))
        }
    }
}

pub(super) struct DeadlinesOf;

impl Operation for DeadlinesOf {
    const NAME: &'static str = "record.deadlines";
    const ZH: &'static str = "记录各环节的截止时刻";
    const EN: &'static str = "By when the steps of a record are due";
    type Request = RecordRequest;
    type Response = Deadlines;

    fn answer(request: RecordRequest) -> Result<Deadlines, Faults> {
        request.with_terms(|facts, context, _| {
            let missing = || Error::new(ErrorCode::MissingEnd, "no end of the session", "date and time from–to");
            let end = facts.record.session_end().ok_or_else(missing)?;
            crate::record::deadlines(&facts.record, context.policy().at(end)?, context.calendar()).map_err(Faults::from)
        })?
    }
}

pub(super) struct Schema;

impl Operation for Schema {
    const NAME: &'static str = "record.schema";
    const ZH: &'static str = "培训记录的JSON Schema";
    const EN: &'static str = "The JSON Schema of a training record";
    type Request = Nothing;
    type Response = serde_json::Value;

    fn answer(_: Nothing) -> Result<serde_json::Value, Faults> {
        Ok(json_schema())
    }
}

pub(super) struct Columns;

impl Operation for Columns {
    const NAME: &'static str = "columns.schema";
    const ZH: &'static str = "培训记录的列式模式（Arrow）：每个字段的路径、类型、单位、条款、含义";
    const EN: &'static str = "The columns of a training record: path, Arrow type, unit, facet, clause, meaning";
    type Request = Nothing;
    type Response = Vec<FieldRow>;

    fn answer(_: Nothing) -> Result<Vec<FieldRow>, Faults> {
        Ok(field_table())
    }
}

pub(super) struct MayDestroy;

impl Operation for MayDestroy {
    const NAME: &'static str = "retention.may_destroy";
    const ZH: &'static str = "记录可否销毁，及每一项反对理由";
    const EN: &'static str = "Whether a record may be destroyed, with each reason against";
    type Request = RecordRequest;
    type Response = retention::MayDestroy;

    fn answer(request: RecordRequest) -> Result<retention::MayDestroy, Faults> {
        request.with_terms(|facts, context, terms| {
            retention::may_destroy(&facts.record, context.organisation(), terms, context.as_of())
        })
    }
}

pub(super) struct Until;

impl Operation for Until {
    const NAME: &'static str = "retention.until";
    const ZH: &'static str = "记录保存至何时，及适用的每条规则";
    const EN: &'static str = "Until when a record has to be kept, with every rule that applies";
    type Request = RecordRequest;
    type Response = Retention;

    fn answer(request: RecordRequest) -> Result<Retention, Faults> {
        request.with_terms(|facts, context, terms| {
            retention::retention_until(&facts.record, context.organisation(), terms, context.as_of())
        })
    }
}
