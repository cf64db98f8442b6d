//! How a work calendar is read as a JSON text: strictly, with the place of what is wrong. Source: input rules.

#[cfg(test)]
mod tests {
    use super::super::WorkCalendar;
    use crate::error::ErrorCode;
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
