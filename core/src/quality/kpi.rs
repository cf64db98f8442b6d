//! The department KPI (VI.3.1): four parts with weights.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::tally::Counts;
use crate::error::{Error, ErrorCode, Result};
use crate::policy::PolicyVersion;
use crate::value::{Rate, decimal_text, form, round_to};
use crate::vocab::code::codes;

codes! {
    /// Parts of the department KPI.
    KpiPartName {
        Completeness "记录完整率" "record completeness";
        Archive "及时归档率" "timely archiving";
        Rectification "问题整改率" "rectification";
        Effect "培训效果达标率" "training effect";
    }
}

/// Weights of the parts, fractions of 1 that sum to exactly 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KpiWeights {
    /// 记录完整率.
    #[serde(with = "form::decimal")]
    pub completeness: Decimal,
    /// 及时归档率.
    #[serde(with = "form::decimal")]
    pub archive: Decimal,
    /// 问题整改率.
    #[serde(with = "form::decimal")]
    pub rectification: Decimal,
    /// 培训效果达标率.
    #[serde(with = "form::decimal")]
    pub effect: Decimal,
}

impl KpiWeights {
    /// The weights of a version of the policy.
    #[must_use]
    pub fn of(policy: &PolicyVersion) -> Self {
        let share = |key: &str| policy.decimal(key).unwrap_or_default();
        KpiWeights {
            completeness: share("kpi.weights.completeness"),
            archive: share("kpi.weights.archive"),
            rectification: share("kpi.weights.rectification"),
            effect: share("kpi.weights.effect"),
        }
    }
}

/// The rates of the parts. A rate with `of` = 0 is undefined.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KpiInputs {
    /// Records with every core element, of those assessed.
    pub completeness: (u64, u64),
    /// Records archived by their due, of those due.
    pub archive: (u64, u64),
    /// Rectifications closed on time, of those due; `null` where no list was supplied.
    pub rectification: Option<(u64, u64)>,
    /// Sessions that met their goal, of those with an evaluation due.
    pub effect: (u64, u64),
}

impl KpiInputs {
    /// The inputs from some counts. `has_rectifications` says whether a list of rectifications was supplied.
    #[must_use]
    pub fn of(counts: &Counts, has_rectifications: bool) -> Self {
        KpiInputs {
            completeness: (counts.complete.met, counts.complete.of),
            archive: (counts.archived.met, counts.archived.of),
            rectification: has_rectifications.then_some((counts.rectified.met, counts.rectified.of)),
            effect: (counts.effect.met, counts.effect.of),
        }
    }
}

/// One part of the score.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct KpiPart {
    /// Which.
    pub part: KpiPartName,
    /// Its rate.
    pub rate: Rate,
    /// Its weight.
    #[serde(with = "form::decimal")]
    pub weight: Decimal,
    /// Points that it gives before the weights of undefined parts are spread, two decimals; `null` = none.
    #[serde(with = "form::decimal::option")]
    pub points: Option<Decimal>,
    /// Full points because nothing was due in a supplied list (`kpi.undefined`).
    pub full_marks: bool,
    /// Undefined: its weight is spread over the others in proportion (C-58).
    pub weight_spread: bool,
}

/// The KPI of a department.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct KpiScore {
    /// Points of 100, two decimals, half away from zero; `null` where every part is undefined.
    #[serde(with = "form::decimal::option")]
    pub score: Option<Decimal>,
    /// The parts.
    pub parts: Vec<KpiPart>,
}

