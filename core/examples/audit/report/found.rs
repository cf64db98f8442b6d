//! What was found: the commonest findings, the worst records, gaps and duplicates of the numbers,
//! what records share, what stands on a month.

use std::collections::BTreeMap;

use anxun::register::WorstRecord;
use anxun::rule::{self, Grade, Severity};
use anxun::vocab::{Completeness, Validity};

use super::super::lang::Lang;
use super::super::screen::{Align, Cell, Page, Table, Tone, cell, plain};
use super::{Facts, called, missing, more};

const CODES: usize = 15;
const WORST: usize = 10;
const NUMBERS: usize = 20;
const SHARED: usize = 20;
/// Lines of a month that are shown.
const LINES: usize = 12;

fn severity(severity: Severity, lang: Lang) -> Cell {
    let tone = match severity {
        Severity::E => Tone::Bad,
        Severity::W => Tone::Warn,
        Severity::I => Tone::Dim,
    };
    cell(lang.of(severity.zh(), severity.code()), tone)
}

pub(super) fn codes(facts: &Facts<'_>, page: &mut Page<'_>) {
    let Facts { summary, lang, .. } = facts;
    page.title(lang.of("最常见的问题", "The commonest findings"));
    if summary.codes.is_empty() {
        return none(facts, page);
    }
    let mut table = Table::new([
        (lang.of("代码", "Code"), Align::Left),
        (lang.of("记录", "Records"), Align::Right),
        (lang.of("次数", "Findings"), Align::Right),
        (lang.of("性质", "Severity"), Align::Left),
        (lang.of("问题", "What is wrong"), Align::Left),
    ]);
    for one in summary.codes.iter().take(CODES) {
        let weighs = rule::by_code(one.code).map_or_else(|| plain(""), |row| severity(row.severity, *lang));
        table.row(vec![
            cell(one.code, Tone::Bold),
            plain(one.records.to_string()),
            plain(one.findings.to_string()),
            weighs,
            plain(lang.of(one.message_zh, one.message_en)),
        ]);
    }
    page.table(1, &table);
    more(CODES, summary.codes.len() as u64, *lang, page);
}

pub(super) fn worst(facts: &Facts<'_>, page: &mut Page<'_>) {
    let Facts { summary, lang, .. } = facts;
    page.title(lang.of("问题最重的记录", "The worst records"));
    if summary.worst.is_empty() {
        return none(facts, page);
    }
    for one in summary.worst.iter().take(WORST) {
        record(facts, one, page);
    }
    let shown = summary.worst.len().min(WORST);
    if shown < summary.worst.len() {
        let text = lang.of(
            "更多记录见 --format json（至多 20 份）或 --findings（全部）",
            "More in --format json (at most 20) and --findings (all)",
        );
        page.line(1, &[cell(text, Tone::Dim)]);
    }
}

fn record(facts: &Facts<'_>, one: &WorstRecord, page: &mut Page<'_>) {
    let lang = facts.lang;
    let mut said = vec![];
    if !one.record.is_empty() && one.number.as_deref() != Some(one.record.as_str()) {
        said.push(one.record.clone());
    }
    said.push(lang.of(format!("第 {} 行", one.line), format!("line {}", one.line)));
    if let Some(grade) = one.grade {
        said.push(lang.of(format!("{}缺陷", grade.zh()), format!("{} defect", grade.en())));
    }
    if one.validity == Validity::Invalid {
        said.push(lang.of("无效", "invalid").to_owned());
    }
    if one.completeness == Completeness::Incomplete {
        said.push(lang.of("不完整", "incomplete").to_owned());
    }
    let tone = if one.grade == Some(Grade::Severe) { Tone::Bad } else { Tone::Plain };
    let name = called(one.number.as_deref(), &one.record, one.line, lang);
    page.line(1, &[cell(name, Tone::Bold), plain("  "), cell(said.join(lang.of("，", ", ")), tone)]);
    let mut table = Table::new([("", Align::Left); 2]);
    for finding in &one.findings {
        let message = rule::by_code(finding.code).map_or("", |row| lang.of(row.zh, row.en));
        let place = if finding.path.is_empty() { String::new() } else { format!(" [{}]", finding.path) };
        table.row(vec![plain(finding.code), plain(format!("{message}{place}"))]);
    }
    page.table(2, &table);
    if one.findings_total > one.findings.len() as u64 {
        let text = lang.of(
            format!("共 {} 项，全部见 --findings", one.findings_total),
            format!("{} in all: --findings has them", one.findings_total),
        );
        page.line(2, &[cell(text, Tone::Dim)]);
    }
    missing::steps(facts, &one.missing, page);
}

