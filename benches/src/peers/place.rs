//! Where everything lies and how it is installed: below `target/peers`, an environment of Python and one of Node.

use std::fs;
use std::io::{BufWriter, Error, Result, Write};
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

use super::table::{Peer, Program};
use crate::standard::{Standard, Written};
use crate::write::Style;

/// The folders of the measurement.
#[derive(Clone, Debug)]
pub struct Place {
    /// The root of the workspace.
    pub root: PathBuf,
    /// What is made: environments, registers, results.
    pub made: PathBuf,
}

/// Runs a command to its end; what it printed.
///
/// # Errors
/// Where it does not start or fails, with what it said.
pub fn output(command: &mut Command) -> Result<String> {
    let shown = format!("{:?}", command.get_program());
    let output = command.output().map_err(|error| Error::other(format!("{shown}: {error}")))?;
    if !output.status.success() {
        let said = String::from_utf8_lossy(&output.stderr);
        return Err(Error::other(format!("{command:?} failed:\n{said}")));
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

impl Place {
    /// The place in this workspace; its folder is made.
    ///
    /// # Errors
    /// Those of the file system.
    pub fn open() -> Result<Place> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..").canonicalize()?;
        let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), PathBuf::from);
        let place = Place { made: target.join("peers"), root };
        fs::create_dir_all(&place.made)?;
        Ok(place)
    }

    /// The programs of the peers.
    #[must_use]
    pub fn programs(&self) -> PathBuf {
        self.root.join("benches/peers")
    }

    /// A program of the Python environment.
    #[must_use]
    pub fn python(&self, name: &str) -> Command {
        let mut command = Command::new(self.made.join("venv/bin").join(name));
        command.env("PYTHONDONTWRITEBYTECODE", "1").env("PIP_DISABLE_PIP_VERSION_CHECK", "1").env_remove("PYTHONPATH");
        command
    }

    /// Installs what the peers need, unless it is there in these versions.
    ///
    /// # Errors
    /// Where a tool is missing or an installation fails.
    pub fn install(&self) -> Result<()> {
        let programs = self.programs();
        self.once("venv", &[programs.join("requirements.txt")], || {
            output(Command::new("python3").args(["-m", "venv", "--clear"]).arg(self.made.join("venv")))?;
            let wanted = programs.join("requirements.txt");
            output(self.python("python").args(["-m", "pip", "install", "--quiet", "--no-deps", "-r"]).arg(wanted))
        })?;
        let node = self.made.join("node");
        fs::create_dir_all(&node)?;
        let locks = ["package.json", "package-lock.json"].map(|name| programs.join(name));
        self.once("node", &locks, || {
            for (name, from) in ["package.json", "package-lock.json"].iter().zip(&locks) {
                fs::copy(from, node.join(name))?;
            }
            output(Command::new("npm").args(["ci", "--no-audit", "--no-fund"]).current_dir(&node))
        })?;
        eprintln!("building: the peers that are crates");
        let mut build = self.cargo_build("anxun-benches", &self.made.join("build"));
        output(build.args(["--features", "peers", "--bin", "anxun-benches"])).map(drop)
    }

    /// An optimised build of a package of the workspace.
    #[must_use]
    pub fn cargo_build(&self, package: &str, target: &Path) -> Command {
        let mut build = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
        build.args(["build", "--release", "--quiet", "--locked", "--package", package, "--target-dir"]).arg(target);
        build.current_dir(&self.root);
        build
    }

    /// Does some work unless it was done for files of the same contents.
    fn once(&self, name: &str, inputs: &[PathBuf], work: impl FnOnce() -> Result<String>) -> Result<()> {
        let mark = self.made.join(format!("{name}.done"));
        let read: Result<Vec<String>> = inputs.iter().map(fs::read_to_string).collect();
        let wanted = read?.concat();
        if fs::read_to_string(&mark).is_ok_and(|done| done == wanted) {
            return Ok(());
        }
        eprintln!("installing: {name}");
        work()?;
        fs::write(mark, wanted)
    }

    /// Writes the standard register of so many records.
    ///
    /// # Errors
    /// Those of the file system.
    pub fn register(&self, records: u64) -> Result<(PathBuf, Written)> {
        let file = self.made.join(format!("register-{records}.jsonl"));
        let mut out = BufWriter::new(fs::File::create(&file)?);
        let written = Standard { seed: 1, records, style: Style::default() }.write(&mut out)?;
        out.flush()?;
        Ok((file, written))
    }

    /// The fields of the subset of a register as Parquet.
    ///
    /// # Errors
    /// Those of Polars.
    pub fn parquet(&self, register: &Path) -> Result<PathBuf> {
        let file = register.with_extension("parquet");
        output(self.python("python").arg(self.programs().join("peer.py")).arg("parquet").arg(&file).arg(register))?;
        Ok(file)
    }

    /// Runs a peer over files; what it printed.
    ///
    /// # Errors
    /// Where it fails or prints no JSON object.
    pub fn run(&self, peer: &Peer, threads: usize, files: &[&Path]) -> Result<Value> {
        let mut command = match peer.program {
            Program::Rust | Program::Crate => {
                let is_own = peer.program == Program::Rust;
                let with_crates = self.made.join("build/release/anxun-benches");
                let mut command = Command::new(if is_own { std::env::current_exe()? } else { with_crates });
                command.args(["--peer", peer.name, "--threads", &threads.to_string()]);
                command
            }
            Program::Python => {
                let mut command = self.python("python");
                command.arg(self.programs().join("peer.py")).args([peer.name, &threads.to_string()]);
                command
            }
            Program::Node => {
                let mut command = Command::new("node");
                command.env("NODE_PATH", self.made.join("node/node_modules"));
                command.arg(self.programs().join("ajv.cjs")).arg(threads.to_string());
                command
            }
        };
        let printed = output(command.args(files))?;
        serde_json::from_str(printed.trim()).map_err(|error| Error::other(format!("{}: {error}: {printed}", peer.name)))
    }
}
