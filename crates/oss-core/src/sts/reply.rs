//! Replies of STS, and what reqwest says when there is none.

use std::io;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::time::Duration;

use reqwest::Url;
use serde_json::Value;

use super::redact::redacted;
use crate::client::Reply;
use crate::errno;
use crate::error::{Error, ServiceError};
use crate::transport::{ConnectionFacts, Proxy};

/// Sends a request and receives the reply whole.
pub(super) async fn receive(request: reqwest::RequestBuilder) -> reqwest::Result<Reply> {
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

/// The part of an accepted reply that was asked for, as JSON text, or what the service refused.
pub(super) fn read(reply: &Reply, wanted: Option<&str>) -> Result<String, Error> {
    let parsed: Result<Value, _> = serde_json::from_slice(reply.body.as_deref().unwrap_or_default());
    if reply.status.is_success() {
        let mut document =
            parsed.map_err(|e| Error::unreadable(format!("the reply of STS is not JSON: {e}")))?;
        return match wanted.map(|name| (name, document.get_mut(name))) {
            None => Ok(document.to_string()),
            Some((_, Some(part))) => Ok(part.take().to_string()),
            Some((name, None)) => Err(Error::unreadable(format!("the reply of STS has no {name}"))),
        };
    }
    let field = |name: &str| Some(parsed.as_ref().ok()?.get(name)?.as_str()?.to_string());
    Err(Error::service(ServiceError {
        status: reply.status.as_u16(),
        code: field("Code"),
        message: field("Message").map(|message| redacted(&message)),
        request_id: field("RequestId"),
        host_id: field("HostId"),
        ..ServiceError::default()
    }))
}

/// A failure of the network in Node's words, on the way through `proxy` if there is one.
pub(crate) fn named(error: &reqwest::Error, url: &Url, timeout: Duration, proxy: Option<&Proxy>) -> Error {
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
    if let Some(proxy) = proxy.filter(|_| error.is_connect()) {
        return Error::connect(
            format!("proxy {proxy}: {}", resolving.map_or(detail.clone(), ToString::to_string)),
            detail,
        );
    }
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
