//! Calls STS over HTTPS.

use std::io;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::time::Duration;

use http::header::{CONTENT_TYPE, HOST};
use reqwest::Url;
use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use serde_json::Value;

use super::form::{self, Field};
use crate::client::{Outcome, Reply};
use crate::clock::{self, Stopwatch};
use crate::credential::Credential;
use crate::errno;
use crate::error::{Error, ServiceError};
use crate::sign::Signer;
use crate::transport::{ConnectionFacts, TlsOptions, client_config, resolve};

/// A client of the token service.
#[derive(Debug, Clone)]
pub struct StsClient {
    http: reqwest::Client,
    pub(super) emulator: Option<SocketAddr>,
}

/// A request for a temporary credential.
///
/// Limits are the service's: a session name of 2 to 64 characters, 900 seconds up to the role's limit, a policy of at most
/// 2,048 characters.
#[derive(Debug)]
pub struct AssumeRole {
    /// URL of the service, such as `https://sts.aliyuncs.com`.
    pub endpoint: String,
    /// Who asks.
    pub credential: Credential,
    /// `acs:ram::<account>:role/<name>`.
    pub role_arn: String,
    /// Names the session in the service's logs.
    pub role_session_name: String,
    /// How long the credential is good for, in seconds.
    pub duration_seconds: String,
    /// What the credential may do at the most, as JSON.
    pub policy: Option<String>,
    /// Limit of the whole call.
    pub timeout: Duration,
}

impl AssumeRole {
    /// The body of the request, signed.
    pub(super) fn form(&self, now_ms: i64) -> String {
        let mut before: Vec<Field<'_>> = vec![
            ("RoleArn", &self.role_arn),
            ("RoleSessionName", &self.role_session_name),
            ("DurationSeconds", &self.duration_seconds),
        ];
        let policy = self.policy.as_deref().map(|policy| ("Policy", policy));
        before.retain(|(_, value)| !value.is_empty());
        let signer = Signer::new(self.credential.clone());
        form::signed(&signer, "AssumeRole", &before, policy.as_slice(), &clock::nonce(), now_ms)
    }
}

impl StsClient {
    /// A client without proxy and redirects. With `emulator`, requests for `*.aliyuncs.com` go there over plain HTTP.
    pub fn new(tls: &TlsOptions, emulator: Option<SocketAddr>) -> Result<Self, Error> {
        let http = reqwest::Client::builder()
            .tls_backend_preconfigured(client_config(tls)?)
            .no_proxy()
            .redirect(reqwest::redirect::Policy::none())
            .dns_resolver(Names)
            .build()
            .map_err(|e| Error::input(format!("HTTP client cannot be set up: {e}")))?;
        Ok(Self { http, emulator })
    }

    /// `AssumeRole`: the document of an accepted reply is its `Credentials`.
    pub async fn assume_role(&self, request: AssumeRole, now_ms: i64) -> Outcome {
        self.call(&request.endpoint, request.form(now_ms), request.timeout).await
    }

    async fn call(&self, endpoint: &str, body: String, timeout: Duration) -> Outcome {
        let watch = Stopwatch::start();
        let (url, request) =
            match read_endpoint(endpoint).and_then(|url| Ok((url.clone(), self.address(url)?))) {
                Ok(addressed) => addressed,
                Err(error) => return Outcome::failed_before_sending(error),
            };
        let mut outcome = Outcome { url: Some(url.to_string()), reply: None, error: None, elapsed_ms: 0 };
        let request =
            request.header(CONTENT_TYPE, "application/x-www-form-urlencoded").timeout(timeout).body(body);
        match receive(request).await {
            Ok(reply) => accept(&mut outcome, reply),
            Err(error) => outcome.error = Some(named(&error, &url, timeout)),
        }
        outcome.elapsed_ms = watch.elapsed_ms();
        outcome
    }

