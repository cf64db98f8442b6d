//! The first few of many, kept in order: a bounded list that merges.

/// The `limit` smallest values that were ever added.
#[derive(Clone, Debug)]
pub(super) struct Top<T> {
    limit: usize,
    kept: Vec<T>,
}

impl<T: Ord> Top<T> {
    /// An empty list of at most `limit` values.
    pub(super) fn new(limit: usize) -> Self {
        Top { limit, kept: Vec::new() }
    }

    /// A list of at most `limit` of these values.
    pub(super) fn of(limit: usize, values: impl IntoIterator<Item = T>) -> Self {
        let mut top = Top::new(limit);
        values.into_iter().for_each(|value| top.add(value));
        top
    }

    /// The values, smallest first.
    pub(super) fn as_slice(&self) -> &[T] {
        &self.kept
    }

    /// Whether a value would be kept: asked before it is built.
    pub(super) fn would_keep(&self, is_before: impl Fn(&T) -> bool) -> bool {
        self.kept.len() < self.limit || self.kept.last().is_some_and(is_before)
    }

    /// Adds a value.
    pub(super) fn add(&mut self, value: T) {
        let at = self.kept.partition_point(|one| *one <= value);
        if at < self.limit {
            self.kept.insert(at, value);
            self.kept.truncate(self.limit);
        }
    }

    /// Adds the values of another list.
    pub(super) fn merge(&mut self, other: Top<T>) {
        other.kept.into_iter().for_each(|value| self.add(value));
    }

    /// The values, smallest first.
    pub(super) fn into_vec(self) -> Vec<T> {
        self.kept
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_smallest_stay_whatever_the_order() {
        let mut one = Top::new(3);
        [5, 1, 9, 7].into_iter().for_each(|value| one.add(value));
        let mut other = Top::new(3);
        [2, 8].into_iter().for_each(|value| other.add(value));
        assert!(!one.would_keep(|last| 8 < *last));
        assert!(one.would_keep(|last| 6 < *last));
        one.merge(other);
        assert_eq!(one.into_vec(), [1, 2, 5]);
    }
}
