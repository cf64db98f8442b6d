//! The house holds: a module uses only modules above it, files have one subject, nothing in the core can panic by design.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use std::path::{Path, PathBuf};

/// The modules from the ground up (design, section 3).
const MODULES: &[&str] = &[
    "error",
    "value",
    "json",
    "calendar",
    "vocab",
    "rule",
    "runs",
    "numbering",
    "wording",
    "policy",
    "rulebook",
    "org",
    "record",
    "ledger",
    "retention",
    "room",
    "check",
    "quality",
    "register",
    "columns",
    "operations",
];

fn sources() -> Vec<(PathBuf, String)> {
    fn walk(folder: &Path, found: &mut Vec<(PathBuf, String)>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                walk(&path, found);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                let text = std::fs::read_to_string(&path).unwrap();
                found.push((path, text));
            }
        }
    }
    let mut found = Vec::new();
    walk(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut found);
    assert!(found.len() > 80, "only {} files were found", found.len());
    found
}

fn module_of(path: &Path) -> String {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let first = path.strip_prefix(src).unwrap().components().next().unwrap();
    first.as_os_str().to_str().unwrap().trim_end_matches(".rs").to_owned()
}

#[test]
fn a_module_uses_only_modules_above_it() {
    let place = |name: &str| MODULES.iter().position(|module| *module == name);
    let mut wrong = Vec::new();
    for (path, text) in sources() {
        let own = module_of(&path);
        let Some(own_place) = place(&own) else {
            assert_eq!(own, "lib", "{own} is not in the list of modules");
            continue;
        };
        // Tests at the foot of a file may look at anything.
        let code = text.split("#[cfg(test)]\nmod tests").next().unwrap();
        for (number, line) in code.lines().enumerate() {
            let line = line.split("//").next().unwrap();
            for used in line.split("crate::").skip(1) {
                let used: String = used.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
                // The macro that declares enumerations lives with the vocabulary and is used on every floor.
                let is_macro = line.contains("crate::vocab::code") || line.contains("$crate");
                if place(&used).is_some_and(|place| place > own_place) && !is_macro {
                    wrong.push(format!("{}:{} uses {used}", path.display(), number + 1));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn files_have_one_subject_and_a_head() {
    for (path, text) in sources() {
        assert!(text.lines().count() <= 500, "{} is longer than 500 lines", path.display());
        assert!(text.starts_with("//!"), "{} has no head", path.display());
        let name = path.file_stem().unwrap().to_str().unwrap();
        assert!(!["utils", "util", "helpers", "helper", "common", "misc"].contains(&name), "{}", path.display());
    }
}

#[test]
fn the_core_asks_no_clock_and_does_no_io() {
    for (path, text) in sources() {
        let code = text.split("#[cfg(test)]").next().unwrap();
        for word in [
            "SystemTime",
            "Utc::now",
            "Local::now",
            "std::fs",
            "std::net",
            "std::thread",
            "static mut",
            "println!",
            "unsafe {",
        ] {
            assert!(!code.contains(word), "{} holds {word}", path.display());
        }
    }
}
