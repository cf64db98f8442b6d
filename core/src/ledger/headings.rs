//! The headings that a ledger has: the columns that are understood, and where each goes in the record.

use serde::Serialize;

use crate::vocab::{Codes, Level, TrainingKind, Verdict};

/// What the cells of a column hold.
#[derive(Clone, Copy, Debug)]
pub(super) enum Cell {
    /// A text as it stands; a whole number is its digits.
    Text,
    /// A whole number.
    Count,
    /// A mark: a number or a text of digits.
    Mark,
    /// A code, or its Chinese or English term.
    Code(Codes),
    /// Yes or no.
    Flag,
}

/// Whether a column speaks of the session or of the person of its row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub(super) enum Of {
    /// The session: every row of a record says the same, or nothing.
    Session,
    /// The person.
    Person,
}

/// One column that is understood.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Heading {
    /// The name of the column in a mapping, also a heading of its own.
    pub name: &'static str,
    /// Other headings that are understood.
    pub zh: &'static [&'static str],
    /// Where it goes in the record: a JSON pointer in which `*` stands for the entry of the person.
    pub path: &'static str,
    #[serde(skip)]
    pub(super) cell: Cell,
    pub(super) of: Of,
}

macro_rules! headings {
    ($($of:ident $name:literal, $path:literal, $cell:expr, [$($zh:literal),*];)*) => {
        /// Every column that is understood.
        pub const HEADINGS: &[Heading] = &[
            $(Heading { name: $name, zh: &[$($zh),*], path: $path, cell: $cell, of: Of::$of },)*
        ];
    };
}

headings! {
    Session "number", "/number", Cell::Text, ["记录编号", "培训编号", "编号"];
    Session "kind", "/kind", Cell::Code(TrainingKind::CODES), ["培训类型", "培训类别"];
    Session "level", "/level", Cell::Code(Level::CODES), ["培训级别", "级别"];
    Session "department", "/department", Cell::Text, ["责任部门", "组织部门", "主办部门"];
    Session "name", "/name", Cell::Text, ["培训名称", "培训项目", "课程名称"];
    Session "date", "/date", Cell::Text, ["培训日期", "日期"];
    Session "from", "/time/from", Cell::Text, ["开始时间"];
    Session "to", "/time/to", Cell::Text, ["结束时间"];
    Session "session_no", "/session_no", Cell::Count, ["场次"];
    Session "duration_minutes", "/duration_minutes", Cell::Count, ["培训时长", "时长（分钟）", "时长(分钟)"];
    Session "place", "/place", Cell::Text, ["培训地点", "地点"];
    Session "instructor_no", "/instructor/employee_no", Cell::Text, ["教师工号", "讲师工号"];
    Session "instructor", "/instructor/name", Cell::Text, ["授课教师", "授课人", "讲师"];
    Session "topic", "/topic", Cell::Text, ["培训主题", "主题"];
    Session "content", "/content_summary/text", Cell::Text, ["核心内容概要", "培训内容", "内容概要"];
    Session "recorder_no", "/recorder/employee_no", Cell::Text, ["记录人工号"];
    Session "recorder", "/recorder/name", Cell::Text, ["记录人"];
    Session "assessment_method", "/assessment/method", Cell::Text, ["考核方式"];
    Person "employee_no", "/participants/*/person/employee_no", Cell::Text, ["工号", "员工编号", "职工编号"];
    Person "person_name", "/participants/*/person/name", Cell::Text, ["姓名", "参训人员"];
    Person "person_department", "/participants/*/department", Cell::Text, ["部门", "所属部门"];
    Person "post", "/participants/*/post", Cell::Text, ["岗位", "工种"];
    Person "absence_reason", "/participants/*/absence_reason", Cell::Text, ["缺席原因", "缺勤原因"];
    Person "signed", "/sign_in/entries/*", Cell::Flag, ["签到", "是否签到"];
    Person "signed_at", "/sign_in/entries/*/at", Cell::Text, ["签到时间"];
    Person "theory_score", "/assessment/results/*/theory_score", Cell::Mark, ["理论成绩", "考试成绩", "成绩"];
    Person "practical_score", "/assessment/results/*/practical_score", Cell::Mark, ["实操成绩", "实操评分"];
    Person "verdict", "/assessment/results/*/verdict", Cell::Code(Verdict::CODES), ["是否合格", "考核结果", "考核结论"];
}

impl Heading {
    /// The heading of a mapping.
    pub(super) fn of_name(name: &str) -> Option<usize> {
        HEADINGS.iter().position(|one| one.name == name)
    }

    /// The heading of a column as plants write it.
    pub(super) fn of_title(title: &str) -> Option<usize> {
        let title = title.trim();
        HEADINGS.iter().position(|one| one.name == title || one.zh.contains(&title))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// No title leads to two columns, and every place is one of the record.
    #[test]
    fn titles_are_unique_and_lead_somewhere() {
        let mut titles: Vec<_> = HEADINGS.iter().flat_map(|one| one.zh.iter().copied().chain([one.name])).collect();
        let count = titles.len();
        titles.sort_unstable();
        titles.dedup();
        assert_eq!(titles.len(), count);
        let shape = crate::record::TrainingRecord::shape();
        for one in HEADINGS.iter().filter(|one| one.name != "signed") {
            assert!(shape.at(&one.path.replace('*', "0")).is_some(), "{}", one.path);
            assert_eq!(one.path.contains('*'), one.of == Of::Person, "{}", one.path);
        }
    }
}
