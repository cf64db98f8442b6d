//! What went wrong with a *question*: errors and faults.
//!
//! An [`Error`] means that no answer could be computed (a date 2023-02-30, weights that sum to 0.99). A record
//! that breaks a rule is no error but a [finding](crate::rule). A [`Fault`] is an error at one place of a
//! document; [`Faults`] lists all of them. Uses nothing of this crate. Source: section 0 of the requirements,
//! input rules.
//!
//! Texts of people (names, employee numbers) never enter `found`: the reader says how long such a value was.

use serde::{Deserialize, Deserializer, Serialize};

/// One row of the table of error codes: the name in JSON and Python, the status in C, the meaning.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ErrorInfo {
    /// The code.
    pub code: ErrorCode,
    /// The name of the code in JSON; the Python class is this name with `Error` behind it.
    pub name: &'static str,
    /// The status in C: positive, never re-used. 1 to 99 belong to the doors, 100 and up to the core.
    pub status: i32,
    /// Meaning in Chinese.
    pub zh: &'static str,
    /// Meaning in English.
    pub en: &'static str,
}

macro_rules! error_codes {
    ($($code:ident = $status:literal, $zh:literal, $en:literal;)*) => {
        /// The closed list of error codes. Names and numbers are for ever.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
        #[non_exhaustive]
        pub enum ErrorCode { $(#[doc = $en] $code = $status,)* }

        /// Every error code with its name, status and meaning: read by the header, the Python package and the docs.
        pub const ERRORS: &[ErrorInfo] = &[
            $(ErrorInfo { code: ErrorCode::$code, name: stringify!($code), status: $status, zh: $zh, en: $en },)*
        ];

        impl ErrorCode {
            /// The row of the table.
            #[must_use]
            pub const fn info(self) -> ErrorInfo {
                match self {
                    $(ErrorCode::$code => ErrorInfo {
                        code: ErrorCode::$code, name: stringify!($code), status: $status, zh: $zh, en: $en,
                    },)*
                }
            }
        }
    };
}

error_codes! {
    // The doors.
    NullPointer = 1, "指针为空", "a pointer is null";
    InvalidUtf8 = 2, "文本不是有效的UTF-8", "a text is not valid UTF-8";
    WrongHandle = 3, "句柄类型不符或已释放", "a handle is of another type or not alive";
    Panicked = 4, "内部错误（请报告）", "an internal error was caught at the door (please report it)";
    UnknownOperation = 5, "没有此操作", "there is no operation of that name";
    UnknownPointer = 6, "字段表中没有此路径", "the field table has no such pointer";
    Callback = 7, "调用方的回调要求停止", "a callback of the caller asked to stop";
    Io = 8, "读写失败", "reading or writing failed";
    WrongSize = 9, "长度或结构大小不符", "a length or the size of an option struct is wrong";
    StreamFailed = 10, "数据流已释放或读取失败", "a stream was released, or its producer failed";
    // Documents.
    Syntax = 100, "不是有效的JSON", "the text is not valid JSON";
    Type = 101, "值的类型不符", "a value is of another type";
    Missing = 102, "缺少必需的值", "a value that the question needs is missing";
    Limit = 103, "超过大小上限", "a limit of size is passed";
    DuplicateKey = 104, "同一对象中键重复", "a known key stands twice in one object";
    SchemaVersion = 105, "不支持的模式版本", "the schema version is not supported";
    UnknownCode = 106, "未知代码", "an unknown code";
    UnknownField = 107, "不允许的字段", "a field that is not allowed here";
    ControlCharacter = 108, "文本含控制字符", "a text holds a control character";
    OtherVariant = 109, "该字段属于另一种记录", "the field belongs to another variant";
    BadColumn = 110, "列的结构自相矛盾", "a column contradicts itself: its lengths, offsets or buffers";
    // Values.
    DateFormat = 120, "日期或时间格式不符", "a date or a time is not of the one accepted form";
    OffsetRequired = 121, "时间缺少时区偏移", "a stamp has no offset";
    FutureDate = 122, "已发生的事实晚于判断时刻", "a fact that must be past lies after as_of";
    DateOrder = 123, "先后次序不可能", "two facts of one struct are in an impossible order";
    Range = 124, "数值超出范围", "a number is out of range";
    WeightSum = 125, "权重之和不为1", "weights do not sum to exactly 1";
    DuplicateId = 126, "标识重复", "an identifier occurs twice";
    BadEmployeeNo = 127, "工号格式不符", "an employee number does not match the pattern";
    EmptySet = 128, "集合不能为空", "a set that may not be empty is empty";
    IdRequired = 129, "缺少标识", "an identifier is needed for this question";
    // Calendar.
    CalendarCoverage = 140, "日历未覆盖该日", "the work calendar does not cover a day";
    CalendarConflict = 141, "日历数据自相矛盾", "the calendar contradicts itself";
    MissingEnd = 142, "缺少培训结束时间", "the end of the session is not known";
    // Numbering.
    NumberMalformed = 160, "记录编号格式不符（NB-01）", "the record number is malformed (NB-01)";
    DepartmentUnknown = 161, "部门代码不在代码表（NB-02）", "the department code is not in the table (NB-02)";
    TypeUnknown = 162, "类型代码不在代码表（NB-03）", "the type code is not in the table (NB-03)";
    NumberTaken = 163, "编号已使用或已作废", "the number was already issued or voided";
    NumberNotReserved = 164, "编号不在预留段", "the number does not lie in the reserved block";
    SequenceEnd = 165, "序号已用尽", "the sequence has no number left";
    // Policy.
    PolicyNotInForce = 180, "该时刻没有生效的制度版本", "no version of the policy is in force at that stamp";
    PolicyConflict = 181, "制度参数相互矛盾", "an alias was given another value than its key";
    PolicyNeedsReason = 182, "低于来源要求的值需说明理由", "a value laxer than its source needs a reason";
    StatutoryElement = 183, "法定要素不得取消", "a statutory element may not be switched off";
    UnknownParameter = 184, "没有此参数", "there is no parameter of that key";
    ParameterMissing = 185, "参数未设定", "a parameter that the question needs is not set";
    // Organisation.
    PlaceholderName = 200, "企业名称仍是占位符", "the name is still the placeholder";
    OrgCycle = 201, "组织层级成环", "the tree of units has a cycle";
    DuplicateCode = 202, "单位代码重复", "a unit code occurs twice";
    UnknownUnit = 203, "未知单位", "a unit is not in the tree";
    AliasConflict = 204, "人员标识合并成环或有两个目标", "an alias has a cycle or two targets";
    // Events.
    Refused = 220, "事件被拒绝", "an event was refused";
    // Registers.
    StateMalformed = 240, "台账的中间状态损坏或不完整", "the partial state of a register is damaged or cut off";
    StateMismatch = 241, "台账的中间状态来自另一情境", "the partial state of a register is of another context";
}

impl<'de> Deserialize<'de> for ErrorCode {
    fn deserialize<D: Deserializer<'de>>(input: D) -> std::result::Result<Self, D::Error> {
        let name = std::borrow::Cow::<'de, str>::deserialize(input)?;
        let row = ERRORS.iter().find(|row| row.name == name);
        row.map(|row| row.code).ok_or_else(|| serde::de::Error::custom("unknown code, expected the name of an error"))
    }
}

/// Why a question could not be answered.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, thiserror::Error, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[error("{}{}: {} [found {found}; expected {expected}]", .code.info().name, At(.path), .code.info().en)]
pub struct Error {
    /// Which error.
    pub code: ErrorCode,
    /// JSON pointer to the place in the request; empty for the whole of it.
    pub path: String,
    /// What was found there. Never a name or a number of a person.
    pub found: String,
    /// What was expected.
    pub expected: String,
}

struct At<'a>(&'a str);

