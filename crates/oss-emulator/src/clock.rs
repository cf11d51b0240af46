//! The one place that asks the machine for time and randomness.

use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{Duration, Instant, SystemTime};

use time::OffsetDateTime;

/// How far a clock may be moved either way: a hundred years, well inside what `OffsetDateTime` can hold.
const MAX_OFFSET_MS: i64 = 100 * 366 * 24 * 3600 * 1000;

/// The clock that every decision of the emulator reads: the machine's, plus an offset that the admin address sets.
#[derive(Debug, Default)]
pub struct Clock {
    offset_ms: AtomicI64,
}

impl Clock {
    /// The emulator's time.
    pub fn now(&self) -> OffsetDateTime {
        machine_time() + time::Duration::milliseconds(self.offset_ms())
    }

    /// The emulator's time in milliseconds since 1970.
    pub fn now_ms(&self) -> i64 {
        i64::try_from(self.now().unix_timestamp_nanos() / 1_000_000).unwrap_or(i64::MAX)
    }

    /// How far this clock is ahead of the machine's, in milliseconds.
    pub fn offset_ms(&self) -> i64 {
        self.offset_ms.load(Ordering::Relaxed)
    }

    /// Puts the clock `offset_ms` ahead of the machine's; held to a hundred years either way.
    pub fn set_offset_ms(&self, offset_ms: i64) {
        self.offset_ms.store(offset_ms.clamp(-MAX_OFFSET_MS, MAX_OFFSET_MS), Ordering::Relaxed);
    }
}

#[expect(clippy::disallowed_methods, reason = "the clock's own file")]
fn machine_time() -> OffsetDateTime {
    OffsetDateTime::from(SystemTime::now())
}

/// Measures elapsed time, untouched by the offset of [`Clock`].
#[derive(Debug, Clone, Copy)]
pub struct Stopwatch(Instant);

impl Stopwatch {
    /// Starts measuring.
    #[expect(clippy::disallowed_methods, reason = "the clock's own file")]
    pub fn start() -> Self {
        Self(Instant::now())
    }

    /// Time since the start.
    pub fn elapsed(self) -> Duration {
        self.0.elapsed()
    }
}

/// Fills a buffer with random bytes from the operating system; with zeroes in the case, unseen on any supported system,
/// that it has none.
#[expect(clippy::disallowed_methods, reason = "the clock's own file")]
pub fn fill_random(buffer: &mut [u8]) {
    if getrandom::fill(buffer).is_err() {
        buffer.fill(0);
    }
}

/// Random bytes, as many as the caller's type says.
pub fn random_bytes<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    fill_random(&mut bytes);
    bytes
}
