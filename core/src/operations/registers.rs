//! `register.review` and `quality.department_score`.

use std::sync::Arc;

use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use super::Operation;
use super::context::ContextRequest;
use crate::error::Faults;
use crate::quality::{KpiInputs, KpiScore, KpiWeights, department_score};
use crate::register::{Entry, Inputs, Register, Summary};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ScoreRequest {
    #[serde(flatten)]
    inputs: Rates,
    /// Weights; absent = those of the scheme.
    #[serde(default)]
    weights: Option<KpiWeights>,
    /// Full points where a supplied list of rectifications has nothing due; absent = as the scheme's default.
    #[serde(default)]
    full_marks: Option<bool>,
}

#[derive(Deserialize)]
struct Rates {
    rates: KpiInputs,
}

pub(super) struct DepartmentScore;

impl Operation for DepartmentScore {
    const NAME: &'static str = "quality.department_score";
    const ZH: &'static str = "部门考核得分（完整率、归档率、整改率、达标率）";
    const EN: &'static str = "The KPI of a department from its four rates";
    type Request = ScoreRequest;
    type Response = KpiScore;

    fn answer(request: ScoreRequest) -> Result<KpiScore, Faults> {
        let seed = crate::policy::PolicyVersion::seed();
        let weights = request.weights.unwrap_or_else(|| KpiWeights::of(&seed));
        let full_marks = request.full_marks.unwrap_or(seed.text("kpi.undefined") == Some("FullMarks"));
        Ok(department_score(&request.inputs.rates, &weights, full_marks)?)
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RegisterRequest {
    records: Vec<Box<RawValue>>,
    context: ContextRequest,
    #[serde(default)]
    inputs: Inputs,
}

#[derive(Serialize)]
pub(super) struct RegisterAnswer {
    entries: Vec<Entry>,
    summary: Summary,
}

pub(super) struct Review;

impl Operation for Review {
    const NAME: &'static str = "register.review";
    const ZH: &'static str = "审查一批记录：逐条结果、编号问题与汇总（大批量请用流式接口）";
    const EN: &'static str =
        "Reviews a list of records: each entry, findings between records, summary (long registers: the stream)";
    type Request = RegisterRequest;
    type Response = RegisterAnswer;

    fn answer(request: RegisterRequest) -> Result<RegisterAnswer, Faults> {
        let context = Arc::new(request.context.prepare()?);
        let mut register = Register::new(context, &request.inputs).map_err(|error| error.under("/inputs"))?;
        let mut entries = Vec::with_capacity(request.records.len());
        register.push_lines(1, request.records.iter().map(|record| Ok(record.get().as_bytes())), |entry| {
            entries.push(entry)
        });
        Ok(RegisterAnswer { entries, summary: register.finish()? })
    }
}
