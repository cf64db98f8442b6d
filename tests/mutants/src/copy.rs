//! The instrumented copy of the repository: written, and built without what does not compile.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::Value;

use crate::instrument::{Refused, instrument};
use crate::list::Mutant;
use crate::regions::Regions;

/// The copy and what is built in it.
pub struct Copy {
    pub folder: PathBuf,
    target: PathBuf,
}

/// A mutant that is not in the copy, and why.
pub struct Left {
    pub number: u32,
    pub why: String,
}

impl Copy {
    /// Writes the repository below `work`; a file that is there with the same text stays as it is.
    pub fn of(root: &Path, work: &Path) -> Copy {
        let copy = Copy { folder: work.join("copy"), target: work.join("target") };
        let listed = Command::new("git")
            .args(["ls-files", "-z", "--cached", "--others", "--exclude-standard"])
            .current_dir(root)
            .output()
            .expect("git runs");
        let names = String::from_utf8(listed.stdout).expect("names in UTF-8");
        for name in names.split('\0').filter(|name| !name.is_empty() && !name.starts_with("core/src/")) {
            if let Ok(bytes) = std::fs::read(root.join(name)) {
                copy.write(name, &bytes);
            }
        }
        copy.write("tests/src/bin/mutants_asker.rs", include_bytes!("../template/asker.rs"));
        copy
    }

    fn write(&self, name: &str, bytes: &[u8]) {
        let path = self.folder.join(name);
        if std::fs::read(&path).is_ok_and(|there| there == bytes) {
            return;
        }
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder can be made");
        std::fs::write(path, bytes).expect("a file can be written");
    }

    /// Writes the core with its mutants, until it compiles. Answers the mutants that are not in it.
    pub fn instrument(&self, root: &Path, mutants: &[Mutant]) -> Vec<Left> {
        let mut refused = Refused::default();
        let mut left: BTreeMap<u32, String> = BTreeMap::new();
        for round in 1.. {
            let (regions, used) = self.write_core(root, mutants, &refused);
            let errors = self.errors();
            if errors.is_empty() {
                for mutant in mutants.iter().filter(|mutant| !used.contains(&mutant.number)) {
                    left.entry(mutant.number).or_insert_with(|| "has no place in the copy".to_owned());
                }
                break;
            }
            println!("round {round}: {} errors", errors.len());
            let before = (refused.mutants.len(), refused.constant.len());
            for error in &errors {
                if error.code == "E0015" {
                    let name = error.message.split('`').nth(1).unwrap_or("");
                    let name = name.rsplit("::").next().unwrap_or(name);
                    refused.constant.insert(name.split('<').next().unwrap_or(name).to_owned());
                    continue;
                }
                for number in regions.get(&error.file).map_or(Vec::new(), |regions| regions.at(error.byte)) {
                    refused.mutants.insert(number);
                    left.entry(number).or_insert_with(|| format!("{}: {}", error.code, error.message));
                }
            }
            assert!(
                before != (refused.mutants.len(), refused.constant.len()),
                "the copy does not compile, and not for a mutant: {} {}",
                errors[0].file,
                errors[0].message
            );
        }
        left.into_iter().map(|(number, why)| Left { number, why }).collect()
    }

