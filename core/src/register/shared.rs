//! What records share: one person in two sessions at a time (SG-12), one image in two records (PH-05), one place in the
//! binding (RV-08).
//!
//! Each record leaves keys of 45 bytes, one for each person who was there, each image and its package. In order, those of
//! one digest stand together, people by the start of the session: one look at each key finds who meets whom, in no memory
//! that grows. What was found becomes a key of 29 bytes itself, so that it is told in the order of lines, and that each
//! record is corrected once in the counts, whatever it was found for.

use serde::Serialize;

use super::missing::mends;
use super::stream::Ordinal;
use crate::check::{Mark, Place, Shared};
use crate::error::Result;
use crate::rule::{self, Facet, Grade, Remedy, Rule, Severity, finding_tag};
use crate::value::Span;

/// Bytes of one key in memory, in a spill and in a state.
pub(super) const KEY_BYTES: usize = 45;

/// Bytes of one hit in memory and in a spill.
pub(super) const HIT_BYTES: usize = 29;

/// A finding on what two records share, once for each of them: a person at one time (SG-12), an image (PH-05), a place in
/// the binding (RV-08).
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SharedFinding {
    /// Identity of the finding.
    pub id: String,
    /// Code of the rule.
    pub code: &'static str,
    /// How it weighs.
    pub severity: Severity,
    /// Grade of the defect.
    pub grade: Option<Grade>,
    /// Whether the grade is only suspected until somebody confirms it.
    pub suspected: bool,
    /// Facet.
    pub facet: Option<Facet>,
    /// Line of the record.
    pub line: u64,
    /// JSON pointer in that record.
    pub path: String,
    /// Line of a record that it shares this with: the one it meets first in the order of time, or of lines.
    pub other_line: u64,
    /// What mends it.
    pub remedy: Option<Remedy>,
    /// Clauses of the scheme.
    pub clauses: &'static [&'static str],
    /// Legal bases.
    pub basis: &'static [&'static str],
    /// Message in Chinese.
    pub message_zh: &'static str,
    /// Message in English.
    pub message_en: &'static str,
}

/// What a record may share, as it is put in order: rule, digest, time, record, place, identity of the finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Key {
    shared: Shared,
    digest: [u8; 16],
    /// Start of the session in seconds above its length; 0 where time does not matter.
    time: u64,
    record: Found,
}

/// Where a finding would stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Found {
    ordinal: u64,
    /// Position, with [`IS_SIGNER`] and [`IS_COUNTED`].
    place: u32,
    tag: [u8; 8],
}

const IS_SIGNER: u32 = 1 << 31;
/// The record itself has a finding of the code: it is not one more record of it.
const IS_COUNTED: u32 = 1 << 30;

/// Bits of the length of a session: 194 days of seconds. A session is one day at most.
const LENGTH: u32 = 24;
/// What makes every start positive: 40 bits hold seconds of 17 000 years before and after 1970.
const EPOCH: i64 = 1 << 39;

fn time(session: Option<Span>) -> u64 {
    let Some(session) = session else { return 0 };
    let start = u64::try_from(session.start.timestamp() + EPOCH).unwrap_or_default();
    let length = u64::try_from((session.end - session.start).num_seconds()).unwrap_or_default();
    start << LENGTH | length.min((1 << LENGTH) - 1)
}

/// Takes the next bytes of a key; those of a key are always there.
fn next<const N: usize>(rest: &mut &[u8]) -> [u8; N] {
    let Some((next, after)) = rest.split_first_chunk::<N>() else { return [0; N] };
    *rest = after;
    *next
}

impl Key {
    /// The key of a mark of a record.
    pub(super) fn of(mark: &Mark, record: &str, ordinal: Ordinal) -> Key {
        let code = mark.shared.rule().code;
        let tag = finding_tag(record, code, &mark.place.path(mark.shared), 0);
        let flags = (if mark.place.is_signer { IS_SIGNER } else { 0 }) | (if mark.is_counted { IS_COUNTED } else { 0 });
        // Lists are shorter than 2^30 by the limits of a document.
        let place = mark.place.index & !(IS_SIGNER | IS_COUNTED) | flags;
        let record = Found { ordinal: ordinal.packed(), place, tag };
        Key { shared: mark.shared, digest: mark.digest, time: time(mark.session), record }
    }

