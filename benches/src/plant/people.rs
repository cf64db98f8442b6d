//! Units and people as they are before the year begins.

use anxun::calendar::add_years;
use anxun::org::{
    Alias, Certificate, CertificateKind, EmploymentKind, OrganisationData, Person, PersonKey, RoleHeld, Spell, Unit,
    UnitKind,
};
use anxun::vocab::{PersonKind, SpecialOperation};
use chrono::NaiveDate;

use super::Intake;
use super::names::Names;
use super::units::{DEPARTMENTS, DepartmentSpec, SAFETY, team_name};
use crate::moment::{day, days_earlier, days_later};
use crate::random::Random;

/// What is made.
#[derive(Debug)]
pub(super) struct Made {
    pub(super) data: OrganisationData,
    pub(super) intakes: Vec<Intake>,
    pub(super) transfers: Vec<(PersonKey, NaiveDate, String)>,
    pub(super) returns: Vec<(PersonKey, NaiveDate)>,
    pub(super) names: Names,
    pub(super) next_number: u32,
}

/// The heads of departments and others with a desk: posts of the first people of a department.
const DESKS: [(&str, &str); 3] =
    [("部长", "DepartmentHead"), ("兼职安全员", "PartTimeSafetyOfficer"), ("培训记录员", "RecordKeeper")];
/// Those of the safety department after its first three.
const SAFETY_DESKS: [(&str, &str); 6] = [
    ("记录管理专员", "RecordsSpecialist"),
    ("安全培训管理员", "TrainingAdministrator"),
    ("安全培训管理员", "TrainingAdministrator"),
    ("记录审核员", "SafetyReviewer"),
    ("记录审核员", "SafetyReviewer"),
    ("专职培训师", "Trainer"),
];
/// Since when everybody with a desk has it.
const SINCE: &str = "2020-01-01";

/// Units and people; `of / all` of the headcount, hired by `until` at the latest.
pub(super) fn people(seed: u64, of: usize, all: usize, until: NaiveDate) -> Made {
    let mut random = Random::branch(seed, "people");
    let data = OrganisationData {
        name: "临江样例化工有限公司".to_owned(),
        safety_department: Some(SAFETY.to_owned()),
        units: units(all > of),
        people: vec![],
        aliases: vec![],
    };
    let mut made = Made {
        data,
        intakes: vec![],
        transfers: vec![],
        returns: vec![],
        names: Names::default(),
        next_number: 10_001,
    };
    for spec in &DEPARTMENTS {
        let least = if spec.code == SAFETY { 11 } else { 7 };
        let count = (spec.people * of / all).max(least);
        department(&mut made, spec, count, until, &mut random);
    }
    made
}

fn units(is_small: bool) -> Vec<Unit> {
    let unit = |code: String, name: &str, kind, parent: Option<&str>| Unit {
        code,
        name: name.to_owned(),
        kind,
        parent: parent.map(str::to_owned),
    };
    let mut units = vec![];
    for spec in &DEPARTMENTS {
        units.push(unit(spec.code.to_owned(), spec.name, UnitKind::Department, None));
        for (code, name, teams) in spec.workshops {
            let workshop = format!("{}-{code}", spec.code);
            units.push(unit(workshop.clone(), name, UnitKind::Workshop, Some(spec.code)));
            for team in 0..if is_small { 1 } else { *teams } {
                let code = format!("{workshop}-{}", team + 1);
                units.push(unit(code, &format!("{name}{}", team_name(team)), UnitKind::Team, Some(&workshop)));
            }
        }
    }
    units
}

fn department(made: &mut Made, spec: &DepartmentSpec, count: usize, until: NaiveDate, random: &mut Random) {
    let teams: Vec<String> = {
        let own = |unit: &&Unit| unit.kind == UnitKind::Team && unit.code.starts_with(&format!("{}-", spec.code));
        made.data.units.iter().filter(own).map(|unit| unit.code.clone()).collect()
    };
    let head = PersonKey::Employee(format!("E{}", made.next_number));
    for at in 0..count {
        let desk = desk(spec, at);
        let crew = at.saturating_sub(DESKS.len());
        let unit = match (desk, teams.len()) {
            (Some(_), _) | (None, 0) => spec.code.to_owned(),
            (None, all) => teams[crew % all].clone(),
        };
        let leads = desk.is_none() && crew < teams.len();
        let (post, operation) = spec.posts[(crew / teams.len().max(1)) % spec.posts.len()];
        let operation = operation.filter(|_| desk.is_none() && !leads);
        let post = desk.map_or(if leads { "班组长" } else { post }, |(post, _)| post);
        let from = if desk.is_some() || leads {
            days_later(day("2008-03-01"), u64::try_from(random.between(0, 3600)).expect("days"))
        } else {
            days_earlier(until, u64::try_from(random.between(60, 5400)).expect("days"))
        };
        let manager = if at == 0 { None } else { Some(head.clone()) };
        let spell = spell(from, &unit, post, operation.is_some(), manager, EmploymentKind::Employee);
        let mut roles = vec![];
        if let Some((_, role)) = desk {
            let of_company = SAFETY_DESKS.iter().any(|(_, other)| *other == role) || role == "Principal";
            roles.push(held(role, if of_company { None } else { Some(spec.code) }));
        }
        if leads {
            roles.push(held("TeamLeader", Some(&unit)));
        }
        let key = made.employee();
        let mut held = certificates(operation, from, until, random);
        // The youngest of the safety engineers has not been examined yet.
        if post == "安全工程师" && at + 3 < count {
            held.push(qualification(CertificateKind::SafetyManagement, until));
        }
        made.add(key, vec![spell], held, roles, random);
    }
    if spec.code == "RZ" {
        made.principal(until, random);
    }
}

