//! The committed C header: made from the source, and its declarations are the symbols of the library, both ways.
//!
//! `ANXUN_WRITE_HEADER=1 cargo test -p anxun-tests --test header` writes it.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::process::Command;
use std::sync::OnceLock;

use anxun_tests::native::{Language, library, succeed};

/// The files of the door, in the order of the header.
const FILES: &[&str] = &[
    "text",
    "failure",
    "call",
    "calendar",
    "policy",
    "organisation",
    "context",
    "record",
    "draft",
    "review",
    "register",
    "columns",
    "tally",
    "number",
    "sequence",
    "retention",
    "workforce",
];

/// The statuses as constants, from the one table.
fn statuses() -> String {
    let mut text = String::from("\n/** Success. */\n#define ANXUN_OK 0\n");
    for row in anxun::error::ERRORS {
        let name: String = row
            .name
            .char_indices()
            .flat_map(|(at, c)| {
                (at > 0 && c.is_ascii_uppercase()).then_some('_').into_iter().chain([c.to_ascii_uppercase()])
            })
            .collect();
        let _ = writeln!(text, "/** {}: {}. */\n#define ANXUN_ERR_{name} {}", row.zh, row.en, row.status);
    }
    text
}

fn generated() -> String {
    let ffi = anxun_tests::root().join("ffi");
    let mut config = cbindgen::Config::from_file(ffi.join("cbindgen.toml")).expect("ffi/cbindgen.toml");
    config.after_includes = Some(statuses());
    let mut builder = cbindgen::Builder::new().with_config(config);
    for file in FILES {
        builder = builder.with_src(ffi.join(format!("src/{file}.rs")));
    }
    let mut bytes = Vec::new();
    builder.generate().expect("a header").write(&mut bytes);
    String::from_utf8(bytes).expect("UTF-8")
}

/// The committed header, after it was written where that is asked for.
fn committed() -> &'static str {
    static TEXT: OnceLock<String> = OnceLock::new();
    TEXT.get_or_init(|| {
        let path = anxun_tests::root().join("include/anxun.h");
        if std::env::var_os("ANXUN_WRITE_HEADER").is_some() {
            std::fs::write(&path, generated()).expect("a header that can be written");
        }
        std::fs::read_to_string(path).expect("include/anxun.h")
    })
}

#[test]
fn the_header_is_the_one_of_the_source() {
    assert!(
        committed() == generated(),
        "include/anxun.h is not that of ffi/src: ANXUN_WRITE_HEADER=1 cargo test -p anxun-tests --test header"
    );
}

#[test]
fn every_file_of_the_door_is_read() {
    let mut files: Vec<_> = std::fs::read_dir(anxun_tests::root().join("ffi/src"))
        .expect("ffi/src")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| std::fs::read_to_string(path).expect("a source").contains("no_mangle"))
        .map(|path| path.file_stem().expect("a name").to_string_lossy().into_owned())
        .collect();
    files.sort();
    let mut known = FILES.to_vec();
    known.sort_unstable();
    assert_eq!(files, known);
}

/// The functions that the header declares.
fn declared() -> BTreeSet<String> {
    let mut code = String::new();
    let mut rest = committed();
    while let Some((before, after)) = rest.split_once("/*") {
        code.push_str(before);
        rest = after.split_once("*/").expect("a closed comment").1;
    }
    code.push_str(rest);
    let code = code.split("static inline").next().expect("declarations");
    let words = code.split(|c: char| !(c.is_ascii_alphanumeric() || c == '_' || c == '('));
    words
        .filter_map(|word| word.split_once('(').map(|(name, _)| name.to_owned()))
        .filter(|name| name.starts_with("anxun_"))
        .collect()
}

#[test]
fn exported_symbols_and_declarations_are_the_same() {
    let object = library().join(format!("{}anxun{}", std::env::consts::DLL_PREFIX, std::env::consts::DLL_SUFFIX));
    let output = succeed(Command::new("nm").args(["-D", "--defined-only"]).arg(object), "nm");
    let output = String::from_utf8(output.stdout).expect("names");
    let exported: BTreeSet<String> =
        output.lines().filter_map(|line| line.split_whitespace().nth(2)).map(str::to_owned).collect();
    let declared = declared();
    assert!(declared.len() > 80, "only {} declarations", declared.len());
    assert_eq!(exported, declared);
}

#[test]
fn every_status_is_a_constant_and_the_table_says_which() {
    let text = committed();
    let constants = text.lines().filter(|line| line.starts_with("#define ANXUN_ERR_"));
    let held: Vec<i32> =
        constants.map(|line| line.rsplit(' ').next().expect("a value").parse().expect("a number")).collect();
    let table: Vec<i32> = anxun::error::ERRORS.iter().map(|row| row.status).collect();
    assert_eq!(held, table);
    assert!(text.contains("#define ANXUN_ERR_INVALID_UTF8 2\n") && text.contains("#define ANXUN_ERR_RANGE 124\n"));
}

/// Compiles a text that includes headers.
fn compiles(language: Language, text: &str, name: &str) {
    let _ = committed();
    let ending = if language == Language::C { "c" } else { "cpp" };
    let source = library().join(format!("anxun-header-{name}.{ending}"));
    std::fs::write(&source, text).expect("a source that can be written");
    let mut compiler = Command::new(language.compiler());
    succeed(compiler.args(language.flags()).arg("-fsyntax-only").arg(source), &language.compiler());
}

#[test]
fn the_headers_compile_alone_and_twice() {
    for (text, name) in [
        ("#include <anxun.h>\nint main(void) { return 0; }\n", "alone"),
        ("#include <anxun.h>\n#include <anxun.h>\nint main(void) { return 0; }\n", "twice"),
    ] {
        compiles(Language::C, text, name);
        compiles(Language::Cpp, text, name);
    }
    for (text, name) in [
        ("#include <anxun.hpp>\nint main() { return 0; }\n", "hpp-alone"),
        ("#include <anxun.hpp>\n#include <anxun.h>\n#include <anxun.hpp>\nint main() { return 0; }\n", "hpp-twice"),
    ] {
        compiles(Language::Cpp, text, name);
    }
}
