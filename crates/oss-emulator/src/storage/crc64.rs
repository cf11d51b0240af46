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
    fn joined_checksums_are_those_of_joined_strings() {
        let bytes: Vec<u8> = (0..=255).cycle().take(100_003).collect();
        for middle in [0, 1, 7, 4096, 99_999, bytes.len()] {
            let (first, second) = bytes.split_at(middle);
            let joined = combine(checksum(first), checksum(second), second.len() as u64);
            assert_eq!(joined, checksum(&bytes), "split at {middle}");
        }
    }
}
