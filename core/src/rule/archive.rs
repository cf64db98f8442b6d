//! Rows: where and how the record is kept (AR). Source: I.4.4, II.2.1, II.6.2, III.4, III.7.1, VII.2.3. AR-10 to AR-12 are
//! asked of the archive room, not of a record.

use super::row::{Also, Asked::All, ROW, Rule, rules};
use super::terms::Remedy::{Correct, Supply};
use super::terms::{Facet, Family, Grade::*, Severity::*, Step};

rules! {
    ARCHIVE from Rule {
        family: Family::Archive, grade: Some(General), clauses: &["III.4.2"], facets: All(&[Facet::Archive]),
        asked_from: Step::Archived, ..ROW
    };

    AR_01 = "AR-01", "cabinet-unfit" {
        zh: "纸质记录没有存放在已登记的专用档案柜，或档案柜不防火、不防潮。",
        en: "The paper record stands in no known dedicated cabinet, or the cabinet is not fire- and damp-proof.",
        remedy: Some(Correct), clauses: &["II.6.2", "III.4.2"], facets: All(&[Facet::Archive, Facet::Storage]),
        why_zh: "纸质原件毁于水火就无法再补，方案要求存入防火防潮的专用档案柜。移入合格的档案柜并更正存放位置。",
        why_en: "An original lost to fire or damp cannot be made again, so the scheme demands a dedicated fire- and damp-proof cabinet. Move the record and correct its place.",
        observed_zh: "没有档案柜、未登记的柜号，或不具备的条件",
        observed_en: "no cabinet, one that is not known, or what it is not",
        expected_zh: "已登记的专用柜，防火、防潮",
        expected_en: "a known dedicated cabinet, fireproof and dampproof",
    }
    AR_02 = "AR-02", "cabinet-label-wrong" {
        zh: "档案柜没有规定的标签。",
        en: "The cabinet does not bear the required label.",
        severity: W, grade: Some(Minor), remedy: Some(Correct), facets: All(&[Facet::Storage]),
        why_zh: "方案规定柜上贴“安全生产培训”标签，存放和检查都靠它辨认。贴上规定的标签。",
        why_en: "The label is how people find the cabinet when they file and when they inspect. Put the required label on it.",
        observed_zh: "柜上的标识",
        observed_en: "the label of the cabinet",
        expected_zh: "规定的标识",
        expected_en: "the label that is asked",
        moved_by: &["storage.cabinet_label"],
    }
    AR_03 = "AR-03", "shelf-order-wrong" {
        zh: "档案盒没有按年度、类型、部门的顺序排列，或一盒装有两个年度的记录。",
        en: "The boxes do not stand in the order year – type – department, or one box holds two years.",
        severity: W, grade: Some(Minor), remedy: Some(Correct), clauses: &["III.4.1"], facets: All(&[Facet::Storage]),
        why_zh: "顺序固定才能按编号直接取到记录，混装的盒子到期也无法整盒处理。按年度-类型-部门重新排架，混装的分盒。",
        why_en: "Only in a fixed order does a number lead to its box, and a box of two years cannot be cleared as one. Arrange the boxes by year, type and department and part the mixed ones.",
        observed_zh: "盒的标签，或一盒中的两个年度",
        observed_en: "the label of the box, or the two years in it",
        expected_zh: "不早于前一盒的标签；一盒一个年度",
        expected_en: "not before the box in front; one year in a box",
    }
    AR_04 = "AR-04", "not-read-only" {
        zh: "已归档的电子记录没有设为只读。",
        en: "The archived electronic record is not read-only.",
        remedy: Some(Correct),
        why_zh: "归档后只许以更正方式追加，不许改动原文。立即设为只读，并核对归档以来是否被改动。",
        why_en: "After archiving a record is only added to by amendment, never changed. Make it read-only at once and verify that nothing was changed since.",
        observed_zh: "可以改动",
        observed_en: "not read-only",
        expected_zh: "只读",
        expected_en: "read-only",
    }
    AR_05 = "AR-05", "off-site-copy-missing" {
        zh: "超过规定周期，异地备份光盘上仍没有该记录。",
        en: "The record is on no off-site backup disc although the disc cadence of the host has passed.",
        severity: W, grade: None, facets: All(&[Facet::Storage]),
        why_zh: "火灾水患会把纸质和本地电子记录一起毁掉，异地光盘是最后一份。刻录包含该记录的光盘并异地存放。",
        why_en: "A fire or a flood takes the paper and the local file together; the disc elsewhere is the last copy. Burn a disc with the record and keep it off site.",
        observed_zh: "没有异地光盘",
        observed_en: "no off-site disc",
        expected_zh: "最迟应有异地光盘的日期",
        expected_en: "the day by which it has to be on one",
        moved_by: &["backup.disc.every"],
    }
    AR_06 = "AR-06", "person-file-incomplete" {
        zh: "特种作业人员的一人一档缺少证书复印件、应有的复审记录或实操考核视频。",
        en: "A special-operation person's file lacks the certificate copy, the review record (where due) or the video of the practical exam.",
        remedy: Some(Supply), clauses: &["III.4.3"], facets: All(&[Facet::Certificates]),
        why_zh: "特种作业人员须一人一档，资格和技能随时可查。补齐所缺的证书复印件、复审记录或实操视频。",
        why_en: "Each special-operation person has one file in which qualification and skill can be looked up at any time. File the copy, the review record or the video that is missing.",
        observed_zh: "档案中缺少的材料",
        observed_en: "what the file lacks",
        expected_zh: "该人员完整的档案",
        expected_en: "a whole file of the person",
        moved_by: &["regime.certificates_from"],
        asked_from: Step::Held,
    }
    AR_07 = "AR-07", "qualification-link-missing" {
        zh: "管理人员培训记录没有关联在培训当日已知且有效的资格证书编号。",
        en: "The management record names no qualification certificate number that is known and valid on the session date.",
        remedy: Some(Supply), clauses: &["III.4.3"], facets: All(&[Facet::Certificates]),
        why_zh: "管理人员的培训记录须与安全资格证书编号关联，初次取证的在发证后补填。核对证书后补填或更正编号。",
        why_en: "Records of managers are tied to the number of their safety certificate; after a first qualification it is added once the certificate is issued. Verify the certificate and add or correct its number.",
        observed_zh: "没有编号、编号无此证，或证书的发证或到期日",
        observed_en: "no number, an unknown one, or when the certificate was issued or expired",
        expected_zh: "已登记且当日有效的合格证编号",
        expected_en: "the number of a certificate that is known and valid on the day",
        asked_from: Step::Held,
    }
    AR_08 = "AR-08", "tracks-differ" {
        zh: "纸质与电子记录没有同时存在，或两者不一致。",
        en: "Paper and electronic holdings do not both exist, or they differ.",
        remedy: Some(Supply), clauses: &["II.2.1", "III.7.1"],
        also: Some(Also {
            severity: W, grade: Some(General), suspected: false, remedy: Some(Supply),
            zh: "上传文件没有摘要值", en: "upload without digest",
        }),
        why_zh: "双轨记录互为凭证，缺一轨或两轨不一致就无法判断哪份为准。立即查明差异，补齐缺少的一轨或缺少的页。",
        why_en: "The two tracks vouch for each other; where one is missing or they differ nobody knows which to trust. Find the difference at once and supply the track or the pages that are missing.",
        observed_zh: "没有一方的保存，或不一致的页数、摘要",
        observed_en: "a holding that is absent, or the pages or the digest that differ",
        expected_zh: "纸质与电子并存且一致",
        expected_en: "paper and electronic, alike",
    }
    AR_09 = "AR-09", "trace-link-broken" {
        zh: "记录与计划、签到表、试卷或影像的关联缺失、失效或指向其他场次。",
        en: "A link to plan, sign-in sheet, papers or media that the kind must have is missing, dangling or of another session.",
        remedy: Some(Correct), clauses: &["I.4.4", "I.1"],
        why_zh: "记录须能一路追溯到计划和佐证材料，关联断开就无法证明其来源。按原件更正或补填关联。",
        why_en: "A record has to be traceable to its plan and its evidence; a broken link leaves it without origin. Correct or add the link from the originals.",
        observed_zh: "没有关联，或无着落的关联",
        observed_en: "no link, or the links that lead to nothing",
        expected_zh: "记录上资料的标识",
        expected_en: "the id or the digest of what stands on the record",
        moved_by: &["proofs.general", "proofs.special_operation", "proofs.per_kind", "proofs.online"],
    }
    AR_10 = "AR-10", "climate-or-insects" {
        zh: "档案室温湿度超出规定范围，或防潮、防火、防虫检查不合格或没有检查。",
        en: "Temperature or humidity of the archive room left its range, or a check against damp, fire or insects failed or is missing.",
        severity: W, grade: None, clauses: &["II.6.2", "VII.2.3"], facets: All(&[]),
        why_zh: "纸张和磁盘受潮、受热、虫蛀都会损毁，且无法复原。调节温湿度并查明原因，补做检查，对受影响的档案逐盒查看。",
        why_en: "Damp, heat and insects destroy paper and media for good. Bring the climate back into its range and find the cause, make up the check, and look through the boxes that were exposed.",
        observed_zh: "超出范围的读数，或不合格、缺少的检查",
        observed_en: "the reading outside its range, or the check that failed or is missing",
        expected_zh: "规定的范围，或合格的检查",
        expected_en: "the range, or a check that passed",
        moved_by: &["env.temperature", "env.humidity"],
    }
    AR_11 = "AR-11", "archive-room-unfit" {
        zh: "档案室不独立，或缺少防火防潮档案柜、温湿度控制设备，或磁性载体没有防磁柜。",
        en: "The archive room is not separate, or lacks fire- and damp-proof cabinets, climate control or an anti-magnetic cabinet for magnetic media.",
        severity: W, grade: None, clauses: &["VII.2.3"], facets: All(&[]),
        why_zh: "方案要求设独立档案室并配齐防火防潮柜、温湿度设备和防磁柜，光盘不是磁性载体。按缺项添置或改造，期间把有关载体移入合格的柜中。",
        why_en: "The scheme asks for a room of its own with fire- and damp-proof cabinets, climate control and an anti-magnetic cabinet; optical discs are not magnetic. Buy or build what is missing and keep the media in a fit cabinet meanwhile.",
        observed_zh: "不独立的档案室，或缺少的设备",
        observed_en: "a shared room, or the equipment that is missing",
        expected_zh: "独立的档案室和齐全的设备",
        expected_en: "a room of its own with that equipment",
        moved_by: &[],
    }
    AR_12 = "AR-12", "video-storage-short" {
        zh: "视频存储容量不足以保存规定年限的录像，或录像在期满前被删除。",
        en: "The video store cannot hold the recordings for as long as is demanded, or recordings were deleted earlier.",
        severity: W, grade: None, clauses: &["VII.2.3"], facets: All(&[]),
        why_zh: "录像是培训真实的证明，至少保存三年，容量不够就会被新录像覆盖。按每日录像时长扩容，并停止期满前的删除或覆盖。",
        why_en: "Recordings prove that training took place and are kept for three years at least; a store that is too small overwrites them. Enlarge it by the hours recorded a day, and stop deleting before the time.",
        observed_zh: "存储容量（GB），或提前删除的日期",
        observed_en: "the gigabytes of the store, or the day of a deletion that came early",
        expected_zh: "规定年限所需的容量，或应保存至的日期",
        expected_en: "the gigabytes that those years take, or the last day of keeping",
        moved_by: &["video.retention"],
    }
}
