//! What people owe before and while they work (培训义务): the table, and how a person stands to one row of it.
//!
//! A row says what makes it due, for whom, what releases it, its rule and its clauses; the function beside it judges one
//! person on one day. A new obligation is one row and one function.

use chrono::NaiveDate;
use serde::Serialize;

use super::certificate;
use super::judge::{change, entry, hours, job};
use super::question::Question;
use crate::org::EmploymentKind;
use crate::rule::{self, Reason, Rule, Severity};
use crate::vocab::code::codes;

codes! {
    /// What somebody owes (培训义务).
    Obligation {
        Employment "在职" "to be employed";
        ThreeLevels "新员工三级安全教育" "three-level education of a new hire";
        InitialHours "新员工岗前培训学时" "hours of a new hire before the work begins";
        AnnualHours "年度复训学时" "refresher hours of the year";
        Transfer "转岗培训" "training after a transfer";
        ReturnToWork "复工培训" "training after a long absence";
        SpecialOperation "特种作业操作证" "certificate of a special operation";
        SpecialEquipment "特种设备作业人员证" "certificate of special equipment";
        Qualification "安全生产管理资格" "qualification of management";
        ManagerHours "负责人、安全管理人员初次培训学时" "hours of the first training of a manager";
        FourNew "四新培训" "training on something new";
        Drill "应急演练" "emergency drill";
        PostTraining "岗位应训内容" "training that the post or operation asks for";
        Accident "事故后培训" "training after an accident";
    }

    /// How somebody stands to an obligation (状态).
    ObligationState {
        Met "已履行" "met";
        MetLate "已履行（迟于上岗）" "met, but later than the first day at work";
        DueSoon "即将到期" "met, due soon";
        OutOfOrder "次序不符" "met in a wrong order";
        Missing "未履行" "missing";
        Failed "考核不合格" "failed";
        Expired "已过期" "expired";
        ReviewOverdue "复审逾期" "review overdue";
        NotYetValid "尚未生效" "not valid yet";
        Short "学时不足" "short of hours";
        NotEmployed "不在职" "not employed";
        Unknown "无法判定" "cannot be judged";
    }

    /// What makes an obligation due (触发).
    ObligationTrigger {
        Always "一直" "at all times";
        Hire "入职" "a hire or re-hire";
        Year "日历年度" "the end of a calendar year";
        Transfer "转岗" "a move to another unit or post";
        Return "长期离岗后复工" "a return after a long absence";
        Post "岗位或作业" "the post or the operation";
        Role "管理岗位" "a post of management";
        FourNew "四新投用" "first use of something new";
        Rhythm "演练周期" "the rhythm of drills";
        Accident "事故" "an accident";
    }

    /// What releases an obligation (解除方式).
    ReleaseKind {
        Employment "办理入职" "a spell of employment";
        Training "培训并考核合格" "the training, passed";
        Attendance "参加培训" "taking part";
        Certificate "取得有效证书" "a certificate in force";
        Review "完成复审" "the review of the certificate";
        Fact "补充事实" "the fact that is missing";
        Parameter "设定制度参数" "the parameter that is missing";
        Judgement "人工判断" "the judgement of a person";
    }
}

/// One row of the table.
#[derive(Clone, Copy, Serialize)]
pub struct ObligationRow {
    /// What is owed.
    pub obligation: Obligation,
    /// Code of its rule; absent where no rule of the scheme names it.
    pub code: Option<&'static str>,
    /// What makes it due.
    pub trigger: ObligationTrigger,
    /// Who owes it.
    pub who: &'static [EmploymentKind],
    /// What releases it.
    pub release: ReleaseKind,
    /// Legal bases.
    pub basis: &'static [&'static str],
    #[serde(skip)]
    pub(super) rule: Option<&'static Rule>,
    #[serde(skip)]
    pub(super) judge: fn(&Question<'_>, &ObligationRow, &mut Vec<Standing>),
}

