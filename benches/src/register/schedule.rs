//! What is held in the year: how often each department meets, month by month.

use anxun::calendar::WorkCalendar;
use anxun::vocab::TrainingKind;

use super::diary::Diary;
use crate::faultless::Session;
use crate::moment::{at, day, days_earlier, days_later, later, stamp};
use crate::plant::{Member, Plant};
use crate::random::Random;
use crate::subject::{Subject, of_kind, subjects};

/// The months with how busy they are: June is the month of safety, February that of the Spring Festival.
const MONTHS: [(&str, usize); 12] = [
    ("2025-07", 10),
    ("2025-08", 9),
    ("2025-09", 11),
    ("2025-10", 8),
    ("2025-11", 11),
    ("2025-12", 12),
    ("2026-01", 9),
    ("2026-02", 4),
    ("2026-03", 13),
    ("2026-04", 10),
    ("2026-05", 9),
    ("2026-06", 16),
];

/// Departments with their refreshers and team meetings a year.
const VOLUMES: [(&str, usize, usize); 12] = [
    ("AJ", 4, 0),
    ("SY", 22, 46),
    ("SE", 19, 38),
    ("GY", 11, 14),
    ("SB", 12, 12),
    ("CC", 10, 16),
    ("ZL", 7, 0),
    ("JS", 6, 0),
    ("CG", 3, 0),
    ("XS", 4, 0),
    ("RZ", 5, 0),
    ("CW", 3, 0),
];

/// Trainings of other kinds: subject, how many a year.
const OTHERS: [(&str, usize); 20] = [
    ("SB-01", 4),
    ("SB-02", 3),
    ("TZ-01", 6),
    ("TZ-02", 4),
    ("TZ-03", 7),
    ("TZ-04", 4),
    ("GL-01", 2),
    ("GL-02", 4),
    ("GL-03", 6),
    ("SX-01", 4),
    ("SX-02", 4),
    ("SX-03", 5),
    ("YJ-01", 7),
    ("YJ-02", 8),
    ("YJ-03", 4),
    ("YJ-04", 4),
    ("YJ-05", 9),
    ("QT-01", 7),
    ("QT-02", 8),
    ("FX-03", 5),
];

/// The sessions of the year, in the order of their start.
pub(super) fn sessions(plant: &Plant, calendar: &WorkCalendar, seed: u64) -> Vec<Session> {
    let mut diary = Diary::new(plant, calendar, Random::branch(seed, "schedule"));
    let diary = &mut diary;
    fixed(diary);
    new_hires(diary);
    movers(diary);
    for (code, count) in OTHERS {
        others(diary, code, count);
    }
    for (department, refreshers, meetings) in VOLUMES {
        refresh(diary, department, refreshers);
        meet(diary, department, meetings);
    }
    let mut sessions = std::mem::take(&mut diary.sessions);
    sessions.sort_by(|one, other| (one.start, &one.id).cmp(&(other.start, &other.id)));
    for (session, number) in sessions.iter_mut().zip(1..) {
        session.id = format!("PX{}-{number:04}", session.date().format("%y%m"));
    }
    sessions
}

fn subject(code: &str) -> &'static Subject {
    subjects().into_iter().find(|subject| subject.code == code).unwrap_or_else(|| panic!("no subject {code}"))
}

