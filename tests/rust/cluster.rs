//! More than one machine: the examples for Apache Spark, Ray Data, Dask and DuckDB, and what docs/scale.md shows.
//!
//! `cargo test -p anxun-tests --features cluster --test cluster`: some 2 GB are installed below `target/tmp/cluster`, once.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::{Mutex, OnceLock, PoisonError};

use anxun_tests::environment::{Environment, fingerprint, package, run};
use anxun_tests::root;

/// The machine has few processors, and each test starts several processes.
static ONE_AT_A_TIME: Mutex<()> = Mutex::new(());

fn folder() -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join("cluster")
}

fn sources() -> PathBuf {
    root().join("tests/cluster")
}

/// The environment of a requirements file, with the package in it.
fn environment(name: &str) -> Environment {
    let requirements = sources().join(format!("requirements-{name}.txt"));
    // Beside that of the test `python`, whose build they share.
    let environment = Environment::new(folder().with_file_name(format!("cluster-{name}")), &requirements);
    environment.install_package();
    environment
}

fn spark() -> &'static Environment {
    static MADE: OnceLock<Environment> = OnceLock::new();
    MADE.get_or_init(|| environment("spark"))
}

fn engines() -> &'static Environment {
    static MADE: OnceLock<Environment> = OnceLock::new();
    MADE.get_or_init(|| environment("engines"))
}

/// A new folder for what a test writes.
fn scratch(name: &str) -> PathBuf {
    let scratch = folder().join(name);
    let _ = fs::remove_dir_all(&scratch);
    fs::create_dir_all(&scratch).expect("a folder below target");
    scratch
}

/// A program of tests/cluster, which finds the examples.
fn program(environment: &Environment, name: &str) -> Command {
    let mut command = environment.command("python");
    command
        .arg(sources().join(name))
        .env("PYTHONPATH", root().join("python/examples"))
        .env("PYSPARK_PYTHON", environment.tool("python"))
        .env("PYSPARK_DRIVER_PYTHON", environment.tool("python"))
        .env("SPARK_LOCAL_IP", "127.0.0.1")
        .env("RAY_AUTH_MODE", "disabled")
        .env("RAY_USAGE_STATS_ENABLED", "0");
    command
}

/// The environment of the executors, packed as docs/scale.md says.
fn archive() -> PathBuf {
    let executor = environment("executor");
    let archive = folder().join("environment.tar.gz");
    fs::create_dir_all(folder()).expect("a folder below target");
    let inputs = package() ^ fingerprint(&[sources().join("requirements-executor.txt")]);
    executor.once("packed", inputs, || {
        let mut pack = spark().command("venv-pack");
        run(
            pack.args(["--quiet", "--force", "-p"]).arg(executor.folder.join("venv")).arg("-o").arg(&archive),
            "venv-pack",
        );
    });
    archive
}

#[test]
fn a_killed_executor_of_spark_loses_nothing_and_repeats_nothing() {
    let _alone = ONE_AT_A_TIME.lock().unwrap_or_else(PoisonError::into_inner);
    let mut killed = program(spark(), "spark_killed.py");
    killed.env("PYSPARK_PYTHON", "./environment/bin/python");
    println!("{}", run(killed.arg(archive()).arg(scratch("spark")), "python with pyspark, or java"));
}

#[test]
fn every_engine_answers_as_one_machine_does() {
    let _alone = ONE_AT_A_TIME.lock().unwrap_or_else(PoisonError::into_inner);
    let text = run(program(engines(), "engines.py").arg(scratch("engines")), "python");
    for name in ["Ray Data", "Dask", "DuckDB"] {
        let line =
            text.lines().find(|line| line.starts_with(&format!("{name}: ")) && line.ends_with("as on one machine"));
        println!("{}", line.unwrap_or_else(|| panic!("{name} says nothing:\n{text}")));
    }
}

#[test]
fn frames_of_every_library_are_judged_and_its_page_runs() {
    let _alone = ONE_AT_A_TIME.lock().unwrap_or_else(PoisonError::into_inner);
    let python = root().join("python");
    let mut pytest = engines().command("pytest");
    pytest.args(["--quiet", "--rootdir"]).arg(&python).arg("-c").arg(python.join("pyproject.toml"));
    pytest.args(["test_frame_libraries.py", "test_ledger.py"].map(|name| python.join("tests").join(name)));
    let text = run(&mut pytest, "pytest");
    assert!(text.contains(" passed") && !text.contains("skipped"), "{text}");
    println!("{text}");
}

#[test]
fn what_the_page_shows_runs_as_it_stands() {
    let _alone = ONE_AT_A_TIME.lock().unwrap_or_else(PoisonError::into_inner);
    for (environment, sections) in [(spark(), &["Apache Spark"][..]), (engines(), &["DuckDB", "Dask", "Ray"][..])] {
        for section in sections {
            let scratch = scratch(&format!("page-{section}"));
            println!("{}", run(program(environment, "page.py").arg(section).arg(scratch), "python"));
        }
    }
}