fn desk(spec: &DepartmentSpec, at: usize) -> Option<(&'static str, &'static str)> {
    if let Some(desk) = DESKS.get(at) {
        return Some(*desk);
    }
    if spec.code == SAFETY { SAFETY_DESKS.get(at - DESKS.len()).copied() } else { None }
}

fn held(role: &str, unit: Option<&str>) -> RoleHeld {
    RoleHeld { role: role.to_owned(), unit: unit.map(str::to_owned), from: day(SINCE), to: None }
}

/// A spell without an end.
pub(super) fn spell(
    from: NaiveDate,
    unit: &str,
    post: &str,
    is_special: bool,
    manager: Option<PersonKey>,
    employment: EmploymentKind,
) -> Spell {
    Spell {
        from,
        to: None,
        ended_by: None,
        retracted: false,
        unit: unit.to_owned(),
        post: Some(post.to_owned()),
        special_operation: Some(is_special),
        manager,
        employment,
    }
}

/// The certificate of somebody in a special-operation post: under the old regime with its review, whose day no longer
/// counts where it lies on 2026-06-01 or later.
fn certificates(
    operation: Option<SpecialOperation>,
    hired: NaiveDate,
    until: NaiveDate,
    random: &mut Random,
) -> Vec<Certificate> {
    let Some(operation) = operation else { return vec![] };
    let years = |date, count| add_years(date, count).expect("a year of this century");
    // The six years run past the register's year.
    let issued = days_earlier(until, u64::try_from(random.between(90, 1_700)).expect("days")).max(hired);
    let review = years(issued, 3);
    vec![Certificate {
        kind: CertificateKind::SpecialOperation,
        operation: Some(operation.code().to_owned()),
        number: Some(certificate_number(random)),
        issued_on: Some(issued),
        review_due: (review < day("2026-06-01")).then_some(review),
        reviewed_on: (review < until).then(|| days_earlier(review, 20)),
        expires_on: Some(days_earlier(years(issued, 6), 1)),
    }]
}

/// The certificate of a manager (安全生产知识和管理能力考核合格证), issued a year before.
fn qualification(kind: CertificateKind, until: NaiveDate) -> Certificate {
    let issued = days_earlier(until, 400);
    Certificate {
        kind,
        operation: None,
        number: None,
        issued_on: Some(issued),
        review_due: None,
        reviewed_on: None,
        expires_on: Some(days_earlier(add_years(issued, 3).expect("a year of this century"), 1)),
    }
}

/// A number of the form that certificates have; its region 990000 is that of no citizen.
pub(crate) fn certificate_number(random: &mut Random) -> String {
    format!("T990000{}{:02}{:02}{:04}", random.between(1970, 2003), random.between(1, 12), random.between(1, 28), {
        random.between(1000, 9999)
    })
}

impl Made {
    /// The next employee number.
    pub(super) fn employee(&mut self) -> PersonKey {
        let number = self.next_number;
        self.next_number += 1;
        PersonKey::Employee(format!("E{number}"))
    }

    /// Adds a person with a name of one's own.
    pub(super) fn add(
        &mut self,
        key: PersonKey,
        spells: Vec<Spell>,
        certificates: Vec<Certificate>,
        roles: Vec<RoleHeld>,
        random: &mut Random,
    ) {
        let name = Some(self.names.next(random));
        self.data.people.push(Person { key, name, spells, certificates, roles });
    }

    fn principal(&mut self, until: NaiveDate, random: &mut Random) {
        let safety = CertificateKind::SafetyManagement;
        let desks =
            [("总经理", "Principal", CertificateKind::Principal), ("分管安全副总经理", "LeaderInCharge", safety)];
        for (post, role, kind) in desks {
            let key = self.employee();
            let spell = spell(day("2010-05-04"), "RZ", post, false, None, EmploymentKind::Employee);
            self.add(key, vec![spell], vec![qualification(kind, until)], vec![held(role, None)], random);
        }
    }

    /// A dispatched worker who was taken over goes on under an employee number.
    pub(super) fn taken_over(&mut self, from: &PersonKey, to: &PersonKey, since: NaiveDate) {
        self.data.aliases.push(Alias {
            from: from.clone(),
            to: to.clone(),
            since,
            why: "被派遣劳动者转为正式员工".to_owned(),
        });
    }
}

/// The key of somebody without an employee number.
pub(super) fn other(kind: PersonKind, number: usize) -> PersonKey {
    let letter = if kind == PersonKind::Intern { 'I' } else { 'A' };
    PersonKey::Other { kind, key: format!("{letter}-{number:03}") }
}
