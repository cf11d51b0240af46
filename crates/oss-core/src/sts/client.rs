//! Sends calls of STS through reqwest.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use http::StatusCode;
use http::header::{CONTENT_TYPE, HOST};
use reqwest::Url;
use reqwest::dns::{Addrs, Name, Resolve, Resolving};

use super::form;
use super::reply::{named, read, receive};
use super::request::{Action, StsRequest};
use super::retry::Attempts;
use super::ways::Ways;
use crate::client::{Outcome, Reply};
use crate::clock;
use crate::error::Error;
use crate::retry::ClockOffset;
use crate::sign::Signer;
use crate::transport::{Proxies, TlsOptions, Transport, client_config, resolve};

/// A client of the token service.
#[derive(Debug, Clone)]
pub struct StsClient {
    http: reqwest::Client,
    pub(super) ways: Ways,
    clock: Arc<ClockOffset>,
}

impl StsClient {
    /// A client without proxy and redirects. With `emulator`, requests for `*.aliyuncs.com` go there over plain HTTP.
    pub fn new(tls: &TlsOptions, emulator: Option<SocketAddr>) -> Result<Self, Error> {
        Self::with_proxies(tls, emulator, Proxies::default())
    }

    /// The same with proxies, which are not used on the way to the emulator.
    pub fn with_proxies(
        tls: &TlsOptions,
        emulator: Option<SocketAddr>,
        proxies: Proxies,
    ) -> Result<Self, Error> {
        let ways = Ways { proxies, emulator };
        let chosen = ways.clone();
        let http = reqwest::Client::builder()
            .tls_backend_preconfigured(client_config(tls)?)
            .no_proxy()
            .proxy(reqwest::Proxy::custom(move |url| chosen.proxy(url).map(|proxy| proxy.url())))
            .redirect(reqwest::redirect::Policy::none())
            .dns_resolver(Names)
            .build()
            .map_err(|e| Error::input(format!("HTTP client cannot be set up: {e}")))?;
        Ok(Self { http, ways, clock: Arc::default() })
    }

    /// The HTTP client, for what else is asked of servers that issue credentials.
    pub(crate) fn http(&self) -> &reqwest::Client {
        &self.http
    }

    /// Makes a call whose Unix time at the start is `now_ms` (milliseconds). A clock that the service calls wrong is corrected,
    /// for the calls to come too.
    ///
    /// The document of an accepted reply is its `Credentials`, of [`Action::GetCallerIdentity`] all of it. The outcome
    /// says what was received last, also when it is an error.
    pub async fn call(&self, request: &StsRequest, now_ms: i64) -> Outcome {
        self.call_through(None, request, now_ms).await
    }

    /// The same, sent by `transport` if there is one.
    pub async fn call_through(
        &self,
        transport: Option<&dyn Transport>,
        request: &StsRequest,
        now_ms: i64,
    ) -> Outcome {
        let url = match read_endpoint(&request.endpoint) {
            Ok(url) => url,
            Err(error) => return Outcome::failed_before_sending(error),
        };
        let signer = Signer::new(request.credential.clone());
        let mut attempts = Attempts::new(request.retry_max, request.timeout, now_ms);
        loop {
            let body = form_of(&request.action, &signer, attempts.begin(&self.clock));
            let outcome = self.attempt(transport, request, &url, body).await;
            match attempts.after(&outcome, &self.clock) {
                Some(pause) if pause.is_zero() => {}
                Some(pause) => tokio::time::sleep(pause).await,
                None => return attempts.end(outcome),
            }
        }
    }

    async fn attempt(
        &self,
        transport: Option<&dyn Transport>,
        request: &StsRequest,
        url: &Url,
        body: String,
    ) -> Outcome {
        let mut outcome = Outcome { url: Some(url.to_string()), reply: None, error: None, elapsed_ms: 0 };
        let sent = match transport {
            Some(transport) => self.send_through(transport, url, body, request.timeout).await,
            None => self.send(url, body, request.timeout).await,
        };
        match sent {
            Ok(mut reply) => {
                match read(&reply, request.action.wanted()) {
                    Ok(document) => reply.document = Some(document),
                    Err(error) => outcome.error = Some(error),
                }
                outcome.reply = Some(reply);
            }
            Err(error) => outcome.error = Some(error),
        }
        outcome
    }

    async fn send(&self, url: &Url, body: String, timeout: Duration) -> Result<Reply, Error> {
        let request = self
            .address(url.clone())?
            .header(CONTENT_TYPE, "application/x-www-form-urlencoded")
            .timeout(timeout)
            .body(body);
        let proxy = self.ways.proxy(url).map(Arc::as_ref);
        let reply = receive(request).await.map_err(|error| named(&error, url, timeout, proxy))?;
        match proxy.filter(|_| reply.status == StatusCode::PROXY_AUTHENTICATION_REQUIRED) {
            Some(proxy) => {
                Err(Error::proxy(format!("proxy {proxy}: it answered 407 Proxy Authentication Required")))
            }
            None => Ok(reply),
        }
    }

    fn address(&self, mut url: Url) -> Result<reqwest::RequestBuilder, Error> {
        let host = url.host_str().unwrap_or_default().to_string();
        let Some(emulator) = self.ways.emulator_of(&host) else {
            return Ok(self.http.post(url));
        };
        let local = url.set_scheme("http").and_then(|()| url.set_ip_host(emulator.ip()));
        local
            .and_then(|()| url.set_port(Some(emulator.port())))
            .map_err(|()| Error::input(format!("STS endpoint {url} cannot be redirected to {emulator}")))?;
        Ok(self.http.post(url).header(HOST, host))
    }
}

/// The form of an attempt, with a nonce and a time of its own.
fn form_of(action: &Action, signer: &Signer, now_ms: i64) -> String {
    let (before, after) = action.fields();
    match action {
        Action::AssumeRoleWithOidc { .. } => form::unsigned(action.name(), &[before, after].concat(), now_ms),
        Action::AssumeRole(_) | Action::GetCallerIdentity => {
            form::signed(signer, action.name(), &before, &after, &clock::nonce(), now_ms)
        }
    }
}

/// Names as the transport of OSS resolves them: those under `localhost` are the loopback.
struct Names;

impl Resolve for Names {
    fn resolve(&self, name: Name) -> Resolving {
        Box::pin(async move {
            // reqwest puts the port of the URL in place of 0.
            let addresses = resolve(name.as_str(), 0).await?;
            Ok(Box::new(addresses.into_iter()) as Addrs)
        })
    }
}

/// The URL of an endpoint; what has no protocol means HTTP, as it does for urllib.
fn read_endpoint(endpoint: &str) -> Result<Url, Error> {
    let has_protocol = ["http://", "https://"].iter().any(|protocol| {
        endpoint.get(..protocol.len()).is_some_and(|start| start.eq_ignore_ascii_case(protocol))
    });
    let text = if has_protocol { endpoint.to_string() } else { format!("http://{endpoint}") };
    Url::parse(&text).map_err(|e| Error::input(format!("STS endpoint {endpoint} is not a URL: {e}")))
}
