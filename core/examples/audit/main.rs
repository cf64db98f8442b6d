//! Judges a register of training records end to end: the main job of this library, as a program.
//!
//! ```text
//! cargo run --release --example audit                     the register that the repository carries
//! cargo run --release --example audit -- my/register.jsonl
//! cargo run --release --example audit -- --explain TP-05
//! ```
//!
//! The library judges (`anxun::register`); this program only reads files, starts threads and lays out text:
//! [`args`] the command line, [`folder`] what lies beside a register, [`lines`] its lines in blocks, [`judge`] the run,
//! [`noted`] what the report says beside the summary, [`findings`] the findings file, [`report`] the report on a
//! [`screen`].

mod args;
mod findings;
mod folder;
mod judge;
mod lang;
mod lines;
mod noted;
mod place;
mod progress;
mod report;
pub(crate) mod screen;

use std::ffi::OsString;
use std::io::{IsTerminal, Write, stderr, stdout};
use std::process::ExitCode;

use anxun::register::Summary;
use anxun::rule::Severity;

use args::{Command, FailOn, Options};
use findings::Findings;
use folder::{FileError, Folder};
use judge::{Outcome, judge};
use lang::Lang;
use noted::Noted;
use progress::Progress;
use screen::Screen;

fn main() -> ExitCode {
    let mut out = stdout().lock();
    let screen = Screen::of(&out);
    let mut err = stderr();
    let is_watched = err.is_terminal();
    ExitCode::from(run(std::env::args_os().skip(1).collect(), &mut out, &screen, &mut err, is_watched))
}

/// Runs the program and answers its exit code; `is_watched` says that a person looks at `err`.
pub(crate) fn run(
    args: Vec<OsString>,
    out: &mut dyn Write,
    screen: &Screen,
    err: &mut dyn Write,
    is_watched: bool,
) -> u8 {
    let lang = args::lang(&args);
    let answer = args::parse(args, lang).and_then(|command| answer(command, lang, screen, err, is_watched));
    let (written, code) = match answer {
        Ok((text, code)) => (out.write_all(text.as_bytes()).and_then(|()| out.flush()), code),
        Err(sentence) => (writeln!(err, "{}{sentence}", lang.of("错误：", "error: ")), 2),
    };
    match written {
        // A reader that has seen enough (`| head`) is no error.
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => 2,
        _ => code,
    }
}

/// The text for standard output and the exit code; an error is a sentence.
fn answer(
    command: Command,
    lang: Lang,
    screen: &Screen,
    err: &mut dyn Write,
    is_watched: bool,
) -> Result<(String, u8), String> {
    match command {
        Command::Help => Ok((args::help(lang).to_owned(), 0)),
        Command::Version => Ok((format!("anxun {}\n", env!("CARGO_PKG_VERSION")), 0)),
        Command::Explain(code) => explain(&code, lang).map(|text| (text, 0)),
        Command::Audit(options) => {
            let mut progress = Progress::new(is_watched.then_some(err), lang);
            audit(&options, lang, screen, &mut progress)
        }
    }
}

fn explain(code: &str, lang: Lang) -> Result<String, String> {
    let code = code.trim().to_ascii_uppercase();
    anxun::rulebook::explain(&code, lang.code()).ok_or_else(|| {
        let codes: Vec<&str> = anxun::rule::ALL.iter().map(|rule| rule.code).collect();
        let (found, known) = (code.escape_debug(), codes.join(" "));
        lang.of(
            format!("没有规则 {found}；现有规则：{known}"),
            format!("there is no rule {found}; the rules are: {known}"),
        )
    })
}

fn audit(options: &Options, lang: Lang, screen: &Screen, progress: &mut Progress<'_>) -> Result<(String, u8), String> {
    let said = |error: FileError| error.text(lang);
    let folder = Folder::open(&options.path, options.as_of).map_err(said)?;
    let findings = match &options.findings {
        Some((path, _)) if folder.holds(path) => {
            let path = path.display();
            return Err(
                lang.of(format!("--findings 不能覆盖输入文件 {path}"), format!("--findings would overwrite {path}"))
            );
        }
        Some((path, format)) => Some(Findings::create(path, *format).map_err(said)?),
        None => None,
    };
    let Outcome { summary, noted } = judge(&folder, options.threads, findings, progress).map_err(said)?;
    let code = u8::from(fails(options.fail_on, &summary, &noted));
    let text = if options.json {
        let json = anxun::json::canonical(&summary).map_err(|error| lang.problem(&error))?;
        json + "\n"
    } else {
        let written_to = options.findings.as_ref().map(|(path, _)| path.as_path());
        report::text(&folder, &summary, &noted, written_to, lang, screen)
    };
    Ok((text, code))
}

/// Whether there is a finding on which the program is to end with 1. A line that could not be judged counts like an E.
fn fails(on: FailOn, summary: &Summary, noted: &Noted) -> bool {
    let least = match on {
        FailOn::Error => Severity::E,
        FailOn::Warning => Severity::W,
        FailOn::Never => return false,
    };
    let numbers = summary.number_findings.iter().map(|finding| finding.severity);
    let between = numbers.chain(summary.shared_findings.iter().map(|finding| finding.severity));
    let between = between.chain(summary.period_findings.iter().map(|finding| finding.severity)).max();
    summary.totals.failed > 0 || noted.severity.max(between).is_some_and(|severity| severity >= least)
}
