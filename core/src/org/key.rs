//! Who a person is (人员标识): the employee number, or a key of the host for people who have none.

use std::borrow::Cow;
use std::fmt;

use serde::de::Error as _;
use serde::ser::SerializeStruct;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use unicode_normalization::{UnicodeNormalization, is_nfc};

use crate::error::{Error, ErrorCode, Result};
use crate::value::{mask, trimmed};
use crate::vocab::PersonKind;

/// What identifies a person (人员标识).
///
/// In JSON flat: `{"employee_no": "E1001"}` or `{"other_kind": "Agency", "other_key": "A-7"}`. Personal data.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum PersonKey {
    /// An employee, by employee number (工号).
    Employee(String),
    /// Somebody without an employee number.
    Other {
        /// What they are.
        kind: PersonKind,
        /// The key that the host has given them.
        key: String,
    },
}

/// A [`PersonKey`] that borrows its text: what look-ups take, so that they need not allocate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum PersonKeyRef<'a> {
    /// An employee, by employee number (工号).
    Employee(&'a str),
    /// Somebody without an employee number.
    Other {
        /// What they are.
        kind: PersonKind,
        /// The key that the host has given them.
        key: &'a str,
    },
}

impl PersonKey {
    /// The key as look-ups take it.
    #[must_use]
    pub fn borrowed(&self) -> PersonKeyRef<'_> {
        match self {
            PersonKey::Employee(no) => PersonKeyRef::Employee(no),
            PersonKey::Other { kind, key } => PersonKeyRef::Other { kind: *kind, key },
        }
    }

    /// The key of two or three code fields, as the public record and the C setters hold them.
    ///
    /// # Errors
    /// [`ErrorCode::IdRequired`] where a part is missing, [`ErrorCode::OtherVariant`] where both variants are given.
    pub fn from_fields(
        employee_no: Option<String>,
        other_kind: Option<PersonKind>,
        other_key: Option<String>,
    ) -> Result<PersonKey> {
        const EXPECTED: &str = "employee_no, or other_kind with other_key";
        match (employee_no, other_kind, other_key) {
            (Some(no), None, None) => Ok(PersonKey::Employee(no)),
            (None, Some(kind), Some(key)) => Ok(PersonKey::Other { kind, key }),
            (Some(_), _, _) => Err(Error::new(ErrorCode::OtherVariant, "fields of both", EXPECTED)),
            (None, None, None) => Err(Error::new(ErrorCode::IdRequired, "neither", EXPECTED)),
            (None, None, Some(_)) => Err(Error::new(ErrorCode::IdRequired, "other_key alone", EXPECTED)),
            (None, Some(_), None) => Err(Error::new(ErrorCode::IdRequired, "other_kind alone", EXPECTED)),
        }
    }
}

impl<'a> PersonKeyRef<'a> {
    /// The text of the key: the employee number, or the key of the host.
    #[must_use]
    pub fn text(self) -> &'a str {
        match self {
            PersonKeyRef::Employee(text) | PersonKeyRef::Other { key: text, .. } => text,
        }
    }

    /// The same key with an owned text.
    #[must_use]
    pub fn owned(self) -> PersonKey {
        match self {
            PersonKeyRef::Employee(no) => PersonKey::Employee(no.to_owned()),
            PersonKeyRef::Other { kind, key } => PersonKey::Other { kind, key: key.to_owned() },
        }
    }

    /// The text in the form in which keys are compared: trimmed and composed (NFC).
    pub(crate) fn compared(self) -> Cow<'a, str> {
        identifier(self.text())
    }

    /// The text with all but its last two characters hidden: what findings show.
    #[must_use]
    pub fn masked(self) -> String {
        mask(self.text())
    }
}

impl<'a> From<&'a PersonKey> for PersonKeyRef<'a> {
    fn from(key: &'a PersonKey) -> Self {
        key.borrowed()
    }
}

/// Shows the masked key: a key never gets into a log by being printed.
impl fmt::Display for PersonKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.borrowed().masked())
    }
}

/// The form in which identifiers are compared: trimmed and composed (NFC). Borrowed where nothing had to change.
pub(super) fn identifier(text: &str) -> Cow<'_, str> {
    let text = trimmed(text);
    if text.is_ascii() || is_nfc(text) { Cow::Borrowed(text) } else { Cow::Owned(text.nfc().collect()) }
}

impl Serialize for PersonKey {
    fn serialize<S: Serializer>(&self, out: S) -> std::result::Result<S::Ok, S::Error> {
        match self {
            PersonKey::Employee(no) => {
                let mut fields = out.serialize_struct("PersonKey", 1)?;
                fields.serialize_field("employee_no", no)?;
                fields.end()
            }
            PersonKey::Other { kind, key } => {
                let mut fields = out.serialize_struct("PersonKey", 2)?;
                fields.serialize_field("other_kind", kind)?;
                fields.serialize_field("other_key", key)?;
                fields.end()
            }
        }
    }
}

#[derive(Deserialize)]
struct Fields {
    #[serde(default)]
    employee_no: Option<String>,
    #[serde(default)]
    other_kind: Option<PersonKind>,
    #[serde(default)]
    other_key: Option<String>,
}

impl<'de> Deserialize<'de> for PersonKey {
    fn deserialize<D: Deserializer<'de>>(input: D) -> std::result::Result<Self, D::Error> {
        let Fields { employee_no, other_kind, other_key } = Fields::deserialize(input)?;
        PersonKey::from_fields(employee_no, other_kind, other_key).map_err(D::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_flat_in_json_and_comes_back() {
        for (key, json) in [
            (PersonKey::Employee("E1001".into()), r#"{"employee_no":"E1001"}"#),
            (
                PersonKey::Other { kind: PersonKind::Agency, key: "A-7".into() },
                r#"{"other_kind":"Agency","other_key":"A-7"}"#,
            ),
        ] {
            assert_eq!(serde_json::to_string(&key).unwrap(), json);
            assert_eq!(serde_json::from_str::<PersonKey>(json).unwrap(), key);
            assert_eq!(key.borrowed().owned(), key);
        }
    }

    #[test]
    fn a_key_is_one_of_the_two() {
        for (json, code) in [
            ("{}", "IdRequired"),
            (r#"{"employee_no":null}"#, "IdRequired"),
            (r#"{"other_kind":"Agency"}"#, "IdRequired"),
            (r#"{"other_key":"A-7"}"#, "IdRequired"),
            (r#"{"employee_no":"E1","other_key":"A-7"}"#, "OtherVariant"),
            (r#"{"employee_no":"E1","other_kind":"Intern"}"#, "OtherVariant"),
        ] {
            let text = serde_json::from_str::<PersonKey>(json).unwrap_err().to_string();
            assert!(text.starts_with(code), "{json}: {text}");
            assert!(!text.contains("E1") && !text.contains("A-7"), "{text}");
        }
        assert!(serde_json::from_str::<PersonKey>(r#"{"other_kind":"Guest","other_key":"1"}"#).is_err());
    }

    #[test]
    fn identifiers_are_trimmed_and_composed_but_not_folded() {
        assert_eq!(identifier(" E1001\t"), "E1001");
        assert!(matches!(identifier("工-1"), Cow::Borrowed("工-1")));
        assert_eq!(identifier("e\u{301}1"), "é1");
        assert_eq!(identifier("Ｅ1"), "Ｅ1");
    }

    #[test]
    fn printing_a_key_hides_it() {
        assert_eq!(PersonKey::Employee("E10023".into()).to_string(), "***23");
        assert_eq!(PersonKey::Other { kind: PersonKind::Visitor, key: "V1".into() }.to_string(), "***");
    }
}
