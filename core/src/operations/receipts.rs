//! `receipt.*`: by what an answer was judged, and whether asking again gives the same bytes (回执). Source: X.4. The receipt of
//! a register is made as its lines pass, and compared here.

use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use serde_json::value::RawValue;

use super::{ContextRequest, Operation, call};
use crate::check::{Context, ContextDigests};
use crate::error::{Error, ErrorCode, Faults, Result};
use crate::json::{canonical, canonical_document, digest};
use crate::record::Document;
use crate::register::RegisterReceipt;
use crate::rule;
use crate::value::{Stamp, form};

/// By what an answer was judged (回执). Digests are SHA-256 of canonical JSON (RFC 8785), in hexadecimal digits.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Receipt {
    /// Version of the library.
    pub library: String,
    /// Digest of the catalogue of rules.
    pub catalogue: String,
    /// The operation that answered.
    pub operation: String,
    /// The moment of the question; absent for a question without a context, as all that follows of the context.
    #[serde(with = "form::stamp::option", default)]
    pub as_of: Option<Stamp>,
    /// Digest of the policy book.
    #[serde(default)]
    pub policy: Option<String>,
    /// The version of the policy that judged a record; absent for a question about none, or about several.
    #[serde(default)]
    pub policy_version: Option<VersionUsed>,
    /// Digest of the work calendar.
    #[serde(default)]
    pub calendar: Option<String>,
    /// Digest of the organisation.
    #[serde(default)]
    pub organisation: Option<String>,
    /// Digest of the question without its context; a decimal that stands in it as a number counts as the double nearest to it.
    pub input: String,
    /// Digest of the answer.
    pub answer: String,
}

/// A version of the policy, and the days on which it is in force.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct VersionUsed {
    /// Its label.
    pub label: String,
    /// First day; absent where it has none.
    #[serde(with = "form::date::option", default)]
    pub from: Option<NaiveDate>,
    /// Last day; absent for the last version.
    #[serde(with = "form::date::option", default)]
    pub to: Option<NaiveDate>,
}

/// A question of any operation.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Question {
    operation: String,
    request: Box<RawValue>,
}

#[derive(Serialize)]
pub(super) struct Receipted {
    answer: Box<RawValue>,
    receipt: Receipt,
}

impl Question {
    /// Asks, and says by what it was judged.
    fn ask(&self) -> std::result::Result<Receipted, Faults> {
        if self.operation.starts_with("receipt.") {
            let error = Error::new(ErrorCode::UnknownOperation, "a receipt of a receipt", "an operation that judges");
            return Err(error.at("/operation").into());
        }
        let text = call(&self.operation, self.request.get().as_bytes()).map_err(|faults| under(faults, "/request"))?;
        let receipt = self.receipt(&text)?;
        let broken = |_| Error::new(ErrorCode::Syntax, "an answer that is no JSON", "JSON");
        Ok(Receipted { answer: RawValue::from_string(text).map_err(broken)?, receipt })
    }

    fn receipt(&self, answer: &str) -> Result<Receipt> {
        let broken = |_| Error::new(ErrorCode::Syntax, "a request that is no JSON", "JSON");
        let mut input: Value = serde_json::from_str(self.request.get()).map_err(broken)?;
        let context = input.as_object_mut().and_then(|fields| fields.remove("context"));
        let context = context.and_then(|context| ContextRequest::deserialize(context).ok());
        let context = context.map(|context| context.prepare()).transpose()?;
        let digests = context.as_ref().map(Context::digests).transpose()?;
        let (policy, calendar, organisation) = match digests {
            Some(ContextDigests { policy, calendar, organisation }) => (Some(policy), Some(calendar), organisation),
            None => (None, None, None),
        };
        Ok(Receipt {
            library: env!("CARGO_PKG_VERSION").to_owned(),
            catalogue: digest(&canonical(rule::ALL)?),
            operation: self.operation.clone(),
            as_of: context.as_ref().map(Context::as_of),
            policy,
            policy_version: context.as_ref().and_then(|context| version_of(&input, context)),
            calendar,
            organisation,
            input: digest(&canonical_document(&input)),
            answer: digest(answer),
        })
    }
}

