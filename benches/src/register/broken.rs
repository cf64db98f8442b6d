//! Lines that cannot be judged: cut off, an impossible date, another schema version, an unknown kind.

use anxun::calendar::WorkCalendar;

use super::diary::Diary;
use crate::faultless::{Custody, record};
use crate::moment::stamp;
use crate::place::set;
use crate::plant::Plant;
use crate::random::Random;
use crate::subject::of_kind;
use crate::write::plain_line;

/// The broken lines: behind how many sound ones each stands, its text, the error.
pub(super) fn lines(plant: &Plant, calendar: &WorkCalendar, seed: u64) -> Vec<(usize, String, &'static str)> {
    let mut random = Random::branch(seed, "broken");
    let subject = of_kind(anxun::vocab::TrainingKind::Refresher)[2];
    let wishes = [(58, "Syntax"), (143, "DateFormat"), (239, "SchemaVersion"), (305, "UnknownCode")];
    let mut lines = vec![];
    for ((behind, error), number) in wishes.into_iter().zip(1..) {
        let mut diary = Diary::new(plant, calendar, random.clone());
        assert!(diary.enter(subject, "XS", stamp("2026-06-25T14:00:00+08:00"), 8));
        let mut session = diary.sessions.remove(0);
        session.id = format!("PX-DR-{number:02}");
        let mut custody = Custody::natural(&session, &mut random, calendar);
        // They were never reviewed, so that no number is missing for them.
        custody.clip(stamp("2026-06-26T11:59:00+08:00"));
        let mut made = record(session, custody, &mut random);
        match error {
            "DateFormat" => set(&mut made.record, "/date", "2026-02-30"),
            "SchemaVersion" => set(&mut made.record, "/schema_version", 2),
            "UnknownCode" => set(&mut made.record, "/kind", "Refreshment"),
            _ => {}
        }
        let mut text = plain_line(&made.record);
        if error == "Syntax" {
            let cut = text.char_indices().nth(700).map_or(0, |(at, _)| at);
            text.truncate(cut);
        }
        lines.push((behind, text, error));
    }
    lines
}
