//! What JavaScript hands over, as the core takes it.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use napi::bindgen_prelude::{Error, Result, Uint8Array};
use napi_derive::napi;
use oss_core::client::{Body, CallOptions, ClientOptions, Deadline};
use oss_core::operation::Parameter;
use oss_core::request::{RequestContext, VersionChoice};
use oss_core::sign::{SignatureVersion, Signer};
use oss_core::transport::{Proxies, ProxyOptions, Timeouts, TlsOptions};
use oss_core::{Credential, Endpoint, EndpointOptions, Operation, ReplyKind};
use serde::Deserialize;
use serde_json::error::Category;

/// What a client keeps for its whole life.
#[napi(object, object_to_js = false)]
#[expect(missing_debug_implementations, reason = "it lives for one call, and some of these hold secrets")]
pub struct TransportInput {
    /// Requests on the wire at once; unlimited when absent.
    pub max_sockets: Option<u32>,
    /// `127.0.0.1:9000`: where requests for `*.aliyuncs.com` go instead.
    pub emulator: Option<String>,
    /// Root certificates beside the bundled ones, in PEM.
    pub extra_roots: Vec<Uint8Array>,
    /// The proxies of a client of STS; those of OSS can change.
    pub proxies: Option<ProxyInput>,
}

/// Proxies as URLs: each may hold a password.
#[napi(object, object_to_js = false)]
#[expect(missing_debug_implementations, reason = "it lives for one call and holds secrets")]
pub struct ProxyInput {
    /// For plain HTTP.
    pub http: Option<String>,
    /// For HTTPS.
    pub https: Option<String>,
    /// Hosts that are reached without one: `NO_PROXY`.
    pub bypass: String,
}

impl ProxyInput {
    pub(crate) fn read(input: Option<&Self>) -> std::result::Result<Proxies, oss_core::Error> {
        let Some(input) = input else { return Ok(Proxies::default()) };
        Proxies::new(&ProxyOptions {
            http: input.http.clone(),
            https: input.https.clone(),
            bypass: input.bypass.clone(),
        })
    }
}

impl TransportInput {
    pub(crate) fn tls(&self) -> TlsOptions {
        TlsOptions { extra_roots: self.extra_roots.iter().map(|pem| pem.to_vec()).collect() }
    }

    pub(crate) fn emulator(&self) -> Result<Option<SocketAddr>> {
        let parse =
            |text: &String| text.parse().map_err(|e| Error::from_reason(format!("emulator {text}: {e}")));
        self.emulator.as_ref().map(parse).transpose()
    }
}

/// How an operation goes through a relay.
#[napi(object, object_to_js = false)]
#[derive(Debug)]
pub struct RelayedInput {
    /// The number of its outcome.
    pub call: u32,
    /// Unix time in milliseconds.
    pub now: f64,
    /// The number of the relay.
    pub relay: u32,
    /// Whether the timeouts are kept here, and not by the sender.
    pub timed: bool,
    /// Whether the body of the reply, which the sender may have, comes back.
    pub with_body: bool,
}

/// What may change from call to call without the caller saying so: `client.options`.
#[napi(object, object_to_js = false)]
#[expect(missing_debug_implementations, reason = "it lives for one call and holds secrets")]
#[expect(clippy::struct_excessive_bools, reason = "these are the switches of ali-oss, by their own names")]
pub struct ClientInput {
    /// Names the key.
    pub access_key_id: String,
    /// Signs.
    pub access_key_secret: String,
    /// Goes with a temporary key.
    pub security_token: Option<String>,
    /// `http://host` or `https://host`, with a port if it is not the usual one.
    pub endpoint: String,
    /// Region of V4 signatures, such as `oss-cn-hangzhou`.
    pub region: Option<String>,
    /// The region's internal network; for the `Host` of an endpoint that is an IP address.
    pub internal: bool,
    /// HTTPS where the endpoint does not say.
    pub secure: bool,
    /// The endpoint is the domain of one bucket.
    pub cname: bool,
    /// The bucket goes into the path.
    pub path_style: bool,
    /// Sign with V4, or with V1; what the endpoint takes when absent.
    pub v4: Option<bool>,
    /// Ways to the service.
    pub proxies: Option<ProxyInput>,
    /// Sign for this CloudBox.
    pub cloud_box_id: Option<String>,
    /// Send header values as UTF-8 instead of latin-1.
    pub utf8_headers: bool,
    /// The requester pays.
    pub request_pay: bool,
    /// Further attempts after a failure that allows one; the core's own number when absent.
    pub retry_max: Option<u32>,
    /// Ask before each of them.
    pub ask_before_retry: bool,
    /// Compare checksums of whole bodies.
    pub crc64: bool,
    /// Send `Content-MD5` with object bodies too.
    pub content_md5: bool,
    /// `User-Agent`.
    pub user_agent: String,
}

