//! The standard register of the measurements: wide records, as many as are asked for, one line each.
//!
//! From 5 to 60 participants, 20 at the median; every facet; some 40 % of the bytes of the texts are Chinese; 8 % of the
//! records have one to three planted faults. It stands in the plant of the year and keeps its policy, so that company and
//! policy of that register serve it.

use std::collections::BTreeMap;
use std::io::{self, Write};

use anxun::calendar::WorkCalendar;
use anxun::value::{local_date, parse_time, stamp_at};
use anxun::vocab::TrainingKind::{self, *};
use chrono::{Datelike, NaiveDate};

use crate::faultless::{Breadth, Cast, Custody, Made, Session, record};
use crate::faults::{Expected, Fault, Scene, measured};
use crate::moment::{day, is_working_day, stamp};
use crate::place::set;
use crate::plant::{Member, Plant};
use crate::random::Random;
use crate::register::{AS_OF, apply_policy, type_code};
use crate::subject::of_kind;
use crate::write::{Style, line};

/// What is asked for.
#[derive(Clone, Debug, Default)]
pub struct Standard {
    /// The seed; the register of the published figures has 1.
    pub seed: u64,
    /// How many records.
    pub records: u64,
    /// How they are written.
    pub style: Style,
}

/// What was written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Written {
    /// Records.
    pub records: u64,
    /// Bytes, line breaks included.
    pub bytes: u64,
    /// Records with planted faults.
    pub faulty: u64,
    /// Findings that a review of each record by itself must give, by code.
    pub expected: BTreeMap<&'static str, u64>,
}

/// Kinds with their shares in per cent.
const KINDS: [(TrainingKind, usize); 10] = [
    (Refresher, 38),
    (NewHire, 12),
    (Transfer, 4),
    (ReturnToWork, 3),
    (SpecialOperation, 10),
    (Management, 6),
    (FourNew, 6),
    (Emergency, 10),
    (Other, 6),
    (TeamActivity, 5),
];

/// Share of the records with faults: 8 of 100.
const FAULTY: (usize, usize) = (8, 100);
/// The last number of a sequence.
const LAST: u32 = 9_999;

/// Makes one record after the other.
#[derive(Debug)]
pub struct Maker {
    seed: u64,
    calendar: WorkCalendar,
    /// People who were there all the year, department by department.
    pool: Vec<Member>,
    casts: BTreeMap<String, Vec<Cast>>,
    days: Vec<NaiveDate>,
    faults: Vec<Fault>,
    numbers: BTreeMap<(i32, String, &'static str), u32>,
    made: u64,
}

impl Standard {
    /// Writes the register, record by record.
    ///
    /// # Errors
    /// Those of `out`.
    pub fn write(&self, out: &mut impl Write) -> io::Result<Written> {
        let mut maker = Maker::new(self.seed);
        let mut order = Random::branch(self.seed, "keys");
        let mut written = Written::default();
        let mut text = String::new();
        for _ in 0..self.records {
            let (made, expected) = maker.make();
            text.clear();
            line(&made.record, &self.style, &mut order, &mut text);
            text.push('\n');
            out.write_all(text.as_bytes())?;
            written.records += 1;
            written.bytes += text.len() as u64;
            written.faulty += u64::from(expected.iter().any(|one| one.code != "NB-08"));
            for one in expected {
                *written.expected.entry(one.code).or_default() += 1;
            }
        }
        Ok(written)
    }
}

impl Maker {
    /// A maker; the same seed gives the same records.
    #[must_use]
    pub fn new(seed: u64) -> Maker {
        let plant = Plant::of_the_year(1);
        let calendar = WorkCalendar::china();
        let (first, last) = (day("2025-07-01"), day("2026-06-30"));
        let casts: BTreeMap<String, Vec<Cast>> = plant
            .departments()
            .into_iter()
            .map(|code| (code.clone(), (0..2).map(|turn| Cast::of(&plant, &code, first, turn)).collect()))
            .collect();
        let stayed = |member: &Member| plant.member(&member.key, last).as_ref() == Some(member);
        let has_desk = |member: &Member| casts.values().flatten().any(|cast| cast.holds(member));
        let pool = plant
            .departments()
            .iter()
            .flat_map(|department| plant.people_of(department, first))
            .filter(|member| stayed(member) && !has_desk(member))
            .collect();
        let days = first.iter_days().take_while(|date| *date <= last).filter(|date| is_working_day(*date, &calendar));
        let days = days.collect();
        let faults = measured().into_iter().filter(|fault| fault.code != "NB-08").collect();
        Maker { seed, calendar, pool, casts, days, faults, numbers: BTreeMap::new(), made: 0 }
    }