/// A month by its busyness.
fn month(diary: &mut Diary<'_>) -> &'static str {
    let all: usize = MONTHS.iter().map(|(_, weight)| weight).sum();
    let mut drawn = diary.random.below(all);
    for (month, weight) in MONTHS {
        if drawn < weight {
            return month;
        }
        drawn -= weight;
    }
    MONTHS[0].0
}

/// Sessions that have to be on their day: make-up days, nights, the turn of the year, the last days, the change of regime.
fn fixed(diary: &mut Diary<'_>) {
    let days = [
        ("FX-01", "SY", "2025-09-28T09:00:00+08:00", 24),
        ("YJ-05", "GY", "2025-10-11T14:00:00+08:00", 18),
        ("FX-02", "SE", "2026-01-04T09:00:00+08:00", 22),
        ("QT-02", "CC", "2026-02-14T09:00:00+08:00", 26),
        ("FX-03", "SB", "2026-02-28T14:00:00+08:00", 20),
        ("FX-01", "CC", "2026-05-09T09:00:00+08:00", 19),
        // Night, across midnight.
        ("YJ-02", "SY", "2025-11-14T23:20:00+08:00", 16),
        ("YJ-01", "CC", "2026-04-23T22:50:00+08:00", 15),
        ("FX-04", "SE", "2025-12-31T23:00:00+08:00", 12),
        ("FX-05", "XS", "2025-12-30T14:00:00+08:00", 9),
        ("FX-02", "SY", "2025-12-31T09:00:00+08:00", 21),
        // A Saturday.
        ("YJ-01", "CC", "2025-07-19T09:00:00+08:00", 14),
        // The last review under the old regime of certificates, and the first after it.
        ("TZ-03", "SY", "2026-05-29T13:00:00+08:00", 12),
        ("TZ-03", "SE", "2026-06-02T08:30:00+08:00", 11),
        ("TZ-01", "SB", "2026-06-10T13:00:00+08:00", 10),
        ("TZ-03", "SY", "2026-06-24T13:00:00+08:00", 9),
        // The last days.
        ("FX-02", "SY", "2026-06-29T14:00:00+08:00", 28),
        ("FX-01", "SE", "2026-06-30T09:00:00+08:00", 25),
        ("YJ-05", "ZL", "2026-06-30T14:00:00+08:00", 15),
        ("QT-01", "GY", "2026-06-30T15:00:00+08:00", 17),
        ("YJ-01", "CC", "2026-07-04T17:00:00+08:00", 13),
    ];
    for (code, department, start, count) in days {
        assert!(diary.enter(subject(code), department, stamp(start), count), "{code} {start}");
    }
    for (code, team, start) in [
        ("BZ-01", "SY-HC-2", "2025-08-20T23:40:00+08:00"),
        ("BZ-03", "SE-GZ-3", "2026-01-20T23:45:00+08:00"),
        ("BZ-01", "SY-JL-4", "2026-06-30T19:35:00+08:00"),
        ("BZ-01", "SY-HC-4", "2026-07-04T19:35:00+08:00"),
    ] {
        assert!(team_meeting(diary, subject(code), team, stamp(start)), "{code} {start}");
    }
    // One that is only planned.
    assert!(diary.enter(subject("FX-01"), "GY", stamp("2026-07-08T09:00:00+08:00"), 20));
    diary.last().is_planned = true;
}

/// Three levels for each intake; large ones have the company level in two sessions of a course.
fn new_hires(diary: &mut Diary<'_>) {
    let plant = diary.plant;
    for intake in &plant.intakes {
        let on = intake.on;
        let members = |date| intake.people.iter().filter_map(|key| plant.member(key, date)).collect::<Vec<Member>>();
        for (code, days, time) in [("XY-01", 0, "09:00"), ("XY-02", 2, "13:30"), ("XY-03", 4, "09:00")] {
            let mut date = days_later(on, days);
            while !crate::moment::is_working_day(date, diary.calendar) {
                date = days_later(date, 1);
            }
            let people = members(date);
            let count = people.len();
            diary.enter_with(subject(code), &intake.department, at(date, time), people, count);
        }
    }
}

fn movers(diary: &mut Diary<'_>) {
    let plant = diary.plant;
    let moves = plant.transfers.iter().map(|(key, on, department)| (key, *on, department.clone(), ["ZG-01", "ZG-02"]));
    let returns = plant.returns.iter().filter_map(|(key, on)| {
        let member = plant.member(key, *on)?;
        Some((key, *on, member.department, ["FG-01", "FG-02"]))
    });
    let all: Vec<_> = moves.chain(returns).collect();
    for (key, on, department, codes) in all {
        for (code, days) in codes.into_iter().zip([0, 1]) {
            let mut date = days_later(on, days);
            while !crate::moment::is_working_day(date, diary.calendar) {
                date = days_later(date, 1);
            }
            // A companion of the new team takes part as well.
            let mut people: Vec<Member> = plant.member(key, date).into_iter().collect();
            let unit = people.first().map(|member| member.unit.clone()).unwrap_or_default();
            let others = plant.people_of(&unit, date).into_iter().filter(|one| one.key != *key);
            people.extend(others.skip(2).take(2));
            let start = diary.start(date, subject(code));
            diary.enter_with(subject(code), &department, start, people, 3);
        }
    }
}

fn others(diary: &mut Diary<'_>, code: &str, count: usize) {
    let subject = subject(code);
    let of: Vec<String> = if subject.departments.is_empty() {
        let mut all = diary.plant.departments();
        // Those that handle something dangerous meet more often.
        all.extend(["SY", "SE", "CC", "GY", "SB", "SY", "SE"].map(str::to_owned));
        all
    } else {
        subject.departments.iter().map(|code| (*code).to_owned()).collect()
    };
    let mut left = count;
    for _ in 0..count * 20 {
        if left == 0 {
            return;
        }
        let month = month(diary);
        let date = diary.working_day(month);
        let start = diary.start(date, subject);
        let department = diary.random.pick(&of).clone();
        let people = size(diary, subject, &department);
        if diary.enter(subject, &department, start, people) {
            left -= 1;
            if subject.kind == TrainingKind::Refresher && diary.random.chance(1, 4) {
                diary.last().is_special_plan = true;
            }
        }
    }
}

/// How many take part.
fn size(diary: &mut Diary<'_>, subject: &Subject, department: &str) -> usize {
    let most = match (subject.kind, department) {
        (TrainingKind::SpecialOperation, _) => 14,
        (TrainingKind::Management, _) => 12,
        (_, "SY" | "SE") => 44,
        (_, "GY" | "SB" | "CC") => 30,
        _ => 18,
    };
    let most = if matches!(subject.variant, crate::subject::Variant::Equipment(_)) { 6 } else { most };
    // Small groups are the rule: the smaller of two draws.
    let one = diary.random.between(5, most);
    usize::try_from(one.min(diary.random.between(5, most))).expect("a small number")
}

fn refresh(diary: &mut Diary<'_>, department: &str, count: usize) {
    let own: Vec<&'static Subject> = of_kind(TrainingKind::Refresher)
        .into_iter()
        .filter(|subject| subject.is_held_by(department))
        .filter(|subject| matches!(subject.variant, crate::subject::Variant::Plain))
        .filter(|subject| subject.code != "FX-05" || !["SY", "SE", "GY", "SB", "CC"].contains(&department))
        .collect();
    let mut left = count;
    for _ in 0..count * 20 {
        if left == 0 {
            return;
        }
        let month = month(diary);
        let date = diary.working_day(month);
        let subject = *diary.random.pick(&own);
        let start = diary.start(date, subject);
        let people = size(diary, subject, department);
        let first = diary.sessions.len();
        if diary.enter(subject, department, start, people) {
            left -= 1;
            if people > 30 {
                // The others have it in the afternoon: two sessions of one course.
                let course = format!("KC-{department}-{}", date.format("%y%m%d"));
                if diary.enter(subject, department, later(start, 6 * 60), people / 2) {
                    left = left.saturating_sub(1);
                    for (session, number) in diary.sessions[first..].iter_mut().zip(1..) {
                        session.course = Some(course.clone());
                        session.session_no = number;
                    }
                }
            }
        }
    }
}

fn meet(diary: &mut Diary<'_>, department: &str, count: usize) {
    let teams = diary.plant.teams(department);
    let own: Vec<&'static Subject> =
        of_kind(TrainingKind::TeamActivity).into_iter().filter(|subject| subject.is_held_by(department)).collect();
    let mut left = count;
    for _ in 0..count * 20 {
        if left == 0 {
            return;
        }
        let month = month(diary);
        // Shifts run on every day of the week.
        let date = days_earlier(day(&format!("{month}-28")), u64::try_from(diary.random.between(0, 27)).expect("days"));
        let team = diary.random.pick(&teams).clone();
        let subject = *diary.random.pick(&own);
        let time = *diary.random.pick(&["07:40", "15:35", "19:35", "08:00"]);
        if team_meeting(diary, subject, &team, at(date, time)) {
            left -= 1;
        }
    }
}

fn team_meeting(diary: &mut Diary<'_>, subject: &'static Subject, team: &str, start: anxun::value::Stamp) -> bool {
    let date = anxun::value::local_date(start);
    let people = diary.plant.people_of(team, date);
    let department = people.first().map(|member| member.department.clone()).unwrap_or_default();
    // Somebody is always on leave.
    let away = usize::try_from(diary.random.between(0, 2)).expect("a small number");
    let leader = diary.plant.holders("TeamLeader", Some(team), date);
    let mut present: Vec<Member> = leader.clone();
    present.extend(people.into_iter().filter(|member| leader.iter().all(|one| one.key != member.key)).skip(away));
    let count = present.len();
    diary.enter_with(subject, &department, start, present, count)
}
