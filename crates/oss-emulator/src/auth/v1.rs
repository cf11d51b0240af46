//! Verification of V1 signatures.

use std::net::{IpAddr, Ipv4Addr};

use time::OffsetDateTime;

use super::{
    Realm,
    authorization::SignatureV1,
    canonical_v1::{self, Reading},
    credential, hash, instant, verdict,
};
use crate::{
    error::ServiceError,
    ram::Identity,
    request::{Address, QueryParameter, RequestHead},
};

const MISMATCH: &str = "0002-00000040";

/// A signature in the `Authorization` header.
pub(super) fn header(
    head: &RequestHead,
    address: &Address,
    signature: &SignatureV1,
    realm: &Realm<'_>,
    now: OffsetDateTime,
) -> Result<Identity, ServiceError> {
    let name = if head.headers.contains_key("x-oss-date") { "x-oss-date" } else { "date" };
    let date = canonical_v1::header(&head.headers, name);
    let time = std::str::from_utf8(&date)
        .ok()
        .and_then(instant::parse_http)
        .ok_or_else(|| verdict::denied("OSS authentication requires a valid Date.", "0002-00000503"))?;
    verdict::check_skew(time, now)?;
    // Two SDKs send the token in a `security-token` header that is not signed, and the service takes it.
    let token = head.header("x-oss-security-token").or_else(|| head.header("security-token"));
    let claim =
        Claim { head, address, access_key_id: &signature.access_key_id, provided: &signature.signature };
    claim.verify(&date, token, realm, now)
}

/// A signature in the URL. Of a repeated parameter the first counts. Expiry is told before a wrong signature.
pub(super) fn url(
    head: &RequestHead,
    address: &Address,
    realm: &Realm<'_>,
    now: OffsetDateTime,
) -> Result<Identity, ServiceError> {
    let part = |name| head.query_value(name).filter(|v| !v.is_empty());
    let (Some(id), Some(expires), Some(provided)) =
        (part("OSSAccessKeyId"), part("Expires"), part("Signature"))
    else {
        return Err(verdict::denied(
            "Query-string authentication requires the Signature, Expires and OSSAccessKeyId parameters",
            "",
        ));
    };
    let seconds: i64 = expires
        .parse()
        .map_err(|_| verdict::denied("Invalid date (should be seconds since epoch).", "0002-00000070"))?;
    if seconds < now.unix_timestamp() {
        // A time before the calendar of this crate begins is written as the epoch.
        let end = OffsetDateTime::from_unix_timestamp(seconds).unwrap_or(OffsetDateTime::UNIX_EPOCH);
        return Err(verdict::expired(end, now, "0002-00000069"));
    }
    let token = part("security-token");
    if token.is_none() && head.headers.contains_key("x-oss-security-token") {
        return Err(ServiceError::new(
            400,
            "InvalidRequest",
            "Security-token must be provided by query string parameter.",
        ));
    }
    let claim = Claim { head, address, access_key_id: id, provided };
    claim.verify(expires.as_bytes(), token, realm, now)
}

/// A key id and a signature, to be checked against the request.
struct Claim<'a> {
    head: &'a RequestHead,
    address: &'a Address,
    access_key_id: &'a str,
    provided: &'a str,
}

impl Claim<'_> {
    fn verify(
        &self,
        date: &[u8],
        token: Option<&str>,
        realm: &Realm<'_>,
        now: OffsetDateTime,
    ) -> Result<Identity, ServiceError> {
        let ticket = credential::resolve(self.access_key_id, token, realm.directory, now)?;
        let string_to_sign = |query: &[QueryParameter], reading| {
            let resource = canonical_v1::resource(self.address, query, reading);
            canonical_v1::string_to_sign(&self.head.method, &self.head.headers, date, &resource)
        };
        let sign = |text: &[u8]| hash::hmac_sha1_base64(ticket.secret.as_bytes(), text);
        let queries = [self.head.query.clone(), self.with_source_address()];
        let accepted = queries.iter().any(|query| {
            Reading::ALL.into_iter().any(|r| verdict::equal(self.provided, &sign(&string_to_sign(query, r))))
        });
        if accepted {
            return Ok(ticket.identity);
        }
        let expected = string_to_sign(&self.head.query, Reading::Listed);
        Err(verdict::mismatch(self.access_key_id, self.provided, &expected).ec(MISMATCH))
    }

    /// The query as it was signed by someone who bound the URL to an address: `x-oss-ac-source-ip` is signed but not
    /// sent, the service puts the sender's address there, cut to `x-oss-ac-subnet-mask` bits.
    fn with_source_address(&self) -> Vec<QueryParameter> {
        let mut query = self.head.query.clone();
        let name = "x-oss-ac-source-ip";
        if let IpAddr::V4(address) = self.head.peer.ip().to_canonical()
            && self.head.query_value(name).is_none()
        {
            let mask =
                self.head.query_value("x-oss-ac-subnet-mask").and_then(|m| m.parse().ok()).unwrap_or(32);
            let kept = u32::MAX.checked_shl(32_u32.saturating_sub(mask)).unwrap_or(0);
            let address = Ipv4Addr::from_bits(address.to_bits() & kept);
            query.push(QueryParameter { name: name.to_owned(), value: Some(address.to_string()) });
        }
        query
    }
}
