//! Rows: what people owe before and while they work (OB), and what a plan owes them (PL-10, PL-12). Source: I.3, II.3.1, V.4.1.
//!
//! No record is asked these rules: they are judged of people and of plan items, in `plan`.

use super::row::{Also, Asked::All, ROW, Rule, rules};
use super::terms::{Family, Severity::*};

const LAW_28_1: &str = "安全生产法 28(1)";
const LAW_27_2: &str = "安全生产法 27(2)";
const LAW_29: &str = "安全生产法 29";
const LAW_30: &str = "安全生产法 30";
const ORDER_3_9: &str = "3号令 9";
const ORDER_3_12: &str = "3号令 12";
const ORDER_3_13: &str = "3号令 13";
const ORDER_3_17: &str = "3号令 17";
const ORDER_3_17_2: &str = "3号令 17(2)";
const EMERGENCY_8_2: &str = "事故应急条例 8(2)";
const ORDER_88_33: &str = "88号令 33";

rules! {
    OF_THE_PLAN from Rule { family: Family::Plan, clauses: &["II.3.1"], facets: All(&[]), ..ROW };

    PL_10 = "PL-10", "key-post-uncovered" {
        zh: "本期应训的新员工、转岗人员或特种作业人员没有已完成并已记录的培训，覆盖率不足。",
        en: "A new, transferred or special-operation employee due in the period has no completed and recorded training, so that coverage falls short.",
        basis: &[LAW_28_1],
        why_zh: "方案要求新员工、转岗、特种作业等关键岗位人员全部参训并有记录。按缺训名单补训；记录缺要素或缺证明的先补正。",
        why_en: "The scheme wants everybody new, transferred or in special operations trained and recorded. Train the people on the list; mend records that lack elements or proofs.",
        observed_zh: "期内应训、已训、无法判定的人数和缺训人员",
        observed_en: "how many people were due, were trained and cannot be judged, and who is missing",
        expected_zh: "制度规定的关键岗位人员覆盖率",
        expected_en: "the share of the people of key posts that the policy asks for",
        moved_by: &["coverage.key_posts", "new_hire.levels", "regime.certificates_from"],
    }
    PL_12 = "PL-12", "planned-hours-short" {
        zh: "计划项目的学时少于制度对该类培训规定的最低学时。",
        en: "The hours of a plan item are below the minimum that the policy prescribes for its kind.",
        clauses: &["III.1.1", "I.3"], basis: &[ORDER_3_9, ORDER_3_13],
        why_zh: "计划学时不够，执行得再好也达不到最低学时。增加计划学时；制度未设最低学时的不作判断。",
        why_en: "Where the plan is too short, carrying it out well does not reach the minimum. Plan more hours; without a minimum in the policy nothing is judged.",
        observed_zh: "比最低学时少的分钟数",
        observed_en: "the minutes that are short",
        expected_zh: "该类培训的最低学时，折合为分钟",
        expected_en: "the minimum of that kind, in minutes",
        moved_by: &[
            "hours.new_hire.min",
            "hours.refresher.annual_min",
            "hours.manager.initial",
            "hours.minutes_per_class_hour",
        ],
    }
}

