//! The legal bases (法律依据): instrument, version and article of the law that a rule serves.
//!
//! A citation is data: an instrument in one version, with the article as the scheme cites it beside the article as
//! read in the official text. Where the two differ the report prints both (C-01). Only facts that were read in a
//! full text or in two independent sources stand here. The wording is our own short account, not the text of the law.
//!
//! Source: I.2 of the requirements, C-01 of the parameters, domain facts 0 and 1.

use serde::Serialize;

/// The duty to keep training files with four statutory contents.
pub(super) const LAW_28_4: &str = "安全生产法 28(4)";

/// One legal basis, in one version.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct LegalBasis {
    /// The id that rules name: short title and article.
    pub id: &'static str,
    /// The title in Chinese.
    pub title: &'static str,
    /// The title in English.
    pub title_en: &'static str,
    /// Who issued it.
    pub issuer: &'static str,
    /// The version that is meant.
    pub version: &'static str,
    /// The number of the instrument as the scheme cites it.
    pub cited_number: Option<&'static str>,
    /// The number of the instrument as verified.
    pub verified_number: Option<&'static str>,
    /// The article as the scheme cites it.
    pub cited_article: Option<&'static str>,
    /// The article as verified in the text of that version; the paragraph in brackets.
    pub verified_article: Option<&'static str>,
    /// The citation as a report prints it, in Chinese.
    pub citation_zh: &'static str,
    /// The citation as a report prints it, in English.
    pub citation_en: &'static str,
    /// What it says, shortly and in our own words, in Chinese.
    pub text_zh: &'static str,
    /// What it says, in English.
    pub text_en: &'static str,
    /// The first day on which it is in force (`YYYY-MM-DD`), where verified.
    pub effective: Option<&'static str>,
    /// The id of the basis that took its place.
    pub superseded_by: Option<&'static str>,
}

const SAFETY_LAW: LegalBasis = LegalBasis {
    id: "",
    title: "中华人民共和国安全生产法",
    title_en: "Work Safety Law of the People's Republic of China",
    issuer: "全国人民代表大会常务委员会",
    version: "2021年修正",
    cited_number: None,
    verified_number: None,
    cited_article: None,
    verified_article: None,
    citation_zh: "",
    citation_en: "",
    text_zh: "",
    text_en: "",
    effective: Some("2021-09-01"),
    superseded_by: None,
};

const FORMER_MINISTRY: LegalBasis =
    LegalBasis { issuer: "原国家安全生产监督管理总局", version: "2015年修正", ..SAFETY_LAW };

const ORDER_3: LegalBasis = LegalBasis {
    title: "生产经营单位安全培训规定",
    title_en: "Provisions on Safety Training of Production and Business Units",
    cited_number: Some("第3号"),
    verified_number: Some("国家安全生产监督管理总局令第3号"),
    effective: Some("2006-03-01"),
    ..FORMER_MINISTRY
};

const STANDARD: LegalBasis = LegalBasis { issuer: "国家标准化管理委员会", effective: None, ..SAFETY_LAW };

