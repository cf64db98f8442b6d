//! Keys that are put in order: added in any order, merged, and at the end read from the lowest to the highest.

use std::sync::Arc;

use super::merge::{BLOCK, Head, InOrder, Reader, Run, keys_in_block, merged};
use super::spill::Spilling;
use crate::error::{Error, Result};

/// Keys in one piece of memory: growing never copies what is there, and at most one piece is not full.
const PIECE: usize = 8192;

/// Keys of `N` bytes, which sort as bytes do.
#[derive(Clone, Debug, Default)]
pub(crate) struct Sorted<const N: usize> {
    /// Full pieces, then perhaps one that is not full.
    pieces: Vec<Vec<[u8; N]>>,
    spilling: Option<Spilling>,
    /// What went into the spill.
    runs: Vec<Run>,
    /// Why a run could not be kept: its keys are gone, so that there is no answer.
    failed: Option<Error>,
}

impl<const N: usize> Sorted<N> {
    /// Puts further keys into a spill where memory is full.
    pub(crate) fn spill(&mut self, spilling: Spilling) {
        self.spilling = Some(spilling);
    }

    /// An empty one that uses the same spill.
    pub(crate) fn part(&self) -> Self {
        Sorted { spilling: self.spilling.clone(), ..Sorted::default() }
    }

    /// Adds a key.
    pub(crate) fn push(&mut self, key: [u8; N]) {
        let size = self.piece();
        match self.pieces.last_mut() {
            Some(piece) if piece.len() < size => piece.push(key),
            Some(_) => {
                self.make_room();
                let mut piece = Vec::with_capacity(size);
                piece.push(key);
                self.pieces.push(piece);
            }
            // A small register stays small.
            None => self.pieces.push(vec![key]),
        }
    }

    /// Keys in one piece: fewer where there is less memory.
    fn piece(&self) -> usize {
        self.spilling.as_ref().map_or(PIECE, |spilling| (spilling.memory / N.max(1)).clamp(16, PIECE))
    }

    /// How many keys were added.
    pub(crate) fn len(&self) -> u64 {
        let kept: u64 = self.runs.iter().map(|run| run.keys).sum();
        kept + self.pieces.iter().map(|piece| piece.len() as u64).sum::<u64>()
    }

    /// Whether none was added.
    pub(crate) fn is_empty(&self) -> bool {
        self.pieces.is_empty() && self.runs.is_empty()
    }

    /// Takes in the keys of another. Who takes in whom, and in which order, does not change what is read.
    pub(crate) fn merge(&mut self, other: Self) {
        self.failed = self.failed.take().or(other.failed.clone());
        if self.shares_spill_with(&other) {
            self.runs.extend(other.runs);
        } else if !other.runs.is_empty() {
            // Runs of another spill: their keys are read and added.
            let runs = Sorted { pieces: Vec::new(), ..other.clone() };
            if let Err(error) = runs.read(|key| {
                self.push(*key);
                Ok(())
            }) {
                self.failed = Some(error);
            }
        }
        // Only the last piece may have room, so ours is filled after the full ones of the other are in place.
        let size = self.piece();
        let has_room = self.pieces.last().is_some_and(|piece| piece.len() < size);
        let open = if has_room { self.pieces.pop() } else { None };
        let (full, rest): (Vec<_>, Vec<_>) = other.pieces.into_iter().partition(|piece| piece.len() >= size);
        for piece in full {
            self.make_room();
            self.pieces.push(piece);
        }
        self.pieces.extend(open);
        for key in rest.into_iter().flatten() {
            self.push(key);
        }
    }

    fn shares_spill_with(&self, other: &Self) -> bool {
        match (&self.spilling, &other.spilling) {
            (Some(own), Some(theirs)) => Arc::ptr_eq(&own.spill, &theirs.spill),
            _ => other.runs.is_empty(),
        }
    }

    /// Where memory is full, writes what it holds as one sorted run.
    fn make_room(&mut self) {
        let Some(spilling) = &self.spilling else { return };
        let held: usize = self.pieces.iter().map(Vec::len).sum();
        if (held + self.piece()) * N <= spilling.memory || held == 0 {
            return;
        }
        let mut pieces = std::mem::take(&mut self.pieces);
        pieces.iter_mut().for_each(|piece| piece.sort_unstable());
        match written(spilling, pieces) {
            Ok(run) => self.runs.push(run),
            Err(error) => self.failed = self.failed.take().or(Some(error)),
        }
    }

    /// Hands over every key in order and keeps nothing.
    ///
    /// # Errors
    /// That of a spill that failed, and the error by which `each` stops it.
    pub(crate) fn close(mut self, each: impl FnMut(&[u8; N]) -> Result<()>) -> Result<()> {
        // Each piece is sorted where it is.
        self.pieces.iter_mut().for_each(|piece| piece.sort_unstable());
        let pieces = std::mem::take(&mut self.pieces);
        let mut heads = self.spilled()?;
        heads.extend(pieces.into_iter().map(|piece| Box::new(InOrder(piece.into_iter())) as Box<dyn Head<N>>));
        merged(heads, each)
    }

    /// Hands over every key in order.
    ///
    /// # Errors
    /// As [`close`](Self::close).
    pub(crate) fn read(&self, each: impl FnMut(&[u8; N]) -> Result<()>) -> Result<()> {
        let mut heads = self.spilled()?;
        for piece in &self.pieces {
            let mut order: Vec<u16> = (0..).take(piece.len()).collect();
            order.sort_unstable_by_key(|at| piece.get(usize::from(*at)));
            let keys = order.into_iter().filter_map(|at| piece.get(usize::from(at)).copied());
            heads.push(Box::new(InOrder(keys)));
        }
        merged(heads, each)
    }

