//! What holds for every answer to "may this person work today?": it never rests on what became known later, a passed training
//! never hurts, and the day until which it holds is exact.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

#[allow(dead_code)]
#[path = "../examples/may_work.rs"]
mod example;

use anxun::org::{
    Certificate, CertificateKind, EmploymentKind, EndedBy, OrganisationData, Person, PersonKey, RoleHeld, Spell, Unit,
    UnitKind,
};
use anxun::plan::{
    Answer, Change, Event, IndustryKind, Job, May, PersonEventKind, PresetName, Required, Training, WorkAsked,
    WorkTerms, Workforce, WorkforceData, may_work,
};
use anxun::policy::{Changes, ParamValue, PolicyBook};
use anxun::vocab::{FourNewSubject, Level, ManagementPost, TrainingKind, Verdict};
use chrono::{Days, NaiveDate};
use proptest::prelude::*;

/// Days lie close together, so that they meet.
fn day(at: u64) -> NaiveDate {
    NaiveDate::from_ymd_opt(2024, 1, 1).unwrap().checked_add_days(Days::new(at)).unwrap()
}

fn key() -> PersonKey {
    PersonKey::Employee("E1".into())
}

/// A day of the two and a half years in which things happen, on a grid of 30 days give or take one.
fn some_day() -> impl Strategy<Value = NaiveDate> {
    (0u64..30, 0u64..3).prop_map(|(month, off)| day(month * 30 + off + 1))
}

fn some_spells() -> impl Strategy<Value = Vec<Spell>> {
    let part = (1u64..14, 0u64..3, 0u8..3, 0u8..3, 0u8..6);
    (some_day(), prop::collection::vec(part, 1..4), any::<bool>()).prop_map(|(first, parts, is_open)| {
        let mut from = first;
        let count = parts.len();
        let mut spells = Vec::new();
        for (at, (months, gap, post, ended, kind)) in parts.into_iter().enumerate() {
            let to = from.checked_add_days(Days::new(months * 30)).unwrap();
            let is_last = at + 1 == count;
            let ended_by = [EndedBy::Left, EndedBy::Transfer, EndedBy::AgencyTakeover][usize::from(ended)];
            spells.push(Spell {
                from,
                to: (!is_last || !is_open).then_some(to),
                ended_by: (!is_last || !is_open).then_some(ended_by),
                retracted: false,
                unit: if post == 2 { "B" } else { "A" }.into(),
                post: Some(["操作工", "焊工", "班长"][usize::from(post)].into()),
                special_operation: None,
                manager: None,
                employment: match kind {
                    0 => EmploymentKind::Contractor,
                    1 => EmploymentKind::Intern,
                    2 => EmploymentKind::Agency,
                    _ => EmploymentKind::Employee,
                },
            });
            let gap = if ended_by == EndedBy::Left { gap * 20 } else { 0 };
            from = to.checked_add_days(Days::new(1 + gap)).unwrap();
        }
        spells
    })
}

fn some_certificate() -> impl Strategy<Value = Certificate> {
    let date = || prop::option::weighted(0.85, some_day());
    (0u8..4, prop::option::weighted(0.8, 0u8..2), date(), date(), date(), date()).prop_map(
        |(kind, item, issued, review, reviewed, expires)| Certificate {
            kind: match kind {
                0 => CertificateKind::SafetyManagement,
                1 => CertificateKind::Principal,
                _ => CertificateKind::SpecialOperation,
            },
            operation: item.map(|item| ["Welding", "电工作业"][usize::from(item)].into()),
            number: None,
            issued_on: issued,
            review_due: review,
            reviewed_on: reviewed,
            expires_on: expires.map(|last| issued.map_or(last, |first| last.max(first))),
        },
    )
}

fn some_training() -> impl Strategy<Value = Training> {
    let kinds = prop::sample::select(vec![
        TrainingKind::NewHire,
        TrainingKind::NewHire,
        TrainingKind::NewHire,
        TrainingKind::Refresher,
        TrainingKind::Transfer,
        TrainingKind::ReturnToWork,
        TrainingKind::Management,
        TrainingKind::FourNew,
        TrainingKind::Emergency,
        TrainingKind::Other,
    ]);
    let verdict = prop::option::weighted(0.9, prop::bool::weighted(0.8));
    let valid = prop::option::weighted(0.9, prop::bool::weighted(0.9));
    (kinds, 0usize..3, some_day(), 0u64..3, prop::option::weighted(0.8, 0u32..700), verdict, valid).prop_map(
        |(kind, level, ended, late, minutes, verdict, valid)| Training {
            person: key(),
            kind,
            level: (kind == TrainingKind::NewHire).then_some(Level::ALL[level]),
            details: match kind {
                TrainingKind::FourNew => vec!["新釜".into()],
                TrainingKind::Emergency => vec!["Drill".into()],
                TrainingKind::Other => vec!["HotWork".into()],
                TrainingKind::Management => vec!["TeamLeader".into()],
                _ => vec![],
            },
            post: None,
            ended,
            judged_on: (late > 0).then(|| ended.checked_add_days(Days::new(late * 20)).unwrap()),
            minutes,
            verdict: verdict.map(|pass| if pass { Verdict::Pass } else { Verdict::Fail }),
            valid,
            recorded: None,
            for_year: None,
            course: None,
            record: None,
        },
    )
}

