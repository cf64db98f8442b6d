//! The page of one rule: what `explain` says, in both languages side by side, with an example that fails and one that passes.

use std::fmt::Write as _;

use anxun::operations;
use anxun::policy::param;
use anxun::rule::{ALL, Rule};
use anxun::rulebook::explain;
use serde_json::Value;

use super::examples::{Pair, changes, differing, pair};
use crate::cases::Case;

/// The bases of the examples: name, what it is in Chinese and English.
const BASES: &[(&str, &str, &str)] = &[
    ("refresher", "一份已归档的复训记录", "a refresher, archived"),
    ("plain", "一份已归档的复训记录，制度未另行设定", "a refresher, archived, judged without any word of the host"),
    ("new_year", "一场跨年的复训", "a refresher across New Year"),
    ("october", "国庆节前收到的复训记录", "a refresher received before the National Day"),
    (
        "october_received",
        "国庆节前收到、尚未审核的复训记录",
        "a refresher received before the National Day, not reviewed yet",
    ),
    ("revision_midnight", "在2023年修订生效时结束的复训", "a refresher that ends as the revision of 2023 takes effect"),
    ("equipment", "一场特种设备培训", "a training at special equipment"),
    ("new_hire_team", "一场班组级新员工教育", "the education of new hires at team level"),
    ("special_review", "一场特种作业复审培训", "a training for the review of special-operation certificates"),
    (
        "special_midnight",
        "在2026年6月1日零点结束的特种作业复审培训",
        "such a training that ends at midnight of 2026-06-01",
    ),
    ("drill", "一次应急演练", "an emergency drill"),
    ("management", "一场管理人员培训", "a training of managers"),
    (
        "workforce",
        "一家单位的四名员工及其岗位、证书和培训",
        "four people of a company with posts, certificates and trainings",
    ),
];

/// Columns of a finding, of a reason against work or of an answer on the plan, in the order in which they are shown.
const COLUMNS: &[(&str, &str)] = &[
    ("line", "行 line"),
    ("severity", "程度 severity"),
    ("state", "状态 state"),
    ("what", "内容 what"),
    ("since", "起始日 since"),
    ("grade", "等级 grade"),
    ("path", "位置 path"),
    ("period", "期间 period"),
    ("number", "编号 number"),
    ("to", "至 to"),
    ("other_line", "另一行 other line"),
    ("observed", "问题内容 observed"),
    ("expected", "应有状态 expected"),
    ("required", "应训人数 required"),
    ("done", "已训人数 done"),
    ("unknown", "无法判定人数 unknown"),
    ("missing", "缺训人员 missing"),
    ("least", "最低分钟数 least"),
    ("short", "差额分钟数 short"),
    ("due", "期限 due"),
];

/// Findings that an example shows at most.
const MOST: usize = 3;

/// The page of a rule.
///
/// # Panics
/// Where no pair of cases shows the rule, or a case is not answered.
#[must_use]
pub fn page(rule: &Rule, cases: &[Case]) -> String {
    let mut page = format!("# {} {}\n\n", rule.code, rule.name);
    let mut put = |text: &str| {
        page.push_str(text);
        page.push('\n');
    };
    put(&format!("**{}**\n\n{}\n", rule.zh, rule.en));
    put(&format!("{}\n\n{}\n", rule.why_zh, rule.why_en));
    put(&table(rule.code));
    let pair = pair(rule.code, cases).unwrap_or_else(|| panic!("{}: no pair of cases", rule.code));
    put(&examples(rule.code, &pair));
    put(&see_also(rule));
    page.truncate(page.trim_end().len());
    page.push('\n');
    page
}

