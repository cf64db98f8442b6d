//! The columnar door: every record that can be a row is judged as its line of JSON is.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use anxun::calendar::WorkCalendar;
use anxun::check::{self, Context, Review, WarningKind};
use anxun::columns::{Judgements, Source, Tables};
use anxun::error::Faults;
use anxun::json::canonical;
use anxun::operations::ContextRequest;
use anxun::org::Organisation;
use anxun::policy::PolicyBook;
use anxun::record::{Document, Records, TrainingRecord, Type};
use anxun::register::{Entry, Inputs, Register};
use anxun::value::parse_stamp;
use anxun_benches::columns::{Form, batch};
use anxun_benches::random::Random;
use anxun_tests::cases;
use anxun_tests::mutate::value;
use anxun_tests::native::cargo;
use anxun_tests::samples;
use anxun_tests::shape::any_record;
use arrow_array::{RecordBatch, StructArray};
use serde_json::Value;

/// A review without what differs between the doors by design: unknown keys are told of once a schema. Faults stand in the
/// order of the declaration, in which the lines are written here.
fn comparable(answer: Result<Review, Faults>) -> String {
    match answer {
        Ok(mut review) => {
            review.warnings.retain(|warning| warning.code != WarningKind::UnknownKey);
            canonical(&review).unwrap()
        }
        Err(faults) => canonical(&faults).unwrap(),
    }
}

/// The record as a line with its keys in the declared order, whatever texts it holds.
fn declared(record: &Value) -> String {
    fn write(value: &Value, ty: Option<Type>, out: &mut String) {
        match (value, ty) {
            (Value::Object(map), Some(Type::Object(shape))) => {
                let known =
                    shape.fields.iter().filter_map(|field| Some((field.name, map.get(field.name)?, Some(field.ty))));
                let unknown = map.iter().filter(|(key, _)| shape.field(key).is_none());
                let pairs = known.chain(unknown.map(|(key, value)| (key.as_str(), value, None)));
                for (at, (key, value, ty)) in pairs.enumerate() {
                    out.push_str(if at == 0 { "{" } else { "," });
                    out.push_str(&Value::from(key).to_string());
                    out.push(':');
                    write(value, ty, out);
                }
                out.push_str(if map.is_empty() { "{}" } else { "}" });
            }
            (Value::Array(items), Some(Type::List(item))) => {
                for (at, value) in items.iter().enumerate() {
                    out.push(if at == 0 { '[' } else { ',' });
                    write(value, Some(*item), out);
                }
                out.push_str(if items.is_empty() { "[]" } else { "]" });
            }
            (other, _) => out.push_str(&other.to_string()),
        }
    }
    let mut out = String::new();
    write(record, Some(Type::Object(TrainingRecord::shape())), &mut out);
    out
}

fn by_json(record: &Value, context: &Context) -> String {
    comparable(check::review_json(&mut Document::new(context.limits()), declared(record).as_bytes(), context))
}

fn by_columns(rows: &RecordBatch, row: usize, context: &Context) -> String {
    let rows = StructArray::from(rows.clone());
    let records = Records::bind(&rows, context.limits()).expect("the schema");
    let one = records.facts(row).map_err(Faults::from);
    // A room in which the record before was judged.
    let mut room = vec![];
    records.block(row.saturating_sub(1)..row, &mut room);
    for facts in room.iter_mut().flatten() {
        let _ = check::review_facts(facts, context);
    }
    records.block(row..row + 1, &mut room);
    let among = room.remove(0).map_err(Faults::from);
    let [one, among] =
        [one, among].map(|facts| comparable(facts.and_then(|mut facts| check::review_facts(&mut facts, context))));
    assert_eq!(one, among);
    one
}

/// Records that cannot be a row, by the reason.
#[derive(Default, Debug)]
struct Untold(BTreeMap<String, usize>);

impl Untold {
    fn add(&mut self, reason: &str) {
        let kind = reason.split_once(": ").map_or(reason, |(_, kind)| kind);
        *self.0.entry(kind.to_owned()).or_default() += 1;
    }

    fn count(&self) -> usize {
        self.0.values().sum()
    }
}

