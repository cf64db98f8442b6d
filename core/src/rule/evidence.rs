//! Rows: the activity photos (PH) and the assessment (AS). Source: III.2.3, III.2.4, IV.1.1.

use super::basis::LAW_28_4;
use super::row::{Also, Asked::All, ROW, Rule, rules};
use super::terms::Remedy::{Correct, ReExamine, Repeat, Supply};
use super::terms::{Facet, Family, Grade::*, Severity::*};

rules! {
    PHOTOS from Rule {
        family: Family::Photos, clauses: &["III.2.3"], facets: All(&[Facet::Photos]), grade: Some(General), ..ROW
    };

    PH_01 = "PH-01", "photos-too-few" {
        zh: "活动照片少于规定张数（相同图片只计一张）。",
        en: "There are fewer distinct photos than required (copies of one image count once).",
        remedy: Some(Supply),
        why_zh: "方案要求不少于3张活动照片，用来印证培训确已举行。补交当时拍摄而未归入的照片；事后摆拍属于虚构。",
        why_en: "At least 3 photos are to bear out that the training took place. File further photos taken at the time; photos staged afterwards are fabrication.",
        observed_zh: "不重复的照片张数",
        observed_en: "how many distinct photos there are",
        expected_zh: "应有的张数",
        expected_en: "how many are asked",
        moved_by: &["photos.min", "proofs.online"],
    }
    PH_02 = "PH-02", "photo-view-missing" {
        zh: "照片缺少规定的画面（全景、特写或互动）。",
        en: "No photo shows one of the required views (panorama, close-up or interaction).",
        remedy: Some(Supply),
        why_zh: "全景看场地与人员，特写看授课与操作，互动看学员参与，三者合起来才反映全貌。补交当时拍摄的所缺画面。",
        why_en: "Panorama, close-up and interaction together show who was there, what was taught and that people took part. File a photo of the missing view that was taken at the time.",
        observed_zh: "没有该景别的照片",
        observed_en: "no such photo",
        expected_zh: "缺少的景别",
        expected_en: "the view that is missing",
        moved_by: &["photos.views", "proofs.online"],
    }
    PH_03 = "PH-03", "photo-label-missing" {
        zh: "照片未标注拍摄时间或地点。",
        en: "A photo carries no time or no place.",
        grade: Some(Minor), remedy: Some(Supply),
        why_zh: "没有时间和地点的照片无法对应到本场培训。按原始照片的信息补标时间和地点。",
        why_en: "A photo without time and place cannot be tied to the session. Add both from the original image.",
        observed_zh: "没有时间、没有地点，或两者均无",
        observed_en: "no time, no place, or neither",
        expected_zh: "拍摄时间和地点",
        expected_en: "time and place",
        moved_by: &["proofs.online"],
    }
    PH_04 = "PH-04", "photo-label-wrong" {
        zh: "照片的拍摄时间不在培训起止时间内，或拍摄地点不是培训地点。",
        en: "A photo was taken outside the time of the session, or at another place than that of the session.",
        remedy: Some(Correct),
        why_zh: "时间或地点不符的照片不能证明本场培训。标注有误的更正标注，误附其他场次照片的换成本场照片。",
        why_en: "A photo of another time or place proves nothing about this session. Correct a wrong label, or replace a photo that belongs to another session.",
        observed_zh: "时段之外的拍摄时刻，或另一地点",
        observed_en: "a stamp outside the session, or another place",
        expected_zh: "本场的地点和起止时刻",
        expected_en: "the place and the times of the session",
        moved_by: &["proofs.online"],
    }
    PH_05 = "PH-05", "photo-reused" {
        zh: "同一张照片在本记录内重复使用，或同时用于其他记录。",
        en: "The same photo is used more than once in this record, or in another record as well.",
        remedy: Some(Correct),
        also: Some(Also {
            severity: E, grade: Some(Severe), suspected: true, remedy: Some(Repeat),
            zh: "跨记录重复使用", en: "across records",
        }),
        why_zh: "一张照片只能证明一场培训，跨记录重复使用涉嫌虚假记录，须先核实。记录内重复的删去多余并补足张数；跨记录且查实的重新培训。",
        why_en: "One photo proves one session; use in several records is a suspected false record and has to be verified. Inside one record remove the copies and file enough photos; if use across records is confirmed, repeat the training.",
        observed_zh: "同一图像的照片张数；跨记录时为另一记录的行号",
        observed_en: "how many photos have one digest; across records the line of the other",
        expected_zh: "每幅图像只用一次",
        expected_en: "each image once",
        moved_by: &["proofs.online"],
    }
    PH_06 = "PH-06", "photo-not-embedded" {
        zh: "照片未嵌入电子记录。",
        en: "A photo is not embedded in the electronic record.",
        grade: Some(Minor), remedy: Some(Supply),
        why_zh: "单独存放的照片容易与记录脱离或被替换。将照片嵌入电子记录后重新上传。",
        why_en: "A photo kept apart is easily lost or exchanged. Embed it in the electronic record and upload that again.",
        observed_zh: "未嵌入",
        observed_en: "not embedded",
        expected_zh: "嵌入电子记录",
        expected_en: "embedded in the electronic record",
        moved_by: &["proofs.online"],
    }
}

