//! The codes that sets and tables of the policy may name, in their canonical order: those of the trade are the
//! enumerations themselves, the others are the policy's own.

use crate::rule::Grade;
use crate::vocab::{Capability, Element, Level, PhotoScene, ProofKind, TrainingKind, Verdict};

pub(in crate::policy) const LEVELS: &[&str] = &Level::CODES.texts::<3>();

pub(super) const CAPABILITIES: &[&str] = &Capability::CODES.texts::<5>();

pub(super) const PHOTO_VIEWS: &[&str] = &PhotoScene::CODES.texts::<3>();

pub(super) const VERDICTS: &[&str] = &Verdict::CODES.texts::<2>();

pub(super) const PACKAGE: &[&str] = &["SignInSheet", "Papers", "Photos", "LectureLog"];

/// EL-01 to EL-12 in their order.
pub(in crate::policy) const ELEMENTS: &[&str] = &Element::CODES.texts::<12>();

/// The elements that hold what 安全生产法 28(4) names: time, content, participants, results of the assessment.
/// The content is the topic and the summary, the time is the date and the time of day.
pub const STATUTORY_ELEMENTS: &[&str] =
    &["Date", "Time", "Participants", "Topic", "ContentSummary", "AssessmentResult"];

pub(super) const TEAM_ELEMENTS: &[&str] = &["Time", "Topic", "Participants", "Discussion", "Leader"];

pub(super) const FOOTER: &[&str] = &["PageNumber", "Confidentiality"];

/// Papers, by name: the shorter and the longer side in millimetres (ISO 216).
const SIZES: [(&str, u32, u32); 5] =
    [("A3", 297, 420), ("A4", 210, 297), ("A5", 148, 210), ("B4", 250, 353), ("B5", 176, 250)];

pub(super) const PAPERS: &[&str] = &[SIZES[0].0, SIZES[1].0, SIZES[2].0, SIZES[3].0, SIZES[4].0];

/// The shorter and the longer side of a paper in millimetres.
#[must_use]
pub(crate) fn paper_size(name: &str) -> Option<(u32, u32)> {
    SIZES.into_iter().find(|(paper, ..)| *paper == name).map(|(_, short, long)| (short, long))
}

pub(super) const PROOFS: &[&str] = &ProofKind::CODES.texts::<7>();

pub(super) const KINDS: &[&str] = &TrainingKind::CODES.texts::<10>();

/// Special equipment, drill, management (IV.2.2).
pub(super) const TRACE_KINDS: &[&str] = &["SpecialEquipment", "Drill", "Management"];

pub(super) const SPOT_METHODS: &[&str] = &["PhoneCallback", "SkillCheck", "NoticeVsPlan"];

pub(super) const INCIDENT_GRADES: &[&str] = &["General", "Larger", "Major"];

pub(super) const DEFECT_GRADES: &[&str] = &Grade::CODES.texts::<3>();

pub(super) const POINT_PARTS: &[&str] = &["Assessment", "Hazards", "Drills"];

pub(super) const INDEX_PARTS: &[&str] = &["Response", "Supplies", "RoleErrors"];

pub(super) const SECURITY_LAYERS: &[&str] = &["Tls", "Aes256", "DynamicCode"];

pub(super) const BACKUP_TARGETS: &[&str] = &["Local", "Cloud"];

pub(super) const DRILL_FORMS: &[&str] = &["Drill", "Tabletop", "Vr"];

pub(super) const ROUNDING: &[&str] = &["Ceil", "HalfUp", "Floor"];

/// Whom the annual class hours are asked of: principals and safety managers; other workers.
pub(super) const HOUR_GROUPS: &[&str] = &["Manager", "Worker"];
