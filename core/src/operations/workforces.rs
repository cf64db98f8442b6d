//! Questions to a workforce: each is answered from one document (the JSON door), or of a workforce that a host has prepared
//! (the handles of the other doors), by the same function.

use std::marker::PhantomData;

use chrono::NaiveDate;
use serde::de::{DeserializeOwned, IgnoredAny};
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use super::Operation;
use super::context::{policy, under};
use crate::error::{Error, ErrorCode, Faults};
use crate::json::{canonical, typed_object};
use crate::org::PersonKey;
use crate::plan::{
    self, Alerts, Answer, Company, Competence, Completion, Course, Coverage, Drills, History, HoursLedger, PersonFile,
    PresetName, WorkAsked, WorkFinding, WorkTerms, Workforce,
};
use crate::value::form;

/// The numbers that decide.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct TermsRequest {
    /// Policy; absent = the values of the scheme.
    #[serde(default)]
    policy: Option<Box<RawValue>>,
    /// Presets of external law that are switched on.
    #[serde(default)]
    presets: Vec<PresetName>,
    /// Whether answers show employee numbers whole.
    #[serde(default)]
    reveal: bool,
}

impl TermsRequest {
    /// The terms, prepared.
    pub(super) fn prepare(&self) -> Result<WorkTerms, Faults> {
        let book = policy(self.policy.as_deref()).map_err(under("/terms/policy"))?;
        Ok(WorkTerms::with_presets(&book, &self.presets).with_reveal(self.reveal))
    }
}

/// What every question has beside its own fields.
#[derive(Deserialize)]
struct Prepared {
    workforce: Box<RawValue>,
    #[serde(default)]
    terms: TermsRequest,
}

/// A question to a workforce.
pub(super) trait Question {
    /// The name of the operation.
    const NAME: &'static str;
    /// One line of documentation in Chinese.
    const ZH: &'static str;
    /// One line of documentation in English.
    const EN: &'static str;
    /// What is asked, beside workforce and terms.
    type Request: DeserializeOwned;
    /// What is answered.
    type Response: Serialize;

    /// Answers.
    fn ask(workforce: &Workforce, terms: &WorkTerms, request: Self::Request) -> Result<Self::Response, Faults>;
}

/// A question as an operation of the JSON door.
pub(super) struct Whole<Q>(PhantomData<Q>);

impl<Q: Question> Operation for Whole<Q> {
    const NAME: &'static str = Q::NAME;
    const ZH: &'static str = Q::ZH;
    const EN: &'static str = Q::EN;
    type Request = Box<RawValue>;
    type Response = Q::Response;

    fn answer(request: Box<RawValue>) -> Result<Q::Response, Faults> {
        let own: Q::Request = typed_object(request.get())?;
        let Prepared { workforce, terms } = typed_object(request.get())?;
        let terms = terms.prepare()?;
        let workforce = Workforce::from_json(workforce.get())
            .map_err(|faults| Faults(faults.0.into_iter().map(under("/workforce")).collect()))?;
        Q::ask(&workforce, &terms, own)
    }
}

/// One question by name.
type Asked = fn(&Workforce, &WorkTerms, &str) -> Result<String, Faults>;

fn asked<Q: Question>(workforce: &Workforce, terms: &WorkTerms, request: &str) -> Result<String, Faults> {
    Ok(canonical(&Q::ask(workforce, terms, typed_object(request)?)?)?)
}

const QUESTIONS: &[(&str, Asked)] = &[
    (AlertsOn::NAME, asked::<AlertsOn>),
    (CompanyOn::NAME, asked::<CompanyOn>),
    (CompetenceFor::NAME, asked::<CompetenceFor>),
    (CompletionOn::NAME, asked::<CompletionOn>),
    (CourseStatus::NAME, asked::<CourseStatus>),
    (KeyPosts::NAME, asked::<KeyPosts>),
    (DrillsOn::NAME, asked::<DrillsOn>),
    (HistoryFor::NAME, asked::<HistoryFor>),
    (Hours::NAME, asked::<Hours>),
    (MayWork::NAME, asked::<MayWork>),
    (File::NAME, asked::<File>),
    (Works::NAME, asked::<Works>),
];

