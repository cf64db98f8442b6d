//! The table of codes (`tests/codes.md`): every rule that there has to be, with its columns as they are written.

/// One row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CodeRow {
    /// The code, `TP-05`.
    pub code: String,
    /// The name in kebab-case.
    pub name: String,
    /// The meaning in one sentence.
    pub meaning: String,
    /// `W (E: issued after the start)`.
    pub severity: String,
    /// `Severe (suspected); Minor for device only`, or `-`.
    pub grade: String,
    /// `sign-in`.
    pub family: String,
    /// `II.2.2, VI.6.1`.
    pub clauses: String,
    /// `sign_in, plan` = each, `video / certificates` = at least one.
    pub facet: String,
    /// `repeat (explain: device only)`, or `-`.
    pub remedy: String,
    /// Law by instrument and article, or `-`.
    pub basis: String,
}

/// The families of the catalogue: those asked of people, of records and of registers of records.
const FAMILIES: &[&str] =
    &["OB", "SG", "LC", "SV", "PH", "AS", "EL", "WD", "FT", "TP", "TR", "FV", "TM", "RV", "NB", "AR", "RT"];

/// Codes of the plan that are judged here: of records (PL-08, PL-15), of people and of plan items.
const BESIDE: &[&str] = &["PL-08", "PL-10", "PL-12", "PL-15"];

/// Every row, in the order of the table.
///
/// # Panics
/// Where the table is not there or a row has not ten columns.
#[must_use]
pub fn table() -> Vec<CodeRow> {
    let text = std::fs::read_to_string(crate::root().join("tests/codes.md")).expect("tests/codes.md");
    let is_row = |line: &&str| line.starts_with("| ") && !line.starts_with("| code ");
    text.lines().filter(is_row).map(row).collect()
}

/// The rows that have to be rules of the catalogue: those of records, of registers, of what keeps them and of people.
#[must_use]
pub fn of_the_catalogue() -> Vec<CodeRow> {
    let mut rows = table();
    rows.retain(|row| is_in_the_catalogue(&row.code));
    rows
}

/// Whether a code has to be a rule of the catalogue.
#[must_use]
pub fn is_in_the_catalogue(code: &str) -> bool {
    let family = code.split_once('-').map_or("", |(family, _)| family);
    FAMILIES.contains(&family) || BESIDE.contains(&code)
}

fn row(line: &str) -> CodeRow {
    let cells: Vec<String> = line.trim().trim_matches('|').split('|').map(|cell| cell.trim().to_owned()).collect();
    let Ok([code, name, meaning, severity, grade, family, clauses, facet, remedy, basis]) =
        <[String; 10]>::try_from(cells)
    else {
        panic!("ten columns: {line}")
    };
    CodeRow { code, name, meaning, severity, grade, family, clauses, facet, remedy, basis }
}
