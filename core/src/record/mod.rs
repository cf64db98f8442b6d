//! The training record and every kind of evidence on it (chapters III and IV of the scheme).
//!
//! A record is plain data: a code field with optional fields beside it where the trade knows variants. It is declared
//! once (the objects of [`heading`], [`people`], …); the rules read the borrowed [`TrainingRecordView`], which an owned
//! [`TrainingRecord`] and a line of JSON both lend. Its milestones start the clocks of [`deadlines`].
//!
//! Uses `error`, `value`, `json`, `calendar`, `vocab`, `rule`, `policy`, `org`. Source: requirements section 0, chapters
//! III, IV, VI.1, X; conflicts C-07, C-13, C-46 to C-50.

#[cfg(feature = "columns")]
pub(crate) mod columns;
mod deadlines;
mod declare;
mod digest;
mod fact;
mod field;
mod read;
mod schema;
mod session;
mod sound;
mod table;
mod values;

pub mod assessment;
pub mod custody;
pub mod documents;
pub mod heading;
pub mod media;
pub mod people;
pub mod plan;
pub mod sign_in;
pub mod teaching;

pub use assessment::{AssessmentView, PracticalSheetView};
#[cfg(feature = "columns")]
pub use columns::Records;
#[cfg(feature = "columns")]
pub(crate) use columns::type_shown;
pub use custody::{Hold, HoldView};
pub use deadlines::{Deadlines, Round, StepLimits, deadlines, review_rounds};
pub use digest::{NOT_CONTENT, NOT_CONTENT_OF_PACKAGE, content_digest};
pub use fact::{Inspection, Numbers, Path, Value};
pub use field::{Bounds, Confidentiality, Field, Shape, Type};
pub use heading::{TrainingRecord, TrainingRecordView};
pub use people::{PersonRef, PersonRefView, SignatureView};
pub use read::{Document, Facts, UnknownKey};
pub use schema::json_schema;
pub use table::{FieldRow, field_table};

use crate::vocab::{
    Activity, AnomalyKind, AssessmentPart, Capability, CertificateKind, CheckStage, Courseware, Delivery, EffectMethod,
    EmergencyForm, EvidenceKind, FourNewSubject, HoldKind, Level, LogOrigin, ManagementPost, MarkKind, MediumKind,
    ObservationSource, PersonKind, PhotoScene, PlanKind, RecordState, RetentionClass, ScanResult, SignatureKind,
    SpecialOperation, Stage, TrainingKind, Verdict, VideoSubject,
};

values::code_values! {
    Activity AnomalyKind AssessmentPart Capability CertificateKind CheckStage Courseware Delivery EffectMethod
    EmergencyForm EvidenceKind FourNewSubject HoldKind Level LogOrigin ManagementPost MarkKind MediumKind
    ObservationSource PersonKind PhotoScene PlanKind RecordState RetentionClass ScanResult SignatureKind
    SpecialOperation Stage TrainingKind Verdict VideoSubject crate::rule::Facet
}

/// The only schema version there is (X.5).
pub const SCHEMA_VERSION: u32 = 1;
