//! CRC-64/XZ, the checksum of `x-oss-hash-crc64ecma`.
//!
//! ECMA-182 polynomial, reflected, all ones in and out; the check value of `123456789` is `0x995DC9BBDF1939FA`. The
//! header carries it in decimal.

use crc64fast::Digest;

/// A checksum that grows with the bytes it is given.
#[derive(Clone, Default)]
pub struct Crc64 {
    digest: Digest,
    length: u64,
}

impl Crc64 {
    /// The checksum of nothing, which is 0.
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes in the next bytes.
    pub fn update(&mut self, bytes: &[u8]) {
        self.digest.write(bytes);
        self.length += bytes.len() as u64;
    }

    /// The checksum of all bytes so far.
    pub fn value(&self) -> u64 {
        self.digest.sum64()
    }

    /// How many bytes these are.
    pub fn length(&self) -> u64 {
        self.length
    }
}

impl std::fmt::Debug for Crc64 {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Crc64").field(&self.value()).finish()
    }
}

/// The checksum of `bytes`.
pub fn checksum(bytes: &[u8]) -> u64 {
    let mut crc = Crc64::new();
    crc.update(bytes);
    crc.value()
}

/// The polynomial, bit-reversed: the coefficient of x^0 is the top bit.
const POLYNOMIAL: u64 = 0xC96C_5795_D787_0F42;

/// The checksum of two byte strings one after the other, from the checksum of each and the length of the second.
///
/// Appending `len2` bytes multiplies the first checksum by x^(8·len2) modulo the polynomial; the ones that go in and out
/// cancel. The power is found by squaring, in at most 64 steps.
pub fn combine(crc1: u64, crc2: u64, len2: u64) -> u64 {
    if len2 == 0 {
        return crc1;
    }
    let mut shifted = crc1;
    // x^8, then squared once per bit of the length.
    let mut power = 1_u64 << 55;
    let mut bits = len2;
    while bits > 0 {
        if bits & 1 == 1 {
            shifted = multiply(shifted, power);
        }
        power = multiply(power, power);
        bits >>= 1;
    }
    shifted ^ crc2
}

/// Product of two polynomials over GF(2), modulo [`POLYNOMIAL`].
fn multiply(a: u64, mut b: u64) -> u64 {
    let mut product = 0;
    let mut mask = 1_u64 << 63;
    while mask > 0 {
        if a & mask != 0 {
            product ^= b;
        }
        b = if b & 1 == 1 { (b >> 1) ^ POLYNOMIAL } else { b >> 1 };
        mask >>= 1;
    }
    product
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_check_value() {
        assert_eq!(checksum(b"123456789"), 0x995D_C9BB_DF19_39FA);
        assert_eq!(checksum(b""), 0);
    }

    #[test]
    fn combining_is_concatenating() {
        let text = b"the quick brown fox jumps over the lazy dog";
        for cut in 0..=text.len() {
            let (head, tail) = text.split_at(cut);
            let combined = combine(checksum(head), checksum(tail), tail.len() as u64);
            assert_eq!(combined, checksum(text), "cut at {cut}");
        }
    }
}