rules! {
    OBLIGATIONS from Rule { family: Family::Obligation, clauses: &["I.3"], facets: All(&[]), ..ROW };

    OB_01 = "OB-01", "three-levels-incomplete" {
        zh: "新员工上岗前未通过公司级、车间级、班组级三级安全教育。",
        en: "A new hire has not passed company, workshop and team level before taking up the post.",
        basis: &[ORDER_3_12],
        also: Some(Also {
            severity: W, grade: None, suspected: false, remedy: None,
            zh: "三级均已通过，只是先后次序不符", en: "all passed, only the order is wrong",
        }),
        why_zh: "新员工须自公司级、车间级至班组级逐级受教育并考核合格，方可上岗。补训所缺级别并考核合格；岗前学时不足的补足，制度未设最低学时的不作判断；次序不符的书面说明。",
        why_en: "A new hire is trained and passes from company over workshop to team level before the first day at work. Train and pass the missing levels; make up hours that fall short, which nobody can judge without a minimum in the policy; explain a wrong order in writing.",
        observed_zh: "未通过、不合格或已过期的级别，或次序不符，或岗前学时不足",
        observed_en: "the level that is missing, failed or lapsed, or a wrong order, or that the hours fall short",
        expected_zh: "各级均在上岗前依次通过，并达到岗前最低学时",
        expected_en: "each level passed before the work, in its order, and the least hours before the work",
        moved_by: &["new_hire.levels", "training.validity", "hours.new_hire.min", "hours.minutes_per_class_hour"],
    }
    OB_02 = "OB-02", "refresher-hours-short" {
        zh: "员工在上一个已结束的日历年度的复训学时少于规定的最低学时。",
        en: "An employee's refresher hours of the last closed calendar year are below the annual minimum.",
        basis: &[ORDER_3_9, ORDER_3_13],
        why_zh: "在岗人员每年须完成规定学时的复训，学时不跨年结转；年度未结束前不算不足。补足所欠学时，补训记录注明所补年度；制度未设最低学时的不作判断。",
        why_en: "People at work complete the prescribed hours each year, and no hours are carried over; a year that is not over is short of nothing yet. Make up what is short and name the year that is made up; without a minimum in the policy nothing is judged.",
        observed_zh: "学时不足的年度",
        observed_en: "the year that is short of hours",
        expected_zh: "该年度的最低复训学时",
        expected_en: "the minimum of refresher hours of that year",
        moved_by: &["hours.refresher.annual_min", "hours.minutes_per_class_hour"],
    }
    OB_03 = "OB-03", "transfer-return-untrained" {
        zh: "转岗或复工人员上岗前未通过转岗或复工培训。",
        en: "A transferred or returning employee took up the post before passing the transfer or return training.",
        basis: &[ORDER_3_17],
        why_zh: "换岗后风险不同，久离岗位后技能生疏，均须重新培训合格方可上岗。组织转岗或复工培训并考核合格。",
        why_en: "A new post has other risks, and skills fade in a long absence, so both are trained before the work begins. Hold the transfer or return training and have it passed.",
        observed_zh: "转入的岗位或长期离岗后的复工，及其培训未通过、不合格或已过期",
        observed_en: "the new post or the return after a long absence, and that its training is missing, failed or lapsed",
        expected_zh: "转岗或复工培训合格",
        expected_en: "the transfer or return training, passed",
        moved_by: &["return_to_work.absence", "training.validity"],
    }
    OB_04 = "OB-04", "special-certificate-invalid" {
        zh: "作业当日特种作业证书缺失、过期，或依法到期应复审（应复审日期在2026年6月1日前）而未复审。",
        en: "A special-operation certificate is missing, expired or, where a review is still due by law (review date before 2026-06-01), unreviewed on a working date.",
        clauses: &["I.3", "III.4.3"], basis: &[LAW_30],
        why_zh: "特种作业人员须持有效证件方可作业，证件到期即失效。取得、更换证件或完成复审后再安排作业。",
        why_en: "Special operations need a certificate that is in force on the day. Obtain it, renew it or have it reviewed before the work.",
        observed_zh: "作业项目，及证书缺失、过期、尚未生效或复审逾期",
        observed_en: "the operation, and that the certificate is missing, expired, not valid yet or its review overdue",
        expected_zh: "作业当日有效的该项目证书",
        expected_en: "a certificate for it that is in force on the day",
        moved_by: &["regime.certificates_from", "cert.review_interval"],
    }
    OB_05 = "OB-05", "management-qualification-invalid" {
        zh: "管理岗位人员没有有效的安全生产知识和管理能力考核合格证明。",
        en: "A person in a management post has no valid safety qualification certificate.",
        basis: &[LAW_27_2],
        why_zh: "主要负责人和安全生产管理人员须具备相应的知识和能力，高危行业还须经主管部门考核合格。参加资格培训并取得合格证；初次培训学时不足的补足，任职前已取得合格证的除外。",
        why_en: "Principals and safety managers need matching knowledge and ability, and in the dangerous industries the authority examines them. Have the person trained and qualified; make up the hours of the first training where they fall short, unless the certificate is older than the appointment.",
        observed_zh: "管理岗位，及合格证明缺失、过期或尚未生效，或初次培训学时不足",
        observed_en: "the management post, and that the certificate is missing, expired or not valid yet, or that the hours of the first training fall short",
        expected_zh: "当日有效的合格证明；其他管理岗位也可凭资格培训合格；初次培训达到最低学时",
        expected_en: "a certificate in force on the day; for other posts than principals and safety managers the qualification training, passed, will do; the least hours of the first training",
        moved_by: &["training.validity", "hours.manager.initial", "hours.minutes_per_class_hour"],
    }
    OB_06 = "OB-06", "four-new-untrained" {
        zh: "受四新影响的岗位在投用前未完成专门培训。",
        en: "A post affected by a new technology, process, equipment or material was not trained before its use.",
        basis: &[LAW_29, ORDER_3_17_2],
        why_zh: "采用新工艺、新技术、新材料或使用新设备前须专门培训，使作业人员了解其安全特性。完成该项四新培训并考核合格；未载投用日期的不作判断。",
        why_en: "Before something new is used, those who work with it learn its dangers. Hold and pass the training on that item; without the day of first use nothing is judged.",
        observed_zh: "四新项目，及其培训未完成、不合格或已过期",
        observed_en: "the new item, and that its training is missing, failed or lapsed",
        expected_zh: "该项目的四新培训合格",
        expected_en: "the training on that item, passed",
        moved_by: &["training.validity"],
    }
    OB_07 = "OB-07", "drill-training-missing" {
        zh: "本期应有的应急演练或处置培训未以任何认可的形式开展。",
        en: "The emergency drill or response training due in the period is missing in every accepted form.",
        severity: W, clauses: &["I.3", "V.3.1"], basis: &[EMERGENCY_8_2, ORDER_88_33],
        why_zh: "演练和处置培训须按周期开展，技能才不生疏。补做演练或处置培训；制度未设周期的不作判断。",
        why_en: "Drills and response training keep their rhythm, or the skill fades. Hold the drill or the training; without a cadence in the policy nothing is judged.",
        observed_zh: "自何日起没有演练或处置培训",
        observed_en: "the day since which there is no drill or response training",
        expected_zh: "一个周期内以认可的形式参加一次",
        expected_en: "one of an accepted form within the period",
        moved_by: &["drill.cadence", "drill.accepted_forms"],
    }
    OB_08 = "OB-08", "works-without-pass" {
        zh: "在岗人员的岗位应训内容没有考核结论，或最近一次考核结论为不合格。",
        en: "A person works in a post whose required training has no verdict or whose last verdict is Fail.",
        clauses: &["V.4.1", "III.2.4"], basis: &[LAW_28_1],
        why_zh: "未经教育培训合格的不得上岗作业，事故案例多由此而起。停止安排该项作业，重新培训并考核合格。",
        why_en: "Who has not passed may not work, and accidents begin there. Take the person off that work until the training is passed.",
        observed_zh: "应训内容，及其没有结论、不合格或已过期",
        observed_en: "the training that is required, and that it has no verdict, was failed or has lapsed",
        expected_zh: "最近一次考核合格",
        expected_en: "passed by its last verdict",
        moved_by: &["training.validity"],
    }
}
