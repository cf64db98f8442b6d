//! What the scheme needs and does not give (parameters.md 2d), second part: a default that harms nobody.

use super::codes::{DRILL_FORMS, INDEX_PARTS, PROOFS, ROUNDING, TEAM_ELEMENTS};
use super::given::{
    DATE, SCORE, all, code, codes, count, counts, decimal, flag, number, of, open, positive, rows, share, shares, text,
    texts, weights,
};
use crate::policy::param::{Lit, ParamKind, TextForm};

/// Code → weight over codes that the host names; the seed, an empty table, means equal weights.
const EQUAL: ParamKind = ParamKind::Shares { keys: &[], weights: true };

rows! {
    "cert.remind_days" counts(&[90, 60, 30, 7, 0]), Days, Superset, "V.1.2" ["C-56"],
        "证书到期提醒提前天数", "days before a certificate date on which to remind";
    "review.content_match_min" share("1"), Share, Higher, "III.3.2",
        "授课内容与计划相符比例下限", "least share of planned topics that must be taught";
    "alert.drill_run" positive(3), InARow, Lower, "V.5.3",
        "演练响应超标预警次数", "drills over target in a row that raise an alert";
    "insight.min_n" positive(5), Items, None, "V.2",
        "统计分析的最少样本数", "least number of cases for an analysis";
    "heat.levels" shares(&["Critical", "High", "Medium"], &[("Critical", decimal("0.4")), ("High", decimal("0.25")),
        ("Medium", decimal("0.1"))]), Share, None, "V.2.1",
        "热力图分级下限（低于中级为低）", "rates from which a cell is Medium, High, Critical; below: Low";
    "shift.night" text(TextForm::ClockSpan, "22:00-06:00"), None, None, "V.2.3",
        "夜班时段（含起点，不含终点）", "night, from inclusive, to exclusive";
    "tenure.new_months" positive(12), Months, None, "V.2.3",
        "新员工工龄界限", "tenure below which a person counts as new";
    "emergency.weights" weights(INDEX_PARTS, &[("Response", decimal("0.4")), ("RoleErrors", decimal("0.3")),
        ("Supplies", decimal("0.3"))]), Share, None, "V.2.3",
        "应急能力指数权重", "weights of the emergency index";
    "points.hazard_full_at" positive(10), Items, None, "V.4.3",
        "隐患上报满分条数", "accepted hazard reports that give full points";
    "sample.rounding" code(ROUNDING, "Ceil"), None, None, "II.7.1, IV.2.3, IV.3.1",
        "抽样数取整方式", "rounding of a sample size";
    "sample.min" positive(1), Items, Higher, "II.7.1, IV.2.3, IV.3.1",
        "抽样最少数", "least size of a sample";
    "rank.rounding" code(ROUNDING, "Ceil"), None, None, "VI.3.3, V.4.3",
        "排名比例取整方式", "rounding of a share of a ranking";
    "rank.ties" code(&["Include", "Exclude"], "Include"), None, None, "VI.3.3, V.4.3",
        "并列名次的处理", "ties at the edge of a ranking";
    "rank.min_departments" positive(5), Items, Lower, "VI.3.3, V.4.3",
        "末位约谈的最少部门数", "departments from which the bottom is called";
    "honour.excellent" number(SCORE, "90"), Score, Higher, "VI.3.2, IV.5.3",
        "优秀分数线", "score from which a result is excellent";
    "honour.min_records" positive(4), Items, Higher, "VI.3.2, IV.5.3",
        "参评最少记录数", "least number of records for an honour";
    "repeat.min" positive(2), Items, Lower, "VI.2.3",
        "重复问题次数", "defects of one kind that count as repeated";
    "repeat.window" positive(12), Months, Higher, "VI.2.3" ["C-53"],
        "重复问题统计期", "window in which they are counted";
    "incident.systematic_min" positive(3), Items, Lower, "IV.5.2" ["C-19"],
        "系统性造假的记录数", "records from which falsification is systematic";
    "penalty.trigger" code(&["NotFixedInTime", "Always"], "NotFixedInTime"), None, None, "IV.5.2" ["C-21"],
        "扣减触发条件（未按期整改或归档后发现；或一律）", "deduction when not fixed in time or found after archiving; or always";
    "penalty.cumulative" code(&["OncePerRecord", "EachElement"], "OncePerRecord"), None, None, "IV.5.2" ["C-21"],
        "扣减累计方式", "how deductions add up";
    "kpi.undefined" code(&["FullMarks", "Undefined"], "FullMarks"), None, None, "VI.3.1" ["C-58"],
        "清单已提供而无到期整改时的得分", "points of rectification when a supplied list has nothing due";
    "share.min_cell" positive(5), Items, Higher, "V.5.2" ["C-28, C-63"],
        "共享数据的最小单元", "least cell of shared data";
    "ai.min_confidence" share("0.9"), Share, Higher, "V.5.1, VI.6.1",
        "智能识别置信度下限（低于则人工确认）", "confidence below which a person confirms";
    "camera.tolerance" count(0), Persons, Lower, "V.5.1, VI.6.1",
        "摄像人数容差", "tolerance of the camera's head-count";
    "compliance.weights" of(EQUAL, Lit::Shares(&[])), Share, None, "V.1.1",
        "符合度权重（空表为均等）", "weights of the compliance score; an empty table = equal";
    "destroy.executor_not_approver" flag(true), None, Higher, "III.6.2",
        "销毁执行人不得为批准人", "an executor of a destruction may not be its approver";
    "drill.accepted_forms" all(DRILL_FORMS), None, Lower, "V.3.1",
        "可计为演练的形式", "forms that count as a drill";
    "elements.team_activity" all(TEAM_ELEMENTS), None, Superset, "II.5.1" ["C-52"],
        "班组活动记录要素", "elements of the team's log book";
    "freeze.no_due_month" code(&["Neutral", "Breaks", "Counts"], "Neutral"), None, None, "V.1.2",
        "无到期复训月份的处理", "a month without due refresher: neutral, breaks the run, counts";
    "wording.asked" flag(true), None, Higher, "IV.1.2",
        "是否审查记录用语", "whether the wording of the content is judged";
    "wording.terms" texts(&[]), None, None, "IV.1.2",
        "词库增补：口语表述及对应术语（两者相同表示该词为规范用语）", "added to the lexicon: expression and trade term; a term that leads to itself is a correct one";
    "wording.without" open(&[]), None, Lower, "IV.1.2",
        "词库中不采用的口语表述", "expressions of the lexicon that are taken out";
    "wording.key_points" open(&[]), None, Superset, "IV.1.2",
        "须加粗或加下划线的关键操作要点", "key operating points that must be bold or underlined";
    "proofs.special_operation" codes(PROOFS, &["SignIn", "Video", "CertificateCopy"]), None, Superset, "IV.2.1" ["C-13"],
        "特种作业培训的证明", "proofs of special-operation training";
    "kpi.weights.completeness" share("0.3"), Share, None, "VI.3.1" ["C-39"],
        "部门考核权重：完整率", "weight of the completeness rate";
    "kpi.weights.archive" share("0.25"), Share, None, "VI.3.1" ["C-39"],
        "部门考核权重：及时归档率", "weight of the archiving rate";
    "kpi.weights.rectification" share("0.25"), Share, None, "VI.3.1" ["C-39"],
        "部门考核权重：问题整改率", "weight of the rectification rate";
    "kpi.weights.effect" share("0.2"), Share, None, "VI.3.1" ["C-39"],
        "部门考核权重：效果达标率", "weight of the effect rate";
    "spot.upload_delay" count(10), Minutes, Lower, "VI.1.2, III.2.3",
        "现场监督实时上传的容许延迟", "delay still taken as real time";
    "supervision.tolerance" count(0), Minutes, Lower, "VI.1.2, III.2.3",
        "全程监督的容许缺口", "gap still taken as the whole session";
    "supervision.required_for" open(&["*"]), None, Superset, "III.2.3, VI.1.2" ["C-27, C-64"],
        "必须现场监督的高危作业标签（*为全部）", "high-risk tags that need supervision on site; * = every tag";
    "staffing.part_time_below" count(500), Persons, Lower, "II.6.1, VII.2.2" ["C-15"],
        "可用兼职记录员的员工数上限（不含）", "employees below which a part-time officer will do";
    "plan.urgent_skips_publicity" flag(true), None, Lower, "III.1.2, III.1.3" ["C-11"],
        "紧急专项计划可免公示", "an urgent special plan skips publicity";
    "conflict.strictest" flag(false), None, Higher, "III.3.1, III.3.2" ["C-05"],
        "时限冲突时从严", "the earlier of two limits applies";
    "rca.any" flag(false), None, Lower, "IV.4.2, VI.2.3" ["C-34"],
        "两种分析方法任一即可", "either method of analysis will do";
    "talent.min_lecturers" positive(1), Items, Higher, "V.3.2",
        "讲师储备下限", "least number of lecturers";
    "talent.horizon" positive(12), Months, Higher, "V.3.2",
        "人才储备预测期", "horizon of the talent forecast";
    "rectify.severe.tolerance" count(1), Hours, Lower, "VI.2.2",
        "严重问题“立即”上报的容许时间", "tolerance of reporting a severe defect at once";
    "points.missing_part" code(&["Zero", "Reweight"], "Zero"), None, None, "V.4.3",
        "积分缺项的处理", "a part of the points that is missing";
    "quality.format.unknown" code(&["NotConforming", "Undefined"], "NotConforming"), None, None, "IV.4.1",
        "格式事实不全时的规范性", "format conformity when a fact is unknown";
    "verify.disagree_min" positive(1), Items, Lower, "IV.2.3",
        "回访不符触发人工确认的次数", "disagreeing answers that ask for a person's confirmation";
    "alert.post_fail_share" share("0.5"), Share, Lower, "V.5.3" ["C-22"],
        "岗位考核场次判为不合格的比例", "share of a post's examinees that makes a session failed for the post";
    "number.near_end" positive(950), Items, None, "II.6.1",
        "序号将尽提醒起点", "sequence from which the end is announced";
    "access.regulator_letter" code(&["Record", "Gate"], "Record"), None, None, "III.5.1",
        "监管机构无授权函时的处理（记录放行或拒绝）", "a regulator without a letter: let in and recorded, or stopped";
    "employee_no.pattern" text(TextForm::Pattern, "[A-Za-z0-9-]{1,32}"), None, None, "III.2.1",
        "工号格式", "pattern of employee numbers";
    "regime.certificates_from" of(DATE, Lit::Text("2026-06-01")), None, NotCompared, "应急管理部令第19号",
        "操作证新制度起始日（其前到期的复审按旧制度）", "first day of the new certificate regime: reviews due before it follow the old one";
}
