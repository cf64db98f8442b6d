//! Rows: the core elements of the record (EL). Source: IV.1, VI.2.1, VI.4.2.

use super::basis::LAW_28_4;
use super::row::{Also, Asked::All, Breaks::*, ROW, Rule, rules};
use super::terms::Remedy::{ReExamine, Supply};
use super::terms::{Facet::*, Family, Grade::*, Severity::*};

rules! {
    ELEMENTS from Rule {
        family: Family::Elements, clauses: &["IV.1.1"], facets: All(&[Heading]),
        grade: Some(General), remedy: Some(Supply), breaks: Completeness,
        observed_zh: "缺少该要素", observed_en: "missing", expected_zh: "要素名称", expected_en: "the element, by name",
        // Of the statutory elements no policy can let go.
        moved_by: &["elements.required"], ..ROW
    };

    EL_01 = "EL-01", "name-missing" {
        zh: "缺少培训名称。",
        en: "The training name is missing.",
        why_zh: "培训名称是核心要素，装订、检索以及与签到表核对都以它为准。按计划或培训通知补填名称。",
        why_en: "The name is a core element by which records are bound, found and compared with the sign-in sheet. Add it as in the plan or the notice.",
    }
    EL_02 = "EL-02", "date-missing" {
        zh: "缺少培训日期。",
        en: "The training date is missing.",
        basis: &[LAW_28_4],
        why_zh: "培训时间是法定须记录的内容，移交时限、保存期限和适用的制度版本都由它确定。按签到表等原始资料补填日期。",
        why_en: "The law demands the time of the training, and hand-over limits, retention and the policy version in force all follow from it. Add the date from originals such as the sign-in sheet.",
        moved_by: &["elements.team_activity"],
    }
    EL_03 = "EL-03", "time-missing" {
        zh: "缺少培训起止时间。",
        en: "The time of day (from–to) is missing.",
        basis: &[LAW_28_4],
        why_zh: "培训时间是法定须记录的内容，照片、视频和各项时限都要与起止时间核对。按原始资料补填开始和结束时间。",
        why_en: "The law demands the time of the training, and photos, video and all limits are checked against it. Add start and end from the originals.",
        observed_zh: "缺少起或止时刻",
        observed_en: "missing, the start or the end",
        moved_by: &["elements.team_activity"],
    }
    EL_04 = "EL-04", "place-missing" {
        zh: "缺少培训地点。",
        en: "The place is missing.",
        why_zh: "地点是核心要素，照片是否拍自本场培训须据此核对。补填具体地点。",
        why_en: "The place is a core element; photos are checked against it. Add the exact place.",
    }
    EL_05 = "EL-05", "instructor-missing" {
        zh: "缺少授课人。",
        en: "The instructor is missing.",
        why_zh: "授课人是核心要素，授课记录须由其本人签字负责。补填授课人。",
        why_en: "The instructor is a core element and answers for the lecture log by signature. Add the instructor.",
    }
    EL_06 = "EL-06", "participants-missing" {
        zh: "缺少参训人员名单，或名单为空。",
        en: "The list of participants is missing or empty.",
        facets: All(&[People]), basis: &[LAW_28_4],
        why_zh: "参加人员是法定须记录的内容，谁受过培训全凭名单证明。按签到表补附名单。",
        why_en: "The law demands the participants; the list is what shows who was trained. Add it from the sign-in sheet.",
        observed_zh: "缺少名单或名单为空",
        observed_en: "missing, or an empty list",
        moved_by: &["elements.team_activity"],
    }
    EL_07 = "EL-07", "topic-missing" {
        zh: "缺少培训主题。",
        en: "The topic is missing.",
        basis: &[LAW_28_4],
        why_zh: "培训内容是法定须记录的内容，主题是与计划核对内容的依据。按计划项目和授课记录补填主题。",
        why_en: "The law demands the content of the training, and by the topic it is compared with the plan. Add it from the plan item and the lecture log.",
        moved_by: &["elements.team_activity"],
    }
    EL_08 = "EL-08", "content-summary-missing" {
        zh: "缺少核心内容摘要。",
        en: "The summary of the core content is missing.",
        basis: &[LAW_28_4],
        why_zh: "培训内容是法定须记录的内容，只有主题看不出教了什么。按授课记录补写摘要，写明要点、步骤和数据。",
        why_en: "The law demands the content of the training, and a topic alone does not say what was taught. Write the summary from the lecture log, with points, steps and figures.",
        observed_zh: "缺少该要素，或只有空白",
        observed_en: "missing, or blank",
        moved_by: &["elements.team_activity"],
    }
    EL_09 = "EL-09", "assessment-method-missing" {
        zh: "缺少考核方式。",
        en: "The assessment method is missing.",
        facets: All(&[Assessment]),
        why_zh: "考核方式是核心要素，决定应附试卷还是实操评分表。补填实际采用的考核方式。",
        why_en: "The method is a core element; it decides whether papers or practical sheets belong to the record. Add the method that was used.",
    }
    EL_10 = "EL-10", "assessment-result-missing" {
        zh: "记录中没有任何考核结果。",
        en: "The record holds no assessment result at all.",
        remedy: Some(ReExamine), clauses: &["IV.1.1", "VI.2.1"], facets: All(&[Assessment]), basis: &[LAW_28_4],
        why_zh: "考核结果是法定须记录的内容，没有结果就不能证明人员已经合格。组织补考并重新记录；结果已有而漏填的，补入即可。",
        why_en: "The law demands the result, and without one nobody is shown to be qualified. Hold the exam and record it anew; a result that exists and was left out is simply added.",
        observed_zh: "没有任何结论或分数",
        observed_en: "missing: no verdict and no score anywhere",
        moved_by: &[],
    }
    EL_11 = "EL-11", "recorder-unsigned" {
        zh: "缺少记录人签字。",
        en: "The recorder's signature is missing.",
        why_zh: "记录人签字表示对记录的真实性负责。由原记录人补签，并注明补签日期。",
        why_en: "The signature makes the recorder answerable for the truth of the record. The same recorder signs and adds the date of signing.",
        observed_zh: "没有可采信的签名",
        observed_en: "missing: no signature that counts",
        moved_by: &["elements.required", "elements.team_activity"],
    }
    EL_12 = "EL-12", "duration-missing" {
        zh: "缺少记录人填写的培训时长。",
        en: "The training duration stated by the recorder is missing.",
        grade: Some(Minor), clauses: &["VI.2.1"],
        why_zh: "学时按时长统计，时长须单独填写，不由起止时间推算。由记录人补填实际时长。",
        why_en: "Training hours are counted from the duration, which is stated and never derived from start and end. The recorder adds the actual duration.",
        observed_zh: "未填写时长",
        observed_en: "missing: not stated by the recorder",
    }
    EL_13 = "EL-13", "effect-evaluation-missing" {
        zh: "缺少培训效果评估表。",
        en: "The training-effect evaluation form is missing.",
        clauses: &["VI.4.2"], facets: All(&[Evaluation]),
        why_zh: "自2023年制度修订起，培训效果评估表是记录的必备要素，此前的培训不作要求。补交评估表。",
        why_en: "Since the revision of 2023 the evaluation form is a required element; earlier sessions are not blamed. File the form.",
        observed_zh: "缺少评估表",
        expected_zh: "培训效果评估表",
        expected_en: "a training-effect evaluation form",
        moved_by: &["elements.effect_evaluation"],
    }
    EL_14 = "EL-14", "participant-identity-missing" {
        zh: "名单中有人员未注明工号（或人员标识）或所属部门。",
        en: "A participant is listed without employee number (or person key) or without department.",
        grade: Some(Minor), facets: All(&[People]), breaks: Nothing,
        also: Some(Also {
            severity: W, grade: Some(Minor), suspected: false, remedy: Some(Supply),
            zh: "所填部门与当日登记的部门不符", en: "department differs from the register on that date",
        }),
        why_zh: "有工号和所属部门，培训才能计入本人和部门的档案。补填缺项；部门不符的核实后补正。",
        why_en: "Number and department tie the training to the files of the person and of the department. Add what is missing; where the department differs, verify it and put it right.",
        observed_zh: "没有编号、没有部门，或所填的部门",
        observed_en: "no number, no department, or the department as listed",
        expected_zh: "编号和部门；当日所属的部门",
        expected_en: "number and department; the department of that day",
        moved_by: &[],
    }
}
