//! The example `audit`, run from its command line to its exit code, on registers made here.
//!
//! Proves: III of the brief of the main job (exit codes, `--explain`, canonical summary, plain output where piped, broken
//! lines judged to the end), X.3 (a bad line does not stop the batch), C-47, C-49.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may panic")]

#[allow(dead_code)]
#[path = "../examples/audit/main.rs"]
mod audit;

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anxun::calendar::WorkCalendar;
use anxun::check::Context;
use anxun::org::Organisation;
use anxun::policy::PolicyBook;
use anxun::register::{Inputs, Register};
use anxun::value::parse_stamp;
use audit::screen::Screen;
use serde_json::{Value, json};

const PIPED: Screen = Screen { colour: false, width: None };

/// What one run answered.
struct Answer {
    code: u8,
    out: String,
    err: String,
}

fn run_on(screen: &Screen, args: &[&str]) -> Answer {
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let args = args.iter().map(Into::into).collect();
    let code = audit::run(args, &mut out, screen, &mut err, false);
    Answer { code, out: String::from_utf8(out).unwrap(), err: String::from_utf8(err).unwrap() }
}

fn run(args: &[&str]) -> Answer {
    run_on(&PIPED, args)
}

/// A faultless record and its context, as the conformance cases have them.
fn base() -> (Value, Value) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/conformance/bases.json");
    let bases: Value = serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap();
    let mut context = bases["refresher"]["context"].clone();
    let people = context["organisation"]["people"].as_array_mut().unwrap();
    let own: Vec<Value> =
        (1..=60).flat_map(|sequence| people.iter().map(move |one| of_its_own(one, sequence))).collect();
    people.extend(own.into_iter().filter(|one| one["employee_no"].as_str().unwrap().starts_with('F')));
    (bases["refresher"]["record"].clone(), context)
}

/// With the participants of one session alone: nobody is in two sessions at a time.
fn of_its_own(value: &Value, sequence: u32) -> Value {
    serde_json::from_str(&value.to_string().replace("\"E1002", &format!("\"F{sequence:03}2"))).unwrap()
}

/// A faultless record with another number and id, with people, photos and a session of its own.
fn record(sequence: u32) -> Value {
    let mut record = of_its_own(&base().0, sequence);
    for at in 0..record["photos"].as_array().unwrap().len() {
        let digest = json!(format!("photo-{sequence}-{at}"));
        let former = std::mem::replace(&mut record["photos"][at]["digest"], digest.clone());
        // The links of the record lead to the photo as before.
        for link in record["links"]["media"].as_array_mut().unwrap().iter_mut().filter(|link| **link == former) {
            *link = digest.clone();
        }
    }
    record["session_no"] = json!(sequence);
    record["sign_in"]["session_no"] = json!(sequence);
    record["id"] = json!(format!("R-{sequence}"));
    record["number"] = json!(format!("2024-ZZ-SC-{sequence:03}"));
    record
}

/// The same without its place: EL-04, severity E.
fn without_place(sequence: u32) -> Value {
    let mut record = record(sequence);
    record.as_object_mut().unwrap().remove("place");
    record
}

/// The same handed over late: TM-01, severity W.
fn late(sequence: u32) -> Value {
    let mut record = record(sequence);
    record["package"]["handed_at"] = json!("2024-03-13T16:00:01+08:00");
    record
}

/// A folder of its own with a register of these lines, company and policy beside it.
fn folder(name: &str, lines: &[Vec<u8>]) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("audit").join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    let (_, context) = base();
    let company = json!({"as_of": context["as_of"], "organisation": context["organisation"]});
    fs::write(folder.join("company.json"), company.to_string()).unwrap();
    fs::write(folder.join("policy.json"), context["policy"].to_string()).unwrap();
    fs::write(folder.join("register.jsonl"), lines.join(&b'\n')).unwrap();
    folder
}

fn of(records: &[Value]) -> Vec<Vec<u8>> {
    records.iter().map(|record| record.to_string().into_bytes()).collect()
}

fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}

fn codes(name: &str, records: &[Value]) -> [u8; 3] {
    let folder = folder(name, &of(records));
    ["never", "warning", "error"].map(|on| run(&["--fail-on", on, text(&folder)]).code)
}

