//! Reading a value in the form that its parameter asks for, and bringing it into its one canonical form.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;

use super::document::{Doc, check_line, shown, step};
use super::param::{Param, ParamKind, TextForm};
use super::value::{Cadence, CadenceKind, ParamValue};
use crate::error::{Error, ErrorCode, Result};
use crate::value::{decimal_text, is_blank, parse_date, parse_decimal, parse_time};

/// The largest number of periods of a rhythm.
const MAX_EVERY: u64 = 1200;

/// Reads the JSON of a value of `param`; pointers are relative to the value.
pub(super) fn read(param: &Param, doc: &Doc) -> Result<ParamValue> {
    let value = match &param.kind {
        ParamKind::Count { .. } => ParamValue::Count(count(doc)?),
        ParamKind::Share | ParamKind::Decimal { .. } => ParamValue::Decimal(decimal(doc)?),
        ParamKind::Flag => match doc {
            Doc::Flag(value) => ParamValue::Flag(*value),
            other => return Err(other.unlike("a boolean")),
        },
        ParamKind::Text(_) | ParamKind::Code(_) => ParamValue::Text(doc.text()?.to_owned()),
        ParamKind::Codes { .. } => ParamValue::Codes(items(doc, |item| Ok(item.text()?.to_owned()))?),
        ParamKind::Counts => ParamValue::Counts(items(doc, count)?),
        ParamKind::Cadence => cadence(doc)?,
        ParamKind::Interval { .. } => interval(doc)?,
        ParamKind::Shares { .. } => ParamValue::Shares(members(doc, decimal)?),
        ParamKind::CountBy { .. } => ParamValue::CountBy(members(doc, count)?),
        ParamKind::TextBy => ParamValue::TextBy(members(doc, |item| Ok(item.text()?.to_owned()))?),
        ParamKind::CodesBy { .. } => {
            ParamValue::CodesBy(members(doc, |item| items(item, |code| Ok(code.text()?.to_owned())))?)
        }
    };
    fit(param, value)
}

fn count(doc: &Doc) -> Result<u64> {
    match doc {
        Doc::Count(value) => Ok(*value),
        Doc::Number(text) if text.starts_with('-') => {
            Err(Error::new(ErrorCode::Range, shown(text), "a whole number of 0 or more"))
        }
        other => Err(other.unlike("a whole number")),
    }
}

fn decimal(doc: &Doc) -> Result<Decimal> {
    match doc {
        Doc::Count(value) => Ok(Decimal::from(*value)),
        Doc::Number(text) | Doc::Text(text) => parse_decimal(text),
        other => Err(other.unlike("a decimal, as a text such as \"0.98\"")),
    }
}

fn items<T>(doc: &Doc, read: impl Fn(&Doc) -> Result<T>) -> Result<Vec<T>> {
    let list = doc.list()?.iter().enumerate();
    list.map(|(at, item)| read(item).map_err(|error| error.under(&format!("/{at}")))).collect()
}

fn members<T>(doc: &Doc, read: impl Fn(&Doc) -> Result<T>) -> Result<BTreeMap<String, T>> {
    let map = doc.map()?.iter();
    map.map(|(key, item)| Ok((key.clone(), read(item).map_err(|error| error.under(&step(key)))?))).collect()
}

fn member<'a>(found: Option<&'a Doc>, name: &str) -> Result<&'a Doc> {
    found.ok_or_else(|| Error::new(ErrorCode::Missing, "nothing", "a value").at(step(name)))
}

fn cadence(doc: &Doc) -> Result<ParamValue> {
    let [every, kind] = doc.fields(["every", "kind"])?;
    let (every, kind) = (member(every, "every")?, member(kind, "kind")?.text().map_err(|error| error.under("/kind"))?);
    let number = count(every).map_err(|error| error.under("/every"))?;
    let every = u32::try_from(number)
        .map_err(|_| Error::new(ErrorCode::Range, number.to_string(), format!("1 to {MAX_EVERY}")).at("/every"))?;
    let kind = CadenceKind::from_code(kind).ok_or_else(|| {
        let expected = format!("one of {}", CadenceKind::codes().join(", "));
        Error::new(ErrorCode::UnknownCode, shown(kind), expected).at("/kind")
    })?;
    Ok(ParamValue::Cadence(Cadence { every, kind }))
}

