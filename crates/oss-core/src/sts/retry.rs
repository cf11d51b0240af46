//! Whether a failed call of STS is made again, and after what pause.

use std::time::Duration;

use crate::clock;
use crate::error::Error;

const BASE_MS: f64 = 200.0;
const CAP_MS: f64 = 20_000.0;

/// The pause before the next attempt; `None` when `error` is final.
pub(super) fn pause(error: &Error, failures: u32) -> Option<Duration> {
    let again = error.is_connect() || error.is_timeout() || error.is_interrupted() || is_passing(error);
    // Full jitter: anything between nothing and the doubled step.
    let step = (BASE_MS * f64::from(failures.min(16)).exp2()).min(CAP_MS);
    again.then(|| Duration::from_secs_f64(step * clock::random_fraction() / 1000.0))
}

/// What the service says when it is busy: `Throttling.User`, `ServiceUnavailable`, `InternalError`.
fn is_passing(error: &Error) -> bool {
    error.as_service().is_some_and(|service| {
        let throttled = service.code.as_deref().is_some_and(|code| code.starts_with("Throttling"));
        throttled || service.status >= 500 || matches!(service.status, 408 | 429)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::ServiceError;

    #[test]
    fn what_passes_is_tried_again_and_what_is_refused_is_not() {
        let said = |status, code: &str| {
            Error::service(ServiceError { status, code: Some(code.into()), ..ServiceError::default() })
        };
        for (error, again) in [
            (said(500, "InternalError"), true),
            (said(400, "Throttling.User"), true),
            (said(429, "Any"), true),
            (said(403, "NoPermission"), false),
            (said(404, "EntityNotExist.Role"), false),
            (Error::response_timeout(Duration::from_secs(1)), true),
            (Error::interrupted("socket hang up", "closed"), true),
            (Error::unreadable("no JSON"), false),
            (Error::input("no URL"), false),
        ] {
            assert_eq!(pause(&error, 0).is_some(), again, "{error}");
        }
        assert!((0..100).all(|n| pause(&said(500, "a"), n).unwrap() <= Duration::from_secs(20)));
    }
}
