//! The person's file (一人一档, II.3.2, III.4.3): history, trainings, certificates and obligations of one person over all keys, and
//! whether the file is whole. It is a projection of the same facts; nothing is kept beside them.

use chrono::NaiveDate;
use serde::Serialize;

use super::answer::{May, WorkTerms, fault_of, standings, verdict};
use super::certificate::{CertificateState, is_known_number, status};
use super::company::{Cell, is_plain_employment, shown};
use super::question::{Passed, Question};
use super::workforce::{Attended, Own, Workforce};
use crate::error::{Fault, Result};
use crate::org::{CertificateKind, EmploymentKind, EndedBy, PersonKeyRef};
use crate::value::{form, mask};
use crate::vocab::code::codes;
use crate::vocab::{Level, TrainingKind, Verdict};

codes! {
    /// What a person's file lacks (档案缺项).
    FileGap {
        Level "三级教育缺级" "a level of the three is not passed";
        Record "培训经历没有记录" "a training without its record";
        Elements "记录缺要素或缺证明" "a record with EL or TP findings";
        NotJudged "记录未经判定" "a record that could not be judged";
        Verdict "没有考核结论" "a training without a verdict";
        CertificateFact "证书缺少证号、项目或日期" "a certificate without number, item or dates";
    }
}

/// The file of a person.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PersonFile {
    /// The number that goes on, masked unless revealed.
    pub person: String,
    /// Every other key of the person in the register, masked unless revealed (X.9).
    pub former: Vec<String>,
    /// The day of the file.
    #[serde(with = "form::date")]
    pub date: NaiveDate,
    /// Where the person worked, in the order of time.
    pub spells: Vec<FileSpell>,
    /// The three levels since the last hire (三级安全教育).
    pub three_levels: Vec<FileLevel>,
    /// The trainings, in the order in which they became known.
    pub trainings: Vec<FileTraining>,
    /// The certificates on the day; numbers are masked always.
    pub certificates: Vec<FileCertificate>,
    /// How the person stands to each obligation.
    pub obligations: Vec<Cell>,
    /// Whether the person may do the work of the own post.
    pub may: May,
    /// What the file lacks, with the place.
    pub gaps: Vec<FileGapAt>,
    /// Whether the file is whole; absent where a record could not be judged.
    pub complete: Option<bool>,
    /// What is wrong with the facts of the person.
    pub faults: Vec<Fault>,
}

/// A spell in the file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FileSpell {
    /// First day.
    #[serde(with = "form::date")]
    pub from: NaiveDate,
    /// Last day.
    #[serde(with = "form::date::option")]
    pub to: Option<NaiveDate>,
    /// How it ended.
    pub ended_by: Option<EndedBy>,
    /// Code of the unit.
    pub unit: String,
    /// Post.
    pub post: Option<String>,
    /// As what.
    pub employment: EmploymentKind,
}

/// A level in the file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FileLevel {
    /// The level.
    pub level: Level,
    /// Whether it was passed; absent where its record could not be judged.
    pub passed: Option<bool>,
    /// When it ended.
    #[serde(with = "form::date::option")]
    pub ended: Option<NaiveDate>,
}

/// A training in the file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FileTraining {
    /// Kind.
    pub kind: TrainingKind,
    /// Level.
    pub level: Option<Level>,
    /// What it was on.
    pub details: Vec<String>,
    /// The day on which it ended.
    #[serde(with = "form::date")]
    pub ended: NaiveDate,
    /// Minutes.
    pub minutes: Option<u32>,
    /// Verdict.
    pub verdict: Option<Verdict>,
    /// Whether its record is valid.
    pub valid: Option<bool>,
    /// Its record.
    pub record: Option<String>,
    /// Its course.
    pub course: Option<String>,
}

/// A certificate in the file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FileCertificate {
    /// Kind.
    pub kind: CertificateKind,
    /// Item.
    pub item: Option<String>,
    /// Number, masked.
    pub number: Option<String>,
    /// Whether the number has a form that is known; another one is a warning.
    pub known_form: bool,
    /// How it stands on the day.
    pub state: CertificateState,
    /// The last day on which it is in force as it stands.
    #[serde(with = "form::date::option")]
    pub until: Option<NaiveDate>,
}

/// Something that the file lacks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FileGapAt {
    /// What.
    pub gap: FileGap,
    /// Where: a JSON pointer in the file.
    pub path: String,
}

/// The file of a person on a day.
///
/// # Errors
/// `Missing` for a person whom the register does not know, `PolicyNotInForce`.
pub fn person_file(
    workforce: &Workforce,
    terms: &WorkTerms,
    person: PersonKeyRef<'_>,
    date: NaiveDate,
) -> Result<PersonFile> {
    let own = workforce.person(person)?;
    let version = terms.on(date).map_err(|error| error.at("/date"))?;
    let asked = Question { own, terms: version, day: date, known: date, post: None, operation: None };
    let mut now = Vec::new();
    let fault = fault_of(&own);
    if fault.is_none() {
        standings(&asked, &mut now);
    }
    let three_levels = three_level_status(&asked);
    let trainings: Vec<FileTraining> = asked.attended().iter().map(|one| training(workforce, one)).collect();
    let certificates = certificates(&asked);
    let gaps = gaps(&three_levels, asked.attended(), &asked);
    let is_open = gaps.iter().all(|gap| gap.gap == FileGap::NotJudged);
    Ok(PersonFile {
        person: shown(&own, terms),
        former: former(&own, terms),
        date,
        spells: spells(&own, date),
        three_levels,
        trainings,
        certificates,
        may: if fault.is_some() { May::Unknown } else { verdict(&now) },
        obligations: now.iter().filter(|one| !is_plain_employment(one)).map(Cell::of).collect(),
        complete: match (gaps.is_empty() && fault.is_none(), is_open && fault.is_none()) {
            (true, _) => Some(true),
            (false, true) => None,
            (false, false) => Some(false),
        },
        gaps,
        faults: fault.into_iter().collect(),
    })
}

