//! Rows: three proofs in one (TP, 三证合一), traces of high-risk training (TR), the five musts (FV, 五个必做).
//! Source: IV.2.1, IV.2.2, IV.3.2, C-13, C-31.

use super::row::{Asked::All, Asked::Any, Breaks::*, ROW, Rule, rules};
use super::terms::Remedy::{Repeat, Supply};
use super::terms::{Facet, Facet::*, Family, Grade::General};

rules! {
    PROOFS from Rule {
        family: Family::Proofs, clauses: &["IV.2.1"], grade: Some(General), remedy: Some(Supply), breaks: Validity, ..ROW
    };

    TP_01 = "TP-01", "proof-sign-in-missing" {
        zh: "缺少证明到场的签到表，或签到表上没有任何签名。",
        en: "The sign-in sheet that proves presence is missing or holds no signed entry.",
        facets: All(&[SignIn]),
        why_zh: "签到表证明人员到场，是“三证合一”的第一证。补交本场的签到表原件。",
        why_en: "The sign-in sheet proves presence and is the first of the three proofs. File the original sheet of this session.",
        observed_zh: "没有签到表、没有签名，或缺少登录记录",
        observed_en: "no sheet, no signed entry, or no log-in trace",
        expected_zh: "有签名的签到表；线上为登录记录",
        expected_en: "a sign-in sheet with signatures; online the log-in trace",
        moved_by: &["proofs.general", "proofs.special_operation", "proofs.per_kind", "proofs.online"],
    }
    TP_02 = "TP-02", "proof-video-insufficient" {
        zh: "缺少证明培训实施的视频，或本场时段内的视频时长不足（重叠部分只计一次）。",
        en: "The video that proves the training took place is missing or too short within the session (overlaps count once).",
        facets: All(&[Video]),
        why_zh: "视频证明培训确已实施，方案要求不少于15分钟，只计培训起止时间内的部分。补交本场尚未归入的视频片段。",
        why_en: "The video proves that the training took place; the scheme demands 15 minutes, and only what lies within the session counts. File clips of this session that were left out.",
        observed_zh: "没有视频，或本场时段内的时长",
        observed_en: "no video, or the minutes inside the session",
        expected_zh: "规定的最短时长；线上为录屏",
        expected_en: "the least length; online the recording",
        moved_by: &["video.min", "proofs.general", "proofs.special_operation", "proofs.per_kind", "proofs.online"],
    }
    TP_03 = "TP-03", "proof-exam-missing" {
        zh: "缺少证明掌握程度的试卷或实操评分表。",
        en: "The exam paper or practical sheet that proves mastery is missing.",
        facets: All(&[Facet::Assessment]), breaks: ValidityOrSpecialCompleteness,
        why_zh: "试卷证明人员已经掌握；特种作业培训以操作证复印件代之，缺试卷只影响完整性。补交已有的试卷或实操评分表。",
        why_en: "The paper proves mastery; for special operation the copy of the certificate takes its place, and a missing paper only breaks completeness. File the paper or practical sheet that exists.",
        observed_zh: "没有试卷，也没有实操评分表",
        observed_en: "none",
        expected_zh: "试卷或实操评分表；线上为在线测试",
        expected_en: "an exam paper or a practical sheet; online the test",
        moved_by: &["proofs.general", "proofs.special_operation", "proofs.per_kind", "proofs.online"],
    }
    TP_04 = "TP-04", "proof-certificate-missing" {
        zh: "缺少特种作业操作证复印件。",
        en: "The copy of the special-operation certificate is missing.",
        facets: All(&[Certificates]),
        why_zh: "特种作业培训以操作证复印件作为三证之一。补交有关人员的操作证复印件。",
        why_en: "For special operation the copy of the certificate is one of the three proofs. File the copies of the people trained.",
        observed_zh: "没有复印件",
        observed_en: "none",
        expected_zh: "操作证复印件",
        expected_en: "a copy of the certificate",
        moved_by: &["proofs.general", "proofs.special_operation", "proofs.per_kind", "proofs.online"],
    }
    TP_05 = "TP-05", "record-invalid" {
        zh: "该类培训应有的证明缺少至少一项，记录无效。",
        en: "At least one proof demanded for this kind of training is missing: the record is invalid.",
        facets: Any(&[SignIn, Video, Facet::Assessment, Certificates]), remedy: Some(Repeat),
        why_zh: "“三证合一”缺一即为无效记录，不得通过审核。所缺证明补齐后本项随之消除；从未形成的证明无从补交，须重新培训并全程留痕。",
        why_en: "With one of the proofs missing a record is invalid and cannot pass the review. The finding goes when the missing proofs are supplied; a proof that never existed means that the training is repeated, traced throughout.",
        observed_zh: "缺少的证明",
        observed_en: "the proofs that are missing",
        expected_zh: "该类培训应有的证明",
        expected_en: "the proofs that the kind must have",
        moved_by: &["proofs.general", "proofs.special_operation", "proofs.per_kind", "proofs.online", "video.min"],
    }
}

