//! Chapter V (结果应用): compliance match, freeze, accidents, hazards, quizzes and points, warnings.

use super::codes::POINT_PARTS;
use super::given::{count, decimal, each, positive, rows, share, weights};
use crate::policy::value::CadenceKind::{Month, Quarter};

rows! {
    "compliance.report" each(1, Quarter), None, Lower, "V.1.1",
        "法规符合性报告周期", "report on compliance";
    "chain.years" count(3), Years, Higher, "V.1.1" ["C-09"],
        "证据链回溯年限（其间记录不得销毁）", "years of the chain of evidence, inside which nothing is destroyed";
    "freeze.months" positive(3), InARow, Lower, "V.1.2",
        "冻结许可审批的连续未完成月数", "months of uncompleted refresher in a row that freeze the permit";
    "accident.lookback" count(1), Years, Higher, "V.1.3",
        "事故后回查年限", "years looked back after an accident";
    "hazard.repeat_months" positive(3), InARow, Lower, "V.2.2",
        "同类隐患连续出现月数", "months of the same hazard in a row";
    "quiz.cadence" each(1, Month), None, Lower, "V.4.2",
        "安全知识闯关赛周期", "safety quiz";
    "points.weights" weights(POINT_PARTS, &[("Assessment", decimal("0.4")), ("Drills", decimal("0.3")),
        ("Hazards", decimal("0.3"))]), Share, None, "V.4.3",
        "安全积分权重（考核、隐患、演练）", "weights of the safety points";
    "honour.guard.share" share("0.1"), Share, None, "V.4.3" ["C-28"],
        "安全卫士比例（年度前列）", "share of employees honoured each year";
    "alert.fail_run" positive(3), InARow, Lower, "V.5.3" ["C-22"],
        "考核连续不合格预警次数", "failed assessments in a row that raise an alert";
}