    /// The next record, and what must be found in it.
    pub fn make(&mut self) -> (Made, Vec<Expected>) {
        self.made += 1;
        let mut random = Random::branch(self.seed.wrapping_mul(0x9e37_79b9), &format!("record {}", self.made));
        let session = self.session(&mut random);
        let mut custody = Custody::natural(&session, &mut random, &self.calendar);
        custody.clip(session.as_of);
        let mut made = record(session, custody, &mut random);
        let mut expected = self.number(&mut made);
        if random.chance(FAULTY.0, FAULTY.1) {
            self.plant(&mut made, &mut expected, &mut random);
        }
        (made, expected)
    }

    fn session(&self, random: &mut Random) -> Session {
        let kind = kind(random);
        let subjects = of_kind(kind);
        let mut subject = subjects[random.below(subjects.len())];
        let mut count = participants(random);
        if matches!(subject.variant, crate::subject::Variant::Equipment(_)) {
            // Each trainee is filmed in turn: more than the hours hold there cannot be.
            count = count.min(8);
        }
        let from = random.below(self.pool.len());
        let members: Vec<Member> = (0..count).map(|at| self.pool[(from + at) % self.pool.len()].clone()).collect();
        let department = members[0].department.clone();
        if !subject.is_held_by(&department) && kind == Refresher {
            subject = subjects[random.below(3)];
        }
        let time = *random.pick(&["08:30", "09:00", "09:30", "13:00", "13:30"]);
        let start = stamp_at(*random.pick(&self.days), parse_time(time).expect("a time"));
        let cast = random.pick(&self.casts[&department]).clone();
        let mut session = Session::new(subject, &department, start, members, cast);
        session.breadth = Breadth::Slim;
        session.place = (*random.pick(subject.places)).to_owned();
        session.id = format!("STD-{:07}", self.made);
        session.as_of = stamp(AS_OF);
        if session.is_team_activity() {
            // The leader records, and is one of the team.
            session.cast.recorder = session.members[0].clone();
            session.cast.instructor = session.members[0].clone();
        }
        apply_policy(&mut session);
        session
    }

    /// Gives the record its number.
    fn number(&mut self, made: &mut Made) -> Vec<Expected> {
        if made.custody.archived.is_none() {
            return vec![];
        }
        let year = local_date(made.session.end).year();
        let scope = (year, made.session.department.clone(), type_code(made.session.kind()));
        let sequence = self.numbers.entry(scope.clone()).or_default();
        if *sequence == LAST {
            // The sequence has no number left: the record waits for one.
            made.custody.numbered = None;
            made.custody.archived = None;
            made.rewrite_custody();
            return vec![];
        }
        *sequence += 1;
        set(&mut made.record, "/number", format!("{}-{}-{}-{sequence:03}", scope.0, scope.1, scope.2));
        let severity = anxun::rule::by_code("NB-08").expect("a code").severity;
        let widened = Expected { code: "NB-08", path: "/number".to_owned(), severity };
        if *sequence > 999 { vec![widened] } else { vec![] }
    }