    fn address(&self, mut url: Url) -> Result<reqwest::RequestBuilder, Error> {
        let host = url.host_str().unwrap_or_default().to_string();
        let Some(emulator) = self.emulator.filter(|_| host.ends_with(".aliyuncs.com")) else {
            return Ok(self.http.post(url));
        };
        let local = url.set_scheme("http").and_then(|()| url.set_ip_host(emulator.ip()));
        local
            .and_then(|()| url.set_port(Some(emulator.port())))
            .map_err(|()| Error::input(format!("STS endpoint {url} cannot be redirected to {emulator}")))?;
        Ok(self.http.post(url).header(HOST, host))
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
pub(super) fn read_endpoint(endpoint: &str) -> Result<Url, Error> {
    let has_protocol = ["http://", "https://"].iter().any(|protocol| {
        endpoint.get(..protocol.len()).is_some_and(|start| start.eq_ignore_ascii_case(protocol))
    });
    let text = if has_protocol { endpoint.to_string() } else { format!("http://{endpoint}") };
    Url::parse(&text).map_err(|e| Error::input(format!("STS endpoint {endpoint} is not a URL: {e}")))
}

async fn receive(request: reqwest::RequestBuilder) -> reqwest::Result<Reply> {
    let mut response = request.send().await?;
    let unknown = SocketAddr::new(IpAddr::V4(Ipv4Addr::UNSPECIFIED), 0);
    let remote = response.remote_addr().unwrap_or(unknown);
    let status = response.status();
    let headers = std::mem::take(response.headers_mut());
    let body = response.bytes().await?;
    Ok(Reply {
        status,
        reason: status.canonical_reason().unwrap_or_default().to_string(),
        headers,
        connection: ConnectionFacts { remote, reused: false, requests: 1, replies: 1 },
        size: body.len() as u64,
        body: Some(body),
        document: None,
        stream: None,
    })
}

/// Puts a reply into the outcome, with what it says.
pub(super) fn accept(outcome: &mut Outcome, mut reply: Reply) {
    let body = reply.body.as_deref().unwrap_or_default();
    match read(reply.status.is_success(), reply.status.as_u16(), body) {
        Ok(document) => reply.document = Some(document),
        Err(error) => outcome.error = Some(error),
    }
    outcome.reply = Some(reply);
}

fn read(accepted: bool, status: u16, body: &[u8]) -> Result<String, Error> {
    let parsed: Result<Value, _> = serde_json::from_slice(body);
    if accepted {
        let mut reply =
            parsed.map_err(|e| Error::unreadable(format!("the reply of STS is not JSON: {e}")))?;
        return match reply.get_mut("Credentials") {
            Some(credentials) => Ok(credentials.take().to_string()),
            None => Err(Error::unreadable("the reply of STS has no Credentials")),
        };
    }
    let field = |name: &str| Some(parsed.as_ref().ok()?.get(name)?.as_str()?.to_string());
    Err(Error::service(ServiceError {
        status,
        code: field("Code"),
        message: field("Message"),
        request_id: field("RequestId"),
        host_id: field("HostId"),
        ..ServiceError::default()
    }))
}

fn named(error: &reqwest::Error, url: &Url, timeout: Duration) -> Error {
    if error.is_timeout() {
        return if error.is_connect() {
            Error::connect_timeout(timeout)
        } else {
            Error::response_timeout(timeout)
        };
    }
    // The innermost cause says what happened; the outer ones only where.
    let mut cause: &dyn std::error::Error = error;
    let mut resolving = None;
    while let Some(source) = cause.source() {
        cause = source;
        resolving = resolving.or_else(|| cause.downcast_ref::<Error>());
    }
    let detail = cause.to_string();
    if let Some(unresolved) = resolving {
        return Error::connect(unresolved.to_string(), detail);
    }
    if error.is_connect() {
        let reason = match cause.downcast_ref::<io::Error>() {
            Some(io) => format!("connect {} {}", errno::name(io), address_of(url)),
            None => detail.clone(),
        };
        return Error::connect(reason, detail);
    }
    let reason = match cause.downcast_ref::<io::Error>().map(io::Error::kind) {
        Some(io::ErrorKind::ConnectionReset) => "read ECONNRESET".into(),
        Some(io::ErrorKind::BrokenPipe) => "write EPIPE".into(),
        _ if is_parse_error(error) => format!("Parse Error: {detail}"),
        _ => "socket hang up".into(),
    };
    Error::interrupted(reason, detail)
}

fn is_parse_error(error: &(dyn std::error::Error + 'static)) -> bool {
    let own = error.downcast_ref::<hyper::Error>().is_some_and(hyper::Error::is_parse);
    own || error.source().is_some_and(is_parse_error)
}

fn address_of(url: &Url) -> String {
    format!("{}:{}", url.host_str().unwrap_or_default(), url.port_or_known_default().unwrap_or_default())
}
