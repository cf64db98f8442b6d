//! How far a long register is, on standard error; only where a person looks at it.

use std::io::Write;
use std::time::{Duration, Instant};

use super::lang::Lang;

const EVERY: Duration = Duration::from_millis(500);

/// A line that is written over every half second; the first time after half a second, so that short registers show none.
pub(super) struct Progress<'a> {
    /// Where it goes; `None` = nobody looks.
    out: Option<&'a mut dyn Write>,
    lang: Lang,
    last: Instant,
    is_shown: bool,
}

impl<'a> Progress<'a> {
    pub(super) fn new(out: Option<&'a mut dyn Write>, lang: Lang) -> Self {
        Progress { out, lang, last: Instant::now(), is_shown: false }
    }

    /// Shows lines and bytes read so far, of `bytes` in all (0 = not known).
    pub(super) fn show(&mut self, lines: u64, read: u64, bytes: u64) {
        let Some(out) = &mut self.out else { return };
        if self.last.elapsed() < EVERY {
            return;
        }
        self.last = Instant::now();
        self.is_shown = true;
        let share = read.saturating_mul(100).checked_div(bytes).map_or_else(String::new, |share| format!(" {share}%"));
        let megabytes = read >> 20;
        let text = match self.lang {
            Lang::Zh => format!("已审查 {lines} 行，{megabytes} MiB{share}"),
            Lang::En => format!("{lines} lines judged, {megabytes} MiB{share}"),
        };
        // Progress is no result: where it cannot be shown, the run goes on.
        let _ = write!(out, "\r\x1b[K{text}").and_then(|()| out.flush());
    }

    /// Takes the line away.
    pub(super) fn clear(&mut self) {
        if let (true, Some(out)) = (self.is_shown, &mut self.out) {
            let _ = write!(out, "\r\x1b[K").and_then(|()| out.flush());
        }
    }
}
