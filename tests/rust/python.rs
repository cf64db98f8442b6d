//! The Python door: a virtual environment, the package built and installed into it, pytest, the types, the stubs; and the
//! answers of Python compared with those of Rust, byte for byte.
//!
//! Everything lies below `target/tmp/python`. A second run installs only what has changed.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

use anxun::operations;
use anxun_tests::cases::{Case, all};
use anxun_tests::root;
use serde_json::{Value, json};

/// The virtual environment with the package in it.
struct Environment {
    /// Where it lies, with all that the tests write.
    folder: PathBuf,
}

/// The environment, made once.
fn environment() -> &'static Environment {
    static MADE: OnceLock<Environment> = OnceLock::new();
    MADE.get_or_init(|| {
        let environment = Environment { folder: Path::new(env!("CARGO_TARGET_TMPDIR")).join("python") };
        fs::create_dir_all(&environment.folder).expect("a folder below target");
        environment.install_tools();
        environment.install_package();
        environment
    })
}

/// Runs a command to its end; what it printed is the message of the failure.
fn run(command: &mut Command, tool: &str) -> String {
    let shown = format!("{command:?}");
    let output =
        command.output().unwrap_or_else(|error| panic!("the tool {tool} is missing or does not start: {error}"));
    let text = format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success(), "{shown} failed:\n{text}");
    text
}

/// A Python of 3.11 or later.
fn python() -> PathBuf {
    let given = std::env::var_os("ANXUN_PYTHON").map(PathBuf::from);
    let names = given.into_iter().chain(["python3", "python"].map(PathBuf::from));
    let is_new = |name: &PathBuf| {
        let asked = Command::new(name).args(["-c", "import sys; sys.exit(sys.version_info < (3, 11))"]).output();
        asked.is_ok_and(|output| output.status.success())
    };
    names.into_iter().find(is_new).expect("the tool python3 (3.11 or later) is missing; ANXUN_PYTHON may name it")
}

impl Environment {
    fn tool(&self, name: &str) -> PathBuf {
        let folder = if cfg!(windows) { "Scripts" } else { "bin" };
        self.folder.join("venv").join(folder).join(name)
    }

    /// A command of the environment, away from the sources: the package that is installed is the one that is tested.
    fn command(&self, name: &str) -> Command {
        let mut command = Command::new(self.tool(name));
        command
            .current_dir(&self.folder)
            .env("VIRTUAL_ENV", self.folder.join("venv"))
            // The sources are read by cargo and by Python at the same time: no build goes into the other's way.
            .env("CARGO_TARGET_DIR", self.folder.join("build"))
            .env("PIP_DISABLE_PIP_VERSION_CHECK", "1")
            .env("PYTHONDONTWRITEBYTECODE", "1")
            .env_remove("PYTHONPATH");
        command
    }

    /// Does some work unless it was done for the same inputs.
    fn once(&self, name: &str, inputs: u64, work: impl FnOnce()) {
        let mark = self.folder.join(format!("{name}.done"));
        if fs::read_to_string(&mark).is_ok_and(|done| done == inputs.to_string()) {
            return;
        }
        work();
        fs::write(&mark, inputs.to_string()).expect("a mark");
    }

    fn install_tools(&self) {
        let needed = root().join("python/tests/requirements.txt");
        self.once("tools", fingerprint(std::slice::from_ref(&needed)), || {
            let venv = self.folder.join("venv");
            run(Command::new(python()).args(["-m", "venv", "--clear"]).arg(&venv), "python3 with the module venv");
            let _ = fs::remove_file(self.folder.join("package.done"));
            run(self.command("python").args(["-m", "pip", "install", "--quiet", "-r"]).arg(&needed), "pip");
        });
    }