static BASES: &[LegalBasis] = &[
    LegalBasis {
        id: "安全生产法 28",
        cited_article: Some("27"),
        verified_article: Some("28"),
        citation_zh: "《中华人民共和国安全生产法》（2021年修正）第二十七条（引文对应2021年版第二十八条）",
        citation_en: "Work Safety Law (2021), article 27 as cited by the scheme, which is article 28 of the 2021 text",
        text_zh: "单位须对从业人员进行五项内容的教育培训：安全知识、规章制度和操作规程、岗位操作技能、应急处理措施、自身权利和义务；未经培训合格的不得上岗。被派遣劳动者和实习学生同样适用，培训须建档如实记录。",
        text_en: "Employers train their workers in five things: knowledge, rules and procedures, skills of the post, emergency measures, own rights and duties; who has not passed may not work. The same holds for dispatched workers and interns, and the training is truthfully filed.",
        ..SAFETY_LAW
    },
    LegalBasis {
        id: LAW_28_4,
        verified_article: Some("28(4)"),
        citation_zh: "《中华人民共和国安全生产法》（2021年修正）第二十八条第四款",
        citation_en: "Work Safety Law (2021), article 28 paragraph 4",
        text_zh: "单位须建立安全生产教育和培训档案，如实记录培训的时间、内容、参加人员和考核结果等情况。",
        text_en: "Employers keep training files that truthfully record, among other things, time, content, participants and assessment results.",
        ..SAFETY_LAW
    },
    LegalBasis {
        id: "3号令",
        citation_zh: "《生产经营单位安全培训规定》（原国家安全生产监督管理总局令第3号，2015年修正）",
        citation_en: "Provisions on Safety Training of Production and Business Units (Order 3, as amended 2015)",
        text_zh: "规定各类人员的安全培训：主要负责人和安全管理人员、新上岗人员的三级培训、转岗与复岗人员、“四新”培训及学时。",
        text_en: "Sets the safety training of each group: principals and safety managers, the three levels for new workers, transfers and returns, four-new training, and the hours.",
        ..ORDER_3
    },
    LegalBasis {
        id: "44号令",
        title: "安全生产培训管理办法",
        title_en: "Measures for the Administration of Work Safety Training",
        cited_number: Some("应急管理部令第9号"),
        verified_number: Some("国家安全生产监督管理总局令第44号"),
        citation_zh: "《安全生产培训管理办法》（引作应急管理部令第9号，实为原国家安全生产监督管理总局令第44号，2015年修正）",
        citation_en: "Measures for the Administration of Work Safety Training (cited by the scheme as MEM Order 9; it is Order 44 of the former State Administration of Work Safety, as amended 2015)",
        text_zh: "管理安全培训机构、单位自行组织的培训、考核与发证。",
        text_en: "Governs training bodies, training by the units themselves, assessment and certificates.",
        effective: Some("2012-03-01"),
        ..FORMER_MINISTRY
    },
    LegalBasis {
        id: "GB/T 33000-2016",
        title: "企业安全生产标准化基本规范",
        title_en: "Basic norms of enterprise work safety standardisation",
        version: "2016",
        cited_number: Some("GB/T33000-2016"),
        verified_number: Some("GB/T 33000-2016"),
        citation_zh: "GB/T 33000-2016《企业安全生产标准化基本规范》（已由GB/T 33000-2025代替）",
        citation_en: "GB/T 33000-2016 (superseded by GB/T 33000-2025)",
        text_zh: "企业安全生产标准化的推荐性国家标准，方案引用此版。",
        text_en: "The recommended national standard of work safety standardisation, in the version that the scheme cites.",
        superseded_by: Some("GB/T 33000-2025"),
        ..STANDARD
    },
    LegalBasis {
        id: "GB/T 33000-2025",
        title: "大中型企业安全生产标准化管理体系要求",
        title_en: "Requirements for the work safety standardisation management system of large and medium enterprises",
        version: "2025",
        verified_number: Some("GB/T 33000-2025"),
        citation_zh: "GB/T 33000-2025《大中型企业安全生产标准化管理体系要求》",
        citation_en: "GB/T 33000-2025",
        text_zh: "代替GB/T 33000-2016的现行推荐性国家标准。",
        text_en: "The recommended national standard in force, in the place of GB/T 33000-2016.",
        effective: Some("2025-10-31"),
        ..STANDARD
    },
    LegalBasis {
        id: "安全生产法 27(2)",
        verified_article: Some("27(2)"),
        citation_zh: "《中华人民共和国安全生产法》（2021年修正）第二十七条第二款",
        citation_en: "Work Safety Law (2021), article 27 paragraph 2",
        text_zh: "危险物品的生产、经营、储存、装卸单位以及矿山、金属冶炼、建筑施工、运输单位的主要负责人和安全生产管理人员，须经主管部门考核合格。",
        text_en: "In the production, trade, storage and loading of hazardous goods, in mines, metal smelting, construction and transport, principals and safety managers pass the assessment of the authority.",
        ..SAFETY_LAW
    },
    LegalBasis {
        id: "安全生产法 28(1)",
        cited_article: Some("27"),
        verified_article: Some("28(1)"),
        citation_zh: "《中华人民共和国安全生产法》（2021年修正）第二十八条第一款（引文作第二十七条）",
        citation_en: "Work Safety Law (2021), article 28 paragraph 1 (cited by the scheme as article 27)",
        text_zh: "单位须对从业人员进行安全生产教育和培训，未经培训合格的不得上岗作业。",
        text_en: "Employers train their workers in work safety; who has not passed may not work.",
        ..SAFETY_LAW
    },
    LegalBasis {
        id: "安全生产法 29",
        verified_article: Some("29"),
        citation_zh: "《中华人民共和国安全生产法》（2021年修正）第二十九条",
        citation_en: "Work Safety Law (2021), article 29",
        text_zh: "采用新工艺、新技术、新材料或者使用新设备，须了解其安全技术特性，并对从业人员进行专门的教育和培训。",
        text_en: "Whoever brings in a new process, technology, material or equipment learns its dangers and gives the workers special training.",
        ..SAFETY_LAW
    },
    LegalBasis {
        id: "安全生产法 30",
        verified_article: Some("30"),
        citation_zh: "《中华人民共和国安全生产法》（2021年修正）第三十条",
        citation_en: "Work Safety Law (2021), article 30",
        text_zh: "特种作业人员须经专门的安全作业培训，取得相应资格，方可上岗作业。",
        text_en: "People in special operations are specially trained and qualified before they work.",
        ..SAFETY_LAW
    },
    LegalBasis {
        id: "3号令 9",
        verified_article: Some("9"),
        citation_zh: "《生产经营单位安全培训规定》（3号令，2015年修正）第九条",
        citation_en: "Order 3 (as amended 2015), article 9",
        text_zh: "规定主要负责人和安全生产管理人员初次培训与每年再培训的学时。",
        text_en: "Sets the hours of the first and of the yearly training of principals and safety managers.",
        ..ORDER_3
    },
    LegalBasis {
        id: "3号令 12",
        verified_article: Some("12"),
        citation_zh: "《生产经营单位安全培训规定》（3号令，2015年修正）第十二条",
        citation_en: "Order 3 (as amended 2015), article 12",
        text_zh: "加工、制造业等单位的新从业人员上岗前须经厂、车间、班组三级安全培训教育。",
        text_en: "New workers in processing and manufacturing are trained on three levels, plant, workshop and team, before they work.",
        ..ORDER_3
    },
    LegalBasis {
        id: "3号令 13",
        verified_article: Some("13"),
        citation_zh: "《生产经营单位安全培训规定》（3号令，2015年修正）第十三条",
        citation_en: "Order 3 (as amended 2015), article 13",
        text_zh: "规定新上岗从业人员的培训学时，以及五类行业从业人员每年再培训的学时。",
        text_en: "Sets the hours for new workers, and those of the yearly training in five industries.",
        ..ORDER_3
    },
    LegalBasis {
        id: "3号令 17",
        verified_article: Some("17"),
        citation_zh: "《生产经营单位安全培训规定》（3号令，2015年修正）第十七条",
        citation_en: "Order 3 (as amended 2015), article 17",
        text_zh: "调整工作岗位或离岗一年以上重新上岗的，须重新接受车间和班组级的安全培训。",
        text_en: "Who changes the post, or returns after a year or more, is trained again on workshop and team level.",
        ..ORDER_3
    },
    LegalBasis {
        id: "3号令 17(2)",
        verified_article: Some("17(2)"),
        citation_zh: "《生产经营单位安全培训规定》（3号令，2015年修正）第十七条第二款",
        citation_en: "Order 3 (as amended 2015), article 17 paragraph 2",
        text_zh: "实施新工艺、新技术或者使用新设备、新材料的，须对有关从业人员重新进行有针对性的安全培训。",
        text_en: "Where a new process or technology is brought in, or new equipment or material used, the workers concerned are trained again for it.",
        ..ORDER_3
    },
    LegalBasis {
        id: "事故应急条例 8(2)",
        title: "生产安全事故应急条例",
        title_en: "Regulations on the Emergency Response to Work Safety Accidents",
        issuer: "国务院",
        version: "2019年",
        verified_article: Some("8(2)"),
        citation_zh: "《生产安全事故应急条例》第八条第二款",
        citation_en: "Regulations on the Emergency Response to Work Safety Accidents, article 8 paragraph 2",
        text_zh: "易燃易爆物品、危险化学品等单位及人员密集场所经营单位至少每半年组织一次应急救援预案演练，并报送演练情况。",
        text_en: "Units with dangerous goods and places of many people hold a drill at least every half year and report it.",
        effective: None,
        ..SAFETY_LAW
    },
    LegalBasis {
        id: "88号令 33",
        title: "生产安全事故应急预案管理办法",
        title_en: "Measures for the Administration of Emergency Plans",
        version: "2019年修正",
        verified_number: Some("国家安全生产监督管理总局令第88号"),
        verified_article: Some("33"),
        citation_zh: "《生产安全事故应急预案管理办法》（88号令，2019年修正）第三十三条",
        citation_en: "Measures for the Administration of Emergency Plans (Order 88, as amended 2019), article 33",
        text_zh: "每年至少组织一次综合或专项应急预案演练，每半年至少组织一次现场处置方案演练；所列行业每半年至少演练一次。",
        text_en: "At least one comprehensive or special drill a year and one drill of an on-site plan every half year; listed industries drill every half year.",
        effective: None,
        ..FORMER_MINISTRY
    },
];