pub(super) fn numbers(facts: &Facts<'_>, page: &mut Page<'_>) {
    let Facts { summary, lang, .. } = facts;
    page.title(lang.of("编号：重号与断号", "Numbers: duplicates and gaps"));
    if summary.number_findings.is_empty() {
        return none(facts, page);
    }
    let mut bearers: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    let mut gaps = vec![];
    for finding in &summary.number_findings {
        match finding.line {
            Some(line) => bearers.entry(&finding.number).or_default().push(line.to_string()),
            None => gaps.push((finding.number.as_str(), finding.to.as_deref())),
        }
    }
    let unlisted = summary.number_findings_total.saturating_sub(summary.number_findings.len() as u64);
    let all = (bearers.len() + gaps.len()) as u64 + unlisted;
    let duplicates = bearers.into_iter().map(|(number, lines)| {
        let lines = lines.join(lang.of("、", ", "));
        let text = lang.of(format!("用于第 {lines} 行"), format!("borne by lines {lines}"));
        vec![
            cell(rule::NB_04.code, Tone::Bold),
            cell(lang.of("重号", "duplicate"), Tone::Bad),
            plain(number),
            plain(text),
        ]
    });
    let gaps = gaps.into_iter().map(|(first, last)| {
        let text = match last {
            Some(last) => {
                lang.of(format!("至 {last} 均未使用，且无作废记录"), format!("to {last}: neither used nor voided"))
            }
            None => lang.of("未使用，且无作废记录", "neither used nor voided").to_owned(),
        };
        vec![cell(rule::NB_05.code, Tone::Bold), cell(lang.of("断号", "gap"), Tone::Warn), plain(first), plain(text)]
    });
    let mut table = Table::new([("", Align::Left); 4]);
    duplicates.chain(gaps).take(NUMBERS).for_each(|row| table.row(row));
    page.table(1, &table);
    more(NUMBERS, all, *lang, page);
}

pub(super) fn shared(facts: &Facts<'_>, page: &mut Page<'_>) {
    let Facts { summary, lang, .. } = facts;
    page.title(lang.of("记录之间：人员、照片、资料包", "Between records: people, photos, packages"));
    if summary.shared_findings.is_empty() {
        return none(facts, page);
    }
    let mut table = Table::new([("", Align::Left); 4]);
    for finding in summary.shared_findings.iter().take(SHARED) {
        let (line, other) = (finding.line, finding.other_line);
        let place = lang.of(format!("第 {line} 行，另见第 {other} 行"), format!("line {line}, and line {other}"));
        let weighs = match (finding.grade, finding.suspected) {
            (Some(grade), true) => lang.of(format!("疑似{}", grade.zh()), format!("{}, suspected", grade.en())),
            (Some(grade), false) => lang.of(grade.zh(), grade.en()).to_owned(),
            (None, _) => String::new(),
        };
        let tone = if finding.grade == Some(Grade::Severe) { Tone::Bad } else { Tone::Warn };
        let message = lang.of(finding.message_zh, finding.message_en);
        table.row(vec![
            cell(finding.code, Tone::Bold),
            cell(weighs, tone),
            plain(place),
            plain(format!("{message} [{}]", finding.path)),
        ]);
    }
    page.table(1, &table);
    more(SHARED, summary.shared_findings_total, *lang, page);
}

/// High-risk sessions that nobody supervised, month by month (SV-04).
pub(super) fn periods(facts: &Facts<'_>, page: &mut Page<'_>) {
    let Facts { summary, lang, .. } = facts;
    page.title(lang.of("高危作业培训现场监督", "Supervision of high-risk training"));
    let months = &summary.supervision;
    let all: u64 = months.iter().map(|month| month.sessions).sum();
    let watched: u64 = months.iter().map(|month| month.supervised).sum();
    let unknown: u64 = months.iter().map(|month| month.unknown).sum();
    let text = lang.of(
        format!("共 {all} 场，现场监督 {watched} 场，无法判定 {unknown} 场"),
        format!("{all} sessions, {watched} supervised on site, {unknown} of which nobody knows"),
    );
    page.line(1, &[plain(text)]);
    let mut table = Table::new([("", Align::Left); 4]);
    for finding in &summary.period_findings {
        let lines: Vec<String> = finding.sessions.iter().take(LINES).map(|one| one.line.to_string()).collect();
        let rest = if finding.sessions_total > LINES as u64 { lang.of(" 等", " and more") } else { "" };
        let lines = lines.join(lang.of("、", ", "));
        table.row(vec![
            cell(finding.code, Tone::Bold),
            plain(finding.period.as_str()),
            cell(lang.of(format!("{} 场未监督", finding.sessions_total), finding.observed.clone()), Tone::Bad),
            plain(lang.of(format!("第 {lines} 行{rest}"), format!("lines {lines}{rest}"))),
        ]);
    }
    page.table(1, &table);
}

fn none(facts: &Facts<'_>, page: &mut Page<'_>) {
    page.line(1, &[cell(facts.lang.of("无", "none"), Tone::Good)]);
}
