//! Bytes that were thrown away, and others in their place.
//!
//! A pattern is repeated to the length of what was put, and its last eight bytes are chosen so that the CRC-64 of what a
//! reply carries is the CRC-64 of what was put. Downloads that check it, parts that are joined and objects that grow are
//! then right without a byte being kept. An MD5 cannot be met that way.

use std::sync::LazyLock;

use bytes::Bytes;
use crc64fast::Digest;

use super::crc64;

/// The pattern, long enough that handing it out costs little, and small enough for the cache of a processor.
const PATTERN: usize = 256 * 1024;
/// The bytes that make the checksum right.
const TRAILER: u64 = 8;

static PATTERN_BYTES: LazyLock<Bytes> = LazyLock::new(|| {
    // Xorshift, so that nothing on the way can compress it.
    let mut state = 0x9E37_79B9_7F4A_7C15_u64;
    let words = std::iter::repeat_with(|| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state.to_le_bytes()
    });
    words.take(PATTERN / size_of::<u64>()).flatten().collect()
});

/// A run of bytes of which length and checksum alone are kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Discarded {
    length: u64,
    crc64: u64,
}

impl Discarded {
    /// Stands for bytes of this length and checksum; `None` for fewer than eight, whose checksum cannot be met.
    pub(super) fn new(length: u64, crc64: u64) -> Option<Self> {
        (length >= TRAILER).then_some(Self { length, crc64 })
    }

    /// Some bytes from `offset`, at least one and `most` at most; none at the end.
    pub(super) fn bytes(self, offset: u64, most: u64) -> Bytes {
        let body = self.length - TRAILER;
        if offset < body {
            return pattern(offset, most.min(body - offset));
        }
        let trailer = crc64::trailer(checksum_of_pattern(body), self.crc64);
        let start = usize::try_from(offset - body).unwrap_or(usize::MAX).min(trailer.len());
        let end = start.saturating_add(usize::try_from(most).unwrap_or(usize::MAX)).min(trailer.len());
        Bytes::copy_from_slice(trailer.get(start..end).unwrap_or_default())
    }
}

/// The repeated pattern from `offset` to `most` bytes on, or to the end of a repetition.
fn pattern(offset: u64, most: u64) -> Bytes {
    let start = usize::try_from(offset % PATTERN as u64).unwrap_or_default();
    let end = start.saturating_add(usize::try_from(most).unwrap_or(usize::MAX)).min(PATTERN);
    PATTERN_BYTES.slice(start..end)
}

/// The checksum of the first `length` bytes of the repeated pattern.
fn checksum_of_pattern(length: u64) -> u64 {
    static WHOLE: LazyLock<u64> = LazyLock::new(|| checksum(&PATTERN_BYTES));
    let rest = length % PATTERN as u64;
    let mut times = length / PATTERN as u64;
    let mut repeated = 0;
    let (mut doubled, mut doubled_length) = (if times > 0 { *WHOLE } else { 0 }, PATTERN as u64);
    while times > 0 {
        if times & 1 == 1 {
            repeated = crc64::combine(repeated, doubled, doubled_length);
        }
        times >>= 1;
        doubled = crc64::combine(doubled, doubled, doubled_length);
        doubled_length = doubled_length.saturating_mul(2);
    }
    crc64::combine(repeated, checksum(&pattern(0, rest)), rest)
}

fn checksum(bytes: &[u8]) -> u64 {
    let mut digest = Digest::new();
    digest.write(bytes);
    digest.sum64()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(discarded: Discarded, start: u64, end: u64) -> Vec<u8> {
        let mut all = Vec::new();
        while start + (all.len() as u64) < end {
            let at = start + all.len() as u64;
            let bytes = discarded.bytes(at, end - at);
            assert!(!bytes.is_empty(), "at {at}");
            all.extend_from_slice(&bytes);
        }
        all
    }

    #[test]
    fn what_is_sent_has_the_checksum_of_what_was_put() {
        let pattern = PATTERN as u64;
        for length in [8, 9, 1024, pattern - 1, pattern, pattern + 8, pattern + 9, 7 * pattern + 12_345] {
            let crc64 = length.wrapping_mul(0x9E37_79B9_7F4A_7C15);
            let discarded = Discarded::new(length, crc64).unwrap();
            let all = read(discarded, 0, length);
            assert_eq!((all.len() as u64, checksum(&all)), (length, crc64), "{length} bytes");
            assert!(discarded.bytes(length, 1).is_empty());
            for start in [0, 1, length / 2, length - 8, length - 3] {
                let end = length.min(start + 20);
                let from = usize::try_from(start).unwrap();
                assert_eq!(read(discarded, start, end), all[from..usize::try_from(end).unwrap()]);
            }
        }
        assert_eq!(Discarded::new(7, 1), None);
    }

    #[test]
    fn checksums_of_huge_runs_are_those_of_their_halves() {
        let (first, second) = (5_000 * PATTERN as u64, 15_000 * PATTERN as u64 + 77);
        let joined = crc64::combine(checksum_of_pattern(first), checksum_of_pattern(second), second);
        assert_eq!(checksum_of_pattern(first + second), joined);
    }
}
