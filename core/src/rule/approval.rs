//! Rows: the review of the record and the package that it is handed over in (RV). Source: I.4.1, II.4, III.3, IV.3.1.

use super::basis::LAW_28_4;
use super::row::{Also, Asked::All, ROW, Rule, rules};
use super::terms::Remedy::{Correct, ReExamine, Repeat, Supply};
use super::terms::{Facet::*, Family, Grade::*, Severity::*};

rules! {
    APPROVAL from Rule {
        family: Family::Review, grade: Some(General), clauses: &["III.3.2"], facets: All(&[Review]), ..ROW
    };

    RV_01 = "RV-01", "review-stamp-missing" {
        zh: "记录已通过审核，却没有“已审核”章。",
        en: "The record has passed the review and carries no review stamp.",
        remedy: Some(Supply),
        why_zh: "“已审核”章是编号归档的依据，没有章就说不清是谁在何时审过。由当时的审核人补盖，并注明补盖日期。",
        why_en: "The review stamp is what numbering and archiving rest on; without it nobody can say who reviewed the record and when. The reviewer of that time adds it with the date of adding.",
    }
    RV_02 = "RV-02", "planned-topics-untaught" {
        zh: "计划主题的实际讲授比例低于规定下限。",
        en: "The share of the planned topics that were taught is below the required one.",
        remedy: Some(Repeat), facets: All(&[Plan, Lecture]),
        why_zh: "初审须核对授课内容与批准的计划是否相符，漏讲的内容等于没有培训。补讲漏掉的主题并另作记录。",
        why_en: "The review compares what was taught with the approved plan; what was left out was not trained. Teach the missing topics and make a record of it.",
    }
    RV_03 = "RV-03", "goal-not-assessed" {
        zh: "有培训目标没有对应的考核要点。",
        en: "A goal of the plan item is linked to no assessed item.",
        remedy: Some(ReExamine), facets: All(&[Plan, Assessment]),
        also: Some(Also {
            severity: W, grade: Some(General), suspected: false, remedy: Some(ReExamine),
            zh: "计划未写明培训目标", en: "the plan states no goals",
        }),
        why_zh: "初审须核对考核结果与培训目标的关联，没有考到的目标无从判断是否达到。补考缺少的要点；计划未写目标的先补写目标。",
        why_en: "The review relates the results to the goals; a goal that nobody was examined on cannot be shown to be reached. Examine what was left out; where the plan states no goals, state them first.",
    }
    RV_04 = "RV-04", "reviewer-not-independent" {
        zh: "审核人就是该记录的记录人。",
        en: "The reviewer is the recorder of the record.",
        remedy: Some(Correct), clauses: &["III.3.2", "IV.3.1"],
        also: Some(Also {
            severity: W, grade: Some(General), suspected: false, remedy: Some(Correct),
            zh: "同一人签署了两个核查阶段", en: "one person signed two check stages",
        }),
        why_zh: "自己审自己等于没有审核，四阶核查也须各由不同的人把关。由另一名审核人重新审核并盖章。",
        why_en: "Nobody reviews their own work, and the four stages are four pairs of eyes. Another reviewer reviews the record again and stamps it.",
    }
    RV_05 = "RV-05", "changed-after-stamp" {
        zh: "记录内容在盖章之后被改动，且没有更正记录说明。",
        en: "The content of the record was changed after the stamp and no amendment explains it.",
        grade: Some(Severe), remedy: Some(Repeat), clauses: &["I.4.1", "III.3.2"], basis: &[LAW_28_4],
        why_zh: "严禁篡改记录，审核后的改动只能以保留原文的更正方式进行。查明何人改动何处；证实篡改的重新培训并追究责任。",
        why_en: "Records may not be tampered with; after the review a change is an amendment that keeps the original. Find out who changed what; if it was tampering, repeat the training and hold the person to account.",
    }
}

rules! {
    PACKAGE from Rule { family: Family::Review, facets: All(&[Package]), ..ROW };

    RV_06 = "RV-06", "cover-or-summary-missing" {
        zh: "移交资料没有注明份数并经移交人签字的封面，或没有培训小结。",
        en: "The package has no cover with the number of items and the signature of who handed it over, or no training summary.",
        grade: Some(Minor), remedy: Some(Supply), clauses: &["III.3.1", "II.4.1"],
        also: Some(Also {
            severity: W, grade: Some(Minor), suspected: false, remedy: Some(Supply),
            zh: "仅缺培训小结或小结为空", en: "only the summary is missing or blank",
        }),
        why_zh: "封面写明交了几份、由谁移交，日后少了材料才分得清责任。由移交人补做封面并签字，补交培训小结。",
        why_en: "The cover says how much was handed over and by whom, so that it is clear who answers for what is missing later. Whoever handed it over adds and signs the cover, and the summary is filed.",
    }
    RV_07 = "RV-07", "package-count-mismatch" {
        zh: "移交资料或接收份数与封面不符，或某项材料页数为零。",
        en: "The contents or the received count differ from the cover, or a part has zero pages.",
        grade: Some(General), remedy: Some(Correct), clauses: &["III.3.1", "II.4.2"],
        why_zh: "份数对不上，说明移交途中有材料遗失或封面填写有误。双方当面清点，补齐材料或更正封面。",
        why_en: "Where the counts differ, material was lost on the way or the cover is wrong. Both sides count together and file what is missing or correct the cover.",
    }
    RV_08 = "RV-08", "binding-order-wrong" {
        zh: "资料包未按“培训名称-日期-场次”的顺序装订，或两份资料包的名称、日期、场次相同。",
        en: "Packages are not bound in the order name – date – session, or two of them have the same name, date and session.",
        severity: W, grade: Some(Minor), remedy: Some(Correct), clauses: &["III.3.1"], between_records: true,
        also: Some(Also {
            severity: E, grade: Some(Minor), suspected: false, remedy: Some(Correct),
            zh: "两份资料包的装订键相同", en: "two packages with the same key",
        }),
        why_zh: "装订顺序统一，才能按名称、日期和场次找到每一份记录；键相同的两份无法区分。重新按序装订，场次写错的更正场次。",
        why_en: "One order lets everybody find a package by name, date and session, and two of one key cannot be told apart. Bind them again in order, and correct a session that was written down wrongly.",
    }
}

rules! {
    SLIPS from Rule { family: Family::Review, ..ROW };

    RV_09 = "RV-09", "stage-slip-missing" {
        zh: "已完成的核查阶段没有签字的记录质量确认单，或确认单日期先后颠倒。",
        en: "A check stage that was passed has no signed confirmation slip, or slips are dated in the wrong order.",
        severity: W, grade: Some(Minor), remedy: Some(Supply), clauses: &["IV.3.1"], facets: All(&[Review]),
        why_zh: "四阶核查每一阶段都须签署《记录质量确认单》，逐级负责。由该阶段的核查人补签，并注明补签日期。",
        why_en: "Each of the four stages signs a confirmation slip and answers for it. Whoever checked at that stage signs and adds the date of signing.",
    }
}
