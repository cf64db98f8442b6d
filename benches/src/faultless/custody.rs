//! What becomes of a record: self-check, hand-over, review, number, archive, in time and on working days.

use anxun::calendar::{WorkCalendar, add_years};
use anxun::value::{Stamp, date_text, local_date};
use serde_json::{Value, json};

use super::Made;
use super::heading::plain;
use super::session::Session;
use crate::moment::{at_work, in_office, later, text, working_days_later};
use crate::place::{has, list, remove, set};
use crate::random::Random;

/// A return and what followed.
#[derive(Clone, Debug, PartialEq)]
pub struct Round {
    /// When it was returned.
    pub returned: Stamp,
    /// Why.
    pub reason: &'static str,
    /// When it came back.
    pub resubmitted: Option<Stamp>,
    /// When it was received again.
    pub received: Option<Stamp>,
}

/// The milestones. What is `None` has not been reached.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Custody {
    /// Collected and checked by the officer.
    pub self_checked: Option<Stamp>,
    /// Paper handed over.
    pub handed: Option<Stamp>,
    /// Electronic record uploaded.
    pub uploaded: Option<Stamp>,
    /// Received by the safety department.
    pub received: Option<Stamp>,
    /// Returns.
    pub rounds: Vec<Round>,
    /// Reviewed.
    pub reviewed: Option<Stamp>,
    /// Numbered.
    pub numbered: Option<Stamp>,
    /// Archived.
    pub archived: Option<Stamp>,
}

const REASONS: [&str; 4] =
    ["试卷缺页，请补齐原件。", "授课记录案例要点过于简略。", "封面份数与清单不符。", "照片标注不清晰。"];

impl Custody {
    /// What becomes of a record in a well-run department.
    #[must_use]
    pub fn natural(session: &Session, random: &mut Random, calendar: &WorkCalendar) -> Custody {
        let mut custody = Custody::default();
        let checked = in_office(later(session.end, random.between(60, 240)), random.between(0, 50));
        let handed = in_office(later(checked, random.between(20, 110)), random.between(0, 30));
        custody.self_checked = Some(checked);
        custody.handed = Some(handed);
        custody.uploaded = Some(later(handed, random.between(10, 70)));
        custody.go_on(random, calendar);
        custody
    }

    /// What follows the hand-over, anew.
    pub fn go_on(&mut self, random: &mut Random, calendar: &WorkCalendar) {
        let Some(given) = self.handed.max(self.uploaded) else { return };
        let first = at_work(later(given, 10), random.between(0, 90), calendar);
        let mut received = first;
        self.received = Some(first);
        self.rounds.clear();
        if random.chance(1, 11) {
            let days = u32::try_from(random.between(1, 2)).expect("days");
            let returned = working_days_later(received, days, random.between(0, 400), calendar);
            let days = u32::try_from(random.between(1, 2)).expect("days");
            let resubmitted = working_days_later(returned, days, random.between(0, 420), calendar);
            received = later(resubmitted, random.between(10, 40));
            let reason = REASONS[random.below(REASONS.len())];
            self.rounds.push(Round { returned, reason, resubmitted: Some(resubmitted), received: Some(received) });
        }
        let days = u32::try_from(random.between(1, 3)).expect("days");
        self.review_at(working_days_later(received, days, random.between(0, 330), calendar), random);
    }

    /// Reviewed at a time, and numbered and archived the same day.
    pub fn review_at(&mut self, reviewed: Stamp, random: &mut Random) {
        let numbered = later(reviewed, random.between(10, 60));
        self.reviewed = Some(reviewed);
        self.numbered = Some(numbered);
        self.archived = Some(later(numbered, random.between(15, 90)));
    }

    /// Forgets what has not yet been reached.
    pub fn clip(&mut self, as_of: Stamp) {
        for milestone in [
            &mut self.self_checked,
            &mut self.handed,
            &mut self.uploaded,
            &mut self.received,
            &mut self.reviewed,
            &mut self.numbered,
            &mut self.archived,
        ] {
            *milestone = milestone.filter(|stamp| *stamp <= as_of);
        }
        self.rounds.retain(|round| round.returned <= as_of);
        for round in &mut self.rounds {
            round.resubmitted = round.resubmitted.filter(|stamp| *stamp <= as_of);
            round.received = round.received.filter(|stamp| *stamp <= as_of);
        }
        if self.numbered.is_some() && self.archived.is_none() {
            // Numbered in the last hour: the host writes both at once.
            self.numbered = None;
        }
    }

