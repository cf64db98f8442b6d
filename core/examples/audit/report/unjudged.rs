//! What could not be judged, and what a reader should know besides. Nothing of it counts as compliant.

use std::cmp::Reverse;

use anxun::rule;
use anxun::value::date_text;

use super::super::noted::{First, Place};
use super::super::screen::{Align, Page, Table, Tone, cell, plain};
use super::{Facts, more};

const OPEN: usize = 15;
/// Characters of a pointer that are shown.
const POINTER: usize = 80;

pub(super) fn failed(facts: &Facts<'_>, page: &mut Page<'_>) {
    let Facts { noted, lang, .. } = facts;
    if noted.failed.count > 0 {
        page.title(lang.of("无法审查的行", "Lines that could not be judged"));
        places(facts, &noted.failed, page);
    }
}

pub(super) fn left_out(facts: &Facts<'_>, page: &mut Page<'_>) {
    let Facts { noted, lang, .. } = facts;
    if noted.left_out.count > 0 {
        page.title(lang.of("因数据有误而剔除的内容", "Facts that were left out because they are faulty"));
        places(facts, &noted.left_out, page);
    }
}

/// File, line, column and pointer; below them what was found and what was expected.
fn places(facts: &Facts<'_>, list: &First<(u64, usize), Place>, page: &mut Page<'_>) {
    let name = facts.folder.name();
    for place in list.values() {
        let column = place.column.map_or_else(String::new, |column| format!(":{column}"));
        let head = format!("{name}:{}{column}", place.line);
        let pointer =
            if place.error.path.is_empty() { String::new() } else { format!(" {}", shortened(&place.error.path)) };
        page.line(1, &[cell(head, Tone::Bold), plain(pointer)]);
        page.line(3, &[plain(facts.lang.problem(&place.error))]);
    }
    more(list.values().count(), list.count, facts.lang, page);
}

/// A pointer as long as people read it: one into deep nesting says nothing by its end.
fn shortened(pointer: &str) -> String {
    match pointer.char_indices().nth(POINTER) {
        Some((end, _)) => format!("{}…", pointer.get(..end).unwrap_or_default()),
        None => pointer.to_owned(),
    }
}

pub(super) fn open(facts: &Facts<'_>, page: &mut Page<'_>) {
    let Facts { noted, lang, .. } = facts;
    if noted.open.is_empty() {
        return;
    }
    page.title(lang.of(
        "无法判定的规则（既不算通过，也不算不符合）",
        "Rules that could not be judged (neither passed nor failed)",
    ));
    let mut open: Vec<_> = noted.open.iter().collect();
    open.sort_by_key(|(open, count)| (Reverse(**count), *open));
    let mut table = Table::new([
        (lang.of("代码", "Code"), Align::Left),
        (lang.of("次数", "Times"), Align::Right),
        (lang.of("规则针对的问题", "What the rule looks for"), Align::Left),
        (lang.of("原因", "Why"), Align::Left),
    ]);
    for (open, count) in open.iter().take(OPEN) {
        let message = rule::by_code(open.code).map_or("", |row| lang.of(row.zh, row.en));
        let reason = lang.of(open.reason.zh(), open.reason.en());
        table.row(vec![cell(open.code, Tone::Bold), plain(count.to_string()), plain(message), plain(reason)]);
    }
    page.table(1, &table);
    more(OPEN, open.len() as u64, *lang, page);
}

pub(super) fn warnings(facts: &Facts<'_>, page: &mut Page<'_>) {
    let Facts { folder, summary, lang, .. } = facts;
    let mut texts = vec![];
    if let Some(last) = summary.calendar_ends {
        let last = date_text(last);
        texts.push(lang.of(
            format!("工作日历只到 {last}，请补充下一年度的放假安排（calendar.json）"),
            format!("The work calendar ends on {last}: add the next year (calendar.json)"),
        ));
    }
    // Those of the built-in calendar are known and looked at.
    let calendar = if folder.has_calendar { folder.context.calendar().warnings() } else { vec![] };
    texts.extend(calendar.iter().map(|warning| lang.of(warning.zh(), warning.en())));
    match folder.context.policy().validate() {
        Ok(policy) => texts.extend(policy.iter().map(|warning| lang.of(warning.zh(), warning.en()))),
        Err(error) => texts.push(format!("policy.json {}: {}", error.path, lang.problem(&error))),
    }
    if texts.is_empty() {
        return;
    }
    page.title(lang.of("提醒", "Warnings"));
    for text in texts {
        page.line(1, &[cell(text, Tone::Warn)]);
    }
}
