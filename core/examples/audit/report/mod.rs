//! The report: what a person who knows the trade wants to know of a register, from the whole to the single line.

mod departments;
mod found;
mod head;
mod missing;
mod next;
mod unjudged;

use std::path::Path;

use anxun::register::Summary;

use super::folder::Folder;
use super::lang::Lang;
use super::noted::Noted;
use super::screen::{Page, Screen, Tone, cell};

/// What the sections of the report read.
struct Facts<'a> {
    folder: &'a Folder,
    summary: &'a Summary,
    noted: &'a Noted,
    lang: Lang,
}

/// The whole report; `written_to` is the findings file, where one was asked for.
pub(super) fn text(
    folder: &Folder,
    summary: &Summary,
    noted: &Noted,
    written_to: Option<&Path>,
    lang: Lang,
    screen: &Screen,
) -> String {
    let facts = Facts { folder, summary, noted, lang };
    let mut page = Page::new(screen);
    head::head(&facts, &mut page);
    head::totals(&facts, &mut page);
    departments::rates(&facts, &mut page);
    departments::scores(&facts, &mut page);
    found::codes(&facts, &mut page);
    found::worst(&facts, &mut page);
    found::numbers(&facts, &mut page);
    found::shared(&facts, &mut page);
    found::periods(&facts, &mut page);
    next::due(&facts, &mut page);
    next::may_start(&facts, &mut page);
    next::not_yet(&facts, &mut page);
    unjudged::failed(&facts, &mut page);
    unjudged::left_out(&facts, &mut page);
    unjudged::open(&facts, &mut page);
    unjudged::warnings(&facts, &mut page);
    foot(written_to, lang, &mut page);
    page.into_text()
}

/// Where more is to be found.
fn foot(written_to: Option<&Path>, lang: Lang, page: &mut Page<'_>) {
    page.title(lang.of("更多", "More"));
    let line = |page: &mut Page<'_>, text: String| page.line(1, &[cell(text, Tone::Dim)]);
    match written_to {
        Some(path) => {
            let path = path.display();
            line(
                page,
                lang.of(format!("逐条结果已写入 {path}"), format!("Every record with its findings is in {path}")),
            );
        }
        None => line(
            page,
            lang.of(
                "逐条结果：--findings 文件.csv 或 文件.jsonl",
                "Every record with its findings: --findings FILE.csv or FILE.jsonl",
            )
            .to_owned(),
        ),
    }
    line(
        page,
        lang.of(
            "解释一条规则：--explain TP-05；其他选项：--help",
            "What a rule says: --explain TP-05; other options: --help",
        )
        .to_owned(),
    );
}

/// `and n more` below a list that shows `shown` of `all`.
fn more(shown: usize, all: u64, lang: Lang, page: &mut Page<'_>) {
    let rest = all.saturating_sub(shown as u64);
    if rest > 0 {
        page.line(1, &[cell(lang.of(format!("另有 {rest} 项未列出"), format!("and {rest} more")), Tone::Dim)]);
    }
}

/// How a record is called: its number, else its id, else its line.
fn called(number: Option<&str>, record: &str, line: u64, lang: Lang) -> String {
    match number {
        Some(number) => number.to_owned(),
        None if !record.is_empty() => record.to_owned(),
        None => lang.of(format!("第 {line} 行"), format!("line {line}")),
    }
}
