//! An operation becomes a request: dated, addressed and signed.

use std::sync::Arc;

use http::{HeaderName, HeaderValue, Method};

use super::headers::HeaderList;
use super::url::{merged, write_query};
use crate::encode::WIRE;
use crate::endpoint::Endpoint;
use crate::error::Error;
use crate::mime;
use crate::operation::{BodyInfo, Operation, Parameter};
use crate::sign::{
    CanonicalRequest, Header, PAYLOAD, Param, Resource, Scope, SignatureVersion, Signer, additional_headers,
};
use crate::time_format;

/// Who chooses the signature version.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum VersionChoice {
    /// The endpoint: [`Endpoint::auto_version`].
    #[default]
    Auto,
    /// The caller.
    Is(SignatureVersion),
}

/// What all requests of a client share.
#[derive(Clone, Debug)]
pub struct RequestContext {
    /// Where requests go.
    pub endpoint: Endpoint,
    /// Who signs them.
    pub signer: Arc<Signer>,
    /// How they are signed.
    pub version: VersionChoice,
    /// `User-Agent`; none is sent when empty.
    pub user_agent: String,
    /// Send header values as UTF-8 instead of latin-1 (ali-oss: a `headerEncoding` other than `utf-8`).
    pub utf8_headers: bool,
    /// Send `x-oss-request-payer: requester`.
    pub request_pay: bool,
}

impl RequestContext {
    /// The version that requests are signed with.
    pub fn signature_version(&self) -> SignatureVersion {
        match self.version {
            VersionChoice::Auto => self.endpoint.auto_version(),
            VersionChoice::Is(version) => version,
        }
    }
}

/// A request, ready to be sent.
#[derive(Clone, Debug)]
pub struct WireRequest {
    /// HTTP method.
    pub method: Method,
    /// HTTPS or HTTP.
    pub secure: bool,
    /// `host[:port]` to connect to.
    pub authority: String,
    /// The `Host` header, which is not among `headers`.
    pub host: HeaderValue,
    /// Path and query as they go on the wire.
    pub target: String,
    /// The URL as ali-oss reports it in `res.requestUrls`.
    pub url: String,
    /// All other headers; each name once, in lower case.
    pub headers: Vec<(HeaderName, HeaderValue)>,
}

/// Builds and signs the request of an operation at `now_ms`.
pub fn build(
    context: &RequestContext,
    operation: &Operation,
    body: &BodyInfo,
    now_ms: i64,
) -> Result<WireRequest, Error> {
    check_bucket(operation.bucket())?;
    let version = context.signature_version();
    let date = match version {
        SignatureVersion::V1 => time_format::http_date(now_ms),
        SignatureVersion::V4 => time_format::iso_basic(now_ms),
    };
    let mut headers = collect(context, operation, body, version, &date).finish(context.utf8_headers)?;
    let subresources = params(&operation.subresources);
    let query = merged(&params(&operation.query), &subresources);

    if !context.signer.is_anonymous() {
        let view: Vec<Header<'_>> =
            headers.iter().map(|(name, value)| (name.as_str(), value.as_bytes())).collect();
        let authorization = authorize(context, operation, version, &view, &subresources, &query)?;
        let authorization = header_value("authorization", authorization.as_bytes())?;
        headers.push((http::header::AUTHORIZATION, authorization));
    }

    let location = context.endpoint.locate(operation.bucket(), operation.object());
    let mut target = location.path;
    write_query(&mut target, &query, &WIRE);
    let given_host = headers.iter().position(|(name, _)| name == http::header::HOST);
    let given_host = given_host.map(|at| headers.swap_remove(at).1);
    let host = match given_host {
        Some(host) if !context.endpoint.is_ip() => host,
        _ => header_value("host", location.host.as_bytes())?,
    };
    let url = [context.endpoint.scheme(), &location.authority, &target].concat();
    Ok(WireRequest {
        method: operation.method.clone(),
        secure: location.secure,
        authority: location.authority,
        host,
        target,
        url,
        headers,
    })
}

/// The URL of the request of an operation, for those who report that it could not be built.
pub fn request_url(context: &RequestContext, operation: &Operation) -> String {
    let location = context.endpoint.locate(operation.bucket(), operation.object());
    let mut url = [context.endpoint.scheme(), &location.authority, &location.path].concat();
    write_query(&mut url, &merged(&params(&operation.query), &params(&operation.subresources)), &WIRE);
    url
}