    fn write_core(
        &self,
        root: &Path,
        mutants: &[Mutant],
        refused: &Refused,
    ) -> (BTreeMap<String, Regions>, BTreeSet<u32>) {
        let mut of_file: BTreeMap<&str, Vec<&Mutant>> = BTreeMap::new();
        for mutant in mutants {
            of_file.entry(&mutant.file).or_default().push(mutant);
        }
        let (mut regions, mut used) = (BTreeMap::new(), BTreeSet::new());
        for path in files(&root.join("core/src")) {
            let name = path.strip_prefix(root).expect("below the root").to_str().expect("a name in UTF-8").to_owned();
            let bytes = std::fs::read(&path).expect("a file of the core");
            let Some(listed) = of_file.get(name.as_str()) else {
                let mut bytes = bytes;
                if name == "core/src/lib.rs" {
                    bytes.extend_from_slice(b"\n#[doc(hidden)]\n#[allow(missing_docs)]\npub mod mutants;\n");
                }
                self.write(&name, &bytes);
                continue;
            };
            let source = String::from_utf8(bytes).expect("source in UTF-8");
            let (text, in_it) = instrument(&source, listed, refused);
            regions.insert(name.clone(), Regions::of(&text));
            self.write(&name, text.as_bytes());
            used.extend(in_it);
        }
        self.write("core/src/mutants.rs", include_bytes!("../template/switch.rs"));
        (regions, used)
    }

    /// Cargo in the copy: quick programs, no warnings.
    fn cargo(&self, arguments: &[&str]) -> Command {
        let mut cargo = Command::new("cargo");
        cargo
            .args(arguments)
            .args(["--message-format=json", "--offline", "-j", "2"])
            .current_dir(&self.folder)
            .env("CARGO_TARGET_DIR", &self.target)
            .env("CARGO_PROFILE_DEV_OPT_LEVEL", "1")
            .env("CARGO_PROFILE_DEV_DEBUG", "0")
            // Else the core is optimised twice.
            .env("CARGO_PROFILE_DEV_LTO", "off")
            .env("RUSTFLAGS", "--cap-lints allow")
            .stderr(Stdio::inherit());
        cargo
    }

    fn errors(&self) -> Vec<CompileError> {
        let answer = self.cargo(&["check", "-p", "anxun", "--features", "columns", "--quiet"]).output();
        let answer = answer.expect("cargo runs");
        let text = String::from_utf8_lossy(&answer.stdout);
        let messages = text.lines().filter_map(|line| serde_json::from_str::<Value>(line).ok());
        let errors: Vec<CompileError> = messages.filter_map(|message| CompileError::of(&message["message"])).collect();
        assert!(answer.status.success() || !errors.is_empty(), "`cargo check` fails without an error of the core");
        errors
    }

    /// Builds programs and answers their paths, by the name of their target.
    pub fn build(&self, arguments: &[&str]) -> BTreeMap<String, PathBuf> {
        let answer = self.cargo(arguments).output().expect("cargo runs");
        let text = String::from_utf8_lossy(&answer.stdout);
        assert!(answer.status.success(), "the copy does not build: {arguments:?}\n{}", rendered(&text));
        let messages = text.lines().filter_map(|line| serde_json::from_str::<Value>(line).ok());
        let programs = messages.filter_map(|message| {
            let path = message["executable"].as_str()?;
            Some((message["target"]["name"].as_str()?.to_owned(), PathBuf::from(path)))
        });
        programs.collect()
    }
}

fn rendered(text: &str) -> String {
    let messages = text.lines().filter_map(|line| serde_json::from_str::<Value>(line).ok());
    messages.filter_map(|message| Some(message["message"]["rendered"].as_str()?.to_owned())).collect()
}

/// Every file below a folder, in order.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut entries: Vec<PathBuf> =
        std::fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path()).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            found.extend(files(&path));
        } else {
            found.push(path);
        }
    }
    found
}

struct CompileError {
    code: String,
    message: String,
    file: String,
    byte: usize,
}

impl CompileError {
    fn of(message: &Value) -> Option<CompileError> {
        if message["level"] != "error" {
            return None;
        }
        let spans = message["spans"].as_array()?;
        let span = spans.iter().find(|span| span["is_primary"] == true)?;
        Some(CompileError {
            code: message["code"]["code"].as_str().unwrap_or("").to_owned(),
            message: message["message"].as_str().unwrap_or("").to_owned(),
            file: span["file_name"].as_str()?.to_owned(),
            byte: usize::try_from(span["byte_start"].as_u64()?).ok()?,
        })
    }
}
