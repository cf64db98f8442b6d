//! A row of the catalogue as a text for people (规则解释): what the rule says and why, what a finding holds, how it weighs,
//! by when it is mended, what the source must carry and which parameters of the policy move it.
//!
//! The pages of `docs/rules` show the same columns with an example that fails and one that passes.
//! Uses [`rule`](crate::rule) and [`policy`](crate::policy). Source: requirement I.1.b; "remedy and limit" of the catalogue.

use crate::policy::param;
use crate::rule::{Also, Asked, Breaks, Facet, Grade, Outcome, Rule, by_code, legal_basis};

/// The row of `code` as several lines of text in `lang` (`zh` or `en`): what the rule says, why, what its findings hold,
/// how it weighs, what mends it by when, where it comes from, what moves it. `None` for an unknown code or another language.
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
    observed: &'static str,
    expected: &'static str,
    severity: &'static str,
    grade: &'static str,
    no_grade: &'static str,
    suspected: &'static str,
    remedy: &'static str,
    limit: &'static str,
    except: &'static str,
    breaks: &'static str,
    step: &'static str,
    facets: &'static str,
    any: &'static str,
    between: &'static str,
    apart: &'static str,
    clauses: &'static str,
    law: &'static str,
    no_law: &'static str,
    parameter: &'static str,
    no_parameter: &'static str,
}

const ZH: Words = Words {
    zh: true,
    colon: "：",
    comma: "、",
    observed: "问题内容",
    expected: "应有状态",
    severity: "严重程度",
    grade: "问题等级",
    no_grade: "不计为记录缺陷",
    suspected: "（涉嫌，待确认）",
    remedy: "补救方式",
    limit: "补救时限",
    except: "例外",
    breaks: "影响",
    step: "查核起点",
    facets: "所需资料",
    any: "（至少一项）",
    between: "须有其他记录方可比对",
    apart: "不对单份记录判断，由一段时间的记录或档案室、存储的资料判断",
    clauses: "方案条款",
    law: "法律依据",
    no_law: "无（仅依方案）",
    parameter: "相关参数",
    no_parameter: "无",
};

const EN: Words = Words {
    zh: false,
    colon: ": ",
    comma: ", ",
    observed: "Observed",
    expected: "Expected",
    severity: "Severity",
    grade: "Grade",
    no_grade: "no defect of the record",
    suspected: " (suspected until confirmed)",
    remedy: "Remedy",
    limit: "Limit",
    except: "But",
    breaks: "Effect",
    step: "Asked",
    facets: "Needs",
    any: " (at least one)",
    between: "asked only when the other records are supplied",
    apart: "not asked of one record, but of the records of a period, of the archive room or of a store",
    clauses: "Clauses of the scheme",
    law: "Law",
    no_law: "none (the scheme alone)",
    parameter: "Parameter",
    no_parameter: "none",
};

