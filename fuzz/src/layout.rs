//! Which buffers a format has.

/// The buffers of an array.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layout {
    /// None at all.
    Null,
    /// Validity and bits.
    Bits,
    /// Validity and values of so many bytes.
    Fixed(usize),
    /// Validity, offsets of so many bytes, bytes.
    Texts(usize),
    /// Validity, views, any number of texts, their lengths.
    Views,
    /// Validity, and children.
    Struct,
    /// Validity, offsets of so many bytes, and a child.
    List(usize),
    /// Validity, offsets and sizes of so many bytes, and a child.
    ListView(usize),
    /// Validity, and a child of so many items a row.
    FixedList(usize),
}

impl Layout {
    /// The layout of a format; one that nobody knows has values of one byte.
    #[must_use]
    pub fn of(format: &str) -> Layout {
        match format {
            "n" => Layout::Null,
            "b" => Layout::Bits,
            "c" | "C" => Layout::Fixed(1),
            "s" | "S" | "e" => Layout::Fixed(2),
            "i" | "I" | "f" | "tdD" | "tts" | "ttm" | "tiM" => Layout::Fixed(4),
            "l" | "L" | "g" | "tdm" | "ttu" | "ttn" | "tiD" => Layout::Fixed(8),
            "tin" => Layout::Fixed(16),
            "u" | "z" => Layout::Texts(4),
            "U" | "Z" => Layout::Texts(8),
            "vu" | "vz" => Layout::Views,
            "+s" => Layout::Struct,
            "+l" => Layout::List(4),
            "+L" => Layout::List(8),
            "+vl" => Layout::ListView(4),
            "+vL" => Layout::ListView(8),
            other => Layout::with_numbers(other),
        }
    }

    fn with_numbers(format: &str) -> Layout {
        if let Some(size) = format.strip_prefix("+w:") {
            return Layout::FixedList(size.parse::<usize>().unwrap_or(0).min(8));
        }
        if format.starts_with("ts") || format.starts_with("tD") {
            return Layout::Fixed(8);
        }
        if let Some(numbers) = format.strip_prefix("d:") {
            return Layout::Fixed(match numbers.split(',').nth(2) {
                Some("32") => 4,
                Some("64") => 8,
                Some("256") => 32,
                _ => 16,
            });
        }
        Layout::Fixed(1)
    }
}
