//! The page of the parameters: key, default, source, and the rules that each of them moves.

use std::fmt::Write as _;

use anxun::policy::{Param, Stricter, params};
use anxun::rule::ALL;
use anxun::rulebook::LIMITS;

use super::moves::READING;
use super::page::cell;

/// The page.
#[must_use]
pub fn page() -> String {
    let mut page = "# 制度参数 The parameters of the policy\n\n制度中的每个数值、清单和开关：未另行设定时的取值、从严方向、出处，以及它影响的规则。\
                    单位在制度文件中另行设定（`PolicyBook`）。\n\nEvery number, list and switch of the scheme: the value without any word of \
                    the host, the side on which another value is stricter, the source, and the rules that it moves.\n\nWritten by \
                    `cargo run -p anxun-tests --bin write-rules`. Which rule on records, people or plans a parameter moves is proved by \
                    experiment (`tests/rust/rule_book.rs`); of the rules on months, rooms and stores it is as their rows say; *limit* = by when a finding has to be mended, *reading* = which facts are read at all. \
                    Where the last column is empty, no rule of the catalogue rests on it.\n\n\
                    | 参数 key | 含义 meaning | 默认 default | 从严 stricter | 出处 source | 影响 moves |\n|---|---|---|---|---|---|\n"
        .to_owned();
    for row in params() {
        let _ = writeln!(
            page,
            "| <a id=\"{0}\"></a>`{0}` | {1}<br>{2} | {3} | {4} | {5} | {6} |",
            row.key,
            cell(row.zh),
            cell(row.en),
            default(row),
            stricter(row.stricter),
            source(row),
            moves(row.key)
        );
    }
    page
}

fn default(row: &Param) -> String {
    let (zh, en) = (row.default_text(true), row.default_text(false));
    let mut text = if zh == en { cell(&zh) } else { format!("{}<br>{}", cell(&zh), cell(&en)) };
    if let Some(reference) = row.reference {
        let _ = write!(text, "<br>({}<br>{})", cell(reference.zh), cell(reference.en));
    }
    text
}

const fn stricter(side: Stricter) -> &'static str {
    match side {
        Stricter::Higher => "大 higher",
        Stricter::Lower => "小 lower",
        Stricter::Superset => "多 more",
        _ => "—",
    }
}

fn source(row: &Param) -> String {
    if row.conflict.is_empty() { row.source.to_owned() } else { format!("{} ({})", row.source, row.conflict) }
}

fn moves(key: &str) -> String {
    let rules = ALL.iter().filter(|rule| rule.moved_by.contains(&key));
    let mut list: Vec<String> = rules.map(|rule| format!("[{0}](rules/{0}.md)", rule.code)).collect();
    if LIMITS.contains(&key) {
        list.push("*limit*".to_owned());
    }
    if READING.contains(&key) {
        list.push("*reading*".to_owned());
    }
    list.join(" ")
}
