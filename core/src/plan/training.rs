//! A training that a person attended, as far as obligations ask: a small fact, made of a record and its review by
//! [`check::trainings`](crate::check::trainings), or handed over by the host.
//!
//! Only who was there has one: an authorised proxy counts as absent (C-07, G-47). A training counts from the day on which its
//! result was given; what lies later than the day of the question is not known yet.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::org::PersonKey;
use crate::value::form;
use crate::vocab::{Level, TrainingKind, Verdict};

/// A training that a person attended (培训经历).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Training {
    /// Who was there.
    #[serde(flatten)]
    pub person: PersonKey,
    /// Kind of the training.
    pub kind: TrainingKind,
    /// Level at which it was held.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level: Option<Level>,
    /// What it was on: special operation, post of management, new item, form and type of the drill, tag of high-risk work, name.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub details: Vec<String>,
    /// The post for which it was held, where that is stated: a transfer is released by the training for its own post.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub post: Option<String>,
    /// The local day on which it ended.
    #[serde(with = "form::date")]
    pub ended: NaiveDate,
    /// The day on which the verdict was given, where it is later.
    #[serde(default, with = "form::date::option", skip_serializing_if = "Option::is_none")]
    pub judged_on: Option<NaiveDate>,
    /// How long it lasted, in minutes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub minutes: Option<u32>,
    /// The person's verdict.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub verdict: Option<Verdict>,
    /// Whether the record is valid (Valid or Exempt); absent = it could not be judged, so that it does not count for sure.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid: Option<bool>,
    /// Whether the record has no EL and no TP finding: what the coverage of key posts asks (II.3.1).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recorded: Option<bool>,
    /// The calendar year whose missing hours it makes up, where it is not the year in which it ended: nothing is carried over
    /// unsaid.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub for_year: Option<u16>,
    /// The course that it is a part of (X.7).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub course: Option<String>,
    /// The record that says so: id, without one the number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub record: Option<String>,
}

impl Training {
    /// The day from which it is known: that of the verdict, where it was given later.
    #[must_use]
    pub fn known_on(&self) -> NaiveDate {
        self.judged_on.map_or(self.ended, |judged| judged.max(self.ended))
    }
}
