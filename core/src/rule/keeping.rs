//! Rows: what becomes of the record after the training: limits (TM), numbers (NB), retention (RT).
//! Source: II.4.2, II.6, III.3, III.4.1, III.6.1, VII.1.2, VII.2.3, C-35, C-36.

use super::row::{Also, Asked::All, ROW, Rule, rules};
use super::terms::Remedy::{Correct, Explain};
use super::terms::{Facet::*, Family, Grade::*, Severity::*};

rules! {
    TIMELINESS from Rule {
        family: Family::Timeliness, severity: W, grade: Some(Minor), remedy: Some(Explain), ..ROW
    };

    TM_01 = "TM-01", "paper-late" {
        zh: "纸质记录移交超过规定时限。",
        en: "The paper record was handed over after its limit.",
        clauses: &["II.4.2"], facets: All(&[Package]),
        why_zh: "方案要求培训结束后24小时内移交纸质记录，休息日照算。书面说明迟交原因。",
        why_en: "Paper records are due 24 hours after the end of the training, days off included. Explain the delay in writing.",
    }
    TM_02 = "TM-02", "upload-late" {
        zh: "电子记录上传超过规定时限。",
        en: "The electronic record was uploaded after its limit.",
        clauses: &["II.4.2", "VI.4.2"], facets: All(&[Package]),
        why_zh: "方案要求培训结束后24小时内上传电子记录（2023年修订前为48小时），休息日照算。书面说明迟传原因。",
        why_en: "Electronic records are due 24 hours after the end of the training (48 hours before the revision of 2023), days off included. Explain the delay in writing.",
    }
    TM_03 = "TM-03", "self-check-late" {
        zh: "部门收集资料与自查的完成时间超过规定时限。",
        en: "The department finished collecting and self-check after the limit.",
        clauses: &["III.3.1", "IV.3.1"], facets: All(&[Review]),
        why_zh: "方案要求部门兼职安全员在培训结束后24小时内收齐原件并完成自查，缺漏才能及时补上。书面说明超时原因。",
        why_en: "The department's part-time safety officer collects the originals and checks them within 24 hours, while gaps can still be filled. Explain the delay in writing.",
    }
    TM_04 = "TM-04", "team-record-late" {
        zh: "班组级记录未在培训结束当日完成。",
        en: "The team-level record was not completed on the day on which the session ended.",
        clauses: &["VII.1.2", "II.5.1"], facets: All(&[Heading]),
        why_zh: "班组记录须当日完成，以记录人签字或日志登记为准，跨零点的班次以结束日为当日。书面说明未当日完成的原因。",
        why_en: "Team records are completed the same day, by the recorder's signature or log entry; for a shift across midnight that is the day of its end. Explain the delay in writing.",
    }
    TM_05 = "TM-05", "review-late" {
        zh: "初审完成时间超过规定时限。",
        en: "The review ended after its limit.",
        clauses: &["III.3.2", "IV.3.1"], facets: All(&[Review, Package]),
        why_zh: "方案要求收到记录后3个工作日内完成初审，收到当日不计。书面说明超时原因。",
        why_en: "The review is due by the end of the 3rd working day after receipt, the day of receipt not counted. Explain the delay in writing.",
    }
    TM_06 = "TM-06", "resubmission-late" {
        zh: "退回的记录重新提交超过规定时限。",
        en: "The returned record came back after its limit.",
        clauses: &["III.3.2"], facets: All(&[Review]),
        why_zh: "方案要求部门在退回后2个工作日内补充完善，退回当日不计。书面说明超时原因。",
        why_en: "A returned record is due by the end of the 2nd working day after the return, the day of the return not counted. Explain the delay in writing.",
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
    }
}

