//! Each fact by itself: identifiers trimmed and composed, placeholders counted as missing, dates in an order that is possible.
//!
//! What needs two facts at once (a unit that another one names, spells that overlap, aliases) is judged where it is indexed.

use chrono::NaiveDate;

use super::data::{Alias, Certificate, OrganisationData, Person, RoleHeld, Spell, Unit};
use super::key::{PersonKey, identifier};
use crate::error::{Error, ErrorCode, Result};
use crate::value::{date_text, folded, is_blank};

/// Longest identifier (unit, person, role), in characters.
pub const IDENTIFIER_LIMIT: usize = 64;
/// Longest text (name, post, operation, certificate number, reason), in characters.
pub const TEXT_LIMIT: usize = 500;

/// The facts with every identifier in the form in which it is compared.
///
/// # Errors
/// The first fault in the order of the document, with its pointer.
pub(super) fn checked(mut data: OrganisationData) -> Result<OrganisationData> {
    checked_company(&mut data)?;
    for (at, item) in data.people.iter_mut().enumerate() {
        checked_key(&mut item.key)
            .and_then(|()| checked_person(item))
            .map_err(|error| error.under(&format!("/people/{at}")))?;
    }
    for (at, item) in data.aliases.iter_mut().enumerate() {
        checked_alias(item).map_err(|error| error.under(&format!("/aliases/{at}")))?;
    }
    Ok(data)
}

/// The company and its units, in place.
pub(super) fn checked_company(data: &mut OrganisationData) -> Result<()> {
    name(&mut data.name).map_err(|error| error.at("/name"))?;
    optional(&mut data.safety_department, IDENTIFIER_LIMIT).map_err(|error| error.at("/safety_department"))?;
    for (at, item) in data.units.iter_mut().enumerate() {
        unit(item).map_err(|error| error.under(&format!("/units/{at}")))?;
    }
    Ok(())
}

fn unit(unit: &mut Unit) -> Result<()> {
    required(&mut unit.code, IDENTIFIER_LIMIT).map_err(|error| error.at("/code"))?;
    name(&mut unit.name).map_err(|error| error.at("/name"))?;
    optional(&mut unit.parent, IDENTIFIER_LIMIT).map_err(|error| error.at("/parent"))
}

/// Everything about a person but the key.
pub(super) fn checked_person(person: &mut Person) -> Result<()> {
    optional(&mut person.name, TEXT_LIMIT).map_err(|error| error.at("/name"))?;
    for (at, item) in person.spells.iter_mut().enumerate() {
        spell(item).map_err(|error| error.under(&format!("/spells/{at}")))?;
    }
    for (at, item) in person.certificates.iter_mut().enumerate() {
        certificate(item).map_err(|error| error.under(&format!("/certificates/{at}")))?;
    }
    for (at, item) in person.roles.iter_mut().enumerate() {
        role(item).map_err(|error| error.under(&format!("/roles/{at}")))?;
    }
    Ok(())
}

fn spell(spell: &mut Spell) -> Result<()> {
    required(&mut spell.unit, IDENTIFIER_LIMIT).map_err(|error| error.at("/unit"))?;
    optional(&mut spell.post, TEXT_LIMIT).map_err(|error| error.at("/post"))?;
    if let Some(manager) = &mut spell.manager {
        checked_key(manager).map_err(|error| error.under("/manager"))?;
    }
    if spell.to.is_none() && (spell.ended_by.is_some() || spell.retracted) {
        return Err(Error::new(ErrorCode::Missing, "an ending without its day", "the last day").at("/to"));
    }
    in_order(spell.from, spell.to, "the first day of the spell").map_err(|error| error.at("/to"))
}

fn certificate(certificate: &mut Certificate) -> Result<()> {
    optional(&mut certificate.operation, TEXT_LIMIT).map_err(|error| error.at("/operation"))?;
    optional(&mut certificate.number, TEXT_LIMIT).map_err(|error| error.at("/number"))?;
    match certificate.issued_on {
        Some(issued) => {
            in_order(issued, certificate.expires_on, "the day of issue").map_err(|error| error.at("/expires_on"))
        }
        None => Ok(()),
    }
}

fn role(role: &mut RoleHeld) -> Result<()> {
    required(&mut role.role, IDENTIFIER_LIMIT).map_err(|error| error.at("/role"))?;
    optional(&mut role.unit, IDENTIFIER_LIMIT).map_err(|error| error.at("/unit"))?;
    in_order(role.from, role.to, "the first day of the role").map_err(|error| error.at("/to"))
}

