//! What is missing for a record to pass: what to supply, what to correct, what only a repetition or a new record mends.

use anxun::register::{Missing, MissingStep};

use super::super::lang::moment;
use super::super::screen::{Align, Cell, Page, Table, Tone, cell, plain};
use super::Facts;

/// How many steps of each kind are shown.
const SHOWN: usize = 3;

/// The first steps of each kind, and how many there are.
pub(super) fn steps(facts: &Facts<'_>, missing: &Missing, page: &mut Page<'_>) {
    let lang = facts.lang;
    let kinds = [
        (lang.of("补交", "supply"), &missing.supply, missing.supply_total),
        (lang.of("更正", "correct"), &missing.correct, missing.correct_total),
        (lang.of("重做", "renew"), &missing.renew, missing.renew_total),
    ];
    let counts: Vec<String> = kinds
        .iter()
        .filter(|(.., total)| *total > 0)
        .map(|(name, _, total)| lang.of(format!("{name} {total} 项"), format!("{name} {total}")))
        .collect();
    if counts.is_empty() {
        return;
    }
    let head = lang.of("达标须：", "To pass: ");
    let tone = if missing.renew_total == 0 { Tone::Warn } else { Tone::Bad };
    page.line(2, &[cell(head, Tone::Dim), cell(counts.join(lang.of("、", ", ")), tone)]);
    let mut table = Table::new([("", Align::Left); 3]);
    for (name, steps, _) in kinds {
        for step in steps.iter().take(SHOWN) {
            table.row(vec![plain(name), by_when(facts, step), plain(what(facts, step))]);
        }
    }
    page.table(3, &table);
}

/// By when: the day, else the limit that has not begun.
fn by_when(facts: &Facts<'_>, step: &MissingStep) -> Cell {
    let lang = facts.lang;
    match (step.due, step.limit) {
        (Some(due), _) if due < facts.summary.as_of => {
            cell(lang.of(format!("{} 已逾期", moment(due)), format!("{} overdue", moment(due))), Tone::Bad)
        }
        (Some(due), _) => cell(lang.of(format!("{} 前", moment(due)), format!("by {}", moment(due))), Tone::Warn),
        (None, Some(limit)) => {
            cell(lang.of(format!("期限 {}，未起算", limit.zh()), format!("{}, not begun", limit.en())), Tone::Dim)
        }
        (None, None) => cell("—", Tone::Dim),
    }
}

/// Where, for which rules, by whom.
fn what(facts: &Facts<'_>, step: &MissingStep) -> String {
    let lang = facts.lang;
    let place = if step.path.is_empty() {
        lang.of("（整份记录，或制度、组织资料、来源）", "(the whole record, or policy, organisation, source)")
    } else {
        &step.path
    };
    let codes = if step.codes.is_empty() { String::new() } else { format!(" [{}]", step.codes.join(" ")) };
    // How it is renewed is what the remedy says; that one supplies or corrects is said by the kind.
    let how = step.remedy.filter(|remedy| *remedy > anxun::rule::Remedy::Correct);
    let how = how.map(|remedy| lang.of(remedy.zh(), remedy.en()));
    let who = step.responsible.map(|who| lang.of(who.zh(), who.en()));
    let rest: Vec<&str> = how.into_iter().chain(who).collect();
    if rest.is_empty() {
        return format!("{place}{codes}");
    }
    format!("{place}{codes}{}{}", lang.of("：", ": "), rest.join(lang.of("，", ", ")))
}
