//! The command line.

use std::ffi::OsString;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

use anxun::value::{Stamp, parse_date, parse_stamp};
use chrono::NaiveDate;
use lexopt::prelude::*;

use super::findings::Format as FindingsFormat;
use super::lang::Lang;

/// What is asked.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Command {
    Audit(Box<Options>),
    Explain(String),
    Help,
    Version,
}

/// How a register is to be judged.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Options {
    /// The register or its folder.
    pub(super) path: PathBuf,
    /// Whether standard output is the summary as JSON instead of the report.
    pub(super) json: bool,
    /// Where each record goes with its findings.
    pub(super) findings: Option<(PathBuf, FindingsFormat)>,
    /// The moment of the question, in the place of that of the company.
    pub(super) as_of: Option<Stamp>,
    /// The day of the question who may work, in the place of the audit.
    pub(super) who_may_work: Option<NaiveDate>,
    /// Which findings make the program end with 1.
    pub(super) fail_on: FailOn,
    pub(super) threads: usize,
}

/// Which findings make the program end with 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum FailOn {
    Error,
    Warning,
    Never,
}

/// The register that the repository carries; found wherever the program is started.
fn default_register() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/registers/chemical-plant-2025")
}

/// The language that a command line asks for, before anything else of it is read: errors are in that language too.
pub(super) fn lang(args: &[OsString]) -> Lang {
    let is_english = |at: usize, arg: &OsString| {
        arg == "--lang=en" || (arg == "--lang" && args.get(at + 1).is_some_and(|next| next == "en"))
    };
    if args.iter().enumerate().any(|(at, arg)| is_english(at, arg)) { Lang::En } else { Lang::Zh }
}

/// Reads the command line; an error is a sentence in `lang`.
pub(super) fn parse(args: Vec<OsString>, lang: Lang) -> Result<Command, String> {
    read(args, lang).map_err(|error| said(error, lang))
}

fn read(args: Vec<OsString>, lang: Lang) -> Result<Command, lexopt::Error> {
    let mut parser = lexopt::Parser::from_args(args);
    let threads = std::thread::available_parallelism().map_or(1, NonZeroUsize::get).min(8);
    let (mut path, mut explain) = (None, None);
    let (mut json, mut findings, mut as_of, mut fail_on) = (false, None, None, FailOn::Never);
    let mut options_threads = threads;
    let mut who_may_work = None;
    while let Some(arg) = parser.next()? {
        match arg {
            Long("format") => json = choice(&mut parser, "--format", &[("text", false), ("json", true)], lang)?,
            Long("findings") => findings = Some(findings_file(parser.value()?.into(), lang)?),
            Long("explain") => explain = Some(parser.value()?.string()?),
            Long("lang") => drop(choice(&mut parser, "--lang", &[("zh", ()), ("en", ())], lang)?),
            Long("as-of") => as_of = Some(stamp(&parser.value()?.string()?, lang)?),
            Long("who-may-work") => who_may_work = Some(date(&parser.value()?.string()?, lang)?),
            Long("fail-on") => {
                let table = [("error", FailOn::Error), ("warning", FailOn::Warning), ("never", FailOn::Never)];
                fail_on = choice(&mut parser, "--fail-on", &table, lang)?;
            }
            Long("threads") => options_threads = count(&parser.value()?.string()?, lang)?,
            Short('h') | Long("help") => return Ok(Command::Help),
            Short('V') | Long("version") => return Ok(Command::Version),
            Value(value) if path.is_none() => path = Some(PathBuf::from(value)),
            _ => return Err(arg.unexpected()),
        }
    }
    if let Some(code) = explain {
        return Ok(Command::Explain(code));
    }
    let path = path.unwrap_or_else(default_register);
    Ok(Command::Audit(Box::new(Options {
        path,
        json,
        findings,
        as_of,
        who_may_work,
        fail_on,
        threads: options_threads,
    })))
}

/// One of a few words.
fn choice<T: Copy>(
    parser: &mut lexopt::Parser,
    option: &str,
    table: &[(&str, T)],
    lang: Lang,
) -> Result<T, lexopt::Error> {
    let value = parser.value()?.string()?;
    let found = table.iter().find(|(word, _)| *word == value).map(|(_, value)| *value);
    let words: Vec<&str> = table.iter().map(|(word, _)| *word).collect();
    let (zh, en) = (words.join("、"), words.join(", "));
    found.ok_or_else(|| {
        lang.of(format!("{option} 的值应为 {zh}，实际为 {value:?}"), format!("{option} takes {en}, not {value:?}"))
            .into()
    })
}

fn findings_file(path: PathBuf, lang: Lang) -> Result<(PathBuf, FindingsFormat), lexopt::Error> {
    let ending = path.extension().and_then(|ending| ending.to_str()).map(str::to_ascii_lowercase);
    match ending.as_deref() {
        Some("jsonl") => Ok((path, FindingsFormat::Jsonl)),
        Some("csv") => Ok((path, FindingsFormat::Csv(lang))),
        _ => {
            Err(lang.of("--findings 的文件名应以 .jsonl 或 .csv 结尾", "--findings takes a .jsonl or .csv file").into())
        }
    }
}

