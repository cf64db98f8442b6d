//! What the scheme needs and does not give (parameters.md 2d), first part: the host must set it.
//!
//! External law is a reference here and a preset in `preset`, never a seed: it does not pass or fail anybody unasked.

use super::codes::{HOUR_GROUPS, KINDS, PROOFS};
use super::given::{COUNT, DATE, POSITIVE, SCORE, host, rows};
use crate::policy::param::{Lit, ParamKind};
use crate::policy::value::{Cadence, CadenceKind};
use rust_decimal::Decimal;

const ANY: Decimal = Decimal::from_parts(1000, 0, 0, false, 0);
const BELOW: Decimal = Decimal::from_parts(1000, 0, 0, true, 0);

rows! {
    "hours.refresher.annual_min" host(ParamKind::CountBy { keys: HOUR_GROUPS })
        .against(Lit::CountBy(&[("Manager", 12)]), "3号令第9、13条：负责人与管理人员12学时（五类行业16），五类行业从业人员20学时",
            "Order 3, Arts 9, 13: managers 12 h (listed industries 16), workers of listed industries 20 h"),
        ClassHours, Higher, "I.3",
        "每年复训最低学时（按人员类别）", "least class hours of refresher a year, by group";
    "hours.new_hire.min" host(POSITIVE)
        .against(Lit::Count(24), "3号令第13条：24学时（五类行业72）", "Order 3, Art 13: 24 h (listed industries 72)"),
        ClassHours, Higher, "I.3",
        "新员工岗前培训最低学时", "least class hours of a new hire before work";
    "hours.manager.initial" host(POSITIVE)
        .against(Lit::Count(32), "3号令第9条：32学时（五类行业48）", "Order 3, Art 9: 32 h (listed industries 48)"),
        ClassHours, Higher, "I.3",
        "负责人与安全管理人员初次培训最低学时", "least class hours of the first training of managers";
    "cert.review_interval" host(POSITIVE)
        .against(Lit::Count(3), "2026-05-31前：每3年复审、6年有效（30号令）；2026-06-01起：无复审，每6年换证",
            "until 2026-05-31: review every 3 years, valid 6 (Order 30); from 2026-06-01: no review, renewal every 6 years"),
        Years, Lower, "V.1.2, V.5.3",
        "特种作业操作证复审（换证）间隔", "interval of the review or renewal of a special-operation certificate";
    "return_to_work.absence" host(POSITIVE)
        .against(Lit::Count(12), "3号令第17条：离岗一年以上；部分省份6个月", "Order 3, Art 17: one year; some provinces six months"),
        Months, Lower, "I.3",
        "离岗多久须复工培训", "absence from which training for the return is due";
    "assess.pass_mark" host(SCORE), Score, Higher, "III.2.4",
        "合格分数线", "pass mark";
    "drill.target" host(ParamKind::CountBy { keys: &[] }), Minutes, Lower, "V.5.3, V.2.3",
        "演练响应时间目标（按演练类型）", "target of the response time, by type of drill";
    "env.temperature" host(ParamKind::Interval { min: BELOW, max: ANY })
        .see("档案库房惯例14–24℃", "archive practice: 14 to 24 °C"), Celsius, None, "VII.2.3" ["C-59"],
        "档案室温度范围", "temperature of the archive";
    "env.humidity" host(ParamKind::Interval { min: Decimal::ZERO, max: Decimal::ONE })
        .see("档案库房惯例45%–60%", "archive practice: 45 % to 60 %, written as 0.45 and 0.6"), Share, None,
        "VII.2.3" ["C-59"],
        "档案室相对湿度范围（小数）", "relative humidity of the archive, as fractions of 1";
    "drill.cadence" host(ParamKind::Cadence)
        .against(Lit::Cadence(Cadence { every: 1, kind: CadenceKind::Year }), "88号令第33条：每年至少一次；所列行业每半年一次",
            "Order 88, Art 33: yearly; half-yearly in listed industries"),
        None, Lower, "I.3, V.3.1" ["C-57"],
        "应急演练周期", "emergency drills";
    "number.department_codes" host(ParamKind::TextBy), None, NotCompared, "II.6.1, III.4.1" ["C-35"],
        "部门代码表（代码→组织单位）", "department codes of record numbers: code to unit";
    "number.type_codes" host(ParamKind::CodesBy { keys: &[], of: KINDS }), None, NotCompared,
        "II.6.1, III.4.1" ["C-35"],
        "培训类型代码表（代码→培训类型）", "type codes of record numbers: code to training kinds";
    "revision.2023" host(DATE).see("制度未载具体日期", "the scheme does not give the day"), None, NotCompared, "VI.4.2" ["C-04"],
        "2023年修订的生效日", "day on which the revision of 2023 took effect";
    "alert.lead" host(COUNT).see("不设则仅在逾期时提醒", "without it an alert is raised only when overdue"), Hours, None,
        "II.4.2, III.3.1, VII.1.2",
        "到期提醒提前量", "lead of an alert before a deadline";
    "rectify.reexam.limit" host(POSITIVE)
        .against(Lit::Count(10), "惯例10个工作日", "customary: 10 working days"), WorkingDays, Lower, "IV.3.3",
        "补考时限", "limit for a re-examination";
    "training.validity" host(ParamKind::CountBy { keys: KINDS }), Months, Lower, "V.1.1",
        "培训有效期（按培训类型）", "months for which a training counts, by kind";
    "hours.minutes_per_class_hour" host(ParamKind::Count { min: 1, max: 1440 })
        .against(Lit::Count(45), "惯例45分钟", "customary: 45 minutes"), Minutes, Higher, "I.3",
        "每学时分钟数", "minutes of a class hour";
    "backup.disc.every" host(POSITIVE).against(Lit::Count(1), "建议每月", "suggested: monthly"), Months, Lower, "III.4.2" ["C-26"],
        "异地备份光盘周期", "interval of the off-site backup discs";
    "proofs.online" host(ParamKind::Codes { of: PROOFS, empty: false }), None, Superset, "X.8",
        "线上培训的证明", "proofs of an online session";
}
