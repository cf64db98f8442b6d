//! The record of the unit: what serde's derive reads, in owned types. Generated from the field table by
//! `make-registers`; do not edit.

use serde::Deserialize;

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct TrainingRecord {
    pub schema_version: Option<i64>,
    pub id: Option<String>,
    pub number: Option<String>,
    pub kind: Option<String>,
    pub level: Option<String>,
    pub stage: Option<String>,
    pub operation: Option<String>,
    pub operation_name: Option<String>,
    pub management: Option<String>,
    pub four_new: Option<String>,
    pub four_new_item: Option<String>,
    pub in_use_from: Option<String>,
    pub emergency: Option<String>,
    pub activity: Option<String>,
    pub other_name: Option<String>,
    pub other_basis: Option<String>,
    pub equipment: Option<String>,
    pub high_risk: Vec<String>,
    pub state: Option<String>,
    pub delivery: Option<String>,
    pub course_id: Option<String>,
    pub facets: Vec<String>,
    pub department: Option<String>,
    pub name: Option<String>,
    pub date: Option<String>,
    pub time: Option<TimeRange>,
    pub session_no: Option<i64>,
    pub duration_minutes: Option<i64>,
    pub place: Option<String>,
    pub instructor: Option<PersonRef>,
    pub topic: Option<String>,
    pub content_summary: Option<RichText>,
    pub recorder: Option<PersonRef>,
    pub recorder_signature: Option<Signature>,
    pub logged_at: Option<String>,
    pub plan_item: Option<PlanItem>,
    pub notice: Option<Notice>,
    pub sign_in: Option<SignInSheet>,
    pub participants: Vec<Participant>,
    pub lecture: Option<LectureLog>,
    pub supervision: Option<SupervisionLog>,
    pub presence: Vec<PresenceObservation>,
    pub deviations: Vec<Deviation>,
    pub photos: Vec<Photo>,
    pub videos: Vec<Video>,
    pub online: Option<OnlineTrace>,
    pub assessment: Option<Assessment>,
    pub evaluation: Option<EffectEvaluation>,
    pub observations: Vec<EffectObservation>,
    pub certificates: Vec<CertificateCopy>,
    pub certificate_no: Option<String>,
    pub person_files: Vec<PersonFile>,
    pub documents: Option<Documents>,
    pub pdf: Option<PdfFacts>,
    pub paper: Option<PaperFormat>,
    pub package: Option<Package>,
    pub review: Option<Review>,
    pub archive: Option<Archive>,
    pub storage: Option<Storage>,
    pub slips: Vec<Slip>,
    pub explanations: Vec<Explanation>,
    pub holds: Vec<Hold>,
    pub links: Option<Links>,
    pub replaces: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct TimeRange {
    pub from: Option<String>,
    pub to: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct PersonRef {
    pub employee_no: Option<String>,
    pub other_kind: Option<String>,
    pub other_key: Option<String>,
    pub name: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct RichText {
    pub text: Option<String>,
    pub runs: Vec<Run>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Run {
    pub text: Option<String>,
    pub bold: Option<bool>,
    pub underline: Option<bool>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Signature {
    pub kind: Option<String>,
    pub digest: Option<String>,
    pub at: Option<String>,
    pub scan: Option<Scan>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Scan {
    pub result: Option<String>,
    pub device: Option<String>,
    pub at: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct PlanItem {
    pub id: Option<String>,
    pub plan: Option<String>,
    pub plan_kind: Option<String>,
    pub in_force_from: Option<String>,
    pub in_force_to: Option<String>,
    pub owner: Option<String>,
    pub posts: Vec<String>,
    pub minutes: Option<i64>,
    pub topics: Vec<Topic>,
    pub goals: Vec<Goal>,
    pub expected: Vec<PersonRef>,
    pub expected_count: Option<i64>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Topic {
    pub code: Option<String>,
    pub name: Option<String>,
    pub capabilities: Vec<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Goal {
    pub id: Option<String>,
    pub text: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Notice {
    pub sent_at: Option<String>,
    pub channel: Option<String>,
    pub recipients: Vec<PersonRef>,
    pub starts_at: Option<String>,
    pub place: Option<String>,
    pub topic: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct SignInSheet {
    pub issued_at: Option<String>,
    pub name: Option<String>,
    pub date: Option<String>,
    pub session_no: Option<i64>,
    pub entries: Vec<SignInEntry>,
    pub digest: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct SignInEntry {
    pub person: Option<PersonRef>,
    pub department: Option<String>,
    pub signature: Option<Signature>,
    pub at: Option<String>,
    pub left_at: Option<String>,
    pub proxy: Option<ProxySignature>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct ProxySignature {
    pub signer: Option<PersonRef>,
    pub statement: Option<String>,
    pub approved_by: Option<PersonRef>,
    pub approved_at: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Participant {
    pub person: Option<PersonRef>,
    pub department: Option<String>,
    pub post: Option<String>,
    pub special_operation: Option<bool>,
    pub absence_reason: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct LectureLog {
    pub topic: Option<String>,
    pub topics: Vec<Topic>,
    pub knowledge_points: Option<RichText>,
    pub case_points: Option<String>,
    pub interaction: Option<String>,
    pub author: Option<PersonRef>,
    pub signature: Option<Signature>,
    pub origin: Option<String>,
    pub confidence: Option<String>,
    pub marks: Vec<Mark>,
    pub courseware: Vec<CoursewareItem>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Mark {
    pub kind: Option<String>,
    pub text: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct CoursewareItem {
    pub name: Option<String>,
    pub holding: Option<String>,
    pub location: Option<String>,
    pub digest: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct SupervisionLog {
    pub supervisor: Option<PersonRef>,
    pub arrived_at: Option<String>,
    pub left_at: Option<String>,
    pub discipline: Option<String>,
    pub participation: Option<String>,
    pub anomalies: Vec<Anomaly>,
    pub no_anomaly: Option<bool>,
    pub engagement: Vec<EngagementReading>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Anomaly {
    pub kind: Option<String>,
    pub at: Option<String>,
    pub person: Option<PersonRef>,
    pub note: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct EngagementReading {
    pub at: Option<String>,
    pub level: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct PresenceObservation {
    pub source: Option<String>,
    pub at: Option<String>,
    pub count: Option<i64>,
    pub people: Vec<PersonRef>,
    pub confidence: Option<String>,
    pub confirmed: Option<bool>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Deviation {
    pub what: Option<String>,
    pub found_at: Option<String>,
    pub by: Option<PersonRef>,
    pub correction: Option<String>,
    pub cause: Option<String>,
    pub corrected_at: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Photo {
    pub digest: Option<String>,
    pub view: Option<String>,
    pub taken_at: Option<String>,
    pub place: Option<String>,
    pub embedded: Option<bool>,
    pub uploaded_at: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Video {
    pub digest: Option<String>,
    pub subject: Option<String>,
    pub from: Option<String>,
    pub to: Option<String>,
    pub place: Option<String>,
    pub trainee: Option<PersonRef>,
    pub console_no: Option<String>,
    pub badge_no: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct OnlineTrace {
    pub login_trace: Option<String>,
    pub recording: Option<String>,
    pub test: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Assessment {
    pub method: Option<String>,
    pub parts: Vec<String>,
    pub theory: Option<TheoryExam>,
    pub score_sheet: Option<ScoreSheet>,
    pub papers: Vec<ExamPaper>,
    pub practicals: Vec<PracticalSheet>,
    pub results: Vec<AssessmentResult>,
    pub retrainings: Vec<Retraining>,
    pub items: Vec<AssessedItem>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct TheoryExam {
    pub paper_id: Option<String>,
    pub paper_version: Option<String>,
    pub full_marks: Option<String>,
    pub held_at: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct ScoreSheet {
    pub digest: Option<String>,
    pub marker: Option<PersonRef>,
    pub marker_signature: Option<Signature>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct ExamPaper {
    pub person: Option<PersonRef>,
    pub digest: Option<String>,
    pub pages: Option<i64>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct PracticalSheet {
    pub person: Option<PersonRef>,
    pub task: Option<String>,
    pub steps: Vec<PracticalStep>,
    pub full_marks: Option<String>,
    pub score: Option<String>,
    pub time_limit_seconds: Option<i64>,
    pub time_used_seconds: Option<i64>,
    pub digest: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct PracticalStep {
    pub name: Option<String>,
    pub done: Option<bool>,
    pub error: Option<String>,
    pub deduction: Option<String>,
    pub reason: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct AssessmentResult {
    pub person: Option<PersonRef>,
    pub theory_score: Option<String>,
    pub practical_score: Option<String>,
    pub merged_score: Option<String>,
    pub verdict: Option<String>,
    pub at: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Retraining {
    pub person: Option<PersonRef>,
    pub planned_on: Option<String>,
    pub record: Option<String>,
    pub verdict: Option<String>,
    pub recorded_at: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct AssessedItem {
    pub goal: Option<String>,
    pub topic: Option<String>,
    pub person: Option<PersonRef>,
    pub correct: Option<bool>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct EffectEvaluation {
    pub goals: Option<String>,
    pub method: Option<String>,
    pub findings: Option<String>,
    pub met: Option<bool>,
    pub evaluator: Option<PersonRef>,
    pub on: Option<String>,
    pub digest: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct EffectObservation {
    pub method: Option<String>,
    pub person: Option<PersonRef>,
    pub at: Option<String>,
    pub verdict: Option<String>,
    pub note: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct CertificateCopy {
    pub holder: Option<PersonRef>,
    pub kind: Option<String>,
    pub operation: Option<String>,
    pub number: Option<String>,
    pub issued_on: Option<String>,
    pub review_due: Option<String>,
    pub reviewed_on: Option<String>,
    pub expires_on: Option<String>,
    pub digest: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct PersonFile {
    pub person: Option<PersonRef>,
    pub operation: Option<String>,
    pub certificate_copy: Option<String>,
    pub review_record: Option<String>,
    pub practical_video: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Documents {
    pub three_level_card: Option<ThreeLevelCard>,
    pub review_form: Option<Document>,
    pub drill: Option<DrillLog>,
    pub consumption: Option<ConsumptionList>,
    pub minutes: Option<Document>,
    pub signature_page: Option<Document>,
    pub score_form: Option<Document>,
    pub effect_report: Option<Document>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct ThreeLevelCard {
    pub rows: Vec<CardRow>,
    pub digest: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct CardRow {
    pub level: Option<String>,
    pub minutes: Option<i64>,
    pub on: Option<String>,
    pub verdict: Option<String>,
    pub signature: Option<Signature>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Document {
    pub digest: Option<String>,
    pub on: Option<String>,
    pub author: Option<PersonRef>,
    pub pages: Option<i64>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct DrillLog {
    pub started_at: Option<String>,
    pub ended_at: Option<String>,
    pub drill_type: Option<String>,
    pub groups: Vec<GroupResponse>,
    pub supplies: Vec<SupplyUse>,
    pub performances: Vec<DrillPerformance>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct GroupResponse {
    pub group: Option<String>,
    pub arrived_at: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct SupplyUse {
    pub item: Option<String>,
    pub quantity: Option<String>,
    pub unit: Option<String>,
    pub ok: Option<bool>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct DrillPerformance {
    pub person: Option<PersonRef>,
    pub task: Option<String>,
    pub correct: Option<bool>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct ConsumptionList {
    pub items: Vec<SupplyUse>,
    pub none_used: Option<bool>,
    pub signature: Option<Signature>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct PdfFacts {
    pub is_pdf: Option<bool>,
    pub encrypted: Option<bool>,
    pub pages: Vec<PdfPage>,
    pub digest: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct PdfPage {
    pub blank: Option<bool>,
    pub text_characters: Option<i64>,
    pub scanned: Option<bool>,
    pub dpi_x: Option<i64>,
    pub dpi_y: Option<i64>,
    pub numbered: Option<bool>,
    pub number: Option<i64>,
    pub illegible: Option<bool>,
    pub note: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct PaperFormat {
    pub width_mm: Option<i64>,
    pub height_mm: Option<i64>,
    pub title_font: Option<String>,
    pub title_size: Option<String>,
    pub title_centred: Option<bool>,
    pub body_font: Option<String>,
    pub body_size: Option<String>,
    pub line_spacing: Option<String>,
    pub header_logo: Option<bool>,
    pub header_text: Option<String>,
    pub footer_page_number: Option<bool>,
    pub footer_confidentiality: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Package {
    pub cover: Option<HandoverCover>,
    pub contents: Vec<PackageItem>,
    pub summary: Option<TrainingSummary>,
    pub handed_at: Option<String>,
    pub uploaded_at: Option<String>,
    pub upload_digest: Option<String>,
    pub received_at: Option<String>,
    pub received_by: Option<PersonRef>,
    pub received_count: Option<i64>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct HandoverCover {
    pub items: Vec<PackageItem>,
    pub handed_by: Option<PersonRef>,
    pub signature: Option<Signature>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct PackageItem {
    pub kind: Option<String>,
    pub count: Option<i64>,
    pub pages: Option<i64>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct TrainingSummary {
    pub text: Option<String>,
    pub author: Option<PersonRef>,
    pub at: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Review {
    pub self_checked_at: Option<String>,
    pub self_checked_by: Option<PersonRef>,
    pub returns: Vec<Return>,
    pub reviewed_at: Option<String>,
    pub stamp: Option<ReviewStamp>,
    pub confirmations: Vec<QualityConfirmation>,
    pub stage_checks: Vec<StageCheck>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Return {
    pub returned_at: Option<String>,
    pub reason: Option<String>,
    pub resubmitted_at: Option<String>,
    pub received_at: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct ReviewStamp {
    pub text: Option<String>,
    pub reviewer: Option<PersonRef>,
    pub at: Option<String>,
    pub digest: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct QualityConfirmation {
    pub stage: Option<String>,
    pub signer: Option<PersonRef>,
    pub at: Option<String>,
    pub passed: Option<bool>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct StageCheck {
    pub stage: Option<String>,
    pub at: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Archive {
    pub numbered_at: Option<String>,
    pub archived_at: Option<String>,
    pub retention_class: Option<String>,
    pub retention_until: Option<String>,
    pub destruction_list: Option<String>,
    pub deleted_on: Option<String>,
    pub destroyed_on: Option<String>,
    pub accidents: Vec<AccidentLink>,
    pub paper: Option<PaperHolding>,
    pub electronic: Option<ElectronicHolding>,
    pub amendments: Vec<Amendment>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct AccidentLink {
    pub id: Option<String>,
    pub at: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct PaperHolding {
    pub room: Option<String>,
    pub cabinet: Option<String>,
    pub archive_box: Option<String>,
    pub position: Option<i64>,
    pub pages: Option<i64>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct ElectronicHolding {
    pub location: Option<String>,
    pub read_only: Option<bool>,
    pub digest: Option<String>,
    pub pages: Option<i64>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Amendment {
    pub at: Option<String>,
    pub by: Option<PersonRef>,
    pub approved_by: Option<PersonRef>,
    pub reason: Option<String>,
    pub path: Option<String>,
    pub before: Option<String>,
    pub after: Option<String>,
    pub digest_before: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Storage {
    pub cabinet: Option<Cabinet>,
    pub boxes: Vec<ArchiveBox>,
    pub media: Vec<StorageMedium>,
    pub deletions: Vec<EvidenceDeletion>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Cabinet {
    pub id: Option<String>,
    pub dedicated: Option<bool>,
    pub fireproof: Option<bool>,
    pub dampproof: Option<bool>,
    pub label: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct ArchiveBox {
    pub id: Option<String>,
    pub years: Vec<i64>,
    pub training_type: Option<String>,
    pub department: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct StorageMedium {
    pub id: Option<String>,
    pub kind: Option<String>,
    pub site: Option<String>,
    pub off_site: Option<bool>,
    pub written_at: Option<String>,
    pub verified_at: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct EvidenceDeletion {
    pub kind: Option<String>,
    pub digest: Option<String>,
    pub on: Option<String>,
    pub reason: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Slip {
    pub code: Option<String>,
    pub issued_at: Option<String>,
    pub due: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Explanation {
    pub code: Option<String>,
    pub path: Option<String>,
    pub text: Option<String>,
    pub by: Option<PersonRef>,
    pub at: Option<String>,
    pub until: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Hold {
    pub kind: Option<String>,
    pub id: Option<String>,
    pub placed_at: Option<String>,
    pub lifted_at: Option<String>,
    pub reason: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Links {
    pub plan: Option<String>,
    pub sign_in: Option<String>,
    pub papers: Vec<String>,
    pub media: Vec<String>,
}
