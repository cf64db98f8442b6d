//! `plan.*` without a workforce: the tables, the hours of a plan item, the trainings of records.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use super::Operation;
use super::catalogue::Nothing;
use super::context::ContextRequest;
use super::workforces::TermsRequest;
use crate::check;
use crate::error::{Fault, Faults};
use crate::plan::{
    CapabilityTags, Expiry, ExpiryRule, OBLIGATIONS, ObligationRow, PlannedAnswer, PlannedHours, PresetInfo,
    PresetName, Tagged, Training, capability_tags, expiry, planned_hours,
};
use crate::record::Document;
use crate::value::form;

pub(super) struct Capabilities;

impl Operation for Capabilities {
    const NAME: &'static str = "plan.capabilities";
    const ZH: &'static str = "计划项目与授课的能力标签计入哪些能力，没有标签的（PL-13）";
    const EN: &'static str =
        "Which capabilities the tags of a plan item and a lecture count for, and what carries none (PL-13)";
    type Request = Tagged;
    type Response = CapabilityTags;

    fn answer(request: Tagged) -> Result<CapabilityTags, Faults> {
        Ok(capability_tags(&request)?)
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ExpiryRequest {
    rule: ExpiryRule,
    #[serde(with = "form::date")]
    completed: NaiveDate,
    #[serde(default, with = "form::date::option")]
    previous: Option<NaiveDate>,
}

pub(super) struct ExpiryOf;

impl Operation for ExpiryOf {
    const NAME: &'static str = "plan.expiry";
    const ZH: &'static str = "按企业的起算方式（自完成日、自上一到期日、固定日期）推算到期日并说明依据";
    const EN: &'static str = "The expiry by the way in which a host counts it (completion, previous expiry, fixed day), with the reason in words";
    type Request = ExpiryRequest;
    type Response = Expiry;

    fn answer(request: ExpiryRequest) -> Result<Expiry, Faults> {
        Ok(expiry(&request.rule, request.completed, request.previous)?)
    }
}

pub(super) struct Obligations;

impl Operation for Obligations {
    const NAME: &'static str = "plan.obligations";
    const ZH: &'static str = "培训义务表：触发、人员、解除方式、规则";
    const EN: &'static str = "The table of obligations: trigger, people, release, rule";
    type Request = Nothing;
    type Response = &'static [ObligationRow];

    fn answer(_: Nothing) -> Result<&'static [ObligationRow], Faults> {
        Ok(OBLIGATIONS)
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PlannedRequest {
    item: PlannedHours,
    #[serde(default)]
    terms: TermsRequest,
    #[serde(with = "form::date")]
    date: NaiveDate,
}

pub(super) struct Planned;

impl Operation for Planned {
    const NAME: &'static str = "plan.planned_hours";
    const ZH: &'static str = "计划项目的学时是否达到规定的最低学时（PL-12）";
    const EN: &'static str = "Whether a plan item plans the hours that are prescribed for its kind (PL-12)";
    type Request = PlannedRequest;
    type Response = PlannedAnswer;

    fn answer(request: PlannedRequest) -> Result<PlannedAnswer, Faults> {
        Ok(planned_hours(&request.terms.prepare()?, request.item, request.date)?)
    }
}

pub(super) struct Presets;

impl Operation for Presets {
    const NAME: &'static str = "plan.presets";
    const ZH: &'static str = "外部法规预设：学时、离岗期限、演练周期及其可信度";
    const EN: &'static str = "Presets of external law: hours, absence, drills, with their confidence";
    type Request = Nothing;
    type Response = Vec<PresetInfo>;

    fn answer(_: Nothing) -> Result<Vec<PresetInfo>, Faults> {
        Ok(PresetName::ALL.iter().map(|preset| preset.info()).collect())
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct TrainingsRequest {
    records: Vec<Box<RawValue>>,
    context: ContextRequest,
}

#[derive(Serialize)]
pub(super) struct TrainingsAnswer {
    /// The trainings, in the order of the records and of their sheets.
    trainings: Vec<Training>,
    /// The records that could not be read, by place.
    faults: Vec<Fault>,
}

pub(super) struct Trainings;

impl Operation for Trainings {
    const NAME: &'static str = "plan.trainings";
    const ZH: &'static str = "由培训记录得出每人的培训经历（代签视为缺席）";
    const EN: &'static str =
        "The trainings that people attended, by their records; an authorised proxy counts as absent";
    type Request = TrainingsRequest;
    type Response = TrainingsAnswer;

    fn answer(request: TrainingsRequest) -> Result<TrainingsAnswer, Faults> {
        let context = request.context.prepare()?;
        let mut document = Document::new(context.limits());
        let mut answer = TrainingsAnswer { trainings: vec![], faults: vec![] };
        for (at, record) in request.records.iter().enumerate() {
            let place = format!("/records/{at}");
            let under = |fault: Fault| fault.under(&place);
            let mut facts = match document.read(record.get().as_bytes()) {
                Ok(facts) => facts,
                Err(error) => {
                    answer.faults.push(under(error));
                    continue;
                }
            };
            match check::review_facts(&mut facts, &context) {
                Ok(review) => answer.trainings.extend(check::trainings(&facts.record, &review, &context)),
                Err(faults) => answer.faults.extend(faults.0.into_iter().map(under)),
            }
        }
        Ok(answer)
    }
}
