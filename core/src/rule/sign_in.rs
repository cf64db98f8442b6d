//! Rows: the plan that a session stems from (PL) and the sign-in sheet (SG). Source: I.4.2, II.2.2, II.3, III.2.1, III.3.

use super::basis::LAW_28_4;
use super::row::{Also, Asked::All, ROW, Rule, rules};
use super::terms::Remedy::{Correct, Explain, Repeat, Supply};
use super::terms::{Facet::*, Family, Grade::*, Severity::*, Step};

rules! {
    PLAN from Rule { family: Family::Plan, ..ROW };

    PL_08 = "PL-08", "session-without-plan" {
        zh: "本场培训未对应任何在培训当日有效的计划项目。",
        en: "The session refers to no plan item that was in force on its date.",
        grade: Some(General), remedy: Some(Supply), clauses: &["I.4.2", "II.2.2"], facets: All(&[Plan]),
        why_zh: "记录须能从计划追溯到结果，没有计划项目，闭环就断在起点。补附培训当日有效的年度或专项计划项目；事后制定的计划不作数。",
        why_en: "A record must be traceable from plan to result; without a plan item the loop is broken at its start. Attach the annual or special plan item in force on that day; a plan made afterwards does not count.",
        observed_zh: "没有计划项目，或培训日期",
        observed_en: "no plan item, or the date of the session",
        expected_zh: "培训当日有效的计划项目及其有效期",
        expected_en: "a plan item in force on that date, with its first and last day",
        asked_from: Step::Planned,
    }
}

