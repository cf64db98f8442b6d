//! Whole companies as tables: what the rows have to be, made of the JSON answer and of nothing else.

use anxun::columns::CompanyTables;
use anxun::error::Faults;
use anxun::operations;
use anxun::value::parse_date;
use arrow_schema::{DataType, Field, FieldRef, Schema};
use chrono::NaiveDate;
use serde_json::{Map, Value, json};

use crate::cases::all;
use crate::questions::Question;

/// The cells of a row in the order of the columns, as JSON has them.
pub type Row = Vec<Value>;

/// A company that is asked for: the workforce, the terms, the day, how many days to look ahead.
#[derive(Clone, Debug)]
pub struct Company {
    /// Id of the case.
    pub id: String,
    /// The request of `plan.company`.
    pub request: Value,
}

impl Company {
    /// The answer of the JSON door.
    ///
    /// # Errors
    /// Those of the operation.
    pub fn answer(&self) -> Result<Value, Faults> {
        let text = operations::call("plan.company", self.request.to_string().as_bytes())?;
        Ok(serde_json::from_str(&text).expect("JSON"))
    }

    /// The day.
    #[must_use]
    pub fn date(&self) -> NaiveDate {
        parse_date(self.request["date"].as_str().expect("a date")).expect("a date")
    }
}

/// The workforce of every case, asked as a company on the day of the case.
#[must_use]
pub fn companies() -> Vec<Company> {
    let mut found = Vec::new();
    for case in all().iter().filter(|case| case.operation.starts_with("plan.")) {
        let request = case.request();
        let date = request["date"].as_str().filter(|date| parse_date(date).is_ok());
        let (Some(date), true) = (date, request["workforce"].is_object()) else { continue };
        let terms = if request["terms"].is_object() { request["terms"].clone() } else { json!({}) };
        let request = json!({"workforce": request["workforce"], "terms": terms, "date": date, "days": 400});
        found.push(Company { id: case.id.clone(), request });
    }
    found
}

/// The rows of people by obligations that an answer asks for.
#[must_use]
pub fn obligations(answer: &Value) -> Vec<Row> {
    let schema = CompanyTables::obligations_schema();
    let mut rows = Vec::new();
    for person in answer["people"].as_array().expect("people") {
        let row = |cell: &Value| {
            let reason = &cell["not_assessed"];
            let value = |name: &str| match name {
                "date" => answer["date"].clone(),
                "error" => person["faults"][0]["code"].clone(),
                "error_path" => person["faults"][0]["path"].clone(),
                "not_assessed" => reason["reason"].clone(),
                "missing" => reason.get("key").or(reason.get("path")).cloned().unwrap_or_default(),
                name => person.get(name).or(cell.get(name)).cloned().unwrap_or_default(),
            };
            schema.fields().iter().map(|field| value(field.name())).collect()
        };
        let cells = person["obligations"].as_array().expect("obligations");
        rows.extend(cells.iter().map(row));
        if cells.is_empty() {
            rows.push(row(&Value::Null));
        }
    }
    rows
}

/// The rows of what lapses that an answer asks for.
#[must_use]
pub fn lapses(answer: &Value) -> Vec<Row> {
    let schema = CompanyTables::lapses_schema();
    let row = |one: &Value| {
        let value = |name: &str| if name == "date" { answer["date"].clone() } else { one[name].clone() };
        schema.fields().iter().map(|field| value(field.name())).collect()
    };
    answer["lapses"].as_array().expect("lapses").iter().map(row).collect()
}

/// Days since 1970-01-01, as a column of days holds them.
#[must_use]
pub fn days_of(date: &str) -> i64 {
    let epoch = NaiveDate::from_ymd_opt(1970, 1, 1).expect("a date");
    (parse_date(date).expect("a date") - epoch).num_days()
}

/// A table as the programs write it, with the formats of the Arrow C interface.
fn written(schema: &Schema, rows: &[Row]) -> String {
    let is_day = |field: &Field| *field.data_type() == DataType::Date32;
    let head =
        schema.fields().iter().map(|field| format!("{}:{}", field.name(), if is_day(field) { "tdD" } else { "u" }));
    let mut text = head.collect::<Vec<_>>().join("\x1f");
    for row in rows {
        let cell = |(field, value): (&FieldRef, &Value)| match value.as_str() {
            None => "~".to_owned(),
            Some(date) if is_day(field) => days_of(date).to_string(),
            Some(text) => text.to_owned(),
        };
        text.push('\x1e');
        text.push_str(&schema.fields().iter().zip(row).map(cell).collect::<Vec<_>>().join("\x1f"));
    }
    text
}

/// Each company as a line for a program (see tests/c/company.c), and what it has to write.
#[must_use]
pub fn questions() -> Vec<Question> {
    let ask = |company: &Company| {
        let Company { id, request } = company;
        let terms = &request["terms"];
        let policy = if terms["policy"].is_null() { String::new() } else { terms["policy"].to_string() };
        let names = terms["presets"].as_array().into_iter().flatten().filter_map(Value::as_str);
        let presets = names.collect::<Vec<_>>().join(",");
        let reveal = if terms["reveal"] == true { "1" } else { "" };
        let date = request["date"].as_str().expect("a date").replace('-', "\t");
        let line = format!("{}\t{policy}\t{presets}\t{reveal}\t{date}\t{}", request["workforce"], request["days"]);
        let answer = match company.answer() {
            Err(faults) => faults.0.first().map_or(-1, |fault| fault.code.info().status).to_string(),
            Ok(answer) => {
                let notes: Map<String, Value> = ["faults", "not_employed", "strangers"]
                    .map(|name| (name.to_owned(), answer[name].clone()))
                    .into_iter()
                    .collect();
                let notes = anxun::json::canonical(&notes).expect("notes can be written");
                let people = written(&CompanyTables::obligations_schema(), &obligations(&answer));
                let coming = written(&CompanyTables::lapses_schema(), &lapses(&answer));
                format!("0\t{notes}\t{people}\t{coming}")
            }
        };
        Question { id: id.clone(), line, answer }
    };
    companies().iter().map(ask).collect()
}
