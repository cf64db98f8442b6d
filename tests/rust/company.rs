//! Who may work in a whole company as tables: row for row what the JSON answer of the same company says (I.3, X.6).

use std::collections::BTreeSet;

use anxun::columns::{CompanyTables, company_tables};
use anxun::plan::{PresetName, WorkTerms, Workforce};
use anxun::policy::PolicyBook;
use anxun::value::date_text;
use anxun_tests::company::{self, Company, Row, companies};
use arrow_array::cast::AsArray;
use arrow_array::types::Date32Type;
use arrow_array::{Array, RecordBatch};
use arrow_schema::{DataType, Schema};
use serde_json::{Value, json};

/// The tables of a company that is asked for.
fn tables(company: &Company) -> Result<CompanyTables, anxun::error::Faults> {
    let request = &company.request;
    let terms = &request["terms"];
    let policy = match &terms["policy"] {
        Value::Null => PolicyBook::seed(),
        policy => PolicyBook::from_json(&policy.to_string())?,
    };
    let names = terms["presets"].as_array().into_iter().flatten().filter_map(Value::as_str);
    let presets: Vec<PresetName> = names.map(PresetName::named).collect::<Result<_, _>>()?;
    let terms = WorkTerms::with_presets(&policy, &presets).with_reveal(terms["reveal"] == true);
    let workforce = Workforce::from_json(&request["workforce"].to_string())?;
    let days = request["days"].as_u64().and_then(|days| u32::try_from(days).ok()).expect("days");
    Ok(company_tables(&workforce, &terms, company.date(), days)?)
}

/// The rows of batches, each of the schema and of no more rows than a batch may have.
fn rows(schema: &Schema, batches: &[RecordBatch]) -> Vec<Row> {
    let mut rows = Vec::new();
    for batch in batches {
        assert!((1..=16_384).contains(&batch.num_rows()) && *batch.schema() == *schema, "{}", batch.num_rows());
        rows.extend((0..batch.num_rows()).map(|row| batch.columns().iter().map(|column| cell(column, row)).collect()));
    }
    rows
}

fn cell(column: &dyn Array, row: usize) -> Value {
    match column.data_type() {
        _ if column.is_null(row) => Value::Null,
        DataType::Date32 => {
            Date32Type::to_naive_date_opt(column.as_primitive::<Date32Type>().value(row)).map(date_text).into()
        }
        _ => column.as_string::<i32>().value(row).into(),
    }
}

fn same(company: &Company) -> Option<CompanyTables> {
    let (made, answer) = match (tables(company), company.answer()) {
        (Ok(made), Ok(answer)) => (made, answer),
        (made, answer) => {
            let (one, other) = (made.unwrap_err(), answer.unwrap_err());
            assert_eq!(one.0[0].code, other.0[0].code, "{}", company.id);
            return None;
        }
    };
    assert_eq!(
        rows(&CompanyTables::obligations_schema(), &made.obligations),
        company::obligations(&answer),
        "{}",
        company.id
    );
    assert_eq!(rows(&CompanyTables::lapses_schema(), &made.lapses), company::lapses(&answer), "{}", company.id);
    assert_eq!(json!(made.faults), answer["faults"], "{}", company.id);
    assert_eq!(json!([made.not_employed, made.strangers]), json!([answer["not_employed"], answer["strangers"]]));
    Some(made)
}

#[test]
fn every_workforce_of_the_cases_is_the_same_as_tables() {
    let companies = companies();
    let made: Vec<CompanyTables> = companies.iter().filter_map(same).collect();
    assert!(made.len() > 100, "only {} of {}", made.len(), companies.len());
    // What is compared is not empty: each column has a value in one company or another.
    let filled = |schema: &Schema, batches: &mut dyn Iterator<Item = &RecordBatch>| {
        let mut found = BTreeSet::new();
        for batch in batches {
            let columns = schema.fields().iter().zip(batch.columns());
            found.extend(
                columns.filter(|(_, column)| column.null_count() < column.len()).map(|(field, _)| field.name()),
            );
        }
        schema
            .fields()
            .iter()
            .map(|field| field.name())
            .filter(|name| !found.contains(name))
            .cloned()
            .collect::<Vec<_>>()
    };
    let mut obligations = made.iter().flat_map(|one| &one.obligations);
    assert_eq!(filled(&CompanyTables::obligations_schema(), &mut obligations), [""; 0]);
    let mut lapses = made.iter().flat_map(|one| &one.lapses);
    assert_eq!(filled(&CompanyTables::lapses_schema(), &mut lapses), [""; 0]);
}

/// A field that the answer gets has to get a column too.
#[test]
fn every_field_of_the_answer_has_a_column() {
    let answers: Vec<Value> = companies().iter().filter_map(|company| company.answer().ok()).collect();
    let people = || answers.iter().flat_map(|answer| answer["people"].as_array().expect("people"));
    let cells = people().flat_map(|person| person["obligations"].as_array().expect("obligations"));
    let lapses = answers.iter().flat_map(|answer| answer["lapses"].as_array().expect("lapses"));
    let fields = |rows: &mut dyn Iterator<Item = &Value>| -> BTreeSet<String> {
        rows.flat_map(|row| row.as_object().expect("an object").keys().cloned()).collect()
    };
    let of = |schema: &Schema| schema.fields().iter().map(|field| field.name().clone()).collect::<BTreeSet<_>>();
    let mut of_people = fields(&mut people());
    // The one is a row each, of the other the first is told.
    assert!(of_people.remove("obligations") && of_people.remove("faults"));
    of_people.append(&mut fields(&mut { cells }));
    let told = of(&CompanyTables::obligations_schema());
    assert_eq!(of_people.difference(&told).collect::<Vec<_>>(), Vec::<&String>::new());
    let told = of(&CompanyTables::lapses_schema());
    assert_eq!(fields(&mut { lapses }).difference(&told).collect::<Vec<_>>(), Vec::<&String>::new());
}

#[test]
fn a_large_company_is_cut_into_batches() {
    let person = |at: usize| {
        json!({"employee_no": format!("E{at:05}"),
               "spells": [{"from": "2024-05-06", "unit": "SC", "post": "操作工", "employment": "Employee"}]})
    };
    let workforce = json!({
        "organisation": {
            "name": "示例化工",
            "units": [{"code": "SC", "name": "生产部", "kind": "Department"}],
            "people": (0..6_000).map(person).collect::<Vec<_>>(),
        },
        "posts": [{"name": "操作工", "nothing_further": true}],
    });
    let request = json!({"workforce": workforce, "terms": {"presets": ["Order3"]}, "date": "2026-03-10", "days": 0});
    let made = same(&Company { id: "large".into(), request }).expect("an answer");
    let lengths: Vec<usize> = made.obligations.iter().map(RecordBatch::num_rows).collect();
    assert!(lengths.len() > 1 && lengths[..lengths.len() - 1].iter().all(|rows| *rows == 16_384), "{lengths:?}");
}

/// The page lists the columns of both tables with their meanings.
#[test]
fn the_page_shows_the_columns() {
    let page = std::fs::read_to_string(anxun_tests::root().join("docs/columns.md")).expect("docs/columns.md");
    for schema in [CompanyTables::obligations_schema(), CompanyTables::lapses_schema()] {
        let lines = schema.fields().iter().map(|field| {
            format!("| `{}` | {} | {} |\n", field.name(), field.data_type(), field.metadata()["anxun.doc"])
        });
        let table: String = lines.collect();
        assert!(page.contains(&table), "docs/columns.md lacks\n{table}");
    }
}