rules! {
    NOTICE from Rule { family: Family::Plan, ..ROW };

    PL_15 = "PL-15", "notice-missing-or-late" {
        zh: "本场培训没有培训通知，或通知在培训开始后才发出。",
        en: "No training notice exists for the session, or it was sent after the session started.",
        severity: W, clauses: &["II.3.1", "IV.2.3"], facets: All(&[Notice]),
        why_zh: "人力资源部按计划发出通知并组织人员参训，抽查时以通知核对实际的时间、地点和内容。已发的通知补附归入；未发或迟发的书面说明原因。",
        why_en: "Human resources notify and organise the participants, and the spot check compares the notice with what took place. Attach a notice that was sent; explain in writing why there was none or why it came late.",
        observed_zh: "没有通知，或通知发出的时刻",
        observed_en: "no notice, or when it was sent",
        expected_zh: "培训开始之前发出的通知",
        expected_en: "a notice sent not after the start",
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
        observed_zh: "签到表实际发放的时刻",
        observed_en: "when the sheet was issued",
        expected_zh: "最迟应发放的时刻",
        expected_en: "the latest stamp at which it was due",
        moved_by: &["signin.issue_before"],
    }
    SG_02 = "SG-02", "signature-missing" {
        zh: "签到表缺少参训人员的本人签名（手写签名或认可的电子扫码）。",
        en: "A participant's own signature (handwritten or an accepted electronic scan) is missing.",
        grade: Some(General), remedy: Some(Supply),
        why_zh: "本人签名是到场的直接证据；经批准的代签不算缺签，但该人员按缺席计。已签而未归入的补交原件；从未签过的无从补交，须重新培训。",
        why_en: "A person's own signature is the direct proof of presence; an authorised proxy is no missing signature, but the person counts as absent. File the original where it exists; what was never signed cannot be supplied, and the training is repeated.",
        observed_zh: "没有签名，或签名不能采信",
        observed_en: "no signature, or one that does not count",
        expected_zh: "手写签名，或扫码通过的电子签名",
        expected_en: "by hand, or electronic with an accepted scan",
        moved_by: &["proofs.online"],
    }
    SG_03 = "SG-03", "employee-number-missing" {
        zh: "签到表上有人员未填工号（非本单位员工未填人员标识）。",
        en: "A sign-in entry carries no employee number (for a person who is not an employee: no person key).",
        grade: Some(General), remedy: Some(Supply),
        why_zh: "姓名会重复，只有工号能把签名对应到人。补填工号，非本单位员工补填登记的人员标识。",
        why_en: "Names recur; only a number ties a signature to one person. Add the employee number, or the registered person key of somebody who is not an employee.",
        observed_zh: "该签到行没有编号",
        observed_en: "the entry bears no number",
        expected_zh: "工号；非本单位员工为人员类别和标识",
        expected_en: "the employee number; of others the kind of person and their key",
    }
    SG_04 = "SG-04", "proxy-without-statement" {
        zh: "有人代他人签到，且没有代签书面说明。",
        en: "Somebody signed in for another person and there is no written statement.",
        grade: Some(Severe), remedy: Some(Repeat), clauses: &["III.2.1", "III.3.3"], basis: &[LAW_28_4],
        why_zh: "代签须有书面说明并经部门负责人签字，没有书面说明的代签按虚假记录论处。立即上报，有关人员重新培训。",
        why_en: "Signing for another person needs a written statement and the signature of the department head; without the statement it counts as a false record. Report it at once and repeat the training.",
        observed_zh: "没有书面说明",
        observed_en: "no statement",
        expected_zh: "代签的书面说明",
        expected_en: "a written statement",
    }
    SG_05 = "SG-05", "proxy-without-head" {
        zh: "代签没有部门负责人签字，或由代签人自己签批，或签批晚于移交时限。",
        en: "A proxy signature lacks the signature of the department head, was approved by the proxy personally, or was approved after the hand-over deadline.",
        grade: Some(Severe), remedy: Some(Repeat), clauses: &["III.2.1", "III.3.3"],
        why_zh: "代签只有在移交时限前由代签人以外的部门负责人签字才有效，否则按虚假记录论处。立即上报，有关人员重新培训。",
        why_en: "A proxy signature is valid only if the department head, being another person than the proxy, signed before the hand-over deadline; otherwise it counts as a false record. Report it at once and repeat the training.",
        observed_zh: "没有负责人签字、由代签人自批，或签批的时刻",
        observed_en: "no signature of the head, approved by the proxy, or when it was approved",
        expected_zh: "代签人以外的负责人在纸质移交截止前签字",
        expected_en: "signed by the head, not the proxy, by the due of the hand-over",
        moved_by: &["submit.paper.limit"],
    }
    SG_06 = "SG-06", "sheet-heading-wrong" {
        zh: "签到表的培训名称、日期或场次缺失或与记录不一致，或签到表不是在应发放的当日发放。",
        en: "Training name, date or session on the sheet is missing or differs from the record, or the sheet was not issued on the day on which it was due.",
        grade: Some(General), remedy: Some(Correct),
        why_zh: "签到表只能证明其所属场次的到场情况，张冠李戴即失去证明作用。核实后更正签到表，注明更正人、时间和原因。",
        why_en: "A sheet proves presence only for the session to which it belongs. Verify and correct it by an amendment that says who changed it, when and why.",
        observed_zh: "有误的表头字段：name、date、session_no、issued_at",
        observed_en: "the fields that are wrong: name, date, session_no, issued_at",
        expected_zh: "与记录相同的名称、日期和场次，当日发放",
        expected_en: "name, date and session of the record, issued on its day",
        moved_by: &["signin.issue_before"],
    }
    SG_07 = "SG-07", "electronic-scan-rejected" {
        zh: "电子签到没有扫码记录，或扫码因过期、非本场次或内容被改动而未通过。",
        en: "An electronic sign-in has no scan, or its scan was rejected as expired, of another session or altered.",
        severity: W, grade: Some(Minor), remedy: Some(Explain),
        why_zh: "电子签到以扫码核验代替手写签名，核验未通过就不知道是谁在何时签到。书面说明原因；该人员是否到场须另有证据，签名本身按缺签判定。",
        why_en: "In an electronic sign-in the checked scan stands for the hand; without it nobody knows who signed and when. Explain what happened in writing; the signature itself counts as missing and is judged apart.",
        observed_zh: "没有扫码，或扫码未通过的原因",
        observed_en: "no scan, or why it was rejected",
        expected_zh: "通过核验的扫码",
        expected_en: "an accepted scan",
    }
    SG_08 = "SG-08", "signed-twice" {
        zh: "同一人员在同一张签到表上重复签到。",
        en: "The same person is signed in more than once on one sheet.",
        grade: Some(General), remedy: Some(Correct), clauses: &["III.3.3"],
        why_zh: "重复签到虚增参训人数，也可能掩盖代签。向当事人核实后，以更正方式划去多余的一行。",
        why_en: "A double entry inflates attendance and may hide a proxy signature. Verify it with the person and strike the surplus line by an amendment.",
        observed_zh: "人员编号（隐去部分）与出现次数",
        observed_en: "the number of the person, masked, and how often it occurs",
        expected_zh: "每人只签一次",
        expected_en: "each person once",
    }
    SG_09 = "SG-09", "signed-versus-planned" {
        zh: "签到人员（或人数）与计划参训人员（或人数）不一致。",
        en: "The people (or number) signed in differ from the people (or number) planned.",
        severity: W, grade: Some(Minor), remedy: Some(Explain), clauses: &["III.3.2"], facets: All(&[SignIn, Plan]),
        why_zh: "初审须核对签到人数与计划人数，经批准的代签按缺席计。书面说明缺席与增加的人员及其原因。",
        why_en: "The first review compares attendance with the plan; an authorised proxy entry counts as absent. Explain in writing who was absent or added, and why.",
        observed_zh: "缺席与计划外的人员，或签到人数",
        observed_en: "who was absent and who was not planned, or the number signed in",
        expected_zh: "计划的人员或人数",
        expected_en: "the people or the number planned",
    }
    SG_10 = "SG-10", "signed-versus-present" {
        zh: "签到人员（或人数）与监督、扫码或摄像观察到的在场人员（或人数）不一致。",
        en: "The people (or number) signed in differ from those observed present by supervisor, scan or camera.",
        grade: Some(General), remedy: Some(Correct), clauses: &["II.2.2", "VI.6.1", "V.5.1"],
        facets: All(&[SignIn, Supervision]), basis: &[LAW_28_4],
        also: Some(Also {
            severity: W, grade: Some(General), suspected: false, remedy: Some(Correct),
            zh: "来源的置信度低于规定值且未经人工确认", en: "source below `ai.min_confidence`, unconfirmed",
        }),
        why_zh: "现场监督的重点是签到与实际到岗是否一致，法律要求如实记录参加人员。逐人核实，以更正方式改正签到或观察中有误的一方；识别结果不可靠的先由人工确认。",
        why_en: "Supervision looks first at whether those signed in were there, and the law demands a true record of the participants. Verify person by person and amend whichever side is wrong; have an uncertain recognition confirmed by a person first.",
        observed_zh: "签到而未见、见到而未签到的人员，或见到的人数",
        observed_en: "who signed in and was not seen, who was seen and had not signed in, or the number seen",
        expected_zh: "签到的人员或人数",
        expected_en: "the people or the number signed in",
        moved_by: &["camera.tolerance", "ai.min_confidence"],
    }
    SG_11 = "SG-11", "same-hand-or-device" {
        zh: "同一张签到表上两人以上的签名图像相同，或由同一台设备扫码签到。",
        en: "Two or more people on one sheet share one signature image or one scanning device.",
        grade: Some(Severe), suspected: true, remedy: Some(Repeat), clauses: &["III.3.3"], basis: &[LAW_28_4],
        also: Some(Also {
            severity: W, grade: Some(Minor), suspected: false, remedy: Some(Explain),
            zh: "仅设备相同", en: "only the device is shared",
        }),
        why_zh: "两人的签名不会是同一图像，此种情形涉嫌代签，须先核实；查实的按虚假记录处理并重新培训。仅共用一台设备的，书面说明该设备由谁保管使用。",
        why_en: "No two hands give the same image, so this is a suspected proxy signature and has to be verified; once confirmed it is a false record and the training is repeated. Where only the device is shared, explain in writing who kept and used it.",
        observed_zh: "共用同一签名图像或设备的签到行数",
        observed_en: "how many entries share one signature image or one device",
        expected_zh: "各人各自的签名与设备",
        expected_en: "each person's own",
    }
    SG_12 = "SG-12", "overlapping-sessions" {
        zh: "同一人员在时间重叠的两场培训中均有本人签到或为他人代签。",
        en: "One person is signed in, or signed for somebody else, in two sessions that overlap in time.",
        grade: Some(Severe), suspected: true, remedy: Some(Repeat), clauses: &["III.3.3"], basis: &[LAW_28_4],
        between_records: true,
        why_zh: "一个人不能同时出现在两处，其中一处签到涉嫌代签或虚假；前一场结束即后一场开始的不算重叠。先约谈核实，时间误记的更正，查实的重新培训。",
        why_en: "Nobody is in two places at once: one of the entries is suspected to be a proxy or untrue; where one session ends as the other starts they do not overlap. Verify it by interview first; correct a slip in the times, and repeat the training if it is confirmed.",
        observed_zh: "同一人员在另一场重叠培训中的签到（other_line 为其行号）",
        observed_en: "the same person in a session that overlaps (its line is other_line)",
        expected_zh: "同一时间只在一场培训",
        expected_en: "one session at a time",
    }
    SG_13 = "SG-13", "person-unknown" {
        zh: "有参训人员未在人员名册中登记、培训当日不在职，或登记的姓名不同。",
        en: "A participant is unknown to the register, not employed on that day, or registered under another name.",
        grade: Some(General), remedy: Some(Correct), clauses: &["II.3.2", "III.2.1"],
        also: Some(Also {
            severity: W, grade: Some(General), suspected: false, remedy: Some(Correct),
            zh: "仅姓名不同", en: "only the name differs",
        }),
        why_zh: "培训记录要归入本人档案，工号在名册中查不到或对不上，记录就无处可归。核对工号与姓名，记录有误的更正记录，名册有误的更正名册。",
        why_en: "A training record goes into the file of a person, and a number that the register does not know leads to none. Check number and name, and correct the record or the register, whichever is wrong.",
        observed_zh: "名册中没有、当日不在职，或名册中姓名不同",
        observed_en: "not in the register, not employed on that day, or another name in the register",
        expected_zh: "名册中有、当日在职的人员",
        expected_en: "a person of the register, employed on that day",
    }
    SG_14 = "SG-14", "sign-in-off-window" {
        zh: "签到时间早于签到表发放，或晚于培训结束。",
        en: "A sign-in lies before the issue of the sheet or after the end of the session.",
        severity: W, grade: Some(Minor), remedy: Some(Explain),
        why_zh: "签到表发放之前和培训结束之后都不可能正常签到，此种时间多为补签或误记。书面说明该人员实际到场的时间和误差原因。",
        why_en: "Nobody can sign before the sheet is there, and a signature after the end shows no presence. Explain in writing when the person was there and how the time came about.",
        observed_zh: "签到的时刻",
        observed_en: "when the person signed in",
        expected_zh: "从签到表发放到培训结束",
        expected_en: "from the issue of the sheet to the end of the session",
    }
}
