//! The shared library and the programs that are compiled against it. A missing tool panics with its name: the test fails.

use std::collections::BTreeSet;
use std::io::Write as _;
use std::panic::AssertUnwindSafe;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::{Mutex, OnceLock};

/// Where cargo puts what it builds in the profile of this test.
#[must_use]
pub fn built() -> PathBuf {
    let test = std::env::current_exe().expect("the path of this test");
    test.parent().and_then(Path::parent).expect("target/<profile>/deps").to_path_buf()
}

/// The folder that holds `libanxun`, built once for a test program in its own profile.
#[must_use]
pub fn library() -> &'static Path {
    static BUILT: OnceLock<PathBuf> = OnceLock::new();
    BUILT.get_or_init(|| {
        succeed(cargo("build").args(["--package", "anxun-ffi"]), "cargo");
        built()
    })
}

/// A command of cargo in the target folder and the profile of this test.
#[must_use]
pub fn cargo(command: &str) -> Command {
    let folder = built();
    let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo.current_dir(crate::root()).args([command, "--quiet", "--target-dir"]);
    cargo.arg(folder.parent().expect("the target folder"));
    match folder.file_name().and_then(|name| name.to_str()) {
        Some("debug") => {}
        Some(profile) => {
            cargo.args(["--profile", profile]);
        }
        None => panic!("no profile in {}", folder.display()),
    }
    cargo
}

/// Runs a tool that has to succeed.
pub fn succeed(command: &mut Command, tool: &str) -> Output {
    let output = command.output().unwrap_or_else(|error| panic!("the tool `{tool}` could not be run: {error}"));
    assert!(
        output.status.success(),
        "{command:?}: {}\n{}\n{}",
        output.status,
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    );
    output
}

/// A language of programs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language {
    /// C11.
    C,
    /// C++17.
    Cpp,
}

/// How a program is built.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Build {
    /// With all warnings as errors, linked to the shared library.
    Plain,
    /// The same with AddressSanitizer, its leak detection and UndefinedBehaviorSanitizer.
    Sanitized,
    /// With all warnings as errors, linked to the static library.
    Static,
}

impl Language {
    /// The compiler: `CC` or `CXX`, else the usual one.
    #[must_use]
    pub fn compiler(self) -> String {
        let (variable, usual) = match self {
            Language::C => ("CC", "cc"),
            Language::Cpp => ("CXX", "c++"),
        };
        std::env::var(variable).unwrap_or_else(|_| usual.to_owned())
    }

    fn folder(self) -> &'static str {
        match self {
            Language::C => "c",
            Language::Cpp => "cpp",
        }
    }

    /// Flags that every file of the language is compiled with.
    #[must_use]
    pub fn flags(self) -> Vec<String> {
        let standard = match self {
            Language::C => "-std=c11",
            Language::Cpp => "-std=c++17",
        };
        let include = format!("-I{}", crate::root().join("include").display());
        [standard, "-Wall", "-Wextra", "-Wpedantic", "-Wshadow", "-Wconversion", "-Werror", &include]
            .map(str::to_owned)
            .to_vec()
    }
}

/// Compiles `tests/c/NAME.c` or `tests/cpp/NAME.cpp` and links it.
#[must_use]
pub fn program(language: Language, name: &str, build: Build) -> PathBuf {
    // Tests of one program run side by side and share what is compiled.
    static DONE: Mutex<BTreeSet<PathBuf>> = Mutex::new(BTreeSet::new());
    let library = library();
    let source = crate::root().join(format!("tests/{0}/{name}.{0}", language.folder()));
    let program = library.join(format!("anxun-{}-{name}-{build:?}", language.folder()));
    let mut done = DONE.lock().expect("no test failed while it compiled another program");
    if done.contains(&program) {
        return program;
    }
    let mut compiler = Command::new(language.compiler());
    compiler.args(language.flags()).args(["-g", "-O1", "-pthread", "-o"]).arg(&program).arg(&source);
    if build == Build::Sanitized {
        compiler.args(["-fsanitize=address,undefined", "-fno-sanitize-recover=all", "-fno-omit-frame-pointer"]);
    }
    if build == Build::Static {
        compiler.arg(library.join("libanxun.a")).args(["-lm", "-ldl"]);
    } else {
        compiler.arg(format!("-L{0}", library.display())).arg("-lanxun");
        compiler.arg(format!("-Wl,-rpath,{}", library.display()));
    }
    let compiled = std::panic::catch_unwind(AssertUnwindSafe(|| succeed(&mut compiler, &language.compiler())));
    match compiled {
        Ok(_) => done.insert(program.clone()),
        Err(failure) => {
            drop(done);
            std::panic::resume_unwind(failure)
        }
    };
    program
}

/// A program to be run, where the sanitizers look for leaks too.
#[must_use]
pub fn run(program: &Path) -> Command {
    let mut command = Command::new(program);
    command.current_dir(crate::root());
    command.env("ASAN_OPTIONS", "detect_leaks=1:abort_on_error=0").env("UBSAN_OPTIONS", "print_stacktrace=1");
    command
}

/// Asks a program all questions at once and returns what differs.
#[must_use]
pub fn ask(program: &Path, questions: &[crate::questions::Question], only_status_of_errors: bool) -> Vec<String> {
    let mut command = run(program);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap_or_else(|error| panic!("{}: {error}", program.display()));
    let mut input = child.stdin.take().expect("a pipe");
    let lines: String = questions.iter().map(|question| format!("{}\n", question.line)).collect();
    let writer = std::thread::spawn(move || input.write_all(lines.as_bytes()));
    let output = child.wait_with_output().expect("output");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{}: {}\n{said}", program.display(), output.status);
    writer.join().expect("a writer").expect("all lines read");
    let answers = String::from_utf8(output.stdout).expect("UTF-8");
    let answers: Vec<&str> = answers.lines().collect();
    assert_eq!(answers.len(), questions.len(), "answers and questions");
    let status = |line: &str| line.split('\t').next().map(str::to_owned);
    let agrees = |answer: &str, expected: &str| {
        answer == expected
            || (only_status_of_errors && !expected.starts_with("0\t") && status(answer) == status(expected))
    };
    let differ = questions.iter().zip(answers).filter(|(question, answer)| !agrees(answer, &question.answer));
    differ.map(|(question, answer)| format!("{}:\n  {answer}\n  {}", question.id, question.answer)).collect()
}
