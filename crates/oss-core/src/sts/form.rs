//! The forms of RPC requests.

use crate::encode::COMPONENT;
use crate::sign::{Signer, rpc_string_to_sign};
use crate::time_format;

/// The only version of the STS API.
pub const API_VERSION: &str = "2015-04-01";

/// A parameter of an RPC request.
pub type Field<'a> = (&'a str, &'a str);

/// The body of a POST to STS, `application/x-www-form-urlencoded`: the parameters of the action before and after those
/// that every request carries (the order of ali-oss, which puts `Policy` last), and the signature.
///
/// `nonce` must be new for each request within 15 minutes. A credential that is itself temporary sends its token.
pub fn signed(
    signer: &Signer,
    action: &str,
    before: &[Field<'_>],
    after: &[Field<'_>],
    nonce: &str,
    now_ms: i64,
) -> String {
    let timestamp = time_format::iso_millis(now_ms);
    let credential = signer.credential();
    let mut all = Vec::with_capacity(before.len() + after.len() + 10);
    all.push(("Action", action));
    all.extend_from_slice(before);
    all.extend([
        ("Format", "JSON"),
        ("Version", API_VERSION),
        ("AccessKeyId", &credential.access_key_id),
        ("SignatureMethod", "HMAC-SHA1"),
        ("SignatureVersion", "1.0"),
        ("SignatureNonce", nonce),
        ("Timestamp", &timestamp),
    ]);
    if let Some(token) = &credential.security_token {
        all.push(("SecurityToken", token));
    }
    all.extend_from_slice(after);
    let signature = signer.sign_rpc(&rpc_string_to_sign("POST", &all));
    all.push(("Signature", &signature));
    encoded(&all)
}

/// The body of a POST that nobody signs.
pub fn unsigned(action: &str, fields: &[Field<'_>], now_ms: i64) -> String {
    let timestamp = time_format::iso_millis(now_ms);
    let mut all = vec![("Action", action), ("Format", "JSON"), ("Version", API_VERSION)];
    all.push(("Timestamp", &timestamp));
    all.extend_from_slice(fields);
    encoded(&all)
}

fn encoded(fields: &[Field<'_>]) -> String {
    let mut body = String::with_capacity(768);
    for (i, (name, value)) in fields.iter().enumerate() {
        if i > 0 {
            body.push('&');
        }
        COMPONENT.encode(&mut body, name);
        body.push('=');
        COMPONENT.encode(&mut body, value);
    }
    body
}