    /// Plants one to three faults that touch no part in common.
    fn plant(&self, made: &mut Made, expected: &mut Vec<Expected>, random: &mut Random) {
        let wanted = 1 + random.below(3);
        let (mut planted, mut touched) = (0, 0);
        for _ in 0..200 {
            if planted == wanted {
                return;
            }
            let fault = *random.pick(&self.faults);
            if touched & fault.touches != 0 || (fault.code.starts_with("NB") && !expected.is_empty()) {
                continue;
            }
            let mut scene = Scene { calendar: &self.calendar, as_of: made.session.as_of, random };
            let Some(found) = (fault.plant)(made, &mut scene) else { continue };
            touched |= fault.touches;
            planted += 1;
            for one in found {
                if one.code != "TP-05" || !expected.contains(&one) {
                    expected.push(one);
                }
            }
        }
    }
}

fn kind(random: &mut Random) -> TrainingKind {
    let mut drawn = random.below(100);
    for (kind, share) in KINDS {
        if drawn < share {
            return kind;
        }
        drawn -= share;
    }
    Refresher
}

/// From 5 to 60, 20 at the median, few of the large ones.
fn participants(random: &mut Random) -> usize {
    let count =
        if random.chance(1, 2) { random.between(5, 20) } else { random.between(20, 60).min(random.between(20, 60)) };
    usize::try_from(count).expect("a small number")
}

#[cfg(test)]
mod tests {
    use super::*;
    use anxun::record::TrainingRecord;
    use serde_json::Value;

    fn texts<'v>(value: &'v Value, out: &mut Vec<&'v str>) {
        match value {
            Value::String(text) => out.push(text),
            Value::Array(items) => items.iter().for_each(|item| texts(item, out)),
            Value::Object(fields) => fields.values().for_each(|field| texts(field, out)),
            _ => {}
        }
    }

    fn made(style: Style) -> (Vec<u8>, Written) {
        let mut out = vec![];
        let written = Standard { seed: 1, records: 600, style }.write(&mut out).unwrap();
        (out, written)
    }

    #[test]
    fn it_is_what_it_says() {
        let (out, written) = made(Style::default());
        assert_eq!((made(Style::default()).0, written.bytes), (out.clone(), out.len() as u64));
        let text = String::from_utf8(out).unwrap();
        let mut counts = vec![];
        let (mut chinese, mut all) = (0, 0);
        for line in text.lines() {
            let record = TrainingRecord::from_json(line).unwrap_or_else(|faults| panic!("{faults}: {line}"));
            counts.push(record.participants.len());
            let value: Value = serde_json::from_str(line).unwrap();
            let mut list = vec![];
            texts(&value, &mut list);
            all += list.iter().map(|text| text.len()).sum::<usize>();
            let signs = list.iter().flat_map(|text| text.chars());
            chinese += signs.filter(|sign| !sign.is_ascii()).map(char::len_utf8).sum::<usize>();
        }
        counts.sort_unstable();
        let median = counts[counts.len() / 2];
        assert!((18..=22).contains(&median) && counts[counts.len() - 1] <= 60, "{median}");
        let share = chinese * 100 / all;
        assert!((36..=44).contains(&share), "{share} % of the text bytes are Chinese");
        assert!((36..=60).contains(&written.faulty), "{}", written.faulty);
        println!("{} bytes a record, {share} %", written.bytes / written.records);
    }

    #[test]
    fn each_style_says_the_same() {
        let (plain, _) = made(Style::default());
        let (other, _) = made(Style { shuffled: true, escaped: true });
        assert!(other.is_ascii());
        let (plain, other) = (String::from_utf8(plain).unwrap(), String::from_utf8(other).unwrap());
        for (one, two) in plain.lines().zip(other.lines()) {
            assert_eq!(serde_json::from_str::<Value>(one).unwrap(), serde_json::from_str::<Value>(two).unwrap());
            assert_ne!(one, two);
        }
    }
}
