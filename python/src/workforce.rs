//! Who may work: a workforce, and the answer for one person.

use anxun::columns::{CompanyTables, company_tables};
use anxun::error::{Error, ErrorCode};
use anxun::org::PersonKey;
use anxun::plan::{PresetName, WorkAsked, WorkTerms, may_work};
use anxun::vocab::PersonKind;
use chrono::NaiveDate;
use pyo3::prelude::*;
use serde_json::json;

use crate::context::PolicyBook;
use crate::door::{Text, ask, json, told};
use crate::table::Table;

/// Handle of a workforce with the numbers that decide.
#[pyclass(frozen, module = "anxun._anxun")]
pub(crate) struct Workforce {
    workforce: anxun::plan::Workforce,
    terms: WorkTerms,
}

#[pymethods]
impl Workforce {
    #[new]
    #[pyo3(signature = (document, policy, presets, reveal))]
    fn new(py: Python<'_>, document: Text, policy: &PolicyBook, presets: Vec<String>, reveal: bool) -> PyResult<Self> {
        let presets: Vec<_> = told(py, presets.iter().map(|name| PresetName::named(name)).collect())?;
        let terms = WorkTerms::with_presets(policy.book(), &presets).with_reveal(reveal);
        let workforce = ask(py, || {
            let text = document.text()?;
            anxun::plan::Workforce::from_json(text)
        })?;
        Ok(Workforce { workforce, terms })
    }

    fn people(&self) -> usize {
        self.workforce.organisation().people().count()
    }

    /// `person` is the employee number, or kind and key of somebody without one; `work` is post and operation.
    #[pyo3(signature = (person, work, date))]
    fn may_work(
        &self,
        py: Python<'_>,
        person: (Option<String>, Option<String>, Option<String>),
        work: (Option<String>, Option<String>),
        date: NaiveDate,
    ) -> PyResult<String> {
        let (employee_no, other_kind, other_key) = person;
        let unknown = || Error::new(ErrorCode::UnknownCode, "no such kind", PersonKind::CODES.list()).at("/person");
        let kind = |code: String| PersonKind::from_code(&code).ok_or_else(unknown);
        let kind = told(py, other_kind.map(kind).transpose())?;
        let person =
            told(py, PersonKey::from_fields(employee_no, kind, other_key).map_err(|error| error.at("/person")))?;
        ask(py, || {
            let asked = WorkAsked { post: work.0.as_deref(), operation: work.1.as_deref() };
            json(&may_work(&self.workforce, &self.terms, person.borrowed(), asked, date)?)
        })
    }

    /// People by obligations on a day, what lapses within so many days, and what stands in no row as JSON.
    fn tables(&self, py: Python<'_>, date: NaiveDate, days: u32) -> PyResult<(Table, Table, String)> {
        ask(py, || {
            let made = company_tables(&self.workforce, &self.terms, date, days)?;
            let notes = json!({"faults": made.faults, "not_employed": made.not_employed, "strangers": made.strangers});
            let obligations = Table::new(CompanyTables::obligations_schema(), made.obligations);
            Ok::<_, Error>((obligations, Table::new(CompanyTables::lapses_schema(), made.lapses), json(&notes)?))
        })
    }

    fn ask(&self, py: Python<'_>, operation: &str, request: Text) -> PyResult<String> {
        ask(py, || anxun::operations::ask_workforce(&self.workforce, &self.terms, operation, request.text()?))
    }
}

/// The tables of a company without a row.
#[pyfunction]
pub(crate) fn empty_company() -> (Table, Table) {
    (Table::new(CompanyTables::obligations_schema(), vec![]), Table::new(CompanyTables::lapses_schema(), vec![]))
}
