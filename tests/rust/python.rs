//! The Python door: a virtual environment, the package built and installed into it, pytest, the types, the stubs; and the
//! answers of Python compared with those of Rust, byte for byte.
//!
//! Everything lies below `target/tmp/python`. A second run installs only what has changed.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::OnceLock;

use anxun::operations;
use anxun_tests::cases::{Case, all};
use anxun_tests::environment::{Environment, run};
use anxun_tests::root;
use serde_json::{Value, json};

/// The environment, made once.
fn environment() -> &'static Environment {
    static MADE: OnceLock<Environment> = OnceLock::new();
    MADE.get_or_init(|| {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("python");
        let environment = Environment::new(folder, &root().join("python/tests/requirements.txt"));
        environment.install_package();
        environment
    })
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
