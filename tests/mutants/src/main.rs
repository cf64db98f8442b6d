//! The mutants of the core, all compiled in at once and switched on one by one. See README.md.

mod copy;
mod instrument;
mod judge;
mod list;
mod regions;
mod survivors;
mod wide;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use copy::Copy;
use judge::{Fate, UnitTests};
use list::Mutant;
use survivors::Row;

const MODULES: &[&str] = &["retention", "calendar", "numbering", "check"];

fn main() -> ExitCode {
    let (options, mut parts): (Vec<String>, Vec<String>) =
        std::env::args().skip(1).partition(|argument| argument.starts_with("--"));
    if let Some(other) = options.iter().find(|option| *option != "--wide") {
        eprintln!("{other} is no option; there is --wide, and modules or files of them, like check/archive");
        return ExitCode::FAILURE;
    }
    if parts.is_empty() {
        parts = MODULES.iter().map(|module| (*module).to_owned()).collect();
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize().expect("the repository");
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("tests/mutants/target"), PathBuf::from);
    let work = target.join("mutants");

    let mutants = list::list(&root, &parts);
    println!("{} mutants", mutants.len());
    let copy = Copy::of(&root, &work);
    let left: BTreeMap<u32, String> =
        copy.instrument(&root, &mutants).into_iter().map(|one| (one.number, one.why)).collect();
    let asker = copy.build(&["build", "-p", "anxun-tests", "--bin", "mutants_asker"]);
    let unit = copy.build(&["test", "-p", "anxun", "--lib", "--no-run", "--features", "columns"]);
    let tests = UnitTests::measure(&unit["anxun"], &copy.folder.join("core"), &work);
    println!("built and measured; {} mutants are not in the copy", left.len());

    let numbers: Vec<u32> = mutants.iter().map(|one| one.number).filter(|number| !left.contains_key(number)).collect();
    let mut fates: BTreeMap<u32, Fate> = judge::judge(&numbers, &asker["mutants_asker"], &tests).into_iter().collect();
    write_outcomes(&work, &mutants, &left, &fates);
    if options.iter().any(|option| option == "--wide") {
        wide::judge(&copy, &work, &mut fates);
        write_outcomes(&work, &mutants, &left, &fates);
    }
    println!("what became of each: {}", work.join("outcomes.tsv").display());
    print_table(&mutants, &left, &fates);
    compare(&root, &parts, &mutants, &fates)
}

fn write_outcomes(work: &Path, mutants: &[Mutant], left: &BTreeMap<u32, String>, fates: &BTreeMap<u32, Fate>) {
    let mut text = String::new();
    for mutant in mutants {
        let fate = match (left.get(&mutant.number), fates.get(&mutant.number)) {
            (Some(why), _) => format!("left\t{why}"),
            (_, Some(Fate::Killed(by))) => format!("killed\t{by}"),
            (_, Some(Fate::Survived { cases, tests })) => format!("survived\t{cases} cases, {tests} unit tests"),
            (None, None) => "not asked\t".to_owned(),
        };
        let _ = writeln!(text, "{fate}\t{}\t{}\t{}", mutant.number, Row::of(mutant).text(), mutant.name);
    }
    std::fs::write(work.join("outcomes.tsv"), text).expect("the outcomes can be written");
}

fn print_table(mutants: &[Mutant], left: &BTreeMap<u32, String>, fates: &BTreeMap<u32, Fate>) {
    let modules: BTreeSet<&str> = mutants.iter().map(|mutant| mutant.module.as_str()).collect();
    println!("{:<12}{:>8}{:>8}{:>10}{:>12}", "module", "listed", "killed", "survived", "not in copy");
    for module in modules {
        let of: Vec<u32> = mutants.iter().filter(|one| one.module == module).map(|one| one.number).collect();
        let count =
            |wanted: fn(&Fate) -> bool| of.iter().filter(|number| fates.get(number).is_some_and(wanted)).count();
        let killed = count(|fate| matches!(fate, Fate::Killed(_)));
        let survived = count(|fate| matches!(fate, Fate::Survived { .. }));
        let absent = of.iter().filter(|number| left.contains_key(number)).count();
        println!("{module:<12}{:>8}{killed:>8}{survived:>10}{absent:>12}", of.len());
    }
}

/// Fails where a mutant survived that the list does not know, or the list knows one that a test kills by now.
fn compare(root: &Path, parts: &[String], mutants: &[Mutant], fates: &BTreeMap<u32, Fate>) -> ExitCode {
    let reasons = survivors::read(&root.join("tests/mutants/survivors.tsv"));
    let survived: BTreeSet<Row> = mutants
        .iter()
        .filter(|one| matches!(fates.get(&one.number), Some(Fate::Survived { .. })))
        .map(Row::of)
        .collect();
    let asked = |row: &Row| parts.iter().any(|part| format!("{}/{}", row.module, row.file).starts_with(part.as_str()));
    let without: Vec<&Row> = survived.iter().filter(|row| !reasons.contains_key(row)).collect();
    let stale: Vec<&Row> = reasons.keys().filter(|row| asked(row) && !survived.contains(row)).collect();
    for row in &without {
        println!("survived without a reason:\t{}", row.text());
    }
    for row in &stale {
        println!("in the list, but did not survive:\t{}", row.text());
    }
    println!(
        "{} survivors have a reason, {} none; {} rows are out of date",
        survived.len() - without.len(),
        without.len(),
        stale.len()
    );
    if without.is_empty() && stale.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
