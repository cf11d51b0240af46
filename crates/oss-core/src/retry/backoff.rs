//! How long to wait before the next attempt.

use std::time::Duration;

use http::HeaderMap;
use http::header::{DATE, RETRY_AFTER};

use crate::time_format::{read_http_date, read_number};

/// The first step; it doubles with every retry.
const BASE: Duration = Duration::from_millis(200);

/// No pause is longer. A service that asks for more gets no further attempt.
pub const MAX_PAUSE: Duration = Duration::from_secs(20);

/// Full jitter: anything from nothing to the doubled step, so that clients which failed together do not come back together.
///
/// `fraction` is a random number of `[0, 1)`.
pub fn backoff(retries: u32, fraction: f64) -> Duration {
    BASE.saturating_mul(1 << retries.min(16)).min(MAX_PAUSE).mul_f64(fraction.clamp(0.0, 1.0))
}

/// The pause that a reply asks for: `Retry-After` in seconds or as a date, `x-oss-qos-delay-time` in milliseconds; the longer
/// one of both.
pub fn stated_pause(headers: &HeaderMap) -> Option<Duration> {
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok()).map(str::trim);
    // A date counts from the reply's own: the clocks of the two sides may differ.
    let until = |after: &str| {
        let from = text(DATE.as_str()).and_then(read_http_date)?;
        Some(Duration::from_millis(u64::try_from(read_http_date(after)? - from).unwrap_or(0)))
    };
    let after = text(RETRY_AFTER.as_str());
    let after = after.and_then(|after| read_number(after).map(Duration::from_secs).or_else(|| until(after)));
    let delay = text("x-oss-qos-delay-time").and_then(read_number).map(Duration::from_millis);
    after.max(delay)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stated(rows: &[(&'static str, &str)]) -> Option<Duration> {
        let mut headers = HeaderMap::new();
        for (name, value) in rows {
            headers.insert(*name, value.parse().unwrap());
        }
        stated_pause(&headers)
    }

    #[test]
    fn steps_double_up_to_the_cap() {
        assert_eq!(backoff(0, 1.0), Duration::from_millis(200));
        assert_eq!(backoff(0, 0.0), Duration::ZERO);
        assert_eq!(backoff(3, 0.5), Duration::from_millis(800));
        assert_eq!(backoff(40, 1.0), Duration::from_secs(20));
    }

    #[test]
    fn a_pause_can_be_stated_in_three_ways() {
        assert_eq!(stated(&[]), None);
        assert_eq!(stated(&[("retry-after", "3")]), Some(Duration::from_secs(3)));
        assert_eq!(stated(&[("x-oss-qos-delay-time", "450")]), Some(Duration::from_millis(450)));
        assert_eq!(
            stated(&[("retry-after", "1"), ("x-oss-qos-delay-time", "450")]),
            Some(Duration::from_secs(1))
        );
        let date = ("date", "Mon, 23 Nov 2026 12:34:56 GMT");
        assert_eq!(
            stated(&[date, ("retry-after", "Mon, 23 Nov 2026 12:35:01 GMT")]),
            Some(Duration::from_secs(5))
        );
        assert_eq!(stated(&[date, ("retry-after", "Mon, 23 Nov 2026 12:30:00 GMT")]), Some(Duration::ZERO));
        assert_eq!(stated(&[("retry-after", "soon")]), None);
        assert_eq!(stated(&[("retry-after", "-1")]), None);
    }
}
