//! The keys of the straight pass: what is declared, ready to be compared with what stands in the document.

/// A key as it stands in a document, with its first bytes ready to be compared in one step.
#[derive(Clone, Copy, Debug)]
pub struct Key {
    /// `"key":`.
    pub(super) text: &'static str,
    /// What follows the first eight bytes.
    pub(super) rest: &'static [u8],
    /// Its first eight bytes.
    first: u64,
    /// Which of them there are.
    mask: u64,
}

impl Key {
    /// The key of `"key":`.
    #[must_use]
    #[allow(clippy::indexing_slicing)]
    pub const fn new(text: &'static str) -> Key {
        let (bytes, mut first, mut mask, mut at) = (text.as_bytes(), 0, 0, 0);
        while at < 8 && at < bytes.len() {
            first |= (bytes[at] as u64) << (8 * at);
            mask |= 0xFF << (8 * at);
            at += 1;
        }
        Key { text, rest: bytes.split_at(at).1, first, mask }
    }

    /// Whether the key may be the one that begins with these bytes.
    #[inline(always)]
    #[must_use]
    pub const fn may_begin(&self, ahead: u64) -> bool {
        ahead & self.mask == self.first
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ahead(text: &str) -> u64 {
        let mut bytes = [0; 8];
        bytes[..text.len().min(8)].copy_from_slice(&text.as_bytes()[..text.len().min(8)]);
        u64::from_le_bytes(bytes)
    }

    #[test]
    fn the_first_bytes_tell_most_keys_apart() {
        assert!(Key::new("\"to\":").may_begin(ahead("\"to\":\"11:00\"")));
        assert!(!Key::new("\"to\":").may_begin(ahead("\"topic\":")));
        assert!(Key::new("\"schema_version\":").may_begin(ahead("\"schema_v")));
        // Eight bytes are no whole key: the reader compares the rest.
        assert!(Key::new("\"recorder\":").may_begin(ahead("\"recorder_signature\":")));
        assert!(!Key::new("\"to\":").may_begin(0));
    }
}