fn some_event() -> impl Strategy<Value = (u8, NaiveDate, Option<u64>)> {
    (0u8..3, some_day(), prop::option::of(0u64..500))
}

#[derive(Clone, Debug)]
struct Story {
    data: WorkforceData,
    terms: WorkTerms,
}

fn some_story() -> impl Strategy<Value = Story> {
    let roles = prop::collection::vec((some_day(), prop::option::of(some_day()), 0usize..3), 0..2);
    let facts = (
        some_spells(),
        prop::collection::vec(some_certificate(), 0..3),
        prop::collection::vec(some_training(), 0..14),
        prop::collection::vec(some_event(), 0..3),
        prop::option::of(prop::option::weighted(0.8, some_day())),
        roles,
    );
    let numbers = (any::<[bool; 4]>(), prop::option::of(1u64..20), prop::option::of(6u64..30), any::<bool>());
    (facts, numbers).prop_map(|((spells, certificates, trainings, events, change, roles), numbers)| {
        let hired = spells[0].from;
        let roles = roles.into_iter().map(|(from, to, role)| RoleHeld {
            role: ["Principal", "SafetyManager", "TeamLeader"][role].into(),
            unit: None,
            from,
            to: to.map(|to| to.max(from)),
        });
        let events = events.into_iter().filter(|(_, on, _)| hired <= *on).map(|(kind, on, days)| Event {
            person: key(),
            kind: if kind == 0 { PersonEventKind::Accident } else { PersonEventKind::Absence },
            on,
            to: days.filter(|_| kind != 0).map(|days| on.checked_add_days(Days::new(days)).unwrap()),
            training: (kind == 0).then_some(TrainingKind::Other),
        });
        let unit = |code: &str| Unit { code: code.into(), name: code.into(), kind: UnitKind::Department, parent: None };
        let job = |name: &str| Job { name: name.into(), nothing_further: true, ..Job::default() };
        let hot_work = Required { kind: None, detail: Some("HotWork".into()), every_months: Some(7) };
        let data = WorkforceData {
            organisation: OrganisationData {
                name: "示例化工".into(),
                units: vec![unit("A"), unit("B")],
                people: vec![Person { key: key(), name: None, spells, certificates, roles: roles.collect() }],
                ..OrganisationData::default()
            },
            industries: [("A".to_owned(), IndustryKind::Mine), ("B".to_owned(), IndustryKind::General)].into(),
            posts: vec![
                job("操作工"),
                Job { special_operations: vec!["Welding".into()], trainings: vec![hot_work], ..job("焊工") },
                Job { management: Some(ManagementPost::TeamLeader), ..job("班长") },
            ],
            events: events.collect(),
            changes: change
                .map(|in_use_from| Change {
                    what: FourNewSubject::Equipment,
                    item: "新釜".into(),
                    in_use_from,
                    posts: vec!["焊工".into(), "操作工".into()],
                })
                .into_iter()
                .collect(),
            trainings,
            ..WorkforceData::default()
        };
        Story { data, terms: terms(numbers) }
    })
}

fn terms((presets, months, validity, is_revised): ([bool; 4], Option<u64>, Option<u64>, bool)) -> WorkTerms {
    let mut changes = Changes::new();
    if let Some(months) = months {
        changes.insert("return_to_work.absence".into(), ParamValue::Count(months));
    }
    if let Some(months) = validity {
        let by = [("NewHire".to_owned(), months), ("Other".to_owned(), months)].into();
        changes.insert("training.validity".into(), ParamValue::CountBy(by));
    }
    // A value that the policy states from a day on, as a host's revision does.
    let book = if is_revised {
        PolicyBook::seed().revise(day(400), &changes, "试行").unwrap()
    } else {
        let mut book = PolicyBook::seed();
        book.change(0, &changes, "试行").unwrap();
        book
    };
    let names = [PresetName::Order3, PresetName::ClassHour45, PresetName::DrillAnyOne, PresetName::ReturnSixMonths];
    let presets: Vec<_> = names.into_iter().zip(presets).filter(|(_, on)| *on).map(|(name, _)| name).collect();
    WorkTerms::with_presets(&book, &presets)
}