rules! {
    TRACES from Rule {
        family: Family::Traces, clauses: &["IV.2.2"], grade: Some(General), remedy: Some(Supply), ..ROW
    };

    TR_01 = "TR-01", "equipment-video-missing" {
        zh: "特种设备培训缺少一名或多名学员的实操视频。",
        en: "A special-equipment training has no video of the practice of one or more trainees.",
        facets: All(&[Video]),
        why_zh: "特种设备培训须逐人留下实操视频，证明学员本人操作过设备。补交所列学员的实操视频。",
        why_en: "Each trainee's practice on special equipment is filmed, as proof that the person has operated it. File the videos of the trainees listed.",
        observed_zh: "没有实操视频的学员（编号隐去部分）",
        observed_en: "the trainees without one, masked",
        expected_zh: "每名学员的实操视频",
        expected_en: "a practice video of each trainee",
    }
    TR_02 = "TR-02", "console-badge-unseen" {
        zh: "实操视频未显示操作台编号或学员本人的工牌。",
        en: "The practice video does not show the console number or the trainee's own badge.",
        facets: All(&[Video]),
        why_zh: "操作台编号与工牌把视频对应到具体设备和本人。补交能看清二者的视频片段。",
        why_en: "Console number and badge tie the video to one machine and one person. File footage on which both can be read.",
        observed_zh: "没有操作台编号、没有工牌，或不是本人的工牌",
        observed_en: "no console number, no badge, or another's badge",
        expected_zh: "操作台编号和学员本人的工牌",
        expected_en: "console number and the trainee's own badge",
    }
    TR_03 = "TR-03", "drill-data-missing" {
        zh: "应急演练没有演练记录，或演练记录缺少启动时间、各小组响应时间或物资调用明细。",
        en: "A drill has no drill log, or the log lacks start time, group response times or the detail of material used.",
        facets: All(&[Facet::Musts]),
        why_zh: "这三项数据是评价应急响应能力的依据。按演练现场的原始记录补全。",
        why_en: "These data are what the ability to respond is judged by. Complete the log from the notes made during the drill.",
        observed_zh: "没有演练日志，或缺少的栏目",
        observed_en: "no drill log, or what it lacks",
        expected_zh: "开始时间、各组响应、物资使用",
        expected_en: "start, response of each group, material used",
    }
    TR_04 = "TR-04", "minutes-or-signatures-missing" {
        zh: "管理人员培训缺少会议纪要或参会人员签字页。",
        en: "A management training lacks the minutes or the attendees' signature page.",
        facets: All(&[Facet::Musts]),
        why_zh: "会议纪要证明内容，签字页证明参会人员，二者缺一不可。补交已有的纪要或签字页。",
        why_en: "The minutes prove what was dealt with, the signature page who attended; both are needed. File the one that is missing.",
        observed_zh: "没有纪要、没有签字页，或两者均无",
        observed_en: "no minutes, no signature page, or neither",
        expected_zh: "会议纪要和签字页",
        expected_en: "minutes and signature page",
    }
}

