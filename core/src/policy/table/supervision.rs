//! Chapter VI (监督与改进): patrols, tips, rectification, KPI and ranking, revision, outside reports.

use super::codes::DEFECT_GRADES;
use super::given::{Given, count, each, fixed, fixed_codes, positive, rows, share};
use crate::policy::param::{Derivation, ParamKind, Seed};
use crate::policy::value::CadenceKind::{Day, HalfYear, Month, Quarter, Week, Year};

/// The four weights of the department KPI under one name.
const KPI_WEIGHTS: Given = Given {
    kind: ParamKind::Shares { keys: &["Archive", "Completeness", "Effect", "Rectification"], weights: true },
    seed: Seed::Derived(Derivation::Group(&[
        ("Archive", "kpi.weights.archive"),
        ("Completeness", "kpi.weights.completeness"),
        ("Effect", "kpi.weights.effect"),
        ("Rectification", "kpi.weights.rectification"),
    ])),
    reference: None,
};

rows! {
    "patrol.team" each(1, Day), None, Lower, "VI.1.1" ["C-17"],
        "班组自查周期", "self-check of the team";
    "patrol.dept" each(1, Week), None, Lower, "VI.1.1" ["C-17"],
        "部门互查周期", "cross-check of the departments";
    "patrol.safety" each(1, Month), None, Lower, "VI.1.1" ["C-17"],
        "安全部门全覆盖检查周期", "full-coverage check of the safety department";
    "supervision.high_risk.share" share("1"), Share, Higher, "VI.1.2" ["C-27"],
        "高危作业培训现场监督比例", "share of high-risk sessions supervised on site";
    "tip.response" count(24), Hours, Lower, "VI.1.3" ["C-23"],
        "举报首次答复时限", "limit for the first answer to a tip";
    "tip.start" count(2), Hours, Lower, "VI.1.3" ["C-23"],
        "举报启动核查时限", "limit for starting on a tip";
    "defect.grades" fixed_codes(DEFECT_GRADES), None, NotCompared, "VI.2.1" ["C-19"],
        "问题等级（轻微、一般、严重）", "grades of a defect";
    "rectify.minor" count(24), Hours, Lower, "VI.2.2, IV.3.3" ["C-05, C-21"],
        "轻微问题整改时限（自下发）", "limit for a minor defect, from its issue";
    "rectify.general" count(48), Hours, Lower, "VI.2.2" ["C-05, C-19"],
        "一般问题整改时限（自下发）", "limit for a general defect, from its issue";
    "rectify.severe.report" count(0), Hours, Lower, "VI.2.2, III.3.3",
        "严重问题上报时限（0为立即，另加容许时间）", "limit for reporting a severe defect: 0 = at once, plus the tolerance";
    "rca.steps" fixed(5), Items, NotCompared, "VI.2.3" ["C-34"],
        "五步分析法步数", "steps of the five-step analysis";
    "rca.verify_after" count(3), Months, None, "VI.2.3",
        "整改后复查间隔", "verification after a measure";
    "kpi.weights" KPI_WEIGHTS, Share, NotCompared, "VI.3.1" ["C-39"],
        "部门考核权重（四项合称）", "weights of the department KPI, the four keys under one name";
    "kpi.cadence" each(1, Month), None, Lower, "VI.3.1",
        "部门考核周期", "department KPI";
    "leader.share" share("0.15"), Share, None, "VI.3.2",
        "负责人月度考核占比", "share of the leader's monthly assessment";
    "honour.gold.run" positive(3), InARow, None, "VI.3.2",
        "金牌连续优秀次数", "excellent results in a row";
    "rank.bottom.share" share("0.1"), Share, Higher, "VI.3.3",
        "季度排名末位约谈比例", "share of departments at the bottom that are interviewed";
    "rank.last.run" positive(2), InARow, Lower, "VI.3.3",
        "连续末位述职季度数", "quarters as the last in a row before the head reports";
    "review_meeting" each(1, Quarter), None, Lower, "VI.4.1" ["C-32"],
        "记录质量评审会周期", "review meeting of record quality";
    "norm.revision" each(1, HalfYear), None, Lower, "VI.4.2" ["C-08"],
        "修订管理规范的周期", "revision of the management standard";
    "honour.model_team" each(1, Year), None, Lower, "VI.4.3",
        "示范班组评选周期", "election of the model team";
    "regulator.report" each(1, Quarter), None, Lower, "VI.5.1",
        "向应急管理部门报告周期", "report to the emergency authority";
    "external.audit" each(2, Year), None, Lower, "VI.5.2" ["C-18"],
        "第三方专项审计周期", "special audit by an outside body";
    "external.audit.focus" fixed(3), Items, NotCompared, "VI.5.2",
        "第三方审计重点数", "points of focus of the outside audit";
    "camera.detects" fixed(3), Items, NotCompared, "VI.6.1",
        "摄像识别的信号数", "signals that the camera detects";
}