#[test]
fn the_exit_code_says_what_was_found_only_where_it_is_asked() {
    assert_eq!(codes("exit-clean", &[record(1), record(2)]), [0, 0, 0]);
    assert_eq!(codes("exit-late", &[record(1), late(2)]), [0, 1, 0]);
    assert_eq!(codes("exit-place", &[record(1), without_place(2)]), [0, 1, 1]);
    // A finding of severity W that the record explains is answered (X.1).
    let mut explained = late(2);
    explained["explanations"] = json!([{"code": "TM-01", "text": "台风停运"}]);
    assert_eq!(codes("exit-explained", &[record(1), explained]), [0, 0, 0]);
    // Between records: a gap (NB-05) is a W, a number borne twice (NB-04) an E.
    assert_eq!(codes("exit-gap", &[record(1), record(3)]), [0, 1, 0]);
    assert_eq!(codes("exit-twice", &[record(1), record(1)]), [0, 1, 1]);
    // What could not be judged is never compliant.
    assert_eq!(codes("exit-broken", &[record(1), json!("no record")]), [0, 1, 1]);
}

#[test]
fn the_first_page_shows_what_the_program_prints() {
    let readme = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("../README.md")).unwrap();
    let excerpt = readme.split("```").find(|block| block.contains("── 各部门记录质量")).unwrap();
    let report = run_on(&Screen { colour: false, width: Some(100) }, &[]).out;
    let shown: Vec<&str> = excerpt.lines().filter(|line| line.starts_with("  ") && line.trim() != "…").collect();
    assert!(shown.len() > 5, "{excerpt}");
    for line in shown {
        assert!(report.lines().any(|own| own == line), "README.md shows {line}");
    }
}

/// In the report and in the summary: what the worst lack, and how many pass once that is supplied and corrected.
#[test]
fn what_is_missing_to_pass_is_said() {
    let mut proxied = record(2);
    proxied["sign_in"]["entries"][0]["proxy"] = json!({"signer": {"employee_no": "E10006"}});
    let folder = folder("missing", &of(&[record(1), proxied, without_place(3)]));
    let (zh, en) = (run(&[text(&folder)]).out, run(&["--lang", "en", text(&folder)]).out);
    assert!(zh.contains("通过 1，未通过 2，其中补交、更正即可通过 1"), "{zh}");
    assert!(en.contains("1 pass, 2 do not, 1 of these would by supplying and correcting alone"), "{en}");
    assert!(zh.contains("达标须：补交 1 项\n") && en.contains("To pass: supply 1\n"), "{zh}");
    assert!(zh.lines().any(|line| line.contains("/place [EL-04]：记录人和部门负责人")), "{zh}");
    assert!(en.contains("[SG-04 SG-05]: repeat the training, the head of the department"), "{en}");
    let summary: Value = serde_json::from_str(&run(&["--format", "json", text(&folder)]).out).unwrap();
    assert_eq!(summary["totals"]["mendable"], 1);
    let steps = |at: usize, kind: &str| summary["worst"][at]["missing"][kind].clone();
    assert_eq!(
        (steps(0, "renew_total"), steps(1, "supply_total"), steps(1, "renew_total")),
        (json!(1), json!(1), json!(0))
    );
    let step = &summary["worst"][1]["missing"]["supply"][0];
    assert_eq!((&step["path"], &step["codes"]), (&json!("/place"), &json!(["EL-04"])));
    assert_eq!((&step["responsible"], &step["limit"]["unit"]), (&json!("RecorderAndHead"), &json!("Hours")));
}

