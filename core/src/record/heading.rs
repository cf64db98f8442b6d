//! The record itself: heading, and one field for each kind of evidence.

use chrono::NaiveDate;

use super::assessment::Assessment;
use super::custody::{Archive, Hold, Package, Review, Storage};
use super::declare::facts;
use super::documents::{
    CertificateCopy, Documents, EffectEvaluation, EffectObservation, PaperFormat, PdfFacts, PersonFile,
};
use super::media::{OnlineTrace, Photo, Video};
use super::people::{Participant, PersonRef, Signature};
use super::plan::{Notice, PlanItem};
use super::sign_in::SignInSheet;
use super::teaching::{Deviation, LectureLog, PresenceObservation, RichText, SupervisionLog};
use crate::rule::Facet;
use crate::value::Stamp;
use crate::vocab::{
    Activity, Delivery, EmergencyForm, FourNewSubject, Level, ManagementPost, RecordState, SpecialOperation, Stage,
    TrainingKind,
};

facts! {
    /// The record of one session of training (培训记录): one record a session; a course of several is joined by `course_id`.
    TrainingRecord TrainingRecordView {
        /// Version of this schema: 1.
        schema_version: Option<u32>, "I.1.a";
        /// The host's own id of the record; findings are identified by it.
        id: Option<String>, "X.2";
        /// Record number, year–department–type–sequence (记录编号).
        number: Option<String>, "II.6.1.c", facet(Facet::Heading);
        /// Kind of training (培训类型).
        kind: Option<TrainingKind>, "I.3.b", facet(Facet::Heading);
        /// Level at which the session is held (级别); a new hire's training always has one.
        level: Option<Level>, "I.3.b1", facet(Facet::Heading);
        /// First certification or review (取证、复审).
        stage: Option<Stage>, "I.3.b4", facet(Facet::Heading),
            of(&[TrainingKind::SpecialOperation, TrainingKind::Management]);
        /// Special operation that is trained (作业类别).
        operation: Option<SpecialOperation>, "I.3.b4", facet(Facet::Heading), of(&[TrainingKind::SpecialOperation]);
        /// Name of the special operation where its code is Other.
        operation_name: Option<String>, "I.3.b4", facet(Facet::Heading), of(&[TrainingKind::SpecialOperation]);
        /// Post of management that is qualified (管理岗位).
        management: Option<ManagementPost>, "I.3.b5", facet(Facet::Heading), of(&[TrainingKind::Management]);
        /// What is new (四新类别).
        four_new: Option<FourNewSubject>, "I.3.b6", facet(Facet::Heading), of(&[TrainingKind::FourNew]);
        /// Name of the new technology, process, equipment or material.
        four_new_item: Option<String>, "I.3.b6", facet(Facet::Heading), of(&[TrainingKind::FourNew]);
        /// Day from which it is used (投用日期).
        in_use_from: Option<NaiveDate>, "I.3.b6", facet(Facet::Heading), of(&[TrainingKind::FourNew]);
        /// Form of the emergency training (演练形式).
        emergency: Option<EmergencyForm>, "I.3.b7", facet(Facet::Heading), of(&[TrainingKind::Emergency]);
        /// Activity of the team (班组活动类别).
        activity: Option<Activity>, "II.5.1.a", facet(Facet::Heading), of(&[TrainingKind::TeamActivity]);
        /// Name of the other statutory training.
        other_name: Option<String>, "I.3.b8", facet(Facet::Heading), of(&[TrainingKind::Other]);
        /// Legal basis of the other statutory training (法律依据).
        other_basis: Option<String>, "I.3.b8", facet(Facet::Heading), of(&[TrainingKind::Other]);
        /// Special equipment that is trained (特种设备); makes the traces of IV.2.2 due.
        equipment: Option<String>, "I.3.b", facet(Facet::Heading);
        /// Tags of high-risk work: HotWork, ConfinedSpace, or the host's own (高风险作业).
        high_risk: Vec<String>, "VI.1.2.d", facet(Facet::Heading);
        /// State of the record as the host states it (状态).
        state: Option<RecordState>, "I.1.a", facet(Facet::Heading);
        /// How the session was held; absent means on site (授课方式).
        delivery: Option<Delivery>, "X.8", facet(Facet::Heading);
        /// Course that joins several sessions (多场次课程).
        course_id: Option<String>, "X.7", facet(Facet::Heading);
        /// Facets that the source carries; absent or empty means all of them.
        facets: Vec<Facet>, "X.6";
        /// Code of the department that answers for the record (责任部门).
        department: Option<String>, "I.1.e", facet(Facet::Heading);
        /// Name of the training (培训名称).
        name: Option<String>, "IV.1.1.a", facet(Facet::Heading);
        /// Date on which the session starts (培训日期).
        date: Option<NaiveDate>, "IV.1.1.a", facet(Facet::Heading);
        /// Time of day from and to, at +08:00 (起止时间).
        time: Option<TimeRange>, "IV.1.1.a", facet(Facet::Heading);
        /// Session of the day (场次).
        session_no: Option<u32>, "III.2.1.d", facet(Facet::Heading);
        /// Duration as the recorder stated it, never derived (培训时长).
        duration_minutes: Option<u32>, "IV.1.1.a", facet(Facet::Heading), unit("min");
        /// Place (培训地点).
        place: Option<String>, "IV.1.1.a", facet(Facet::Heading);
        /// Instructor (授课教师).
        instructor: Option<PersonRef>, "IV.1.1.a", facet(Facet::Heading);
        /// Topic (培训主题).
        topic: Option<String>, "IV.1.1.a", facet(Facet::Heading);
        /// Summary of the content; in the log of a team, the points discussed (核心内容概要、讨论要点).
        content_summary: Option<RichText>, "IV.1.1.a", facet(Facet::Heading);
        /// Recorder; in the log of a team, its leader (记录人).
        recorder: Option<PersonRef>, "IV.1.1.a", facet(Facet::Heading);
        /// The recorder's signature (记录人签字).
        recorder_signature: Option<Signature>, "IV.1.1.a", facet(Facet::Heading);
        /// When the record was entered in the log of the team (登记时间).
        logged_at: Option<Stamp>, "II.5.1.b", facet(Facet::Heading), past;
        /// Snapshot of the plan item that the session carries out (计划项).
        plan_item: Option<PlanItem>, "II.2.2.c", facet(Facet::Plan);
        /// Notice of the training (培训通知).
        notice: Option<Notice>, "II.3.1.a", facet(Facet::Notice);
        /// Sign-in sheet (培训签到表).
        sign_in: Option<SignInSheet>, "III.2.1", facet(Facet::SignIn);
        /// List of participants (参训人员名单).
        participants: Vec<Participant>, "IV.1.1.b", facet(Facet::People);
        /// Lecture log (授课记录表).
        lecture: Option<LectureLog>, "III.2.2.a", facet(Facet::Lecture);
        /// Supervision log (监督记录).
        supervision: Option<SupervisionLog>, "III.2.3", facet(Facet::Supervision);
        /// What was seen of the people present (到岗观察).
        presence: Vec<PresenceObservation>, "II.2.2.b", facet(Facet::Supervision);
        /// Departures from the plan (偏差).
        deviations: Vec<Deviation>, "II.2.2.d", facet(Facet::Supervision);
        /// Activity photos (活动照片).
        photos: Vec<Photo>, "III.2.3.c", facet(Facet::Photos);
        /// Recordings (视频).
        videos: Vec<Video>, "IV.2.1", facet(Facet::Video);
        /// Traces of an online session (线上痕迹).
        online: Option<OnlineTrace>, "X.8", facet(Facet::Video);
        /// Assessment (考核).
        assessment: Option<Assessment>, "III.2.4", facet(Facet::Assessment);
        /// Training-effect evaluation form (培训效果评估表).
        evaluation: Option<EffectEvaluation>, "VI.4.2.c", facet(Facet::Evaluation);
        /// Observations of the effect (效果观察).
        observations: Vec<EffectObservation>, "II.5.2.a", facet(Facet::Evaluation);
        /// Copies of certificates (证书复印件).
        certificates: Vec<CertificateCopy>, "IV.2.1.b", facet(Facet::Certificates);
        /// Number of the qualification certificate of a management training (安全资格证书编号).
        certificate_no: Option<String>, "III.4.3.b", facet(Facet::Certificates), sensitive;
        /// Files of the special-operation people on the record (一人一档).
        person_files: Vec<PersonFile>, "III.4.3.a", facet(Facet::Certificates);
        /// Documents by kind of training (五个必做).
        documents: Option<Documents>, "IV.3.2", facet(Facet::Musts);
        /// Facts of the PDF file (PDF文件).
        pdf: Option<PdfFacts>, "III.4.2.b", facet(Facet::Pdf);
        /// Facts of the paper layout (纸质格式).
        paper: Option<PaperFormat>, "IV.1.3.a", facet(Facet::Paper);
        /// Hand-over (移交).
        package: Option<Package>, "III.3.1", facet(Facet::Package);
        /// Checks of the record (审核).
        review: Option<Review>, "III.3.2", facet(Facet::Review);
        /// Where and how the record is kept (归档).
        archive: Option<Archive>, "III.4", facet(Facet::Archive);
        /// Cabinet, boxes, media and deletions of evidence (存储).
        storage: Option<Storage>, "III.4.2", facet(Facet::Storage);
        /// Slips for defects: they set when a defect is due (整改单).
        slips: Vec<Slip>, "III.3.3.b", facet(Facet::Review);
        /// Explanations of findings of severity W (说明).
        explanations: Vec<Explanation>, "X.1";
        /// Holds against destruction (保全).
        holds: Vec<Hold>, "V.1.3.c", facet(Facet::Archive);
        /// Links to what proves the record (佐证材料).
        links: Option<Links>, "I.4.4.b", facet(Facet::Archive);
        /// Number of the invalid record that this one replaces (替代记录).
        replaces: Option<String>, "IV.3.3.c", facet(Facet::Heading);
    }

    /// Time of day from and to; a "to" earlier than "from" lies on the next day (C-46).
    TimeRange TimeRangeView {
        /// Start.
        from: Option<chrono::NaiveTime>, "IV.1.1.a";
        /// End.
        to: Option<chrono::NaiveTime>, "IV.1.1.a";
    }

    /// A slip for a defect (整改单).
    Slip SlipView {
        /// Code of the rule.
        code: Option<String>, "III.3.3.b";
        /// When it was issued.
        issued_at: Option<Stamp>, "III.3.3.b", past;
        /// By when the defect has to be mended, where the slip says so.
        due: Option<Stamp>, "III.3.3.b";
    }

    /// An explanation of a finding of severity W (说明): the finding stays in the list, marked.
    Explanation ExplanationView {
        /// Code of the rule.
        code: Option<String>, "X.1";
        /// JSON pointer of the finding; absent means every finding of the code.
        path: Option<String>, "X.1";
        /// The explanation.
        text: Option<String>, "X.1", long;
        /// Who gave it.
        by: Option<PersonRef>, "X.1";
        /// When.
        at: Option<Stamp>, "X.1", past;
        /// Last day on which it counts; absent means for ever.
        until: Option<NaiveDate>, "X.1";
    }

    /// Links to what proves the record (佐证材料).
    Links LinksView {
        /// Plan item.
        plan: Option<String>, "I.4.4.b";
        /// Sign-in sheet.
        sign_in: Option<String>, "I.4.4.b";
        /// Exam papers.
        papers: Vec<String>, "I.4.4.b";
        /// Images and recordings.
        media: Vec<String>, "I.4.4.b";
    }
}