fn text(rule: &Rule, words: &Words) -> String {
    let mut lines = vec![format!("{} {}", rule.code, rule.name)];
    lines.extend(if words.zh { [rule.zh, rule.why_zh] } else { [rule.en, rule.why_en] }.map(str::to_owned));
    let mut line = |label: &str, value: &str| lines.push(format!("{label}{}{value}", words.colon));
    line(words.observed, if words.zh { rule.observed_zh } else { rule.observed_en });
    line(words.expected, if words.zh { rule.expected_zh } else { rule.expected_en });
    let usual = rule.outcome(false);
    line(words.severity, &severity(usual, words));
    line(words.grade, &grade(usual, words));
    if let Some(remedy) = remedy(usual, words) {
        line(words.remedy, remedy);
    }
    if let Some(limit) = limit(rule, words.zh) {
        line(words.limit, &limit);
    }
    if let Some(case) = rule.also {
        line(words.except, &exception(case, rule, words));
    }
    if let Some(effect) = effect(rule.breaks, words) {
        line(words.breaks, effect);
    }
    line(words.step, if words.zh { rule.asked_from.zh() } else { rule.asked_from.en() });
    line(words.facets, &needs(rule, words));
    line(words.clauses, &rule.clauses.join(words.comma));
    if rule.basis.is_empty() {
        line(words.law, words.no_law);
    }
    for basis in rule.basis.iter().filter_map(|id| legal_basis(id)) {
        line(words.law, if words.zh { basis.citation_zh } else { basis.citation_en });
    }
    if rule.moved_by.is_empty() {
        line(words.parameter, words.no_parameter);
    }
    for key in rule.moved_by {
        line(words.parameter, &parameter(key, words.zh));
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

/// The parameters that say by when a finding has to be mended, whatever its rule: the due of the hand-over, the return, the
/// limits of the grades, and whether the earliest of them counts.
pub const LIMITS: &[&str] = &[
    "submit.paper.limit",
    "return.limit",
    "rectify.minor",
    "rectify.general",
    "rectify.severe.report",
    "rectify.severe.tolerance",
    "conflict.strictest",
];

/// By when a finding is mended; nothing where it is no defect of the record.
fn limit(rule: &Rule, zh: bool) -> Option<String> {
    let grade = rule.grade?;
    if rule.is_limit {
        return Some(if zh { "规则本身的时限" } else { "the rule is itself the limit" }.to_owned());
    }
    let hours = |key| param(key).map_or_else(String::new, |row| row.default_text(zh));
    let by_grade = match grade {
        Grade::Minor | Grade::General => {
            let time = hours(if grade == Grade::Minor { "rectify.minor" } else { "rectify.general" });
            if zh { format!("整改单下发起{time}") } else { format!("{time} from the slip") }
        }
        Grade::Severe => {
            let time = hours("rectify.severe.tolerance");
            if zh {
                format!("整改单下发后立即上报，容许{time}")
            } else {
                format!("reported at once after the slip, with a tolerance of {time}")
            }
        }
    };
    Some(if zh {
        format!("{by_grade}；移交之前以纸质移交截止为准，退回未补期间以退回时限为准")
    } else {
        format!("{by_grade}; before the hand-over its due, while a return is open the limit of the return")
    })
}

/// A parameter with its default.
fn parameter(key: &str, zh: bool) -> String {
    match param(key) {
        Some(row) if zh => format!("{key}（{}）默认：{}", row.zh, row.default_text(true)),
        Some(row) => format!("{key} ({}), default: {}", row.en, row.default_text(false)),
        None => key.to_owned(),
    }
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
    if !rule.is_of_a_record() {
        return words.apart.to_owned();
    }
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
    use super::*;
    use crate::policy::Param;
    use crate::rule::{ALL, EL_02, PH_05};

    #[test]
    fn a_row_reads_as_a_page() {
        let expected = format!(
            "EL-02 date-missing\n缺少培训日期。\n{}\n问题内容：缺少该要素\n应有状态：要素名称\n严重程度：E（不符合）\n\
             问题等级：一般\n补救方式：补交资料\n\
             补救时限：整改单下发起48小时；移交之前以纸质移交截止为准，退回未补期间以退回时限为准\n\
             影响：不完整记录\n查核起点：培训结束之后\n所需资料：记录表头\n方案条款：IV.1.1\n\
             法律依据：《中华人民共和国安全生产法》（2021年修正）第二十八条第四款\n\
             相关参数：elements.team_activity（班组活动记录要素）默认：Time, Topic, Participants, Discussion, Leader\n",
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
    fn what_moves_a_rule_is_a_parameter_that_a_host_sets() {
        for rule in ALL {
            let mut keys = rule.moved_by.to_vec();
            keys.sort_unstable();
            keys.dedup();
            assert_eq!(keys.len(), rule.moved_by.len(), "{}: twice", rule.code);
            assert!(keys.iter().all(|key| param(key).is_some_and(Param::settable)), "{}: {keys:?}", rule.code);
        }
        assert!(LIMITS.iter().all(|key| param(key).is_some_and(Param::settable)));
    }

    #[test]
    fn every_row_explains_itself_in_both_languages() {
        for rule in ALL {
            for lang in ["zh", "en"] {
                let page = explain(rule.code, lang).unwrap();
                assert!(page.starts_with(&format!("{} {}\n", rule.code, rule.name)), "{page}");
                assert!(page.lines().count() >= 10, "{page}");
                assert!(page.lines().all(|line| !line.trim().is_empty()), "{page}");
            }
        }
        let page = explain("SG-01", "en").unwrap();
        assert!(
            page.contains(
                "\nParameter: signin.issue_before (sheet issued at the latest so long before the start), default: 10 minutes\n"
            ),
            "{page}"
        );
        assert_eq!(explain("XX-01", "zh"), None);
        assert_eq!(explain("EL-02", "fr"), None);
    }
}