    /// The state that a host states.
    #[must_use]
    pub fn state(&self) -> &'static str {
        let is_returned = self.rounds.last().is_some_and(|round| round.resubmitted.is_none());
        match () {
            () if self.archived.is_some() => "Archived",
            () if self.numbered.is_some() => "Numbered",
            () if self.reviewed.is_some() => "Reviewed",
            () if is_returned => "Returned",
            () if self.received.is_some() => "Received",
            () if self.handed.is_some() && self.uploaded.is_some() => "Submitted",
            () if self.self_checked.is_some() => "SelfChecked",
            () => "Collecting",
        }
    }
}

/// Writes package, review, archive, file and storage, then the milestones.
pub(super) fn write(made: &mut Made, random: &mut Random) {
    if made.session.is_planned {
        return;
    }
    let session = made.session.clone();
    let items = items(&made.record);
    let record = &mut made.record;
    let count = |items: &[Value]| items.iter().filter_map(|item| item["count"].as_u64()).sum::<u64>();
    set(record, "/package/received_count", count(&items));
    set(record, "/package/contents", items.clone());
    let cover = json!({
        "items": items,
        "handed_by": session.cast.officer.reference(),
        "signature": {"kind": "Handwritten", "digest": random.digest()},
    });
    set(record, "/package/cover", cover);
    set(record, "/package/summary", summary(&session));
    set(record, "/package/received_by", session.cast.specialist.reference());
    set(record, "/review/self_checked_by", session.cast.officer.reference());
    set(record, "/review/stamp", json!({"text": "已审核", "reviewer": session.cast.reviewer.reference()}));
    set(record, "/pdf", pdf(session.members.len(), random));
    let uploaded = record["pdf"]["digest"].clone();
    set(record, "/package/upload_digest", uploaded);
    set(record, "/paper", paper());
    archive(record, &session, random);
    write_stamps(made);
}

fn summary(session: &Session) -> Value {
    let text = format!(
        "本次培训应到{0}人，实到{0}人，主题为“{1}”。主要内容：{2}",
        session.members.len(),
        session.subject.topic,
        plain(&session.subject.summary[..1])
    );
    json!({"text": text, "author": session.cast.officer.reference()})
}

/// What a package holds, by what the record has.
fn items(record: &Value) -> Vec<Value> {
    let item = |kind: &str, count: usize, pages: usize| json!({"kind": kind, "count": count, "pages": pages});
    let people = list(record, "/participants").len();
    let mut items = vec![];
    if has(record, "/sign_in") {
        items.push(item("SignInSheet", 1, people / 20 + 1));
    }
    if !list(record, "/assessment/papers").is_empty() {
        items.push(item("Papers", people, people * 2));
        items.push(item("ScoreSheet", 1, 1));
    }
    if has(record, "/lecture") {
        items.push(item("LectureLog", 1, 2));
        items.push(item("Photos", list(record, "/photos").len(), 2));
    }
    items.push(item("Summary", 1, 1));
    items
}

fn pdf(people: usize, random: &mut Random) -> Value {
    let scans = (people / 12).min(4) + 1;
    let mut pages =
        vec![json!({"blank": false, "text_characters": random.between(600, 1400), "scanned": false, "number": 1})];
    for at in 0..scans {
        pages.push(json!({
            "blank": false,
            "text_characters": random.between(180, 900),
            "scanned": true,
            "dpi_x": 300,
            "dpi_y": 300,
            "number": at + 2,
        }));
    }
    json!({"is_pdf": true, "encrypted": false, "pages": pages, "digest": random.digest()})
}

fn paper() -> Value {
    json!({
        "width_mm": 210,
        "height_mm": 297,
        "title_font": "黑体",
        "title_size": "16",
        "title_centred": true,
        "body_font": "宋体",
        "body_size": "12",
        "line_spacing": "1.5",
        "header_logo": true,
        "header_text": "安全生产培训记录",
        "footer_page_number": true,
        "footer_confidentiality": "内部",
    })
}

fn archive(record: &mut Value, session: &Session, random: &mut Random) {
    let digest = record["pdf"]["digest"].clone();
    let pages = list(record, "/pdf/pages").len();
    let cabinet = format!("G{:02}", random.between(1, 12));
    let mut archive = json!({
        "retention_class": if session.is_special_class() { "SpecialOperation" } else { "Ordinary" },
        "paper": {
            "room": "档案室",
            "cabinet": cabinet,
            "archive_box": format!("{}-{}", chrono::Datelike::year(&session.date()), session.department),
            "position": random.between(1, 80),
            "pages": pages,
        },
        "electronic": {
            "location": format!("//archive/{}/{}.pdf", session.department, session.id),
            "read_only": true,
            "digest": digest,
            "pages": pages,
        },
    });
    if !session.is_special_class() {
        let until = add_years(local_date(session.end), 3).expect("a year of this century");
        set(&mut archive, "/retention_until", date_text(until));
    }
    set(record, "/archive", archive);
    set(
        record,
        "/storage/cabinet",
        json!({
            "id": cabinet, "dedicated": true, "fireproof": true, "dampproof": true, "label": "安全生产培训",
        }),
    );
    set(record, "/storage/boxes", boxes(record, session));
    let disc = json!([{"id": "GP-01", "kind": "OpticalDisc", "site": "异地库房", "off_site": true}]);
    set(record, "/storage/media", disc);
    link(record);
}

