//! The mutants, as `cargo mutants` lists them.

use std::path::Path;
use std::process::Command;

use serde::Deserialize;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize)]
pub struct Place {
    pub line: usize,
    pub column: usize,
}

#[derive(Clone, Copy, Debug, Deserialize)]
pub struct Span {
    pub start: Place,
    pub end: Place,
}

/// The kinds of mutants, in the words of `cargo mutants`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
pub enum Genre {
    FnValue,
    BinaryOperator,
    UnaryOperator,
    MatchArm,
    MatchArmGuard,
    StructField,
}

#[derive(Deserialize)]
struct Function {
    function_name: String,
}

#[derive(Deserialize)]
struct Listed {
    file: String,
    function: Option<Function>,
    genre: Genre,
    name: String,
    replacement: String,
    span: Span,
}

/// One mutant.
#[derive(Clone, Debug)]
pub struct Mutant {
    /// From 1 on.
    pub number: u32,
    /// Folder below `core/src`.
    pub module: String,
    /// Path below the root of the repository.
    pub file: String,
    pub function: String,
    pub genre: Genre,
    pub replacement: String,
    pub span: Span,
    /// What is changed, without a line number.
    pub change: String,
    /// The line of the source, with marks around what is changed.
    pub line: String,
    /// The name that `cargo mutants` gives it.
    pub name: String,
}

/// The mutants of these modules, or files of modules, in their order.
pub fn list(root: &Path, parts: &[String]) -> Vec<Mutant> {
    let mut mutants = Vec::new();
    for part in parts {
        let (module, files) = match part.split_once('/') {
            Some((module, _)) => (module, format!("core/src/{part}*")),
            None => (part.as_str(), format!("core/src/{part}/**")),
        };
        let answer = Command::new("cargo")
            .args(["mutants", "--list", "--json", "-p", "anxun", "-f", &files])
            .current_dir(root)
            .output()
            .expect("cargo runs");
        assert!(
            answer.status.success(),
            "`cargo mutants` lists nothing; `cargo install cargo-mutants` installs it: {}",
            String::from_utf8_lossy(&answer.stderr)
        );
        let listed: Vec<Listed> = serde_json::from_slice(&answer.stdout).expect("the list of cargo mutants");
        for one in listed {
            let number = u32::try_from(mutants.len() + 1).expect("a small number");
            mutants.push(mutant(root, module, number, one));
        }
    }
    mutants
}

fn mutant(root: &Path, module: &str, number: u32, one: Listed) -> Mutant {
    let source = std::fs::read_to_string(root.join(&one.file)).expect("a listed file");
    let function = one.function.map_or(String::new(), |function| function.function_name);
    let change = one.name.splitn(4, ':').nth(3).unwrap_or(&one.name).trim();
    let change = change.strip_suffix(&format!(" in {function}")).unwrap_or(change).to_owned();
    Mutant {
        number,
        module: module.to_owned(),
        file: one.file,
        function,
        genre: one.genre,
        replacement: one.replacement,
        span: one.span,
        line: marked(&source, one.span, one.genre),
        change,
        name: one.name,
    }
}

/// The line in which the change begins, with marks around what is changed; of a whole body nothing.
fn marked(source: &str, span: Span, genre: Genre) -> String {
    if genre == Genre::FnValue {
        return String::new();
    }
    let line: Vec<char> = source.lines().nth(span.start.line - 1).unwrap_or("").chars().collect();
    let from = (span.start.column - 1).min(line.len());
    let to = if span.end.line == span.start.line { (span.end.column - 1).min(line.len()) } else { line.len() };
    let text = |part: &[char]| part.iter().collect::<String>();
    let marked = format!("{}«{}»{}", text(&line[..from]), text(&line[from..to]), text(&line[to..]));
    marked.trim().replace('\t', " ")
}