fn stamp(text: &str, lang: Lang) -> Result<Stamp, lexopt::Error> {
    let error = || {
        lang.of(
            "--as-of 应为带时区的时间，例如 2026-07-05T08:00:00+08:00",
            "--as-of takes a stamp with offset, such as 2026-07-05T08:00:00+08:00",
        )
    };
    parse_stamp(text).map_err(|_| error().into())
}

fn date(text: &str, lang: Lang) -> Result<NaiveDate, lexopt::Error> {
    let error =
        || lang.of("--who-may-work 应为日期，例如 2026-07-05", "--who-may-work takes a day, such as 2026-07-05");
    parse_date(text).map_err(|_| error().into())
}

fn count(text: &str, lang: Lang) -> Result<usize, lexopt::Error> {
    let found = text.parse().ok().filter(|count| (1..=256).contains(count));
    found.ok_or_else(|| lang.of("--threads 应为 1 至 256", "--threads takes 1 to 256").into())
}

fn said(error: lexopt::Error, lang: Lang) -> String {
    use lexopt::Error::{MissingValue, UnexpectedArgument, UnexpectedOption};
    match (&error, lang) {
        (MissingValue { option: Some(option) }, Lang::Zh) => format!("{option} 缺少值"),
        (UnexpectedOption(option), Lang::Zh) => format!("没有选项 {option}"),
        (UnexpectedArgument(value), Lang::Zh) => format!("多余的参数 {value:?}"),
        _ => error.to_string(),
    }
}

pub(super) fn help(lang: Lang) -> &'static str {
    lang.of(HELP_ZH, HELP_EN)
}

const HELP_ZH: &str = "\
审查一份安全培训记录台账：哪些记录无效、不完整、超期及原因，各部门四率与考核得分，编号问题，近期到期事项。

用法：cargo run --release --example audit [-- 选项] [台账]

  台账                       台账文件（JSON Lines，每行一份记录）或其所在文件夹；
                             同一文件夹内：company.json（含 as_of）、policy.json、calendar.json、
                             verifications.json、rectifications.json、voids.json、tombstones.json，除第一个外均可省略。
                             缺省为随库附带的化工厂台账（2025-07-01 至 2026-06-30）

  --format text|json         报告（缺省）或汇总 JSON（规范格式 RFC 8785）
  --findings 文件            逐条写出每份记录、各指标归属和全部问题：.jsonl 或 .csv
  --explain 代码             解释一条规则，例如 --explain TP-05
  --lang zh|en               中文（缺省）或英文
  --as-of 时间               以此刻为准判断，例如 2026-07-05T08:00:00+08:00
  --who-may-work 日期        不审查台账，改为回答当日谁可以上岗作业、为何不可以、今后90天何时到期；
                             另读同一文件夹的 workforce.json（岗位要求、行业、台账以前的培训）
  --fail-on error|warning|never
                             有不符合项（error），或另有未说明的须说明项（warning）时退出码为 1；
                             无法审查的行视为不符合。缺省 never
  --threads 数               线程数；结果与线程数无关
  -h, --help                 本帮助
  -V, --version              版本

退出码：0 正常；1 见 --fail-on；2 用法或输入有误
";

const HELP_EN: &str = "\
Judges a register of safety-training records: which are invalid, incomplete or late and why, the four rates and the KPI
of each department, gaps and duplicates in the numbers, what falls due next.

Usage: cargo run --release --example audit [-- OPTIONS] [REGISTER]

  REGISTER                   A file of JSON Lines (one record a line) or its folder. In the same folder: company.json
                             (with as_of), policy.json, calendar.json, verifications.json, rectifications.json,
                             voids.json, tombstones.json; all but the first may be absent.
                             Default: the register of a chemical plant that the repository carries

  --format text|json         The report (default) or the summary as canonical JSON (RFC 8785)
  --findings FILE            Every record with its membership in each figure and all findings: .jsonl or .csv
  --explain CODE             Explains a rule, such as --explain TP-05
  --lang zh|en               Chinese (default) or English
  --as-of STAMP              Judges as of this moment, such as 2026-07-05T08:00:00+08:00
  --who-may-work DATE        Answers, in the place of the audit, who may work on that day, why not, and what lapses in
                             the next 90 days; reads workforce.json beside the register too (what posts ask for,
                             industry, trainings from before the register)
  --fail-on error|warning|never
                             Ends with 1 where there is a finding of severity E (error), or also one of severity W that
                             nothing explains (warning); a line that could not be judged counts as E. Default: never
  --threads N                Threads; the answer is the same for any number
  -h, --help                 This help
  -V, --version              The version

Exit code: 0 all right; 1 see --fail-on; 2 wrong usage or input
";