fn interval(doc: &Doc) -> Result<ParamValue> {
    let [low, high] = doc.fields(["low", "high"])?;
    let low = decimal(member(low, "low")?).map_err(|error| error.under("/low"))?;
    let high = decimal(member(high, "high")?).map_err(|error| error.under("/high"))?;
    Ok(ParamValue::Interval { low, high })
}

/// The canonical form of `value` for `param`: closed sets in the order of their list, counts from large to small.
///
/// # Errors
/// `Type` for a value of another kind; `Range`, `UnknownCode`, `EmptySet`, `DuplicateId`, `WeightSum`, `Missing` and the
/// errors of texts, with pointers relative to the value.
pub(super) fn fit(param: &Param, value: ParamValue) -> Result<ParamValue> {
    match (&param.kind, value) {
        (ParamKind::Count { min, max }, ParamValue::Count(number)) => {
            within(number, *min, *max, |number| number.to_string())?;
            Ok(ParamValue::Count(number))
        }
        (ParamKind::Share, ParamValue::Decimal(number)) => Ok(ParamValue::Decimal(share(number)?)),
        (ParamKind::Decimal { min, max, places }, ParamValue::Decimal(number)) => {
            within(number, *min, *max, decimal_text)?;
            let number = number.normalize();
            if number.scale() > *places {
                let expected = format!("at most {places} decimals");
                return Err(Error::new(ErrorCode::Range, decimal_text(number), expected));
            }
            Ok(ParamValue::Decimal(number))
        }
        (ParamKind::Flag, value @ ParamValue::Flag(_)) => Ok(value),
        (ParamKind::Text(form), ParamValue::Text(text)) => text_of(*form, &text).map(ParamValue::Text),
        (ParamKind::Code(of), ParamValue::Text(code)) => known(of, &code).map(|()| ParamValue::Text(code)),
        (ParamKind::Codes { of, empty }, ParamValue::Codes(list)) => codes(of, *empty, list).map(ParamValue::Codes),
        (ParamKind::Counts, ParamValue::Counts(list)) => counts(list),
        (ParamKind::Cadence, ParamValue::Cadence(value)) => {
            within(u64::from(value.every), 1, MAX_EVERY, |number| number.to_string())
                .map_err(|error| error.under("/every"))?;
            Ok(ParamValue::Cadence(value))
        }
        (ParamKind::Interval { min, max }, ParamValue::Interval { low, high }) => {
            within(low, *min, *max, decimal_text).map_err(|error| error.under("/low"))?;
            within(high, low, *max, decimal_text).map_err(|error| error.under("/high"))?;
            Ok(ParamValue::Interval { low: low.normalize(), high: high.normalize() })
        }
        (ParamKind::Shares { keys, weights }, ParamValue::Shares(map)) => shares(keys, *weights, map),
        (ParamKind::CountBy { keys }, ParamValue::CountBy(map)) => {
            for (key, number) in &map {
                label(keys, key)?;
                within(*number, 1, super::table::MAX_COUNT, |number| number.to_string())
                    .map_err(|error| error.at(step(key)))?;
            }
            Ok(ParamValue::CountBy(map))
        }
        (ParamKind::TextBy, ParamValue::TextBy(map)) => texts_by(map),
        (ParamKind::CodesBy { keys, of }, ParamValue::CodesBy(map)) => codes_by(keys, of, map),
        (kind, other) => Err(Error::new(ErrorCode::Type, other.kind(), kind.name())),
    }
}

fn within<T: PartialOrd + Copy>(value: T, min: T, max: T, text: impl Fn(T) -> String) -> Result<()> {
    if value < min || value > max {
        return Err(Error::new(ErrorCode::Range, text(value), format!("{} to {}", text(min), text(max))));
    }
    Ok(())
}