/// How a person stands to one thing that is owed, on one day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Standing {
    pub(super) obligation: Obligation,
    pub(super) severity: Severity,
    pub(super) state: ObligationState,
    /// What it is about: a level, an operation, an item, a year.
    pub(super) what: Option<String>,
    /// The first day of the state, where that is known.
    pub(super) since: Option<NaiveDate>,
    /// The last day on which it is met as it stands.
    pub(super) until: Option<NaiveDate>,
    /// The day from which the state may be another one if nothing happens.
    pub(super) next: Option<NaiveDate>,
    /// Why it cannot be judged.
    pub(super) reason: Option<Reason>,
    /// What releases it.
    pub(super) release: ReleaseKind,
}

const EVERYBODY: &[EmploymentKind] =
    &[EmploymentKind::Employee, EmploymentKind::Agency, EmploymentKind::Intern, EmploymentKind::Contractor];
/// Dispatched workers and interns are trained like own workers (安全生产法第28条第2、3款).
const OWN: &[EmploymentKind] = &[EmploymentKind::Employee, EmploymentKind::Agency, EmploymentKind::Intern];
const STAFF: &[EmploymentKind] = &[EmploymentKind::Employee, EmploymentKind::Agency];

const ROW: ObligationRow = ObligationRow {
    obligation: Obligation::Employment,
    code: None,
    trigger: ObligationTrigger::Always,
    who: EVERYBODY,
    release: ReleaseKind::Training,
    basis: &[],
    rule: None,
    judge: entry::employment,
};

/// A row with the code of its rule, and with its legal bases where the row has none of its own.
const fn row(rule: &'static Rule, row: ObligationRow) -> ObligationRow {
    let basis = if row.basis.is_empty() { rule.basis } else { row.basis };
    ObligationRow { code: Some(rule.code), rule: Some(rule), basis, ..row }
}

/// Every obligation, in the order in which answers name them.
pub static OBLIGATIONS: &[ObligationRow] = &[
    ObligationRow { release: ReleaseKind::Employment, ..ROW },
    row(
        &rule::OB_01,
        ObligationRow {
            obligation: Obligation::ThreeLevels,
            trigger: ObligationTrigger::Hire,
            // Contractors of the five industries owe it too (3号令第11条).
            who: EVERYBODY,
            judge: entry::three_levels,
            ..ROW
        },
    ),
    row(
        &rule::OB_01,
        ObligationRow {
            obligation: Obligation::InitialHours,
            trigger: ObligationTrigger::Hire,
            // The hours are those of workers of the unit's own, dispatched ones among them (3号令第13条).
            who: STAFF,
            release: ReleaseKind::Attendance,
            basis: &["3号令 13"],
            judge: hours::initial_hours,
            ..ROW
        },
    ),
    row(
        &rule::OB_02,
        ObligationRow {
            obligation: Obligation::AnnualHours,
            trigger: ObligationTrigger::Year,
            who: STAFF,
            release: ReleaseKind::Attendance,
            judge: hours::annual_hours,
            ..ROW
        },
    ),
    row(
        &rule::OB_03,
        ObligationRow {
            obligation: Obligation::Transfer,
            trigger: ObligationTrigger::Transfer,
            who: OWN,
            judge: entry::transfer,
            ..ROW
        },
    ),
    row(
        &rule::OB_03,
        ObligationRow {
            obligation: Obligation::ReturnToWork,
            trigger: ObligationTrigger::Return,
            judge: entry::return_to_work,
            ..ROW
        },
    ),
    row(
        &rule::OB_04,
        ObligationRow {
            obligation: Obligation::SpecialOperation,
            trigger: ObligationTrigger::Post,
            release: ReleaseKind::Certificate,
            judge: certificate::special_operation,
            ..ROW
        },
    ),
    row(
        &rule::OB_04,
        ObligationRow {
            obligation: Obligation::SpecialEquipment,
            trigger: ObligationTrigger::Post,
            release: ReleaseKind::Certificate,
            judge: certificate::special_equipment,
            ..ROW
        },
    ),
    row(
        &rule::OB_05,
        ObligationRow {
            obligation: Obligation::Qualification,
            trigger: ObligationTrigger::Role,
            release: ReleaseKind::Certificate,
            judge: certificate::qualification,
            ..ROW
        },
    ),
    row(
        &rule::OB_05,
        ObligationRow {
            obligation: Obligation::ManagerHours,
            trigger: ObligationTrigger::Role,
            who: STAFF,
            release: ReleaseKind::Attendance,
            basis: &["3号令 9"],
            judge: hours::manager_hours,
            ..ROW
        },
    ),
    row(
        &rule::OB_06,
        ObligationRow {
            obligation: Obligation::FourNew,
            trigger: ObligationTrigger::FourNew,
            judge: change::four_new,
            ..ROW
        },
    ),
    row(
        &rule::OB_07,
        ObligationRow {
            obligation: Obligation::Drill,
            trigger: ObligationTrigger::Rhythm,
            who: OWN,
            release: ReleaseKind::Attendance,
            judge: change::drill,
            ..ROW
        },
    ),
    row(
        &rule::OB_08,
        ObligationRow {
            obligation: Obligation::PostTraining,
            trigger: ObligationTrigger::Post,
            judge: job::post_training,
            ..ROW
        },
    ),
    row(
        &rule::OB_08,
        ObligationRow {
            obligation: Obligation::Accident,
            trigger: ObligationTrigger::Accident,
            judge: job::accident,
            ..ROW
        },
    ),
];

