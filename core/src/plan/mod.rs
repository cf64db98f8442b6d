//! What people owe before and while they work, and whether somebody may work today (培训义务、能否上岗).
//!
//! A [`Workforce`] holds the facts: people with their spells and certificates, what posts ask for, what happened to whom, and
//! which trainings people attended. [`OBLIGATIONS`] is the table of what is owed; [`may_work`] judges one person, one work and
//! one day by it. Validity is a function of the day asked: nothing is stored, and what became known later changes nothing.
//! Numbers come from the policy, or from [presets](PresetName) of external law that the host switches on; a number that
//! nobody states is unknown, and nothing passes on it.
//!
//! Uses `error` to `org`. It stands above `record`: a training that counts is a small fact of its own ([`Training`]), made of
//! record and review by `check`. Source: I.3, II.3, V.4.1, X.7, X.9; golden G-19, G-46, G-47; domain facts 2 to 6.

mod alerts;
mod answer;
mod capability;
mod certificate;
mod company;
mod competence;
mod completion;
mod course;
mod coverage;
mod data;
mod drills;
mod expiry;
mod hours;
mod index;
mod judge;
mod obligation;
mod person_file;
mod planned;
mod presets;
mod question;
mod read;
mod terms;
mod training;
mod words;
mod workforce;
mod works;

pub use alerts::{Alert, Alerts, alerts};
pub use answer::{Answer, DueSoon, May, WorkAsked, WorkReason, WorkRelease, WorkTerms, may_work};
pub use capability::{CapabilityTags, Tagged, TaggedPart, TaggedTopic, UntaggedPart, capability_tags};
pub use certificate::{CertificateState, is_known_number};
#[cfg(feature = "columns")]
pub(crate) use company::each;
pub use company::{Cell, Company, CompanyPerson, Lapse, MOST_DAYS, Place, company};
pub use competence::{Competence, CompetenceTraining, History, competence, history};
pub use completion::{Completion, PostCompletion, TargetedItem, UnitCompletion, completion};
pub use course::{Course, CoursePerson, Session, course_status};
pub use coverage::{Coverage, CoverageRow, KeyGroup, key_post_coverage};
pub use data::{
    Change, EmergencyPlan, EmergencyPlanKind, Event, IndustryKind, Job, PersonEventKind, Required, Work, WorkforceData,
};
pub use drills::{DrillStanding, Drills, drills};
pub use expiry::{DayOfYear, Expiry, ExpiryBasis, ExpiryRule, expiry};
pub use hours::{HoursLedger, HoursStanding, KindMinutes, hours};
pub use obligation::{OBLIGATIONS, Obligation, ObligationRow, ObligationState, ObligationTrigger, ReleaseKind};
pub use person_file::{
    FileCertificate, FileGap, FileGapAt, FileLevel, FileSpell, FileTraining, PersonFile, person_file,
};
pub use planned::{PlannedAnswer, PlannedHours, planned_hours};
pub use presets::{Confidence, HOURS, HourGroup, HourPhase, HoursRule, IndustryClass, PresetInfo, PresetName};
pub use training::Training;
pub use workforce::{Workforce, WorkforceFault};
pub use works::{WorkFinding, works};
