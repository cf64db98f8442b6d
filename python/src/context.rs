//! Calendar, policy, organisation, and the context that is prepared from them.

use std::sync::{Arc, Mutex};

use anxun::calendar::{CalendarData, Limit, deadline};
use anxun::error::Error;
use anxun::policy::{PolicyWarning, changes_from_json, diff};
use anxun::record::Document;
use anxun::value::parse_stamp;
use chrono::NaiveDate;
use pyo3::prelude::*;
use serde::Serialize;

use crate::door::{Text, ask, count, json, told};

/// Handle of a work calendar.
#[pyclass(frozen, module = "anxun._anxun")]
pub(crate) struct WorkCalendar(Arc<anxun::calendar::WorkCalendar>);

#[pymethods]
impl WorkCalendar {
    #[staticmethod]
    fn china() -> Self {
        WorkCalendar(Arc::new(anxun::calendar::WorkCalendar::china()))
    }

    #[staticmethod]
    fn from_json(py: Python<'_>, document: Text) -> PyResult<Self> {
        let calendar = ask(py, || anxun::calendar::WorkCalendar::from_json(document.text()?))?;
        Ok(WorkCalendar(Arc::new(calendar)))
    }

    #[staticmethod]
    fn weekdays_only(py: Python<'_>, first: NaiveDate, last: NaiveDate) -> PyResult<Self> {
        let calendar = ask(py, || anxun::calendar::WorkCalendar::weekdays_only(first, last))?;
        Ok(WorkCalendar(Arc::new(calendar)))
    }

    fn with_(&self, py: Python<'_>, document: Text) -> PyResult<Self> {
        let calendar = ask(py, || self.0.with(anxun::json::typed_object::<CalendarData>(document.text()?)?))?;
        Ok(WorkCalendar(Arc::new(calendar)))
    }

    fn to_json(&self) -> String {
        self.0.to_json()
    }

    fn name(&self) -> &str {
        self.0.name()
    }

    fn covered(&self) -> (NaiveDate, NaiveDate) {
        let covered = self.0.covered();
        (covered.from, covered.to)
    }

    fn source(&self, day: NaiveDate) -> Option<&str> {
        self.0.source(day)
    }

    fn warnings(&self, py: Python<'_>) -> PyResult<String> {
        told(py, json(&self.0.warnings()))
    }

    fn is_working_day(&self, py: Python<'_>, day: NaiveDate) -> PyResult<bool> {
        told(py, self.0.is_working_day(day))
    }

    fn add_working_days(&self, py: Python<'_>, day: NaiveDate, days: i64) -> PyResult<NaiveDate> {
        let days = count(py, days, "/days", "0 or more")?;
        told(py, self.0.add_working_days(day, days))
    }

    fn working_days_between(&self, py: Python<'_>, first: NaiveDate, last: NaiveDate) -> PyResult<u32> {
        told(py, self.0.working_days_between(first, last))
    }

    fn deadline(&self, py: Python<'_>, start: &str, limit: &str) -> PyResult<String> {
        let answer = || {
            let start = parse_stamp(start).map_err(|error| error.at("/start"))?;
            let limit: Limit = anxun::json::typed_object(limit).map_err(|error| error.under("/limit"))?;
            json(&deadline(start, limit, &self.0)?)
        };
        told(py, answer())
    }

    fn equals(&self, other: &WorkCalendar) -> bool {
        self.0 == other.0
    }
}

/// Handle of a policy book.
#[pyclass(frozen, module = "anxun._anxun")]
pub(crate) struct PolicyBook(anxun::policy::PolicyBook);

/// A warning with its texts.
#[derive(Serialize)]
struct WarningRow {
    #[serde(flatten)]
    warning: PolicyWarning,
    zh: String,
    en: String,
}

impl PolicyBook {
    /// The book itself.
    pub(crate) fn book(&self) -> &anxun::policy::PolicyBook {
        &self.0
    }
}

#[pymethods]
impl PolicyBook {
    #[staticmethod]
    fn seed(py: Python<'_>, revised_on: Option<NaiveDate>) -> PyResult<Self> {
        let seed = || match revised_on {
            Some(day) => {
                // Only a day of the years that can be written.
                anxun::value::parse_date(&anxun::value::date_text(day)).map_err(|error| error.at("/revised_on"))?;
                Ok(anxun::policy::PolicyBook::seed_revised_on(day))
            }
            None => Ok(anxun::policy::PolicyBook::seed()),
        };
        told(py, seed()).map(PolicyBook)
    }

