//! Intervals of time.

use super::Stamp;

/// An interval from a stamp to a later one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// Start.
    pub start: Stamp,
    /// End, not before the start.
    pub end: Stamp,
}

impl Span {
    /// The part that both have; `None` where they only touch or lie apart.
    #[must_use]
    pub fn overlap(self, other: Span) -> Option<Span> {
        let span = Span { start: self.start.max(other.start), end: self.end.min(other.end) };
        (span.start < span.end).then_some(span)
    }

    /// Whether the stamp lies inside, both ends included.
    #[must_use]
    pub fn holds(self, stamp: Stamp) -> bool {
        self.start <= stamp && stamp <= self.end
    }

    /// Seconds that the spans cover together, overlaps counted once.
    #[must_use]
    pub fn covered(spans: &mut [Span]) -> i64 {
        spans.sort_unstable_by_key(|span| span.start);
        let mut seconds = 0;
        let mut until: Option<Stamp> = None;
        for span in spans.iter() {
            let start = until.map_or(span.start, |until| until.max(span.start));
            if span.end > start {
                seconds += (span.end - start).num_seconds();
                until = Some(span.end);
            }
        }
        seconds
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::parse_stamp;

    fn span(from: &str, to: &str) -> Span {
        let at = |time: &str| parse_stamp(&format!("2024-09-27T{time}:00+08:00")).unwrap();
        Span { start: at(from), end: at(to) }
    }

    #[test]
    fn overlaps_count_once() {
        assert_eq!(Span::covered(&mut [span("09:05", "09:15"), span("09:00", "09:10")]), 15 * 60);
        assert_eq!(Span::covered(&mut [span("09:00", "09:08"), span("09:08", "09:15")]), 15 * 60);
        assert_eq!(Span::covered(&mut [span("09:00", "10:00"), span("09:10", "09:20")]), 3600);
        assert_eq!(Span::covered(&mut []), 0);
    }

    #[test]
    fn touching_is_no_overlap() {
        assert_eq!(span("09:00", "10:00").overlap(span("10:00", "11:00")), None);
        assert_eq!(span("09:00", "10:00").overlap(span("09:30", "11:00")), Some(span("09:30", "10:00")));
    }
}
