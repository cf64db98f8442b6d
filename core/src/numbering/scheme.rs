//! The numbering scheme of a company: its code tables (代码表), which the scheme leaves to the host (C-35).

use std::collections::BTreeMap;
use std::fmt;
use std::marker::PhantomData;

use serde::de::{MapAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize};

use super::number::{NumberParts, RecordNumber, SEPARATOR, SEQUENCE_WIDTH, is_code};
use crate::error::{Error, ErrorCode, Result};
use crate::value::is_blank;

/// Department codes (部门代码): each code of a number and the code of the unit (as in the company tree) it stands for.
/// A unit may have several codes over the years; a code has one unit.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct DepartmentCodes(pub BTreeMap<String, String>);

/// Type codes (培训类型代码): each code of a number and the codes of the training kinds it stands for (one or more).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct TypeCodes(pub BTreeMap<String, Vec<String>>);

/// The numbering scheme (编号规则): separator, width and the two code tables.
///
/// A company without tables has no scheme: then NB-02, NB-03 and NB-09 are not assessed, they do not pass.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Written")]
pub struct NumberingScheme {
    separator: char,
    sequence_width: u32,
    departments: DepartmentCodes,
    types: TypeCodes,
}

/// The scheme as it is written, not yet checked.
#[derive(Deserialize)]
struct Written {
    #[serde(default = "separator")]
    separator: char,
    #[serde(default = "sequence_width")]
    sequence_width: u32,
    departments: DepartmentCodes,
    types: TypeCodes,
}

fn separator() -> char {
    SEPARATOR
}

fn sequence_width() -> u32 {
    SEQUENCE_WIDTH
}

impl TryFrom<Written> for NumberingScheme {
    type Error = Error;

    fn try_from(written: Written) -> Result<Self> {
        let refuse =
            |found: String, expected: &str, path: &str| Err(Error::new(ErrorCode::Range, found, expected).at(path));
        if written.separator != SEPARATOR {
            return refuse(
                written.separator.escape_default().to_string(),
                "'-', the only separator (II.6.1)",
                "/separator",
            );
        }
        if written.sequence_width != SEQUENCE_WIDTH {
            return refuse(written.sequence_width.to_string(), "3, the only width (C-35)", "/sequence_width");
        }
        NumberingScheme::new(written.departments, written.types)
    }
}

/// One row more; a code may stand in a table only once.
fn put<V>(table: &mut BTreeMap<String, V>, code: String, meaning: V) -> Result<()> {
    if table.contains_key(&code) {
        return Err(Error::new(ErrorCode::DuplicateId, shown_code(&code), "each code once in its table"));
    }
    table.insert(code, meaning);
    Ok(())
}

fn shown_code(code: &str) -> String {
    if is_code(code) { code.to_owned() } else { format!("a text of {} characters", code.chars().count()) }
}

/// Reads a JSON object and refuses a code that stands in it twice, which a plain map would swallow.
struct TableVisitor<V>(PhantomData<V>);

impl<'de, V: Deserialize<'de>> Visitor<'de> for TableVisitor<V> {
    type Value = BTreeMap<String, V>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object of codes and their meaning")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> std::result::Result<Self::Value, A::Error> {
        let mut table = BTreeMap::new();
        while let Some((code, meaning)) = map.next_entry()? {
            put(&mut table, code, meaning).map_err(serde::de::Error::custom)?;
        }
        Ok(table)
    }
}

macro_rules! table {
    ($name:ident, $meaning:ty) => {
        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(input: D) -> std::result::Result<Self, D::Error> {
                input.deserialize_map(TableVisitor(PhantomData)).map($name)
            }
        }

        impl $name {
            /// The table from its rows.
            ///
            /// # Errors
            /// [`ErrorCode::DuplicateId`] where a code stands twice.
            pub fn from_rows(rows: impl IntoIterator<Item = (String, $meaning)>) -> Result<Self> {
                let mut table = BTreeMap::new();
                for (code, meaning) in rows {
                    put(&mut table, code, meaning)?;
                }
                Ok($name(table))
            }
        }
    };
}

table!(DepartmentCodes, String);
table!(TypeCodes, Vec<String>);

impl DepartmentCodes {
    /// The unit that a department code stands for.
    #[must_use]
    pub fn unit(&self, code: &str) -> Option<&str> {
        self.0.get(code).map(String::as_str)
    }
}