#[test]
fn wrong_usage_and_wrong_input_end_with_2_and_say_where() {
    for args in [
        &["--no-such"][..],
        &["--format", "xml"],
        &["--fail-on"],
        &["--lang", "fr"],
        &["--as-of", "2024-03-12T16:00:00"],
        &["--findings", "rows.txt"],
        &["--threads", "0"],
        &["one", "two"],
        &["--explain", "XX-01"],
        &["/no/such/folder"],
    ] {
        let answer = run(args);
        assert_eq!((answer.code, answer.out.as_str()), (2, ""), "{args:?}");
        assert!(answer.err.starts_with("错误："), "{args:?}: {}", answer.err);
    }
    let folder = folder("wrong-input", &[]);
    let broken = "{\"versions\": [\n  {\"label\": \"一版\",\n   \"set\": {\"video.min\": \"long\"}}]}";
    fs::write(folder.join("policy.json"), broken).unwrap();
    let answer = run(&["--lang", "en", text(&folder)]);
    assert_eq!(answer.code, 2);
    assert!(answer.err.contains("policy.json:3:25 /versions/0/set/video.min"), "{}", answer.err);
    fs::remove_file(folder.join("policy.json")).unwrap();
    fs::write(folder.join("company.json"), "{\"as_of\": \"2024-04-15T12:00:00+08:00\",\n \"organisation\": }").unwrap();
    let answer = run(&["--lang=en", text(&folder)]);
    assert!(answer.err.contains("company.json:2:18 /organisation: "), "{}", answer.err);
}

#[test]
fn without_company_the_moment_has_to_be_given() {
    let folder = folder("no-company", &of(&[record(1)]));
    fs::remove_file(folder.join("company.json")).unwrap();
    let answer = run(&[text(&folder)]);
    assert!(answer.code == 2 && answer.err.contains("--as-of"), "{}", answer.err);
    let answer = run(&["--as-of", "2024-04-15T12:00:00+08:00", text(&folder)]);
    assert_eq!(answer.code, 0, "{}", answer.err);
    assert!(answer.out.contains("未提供组织资料"));
}

#[test]
fn a_rule_is_explained_in_both_languages() {
    let zh = run(&["--explain", "TP-05"]);
    assert_eq!((zh.code, zh.out), (0, anxun::rulebook::explain("TP-05", "zh").unwrap()));
    let en = run(&["--lang", "en", "--explain", "tp-05"]);
    assert_eq!((en.code, en.out), (0, anxun::rulebook::explain("TP-05", "en").unwrap()));
    assert!(run(&["--help"]).out.contains("--fail-on"));
    assert_eq!(run(&["--version"]).out, format!("anxun {}\n", env!("CARGO_PKG_VERSION")));
}

/// The summary is that of the library, whatever the number of threads.
#[test]
fn json_is_the_summary_of_the_register() {
    let records: Vec<Value> = (1..40)
        .map(|at| match at % 5 {
            0 => without_place(at),
            1 => late(at),
            2 => record(at + at % 3),
            _ => record(at),
        })
        .collect();
    let folder = folder("json", &of(&records));
    let (_, context) = base();
    let organisation = Organisation::from_json(&context["organisation"].to_string()).unwrap();
    let policy = PolicyBook::from_json(&context["policy"].to_string()).unwrap();
    let as_of = parse_stamp(context["as_of"].as_str().unwrap()).unwrap();
    let context = Context::new(policy, WorkCalendar::china(), as_of).unwrap().with_organisation(organisation);
    let mut register =
        Register::new(Arc::new(context), &Inputs { compare_records: true, ..Inputs::default() }).unwrap();
    for (line, record) in (1..).zip(&records) {
        register.push(line, record.to_string().as_bytes());
    }
    let expected = anxun::json::canonical(&register.finish().unwrap()).unwrap() + "\n";
    for threads in ["1", "2", "7"] {
        let answer = run(&["--format", "json", "--threads", threads, text(&folder)]);
        assert_eq!((answer.code, answer.err.as_str()), (0, ""));
        assert_eq!(answer.out, expected, "{threads} threads");
    }
    // The register may be named itself.
    assert_eq!(run(&["--format=json", text(&folder.join("register.jsonl"))]).out, expected);
}

#[test]
fn colour_and_rules_are_for_terminals() {
    let folder = folder("screen", &of(&[record(1), without_place(3), late(4), json!(3)]));
    for lang in ["zh", "en"] {
        let piped = run(&["--lang", lang, text(&folder)]).out;
        assert!(!piped.contains(['\x1b', '─', '\r']), "{piped}");
        let bare = run_on(&Screen { colour: false, width: Some(80) }, &["--lang", lang, text(&folder)]).out;
        assert!(!bare.contains('\x1b') && bare.contains("──"), "{bare}");
        let coloured = run_on(&Screen { colour: true, width: Some(80) }, &["--lang", lang, text(&folder)]).out;
        assert!(coloured.contains("\x1b[1m"), "{coloured}");
        for name in ["EL-04", "TM-01", "2024-ZZ-SC-002", "2024-ZZ-SC-003", "register.jsonl:4:1"] {
            assert!(piped.contains(name), "{name} is not in\n{piped}");
        }
    }
}