    /// As bytes, which sort by rule, digest, start, length, line.
    pub(super) fn to_bytes(self) -> [u8; KEY_BYTES] {
        let mut bytes = [0; KEY_BYTES];
        let Found { ordinal, place, tag } = self.record;
        let parts = [self.shared as u8].into_iter().chain(self.digest).chain(self.time.to_be_bytes());
        let parts = parts.chain(ordinal.to_be_bytes()).chain(place.to_be_bytes()).chain(tag);
        bytes.iter_mut().zip(parts).for_each(|(to, from)| *to = from);
        bytes
    }

    /// The key of bytes; `None` where they are none.
    pub(super) fn of_bytes(bytes: &[u8; KEY_BYTES]) -> Option<Key> {
        let mut rest = bytes.as_slice();
        let [shared] = next(&mut rest);
        let (digest, time) = (next(&mut rest), u64::from_be_bytes(next(&mut rest)));
        let (ordinal, place) = (u64::from_be_bytes(next(&mut rest)), u32::from_be_bytes(next(&mut rest)));
        let shared = *Shared::ALL.get(usize::from(shared))?;
        Some(Key { shared, digest, time, record: Found { ordinal, place, tag: next(&mut rest) } })
    }

    fn start(&self) -> u64 {
        self.time >> LENGTH
    }

    fn end(&self) -> u64 {
        self.start() + (self.time & ((1 << LENGTH) - 1))
    }

    /// Whether this one, which comes later in order, shares with that one; a session that starts as the other ends does not
    /// overlap.
    fn meets(&self, before: &Key) -> bool {
        self.shared != Shared::Person || self.start() < before.end()
    }
}

/// Reads keys in order and tells who meets whom.
pub(super) struct Sweep<F> {
    each: F,
    /// Of the keys of this digest the one that reaches furthest: whoever meets any of them meets it. And whether it was told.
    reach: Option<(Key, bool)>,
}

impl<F: FnMut(Hit) -> Result<()>> Sweep<F> {
    pub(super) fn new(each: F) -> Self {
        Sweep { each, reach: None }
    }

    /// The next key in order.
    pub(super) fn take(&mut self, key: Key) -> Result<()> {
        let of_digest = |(before, _): &(Key, bool)| (before.shared, before.digest) == (key.shared, key.digest);
        let Some((before, was_told)) = self.reach.filter(of_digest) else {
            self.reach = Some((key, false));
            return Ok(());
        };
        let meets = key.meets(&before);
        if meets {
            if !was_told {
                (self.each)(Hit::of(&before, &key))?;
            }
            (self.each)(Hit::of(&key, &before))?;
        }
        let reaches_further = key.shared == Shared::Person && key.end() > before.end();
        self.reach = Some(if reaches_further { (key, meets) } else { (before, was_told || meets) });
        Ok(())
    }
}

/// A record with a finding between records, as it is put in order: record, rule, place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Hit {
    /// What is shared; `None` for a number borne twice, which is told elsewhere and only counted here.
    shared: Option<Shared>,
    record: Found,
    other_line: u64,
}

impl Hit {
    fn of(key: &Key, other: &Key) -> Hit {
        Hit { shared: Some(key.shared), record: key.record, other_line: Ordinal::of(other.record.ordinal).line }
    }

    /// Of a number that is borne twice.
    pub(super) fn of_number(ordinal: u64) -> Hit {
        Hit { shared: None, record: Found { ordinal, place: 0, tag: [0; 8] }, other_line: 0 }
    }

