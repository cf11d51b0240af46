//! The `Authorization` header.

use super::{
    credential::{Credential, CredentialCodes},
    verdict,
};
use crate::{error::ServiceError, request::RequestHead};

/// The name that V4 signatures go by.
pub(super) const V4: &str = "OSS4-HMAC-SHA256";

const CODES: CredentialCodes = CredentialCodes {
    argument: "Authorization",
    form: "0002-00000203",
    date: "0002-00000212",
    suffix: "0002-00000213",
};

/// What the header says.
pub(super) enum Authorization {
    V1(SignatureV1),
    V4(SignatureV4),
}

/// `OSS <key id>:<signature>`.
pub(super) struct SignatureV1 {
    pub(super) access_key_id: String,
    pub(super) signature: String,
}

/// `OSS4-HMAC-SHA256 Credential=…,AdditionalHeaders=…,Signature=…`.
pub(super) struct SignatureV4 {
    pub(super) credential: Credential,
    pub(super) additional: Vec<String>,
    pub(super) signature: String,
}

impl Authorization {
    pub(super) fn of(head: &RequestHead) -> Result<Self, ServiceError> {
        let mut values = head.headers.get_all("authorization").iter();
        let first = values.next().map(http::HeaderValue::as_bytes).unwrap_or_default();
        let text = String::from_utf8_lossy(first);
        let text = text.trim();
        let refuse = |message, ec| Err(verdict::invalid(message, ec, "Authorization", text));
        if values.next().is_some() {
            return refuse("Only one way of signing a request is allowed.", "");
        }
        if text.is_empty() {
            return refuse("Authorization header value is empty.", "0002-00000061");
        }
        match text.split_once(' ') {
            Some(("OSS", rest)) => v1(rest.trim(), text).map(Self::V1),
            Some((V4, rest)) => v4(rest, text).map(Self::V4),
            Some(("AWS" | "AWS4-HMAC-SHA256", _)) => Err(verdict::s3()),
            _ => refuse("Authorization header is invalid.", "0002-00000061"),
        }
    }
}

fn v1(rest: &str, whole: &str) -> Result<SignatureV1, ServiceError> {
    let refuse = |message, ec| Err(verdict::invalid(message, ec, "Authorization", whole));
    let items: Vec<&str> = rest.split(':').collect();
    let [id, signature] = items[..] else {
        return refuse(
            "Authorization header is invalid, bad num of Items in Authorization header.",
            "0002-00000061",
        );
    };
    if id.is_empty() || signature.is_empty() {
        return refuse("AccessKeyId or Signature is missing in Authorization header value.", "0002-00000062");
    }
    Ok(SignatureV1 { access_key_id: id.to_owned(), signature: signature.to_owned() })
}

/// Parameters come in any order, with or without spaces around the commas (oss2 writes `, `), and `AdditionalHeaders`
/// may be empty.
fn v4(rest: &str, whole: &str) -> Result<SignatureV4, ServiceError> {
    let refuse = |message, ec| Err(verdict::invalid(message, ec, "Authorization", whole));
    let (mut credential, mut additional, mut signature) = (None, None, None);
    for item in rest.split(',').map(str::trim) {
        let slot = match item.split_once('=') {
            Some(("Credential", _)) => &mut credential,
            Some(("AdditionalHeaders", _)) => &mut additional,
            Some(("Signature", _)) => &mut signature,
            _ => return refuse("Unknown parameter in Authorization header.", "0002-00000202"),
        };
        let value = item.split_once('=').map_or("", |(_, value)| value);
        if slot.replace(value).is_some() {
            return refuse("Authorization header is invalid.", "0002-00000202");
        }
    }
    let (Some(credential), Some(signature)) = (credential, signature.filter(|s| !s.is_empty())) else {
        return refuse("AccessKeyId or Signature is missing in Authorization header value.", "0002-00000203");
    };
    Ok(SignatureV4 {
        credential: Credential::parse(credential, &CODES)?,
        additional: names(additional.unwrap_or_default()),
        signature: signature.to_owned(),
    })
}

/// The names in `AdditionalHeaders` or `x-oss-additional-headers`, separated by semicolons.
pub(super) fn names(list: &str) -> Vec<String> {
    list.split(';').map(str::trim).filter(|name| !name.is_empty()).map(str::to_lowercase).collect()
}
