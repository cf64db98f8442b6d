//! What comes next: steps and defects that fall due, destruction that may begin, sessions that have not been held.

use anxun::value::date_text;

use super::super::lang::moment;
use super::super::screen::{Align, Page, Table, Tone, cell, plain};
use super::{Facts, called, more};

pub(super) fn due(facts: &Facts<'_>, page: &mut Page<'_>) {
    let Facts { summary, lang, .. } = facts;
    page.title(lang.of("近期到期", "What falls due next"));
    if summary.due_next.is_empty() {
        let text = lang.of("没有尚未到期的步骤或整改", "no open step or defect lies ahead");
        return page.line(1, &[cell(text, Tone::Dim)]);
    }
    let mut table = Table::new([
        (lang.of("期限", "By"), Align::Left),
        (lang.of("记录", "Record"), Align::Left),
        (lang.of("部门", "Department"), Align::Left),
        (lang.of("行", "Line"), Align::Right),
        (lang.of("事项", "What"), Align::Left),
    ]);
    for one in &summary.due_next {
        table.row(vec![
            plain(moment(one.due)),
            plain(called(one.number.as_deref(), &one.record, one.line, *lang)),
            plain(one.department.as_deref().unwrap_or_default()),
            plain(one.line.to_string()),
            plain(lang.step(&one.step)),
        ]);
    }
    page.table(1, &table);
}

pub(super) fn may_start(facts: &Facts<'_>, page: &mut Page<'_>) {
    let Facts { summary, lang, .. } = facts;
    if summary.may_start_destruction.is_empty() {
        return;
    }
    page.title(lang.of("可启动销毁程序的记录", "Records whose procedure of destruction may start"));
    let mut table = Table::new([
        (lang.of("自", "From"), Align::Left),
        (lang.of("记录", "Record"), Align::Left),
        (lang.of("行", "Line"), Align::Right),
    ]);
    for one in &summary.may_start_destruction {
        table.row(vec![
            plain(date_text(one.from)),
            plain(called(one.number.as_deref(), &one.record, one.line, *lang)),
            plain(one.line.to_string()),
        ]);
    }
    page.table(1, &table);
    more(summary.may_start_destruction.len(), summary.totals.may_start_destruction, *lang, page);
    let text = lang.of(
        "仅可编制销毁清单；保存期满前不得销毁。",
        "The list may be drafted; nothing is destroyed before its period has ended.",
    );
    page.line(1, &[cell(text, Tone::Dim)]);
}

pub(super) fn not_yet(facts: &Facts<'_>, page: &mut Page<'_>) {
    let Facts { noted, lang, .. } = facts;
    if noted.not_yet.count == 0 {
        return;
    }
    page.title(lang.of("尚未举行的培训", "Sessions not held yet"));
    let mut table = Table::new([
        (lang.of("结束时间", "Ends"), Align::Left),
        (lang.of("行", "Line"), Align::Right),
        (lang.of("记录", "Record"), Align::Left),
    ]);
    for one in noted.not_yet.values() {
        table.row(vec![
            plain(one.session_end.map_or_else(|| lang.of("未定", "not fixed").to_owned(), moment)),
            plain(one.line.to_string()),
            plain(called(None, &one.record, one.line, *lang)),
        ]);
    }
    page.table(1, &table);
    more(noted.not_yet.values().count(), noted.not_yet.count, *lang, page);
}
