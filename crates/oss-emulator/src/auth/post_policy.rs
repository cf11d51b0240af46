//! Signatures of a POST policy (PostObject). The policy's own conditions are the form handler's business.

use time::{Duration, OffsetDateTime};

use super::{
    Realm, authorization,
    credential::{self, Credential, CredentialCodes},
    hash, instant, region, verdict,
};
use crate::{error::ServiceError, ram::Identity};

const MISMATCH_V1: &str = "0002-00000040";
const MISMATCH_V4: &str = "0002-00000705";
const CODES: CredentialCodes = CredentialCodes {
    argument: "x-oss-credential",
    form: "0002-00000710",
    date: "0002-00000710",
    suffix: "0002-00000710",
};

/// How long after `x-oss-date` a V4 form may be sent.
const MAX_AGE: Duration = Duration::days(7);

/// The V1 signature of a policy, as it stands in the form (Base64 text): Base64 of HMAC-SHA1.
pub fn sign_v1(secret: &str, policy: &str) -> String {
    hash::hmac_sha1_base64(secret.as_bytes(), policy.as_bytes())
}

/// Finds out who signed a form. `field` gives the value of a form field by its lower-case name; `host` is the Host header.
///
/// A form without any of `OSSAccessKeyId`, `policy`, `Signature` (V1) or `x-oss-credential`, `x-oss-signature` (V4) is
/// anonymous; one with only some of them is refused.
pub fn authenticate<'f>(
    field: impl Fn(&str) -> Option<&'f str>,
    host: &str,
    realm: &Realm<'_>,
    now: OffsetDateTime,
) -> Result<Identity, ServiceError> {
    let given = |name: &str| field(name).filter(|v| !v.is_empty());
    let v4 = ["x-oss-signature-version", "x-oss-credential", "x-oss-signature"];
    if v4.iter().any(|name| field(name).is_some()) {
        return v4_form(given, host, realm, now);
    }
    let v1 = ["ossaccesskeyid", "signature", "policy"];
    if v1.iter().all(|name| field(name).is_none()) {
        return Ok(Identity::Anonymous);
    }
    let missing = |message, name| verdict::invalid(message, "", name, "");
    let id = given("ossaccesskeyid")
        .ok_or_else(|| missing("Post request accessKeyId is empty.", "OSSAccessKeyId"))?;
    let provided =
        given("signature").ok_or_else(|| missing("Post request signature is empty.", "Signature"))?;
    let policy = given("policy").ok_or_else(|| missing("Post request policy is empty.", "policy"))?;
    let ticket = credential::resolve(id, given("x-oss-security-token"), realm.directory, now)?;
    if verdict::equal(provided, &sign_v1(&ticket.secret, policy)) {
        return Ok(ticket.identity);
    }
    Err(verdict::mismatch(id, provided, policy.as_bytes()).ec(MISMATCH_V1))
}

fn v4_form<'f>(
    given: impl Fn(&str) -> Option<&'f str>,
    host: &str,
    realm: &Realm<'_>,
    now: OffsetDateTime,
) -> Result<Identity, ServiceError> {
    let need = |name: &'static str| {
        given(name).ok_or_else(|| verdict::invalid("A field of the V4 signature is empty.", "", name, ""))
    };
    let version = need("x-oss-signature-version")?;
    if version != authorization::V4 {
        return Err(verdict::invalid(
            "The signature version must be OSS4-HMAC-SHA256.",
            "",
            "x-oss-signature-version",
            version,
        ));
    }
    let (policy, provided) = (need("policy")?, need("x-oss-signature")?);
    let credential = Credential::parse(need("x-oss-credential")?, &CODES)?;
    let date = need("x-oss-date")?;
    let in_time = instant::parse_basic(date)
        .filter(|_| date.starts_with(&credential.scope.date))
        .is_some_and(|t| (t - verdict::MAX_SKEW..=t + MAX_AGE).contains(&now));
    if !in_time {
        return Err(verdict::invalid(
            "The x-oss-date field is invalid.",
            "0002-00000709",
            "x-oss-date",
            date,
        ));
    }
    let scope = &credential.scope;
    if scope.product == "oss" && !region::accepted(&scope.region, host, realm) {
        return Err(verdict::invalid(
            "The signing region in credential is invalid.",
            "0002-00000226",
            "x-oss-credential",
            &scope.region,
        ));
    }
    let token = given("x-oss-security-token");
    let ticket = credential::resolve(&credential.access_key_id, token, realm.directory, now)?;
    if verdict::equal(provided, &scope.sign(&ticket.secret, policy.as_bytes())) {
        return Ok(ticket.identity);
    }
    Err(verdict::mismatch(&credential.access_key_id, provided, policy.as_bytes()).ec(MISMATCH_V4))
}
