//! The diary: sessions as they are entered, nobody in two at a time.

use std::collections::BTreeMap;

use anxun::calendar::WorkCalendar;
use anxun::value::{Stamp, parse_time, stamp_at};
use chrono::{Datelike, NaiveDate};

use super::policy::apply_policy;
use crate::faultless::{Cast, Session};
use crate::moment::{day, days_later, is_working_day};
use crate::plant::{Member, Plant};
use crate::random::Random;
use crate::subject::Subject;

/// The diary of a plant.
#[derive(Debug)]
pub(super) struct Diary<'p> {
    pub(super) plant: &'p Plant,
    pub(super) calendar: &'p WorkCalendar,
    pub(super) random: Random,
    pub(super) sessions: Vec<Session>,
    busy: BTreeMap<String, Vec<(Stamp, Stamp)>>,
    turn: usize,
}

impl<'p> Diary<'p> {
    pub(super) fn new(plant: &'p Plant, calendar: &'p WorkCalendar, random: Random) -> Self {
        Diary { plant, calendar, random, sessions: vec![], busy: BTreeMap::new(), turn: 0 }
    }

    /// A working day of a month, make-up days included.
    pub(super) fn working_day(&mut self, month: &str) -> NaiveDate {
        let first = day(&format!("{month}-01"));
        loop {
            let date = days_later(first, u64::try_from(self.random.between(0, 30)).expect("days"));
            if date.month() == first.month() && is_working_day(date, self.calendar) {
                return date;
            }
        }
    }

    /// A start in office hours after which the subject still fits into the day.
    pub(super) fn start(&mut self, date: NaiveDate, subject: &Subject) -> Stamp {
        let times: &[&str] = if subject.minutes > 180 {
            &["08:30", "13:00", "13:30"]
        } else {
            &["08:30", "09:00", "10:00", "13:30", "14:00", "14:30", "15:00"]
        };
        let time: &str = times[self.random.below(times.len())];
        stamp_at(date, parse_time(time).expect("a time"))
    }

    /// Enters a session of a department with some of its people; more than `count` never, fewer where they are busy.
    pub(super) fn enter(&mut self, subject: &'static Subject, department: &str, start: Stamp, count: usize) -> bool {
        let date = anxun::value::local_date(start);
        let mut people = self.plant.people_of(department, date);
        self.random.shuffle(&mut people);
        self.enter_with(subject, department, start, people, count)
    }

    /// Enters a session with the first `count` of `people` that have time.
    pub(super) fn enter_with(
        &mut self,
        subject: &'static Subject,
        department: &str,
        start: Stamp,
        people: Vec<Member>,
        count: usize,
    ) -> bool {
        let date = anxun::value::local_date(start);
        let cast = Cast::of(self.plant, department, date, self.turn);
        let is_log = subject.kind == anxun::vocab::TrainingKind::TeamActivity;
        let mut session = Session::new(subject, department, start, vec![], cast);
        let (from, to) = (session.start, session.end);
        let free = people.into_iter().filter(|one| is_log || !session.cast.holds(one));
        let mut members: Vec<Member> = free.filter(|one| self.is_free(one, from, to)).take(count).collect();
        if members.len() < 3.min(count) {
            return false;
        }
        members.sort_by_key(Member::number);
        session.members = members;
        session.place = self.place(subject, &session.members[0]);
        session.team_leader(self.plant);
        apply_policy(&mut session);
        if session.is_team_level() && !self.is_free(&session.cast.recorder, from, to) {
            return false;
        }
        for member in session.members.clone().iter().chain([&session.cast.instructor.clone()]) {
            self.busy.entry(member.number()).or_default().push((from, to));
        }
        self.turn += 1;
        session.id = format!("{}{:04}", date.format("%Y%m%d-"), self.sessions.len() + 1);
        self.sessions.push(session);
        true
    }

    /// A place of the subject; where it says only what kind of room, the workshop goes before it.
    fn place(&mut self, subject: &Subject, member: &Member) -> String {
        let place = *self.random.pick(subject.places);
        let is_own =
            matches!(place, "车间会议室" | "二楼培训室" | "中控室" | "班组休息室" | "现场操作间" | "装置区现场");
        if is_own { format!("{}{place}", self.plant.workshop_name(&member.unit)) } else { place.to_owned() }
    }

    fn is_free(&self, member: &Member, from: Stamp, to: Stamp) -> bool {
        self.busy
            .get(&member.number())
            .is_none_or(|times| times.iter().all(|(start, end)| to <= *start || *end <= from))
    }

    /// The last session entered.
    pub(super) fn last(&mut self) -> &mut Session {
        self.sessions.last_mut().expect("a session was entered")
    }
}
