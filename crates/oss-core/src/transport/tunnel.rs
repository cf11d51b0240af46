//! The two ways of an HTTP proxy: a tunnel by CONNECT (RFC 9110, 9.3.6), and requests that it forwards.

use http::header::PROXY_AUTHORIZATION;
use http::uri::PathAndQuery;
use http::{HeaderValue, Request, StatusCode, Uri};
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};

use super::pool::Route;
use super::{Origin, Outgoing, Proxy};
use crate::error::Error;

/// The longest answer of a proxy; what they send is a few hundred bytes.
const MAX_HEAD: usize = 16 * 1024;

/// Asks the proxy at the other end of `stream` for a tunnel to `host:port`.
pub(super) async fn open<S: AsyncRead + AsyncWrite + Unpin>(
    stream: &mut S,
    proxy: &Proxy,
    host: &str,
    port: u16,
) -> Result<(), Error> {
    let broken = |e| Error::connect(format!("proxy {proxy}: no answer to CONNECT {host}:{port}"), e);
    let credential =
        proxy.basic().map(|basic| format!("Proxy-Authorization: {basic}\r\n")).unwrap_or_default();
    let request = format!("CONNECT {host}:{port} HTTP/1.1\r\nHost: {host}:{port}\r\n{credential}\r\n");
    stream.write_all(request.as_bytes()).await.map_err(broken)?;
    stream.flush().await.map_err(broken)?;
    let mut head = Vec::with_capacity(1024);
    while !head.windows(4).any(|end| end == b"\r\n\r\n") {
        if head.len() >= MAX_HEAD {
            return Err(not_http(proxy));
        }
        if stream.read_buf(&mut head).await.map_err(broken)? == 0 {
            return Err(broken(std::io::ErrorKind::UnexpectedEof.into()));
        }
    }
    let (status, reason) = status_line(&head).ok_or_else(|| not_http(proxy))?;
    match status {
        // The far end of a tunnel for TLS never speaks first.
        200..=299 if head.ends_with(b"\r\n\r\n") => Ok(()),
        200..=299 => Err(not_http(proxy)),
        // Another attempt may find the proxy or the way behind it mended.
        500..=599 => Err(Error::connect(refusal(proxy, host, port, status, &reason), "the proxy failed")),
        _ => Err(Error::proxy(refusal(proxy, host, port, status, &reason))),
    }
}

fn refusal(proxy: &Proxy, host: &str, port: u16, status: u16, reason: &str) -> String {
    format!("proxy {proxy}: CONNECT {host}:{port} was answered by {status} {reason}")
}

fn not_http(proxy: &Proxy) -> Error {
    Error::connect(format!("proxy {proxy}: its answer to CONNECT is not HTTP"), "not an HTTP proxy")
}

/// Status and reason of `HTTP/1.x 200 reason`.
fn status_line(head: &[u8]) -> Option<(u16, String)> {
    let line = head.split(|byte| *byte == b'\r').next()?;
    let line = String::from_utf8_lossy(line);
    let (status, reason) = line.strip_prefix("HTTP/1.")?.get(1..)?.strip_prefix(' ')?.split_at_checked(3)?;
    Some((status.parse().ok()?, reason.trim().to_owned()))
}

/// Makes a plain request one that an HTTP proxy forwards: it names the whole URL (RFC 9112, 3.2.2).
pub(super) fn address(message: &mut Request<Outgoing>, origin: &Origin, proxy: &Proxy) -> Result<(), Error> {
    let invalid = |e: http::Error| Error::input(format!("request target: {e}"));
    let authority = match origin.port {
        80 => origin.host.clone(),
        port => format!("{}:{port}", origin.host),
    };
    let target = message.uri().path_and_query().map_or("/", PathAndQuery::as_str).to_owned();
    let uri = Uri::builder().scheme("http").authority(authority).path_and_query(target).build();
    *message.uri_mut() = uri.map_err(invalid)?;
    if let Some(basic) = proxy.basic() {
        let mut value = HeaderValue::try_from(basic).map_err(|e| invalid(e.into()))?;
        value.set_sensitive(true);
        message.headers_mut().insert(PROXY_AUTHORIZATION, value);
    }
    Ok(())
}

/// What 407 means on a route: that a proxy which forwards requests wants another password. No service sends it.
pub(super) fn refused(route: &Route, status: StatusCode) -> Option<Error> {
    let proxy = route.proxy.as_ref().filter(|proxy| !route.origin.secure && proxy.forwards_http())?;
    (status == StatusCode::PROXY_AUTHENTICATION_REQUIRED)
        .then(|| Error::proxy(format!("proxy {proxy}: it answered 407 Proxy Authentication Required")))
}
