//! What took place and who was there.

use anxun::value::{Stamp, local_date};
use anxun::vocab::TrainingKind;
use chrono::NaiveDate;

use crate::moment::later;
use crate::plant::{Member, Plant, SAFETY};
use crate::subject::{Subject, Variant};

/// How much a record says where it may say more or less.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Breadth {
    /// All of it: names beside numbers, one paper for each person.
    Full,
    /// Numbers without names, the papers as one bundle: what a large register holds.
    Slim,
}

/// The people around a session.
#[derive(Clone, Debug)]
pub struct Cast {
    /// Who teaches (授课教师) and marks.
    pub instructor: Member,
    /// Who records (记录人).
    pub recorder: Member,
    /// The department's part-time safety officer, who collects and checks (兼职安全员).
    pub officer: Member,
    /// Head of the department (部门负责人).
    pub head: Member,
    /// Who watches (安全培训管理员).
    pub supervisor: Member,
    /// Who receives, numbers and archives (记录管理专员).
    pub specialist: Member,
    /// Who reviews (记录审核员).
    pub reviewer: Member,
}

/// A session.
#[derive(Clone, Debug)]
pub struct Session {
    /// The host's id of the record.
    pub id: String,
    /// What is taught.
    pub subject: &'static Subject,
    /// The department that answers.
    pub department: String,
    /// Place.
    pub place: String,
    /// Start.
    pub start: Stamp,
    /// End.
    pub end: Stamp,
    /// Session of the day.
    pub session_no: u32,
    /// Who takes part.
    pub members: Vec<Member>,
    /// Who is around.
    pub cast: Cast,
    /// Pass mark in force.
    pub pass_mark: u32,
    /// Minutes of video that are demanded.
    pub video_minutes: i64,
    /// Whether the policy demands the effect evaluation.
    pub is_evaluated: bool,
    /// Whether the plan item belongs to a special plan.
    pub is_special_plan: bool,
    /// Whether it is only planned.
    pub is_planned: bool,
    /// Course of several sessions.
    pub course: Option<String>,
    /// How much is said.
    pub breadth: Breadth,
    /// When the record is looked at: what is tracked later is not yet there.
    pub as_of: Stamp,
}

impl Cast {
    /// Who is around a session of a department; `turn` takes one after the other where several could.
    #[must_use]
    pub fn of(plant: &Plant, department: &str, date: NaiveDate, turn: usize) -> Cast {
        let of = |role: &str| plant.holder(role, Some(department), date);
        let one_of = |role: &str| {
            let holders = plant.holders(role, None, date);
            holders[turn % holders.len()].clone()
        };
        // Nobody reviews, watches or teaches what he has recorded himself.
        let instructor = if department == SAFETY { of("DepartmentHead") } else { one_of("Trainer") };
        Cast {
            instructor,
            recorder: of("RecordKeeper"),
            officer: of("PartTimeSafetyOfficer"),
            head: of("DepartmentHead"),
            supervisor: one_of("TrainingAdministrator"),
            specialist: one_of("RecordsSpecialist"),
            reviewer: one_of("SafetyReviewer"),
        }
    }

    /// Whether somebody is one of them.
    #[must_use]
    pub fn holds(&self, member: &Member) -> bool {
        let others = [&self.officer, &self.head, &self.supervisor, &self.specialist, &self.reviewer];
        self.instructor.key == member.key
            || self.recorder.key == member.key
            || others.iter().any(|other| other.key == member.key)
    }
}

impl Session {
    /// A session that takes as long as its subject.
    #[must_use]
    pub fn new(subject: &'static Subject, department: &str, start: Stamp, members: Vec<Member>, cast: Cast) -> Session {
        Session {
            id: String::new(),
            subject,
            department: department.to_owned(),
            place: subject.places[0].to_owned(),
            start,
            end: later(start, i64::from(subject.minutes)),
            session_no: 1,
            members,
            cast,
            pass_mark: 80,
            video_minutes: 15,
            is_evaluated: true,
            is_special_plan: subject.kind == TrainingKind::FourNew,
            is_planned: false,
            course: None,
            breadth: Breadth::Full,
            as_of: crate::moment::stamp(crate::register::AS_OF),
        }
    }

    /// In the log of a team its leader records (II.5.1); at team level generally too.
    pub fn team_leader(&mut self, plant: &Plant) {
        if !self.is_team_level() {
            return;
        }
        let unit = self.members.first().map(|member| member.unit.clone()).unwrap_or_default();
        if let Some(leader) = plant.holders("TeamLeader", Some(&unit), self.date()).into_iter().next() {
            self.cast.instructor = leader.clone();
            self.cast.recorder = leader.clone();
            if !self.is_team_activity() {
                // Whoever marks is no examinee.
                self.members.retain(|member| member.key != leader.key);
            }
        }
    }

    /// The date of the start.
    #[must_use]
    pub fn date(&self) -> NaiveDate {
        local_date(self.start)
    }

    /// Kind of training.
    #[must_use]
    pub fn kind(&self) -> TrainingKind {
        self.subject.kind
    }

    /// Whether it is the log of a team.
    #[must_use]
    pub fn is_team_activity(&self) -> bool {
        self.kind() == TrainingKind::TeamActivity
    }

    /// Whether it has to be completed the same day.
    #[must_use]
    pub fn is_team_level(&self) -> bool {
        self.is_team_activity() || self.subject.level == Some(anxun::vocab::Level::Team)
    }

    /// Whether each trainee is filmed on special equipment.
    #[must_use]
    pub fn is_on_equipment(&self) -> bool {
        matches!(self.subject.variant, Variant::Equipment(_))
    }

    /// Whether the record lives until five years after somebody has left (III.6.1.b).
    #[must_use]
    pub fn is_special_class(&self) -> bool {
        self.kind() == TrainingKind::SpecialOperation || self.members.iter().any(|member| member.special)
    }

    /// Length in minutes.
    #[must_use]
    pub fn minutes(&self) -> i64 {
        (self.end - self.start).num_minutes()
    }
}
