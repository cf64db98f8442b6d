//! Other values for a parameter of the policy: near the present one, far from it, unset, and some chosen by hand where only a
//! certain word moves a rule.

use anxun::policy::{Param, ParamKind, ParamValue, Seed, TextForm};
use rust_decimal::Decimal;
use serde_json::{Map, Value, json};

/// Values that no rule of thumb finds.
const CHOSEN: &[(&str, &str)] = &[
    ("wording.without", r#"["不要"]"#),
    ("wording.terms", r#"{"动火":"动火作业"}"#),
    ("wording.key_points", r#"["动火"]"#),
    ("supervision.required_for", r#"["HotWork"]"#),
    ("proofs.per_kind", r#"{"Refresher":["SignIn"],"SpecialOperation":["SignIn"],"Drill":["Video"]}"#),
    ("proofs.per_kind", r#"{"Refresher":["CertificateCopy"],"Management":["CertificateCopy"]}"#),
    ("proofs.general", r#"["SignIn","Video","ExamPaper","CertificateCopy"]"#),
    ("proofs.online", r#"["LoginTrace","Recording","OnlineTest"]"#),
    ("proofs.online", r#"["OnlineTest"]"#),
    ("backup.disc.every", "1"),
    ("assess.pass_mark", r#""60""#),
    ("hours.refresher.annual_min", r#"{"Manager":40,"Worker":40}"#),
    ("training.validity", r#"{"NewHire":1,"Transfer":1,"ReturnToWork":1,"Management":1,"FourNew":1,"Other":1}"#),
    ("regime.certificates_from", r#""2024-05-31""#),
];

/// Other values of a parameter whose value is `now`; `Null` unsets it. None for what a host cannot set.
#[must_use]
pub fn others(row: &Param, now: Option<&Value>) -> Vec<Value> {
    if !row.settable() {
        return vec![];
    }
    let seed = row.seed_value().map(|value| as_json(&value));
    let now = now.cloned().or(seed);
    let mut values = by_kind(&row.kind, now.as_ref());
    if matches!(row.seed, Seed::HostMustSet) && now.is_some() {
        values.push(Value::Null);
    }
    let chosen = CHOSEN.iter().filter(|(key, _)| *key == row.key);
    values.extend(chosen.map(|(_, text)| serde_json::from_str::<Value>(text).expect("JSON")));
    values.retain(|value| Some(value) != now.as_ref());
    values
}

fn as_json(value: &ParamValue) -> Value {
    serde_json::to_value(value).expect("a value can be written")
}

fn by_kind(kind: &ParamKind, now: Option<&Value>) -> Vec<Value> {
    match kind {
        ParamKind::Count { min, max } => counts(now, *min, *max),
        ParamKind::Share => vec![json!("0"), json!("0.5"), json!("1")],
        ParamKind::Decimal { min, max, .. } => decimals(now, *min, *max),
        ParamKind::Flag => vec![json!(now != Some(&Value::Bool(true)))],
        ParamKind::Text(TextForm::Date) => vec![json!("2020-01-01"), json!("2030-01-01")],
        ParamKind::Text(TextForm::ClockSpan) => vec![json!("21:00-05:00")],
        ParamKind::Text(TextForm::Pattern) => vec![json!("[0-9]{3}")],
        ParamKind::Text(_) => vec![json!("另一行文字")],
        ParamKind::Code(of) => of.iter().map(|code| json!(code)).collect(),
        ParamKind::Codes { of, empty } => sets(of, *empty),
        ParamKind::Counts => vec![json!([1])],
        ParamKind::Cadence => vec![json!({"every": 7, "kind": "Day"}), json!({"every": 3, "kind": "Year"})],
        ParamKind::Interval { .. } => vec![json!({"low": "0.1", "high": "0.2"})],
        ParamKind::Shares { .. } => vec![turned(now)],
        ParamKind::CountBy { keys } => vec![keys.iter().map(|key| ((*key).to_owned(), json!(7))).collect()],
        ParamKind::TextBy => texts(now),
        ParamKind::CodesBy { .. } => texts(now),
        _ => vec![],
    }
}

fn counts(now: Option<&Value>, min: u64, max: u64) -> Vec<Value> {
    let now = now.and_then(Value::as_u64).unwrap_or(5);
    let near = [now.saturating_add(1), now.saturating_sub(1), now.saturating_mul(20).saturating_add(3), min];
    let mut found: Vec<u64> = near.into_iter().map(|count| count.clamp(min, max)).collect();
    found.dedup();
    found.into_iter().map(|count| json!(count)).collect()
}

fn decimals(now: Option<&Value>, min: Decimal, max: Decimal) -> Vec<Value> {
    let now = now.and_then(Value::as_str).and_then(|text| text.parse().ok()).unwrap_or(min);
    let near = [now + Decimal::ONE, now - Decimal::ONE, max, min];
    near.into_iter().map(|value| json!(value.clamp(min, max).normalize().to_string())).collect()
}

/// Sets over a list: each without one member, each member alone; over any text: one word, and none.
fn sets(of: &[&str], empty: bool) -> Vec<Value> {
    if of.is_empty() {
        return if empty { vec![json!([]), json!(["另一个词"])] } else { vec![json!(["另一个词"])] };
    }
    let without = |gone: &str| of.iter().filter(|code| **code != gone).collect::<Vec<_>>();
    let mut found = vec![json!(of)];
    found.extend(of.iter().map(|gone| json!(without(gone))));
    found.extend(of.iter().map(|code| json!([code])));
    found
}

/// Shares that change places, so that weights keep their sum.
fn turned(now: Option<&Value>) -> Value {
    let Some(shares) = now.and_then(Value::as_object) else { return json!({}) };
    let values = shares.values().cycle().skip(1);
    shares.keys().cloned().zip(values.cloned()).collect::<Map<_, _>>().into()
}

/// A table without its first entry, and one with another text at each; a table of the host may be empty.
fn texts(now: Option<&Value>) -> Vec<Value> {
    let Some(table) = now.and_then(Value::as_object) else { return vec![] };
    let without = |gone: &String| {
        let mut table = table.clone();
        table.remove(gone);
        Value::Object(table)
    };
    let mut found: Vec<Value> = table.keys().map(without).collect();
    let other = |value: &Value| match value {
        Value::String(text) => json!(if text.parse::<Decimal>().is_ok() { "17" } else { "另一个" }),
        Value::Array(_) => json!(["Other"]),
        other => other.clone(),
    };
    found.push(table.iter().map(|(key, value)| (key.clone(), other(value))).collect::<Map<_, _>>().into());
    found
}