impl TypeCodes {
    /// The training kinds that a type code stands for.
    #[must_use]
    pub fn kinds(&self, code: &str) -> Option<&[String]> {
        self.0.get(code).map(Vec::as_slice)
    }
}

fn check_table<'a>(codes: impl Iterator<Item = (&'a String, bool)>, path: &str) -> Result<()> {
    let mut empty = true;
    for (code, says_something) in codes {
        empty = false;
        if !is_code(code) {
            let expected = "a code of 1 to 8 letters A-Z and digits";
            return Err(Error::new(ErrorCode::NumberMalformed, shown_code(code), expected).at(path));
        }
        if !says_something {
            return Err(
                Error::new(ErrorCode::Missing, "nothing", "what the code stands for").at(format!("{path}/{code}"))
            );
        }
    }
    if empty {
        return Err(Error::new(ErrorCode::EmptySet, "no code", "the code table of the company (C-35)").at(path));
    }
    Ok(())
}

impl NumberingScheme {
    /// A scheme with the separator and width of II.6.1 and the tables of the company.
    ///
    /// # Errors
    /// [`ErrorCode::NumberMalformed`] for a code that no number can carry, [`ErrorCode::Missing`] for a code without
    /// meaning, [`ErrorCode::EmptySet`] for an empty table: it would refuse every number instead of saying that
    /// the tables are not set.
    pub fn new(departments: DepartmentCodes, types: TypeCodes) -> Result<Self> {
        check_table(departments.0.iter().map(|(code, unit)| (code, !is_blank(unit))), "/departments")?;
        let says = |kinds: &Vec<String>| !kinds.is_empty() && kinds.iter().all(|kind| !is_blank(kind));
        check_table(types.0.iter().map(|(code, kinds)| (code, says(kinds))), "/types")?;
        Ok(NumberingScheme { separator: SEPARATOR, sequence_width: SEQUENCE_WIDTH, departments, types })
    }

    /// What stands between the parts: `-`.
    #[must_use]
    pub fn separator(&self) -> char {
        self.separator
    }

    /// The digits of a sequence up to 999: 3.
    #[must_use]
    pub fn sequence_width(&self) -> u32 {
        self.sequence_width
    }

    /// The department codes.
    #[must_use]
    pub fn departments(&self) -> &DepartmentCodes {
        &self.departments
    }

    /// The type codes.
    #[must_use]
    pub fn types(&self) -> &TypeCodes {
        &self.types
    }

    /// Reads a number strictly and looks its codes up.
    ///
    /// # Errors
    /// [`ErrorCode::NumberMalformed`] (NB-01), [`ErrorCode::DepartmentUnknown`] (NB-02), [`ErrorCode::TypeUnknown`] (NB-03).
    pub fn parse(&self, text: &str) -> Result<RecordNumber> {
        let parts = NumberParts::parse(text)?;
        self.check(&parts)?;
        Ok(parts.to_number())
    }

    /// Writes a number of this scheme.
    ///
    /// # Errors
    /// Those of [`check`](Self::check): a number with an unknown code is not written.
    pub fn format(&self, number: &RecordNumber) -> Result<String> {
        self.check(&number.parts())?;
        Ok(number.to_string())
    }

    /// Looks the codes of a number up; allocates nothing when both are known.
    ///
    /// # Errors
    /// [`ErrorCode::DepartmentUnknown`] (NB-02), [`ErrorCode::TypeUnknown`] (NB-03), the department first.
    pub fn check(&self, number: &NumberParts<'_>) -> Result<()> {
        if !self.knows_department(number) {
            let expected = "a code of the department table";
            return Err(Error::new(ErrorCode::DepartmentUnknown, shown_code(number.department), expected));
        }
        if !self.knows_type(number) {
            return Err(Error::new(
                ErrorCode::TypeUnknown,
                shown_code(number.training_type),
                "a code of the type table",
            ));
        }
        Ok(())
    }

    /// Whether the department code of the number is in the table (else NB-02).
    #[must_use]
    pub fn knows_department(&self, number: &NumberParts<'_>) -> bool {
        self.departments.0.contains_key(number.department)
    }

    /// Whether the type code of the number is in the table (else NB-03).
    #[must_use]
    pub fn knows_type(&self, number: &NumberParts<'_>) -> bool {
        self.types.0.contains_key(number.training_type)
    }

    /// Whether the department code stands for that unit (else NB-09); `None` for an unknown code (NB-02).
    #[must_use]
    pub fn is_of_unit(&self, number: &NumberParts<'_>, unit: &str) -> Option<bool> {
        self.departments.unit(number.department).map(|meant| meant.trim() == unit.trim())
    }

