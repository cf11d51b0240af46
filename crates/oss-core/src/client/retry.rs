//! Whether a failed attempt is followed by another, and after what pause.

use std::time::Duration;

use crate::clock;
use crate::error::Error;
use crate::operation::{Operation, Replay};

const BASE_MS: f64 = 200.0;
const CAP_MS: f64 = 20_000.0;

/// The pause before the next attempt; `None` when `error` is final.
pub(super) fn pause(error: &Error, operation: &Operation, failures: u32, retry_max: u32) -> Option<Duration> {
    (failures < retry_max && may_repeat(error, operation.replay))
        .then(|| backoff(failures, clock::random_fraction()))
}

/// An attempt that never got a connection can always be repeated, one that was cut off only if its operation is safe.
fn may_repeat(error: &Error, replay: Replay) -> bool {
    error.is_connect() || (error.is_interrupted() && replay == Replay::Safe)
}

/// Full jitter: anything between nothing and the doubled step.
fn backoff(failures: u32, fraction: f64) -> Duration {
    let step = (BASE_MS * f64::from(failures.min(16)).exp2()).min(CAP_MS);
    Duration::from_secs_f64(step * fraction / 1000.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_double_up_to_the_cap() {
        assert_eq!(backoff(0, 1.0), Duration::from_millis(200));
        assert_eq!(backoff(3, 0.5), Duration::from_millis(800));
        assert_eq!(backoff(40, 1.0), Duration::from_secs(20));
    }

    #[test]
    fn a_cut_off_request_is_repeated_only_if_safe() {
        let cut =
            || Error::interrupted("socket hang up", std::io::Error::from(std::io::ErrorKind::BrokenPipe));
        let refused =
            || Error::connect("refused", std::io::Error::from(std::io::ErrorKind::ConnectionRefused));
        assert!(may_repeat(&cut(), Replay::Safe));
        assert!(!may_repeat(&cut(), Replay::BeforeBytesSent));
        assert!(may_repeat(&refused(), Replay::Never));
        assert!(!may_repeat(&Error::response_timeout(Duration::from_secs(1)), Replay::Safe));
    }
}
