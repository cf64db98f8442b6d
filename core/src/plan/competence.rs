//! What somebody brings to a post: the competence view (岗位胜任力, II.3.2.c), and the training history that is fetched on a
//! promotion or a transfer (晋升、转岗调取, II.3.2.b), with what the post that is aimed at asks for, met and unmet.
//!
//! Of a post whose requirements nobody states nothing can be judged: unknown, and never met.

use chrono::NaiveDate;
use serde::Serialize;

use super::answer::{May, WorkTerms, fault_of, standings, verdict};
use super::company::{Cell, is_plain_employment, shown};
use super::judge::entry::transfer_to;
use super::judge::of_pass;
use super::obligation::{Obligation, ObligationState, Standing};
use super::person_file::{FileCertificate, FileSpell, FileTraining, certificates, former, spells, training};
use super::question::Question;
use super::words::Word;
use super::workforce::{JobFact, RequiredFact, Workforce};
use crate::error::{Fault, Result};
use crate::org::PersonKeyRef;
use crate::rule::{Reason, Severity};
use crate::value::{folded, form};
use crate::vocab::{TrainingKind, Verdict};

/// Code of the note that the history is that of somebody who has left.
const HAS_LEFT: &str = "AC-08";

/// What somebody brings to a post (岗位胜任力).
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Competence {
    /// The number that goes on, masked unless revealed.
    pub person: String,
    /// The day.
    #[serde(with = "form::date")]
    pub date: NaiveDate,
    /// The post.
    pub post: String,
    /// Whether the person may do the work of the post; unknown where nobody states what it asks for.
    pub may: May,
    /// The trainings that the post asks for, in its order.
    pub trainings: Vec<CompetenceTraining>,
    /// The certificates on the day; numbers are masked always.
    pub certificates: Vec<FileCertificate>,
    /// What is missing for the post, or cannot be judged.
    pub gaps: Vec<Cell>,
    /// Why the post cannot be judged.
    pub not_assessed: Option<Reason>,
    /// What is wrong with the facts of the person.
    pub faults: Vec<Fault>,
}

/// A training that the post asks for, with what the person has of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CompetenceTraining {
    /// Kind; absent = any kind with that detail.
    pub kind: Option<TrainingKind>,
    /// What it is on.
    pub detail: Option<String>,
    /// Months for which a pass counts, where the post says so.
    pub every_months: Option<u32>,
    /// How the person stands to it.
    pub state: ObligationState,
    /// The last one with a verdict.
    pub last: Option<FileTraining>,
    /// The best one: the last pass in a valid record, without one the last pass.
    pub best: Option<FileTraining>,
}

/// The training history of somebody before a move to a post (培训经历调取).
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct History {
    /// The number that goes on, masked unless revealed.
    pub person: String,
    /// Every other key of the person in the register, masked unless revealed (X.9).
    pub former: Vec<String>,
    /// The day of the move.
    #[serde(with = "form::date")]
    pub date: NaiveDate,
    /// The post that is aimed at.
    pub post: String,
    /// AC-08 where the person is not employed on the day any more: the history is given, and has to be explained.
    pub code: Option<&'static str>,
    /// How that weighs.
    pub severity: Option<Severity>,
    /// Where the person worked, in the order of time.
    pub spells: Vec<FileSpell>,
    /// The trainings, in the order in which they became known.
    pub trainings: Vec<FileTraining>,
    /// The certificates on the day; numbers are masked always.
    pub certificates: Vec<FileCertificate>,
    /// What of the obligations of the post is met.
    pub met: Vec<Cell>,
    /// What is not, or cannot be judged.
    pub unmet: Vec<Cell>,
    /// Why the post cannot be judged.
    pub not_assessed: Option<Reason>,
    /// What is wrong with the facts of the person.
    pub faults: Vec<Fault>,
}

/// The post that is aimed at, and how somebody stands to it.
struct Aimed<'w> {
    question: Question<'w>,
    job: Option<(Word, &'w JobFact)>,
    standings: Vec<Standing>,
    fault: Option<Fault>,
}

impl<'w> Aimed<'w> {
    fn of(
        workforce: &'w Workforce,
        terms: &'w WorkTerms,
        (person, post): (PersonKeyRef<'_>, &str),
        date: NaiveDate,
    ) -> Result<Aimed<'w>> {
        let own = workforce.person(person)?;
        let version = terms.on(date).map_err(|error| error.at("/date"))?;
        let job = workforce.words.find(post).and_then(|word| Some((word, workforce.posts.get(word)?)));
        let job = job.filter(|(_, job)| job.is_stated);
        let post = job.map(|(word, _)| word);
        let question = Question { own, terms: version, day: date, known: date, post, operation: None };
        let fault = fault_of(&own);
        let mut found = Vec::new();
        if fault.is_none() && job.is_some() {
            standings(&question, &mut found);
        }
        Ok(Aimed { question, job, standings: found, fault })
    }

