//! What lies beside the register for the question who may work (能否上岗): what posts ask for, what happened to whom, something
//! new, and the trainings and drills that stand in no record of the register. Everybody is trained for everything; on that
//! ground a case of each obligation is planted in people whom no record of the register releases, and the manifest lists what
//! has to be found open.

use std::collections::{BTreeMap, BTreeSet};

use anxun::org::{Person, PersonKey, Spell};
use anxun::plan::{
    Change, Event, IndustryKind, Job, Obligation, ObligationState, PersonEventKind, PresetName, Required, Training,
    WorkforceData,
};
use anxun::vocab::{EmergencyForm, FourNewSubject, Level, ManagementPost, TrainingKind, Verdict};
use chrono::NaiveDate;
use serde_json::{Value, json};

use crate::faultless::Made;
use crate::moment::{day, days_earlier, days_later};
use crate::plant::{Plant, special_operation_of};

/// The day that the manifest is of: that on which the register is judged.
const ASKED: &str = "2026-07-05";
/// The presets of external law that are switched on.
const PRESETS: [PresetName; 3] = [PresetName::Order3, PresetName::ClassHour45, PresetName::DrillAnyOne];
/// When everybody had the refresher of 2025, and the last drill that stands in the ledger of drills.
const REFRESHED: &str = "2025-03-14";
const DRILLED: &str = "2026-05-20";
/// What welders are trained on once a year, beside their certificate.
const HOT_WORK: &str = "动火作业票证管理";
const HOT_WORK_TRAINED: [&str; 2] = ["2026-01-20", "2025-01-20"];
/// Something new in the control rooms.
const NEW_SYSTEM: &str = "DCS报警分级管理系统";
const IN_USE_FROM: &str = "2026-05-18";
const CONTROL_ROOM: &str = "中控操作工";
/// The regime of certificates from which a review that was missed only a person can judge.
const REGIME: &str = "2026-06-01";

/// `workforce.json`, and the manifest of what is open on the day.
pub(super) fn workforce(plant: &Plant, records: &[Made]) -> (Value, Value) {
    let mut beside = Beside::new(plant, records);
    beside.everybody();
    beside.certificates();
    beside.moved();
    beside.planted();
    beside.written()
}

/// One thing that is open.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Open {
    person: String,
    obligation: Obligation,
    what: Option<String>,
    state: ObligationState,
}

struct Beside<'p> {
    plant: &'p Plant,
    asked: NaiveDate,
    /// Employees without a desk or a certificate who have long been at work.
    settled: Vec<&'p Person>,
    /// In which sessions of the register somebody is, by kind and day.
    met: BTreeMap<&'p PersonKey, BTreeSet<(TrainingKind, NaiveDate)>>,
    /// Who is left out of which training.
    without: BTreeSet<(Left, PersonKey)>,
    trainings: Vec<Training>,
    events: Vec<Event>,
    open: Vec<Open>,
    /// People whose facts are at fault, with the code.
    faults: Vec<(String, &'static str)>,
}

/// Trainings that somebody is left out of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Left {
    Workshop,
    Order,
    Refresher,
    Drill,
    New,
    HotWork,
}

impl<'p> Beside<'p> {
    fn new(plant: &'p Plant, records: &'p [Made]) -> Self {
        let asked = day(ASKED);
        let mut met: BTreeMap<&PersonKey, BTreeSet<(TrainingKind, NaiveDate)>> = BTreeMap::new();
        for made in records {
            let session = (made.session.kind(), made.session.date());
            made.session.members.iter().for_each(|member| {
                met.entry(&member.key).or_default().insert(session);
            });
        }
        let is_settled = |person: &&Person| {
            let spell = person.spells.last().filter(|_| person.spells.len() == 1);
            let has_been_there = |spell: &Spell| spell.to.is_none() && spell.from < day("2023-01-01");
            matches!(person.key, PersonKey::Employee(_))
                && person.roles.is_empty()
                && spell.is_some_and(|spell| has_been_there(spell) && spell.special_operation == Some(false))
                && Self::post(person).and_then(management_of).is_none()
        };
        let settled = plant.data().people.iter().filter(is_settled).collect();
        Beside {
            plant,
            asked,
            settled,
            met,
            without: BTreeSet::new(),
            trainings: vec![],
            events: vec![],
            open: vec![],
            faults: vec![],
        }
    }

