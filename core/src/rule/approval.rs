//! Rows: the review of the record and the package that it is handed over in (RV). Source: I.4.1, II.4, III.3, IV.3.1.

use super::basis::LAW_28_4;
use super::row::{Also, Asked::All, ROW, Rule, rules};
use super::terms::Remedy::{Correct, ReExamine, Repeat, Supply};
use super::terms::{Facet::*, Family, Grade::*, Severity::*, Step};

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
        observed_zh: "没有章，或章上是其他文字",
        observed_en: "no stamp, or another text",
        expected_zh: "已审核",
        expected_en: "the text of a review stamp",
        asked_from: Step::Reviewed,
    }
    RV_02 = "RV-02", "planned-topics-untaught" {
        zh: "计划主题的实际讲授比例低于规定下限。",
        en: "The share of the planned topics that were taught is below the required one.",
        remedy: Some(Repeat), facets: All(&[Plan, Lecture]),
        why_zh: "初审须核对授课内容与批准的计划是否相符，漏讲的内容等于没有培训。补讲漏掉的主题并另作记录。",
        why_en: "The review compares what was taught with the approved plan; what was left out was not trained. Teach the missing topics and make a record of it.",
        observed_zh: "已讲与计划的主题数，以及未讲的主题代码",
        observed_en: "how many of the planned topics were taught, and the codes of those that were not",
        expected_zh: "应讲授的比例",
        expected_en: "the share that is asked",
        moved_by: &["review.content_match_min"],
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
        observed_zh: "没有考核的目标编号，或没有目标",
        observed_en: "the ids of goals not assessed, or that there are no goals",
        expected_zh: "每个目标均有考核要点",
        expected_en: "an assessed item for each goal",
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
        observed_zh: "审核人编号（隐去部分），或同一人签署的两个阶段",
        observed_en: "the reviewer's number, masked, or the two stages that one person signed",
        expected_zh: "记录人以外的人员；各阶段各由一人",
        expected_en: "somebody other than the recorder; a signer of its own for each stage",
        asked_from: Step::Reviewed,
    }
    RV_05 = "RV-05", "changed-after-stamp" {
        zh: "记录内容在盖章之后被改动，且没有更正记录说明。",
        en: "The content of the record was changed after the stamp and no amendment explains it.",
        grade: Some(Severe), remedy: Some(Repeat), clauses: &["I.4.1", "III.3.2"], basis: &[LAW_28_4],
        why_zh: "严禁篡改记录，审核后的改动只能以保留原文的更正方式进行。查明何人改动何处；证实篡改的重新培训并追究责任。",
        why_en: "Records may not be tampered with; after the review a change is an amendment that keeps the original. Find out who changed what; if it was tampering, repeat the training and hold the person to account.",
        observed_zh: "现在的内容摘要",
        observed_en: "the content digest of today",
        expected_zh: "章上的摘要，或自该摘要起的更正",
        expected_en: "the digest in the stamp, or an amendment that began with it",
        asked_from: Step::Reviewed,
    }
}

rules! {
    PACKAGE from Rule { family: Family::Review, facets: All(&[Package]), asked_from: Step::HandedOver, ..ROW };

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
        observed_zh: "没有封面、没有份数、没有签字，或没有小结",
        observed_en: "no cover, no number of items, no signature, or no summary",
        expected_zh: "注明份数并签字的封面，以及培训小结",
        expected_en: "a signed cover with the number of items, and a summary",
    }
    RV_07 = "RV-07", "package-count-mismatch" {
        zh: "移交资料或接收份数与封面不符，或某项材料页数为零。",
        en: "The contents or the received count differ from the cover, or a part has zero pages.",
        grade: Some(General), remedy: Some(Correct), clauses: &["III.3.1", "II.4.2"],
        why_zh: "份数对不上，说明移交途中有材料遗失或封面填写有误。双方当面清点，补齐材料或更正封面。",
        why_en: "Where the counts differ, material was lost on the way or the cover is wrong. Both sides count together and file what is missing or correct the cover.",
        observed_zh: "与封面不符的份数或页数、页数为零的材料，或接收份数",
        observed_en: "the items or pages that differ, the part without pages, or the count received",
        expected_zh: "封面上的份数和页数",
        expected_en: "the items and pages of the cover",
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
        observed_zh: "名称、日期、场次相同的另一份资料包（other_line 为其行号）",
        observed_en: "another package of the same name, date and session (its line is other_line)",
        expected_zh: "按“名称-日期-场次”各有一处",
        expected_en: "one place for each name, date and session",
    }
}

rules! {
    SLIPS from Rule { family: Family::Review, asked_from: Step::StagePassed, ..ROW };

    RV_09 = "RV-09", "stage-slip-missing" {
        zh: "已完成的核查阶段没有签字的记录质量确认单，或确认单日期先后颠倒。",
        en: "A check stage that was passed has no signed confirmation slip, or slips are dated in the wrong order.",
        severity: W, grade: Some(Minor), remedy: Some(Supply), clauses: &["IV.3.1"], facets: All(&[Review]),
        why_zh: "四阶核查每一阶段都须签署《记录质量确认单》，逐级负责。由该阶段的核查人补签，并注明补签日期。",
        why_en: "Each of the four stages signs a confirmation slip and answers for it. Whoever checked at that stage signs and adds the date of signing.",
        observed_zh: "没有确认单的阶段，或确认单的时刻",
        observed_en: "the stage without a signed slip, or the stamp of the slip",
        expected_zh: "每个已过阶段有签字的确认单，时间依次",
        expected_en: "a signed slip of each stage passed, one after the other",
    }
}