    /// Why nothing can be said of the post.
    fn not_assessed(&self) -> Option<Reason> {
        self.job.is_none().then(|| Reason::FactMissing { path: "/posts".into() })
    }

    fn cells(&self, is_open: bool) -> Vec<Cell> {
        let own = self.standings.iter().filter(|one| !is_plain_employment(one) && one.is_open() == is_open);
        own.map(Cell::of).collect()
    }
}

/// What somebody brings to a post on a day.
///
/// # Errors
/// `Missing` for a person whom the register does not know, `PolicyNotInForce`.
pub fn competence(
    workforce: &Workforce,
    terms: &WorkTerms,
    person: PersonKeyRef<'_>,
    post: &str,
    date: NaiveDate,
) -> Result<Competence> {
    let aimed = Aimed::of(workforce, terms, (person, post), date)?;
    let is_judged = aimed.job.is_some() && aimed.fault.is_none();
    let required = aimed.job.map_or(&[][..], |(_, job)| job.trainings.as_slice());
    Ok(Competence {
        person: shown(&aimed.question.own, terms),
        date,
        post: folded(post).into_owned(),
        may: if is_judged { verdict(&aimed.standings) } else { May::Unknown },
        trainings: required.iter().map(|one| required_training(&aimed.question, one)).collect(),
        certificates: certificates(&aimed.question),
        gaps: aimed.cells(true),
        not_assessed: aimed.not_assessed(),
        faults: aimed.fault.into_iter().collect(),
    })
}

fn required_training(asked: &Question<'_>, one: &RequiredFact) -> CompetenceTraining {
    let workforce = asked.own.workforce;
    let fits = || asked.attended().iter().rev().filter(|training| one.is_met_by(asked, training));
    let passes = || fits().filter(|training| training.verdict == Some(Verdict::Pass));
    let best = passes().find(|training| training.valid == Some(true)).or_else(|| passes().next());
    let row = Obligation::PostTraining.owed();
    let passed = asked.passed(one.every_months, |training| one.is_met_by(asked, training));
    CompetenceTraining {
        kind: one.kind,
        detail: one.detail.map(|detail| workforce.words.text(detail).to_owned()),
        every_months: one.every_months,
        state: row.map_or(ObligationState::Unknown, |row| of_pass(row, passed, asked.day).state),
        last: fits().find(|training| training.verdict.is_some()).map(|one| training(workforce, one)),
        best: best.map(|one| training(workforce, one)),
    }
}

/// The training history of somebody before a move to a post on a day, and how the person stands to what the post asks for; the
/// training for the move itself (OB-03) among it, where the post is another one than that of the day.
///
/// # Errors
/// `Missing` for a person whom the register does not know, `PolicyNotInForce`.
pub fn history(
    workforce: &Workforce,
    terms: &WorkTerms,
    person: PersonKeyRef<'_>,
    post: &str,
    date: NaiveDate,
) -> Result<History> {
    let mut aimed = Aimed::of(workforce, terms, (person, post), date)?;
    let asked = aimed.question;
    let has_left = aimed.fault.is_none() && asked.stay().is_none();
    if let (Some(stay), Some((post, _)), Some(row)) = (asked.stay(), aimed.job, Obligation::Transfer.owed()) {
        if stay.post != Some(post) && row.who.contains(&stay.employment) && aimed.fault.is_none() {
            aimed.standings.retain(|one| one.obligation != Obligation::Transfer);
            aimed.standings.push(transfer_to(&asked, row, Some(post), (stay.from, date)));
        }
    }
    aimed.standings.sort_by_key(|one| one.obligation);
    Ok(History {
        person: shown(&asked.own, terms),
        former: former(&asked.own, terms),
        date,
        post: folded(post).into_owned(),
        code: has_left.then_some(HAS_LEFT),
        severity: has_left.then_some(Severity::W),
        spells: spells(&asked.own, date),
        trainings: asked.attended().iter().map(|one| training(workforce, one)).collect(),
        certificates: certificates(&asked),
        met: aimed.cells(false),
        unmet: aimed.cells(true),
        not_assessed: aimed.not_assessed(),
        faults: aimed.fault.into_iter().collect(),
    })
}
