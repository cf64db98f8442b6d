//! The index of the rule book: by clause of the scheme, by form, by weight, and every rule in one line.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use anxun::rule::{ALL, Facet, Grade, Outcome, Rule, Severity};

use super::clauses::{CHAPTERS, CLAUSES, chapter_of};

/// The page.
#[must_use]
pub fn page() -> String {
    let mut page = format!(
        "# 规则手册 The rule book\n\n{} 条规则，每条一页：含义、理由、问题内容、分级、补救、参数，以及一个不通过和一个通过的例子。\
         `explain` 在各语言中给出同样的文字（`--explain SG-01`、`anxun.explain(\"SG-01\")`）。\n\n{} rules, a page each: meaning, \
         reason, what a finding holds, weight, remedy, parameters, an example that fails and one that passes. `explain` says the \
         same in every language.\n\nWritten by `cargo run -p anxun-tests --bin write-rules` from the catalogue and the conformance \
         cases; a test holds them equal.\n\n\
         [按条款 By clause](#按条款-by-clause) · [按表单 By form](#按表单-by-form) · [按分级 By weight](#按分级-by-weight) · \
         [全部 All](#全部-all) · [参数 Parameters](../policy.md) · [判定细则 Readings](../judging.md)\n\n",
        ALL.len(),
        ALL.len()
    );
    page.push_str(&by_clause());
    page.push_str(&by_form());
    page.push_str(&by_weight());
    page.push_str(&all());
    page
}

fn link(rule: &Rule) -> String {
    format!("[{}]({}.md \"{}\")", rule.code, rule.code, rule.name)
}

fn links<'r>(rules: impl Iterator<Item = &'r Rule>) -> String {
    rules.map(link).collect::<Vec<_>>().join(" ")
}

fn by_clause() -> String {
    let mut text = "## 按条款 By clause\n\n".to_owned();
    for (chapter, zh, en) in CHAPTERS {
        let _ = write!(text, "### {chapter} {zh} {en}\n\n| 条款 clause | 内容 subject | 规则 rules |\n|---|---|---|\n");
        for (clause, zh, en) in CLAUSES.iter().filter(|(clause, ..)| chapter_of(clause) == *chapter) {
            let rules = links(ALL.iter().copied().filter(|rule| rule.clauses.contains(clause)));
            let _ = writeln!(text, "| <a id=\"{clause}\"></a>{clause} | {zh}<br>{en} | {rules} |");
        }
        text.push('\n');
    }
    text
}

fn by_form() -> String {
    let mut text =
        "## 按表单 By form\n\n一条规则须有多种资料的，各处都列出。A rule that needs several stands at each.\n\n\
                    | 资料 facet | | 规则 rules |\n|---|---|---|\n"
            .to_owned();
    for facet in Facet::ALL {
        let rules = links(ALL.iter().copied().filter(|rule| rule.facets.list().contains(facet)));
        let _ = writeln!(text, "| `{}` | {}<br>{} | {rules} |", facet.code(), facet.zh(), facet.en());
    }
    text.push('\n');
    text
}

/// How a finding weighs, the heaviest last.
fn weight(outcome: Outcome) -> (Severity, Option<Grade>, bool) {
    (outcome.severity, outcome.grade, outcome.suspected)
}

fn by_weight() -> String {
    let mut found: BTreeMap<_, Vec<String>> = BTreeMap::new();
    for rule in ALL {
        found.entry(weight(rule.outcome(false))).or_default().push(link(rule));
        if let Some(also) = rule.also.filter(|_| weight(rule.outcome(true)) != weight(rule.outcome(false))) {
            let shown = format!("{} ({}, {})", link(rule), also.zh, also.en);
            found.entry(weight(rule.outcome(true))).or_default().push(shown);
        }
    }
    let mut text = "## 按分级 By weight\n\n括号内为条件。The condition stands in brackets.\n\n\
                    | 严重程度 severity | 问题等级 grade | 规则 rules |\n|---|---|---|\n"
        .to_owned();
    for ((severity, grade, suspected), rules) in found.into_iter().rev() {
        let grade = grade.map_or("—".to_owned(), |grade| format!("{} {}", grade.zh(), grade.en()));
        let doubt = if suspected { "（涉嫌 suspected）" } else { "" };
        let _ = writeln!(
            text,
            "| {} {} {} | {grade}{doubt} | {} |",
            severity.code(),
            severity.zh(),
            severity.en(),
            rules.join(" ")
        );
    }
    text.push('\n');
    text
}

fn all() -> String {
    let mut text = "## 全部 All\n\n| 代码 code | 名称 name | 含义 meaning |\n|---|---|---|\n".to_owned();
    for rule in ALL {
        let _ = writeln!(text, "| {} | {} | {}<br>{} |", link(rule), rule.name, rule.zh, rule.en);
    }
    text
}
