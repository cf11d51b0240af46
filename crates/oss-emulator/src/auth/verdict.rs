//! The refusals of authentication in the service's words, and the comparison of signatures.

use subtle::ConstantTimeEq as _;
use time::OffsetDateTime;

use super::{hash, instant};
use crate::error::ServiceError;

/// How far a request's time may stand from the server's, either way.
pub(super) const MAX_SKEW: time::Duration = time::Duration::minutes(15);

/// 400 InvalidArgument with the argument that is wrong.
pub(super) fn invalid(message: &str, ec: &'static str, name: &str, value: &str) -> ServiceError {
    ServiceError::new(400, "InvalidArgument", message)
        .ec(ec)
        .detail("ArgumentName", name)
        .detail("ArgumentValue", value)
}

/// 403 AccessDenied.
pub(super) fn denied(message: &str, ec: &'static str) -> ServiceError {
    ServiceError::new(403, "AccessDenied", message).ec(ec)
}

/// 501 for the signatures of the S3-compatible interface.
pub(super) fn s3() -> ServiceError {
    ServiceError::new(
        501,
        "NotImplemented",
        "S3-compatible signatures are not implemented by this emulator; use OSS signatures.",
    )
}

/// Refuses a request whose time is more than 15 minutes away from `now`.
pub(super) fn check_skew(request: OffsetDateTime, now: OffsetDateTime) -> Result<(), ServiceError> {
    if (request - now).abs() <= MAX_SKEW { Ok(()) } else { Err(skewed(request, now)) }
}

/// 403 RequestTimeTooSkewed.
pub(super) fn skewed(request: OffsetDateTime, now: OffsetDateTime) -> ServiceError {
    ServiceError::new(
        403,
        "RequestTimeTooSkewed",
        "The difference between the request time and the current time is too large.",
    )
    .ec("0002-00000504")
    .detail("MaxAllowedSkewMilliseconds", MAX_SKEW.whole_milliseconds().to_string())
    .detail("RequestTime", instant::with_zero_millis(request))
    .detail("ServerTime", instant::with_zero_millis(now))
}

/// 403 for a URL whose life is over.
pub(super) fn expired(expires: OffsetDateTime, now: OffsetDateTime, ec: &'static str) -> ServiceError {
    denied("Request has expired.", ec)
        .detail("Expires", instant::with_zero_millis(expires))
        .detail("ServerTime", instant::with_zero_millis(now))
}

/// Compares a signature with the computed one in constant time.
pub(super) fn equal(provided: &str, computed: &str) -> bool {
    provided.as_bytes().ct_eq(computed.as_bytes()).into()
}

/// 403 SignatureDoesNotMatch. `StringToSignBytes` is upper-case hex, each byte followed by a space, the last too.
pub(super) fn mismatch(access_key_id: &str, provided: &str, string_to_sign: &[u8]) -> ServiceError {
    ServiceError::new(
        403,
        "SignatureDoesNotMatch",
        "The request signature we calculated does not match the signature you provided. \
         Check your key and signing method.",
    )
    .detail("OSSAccessKeyId", access_key_id)
    .detail("SignatureProvided", provided)
    .detail("StringToSign", String::from_utf8_lossy(string_to_sign))
    .detail("StringToSignBytes", hash::spaced_hex(string_to_sign))
}