/// Every legal basis, in the order in which the scheme cites them.
#[must_use]
pub fn legal_bases() -> &'static [LegalBasis] {
    BASES
}

/// The legal basis of an id; `None` for an unknown one.
#[must_use]
pub fn legal_basis(id: &str) -> Option<&'static LegalBasis> {
    BASES.iter().find(|basis| basis.id == id)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::super::ALL;
    use super::*;
    use crate::value::parse_date;

    #[test]
    fn every_cited_basis_exists() {
        for rule in ALL {
            for id in rule.basis {
                assert!(legal_basis(id).is_some(), "{}: {id}", rule.code);
            }
        }
        assert!(legal_basis("安全生产法 27").is_none());
    }

    #[test]
    fn a_citation_is_complete() {
        // I.2.a: title and version; I.2.c: ids are unique.
        let ids: BTreeSet<_> = BASES.iter().map(|basis| basis.id).collect();
        assert_eq!(ids.len(), BASES.len());
        for basis in BASES {
            let LegalBasis { id, title, title_en, issuer, version, citation_zh, citation_en, text_zh, text_en, .. } =
                basis;
            for text in [id, title, title_en, issuer, version, citation_zh, citation_en, text_zh, text_en] {
                assert!(!text.is_empty(), "{id}");
            }
            assert!(basis.effective.is_none_or(|day| parse_date(day).is_ok()), "{id}");
            assert!(basis.superseded_by.is_none_or(|next| ids.contains(next)), "{id}");
            assert!(basis.verified_article.is_some() || basis.verified_number.is_some(), "{id}");
        }
    }

    #[test]
    fn the_scheme_cites_27_and_the_text_says_28() {
        // C-01, I.2.a.
        let duty = legal_basis("安全生产法 28").unwrap();
        assert_eq!((duty.cited_article, duty.verified_article), (Some("27"), Some("28")));
        assert!(duty.citation_zh.ends_with("第二十七条（引文对应2021年版第二十八条）"));
        // I.2.c: the order is 44, not 9.
        let measures = legal_basis("44号令").unwrap();
        assert_eq!(measures.cited_number, Some("应急管理部令第9号"));
        assert_eq!(measures.verified_number, Some("国家安全生产监督管理总局令第44号"));
    }

    #[test]
    fn the_four_statutory_contents_rest_on_28_4() {
        // Domain fact 1: time, content, participants, results.
        let codes: Vec<_> = ALL.iter().filter(|rule| rule.basis.contains(&LAW_28_4)).map(|rule| rule.code).collect();
        assert_eq!(
            codes,
            [
                "SG-04", "SG-10", "SG-11", "SG-12", "AS-01", "AS-12", "EL-02", "EL-03", "EL-06", "EL-07", "EL-08",
                "EL-10", "RV-05"
            ]
        );
    }
}