rules! {
    REVIEW from Rule {
        family: Family::Review, clauses: &["III.3.1"], facets: All(&[Package]), grade: Some(Minor),
        remedy: Some(Correct), ..ROW
    };

    RV_08 = "RV-08", "binding-order-wrong" {
        zh: "资料包未按“培训名称-日期-场次”的顺序装订，或两份资料包的名称、日期、场次相同。",
        en: "Packages are not bound in the order name – date – session, or two of them have the same name, date and session.",
        severity: W, between_records: true,
        also: Some(Also {
            severity: E, grade: Some(Minor), suspected: false, remedy: Some(Correct),
            zh: "两份资料包的装订键相同", en: "two packages with the same key",
        }),
        why_zh: "装订顺序统一，才能按名称、日期和场次找到每一份记录；键相同的两份无法区分。重新按序装订，场次写错的更正场次。",
        why_en: "One order lets everybody find a package by name, date and session, and two of one key cannot be told apart. Bind them again in order, and correct a session that was written down wrongly.",
    }
}

rules! {
    NUMBERING from Rule {
        family: Family::Numbering, clauses: &["II.6.1"], facets: All(&[Heading]),
        grade: Some(Minor), remedy: Some(Correct), ..ROW
    };

    NB_01 = "NB-01", "number-malformed" {
        zh: "记录编号不符合“年度-部门代码-培训类型-序号”的格式。",
        en: "The record number does not follow the form year–department–type–sequence.",
        clauses: &["II.6.1", "III.4.1"],
        why_zh: "编号格式统一，才能排序、检索和查出重号断号。按编号规则更正，例如2023-AJ-SC-001。",
        why_en: "One form makes numbers sortable and lets duplicates and gaps be seen. Correct it by the numbering rule, for example 2023-AJ-SC-001.",
    }
    NB_02 = "NB-02", "department-code-unknown" {
        zh: "编号中的部门代码不在代码表内。",
        en: "The department code of the number is not in the code table.",
        why_zh: "代码表之外的代码无人认得，记录也归不到部门。更正代码，新设部门的先列入代码表。",
        why_en: "A code outside the table means nothing and ties the record to no department. Correct it, or enter a new department in the table first.",
    }
    NB_03 = "NB-03", "type-code-unknown" {
        zh: "编号中的培训类型代码不在代码表内。",
        en: "The type code of the number is not in the code table.",
        why_zh: "代码表之外的代码无人认得，记录也归不到培训类型。更正代码，新增类型的先列入代码表。",
        why_en: "A code outside the table means nothing and ties the record to no kind of training. Correct it, or enter a new type in the table first.",
    }
    NB_04 = "NB-04", "number-duplicate" {
        zh: "该编号已由另一份记录（含已销毁的记录）占用。",
        en: "The number is borne by another record or by the tombstone of a destroyed one.",
        grade: Some(General), clauses: &["I.4.4"], between_records: true,
        why_zh: "一份记录一个编号，用过的编号即使记录已销毁也不再使用。查明编号归属，另一份记录改编新号。",
        why_en: "One record, one number; a number is never used again, not even after destruction. Find out whose it is and give the other record a new one.",
    }
    NB_05 = "NB-05", "number-gap" {
        zh: "序号断号：首末号之间有编号既无记录，也无销毁留存信息或作废登记。",
        en: "The sequence has a gap: a number between its first and last has neither record, tombstone nor void entry.",
        severity: W, grade: None, remedy: None, clauses: &["II.6.1", "V.1.1"], between_records: true,
        why_zh: "断号可能意味着记录丢失或被抽走，证据链因此中断。查找缺失的记录；误编的号在台账中登记作废。",
        why_en: "A gap may mean a lost or withdrawn record and breaks the chain of evidence. Search for it; a number issued by mistake gets a void entry in the ledger.",
    }
    NB_06 = "NB-06", "numbered-before-review" {
        zh: "记录未经审核通过就已编号。",
        en: "The number was given before the record had passed the review.",
        grade: Some(General), clauses: &["III.4.1"], facets: All(&[Heading, Review]),
        why_zh: "只有审核通过的记录才可编号，否则不合格的记录会混入档案。先完成审核，再更正编号登记。",
        why_en: "Only approved records are numbered, or unfit ones slip into the archive. Complete the review, then correct the entry of the number.",
    }
    NB_07 = "NB-07", "number-year-wrong" {
        zh: "编号中的年度不是培训结束的年度。",
        en: "The year of the number is not the year in which the session ended.",
        why_zh: "编号年度以培训结束时间为准，跨年场次也不例外。按结束年度更正编号。",
        why_en: "The year of a number is that of the session's end, for a session across New Year too. Correct the number.",
    }
    NB_08 = "NB-08", "sequence-widened" {
        zh: "序号已超过999，改用四位数。",
        en: "The sequence has passed 999 and continues with four digits.",
        severity: I, grade: None, remedy: None, clauses: &["II.6.1", "III.4.1"],
        why_zh: "序号不循环、不复用，超过999即扩为四位，属正常情况。无需处理，只提醒按位数排序的系统。",
        why_en: "A sequence never starts over; past 999 it widens, which is in order. Nothing has to be done but to warn systems that sort by a fixed width.",
    }
    NB_09 = "NB-09", "number-contradicts-record" {
        zh: "编号中的部门或类型代码与记录的部门或培训类型不一致。",
        en: "The department or type code of the number disagrees with the record's department or kind.",
        clauses: &["III.4.1"],
        why_zh: "编号与内容不一致，记录会归错类、放错盒。核实后更正编号或记录中有误的一方。",
        why_en: "A number that disagrees with the record puts it into the wrong ledger and the wrong box. Verify, and correct the one that is wrong.",
    }
}

