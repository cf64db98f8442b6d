//! Rows: the plan that a session stems from (PL) and the sign-in sheet (SG). Source: I.4.2, II.2.2, III.2.1, III.3.

use super::basis::LAW_28_4;
use super::row::{Also, Asked::All, ROW, Rule, rules};
use super::terms::Remedy::{Correct, Explain, Repeat, Supply};
use super::terms::{Facet::*, Family, Grade::*, Severity::*};

rules! {
    PLAN from Rule { family: Family::Plan, ..ROW };

    PL_08 = "PL-08", "session-without-plan" {
        zh: "本场培训未对应任何在培训当日有效的计划项目。",
        en: "The session refers to no plan item that was in force on its date.",
        grade: Some(General), remedy: Some(Supply), clauses: &["I.4.2", "II.2.2"], facets: All(&[Plan]),
        why_zh: "记录须能从计划追溯到结果，没有计划项目，闭环就断在起点。补附培训当日有效的年度或专项计划项目；事后制定的计划不作数。",
        why_en: "A record must be traceable from plan to result; without a plan item the loop is broken at its start. Attach the annual or special plan item in force on that day; a plan made afterwards does not count.",
    }
}

rules! {
    SIGN_IN from Rule { family: Family::SignIn, clauses: &["III.2.1"], facets: All(&[SignIn]), ..ROW };

    SG_01 = "SG-01", "sheet-issued-late" {
        zh: "签到表未在规定的提前时间发放。",
        en: "The sign-in sheet was issued later than the required time before the start.",
        severity: W, grade: Some(Minor), remedy: Some(Explain),
        also: Some(Also {
            severity: E, grade: Some(Minor), suspected: false, remedy: Some(Explain),
            zh: "培训开始后才发放", en: "issued after the start",
        }),
        why_zh: "方案要求在培训开始前10分钟发放签到表，发放过晚就难以区分按时签到与事后补签。书面说明发放延误的原因。",
        why_en: "The sheet is due 10 minutes before the start, so that signatures given in time can be told from later ones. Explain the delay in writing.",
    }
    SG_02 = "SG-02", "signature-missing" {
        zh: "签到表缺少参训人员的本人签名（手写签名或认可的电子扫码）。",
        en: "A participant's own signature (handwritten or an accepted electronic scan) is missing.",
        grade: Some(General), remedy: Some(Supply),
        why_zh: "本人签名是到场的直接证据；经批准的代签不算缺签，但该人员按缺席计。已签而未归入的补交原件；从未签过的无从补交，须重新培训。",
        why_en: "A person's own signature is the direct proof of presence; an authorised proxy is no missing signature, but the person counts as absent. File the original where it exists; what was never signed cannot be supplied, and the training is repeated.",
    }
    SG_03 = "SG-03", "employee-number-missing" {
        zh: "签到表上有人员未填工号（非本单位员工未填人员标识）。",
        en: "A sign-in entry carries no employee number (for a person who is not an employee: no person key).",
        grade: Some(General), remedy: Some(Supply),
        why_zh: "姓名会重复，只有工号能把签名对应到人。补填工号，非本单位员工补填登记的人员标识。",
        why_en: "Names recur; only a number ties a signature to one person. Add the employee number, or the registered person key of somebody who is not an employee.",
    }
    SG_04 = "SG-04", "proxy-without-statement" {
        zh: "有人代他人签到，且没有代签书面说明。",
        en: "Somebody signed in for another person and there is no written statement.",
        grade: Some(Severe), remedy: Some(Repeat), clauses: &["III.2.1", "III.3.3"], basis: &[LAW_28_4],
        why_zh: "代签须有书面说明并经部门负责人签字，没有书面说明的代签按虚假记录论处。立即上报，有关人员重新培训。",
        why_en: "Signing for another person needs a written statement and the signature of the department head; without the statement it counts as a false record. Report it at once and repeat the training.",
    }
    SG_05 = "SG-05", "proxy-without-head" {
        zh: "代签没有部门负责人签字，或由代签人自己签批，或签批晚于移交时限。",
        en: "A proxy signature lacks the signature of the department head, was approved by the proxy personally, or was approved after the hand-over deadline.",
        grade: Some(Severe), remedy: Some(Repeat), clauses: &["III.2.1", "III.3.3"],
        why_zh: "代签只有在移交时限前由代签人以外的部门负责人签字才有效，否则按虚假记录论处。立即上报，有关人员重新培训。",
        why_en: "A proxy signature is valid only if the department head, being another person than the proxy, signed before the hand-over deadline; otherwise it counts as a false record. Report it at once and repeat the training.",
    }
    SG_06 = "SG-06", "sheet-heading-wrong" {
        zh: "签到表的培训名称、日期或场次缺失或与记录不一致，或签到表不是在应发放的当日发放。",
        en: "Training name, date or session on the sheet is missing or differs from the record, or the sheet was not issued on the day on which it was due.",
        grade: Some(General), remedy: Some(Correct),
        why_zh: "签到表只能证明其所属场次的到场情况，张冠李戴即失去证明作用。核实后更正签到表，注明更正人、时间和原因。",
        why_en: "A sheet proves presence only for the session to which it belongs. Verify and correct it by an amendment that says who changed it, when and why.",
    }
    SG_08 = "SG-08", "signed-twice" {
        zh: "同一人员在同一张签到表上重复签到。",
        en: "The same person is signed in more than once on one sheet.",
        grade: Some(General), remedy: Some(Correct), clauses: &["III.3.3"],
        why_zh: "重复签到虚增参训人数，也可能掩盖代签。向当事人核实后，以更正方式划去多余的一行。",
        why_en: "A double entry inflates attendance and may hide a proxy signature. Verify it with the person and strike the surplus line by an amendment.",
    }
    SG_09 = "SG-09", "signed-versus-planned" {
        zh: "签到人员（或人数）与计划参训人员（或人数）不一致。",
        en: "The people (or number) signed in differ from the people (or number) planned.",
        severity: W, grade: Some(Minor), remedy: Some(Explain), clauses: &["III.3.2"], facets: All(&[SignIn, Plan]),
        why_zh: "初审须核对签到人数与计划人数，经批准的代签按缺席计。书面说明缺席与增加的人员及其原因。",
        why_en: "The first review compares attendance with the plan; an authorised proxy entry counts as absent. Explain in writing who was absent or added, and why.",
    }
    SG_12 = "SG-12", "overlapping-sessions" {
        zh: "同一人员在时间重叠的两场培训中均有本人签到或为他人代签。",
        en: "One person is signed in, or signed for somebody else, in two sessions that overlap in time.",
        grade: Some(Severe), suspected: true, remedy: Some(Repeat), clauses: &["III.3.3"], basis: &[LAW_28_4],
        between_records: true,
        why_zh: "一个人不能同时出现在两处，其中一处签到涉嫌代签或虚假；前一场结束即后一场开始的不算重叠。先约谈核实，时间误记的更正，查实的重新培训。",
        why_en: "Nobody is in two places at once: one of the entries is suspected to be a proxy or untrue; where one session ends as the other starts they do not overlap. Verify it by interview first; correct a slip in the times, and repeat the training if it is confirmed.",
    }
}