rules! {
    MUSTS from Rule {
        family: Family::Musts, clauses: &["IV.3.2"], facets: All(&[Facet::Musts]),
        grade: Some(General), remedy: Some(Supply), breaks: Completeness, ..ROW
    };

    FV_01 = "FV-01", "three-level-card-missing" {
        zh: "新员工培训没有三级教育卡，或卡上本级或此前各级的记载缺失，或缺学时、日期、结果或签字。",
        en: "A new-hire record has no three-level card, or the row of its own or an earlier level is missing or lacks hours, date, result or signature.",
        why_zh: "三级教育卡逐级记载公司、车间、班组教育，表明新员工上岗前已逐级合格。补交教育卡，或补全本级及此前各级的记载。",
        why_en: "The card follows a new hire through company, workshop and team level up to the post. File the card, or complete the rows of this level and the earlier ones.",
        observed_zh: "没有教育卡，或缺少、不全的级别",
        observed_en: "no card, or the levels whose row is missing or incomplete",
        expected_zh: "本级及以前各级的学时、日期、结果和签名",
        expected_en: "hours, date, result and signature of each level up to the own",
    }
    FV_02 = "FV-02", "review-form-missing" {
        zh: "特种作业复审培训没有复审记录表。",
        en: "A special-operation review record has no review record form.",
        why_zh: "复审培训须附复审记录表；2026年6月1日起复审制度取消，该日及以后结束的培训不再要求。补交复审记录表。",
        why_en: "A review training comes with its review record form; reviews are gone since 2026-06-01, and sessions that end on or after that day are not asked for it. File the form.",
        observed_zh: "缺少",
        observed_en: "missing",
        expected_zh: "复审记录表",
        expected_en: "a review record form",
        moved_by: &["regime.certificates_from"],
    }
    FV_03 = "FV-03", "consumption-list-missing" {
        zh: "应急演练没有物资消耗清单，也没有未消耗物资的签字声明。",
        en: "A drill record has no material consumption list and no signed statement that none was used.",
        why_zh: "物资消耗清单说明演练消耗了什么、需要补充什么。补交清单；确未消耗物资的，补交签字声明。",
        why_en: "The list says what the drill used up and what has to be restocked. File the list, or the signed statement if nothing was used.",
        observed_zh: "缺少",
        observed_en: "missing",
        expected_zh: "物资消耗清单，或签名的未使用声明",
        expected_en: "a consumption list, or a signed statement that none was used",
    }
    FV_04 = "FV-04", "score-form-missing" {
        zh: "管理人员培训没有考核评分表。",
        en: "A management record has no assessment score form.",
        why_zh: "考核评分表是管理人员培训的必做资料，会议纪要和签字页不能代替。补交考核评分表。",
        why_en: "The score form is a must of management training; minutes and signature page do not replace it. File the form.",
        observed_zh: "缺少",
        observed_en: "missing",
        expected_zh: "考核评分表",
        expected_en: "an assessment score form",
    }
    FV_05 = "FV-05", "effect-report-missing" {
        zh: "转岗、复工、“四新”或专项计划内的培训没有效果评估报告。",
        en: "A transfer, return-to-work, four-new or special-plan training has no effect evaluation report.",
        facets: All(&[Facet::Musts, Plan]),
        why_zh: "专项培训须以效果评估报告说明是否见效，报告含评估表和结论，只有评估表不够。补交效果评估报告。",
        why_en: "Special training has to show in a report whether it had effect; the report is the evaluation form with conclusions, and the form alone is not enough. File the report.",
        observed_zh: "缺少",
        observed_en: "missing",
        expected_zh: "效果评估报告",
        expected_en: "an effect evaluation report",
    }
}
