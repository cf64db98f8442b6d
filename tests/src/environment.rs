//! A virtual environment of Python below `target`: made once, and again only where what is in it has changed.

use std::ffi::OsStr;
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::root;

/// A virtual environment.
#[derive(Debug)]
pub struct Environment {
    /// Where it lies, with all that the tests write.
    pub folder: PathBuf,
}

/// Runs a command to its end and answers what it printed.
///
/// # Panics
/// Where it fails, with what it printed.
pub fn run(command: &mut Command, tool: &str) -> String {
    let shown = format!("{command:?}");
    let output =
        command.output().unwrap_or_else(|error| panic!("the tool {tool} is missing or does not start: {error}"));
    let text = format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success(), "{shown} failed:\n{text}");
    text
}

/// A Python of 3.11 or later.
///
/// # Panics
/// Where there is none.
#[must_use]
pub fn python() -> PathBuf {
    let given = std::env::var_os("ANXUN_PYTHON").map(PathBuf::from);
    let names = given.into_iter().chain(["python3", "python"].map(PathBuf::from));
    let is_new = |name: &PathBuf| {
        let asked = Command::new(name).args(["-c", "import sys; sys.exit(sys.version_info < (3, 11))"]).output();
        asked.is_ok_and(|output| output.status.success())
    };
    names.into_iter().find(is_new).expect("the tool python3 (3.11 or later) is missing; ANXUN_PYTHON may name it")
}

impl Environment {
    /// The environment in a folder, with what a file of requirements names.
    ///
    /// # Panics
    /// Where it cannot be made.
    #[must_use]
    pub fn new(folder: PathBuf, requirements: &Path) -> Environment {
        let environment = Environment { folder };
        fs::create_dir_all(&environment.folder).expect("a folder below target");
        environment.install_tools(requirements);
        environment
    }

    /// A program of the environment.
    #[must_use]
    pub fn tool(&self, name: &str) -> PathBuf {
        let folder = if cfg!(windows) { "Scripts" } else { "bin" };
        self.folder.join("venv").join(folder).join(name)
    }

    /// A command of the environment, away from the sources: the package that is installed is the one that is tested.
    #[must_use]
    pub fn command(&self, name: &str) -> Command {
        let mut command = Command::new(self.tool(name));
        command
            .current_dir(&self.folder)
            .env("VIRTUAL_ENV", self.folder.join("venv"))
            // The sources are read by cargo and by Python at the same time: no build goes into the other's way. All
            // environments share one.
            .env("CARGO_TARGET_DIR", self.folder.with_file_name("python").join("build"))
            .env("PIP_DISABLE_PIP_VERSION_CHECK", "1")
            .env("PYTHONDONTWRITEBYTECODE", "1")
            .env_remove("PYTHONPATH");
        command
    }

    /// Does some work unless it was done for the same inputs.
    ///
    /// # Panics
    /// Where the mark cannot be written.
    pub fn once(&self, name: &str, inputs: u64, work: impl FnOnce()) {
        let mark = self.folder.join(format!("{name}.done"));
        if fs::read_to_string(&mark).is_ok_and(|done| done == inputs.to_string()) {
            return;
        }
        work();
        fs::write(&mark, inputs.to_string()).expect("a mark");
    }

    fn install_tools(&self, needed: &Path) {
        self.once("tools", fingerprint(&[needed.to_path_buf()]), || {
            let venv = self.folder.join("venv");
            run(Command::new(python()).args(["-m", "venv", "--clear"]).arg(&venv), "python3 with the module venv");
            let _ = fs::remove_file(self.folder.join("package.done"));
            run(self.command("python").args(["-m", "pip", "install", "--quiet", "-r"]).arg(needed), "pip");
        });
    }

    /// Builds the package and installs it, unless that was done.
    ///
    /// # Panics
    /// Where it does not build.
    pub fn install_package(&self) {
        let root = root();
        self.once("package", package(), || {
            let install = ["-m", "pip", "install", "--quiet", "--force-reinstall", "--no-deps"];
            // Without optimisation: with the checks for overflow, and in a fraction of the time.
            let mut command = self.command("python");
            command.env("MATURIN_PEP517_ARGS", "--profile dev").args(install).arg(root.join("python"));
            run(&mut command, "pip");
        });
    }
}

/// A number that changes with the sources of the package.
#[must_use]
pub fn package() -> u64 {
    let parts = ["Cargo.toml", "Cargo.lock", "core", "python/Cargo.toml", "python/build.rs", "python/pyproject.toml"];
    let parts = parts.iter().chain(&["python/src", "python/anxun"]).map(|part| root().join(part));
    fingerprint(&parts.collect::<Vec<_>>())
}

/// A number that changes with the contents of the files.
///
/// # Panics
/// For a file that cannot be read.
#[must_use]
pub fn fingerprint(paths: &[PathBuf]) -> u64 {
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
