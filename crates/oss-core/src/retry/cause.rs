//! What a failure tells of its attempt.

use std::error::Error as StdError;

use http::StatusCode;

use crate::error::Error;

/// Why an attempt failed, as far as repeating it depends on that.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cause {
    /// No connection was made, so nothing was sent.
    Unsent,
    /// The service says that it did nothing: too many requests, or a request that did not arrive in time.
    Refused,
    /// The service's clock shows another time, or may do so: its date tells.
    Skewed,
    /// The connection broke or fell silent: whether the work was done is not known.
    Lost,
    /// The service failed with a status of 500 or above: whether the work was done is not known.
    Failed,
    /// The bytes of the two sides differ.
    Integrity,
    /// It would fail again.
    Final,
}

/// Codes with which the service asks for fewer requests, beside all that end in `LimitExceeded`.
const THROTTLING: [&str; 3] = ["SlowDown", "Throttling", "ServiceBusy"];

/// Whether a code of the service asks for fewer requests: `TotalQpsLimitExceeded`, `UploadTrafficRateLimitExceeded` and
/// the like of OSS, `Throttling.User` and the like of STS.
pub fn is_throttling(code: &str) -> bool {
    let family = code.split('.').next().unwrap_or_default();
    code.ends_with("LimitExceeded") || THROTTLING.contains(&family)
}

impl Cause {
    /// The cause of an error and, if a reply came, the reply's status.
    pub fn of(error: &Error, status: Option<StatusCode>) -> Self {
        if error.is_connect() {
            return if is_certificate(error) { Self::Final } else { Self::Unsent };
        }
        if error.is_interrupted() || error.is_timeout() {
            return Self::Lost;
        }
        if error.is_integrity() {
            return Self::Integrity;
        }
        // An answer that is not the service's own, such as the page of a proxy, has a status but no code.
        let answered = error.is_service() || error.is_unreadable();
        let Some(status) = status.filter(|_| answered) else { return Self::Final };
        let code = error.as_service().and_then(|service| service.code.as_deref()).unwrap_or_default();
        match status.as_u16() {
            // An answer to HEAD may come without a code; its date tells whether it is this.
            403 if matches!(code, "RequestTimeTooSkewed" | "") => Self::Skewed,
            // What STS says.
            400 if code == "InvalidTimeStamp.Expired" => Self::Skewed,
            400 if code == "RequestTimeout" => Self::Refused,
            408 | 429 => Self::Refused,
            400.. if is_throttling(code) => Self::Refused,
            501 | 505 => Self::Final,
            500.. => Self::Failed,
            _ => Self::Final,
        }
    }
}

/// Whether TLS refused the other side, which it will do again.
fn is_certificate(error: &Error) -> bool {
    let mut source = error.source();
    while let Some(cause) = source {
        if let Some(io) = cause.downcast_ref::<std::io::Error>()
            && io.get_ref().is_some_and(<dyn StdError + Send + Sync>::is::<rustls::Error>)
        {
            return true;
        }
        source = cause.source();
    }
    false
}

#[cfg(test)]
mod tests {
    use std::io;
    use std::time::Duration;

    use super::*;
    use crate::error::ServiceError;

    fn answer(status: u16, code: &str) -> Cause {
        let code = Some(code.to_string()).filter(|code| !code.is_empty());
        let error = Error::service(ServiceError { status, code, ..ServiceError::default() });
        Cause::of(&error, StatusCode::from_u16(status).ok())
    }

    #[test]
    fn answers_speak_by_status_and_code() {
        for status in [500, 502, 503, 504] {
            assert_eq!(answer(status, "InternalError"), Cause::Failed, "{status}");
        }
        for status in [200, 203, 304, 400, 403, 404, 409, 412, 501, 505] {
            assert_eq!(answer(status, "Other"), Cause::Final, "{status}");
        }
        assert_eq!(answer(429, ""), Cause::Refused);
        assert_eq!(answer(408, ""), Cause::Refused);
        assert_eq!(answer(400, "RequestTimeout"), Cause::Refused);
        assert_eq!(answer(403, "RequestTimeTooSkewed"), Cause::Skewed);
        assert_eq!(answer(403, ""), Cause::Skewed);
        assert_eq!(answer(400, "InvalidTimeStamp.Expired"), Cause::Skewed);
        for code in ["TotalQpsLimitExceeded", "DownloadTrafficRateLimitExceeded", "SlowDown"] {
            assert_eq!(answer(503, code), Cause::Refused, "{code}");
        }
        assert_eq!(answer(400, "Throttling.User"), Cause::Refused);
        assert_eq!(answer(503, "ServiceUnavailable"), Cause::Failed);
    }

    #[test]
    fn the_page_of_a_proxy_counts_by_its_status() {
        let page = Error::unreadable("Non-whitespace before first tag.");
        assert_eq!(Cause::of(&page, Some(StatusCode::BAD_GATEWAY)), Cause::Failed);
        assert_eq!(Cause::of(&page, Some(StatusCode::OK)), Cause::Final);
    }

    #[test]
    fn connections_tell_whether_anything_was_sent() {
        let broken = io::Error::from(io::ErrorKind::ConnectionReset);
        assert_eq!(Cause::of(&Error::interrupted("read ECONNRESET", broken), None), Cause::Lost);
        assert_eq!(Cause::of(&Error::response_timeout(Duration::ZERO), None), Cause::Lost);
        let refused = io::Error::from(io::ErrorKind::ConnectionRefused);
        assert_eq!(Cause::of(&Error::connect("connect ECONNREFUSED", refused), None), Cause::Unsent);
        assert_eq!(Cause::of(&Error::connect_timeout(Duration::ZERO), None), Cause::Unsent);
        let tls = io::Error::new(io::ErrorKind::InvalidData, rustls::Error::DecryptError);
        assert_eq!(Cause::of(&Error::connect("bad certificate", tls), None), Cause::Final);
        assert_eq!(Cause::of(&Error::certificate("self-signed"), None), Cause::Final);
    }

    #[test]
    fn what_the_caller_did_is_final() {
        assert_eq!(Cause::of(&Error::input("no"), None), Cause::Final);
        assert_eq!(Cause::of(&Error::cancelled(), None), Cause::Final);
        assert_eq!(Cause::of(&Error::integrity(1, 2), Some(StatusCode::OK)), Cause::Integrity);
    }
}
