//! `plan.*`: obligations, and who may work.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use super::Operation;
use super::catalogue::Nothing;
use super::context::{ContextRequest, policy, under};
use crate::check;
use crate::error::{Fault, Faults};
use crate::org::PersonKey;
use crate::plan::{
    self, Answer, OBLIGATIONS, ObligationRow, PresetInfo, PresetName, Training, WorkAsked, WorkTerms, Workforce,
};
use crate::record::Document;
use crate::value::form;

/// The numbers that decide.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct TermsRequest {
    /// Policy; absent = the values of the scheme.
    #[serde(default)]
    policy: Option<Box<RawValue>>,
    /// Presets of external law that are switched on.
    #[serde(default)]
    presets: Vec<PresetName>,
    /// Whether answers show employee numbers whole.
    #[serde(default)]
    reveal: bool,
}

/// A workforce and the terms of the question, ready to be asked.
fn prepared(workforce: &RawValue, terms: &TermsRequest) -> Result<(Workforce, WorkTerms), Faults> {
    let book = policy(terms.policy.as_deref()).map_err(under("/terms/policy"))?;
    let terms = WorkTerms::with_presets(&book, &terms.presets).with_reveal(terms.reveal);
    let workforce = Workforce::from_json(workforce.get())
        .map_err(|faults| Faults(faults.0.into_iter().map(under("/workforce")).collect()))?;
    Ok((workforce, terms))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct MayWorkRequest {
    workforce: Box<RawValue>,
    #[serde(default)]
    terms: TermsRequest,
    /// Who.
    person: PersonKey,
    /// The post; absent = the person's own.
    #[serde(default)]
    post: Option<String>,
    /// The operation; absent = the work of the post.
    #[serde(default)]
    operation: Option<String>,
    /// The day.
    #[serde(with = "form::date")]
    date: NaiveDate,
}

pub(super) struct MayWork;

impl Operation for MayWork {
    const NAME: &'static str = "plan.may_work";
    const ZH: &'static str = "某人某日能否上岗作业：可以、不可以或无法判定，附原因、解除方式与答案有效期";
    const EN: &'static str = "Whether a person may work on a day: yes, no or unknown, with reasons, releases and until when the answer holds";
    type Request = MayWorkRequest;
    type Response = Answer;

    fn answer(request: MayWorkRequest) -> Result<Answer, Faults> {
        let (workforce, terms) = prepared(&request.workforce, &request.terms)?;
        let work = WorkAsked { post: request.post.as_deref(), operation: request.operation.as_deref() };
        Ok(plan::may_work(&workforce, &terms, request.person.borrowed(), work, request.date)?)
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
                Ok(review) => answer.trainings.extend(check::trainings(&facts.record, &review)),
                Err(faults) => answer.faults.extend(faults.0.into_iter().map(under)),
            }
        }
        Ok(answer)
    }
}
