//! Courses of several sessions (多场次课程, X.7): one record a session, joined by the id of the course; hours and verdict of the
//! course come from its records.

use chrono::NaiveDate;
use serde::Serialize;

use super::answer::WorkTerms;
use super::company::shown;
use super::hours::{Minutes, sum};
use super::workforce::{Attended, Workforce};
use crate::error::{Error, ErrorCode, Result};
use crate::value::form;
use crate::vocab::Verdict;

/// A course (课程).
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Course {
    /// Its id.
    pub course: String,
    /// Its sessions, by day and record.
    pub sessions: Vec<Session>,
    /// Everybody who attended one of them, in the order of the register.
    pub people: Vec<CoursePerson>,
}

/// A session of a course.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Session {
    /// The day on which it ended.
    #[serde(with = "form::date")]
    pub ended: NaiveDate,
    /// Its record; absent where the trainings do not say.
    pub record: Option<String>,
}

/// Somebody in a course.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CoursePerson {
    /// Who: the number that goes on, masked unless revealed.
    pub person: String,
    /// How many sessions the person attended.
    pub attended: u64,
    /// How many there were.
    pub of: u64,
    /// Minutes in valid records.
    pub minutes: u64,
    /// With those whose record could not be judged; absent where minutes are not stated.
    pub at_most: Option<u64>,
    /// The last verdict; absent where none was given.
    pub verdict: Option<Verdict>,
    /// Whether the person attended every session and passed; absent where a record could not be judged.
    pub complete: Option<bool>,
}

/// A course as it stands on a day.
///
/// # Errors
/// `Missing` for a course of which no session is known.
pub fn course_status(workforce: &Workforce, terms: &WorkTerms, course: &str, date: NaiveDate) -> Result<Course> {
    let unknown =
        || Error::new(ErrorCode::Missing, "no session of that course", "a course of /trainings").at("/course");
    let word = workforce.words.find_exact(course).ok_or_else(unknown)?;
    let is_of = |one: &&Attended| one.course == Some(word) && one.known <= date;
    let session = |one: &Attended| Session {
        ended: one.ended,
        record: one.record.map(|record| workforce.words.text(record).to_owned()),
    };
    let mut sessions: Vec<Session> = workforce.attended.iter().filter(is_of).map(session).collect();
    sessions.sort();
    sessions.dedup();
    if sessions.is_empty() {
        return Err(unknown());
    }
    let of = sessions.len() as u64;
    let everybody = workforce.organisation().people().filter_map(|someone| workforce.own_of(someone));
    let people = everybody.filter_map(|own| {
        let parts: Vec<&Attended> = own.attended.iter().filter(is_of).collect();
        let mut places: Vec<(NaiveDate, _)> = parts.iter().map(|one| (one.ended, one.record)).collect();
        places.sort_unstable();
        places.dedup();
        let attended = places.len() as u64;
        let Minutes { sure, maybe } = sum(parts.iter().copied());
        let verdict = parts.iter().rev().find_map(|one| one.verdict);
        let is_all = attended == of && verdict == Some(Verdict::Pass);
        let valid = parts.iter().map(|one| one.valid);
        // An invalid session proves nothing; of one that could not be judged nobody can say.
        let complete = match valid.clone().find(|valid| *valid == Some(false)).or(valid.clone().find(Option::is_none)) {
            _ if !is_all => Some(false),
            Some(Some(_)) => Some(false),
            Some(None) => None,
            None => Some(true),
        };
        let person = shown(&own, terms);
        (attended > 0).then_some(CoursePerson {
            person,
            attended,
            of,
            minutes: sure,
            at_most: maybe,
            verdict,
            complete,
        })
    });
    Ok(Course { course: course.to_owned(), sessions, people: people.collect() })
}
