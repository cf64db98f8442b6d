//! Who is judged, as of when, by what; and the counts over everything.

use anxun::value::{Rate, date_text};

use super::super::lang::moment;
use super::super::screen::{Align, Cell, Page, Table, Tone, cell, plain};
use super::Facts;

pub(super) fn head(facts: &Facts<'_>, page: &mut Page<'_>) {
    let Facts { folder, lang, .. } = facts;
    page.title(lang.of("安全培训记录审查报告", "Safety-training records: audit report"));
    let context = &folder.context;
    let company = context.organisation().map(|one| one.data().name.clone());
    let company = company.unwrap_or_else(|| lang.of("（未提供组织资料）", "(no organisation supplied)").to_owned());
    let mut table = Table::new([("", Align::Left), ("", Align::Left)]);
    let mut row = |zh: &str, en: &str, value: Cell| table.row(vec![cell(lang.of(zh, en), Tone::Dim), value]);
    row("企业", "Company", cell(company, Tone::Bold));
    row("判断时刻", "As of", plain(moment(context.as_of())));
    row("台账", "Register", plain(folder.register.display().to_string()));
    row("制度", "Policy", plain(policy(facts)));
    row("工作日历", "Calendar", plain(calendar(facts)));
    row("核验结果", "Verifications", supplied(facts, folder.inputs.verifications.as_ref().map(Vec::len)));
    row("整改清单", "Rectifications", supplied(facts, folder.inputs.rectifications.as_ref().map(Vec::len)));
    page.table(1, &table);
}

fn policy(facts: &Facts<'_>) -> String {
    let Facts { folder, lang, .. } = facts;
    let versions: Vec<String> = folder
        .context
        .policy()
        .versions()
        .iter()
        .map(|version| match version.effective_from() {
            Some(day) => {
                let day = date_text(day);
                lang.of(format!("{}（{day} 起）", version.label()), format!("{} (from {day})", version.label()))
            }
            None => version.label().to_owned(),
        })
        .collect();
    let from = if folder.has_policy { "policy.json" } else { lang.of("方案的规定", "the values of the scheme") };
    lang.of(format!("{from}：{}", versions.join("、")), format!("{from}: {}", versions.join(", ")))
}

fn calendar(facts: &Facts<'_>) -> String {
    let Facts { folder, lang, .. } = facts;
    let covered = folder.context.calendar().covered();
    let from = if folder.has_calendar { "calendar.json" } else { lang.of("内置", "built in") };
    let (first, last) = (date_text(covered.from), date_text(covered.to));
    lang.of(format!("{from}，{first} 至 {last}"), format!("{from}, {first} to {last}"))
}

fn supplied(facts: &Facts<'_>, count: Option<usize>) -> Cell {
    let lang = facts.lang;
    match count {
        Some(count) => plain(lang.of(format!("{count} 条"), count.to_string())),
        None => cell(
            lang.of("未提供（相关指标无法计算）", "not supplied (the figures that need them are undefined)"),
            Tone::Warn,
        ),
    }
}

pub(super) fn totals(facts: &Facts<'_>, page: &mut Page<'_>) {
    let Facts { summary, lang, .. } = facts;
    let totals = &summary.totals;
    page.title(lang.of("总览", "Totals"));
    let mut table = Table::new([("", Align::Left), ("", Align::Left)]);
    let mut row = |zh: &str, en: &str, parts: &[(&str, &str, u64)]| {
        let parts: Vec<String> =
            parts.iter().map(|(zh, en, count)| lang.of(format!("{zh} {count}"), format!("{count} {en}"))).collect();
        table.row(vec![cell(lang.of(zh, en), Tone::Dim), plain(parts.join(lang.of("，", ", ")))]);
    };
    row(
        "台账行",
        "Lines",
        &[
            ("共", "in all", totals.lines),
            ("已审查", "judged", totals.judged),
            ("无法审查", "could not be judged", totals.failed),
            ("尚未举行", "not held yet", totals.not_yet),
        ],
    );
    row(
        "通过",
        "Pass",
        &[
            ("通过", "pass", totals.passes),
            ("未通过", "do not", totals.judged - totals.passes),
            ("其中补交、更正即可通过", "of these would by supplying and correcting alone", totals.mendable),
        ],
    );
    row(
        "有效性（三证合一）",
        "Validity (proofs)",
        &[
            ("有效", "valid", totals.valid),
            ("免于三证", "exempt", totals.exempt),
            ("无效", "invalid", totals.invalid),
            ("无法判定", "unknown", totals.validity_unknown),
        ],
    );
    row(
        "完整性（要素与必做）",
        "Completeness",
        &[
            ("完整", "complete", totals.complete),
            ("不完整", "incomplete", totals.incomplete),
            ("无法判定", "unknown", totals.completeness_unknown),
        ],
    );
    let without = totals.judged - totals.severe - totals.general - totals.minor;
    row(
        "最重缺陷等级",
        "Worst defect",
        &[
            ("严重", "severe", totals.severe),
            ("一般", "general", totals.general),
            ("轻微", "minor", totals.minor),
            ("无缺陷", "without defect", without),
        ],
    );
    row("部分数据有误", "Faulty facts", &[("剔除了有误数据的记录", "records with facts left out", totals.with_faults)]);
    page.table(1, &table);
    delays(facts, page);
}

/// How long submissions took, behind the third rate.
fn delays(facts: &Facts<'_>, page: &mut Page<'_>) {
    let Facts { summary: anxun::register::Summary { rates, .. }, lang, .. } = facts;
    let (Some(longest), Some(p95), Rate::Value(mean)) = (rates.delay_longest, rates.delay_p95, rates.delay_mean) else {
        return;
    };
    // The mean to a tenth of an hour, rounded up as the hours are.
    let tenths = mean.num.saturating_mul(10).div_ceil(mean.den.max(1));
    let mean = format!("{}.{}", tenths / 10, tenths % 10);
    let text = lang.of(
        format!("培训结束至资料提交：平均 {mean} 小时，95% 在 {p95} 小时以内，最长 {longest} 小时"),
        format!(
            "From the end of a session to its submission: {mean} hours on average, 95% within {p95}, longest {longest}"
        ),
    );
    page.line(1, &[plain(text)]);
}
