//! What is missing to pass (达标差距): what to supply, what to correct, and what only a repetition or a new record mends.
//!
//! A record passes when it is valid (or exempt), complete and without a finding of severity E. What stands against it is
//! listed by the place in the record where it is mended: the codes of one place are one step, and a finding that goes when
//! others are mended is none of its own. Source: I.2, IV.2.1, IV.3.2, IV.3.3, VI.2.1.d; remedies of the catalogue.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::case::{Case, Hits};
use super::review::is_at_or_below;
use super::{proofs, verdict};
use crate::calendar::Limit;
use crate::error::Fault;
use crate::rule::{self, Finding, Grade, Reason, Remedy, Rule, Severity};
use crate::value::{Stamp, form};
use crate::vocab::code::codes;

codes! {
    /// Who mends a defect of a grade (整改责任人, VI.2.1.d).
    Responsible {
        Recorder "记录人" "the recorder";
        RecorderAndHead "记录人和部门负责人" "the recorder and the head of the department";
        DepartmentHead "部门负责人" "the head of the department";
    }

    /// Who confirms that it was mended (整改确认人, VI.2.1.d).
    Confirmer {
        SafetyOfficer "兼职安全员" "the part-time safety officer";
        DepartmentHead "部门负责人" "the head of the department";
        SafetyCommittee "安委会" "the safety committee";
    }
}

/// What is missing to pass. Where `renew` is empty, doing all of the other two makes the record pass.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct ToPass {
    /// Facts to supply (补交), in the order of the remedies and the places.
    pub supply: Vec<Mending>,
    /// Statements to correct by amendment (更正).
    pub correct: Vec<Mending>,
    /// What only a repetition or a new record mends (补考、重新培训、另行建档).
    pub renew: Vec<Mending>,
}

/// One thing that stands against passing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Mending {
    /// Where it is mended: a JSON pointer in the record; empty for what the context or the source has to say.
    pub path: String,
    /// Codes of the rules that stand against it, each once; empty for a fault.
    pub codes: Vec<&'static str>,
    /// What mends it; absent where the catalogue names nothing.
    pub remedy: Option<Remedy>,
    /// What is expected there.
    pub expected: String,
    /// Why nobody knows, where it is not known rather than wrong.
    pub unknown: Option<Reason>,
    /// Within which time.
    pub limit: Option<Limit>,
    /// By when; absent while nothing has started the clock.
    #[serde(with = "form::stamp::option")]
    pub due: Option<Stamp>,
    /// Who mends it; absent where it is no graded defect.
    pub responsible: Option<Responsible>,
    /// Who confirms that it was mended.
    pub confirmer: Option<Confirmer>,
}

/// Where the fact is supplied that a rule found missing of somebody, for rules whose finding shows another place.
const PLACES: &[(&Rule, &str)] = &[(&rule::AS_06, "/assessment/retrainings")];

/// Findings at a place that go when those of other codes are mended: no entry of their own beside them. A link dangles while
/// what it leads to is missing.
const FOLLOWS: &[(&Rule, &str, &[&Rule])] = &[
    (&rule::TP_05, "", &[&rule::TP_01, &rule::TP_02, &rule::TP_03, &rule::TP_04]),
    (&rule::AS_09, "", &[&rule::SG_02, &rule::SG_03, &rule::TP_01]),
    (&rule::SG_10, "", &[&rule::SG_02, &rule::SG_03, &rule::TP_01]),
    (&rule::AR_09, "/links/plan", &[&rule::PL_08]),
    (&rule::AR_09, "/links/sign_in", &[&rule::TP_01]),
    (&rule::AR_09, "/links/papers", &[&rule::TP_03, &rule::AS_01, &rule::EL_10]),
    (&rule::AR_09, "/links/media", &[&rule::TP_02, &rule::PH_01]),
];

/// What is missing, for a record that does not pass; `None` for a session that has not been held.
pub(super) fn to_pass(case: &Case<'_, '_>, findings: &[Finding], hits: &Hits, faults: &[Fault]) -> Option<Box<ToPass>> {
    if case.record.is_planned() {
        return None;
    }
    let stands = |finding: &&Finding| finding.severity == Severity::E || verdict::decides(case, finding.rule);
    let found: Vec<&Finding> = findings.iter().filter(stands).collect();
    let people = people_of(&found);
    let mut steps = Steps::default();
    for fault in faults {
        steps.fault(fault);
    }
    for finding in &found {
        if !follows(finding, &people) {
            steps.finding(finding);
        }
    }
    for (rule, reason) in hits.unknown.iter().filter(|(rule, reason)| is_needed(case, hits, rule, reason)) {
        steps.unknown(rule, reason);
    }
    Some(Box::new(steps.sorted()))
}

/// The codes that were found, each with the people whom it is about.
fn people_of<'f>(found: &[&'f Finding]) -> BTreeMap<&'static str, BTreeSet<Option<&'f str>>> {
    let mut people: BTreeMap<_, BTreeSet<_>> = BTreeMap::new();
    for finding in found {
        people.entry(finding.code).or_default().insert(finding.subject.as_deref());
    }
    people
}

