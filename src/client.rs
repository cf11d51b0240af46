//! The client of OSS.

use std::net::SocketAddr;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, OnceLock};

use bytes::Bytes;
use napi::JsString;
use napi::bindgen_prelude::{BufferSlice, Env, Error, External, Result, Status};
use napi_derive::napi;
use oss_core::Operation;
use oss_core::client::{Body, CallOptions, Client, ClientOptions, Outcome};
use oss_core::error::Error as CoreError;
use oss_core::request::{self, UrlV1, UrlV4};
use oss_core::transport::{HyperTransport, Transport};

use crate::buffers::{ascii, bytes_in};
use crate::input::{
    ClientInput, OperationInput, ProxyInput, RelayedInput, TransportInput, UrlDetails, lines, parameters,
    unix_ms,
};
use crate::port::{Asking, Finished, Port, Shared};

/// One client: its connections, and its options as of the last `configure_client`.
///
/// JavaScript holds it as an external value: asking whether an object is an instance of a class costs as much as a
/// signature.
#[derive(Debug)]
pub struct NativeClient {
    port: Arc<Shared>,
    transport: Arc<HyperTransport>,
    emulator: Option<SocketAddr>,
    client: OnceLock<Arc<Client>>,
    /// Whether JavaScript is asked before retries.
    ask_before_retry: AtomicBool,
}

impl NativeClient {
    pub(crate) fn client(&self) -> Result<&Arc<Client>> {
        self.client.get().ok_or_else(|| Error::from_reason("the client is not configured"))
    }

    pub(crate) fn port(&self) -> &Arc<Shared> {
        &self.port
    }

    pub(crate) fn options(&self) -> Result<Arc<ClientOptions>> {
        Ok(self.client()?.options())
    }
}

/// A client without options: `configure_client` comes first.
#[napi(catch_unwind)]
pub fn create_client(env: Env, port: &Port, input: TransportInput) -> Result<External<NativeClient>> {
    let emulator = input.emulator()?;
    let max_sockets = input.max_sockets.map(|n| n as usize);
    let transport = HyperTransport::new(&input.tls(), max_sockets).map_err(|e| plain(env, &e))?;
    let transport = transport.with_listener(port.shared.listener());
    Ok(External::new(NativeClient {
        port: Arc::clone(&port.shared),
        transport: Arc::new(transport),
        emulator,
        client: OnceLock::new(),
        ask_before_retry: AtomicBool::new(false),
    }))
}

/// Exchanges the options, for the attempts that start from now on.
#[napi(catch_unwind)]
pub fn configure_client(env: Env, native: &External<NativeClient>, input: ClientInput) -> Result<()> {
    native.ask_before_retry.store(input.ask_before_retry, Ordering::Relaxed);
    let proxies = ProxyInput::read(input.proxies.as_ref()).map_err(|e| plain(env, &e))?;
    let options = input.into_options(native.emulator).map_err(|e| plain(env, &e))?;
    native.transport.set_proxies(proxies);
    if let Some(client) = native.client.get() {
        client.configure(options);
    } else {
        let transport: Arc<dyn Transport> = Arc::<HyperTransport>::clone(&native.transport);
        let client = Client::with_listener(options, transport, native.port.listener());
        // JavaScript has one thread, so nobody else has set it meanwhile.
        let _ = native.client.set(Arc::new(client));
    }
    Ok(())
}

/// Refuses further operations, waits for those under way and closes the connections; `call` ends then.
#[napi(catch_unwind)]
pub fn close_client(env: Env, native: &External<NativeClient>, call: u32) -> Result<()> {
    let client = Arc::clone(native.client()?);
    let transport = Arc::clone(&native.transport);
    // Now, so that whatever is asked for later is refused.
    client.shut();
    native.port.start(env, call, async move {
        client.closed().await;
        transport.close();
        Finished::Accepted(true)
    })
}

/// What the connections of a client are doing and have done, as `client.stats()` shows it.
#[napi(object, object_from_js = false)]
#[derive(Debug)]
pub struct ClientStats {
    /// Connections, idle ones included.
    pub open: u32,
    /// Connections that wait for a request.
    pub idle: u32,
    /// Requests that wait for a connection.
    pub queued: u32,
    /// Requests sent, each attempt counted.
    pub requests: f64,
    /// Attempts beyond the first of their call.
    pub retries: f64,
    /// Bytes of HTTP sent.
    pub bytes_sent: f64,
    /// Bytes of HTTP received.
    pub bytes_received: f64,
}

