//! Rows: what becomes of the record after the training: limits (TM), numbers (NB), retention (RT).
//! Source: II.4.2, II.6, III.3, III.4.1, III.6.1, VII.1.2, VII.2.3, C-35, C-36.

use super::row::{Also, Asked::All, ROW, Rule, rules};
use super::terms::Remedy::{Correct, Explain};
use super::terms::{Facet::*, Family, Grade::*, Severity::*, Step};

rules! {
    TIMELINESS from Rule {
        family: Family::Timeliness, severity: W, grade: Some(Minor), remedy: Some(Explain), is_limit: true,
        ..ROW
    };

    TM_01 = "TM-01", "paper-late" {
        zh: "纸质记录移交超过规定时限。",
        en: "The paper record was handed over after its limit.",
        clauses: &["II.4.2"], facets: All(&[Package]),
        why_zh: "方案要求培训结束后24小时内移交纸质记录，休息日照算。书面说明迟交原因。",
        why_en: "Paper records are due 24 hours after the end of the training, days off included. Explain the delay in writing.",
        observed_zh: "移交的时刻，或尚未移交",
        observed_en: "when it was handed over, or that it was not",
        expected_zh: "移交截止时刻",
        expected_en: "the due",
        moved_by: &["submit.paper.limit"],
    }
    TM_02 = "TM-02", "upload-late" {
        zh: "电子记录上传超过规定时限。",
        en: "The electronic record was uploaded after its limit.",
        clauses: &["II.4.2", "VI.4.2"], facets: All(&[Package]),
        why_zh: "方案要求培训结束后24小时内上传电子记录（2023年修订前为48小时），休息日照算。书面说明迟传原因。",
        why_en: "Electronic records are due 24 hours after the end of the training (48 hours before the revision of 2023), days off included. Explain the delay in writing.",
        observed_zh: "上传的时刻，或尚未上传",
        observed_en: "when it was uploaded, or that it was not",
        expected_zh: "上传截止时刻",
        expected_en: "the due",
        moved_by: &["submit.electronic.limit"],
    }
    TM_03 = "TM-03", "self-check-late" {
        zh: "部门收集资料与自查的完成时间超过规定时限。",
        en: "The department finished collecting and self-check after the limit.",
        clauses: &["III.3.1", "IV.3.1"], facets: All(&[Review]),
        why_zh: "方案要求部门兼职安全员在培训结束后24小时内收齐原件并完成自查，缺漏才能及时补上。书面说明超时原因。",
        why_en: "The department's part-time safety officer collects the originals and checks them within 24 hours, while gaps can still be filled. Explain the delay in writing.",
        observed_zh: "自查完成的时刻，或尚未完成",
        observed_en: "when the self-check ended, or that it did not",
        expected_zh: "自查截止时刻",
        expected_en: "the due",
        moved_by: &["stage1.limit"],
    }
    TM_04 = "TM-04", "team-record-late" {
        zh: "班组级记录未在培训结束当日完成。",
        en: "The team-level record was not completed on the day on which the session ended.",
        clauses: &["VII.1.2", "II.5.1"], facets: All(&[Heading]),
        why_zh: "班组记录须当日完成，以记录人签字或日志登记为准，跨零点的班次以结束日为当日。书面说明未当日完成的原因。",
        why_en: "Team records are completed the same day, by the recorder's signature or log entry; for a shift across midnight that is the day of its end. Explain the delay in writing.",
        observed_zh: "记录完成的时刻，或尚未完成",
        observed_en: "when it was completed, or that it was not",
        expected_zh: "培训结束当日终了",
        expected_en: "the end of the day on which the session ended",
    }
    TM_05 = "TM-05", "review-late" {
        zh: "初审完成时间超过规定时限。",
        en: "The review ended after its limit.",
        clauses: &["III.3.2", "IV.3.1"], facets: All(&[Review, Package]),
        why_zh: "方案要求收到记录后3个工作日内完成初审，收到当日不计。书面说明超时原因。",
        why_en: "The review is due by the end of the 3rd working day after receipt, the day of receipt not counted. Explain the delay in writing.",
        observed_zh: "初审结束的时刻，或尚未结束",
        observed_en: "when the round ended, or that it did not",
        expected_zh: "初审截止时刻",
        expected_en: "the due",
        moved_by: &["review.limit"],
    }
    TM_06 = "TM-06", "resubmission-late" {
        zh: "退回的记录重新提交超过规定时限。",
        en: "The returned record came back after its limit.",
        clauses: &["III.3.2"], facets: All(&[Review]),
        why_zh: "方案要求部门在退回后2个工作日内补充完善，退回当日不计。书面说明超时原因。",
        why_en: "A returned record is due by the end of the 2nd working day after the return, the day of the return not counted. Explain the delay in writing.",
        observed_zh: "重新提交的时刻，或尚未提交",
        observed_en: "when it came back, or that it did not",
        expected_zh: "补充截止时刻",
        expected_en: "the due",
        moved_by: &["return.limit"],
    }
    TM_07 = "TM-07", "time-order-contradictory" {
        zh: "记录中两项事实的时间先后相互矛盾。",
        en: "Two facts of the record are in an impossible order.",
        severity: E, grade: Some(General), remedy: Some(Correct), clauses: &["III.3.3"], facets: All(&[Heading]),
        also: Some(Also {
            severity: W, grade: Some(General), suspected: false, remedy: Some(Correct),
            zh: "异常情况的记载时间不在培训时段内", en: "an anomaly noted outside the session time",
        }),
        why_zh: "先后不可能成立的两个时间，必有一个不实或误记。查明后更正有误的一项，保留更正痕迹。",
        why_en: "Of two times in an impossible order one is untrue or a slip. Find out which and correct it by an amendment.",
        observed_zh: "较晚一步所载的时刻",
        observed_en: "the stamp of the later step",
        expected_zh: "不早于前一步的时刻，或在培训时段内",
        expected_en: "not before the stamp of the earlier step, or inside the session",
        is_limit: false,
    }
}

