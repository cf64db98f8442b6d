//! The survivors against the test programs of the workspace, which take longer.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::process::Command;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use crate::copy::Copy;
use crate::judge::{End, Fate, on_workers, run, within_bounds};

/// Programs of `anxun-tests`, the quickest first.
const PROGRAMS: &[&str] = &[
    "rule_table",
    "receipts",
    "to_pass",
    "register",
    "manifest",
    "personal_data",
    "never",
    "merging",
    "properties",
    "rule_book",
    "model",
];

/// Asks each program that is right without a mutant about the survivors that it reaches.
pub fn judge(copy: &Copy, work: &Path, fates: &mut BTreeMap<u32, Fate>) {
    let mut arguments = vec!["test", "-p", "anxun-tests", "--no-run"];
    for program in PROGRAMS {
        arguments.extend(["--test", program]);
    }
    let built = copy.build(&arguments);
    for program in PROGRAMS {
        let path = &built[*program];
        let told = work.join("reached-wide");
        let _ = std::fs::remove_file(&told);
        let start = Instant::now();
        let mut alone = Command::new(path);
        alone.current_dir(copy.folder.join("tests")).env("ANXUN_MUTANTS_REACHED", &told);
        let end = run(&mut alone, Duration::from_secs(900));
        let took = start.elapsed();
        if end != End::Passed {
            println!("{program} is not right without a mutant ({end:?}): left out");
            continue;
        }
        let reached = std::fs::read_to_string(&told).unwrap_or_default();
        let reached: BTreeSet<u32> = reached.lines().filter_map(|line| line.parse().ok()).collect();
        let survived = |number: &u32| matches!(fates.get(number), Some(Fate::Survived { .. }));
        let asked: Vec<u32> = reached.into_iter().filter(survived).collect();
        let next = AtomicUsize::new(0);
        let killed = on_workers(|_| {
            let mut killed = Vec::new();
            while let Some(number) = asked.get(next.fetch_add(1, Ordering::Relaxed)) {
                let mut test = within_bounds(path);
                test.current_dir(copy.folder.join("tests")).env("ANXUN_MUTANT", number.to_string());
                if run(&mut test, took * 4 + Duration::from_secs(20)) != End::Passed {
                    killed.push(*number);
                }
            }
            killed
        });
        println!("{program}: {:.1} s alone, {} asked, {} killed", took.as_secs_f64(), asked.len(), killed.len());
        for number in killed {
            fates.insert(number, Fate::Killed((*program).to_owned()));
        }
    }
}