rules! {
    RETENTION from Rule { family: Family::Retention, clauses: &["III.6.1", "II.6.2"], facets: All(&[Archive]), ..ROW };

    RT_01 = "RT-01", "ordinary-period-cut" {
        zh: "普通培训记录所载的期满日、删除或销毁早于规定的保存期限。",
        en: "An ordinary record has a stated end, a deletion or a destruction before its retention period is over.",
        why_zh: "方案规定普通培训记录自培训结束起至少保存3年。把期满日改到不早于规定期限，期满前不得删除或销毁。",
        why_en: "Ordinary records are kept for at least 3 years after the end of the session. Move the stated end to that day or later and neither delete nor destroy before it.",
    }
    RT_02 = "RT-02", "special-period-cut" {
        zh: "特种作业人员记录所载的期满日、删除或销毁早于其离职后规定的保存期限。",
        en: "A special-operation person's record has a stated end, a deletion or a destruction before the period after leaving is over.",
        facets: All(&[Archive, People]),
        why_zh: "方案规定特种作业人员的记录保存到离职后5年，在职期间没有期满日。按离职日期更正期满日，期满前不得删除或销毁。",
        why_en: "Such records are kept until 5 years after the person has left and have no end while the person is employed. Correct the stated end by the date of leaving and neither delete nor destroy before it.",
    }
    RT_03 = "RT-03", "permanent-or-held" {
        zh: "与事故有关或处于保全状态的记录载有期满日，或被列入销毁清单。",
        en: "An accident-related or held record has an end date or stands on a destruction list.",
        clauses: &["III.6.1", "V.1.3"],
        why_zh: "事故调查相关记录永久保存，处于保全状态的记录在解除前不得销毁。取消期满日，并从销毁清单中移出。",
        why_en: "Records related to an accident are permanent, and a held record may not go before the hold is lifted. Remove the end date and take the record off the list.",
    }
    RT_04 = "RT-04", "retention-class-missing" {
        zh: "无法确定保存类别，记录暂按无期满日保存。",
        en: "The retention class cannot be determined, so that the record is kept open-ended.",
        severity: W, clauses: &["III.6.1"], facets: All(&[Heading]),
        why_zh: "类别不明就不能销毁，以免误毁应长期保存的记录。补明培训类型，以及参训人员是否从事特种作业。",
        why_en: "What is not classed may not be destroyed, lest a record goes that had to be kept. State the kind of training and whether participants hold special-operation posts or certificates.",
    }
    RT_05 = "RT-05", "evidence-dies-first" {
        zh: "证据资料已先于或将先于其所证明的记录被删除。",
        en: "A piece of evidence was or will be deleted before the record that it proves.",
        clauses: &["VII.2.3", "III.6.1"], facets: All(&[Storage]),
        why_zh: "证据须与记录同存，方案规定的视频保存3年只是下限。把证据的保存期延长到记录期满；已删除的如实登记。",
        why_en: "Evidence lives as long as its record; the 3 years for video are only a minimum. Extend its storage to the end of the record; what is gone is entered truthfully.",
    }
}