/// The connections of a client at this moment.
#[napi(catch_unwind)]
pub fn client_stats(native: &External<NativeClient>) -> Result<ClientStats> {
    let stats = native.transport.stats();
    let small = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    Ok(ClientStats {
        open: small(stats.open),
        idle: small(stats.idle),
        queued: small(stats.queued),
        requests: float(stats.requests),
        retries: float(native.client()?.retries()),
        bytes_sent: float(stats.bytes_sent),
        bytes_received: float(stats.bytes_received),
    })
}

/// JavaScript has no other numbers, and 2^53 bytes take a while.
#[expect(clippy::cast_precision_loss, reason = "as above")]
fn float(count: u64) -> f64 {
    count as f64
}

/// Starts an operation; its outcome comes through the port under the number `call`.
///
/// `what` and `details` are those of [`OperationInput`]; `now` is a Unix time in milliseconds.
#[napi(catch_unwind)]
pub fn execute(
    env: Env,
    native: &External<NativeClient>,
    call: u32,
    now: f64,
    what: String,
    details: Option<String>,
    content: Option<BufferSlice<'_>>,
) -> Result<()> {
    let client = Arc::clone(native.client()?);
    let content = content.map(|content| bytes_in(env, content, &native.port.gate)).transpose()?;
    let port = Arc::clone(&native.port);
    let ask = native.ask_before_retry.load(Ordering::Relaxed);
    let under_way = client.begin();
    native.port.start(env, call, async move {
        let _under_way = match under_way {
            Ok(under_way) => under_way,
            Err(closed) => return Outcome::failed_before_sending(closed),
        };
        match read(&port, call, ask, &what, details.as_deref(), content, now) {
            Ok((operation, body, options)) => client.execute(operation, body, options, unix_ms(now)).await,
            Err(error) => Outcome::failed_before_sending(error),
        }
    })
}

/// [`execute`] through a relay.
#[napi(catch_unwind)]
pub fn execute_through(
    env: Env,
    native: &External<NativeClient>,
    relayed: RelayedInput,
    what: String,
    details: Option<String>,
    content: Option<BufferSlice<'_>>,
) -> Result<()> {
    let RelayedInput { call, now, relay, timed, with_body } = relayed;
    let client = Arc::clone(native.client()?);
    let content = content.map(|content| bytes_in(env, content, &native.port.gate)).transpose()?;
    let port = Arc::clone(&native.port);
    let ask = native.ask_before_retry.load(Ordering::Relaxed);
    let relay = Arc::new(native.port.relays.open(relay, timed, true));
    let under_way = client.begin();
    native.port.start(env, call, async move {
        let _under_way = match under_way {
            Ok(under_way) => under_way,
            Err(closed) => return Outcome::failed_before_sending(closed),
        };
        let (operation, body, options) = match read(&port, call, ask, &what, details.as_deref(), content, now)
        {
            Ok(read) => read,
            Err(error) => return Outcome::failed_before_sending(error),
        };
        let mut outcome = client.execute_through(relay, operation, body, options, unix_ms(now)).await;
        if let Some(body) =
            outcome.reply.as_mut().and_then(|reply| reply.body.as_mut()).filter(|_| !with_body)
        {
            body.clear();
        }
        outcome
    })
}

/// An operation, its body and its options.
fn read(
    port: &Arc<Shared>,
    call: u32,
    ask: bool,
    what: &str,
    details: Option<&str>,
    content: Option<Bytes>,
    now: f64,
) -> std::result::Result<(Operation, Body, CallOptions), CoreError> {
    let OperationInput { operation, file, stream, progress, mut options } =
        OperationInput::parse(what, details, now)?;
    options.progress = progress.map(|number| port.share_of_progress(number));
    let stream = match stream.map(|number| port.streams.take_upload(number)) {
        Some(None) => return Err(CoreError::input("the stream is in use already")),
        taken => taken.flatten().map(Body::Stream),
    };
    if ask {
        options.consent = Some(Arc::new(Asking { shared: Arc::clone(port), call }));
    }
    let body = stream.or(file).or(content.map(Body::Bytes)).unwrap_or(Body::Empty);
    Ok((operation, body, options))
}

