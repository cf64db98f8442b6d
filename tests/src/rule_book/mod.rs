//! The rule book (规则手册): what its pages say, from the catalogue, the table of parameters and the conformance cases.

pub mod clauses;
pub mod codes;
pub mod examples;
pub mod index;
pub mod moves;
pub mod page;
pub mod parameters;
pub mod vary;

use std::collections::BTreeMap;

use anxun::rule::ALL;

use crate::cases::Case;

/// The folder of the pages, from the root of the repository.
pub const FOLDER: &str = "docs/rules";

/// Every page that is written, by its path from the root of the repository.
#[must_use]
pub fn pages(cases: &[Case]) -> BTreeMap<String, String> {
    let mut pages: BTreeMap<_, _> =
        ALL.iter().map(|rule| (format!("{FOLDER}/{}.md", rule.code), page::page(rule, cases))).collect();
    pages.insert(format!("{FOLDER}/README.md"), index::page());
    pages.insert("docs/policy.md".to_owned(), parameters::page());
    pages
}