impl ClientInput {
    pub(crate) fn into_options(
        self,
        emulator: Option<SocketAddr>,
    ) -> std::result::Result<ClientOptions, oss_core::Error> {
        let endpoint = Endpoint::new(&EndpointOptions {
            endpoint: Some(self.endpoint),
            region: self.region,
            internal: self.internal,
            secure: self.secure,
            cname: self.cname,
            path_style: self.path_style,
            cloud_box_id: self.cloud_box_id,
        })?;
        let credential = Credential {
            access_key_id: self.access_key_id,
            access_key_secret: self.access_key_secret,
            security_token: self.security_token,
        };
        let version = match self.v4 {
            None => VersionChoice::Auto,
            Some(true) => VersionChoice::Is(SignatureVersion::V4),
            Some(false) => VersionChoice::Is(SignatureVersion::V1),
        };
        Ok(ClientOptions {
            request: RequestContext {
                endpoint,
                signer: Arc::new(Signer::new(credential)),
                version,
                user_agent: self.user_agent,
                utf8_headers: self.utf8_headers,
                request_pay: self.request_pay,
            },
            retry_max: self.retry_max,
            crc64: self.crc64,
            content_md5: self.content_md5,
            emulator,
        })
    }
}

/// One operation as the core takes it.
#[derive(Debug)]
pub(crate) struct OperationInput {
    pub(crate) operation: Operation,
    /// The body, if it is in a file.
    pub(crate) file: Option<Body>,
    /// The number of the body, if it is a stream.
    pub(crate) stream: Option<u32>,
    /// The number that reports of the body's progress carry, if anyone wants them.
    pub(crate) progress: Option<u32>,
    pub(crate) options: CallOptions,
}

/// What few operations have, as JSON text. Lists are flat: name, value, name, value; a null value is a name that stands
/// alone.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct OperationDetails {
    subresources: Vec<Option<String>>,
    query: Vec<Option<String>>,
    headers: Vec<String>,
    mime: Option<String>,
    additional_headers: Vec<String>,
    /// No `Content-MD5` but the caller's.
    no_md5: bool,
    /// The reply is a document.
    xml: bool,
    /// The file to send: its path, the first byte, and how many bytes.
    send_file: Option<PathBuf>,
    send_from: u64,
    send_size: u64,
    /// The number of the stream to send.
    send_stream: Option<u32>,
    /// The reply's body is read piece by piece.
    stream: bool,
    /// The file that the reply's body is written to.
    write_file: Option<PathBuf>,
    /// The number under which progress is reported.
    progress: Option<u32>,
    /// When the whole call must have ended, in Unix milliseconds of the caller's clock, and how many it had in all.
    deadline: Option<(f64, f64)>,
    /// The CRC-64, in decimal, of what an object held before an append.
    crc64_before: Option<String>,
}

impl OperationInput {
    /// Reads what every operation has: connect and response timeout in milliseconds, the statuses that are no error
    /// (`200,206`, `*` for all), method, bucket and key, a line each; and what few have.
    ///
    /// Strings cross the border where an object would cost a call for each field, and are read off the JavaScript thread.
    pub(crate) fn parse(
        what: &str,
        details: Option<&str>,
        now: f64,
    ) -> std::result::Result<Self, oss_core::Error> {
        let [connect, response, statuses, method, bucket, key] = lines(what);
        let details: OperationDetails = details.map_or_else(|| Ok(OperationDetails::default()), from_json)?;
        let method = http::Method::from_bytes(method.as_bytes())
            .map_err(|_| oss_core::Error::input(format!("{method} is not an HTTP method")))?;
        let reply = match (&details.write_file, details.xml, details.stream) {
            (Some(_), _, _) => ReplyKind::File,
            (None, true, _) => ReplyKind::Xml,
            (None, false, true) => ReplyKind::Stream,
            (None, false, false) => ReplyKind::Bytes,
        };
        let headers = pairs(details.headers);
        let named = |name: &str| Some(name.to_owned()).filter(|name| !name.is_empty());
        let operation = Operation {
            method,
            bucket: named(bucket),
            object: named(key),
            subresources: parameters(details.subresources),
            query: parameters(details.query),
            headers,
            mime: details.mime,
            additional_headers: details.additional_headers,
            success: success(statuses)?,
            md5: !details.no_md5,
            reply,
        };
        let timeouts = Timeouts { connect: timeout(connect)?, response: timeout(response)? };
        Ok(Self {
            operation,
            file: details.send_file.map(|path| Body::File {
                path,
                offset: details.send_from,
                length: details.send_size,
            }),
            stream: details.send_stream,
            progress: details.progress,
            options: CallOptions {
                target: details.write_file,
                deadline: details.deadline.map(|(until, limit)| deadline(until, limit, now)),
                crc64_before: details.crc64_before.map(|crc64| crc64_of(&crc64)).transpose()?,
                ..CallOptions::new(timeouts)
            },
        })
    }
}