impl Obligation {
    /// Its row of the table.
    pub(super) fn owed(self) -> Option<&'static ObligationRow> {
        OBLIGATIONS.iter().find(|row| row.obligation == self)
    }
}

impl ObligationRow {
    /// A standing of this row, with the severity of its rule.
    pub(super) fn stands(&self, state: ObligationState) -> Standing {
        let severity =
            self.rule.map_or(Severity::E, |rule| rule.outcome(state == ObligationState::OutOfOrder).severity);
        let release = match state {
            ObligationState::ReviewOverdue => ReleaseKind::Review,
            _ => self.release,
        };
        Standing {
            obligation: self.obligation,
            severity,
            state,
            what: None,
            since: None,
            until: None,
            next: None,
            reason: None,
            release,
        }
    }

    /// A standing that cannot be judged.
    pub(super) fn unknown(&self, reason: Reason) -> Standing {
        let release = match &reason {
            Reason::ParameterMissing { .. } => ReleaseKind::Parameter,
            Reason::NeedsHumanReview => ReleaseKind::Judgement,
            _ => ReleaseKind::Fact,
        };
        Standing { reason: Some(reason), release, ..self.stands(ObligationState::Unknown) }
    }
}

impl Standing {
    pub(super) fn what(mut self, what: impl Into<String>) -> Self {
        self.what = Some(what.into());
        self
    }

    pub(super) fn since(mut self, since: NaiveDate) -> Self {
        self.since = Some(since);
        self
    }

    pub(super) fn next(mut self, next: Option<NaiveDate>) -> Self {
        self.next = next;
        self
    }

    /// Whether it stands in the way, or cannot be judged.
    pub(super) fn is_open(&self) -> bool {
        !matches!(self.state, ObligationState::Met | ObligationState::MetLate | ObligationState::DueSoon)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_of_the_family_has_its_row_and_the_other_way_round() {
        let mut asked: Vec<_> = OBLIGATIONS.iter().filter_map(|row| row.code).collect();
        asked.dedup();
        let listed: Vec<_> =
            rule::ALL.iter().filter(|rule| rule.family == rule::Family::Obligation).map(|rule| rule.code).collect();
        assert_eq!(asked, listed);
        assert!(OBLIGATIONS.iter().flat_map(|row| row.basis).all(|basis| rule::legal_basis(basis).is_some()));
        let rows: Vec<_> = OBLIGATIONS.iter().map(|row| row.obligation).collect();
        assert_eq!(rows, Obligation::ALL);
    }
}
