//! A year of the plant: who comes, goes, moves and comes back.

use anxun::org::{EmploymentKind, EndedBy, PersonKey, Spell};
use anxun::vocab::PersonKind;
use chrono::NaiveDate;

use super::Intake;
use super::people::{Made, other, spell};
use crate::moment::{day, days_earlier};
use crate::random::Random;

/// Days on which new people come, and how many for which team.
const INTAKES: [(&str, &str, usize, &str); 11] = [
    ("2025-07-14", "SY-HC-1", 6, "外操工"),
    ("2025-07-14", "SE-JH-2", 5, "外操工"),
    ("2025-07-21", "ZL", 3, "化验员"),
    ("2025-09-08", "SB-JX-1", 4, "钳工"),
    ("2025-10-20", "CC-ZX-1", 4, "装卸工"),
    ("2025-11-10", "SY-JL-3", 4, "巡检工"),
    ("2026-01-12", "JS", 2, "研发员"),
    ("2026-03-02", "SE-GZ-1", 6, "包装工"),
    ("2026-03-09", "GY-DL-2", 3, "空压操作工"),
    ("2026-04-13", "XS", 2, "销售员"),
    ("2026-06-08", "SY-HC-3", 5, "外操工"),
];

/// Teams with agency workers, all of whom have been there for some time.
const AGENCY: [(&str, usize, &str); 3] = [("SE-GZ-2", 8, "包装工"), ("CC-ZX-2", 8, "装卸工"), ("RZ", 4, "保洁员")];

/// Moves: department and place among its people, day, to which unit and post.
const MOVES: [(&str, usize, &str, &str, &str); 10] = [
    ("SY", 60, "2025-08-18", "GY-DL-1", "循环水操作工"),
    ("SY", 71, "2025-09-15", "CC-GQ-1", "罐区操作工"),
    ("SE", 55, "2025-10-13", "SY-JL-1", "外操工"),
    ("SE", 66, "2025-11-24", "ZL", "采样员"),
    ("CC", 33, "2025-12-08", "SE-JH-1", "外操工"),
    ("GY", 40, "2026-01-19", "SY-HC-2", "巡检工"),
    ("SB", 45, "2026-03-16", "GY-SC-1", "污水操作工"),
    ("JS", 20, "2026-04-20", "SE-JH-3", "中控操作工"),
    ("ZL", 25, "2026-05-11", "JS", "研发员"),
    ("CC", 41, "2026-06-15", "SY-HC-4", "外操工"),
];

/// Returns after more than a year: department, place among its people, day.
const RETURNS: [(&str, usize, &str); 6] = [
    ("SY", 44, "2025-08-11"),
    ("SE", 47, "2025-10-27"),
    ("SB", 30, "2025-12-15"),
    ("GY", 28, "2026-02-09"),
    ("CC", 25, "2026-04-07"),
    ("SY", 83, "2026-05-18"),
];

/// Leavers: department, place among its people, last day.
const LEAVERS: [(&str, usize, &str); 14] = [
    ("SY", 90, "2025-07-31"),
    ("SE", 80, "2025-08-29"),
    ("SB", 50, "2025-09-30"),
    ("XS", 12, "2025-10-31"),
    ("GY", 35, "2025-11-28"),
    ("CC", 38, "2025-12-31"),
    ("SY", 97, "2026-01-15"),
    ("JS", 15, "2026-02-28"),
    ("SE", 88, "2026-03-31"),
    ("RZ", 17, "2026-03-31"),
    ("SB", 61, "2026-04-30"),
    ("SY", 101, "2026-05-29"),
    ("ZL", 19, "2026-06-12"),
    ("SE", 93, "2026-06-26"),
];

/// Lets a year pass.
pub(super) fn live_a_year(made: &mut Made, seed: u64) {
    let mut random = Random::branch(seed, "life");
    // Places are those among the people who were there before the year.
    let places: Vec<(String, usize)> = places(made);
    let of = |department: &str, at: usize| -> usize {
        let mut own = places.iter().filter(|(unit, _)| unit == department);
        own.nth(at).unwrap_or_else(|| panic!("{department} has no person {at}")).1
    };
    for (department, at, last) in LEAVERS {
        leave(made, of(department, at), day(last));
    }
    for (department, at, on, unit, post) in MOVES {
        transfer(made, of(department, at), day(on), unit, post);
    }
    for (department, at, on) in RETURNS {
        let key = made.data.people[of(department, at)].key.clone();
        made.returns.push((key, day(on)));
    }
    // One who had left before the year is hired again: a second spell under the same number.
    rehire(made, of("SY", 105), "2023-06-30", "2025-09-01");
    agency(made, &mut random);
    interns(made, &mut random);
    for (on, unit, count, post) in INTAKES {
        intake(made, day(on), unit, count, post, &mut random);
    }
}

