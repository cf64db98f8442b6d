//! The two languages of the program, and the words that the library has no table for.

use anxun::error::Error;
use anxun::value::{CHINA, Stamp, date_text, end_of_day, local_date, time_text};

/// The language of everything that is printed for people.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Lang {
    Zh,
    En,
}

impl Lang {
    pub(super) const fn code(self) -> &'static str {
        match self {
            Lang::Zh => "zh",
            Lang::En => "en",
        }
    }

    /// The one of two that is in this language.
    pub(super) fn of<T>(self, zh: T, en: T) -> T {
        match self {
            Lang::Zh => zh,
            Lang::En => en,
        }
    }

    /// What is wrong with a value: the meaning of the code, what was found, what was expected.
    pub(super) fn problem(self, error: &Error) -> String {
        let (info, expected) = (error.code.info(), &error.expected);
        let found = without_position(&error.found);
        match self {
            Lang::Zh => format!("{}（{}）：实际为 {found}，应为 {expected}", info.zh, info.name),
            Lang::En => format!("{} ({}): found {found}, expected {expected}", info.en, info.name),
        }
    }

    /// Why a rate is undefined, from its code.
    pub(super) fn undefined(self, reason: &'static str) -> &'static str {
        let (zh, en) = match reason {
            "NoVerifications" => ("未提供核验结果", "no verifications"),
            "NothingVerified" => ("未抽查", "none sampled"),
            "NothingAssessed" => ("无可判定记录", "none assessed"),
            "NothingDue" => ("无到期项", "none due"),
            "FacetAbsent" => ("未提供文件资料", "no file facts"),
            "NotSupplied" => ("未提供整改清单", "no rectifications"),
            "NoEvaluationDue" => ("无到期评估", "no evaluation due"),
            other => (other, other),
        };
        self.of(zh, en)
    }

    /// A step of the process, or the code of a finding with its message.
    pub(super) fn step(self, step: &str) -> String {
        let (zh, en) = match step {
            "paper" => ("纸质资料移交", "hand over the paper record"),
            "electronic" => ("电子资料上传", "upload the electronic record"),
            "self_check" => ("部门自查", "self-check of the department"),
            "completion" => ("当日完成记录", "complete the record the same day"),
            "review" => ("安环部审核", "review by the safety department"),
            "resubmission" => ("退回后重新提交", "resubmit after the return"),
            "archive" => ("归档", "archive"),
            code => match anxun::rule::by_code(code) {
                Some(rule) => return format!("{code} {}", self.of(rule.zh, rule.en)),
                None => (code, code),
            },
        };
        self.of(zh, en).to_owned()
    }

    /// A department: its code with the name by the organisation.
    pub(super) fn department(self, code: &str, name: Option<&str>) -> String {
        match name {
            _ if code.is_empty() => self.of("（未注明）", "(not stated)").to_owned(),
            Some(name) => format!("{code} {name}"),
            None => code.to_owned(),
        }
    }
}

/// A stamp as people read it: day and time at +08:00, the last second of a day as 24:00.
pub(super) fn moment(stamp: Stamp) -> String {
    let day = local_date(stamp);
    let time =
        if stamp == end_of_day(day) { "24:00".to_owned() } else { time_text(stamp.with_timezone(&CHINA).time()) };
    format!("{} {time}", date_text(day))
}

/// What was found, without the line and column that the library appends: the program prints those of the file.
fn without_position(found: &str) -> &str {
    found.rsplit_once(" at line ").map_or(found, |(found, _)| found)
}
