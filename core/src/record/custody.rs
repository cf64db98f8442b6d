//! Hand-over, checks, archive, storage, holds: the milestones of a record and where it is kept.

use chrono::NaiveDate;

use super::declare::facts;
use super::people::{PersonRef, Signature};
use crate::value::Stamp;
use crate::vocab::{CheckStage, EvidenceKind, HoldKind, MediumKind, RetentionClass};

facts! {
    /// Hand-over (移交).
    Package PackageView {
        /// Cover (封面页).
        cover: Option<HandoverCover>, "III.3.1.c";
        /// What is in the package (清单).
        contents: Vec<PackageItem>, "III.3.1.a";
        /// Training summary (培训小结).
        summary: Option<TrainingSummary>, "II.4.1.c";
        /// When the paper record was handed over (移交时间).
        handed_at: Option<Stamp>, "II.4.2.a", past;
        /// When the electronic record was uploaded (上传时间).
        uploaded_at: Option<Stamp>, "II.4.2.b", past;
        /// Digest of the upload.
        upload_digest: Option<String>, "II.4.2.b";
        /// When the safety department received it first (接收时间).
        received_at: Option<Stamp>, "III.3.2.a", past;
        /// Who received it.
        received_by: Option<PersonRef>, "III.3.1.c";
        /// How many items were received.
        received_count: Option<u32>, "II.4.2.c";
    }

    /// Cover of the package (封面页).
    HandoverCover HandoverCoverView {
        /// Number of items (份数).
        items: Vec<PackageItem>, "III.3.1.c";
        /// Who handed it over (移交人).
        handed_by: Option<PersonRef>, "III.3.1.c";
        /// The signature of the one who handed it over.
        signature: Option<Signature>, "III.3.1.c";
    }

    /// One kind of material in a package.
    PackageItem PackageItemView {
        /// What.
        kind: Option<EvidenceKind>, "III.3.1.c";
        /// How many.
        count: Option<u32>, "III.3.1.c";
        /// Pages.
        pages: Option<u32>, "III.3.1.c", unit("pages");
    }

    /// Training summary (培训小结).
    TrainingSummary TrainingSummaryView {
        /// Text.
        text: Option<String>, "II.4.1.c", long;
        /// Who wrote it.
        author: Option<PersonRef>, "II.4.1.c";
        /// When.
        at: Option<Stamp>, "II.4.1.c", past;
    }

    /// Checks of the record (审核).
    Review ReviewView {
        /// When the officer of the department had collected and checked it (自查时间).
        self_checked_at: Option<Stamp>, "III.3.1.a", past;
        /// Who checked it.
        self_checked_by: Option<PersonRef>, "III.3.1.a";
        /// Returns to the department (退回).
        returns: Vec<Return>, "III.3.2.f";
        /// When the review was passed (审核时间).
        reviewed_at: Option<Stamp>, "III.3.2.a", past;
        /// The stamp 已审核.
        stamp: Option<ReviewStamp>, "III.3.2.e";
        /// Confirmation slips of the stages (记录质量确认单).
        confirmations: Vec<QualityConfirmation>, "IV.3.1.f";
        /// Checks of stages 3 and 4, where the record was sampled (内审抽查、外部审计).
        stage_checks: Vec<StageCheck>, "IV.3.1.d";
    }

    /// A return to the department (退回).
    Return ReturnView {
        /// When it was returned.
        returned_at: Option<Stamp>, "III.3.2.f", past;
        /// Why.
        reason: Option<String>, "III.3.2.f", long;
        /// When it came back (重新提交).
        resubmitted_at: Option<Stamp>, "III.3.2.f", past;
        /// When it was received again.
        received_at: Option<Stamp>, "III.3.2.f", past;
    }

    /// The stamp 已审核.
    ReviewStamp ReviewStampView {
        /// Text of the stamp.
        text: Option<String>, "III.3.2.e";
        /// Who reviewed.
        reviewer: Option<PersonRef>, "III.3.2.e";
        /// When.
        at: Option<Stamp>, "III.3.2.e", past;
        /// Digest of the record at that time.
        digest: Option<String>, "III.3.2.e";
    }

    /// Confirmation slip of a stage (记录质量确认单).
    QualityConfirmation QualityConfirmationView {
        /// Stage.
        stage: Option<CheckStage>, "IV.3.1.f";
        /// Who signed.
        signer: Option<PersonRef>, "IV.3.1.f";
        /// When.
        at: Option<Stamp>, "IV.3.1.f", past;
        /// Whether it was passed.
        passed: Option<bool>, "IV.3.1.f";
    }

    /// A check of a sampled record in stage 3 or 4 (抽查).
    StageCheck StageCheckView {
        /// Stage: internal or external audit.
        stage: Option<CheckStage>, "IV.3.1.d";
        /// When the record was checked; absent means that it was sampled and not yet checked.
        at: Option<Stamp>, "IV.3.1.d", past;
    }

    /// Where and how the record is kept (归档).
    Archive ArchiveView {
        /// When it was numbered (编号时间).
        numbered_at: Option<Stamp>, "III.4.1.a", past;
        /// When it was archived (归档时间).
        archived_at: Option<Stamp>, "III.4.2", past;
        /// Class of retention as the host states it (保存类别).
        retention_class: Option<RetentionClass>, "III.6.1";
        /// Stated last day of retention (保存期限).
        retention_until: Option<NaiveDate>, "III.6.1";
        /// Stands on this destruction list (销毁清单).
        destruction_list: Option<String>, "III.6.2.a";
        /// Day on which the electronic record was or will be deleted.
        deleted_on: Option<NaiveDate>, "III.6.2.e";
        /// Day on which the record was destroyed (销毁日期).
        destroyed_on: Option<NaiveDate>, "III.6.2";
        /// Accidents for which the record was taken (关联事故).
        accidents: Vec<AccidentLink>, "V.1.3";
        /// Paper holding (纸质档案).
        paper: Option<PaperHolding>, "II.6.2.a";
        /// Electronic holding (电子档案).
        electronic: Option<ElectronicHolding>, "III.4.2.c";
        /// Amendments (更正).
        amendments: Vec<Amendment>, "I.4.1.b";
    }

    /// An accident for which the record was taken (关联事故).
    AccidentLink AccidentLinkView {
        /// Id of the accident.
        id: Option<String>, "V.1.3";
        /// When it happened.
        at: Option<Stamp>, "V.1.3", past;
    }

    /// Paper holding (纸质档案).
    PaperHolding PaperHoldingView {
        /// Room.
        room: Option<String>, "II.6.2.a";
        /// Cabinet.
        cabinet: Option<String>, "II.6.2.a";
        /// Box (档案盒).
        archive_box: Option<String>, "II.6.2.a";
        /// Position in the box.
        position: Option<u32>, "II.6.2.a";
        /// Pages.
        pages: Option<u32>, "III.7.1.b", unit("pages");
    }

    /// Electronic holding (电子档案).
    ElectronicHolding ElectronicHoldingView {
        /// Where.
        location: Option<String>, "III.4.2.b";
        /// Whether it is read-only (只读).
        read_only: Option<bool>, "III.4.2.c";
        /// Digest of the file.
        digest: Option<String>, "III.7.1.b";
        /// Pages.
        pages: Option<u32>, "III.7.1.b", unit("pages");
    }

    /// An amendment (更正).
    Amendment AmendmentView {
        /// When.
        at: Option<Stamp>, "I.4.1.b", past;
        /// Who.
        by: Option<PersonRef>, "I.4.1.b";
        /// Who approved it.
        approved_by: Option<PersonRef>, "I.4.1.b";
        /// Why.
        reason: Option<String>, "I.4.1.b", long;
        /// JSON pointer of the fact.
        path: Option<String>, "I.4.1.b";
        /// The fact before.
        before: Option<String>, "I.4.1.b", long, personal;
        /// The fact after.
        after: Option<String>, "I.4.1.b", long, personal;
        /// Digest of the record before.
        digest_before: Option<String>, "I.4.1.b";
    }

    /// Cabinet, boxes, media and deletions (存储).
    Storage StorageView {
        /// The cabinet of the paper record (档案柜).
        cabinet: Option<Cabinet>, "II.6.2.a";
        /// The box of the paper record and those beside it, as they stand (档案盒).
        boxes: Vec<ArchiveBox>, "III.4.1.c";
        /// Media that hold the record (备份介质).
        media: Vec<StorageMedium>, "III.4.2.d";
        /// Deletions of evidence (证据删除).
        deletions: Vec<EvidenceDeletion>, "VII.2.3.c";
    }

    /// A cabinet (档案柜).
    Cabinet CabinetView {
        /// Id.
        id: Option<String>, "II.6.2.a";
        /// Used for these records only (专用).
        dedicated: Option<bool>, "II.6.2.a";
        /// Fireproof (防火).
        fireproof: Option<bool>, "III.4.2.a";
        /// Damp-proof (防潮).
        dampproof: Option<bool>, "III.4.2.a";
        /// Label (标签).
        label: Option<String>, "III.4.2.a";
    }

    /// A box on the shelf (档案盒).
    ArchiveBox ArchiveBoxView {
        /// Id.
        id: Option<String>, "III.4.1.c";
        /// Years of the records in it (年度): one.
        years: Vec<u32>, "III.4.1.c";
        /// Type code on its label (培训类型).
        training_type: Option<String>, "III.4.1.c";
        /// Department code on its label (部门).
        department: Option<String>, "III.4.1.c";
    }

    /// A medium that holds the record (备份介质).
    StorageMedium StorageMediumView {
        /// Id.
        id: Option<String>, "III.4.2.d";
        /// Kind.
        kind: Option<MediumKind>, "III.4.2.d";
        /// Site where it is kept.
        site: Option<String>, "III.4.2.d";
        /// Whether that is another site than the main one (异地).
        off_site: Option<bool>, "III.4.2.d";
        /// When it was written.
        written_at: Option<Stamp>, "III.4.2.d", past;
        /// When it was verified.
        verified_at: Option<Stamp>, "III.4.2.d", past;
    }

    /// A deletion of evidence, done or planned (证据删除).
    EvidenceDeletion EvidenceDeletionView {
        /// What.
        kind: Option<EvidenceKind>, "VII.2.3.c";
        /// Digest of the evidence.
        digest: Option<String>, "VII.2.3.c";
        /// Day on which it was or will be deleted.
        on: Option<NaiveDate>, "VII.2.3.c";
        /// Why.
        reason: Option<String>, "VII.2.3.c", long;
    }

    /// A hold against destruction (保全).
    Hold HoldView {
        /// Why it is held.
        kind: Option<HoldKind>, "V.1.3.c";
        /// Id of the accident, audit, rectification or dispute.
        id: Option<String>, "V.1.3.c";
        /// When it was placed.
        placed_at: Option<Stamp>, "V.1.3.c", past;
        /// When it was lifted; a hold for an accident never is.
        lifted_at: Option<Stamp>, "V.1.3.c", past;
        /// Why.
        reason: Option<String>, "V.1.3.c", long;
    }
}

/// Text of the stamp of a review that was passed (III.3.2.e).
pub(crate) const STAMP: &str = "已审核";

impl ReviewStampView<'_> {
    /// Whether it says that the review was passed.
    #[must_use]
    pub fn says_passed(&self) -> bool {
        self.text.is_some_and(|text| text.trim() == STAMP)
    }
}

impl ReviewView<'_> {
    /// Whether the stamp says that the review was passed.
    #[must_use]
    pub fn is_stamped(&self) -> bool {
        self.stamp.as_ref().is_some_and(ReviewStampView::says_passed)
    }

    /// Whether there is a stamp that does not say what it is: it may be that of the review.
    #[must_use]
    pub fn has_stamp_without_text(&self) -> bool {
        self.stamp.as_ref().is_some_and(|stamp| stamp.text.is_none())
    }

    /// When the review was passed: as it is stated, else as the stamp says.
    #[must_use]
    pub fn passed_at(&self) -> Option<Stamp> {
        self.reviewed_at.or_else(|| self.stamp.as_ref().filter(|stamp| stamp.says_passed())?.at)
    }
}
