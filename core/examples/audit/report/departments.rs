//! The four rates (IV.4.1) and the KPI (VI.3.1) of each department.

use anxun::quality::{KpiPart, KpiPartName, KpiScore, QualityRates, RateAgainstTarget};
use anxun::value::{Ratio, decimal_text};
use rust_decimal::Decimal;

use super::super::lang::Lang;
use super::super::screen::{Align, Cell, Page, Table, Tone, cell, plain};
use super::Facts;

pub(super) fn rates(facts: &Facts<'_>, page: &mut Page<'_>) {
    let Facts { summary, lang, .. } = facts;
    page.title(lang.of("各部门记录质量（四率）", "Record quality by department (four rates)"));
    let head = |zh: &str, en: &str, rate: &RateAgainstTarget| {
        (format!("{} ≥{}", lang.of(zh, en), percent(rate.target)), Align::Left)
    };
    let all = &summary.rates;
    let mut table = Table::new([
        (lang.of("部门", "Department").to_owned(), Align::Left),
        (lang.of("记录", "Records").to_owned(), Align::Right),
        head("准确率", "Accuracy", &all.accuracy),
        head("完整率", "Complete", &all.completeness),
        head("及时率", "On time", &all.timeliness),
        head("规范率", "Format", &all.format),
    ]);
    let mut row = |name: Cell, records: u64, rates: &QualityRates| {
        let rates = [&rates.accuracy, &rates.completeness, &rates.timeliness, &rates.format];
        let cells = rates.map(|rate| against_target(rate, *lang));
        table.row([name, plain(records.to_string())].into_iter().chain(cells).collect());
    };
    for one in &summary.departments {
        row(plain(lang.department(&one.department, one.name.as_deref())), one.records, &one.rates);
    }
    row(cell(lang.of("合计", "All"), Tone::Bold), summary.totals.judged, all);
    page.table(1, &table);
    let codes = all.format_codes.join(lang.of("、", ", "));
    note(
        page,
        lang.of(
            format!("准确率：抽查核验相符的比例；完整率：核心要素齐全；及时率：按时移交并上传；规范率：电子文件合格（{codes}）。"),
            format!("Accuracy: verified items that match; complete: every core element; on time: handed over and uploaded by their due; format: the file conforms ({codes})."),
        ),
    );
}

/// A rate with whether its target is met; an undefined one with its reason.
fn against_target(rate: &RateAgainstTarget, lang: Lang) -> Cell {
    match (rate.rate.value(), rate.met) {
        (Some(ratio), Some(true)) => cell(format!("{} {}", ratio_text(ratio), lang.of("达标", "met")), Tone::Good),
        (Some(ratio), _) => cell(format!("{} {}", ratio_text(ratio), lang.of("未达标", "missed")), Tone::Bad),
        (None, _) => cell(format!("— {}", undefined(rate.rate, lang)), Tone::Dim),
    }
}

fn undefined(rate: anxun::value::Rate, lang: Lang) -> &'static str {
    match rate {
        anxun::value::Rate::Undefined(reason) => lang.undefined(reason),
        anxun::value::Rate::Value(_) => "",
    }
}

/// Percent with two decimals; nearly all is never shown as all, nearly nothing never as nothing.
fn ratio_text(ratio: Ratio) -> String {
    let percent = ratio.percent().unwrap_or_default();
    match (ratio.num, ratio.den) {
        (num, den) if num < den && percent == Decimal::ONE_HUNDRED => "<100%".to_owned(),
        (num, _) if num > 0 && percent.is_zero() => ">0%".to_owned(),
        _ => format!("{percent:.2}%"),
    }
}

fn percent(share: Decimal) -> String {
    share.checked_mul(Decimal::ONE_HUNDRED).map_or_else(String::new, |percent| format!("{}%", decimal_text(percent)))
}

pub(super) fn scores(facts: &Facts<'_>, page: &mut Page<'_>) {
    let Facts { summary, lang, .. } = facts;
    page.title(lang.of("部门考核得分（满分 100）", "Department KPI (of 100)"));
    let mut heads = vec![
        (lang.of("部门", "Department").to_owned(), Align::Left),
        (lang.of("得分", "Score").to_owned(), Align::Right),
    ];
    for part in &summary.kpi.parts {
        let weight = part.weight.checked_mul(Decimal::ONE_HUNDRED).map(decimal_text).unwrap_or_default();
        let name = part_name(part.part, *lang);
        heads.push((lang.of(format!("{name} {weight}分"), format!("{name} of {weight}")), Align::Left));
    }
    let mut table = Table::new(heads);
    let mut row = |name: Cell, kpi: &KpiScore| {
        let score = match kpi.score {
            Some(score) => cell(format!("{score:.2}"), Tone::Bold),
            None => cell(lang.of("无法计算", "undefined"), Tone::Dim),
        };
        table.row([name, score].into_iter().chain(kpi.parts.iter().map(|part| part_cell(part, *lang))).collect());
    };
    for one in &summary.departments {
        row(plain(lang.department(&one.department, one.name.as_deref())), &one.kpi);
    }
    row(cell(lang.of("合计", "All"), Tone::Bold), &summary.kpi);
    page.table(1, &table);
    let parts = || summary.departments.iter().map(|one| &one.kpi).chain([&summary.kpi]).flat_map(|kpi| &kpi.parts);
    if parts().any(|part| part.full_marks) {
        note(
            page,
            lang.of(
                "满分：整改清单中没有到期项，按制度给满分。",
                "full: nothing in the list of rectifications was due; the policy gives full points.",
            )
            .to_owned(),
        );
    }
    if parts().any(|part| part.weight_spread) {
        note(
            page,
            lang.of(
                "分摊：该项无法计算，其权重按比例分摊给其他项。",
                "spread: the part is undefined; its weight is spread over the others in proportion.",
            )
            .to_owned(),
        );
    }
}

/// A short head for a column.
fn part_name(part: KpiPartName, lang: Lang) -> &'static str {
    match part {
        KpiPartName::Completeness => lang.of("完整率", "Complete"),
        KpiPartName::Archive => lang.of("及时归档率", "Archived"),
        KpiPartName::Rectification => lang.of("问题整改率", "Rectified"),
        KpiPartName::Effect => lang.of("效果达标率", "Effect"),
    }
}

fn part_cell(part: &KpiPart, lang: Lang) -> Cell {
    match (part.points, part.rate.value()) {
        (Some(points), Some(ratio)) => plain(format!("{points:.2} ({})", ratio_text(ratio))),
        (Some(points), None) => cell(format!("{points:.2} ({})", lang.of("满分", "full")), Tone::Warn),
        (None, _) => {
            let reason = undefined(part.rate, lang);
            cell(format!("— {}", lang.of(format!("分摊（{reason}）"), format!("spread ({reason})"))), Tone::Dim)
        }
    }
}

fn note(page: &mut Page<'_>, text: String) {
    page.line(1, &[cell(text, Tone::Dim)]);
}