    /// As bytes, which sort by line, rule, place.
    pub(super) fn to_bytes(self) -> [u8; HIT_BYTES] {
        let mut bytes = [0; HIT_BYTES];
        let Found { ordinal, place, tag } = self.record;
        let shared = self.shared.map_or(u8::MAX, |shared| shared as u8);
        let parts = ordinal.to_be_bytes().into_iter().chain([shared]).chain(place.to_be_bytes());
        let parts = parts.chain(tag).chain(self.other_line.to_be_bytes());
        bytes.iter_mut().zip(parts).for_each(|(to, from)| *to = from);
        bytes
    }

    /// The hit of bytes that [`to_bytes`](Self::to_bytes) wrote.
    pub(super) fn of_bytes(bytes: &[u8; HIT_BYTES]) -> Hit {
        let mut rest = bytes.as_slice();
        let ordinal = u64::from_be_bytes(next(&mut rest));
        let [shared] = next(&mut rest);
        let (place, tag) = (u32::from_be_bytes(next(&mut rest)), next(&mut rest));
        let shared = Shared::ALL.get(usize::from(shared)).copied();
        Hit { shared, record: Found { ordinal, place, tag }, other_line: u64::from_be_bytes(next(&mut rest)) }
    }

    /// The record.
    pub(super) fn ordinal(&self) -> u64 {
        self.record.ordinal
    }

