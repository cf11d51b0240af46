//! CRC-64/XZ of joined byte strings.

/// ECMA-182, reflected: the coefficient of x^0 is the top bit.
const POLYNOMIAL: u64 = 0xC96C_5795_D787_0F42;
const X_TO_THE_8: u64 = 1 << 55;

/// The checksum of two strings one after the other, from their checksums and the length of the second.
///
/// The second string's bytes multiply the first checksum by x^(8·length) modulo the polynomial; what goes in and out of
/// the checksum (all ones) cancels.
pub(crate) fn combine(first: u64, second: u64, second_length: u64) -> u64 {
    let (mut shifted, mut power, mut left) = (first, X_TO_THE_8, second_length);
    while left > 0 {
        if left & 1 == 1 {
            shifted = product(shifted, power);
        }
        power = product(power, power);
        left >>= 1;
    }
    shifted ^ second
}

/// The eight bytes that make `target` the checksum of a string when they follow bytes whose checksum is `before`.
///
/// Eight bytes are added to the register and shifted through it by 64 bits; so the register that the target stands for
/// is shifted back, and what the first bytes left in it is taken away.
pub(super) fn trailer(before: u64, target: u64) -> [u8; 8] {
    let mut register = !target;
    for _ in 0..64 {
        // Only a step that added the polynomial leaves the top bit set.
        let added = register >> 63 == 1;
        register = if added { ((register ^ POLYNOMIAL) << 1) | 1 } else { register << 1 };
    }
    (register ^ !before).to_le_bytes()
}

fn product(a: u64, b: u64) -> u64 {
    let (mut sum, mut term) = (0, b);
    for bit in (0..64).rev() {
        if a >> bit & 1 == 1 {
            sum ^= term;
        }
        term = (term >> 1) ^ if term & 1 == 1 { POLYNOMIAL } else { 0 };
    }
    sum
}

#[cfg(test)]
mod tests {
    use super::*;

    fn checksum(bytes: &[u8]) -> u64 {
        let mut digest = crc64fast::Digest::new();
        digest.write(bytes);
        digest.sum64()
    }

    #[test]
    fn a_trailer_gives_any_checksum() {
        for (before, target) in [("", 0), ("123456789", u64::MAX), ("a", 11_051_210_869_376_104_954)] {
            let mut bytes = before.as_bytes().to_vec();
            bytes.extend(trailer(checksum(&bytes), target));
            assert_eq!(checksum(&bytes), target, "after {before:?}");
        }
    }

    #[test]
    fn joined_checksums_are_those_of_joined_strings() {
        let bytes: Vec<u8> = (0..=255).cycle().take(100_003).collect();
        for middle in [0, 1, 7, 4096, 99_999, bytes.len()] {
            let (first, second) = bytes.split_at(middle);
            let joined = combine(checksum(first), checksum(second), second.len() as u64);
            assert_eq!(joined, checksum(&bytes), "split at {middle}");
        }
    }
}
