//! URLs that carry their signature, as ali-oss returns them.

use super::build::{RequestContext, check_bucket};
use super::url::write_query;
use crate::encode::{COMPONENT, WIRE_PATH};
use crate::error::Error;
use crate::sign::{
    ALGORITHM, CanonicalRequest, Header, Param, Resource, Scope, additional_headers, canonical_request,
    rtmp_string_to_sign, v1_string_to_sign,
};
use crate::time_format;

/// What a V1 URL allows.
#[derive(Clone, Copy, Debug)]
pub struct UrlV1<'a> {
    /// Method in upper case.
    pub method: &'a str,
    /// Bucket, unless absent or empty.
    pub bucket: Option<&'a str>,
    /// Object key, decoded.
    pub object: &'a str,
    /// When it expires, in Unix seconds.
    pub expires: &'a str,
    /// Headers the request must carry, names in lower case: `content-type`, `content-md5`, `x-oss-*`.
    pub headers: &'a [Header<'a>],
    /// Parameters, all signed; a name stands several times for a list.
    pub subresources: &'a [Param<'a>],
    /// Parameters, all signed, that stand behind the security token in the URL: `callback` and `callback-var`.
    pub callback: &'a [Param<'a>],
}

/// A V1 URL (`signatureUrl`). It fails for an endpoint that is an IP address, in ali-oss's words.
pub fn signed_url_v1(context: &RequestContext, url: &UrlV1<'_>) -> Result<String, Error> {
    if context.endpoint.is_ip() {
        return Err(Error::input("can not get the object URL when endpoint is IP"));
    }
    check_bucket(url.bucket)?;
    let credential = context.signer.need_key()?.credential();
    let mut signed: Vec<Param<'_>> = Vec::with_capacity(url.subresources.len() + url.callback.len() + 1);
    signed.extend_from_slice(url.subresources);
    if let Some(token) = credential.security_token.as_deref().filter(|token| !token.is_empty()) {
        assign(&mut signed, ("security-token", Some(token)));
    }
    for param in url.callback {
        assign(&mut signed, *param);
    }
    let mut text = Vec::with_capacity(512);
    let resource = Resource::Of { bucket: url.bucket, object: Some(url.object) };
    v1_string_to_sign(&mut text, url.method, url.expires.as_bytes(), url.headers, resource, &signed);
    let signature = context.signer.sign_v1(&text);

    let mut query: Vec<Param<'_>> = Vec::with_capacity(signed.len() + 3);
    query.push(("OSSAccessKeyId", Some(&credential.access_key_id)));
    query.push(("Expires", Some(url.expires)));
    query.push(("Signature", Some(&signature)));
    append_new(&mut query, &signed);
    let mut out = base(context, context.endpoint.scheme(), url.bucket, Some(url.object));
    write_query(&mut out, &query, &COMPONENT);
    Ok(out)
}

/// What a V4 URL allows.
#[derive(Clone, Copy, Debug)]
pub struct UrlV4<'a> {
    /// Method in upper case.
    pub method: &'a str,
    /// Bucket, unless absent or empty.
    pub bucket: Option<&'a str>,
    /// Object key, decoded.
    pub object: Option<&'a str>,
    /// For how many seconds it is good: 1 to 604800, says the service.
    pub expires: &'a str,
    /// Headers the request must carry, names in lower case.
    pub headers: &'a [Header<'a>],
    /// Parameters.
    pub query: &'a [Param<'a>],
    /// Names of `headers` to sign beside those that are always signed.
    pub additional_headers: &'a [String],
}