    #[staticmethod]
    fn from_json(py: Python<'_>, document: Text) -> PyResult<Self> {
        ask(py, || anxun::policy::PolicyBook::from_json(document.text()?)).map(PolicyBook)
    }

    fn to_json(&self, py: Python<'_>) -> PyResult<String> {
        told(py, self.0.to_json())
    }

    fn revise(&self, py: Python<'_>, day: NaiveDate, changes: Text, reason: &str) -> PyResult<Self> {
        ask(py, || self.0.revise(day, &changes_from_json(changes.text()?)?, reason)).map(PolicyBook)
    }

    fn validate(&self, py: Python<'_>, strict: bool) -> PyResult<String> {
        let answer = || {
            let warnings = if strict { self.0.validate_strict() } else { self.0.validate() }?;
            let rows: Vec<_> =
                warnings.into_iter().map(|one| WarningRow { zh: one.zh(), en: one.en(), warning: one }).collect();
            json(&rows)
        };
        told(py, answer())
    }

    fn diff(&self, py: Python<'_>, other: &PolicyBook, day: NaiveDate) -> PyResult<String> {
        told(py, self.0.on(day).and_then(|before| json(&diff(before, other.0.on(day)?))))
    }

    fn label_on(&self, py: Python<'_>, day: NaiveDate) -> PyResult<&str> {
        told(py, self.0.on(day).map(anxun::policy::PolicyVersion::label))
    }

    fn labels(&self) -> Vec<&str> {
        self.0.versions().iter().map(anxun::policy::PolicyVersion::label).collect()
    }

    fn equals(&self, other: &PolicyBook) -> bool {
        self.0 == other.0
    }
}

/// Handle of an organisation.
#[pyclass(frozen, module = "anxun._anxun")]
pub(crate) struct Organisation(anxun::org::Organisation);

#[pymethods]
impl Organisation {
    #[staticmethod]
    fn from_json(py: Python<'_>, document: Text) -> PyResult<Self> {
        ask(py, || anxun::org::Organisation::from_json(document.text()?)).map(Organisation)
    }

    fn to_json(&self, py: Python<'_>) -> PyResult<String> {
        ask(py, || json(self.0.data()))
    }

    fn name(&self) -> &str {
        &self.0.data().name
    }

    fn people(&self) -> usize {
        self.0.data().people.len()
    }

    fn departments(&self) -> Vec<(&str, &str)> {
        self.0.departments().map(|unit| (unit.code.as_str(), unit.name.as_str())).collect()
    }
}

/// Handle of a context, with room for reading records that goes from call to call.
#[pyclass(frozen, module = "anxun._anxun")]
pub(crate) struct Context {
    pub(crate) core: Arc<anxun::check::Context>,
    rooms: Mutex<Vec<Document>>,
}

#[pymethods]
impl Context {
    #[new]
    #[pyo3(signature = (policy, calendar, organisation, as_of, reveal))]
    fn new(
        py: Python<'_>,
        policy: &PolicyBook,
        calendar: &WorkCalendar,
        organisation: Option<&Organisation>,
        as_of: &str,
        reveal: bool,
    ) -> PyResult<Self> {
        let made = ask(py, || {
            let as_of = parse_stamp(as_of).map_err(|error| error.at("/as_of"))?;
            let calendar = anxun::calendar::WorkCalendar::clone(&calendar.0);
            let context = anxun::check::Context::new(policy.0.clone(), calendar, as_of)?.with_reveal(reveal);
            let context = match organisation {
                Some(organisation) => context.with_organisation(organisation.0.clone()),
                None => context,
            };
            Ok::<_, Error>(context)
        })?;
        Ok(Context { core: Arc::new(made), rooms: Mutex::default() })
    }
}

impl Context {
    /// Does something with room for reading a record.
    pub(crate) fn with_room<T>(&self, work: impl FnOnce(&mut Document) -> T) -> T {
        let kept = self.rooms.lock().ok().and_then(|mut rooms| rooms.pop());
        let mut room = kept.unwrap_or_else(|| Document::new(self.core.limits()));
        let answer = work(&mut room);
        if let Ok(mut rooms) = self.rooms.lock() {
            rooms.push(room);
        }
        answer
    }
}