    /// The post of somebody on the day.
    fn post(person: &Person) -> Option<&str> {
        person.spells.last().filter(|spell| spell.to.is_none())?.post.as_deref()
    }

    /// The next settled person who was in no session of a kind since a day: what becomes of that is told here alone.
    fn take(&mut self, kind: TrainingKind, since: &str) -> &'p Person {
        self.take_as(None, kind, since)
    }

    fn take_as(&mut self, post: Option<&str>, kind: TrainingKind, since: &str) -> &'p Person {
        let since = day(since);
        let fits = |person: &&Person| {
            // The others keep the post of which something is asked for those of whom it is.
            let is_asked = Self::post(person) == Some(post.unwrap_or(CONTROL_ROOM));
            let was_there = self.met.get(&person.key).into_iter().flatten();
            is_asked == post.is_some() && !was_there.clone().any(|(of, on)| *of == kind && since <= *on)
        };
        let at = self.settled.iter().position(fits).unwrap_or_else(|| panic!("everybody had {kind:?}"));
        self.settled.remove(at)
    }

    fn is_left_out(&self, of: Left, person: &Person) -> bool {
        self.without.contains(&(of, person.key.clone()))
    }

    fn found(&mut self, person: &Person, obligation: Obligation, what: Option<&str>, state: ObligationState) {
        let person = person.key.borrowed().text().to_owned();
        self.open.push(Open { person, obligation, what: what.map(str::to_owned), state });
    }

    fn attend(&mut self, person: &Person, kind: TrainingKind, ended: NaiveDate, minutes: u32, detail: &[&str]) {
        self.trainings.push(Training {
            person: person.key.clone(),
            kind,
            level: None,
            details: detail.iter().map(|detail| (*detail).to_owned()).collect(),
            post: None,
            ended,
            judged_on: None,
            minutes: Some(minutes),
            verdict: Some(Verdict::Pass),
            valid: Some(true),
            recorded: None,
            for_year: None,
            course: None,
            record: None,
        });
    }

    /// Chooses who is left out of what: before anything is made.
    fn choose(&mut self) {
        use ObligationState::{Expired, Missing, OutOfOrder, Short};
        let person = self.take(TrainingKind::NewHire, "2000-01-01");
        self.without.insert((Left::Workshop, person.key.clone()));
        self.found(person, Obligation::ThreeLevels, Some("Workshop"), Missing);
        // Two levels are 48 class hours of the 72 before the work.
        self.found(person, Obligation::InitialHours, None, Short);
        let person = self.take(TrainingKind::NewHire, "2000-01-01");
        self.without.insert((Left::Order, person.key.clone()));
        self.found(person, Obligation::ThreeLevels, None, OutOfOrder);
        for _ in 0..2 {
            let person = self.take(TrainingKind::Refresher, "2025-01-01");
            self.without.insert((Left::Refresher, person.key.clone()));
            self.found(person, Obligation::AnnualHours, Some("2025"), Short);
        }
        for _ in 0..3 {
            let person = self.take(TrainingKind::Emergency, "2026-01-01");
            self.without.insert((Left::Drill, person.key.clone()));
            self.found(person, Obligation::Drill, None, Missing);
        }
        for _ in 0..2 {
            let person = self.take_as(Some(CONTROL_ROOM), TrainingKind::FourNew, "2000-01-01");
            self.without.insert((Left::New, person.key.clone()));
            self.found(person, Obligation::FourNew, Some(NEW_SYSTEM), Missing);
        }
        let is_welder = |person: &&Person| Self::post(person) == Some("焊工");
        let welder = self.plant.data().people.iter().find(is_welder).expect("a welder");
        self.without.insert((Left::HotWork, welder.key.clone()));
        self.found(welder, Obligation::PostTraining, Some(HOT_WORK), Expired);
    }

    /// What everybody had, but for those who are left out.
    fn everybody(&mut self) {
        self.choose();
        let plant = self.plant;
        let taken_over: BTreeSet<&PersonKey> = plant.data().aliases.iter().map(|alias| &alias.to).collect();
        for person in &plant.data().people {
            // Who was taken over was trained under the former key.
            if !taken_over.contains(&person.key) {
                self.three_levels(person);
            }
            let there_on = |date: NaiveDate| {
                person.spells.iter().any(|one| one.from <= date && one.to.is_none_or(|last| date <= last))
            };
            if there_on(day(REFRESHED)) && !self.is_left_out(Left::Refresher, person) {
                self.attend(person, TrainingKind::Refresher, day(REFRESHED), 900, &[]);
            }
            if there_on(day(DRILLED)) && !self.is_left_out(Left::Drill, person) {
                self.attend(person, TrainingKind::Emergency, day(DRILLED), 60, &[EmergencyForm::Drill.code()]);
            }
            if there_on(self.asked) {
                self.of_the_post(person);
            }
        }
    }

    /// Before each hire: the one after a leaving begins anew.
    fn three_levels(&mut self, person: &Person) {
        let mut has_left = true;
        for spell in &person.spells {
            if has_left {
                let mut levels = Level::ALL.to_vec();
                if self.is_left_out(Left::Order, person) {
                    levels.swap(1, 2);
                }
                for (level, before) in levels.into_iter().zip([3, 2, 1]) {
                    if level == Level::Workshop && self.is_left_out(Left::Workshop, person) {
                        continue;
                    }
                    self.attend(person, TrainingKind::NewHire, days_earlier(spell.from, before), 1_080, &[]);
                    self.trainings.last_mut().expect("just added").level = Some(level);
                }
            }
            has_left = spell.ended_by == Some(anxun::org::EndedBy::Left);
        }
    }

    /// What the post or the role asks for.
    fn of_the_post(&mut self, person: &Person) {
        let leads = person.roles.iter().any(|held| held.role == "TeamLeader");
        let post = Self::post(person);
        let management = if leads { Some(ManagementPost::TeamLeader) } else { post.and_then(management_of) };
        if let Some(management) = management {
            for date in ["2025-04-17", "2025-04-18"] {
                self.attend(person, TrainingKind::Management, day(date), 1_080, &[management.code()]);
            }
        }
        if post == Some(CONTROL_ROOM) && !self.is_left_out(Left::New, person) {
            self.attend(person, TrainingKind::FourNew, day("2026-05-12"), 240, &[NEW_SYSTEM]);
        }
        if post == Some("焊工") {
            let date = HOT_WORK_TRAINED[usize::from(self.is_left_out(Left::HotWork, person))];
            self.attend(person, TrainingKind::Other, day(date), 120, &[HOT_WORK]);
        }
    }

    /// Certificates as they stand on the day: missing, or with a review that was missed before the regime changed.
    fn certificates(&mut self) {
        let plant = self.plant;
        for person in &plant.data().people {
            let Some(post) = Self::post(person) else { continue };
            if let Some(operation) = special_operation_of(post) {
                let own = person.certificates.iter().find(|one| one.operation.as_deref() == Some(operation.code()));
                let is_unreviewed = own.is_some_and(|one| {
                    one.reviewed_on.is_none() && one.review_due.is_some_and(|due| due < day(REGIME))
                });
                match own {
                    None => self.found(
                        person,
                        Obligation::SpecialOperation,
                        Some(operation.code()),
                        ObligationState::Missing,
                    ),
                    Some(_) if is_unreviewed => self.found(
                        person,
                        Obligation::SpecialOperation,
                        Some(operation.code()),
                        ObligationState::Unknown,
                    ),
                    Some(_) => {}
                }
            }
            let needs_one =
                matches!(management_of(post), Some(ManagementPost::Principal | ManagementPost::SafetyManager));
            if needs_one && person.certificates.is_empty() {
                let code = management_of(post).map(ManagementPost::code);
                self.found(person, Obligation::Qualification, code, ObligationState::Missing);
            }
        }
    }

    /// Who moved and is in no session for it: the departments without a subject for transfers hold none.
    fn moved(&mut self) {
        let plant = self.plant;
        for (key, since, _) in &plant.transfers {
            let was_there = self.met.get(key).into_iter().flatten();
            let is_trained = was_there.clone().any(|(kind, on)| *kind == TrainingKind::Transfer && since <= on);
            let person = plant.data().people.iter().find(|person| person.key == *key).filter(|_| !is_trained);
            if let Some((person, post)) = person.and_then(|person| Some((person, Self::post(person)?))) {
                self.found(person, Obligation::Transfer, Some(post), ObligationState::Missing);
            }
        }
    }

    /// What happened to whom.
    fn planted(&mut self) {
        let event =
            |person: &PersonKey, kind, on, to, training| Event { person: person.clone(), kind, on, to, training };
        let absence = PersonEventKind::Absence;
        // Those who came back: one of them without an absence that anybody noted.
        let returns = &self.plant.returns;
        for (key, back) in returns.iter().take(returns.len() - 1) {
            let (on, to) = (days_earlier(*back, 400), Some(days_earlier(*back, 1)));
            self.events.push(event(key, absence, on, to, None));
        }
        // One who came back and was not trained.
        let person = self.take(TrainingKind::ReturnToWork, "2000-01-01");
        let (on, to) = (day("2024-01-08"), Some(day("2025-02-28")));
        self.events.push(event(&person.key, absence, on, to, None));
        self.found(person, Obligation::ReturnToWork, None, ObligationState::Missing);
        // One who had an accident.
        let person = self.take(TrainingKind::Other, "2026-05-25");
        let training = Some(TrainingKind::Other);
        self.events.push(event(&person.key, PersonEventKind::Accident, day("2026-05-25"), None, training));
        self.found(person, Obligation::Accident, Some(TrainingKind::Other.code()), ObligationState::Missing);
        // One whose facts contradict themselves: away before the hire.
        let person = self.take(TrainingKind::Transfer, "2000-01-01");
        let hired = person.spells.first().expect("a spell").from;
        let (on, to) = (days_earlier(hired, 30), Some(days_later(hired, 30)));
        self.events.push(event(&person.key, absence, on, to, None));
        self.faults.push((person.key.borrowed().text().to_owned(), "DateOrder"));
    }

    fn written(mut self) -> (Value, Value) {
        self.open.sort();
        let row = |one: &Open| {
            let code = anxun::plan::OBLIGATIONS.iter().find(|row| row.obligation == one.obligation);
            json!({"person": one.person, "obligation": one.obligation, "code": code.and_then(|row| row.code),
                   "what": one.what, "state": one.state})
        };
        let mut rows: Vec<Value> = self.open.iter().map(row).collect();
        rows.extend(self.faults.iter().map(|(person, error)| json!({"person": person, "error": error})));
        let departments = self.plant.departments();
        let data = WorkforceData {
            industries: departments.into_iter().map(|code| (code, IndustryKind::HazardousChemicals)).collect(),
            posts: posts(self.plant),
            changes: vec![Change {
                what: FourNewSubject::Technology,
                item: NEW_SYSTEM.to_owned(),
                in_use_from: Some(day(IN_USE_FROM)),
                posts: vec![CONTROL_ROOM.to_owned()],
            }],
            events: self.events,
            trainings: self.trainings,
            ..WorkforceData::default()
        };
        let mut beside = serde_json::to_value(data).expect("facts can be written");
        let fields = beside.as_object_mut().expect("an object");
        // company.json has the organisation.
        fields.remove("organisation");
        fields.insert("presets".to_owned(), json!(PRESETS));
        (beside, json!({"date": ASKED, "open": rows}))
    }
}

/// What each post of the plant asks for.
fn posts(plant: &Plant) -> Vec<Job> {
    let spells = plant.data().people.iter().flat_map(|person| &person.spells);
    let names: BTreeSet<&str> = spells.filter_map(|spell| spell.post.as_deref()).collect();
    let job = |name: &str| {
        let special = special_operation_of(name).map(|operation| operation.code().to_owned());
        let hot_work = Required { kind: None, detail: Some(HOT_WORK.to_owned()), every_months: Some(12) };
        let job = Job {
            name: name.to_owned(),
            management: management_of(name),
            special_operations: special.into_iter().collect(),
            trainings: if name == "焊工" { vec![hot_work] } else { vec![] },
            ..Job::default()
        };
        let asks_for_nothing = job.management.is_none() && job.special_operations.is_empty();
        Job { nothing_further: asks_for_nothing, ..job }
    };
    names.into_iter().map(job).collect()
}

fn management_of(post: &str) -> Option<ManagementPost> {
    match post {
        "总经理" => Some(ManagementPost::Principal),
        "安全工程师" => Some(ManagementPost::SafetyManager),
        "班组长" => Some(ManagementPost::TeamLeader),
        _ => None,
    }
}
