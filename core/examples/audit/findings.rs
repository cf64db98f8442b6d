//! The findings file: what became of every line, with its membership in each figure.
//!
//! `.jsonl`: one line for each line of the register that is not blank, in its order: `register::Entry` as canonical JSON;
//! then one for each finding between records, with `"entry":"number_finding"` or `"entry":"shared_finding"`.
//!
//! `.csv`: one row for each finding, at least one for each line of the register; the columns are [`COLUMNS`]. It is
//! written for spreadsheets: RFC 4180, with a byte order mark (Excel reads UTF-8 by it), and a text that a spreadsheet
//! would take for a formula gets an apostrophe before it. To count records and not findings, take the rows with `row` = 1.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use anxun::error::{Error, Result};
use anxun::json::canonical;
use anxun::quality::Membership;
use anxun::register::{BetweenFinding, Entry, Judged};
use anxun::retention::Outcome;
use anxun::rule::Finding;
use anxun::value::{date_text, stamp_text};
use serde::Serialize;

use super::folder::FileError;
use super::lang::Lang;

/// The form of the file, by the ending of its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Format {
    Jsonl,
    /// With messages in a language.
    Csv(Lang),
}

/// A findings file that is being written.
#[derive(Debug)]
pub(super) struct Findings {
    path: PathBuf,
    format: Format,
    out: BufWriter<File>,
}

impl Findings {
    /// Begins a file in the place of an older one.
    pub(super) fn create(path: &Path, format: Format) -> std::result::Result<Self, FileError> {
        let file = File::create(path).map_err(|error| FileError::io(path, &error, "a file that can be written"))?;
        let mut findings = Findings { path: path.to_path_buf(), format, out: BufWriter::new(file) };
        if let Format::Csv(_) = format {
            findings.write(format!("\u{FEFF}{}\r\n", COLUMNS.join(",")).as_bytes())?;
        }
        Ok(findings)
    }

    pub(super) fn format(&self) -> Format {
        self.format
    }

    /// Appends what [`entry`] made.
    pub(super) fn write(&mut self, bytes: &[u8]) -> std::result::Result<(), FileError> {
        let written = self.out.write_all(bytes);
        written.map_err(|error| self.failed(&error))
    }

    /// Appends a finding between records.
    pub(super) fn between(&mut self, finding: &BetweenFinding) -> std::result::Result<(), FileError> {
        let mut bytes = Vec::new();
        let made = between(self.format, finding, &mut bytes);
        made.map_err(|error| self.failed(&io::Error::other(error)))?;
        self.write(&bytes)
    }

    /// Ends the file.
    pub(super) fn finish(mut self) -> std::result::Result<(), FileError> {
        let flushed = self.out.flush();
        flushed.map_err(|error| self.failed(&error))
    }

    fn failed(&self, error: &io::Error) -> FileError {
        FileError::io(&self.path, error, "a file that can be written")
    }
}

/// What one line of the register adds to the file.
pub(super) fn entry(format: Format, line: u64, entry: &Entry, out: &mut Vec<u8>) -> Result<()> {
    if matches!(entry, Entry::Blank) {
        return Ok(());
    }
    match format {
        Format::Jsonl => jsonl(entry, out)?,
        Format::Csv(lang) => match entry {
            Entry::Judged(judged) => csv_judged(judged, lang, out),
            Entry::Failed(failed) => csv_failed(line, &failed.faults.0, lang, out),
            Entry::NotYet(one) => {
                let row = Row::of("not_yet", Some(line)).set("record", &one.record);
                row.set("session_end", one.session_end.map(stamp_text).unwrap_or_default()).write(out);
            }
            Entry::Blank => {}
        },
    }
    Ok(())
}

