//! Rows: the wording of the content (WD). Source: IV.1.2.

use super::row::{Asked::All, ROW, Rule, rules};
use super::terms::Remedy::Correct;
use super::terms::{Facet::*, Family, Grade::*, Severity::*};

rules! {
    WORDING from Rule {
        family: Family::Wording, clauses: &["IV.1.2"], facets: All(&[Heading]),
        severity: W, grade: Some(Minor), remedy: Some(Correct), ..ROW
    };

    WD_01 = "WD-01", "colloquial-term" {
        zh: "内容使用了口语化表述，未使用行业通用术语。",
        en: "The text uses a colloquial expression instead of the trade term.",
        why_zh: "口语因人因地而异，日后查阅和事故调查时可能理解不一致。按提示换用法规标准中的术语；本单位确需使用的，可在制度参数中调整词库。",
        why_en: "Colloquial words differ from shop to shop, and an inspector may read them in another way. Put the trade term in their place; an expression that the company needs is taken out of the lexicon by the policy.",
        observed_zh: "用到的口语，每个一次",
        observed_en: "the expressions used, each once",
        expected_zh: "对应的规范用语，顺序相同",
        expected_en: "the trade terms, in the same order",
        moved_by: &["wording.asked", "wording.terms", "wording.without"],
    }
    WD_02 = "WD-02", "key-point-unmarked" {
        zh: "关键操作要点或禁止性、强制性语句未加粗或加下划线。",
        en: "A key operating point, or a sentence that forbids or demands, is neither bold nor underlined.",
        why_zh: "方案要求关键操作要点加粗或加下划线，使用者才能一眼看到不可违反的内容。在列出的语句中标出要点；纯文本不能标注的，改用带格式的文本。",
        why_en: "Key points are set in bold or underlined, so that a reader sees at once what is not open to choice. Mark the point in the sentences named; a plain text that cannot carry emphasis becomes one with runs.",
        observed_zh: "触发的词和句子序号，不含原文",
        observed_en: "the word and the number of its sentence, never the text",
        expected_zh: "每句至少有连续两个字加粗或下划线",
        expected_en: "a bold or underlined run of at least two characters in each sentence",
        moved_by: &["wording.asked", "wording.key_points"],
    }
    WD_03 = "WD-03", "summary-too-vague" {
        zh: "内容概要既没有数据，也没有列出两个以上的步骤。",
        en: "The content summary names neither a figure nor a list of at least two steps.",
        why_zh: "没有数据和步骤的概要无法核对实际教了什么。按授课记录写明距离、时间、数量等数据，或逐步写出操作要领。",
        why_en: "A summary without figures and steps shows nothing that could be checked. Write distances, times and amounts from the lecture log, or the operation step by step.",
        observed_zh: "没有数字，也没有步骤",
        observed_en: "no figure, no steps",
        expected_zh: "一个数字，或两步以上的步骤",
        expected_en: "a figure, or a list of at least two steps",
        moved_by: &["wording.asked"],
    }
}
