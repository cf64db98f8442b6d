//! How an organisation is read: every refusal has its code and its place, and shows nothing personal.

#[cfg(test)]
mod tests {
    use super::super::data::OrganisationData;
    use crate::error::ErrorCode;
    use crate::json::typed;

    fn refused(text: &str) -> (ErrorCode, String) {
        let error = typed::<OrganisationData>(text).unwrap_err();
        assert!(!error.to_string().contains("张三"), "{error}");
        (error.code, error.path)
    }

    #[test]
    fn every_refusal_has_its_code_and_its_place() {
        let spell =
            |spell: &str| format!(r#"{{"name":"示例化工","people":[{{"employee_no":"E1","spells":[{spell}]}}]}}"#);
        for (text, code, path) in [
            ("".to_owned(), ErrorCode::Syntax, ""),
            (r#"{"name":"示例化工"} x"#.to_owned(), ErrorCode::Syntax, ""),
            (r#"{"name":"\ud800"}"#.to_owned(), ErrorCode::Syntax, "/name"),
            ("{}".to_owned(), ErrorCode::Missing, ""),
            (r#"{"name":"示例化工","name":"示例化工"}"#.to_owned(), ErrorCode::DuplicateKey, ""),
            (r#"{"name":"示例化工","people":"张三"}"#.to_owned(), ErrorCode::Type, "/people"),
            (
                r#"{"name":"示例化工","units":[{"code":"AJ","name":"安环部","kind":"Division"}]}"#.to_owned(),
                ErrorCode::UnknownCode,
                "/units/0/kind",
            ),
            (
                r#"{"name":"示例化工","units":[{"code":"AJ","name":"安环部","kind":"张三"}]}"#.to_owned(),
                ErrorCode::UnknownCode,
                "/units/0/kind",
            ),
            (r#"{"name":"示例化工","people":[{"name":"张三"}]}"#.to_owned(), ErrorCode::IdRequired, "/people/0"),
            (
                r#"{"name":"示例化工","people":[{"employee_no":"E1","other_key":"张三"}]}"#.to_owned(),
                ErrorCode::OtherVariant,
                "/people/0",
            ),
            (
                spell(r#"{"from":"2023-02-30","unit":"AJ","employment":"Employee"}"#),
                ErrorCode::DateFormat,
                "/people/0/spells/0/from",
            ),
            (
                spell(r#"{"from":"2023-02-01","unit":"AJ","employment":"Boss"}"#),
                ErrorCode::UnknownCode,
                "/people/0/spells/0/employment",
            ),
            (spell(r#"{"from":"2023-02-01","unit":"AJ"}"#), ErrorCode::Missing, "/people/0/spells/0"),
        ] {
            assert_eq!(refused(&text), (code, path.to_owned()), "{text}");
        }
    }

    #[test]
    fn found_and_expected_come_over() {
        let error = typed::<OrganisationData>(
            r#"{"name":"示例化工","units":[{"code":"AJ","name":"安环部","kind":"Division"}]}"#,
        )
        .unwrap_err();
        assert_eq!(error.found, "Division");
        assert!(error.expected.contains("`Workshop`"), "{}", error.expected);
        let date = r#"{"name":"示例化工","people":[{"employee_no":"E1","roles":[{"role":"X","from":"2023-02-30"}]}]}"#;
        let error = typed::<OrganisationData>(date).unwrap_err();
        assert_eq!(error.found, "2023-02-30");
        let error = typed::<OrganisationData>(r#"{"name":5}"#).unwrap_err();
        assert_eq!((error.found.as_str(), error.expected.as_str()), ("integer", "a string"));
    }

    #[test]
    fn deep_nesting_ends_in_an_error() {
        // Below a person keys that nobody knows are held for a moment; elsewhere they are skipped without a stack.
        let deep = format!(r#"{{"name":"示例化工","people":[{{"x":{}"#, "[".repeat(100_000));
        let (code, path) = refused(&deep);
        assert!(code == ErrorCode::Limit && path.starts_with("/people/0/x"), "{path}");
        let skipped = format!(r#"{{"name":"示例化工","x":{}{}}}"#, "[".repeat(100_000), "]".repeat(100_000));
        assert!(typed::<OrganisationData>(&skipped).is_ok());
    }
}
