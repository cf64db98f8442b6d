//! A work calendar as a JSON text: read strictly, with the place of what is wrong.
//!
//! The reader of the rest of this crate stands above this module, so the few lines that it needs are its own.
//! Uses [`error`](crate::error). Source: input rules.

use super::data::CalendarData;
use crate::error::{Error, ErrorCode, Result};

/// Reads the data of a calendar, not yet checked for contradictions.
pub(super) fn read(json: &str) -> Result<CalendarData> {
    let mut reader = serde_json::Deserializer::from_str(json);
    let data = serde_path_to_error::deserialize(&mut reader)
        .map_err(|error| document_error(error.inner()).at(pointer(error.path())))?;
    reader.end().map_err(|error| document_error(&error))?;
    Ok(data)
}

/// The error of this crate for one of serde_json, whose kinds are only told apart by their texts.
fn document_error(error: &serde_json::Error) -> Error {
    let text = error.to_string();
    let code = match text.as_str() {
        _ if !error.is_data() => ErrorCode::Syntax,
        text if text.starts_with("unknown field") => ErrorCode::UnknownField,
        text if text.starts_with("missing field") => ErrorCode::Missing,
        text if text.starts_with("duplicate field") => ErrorCode::DuplicateKey,
        text if text.starts_with("DateFormat") => ErrorCode::DateFormat,
        _ => ErrorCode::Type,
    };
    Error::new(code, text, "a work calendar: name, covered, years")
}

fn pointer(path: &serde_path_to_error::Path) -> String {
    use serde_path_to_error::Segment;
    path.iter()
        .map(|segment| match segment {
            Segment::Seq { index } => format!("/{index}"),
            Segment::Map { key } => format!("/{}", key.replace('~', "~0").replace('/', "~1")),
            Segment::Enum { variant } => format!("/{variant}"),
            Segment::Unknown => String::new(),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::WorkCalendar;
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn json_is_written_and_read_and_says_where_it_is_wrong() {
        let china = WorkCalendar::china();
        assert_eq!(WorkCalendar::from_json(&china.to_json()).unwrap(), china);
        assert_eq!(serde_json::to_string(&china).unwrap(), china.to_json());
        assert_eq!(serde_json::from_str::<WorkCalendar>(&china.to_json()).unwrap(), china);
        let good = r#"{"name":"host","covered":{"from":"2027-01-01","to":"2027-01-10"},"years":[{"year":2027,"source":"host","off":["2027-01-01"],"work":["2027-01-09"]}]}"#;
        assert_eq!(WorkCalendar::from_json(good).unwrap().to_json(), good);
        for (from, to, code, path) in [
            ("2027-01-09", "2027-1-09", ErrorCode::DateFormat, "/years/0/work/0"),
            ("2027-01-09", "2027-01-08", ErrorCode::CalendarConflict, "/years/0/work/0"),
            ("\"source\"", "\"basis\"", ErrorCode::UnknownField, "/years/0/basis"),
            ("\"source\":\"host\",", "", ErrorCode::Missing, "/years/0"),
            ("\"name\":\"host\"", "\"name\":\"host\",\"name\":\"host\"", ErrorCode::DuplicateKey, ""),
            ("2027,", "\"2027\",", ErrorCode::Type, "/years/0/year"),
            ("]}]}", "]}]}]", ErrorCode::Syntax, ""),
            ("]}]}", "]}]", ErrorCode::Syntax, ""),
        ] {
            let error = WorkCalendar::from_json(&good.replacen(from, to, 1)).unwrap_err();
            assert_eq!((error.code, error.path.as_str()), (code, path), "{from} -> {to}: {error}");
        }
    }

    proptest! {
        #[test]
        fn no_text_makes_it_panic(text in ".{0,200}") {
            prop_assert!(WorkCalendar::from_json(&text).is_err());
        }
    }
}
