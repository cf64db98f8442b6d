//! Which record gets which faults: every code at least once, and those that are common in life more often.

use std::collections::BTreeMap;

use anxun::calendar::WorkCalendar;
use anxun::value::Stamp;
use serde_json::json;

use crate::faultless::Made;
use crate::faults::{Expected, Fault, Scene, faults, measured};
use crate::moment::{later, text};
use crate::place::{list_mut, set};
use crate::random::Random;

/// What must be found, by the place of the record.
pub(super) type Found = BTreeMap<usize, Vec<Expected>>;

/// Most faults in one record.
const MOST: usize = 3;

/// Codes that are met more than once in a year.
const COMMON: [&str; 14] = [
    "TM-01", "TM-01", "TM-02", "SG-09", "SG-09", "PH-03", "PH-03", "EL-12", "TM-05", "AS-03", "EL-14", "SG-01",
    "TM-04", "TP-02",
];

/// Codes whose faults stand alone or fit few records.
const SELDOM: [&str; 10] = ["EL-02", "EL-03", "RT-04", "EL-06", "FV-04", "TR-04", "FV-02", "TM-03", "AR-06", "AR-07"];

/// Departments whose records are worse than those of others.
const CARELESS: [&str; 4] = ["SE", "CC", "SE", "SB"];

/// Plants one fault of each code, and the common ones again. The faults of paper, review and archive have a round of their
/// own, so that what was planted before them stays where it was.
pub(super) fn plant(records: &mut [Made], calendar: &WorkCalendar, as_of: Stamp, seed: u64) -> Found {
    let all = faults();
    let codes = |of: &[Fault]| {
        let mut codes: Vec<&'static str> =
            of.iter().map(|fault| fault.code).filter(|code| !code.starts_with("NB")).collect();
        codes.dedup();
        codes
    };
    let first = codes(&measured());
    let later = codes(&all).into_iter().filter(|code| !first.contains(code)).collect();
    let mut planted = Planted::default();
    for (codes, name) in [([&first[..], &COMMON].concat(), "planting"), (later, "planting of papers")] {
        let mut random = Random::branch(seed, name);
        let mut scene = Scene { calendar, as_of, random: &mut random };
        planted.round(codes, &all, records, &mut scene);
    }
    explain(records, &planted.found);
    planted.found
}

#[derive(Default)]
struct Planted {
    found: Found,
    /// Parts touched and number of faults, by the place of the record.
    touched: BTreeMap<usize, (u32, usize)>,
}

impl Planted {
    /// One fault of each of the codes.
    fn round(&mut self, mut codes: Vec<&'static str>, all: &[Fault], records: &mut [Made], scene: &mut Scene<'_>) {
        scene.random.shuffle(&mut codes);
        // Whatever stands alone or fits few records goes first.
        codes.sort_by_key(|code| !SELDOM.contains(code));
        for code in codes {
            let of_code: Vec<Fault> = all.iter().filter(|fault| fault.code == code).copied().collect();
            let fault = *scene.random.pick(&of_code);
            assert!(self.plant(&fault, records, scene), "no record for {code}");
        }
    }

    fn plant(&mut self, fault: &Fault, records: &mut [Made], scene: &mut Scene<'_>) -> bool {
        let mut begun: Vec<usize> = self.touched.keys().copied().collect();
        scene.random.shuffle(&mut begun);
        let mut others: Vec<usize> = (0..records.len()).collect();
        scene.random.shuffle(&mut others);
        others.sort_by_key(|at| !CARELESS.contains(&records[*at].session.department.as_str()));
        if scene.random.chance(1, 3) {
            scene.random.shuffle(&mut others);
        }
        let order: Vec<usize> =
            if scene.random.chance(9, 10) { begun.into_iter().chain(others).collect() } else { others };
        for at in order {
            if self.try_at(at, fault, &mut records[at], scene) {
                return true;
            }
        }
        false
    }

    fn try_at(&mut self, at: usize, fault: &Fault, made: &mut Made, scene: &mut Scene<'_>) -> bool {
        let (touched, count) = self.touched.get(&at).copied().unwrap_or_default();
        if made.custody.archived.is_none() || touched & fault.touches != 0 || count >= MOST {
            return false;
        }
        let mut changed = made.clone();
        let Some(list) = (fault.plant)(&mut changed, scene) else { return false };
        *made = changed;
        let found = self.found.entry(at).or_default();
        for one in list {
            // A record is invalid once, however many proofs it lacks.
            if one.code != "TP-05" || !found.contains(&one) {
                found.push(one);
            }
        }
        self.touched.insert(at, (touched | fault.touches, count + 1));
        true
    }
}

/// Every third finding of severity W is explained; every fourth record with findings has a slip.
fn explain(records: &mut [Made], found: &Found) {
    let mut seen = 0;
    for (at, list) in found {
        let made = &mut records[*at];
        let Some(reviewed) = made.custody.reviewed else { continue };
        for one in list.iter().filter(|one| one.severity == anxun::rule::Severity::W) {
            seen += 1;
            if seen % 3 != 0 {
                continue;
            }
            let explanation = json!({
                "code": one.code,
                "path": one.path,
                "text": "情况属实，已向当事人核实并说明原因，部门负责人确认。",
                "by": made.session.cast.head.reference(),
                "at": text(later(reviewed, 30)),
            });
            match list_mut(&mut made.record, "/explanations") {
                Some(rows) => rows.push(explanation),
                None => set(&mut made.record, "/explanations", vec![explanation]),
            }
        }
        if at % 4 == 0 {
            if let Some(one) = list.iter().find(|one| one.severity == anxun::rule::Severity::E) {
                let slip = json!([{"code": one.code, "issued_at": text(later(reviewed, 60))}]);
                set(&mut made.record, "/slips", slip);
            }
        }
    }
}
