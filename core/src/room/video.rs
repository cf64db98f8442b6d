//! The store of the recordings (VII.2.3.c): AR-12.

use rust_decimal::Decimal;
use serde::Serialize;

use super::facts::{VideoDeletion, VideoStore};
use super::{Case, Hits};
use crate::calendar::add_years;
use crate::error::{Error, ErrorCode, Result};
use crate::rule::{self, Rule};
use crate::value::{date_text, decimal_text, form, local_date};

const RULE: &Rule = &rule::AR_12;

/// What the store has to hold (视频存储容量).
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct VideoCapacity {
    /// Years for which recordings are kept.
    pub years: u64,
    /// Days of these years, up to the day of the question.
    pub days: i64,
    /// Gigabytes that the recordings of these days take.
    #[serde(with = "form::decimal")]
    pub needed_gb: Decimal,
    /// What the store holds.
    #[serde(with = "form::decimal")]
    pub capacity_gb: Decimal,
    /// Whether that is enough.
    pub enough: bool,
}

pub(super) fn judge(case: &Case<'_>, hits: &mut Hits) -> Result<Option<VideoCapacity>> {
    let Some(store) = &case.room.video_store else {
        hits.missing(RULE, "/video_store");
        return Ok(None);
    };
    let Some(years) = case.policy.count("video.retention") else {
        hits.unset(RULE, "video.retention");
        return Ok(None);
    };
    let capacity = capacity(case, store, years, hits)?;
    if let Some(capacity) = capacity.as_ref().filter(|capacity| !capacity.enough) {
        let observed = format!("{} GB", decimal_text(capacity.capacity_gb));
        let expected = format!("at least {} GB for {years} years", decimal_text(capacity.needed_gb));
        hits.find(RULE, "/video_store/capacity_gb", observed, expected);
    }
    for (at, deletion) in store.deletions.iter().enumerate() {
        deleted(at, deletion, years, hits)?;
    }
    Ok(capacity)
}

/// What is needed for the years up to the day of the question, leap days included.
fn capacity(case: &Case<'_>, store: &VideoStore, years: u64, hits: &mut Hits) -> Result<Option<VideoCapacity>> {
    let facts =
        [("capacity_gb", store.capacity_gb), ("hours_a_day", store.hours_a_day), ("gb_an_hour", store.gb_an_hour)];
    for (name, value) in facts {
        if let Some(value) = value.filter(|value| value.is_sign_negative() && !value.is_zero()) {
            let error = Error::new(ErrorCode::Range, decimal_text(value), "not less than 0");
            return Err(error.at(format!("/video_store/{name}")));
        }
    }
    let [Some(capacity_gb), Some(hours), Some(gb)] = facts.map(|(_, value)| value) else {
        let absent = facts.iter().find(|(_, value)| value.is_none()).map_or("", |(name, _)| name);
        hits.missing(RULE, format!("/video_store/{absent}"));
        return Ok(None);
    };
    let today = local_date(case.as_of);
    let days = (today - add_years(today, -whole(years))?).num_days();
    let needed = hours.checked_mul(gb).and_then(|a_day| a_day.checked_mul(Decimal::from(days)));
    let Some(needed_gb) = needed.map(|needed| needed.normalize()) else {
        let error = Error::new(ErrorCode::Range, "hours and gigabytes of a day", "a product that can be held");
        return Err(error.at("/video_store"));
    };
    Ok(Some(VideoCapacity { years, days, needed_gb, capacity_gb, enough: capacity_gb >= needed_gb }))
}

/// The last day of the years is still one of them.
fn deleted(at: usize, deletion: &VideoDeletion, years: u64, hits: &mut Hits) -> Result<()> {
    let VideoDeletion { recorded_on, deleted_on } = *deletion;
    let path = format!("/video_store/deletions/{at}");
    if deleted_on < recorded_on {
        let expected = format!("a day not before {}", date_text(recorded_on));
        return Err(Error::new(ErrorCode::DateOrder, date_text(deleted_on), expected).at(path + "/deleted_on"));
    }
    let last = add_years(recorded_on, whole(years)).map_err(|error| error.at(path.clone()))?;
    if deleted_on <= last {
        hits.find(
            RULE,
            path,
            format!("deleted on {}", date_text(deleted_on)),
            format!("kept until {}", date_text(last)),
        );
    }
    Ok(())
}

fn whole(years: u64) -> i32 {
    i32::try_from(years).unwrap_or(i32::MAX)
}