rules! {
    ASSESSMENT from Rule {
        family: Family::Assessment, clauses: &["III.2.4"], facets: All(&[Facet::Assessment]), grade: Some(General), ..ROW
    };

    AS_01 = "AS-01", "assessment-sheet-missing" {
        zh: "记录载明已考核，但未附成绩表、试卷或实操评分表。",
        en: "The record states an assessment, but no score sheet, exam paper or practical sheet for it is attached.",
        remedy: Some(Supply), clauses: &["IV.1.1", "III.2.4"], basis: &[LAW_28_4],
        why_zh: "考核结果须如实入档，没有原件就无从核对。结果已有而未归档的，补交考核原件。",
        why_en: "Results have to be filed truthfully, and without the originals nobody can verify them. The result exists: file the sheets.",
        observed_zh: "有成绩而没有任何表卷",
        observed_en: "results without a sheet",
        expected_zh: "成绩表、试卷或实操评分表",
        expected_en: "a score sheet, papers or practical sheets",
    }
    AS_02 = "AS-02", "paper-not-standard" {
        zh: "理论考试未注明标准化试卷的编号和版本。",
        en: "The theory exam names no standard paper (paper number and version).",
        remedy: Some(Supply),
        why_zh: "统一使用标准化试卷，成绩才可比较、可复核。补填所用试卷的编号和版本。",
        why_en: "Only standard papers make scores comparable and open to review. Add number and version of the paper that was used.",
        observed_zh: "没有试卷编号或没有版本",
        observed_en: "no paper id or no paper version",
        expected_zh: "标准试卷的编号和版本",
        expected_en: "id and version of a standard paper",
    }
    AS_03 = "AS-03", "marker-unsigned" {
        zh: "考核成绩表缺少阅卷人签字。",
        en: "The score sheet is not signed by the marker.",
        remedy: Some(Supply),
        why_zh: "阅卷人签字表示对评分负责。由原阅卷人补签，并注明补签日期。",
        why_en: "The signature makes the marker answerable for the scores. The same marker signs and adds the date of signing.",
        observed_zh: "没有签名，或签名不能采信",
        observed_en: "no signature that counts",
        expected_zh: "阅卷人的签名",
        expected_en: "the marker's signature",
    }
    AS_04 = "AS-04", "practical-detail-missing" {
        zh: "实操考核缺少操作步骤、错误点或扣分原因。",
        en: "A practical result lacks the steps, the errors or the reason of a deduction.",
        remedy: Some(Supply),
        why_zh: "只有分数看不出错在哪一步，也就无法针对性补训。由考评人按现场评分记录补全。",
        why_en: "A bare score does not show which step went wrong and what to retrain. The examiner completes the sheet from the notes made on the spot.",
        observed_zh: "没有步骤，或缺少错误或原因的步骤",
        observed_en: "no steps, or the step without error or reason",
        expected_zh: "步骤、错误和扣分原因",
        expected_en: "steps, errors, reasons of deductions",
    }
    AS_05 = "AS-05", "verdict-inconsistent" {
        zh: "考核结论与成绩及合格线矛盾，或应考部分尚未评分即作结论。",
        en: "A verdict contradicts the scores and the pass mark, or was given while a required part is unscored.",
        remedy: Some(Correct),
        why_zh: "结论只分合格与不合格，必须能由成绩得出，否则不合格人员会被当作合格。核对原始评分后更正结论。",
        why_en: "A verdict is pass or fail and must follow from the scores, or people who failed are taken for qualified. Check the original marks and correct the verdict.",
        observed_zh: "结论与各项分数，或没有分数的结论",
        observed_en: "the verdict with its scores, or a verdict without a score",
        expected_zh: "各项均有分数，达到合格线为合格",
        expected_en: "scores of every part; pass from the pass mark",
        moved_by: &["assess.pass_mark"],
    }
    AS_06 = "AS-06", "retraining-date-missing" {
        zh: "考核不合格人员未注明补训时间。",
        en: "A participant who failed has no retraining date.",
        remedy: Some(Supply),
        why_zh: "不合格人员须补训并跟踪到底，没有时间就无从跟踪。为每名不合格人员补填补训时间。",
        why_en: "Whoever failed is retrained and followed up, which needs a date. Add the date of retraining for each of them.",
        observed_zh: "没有日期",
        observed_en: "no date",
        expected_zh: "补训日期",
        expected_en: "a date of retraining",
    }
    AS_07 = "AS-07", "retraining-overdue" {
        zh: "补训时间已过，仍没有补训结果的跟踪记录。",
        en: "A retraining date has passed and no tracked result is on record.",
        remedy: Some(ReExamine),
        why_zh: "没有补训结果，该人员仍是不合格。立即组织补训和补考，并登记结果。",
        why_en: "Without a result the person is still one who failed. Hold the retraining and the new exam at once and record the result.",
        observed_zh: "没有结果",
        observed_en: "no result",
        expected_zh: "补训日期之前的结果",
        expected_en: "a result by the date of retraining",
        is_limit: true,
    }
    AS_08 = "AS-08", "scores-merged" {
        zh: "理论与实操均已考核，却只记一个合并分数。",
        en: "Theory and practice were both assessed, but only one merged mark is given.",
        remedy: Some(Correct), clauses: &["IV.1.1"],
        why_zh: "考核结果须区分理论成绩与实操评分，合并分数会掩盖其中一项不合格。按原始评分分开填写。",
        why_en: "Theory score and practical mark are kept apart, because a merged mark can hide a failure in one of them. Enter the two marks from the originals.",
        observed_zh: "合并的分数",
        observed_en: "the one mark given",
        expected_zh: "理论与实操分别记分",
        expected_en: "theory and practical apart",
    }
    AS_09 = "AS-09", "score-attendance-mismatch" {
        zh: "缺席人员有考核成绩，或到场人员没有考核结果。",
        en: "An absent person has a score, or a present participant has no result.",
        remedy: Some(Correct), clauses: &["III.3.3"], facets: All(&[Facet::Assessment, Facet::SignIn]),
        also: Some(Also {
            severity: E, grade: Some(General), suspected: false, remedy: Some(ReExamine),
            zh: "未产生考核结果", en: "no result was produced",
        }),
        why_zh: "成绩与签到相互矛盾，必有一方不实；经批准的代签按缺席计。核实后更正有误的一方；到场而未考核的组织补考。",
        why_en: "Where scores and sheet contradict each other, one of them is untrue; an authorised proxy entry counts as absent. Verify and correct whichever is wrong; examine whoever was there and was not examined.",
        observed_zh: "签到而无成绩，或缺席者的成绩",
        observed_en: "signed in and no result, or a result of somebody absent",
        expected_zh: "到场人员各有成绩，且只有他们有",
        expected_en: "a result of each person who was there, and of nobody else",
    }
    AS_10 = "AS-10", "deductions-do-not-add" {
        zh: "实操满分减去各项扣分不等于所记成绩。",
        en: "Full marks minus the deductions do not give the recorded practical score.",
        grade: Some(Minor), remedy: Some(Correct),
        why_zh: "成绩应由扣分得出，数不相符说明扣分或成绩有误。核对评分表，更正有误的一项。",
        why_en: "The score follows from the deductions; where it does not, one of them is wrong. Check the sheet and correct the wrong entry.",
        observed_zh: "记载的实操分数",
        observed_en: "the practical score as stated",
        expected_zh: "满分减去各项扣分",
        expected_en: "full marks less the deductions",
    }
    AS_11 = "AS-11", "marker-is-examinee" {
        zh: "阅卷人本人也是这场考试的考生。",
        en: "The marker of an exam is one of its examinees.",
        remedy: Some(ReExamine),
        why_zh: "自己给自己评分的成绩不可信，同场其他人的成绩也失去公正。另派阅卷人，对该人员重新考核，其余试卷复核。",
        why_en: "Nobody can mark his own paper, and the marks of the others lose their fairness with it. Name another marker, examine the person anew and have the other papers marked again.",
        observed_zh: "阅卷人是考生之一",
        observed_en: "one of the examinees",
        expected_zh: "未参加考试的阅卷人",
        expected_en: "somebody who was not examined",
    }
    AS_12 = "AS-12", "answer-sheets-identical" {
        zh: "两名参训人员的答卷完全相同（摘要值一致）。",
        en: "Two participants' answer sheets have the same digest.",
        grade: Some(Severe), suspected: true, remedy: Some(Repeat), clauses: &["III.3.3"], basis: &[LAW_28_4],
        why_zh: "两份答卷的图像不会完全一致，此种情形涉嫌虚假考核，须先核实是否误附了同一份试卷。查实的按虚假记录处理，重新培训并考核。",
        why_en: "No two sheets give the same image, so this is a suspected false assessment; verify first whether one sheet was attached twice. Once confirmed it is a false record, and training and exam are repeated.",
        observed_zh: "同一图像的答卷份数",
        observed_en: "how many answer sheets are one image",
        expected_zh: "各人各自的答卷",
        expected_en: "each person's own",
    }
}