/// Whether a finding goes when others are mended: those of its row that are about the same person, or about nobody.
fn follows(finding: &Finding, people: &BTreeMap<&'static str, BTreeSet<Option<&str>>>) -> bool {
    let is_of = |rule: &'static Rule, place: &str| finding.rule.is(rule) && is_at_or_below(&finding.path, place);
    let Some((_, _, first)) = FOLLOWS.iter().find(|(rule, place, _)| is_of(rule, place)) else { return false };
    let subject = finding.subject.as_deref();
    first
        .iter()
        .filter_map(|rule| people.get(rule.code))
        .any(|of| subject.is_none() || of.contains(&None) || of.contains(&subject))
}

/// Whether an answer that nobody knows leaves the verdict open. TP-05 says again what the proof itself says.
fn is_needed(case: &Case<'_, '_>, hits: &Hits, rule: &'static Rule, reason: &Reason) -> bool {
    let of_proof = |proof| proofs::rule_of(proof).0;
    let is_proof = case.proofs.iter().any(|proof| of_proof(*proof).is(rule));
    let says_again = rule.is(&rule::TP_05) && case.proofs.iter().any(|proof| hits.is_open(of_proof(*proof)));
    let is_judged = !case.record.is_team_activity();
    let decides = verdict::decides(case, rule) || (is_judged && (is_proof || rule.is(&rule::TP_05)));
    // A fault is a step of its own.
    reason.leaves_verdict_open() && decides && !says_again && !matches!(reason, Reason::ItemFaulty { .. })
}

/// The steps on their way, by place.
#[derive(Default)]
struct Steps(BTreeMap<String, Mending>);

impl Steps {
    /// A fact that was left out is corrected: whatever rests on it is judged then.
    fn fault(&mut self, fault: &Fault) {
        let step = Mending {
            remedy: Some(Remedy::Correct),
            expected: fault.expected.clone(),
            ..Mending::at(fault.path.clone())
        };
        self.0.entry(fault.path.clone()).or_insert(step);
    }

    fn finding(&mut self, finding: &Finding) {
        // Of nobody known, it is first supplied whom the finding is about.
        let shown = PLACES.iter().find(|(rule, _)| finding.rule.is(rule) && finding.subject.is_some());
        let path = shown.map_or(finding.path.as_str(), |(_, path)| path);
        let step = self.0.entry(path.to_owned()).or_insert_with(|| Mending::at(path.to_owned()));
        let is_harder = step.codes.is_empty() || finding.remedy > step.remedy;
        if is_harder {
            (step.responsible, step.confirmer) = finding.grade.map_or((None, None), roles);
            (step.remedy, step.limit, step.due) = (finding.remedy, finding.limit, finding.due);
            step.expected.clone_from(&finding.expected);
        }
        if !step.codes.contains(&finding.code) {
            step.codes.push(finding.code);
        }
    }

    /// What is not known is supplied; where the place is wrong or missing anyhow, that is the step.
    fn unknown(&mut self, rule: &Rule, reason: &Reason) {
        let path = match reason {
            Reason::FactMissing { path } => path.clone().into_owned(),
            _ => String::new(),
        };
        let known = self.0.iter_mut().find(|(place, _)| !place.is_empty() && is_at_or_below(&path, place));
        let key = if path.is_empty() { format!(" {}", reason.en()) } else { path.clone() };
        let step = match known {
            Some((_, step)) => step,
            None => self.0.entry(key).or_insert_with(|| Mending {
                remedy: Some(Remedy::Supply),
                expected: reason.en(),
                unknown: Some(reason.clone()),
                ..Mending::at(path)
            }),
        };
        if !step.codes.contains(&rule.code) {
            step.codes.push(rule.code);
        }
    }

    fn sorted(self) -> ToPass {
        let mut all = ToPass::default();
        for step in self.0.into_values() {
            match step.remedy {
                Some(Remedy::Supply) => all.supply.push(step),
                Some(Remedy::Correct) => all.correct.push(step),
                _ => all.renew.push(step),
            }
        }
        all.renew.sort_by_key(|step| step.remedy);
        all
    }
}

impl Mending {
    fn at(path: String) -> Mending {
        Mending {
            path,
            codes: vec![],
            remedy: None,
            expected: String::new(),
            unknown: None,
            limit: None,
            due: None,
            responsible: None,
            confirmer: None,
        }
    }
}

/// Who mends a defect of a grade, and who confirms it (VI.2.1.d).
fn roles(grade: Grade) -> (Option<Responsible>, Option<Confirmer>) {
    let (responsible, confirmer) = match grade {
        Grade::Minor => (Responsible::Recorder, Confirmer::SafetyOfficer),
        Grade::General => (Responsible::RecorderAndHead, Confirmer::DepartmentHead),
        Grade::Severe => (Responsible::DepartmentHead, Confirmer::SafetyCommittee),
    };
    (Some(responsible), Some(confirmer))
}
