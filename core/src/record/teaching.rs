//! What was taught, who watched, who was there.

use std::borrow::Cow;

use rust_decimal::Decimal;

use super::declare::facts;
use super::people::{PersonRef, Signature};
use super::plan::Topic;
use crate::value::{LONGEST_PLACEHOLDER, Stamp, is_blank, trimmed};
use crate::vocab::{AnomalyKind, Courseware, LogOrigin, MarkKind, ObservationSource};

facts! {
    /// A text with emphasis: plain, or as runs (富文本).
    RichText RichTextView {
        /// The text without emphasis; absent where runs are given.
        text: Option<String>, "IV.1.2.c", long;
        /// The text as runs.
        runs: Vec<Run>, "IV.1.2.c";
    }

    /// A run of a text.
    Run RunView {
        /// The text.
        text: Option<String>, "IV.1.2.c", long;
        /// Set in bold (加粗).
        bold: Option<bool>, "IV.1.2.c";
        /// Underlined (下划线).
        underline: Option<bool>, "IV.1.2.c";
    }

    /// Lecture log (授课记录表).
    LectureLog LectureLogView {
        /// Topic (主题).
        topic: Option<String>, "III.2.2.a";
        /// Topics taught, with codes (讲授主题).
        topics: Vec<Topic>, "II.2.2.c";
        /// Core knowledge points (核心知识点).
        knowledge_points: Option<RichText>, "III.2.2.a";
        /// Points of the cases (案例要点).
        case_points: Option<String>, "III.2.2.a", long;
        /// Interaction (互动情况).
        interaction: Option<String>, "III.2.2.a", long;
        /// Who wrote it.
        author: Option<PersonRef>, "III.2.2.a";
        /// The instructor's signature (讲师签字).
        signature: Option<Signature>, "III.2.2.a";
        /// How it came about.
        origin: Option<LogOrigin>, "V.5.1.c";
        /// Confidence of a transcript.
        confidence: Option<Decimal>, "V.5.1.c", share;
        /// Marks at clauses and prohibitions (重点标注).
        marks: Vec<Mark>, "III.2.2.b";
        /// Courseware (多媒体课件).
        courseware: Vec<CoursewareItem>, "III.2.2.c";
    }

    /// A mark in the lecture log (标注).
    Mark MarkView {
        /// What it points at.
        kind: Option<MarkKind>, "III.2.2.b";
        /// The marked text.
        text: Option<String>, "III.2.2.b", long;
    }

    /// A piece of courseware (课件).
    CoursewareItem CoursewareItemView {
        /// Name.
        name: Option<String>, "III.2.2.c";
        /// Disc or server.
        holding: Option<Courseware>, "III.2.2.c";
        /// Id of the disc, or address on the server.
        location: Option<String>, "III.2.2.c";
        /// Digest of the file.
        digest: Option<String>, "III.2.2.c";
    }

    /// Supervision log (监督记录).
    SupervisionLog SupervisionLogView {
        /// Who watched (安全培训管理员).
        supervisor: Option<PersonRef>, "II.2.2.a";
        /// When the supervisor arrived.
        arrived_at: Option<Stamp>, "III.2.3.a", past;
        /// When the supervisor left.
        left_at: Option<Stamp>, "III.2.3.a", past;
        /// Discipline (纪律).
        discipline: Option<String>, "III.2.3.b", long;
        /// Participation (参与度).
        participation: Option<String>, "III.2.3.b", long;
        /// Abnormal events (异常情况).
        anomalies: Vec<Anomaly>, "III.2.3.b";
        /// Stated that there was none (无异常).
        no_anomaly: Option<bool>, "III.2.3.b";
        /// Readings of engagement by camera (互动参与度).
        engagement: Vec<EngagementReading>, "VI.6.1.c";
    }

    /// An abnormal event (异常情况).
    Anomaly AnomalyView {
        /// What.
        kind: Option<AnomalyKind>, "III.2.3.b";
        /// When.
        at: Option<Stamp>, "III.2.3.b", past;
        /// Who.
        person: Option<PersonRef>, "III.2.3.b";
        /// Note.
        note: Option<String>, "III.2.3.b", long, personal;
    }

    /// A reading of engagement (互动参与度).
    EngagementReading EngagementReadingView {
        /// When.
        at: Option<Stamp>, "VI.6.1.c", past;
        /// Level.
        level: Option<Decimal>, "VI.6.1.c", share;
    }

    /// What was seen of the people present (到岗观察).
    PresenceObservation PresenceObservationView {
        /// Who or what saw them.
        source: Option<ObservationSource>, "V.5.1.a";
        /// When.
        at: Option<Stamp>, "V.5.1.a", past;
        /// How many, where people were only counted.
        count: Option<u32>, "V.5.1.a", unit("people");
        /// Who.
        people: Vec<PersonRef>, "V.5.1.a";
        /// Confidence of the source.
        confidence: Option<Decimal>, "V.5.1.a", share;
        /// Confirmed by a person.
        confirmed: Option<bool>, "V.5.1.a";
    }

    /// A departure from the plan (偏差).
    Deviation DeviationView {
        /// What.
        what: Option<String>, "II.2.2.d", long;
        /// When it was found.
        found_at: Option<Stamp>, "II.2.2.d", past;
        /// Who found it.
        by: Option<PersonRef>, "II.2.2.d";
        /// How it was corrected (纠正).
        correction: Option<String>, "II.2.2.d", long;
        /// Why it came about (偏差原因).
        cause: Option<String>, "II.2.2.d", long;
        /// When it was corrected.
        corrected_at: Option<Stamp>, "II.2.2.d", past;
    }
}

impl RunView<'_> {
    /// Whether it stands out: set in bold or underlined (IV.1.2).
    #[must_use]
    pub fn is_emphasised(&self) -> bool {
        self.bold == Some(true) || self.underline == Some(true)
    }
}

impl<'a> RichTextView<'a> {
    /// The text without its emphasis.
    #[must_use]
    pub fn plain(&self) -> Cow<'a, str> {
        match (self.text, self.runs.as_slice()) {
            (Some(text), _) => Cow::Borrowed(text),
            (None, [only]) => Cow::Borrowed(only.text.unwrap_or_default()),
            (None, runs) => Cow::Owned(runs.iter().filter_map(|run| run.text).collect()),
        }
    }

    /// Whether it says something.
    #[must_use]
    pub fn is_stated(&self) -> bool {
        // One run that is no placeholder and longer than any is enough, so that the runs need not be joined.
        let is_said = |run: &RunView<'_>| run.text.is_some_and(|text| trimmed(text).len() > LONGEST_PLACEHOLDER);
        (self.text.is_none() && self.runs.iter().any(is_said)) || !is_blank(&self.plain())
    }
}