fn deadline(until: f64, limit: f64, now: f64) -> Deadline {
    let limit = milliseconds(limit);
    Deadline::new(limit, milliseconds(until - now).min(limit))
}

fn crc64_of(text: &str) -> std::result::Result<u64, oss_core::Error> {
    let wrong = |_| oss_core::Error::input(format!("previousCrc64 must be a CRC-64 in decimal, not {text}"));
    text.parse().map_err(wrong)
}

fn success(statuses: &str) -> std::result::Result<Option<Vec<u16>>, oss_core::Error> {
    match statuses {
        "*" => return Ok(None),
        "" => return Ok(Some(Vec::new())),
        _ => {}
    }
    let wrong =
        |_| oss_core::Error::input(format!("successStatuses must be a list of statuses, not {statuses}"));
    statuses.split(',').map(str::parse).collect::<std::result::Result<_, _>>().map(Some).map_err(wrong)
}

fn timeout(text: &str) -> std::result::Result<Duration, oss_core::Error> {
    let wrong = |_| oss_core::Error::input(format!("a timeout must be a number of milliseconds, not {text}"));
    text.parse().map(milliseconds).map_err(wrong)
}

/// What a signed URL has beside the usual, as JSON text with flat lists.
#[derive(Debug, Default)]
pub(crate) struct UrlDetails {
    /// Signed parameters of a V1 URL.
    pub(crate) subresources: Vec<Parameter>,
    /// Those that stand behind the security token.
    pub(crate) callback: Vec<Parameter>,
    /// Parameters of a V4 URL.
    pub(crate) query: Vec<Parameter>,
    /// Headers that the request must carry, names in lower case.
    pub(crate) headers: Vec<(String, String)>,
    /// Names of further headers to sign.
    pub(crate) additional_headers: Vec<String>,
}

#[derive(Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct FlatDetails {
    subresources: Vec<Option<String>>,
    callback: Vec<Option<String>>,
    query: Vec<Option<String>>,
    headers: Vec<String>,
    additional_headers: Vec<String>,
}

impl UrlDetails {
    pub(crate) fn parse(json: Option<&str>) -> std::result::Result<Self, oss_core::Error> {
        let Some(json) = json else { return Ok(Self::default()) };
        let flat: FlatDetails = from_json(json)?;
        let headers = pairs(flat.headers).into_iter().map(|(name, value)| (name.to_ascii_lowercase(), value));
        Ok(Self {
            subresources: parameters(flat.subresources),
            callback: parameters(flat.callback),
            query: parameters(flat.query),
            headers: headers.collect(),
            additional_headers: flat.additional_headers,
        })
    }
}

/// Reads what `JSON.stringify` wrote.
pub(crate) fn from_json<'a, T: Deserialize<'a>>(json: &'a str) -> std::result::Result<T, oss_core::Error> {
    serde_json::from_str(json).map_err(|e| {
        oss_core::Error::input(match e.classify() {
            // Only half of a surrogate pair is JSON to JavaScript and not to us; encodeURIComponent refuses it in these words.
            Category::Syntax => "URI malformed".to_string(),
            _ => format!("an argument is of the wrong type: {e}"),
        })
    })
}

/// The lines of a text; the last one keeps whatever else it has.
pub(crate) fn lines<const N: usize>(text: &str) -> [&str; N] {
    let mut parts = text.splitn(N, '\n');
    std::array::from_fn(|_| parts.next().unwrap_or_default())
}

/// Name and value after name and value.
pub(crate) fn parameters(flat: Vec<Option<String>>) -> Vec<Parameter> {
    let mut flat = flat.into_iter();
    let mut out = Vec::with_capacity(flat.len() / 2);
    while let (Some(name), Some(value)) = (flat.next(), flat.next()) {
        out.push((name.unwrap_or_default(), value));
    }
    out
}

/// Name and value after name and value, none of them null.
pub(crate) fn pairs(flat: Vec<String>) -> Vec<(String, String)> {
    let mut flat = flat.into_iter();
    let mut out = Vec::with_capacity(flat.len() / 2);
    while let (Some(name), Some(value)) = (flat.next(), flat.next()) {
        out.push((name, value));
    }
    out
}

/// A duration of JavaScript, at most a year.
pub(crate) fn milliseconds(value: f64) -> Duration {
    const YEAR: f64 = 31_536_000_000.0;
    Duration::from_secs_f64(if value.is_nan() { 0.0 } else { value.clamp(0.0, YEAR) / 1000.0 })
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "a float cast saturates, and Date.now() is far from the limits"
)]
pub(crate) fn unix_ms(now: f64) -> i64 {
    now as i64
}