/// The version that judges the record of a question.
fn version_of(input: &Value, context: &Context) -> Option<VersionUsed> {
    let record = input.get("record")?.to_string();
    let mut document = Document::new(context.limits());
    let facts = document.read(record.as_bytes()).ok()?;
    let (version, _) = context.judging(&facts.record).ok()?;
    let versions = context.policy().versions();
    let next = versions.iter().skip_while(|one| !std::ptr::eq(*one, version)).nth(1);
    let before = |day: NaiveDate| day.checked_sub_days(Days::new(1));
    Some(VersionUsed {
        label: version.label().to_owned(),
        from: version.effective_from(),
        to: next.and_then(|next| next.effective_from()).and_then(before),
    })
}

fn under(faults: Faults, prefix: &str) -> Faults {
    Faults(faults.0.into_iter().map(|fault| fault.under(prefix)).collect())
}

pub(super) struct ReceiptOf;

impl Operation for ReceiptOf {
    const NAME: &'static str = "receipt.of";
    const ZH: &'static str = "作出一项判定并出具回执：库与规则目录版本、制度、日历、组织与输入的摘要";
    const EN: &'static str = "Asks an operation and gives the receipt of its answer: by what it was judged";
    type Request = Question;
    type Response = Receipted;

    fn answer(request: Question) -> std::result::Result<Receipted, Faults> {
        request.ask()
    }
}

/// A receipt with the question that is to be asked again.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Replay {
    receipt: Receipt,
    request: Box<RawValue>,
}

#[derive(Serialize)]
pub(super) struct Replayed {
    /// Whether the same was asked by the same, and answered alike.
    same: bool,
    /// What differs, by the names of the receipt.
    changed: Vec<&'static str>,
    /// The receipt of the answer now.
    receipt: Receipt,
}

pub(super) struct CheckReceipt;

impl Operation for CheckReceipt {
    const NAME: &'static str = "receipt.check";
    const ZH: &'static str = "按回执重新判定：答复是否逐字节相同，何者已变更";
    const EN: &'static str = "Asks again what a receipt was given for, and names what has changed";
    type Request = Replay;
    type Response = Replayed;

    fn answer(request: Replay) -> std::result::Result<Replayed, Faults> {
        let Replay { receipt: then, request } = request;
        let now = Question { operation: then.operation.clone(), request }.ask()?.receipt;
        let changed: Vec<&'static str> = [
            ("library", then.library != now.library),
            ("catalogue", then.catalogue != now.catalogue),
            ("as_of", then.as_of != now.as_of),
            ("policy", then.policy != now.policy),
            ("policy_version", then.policy_version != now.policy_version),
            ("calendar", then.calendar != now.calendar),
            ("organisation", then.organisation != now.organisation),
            ("input", then.input != now.input),
            ("answer", then.answer != now.answer),
        ]
        .into_iter()
        .filter_map(|(name, differs)| differs.then_some(name))
        .collect();
        Ok(Replayed { same: changed.is_empty(), changed, receipt: now })
    }
}

/// Two receipts of registers: of then, and of the same lines judged again.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Receipts {
    then: RegisterReceipt,
    now: RegisterReceipt,
}

#[derive(Serialize)]
pub(super) struct Compared {
    /// Whether the same lines were judged by the same, and answered alike.
    same: bool,
    /// What differs, by the names of the receipt.
    changed: Vec<&'static str>,
}

pub(super) struct CompareReceipts;

impl Operation for CompareReceipts {
    const NAME: &'static str = "receipt.compare";
    const ZH: &'static str = "比较两份台账回执：台账、制度、日历、组织、输入与汇总何者不同";
    const EN: &'static str = "Compares the receipts of two registers and names what differs";
    type Request = Receipts;
    type Response = Compared;

