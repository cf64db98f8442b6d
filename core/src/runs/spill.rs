//! Where sorted runs go that memory is not to hold.

use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::error::{Error, ErrorCode, Result};

/// A place that keeps bytes as they come and gives them back: a temporary file, an object store, another process.
///
/// It is told nothing but bytes, in blocks of at most 64 KiB. The parts of a register share one, on whatever threads they are
/// judged. What was kept has to last as long as the spill; nothing is ever changed or deleted. The bytes hold digests of
/// employee numbers and are to be guarded like them.
pub trait Spill: fmt::Debug + Send + Sync {
    /// Keeps a block behind all that is there and answers where it begins.
    ///
    /// # Errors
    /// [`ErrorCode::Io`] where it could not be kept whole.
    fn append(&self, block: &[u8]) -> Result<u64>;

    /// Fills `into` with the bytes from `at` on.
    ///
    /// # Errors
    /// [`ErrorCode::Io`] where they cannot be read whole.
    fn read(&self, at: u64, into: &mut [u8]) -> Result<()>;
}

/// A spill that keeps everything in memory: for tests, and for hosts that have memory and no disk.
#[derive(Default)]
pub struct InMemory {
    bytes: Mutex<Vec<u8>>,
}

impl InMemory {
    /// A spill with nothing in it.
    #[must_use]
    pub fn new() -> Self {
        InMemory::default()
    }

    /// How many bytes it keeps.
    #[must_use]
    pub fn len(&self) -> usize {
        self.bytes().len()
    }

    /// Whether it keeps nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    fn bytes(&self) -> MutexGuard<'_, Vec<u8>> {
        // Bytes are appended whole or not at all, so that a holder that was stopped leaves nothing half done.
        self.bytes.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Shows the size: the bytes are nobody's to see.
impl fmt::Debug for InMemory {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("InMemory").field("bytes", &self.len()).finish()
    }
}

impl Spill for InMemory {
    fn append(&self, block: &[u8]) -> Result<u64> {
        let mut bytes = self.bytes();
        let at = bytes.len() as u64;
        bytes.extend_from_slice(block);
        Ok(at)
    }

    fn read(&self, at: u64, into: &mut [u8]) -> Result<()> {
        let bytes = self.bytes();
        let from = usize::try_from(at).ok().and_then(|at| bytes.get(at..at.checked_add(into.len())?));
        let from = from.ok_or_else(|| Error::new(ErrorCode::Io, "fewer bytes", "the bytes that were kept"))?;
        into.copy_from_slice(from);
        Ok(())
    }
}

/// A spill, and how much memory may be used before it is.
#[derive(Clone, Debug)]
pub struct Spilling {
    pub(super) spill: Arc<dyn Spill>,
    pub(super) memory: usize,
}

impl Spilling {
    /// Bytes that one part of a register holds unless another number is asked for: 32 MiB for what is compared between
    /// records, and a quarter of it more for numbers.
    pub const MEMORY: usize = 32 << 20;

    /// Spills beyond [`MEMORY`](Self::MEMORY).
    #[must_use]
    pub fn to(spill: Arc<dyn Spill>) -> Self {
        Spilling { spill, memory: Self::MEMORY }
    }

    /// Spills beyond `memory` bytes of keys. Each part of a register, and so each thread, uses that much. Little memory makes
    /// many runs, and each run is read at the end through a block of 64 KiB.
    #[must_use]
    pub fn beyond(self, memory: usize) -> Self {
        Spilling { memory, ..self }
    }

    /// The same spill with a part of the memory.
    pub(crate) fn part(&self, of: usize) -> Self {
        Spilling { spill: Arc::clone(&self.spill), memory: self.memory / of.max(1) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_come_back_from_where_they_were_kept() {
        let spill = InMemory::new();
        assert!(spill.is_empty());
        assert_eq!(
            (spill.append(b"abc").unwrap(), spill.append(b"").unwrap(), spill.append(b"de").unwrap()),
            (0, 3, 3)
        );
        let mut into = [0; 3];
        spill.read(2, &mut into).unwrap();
        assert_eq!(&into, b"cde");
        for at in [3, u64::MAX] {
            assert_eq!(spill.read(at, &mut into).unwrap_err().code, ErrorCode::Io);
        }
        assert_eq!(format!("{spill:?}"), "InMemory { bytes: 5 }");
    }
}
