//! The functions of the table: each judges one person on one day. Certificates have a file of their own beside.

pub(super) mod change;
pub(super) mod entry;
pub(super) mod hours;
pub(super) mod job;

use chrono::NaiveDate;

use super::obligation::{ObligationRow, ObligationState, Standing};
use super::question::{Passed, after};
use crate::rule::Reason;

/// Where the records of trainings stand: what cannot be judged without them points there.
pub(super) const TRAININGS: &str = "/trainings";

/// The standing of a training that has to be passed; `owed_since` is the day from which it is missing.
pub(super) fn of_pass(row: &ObligationRow, passed: Passed, owed_since: NaiveDate) -> Standing {
    match passed {
        Passed::Yes { known, last, .. } => {
            let state = if owed_since < known { ObligationState::MetLate } else { ObligationState::Met };
            Standing { until: last, ..row.stands(state).since(known) }.next(last.and_then(after))
        }
        Passed::Maybe(last) => {
            let path = format!("{TRAININGS}/valid");
            row.unknown(Reason::FactMissing { path: path.into() }).next(last.and_then(after))
        }
        Passed::Lapsed(last) => after(last).map_or_else(
            || row.stands(ObligationState::Expired),
            |day| row.stands(ObligationState::Expired).since(day),
        ),
        Passed::Failed(day) => row.stands(ObligationState::Failed).since(day),
        Passed::Never => row.stands(ObligationState::Missing).since(owed_since),
    }
}