rules! {
    NUMBERING from Rule {
        family: Family::Numbering, clauses: &["II.6.1"], facets: All(&[Heading]),
        grade: Some(Minor), remedy: Some(Correct), asked_from: Step::Numbered, ..ROW
    };

    NB_01 = "NB-01", "number-malformed" {
        zh: "记录编号不符合“年度-部门代码-培训类型-序号”的格式。",
        en: "The record number does not follow the form year–department–type–sequence.",
        clauses: &["II.6.1", "III.4.1"],
        why_zh: "编号格式统一，才能排序、检索和查出重号断号。按编号规则更正，例如2023-AJ-SC-001。",
        why_en: "One form makes numbers sortable and lets duplicates and gaps be seen. Correct it by the numbering rule, for example 2023-AJ-SC-001.",
        observed_zh: "所填的编号",
        observed_en: "the number as written",
        expected_zh: "年度-部门代码-培训类型-序号",
        expected_en: "year-department-type-sequence",
    }
    NB_02 = "NB-02", "department-code-unknown" {
        zh: "编号中的部门代码不在代码表内。",
        en: "The department code of the number is not in the code table.",
        why_zh: "代码表之外的代码无人认得，记录也归不到部门。更正代码，新设部门的先列入代码表。",
        why_en: "A code outside the table means nothing and ties the record to no department. Correct it, or enter a new department in the table first.",
        observed_zh: "编号中的部门代码",
        observed_en: "the department code of the number",
        expected_zh: "代码表中的部门代码",
        expected_en: "a department code of the table",
        moved_by: &["number.department_codes"],
    }
    NB_03 = "NB-03", "type-code-unknown" {
        zh: "编号中的培训类型代码不在代码表内。",
        en: "The type code of the number is not in the code table.",
        why_zh: "代码表之外的代码无人认得，记录也归不到培训类型。更正代码，新增类型的先列入代码表。",
        why_en: "A code outside the table means nothing and ties the record to no kind of training. Correct it, or enter a new type in the table first.",
        observed_zh: "编号中的类型代码",
        observed_en: "the type code of the number",
        expected_zh: "代码表中的类型代码",
        expected_en: "a type code of the table",
        moved_by: &["number.type_codes"],
    }
    NB_04 = "NB-04", "number-duplicate" {
        zh: "该编号已由另一份记录（含已销毁的记录）占用。",
        en: "The number is borne by another record or by the tombstone of a destroyed one.",
        grade: Some(General), clauses: &["I.4.4"], between_records: true,
        why_zh: "一份记录一个编号，用过的编号即使记录已销毁也不再使用。查明编号归属，另一份记录改编新号。",
        why_en: "One record, one number; a number is never used again, not even after destruction. Find out whose it is and give the other record a new one.",
        observed_zh: "编号及占用它的另一行或留存信息",
        observed_en: "the number, and the other line or the tombstone that bears it",
        expected_zh: "每份记录各有一个编号",
        expected_en: "a number of its own for each record",
    }
    NB_05 = "NB-05", "number-gap" {
        zh: "序号断号：首末号之间有编号既无记录，也无销毁留存信息或作废登记。",
        en: "The sequence has a gap: a number between its first and last has neither record, tombstone nor void entry.",
        severity: W, grade: None, remedy: None, clauses: &["II.6.1", "V.1.1"], between_records: true,
        why_zh: "断号可能意味着记录丢失或被抽走，证据链因此中断。查找缺失的记录；误编的号在台账中登记作废。",
        why_en: "A gap may mean a lost or withdrawn record and breaks the chain of evidence. Search for it; a number issued by mistake gets a void entry in the ledger.",
        observed_zh: "断号的首尾编号",
        observed_en: "the first and the last number of the gap",
        expected_zh: "记录、销毁留存信息或作废登记",
        expected_en: "a record, a tombstone or a void entry",
    }
    NB_06 = "NB-06", "numbered-before-review" {
        zh: "记录未经审核通过就已编号。",
        en: "The number was given before the record had passed the review.",
        grade: Some(General), clauses: &["III.4.1"], facets: All(&[Heading, Review]),
        why_zh: "只有审核通过的记录才可编号，否则不合格的记录会混入档案。先完成审核，再更正编号登记。",
        why_en: "Only approved records are numbered, or unfit ones slip into the archive. Complete the review, then correct the entry of the number.",
        observed_zh: "未审核，或编号的时刻",
        observed_en: "not reviewed, or when it was numbered",
        expected_zh: "不早于审核的时刻",
        expected_en: "not before the review",
    }
    NB_07 = "NB-07", "number-year-wrong" {
        zh: "编号中的年度不是培训结束的年度。",
        en: "The year of the number is not the year in which the session ended.",
        why_zh: "编号年度以培训结束时间为准，跨年场次也不例外。按结束年度更正编号。",
        why_en: "The year of a number is that of the session's end, for a session across New Year too. Correct the number.",
        observed_zh: "编号中的年度",
        observed_en: "the year of the number",
        expected_zh: "培训结束的年度",
        expected_en: "the year in which the session ended",
    }
    NB_08 = "NB-08", "sequence-widened" {
        zh: "序号已超过999，改用四位数。",
        en: "The sequence has passed 999 and continues with four digits.",
        severity: I, grade: None, remedy: None, clauses: &["II.6.1", "III.4.1"],
        why_zh: "序号不循环、不复用，超过999即扩为四位，属正常情况。无需处理，只提醒按位数排序的系统。",
        why_en: "A sequence never starts over; past 999 it widens, which is in order. Nothing has to be done but to warn systems that sort by a fixed width.",
        observed_zh: "序号",
        observed_en: "the sequence",
        expected_zh: "999以内为三位数",
        expected_en: "three digits up to 999",
    }
    NB_09 = "NB-09", "number-contradicts-record" {
        zh: "编号中的部门或类型代码与记录的部门或培训类型不一致。",
        en: "The department or type code of the number disagrees with the record's department or kind.",
        clauses: &["III.4.1"],
        why_zh: "编号与内容不一致，记录会归错类、放错盒。核实后更正编号或记录中有误的一方。",
        why_en: "A number that disagrees with the record puts it into the wrong ledger and the wrong box. Verify, and correct the one that is wrong.",
        observed_zh: "记录中不一致的部门或类型",
        observed_en: "the department or kind of the record that differs",
        expected_zh: "编号中的部门和类型代码",
        expected_en: "the department and type codes of the number",
        moved_by: &["number.department_codes", "number.type_codes"],
    }
}

