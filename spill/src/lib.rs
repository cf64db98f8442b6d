//! Temporary files for registers that memory is not to hold: [`TemporaryFile`], the file behind
//! [`Spill`].
//!
//! The core opens no file. A register that compares records leaves sorted runs of keys with whoever keeps them for it; here
//! it is one file without a name, which the operating system deletes when the process ends, however it ends.
//!
//! ```
//! use std::sync::Arc;
//! use anxun::{calendar::WorkCalendar, check::Context, policy::PolicyBook, value::parse_stamp};
//! use anxun::register::{Inputs, Register};
//! use anxun::runs::Spilling;
//! use anxun_spill::TemporaryFile;
//!
//! let context = Context::new(PolicyBook::seed(), WorkCalendar::china(), parse_stamp("2026-03-02T09:00:00+08:00")?)?;
//! let inputs = Inputs { compare_records: true, ..Inputs::default() };
//! let file = TemporaryFile::in_folder(&std::env::temp_dir())?;
//! let mut register = Register::new(Arc::new(context), &inputs)?.with_spill(Spilling::to(Arc::new(file)));
//! register.push(1, br#"{"schema_version":1,"kind":"Refresher","name":"Evacuation","date":"2026-02-27"}"#);
//! assert!(register.finish()?.shared_findings.is_empty());
//! # Ok::<(), anxun::error::Error>(())
//! ```

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};

use anxun::error::{Error, ErrorCode, Result};
use anxun::runs::Spill;

/// A file without a name in a folder, for all parts of a register of this process.
#[derive(Debug)]
pub struct TemporaryFile(Mutex<Inner>);

#[derive(Debug)]
struct Inner {
    file: File,
    /// Bytes that were kept whole.
    end: u64,
}

impl TemporaryFile {
    /// A file in `folder`, with nothing in it. It takes as much room as the keys need: see the page on scale.
    ///
    /// # Errors
    /// [`ErrorCode::Io`] where the folder takes no file.
    pub fn in_folder(folder: &Path) -> Result<Self> {
        let file = tempfile::tempfile_in(folder).map_err(|error| failed(&error, "a folder that takes a file"))?;
        Ok(TemporaryFile(Mutex::new(Inner { file, end: 0 })))
    }

    /// How many bytes it keeps.
    #[must_use]
    pub fn len(&self) -> u64 {
        self.inner().end
    }

    /// Whether it keeps nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    fn inner(&self) -> MutexGuard<'_, Inner> {
        // A holder that was stopped had not moved the end yet: what it wrote is written over.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Spill for TemporaryFile {
    fn append(&self, block: &[u8]) -> Result<u64> {
        let mut inner = self.inner();
        let at = inner.end;
        let written = inner.file.seek(SeekFrom::Start(at)).and_then(|_| inner.file.write_all(block));
        written.map_err(|error| failed(&error, "room in the folder of the temporary file"))?;
        inner.end += block.len() as u64;
        Ok(at)
    }

    fn read(&self, at: u64, into: &mut [u8]) -> Result<()> {
        let mut inner = self.inner();
        let read = inner.file.seek(SeekFrom::Start(at)).and_then(|_| inner.file.read_exact(into));
        read.map_err(|error| failed(&error, "the bytes that were kept"))
    }
}

fn failed(error: &io::Error, expected: &str) -> Error {
    Error::new(ErrorCode::Io, error.kind().to_string(), expected)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn blocks_come_back_whoever_wrote_between() {
        let file = TemporaryFile::in_folder(&std::env::temp_dir()).unwrap();
        assert!(file.is_empty());
        let block = |thread: u8| vec![thread; 1000 + usize::from(thread)];
        let places: Vec<(u8, u64)> = std::thread::scope(|scope| {
            let threads: Vec<_> = (0..4_u8)
                .map(|thread| {
                    let (file, block) = (&file, &block);
                    scope.spawn(move || {
                        (0..50).map(|_| (thread, file.append(&block(thread)).unwrap())).collect::<Vec<_>>()
                    })
                })
                .collect();
            threads.into_iter().flat_map(|thread| thread.join().unwrap()).collect()
        });
        assert_eq!(file.len(), 50 * (4000 + 6));
        for (thread, at) in places {
            let mut into = vec![9; block(thread).len()];
            file.read(at, &mut into).unwrap();
            assert_eq!(into, block(thread));
        }
        let error = file.read(file.len() - 1, &mut [0; 2]).unwrap_err();
        assert_eq!((error.code, error.expected.as_str()), (ErrorCode::Io, "the bytes that were kept"));
    }

    #[test]
    fn a_folder_that_is_none_is_an_error_without_its_name() {
        let error = TemporaryFile::in_folder(Path::new("/nowhere/at all")).unwrap_err();
        assert_eq!(error.code, ErrorCode::Io);
        assert!(!error.to_string().contains("nowhere"), "{error}");
    }
}