/// What one finding between records adds.
fn between(format: Format, finding: &BetweenFinding, out: &mut Vec<u8>) -> Result<()> {
    #[derive(Serialize)]
    struct Line<'a> {
        entry: &'static str,
        #[serde(flatten)]
        finding: &'a BetweenFinding,
    }
    let entry = match finding {
        BetweenFinding::Number(_) => "number_finding",
        BetweenFinding::Shared(_) => "shared_finding",
        BetweenFinding::Period(_) => "period_finding",
    };
    match (format, finding) {
        (Format::Jsonl, _) => jsonl(&Line { entry, finding }, out)?,
        (Format::Csv(lang), BetweenFinding::Shared(finding)) => Row::of(entry, Some(finding.line))
            .set("finding", &finding.id)
            .set("code", finding.code)
            .set("severity", finding.severity.code())
            .set("finding_grade", finding.grade.map_or("", |grade| grade.code()))
            .set("suspected", truth(Some(finding.suspected)))
            .set("facet", finding.facet.map_or("", |facet| facet.code()))
            .set("path", &finding.path)
            .set("observed", format!("line {}", finding.other_line))
            .set("remedy", finding.remedy.map_or("", |remedy| remedy.code()))
            .set("message", lang.of(finding.message_zh, finding.message_en))
            .write(out),
        (Format::Csv(lang), BetweenFinding::Period(finding)) => {
            let lines = finding.sessions.iter().map(|one| one.line.to_string()).collect::<Vec<_>>().join(" ");
            Row::of(entry, None)
                .set("month", &finding.period)
                .set("finding", &finding.id)
                .set("code", finding.code)
                .set("severity", finding.severity.code())
                .set("observed", format!("{}; not on lines {lines}", finding.observed))
                .set("expected", &finding.expected)
                .set("message", lang.of(finding.message_zh, finding.message_en))
                .write(out);
        }
        (Format::Csv(lang), BetweenFinding::Number(finding)) => Row::of(entry, finding.line)
            .set("number", &finding.number)
            .set("number_to", finding.to.as_deref().unwrap_or_default())
            .set("finding", &finding.id)
            .set("code", finding.code)
            .set("severity", finding.severity.code())
            .set("finding_grade", finding.grade.map_or("", |grade| grade.code()))
            .set("facet", finding.facet.map_or("", |facet| facet.code()))
            .set("path", finding.path)
            .set("remedy", finding.remedy.map_or("", |remedy| remedy.code()))
            .set("message", lang.of(finding.message_zh, finding.message_en))
            .write(out),
    }
    Ok(())
}

fn jsonl<T: Serialize>(value: &T, out: &mut Vec<u8>) -> Result<()> {
    out.extend_from_slice(canonical(value)?.as_bytes());
    out.push(b'\n');
    Ok(())
}

/// The columns of the table, for ever in this order: what the line is, its verdicts, its membership in each figure, one
/// finding.
#[rustfmt::skip]
pub(super) const COLUMNS: &[&str] = &[
    "entry", "line", "row", "record", "number", "number_to", "kind", "department", "session_end", "policy",
    "passes", "validity", "completeness", "grade",
    "month", "complete", "elements_there", "elements_asked", "on_time", "delay_hours", "conforming",
    "verified_match", "verified", "archived_month", "archived", "effect",
    "finding", "code", "severity", "finding_grade", "suspected", "explained", "facet", "subject", "path",
    "observed", "expected", "remedy", "due", "retention", "message",
];

/// One row of the table, by column.
#[derive(Clone, Debug)]
struct Row(Vec<String>);

impl Row {
    fn of(entry: &str, line: Option<u64>) -> Row {
        let row = Row(vec![String::new(); COLUMNS.len()]);
        row.set("entry", entry).set("line", line.map(|line| line.to_string()).unwrap_or_default()).set("row", "1")
    }

    fn set(mut self, column: &str, value: impl Into<String>) -> Row {
        let at = COLUMNS.iter().position(|name| *name == column);
        debug_assert!(at.is_some(), "{column}");
        if let Some(cell) = at.and_then(|at| self.0.get_mut(at)) {
            *cell = value.into();
        }
        self
    }

    fn write(&self, out: &mut Vec<u8>) {
        for (at, cell) in self.0.iter().enumerate() {
            if at > 0 {
                out.push(b',');
            }
            csv_cell(cell, out);
        }
        out.extend_from_slice(b"\r\n");
    }
}