/// The other keys of somebody as answers show them.
pub(super) fn former(own: &Own<'_>, terms: &WorkTerms) -> Vec<String> {
    let key = own.someone.key();
    let hidden = |key: PersonKeyRef<'_>| if terms.reveal { key.text().to_owned() } else { key.masked() };
    own.someone.entries().map(|entry| entry.key.borrowed()).filter(|other| *other != key).map(hidden).collect()
}

/// The three levels of somebody since the last hire; nothing for people of contractors, who may owe none.
fn three_level_status(asked: &Question<'_>) -> Vec<FileLevel> {
    if asked.stay().is_none_or(|stay| stay.employment == EmploymentKind::Contractor) {
        return vec![];
    }
    let left = asked.left_before();
    let one = |level: &Level| {
        let of_level = Question::of_kind_after(TrainingKind::NewHire, left);
        let (passed, ended) = match asked.passed(None, |one| one.level == Some(*level) && of_level(one)) {
            Passed::Yes { ended, .. } => (Some(true), Some(ended)),
            Passed::Maybe(_) => (None, None),
            _ => (Some(false), None),
        };
        FileLevel { level: *level, passed, ended }
    };
    asked.terms.levels.iter().map(one).collect()
}

pub(super) fn spells(own: &Own<'_>, date: NaiveDate) -> Vec<FileSpell> {
    let words = &own.workforce.words;
    let begun = own.stays.iter().take_while(|stay| stay.from <= date);
    begun
        .map(|stay| FileSpell {
            from: stay.from,
            to: stay.last,
            ended_by: stay.last.map(|_| stay.ended_by),
            unit: words.text(stay.unit).to_owned(),
            post: stay.post.map(|post| words.text(post).to_owned()),
            employment: stay.employment,
        })
        .collect()
}

pub(super) fn training(workforce: &Workforce, one: &Attended) -> FileTraining {
    let text = |word| workforce.words.text(word).to_owned();
    FileTraining {
        kind: one.kind,
        level: one.level,
        details: workforce.details_of(one).iter().map(|word| text(*word)).collect(),
        ended: one.ended,
        minutes: one.minutes,
        verdict: one.verdict,
        valid: one.valid,
        record: one.record.map(text),
        course: one.course.map(text),
    }
}

pub(super) fn certificates(asked: &Question<'_>) -> Vec<FileCertificate> {
    let words = &asked.own.workforce.words;
    let facts = asked.own.certificates.iter().zip(asked.own.someone.certificates());
    let one = |(fact, stated): (&super::workforce::CertificateFact, &crate::org::Certificate)| {
        let status = status(fact, asked.terms, asked.day, asked.known)?;
        Some(FileCertificate {
            kind: fact.kind,
            item: fact.item.map(|item| words.text(item).to_owned()),
            number: stated.number.as_deref().map(mask),
            known_form: is_known_number(stated),
            state: status.state,
            until: status.until,
        })
    };
    facts.filter_map(one).collect()
}

/// What is missing, in the order of the file.
fn gaps(levels: &[FileLevel], attended: &[Attended], asked: &Question<'_>) -> Vec<FileGapAt> {
    let at = |gap, list: &str, at: usize| FileGapAt { gap, path: format!("/{list}/{at}") };
    let mut found = Vec::new();
    for (place, level) in levels.iter().enumerate() {
        match level.passed {
            Some(true) => {}
            Some(false) => found.push(at(FileGap::Level, "three_levels", place)),
            None => found.push(at(FileGap::NotJudged, "three_levels", place)),
        }
    }
    for (place, one) in attended.iter().enumerate() {
        if one.record.is_none() {
            found.push(at(FileGap::Record, "trainings", place));
        }
        match one.recorded {
            Some(true) => {}
            Some(false) => found.push(at(FileGap::Elements, "trainings", place)),
            None => found.push(at(FileGap::NotJudged, "trainings", place)),
        }
        // A drill and a team's activity end without a verdict on each person.
        if one.verdict.is_none() && !matches!(one.kind, TrainingKind::Emergency | TrainingKind::TeamActivity) {
            found.push(at(FileGap::Verdict, "trainings", place));
        }
    }
    let known = asked.own.certificates.iter().zip(asked.own.someone.certificates());
    let known = known.filter(|(fact, _)| fact.issued.is_none_or(|issued| issued <= asked.known));
    for (place, (fact, stated)) in known.enumerate() {
        let needs_item = matches!(fact.kind, CertificateKind::SpecialOperation | CertificateKind::SpecialEquipment);
        let is_whole = stated.number.is_some()
            && fact.issued.is_some()
            && fact.expires.is_some()
            && (!needs_item || fact.item.is_some());
        if !is_whole {
            found.push(at(FileGap::CertificateFact, "certificates", place));
        }
    }
    found
}
