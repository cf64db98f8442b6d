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
    }
    PL_12 = "PL-12", "planned-hours-short" {
        zh: "计划项目的学时少于制度对该类培训规定的最低学时。",
        en: "The hours of a plan item are below the minimum that the policy prescribes for its kind.",
        clauses: &["III.1.1", "I.3"], basis: &[ORDER_3_9, ORDER_3_13],
        why_zh: "计划学时不够，执行得再好也达不到最低学时。增加计划学时；制度未设最低学时的不作判断。",
        why_en: "Where the plan is too short, carrying it out well does not reach the minimum. Plan more hours; without a minimum in the policy nothing is judged.",
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
        why_zh: "新员工须自公司级、车间级至班组级逐级受教育并考核合格，方可上岗。补训所缺级别并考核合格；次序不符的书面说明。",
        why_en: "A new hire is trained and passes from company over workshop to team level before the first day at work. Train and pass the missing levels; explain a wrong order in writing.",
    }
    OB_02 = "OB-02", "refresher-hours-short" {
        zh: "员工的本年度复训学时少于规定的最低学时。",
        en: "An employee's refresher hours of the calendar year are below the annual minimum.",
        basis: &[ORDER_3_9, ORDER_3_13],
        why_zh: "在岗人员每年须完成规定学时的复训，学时不跨年结转。补足所欠学时，补训记录注明所补年度；制度未设最低学时的不作判断。",
        why_en: "People at work complete the prescribed hours each year, and no hours are carried over. Make up what is short and name the year that is made up; without a minimum in the policy nothing is judged.",
    }
    OB_03 = "OB-03", "transfer-return-untrained" {
        zh: "转岗或复工人员上岗前未通过转岗或复工培训。",
        en: "A transferred or returning employee took up the post before passing the transfer or return training.",
        basis: &[ORDER_3_17],
        why_zh: "换岗后风险不同，久离岗位后技能生疏，均须重新培训合格方可上岗。组织转岗或复工培训并考核合格。",
        why_en: "A new post has other risks, and skills fade in a long absence, so both are trained before the work begins. Hold the transfer or return training and have it passed.",
    }
    OB_04 = "OB-04", "special-certificate-invalid" {
        zh: "作业当日特种作业证书缺失、过期，或依法到期应复审（应复审日期在2026年6月1日前）而未复审。",
        en: "A special-operation certificate is missing, expired or, where a review is still due by law (review date before 2026-06-01), unreviewed on a working date.",
        clauses: &["I.3", "III.4.3"], basis: &[LAW_30],
        why_zh: "特种作业人员须持有效证件方可作业，证件到期即失效。取得、更换证件或完成复审后再安排作业。",
        why_en: "Special operations need a certificate that is in force on the day. Obtain it, renew it or have it reviewed before the work.",
    }
    OB_05 = "OB-05", "management-qualification-invalid" {
        zh: "管理岗位人员没有有效的安全生产知识和管理能力考核合格证明。",
        en: "A person in a management post has no valid safety qualification certificate.",
        basis: &[LAW_27_2],
        why_zh: "主要负责人和安全生产管理人员须具备相应的知识和能力，高危行业还须经主管部门考核合格。参加资格培训并取得合格证。",
        why_en: "Principals and safety managers need matching knowledge and ability, and in the dangerous industries the authority examines them. Have the person trained and qualified.",
    }
    OB_06 = "OB-06", "four-new-untrained" {
        zh: "受四新影响的岗位在投用前未完成专门培训。",
        en: "A post affected by a new technology, process, equipment or material was not trained before its use.",
        basis: &[LAW_29, ORDER_3_17_2],
        why_zh: "采用新工艺、新技术、新材料或使用新设备前须专门培训，使作业人员了解其安全特性。完成该项四新培训并考核合格；未载投用日期的不作判断。",
        why_en: "Before something new is used, those who work with it learn its dangers. Hold and pass the training on that item; without the day of first use nothing is judged.",
    }
    OB_07 = "OB-07", "drill-training-missing" {
        zh: "本期应有的应急演练或处置培训未以任何认可的形式开展。",
        en: "The emergency drill or response training due in the period is missing in every accepted form.",
        severity: W, clauses: &["I.3", "V.3.1"], basis: &[EMERGENCY_8_2, ORDER_88_33],
        why_zh: "演练和处置培训须按周期开展，技能才不生疏。补做演练或处置培训；制度未设周期的不作判断。",
        why_en: "Drills and response training keep their rhythm, or the skill fades. Hold the drill or the training; without a cadence in the policy nothing is judged.",
    }
    OB_08 = "OB-08", "works-without-pass" {
        zh: "在岗人员的岗位应训内容没有考核结论，或最近一次考核结论为不合格。",
        en: "A person works in a post whose required training has no verdict or whose last verdict is Fail.",
        clauses: &["V.4.1", "III.2.4"], basis: &[LAW_28_1],
        why_zh: "未经教育培训合格的不得上岗作业，事故案例多由此而起。停止安排该项作业，重新培训并考核合格。",
        why_en: "Who has not passed may not work, and accidents begin there. Take the person off that work until the training is passed.",
    }
}
