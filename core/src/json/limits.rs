//! How large a document may be (C-49).

/// Limits of size (C-49). A host may raise or lower them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Characters of a one-line text.
    pub text: usize,
    /// Characters of a long text.
    pub long_text: usize,
    /// Items of one list.
    pub list: usize,
    /// Bytes of one document.
    pub document: usize,
    /// Levels of nesting.
    pub nesting: usize,
    /// Faults of one document: one with more is of another kind than a record, and not read on.
    pub faults: usize,
}

impl Limits {
    /// The characters that a text may have, `long` or of one line.
    pub(super) fn of_text(&self, long: bool) -> usize {
        if long { self.long_text } else { self.text }
    }
}

impl Default for Limits {
    fn default() -> Self {
        Limits { text: 256, long_text: 65_536, list: 100_000, document: 16 << 20, nesting: 64, faults: 10_000 }
    }
}