/// A bucket goes into a host name or a path unescaped, so it must not be able to change either.
pub(super) fn check_bucket(bucket: Option<&str>) -> Result<(), Error> {
    let harmless = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.');
    if bucket.unwrap_or_default().bytes().all(harmless) {
        Ok(())
    } else {
        Err(Error::input("The bucket must be conform to the specifications"))
    }
}

/// Parameters as the signers take them.
pub(super) fn params(owned: &[Parameter]) -> Vec<Param<'_>> {
    owned.iter().map(|(name, value)| (name.as_str(), value.as_deref())).collect()
}

/// All headers but `authorization`. A header of the caller does not replace one of ours that is spelled the same; spelled
/// differently it does, because the last one stays.
fn collect<'a>(
    context: &'a RequestContext,
    operation: &'a Operation,
    body: &'a BodyInfo,
    version: SignatureVersion,
    date: &'a str,
) -> HeaderList<'a> {
    let mut headers = HeaderList::default();
    headers.set("x-oss-date", date);
    if version == SignatureVersion::V4 {
        headers.set("x-oss-content-sha256", PAYLOAD);
    }
    if !context.user_agent.is_empty() {
        headers.set("User-Agent", &context.user_agent);
    }
    if context.request_pay {
        headers.set("x-oss-request-payer", "requester");
    }
    if let Some(token) =
        context.signer.credential().security_token.as_deref().filter(|token| !token.is_empty())
    {
        headers.set("x-oss-security-token", token);
    }
    for (name, value) in &operation.headers {
        headers.set_default(name, value);
    }
    headers.remove("authorization");

    if !headers.has("Content-Type") && !headers.has("content-type") {
        headers.remove_exactly("Content-Type");
        headers.remove_exactly("content-type");
        if let Some(content_type) = mime::content_type(operation.mime.as_deref(), operation.object()) {
            headers.set("Content-Type", content_type);
        }
    }
    if let Some(md5) = &body.md5
        && !headers.has("Content-MD5")
    {
        headers.set("Content-MD5", md5);
    }
    match body.length {
        // The length of what is sent is known, so no other framing may stand beside it.
        Some(length) if body.present => {
            headers.remove("content-length");
            headers.remove("transfer-encoding");
            headers.set_owned("Content-Length", length.to_string());
        }
        // Node frames a PUT or POST without a body by an explicit zero.
        _ if !body.present && (operation.method == Method::PUT || operation.method == Method::POST) => {
            headers.remove("content-length");
            headers.remove("transfer-encoding");
            headers.set("Content-Length", "0");
        }
        _ => {}
    }
    headers
}

fn authorize(
    context: &RequestContext,
    operation: &Operation,
    version: SignatureVersion,
    headers: &[Header<'_>],
    subresources: &[Param<'_>],
    query: &[Param<'_>],
) -> Result<String, Error> {
    // The caller may have replaced ours; what is signed is what is sent.
    let date = headers.iter().find(|(name, _)| *name == "x-oss-date").map_or(&b""[..], |(_, value)| *value);
    match version {
        SignatureVersion::V1 => {
            let resource = Resource::Of { bucket: operation.bucket(), object: operation.object() };
            Ok(context.signer.authorization_v1(
                operation.method.as_str(),
                date,
                headers,
                resource,
                subresources,
            ))
        }
        SignatureVersion::V4 => {
            let time = std::str::from_utf8(date).unwrap_or_default();
            let scope = Scope {
                date: time.split('T').next().unwrap_or_default(),
                region: context.endpoint.signing_region(),
                product: context.endpoint.product(),
            };
            let request = CanonicalRequest {
                method: operation.method.as_str(),
                bucket: operation.bucket(),
                object: operation.object(),
                query,
                headers,
                additional_headers: &additional_headers(&operation.additional_headers),
            };
            context.signer.authorization_v4(time, &scope, &request)
        }
    }
}

fn header_value(name: &str, bytes: &[u8]) -> Result<HeaderValue, Error> {
    HeaderValue::from_bytes(bytes).map_err(|_| Error::invalid_header(name, crate::error::HeaderFault::Value))
}