/// What `explain` says after message and reason, each line in both languages.
fn table(code: &str) -> String {
    let text = |lang| explain(code, lang).unwrap_or_else(|| panic!("{code} is not explained"));
    let (zh, en) = (text("zh"), text("en"));
    let mut table = "| | 中文 | English |\n|---|---|---|\n".to_owned();
    for (zh, en) in zh.lines().zip(en.lines()).skip(3) {
        let (Some((label_zh, zh)), Some((label_en, en))) = (zh.split_once('：'), en.split_once(": ")) else {
            continue;
        };
        let _ = writeln!(table, "| {label_zh} {label_en} | {} | {} |", linked(zh), linked(en));
    }
    table
}

/// A value with what it names as a link: a parameter at its head, clauses of the scheme.
fn linked(value: &str) -> String {
    let end = value.find(|sign: char| !(sign.is_ascii_alphanumeric() || "._".contains(sign))).unwrap_or(value.len());
    let (head, rest) = value.split_at(end);
    if param(head).is_some() {
        return format!("[`{head}`](../policy.md#{head}){}", cell(rest));
    }
    let is_clause = |text: &str| super::clauses::CLAUSES.iter().any(|(clause, ..)| *clause == text);
    let list: Vec<&str> = value.split(['、', ',']).map(str::trim).collect();
    if list.iter().all(|text| is_clause(text)) {
        let separator = if value.contains('、') { "、" } else { ", " };
        return list.iter().map(|clause| format!("[{clause}](README.md#{clause})")).collect::<Vec<_>>().join(separator);
    }
    cell(value)
}

/// A text that may stand in a cell of a table.
pub(super) fn cell(text: &str) -> String {
    text.replace('|', "\\|").replace('*', "\\*").replace('<', "&lt;")
}

fn examples(code: &str, pair: &Pair<'_>) -> String {
    let mut text =
        "## 例 Examples\n\n两例都是一致性用例，每种语言都要照此回答。Both are conformance cases, which every \
                    language has to answer so.\n\n"
            .to_owned();
    let base = pair.fails.written["base"].as_str();
    let _ = write!(text, "**不符合 Fails**: {}, {}", source(pair.fails), base_of(pair.fails));
    text.push_str(&fenced(&lines_of(pair.fails, pair.passes)));
    text.push_str(&findings(code, pair.fails));
    let _ = write!(text, "**符合 Passes**: {}", source(pair.passes));
    if pair.passes.written["base"].as_str() != base {
        let _ = write!(text, ", {}", base_of(pair.passes));
    }
    match instead(pair) {
        Some(lines) => {
            text.push_str(", 与上例不同之处 differs in");
            text.push_str(&fenced(&lines));
        }
        None => text.push_str(&fenced(&lines_of(pair.passes, pair.fails))),
    }
    text.truncate(text.trim_end().len());
    text.push('\n');
    text
}

/// The case, with the file that holds it.
fn source(case: &Case) -> String {
    format!("[{}](../../tests/conformance/{}.json)", case.id, case.file)
}

/// The base of a case, with what it is.
fn base_of(case: &Case) -> String {
    let Some(base) = case.written["base"].as_str() else {
        return "两例请求相同，仅下列之处不同 the requests are the same but for".to_owned();
    };
    let (_, zh, en) = BASES.iter().find(|(name, ..)| *name == base).unwrap_or_else(|| panic!("{base}: what is it?"));
    format!("基础记录 base `{base}` ({zh}, {en})")
}

/// Changes in a box of their own (RFC 6902).
fn fenced(lines: &[String]) -> String {
    if lines.is_empty() {
        return "，未改动 unchanged.\n\n".to_owned();
    }
    format!(":\n\n```jsonc\n{}\n```\n\n", lines.join("\n"))
}