fn places(made: &Made) -> Vec<(String, usize)> {
    let department = |spell: &Spell| spell.unit.split('-').next().unwrap_or_default().to_owned();
    let people = made.data.people.iter().enumerate();
    people.filter_map(|(at, person)| person.spells.first().map(|spell| (department(spell), at))).collect()
}

fn leave(made: &mut Made, at: usize, last: NaiveDate) {
    if let Some(spell) = made.data.people[at].spells.last_mut() {
        spell.to = Some(last);
        spell.ended_by = Some(EndedBy::Left);
    }
}

fn transfer(made: &mut Made, at: usize, on: NaiveDate, unit: &str, post: &str) {
    let person = &mut made.data.people[at];
    let Some(former) = person.spells.last_mut() else { return };
    former.to = Some(days_earlier(on, 1));
    former.ended_by = Some(EndedBy::Transfer);
    person.spells.push(spell(on, unit, post, false, None, EmploymentKind::Employee));
    let department = unit.split('-').next().unwrap_or_default().to_owned();
    made.transfers.push((person.key.clone(), on, department));
}

fn rehire(made: &mut Made, at: usize, left: &str, again: &str) {
    let person = &mut made.data.people[at];
    let Some(former) = person.spells.last_mut() else { return };
    former.from = day("2015-04-01");
    let mut second = former.clone();
    former.to = Some(day(left));
    former.ended_by = Some(EndedBy::Left);
    second.from = day(again);
    person.spells.push(second);
    person.certificates.clear();
}

fn agency(made: &mut Made, random: &mut Random) {
    let mut number = 0;
    for (unit, count, post) in AGENCY {
        for _ in 0..count {
            number += 1;
            let from = days_earlier(day("2025-06-01"), u64::try_from(random.between(0, 500)).expect("days"));
            let worked = spell(from, unit, post, false, None, EmploymentKind::Agency);
            made.add(other(PersonKind::Agency, number), vec![worked], vec![], vec![], random);
        }
    }
    // Two of them are taken over and go on under an employee number.
    for (number, on) in [(3, "2025-12-01"), (11, "2026-04-01")] {
        let key = other(PersonKind::Agency, number);
        let since = day(on);
        let Some(person) = made.data.people.iter_mut().find(|person| person.key == key) else { continue };
        let Some(former) = person.spells.last_mut() else { continue };
        former.to = Some(days_earlier(since, 1));
        former.ended_by = Some(EndedBy::AgencyTakeover);
        let mut worked = former.clone();
        (worked.from, worked.to, worked.ended_by) = (since, None, None);
        worked.employment = EmploymentKind::Employee;
        let name = person.name.clone();
        let number = made.employee();
        made.taken_over(&key, &number, since);
        made.add(number, vec![worked], vec![], vec![], random);
        if let Some(last) = made.data.people.last_mut() {
            last.name = name;
        }
    }
}

fn interns(made: &mut Made, random: &mut Random) {
    let stays = [("2025-07-07", "2025-08-29", 8), ("2026-03-16", "2026-06-19", 6)];
    let mut number = 0;
    for (from, to, count) in stays {
        for at in 0..count {
            number += 1;
            let unit = ["ZL", "JS", "SY-HC-2"][at % 3];
            let mut stay = spell(day(from), unit, "实习生", false, None, EmploymentKind::Intern);
            stay.to = Some(day(to));
            made.add(other(PersonKind::Intern, number), vec![stay], vec![], vec![], random);
        }
    }
}

fn intake(made: &mut Made, on: NaiveDate, unit: &str, count: usize, post: &str, random: &mut Random) {
    let mut people: Vec<PersonKey> = vec![];
    for _ in 0..count {
        let key = made.employee();
        people.push(key.clone());
        let worked = spell(on, unit, post, false, None, EmploymentKind::Employee);
        made.add(key, vec![worked], vec![], vec![], random);
    }
    let department = unit.split('-').next().unwrap_or_default().to_owned();
    made.intakes.push(Intake { on, department, people });
}
