//! Which way of signing a request uses, and its verification.

use time::OffsetDateTime;

use super::{authorization::Authorization, v1, v4, verdict};
use crate::{
    error::ServiceError,
    ram::{Directory, Identity},
    request::{Address, RequestHead},
};

/// What signatures are checked against.
#[derive(Debug, Clone, Copy)]
pub struct Realm<'a> {
    /// Accounts, keys and sessions.
    pub directory: &'a Directory,
    /// The regions that a V4 credential may name (`cn-hangzhou`) when the host name does not say one; empty accepts any.
    pub regions: &'a [String],
}

/// Finds out who sent a request. A request without a signature is anonymous, which is no error.
///
/// The order of checks: more than one way of signing; the form of the signature's parts; the time (clock skew of
/// 15 minutes at most, or the life of the URL); the key and its token; last the signature itself.
pub fn authenticate(
    head: &RequestHead,
    address: &Address,
    realm: &Realm<'_>,
    now: OffsetDateTime,
) -> Result<Identity, ServiceError> {
    let has = |names: &[&str]| names.iter().any(|name| head.query_value(name).is_some());
    if has(&["AWSAccessKeyId", "X-Amz-Signature", "X-Amz-Credential"]) {
        return Err(verdict::s3());
    }
    let in_header = head.headers.contains_key("authorization");
    let in_v1_url = has(&["Signature", "OSSAccessKeyId"]);
    let in_v4_url = has(&["x-oss-signature-version", "x-oss-credential", "x-oss-signature"]);
    match (in_header, in_v1_url, in_v4_url) {
        (false, false, false) => Ok(Identity::Anonymous),
        (true, false, false) => match Authorization::of(head)? {
            Authorization::V1(signature) => v1::header(head, address, &signature, realm, now),
            Authorization::V4(signature) => v4::header(head, address, &signature, realm, now),
        },
        (false, true, false) => v1::url(head, address, realm, now),
        (false, false, true) => v4::url(head, address, realm, now),
        _ => Err(verdict::invalid("Only one way of signing a request is allowed.", "", "Authorization", "")),
    }
}
