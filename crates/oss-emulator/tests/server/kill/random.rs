//! Random numbers that a seed repeats.

/// SplitMix64.
pub(super) struct Random(u64);

impl Random {
    pub(super) fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// Another sequence, which this one decides.
    pub(super) fn fork(&mut self) -> Self {
        Self(self.next())
    }

    /// Any number.
    pub(super) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A number below `end`, which is not 0.
    pub(super) fn below(&mut self, end: u64) -> u64 {
        self.next() % end
    }

    /// A body: mostly small ones, some that are files, some of several chunks.
    pub(super) fn body(&mut self) -> Body {
        let length = match self.below(10) {
            0..=5 => self.below(2_000),
            6..=8 => 30_000 + self.below(100_000),
            _ => 1_000_000 + self.below(2_000_000),
        };
        Body { seed: self.next(), length }
    }
}

/// Bytes that a test does not keep but makes anew.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Body {
    seed: u64,
    length: u64,
}

impl Body {
    pub(super) fn length(self) -> u64 {
        self.length
    }

    pub(super) fn bytes(self) -> Vec<u8> {
        let mut random = Random::new(self.seed);
        let length = usize::try_from(self.length()).unwrap();
        let mut bytes = Vec::with_capacity(length + 8);
        while bytes.len() < length {
            bytes.extend(random.next().to_le_bytes());
        }
        bytes.truncate(length);
        bytes
    }
}