/// A rate over nothing shows why, never 0 % and never 100 %.
#[test]
fn an_undefined_rate_says_why() {
    let folder = folder("undefined", &of(&[record(1)]));
    let out = run(&[text(&folder)]).out;
    assert!(out.contains("— 未提供核验结果") && out.contains("— 分摊（未提供整改清单）"), "{out}");
    fs::write(folder.join("verifications.json"), "[]").unwrap();
    fs::write(folder.join("rectifications.json"), "[]").unwrap();
    let out = run(&[text(&folder)]).out;
    assert!(out.contains("— 未抽查") && out.contains("25.00 (满分)"), "{out}");
    let empty = folder.join("empty.jsonl");
    fs::write(&empty, "").unwrap();
    let out = run(&[text(&empty)]).out;
    assert!(!out.contains('%') || !out.contains("100.00%"), "{out}");
    assert!(out.contains("无法计算"), "{out}");
}

fn broken_lines() -> Vec<Vec<u8>> {
    let mut future = record(3);
    future["date"] = json!("2024-05-01");
    vec![
        [b"\xEF\xBB\xBF".to_vec(), record(1).to_string().into_bytes()].concat(),
        b"{\"name\":\"\xE5\xAE\x89\xFF\"}".to_vec(),
        [b"{\"name\":\"".to_vec(), vec![b'x'; 20 << 20], b"\"}".to_vec()].concat(),
        [vec![b'['; 100_000], vec![b']'; 100_000]].concat(),
        b"{\"name\":\"a\0b\"}".to_vec(),
        b" \t\r".to_vec(),
        b"{\"schema_version\":1,\"kind\":\"Refresher\",\"date\":\"2024-02-30\"}".to_vec(),
        future.to_string().into_bytes(),
        [without_place(2).to_string().into_bytes(), b"\r".to_vec()].concat(),
    ]
}

#[test]
fn broken_lines_stop_nothing_and_are_counted() {
    let folder = folder("broken", &broken_lines());
    let rows = folder.join("rows.jsonl");
    for threads in ["1", "3"] {
        let answer = run(&["--format", "json", "--threads", threads, "--findings", text(&rows), text(&folder)]);
        assert_eq!((answer.code, answer.err.as_str()), (0, ""));
        let summary: Value = serde_json::from_str(&answer.out).unwrap();
        let totals = &summary["totals"];
        let counts = ["lines", "judged", "failed", "not_yet", "passes"].map(|key| totals[key].as_u64().unwrap());
        assert_eq!(counts, [8, 2, 5, 1, 1]);
        let failed = summary["failed"].as_array().unwrap();
        let places: Vec<_> = failed
            .iter()
            .map(|one| (one["line"].as_u64().unwrap(), one["faults"][0]["code"].as_str().unwrap()))
            .collect();
        assert_eq!(places, [(2, "InvalidUtf8"), (3, "Limit"), (4, "Limit"), (5, "Syntax"), (7, "DateFormat")]);
        assert_eq!(failed[1]["faults"][0]["found"], format!("{} bytes", (20 << 20) + 11));
        // One row for each line that is not blank, in their order.
        let rows = fs::read_to_string(&rows).unwrap();
        let rows: Vec<Value> = rows.lines().map(|row| serde_json::from_str(row).unwrap()).collect();
        let entries: Vec<_> = rows.iter().map(|row| (row["entry"].as_str().unwrap(), row["line"].as_u64())).collect();
        let (judged, failed) = (|line| ("judged", Some(line)), |line| ("failed", Some(line)));
        let expected =
            [judged(1), failed(2), failed(3), failed(4), failed(5), failed(7), ("not_yet", Some(8)), judged(9)];
        assert_eq!(entries, expected);
    }
}