fn csv_cell(text: &str, out: &mut Vec<u8>) {
    let is_formula = text.starts_with(['=', '+', '-', '@', '\t', '\r']);
    if !is_formula && !text.contains(['"', ',', '\r', '\n']) {
        return out.extend_from_slice(text.as_bytes());
    }
    let apostrophe = if is_formula { "'" } else { "" };
    out.extend_from_slice(format!("\"{apostrophe}{}\"", text.replace('"', "\"\"")).as_bytes());
}

fn csv_judged(judged: &Judged, lang: Lang, out: &mut Vec<u8>) {
    let review = &judged.review;
    let head = Row::of("judged", Some(judged.line))
        .set("record", &review.record)
        .set("number", review.number.as_deref().unwrap_or_default())
        .set("kind", review.kind.map_or("", |kind| kind.code()))
        .set("department", review.department.as_deref().unwrap_or_default())
        .set("session_end", review.session_end.map(stamp_text).unwrap_or_default())
        .set("policy", &review.policy)
        .set("passes", truth(Some(review.passes)))
        .set("validity", review.validity.code())
        .set("completeness", review.completeness.code())
        .set("grade", review.grade.map_or("", |grade| grade.code()))
        .set("retention", retention(review.retention.outcome));
    let head = membership(head, &judged.membership);
    if review.findings.is_empty() {
        head.write(out);
    }
    for (at, one) in review.findings.iter().enumerate() {
        finding(head.clone().set("row", (at + 1).to_string()), one, lang).write(out);
    }
}

fn membership(row: Row, of: &Membership) -> Row {
    let pair = |pair: Option<(u32, u32)>| pair.map(|(one, all)| (one.to_string(), all.to_string())).unwrap_or_default();
    let (elements, verified) = (pair(of.elements), pair(of.verified));
    row.set("month", &of.month)
        .set("complete", truth(of.complete))
        .set("elements_there", elements.0)
        .set("elements_asked", elements.1)
        .set("on_time", truth(of.on_time))
        .set("delay_hours", of.delay_hours.map(|hours| hours.to_string()).unwrap_or_default())
        .set("conforming", truth(of.conforming))
        .set("verified_match", verified.0)
        .set("verified", verified.1)
        .set("archived_month", of.archived.as_ref().map(|one| one.month.clone()).unwrap_or_default())
        .set("archived", truth(of.archived.as_ref().map(|one| one.met)))
        .set("effect", truth(of.effect))
}

fn finding(row: Row, finding: &Finding, lang: Lang) -> Row {
    row.set("finding", &finding.id)
        .set("code", finding.code)
        .set("severity", finding.severity.code())
        .set("finding_grade", finding.grade.map_or("", |grade| grade.code()))
        .set("suspected", truth(Some(finding.suspected)))
        .set("explained", truth(Some(finding.explained)))
        .set("facet", finding.facet.map_or("", |facet| facet.code()))
        .set("subject", finding.subject.as_deref().unwrap_or_default())
        .set("path", &finding.path)
        .set("observed", &finding.observed)
        .set("expected", &finding.expected)
        .set("remedy", finding.remedy.map_or("", |remedy| remedy.code()))
        .set("due", finding.due.map(stamp_text).unwrap_or_default())
        .set("message", lang.of(finding.message_zh, finding.message_en))
}

fn csv_failed(line: u64, faults: &[Error], lang: Lang, out: &mut Vec<u8>) {
    for (at, fault) in faults.iter().enumerate() {
        Row::of("failed", Some(line))
            .set("row", (at + 1).to_string())
            .set("code", fault.code.info().name)
            .set("path", &fault.path)
            .set("observed", &fault.found)
            .set("expected", &fault.expected)
            .set("message", lang.of(fault.code.info().zh, fault.code.info().en))
            .write(out);
    }
}

/// The last day on which the record must be kept, or why there is none yet.
fn retention(outcome: Outcome) -> String {
    match outcome {
        Outcome::Until(day) => date_text(day),
        Outcome::Open(reason) => format!("Open: {}", reason.code()),
        Outcome::Permanent => "Permanent".to_owned(),
    }
}

/// A truth value; empty = it does not count, or could not be assessed.
fn truth(value: Option<bool>) -> &'static str {
    match value {
        Some(true) => "true",
        Some(false) => "false",
        None => "",
    }
}
