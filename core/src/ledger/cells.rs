//! Cells: what a spreadsheet holds, as the record writes it. Nothing is guessed: what is of another form stays as it is, and
//! the reader of the record says so.

use serde_json::Value as Json;

use super::headings::Cell;

/// Whether nothing stands in a cell.
pub(super) fn is_empty(cell: &Json) -> bool {
    match cell {
        Json::Null => true,
        Json::String(text) => text.trim().is_empty(),
        _ => false,
    }
}

/// A cell as the record writes it; what it cannot be is named.
pub(super) fn read(cell: &Json, kind: Cell) -> Result<Json, &'static str> {
    match kind {
        Cell::Text => match cell {
            Json::String(text) => Ok(text.trim().into()),
            Json::Number(number) if !number.is_f64() => Ok(number.to_string().into()),
            _ => Err("a text or a whole number"),
        },
        Cell::Count => match cell {
            Json::Number(number) if number.is_u64() => Ok(cell.clone()),
            Json::String(text) => text.trim().parse::<u32>().map(Json::from).map_err(|_| "a whole number"),
            _ => Err("a whole number"),
        },
        Cell::Mark => match cell {
            Json::Number(_) => Ok(cell.clone()),
            Json::String(text) => Ok(text.trim().into()),
            _ => Err("a mark"),
        },
        Cell::Code(codes) => {
            let text = cell.as_str().map(str::trim);
            let text = match (codes.name, text, cell) {
                ("Verdict", Some("是"), _) | ("Verdict", _, Json::Bool(true)) => Some("Pass"),
                ("Verdict", Some("否"), _) | ("Verdict", _, Json::Bool(false)) => Some("Fail"),
                _ => text,
            };
            let row = text.and_then(|text| {
                codes.rows.iter().find(|row| row.code == text || row.zh == text || row.en.eq_ignore_ascii_case(text))
            });
            row.map(|row| row.code.into()).ok_or("a code or its term")
        }
        Cell::Flag => match cell {
            Json::Bool(_) => Ok(cell.clone()),
            Json::Number(number) if number.as_u64().is_some_and(|number| number < 2) => {
                Ok((number.as_u64() == Some(1)).into())
            }
            Json::String(text) => match text.trim() {
                "是" | "√" | "✓" | "已签到" | "已签" | "Y" | "y" | "yes" | "1" => Ok(true.into()),
                "否" | "×" | "未签到" | "未签" | "缺席" | "N" | "n" | "no" | "0" => Ok(false.into()),
                _ => Err("是 or 否"),
            },
            _ => Err("是 or 否"),
        },
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::vocab::{TrainingKind, Verdict};

    #[test]
    fn cells_are_read_and_never_guessed() {
        for (cell, kind, expected) in [
            (json!(" 甲 "), Cell::Text, Some(json!("甲"))),
            (json!(10023), Cell::Text, Some(json!("10023"))),
            (json!(10023.0), Cell::Text, None),
            (json!(true), Cell::Text, None),
            (json!("2"), Cell::Count, Some(json!(2))),
            (json!(-2), Cell::Count, None),
            (json!(88.5), Cell::Mark, Some(json!(88.5))),
            (json!("在岗定期复训"), Cell::Code(TrainingKind::CODES), Some(json!("Refresher"))),
            (json!("复训"), Cell::Code(TrainingKind::CODES), None),
            (json!("不合格"), Cell::Code(Verdict::CODES), Some(json!("Fail"))),
            (json!("是"), Cell::Code(Verdict::CODES), Some(json!("Pass"))),
            (json!("√"), Cell::Flag, Some(json!(true))),
            (json!(0), Cell::Flag, Some(json!(false))),
            (json!("也许"), Cell::Flag, None),
        ] {
            assert_eq!(read(&cell, kind).ok(), expected, "{cell}");
        }
        assert!(is_empty(&json!("  ")) && is_empty(&Json::Null) && !is_empty(&json!(0)));
    }
}
