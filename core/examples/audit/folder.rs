//! A register and what lies beside it in the same folder.
//!
//! | file | what it is | absent |
//! |---|---|---|
//! | `register.jsonl` | one record a line | an error |
//! | `company.json` | `{"as_of": "…", "organisation": {…}}` | `--as-of` is needed; who is who is not known |
//! | `policy.json` | the policy, version by version | the values of the scheme |
//! | `calendar.json` | the work calendar | the built-in one |
//! | `verifications.json` | sampled items compared with reality | 准确率 undefined |
//! | `rectifications.json` | slips of rectification | 问题整改率 undefined |
//! | `voids.json` | record numbers that were voided | no gap is explained |
//! | `tombstones.json` | record numbers of destroyed records | as with voids; nothing bears a number again |

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use anxun::calendar::WorkCalendar;
use anxun::check::Context;
use anxun::error::{Error, ErrorCode, Result};
use anxun::json::typed;
use anxun::org::Organisation;
use anxun::policy::PolicyBook;
use anxun::register::Inputs;
use anxun::value::{Stamp, form};
use serde::Deserialize;
use serde_json::value::RawValue;

use super::lang::Lang;
use super::place::position;

/// The largest file beside a register, in bytes.
const MAX_FILE: u64 = 256 << 20;
const COMPANY: &str = "company.json";
const FILES: &[&str] = &[
    COMPANY,
    "policy.json",
    "calendar.json",
    "verifications.json",
    "rectifications.json",
    "voids.json",
    "tombstones.json",
];

/// An error with the file in which it lies.
#[derive(Debug)]
pub(super) struct FileError {
    file: String,
    position: Option<(usize, usize)>,
    error: Box<Error>,
}

impl FileError {
    /// An error of reading or writing.
    pub(super) fn io(file: &Path, error: &io::Error, expected: &str) -> Self {
        FileError::of(file, Error::new(ErrorCode::Io, error.to_string(), expected))
    }

    /// An error of a file as a whole.
    pub(super) fn of(file: &Path, error: Error) -> Self {
        FileError::new(file, b"", error)
    }

    fn new(file: &Path, bytes: &[u8], error: Error) -> Self {
        FileError { file: file.display().to_string(), position: position(bytes, &error), error: Box::new(error) }
    }

    /// File, line, column, JSON pointer, what was found and what was expected.
    pub(super) fn text(&self, lang: Lang) -> String {
        let place = self.position.map_or_else(String::new, |(line, column)| format!(":{line}:{column}"));
        let pointer = if self.error.path.is_empty() { String::new() } else { format!(" {}", self.error.path) };
        format!("{}{place}{pointer}: {}", self.file, lang.problem(&self.error))
    }
}

/// A register with everything that lies beside it.
#[derive(Debug)]
pub(super) struct Folder {
    /// The register.
    pub(super) register: PathBuf,
    /// Policy, calendar, people and moment.
    pub(super) context: Context,
    /// Verifications, rectifications, voids, tombstones; and that records are compared.
    pub(super) inputs: Inputs,
    /// Whether a policy and a calendar were there, or the built-in ones judge.
    pub(super) has_policy: bool,
    pub(super) has_calendar: bool,
}

/// What company.json holds.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Company {
    #[serde(with = "form::stamp")]
    as_of: Stamp,
    #[serde(default)]
    organisation: Option<Box<RawValue>>,
}

impl Folder {
    /// Reads what lies beside the register; `path` is the register or its folder.
    pub(super) fn open(path: &Path, as_of: Option<Stamp>) -> std::result::Result<Folder, FileError> {
        let (folder, register) = if path.is_dir() {
            (path.to_path_buf(), path.join("register.jsonl"))
        } else {
            (path.parent().unwrap_or(Path::new("")).to_path_buf(), path.to_path_buf())
        };
        if let Err(error) = std::fs::metadata(&register) {
            return Err(FileError::io(&register, &error, "a register (JSON Lines) or a folder with register.jsonl"));
        }
        let (stated, organisation) = read(&folder, COMPANY, company)?.unwrap_or_default();
        let Some(as_of) = as_of.or(stated) else {
            let error = Error::new(ErrorCode::Missing, "nothing", "company.json with as_of, or --as-of");
            return Err(FileError::of(&folder.join(COMPANY), error));
        };
        let policy = read(&folder, "policy.json", PolicyBook::from_json)?;
        let calendar = read(&folder, "calendar.json", WorkCalendar::from_json)?;
        let inputs = Inputs {
            verifications: read(&folder, "verifications.json", typed)?,
            rectifications: read(&folder, "rectifications.json", typed)?,
            voids: read(&folder, "voids.json", typed)?.unwrap_or_default(),
            tombstones: read(&folder, "tombstones.json", typed)?.unwrap_or_default(),
            compare_records: true,
            receipt: false,
        };
        let (has_policy, has_calendar) = (policy.is_some(), calendar.is_some());
        let policy = policy.unwrap_or_else(PolicyBook::seed);
        let calendar = calendar.unwrap_or_else(WorkCalendar::china);
        let mut context =
            Context::new(policy, calendar, as_of).map_err(|error| FileError::of(&folder.join("policy.json"), error))?;
        if let Some(organisation) = organisation {
            context = context.with_organisation(organisation);
        }
        Ok(Folder { register, context, inputs, has_policy, has_calendar })
    }

    /// The path of a file beside the register.
    pub(super) fn beside(&self, name: &str) -> PathBuf {
        self.register.with_file_name(name)
    }

    /// Whether `path` is a file that this program reads: it must not be written over.
    pub(super) fn holds(&self, path: &Path) -> bool {
        let Ok(path) = path.canonicalize() else { return false };
        let files = FILES.iter().map(|name| self.beside(name)).chain([self.register.clone()]);
        files.filter_map(|file| file.canonicalize().ok()).any(|file| file == path)
    }

    /// The name of the register for places in it.
    pub(super) fn name(&self) -> String {
        self.register.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned())
    }
}

fn company(text: &str) -> Result<(Option<Stamp>, Option<Organisation>)> {
    let company: Company = typed(text)?;
    let organisation = company.organisation.as_deref().map(RawValue::get).filter(|text| *text != "null");
    let organisation = organisation.map(Organisation::from_json).transpose();
    Ok((Some(company.as_of), organisation.map_err(|error| error.under("/organisation"))?))
}

/// Reads one file of the folder; `None` where there is none.
fn read<T>(
    folder: &Path,
    name: &str,
    parse: impl FnOnce(&str) -> Result<T>,
) -> std::result::Result<Option<T>, FileError> {
    let path = folder.join(name);
    let mut bytes = Vec::new();
    match File::open(&path).and_then(|file| file.take(MAX_FILE + 1).read_to_end(&mut bytes)) {
        Ok(_) => {}
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(FileError::io(&path, &error, "a readable file")),
    }
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&bytes);
    let parsed = if bytes.len() as u64 > MAX_FILE {
        Err(Error::new(ErrorCode::Limit, "a larger file", format!("at most {MAX_FILE} bytes")))
    } else {
        std::str::from_utf8(bytes)
            .map_err(|error| Error::new(ErrorCode::InvalidUtf8, format!("byte {}", error.valid_up_to()), "UTF-8"))
            .and_then(parse)
    };
    parsed.map(Some).map_err(|error| FileError::new(&path, bytes, error))
}
