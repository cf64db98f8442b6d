//! Chance, from the bytes of the fuzzer: where they end, everything is 0, which is always the sound and short way.

/// What is left of the bytes, and how much is to be wrong.
#[derive(Debug)]
pub struct Input<'i> {
    bytes: &'i [u8],
    /// One in so many places is wrong; 0 for none.
    rate: usize,
}

impl<'i> Input<'i> {
    /// The first byte says how much is wrong.
    #[must_use]
    pub fn new(bytes: &'i [u8]) -> Self {
        let mut input = Input { bytes, rate: 0 };
        input.rate = [0, 200, 40, 8][input.below(4)];
        input
    }

    /// Whether nothing is wrong by intention.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        self.rate == 0
    }

    /// The next byte.
    pub fn byte(&mut self) -> u8 {
        match self.bytes {
            [first, rest @ ..] => {
                self.bytes = rest;
                *first
            }
            [] => 0,
        }
    }

    /// A number below `count`.
    pub fn below(&mut self, count: usize) -> usize {
        let wide = if count > 256 { usize::from(self.byte()) << 8 } else { 0 };
        (wide | usize::from(self.byte())) % count.max(1)
    }

    /// One of some things.
    pub fn pick<T: Copy>(&mut self, items: &[T]) -> T {
        items[self.below(items.len())]
    }

    /// Something that happens once in so many times, and never where the bytes are at their end.
    pub fn rarely(&mut self, all: usize) -> bool {
        self.below(all) == all - 1
    }

    /// Whether this place is wrong.
    pub fn is_wrong(&mut self) -> bool {
        self.rate > 0 && self.rarely(self.rate)
    }

    /// Eight bytes as a number.
    pub fn number(&mut self) -> i64 {
        i64::from_le_bytes(std::array::from_fn(|_| self.byte()))
    }
}