fn share(number: Decimal) -> Result<Decimal> {
    within(number, Decimal::ZERO, Decimal::ONE, decimal_text)?;
    Ok(number.normalize())
}

/// A code of `of`, or of any name where the list is open.
fn known(of: &[&str], code: &str) -> Result<()> {
    if of.is_empty() {
        if is_blank(code) {
            return Err(Error::new(ErrorCode::Missing, "a blank text", "a code"));
        }
        return check_line(code);
    }
    if of.contains(&code) {
        return Ok(());
    }
    Err(Error::new(ErrorCode::UnknownCode, shown(code), format!("one of {}", of.join(", "))))
}

/// The same for the key of a table: the pointer leads to its member.
fn label(keys: &[&str], key: &str) -> Result<()> {
    known(keys, key).map_err(|error| error.at(step(key)))
}

fn codes(of: &[&str], empty: bool, mut list: Vec<String>) -> Result<Vec<String>> {
    if list.is_empty() && !empty {
        return Err(Error::new(ErrorCode::EmptySet, "an empty set", "at least one code"));
    }
    let mut seen = BTreeSet::new();
    for (at, code) in list.iter().enumerate() {
        known(of, code).map_err(|error| error.at(format!("/{at}")))?;
        if !seen.insert(code) {
            return Err(Error::new(ErrorCode::DuplicateId, shown(code), "each code once").at(format!("/{at}")));
        }
    }
    if !of.is_empty() {
        list.sort_by_key(|code| of.iter().position(|known| known == code));
    }
    Ok(list)
}

fn counts(mut list: Vec<u64>) -> Result<ParamValue> {
    if list.is_empty() {
        return Err(Error::new(ErrorCode::EmptySet, "an empty set", "at least one number"));
    }
    let mut seen = BTreeSet::new();
    for (at, number) in list.iter().enumerate() {
        within(*number, 0, super::table::MAX_COUNT, |number| number.to_string())
            .map_err(|error| error.at(format!("/{at}")))?;
        if !seen.insert(*number) {
            let found = number.to_string();
            return Err(Error::new(ErrorCode::DuplicateId, found, "each number once").at(format!("/{at}")));
        }
    }
    list.sort_unstable_by(|one, other| other.cmp(one));
    Ok(ParamValue::Counts(list))
}

fn shares(keys: &[&str], weights: bool, map: BTreeMap<String, Decimal>) -> Result<ParamValue> {
    let mut out = BTreeMap::new();
    for (key, value) in map {
        label(keys, &key)?;
        let value = share(value).map_err(|error| error.at(step(&key)))?;
        out.insert(key, value);
    }
    if let Some(key) = keys.iter().find(|key| !out.contains_key(**key)) {
        return Err(Error::new(ErrorCode::Missing, "nothing", "a share").at(step(key)));
    }
    if weights && !out.is_empty() {
        weigh(out.values().copied())?;
    }
    Ok(ParamValue::Shares(out))
}

/// Refuses weights that do not sum to exactly 1; the sum stands in `found` (G-06).
pub(super) fn weigh(weights: impl Iterator<Item = Decimal>) -> Result<()> {
    let sum: Decimal = weights.sum();
    if sum == Decimal::ONE {
        return Ok(());
    }
    Err(Error::new(ErrorCode::WeightSum, decimal_text(sum), "weights that sum to exactly 1"))
}

fn texts_by(map: BTreeMap<String, String>) -> Result<ParamValue> {
    for (key, text) in &map {
        label(&[], key)?;
        known(&[], text).map_err(|error| error.at(step(key)))?;
    }
    Ok(ParamValue::TextBy(map))
}

fn codes_by(keys: &[&str], of: &[&str], map: BTreeMap<String, Vec<String>>) -> Result<ParamValue> {
    let mut out = BTreeMap::new();
    for (key, list) in map {
        label(keys, &key)?;
        let list = codes(of, false, list).map_err(|error| error.under(&step(&key)))?;
        out.insert(key, list);
    }
    Ok(ParamValue::CodesBy(out))
}

