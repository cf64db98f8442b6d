//! Many sorted runs read as one, the lowest head first.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::spill::Spill;
use crate::error::Result;

/// The most bytes of one block in a spill.
pub(super) const BLOCK: usize = 64 << 10;

/// Keys in one block.
pub(super) const fn keys_in_block<const N: usize>() -> usize {
    if N == 0 || N > BLOCK { 1 } else { BLOCK / N }
}

/// A sorted run in a spill: where its blocks begin, all but the last full.
#[derive(Clone, Debug, Default)]
pub(super) struct Run {
    pub(super) blocks: Vec<u64>,
    pub(super) keys: u64,
}

/// A run in order, from wherever it comes.
pub(super) trait Head<const N: usize> {
    /// The next key; `None` at the end.
    fn next(&mut self) -> Result<Option<[u8; N]>>;
}

/// A run that lies in memory, as it is or in another order.
pub(super) struct InOrder<I>(pub(super) I);

impl<const N: usize, I: Iterator<Item = [u8; N]>> Head<N> for InOrder<I> {
    fn next(&mut self) -> Result<Option<[u8; N]>> {
        Ok(self.0.next())
    }
}

/// A run that is read from a spill block by block.
pub(super) struct Reader<'s, const N: usize> {
    spill: &'s dyn Spill,
    blocks: std::slice::Iter<'s, u64>,
    /// Keys that no block was read of yet.
    unread: u64,
    block: Vec<u8>,
    /// Where the next key begins in the block.
    at: usize,
}

impl<'s, const N: usize> Reader<'s, N> {
    pub(super) fn of(spill: &'s dyn Spill, run: &'s Run) -> Self {
        Reader { spill, blocks: run.blocks.iter(), unread: run.keys, block: Vec::new(), at: 0 }
    }
}

impl<const N: usize> Head<N> for Reader<'_, N> {
    fn next(&mut self) -> Result<Option<[u8; N]>> {
        if self.at >= self.block.len() {
            let Some(at) = self.blocks.next() else { return Ok(None) };
            let keys = self.unread.min(keys_in_block::<N>() as u64);
            self.unread -= keys;
            self.block.resize(keys as usize * N, 0);
            self.spill.read(*at, &mut self.block)?;
            self.at = 0;
        }
        let key = self.block.get(self.at..).and_then(|rest| rest.first_chunk::<N>()).copied();
        self.at += N;
        Ok(key)
    }
}

/// Hands over the keys of several runs in order.
pub(super) fn merged<const N: usize>(
    mut runs: Vec<Box<dyn Head<N> + '_>>,
    mut each: impl FnMut(&[u8; N]) -> Result<()>,
) -> Result<()> {
    // One run is in order already.
    if let [run] = runs.as_mut_slice() {
        while let Some(key) = run.next()? {
            each(&key)?;
        }
        return Ok(());
    }
    let mut heads = BinaryHeap::with_capacity(runs.len());
    for (index, run) in runs.iter_mut().enumerate() {
        heads.extend(run.next()?.map(|key| Reverse((key, index))));
    }
    while let Some(mut head) = heads.peek_mut() {
        let Reverse((key, index)) = *head;
        each(&key)?;
        match runs.get_mut(index).map_or(Ok(None), |run| run.next())? {
            Some(next) => *head = Reverse((next, index)),
            None => {
                std::collections::binary_heap::PeekMut::pop(head);
            }
        }
    }
    Ok(())
}