    fn install_package(&self) {
        let root = root();
        let parts =
            ["Cargo.toml", "Cargo.lock", "core", "python/Cargo.toml", "python/build.rs", "python/pyproject.toml"];
        let parts = parts.iter().chain(&["python/src", "python/anxun"]).map(|part| root.join(part));
        self.once("package", fingerprint(&parts.collect::<Vec<_>>()), || {
            let install = ["-m", "pip", "install", "--quiet", "--force-reinstall", "--no-deps"];
            // Without optimisation: with the checks for overflow, and in a fraction of the time.
            let mut command = self.command("python");
            command.env("MATURIN_PEP517_ARGS", "--profile dev").args(install).arg(root.join("python"));
            run(&mut command, "pip");
        });
    }
}

/// A number that changes with the contents of the files.
fn fingerprint(paths: &[PathBuf]) -> u64 {
    let mut hasher = DefaultHasher::new();
    paths.iter().for_each(|path| add(path, &mut hasher));
    hasher.finish()
}

fn add(path: &Path, hasher: &mut DefaultHasher) {
    let ending = path.extension().and_then(OsStr::to_str);
    if path.ends_with("__pycache__") || matches!(ending, Some("so" | "pyd" | "pyc")) {
        return;
    }
    if path.is_dir() {
        let mut below: Vec<_> =
            fs::read_dir(path).expect("a folder").map(|entry| entry.expect("an entry").path()).collect();
        below.sort();
        below.iter().for_each(|path| add(path, hasher));
    } else {
        path.hash(hasher);
        fs::read(path).unwrap_or_else(|error| panic!("{}: {error}", path.display())).hash(hasher);
    }
}

/// The answer of Rust to a case, in the form in which Python writes it.
fn answer(case: &Case) -> Value {
    match operations::call(&case.operation, case.request().to_string().as_bytes()) {
        Ok(answer) => json!({"id": case.id, "answer": answer, "faults": []}),
        Err(faults) => json!({"id": case.id, "answer": null, "faults": faults}),
    }
}

#[test]
fn pytest_passes_and_every_answer_is_that_of_rust_byte_for_byte() {
    let environment = environment();
    let answers = environment.folder.join("answers.jsonl");
    let _ = fs::remove_file(&answers);
    let mut pytest = environment.command("pytest");
    pytest.env("ANXUN_ANSWERS", &answers).args(["--quiet", "--rootdir"]).arg(root().join("python"));
    pytest.arg("-c").arg(root().join("python/pyproject.toml")).arg(root().join("python/tests"));
    println!("{}", run(&mut pytest, "pytest"));

    let text = fs::read_to_string(&answers).expect("the answers of Python");
    let given: BTreeMap<String, Value> = text
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).expect("JSON"))
        .map(|row| (row["id"].as_str().expect("an id").to_owned(), row))
        .collect();
    let cases = all();
    assert_eq!(given.len(), cases.len());
    for case in &cases {
        assert_eq!(given.get(&case.id), Some(&answer(case)), "{}", case.id);
    }
}

#[test]
fn the_types_hold() {
    let environment = environment();
    let python = root().join("python");
    let mut mypy = environment.command("mypy");
    mypy.arg("--config-file").arg(python.join("pyproject.toml")).arg("--strict").arg("--cache-dir=mypy");
    run(mypy.arg(python.join("tests")).arg(python.join("examples")).arg(python.join("generate.py")), "mypy");
    let mut installed = environment.command("mypy");
    installed.arg("--config-file").arg(python.join("pyproject.toml"));
    run(installed.args(["--strict", "--cache-dir=mypy", "--package", "anxun"]), "mypy");
    run(environment.command("python").args(["-m", "mypy.stubtest", "anxun"]), "mypy.stubtest");
}

#[test]
fn the_stub_of_the_rust_side_is_as_generated() {
    let environment = environment();
    let written = environment.folder.join("stubs");
    let _ = fs::remove_dir_all(&written);
    let mut maturin = environment.command("maturin");
    maturin.current_dir(root().join("python")).args(["generate-stubs", "--quiet", "--features", "stubs", "--out"]);
    run(maturin.arg(&written), "maturin");
    let read = |path: &Path| fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let expected = read(&written.join("anxun/_anxun.pyi"));
    let committed = read(&root().join("python/anxun/_anxun.pyi"));
    assert_eq!(committed, expected, "python/anxun/_anxun.pyi has drifted: run `python generate.py --stubs` in python/");
}
