//! The tests' own copy of parameters.md 2a and 2d: key, side on which a value is stricter, seed in JSON (`-` = the
//! host must set it). Written from the pages, not from the table.

use super::{param, params};
use crate::policy::param::{Derivation, Seed};
use crate::policy::{PolicyVersion, Stricter};

#[rustfmt::skip]
const SPEC: &[(&str, Stricter, &str)] = {
    use Stricter::{Higher, Lower, None, NotCompared, Superset};
    &[
        ("law.cited_article", NotCompared, "27"),
        ("law.orders", NotCompared, r#"["3号令","应急管理部令第9号","GB/T33000-2016"]"#),
        ("new_hire.levels", Superset, r#"["Company","Workshop","Team"]"#),
        ("principles.count", NotCompared, "5"),
        ("compliance.capabilities", Superset, r#"["Knowledge","Rules","Skills","Emergency","RightsDuties"]"#),
        ("committee.review", Lower, r#"{"every":1,"kind":"Quarter"}"#),
        ("coverage.key_posts", Higher, r#""1""#),
        ("submit.paper.limit", Lower, "24"),
        ("submit.electronic.limit", Lower, "24"),
        ("submit.team.limit", Lower, "0"),
        ("number.pattern", NotCompared, r#""year-dept-type-seq""#),
        ("number.seq_width", NotCompared, "3"),
        ("retention.ordinary", Higher, "3"),
        ("retention.special_after_leaving", Higher, "5"),
        ("retention.accident", Higher, r#""Permanent""#),
        ("audit.half_year.share", Higher, r#""0.1""#),
        ("audit.half_year.cadence", Lower, r#"{"every":1,"kind":"HalfYear"}"#),
        ("rules.yearly_update", Lower, r#"{"every":1,"kind":"Year"}"#),
        ("plan.annual.month", None, "12"),
        ("plan.special.limit", Lower, "5"),
        ("plan.publicity", Higher, "3"),
        ("signin.issue_before", Higher, "10"),
        ("photos.min", Higher, "3"),
        ("photos.views", Superset, r#"["Panorama","CloseUp","Interaction"]"#),
        ("verdict.values", NotCompared, r#"["Pass","Fail"]"#),
        ("collect.limit", NotCompared, "24"),
        ("package.parts", Superset, r#"["SignInSheet","Papers","Photos","LectureLog"]"#),
        ("review.limit", Lower, "3"),
        ("review.items", NotCompared, "3"),
        ("return.limit", Lower, "2"),
        ("scan.dpi_min", Higher, "300"),
        ("storage.cabinet_label", None, r#""安全生产培训""#),
        ("access.superior_levels", Lower, "1"),
        ("hr.extract", Lower, r#"{"every":1,"kind":"Quarter"}"#),
        ("hr.sync", None, r#""RealTime""#),
        ("destroy.lead", None, "30"),
        ("destroy.executors", Higher, "2"),
        ("system.check", Lower, r#"{"every":1,"kind":"Week"}"#),
        ("reconcile.cadence", Lower, r#"{"every":1,"kind":"Month"}"#),
        ("elements.count", Higher, "12"),
        ("wording.example_distance", NotCompared, "2"),
        ("format.paper", None, r#""A4""#),
        ("format.title", None, r#"{"align":"Center","font":"黑体","size_pt":"16"}"#),
        ("format.body", None, r#"{"font":"宋体","size_pt":"12"}"#),
        ("format.line_spacing", None, r#""1.5""#),
        ("format.header_text", None, r#""安全生产培训记录""#),
        ("format.footer", Superset, r#"["PageNumber","Confidentiality"]"#),
        ("proofs.count", Superset, "3"),
        ("video.min", Higher, "15"),
        ("traces.kinds", Superset, r#"["SpecialEquipment","Drill","Management"]"#),
        ("spot.month.share", Higher, r#""0.2""#),
        ("spot.methods", Superset, r#"["PhoneCallback","SkillCheck","NoticeVsPlan"]"#),
        ("stages.count", NotCompared, "4"),
        ("stage1.limit", Lower, "24"),
        ("stage2.limit", NotCompared, "3"),
        ("audit.quarter.share", Higher, r#""0.1""#),
        ("external.verify", Lower, r#"{"every":1,"kind":"Year"}"#),
        ("musts.count", NotCompared, "5"),
        ("remedy.slight", NotCompared, "24"),
        ("quality.accuracy.target", Higher, r#""0.98""#),
        ("quality.completeness.target", Higher, r#""1""#),
        ("quality.timeliness.target", Lower, "24"),
        ("quality.format.target", Higher, r#""1""#),
        ("quality.report", Lower, r#"{"every":1,"kind":"Month"}"#),
        ("rca.whys", Higher, "5"),
        ("pdca.check_after", None, "3"),
        ("quality.meeting", Lower, r#"{"every":1,"kind":"HalfYear"}"#),
        ("penalty.general", None, r#""0.05""#),
        ("incident.grades", NotCompared, r#"["General","Larger","Major"]"#),
        ("honour.best_recorder", Lower, r#"{"every":1,"kind":"Month"}"#),
        ("honour.contest", Lower, r#"{"every":1,"kind":"Quarter"}"#),
        ("honour.pacesetter", Lower, r#"{"every":1,"kind":"Year"}"#),
        ("compliance.report", Lower, r#"{"every":1,"kind":"Quarter"}"#),
        ("chain.years", Higher, "3"),
        ("freeze.months", Lower, "3"),
        ("accident.lookback", Higher, "1"),
        ("hazard.repeat_months", Lower, "3"),
        ("quiz.cadence", Lower, r#"{"every":1,"kind":"Month"}"#),
        ("points.weights", None, r#"{"Assessment":"0.4","Drills":"0.3","Hazards":"0.3"}"#),
        ("honour.guard.share", None, r#""0.1""#),
        ("alert.fail_run", Lower, "3"),
        ("patrol.team", Lower, r#"{"every":1,"kind":"Day"}"#),
        ("patrol.dept", Lower, r#"{"every":1,"kind":"Week"}"#),
        ("patrol.safety", Lower, r#"{"every":1,"kind":"Month"}"#),
        ("supervision.high_risk.share", Higher, r#""1""#),
        ("tip.response", Lower, "24"),
        ("tip.start", Lower, "2"),
        ("defect.grades", NotCompared, r#"["Minor","General","Severe"]"#),
        ("rectify.minor", Lower, "24"),
        ("rectify.general", Lower, "48"),
        ("rectify.severe.report", Lower, "0"),
        ("rca.steps", NotCompared, "5"),
        ("rca.verify_after", None, "3"),
        ("kpi.weights", NotCompared, r#"{"Archive":"0.25","Completeness":"0.3","Effect":"0.2","Rectification":"0.25"}"#),
        ("kpi.cadence", Lower, r#"{"every":1,"kind":"Month"}"#),
        ("leader.share", None, r#""0.15""#),
        ("honour.gold.run", None, "3"),
        ("rank.bottom.share", Higher, r#""0.1""#),
        ("rank.last.run", Lower, "2"),
        ("review_meeting", Lower, r#"{"every":1,"kind":"Quarter"}"#),
        ("norm.revision", Lower, r#"{"every":1,"kind":"HalfYear"}"#),
        ("honour.model_team", Lower, r#"{"every":1,"kind":"Year"}"#),
        ("regulator.report", Lower, r#"{"every":1,"kind":"Quarter"}"#),
        ("external.audit", Lower, r#"{"every":2,"kind":"Year"}"#),
        ("external.audit.focus", NotCompared, "3"),
        ("camera.detects", NotCompared, "3"),
        ("group.meeting", Lower, r#"{"every":1,"kind":"Month"}"#),
        ("matrix.posts", None, "32"),
        ("principal.report", Lower, r#"{"every":1,"kind":"Quarter"}"#),
        ("budget.rate", Higher, r#""0.005""#),
        ("budget.report", Lower, r#"{"every":1,"kind":"HalfYear"}"#),
        ("staffing.per", Lower, "500"),
        ("staffing.qualifications", NotCompared, "3"),
        ("video.retention", Higher, "3"),
        ("security.layers", Superset, r#"["Tls","Aes256","DynamicCode"]"#),
        ("security.key_bits", Higher, "256"),
        ("backup.every", Lower, "1"),
        ("backup.targets", Superset, r#"["Local","Cloud"]"#),
        ("hours.refresher.annual_min", Higher, "-"),
        ("hours.new_hire.min", Higher, "-"),
        ("hours.manager.initial", Higher, "-"),
        ("cert.review_interval", Lower, "-"),
        ("return_to_work.absence", Lower, "-"),
        ("assess.pass_mark", Higher, "-"),
        ("drill.target", Lower, "-"),
        ("env.temperature", None, "-"),
        ("env.humidity", None, "-"),
        ("drill.cadence", Lower, "-"),
        ("number.department_codes", NotCompared, "-"),
        ("number.type_codes", NotCompared, "-"),
        ("revision.2023", NotCompared, "-"),
        ("alert.lead", None, "-"),
        ("rectify.reexam.limit", Lower, "-"),
        ("training.validity", Lower, "-"),
        ("hours.minutes_per_class_hour", Higher, "-"),
        ("proofs.online", Superset, "-"),
        ("cert.remind_days", Superset, "[90,60,30,7,0]"),
        ("review.content_match_min", Higher, r#""1""#),
        ("alert.drill_run", Lower, "3"),
        ("insight.min_n", None, "5"),
        ("heat.levels", None, r#"{"Critical":"0.4","High":"0.25","Medium":"0.1"}"#),
        ("shift.night", None, r#""22:00-06:00""#),
        ("tenure.new_months", None, "12"),
        ("emergency.weights", None, r#"{"Response":"0.4","RoleErrors":"0.3","Supplies":"0.3"}"#),
        ("points.hazard_full_at", None, "10"),
        ("sample.rounding", None, r#""Ceil""#),
        ("sample.min", Higher, "1"),
        ("rank.rounding", None, r#""Ceil""#),
        ("rank.ties", None, r#""Include""#),
        ("rank.min_departments", Lower, "5"),
        ("honour.excellent", Higher, r#""90""#),
        ("honour.min_records", Higher, "4"),
        ("repeat.min", Lower, "2"),
        ("repeat.window", Higher, "12"),
        ("incident.systematic_min", Lower, "3"),
        ("penalty.trigger", None, r#""NotFixedInTime""#),
        ("penalty.cumulative", None, r#""OncePerRecord""#),
        ("kpi.undefined", None, r#""FullMarks""#),
        ("share.min_cell", Higher, "5"),
        ("ai.min_confidence", Higher, r#""0.9""#),
        ("camera.tolerance", Lower, "0"),
        ("compliance.weights", None, "{}"),
        ("destroy.executor_not_approver", Higher, "true"),
        ("drill.accepted_forms", Lower, r#"["Drill","Tabletop","Vr"]"#),
        ("elements.team_activity", Superset, r#"["Time","Topic","Participants","Discussion","Leader"]"#),
        ("freeze.no_due_month", None, r#""Neutral""#),
        ("proofs.special_operation", Superset, r#"["SignIn","Video","CertificateCopy"]"#),
        ("kpi.weights.completeness", None, r#""0.3""#),
        ("kpi.weights.archive", None, r#""0.25""#),
        ("kpi.weights.rectification", None, r#""0.25""#),
        ("kpi.weights.effect", None, r#""0.2""#),
        ("spot.upload_delay", Lower, "10"),
        ("supervision.tolerance", Lower, "0"),
        ("supervision.required_for", Superset, r#"["*"]"#),
        ("staffing.part_time_below", Lower, "500"),
        ("plan.urgent_skips_publicity", Lower, "true"),
        ("conflict.strictest", Higher, "false"),
        ("rca.any", Lower, "false"),
        ("talent.min_lecturers", Higher, "1"),
        ("talent.horizon", Higher, "12"),
        ("rectify.severe.tolerance", Lower, "1"),
        ("points.missing_part", None, r#""Zero""#),
        ("quality.format.unknown", None, r#""NotConforming""#),
        ("verify.disagree_min", Lower, "1"),
        ("alert.post_fail_share", Lower, r#""0.5""#),
        ("number.near_end", None, "950"),
        ("access.regulator_letter", None, r#""Record""#),
        ("employee_no.pattern", None, r#""[A-Za-z0-9-]{1,32}""#),
    ]
};

/// Keys that the rules need and the pages name in other words.
const MORE: &[&str] = &[
    "law.verified_article",
    "elements.required",
    "elements.effect_evaluation",
    "proofs.general",
    "proofs.per_kind",
    "regime.certificates_from",
    "wording.asked",
    "wording.terms",
    "wording.without",
    "wording.key_points",
    "backup.disc.every",
];

#[test]
fn every_row_of_2a_and_2d_is_there_and_no_other() {
    assert_eq!(SPEC.len(), 188);
    for (key, ..) in SPEC {
        assert!(param(key).is_some(), "{key}");
    }
    for row in params() {
        assert!(SPEC.iter().any(|(key, ..)| *key == row.key) || MORE.contains(&row.key), "{}", row.key);
    }
    assert_eq!(params().count(), SPEC.len() + MORE.len());
}

#[test]
fn each_row_has_its_seed_and_its_stricter_side() {
    let seed = PolicyVersion::seed();
    for (key, stricter, json) in SPEC {
        let held = seed.value(key).map_or_else(|| "-".to_owned(), |value| serde_json::to_string(value).unwrap());
        assert_eq!(held, *json, "{key}");
        assert_eq!(param(key).unwrap().stricter, *stricter, "{key}");
    }
}

#[test]
fn the_added_rows_hold_what_the_rules_need() {
    let seed = PolicyVersion::seed();
    // C-03: the ten listed, method and result apart, and the duration.
    let elements = seed.codes("elements.required").unwrap();
    assert_eq!(
        elements,
        [
            "Name",
            "Date",
            "Time",
            "Place",
            "Instructor",
            "Participants",
            "Topic",
            "ContentSummary",
            "AssessmentMethod",
            "AssessmentResult",
            "RecorderSignature",
            "Duration"
        ]
    );
    assert_eq!(u64::try_from(elements.len()).ok(), seed.count("elements.count"));
    assert_eq!(seed.flag("elements.effect_evaluation"), Some(true));
    assert_eq!(seed.codes("proofs.general").unwrap(), ["SignIn", "Video", "ExamPaper"]);
    assert!(seed.table("proofs.per_kind").unwrap().is_empty());
    assert_eq!(seed.text("regime.certificates_from"), Some("2026-06-01"));
    // IV.1.2: the lexicon as it ships.
    assert_eq!(seed.flag("wording.asked"), Some(true));
    assert!(seed.texts("wording.terms").unwrap().is_empty());
    for key in ["wording.without", "wording.key_points"] {
        assert!(seed.codes(key).unwrap().is_empty());
    }
    // C-01
    assert_eq!((seed.count("law.cited_article"), seed.count("law.verified_article")), (Some(27), Some(28)));
}

#[test]
fn rows_are_complete_and_keys_are_unique() {
    let mut keys: Vec<_> = params().map(|row| row.key).collect();
    keys.sort_unstable();
    keys.dedup();
    assert_eq!(keys.len(), params().count());
    for row in params() {
        assert!(!row.zh.is_empty() && !row.en.is_empty() && !row.source.is_empty(), "{}", row.key);
        assert!(!row.zh.is_ascii() && (row.en.is_ascii() || row.en.contains('×')), "{}", row.key);
        for conflict in row.conflict.split(", ").filter(|conflict| !conflict.is_empty()) {
            let number = conflict.strip_prefix("C-").and_then(|number| number.parse::<u32>().ok());
            assert!(number.is_some_and(|number| (1..=67).contains(&number)), "{} {conflict}", row.key);
        }
    }
}

#[test]
fn each_seed_and_reference_is_a_value_of_its_row() {
    for row in params() {
        if let Some(value) = row.seed_value() {
            assert_eq!(super::super::form::fit(row, value.clone()).unwrap(), value, "{}", row.key);
        }
        if let Some(value) = row.reference.and_then(|reference| reference.value) {
            assert!(super::super::form::fit(row, value.into()).is_ok(), "{}", row.key);
        }
    }
}

#[test]
fn aliases_and_derivations_lead_to_a_row_of_its_own() {
    let stands = |key: &str| param(key).is_some_and(super::Param::settable);
    for row in params() {
        let leads = match row.seed {
            Seed::Alias(key) | Seed::Derived(Derivation::SizeOf(key)) => stands(key),
            Seed::Derived(Derivation::Group(members)) => members.iter().all(|(_, key)| stands(key)),
            _ => true,
        };
        assert!(leads, "{}", row.key);
        if let Seed::Alias(key) = row.seed {
            assert_eq!(param(key).unwrap().unit, row.unit, "{key}");
        }
    }
}

#[test]
fn statutory_elements_are_elements() {
    // II.2.1.e, 安全生产法 28(4)
    assert!(super::STATUTORY_ELEMENTS.iter().all(|element| super::codes::ELEMENTS.contains(element)));
    assert_eq!(super::STATUTORY_ELEMENTS.len(), 6);
}
