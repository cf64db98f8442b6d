//! The trade's enumerations: one table each, with the code (in JSON, for ever), the Chinese term and the English one.
//!
//! Uses [`error`](crate::error) only. Source: chapters I.3, III and IV of the scheme, states.md, C-03, C-13.

pub(crate) mod code;
mod evidence;
mod kind;
mod process;

pub use code::{Code, CodeRow, Codes};
pub use evidence::{
    AnomalyKind, AssessmentPart, CertificateKind, Courseware, EffectMethod, EvidenceKind, HoldKind, LogOrigin,
    MarkKind, MediumKind, ObservationSource, PhotoScene, PlanKind, ProofKind, ScanResult, SignatureKind, Verdict,
    VideoSubject,
};
pub use kind::{
    Activity, Capability, Delivery, EmergencyForm, FourNewSubject, Level, ManagementPost, PersonKind, SpecialOperation,
    Stage, TrainingKind,
};
pub use process::{CheckStage, Completeness, Element, RecordState, RetentionClass, Validity};

/// Every enumeration by its name: what the docs, the JSON Schema and the doors list.
pub const VOCABULARY: &[Codes] = &[
    TrainingKind::CODES,
    Level::CODES,
    Stage::CODES,
    SpecialOperation::CODES,
    ManagementPost::CODES,
    FourNewSubject::CODES,
    EmergencyForm::CODES,
    Activity::CODES,
    Delivery::CODES,
    Capability::CODES,
    PersonKind::CODES,
    RecordState::CODES,
    CheckStage::CODES,
    Element::CODES,
    RetentionClass::CODES,
    Validity::CODES,
    Completeness::CODES,
    SignatureKind::CODES,
    ScanResult::CODES,
    PhotoScene::CODES,
    VideoSubject::CODES,
    ProofKind::CODES,
    EvidenceKind::CODES,
    AssessmentPart::CODES,
    Verdict::CODES,
    MarkKind::CODES,
    Courseware::CODES,
    LogOrigin::CODES,
    AnomalyKind::CODES,
    ObservationSource::CODES,
    EffectMethod::CODES,
    CertificateKind::CODES,
    HoldKind::CODES,
    MediumKind::CODES,
    PlanKind::CODES,
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_and_names_are_unique_and_complete() {
        let mut names: Vec<_> = VOCABULARY.iter().map(|codes| codes.name).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), VOCABULARY.len());
        for codes in VOCABULARY {
            let mut rows: Vec<_> = codes.rows.iter().map(|row| row.code).collect();
            rows.sort_unstable();
            rows.dedup();
            assert_eq!(rows.len(), codes.rows.len(), "{}", codes.name);
            assert!(codes.rows.iter().all(|row| !row.zh.is_empty() && !row.en.is_empty()), "{}", codes.name);
        }
    }

    #[test]
    fn a_code_is_read_exactly() {
        assert_eq!(TrainingKind::from_code("NewHire"), Some(TrainingKind::NewHire));
        assert_eq!(TrainingKind::from_code("newhire"), None);
        assert_eq!(serde_json::to_string(&Verdict::Pass).unwrap(), "\"Pass\"");
        assert_eq!(serde_json::from_str::<Verdict>("\"Fail\"").unwrap(), Verdict::Fail);
        assert!(serde_json::from_str::<Verdict>("\"Maybe\"").unwrap_err().to_string().contains("unknown code"));
    }
}
