//! Writes what the fuzz targets begin with: fuzz/corpus/TARGET and the dictionary fuzz/corpus/TARGET.dict.

use std::collections::BTreeSet;
use std::path::Path;

use anxun::operations::OPERATIONS;
use anxun::record::{Shape, TrainingRecord, Type};
use anxun_benches::random::Random;
use anxun_tests::cases;
use anxun_tests::node::{Dress, Node, write};
use anxun_tests::seeds::records;

/// Requests that are longer are left out: a run should go to the many.
const LONGEST_REQUEST: usize = 6_000;
/// Records that are longer are cut.
const LONGEST_RECORD: usize = 2_500;

fn main() {
    let corpus = anxun_tests::root().join("fuzz/corpus");
    let mut random = Random::new(1);
    let records: Vec<Vec<u8>> = records().iter().map(|node| dressed(node, &mut random)).collect();
    let requests: BTreeSet<String> =
        cases::all().iter().map(|case| format!("{}\n{}", case.operation, case.request())).collect();
    let requests = requests.into_iter().filter(|text| text.len() <= LONGEST_REQUEST).map(String::into_bytes);
    folder(&corpus.join("reader"), &records);
    folder(&corpus.join("review"), &records);
    folder(&corpus.join("call"), &requests.collect::<Vec<_>>());
    // The columns are made from the bytes, whatever they are.
    let any = |at: usize, random: &mut Random| (0..40 + 12 * at).map(|_| random.bits().to_le_bytes()[0]).collect();
    folder(&corpus.join("columns"), &(0..200).map(|at| any(at, &mut random)).collect::<Vec<Vec<u8>>>());
    let mut words = BTreeSet::new();
    collect(TrainingRecord::shape(), &mut words);
    let record = dictionary(&words);
    words.extend(OPERATIONS.iter().map(|one| one.name.to_owned()));
    for (target, words) in [("reader", &record), ("review", &record), ("call", &dictionary(&words))] {
        save(&corpus.join(target).with_extension("dict"), words.as_bytes());
    }
}

/// The record in some dress, without fields that chance picks until it is short.
fn dressed(node: &Node, random: &mut Random) -> Vec<u8> {
    let dress = *random.pick(&Dress::ALL);
    let mut node = node.clone();
    loop {
        let text = write(&node, dress, random);
        match &mut node {
            Node::Object(pairs) if text.len() > LONGEST_RECORD && pairs.len() > 3 => {
                // The first two are the version and the kind.
                pairs.remove(2 + random.below(pairs.len() - 2));
            }
            _ => return text,
        }
    }
}

fn folder(path: &Path, seeds: &[Vec<u8>]) {
    std::fs::create_dir_all(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    for (at, seed) in seeds.iter().enumerate() {
        save(&path.join(format!("seed-{at:04}")), seed);
    }
    println!("{} seeds in {}", seeds.len(), path.display());
}

fn save(path: &Path, bytes: &[u8]) {
    std::fs::write(path, bytes).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
}

/// The names of the fields and the codes, in quotes.
fn collect(shape: &Shape, words: &mut BTreeSet<String>) {
    for field in shape.fields {
        words.insert(format!("\"{}\":", field.name));
        let mut ty = field.ty;
        while let Type::List(item) = ty {
            ty = *item;
        }
        match ty {
            Type::Object(inner) => collect(inner, words),
            Type::Code(codes) => words.extend(codes.rows.iter().map(|row| format!("\"{}\"", row.code))),
            _ => {}
        }
    }
    let others =
        ["null", "true", "false", "{}", "[]", "\\ud83d", "\\u00", "\"2024-02-29\"", "\"2024-02-29T00:00:00Z\""];
    words.extend(others.map(str::to_owned));
}

/// Words as libFuzzer reads them.
fn dictionary(words: &BTreeSet<String>) -> String {
    words.iter().map(|word| format!("\"{}\"\n", word.replace('\\', "\\\\").replace('"', "\\\""))).collect()
}