#[test]
fn a_broken_line_says_file_line_column_pointer_found_and_expected() {
    let folder = folder("broken-text", &broken_lines());
    let out = run(&["--lang", "en", text(&folder)]).out;
    for said in [
        "register.jsonl:2:11\n",
        "register.jsonl:3\n",
        "register.jsonl:4:65 /0/0/0/0/0",
        "register.jsonl:5:11 /name",
        "register.jsonl:7:47 /date",
        "found 2024-02-30, expected YYYY-MM-DD",
        "a line of at most 16777216 bytes",
        "Sessions not held yet",
    ] {
        assert!(out.contains(said), "{said} is not in\n{out}");
    }
    // The register ends all the same: line 9 was judged.
    assert!(out.contains("2024-ZZ-SC-002"));
}

/// The rows of a text by RFC 4180.
fn csv(text: &str) -> Vec<Vec<String>> {
    let (mut rows, mut row, mut cell) = (vec![], vec![], String::new());
    let mut chars = text.chars().peekable();
    let mut quoted = false;
    while let Some(c) = chars.next() {
        match c {
            '"' if quoted && chars.peek() == Some(&'"') => cell.extend(chars.next()),
            '"' => quoted = !quoted,
            ',' if !quoted => row.push(std::mem::take(&mut cell)),
            '\r' if !quoted && chars.next_if_eq(&'\n').is_some() => {
                row.push(std::mem::take(&mut cell));
                rows.push(std::mem::take(&mut row));
            }
            c => cell.push(c),
        }
    }
    assert!(!quoted && row.is_empty() && cell.is_empty());
    rows
}

#[test]
fn the_table_has_one_row_a_finding_and_at_least_one_a_line() {
    let mut hostile = without_place(2);
    hostile["id"] = json!("=1+1,\"x\"");
    let folder = folder("csv", &of(&[record(1), hostile, json!([]), record(4)]));
    let file = folder.join("rows.csv");
    assert_eq!(run(&["--findings", text(&file), text(&folder)]).code, 0);
    let text = fs::read_to_string(&file).unwrap();
    let rows = csv(text.strip_prefix('\u{FEFF}').unwrap());
    assert!(rows.iter().all(|row| row.len() == rows[0].len()));
    let column = |name: &str| rows[0].iter().position(|head| head == name).unwrap();
    let of = |row: &[String], names: &[&str]| names.iter().map(|name| row[column(name)].clone()).collect::<Vec<_>>();
    let said: Vec<_> = rows[1..]
        .iter()
        .map(|row| of(row, &["entry", "line", "row", "record", "passes", "complete", "code", "path"]).join("|"))
        .collect();
    assert_eq!(
        said,
        [
            "judged|1|1|R-1|true|true||",
            "judged|2|1|'=1+1,\"x\"|false|false|EL-04|/place",
            "failed|3|1||||Type|",
            "failed|3|2||||SchemaVersion|/schema_version",
            "failed|3|3||||Missing|/kind",
            "judged|4|1|R-4|true|true||",
            "number_finding||1||||NB-05|/number",
        ]
    );
}

/// Names never appear, employee numbers only masked.
#[test]
fn nothing_personal_is_shown() {
    let mut stranger = record(2);
    stranger["participants"] = json!([{"person": {"employee_no": "E10021", "name": "测试甲"}}]);
    stranger["sign_in"]["entries"][1]["signature"] = Value::Null;
    let folder = folder("personal", &of(&[record(1), stranger, json!({"instructor": {"employee_no": 10021}})]));
    let mut outputs = vec![];
    for ending in ["csv", "jsonl"] {
        let file = folder.join(format!("rows.{ending}"));
        outputs.push(run(&["--findings", text(&file), text(&folder)]).out);
        outputs.push(run(&["--findings", text(&file), "--format", "json", text(&folder)]).out);
        outputs.push(fs::read_to_string(file).unwrap());
    }
    for output in outputs {
        assert!(output.contains("SG-0") || output.contains("EL-14"), "{output}");
        for personal in ["测试甲", "测试乙", "讲师一", "E10021", "E10022", "E10001"] {
            assert!(!output.contains(personal), "{personal} is in\n{output}");
        }
    }
}

#[test]
fn no_input_is_written_over() {
    let folder = folder("overwrite", &of(&[record(1)]));
    let register = folder.join("register.jsonl");
    let before = fs::read(&register).unwrap();
    let answer = run(&["--findings", text(&register), text(&folder)]);
    assert_eq!(answer.code, 2);
    assert_eq!(fs::read(&register).unwrap(), before);
}