/// The changes of a case, one on each line; of a register record by record. A case without a base shows where it differs
/// from the other one.
fn lines_of(case: &Case, other: &Case) -> Vec<String> {
    let ops = |patch: &Value| patch.as_array().into_iter().flatten().map(Value::to_string).collect::<Vec<_>>();
    if case.written.get("base").is_none() {
        return differing(&case.written["request"], &other.written["request"], "")
            .iter()
            .map(Value::to_string)
            .collect();
    }
    let changes = changes(case);
    if case.written.get("records").is_none() {
        return ops(changes);
    }
    let mut lines = Vec::new();
    for (at, patch) in changes.as_array().into_iter().flatten().enumerate() {
        lines.push(format!("// 第{}行 line {}", at + 1, at + 1));
        lines.extend(ops(patch));
    }
    lines
}

/// Of two long lists of changes that are line by line alike: the lines of the second one that differ.
fn instead(pair: &Pair<'_>) -> Option<Vec<String>> {
    let (own, other) = (lines_of(pair.fails, pair.passes), lines_of(pair.passes, pair.fails));
    let differ: Vec<_> =
        own.iter().zip(&other).filter(|(own, other)| own != other).map(|(_, other)| other.clone()).collect();
    (own.len() == other.len() && own.len() > 4 && !differ.is_empty() && differ.len() <= 3).then_some(differ)
}

/// What the rule finds in a case, as the library answers it.
fn findings(code: &str, case: &Case) -> String {
    let answer = operations::call(&case.operation, case.request().to_string().as_bytes());
    let answer: Value =
        serde_json::from_str(&answer.unwrap_or_else(|faults| panic!("{}: {faults:?}", case.id))).expect("JSON");
    let summary = &answer["summary"];
    let lists = ["shared_findings", "number_findings", "period_findings"]
        .map(|key| &summary[key])
        .into_iter()
        .chain([&answer["findings"], &answer["reasons"]]);
    // Of the plan the answer itself bears the code, or its total.
    let whole = [&answer, &answer["total"]];
    let found: Vec<&Value> =
        lists.filter_map(Value::as_array).flatten().chain(whole).filter(|one| one["code"] == code).collect();
    let shown = |value: &Value| match value {
        Value::Null => None,
        Value::String(text) => Some(cell(text)),
        other => Some(cell(&other.to_string())),
    };
    let columns: Vec<_> =
        COLUMNS.iter().filter(|(key, _)| found.iter().any(|one| shown(&one[*key]).is_some())).collect();
    let row = |cells: Vec<String>| format!("| {} |\n", cells.join(" | "));
    let mut text = row(columns.iter().map(|(_, title)| (*title).to_owned()).collect());
    text.push_str(&row(columns.iter().map(|_| "---".to_owned()).collect()));
    for one in found.iter().take(MOST) {
        text.push_str(&row(columns.iter().map(|(key, _)| shown(&one[*key]).unwrap_or_default()).collect()));
    }
    if let Some(more) = found.len().checked_sub(MOST).filter(|more| *more > 0) {
        let _ = writeln!(text, "\n另有{more}处 and {more} more");
    }
    text.push('\n');
    text
}

/// The other rules of the family, and those that a parameter of this one moves too.
fn see_also(rule: &Rule) -> String {
    let link = |other: &&Rule| format!("[{}]({}.md \"{}\")", other.code, other.code, other.name);
    let family = ALL.iter().copied().filter(|other| other.family == rule.family && other.code != rule.code);
    let beside = ALL
        .iter()
        .copied()
        .filter(|other| other.family != rule.family && other.moved_by.iter().any(|key| rule.moved_by.contains(key)));
    let list = |rules: Vec<String>| rules.join(" ");
    let mut text = format!(
        "## 另见 See also\n\n[{} {}](README.md): {}",
        rule.family.zh(),
        rule.family.en(),
        list(family.map(|one| link(&one)).collect())
    );
    let beside: Vec<String> = beside.map(|one| link(&one)).collect();
    if !beside.is_empty() {
        let _ = write!(text, "<br>同一参数 same parameters: {}", list(beside));
    }
    text.push_str("<br>[判定细则 Readings](../judging.md) · [参数 Parameters](../policy.md)\n");
    text
}