/// A V4 URL (`signatureUrlV4`), made at `now_ms`.
pub fn signed_url_v4(context: &RequestContext, url: &UrlV4<'_>, now_ms: i64) -> Result<String, Error> {
    check_bucket(url.bucket)?;
    let time = time_format::iso_basic(now_ms);
    let scope = Scope {
        date: time.get(..8).unwrap_or_default(),
        region: context.endpoint.signing_region(),
        product: context.endpoint.product(),
    };
    let signer = context.signer.need_key()?;
    let mut credential = String::with_capacity(96);
    signer.write_credential(&mut credential, &scope);
    let additional = additional_headers(url.additional_headers);
    let listed = additional.join(";");

    let mut query: Vec<Param<'_>> = Vec::with_capacity(url.query.len() + 7);
    for param in url.query {
        query.push(*param);
    }
    if !additional.is_empty() {
        assign(&mut query, ("x-oss-additional-headers", Some(&listed)));
    }
    assign(&mut query, ("x-oss-credential", Some(&credential)));
    assign(&mut query, ("x-oss-date", Some(&time)));
    assign(&mut query, ("x-oss-expires", Some(url.expires)));
    assign(&mut query, ("x-oss-signature-version", Some(ALGORITHM)));
    if let Some(token) = signer.credential().security_token.as_deref().filter(|token| !token.is_empty()) {
        assign(&mut query, ("x-oss-security-token", Some(token)));
    }
    let mut canonical = Vec::with_capacity(768);
    let request = CanonicalRequest {
        method: url.method,
        bucket: url.bucket,
        object: url.object,
        query: &query,
        headers: url.headers,
        additional_headers: &additional,
    };
    canonical_request(&mut canonical, &request)?;
    let signature = signer.signature_v4(&time, &scope, &canonical);
    assign(&mut query, ("x-oss-signature", Some(&signature)));

    let mut out = base(context, context.endpoint.scheme(), url.bucket, url.object);
    write_query(&mut out, &query, &COMPONENT);
    Ok(out)
}

/// What a live-channel URL allows.
#[derive(Clone, Copy, Debug)]
pub struct RtmpUrl<'a> {
    /// Bucket.
    pub bucket: &'a str,
    /// Channel, without the `live/` that stands before it in the URL.
    pub channel: &'a str,
    /// When it expires, in Unix seconds.
    pub expires: &'a str,
    /// Parameters such as `playlistName`.
    pub params: &'a [(&'a str, &'a str)],
}

/// A live-channel URL (`getRtmpUrl`). It never carries a security token, nor does ali-oss's.
pub fn rtmp_url(context: &RequestContext, url: &RtmpUrl<'_>) -> Result<String, Error> {
    check_bucket(Some(url.bucket))?;
    let text = rtmp_string_to_sign(url.bucket, url.channel, url.expires, url.params);
    let signature = context.signer.need_key()?.sign_v1(text.as_bytes());
    let object = ["live/", url.channel].concat();
    let params: Vec<Param<'_>> = url.params.iter().map(|(name, value)| (*name, Some(*value))).collect();
    let mut query: Vec<Param<'_>> = vec![
        ("OSSAccessKeyId", Some(&context.signer.credential().access_key_id)),
        ("Expires", Some(url.expires)),
        ("Signature", Some(&signature)),
    ];
    append_new(&mut query, &params);
    let mut out = base(context, "rtmp://", Some(url.bucket), Some(&object));
    write_query(&mut out, &query, &COMPONENT);
    Ok(out)
}

/// Everything before the query. Node's URL parser has been over it, so `'` is escaped here and not in the query.
fn base(context: &RequestContext, scheme: &str, bucket: Option<&str>, object: Option<&str>) -> String {
    let mut out = String::with_capacity(512);
    out.push_str(scheme);
    context.endpoint.write_url_authority(&mut out, bucket);
    context.endpoint.write_path(&mut out, bucket, object, &WIRE_PATH);
    out
}

/// Sets a parameter, in place if its name is known.
fn assign<'a>(params: &mut Vec<Param<'a>>, param: Param<'a>) {
    match params.iter_mut().find(|(name, _)| *name == param.0) {
        Some(place) => *place = param,
        None => params.push(param),
    }
}

/// Appends the parameters whose names are not taken; among these one may stand several times.
fn append_new<'a>(params: &mut Vec<Param<'a>>, more: &[Param<'a>]) {
    let taken = params.len();
    for param in more {
        if !params.iter().take(taken).any(|(name, _)| *name == param.0) {
            params.push(*param);
        }
    }
}