/// The box of the record, between that of the year before and nothing.
fn boxes(record: &Value, session: &Session) -> Value {
    let year = chrono::Datelike::year(&session.date());
    let code = crate::register::type_code(session.kind());
    let id = record["archive"]["paper"]["archive_box"].clone();
    json!([
        {"id": format!("{}-{}", year - 1, session.department), "years": [year - 1], "training_type": code,
            "department": session.department},
        {"id": id, "years": [year], "training_type": code, "department": session.department},
    ])
}

/// Links the record to its plan item, its sheet, its first paper or practical sheet (else the score sheet), its first photo
/// and recording.
pub(super) fn link(record: &mut Value) {
    let first = |list_at: &str| list(record, list_at).first().map(|one| one["digest"].clone());
    let scores = || record.pointer("/assessment/score_sheet/digest").cloned();
    let papers: Vec<Value> =
        first("/assessment/papers").or_else(|| first("/assessment/practicals")).or_else(scores).into_iter().collect();
    let media: Vec<Value> = [first("/photos"), first("/videos")].into_iter().flatten().collect();
    let mut links = json!({});
    for (name, at) in [("/plan", "/plan_item/id"), ("/sign_in", "/sign_in/digest")] {
        if let Some(id) = record.pointer(at).cloned() {
            set(&mut links, name, id);
        }
    }
    if !papers.is_empty() {
        set(&mut links, "/papers", papers);
    }
    if !media.is_empty() {
        set(&mut links, "/media", media);
    }
    if links.as_object().is_some_and(|links| !links.is_empty()) {
        set(record, "/links", links);
    }
}

/// Writes the milestones, and takes out what belongs to those that were not reached.
pub(super) fn write_stamps(made: &mut Made) {
    let custody = made.custody.clone();
    let cast = made.session.cast.clone();
    let record = &mut made.record;
    set(record, "/state", custody.state());
    let put = |record: &mut Value, pointer: &str, stamp: Option<Stamp>| match stamp {
        Some(stamp) => set(record, pointer, text(stamp)),
        None => {
            remove(record, pointer);
        }
    };
    put(record, "/review/self_checked_at", custody.self_checked);
    put(record, "/package/summary/at", custody.self_checked);
    put(record, "/package/handed_at", custody.handed);
    put(record, "/package/cover/signature/at", custody.handed);
    put(record, "/package/uploaded_at", custody.uploaded);
    put(record, "/package/received_at", custody.received);
    put(record, "/review/reviewed_at", custody.reviewed);
    put(record, "/review/stamp/at", custody.reviewed);
    put(record, "/archive/numbered_at", custody.numbered);
    put(record, "/archive/archived_at", custody.archived);
    let rounds: Vec<Value> = custody.rounds.iter().map(round).collect();
    if rounds.is_empty() {
        remove(record, "/review/returns");
    } else {
        set(record, "/review/returns", rounds);
    }
    let mut slips = vec![];
    if let Some(at) = custody.self_checked {
        slips.push(json!({"stage": "SelfCheck", "signer": cast.officer.reference(), "at": text(at), "passed": true}));
    }
    if let Some(at) = custody.reviewed {
        slips.push(json!({"stage": "Review", "signer": cast.reviewer.reference(), "at": text(at), "passed": true}));
    }
    set(record, "/review/confirmations", slips);
    take_out_unreached(record, &custody);
}

fn round(round: &Round) -> Value {
    let mut value = json!({"returned_at": text(round.returned), "reason": round.reason});
    if let Some(stamp) = round.resubmitted {
        set(&mut value, "/resubmitted_at", text(stamp));
    }
    if let Some(stamp) = round.received {
        set(&mut value, "/received_at", text(stamp));
    }
    value
}

fn take_out_unreached(record: &mut Value, custody: &Custody) {
    if custody.archived.is_none() {
        for pointer in ["/archive", "/storage", "/links", "/number"] {
            remove(record, pointer);
        }
    }
    if custody.reviewed.is_none() {
        remove(record, "/review/stamp");
    }
    if custody.received.is_none() {
        remove(record, "/package/received_by");
        remove(record, "/package/received_count");
    }
    if custody.uploaded.is_none() {
        remove(record, "/package/upload_digest");
        remove(record, "/pdf");
    }
    if custody.self_checked.is_none() {
        remove(record, "/package");
        remove(record, "/review");
        remove(record, "/paper");
    }
}