/// Asks a workforce that is prepared already: `operation` is one of those that take a workforce, `request` its request without
/// `workforce` and `terms`. The answer is the same bytes as through [`call`](super::call).
///
/// # Errors
/// `UnknownOperation` for another name, and those of the operation.
pub fn ask_workforce(
    workforce: &Workforce,
    terms: &WorkTerms,
    operation: &str,
    request: &str,
) -> Result<String, Faults> {
    let found = QUESTIONS.iter().find(|(name, _)| *name == operation);
    let (_, ask) = found.ok_or_else(|| {
        let names = QUESTIONS.iter().map(|(name, _)| *name).collect::<Vec<_>>().join(", ");
        Error::new(ErrorCode::UnknownOperation, "another name", names)
    })?;
    ask(workforce, terms, request)
}

/// Declares the request of a question: its own fields, with workforce and terms left to the reader of the whole.
macro_rules! request {
    ($(#[$doc:meta])* $name:ident { $($(#[$meta:meta])* $field:ident: $type:ty,)* }) => {
        $(#[$doc])*
        #[derive(Deserialize)]
        #[serde(deny_unknown_fields)]
        pub(super) struct $name {
            #[serde(default, rename = "workforce")]
            _workforce: IgnoredAny,
            #[serde(default, rename = "terms")]
            _terms: IgnoredAny,
            $($(#[$meta])* $field: $type,)*
        }
    };
}

request! {
    /// A person, a work, a day.
    MayWorkRequest {
        person: PersonKey,
        #[serde(default)]
        post: Option<String>,
        #[serde(default)]
        operation: Option<String>,
        #[serde(with = "form::date")]
        date: NaiveDate,
    }
}

request! {
    /// A day, and how many days to look ahead.
    CompanyRequest {
        #[serde(with = "form::date")]
        date: NaiveDate,
        #[serde(default)]
        days: u32,
    }
}

request! {
    /// A day.
    DayRequest {
        #[serde(with = "form::date")]
        date: NaiveDate,
    }
}

request! {
    /// A day, and the first day of the work that is looked at.
    AlertsRequest {
        #[serde(with = "form::date")]
        date: NaiveDate,
        #[serde(default, with = "form::date::option")]
        since: Option<NaiveDate>,
    }
}

request! {
    /// A person, a post that is aimed at, a day.
    PostRequest {
        person: PersonKey,
        post: String,
        #[serde(with = "form::date")]
        date: NaiveDate,
    }
}

request! {
    /// A course on a day.
    CourseRequest {
        course: String,
        #[serde(with = "form::date")]
        date: NaiveDate,
    }
}

request! {
    /// A period, both days included.
    PeriodRequest {
        #[serde(with = "form::date")]
        from: NaiveDate,
        #[serde(with = "form::date")]
        to: NaiveDate,
    }
}

request! {
    /// The hours of a person.
    HoursRequest {
        person: PersonKey,
        year: i32,
        #[serde(with = "form::date")]
        date: NaiveDate,
        #[serde(default)]
        rolling: bool,
    }
}

request! {
    /// A person on a day.
    FileRequest {
        person: PersonKey,
        #[serde(with = "form::date")]
        date: NaiveDate,
    }
}

pub(super) struct MayWork;

impl Question for MayWork {
    const NAME: &'static str = "plan.may_work";
    const ZH: &'static str = "某人某日能否上岗作业：可以、不可以或无法判定，附原因、解除方式与答案有效期";
    const EN: &'static str = "Whether a person may work on a day: yes, no or unknown, with reasons, releases and until when the answer holds";
    type Request = MayWorkRequest;
    type Response = Answer;

    fn ask(workforce: &Workforce, terms: &WorkTerms, request: MayWorkRequest) -> Result<Answer, Faults> {
        let work = WorkAsked { post: request.post.as_deref(), operation: request.operation.as_deref() };
        Ok(plan::may_work(workforce, terms, request.person.borrowed(), work, request.date)?)
    }
}

pub(super) struct AlertsOn;

impl Question for AlertsOn {
    const NAME: &'static str = "plan.alerts";
    const ZH: &'static str = "义务预警：特种作业证临近到期（AL-01）、已逾期（AL-04）、未合格而作业（AL-11）";
    const EN: &'static str =
        "Alerts from obligations: certificates near their date (AL-01) or past it (AL-04), work without a pass (AL-11)";
    type Request = AlertsRequest;
    type Response = Alerts;

    fn ask(workforce: &Workforce, terms: &WorkTerms, request: AlertsRequest) -> Result<Alerts, Faults> {
        Ok(plan::alerts(workforce, terms, request.since.unwrap_or(request.date), request.date)?)
    }
}

pub(super) struct CompanyOn;

impl Question for CompanyOn {
    const NAME: &'static str = "plan.company";
    const ZH: &'static str = "全员某日能否上岗、人员×义务一览，及今后若干日到期清单";
    const EN: &'static str =
        "Everybody on a day: who may work, people by obligations, and what lapses in the next days";
    type Request = CompanyRequest;
    type Response = Company;

    fn ask(workforce: &Workforce, terms: &WorkTerms, request: CompanyRequest) -> Result<Company, Faults> {
        Ok(plan::company(workforce, terms, request.date, request.days)?)
    }
}

pub(super) struct CompletionOn;

impl Question for CompletionOn {
    const NAME: &'static str = "plan.completion";
    const ZH: &'static str = "按岗位、单位统计的完成率，及下期计划的补训项";
    const EN: &'static str = "Completion by post and unit, and what the next plan has to catch up on";
    type Request = DayRequest;
    type Response = Completion;

    fn ask(workforce: &Workforce, terms: &WorkTerms, request: DayRequest) -> Result<Completion, Faults> {
        Ok(plan::completion(workforce, terms, request.date)?)
    }
}

pub(super) struct CompetenceFor;

impl Question for CompetenceFor {
    const NAME: &'static str = "plan.competence";
    const ZH: &'static str = "岗位胜任力：应训内容的最近与最好结果、证书、差距";
    const EN: &'static str =
        "What somebody brings to a post: last and best result of each training it asks for, certificates, gaps";
    type Request = PostRequest;
    type Response = Competence;

    fn ask(workforce: &Workforce, terms: &WorkTerms, request: PostRequest) -> Result<Competence, Faults> {
        Ok(plan::competence(workforce, terms, request.person.borrowed(), &request.post, request.date)?)
    }
}

pub(super) struct HistoryFor;

impl Question for HistoryFor {
    const NAME: &'static str = "plan.history";
    const ZH: &'static str = "晋升、转岗时调取的培训经历，及目标岗位义务的履行情况";
    const EN: &'static str =
        "The training history before a promotion or transfer, with the obligations of the post aimed at, met and unmet";
    type Request = PostRequest;
    type Response = History;

    fn ask(workforce: &Workforce, terms: &WorkTerms, request: PostRequest) -> Result<History, Faults> {
        Ok(plan::history(workforce, terms, request.person.borrowed(), &request.post, request.date)?)
    }
}

pub(super) struct CourseStatus;

impl Question for CourseStatus {
    const NAME: &'static str = "plan.course";
    const ZH: &'static str = "多场次课程：场次、每人出勤、学时与结论";
    const EN: &'static str = "A course of several sessions: who attended what, hours and verdict";
    type Request = CourseRequest;
    type Response = Course;

    fn ask(workforce: &Workforce, terms: &WorkTerms, request: CourseRequest) -> Result<Course, Faults> {
        Ok(plan::course_status(workforce, terms, &request.course, request.date)?)
    }
}

pub(super) struct KeyPosts;

impl Question for KeyPosts {
    const NAME: &'static str = "plan.coverage";
    const ZH: &'static str = "关键岗位（新员工、转岗、特种作业）培训覆盖率，按单位列缺训人员";
    const EN: &'static str =
        "Coverage of key posts (new, transferred, special operation) in a period, with who is missing";
    type Request = PeriodRequest;
    type Response = Coverage;

    fn ask(workforce: &Workforce, terms: &WorkTerms, request: PeriodRequest) -> Result<Coverage, Faults> {
        Ok(plan::key_post_coverage(workforce, terms, (request.from, request.to))?)
    }
}

pub(super) struct DrillsOn;

impl Question for DrillsOn {
    const NAME: &'static str = "plan.drills";
    const ZH: &'static str = "各单位应急预案的演练：周期、最近一次、到期日、是否缺演练（OB-07）";
    const EN: &'static str =
        "The drills of each unit's emergency plans: rhythm, last one, due day, what is missing (OB-07)";
    type Request = DayRequest;
    type Response = Drills;

    fn ask(workforce: &Workforce, terms: &WorkTerms, request: DayRequest) -> Result<Drills, Faults> {
        Ok(plan::drills(workforce, terms, request.date)?)
    }
}

pub(super) struct Hours;

impl Question for Hours {
    const NAME: &'static str = "plan.hours";
    const ZH: &'static str = "个人学时台账：按类别与年度的分钟数、所欠学时及何时起欠";
    const EN: &'static str = "The hours of a person: minutes by kind and year, what is short, and from when";
    type Request = HoursRequest;
    type Response = HoursLedger;

    fn ask(workforce: &Workforce, terms: &WorkTerms, request: HoursRequest) -> Result<HoursLedger, Faults> {
        let HoursRequest { person, year, date, rolling, .. } = request;
        Ok(plan::hours(workforce, terms, person.borrowed(), (year, date), rolling)?)
    }
}

pub(super) struct File;

impl Question for File {
    const NAME: &'static str = "plan.person_file";
    const ZH: &'static str = "一人一档：经历、三级教育、培训、证书、义务，及档案是否完整";
    const EN: &'static str =
        "The file of a person: history, three levels, trainings, certificates, obligations, and whether it is whole";
    type Request = FileRequest;
    type Response = PersonFile;

    fn ask(workforce: &Workforce, terms: &WorkTerms, request: FileRequest) -> Result<PersonFile, Faults> {
        Ok(plan::person_file(workforce, terms, request.person.borrowed(), request.date)?)
    }
}

pub(super) struct Works;

impl Question for Works {
    const NAME: &'static str = "plan.works";
    const ZH: &'static str = "期间内未取得上岗资格而作业的记录";
    const EN: &'static str = "Work in a period that its people were not free to do";
    type Request = PeriodRequest;
    type Response = Vec<WorkFinding>;

    fn ask(workforce: &Workforce, terms: &WorkTerms, request: PeriodRequest) -> Result<Vec<WorkFinding>, Faults> {
        Ok(plan::works(workforce, terms, request.from, request.to)?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_question_is_an_operation_and_the_other_way_round() {
        let operations: Vec<_> = super::super::OPERATIONS.iter().map(|one| one.name).collect();
        assert!(QUESTIONS.iter().all(|(name, _)| operations.contains(name)));
        let without = [
            "plan.capabilities",
            "plan.expiry",
            "plan.obligations",
            "plan.planned_hours",
            "plan.presets",
            "plan.trainings",
        ];
        let of_the_plan = operations.iter().filter(|name| name.starts_with("plan.") && !without.contains(name));
        assert_eq!(of_the_plan.count(), QUESTIONS.len());
    }

    #[test]
    fn a_prepared_workforce_answers_the_same_bytes() {
        let workforce = r#"{"organisation":{"name":"示例化工","units":[{"code":"SC","name":"生产部","kind":"Department"}],"people":[{"employee_no":"E1001","spells":[{"from":"2024-01-01","unit":"SC","employment":"Employee"}]}]}}"#;
        let own = r#""person":{"employee_no":"E1001"},"date":"2026-01-05""#;
        let whole = super::super::call("plan.may_work", format!("{{\"workforce\":{workforce},{own}}}").as_bytes());
        let prepared = Workforce::from_json(workforce).unwrap();
        let terms = WorkTerms::new(&crate::policy::PolicyBook::seed());
        let request = format!("{{{own}}}");
        assert_eq!(ask_workforce(&prepared, &terms, "plan.may_work", &request), whole);
        let error = ask_workforce(&prepared, &terms, "rule.list", "{}").unwrap_err();
        assert_eq!(error.0[0].code, ErrorCode::UnknownOperation);
    }
}