    /// Whether the type code stands for that training kind (else NB-09); `None` for an unknown code (NB-03).
    #[must_use]
    pub fn is_of_kind(&self, number: &NumberParts<'_>, kind: &str) -> Option<bool> {
        self.types.kinds(number.training_type).map(|meant| meant.iter().any(|meant| meant.trim() == kind.trim()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const JSON: &str = r#"{"departments":{"AJ":"ANJIAN","CG":"CAIGOU"},"types":{"SC":["Special","Refresher"]}}"#;

    fn scheme() -> NumberingScheme {
        serde_json::from_str(JSON).unwrap()
    }

    #[test]
    fn g_01_unknown_codes_are_named() {
        let scheme = scheme();
        assert_eq!(scheme.parse("2023-AJ-SC-001").unwrap().to_string(), "2023-AJ-SC-001");
        for (text, code, rule) in [
            ("2023-AJ-SC-1", ErrorCode::NumberMalformed, "NB-01"),
            ("2023-XX-SC-001", ErrorCode::DepartmentUnknown, "NB-02"),
            ("2023-AJ-XX-001", ErrorCode::TypeUnknown, "NB-03"),
            ("2023-XX-XX-001", ErrorCode::DepartmentUnknown, "NB-02"),
        ] {
            let error = scheme.parse(text).unwrap_err();
            assert_eq!(error.code, code, "{text}");
            assert!(error.to_string().contains(rule), "{text}");
        }
        let number = RecordNumber::parse("2023-AJ-SC-001").unwrap();
        assert_eq!(scheme.format(&number).unwrap(), "2023-AJ-SC-001");
        assert!(scheme.format(&RecordNumber::parse("2023-XX-SC-001").unwrap()).is_err());
    }

    #[test]
    fn nb_09_a_code_stands_for_a_unit_and_kinds() {
        let (scheme, number) = (scheme(), NumberParts::parse("2023-AJ-SC-001").unwrap());
        assert_eq!(scheme.is_of_unit(&number, "ANJIAN"), Some(true));
        assert_eq!(scheme.is_of_unit(&number, "CAIGOU"), Some(false));
        assert_eq!(scheme.is_of_kind(&number, "Refresher"), Some(true));
        assert_eq!(scheme.is_of_kind(&number, "NewHire"), Some(false));
        let other = NumberParts::parse("2023-XX-YY-001").unwrap();
        assert_eq!((scheme.is_of_unit(&other, "ANJIAN"), scheme.is_of_kind(&other, "Special")), (None, None));
    }

    #[test]
    fn a_scheme_that_cannot_number_is_refused() {
        for (json, says) in [
            (r#"{"departments":{"aj":"A"},"types":{"SC":["S"]}}"#, "/departments"),
            (r#"{"departments":{"AJ":" "},"types":{"SC":["S"]}}"#, "/departments/AJ"),
            (r#"{"departments":{"AJ":"A"},"types":{"SC":[]}}"#, "/types/SC"),
            (r#"{"departments":{},"types":{"SC":["S"]}}"#, "EmptySet"),
            (r#"{"departments":{"AJ":"A"},"types":{}}"#, "EmptySet"),
            (r#"{"departments":{"AJ":"A","AJ":"B"},"types":{"SC":["S"]}}"#, "DuplicateId"),
            (r#"{"separator":"/","departments":{"AJ":"A"},"types":{"SC":["S"]}}"#, "/separator"),
            (r#"{"sequence_width":4,"departments":{"AJ":"A"},"types":{"SC":["S"]}}"#, "/sequence_width"),
        ] {
            let error = serde_json::from_str::<NumberingScheme>(json).unwrap_err().to_string();
            assert!(error.contains(says), "{json}: {error}");
        }
        let twice = [("AJ".to_owned(), "A".to_owned()), ("AJ".to_owned(), "B".to_owned())];
        assert_eq!(DepartmentCodes::from_rows(twice).unwrap_err().code, ErrorCode::DuplicateId);
    }

    #[test]
    fn json_round_trip() {
        let json = serde_json::to_string(&scheme()).unwrap();
        assert!(json.starts_with(r#"{"separator":"-","sequence_width":3,"departments":{"AJ":"ANJIAN""#));
        assert_eq!(serde_json::from_str::<NumberingScheme>(&json).unwrap(), scheme());
    }
}