/// One alias by itself.
pub(super) fn checked_alias(alias: &mut Alias) -> Result<()> {
    checked_key(&mut alias.from).map_err(|error| error.under("/from"))?;
    checked_key(&mut alias.to).map_err(|error| error.under("/to"))?;
    required(&mut alias.why, TEXT_LIMIT).map_err(|error| error.at("/why"))
}

/// A key in the form in which it is compared.
pub(super) fn checked_key(key: &mut PersonKey) -> Result<()> {
    let (text, path) = match key {
        PersonKey::Employee(no) => (no, "/employee_no"),
        PersonKey::Other { key, .. } => (key, "/other_key"),
    };
    plain(text, IDENTIFIER_LIMIT).map_err(|error| error.at(path))?;
    if is_blank(text) {
        return Err(Error::new(ErrorCode::IdRequired, "a blank or a placeholder", "an identifier").at(path));
    }
    compose(text);
    Ok(())
}

fn name(text: &mut String) -> Result<()> {
    plain(text, TEXT_LIMIT)?;
    // Folded first: 【企业名称】 typed with full-width brackets is the same placeholder.
    if is_blank(&folded(text).replace('【', "[").replace('】', "]")) {
        return Err(Error::new(ErrorCode::PlaceholderName, "a blank or a placeholder", "the name"));
    }
    compose(text);
    Ok(())
}

fn required(text: &mut String, limit: usize) -> Result<()> {
    plain(text, limit)?;
    if is_blank(text) {
        return Err(Error::new(ErrorCode::Missing, "a blank or a placeholder", "a text"));
    }
    compose(text);
    Ok(())
}

fn optional(text: &mut Option<String>, limit: usize) -> Result<()> {
    match text {
        None => Ok(()),
        Some(blank) if is_blank(blank) => {
            *text = None;
            Ok(())
        }
        Some(text) => required(text, limit),
    }
}

/// Refuses what no short text holds. The text itself never gets into the error: it may be a person's.
fn plain(text: &str, limit: usize) -> Result<()> {
    if text.chars().any(char::is_control) {
        return Err(Error::new(ErrorCode::ControlCharacter, "a control character", "a text of one line"));
    }
    let count = text.chars().count();
    if count > limit {
        let found = format!("{count} characters");
        return Err(Error::new(ErrorCode::Limit, found, format!("at most {limit} characters")));
    }
    Ok(())
}

fn compose(text: &mut String) {
    let form = identifier(text);
    if form != *text {
        *text = form.into_owned();
    }
}