rules! {
    RETENTION from Rule { family: Family::Retention, clauses: &["III.6.1", "II.6.2"], facets: All(&[Archive]), ..ROW };

    RT_01 = "RT-01", "ordinary-period-cut" {
        zh: "普通培训记录所载的期满日、删除或销毁早于规定的保存期限。",
        en: "An ordinary record has a stated end, a deletion or a destruction before its retention period is over.",
        why_zh: "方案规定普通培训记录自培训结束起至少保存3年。把期满日改到不早于规定期限，期满前不得删除或销毁。",
        why_en: "Ordinary records are kept for at least 3 years after the end of the session. Move the stated end to that day or later and neither delete nor destroy before it.",
        observed_zh: "所载的期满、删除或销毁日期",
        observed_en: "the stated end, deletion or destruction",
        expected_zh: "不早于应保存的最后一日",
        expected_en: "not before the last day to be kept",
        moved_by: &["retention.ordinary"],
    }
    RT_02 = "RT-02", "special-period-cut" {
        zh: "特种作业人员记录所载的期满日、删除或销毁早于其离职后规定的保存期限。",
        en: "A special-operation person's record has a stated end, a deletion or a destruction before the period after leaving is over.",
        facets: All(&[Archive, People]),
        why_zh: "方案规定特种作业人员的记录保存到离职后5年，在职期间没有期满日。按离职日期更正期满日，期满前不得删除或销毁。",
        why_en: "Such records are kept until 5 years after the person has left and have no end while the person is employed. Correct the stated end by the date of leaving and neither delete nor destroy before it.",
        observed_zh: "所载的期满、删除或销毁日期",
        observed_en: "the stated end, deletion or destruction",
        expected_zh: "离职后保存的最后一日，在职的没有期满日",
        expected_en: "the last day after leaving; no end while somebody is employed",
        moved_by: &["retention.special_after_leaving"],
    }
    RT_03 = "RT-03", "permanent-or-held" {
        zh: "与事故有关或处于保全状态的记录载有期满日，或被列入销毁清单。",
        en: "An accident-related or held record has an end date or stands on a destruction list.",
        clauses: &["III.6.1", "V.1.3"],
        why_zh: "事故调查相关记录永久保存，处于保全状态的记录在解除前不得销毁。取消期满日，并从销毁清单中移出。",
        why_en: "Records related to an accident are permanent, and a held record may not go before the hold is lifted. Remove the end date and take the record off the list.",
        observed_zh: "所载的期满日期，或已在销毁清单",
        observed_en: "the stated end, or that it is on a destruction list",
        expected_zh: "没有期满日，不在清单",
        expected_en: "no end, on no list",
    }
    RT_04 = "RT-04", "retention-class-missing" {
        zh: "无法确定保存类别，记录暂按无期满日保存。",
        en: "The retention class cannot be determined, so that the record is kept open-ended.",
        severity: W, clauses: &["III.6.1"], facets: All(&[Heading]),
        why_zh: "类别不明就不能销毁，以免误毁应长期保存的记录。补明培训类型，以及参训人员是否从事特种作业。",
        why_en: "What is not classed may not be destroyed, lest a record goes that had to be kept. State the kind of training and whether participants hold special-operation posts or certificates.",
        observed_zh: "无法确定的原因",
        observed_en: "why it cannot be determined",
        expected_zh: "参训人员是否从事特种作业",
        expected_en: "whether the participants are special-operation staff",
    }
    RT_05 = "RT-05", "evidence-dies-first" {
        zh: "证据资料已先于或将先于其所证明的记录被删除。",
        en: "A piece of evidence was or will be deleted before the record that it proves.",
        clauses: &["VII.2.3", "III.6.1"], facets: All(&[Storage]),
        why_zh: "证据须与记录同存，方案规定的视频保存3年只是下限。把证据的保存期延长到记录期满；已删除的如实登记。",
        why_en: "Evidence lives as long as its record; the 3 years for video are only a minimum. Extend its storage to the end of the record; what is gone is entered truthfully.",
        observed_zh: "证据删除的日期",
        observed_en: "the day of the deletion",
        expected_zh: "记录保存的最后一日之后",
        expected_en: "after the last day of the record",
        moved_by: &["retention.ordinary", "retention.special_after_leaving"],
    }
}
