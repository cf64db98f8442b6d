//! The first page shows the programs that are tested.

use anxun_tests::root;

fn text(path: &str) -> String {
    std::fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

#[test]
fn the_readme_shows_the_programs_that_are_tested() {
    let readme = text("README.md");
    for path in ["core/examples/readme.rs", "tests/c/readme.c", "tests/cpp/readme.cpp", "python/examples/readme.py"] {
        let program = text(path);
        // The doc line at the head of the Rust example is for its own page.
        let program = program.strip_prefix("//! The short program of the first page.\n\n").unwrap_or(&program);
        assert!(readme.contains(program.trim_end()), "README.md does not show {path} as it stands");
    }
}

#[test]
fn every_link_of_the_docs_leads_somewhere() {
    for page in [
        "README.md",
        "docs/rust.md",
        "docs/c-cpp.md",
        "docs/python.md",
        "docs/judging.md",
        "docs/columns.md",
        "docs/may-work.md",
        "docs/frames.md",
        "docs/scale.md",
        "docs/testing.md",
        "docs/performance.md",
        "docs/columns.md",
    ] {
        let folder = root().join(page).parent().expect("a folder").to_path_buf();
        // What stands in a code block is no link.
        let prose: String = text(page).split("```").step_by(2).collect();
        for part in prose.split("](").skip(1) {
            let target = part.split([')', '#']).next().unwrap_or_default();
            let is_local = !target.is_empty() && !target.contains("://");
            assert!(!is_local || folder.join(target).exists(), "{page} links to {target}");
        }
    }
}
