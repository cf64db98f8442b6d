//! When the session was, and what kind of record it is.

use chrono::{Days, NaiveTime};

use super::heading::TrainingRecordView;
use crate::rule::{Facet, FacetSet};
use crate::value::{Span, Stamp, stamp_at};
use crate::vocab::{Delivery, EmergencyForm, Level, RecordState, TrainingKind};

impl TrainingRecordView<'_> {
    /// The session from start to end at +08:00, from the stated date and times; `None` where one of them is missing.
    /// A "to" earlier than "from" lies on the next day (C-46).
    #[must_use]
    pub fn session(&self) -> Option<Span> {
        let (date, time) = (self.date?, self.time.as_ref()?);
        let (from, to): (NaiveTime, NaiveTime) = (time.from?, time.to?);
        let last = if to < from { date.checked_add_days(Days::new(1))? } else { date };
        Some(Span { start: stamp_at(date, from), end: stamp_at(last, to) })
    }

    /// The end of the session.
    #[must_use]
    pub fn session_end(&self) -> Option<Stamp> {
        self.session().map(|span| span.end)
    }

    /// Whether the source carries a facet.
    #[must_use]
    pub fn carries(&self, facet: Facet) -> bool {
        self.facets.is_empty() || self.facets.contains(&facet)
    }

    /// The facets that the source carries: where it names none, all.
    #[must_use]
    pub fn carried(&self) -> FacetSet {
        if self.facets.is_empty() { FacetSet::ALL } else { FacetSet::of(&self.facets) }
    }

    /// Whether it is the log of a team's activity, which has lighter rules (II.5.1).
    #[must_use]
    pub fn is_team_activity(&self) -> bool {
        self.kind == Some(TrainingKind::TeamActivity)
    }

    /// Whether it is a record of team level, to be completed the same day (C-04).
    #[must_use]
    pub fn is_team_level(&self) -> bool {
        self.is_team_activity() || self.level == Some(Level::Team)
    }

    /// Whether it is a special-operation training.
    #[must_use]
    pub fn is_special_operation(&self) -> bool {
        self.kind == Some(TrainingKind::SpecialOperation)
    }

    /// Whether it is the record of a drill: `None` where an emergency training does not say its form.
    #[must_use]
    pub fn is_drill(&self) -> Option<bool> {
        if self.kind != Some(TrainingKind::Emergency) {
            return Some(false);
        }
        self.emergency.map(|form| form != EmergencyForm::Skill)
    }

    /// How the session was held.
    #[must_use]
    pub fn delivery(&self) -> Delivery {
        self.delivery.unwrap_or(Delivery::OnSite)
    }

    /// Whether the session is only planned, so that it may lie in the future (C-47).
    #[must_use]
    pub fn is_planned(&self) -> bool {
        matches!(self.state, Some(RecordState::Planned | RecordState::Cancelled))
    }

    /// When the record was completed: the recorder's signature or the entry in the log, whichever came first (C-04).
    #[must_use]
    pub fn completed_at(&self) -> Option<Stamp> {
        let signed =
            self.recorder_signature.as_ref().filter(|signature| signature.counts()).and_then(|signature| signature.at);
        [signed, self.logged_at].into_iter().flatten().min()
    }

    /// The host's id of the record, without it the number, else nothing (requirements section 0).
    #[must_use]
    pub fn identity(&self) -> &str {
        crate::value::stated(self.id).or(crate::value::stated(self.number)).unwrap_or_default().trim()
    }
}