/// What must be the same where a stamp lost the offset in which it was written: every stamp as its instant, and nothing of
/// the texts that show stamps among other words.
fn essence(text: &str) -> Value {
    fn walk(value: &mut Value) {
        match value {
            Value::String(text) => {
                if let Ok(stamp) = parse_stamp(text) {
                    *value = stamp.timestamp().into();
                }
            }
            Value::Array(list) => list.iter_mut().for_each(walk),
            Value::Object(map) => {
                map.retain(|key, _| !matches!(key.as_str(), "observed" | "expected" | "found"));
                map.values_mut().for_each(walk);
            }
            _ => {}
        }
    }
    let mut answer: Value = serde_json::from_str(text).unwrap();
    walk(&mut answer);
    answer
}

/// What differs between two answers, key by key.
fn differ(one: &Value, other: &Value) -> Vec<String> {
    match (one.as_object(), other.as_object()) {
        (Some(one), Some(other)) => {
            let differs = one.iter().filter(|(key, value)| other.get(*key) != Some(value));
            differs.map(|(key, value)| format!("{key}: {value} / {}", other.get(key).unwrap_or(&Value::Null))).collect()
        }
        _ if one == other => vec![],
        _ => vec![format!("{one} / {other}")],
    }
}

/// Judges a record in both forms; what cannot be a row is counted.
fn same(id: &str, record: &Value, context: &Context, untold: &mut Untold) -> [bool; 2] {
    let json = by_json(record, context);
    let before = &samples::all()[json.len() % samples::all().len()];
    let in_form = |form| batch(&[before.clone(), record.clone()], form).map(|rows| by_columns(&rows, 1, context));
    let as_texts = in_form(Form::Texts);
    match &as_texts {
        Ok(columns) => assert_eq!(*columns, json, "{id}"),
        Err(reason) => untold.add(reason),
    }
    let as_typed = in_form(Form::Documented);
    if let Ok(columns) = &as_typed {
        assert_eq!(differ(&essence(columns), &essence(&json)), [""; 0], "{id}");
    }
    [as_texts.is_ok(), as_typed.is_ok()]
}

fn context_of(request: &Value) -> Option<Context> {
    let context: ContextRequest = serde_json::from_str(&request["context"].to_string()).ok()?;
    context.prepare().ok()
}

#[test]
fn every_case_that_can_be_a_row_is_judged_alike() {
    let (mut untold, mut texts, mut typed) = (Untold::default(), 0, 0);
    for case in cases::all() {
        let request = case.request();
        let records: Vec<Value> = match case.operation.as_str() {
            "check.review" => vec![request["record"].clone()],
            "register.review" => request["records"].as_array().cloned().unwrap_or_default(),
            _ => continue,
        };
        let Some(context) = context_of(&request) else { continue };
        for record in &records {
            let [as_texts, as_typed] = same(&case.id, record, &context, &mut untold);
            texts += usize::from(as_texts);
            typed += usize::from(as_typed);
        }
    }
    println!("{texts} records as texts, {typed} in the documented types; no row: {untold:?}");
    assert!(texts > 600 && typed > 500, "{texts} {typed}");
    assert!(untold.count() < 40, "{untold:?}");
}

#[test]
fn whatever_the_shape_can_hold_is_judged_alike() {
    let context = samples::context();
    let mut random = Random::new(11);
    let mut untold = Untold::default();
    for at in 0..150 {
        let [as_texts, _] = same(&format!("any {at}"), &any_record(&mut random), &context, &mut untold);
        assert!(as_texts, "{untold:?}");
    }
    let mut rows = 0;
    for (at, record) in samples::all().iter().enumerate() {
        for turn in 0..6 {
            let mut record = record.clone();
            for _ in 0..turn {
                value(&mut record, &mut random);
            }
            rows += usize::from(same(&format!("sample {at}.{turn}"), &record, &context, &mut untold)[0]);
        }
    }
    println!("{rows} mutated records; no row: {untold:?}");
    assert!(rows > 250, "{rows}");
}