fn text_of(form: TextForm, text: &str) -> Result<String> {
    let text = text.trim();
    if is_blank(text) {
        return Err(Error::new(ErrorCode::Missing, "a blank text", "a text"));
    }
    check_line(text)?;
    match form {
        TextForm::Line => {}
        TextForm::Date => {
            parse_date(text)?;
        }
        TextForm::ClockSpan => {
            let expected = "two different times of day such as 22:00-06:00";
            let refuse = |code| Error::new(code, shown(text), expected);
            let (from, to) = text.split_once('-').ok_or_else(|| refuse(ErrorCode::DateFormat))?;
            if parse_time(from)? == parse_time(to)? {
                return Err(refuse(ErrorCode::Range));
            }
        }
        TextForm::Pattern => {
            let whole = format!("^(?:{text})$");
            if regex::Regex::new(text).is_err() || regex::Regex::new(&whole).is_err() {
                return Err(Error::new(ErrorCode::Range, shown(text), "a regular expression"));
            }
        }
    }
    Ok(text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::policy::param;

    fn of(key: &str, json: &str) -> Result<ParamValue> {
        read(param(key).unwrap(), &Doc::parse(json).unwrap())
    }

    fn refused(key: &str, json: &str) -> (ErrorCode, String) {
        let error = of(key, json).unwrap_err();
        (error.code, error.path)
    }

    #[test]
    fn decimals_are_read_from_text_and_number() {
        let expected = ParamValue::Decimal(parse_decimal("0.98").unwrap());
        assert_eq!(of("quality.accuracy.target", "\"0.980\"").unwrap(), expected);
        assert_eq!(of("quality.accuracy.target", "0.98").unwrap(), expected);
        assert_eq!(of("assess.pass_mark", "\"80\"").unwrap(), ParamValue::Decimal(Decimal::from(80)));
    }

    #[test]
    fn another_type_is_refused() {
        for (key, json) in [
            ("submit.paper.limit", "\"24\""),
            ("submit.paper.limit", "24.5"),
            ("submit.paper.limit", "null"),
            ("quality.accuracy.target", "true"),
            ("rca.any", "1"),
            ("storage.cabinet_label", "7"),
            ("photos.views", "\"Panorama\""),
            ("cert.remind_days", "90"),
            ("group.meeting", "\"Month\""),
            ("points.weights", "[]"),
        ] {
            assert_eq!(refused(key, json), (ErrorCode::Type, String::new()), "{key} {json}");
        }
        assert_eq!(refused("photos.views", "[1]"), (ErrorCode::Type, "/0".into()));
        let typed = fit(param("rca.any").unwrap(), ParamValue::Count(1)).unwrap_err();
        assert_eq!((typed.code, typed.found.as_str()), (ErrorCode::Type, "a count"));
    }

    #[test]
    fn out_of_range_is_refused_at_the_bound() {
        for (key, inside, outside) in [
            ("quality.accuracy.target", "\"1\"", "\"1.0001\""),
            ("quality.accuracy.target", "\"0\"", "\"-0.01\""),
            ("plan.annual.month", "12", "13"),
            ("plan.annual.month", "1", "0"),
            ("submit.paper.limit", "1000000", "1000001"),
            ("submit.paper.limit", "0", "-1"),
            ("assess.pass_mark", "\"59.99\"", "\"59.999\""),
            ("shift.night", "\"22:00-06:00\"", "\"22:00-22:00\""),
            ("employee_no.pattern", "\"[0-9]{6}\"", "\"[0-9\""),
            ("employee_no.pattern", "\"a|b\"", "\"a)(b\""),
        ] {
            assert!(of(key, inside).is_ok(), "{key} {inside}");
            assert_eq!(refused(key, outside), (ErrorCode::Range, String::new()), "{key} {outside}");
        }
        assert_eq!(refused("external.audit", r#"{"every":0,"kind":"Year"}"#), (ErrorCode::Range, "/every".into()));
        assert_eq!(refused("env.temperature", r#"{"low":"24","high":"14"}"#), (ErrorCode::Range, "/high".into()));
        assert!(of("env.temperature", r#"{"low":"14","high":"14"}"#).is_ok());
        assert_eq!(refused("shift.night", "\"22:00\""), (ErrorCode::DateFormat, String::new()));
    }

    #[test]
    fn sets_hold_known_codes_once_and_in_one_order() {
        let both = of("photos.views", r#"["Interaction","Panorama"]"#).unwrap();
        assert_eq!(both, of("photos.views", r#"["Panorama","Interaction"]"#).unwrap());
        assert_eq!(of("cert.remind_days", "[0,90]").unwrap(), ParamValue::Counts(vec![90, 0]));
        assert_eq!(refused("photos.views", r#"["Selfie"]"#), (ErrorCode::UnknownCode, "/0".into()));
        assert_eq!(refused("photos.views", r#"["CloseUp","CloseUp"]"#), (ErrorCode::DuplicateId, "/1".into()));
        assert_eq!(refused("compliance.capabilities", "[]"), (ErrorCode::EmptySet, String::new()));
        assert_eq!(refused("cert.remind_days", "[30,30]"), (ErrorCode::DuplicateId, "/1".into()));
        assert_eq!(refused("access.regulator_letter", "\"Maybe\""), (ErrorCode::UnknownCode, String::new()));
        assert!(of("supervision.required_for", "[]").is_ok());
    }

    #[test]
    fn weights_are_whole_and_sum_to_exactly_one() {
        let weights = |third: &str| format!(r#"{{"Assessment":"0.4","Hazards":"0.3","Drills":"{third}"}}"#);
        assert!(of("points.weights", &weights("0.30")).is_ok());
        let error = of("points.weights", &weights("0.29")).unwrap_err();
        assert_eq!((error.code, error.found.as_str()), (ErrorCode::WeightSum, "0.99"));
        assert_eq!(refused("points.weights", r#"{"Assessment":"1"}"#), (ErrorCode::Missing, "/Hazards".into()));
        assert_eq!(refused("points.weights", r#"{"Luck":"1"}"#), (ErrorCode::UnknownCode, "/Luck".into()));
        assert_eq!(refused("points.weights", r#"{"Drills":"2"}"#), (ErrorCode::Range, "/Drills".into()));
    }

    #[test]
    fn tables_name_the_member_that_is_wrong() {
        assert!(of("number.department_codes", r#"{"AJ":"D-SAFETY"}"#).is_ok());
        assert_eq!(refused("number.department_codes", r#"{"AJ":" "}"#), (ErrorCode::Missing, "/AJ".into()));
        assert_eq!(refused("number.department_codes", r#"{"AJ":1}"#), (ErrorCode::Type, "/AJ".into()));
        assert!(of("number.type_codes", r#"{"SC":["Refresher","Other"]}"#).is_ok());
        assert_eq!(refused("number.type_codes", r#"{"SC":["Magic"]}"#), (ErrorCode::UnknownCode, "/SC/0".into()));
        assert_eq!(refused("number.type_codes", r#"{"SC":[]}"#), (ErrorCode::EmptySet, "/SC".into()));
        assert_eq!(refused("proofs.per_kind", r#"{"Magic":["Video"]}"#), (ErrorCode::UnknownCode, "/Magic".into()));
        assert_eq!(refused("number.type_codes", r#"{"S":[],"S":[]}"#), (ErrorCode::DuplicateKey, "/S".into()));
        assert_eq!(refused("drill.cadence", r#"{"every":1}"#), (ErrorCode::Missing, "/kind".into()));
        assert_eq!(refused("drill.cadence", r#"{"every":1,"kind":"Eon"}"#), (ErrorCode::UnknownCode, "/kind".into()));
    }
}
