//! `x-oss-traffic-limit`: how fast the body of one request or reply may pass.

use std::num::NonZeroU64;
use std::ops::RangeInclusive;
use std::time::Duration;

use crate::error::ServiceError;
use crate::request::RequestHead;

/// Header, query parameter and field of a form.
const NAME: &str = "x-oss-traffic-limit";
/// In bits a second: 100 KiB to 100 MiB.
const RANGE: RangeInclusive<u64> = 819_200..=838_860_800;

/// A limit in bytes a second.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct TrafficLimit(NonZeroU64);

impl TrafficLimit {
    /// The limit that a request sets itself.
    pub(crate) fn of(head: &RequestHead) -> Result<Option<Self>, ServiceError> {
        let invalid = |message, ec, value: &str| {
            ServiceError::new(400, "InvalidArgument", message)
                .ec(ec)
                .detail("ArgumentName", NAME)
                .detail("ArgumentValue", value)
        };
        let text = match (head.header(NAME), head.query_value(NAME)) {
            (None, None) => return Ok(None),
            (Some(_), Some(value)) => {
                let message =
                    "x-oss-traffic-limit should be specified either in query string or header, not both.";
                return Err(invalid(message, "0004-00000501", value));
            }
            (Some(text), None) | (None, Some(text)) => text,
        };
        let bits = text.parse().ok().filter(|bits| RANGE.contains(bits));
        let bytes = bits.and_then(|bits: u64| NonZeroU64::new(bits / 8));
        bytes.map(|bytes| Some(Self(bytes))).ok_or_else(|| {
            let message = "x-oss-traffic-limit is invalid, should be specified between 819200(100KB/s) and \
                           838860800(100MB/s).";
            invalid(message, "0004-00000502", text)
        })
    }

    /// In bytes a second.
    pub(crate) fn bytes_per_second(self) -> NonZeroU64 {
        self.0
    }

    /// How long so many bytes take.
    pub(crate) fn time_for(self, bytes: u64) -> Duration {
        let nanoseconds = u128::from(bytes) * 1_000_000_000 / u128::from(self.0.get());
        Duration::from_nanos(u64::try_from(nanoseconds).unwrap_or(u64::MAX))
    }
}
