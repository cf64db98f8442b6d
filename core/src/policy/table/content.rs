//! Chapter IV (记录内容与质量): elements, format, proofs, stages, quality targets, accountability.

use super::codes::{ELEMENTS, FOOTER, INCIDENT_GRADES, KINDS, PAPERS, PROOFS, SPOT_METHODS, TRACE_KINDS};
use super::given::{
    alias, all, code, codes, count, each, fixed, fixed_codes, flag, line, number, of, rows, share, size_of, texts,
};
use crate::policy::param::{Lit, ParamKind};
use crate::policy::value::CadenceKind::{HalfYear, Month, Quarter, Year};
use rust_decimal::Decimal;

const SPACING: ParamKind = ParamKind::Decimal { min: Decimal::ONE, max: Decimal::TEN, places: 2 };

rows! {
    "elements.count" count(12), Items, Higher, "IV.1.1" ["C-03"],
        "核心要素数（要素集应有的大小）", "size that the set of core elements must have";
    "elements.required" all(ELEMENTS), None, Superset, "IV.1.1, VI.2.1" ["C-03"],
        "核心要素", "core elements of a record";
    "elements.effect_evaluation" flag(true), None, Higher, "VI.4.2" ["C-03"],
        "要求培训效果评估表（2023年修订起）", "effect evaluation form asked for, since the 2023 revision";
    "wording.example_distance" count(2), Metres, NotCompared, "IV.1.2",
        "规范用语示例中的距离", "distance in the example of wording";
    "format.paper" code(PAPERS, "A4"), None, None, "IV.1.3",
        "纸张（210×297毫米）", "paper size (210 × 297 mm)";
    "format.title" texts(&[("align", "Center"), ("font", "黑体"), ("size_pt", "16")]), None, None, "IV.1.3",
        "标题格式（黑体三号居中）", "format of the title";
    "format.body" texts(&[("font", "宋体"), ("size_pt", "12")]), None, None, "IV.1.3",
        "正文格式（宋体小四）", "format of the body";
    "format.line_spacing" number(SPACING, "1.5"), Lines, None, "IV.1.3",
        "行距", "line spacing";
    "format.header_text" line("安全生产培训记录"), None, None, "IV.1.3",
        "页眉文字（另有企业标志）", "text of the header, beside the company's logo";
    "format.footer" all(FOOTER), None, Superset, "IV.1.3",
        "页脚内容", "contents of the footer";
    "proofs.count" size_of("proofs.general"), Items, Superset, "IV.2.1" ["C-13"],
        "证明数（由证明集得出）", "number of proofs, from the set";
    "proofs.general" codes(PROOFS, &["SignIn", "Video", "ExamPaper"]), None, Superset, "IV.2.1" ["C-13"],
        "三证合一：一般培训的证明", "three proofs in one: proofs of a session";
    "proofs.per_kind" of(ParamKind::CodesBy { keys: KINDS, of: PROOFS }, Lit::CodesBy(&[])), None, Superset,
        "IV.2.1" ["C-13"], "按培训类型另定的证明", "proofs of a training kind, where they differ";
    "video.min" count(15), Minutes, Higher, "IV.2.1",
        "现场视频最短时长（含）", "least length of the video, inclusive";
    "traces.kinds" all(TRACE_KINDS), None, Superset, "IV.2.2" ["C-16, C-31"],
        "需留过程痕迹的培训", "trainings that must leave traces";
    "spot.month.share" share("0.2"), Share, Higher, "IV.2.3" ["C-17"],
        "月度抽查比例", "share of the monthly spot check";
    "spot.methods" all(SPOT_METHODS), None, Superset, "IV.2.3",
        "抽查方式", "methods of the spot check";
    "stages.count" fixed(4), Items, NotCompared, "IV.3.1",
        "核查阶段数", "number of check stages";
    "stage1.limit" count(24), Hours, Lower, "IV.3.1, III.3.1" ["C-05"],
        "部门自查时限（自培训结束）", "limit for the department's self-check, from the session's end";
    "stage2.limit" alias("review.limit"), WorkingDays, NotCompared, "IV.3.1",
        "第二阶段核查时限", "limit for stage 2";
    "audit.quarter.share" share("0.1"), Share, Higher, "IV.3.1" ["C-17"],
        "季度内审抽样比例", "share sampled by internal audit every quarter";
    "external.verify" each(1, Year), None, Lower, "IV.3.1" ["C-18"],
        "第三方核验周期", "verification by a third party";
    "musts.count" fixed(5), Items, NotCompared, "IV.3.2" ["C-31"],
        "五个必做", "number of documents by kind";
    "remedy.slight" alias("rectify.minor"), Hours, NotCompared, "IV.3.3" ["C-19"],
        "轻微缺失补正时限", "limit for a slight gap";
    "quality.accuracy.target" share("0.98"), Share, Higher, "IV.4.1",
        "准确率目标（不低于）", "target of the accuracy rate";
    "quality.completeness.target" share("1"), Share, Higher, "IV.4.1",
        "完整率目标", "target of the completeness rate";
    "quality.timeliness.target" count(24), Hours, Lower, "IV.4.1" ["C-20"],
        "及时性目标（不超过）", "target of the delay of submission";
    "quality.format.target" share("1"), Share, Higher, "IV.4.1",
        "规范率目标", "target of the format conformity rate";
    "quality.report" each(1, Month), None, Lower, "IV.4.1",
        "记录质量分析报告周期", "report on record quality";
    "rca.whys" count(5), Items, Higher, "IV.4.2" ["C-34"],
        "5Why分析步数", "steps of a 5-Why analysis";
    "pdca.check_after" count(3), Months, None, "IV.4.3",
        "PDCA检查间隔", "check after an improvement";
    "quality.meeting" each(1, HalfYear), None, Lower, "IV.4.3" ["C-32"],
        "质量改进会周期", "quality-improvement meeting";
    "penalty.general" share("0.05"), Share, None, "IV.5.2" ["C-21"],
        "一般事故扣减当月绩效比例", "share of the month's performance pay deducted for a general incident";
    "incident.grades" fixed_codes(INCIDENT_GRADES), None, NotCompared, "IV.5.2" ["C-19"],
        "记录质量事故等级（一般、较大、重大）", "grades of an incident";
    "honour.best_recorder" each(1, Month), None, Lower, "IV.5.3",
        "最佳记录员评选周期", "election of the best recorder";
    "honour.contest" each(1, Quarter), None, Lower, "IV.5.3",
        "记录质量竞赛周期", "contest of record quality";
    "honour.pacesetter" each(1, Year), None, Lower, "IV.5.3",
        "标兵评选周期", "election of the pacesetter";
}
