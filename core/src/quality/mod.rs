//! How good the records of a department are: the four rates of IV.4.1 and the department KPI of VI.3.1.
//!
//! A [`Membership`] says of one record in which figures it counts and how; a [`Tally`] adds them up by department and
//! month. A tally holds counts only, so that tallies merge in any order; rates are exact fractions made at the end, and a
//! rate over nothing is undefined. The list behind a figure is the memberships, not the tally.
//!
//! Uses every module above it. Source: IV.4.1, VI.3.1; C-20, C-39, C-58; G-06, G-31, G-32.

mod delay;
mod inputs;
mod kpi;
mod membership;
mod rates;
mod tally;

pub use delay::{Delays, hours_up};
pub use inputs::{Rectification, Verification, VerificationResult};
pub use kpi::{KpiInputs, KpiPart, KpiPartName, KpiScore, KpiWeights, department_score};
pub(crate) use membership::month_of;
pub use membership::{Dated, Membership};
pub use rates::{QualityRates, RateAgainstTarget, Targets};
pub(crate) use tally::sum;
pub use tally::{Counts, MonthKey, Share, Tally};
