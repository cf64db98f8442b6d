//! A ledger as plants keep it, and what goes wrong with one.

use serde_json::json;

use super::*;

fn rows(value: Json) -> Vec<Row> {
    serde_json::from_value(value).unwrap()
}

fn ledger() -> Vec<Row> {
    rows(json!([
        {"培训日期": "2025-07-02", "培训名称": "电工复审", "培训类型": "特种作业培训", "开始时间": "08:30", "结束时间": "12:30",
         "责任部门": "SB", "工号": "E10001", "姓名": "甲某", "部门": "SB", "签到": "是", "成绩": 88, "是否合格": "合格", "天气": "晴"},
        {"培训日期": "2025-07-02", "培训名称": "电工复审", "培训类型": "SpecialOperation", "开始时间": "08:30", "结束时间": "",
         "责任部门": "SB", "工号": 10002, "姓名": "乙某", "部门": "AH", "签到": "否", "成绩": null, "是否合格": "不合格"},
        {"培训日期": "2025-07-03", "培训名称": "电工复审", "培训类型": "特种作业培训", "开始时间": "08:30", "结束时间": "12:30",
         "责任部门": "SB", "工号": "E10001", "姓名": "甲某"}
    ]))
}

#[test]
fn rows_of_a_session_are_one_record() {
    let made = records(&ledger(), &LedgerOptions::default()).unwrap();
    assert_eq!(made.problems, []);
    assert_eq!(made.unknown, ["天气"]);
    assert_eq!(made.records.iter().map(|one| one.rows.clone()).collect::<Vec<_>>(), [vec![0, 1], vec![2]]);
    assert_eq!(
        made.records[0].record,
        json!({
            "schema_version": 1, "facets": ["heading", "people"], "kind": "SpecialOperation", "department": "SB",
            "name": "电工复审", "date": "2025-07-02", "time": {"from": "08:30", "to": "12:30"},
            "participants": [
                {"person": {"employee_no": "E10001", "name": "甲某"}, "department": "SB"},
                {"person": {"employee_no": "10002", "name": "乙某"}, "department": "AH"},
            ],
            "sign_in": {"entries": [{"person": {"employee_no": "E10001", "name": "甲某"}}]},
            "assessment": {"results": [
                {"person": {"employee_no": "E10001", "name": "甲某"}, "theory_score": 88, "verdict": "Pass"},
                {"person": {"employee_no": "10002", "name": "乙某"}, "verdict": "Fail"},
            ]},
        })
    );
    assert!(made.absent_facets.contains(&Facet::Photos) && made.absent_facets.contains(&Facet::SignIn));
    assert!(!made.absent_facets.contains(&Facet::People));
}

#[test]
fn a_contradiction_names_row_and_column_and_nobody() {
    let mut rows = ledger();
    rows[1].insert("结束时间".into(), json!("12:00"));
    let made = records(&rows, &LedgerOptions::default()).unwrap();
    assert_eq!(made.records.len(), 1);
    let [problem] = made.problems.as_slice() else { panic!("{:?}", made.problems) };
    assert_eq!((problem.code, problem.path.as_str()), (ErrorCode::DuplicateKey, "/rows/1/结束时间"));
    assert_eq!(problem.found, "another value than in row 0");
}

#[test]
fn a_number_is_the_record() {
    let rows = rows(json!([
        {"number": "2025-SB-TZ-001", "kind": "Refresher", "person_name": "甲某"},
        {"number": "2025-SB-TZ-002", "kind": "Refresher", "person_name": "乙某"},
        {"number": " 2025-SB-TZ-001", "kind": "", "date": "2025-01-02", "person_name": "丙某"},
    ]));
    let made = records(&rows, &LedgerOptions::default()).unwrap();
    assert_eq!(made.records.iter().map(|one| one.rows.clone()).collect::<Vec<_>>(), [vec![0, 2], vec![1]]);
    assert_eq!(made.records[0].record["date"], "2025-01-02");
}

#[test]
fn a_row_that_is_no_record_or_cannot_be_read_is_a_problem() {
    let rows = rows(json!([
        {"培训名称": "甲", "姓名": "甲某"},
        {"培训名称": "甲", "培训日期": "2025-01-02", "姓名": "甲某", "签到": "也许"},
        {"培训名称": "甲", "培训日期": "2025-01-02", "姓名": "乙某", "签到": "是"},
        {}
    ]));
    let made = records(&rows, &LedgerOptions::default()).unwrap();
    assert_eq!(made.records, []);
    let problems: Vec<_> = made.problems.iter().map(|one| (one.code, one.path.as_str())).collect();
    assert_eq!(
        problems,
        [(ErrorCode::Missing, "/rows/0"), (ErrorCode::Type, "/rows/1/签到"), (ErrorCode::Missing, "/rows/3")]
    );
    assert!(!format!("{:?}", made.problems).contains("某"));
}

#[test]
fn mapping_and_constants() {
    let options = |value: Json| serde_json::from_value::<LedgerOptions>(value).unwrap();
    let rows = rows(json!([{"课": "消防", "何时": "2025-01-02", "姓名": "甲某", "日期": "x"}]));
    let good = options(json!({"mapping": {"name": "课", "date": "何时"}, "constants": {"kind": "在岗定期复训"}}));
    let made = records(&rows, &good).unwrap();
    assert_eq!(made.records[0].record["kind"], "Refresher");
    assert_eq!((made.records[0].record["date"].as_str(), made.unknown), (Some("2025-01-02"), vec!["日期".to_owned()]));
    for (bad, code, path) in [
        (json!({"mapping": {"no_such": "课"}}), ErrorCode::UnknownField, "/mapping/no_such"),
        (json!({"mapping": {"name": "没有"}}), ErrorCode::Missing, "/mapping/name"),
        (json!({"constants": {"person_name": "甲某"}}), ErrorCode::DuplicateKey, "/constants/person_name"),
        (json!({"constants": {"kind": "复训"}}), ErrorCode::Type, "/constants/kind"),
        (json!({"constants": {"date": "2025-01-01"}}), ErrorCode::DuplicateKey, "/constants/date"),
    ] {
        let faults = records(&rows, &options(bad)).unwrap_err();
        assert_eq!((faults.0[0].code, faults.0[0].path.as_str()), (code, path));
    }
    let twice = super::tests::rows(json!([{"日期": "2025-01-02", "培训日期": "2025-01-02"}]));
    let faults = records(&twice, &LedgerOptions::default()).unwrap_err();
    assert_eq!((faults.0[0].code, faults.0[0].path.as_str()), (ErrorCode::DuplicateKey, "/mapping/date"));
}