/// The unsigned URL of a bucket or object, with query parameters.
#[napi(catch_unwind)]
pub fn object_url(
    native: &External<NativeClient>,
    bucket: Option<String>,
    object: Option<String>,
    query: Vec<Option<String>>,
    subresources: Vec<Option<String>>,
) -> Result<String> {
    let (query, subresources) = (parameters(query), parameters(subresources));
    let endpoint = &native.options()?.request.endpoint;
    Ok(request::object_url(
        endpoint,
        bucket.as_deref(),
        object.as_deref(),
        &borrowed(&query),
        &borrowed(&subresources),
    ))
}

/// A URL signed with V1.
///
/// `what` is method, bucket, expiry (a Unix time in seconds) and key, a line each: one string crosses the border faster
/// than four. `details` is the JSON of [`UrlDetails`].
#[napi(catch_unwind)]
pub fn sign_url_v1<'env>(
    env: &'env Env,
    native: &External<NativeClient>,
    what: String,
    details: Option<String>,
) -> Result<JsString<'env>> {
    let options = native.options()?;
    let details = UrlDetails::parse(details.as_deref()).map_err(|e| plain(*env, &e))?;
    let [method, bucket, expires, object] = lines(&what);
    let corrected = corrected(expires, native.client()?.clock_offset_ms());
    let expires = corrected.as_deref().unwrap_or(expires);
    let url = UrlV1 {
        method,
        bucket: Some(bucket).filter(|name| !name.is_empty()),
        object,
        expires,
        headers: &bytes(&details.headers),
        subresources: &borrowed(&details.subresources),
        callback: &borrowed(&details.callback),
    };
    signed(env, request::signed_url_v1(&options.request, &url))
}

/// A URL signed with V4 that is good from `now`, a Unix time in milliseconds.
///
/// `what` is method, bucket, seconds and key, a line each; `details` is the JSON of [`UrlDetails`].
#[napi(catch_unwind)]
pub fn sign_url_v4<'env>(
    env: &'env Env,
    native: &External<NativeClient>,
    what: String,
    now: f64,
    details: Option<String>,
) -> Result<JsString<'env>> {
    let options = native.options()?;
    let details = UrlDetails::parse(details.as_deref()).map_err(|e| plain(*env, &e))?;
    let [method, bucket, expires, object] = lines(&what);
    let url = UrlV4 {
        method,
        bucket: Some(bucket).filter(|name| !name.is_empty()),
        object: Some(object).filter(|key| !key.is_empty()),
        expires,
        headers: &bytes(&details.headers),
        query: &borrowed(&details.query),
        additional_headers: &details.additional_headers,
    };
    let now = unix_ms(now).saturating_add(native.client()?.clock_offset_ms());
    signed(env, request::signed_url_v4(&options.request, &url, now))
}

/// A Unix time in seconds by the service's clock, where that is known to differ.
fn corrected(expires: &str, offset_ms: i64) -> Option<String> {
    let seconds = offset_ms / 1000;
    let expires: i64 = expires.parse().ok().filter(|_| seconds != 0)?;
    Some(expires.saturating_add(seconds).to_string())
}

/// By how many milliseconds the service's clock is ahead of ours, as far as it has said so.
#[napi(catch_unwind)]
pub fn clock_offset(native: &External<NativeClient>) -> Result<f64> {
    #[expect(clippy::cast_precision_loss, reason = "milliseconds of a century fit")]
    Ok(native.client()?.clock_offset_ms() as f64)
}

fn signed(env: &Env, url: std::result::Result<String, oss_core::Error>) -> Result<JsString<'_>> {
    ascii(env, &url.map_err(|e| plain(*env, &e))?)
}

/// A JavaScript `Error` with nothing but a message, as ali-oss throws for bad input.
pub(crate) fn plain(env: Env, error: &oss_core::Error) -> Error {
    match env.throw_error(&error.to_string(), None) {
        Ok(()) => Error::new(Status::PendingException, String::new()),
        Err(failed) => failed,
    }
}

pub(crate) fn borrowed(owned: &[(String, Option<String>)]) -> Vec<(&str, Option<&str>)> {
    owned.iter().map(|(name, value)| (name.as_str(), value.as_deref())).collect()
}

pub(crate) fn bytes(headers: &[(String, String)]) -> Vec<(&str, &[u8])> {
    headers.iter().map(|(name, value)| (name.as_str(), value.as_bytes())).collect()
}
