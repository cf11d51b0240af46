//! The ACS3-HMAC-SHA256 signature ("V3 request body & signature mechanism"): over the request, in a header.

use http::HeaderMap;

use super::{claim::Claim, failure::Failure, parameters::Parameters, rpc::incomplete};
use crate::{
    auth::{canonical_v1, encode, hash},
    request::RequestHead,
};

/// The scheme of the `Authorization` header.
pub const SCHEME: &str = "ACS3-HMAC-SHA256";

/// The canonical request. `signed` are the names in SignedHeaders; `payload` is the hex SHA-256 of the body.
pub fn canonical_request<'p>(
    method: &str,
    path: &str,
    query: impl IntoIterator<Item = (&'p str, &'p str)>,
    headers: &HeaderMap,
    signed: &[&str],
    payload: &str,
) -> String {
    let mut text = format!("{method}\n{path}\n{}\n", encode::sorted_query(query));
    for name in signed {
        text.push_str(name);
        text.push(':');
        text.push_str(&String::from_utf8_lossy(&canonical_v1::header(headers, name)));
        text.push('\n');
    }
    text.push('\n');
    text.push_str(&signed.join(";"));
    text.push('\n');
    text.push_str(payload);
    text
}

/// The string to sign of a canonical request.
pub fn string_to_sign(canonical_request: &str) -> String {
    format!("{SCHEME}\n{}", hash::sha256_hex(canonical_request.as_bytes()))
}

/// The signature: lower-case hex of HMAC-SHA256.
pub fn sign(access_key_secret: &str, string_to_sign: &str) -> String {
    hash::hex(&hash::hmac_sha256(access_key_secret.as_bytes(), string_to_sign.as_bytes()))
}

/// Whether the call is signed this way.
pub(super) fn is_used(head: &RequestHead) -> bool {
    head.header("authorization").is_some_and(|value| value.trim_start().starts_with("ACS3-"))
}

/// Reads the signature's headers. `Host` and every `x-acs-*` header must be among the signed ones, and the hash of the
/// body is the server's own, so a body that differs from what was signed does not match.
pub(super) fn claim<'a>(
    head: &'a RequestHead,
    body: &[u8],
    parameters: &Parameters,
) -> Result<Claim<'a>, Failure> {
    let header = head.header("authorization").unwrap_or_default().trim();
    let rest = header.strip_prefix(SCHEME).ok_or_else(|| {
        Failure::new(400, "InvalidSignatureMethod", "Specified signature method is invalid.")
    })?;
    let part = |name: &str| {
        let mut items = rest.split(',').filter_map(|item| item.trim().split_once('='));
        items.find(|(n, _)| *n == name).map(|(_, value)| value).filter(|v| !v.is_empty())
    };
    let access_key_id = part("Credential").ok_or_else(incomplete)?;
    let provided = part("Signature").ok_or_else(incomplete)?;
    let signed: Vec<&str> = part("SignedHeaders").ok_or_else(incomplete)?.split(';').collect();
    let mut binding = head.headers.keys().map(http::HeaderName::as_str);
    if !binding.all(|n| !(n == "host" || n.starts_with("x-acs-")) || signed.contains(&n)) {
        return Err(incomplete());
    }
    let need = |header: &str, name: &str| head.header(header).ok_or_else(|| Failure::missing(name));
    let timestamp = need("x-acs-date", "Timestamp")?;
    let nonce = need("x-acs-signature-nonce", "SignatureNonce")?;
    let path = if head.raw_path.is_empty() { "/" } else { &head.raw_path };
    let payload = hash::sha256_hex(body);
    let canonical =
        canonical_request(head.method.as_str(), path, parameters.query(), &head.headers, &signed, &payload);
    Ok(Claim {
        access_key_id,
        token: head.header("x-acs-security-token"),
        timestamp,
        nonce,
        provided,
        string_to_sign: string_to_sign(&canonical),
        sign,
    })
}