impl std::fmt::Display for At<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if self.0.is_empty() { Ok(()) } else { write!(f, " at {}", self.0) }
    }
}

/// An error at one place of a document: the same shape, listed instead of thrown.
pub type Fault = Error;

impl Error {
    /// An error with what was found and what was expected.
    #[must_use]
    pub fn new(code: ErrorCode, found: impl Into<String>, expected: impl Into<String>) -> Self {
        Error { code, path: String::new(), found: found.into(), expected: expected.into() }
    }

    /// The same error at `path` (a JSON pointer).
    #[must_use]
    pub fn at(mut self, path: impl Into<String>) -> Self {
        self.path = path.into();
        self
    }

    /// The same error with `prefix` before its pointer: what a caller adds when it knows the place of the part.
    #[must_use]
    pub fn under(mut self, prefix: &str) -> Self {
        self.path.insert_str(0, prefix);
        self
    }

    /// The error in Chinese, for people.
    #[must_use]
    pub fn zh(&self) -> String {
        let info = self.code.info();
        let place = if self.path.is_empty() { String::new() } else { format!("（位置 {}）", self.path) };
        format!("{}{place}：实际为 {}，应为 {}", info.zh, self.found, self.expected)
    }
}

/// Every fault of one document, in the order of their places. Never empty when it stands for an `Err`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, thiserror::Error)]
#[serde(transparent)]
#[error("{}", .0.iter().map(ToString::to_string).collect::<Vec<_>>().join("; "))]
pub struct Faults(pub Vec<Fault>);

impl From<Error> for Faults {
    fn from(error: Error) -> Self {
        Faults(vec![error])
    }
}

impl From<Faults> for Error {
    /// The first fault: what a door that carries one error shows.
    fn from(faults: Faults) -> Self {
        faults.0.into_iter().next().unwrap_or_else(|| Error::new(ErrorCode::Syntax, "nothing", "a document"))
    }
}

/// The result of a question that can fail at one place.
pub type Result<T> = std::result::Result<T, Error>;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_statuses_are_unique_and_positive() {
        let mut names: Vec<_> = ERRORS.iter().map(|row| row.name).collect();
        let mut statuses: Vec<_> = ERRORS.iter().map(|row| row.status).collect();
        names.sort_unstable();
        names.dedup();
        statuses.sort_unstable();
        statuses.dedup();
        assert_eq!(names.len(), ERRORS.len());
        assert_eq!(statuses.len(), ERRORS.len());
        assert!(statuses.iter().all(|status| *status > 0));
    }

    #[test]
    fn an_error_says_where_what_and_what_else() {
        let error = Error::new(ErrorCode::DateFormat, "2023-02-30", "YYYY-MM-DD").at("/date");
        assert_eq!(
            error.to_string(),
            "DateFormat at /date: a date or a time is not of the one accepted form [found 2023-02-30; expected YYYY-MM-DD]"
        );
        assert_eq!(error.zh(), "日期或时间格式不符（位置 /date）：实际为 2023-02-30，应为 YYYY-MM-DD");
        assert_eq!(error.under("/record").path, "/record/date");
    }
}