    fn answer(request: Receipts) -> std::result::Result<Compared, Faults> {
        let changed = request.then.changed(&request.now);
        Ok(Compared { same: changed.is_empty(), changed })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn question(name: &str, extra: Value) -> Value {
        let mut context = json!({
            "as_of": "2024-04-15T12:00:00+08:00",
            "policy": {"versions": [
                {"effective_from": "2023-01-01", "label": "2023"},
                {"effective_from": "2024-01-01", "label": "2024", "set": {"assess.pass_mark": "80"}},
                {"effective_from": "2025-01-01", "label": "2025"}
            ]}
        });
        for (key, value) in extra.as_object().unwrap() {
            context[key] = value.clone();
        }
        json!({"record": {"schema_version": 1, "kind": "Refresher", "date": "2024-03-12", "name": name}, "context": context})
    }

    fn asked(name: &str, request: &Value) -> Value {
        serde_json::from_str(&call(name, request.to_string().as_bytes()).unwrap()).unwrap()
    }

    #[test]
    fn x_4_asking_again_gives_the_same_bytes_and_names_what_has_changed() {
        let first = question("灭火器", json!({}));
        let given = asked("receipt.of", &json!({"operation": "check.review", "request": first}));
        assert_eq!(given["answer"], asked("check.review", &first));
        let receipt = &given["receipt"];
        assert_eq!(receipt["policy_version"], json!({"label": "2024", "from": "2024-01-01", "to": "2024-12-31"}));
        assert_eq!(receipt["answer"], json!(digest(&call("check.review", first.to_string().as_bytes()).unwrap())));
        let changed = |request: Value| {
            let again = asked("receipt.check", &json!({"receipt": receipt, "request": request}));
            assert_eq!(again["same"], json!(again["changed"] == json!([])));
            again["changed"].clone()
        };
        assert_eq!(changed(first.clone()), json!([]));
        assert_eq!(changed(question("消防栓", json!({}))), json!(["input"]));
        assert_eq!(changed(question("无", json!({}))), json!(["input", "answer"]));
        let later = json!({"as_of": "2024-04-16T12:00:00+08:00"});
        assert_eq!(changed(question("灭火器", later)), json!(["as_of"]));
        let calendar: Value = serde_json::from_str(&crate::calendar::WorkCalendar::china().to_json()).unwrap();
        assert_eq!(
            changed(question("灭火器", json!({"calendar": calendar}))),
            json!([]),
            "the built-in one, spelt out"
        );
        let seed = json!({"policy": {"versions": [{}]}});
        assert_eq!(changed(question("灭火器", seed)), json!(["policy", "policy_version", "answer"]));
    }

    #[test]
    fn the_order_of_keys_and_spaces_say_nothing() {
        let one = json!({"operation": "calendar.add_working_days", "request": {"date": "2026-02-13", "days": 3}});
        let other = r#"{"operation":"calendar.add_working_days","request":{ "days":3, "date":"2026-02-13" }}"#;
        let other: Value = serde_json::from_str(&call("receipt.of", other.as_bytes()).unwrap()).unwrap();
        let one = asked("receipt.of", &one);
        assert_eq!(one, other);
        assert_eq!(one["receipt"]["as_of"], Value::Null);
        assert_eq!(one["answer"], json!({"date": "2026-02-25"}));
    }

    /// A score may stand in a record as a number.
    #[test]
    fn a_question_may_hold_decimals() {
        let mut request = question("灭火器", json!({}));
        let given = |request: &Value| asked("receipt.of", &json!({"operation": "check.review", "request": request}));
        request["record"]["assessment"] = json!({"results": [{"theory_score": 98.5}]});
        let first = given(&request)["receipt"]["input"].clone();
        assert_eq!(first, given(&request)["receipt"]["input"]);
        request["record"]["assessment"] = json!({"results": [{"theory_score": 98.25}]});
        assert_ne!(first, given(&request)["receipt"]["input"]);
    }

    #[test]
    fn errors_keep_their_places() {
        let request = json!({"operation": "check.review", "request": {"record": {}, "context": {"as_of": "x"}}});
        assert!(call("receipt.of", request.to_string().as_bytes()).is_err());
        let request = json!({"operation": "receipt.of", "request": {}});
        let faults = call("receipt.of", request.to_string().as_bytes()).unwrap_err();
        assert_eq!((faults.0[0].code, faults.0[0].path.as_str()), (ErrorCode::UnknownOperation, "/operation"));
    }
}
