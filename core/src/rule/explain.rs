//! One row of the catalogue as a text for people. Source: the row; requirement I.1.b.

use super::basis::legal_basis;
use super::by_code;
use super::row::{Also, Asked, Breaks, Outcome, Rule};
use super::terms::Facet;

/// The row of `code` as several lines of text in `lang` (`zh` or `en`): what the rule says, why, how it weighs, what
/// mends it, where it comes from. `None` for an unknown code or another language.
#[must_use]
pub fn explain(code: &str, lang: &str) -> Option<String> {
    let words = match lang {
        "zh" => &ZH,
        "en" => &EN,
        _ => return None,
    };
    Some(text(by_code(code)?, words))
}

/// The words of one language.
struct Words {
    zh: bool,
    colon: &'static str,
    comma: &'static str,
    severity: &'static str,
    grade: &'static str,
    no_grade: &'static str,
    suspected: &'static str,
    remedy: &'static str,
    except: &'static str,
    breaks: &'static str,
    facets: &'static str,
    any: &'static str,
    between: &'static str,
    clauses: &'static str,
    law: &'static str,
    no_law: &'static str,
}

const ZH: Words = Words {
    zh: true,
    colon: "：",
    comma: "、",
    severity: "严重程度",
    grade: "问题等级",
    no_grade: "不计为记录缺陷",
    suspected: "（涉嫌，待确认）",
    remedy: "补救方式",
    except: "例外",
    breaks: "影响",
    facets: "所需资料",
    any: "（至少一项）",
    between: "须有其他记录方可比对",
    clauses: "方案条款",
    law: "法律依据",
    no_law: "无（仅依方案）",
};

const EN: Words = Words {
    zh: false,
    colon: ": ",
    comma: ", ",
    severity: "Severity",
    grade: "Grade",
    no_grade: "no defect of the record",
    suspected: " (suspected until confirmed)",
    remedy: "Remedy",
    except: "But",
    breaks: "Effect",
    facets: "Needs",
    any: " (at least one)",
    between: "asked only when the other records are supplied",
    clauses: "Clauses of the scheme",
    law: "Law",
    no_law: "none (the scheme alone)",
};

fn text(rule: &Rule, words: &Words) -> String {
    let mut lines = vec![format!("{} {}", rule.code, rule.name)];
    lines.extend(if words.zh { [rule.zh, rule.why_zh] } else { [rule.en, rule.why_en] }.map(str::to_owned));
    let mut line = |label: &str, value: &str| lines.push(format!("{label}{}{value}", words.colon));
    let usual = rule.outcome(false);
    line(words.severity, &severity(usual, words));
    line(words.grade, &grade(usual, words));
    if let Some(remedy) = remedy(usual, words) {
        line(words.remedy, remedy);
    }
    if let Some(case) = rule.also {
        line(words.except, &exception(case, rule, words));
    }
    if let Some(effect) = effect(rule.breaks, words) {
        line(words.breaks, effect);
    }
    if rule.is_asked_of_a_record() {
        line(words.facets, &needs(rule, words));
    }
    line(words.clauses, &rule.clauses.join(words.comma));
    if rule.basis.is_empty() {
        line(words.law, words.no_law);
    }
    for basis in rule.basis.iter().filter_map(|id| legal_basis(id)) {
        line(words.law, if words.zh { basis.citation_zh } else { basis.citation_en });
    }
    let mut text = lines.join("\n");
    text.push('\n');
    text
}

fn severity(outcome: Outcome, words: &Words) -> String {
    let severity = outcome.severity;
    if words.zh {
        format!("{}（{}）", severity.code(), severity.zh())
    } else {
        format!("{} ({})", severity.code(), severity.en())
    }
}

fn grade(outcome: Outcome, words: &Words) -> String {
    let Some(grade) = outcome.grade else {
        return words.no_grade.to_owned();
    };
    let suspected = if outcome.suspected { words.suspected } else { "" };
    format!("{}{suspected}", if words.zh { grade.zh() } else { grade.en() })
}

