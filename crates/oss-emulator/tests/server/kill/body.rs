//! Bodies that a test does not keep but makes anew.

use super::random::Random;

/// The bytes of one request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Body {
    seed: u64,
    length: usize,
}

impl Body {
    /// Mostly small ones, some that are files, some of several chunks.
    pub(super) fn new(random: &mut Random) -> Self {
        let (least, most) = random.pick(&[
            (0, 2_000),
            (0, 2_000),
            (30_000, 130_000),
            (30_000, 130_000),
            (1_000_000, 3_000_000),
        ]);
        Self::of_size(random, least, most)
    }

    /// One of `least` bytes or more, but fewer than `most`.
    pub(super) fn of_size(random: &mut Random, least: usize, most: usize) -> Self {
        Self { length: least + random.below(most - least), seed: random.below(usize::MAX) as u64 }
    }

    pub(super) fn length(self) -> usize {
        self.length
    }

    pub(super) fn bytes(self) -> Vec<u8> {
        Random::new(self.seed).bytes(self.length)
    }
}
