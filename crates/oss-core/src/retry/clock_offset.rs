//! By how much the service's clock is ahead of the caller's.

use std::sync::atomic::{AtomicI64, Ordering};

use http::HeaderMap;
use http::header::DATE;

use crate::error::ServiceError;
use crate::time_format::{read_http_date, read_iso};

/// A smaller difference is no reason to refuse a request: the service tolerates fifteen minutes.
const LEAST_MS: i64 = 60 * 1000;

/// OSS began in 2011, and no certificate of today is good in 2100: a date outside is a broken clock or a broken proxy.
const BELIEVED_MS: std::ops::Range<i64> = 1_293_840_000_000..4_102_444_800_000;

/// The learned offset of a client, in milliseconds. It starts at nothing.
#[derive(Debug, Default)]
pub struct ClockOffset(AtomicI64);

impl ClockOffset {
    /// What to add to the caller's time.
    pub fn get(&self) -> i64 {
        self.0.load(Ordering::Relaxed)
    }

    /// Learns from a service that called the time of a request skewed: `local_ms` is the caller's time of that moment, to which
    /// `applied_ms` had been added.
    ///
    /// True when the next attempt would go out with a time that the service takes: the offset has changed by now, through this
    /// or another call. Dates that are no news, or absurd, change nothing.
    pub fn learn(&self, local_ms: i64, applied_ms: i64, server_ms: i64) -> bool {
        let offset = server_ms.saturating_sub(local_ms);
        let off_by = offset.saturating_sub(applied_ms).saturating_abs();
        if BELIEVED_MS.contains(&server_ms) && off_by >= LEAST_MS {
            self.0.store(offset, Ordering::Relaxed);
            return true;
        }
        self.get() != applied_ms
    }
}

/// The service's time as a refusal states it: `ServerTime` of its body, else the `Date` of the reply.
pub fn server_time(refusal: &ServiceError, headers: &HeaderMap) -> Option<i64> {
    let date = || headers.get(DATE).and_then(|date| date.to_str().ok()).and_then(read_http_date);
    refusal.server_time.as_deref().and_then(read_iso).or_else(date)
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: i64 = 1_795_437_296_123;
    const HOUR: i64 = 3_600_000;

    #[test]
    fn an_hour_is_learned_once_and_unlearned_when_the_clock_is_set() {
        let offset = ClockOffset::default();
        assert!(offset.learn(NOW, 0, NOW - HOUR));
        assert_eq!(offset.get(), -HOUR);
        // A call of the same moment, whose request had gone out before.
        assert!(offset.learn(NOW + 5, 0, NOW + 5 - HOUR));
        assert!(offset.learn(NOW - HOUR, -HOUR, NOW - HOUR));
        assert_eq!(offset.get(), 0);
    }

    #[test]
    fn what_is_no_news_or_absurd_is_ignored() {
        let offset = ClockOffset::default();
        assert!(!offset.learn(NOW, 0, NOW + 30_000));
        for absurd in [0, 999_999_999_999, 32_503_680_000_000, i64::MIN, i64::MAX] {
            assert!(!offset.learn(NOW, 0, absurd), "{absurd}");
        }
        assert_eq!(offset.get(), 0);
    }

    #[test]
    fn the_body_speaks_before_the_header() {
        let mut headers = HeaderMap::new();
        assert_eq!(server_time(&ServiceError::default(), &headers), None);
        headers.insert(DATE, "Mon, 23 Nov 2026 12:34:56 GMT".parse().unwrap());
        assert_eq!(server_time(&ServiceError::default(), &headers), Some(1_795_437_296_000));
        let said = |text: &str| ServiceError { server_time: Some(text.into()), ..ServiceError::default() };
        assert_eq!(server_time(&said("2026-11-23T12:34:57.000Z"), &headers), Some(1_795_437_297_000));
        assert_eq!(server_time(&said("yesterday"), &headers), Some(1_795_437_296_000));
    }
}