    /// The runs in the spill, each from its beginning.
    fn spilled(&self) -> Result<Vec<Box<dyn Head<N> + '_>>> {
        if let Some(error) = &self.failed {
            return Err(error.clone());
        }
        let Some(spilling) = &self.spilling else { return Ok(Vec::new()) };
        let reader = |run| Box::new(Reader::of(spilling.spill.as_ref(), run)) as Box<dyn Head<N>>;
        Ok(self.runs.iter().map(reader).collect())
    }
}

/// Writes sorted pieces as one run.
fn written<const N: usize>(spilling: &Spilling, pieces: Vec<Vec<[u8; N]>>) -> Result<Run> {
    let (mut run, mut block) = (Run::default(), Vec::with_capacity(BLOCK));
    let heads = pieces.into_iter().map(|piece| Box::new(InOrder(piece.into_iter())) as Box<dyn Head<N>>).collect();
    merged(heads, |key| {
        block.extend_from_slice(key);
        run.keys += 1;
        if block.len() == keys_in_block::<N>() * N {
            run.blocks.push(spilling.spill.append(&block)?);
            block.clear();
        }
        Ok(())
    })?;
    if !block.is_empty() {
        run.blocks.push(spilling.spill.append(&block)?);
    }
    Ok(run)
}

const _: () = assert!(PIECE <= 1 << 16, "a place in a piece is written as u16");

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::error::ErrorCode;
    use crate::runs::{InMemory, Spill};

    fn key(value: u32) -> [u8; 45] {
        let mut key = [7; 45];
        key[10..14].copy_from_slice(&value.to_be_bytes());
        key
    }

    fn all<const N: usize>(sorted: &Sorted<N>) -> Vec<[u8; N]> {
        let mut keys = Vec::new();
        sorted
            .read(|key| {
                keys.push(*key);
                Ok(())
            })
            .unwrap();
        let mut closed = Vec::new();
        let close = |key: &[u8; N]| {
            closed.push(*key);
            Ok(())
        };
        sorted.clone().close(close).unwrap();
        assert_eq!(keys, closed);
        assert_eq!(sorted.len(), keys.len() as u64);
        keys
    }

    fn spilling(spill: &Arc<InMemory>, memory: usize) -> Spilling {
        Spilling::to(Arc::clone(spill) as Arc<dyn Spill>).beyond(memory)
    }

    #[test]
    fn keys_take_their_bytes_and_one_open_piece() {
        let mut sorted = Sorted::<32>::default();
        (0..20_000_u32).for_each(|value| sorted.push([value as u8; 32]));
        let held: usize = sorted.pieces.iter().map(Vec::capacity).sum();
        assert!(held <= 20_000 + PIECE, "{held}");
    }

    #[test]
    fn runs_in_a_spill_are_read_like_keys_in_memory() {
        let (spill, mut plain) = (Arc::new(InMemory::new()), Sorted::default());
        let mut sorted = Sorted::default();
        sorted.spill(spilling(&spill, 2 * PIECE * 45));
        for value in 0..100_000_u32 {
            let key = key(value.wrapping_mul(2_654_435_761) % 70_001);
            plain.push(key);
            sorted.push(key);
            assert!(sorted.pieces.len() <= 2);
        }
        assert_eq!(sorted.runs.len(), 6);
        assert_eq!(spill.len(), 6 * 2 * PIECE * 45);
        let keys = all(&plain);
        assert!(keys.is_sorted() && keys.len() == 100_000);
        assert!(all(&sorted) == keys);
        // Into another that has a spill of its own, or none.
        for other in [None, Some(Arc::new(InMemory::new()))] {
            let mut into = Sorted::default();
            if let Some(other) = &other {
                into.spill(spilling(other, BLOCK));
            }
            into.merge(sorted.clone());
            assert!(all(&into) == keys);
        }
    }

    #[derive(Debug)]
    struct Full;

    impl Spill for Full {
        fn append(&self, _: &[u8]) -> Result<u64> {
            Err(Error::new(ErrorCode::Io, "a full disk", "room"))
        }

        fn read(&self, _: u64, _: &mut [u8]) -> Result<()> {
            Ok(())
        }
    }

    #[test]
    fn a_run_that_was_not_kept_is_an_error_at_the_end_and_after_every_merge() {
        let mut sorted = Sorted::default();
        sorted.spill(Spilling::to(Arc::new(Full)).beyond(0));
        (0..30_000).for_each(|value| sorted.push(key(value)));
        let error = sorted.read(|_| Ok(())).unwrap_err();
        assert_eq!(error.code, ErrorCode::Io);
        let mut into = Sorted::default();
        into.merge(sorted);
        assert_eq!(into.close(|_| Ok(())).unwrap_err(), error);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]

        /// However keys are dealt out, spilled and merged, what is read is the same.
        #[test]
        fn merged_parts_are_the_whole(seed in 0_u32..1000, count in 0_u32..60_000, memories in prop::array::uniform3(0_usize..4), own in any::<bool>()) {
            let shared = Arc::new(InMemory::new());
            let mut whole = Sorted::default();
            let mut parts = memories.map(|pieces| {
                let spill = if own { Arc::new(InMemory::new()) } else { Arc::clone(&shared) };
                let mut part = Sorted::default();
                if pieces > 0 {
                    part.spill(spilling(&spill, pieces * PIECE * 45));
                }
                part
            });
            for value in 0..count {
                let key = key(value.wrapping_mul(2_654_435_761).wrapping_add(seed) % 50_021);
                whole.push(key);
                parts[(key[12] as usize + seed as usize) % 3].push(key);
            }
            let [mut one, two, mut three] = parts;
            three.merge(two);
            one.merge(three);
            prop_assert!(all(&one) == all(&whole));
        }
    }
}