/// The KPI of a department from its rates. `full_marks` = the policy gives full points where a supplied list of
/// rectifications has nothing due.
///
/// # Errors
/// [`ErrorCode::WeightSum`] where the weights do not sum to exactly 1, [`ErrorCode::Range`] for a negative weight or a
/// rate above 1.
pub fn department_score(inputs: &KpiInputs, weights: &KpiWeights, full_marks: bool) -> Result<KpiScore> {
    let rows = [
        (KpiPartName::Completeness, Some(inputs.completeness), weights.completeness, "NothingAssessed"),
        (KpiPartName::Archive, Some(inputs.archive), weights.archive, "NothingDue"),
        (KpiPartName::Rectification, inputs.rectification, weights.rectification, "NothingDue"),
        (KpiPartName::Effect, Some(inputs.effect), weights.effect, "NoEvaluationDue"),
    ];
    check_weights(rows.iter().map(|row| row.2))?;
    let mut parts = Vec::with_capacity(rows.len());
    let (mut sum, mut base) = (Decimal::ZERO, Decimal::ZERO);
    for (part, counted, weight, reason) in rows {
        let (met, of) = counted.unwrap_or((0, 0));
        if met > of {
            return Err(
                Error::new(ErrorCode::Range, format!("{met} of {of}"), "at most as many as count").at(part.code())
            );
        }
        let rate = Rate::of(met, of, if counted.is_none() { "NotSupplied" } else { reason });
        let is_full = part == KpiPartName::Rectification && counted == Some((0, 0)) && full_marks;
        let points = match rate.value() {
            Some(ratio) => weighted(weight, ratio.num, ratio.den),
            None if is_full => weight.checked_mul(Decimal::ONE_HUNDRED),
            None => None,
        };
        if let Some(points) = points {
            sum += points;
            base += weight;
        }
        parts.push(KpiPart {
            part,
            rate,
            weight,
            points: points.map(|points| round_to(points, 2)),
            full_marks: is_full,
            weight_spread: points.is_none(),
        });
    }
    let score = if base.is_zero() { None } else { sum.checked_div(base).map(|score| round_to(score, 2)) };
    Ok(KpiScore { score, parts })
}

/// Weight × 100 × met / of.
fn weighted(weight: Decimal, met: u64, of: u64) -> Option<Decimal> {
    weight.checked_mul(Decimal::ONE_HUNDRED)?.checked_mul(Decimal::from(met))?.checked_div(Decimal::from(of))
}

fn check_weights(weights: impl Iterator<Item = Decimal>) -> Result<()> {
    let mut sum = Decimal::ZERO;
    for weight in weights {
        if weight.is_sign_negative() && !weight.is_zero() {
            return Err(Error::new(ErrorCode::Range, decimal_text(weight), "a weight of 0 or more").at("/weights"));
        }
        sum = sum.checked_add(weight).unwrap_or(Decimal::MAX);
    }
    if sum == Decimal::ONE {
        return Ok(());
    }
    Err(Error::new(ErrorCode::WeightSum, decimal_text(sum), "1").at("/weights"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::policy::PolicyBook;
    use crate::value::parse_decimal;

    const INPUTS: KpiInputs =
        KpiInputs { completeness: (40, 40), archive: (49, 50), rectification: Some((19, 20)), effect: (9, 10) };

    fn score(inputs: &KpiInputs) -> String {
        let weights = KpiWeights::of(&PolicyBook::seed().versions()[0]);
        decimal_text(department_score(inputs, &weights, true).unwrap().score.unwrap())
    }

    #[test]
    fn g_06_the_weighted_score() {
        assert_eq!(score(&INPUTS), "96.25");
        assert_eq!(
            score(&KpiInputs { archive: (50, 50), rectification: Some((20, 20)), effect: (10, 10), ..INPUTS }),
            "100"
        );
        // A supplied list with nothing due: full points, marked; the rate stays undefined.
        assert_eq!(score(&KpiInputs { rectification: Some((0, 0)), ..INPUTS }), "97.5");
        // No list: undefined, its weight spread over the others.
        assert_eq!(score(&KpiInputs { rectification: None, ..INPUTS }), "96.67");
    }

    #[test]
    fn g_06_what_is_marked() {
        let weights = KpiWeights::of(&PolicyBook::seed().versions()[0]);
        let marked = |rectification| {
            let score = department_score(&KpiInputs { rectification, ..INPUTS }, &weights, true).unwrap();
            let part = score.parts.into_iter().find(|part| part.part == KpiPartName::Rectification).unwrap();
            (part.rate, part.full_marks, part.weight_spread)
        };
        assert_eq!(marked(Some((0, 0))), (Rate::Undefined("NothingDue"), true, false));
        assert_eq!(marked(None), (Rate::Undefined("NotSupplied"), false, true));
        let nothing = KpiInputs { completeness: (0, 0), archive: (0, 0), rectification: None, effect: (0, 0) };
        assert_eq!(department_score(&nothing, &weights, true).unwrap().score, None);
    }

    #[test]
    fn g_06_weights_sum_to_exactly_one() {
        let weights =
            KpiWeights { effect: parse_decimal("0.19").unwrap(), ..KpiWeights::of(&PolicyBook::seed().versions()[0]) };
        let error = department_score(&INPUTS, &weights, true).unwrap_err();
        assert_eq!((error.code, error.found.as_str()), (ErrorCode::WeightSum, "0.99"));
    }
}