fn ask(data: &WorkforceData, terms: &WorkTerms, date: NaiveDate) -> Answer {
    let workforce = Workforce::new(data.clone()).unwrap();
    assert!(workforce.faults().is_empty(), "{:?}", workforce.faults());
    may_work(&workforce, terms, key().borrowed(), WorkAsked::default(), date).unwrap()
}

/// The facts as they stood on a day: what began or became known later is not there; an end that was stated stays.
fn known_on(data: &WorkforceData, date: NaiveDate) -> WorkforceData {
    let mut data = data.clone();
    let person = &mut data.organisation.people[0];
    person.spells.retain(|spell| spell.from <= date);
    person.roles.retain(|role| role.from <= date);
    person.certificates.retain(|one| one.issued_on.is_none_or(|issued| issued <= date));
    for one in &mut person.certificates {
        one.reviewed_on = one.reviewed_on.filter(|reviewed| *reviewed <= date);
    }
    data.trainings.retain(|training| training.known_on() <= date);
    data.events.retain(|event| event.on <= date);
    data
}

/// The part of an answer that a gate acts upon.
fn said(answer: &Answer) -> (May, Vec<(Option<&'static str>, String)>) {
    let reason = |one: &anxun::plan::WorkReason| {
        (one.code, format!("{:?} {:?} {:?} {:?}", one.obligation, one.state, one.what, one.not_assessed))
    };
    (answer.may, answer.reasons.iter().map(reason).collect())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    #[test]
    fn an_answer_never_rests_on_what_became_known_later(story in some_story(), at in 0u64..1100) {
        // Before the hire nobody knows of one.
        let date = day(at).max(story.data.organisation.people[0].spells[0].from);
        let then = known_on(&story.data, date);
        let (now, then) = (ask(&story.data, &story.terms, date), ask(&then, &story.terms, date));
        prop_assert_eq!(now.valid_until, then.valid_until);
        prop_assert_eq!(&now.due_soon, &then.due_soon);
        prop_assert_eq!(now, then);
    }

    #[test]
    fn a_passed_training_never_hurts(story in some_story(), training in some_training(), at in 0u64..1100) {
        let rank = |may: May| match may { May::No => 0, May::Unknown => 1, May::Yes => 2 };
        let date = day(at);
        let mut more = story.data.clone();
        more.trainings.push(Training { verdict: Some(Verdict::Pass), valid: Some(true), ..training });
        let (before, after) = (ask(&story.data, &story.terms, date), ask(&more, &story.terms, date));
        prop_assert!(rank(before.may) <= rank(after.may), "{:?}\n{:?}", before, after);
    }

    #[test]
    fn an_answer_holds_until_its_day_and_no_longer(story in some_story(), at in 0u64..1000) {
        let date = day(at).max(story.data.organisation.people[0].spells[0].from);
        let data = known_on(&story.data, date);
        let workforce = Workforce::new(data).unwrap();
        let on = |date| may_work(&workforce, &story.terms, key().borrowed(), WorkAsked::default(), date).unwrap();
        let first = on(date);
        let (own, until) = (said(&first), first.valid_until);
        prop_assert!(until.is_none_or(|until| date <= until));
        let last = until.unwrap_or(day(2500)).min(day(2500));
        let mut next = date;
        while next <= last {
            prop_assert_eq!(&said(&on(next)), &own, "on {}", next);
            next = next.succ_opt().unwrap();
        }
        if let Some(until) = until {
            let other = on(until.succ_opt().unwrap());
            prop_assert_ne!(&said(&other), &own, "still on the day after {}", until);
        }
    }
}

#[test]
fn the_page_shows_the_example_and_what_it_says() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let page = std::fs::read_to_string(root.join("../docs/may-work.md")).unwrap();
    let source = std::fs::read_to_string(root.join("examples/may_work.rs")).unwrap();
    assert!(page.contains(&source), "docs/may-work.md does not show core/examples/may_work.rs as it is");
    let facts = std::fs::read_to_string(root.join("examples/welder.json")).unwrap();
    assert!(page.contains(&facts), "docs/may-work.md does not show core/examples/welder.json as it is");
    assert!(page.contains(&example::answers().unwrap()), "docs/may-work.md does not show what the example says");
}
