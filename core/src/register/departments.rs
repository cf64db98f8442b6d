//! One department in the summary.

use serde::Serialize;

use crate::check::Context;
use crate::error::Result;
use crate::policy::PolicyVersion;
use crate::quality::{Counts, KpiInputs, KpiScore, KpiWeights, QualityRates, Targets, department_score};

/// A department with its rates and its KPI.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Department {
    /// Code; empty for records that name none.
    pub department: String,
    /// Name by the organisation.
    pub name: Option<String>,
    /// Month, `2025-07`; absent for a row over all months.
    pub month: Option<String>,
    /// Records judged.
    pub records: u64,
    /// The four rates.
    pub rates: QualityRates,
    /// The KPI.
    pub kpi: KpiScore,
}

impl Department {
    /// A department from its counts, by the policy at `as_of`.
    pub(super) fn of(
        code: &str,
        month: Option<&str>,
        counts: &Counts,
        context: &Context,
        policy: &PolicyVersion,
        supplied: (bool, bool),
    ) -> Result<Department> {
        let unit = context.organisation().and_then(|people| people.unit(code));
        Ok(Department {
            department: code.to_owned(),
            name: unit.map(|unit| unit.name.clone()),
            month: month.map(str::to_owned),
            records: counts.records,
            rates: QualityRates::of(counts, &Targets::of(policy), supplied.0),
            kpi: score(counts, policy, supplied.1)?,
        })
    }
}

/// The KPI of some counts by a version of the policy.
pub(super) fn score(counts: &Counts, policy: &PolicyVersion, has_rectifications: bool) -> Result<KpiScore> {
    let full_marks = policy.text("kpi.undefined") == Some("FullMarks");
    department_score(&KpiInputs::of(counts, has_rectifications), &KpiWeights::of(policy), full_marks)
}
