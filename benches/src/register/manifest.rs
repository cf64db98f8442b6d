//! The manifest: what a review of a register must find, all of it and nothing else.

use anxun::rule::Severity;
use serde_json::{Value, json};

/// One row of a manifest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Row {
    /// A finding on a record.
    Finding {
        /// Line of the register, from 1.
        line: usize,
        /// Id of the record.
        record: String,
        /// Code of the rule.
        code: &'static str,
        /// JSON pointer.
        path: String,
        /// Severity.
        severity: Severity,
        /// For NB-04 the number that is borne twice.
        number: Option<String>,
    },
    /// A number that no record of the register bears (NB-05): between records, so of no line.
    Gap {
        /// The missing number.
        number: String,
    },
    /// A month of which some sessions of high-risk work were not supervised (SV-04): of no line either.
    Month {
        /// The month.
        month: String,
        /// Lines of the sessions.
        lines: Vec<usize>,
    },
    /// A line that cannot be judged.
    Broken {
        /// Line of the register, from 1.
        line: usize,
        /// The error.
        error: &'static str,
    },
}

impl Row {
    /// The line; what is of no line stands at the end.
    #[must_use]
    pub fn line(&self) -> usize {
        match self {
            Row::Finding { line, .. } | Row::Broken { line, .. } => *line,
            Row::Gap { .. } | Row::Month { .. } => usize::MAX,
        }
    }

    /// The row as JSON.
    #[must_use]
    pub fn to_value(&self) -> Value {
        match self {
            Row::Finding { line, record, code, path, severity, number } => {
                let mut row = json!({"line": line, "record": record, "code": code, "path": path, "severity": severity});
                if let Some(number) = number {
                    crate::place::set(&mut row, "/number", number.clone());
                }
                row
            }
            Row::Gap { number } => {
                json!({"code": "NB-05", "path": "/number", "severity": Severity::W, "number": number})
            }
            Row::Month { month, lines } => {
                json!({"code": "SV-04", "severity": Severity::E, "month": month, "lines": lines})
            }
            Row::Broken { line, error } => json!({"line": line, "error": error}),
        }
    }
}

/// The rows in the order of the lines, inside a line by code and path.
#[must_use]
pub fn manifest(mut rows: Vec<Row>) -> Value {
    let key = |row: &Row| match row {
        Row::Finding { code, path, .. } => ((*code).to_owned(), path.clone()),
        Row::Gap { number } => (number.clone(), String::new()),
        Row::Month { month, .. } => ("SV-04".to_owned(), month.clone()),
        Row::Broken { error, .. } => ((*error).to_owned(), String::new()),
    };
    rows.sort_by_key(|row| (row.line(), key(row)));
    Value::Array(rows.iter().map(Row::to_value).collect())
}
