//! `policy.*` and `organisation.check`.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use super::Operation;
use super::context::{policy, under};
use crate::error::{Error, ErrorCode, Faults};
use crate::org::Organisation;
use crate::policy::{Change, Param, PolicyBook, PolicyWarning, diff, params};
use crate::value::form;

use super::catalogue::Nothing;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct OrganisationRequest {
    organisation: Box<RawValue>,
}

#[derive(Serialize)]
pub(super) struct OrganisationFacts {
    departments: Vec<String>,
    people: usize,
}

pub(super) struct CheckOrganisation;

impl Operation for CheckOrganisation {
    const NAME: &'static str = "organisation.check";
    const ZH: &'static str = "检查组织与人员数据是否自洽";
    const EN: &'static str = "Whether the data of units and people agree with themselves";
    type Request = OrganisationRequest;
    type Response = OrganisationFacts;

    fn answer(request: OrganisationRequest) -> Result<OrganisationFacts, Faults> {
        let organisation = Organisation::from_json(request.organisation.get()).map_err(under("/organisation"))?;
        Ok(OrganisationFacts {
            departments: organisation.departments().map(|unit| unit.code.clone()).collect(),
            people: organisation.data().people.len(),
        })
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct DiffRequest {
    before: Box<RawValue>,
    after: Box<RawValue>,
    /// The day on which both are compared.
    #[serde(with = "form::date")]
    on: NaiveDate,
}

pub(super) struct Diff;

impl Operation for Diff {
    const NAME: &'static str = "policy.diff";
    const ZH: &'static str = "两套制度参数在某日的差异（更严、更宽、不同）";
    const EN: &'static str = "How two policies differ on a day: stricter, laxer, different";
    type Request = DiffRequest;
    type Response = Vec<Change>;

    fn answer(request: DiffRequest) -> Result<Vec<Change>, Faults> {
        let before = policy(Some(&request.before)).map_err(under("/before"))?;
        let after = policy(Some(&request.after)).map_err(under("/after"))?;
        Ok(diff(before.on(request.on)?, after.on(request.on)?))
    }
}

pub(super) struct Parameters;

impl Operation for Parameters {
    const NAME: &'static str = "policy.parameters";
    const ZH: &'static str = "制度参数表：键、类型、单位、来源、取值";
    const EN: &'static str = "The table of parameters: key, type, unit, source, value";
    type Request = Nothing;
    type Response = Vec<&'static Param>;

    fn answer(_: Nothing) -> Result<Vec<&'static Param>, Faults> {
        Ok(params().collect())
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SeedRequest {
    /// Day of the change of 2023; absent = the revised version alone.
    #[serde(default, with = "form::date::option")]
    revised_on: Option<NaiveDate>,
}

pub(super) struct Seed;

impl Operation for Seed {
    const NAME: &'static str = "policy.seed";
    const ZH: &'static str = "方案自带的制度参数（可指定2023年修订日期）";
    const EN: &'static str = "The policy of the scheme, with the day of the change of 2023 where it is given";
    type Request = SeedRequest;
    type Response = PolicyBook;

    fn answer(request: SeedRequest) -> Result<PolicyBook, Faults> {
        Ok(request.revised_on.map_or_else(PolicyBook::seed, PolicyBook::seed_revised_on))
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ValidateRequest {
    policy: Box<RawValue>,
    /// Whether a value laxer than its source needs a reason.
    #[serde(default)]
    strict: bool,
}

#[derive(Serialize)]
pub(super) struct WarningRow {
    #[serde(flatten)]
    warning: PolicyWarning,
    zh: String,
    en: String,
}

pub(super) struct Validate;

impl Operation for Validate {
    const NAME: &'static str = "policy.validate";
    const ZH: &'static str = "列出低于来源要求的参数值；严格模式下须有理由";
    const EN: &'static str = "Names each value laxer than its source; in strict mode each needs a reason";
    type Request = ValidateRequest;
    type Response = Vec<WarningRow>;

    fn answer(request: ValidateRequest) -> Result<Vec<WarningRow>, Faults> {
        let book = policy(Some(&request.policy)).map_err(under("/policy"))?;
        let warnings = if request.strict { book.validate_strict() } else { book.validate() };
        let warnings = warnings.map_err(|error: Error| match error.code {
            ErrorCode::PolicyNeedsReason => error.under("/policy"),
            _ => error,
        })?;
        Ok(warnings.into_iter().map(|one| WarningRow { zh: one.zh(), en: one.en(), warning: one }).collect())
    }
}
