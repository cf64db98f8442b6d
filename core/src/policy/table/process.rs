//! Chapter III (过程管理): plan, session, collection and review, archiving, access, destruction, system.

use super::codes::{PACKAGE, PHOTO_VIEWS, VERDICTS};
use super::given::{alias, all, code, count, count_in, each, fixed, fixed_codes, line, positive, rows};
use crate::policy::value::CadenceKind::{Month, Quarter, Week};

rows! {
    "plan.annual.month" count_in(12, 1, 12), MonthOfYear, None, "III.1.1",
        "编制下年度计划的月份", "month in which next year's plan is made";
    "plan.special.limit" count(5), WorkingDays, Lower, "III.1.2",
        "专项计划编制时限（自需求提出）", "limit for a special plan, from the need";
    "plan.publicity" count(3), WorkingDays, Higher, "III.1.3" ["C-11"],
        "计划公示期", "publicity of a plan";
    "signin.issue_before" count(10), Minutes, Higher, "III.2.1",
        "签到表发放提前量", "sheet issued at the latest so long before the start";
    "photos.min" count(3), Items, Higher, "III.2.3",
        "活动照片最少张数（按摘要去重）", "least number of distinct photos";
    "photos.views" all(PHOTO_VIEWS), None, Superset, "III.2.3",
        "照片应有的景别", "views that the photos must show";
    "verdict.values" fixed_codes(VERDICTS), None, NotCompared, "III.2.4",
        "考核结论", "verdicts of an assessment";
    "collect.limit" alias("stage1.limit"), Hours, NotCompared, "III.3.1" ["C-05"],
        "收集装订时限", "limit for collecting and binding";
    "package.parts" all(PACKAGE), None, Superset, "III.3.1, II.4.2",
        "归集材料组成", "parts of the package";
    "review.limit" count(3), WorkingDays, Lower, "III.3.2, IV.3.1",
        "初审时限（自收件）", "limit for the first review, from receipt";
    "review.items" fixed(3), Items, NotCompared, "III.3.2",
        "初审核查项数", "checks of the first review";
    "return.limit" count(2), WorkingDays, Lower, "III.3.2" ["C-05"],
        "退回补充时限（自退回）", "limit for completing a returned record";
    "scan.dpi_min" positive(300), Dpi, Higher, "III.4.2" ["C-06"],
        "扫描分辨率下限", "least resolution of a scan";
    "storage.cabinet_label" line("安全生产培训"), None, None, "III.4.2",
        "档案柜标识", "label of the cabinet";
    "access.superior_levels" count(1), Levels, Lower, "III.5.1" ["C-28"],
        "可查阅下属记录的上级层数", "levels of superiors who may read a person's records";
    "hr.extract" each(1, Quarter), None, Lower, "III.5.3" ["C-14"],
        "向人力资源部提供摘录的周期", "extract for human resources";
    "hr.sync" code(&["RealTime", "OnEvent", "Quarterly"], "RealTime"), None, None, "VII.1.2, II.3.2" ["C-14"],
        "人事档案同步方式", "synchronisation with the personnel file";
    "destroy.lead" count(30), Days, None, "III.6.1" ["C-30"],
        "期满前启动销毁程序的提前量", "start of the destruction procedure before expiry";
    "destroy.executors" positive(2), Persons, Higher, "III.6.2",
        "销毁执行人数下限", "least number of executors of a destruction";
    "system.check" each(1, Week), None, Lower, "III.7.1" ["C-26"],
        "系统与备份检查周期", "check of system and backup";
    "reconcile.cadence" each(1, Month), None, Lower, "III.7.1",
        "纸电核对周期", "reconciliation of paper and electronic records";
}