fn remedy(outcome: Outcome, words: &Words) -> Option<&'static str> {
    outcome.remedy.map(|remedy| if words.zh { remedy.zh() } else { remedy.en() })
}

/// The bracket: its condition and the columns that differ.
fn exception(case: Also, rule: &Rule, words: &Words) -> String {
    let (usual, other) = (rule.outcome(false), rule.outcome(true));
    let mut changed = Vec::new();
    if usual.severity != other.severity {
        changed.push(severity(other, words));
    }
    if (usual.grade, usual.suspected) != (other.grade, other.suspected) {
        changed.push(grade(other, words));
    }
    if usual.remedy != other.remedy {
        changed.extend(remedy(other, words).map(str::to_owned));
    }
    format!("{}{}{}", if words.zh { case.zh } else { case.en }, words.colon, changed.join(words.comma))
}

fn effect(breaks: Breaks, words: &Words) -> Option<&'static str> {
    let (zh, en) = match breaks {
        Breaks::Nothing => return None,
        Breaks::Validity => ("无效记录", "the record is invalid"),
        Breaks::Completeness => ("不完整记录", "the record is incomplete"),
        Breaks::ValidityOrSpecialCompleteness => {
            ("无效记录（特种作业培训为不完整记录）", "the record is invalid (of special operation: incomplete)")
        }
    };
    Some(if words.zh { zh } else { en })
}

fn needs(rule: &Rule, words: &Words) -> String {
    let name = |facet: &Facet| if words.zh { facet.zh() } else { facet.en() };
    let mut needs = rule.facets.list().iter().map(name).collect::<Vec<_>>().join(words.comma);
    if matches!(rule.facets, Asked::Any(_)) {
        needs.push_str(words.any);
    }
    if rule.between_records {
        needs.push_str(if words.zh { "；" } else { "; " });
        needs.push_str(words.between);
    }
    needs
}

#[cfg(test)]
mod tests {
    use super::super::{ALL, EL_02, PH_05};
    use super::*;

    #[test]
    fn a_row_reads_as_a_page() {
        let expected = format!(
            "EL-02 date-missing\n缺少培训日期。\n{}\n严重程度：E（不符合）\n问题等级：一般\n补救方式：补交资料\n\
             影响：不完整记录\n所需资料：记录表头\n方案条款：IV.1.1\n\
             法律依据：《中华人民共和国安全生产法》（2021年修正）第二十八条第四款\n",
            EL_02.why_zh
        );
        assert_eq!(explain("EL-02", "zh").unwrap(), expected);
    }

    #[test]
    fn a_bracket_says_only_what_it_changes() {
        let page = explain("PH-05", "en").unwrap();
        assert!(page.contains(PH_05.en));
        assert!(
            page.contains("\nBut: across records: severe (suspected until confirmed), repeat the training\n"),
            "{page}"
        );
        let page = explain("SG-01", "zh").unwrap();
        assert!(page.contains("\n例外：培训开始后才发放：E（不符合）\n"), "{page}");
        let page = explain("TP-05", "en").unwrap();
        assert!(
            page.contains("\nNeeds: sign-in sheet, recordings, assessment, certificates (at least one)\n"),
            "{page}"
        );
    }

    #[test]
    fn every_row_explains_itself_in_both_languages() {
        for rule in ALL {
            for lang in ["zh", "en"] {
                let page = explain(rule.code, lang).unwrap();
                assert!(page.starts_with(&format!("{} {}\n", rule.code, rule.name)), "{page}");
                assert!(page.lines().count() >= 7, "{page}");
                assert!(page.lines().all(|line| !line.trim().is_empty()), "{page}");
            }
        }
        assert_eq!(explain("XX-01", "zh"), None);
        assert_eq!(explain("EL-02", "fr"), None);
    }
}
