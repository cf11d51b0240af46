//! Verification of V4 signatures.

use time::{Duration, OffsetDateTime};

use super::{
    Realm,
    authorization::{self, SignatureV4},
    canonical_v1,
    canonical_v4::{self, UNSIGNED_PAYLOAD},
    credential::{self, Credential, CredentialCodes},
    instant, region, verdict,
};
use crate::{
    error::ServiceError,
    ram::Identity,
    request::{Address, RequestHead},
};

const MISMATCH: &str = "0002-00000201";
const WRONG_REGION: &str = "0002-00000226";
const CODES: CredentialCodes = CredentialCodes {
    argument: "x-oss-credential",
    form: "0002-00000223",
    date: "0002-00000224",
    suffix: "0002-00000224",
};

/// The longest life of a URL, in seconds: seven days.
const MAX_EXPIRES: i64 = 604_800;

/// A signature in the `Authorization` header. The time is `x-oss-date`, or else `Date`, which may be an HTTP date.
pub(super) fn header(
    head: &RequestHead,
    address: &Address,
    signature: &SignatureV4,
    realm: &Realm<'_>,
    now: OffsetDateTime,
) -> Result<Identity, ServiceError> {
    let credential = &signature.credential;
    match head.header("x-oss-content-sha256") {
        Some(UNSIGNED_PAYLOAD) => {}
        other => {
            return Err(verdict::invalid(
                "The x-oss-content-sha256 header must be UNSIGNED-PAYLOAD.",
                "",
                "x-oss-content-sha256",
                other.unwrap_or_default(),
            ));
        }
    }
    let name = if head.headers.contains_key("x-oss-date") { "x-oss-date" } else { "date" };
    let date = canonical_v1::header(&head.headers, name);
    let time = std::str::from_utf8(&date)
        .ok()
        .and_then(|text| instant::parse_basic(text).or_else(|| instant::parse_http(text)))
        .ok_or_else(|| verdict::denied("OSS authentication requires a valid Date.", "0002-00000503"))?;
    verdict::check_skew(time, now)?;
    let time = instant::basic(time);
    if !time.starts_with(&credential.scope.date) {
        return Err(verdict::invalid(
            "The date in the credential does not match the date of the request.",
            "0002-00000212",
            "Authorization",
            &credential.scope.date,
        ));
    }
    if !in_region(credential, head, realm) {
        return Err(verdict::invalid(
            "Invalid signing region in Authorization header.",
            WRONG_REGION,
            "Authorization",
            &credential.scope.region,
        ));
    }
    let claim = Claim {
        credential,
        time: &time,
        additional: &signature.additional,
        provided: &signature.signature,
        token: head.header("x-oss-security-token"),
    };
    claim.verify(head, address, realm, now)
}

/// A signature in the URL, valid from 15 minutes before `x-oss-date` until `x-oss-expires` seconds after it.
pub(super) fn url(
    head: &RequestHead,
    address: &Address,
    realm: &Realm<'_>,
    now: OffsetDateTime,
) -> Result<Identity, ServiceError> {
    let part = |name| head.query_value(name).filter(|v| !v.is_empty());
    let version = part("x-oss-signature-version").unwrap_or_default();
    if version != authorization::V4 {
        return Err(verdict::invalid(
            "The signature version must be OSS4-HMAC-SHA256.",
            "",
            "x-oss-signature-version",
            version,
        ));
    }
    let credential = part("x-oss-credential").ok_or_else(|| {
        verdict::invalid(
            "The x-oss-credential parameter is missing.",
            "0002-00000218",
            "x-oss-credential",
            "",
        )
    })?;
    let provided = part("x-oss-signature").ok_or_else(|| {
        verdict::invalid("The x-oss-signature parameter is missing.", "0002-00000219", "x-oss-signature", "")
    })?;
    let credential = Credential::parse(credential, &CODES)?;
    let time = part("x-oss-date").unwrap_or_default();
    let signed_at =
        instant::parse_basic(time).filter(|_| time.starts_with(&credential.scope.date)).ok_or_else(|| {
            verdict::invalid("The x-oss-date parameter is invalid.", "0002-00000224", "x-oss-date", time)
        })?;
    let life = part("x-oss-expires").unwrap_or_default();
    let seconds = life.parse().ok().filter(|s| (1..=MAX_EXPIRES).contains(s)).ok_or_else(|| {
        verdict::invalid(
            "The x-oss-expires parameter must be between 1 and 604800.",
            "0002-00000232",
            "x-oss-expires",
            life,
        )
    })?;
    if now < signed_at - verdict::MAX_SKEW {
        return Err(verdict::skewed(signed_at, now));
    }
    let end = signed_at + Duration::seconds(seconds);
    if now > end {
        return Err(verdict::expired(end, now, ""));
    }
    if !in_region(&credential, head, realm) {
        return Err(verdict::invalid(
            "The signing region in credential is invalid.",
            WRONG_REGION,
            "x-oss-credential",
            &credential.scope.region,
        ));
    }
    let claim = Claim {
        credential: &credential,
        time,
        additional: &authorization::names(part("x-oss-additional-headers").unwrap_or_default()),
        provided,
        token: part("x-oss-security-token"),
    };
    claim.verify(head, address, realm, now)
}

/// A cloud box signs with its own id in place of the region, so any is taken there.
fn in_region(credential: &Credential, head: &RequestHead, realm: &Realm<'_>) -> bool {
    credential.scope.product == "oss-cloudbox"
        || region::accepted(&credential.scope.region, &head.host, realm)
}

/// A key id and a signature, to be checked against the request.
struct Claim<'a> {
    credential: &'a Credential,
    time: &'a str,
    additional: &'a [String],
    provided: &'a str,
    token: Option<&'a str>,
}

impl Claim<'_> {
    fn verify(
        &self,
        head: &RequestHead,
        address: &Address,
        realm: &Realm<'_>,
        now: OffsetDateTime,
    ) -> Result<Identity, ServiceError> {
        let id = &self.credential.access_key_id;
        let ticket = credential::resolve(id, self.token, realm.directory, now)?;
        let canonical =
            canonical_v4::request(&head.method, address, &head.query, &head.headers, self.additional);
        let scope = &self.credential.scope;
        let string_to_sign = canonical_v4::string_to_sign(self.time, scope, &canonical);
        if verdict::equal(self.provided, &scope.sign(&ticket.secret, string_to_sign.as_bytes())) {
            return Ok(ticket.identity);
        }
        Err(verdict::mismatch(id, self.provided, string_to_sign.as_bytes())
            .ec(MISMATCH)
            .detail("CanonicalRequest", String::from_utf8_lossy(&canonical)))
    }
}
