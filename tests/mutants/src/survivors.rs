//! The committed list of survivors: each with the reason why no test has to kill it.

use std::collections::BTreeMap;
use std::path::Path;

use crate::list::Mutant;

/// A mutant without its line number. Where a function has the same line twice, the row stands for both.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Row {
    pub module: String,
    pub file: String,
    pub function: String,
    pub change: String,
    pub line: String,
}

impl Row {
    pub fn of(mutant: &Mutant) -> Row {
        Row {
            module: mutant.module.clone(),
            file: mutant.file.rsplit('/').next().unwrap_or("").to_owned(),
            function: mutant.function.clone(),
            change: mutant.change.clone(),
            line: mutant.line.clone(),
        }
    }

    pub fn text(&self) -> String {
        [&self.module, &self.file, &self.function, &self.change, &self.line].map(String::as_str).join("\t")
    }
}

/// The reasons of the list, by row.
pub fn read(path: &Path) -> BTreeMap<Row, String> {
    let text = std::fs::read_to_string(path).unwrap_or_default();
    let rows = text.lines().skip(1).map(|line| {
        let cells: Vec<&str> = line.split('\t').collect();
        let [module, file, function, change, line, reason] = cells.as_slice() else {
            panic!("a row of six cells: {line}");
        };
        let cell = |text: &&str| (*text).to_owned();
        let row = Row {
            module: cell(module),
            file: cell(file),
            function: cell(function),
            change: cell(change),
            line: cell(line),
        };
        assert!(!reason.is_empty(), "a reason: {}", row.text());
        (row, cell(reason))
    });
    rows.collect()
}
