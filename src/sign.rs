//! Signatures by themselves, for callers who put requests together on their own.

use napi::bindgen_prelude::{BufferSlice, Env, External, Result};
use napi_derive::napi;
use oss_core::sign::{CanonicalRequest, Product, Scope, additional_headers};

use crate::client::{NativeClient, borrowed, bytes, plain};
use crate::input::{UrlDetails, lines, unix_ms};

/// Base64 of the HMAC-SHA1 of a text: the signature of V1, of POST policies and of live channels.
#[napi(catch_unwind)]
pub fn sign_text(env: Env, native: &External<NativeClient>, text: BufferSlice<'_>) -> Result<String> {
    let options = native.options()?;
    Ok(options.request.signer.need_key().map_err(|e| plain(env, &e))?.sign_v1(&text))
}

/// The V4 signature of a POST policy, given as JSON text, of the day of `date`, a Unix time in milliseconds.
#[napi(catch_unwind)]
pub fn sign_policy_v4(
    env: Env,
    native: &External<NativeClient>,
    policy: String,
    date: f64,
    region: String,
) -> Result<String> {
    let options = native.options()?;
    let signer = options.request.signer.need_key().map_err(|e| plain(env, &e))?;
    Ok(signer.post_policy_v4(&policy, unix_ms(date), &region, Product::Oss))
}

/// The `Authorization` header of V4.
///
/// `what` is method, bucket, time (`yyyymmddTHHMMSSZ`) and key, a line each; `details` is the JSON of [`UrlDetails`].
#[napi(catch_unwind)]
pub fn authorization_v4(
    env: Env,
    native: &External<NativeClient>,
    what: String,
    details: String,
) -> Result<String> {
    let options = native.options()?;
    let endpoint = &options.request.endpoint;
    let details = UrlDetails::parse(Some(&details)).map_err(|e| plain(env, &e))?;
    let [method, bucket, time, object] = lines(&what);
    let scope = Scope {
        date: time.split('T').next().unwrap_or_default(),
        region: endpoint.signing_region(),
        product: endpoint.product(),
    };
    let request = CanonicalRequest {
        method,
        bucket: Some(bucket),
        object: Some(object),
        query: &borrowed(&details.query),
        headers: &bytes(&details.headers),
        additional_headers: &additional_headers(&details.additional_headers),
    };
    let signer = options.request.signer.need_key().map_err(|e| plain(env, &e))?;
    signer.authorization_v4(time, &scope, &request).map_err(|e| plain(env, &e))
}