/// The register of a folder by lines and by batches: the entries, and at the end the summary, byte for byte.
fn register(name: &str) {
    let folder = anxun_tests::root().join("core/examples/registers").join(name);
    let context = context_in(&folder);
    let text = std::fs::read_to_string(folder.join("register.jsonl")).expect("register.jsonl");
    // A broken line is none that a batch can hold, nor is a key that stands twice.
    let rows: Vec<(u64, Value)> = (1..)
        .zip(text.lines())
        .filter_map(|(line, text)| Some((line, serde_json::from_str(text).ok()?)))
        .filter(|(_, record)| batch(std::slice::from_ref(record), Form::Texts).is_ok())
        .collect();
    let skipped = text.lines().count() - rows.len();
    println!("{name}: {} of {} lines are rows", rows.len(), text.lines().count());
    assert!(rows.len() > 20 && skipped < 12, "{skipped} lines are no rows");
    let mut lines = Register::new(Arc::clone(&context), &Inputs::default()).unwrap();
    let by_line: Vec<Entry> =
        (1..).zip(&rows).map(|(line, (_, record))| lines.push(line, declared(record).as_bytes())).collect();
    let mut columns = Register::new(context, &Inputs::default()).unwrap();
    let mut source: Option<Source> = None;
    let mut by_row: Vec<Entry> = Vec::new();
    let mut tables = Tables::new();
    for part in rows.chunks(64) {
        let records: Vec<Value> = part.iter().map(|(_, record)| record.clone()).collect();
        let rows = batch(&records, Form::Texts).unwrap();
        let source = source.get_or_insert_with(|| Source::new(rows.schema(), 1).unwrap());
        source
            .judge_each(&mut columns, &rows, |entry| {
                tables.push(entry);
                by_row.push(entry.clone());
            })
            .unwrap();
    }
    for (one, other) in by_line.iter().zip(&by_row) {
        match (one, other) {
            (Entry::Judged(one), Entry::Judged(other)) => {
                assert_eq!(comparable(Ok(one.review.clone())), comparable(Ok(other.review.clone())));
                assert_eq!(one.membership, other.membership);
            }
            _ => assert_eq!(canonical(one).unwrap(), canonical(other).unwrap()),
        }
    }
    assert_eq!(by_line.len(), by_row.len());
    let findings: usize = by_line
        .iter()
        .map(|entry| match entry {
            Entry::Judged(judged) => judged.review.findings.len(),
            _ => 0,
        })
        .sum();
    let tables = tables.finish().unwrap();
    assert_eq!((tables.verdicts.num_rows(), tables.findings.num_rows()), (rows.len(), findings));
    assert_eq!(canonical(&lines.finish().unwrap()).unwrap(), canonical(&columns.finish().unwrap()).unwrap());
}

fn context_in(folder: &Path) -> Arc<Context> {
    let read = |name: &str| -> Value {
        let text = std::fs::read_to_string(folder.join(name)).unwrap_or_else(|error| panic!("{name}: {error}"));
        serde_json::from_str(&text).expect("JSON")
    };
    let company = read("company.json");
    let policy = PolicyBook::from_json(&read("policy.json").to_string()).unwrap();
    let organisation = Organisation::from_json(&company["organisation"].to_string()).unwrap();
    let as_of = parse_stamp(company["as_of"].as_str().unwrap()).unwrap();
    Arc::new(Context::new(policy, WorkCalendar::china(), as_of).unwrap().with_organisation(organisation))
}

#[test]
fn the_registers_of_the_examples_are_judged_alike() {
    register("chemical-plant-2025");
    register("revision-2023");
}

/// The page shows the program that runs, what it prints, and the columns of every table with their meanings.
#[test]
fn the_page_shows_what_is_there() {
    let page = std::fs::read_to_string(anxun_tests::root().join("docs/columns.md")).expect("docs/columns.md");
    let program = std::fs::read_to_string(anxun_tests::root().join("core/examples/columns.rs")).expect("the example");
    let program = program.split_once("\n\n").expect("a head").1;
    assert!(page.contains(program.trim_end()), "docs/columns.md does not show core/examples/columns.rs as it is");
    let ran = cargo("run").args(["--package", "anxun", "--features", "columns", "--example", "columns"]).output();
    let said = String::from_utf8(ran.expect("cargo").stdout).expect("UTF-8");
    assert!(
        !said.is_empty() && page.contains(said.trim_end()),
        "the page does not show what the program prints:\n{said}"
    );
    for schema in [Judgements::verdicts_schema(), Judgements::findings_schema(), Judgements::faults_schema()] {
        for field in schema.fields() {
            let row = format!("| `{}` | {} |", field.name(), field.metadata()["anxun.doc"]);
            assert!(page.contains(&row), "docs/columns.md lacks {row}");
        }
    }
}
