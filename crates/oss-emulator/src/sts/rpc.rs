//! The RPC signature ("Signature method" of the STS API reference): HMAC-SHA1 over all parameters.

use http::Method;

use super::{claim::Claim, failure::Failure, parameters::Parameters};
use crate::auth::{encode, hash};

/// The string that an RPC call signs: the method, `/`, and all parameters but `Signature`, sorted by name
/// before they are encoded.
pub fn string_to_sign<'p>(method: &str, parameters: impl IntoIterator<Item = (&'p str, &'p str)>) -> String {
    let parameters = parameters.into_iter().filter(|(name, _)| *name != "Signature");
    format!("{method}&%2F&{}", encode::component(&encode::sorted_query(parameters)))
}

/// The signature: Base64 of HMAC-SHA1, whose key is the secret and an ampersand.
pub fn sign(access_key_secret: &str, string_to_sign: &str) -> String {
    hash::hmac_sha1_base64(format!("{access_key_secret}&").as_bytes(), string_to_sign.as_bytes())
}

/// Reads the signature's parameters.
pub(super) fn claim<'a>(method: &Method, parameters: &'a Parameters) -> Result<Claim<'a>, Failure> {
    let access_key_id = parameters.need("AccessKeyId")?;
    let fixed = |name: &str, code: &str, wanted: &str| match parameters.need(name)? {
        value if value == wanted => Ok(()),
        _ => Err(Failure::new(400, code, format!("Specified {name} is invalid."))),
    };
    fixed("SignatureMethod", "InvalidSignatureMethod", "HMAC-SHA1")?;
    fixed("SignatureVersion", "InvalidSignatureVersion", "1.0")?;
    let timestamp = parameters.need("Timestamp")?;
    let nonce = parameters.need("SignatureNonce")?;
    let provided = parameters.get("Signature").ok_or_else(incomplete)?;
    Ok(Claim {
        access_key_id,
        token: parameters.get("SecurityToken"),
        timestamp,
        nonce,
        provided,
        string_to_sign: string_to_sign(method.as_str(), parameters.all()),
        sign,
    })
}

/// 400 for a call that lacks its signature or a part that must be signed.
pub(super) fn incomplete() -> Failure {
    Failure::new(400, "IncompleteSignature", "The request signature does not conform to Aliyun standards.")
}