fn in_order(first: NaiveDate, last: Option<NaiveDate>, of: &str) -> Result<()> {
    match last {
        Some(last) if last < first => {
            let expected = format!("not before {}, {of}", date_text(first));
            Err(Error::new(ErrorCode::DateOrder, date_text(last), expected))
        }
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn data(json: serde_json::Value) -> Result<OrganisationData> {
        checked(serde_json::from_value(json).unwrap())
    }

    fn refused(json: serde_json::Value) -> (ErrorCode, String) {
        let error = data(json).unwrap_err();
        (error.code, error.path)
    }

    fn of_person(mut person: serde_json::Value) -> (ErrorCode, String) {
        if person.get("employee_no").is_none() {
            person.as_object_mut().unwrap().insert("employee_no".into(), "E1".into());
        }
        refused(serde_json::json!({"name": "示例化工", "people": [person]}))
    }

    #[test]
    fn a_placeholder_is_no_name_i_3_a() {
        for name in
            ["", "  ", "\u{3000}", "[企业名称]", " [企业名称] ", "［企业名称］", "【企业名称】", "无", "/", "待定"]
        {
            let expected = (ErrorCode::PlaceholderName, "/name".to_owned());
            assert_eq!(refused(serde_json::json!({ "name": name })), expected, "{name:?}");
        }
        let unit =
            serde_json::json!({"name": "示例化工", "units": [{"code": "AJ", "name": "—", "kind": "Department"}]});
        assert_eq!(refused(unit), (ErrorCode::PlaceholderName, "/units/0/name".into()));
        assert_eq!(data(serde_json::json!({"name": " 无锡化工 "})).unwrap().name, "无锡化工");
    }

    #[test]
    fn leaving_before_hiring_is_no_spell_ii_6_2_c() {
        let spell = |from: &str, to: &str| serde_json::json!({"spells": [{"from": from, "to": to, "unit": "AJ", "employment": "Employee"}]});
        assert_eq!(
            of_person(spell("2024-03-02", "2024-03-01")),
            (ErrorCode::DateOrder, "/people/0/spells/0/to".into())
        );
        let mut same_day = spell("2024-03-01", "2024-03-01");
        same_day.as_object_mut().unwrap().insert("employee_no".into(), "E1".into());
        assert!(data(serde_json::json!({"name": "示例化工", "people": [same_day]})).is_ok());
    }

    #[test]
    fn an_ending_needs_its_day() {
        for extra in [serde_json::json!({"ended_by": "Left"}), serde_json::json!({"retracted": true})] {
            let mut spell = serde_json::json!({"from": "2024-01-01", "unit": "AJ", "employment": "Employee"});
            spell.as_object_mut().unwrap().append(&mut extra.as_object().unwrap().clone());
            let found = of_person(serde_json::json!({ "spells": [spell] }));
            assert_eq!(found, (ErrorCode::Missing, "/people/0/spells/0/to".into()));
        }
    }

    #[test]
    fn a_certificate_does_not_expire_before_its_issue_i_3_b4() {
        let certificate = |expires: &str| {
            let certificate =
                serde_json::json!({"kind": "SpecialOperation", "issued_on": "2024-03-01", "expires_on": expires});
            serde_json::json!({"employee_no": "E1", "certificates": [certificate]})
        };
        let expected = (ErrorCode::DateOrder, "/people/0/certificates/0/expires_on".to_owned());
        assert_eq!(of_person(certificate("2024-02-29")), expected);
        let ok = serde_json::json!({"name": "示例化工", "people": [certificate("2024-03-01")]});
        assert!(data(ok).is_ok());
    }

    #[test]
    fn a_role_does_not_end_before_it_begins() {
        let role = serde_json::json!({"roles": [{"role": "TeamLeader", "from": "2024-02-02", "to": "2024-02-01"}]});
        assert_eq!(of_person(role), (ErrorCode::DateOrder, "/people/0/roles/0/to".into()));
    }

    #[test]
    fn blank_identifiers_are_missing() {
        assert_eq!(
            of_person(serde_json::json!({"employee_no": "/"})),
            (ErrorCode::IdRequired, "/people/0/employee_no".into())
        );
        let spell = serde_json::json!({"from": "2024-01-01", "unit": " ", "employment": "Employee"});
        assert_eq!(
            of_person(serde_json::json!({ "spells": [spell] })),
            (ErrorCode::Missing, "/people/0/spells/0/unit".into())
        );
        let alias = serde_json::json!({"name": "示例化工", "aliases": [
            {"from": {"employee_no": "E1"}, "to": {"other_kind": "Agency", "other_key": ""}, "since": "2024-01-01", "why": "x"}]});
        assert_eq!(refused(alias), (ErrorCode::IdRequired, "/aliases/0/to/other_key".into()));
    }

    #[test]
    fn what_no_short_text_holds_is_refused_and_not_shown() {
        let (code, path) = of_person(serde_json::json!({"name": "甲\u{0}"}));
        assert_eq!((code, path.as_str()), (ErrorCode::ControlCharacter, "/people/0/name"));
        let long = "7".repeat(IDENTIFIER_LIMIT + 1);
        let person = serde_json::json!({"name": "示例化工", "people": [{"employee_no": long}]});
        let error = data(person).unwrap_err();
        assert_eq!((error.code, error.found.as_str()), (ErrorCode::Limit, "65 characters"));
    }

    #[test]
    fn identifiers_are_trimmed_and_placeholders_dropped() {
        let person = serde_json::json!({"employee_no": " E1 ", "name": "无",
            "spells": [{"from": "2024-01-01", "unit": " AJ", "post": "/", "employment": "Employee"}]});
        let data = data(serde_json::json!({"name": "示例化工", "people": [person]})).unwrap();
        assert_eq!(data.people[0].key, PersonKey::Employee("E1".into()));
        assert_eq!(data.people[0].name, None);
        assert_eq!((data.people[0].spells[0].unit.as_str(), &data.people[0].spells[0].post), ("AJ", &None));
    }
}
