//! Photos, recordings, traces of online sessions.

use super::declare::facts;
use super::people::PersonRef;
use crate::value::{Span, Stamp};
use crate::vocab::{PhotoScene, VideoSubject};

facts! {
    /// An activity photo (活动照片).
    Photo PhotoView {
        /// Digest of the image: two photos of one digest are one.
        digest: Option<String>, "III.2.3.c";
        /// What it shows (全景、特写、互动).
        view: Option<PhotoScene>, "III.2.3.c";
        /// When it was taken (拍摄时间).
        taken_at: Option<Stamp>, "III.2.3.d", past;
        /// Where it was taken (拍摄地点).
        place: Option<String>, "III.2.3.d";
        /// Whether it is embedded in the electronic record (已嵌入).
        embedded: Option<bool>, "III.2.3.d";
        /// When it was uploaded.
        uploaded_at: Option<Stamp>, "VI.1.2.c", past;
    }

    /// A recording (视频).
    Video VideoView {
        /// Digest of the file.
        digest: Option<String>, "IV.2.1";
        /// The session, or the practice of a trainee.
        subject: Option<VideoSubject>, "IV.2.2.a";
        /// Start of the recording.
        from: Option<Stamp>, "IV.2.1.b", past;
        /// End of the recording.
        to: Option<Stamp>, "IV.2.1.b", past;
        /// Place.
        place: Option<String>, "IV.2.1.b";
        /// The trainee whose practice it shows (学员).
        trainee: Option<PersonRef>, "IV.2.2.a";
        /// Number of the console that is seen (操作台编号).
        console_no: Option<String>, "IV.2.2.a";
        /// Number of the badge that is seen (学员工牌).
        badge_no: Option<String>, "IV.2.2.a", personal;
    }

    /// Traces of an online session (线上痕迹).
    OnlineTrace OnlineTraceView {
        /// Digest of the log-in trace (登录轨迹).
        login_trace: Option<String>, "X.8";
        /// Digest of the recording (课程录像).
        recording: Option<String>, "X.8";
        /// Digest of the online test (在线测试).
        test: Option<String>, "X.8";
    }
}

impl VideoView<'_> {
    /// The time that it covers.
    #[must_use]
    pub fn span(&self) -> Option<Span> {
        Some(Span { start: self.from?, end: self.to? })
    }
}
