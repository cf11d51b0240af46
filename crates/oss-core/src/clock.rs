//! The one place with ambient time and randomness; everything else takes them as arguments.

use std::time::{Duration, Instant};

/// A point of the monotonic clock.
#[expect(clippy::disallowed_methods, reason = "this is the place that the ban points to")]
pub fn now() -> Instant {
    Instant::now()
}

/// Measures the time since an operation began, so that Unix time can be carried on from the caller's base.
#[derive(Debug, Clone, Copy)]
pub struct Stopwatch(Instant);

impl Stopwatch {
    /// Starts now.
    pub fn start() -> Self {
        Self(now())
    }

    /// The time since the start.
    pub fn elapsed(&self) -> Duration {
        now().saturating_duration_since(self.0)
    }

    /// The time since the start in whole milliseconds.
    pub fn elapsed_ms(&self) -> i64 {
        i64::try_from(self.elapsed().as_millis()).unwrap_or(i64::MAX)
    }
}

/// Fills a buffer from the operating system's generator.
///
/// A system without one gives the monotonic clock instead: nonces stay different, and nothing here is a key.
#[expect(clippy::disallowed_methods, reason = "this is the place that the ban points to")]
pub fn fill_random(bytes: &mut [u8]) {
    if getrandom::fill(bytes).is_err() {
        let ticks = format!("{:?}", Instant::now());
        for (byte, tick) in bytes.iter_mut().zip(ticks.bytes().rev().cycle()) {
            *byte = tick;
        }
    }
}

/// A random number of `[0, 1)`.
pub fn random_fraction() -> f64 {
    let mut bytes = [0; 4];
    fill_random(&mut bytes);
    f64::from(u32::from_le_bytes(bytes)) / 4_294_967_296.0
}

/// 128 random bits in lower-case hexadecimal: unique for every STS request that ever leaves this process.
pub fn nonce() -> String {
    let mut bytes = [0; 16];
    fill_random(&mut bytes);
    let mut text = String::with_capacity(32);
    for byte in bytes {
        for digit in [byte >> 4, byte & 15] {
            text.push(char::from_digit(u32::from(digit), 16).unwrap_or('0'));
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nonces_differ() {
        let first = nonce();
        assert_eq!(first.len(), 32);
        assert!(first.bytes().all(|b| b.is_ascii_hexdigit()));
        assert_ne!(first, nonce());
    }

    #[test]
    fn fractions_stay_below_one() {
        assert!((0..1000).map(|_| random_fraction()).all(|f| (0.0..1.0).contains(&f)));
    }
}