    /// The row of the catalogue.
    pub(super) fn rule(&self) -> &'static Rule {
        self.shared.map_or(&rule::NB_04, Shared::rule)
    }

    /// The grade of the finding.
    pub(super) fn grade(&self) -> Option<Grade> {
        self.shared.map_or(rule::NB_04.grade, |shared| shared.outcome().grade)
    }

    /// Whether supplying or correcting mends it.
    pub(super) fn is_mended(&self) -> bool {
        mends(self.shared.map_or(rule::NB_04.remedy, |shared| shared.outcome().remedy))
    }

    /// Whether the record has a finding of the code of its own.
    pub(super) fn is_counted(&self) -> bool {
        self.record.place & IS_COUNTED != 0
    }

    /// The finding; a number borne twice has its own.
    pub(super) fn finding(&self) -> Option<SharedFinding> {
        let shared = self.shared?;
        let (row, outcome) = (shared.rule(), shared.outcome());
        let Found { ordinal, place, tag } = self.record;
        let place = Place { is_signer: place & IS_SIGNER != 0, index: place & !(IS_SIGNER | IS_COUNTED) };
        Some(SharedFinding {
            id: format!("{:016x}", u64::from_be_bytes(tag)),
            code: row.code,
            severity: outcome.severity,
            grade: outcome.grade,
            suspected: outcome.suspected,
            facet: row.facets.first(),
            line: Ordinal::of(ordinal).line,
            path: place.path(shared),
            other_line: self.other_line,
            remedy: outcome.remedy,
            clauses: row.clauses,
            basis: row.basis,
            message_zh: row.zh,
            message_en: row.en,
        })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::rule::finding_id;
    use crate::value::{Stamp, parse_stamp};

    fn at(minute: i64) -> Stamp {
        parse_stamp("2024-03-12T14:00:00+08:00").unwrap() + chrono::TimeDelta::minutes(minute)
    }

    fn key(shared: Shared, digest: u8, line: u64, session: Option<(i64, i64)>) -> Key {
        let session = session.map(|(from, to)| Span { start: at(from), end: at(to) });
        let place = Place { is_signer: false, index: line as u32 };
        let mark = Mark { shared, digest: [digest; 16], session, place, is_counted: false };
        Key::of(&mark, &format!("R-{line}"), Ordinal { line, passes: true, mendable: false, grade: None })
    }

    /// Lines that were told, with the line of the other.
    fn swept(keys: &[Key]) -> Vec<(u64, u64)> {
        let mut keys: Vec<_> = keys.iter().map(|key| key.to_bytes()).collect();
        keys.sort_unstable();
        let mut told = Vec::new();
        let mut sweep = Sweep::new(|hit: Hit| {
            told.push((Ordinal::of(hit.record.ordinal).line, hit.other_line));
            Ok(())
        });
        keys.iter().for_each(|key| sweep.take(Key::of_bytes(key).unwrap()).unwrap());
        told.sort_unstable();
        told
    }

    fn sessions(sessions: &[(i64, i64)]) -> Vec<(u64, u64)> {
        let keys: Vec<Key> =
            (1..).zip(sessions).map(|(line, session)| key(Shared::Person, 1, line, Some(*session))).collect();
        swept(&keys)
    }

    #[test]
    fn g_43_sessions_that_overlap_are_told_on_both_sides_and_those_that_touch_are_not() {
        assert_eq!(sessions(&[(0, 60), (60, 120)]), []);
        assert_eq!(sessions(&[(0, 61), (60, 120)]), [(1, 2), (2, 1)]);
        assert_eq!(sessions(&[(0, 60), (0, 60)]), [(1, 2), (2, 1)]);
        assert_eq!(sessions(&[(0, 240), (60, 90), (90, 120), (240, 300)]), [(1, 2), (2, 1), (3, 1)]);
        // Midnight is no border.
        assert_eq!(sessions(&[(9 * 60, 11 * 60), (10 * 60 + 59, 12 * 60)]), [(1, 2), (2, 1)]);
    }

    #[test]
    fn what_is_shared_whenever_is_told_on_each_and_kinds_and_digests_do_not_meet() {
        for shared in [Shared::Image, Shared::Binding] {
            let keys =
                [key(shared, 1, 5, None), key(shared, 1, 3, None), key(shared, 1, 9, None), key(shared, 2, 4, None)];
            assert_eq!(swept(&keys), [(3, 5), (5, 3), (9, 3)]);
        }
        let apart = [key(Shared::Image, 1, 1, None), key(Shared::Binding, 1, 2, None), key(Shared::Image, 2, 3, None)];
        assert_eq!(swept(&apart), []);
    }

    #[test]
    fn a_hit_says_place_and_identity_of_its_finding() {
        let hit = Hit::of(&key(Shared::Image, 1, 7, None), &key(Shared::Image, 1, 9, None));
        assert_eq!(Hit::of_bytes(&hit.to_bytes()), hit);
        let finding = hit.finding().unwrap();
        assert_eq!((finding.line, finding.path.as_str(), finding.other_line), (7, "/photos/7", 9));
        assert_eq!(finding.id, finding_id("R-7", "PH-05", "/photos/7", 0));
        assert_eq!(
            (finding.grade, finding.suspected, finding.remedy),
            (Some(Grade::Severe), true, Some(Remedy::Repeat))
        );
        let number = Hit::of_bytes(&Hit::of_number(77).to_bytes());
        assert_eq!((number.finding(), number.rule().code, number.ordinal()), (None, "NB-04", 77));
        let mut none = key(Shared::Image, 1, 7, None).to_bytes();
        none[0] = 3;
        assert_eq!(Key::of_bytes(&none), None);
    }

    proptest! {
        /// One look at each key finds exactly the sessions that overlap any other.
        #[test]
        fn the_sweep_finds_what_every_pair_finds(list in prop::collection::vec((0_i64..60, 1_i64..25), 0..14)) {
            let list: Vec<_> = list.into_iter().map(|(from, length)| (from, from + length)).collect();
            let told = sessions(&list);
            let overlap = |one: usize, other: usize| one != other && list[one].0 < list[other].1 && list[other].0 < list[one].1;
            let expected: Vec<u64> =
                (0..list.len()).filter(|one| (0..list.len()).any(|other| overlap(*one, other))).map(|one| one as u64 + 1).collect();
            prop_assert_eq!(told.iter().map(|(line, _)| *line).collect::<Vec<_>>(), expected);
            for (line, other) in told {
                prop_assert!(overlap(line as usize - 1, other as usize - 1), "{line} {other}");
            }
        }
    }
}
