//! Requests that the emulator sends itself: plain HTTP, to loopback addresses alone, so that a test never reaches a
//! machine that somebody named in an upload.

use std::io;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::str::FromStr;

use bytes::Bytes;
use http::header::HOST;
use http::{HeaderValue, Request, Uri};
use http_body_util::{BodyExt, Full};
use hyper::body::Incoming;
use hyper::client::conn::http1;
use hyper_util::rt::TokioIo;
use tokio::net::TcpStream;
use tokio::task::JoinSet;

/// Where a request goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Target {
    /// `localhost` has two.
    addresses: Vec<SocketAddr>,
    /// The `Host` header, with the port if the URL names one.
    authority: String,
    /// Path and query as they stand in the URL.
    path: String,
}

/// Why nothing can be sent to a URL.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(crate) enum TargetError {
    /// It is none.
    #[error("{0:?} is not a URL")]
    Malformed(String),
    /// It names another machine.
    #[error("this emulator sends requests to loopback addresses alone, not to {0:?}")]
    NotLoopback(String),
    /// It wants TLS.
    #[error("this emulator sends requests over plain HTTP alone, not to {0:?}")]
    Encrypted(String),
}

/// Why there is no answer.
#[derive(Debug, thiserror::Error)]
pub(crate) enum SendError {
    /// Nobody listens.
    #[error("no connection to {authority}")]
    Connect {
        /// Host and port of the URL.
        authority: String,
        /// What the system said.
        source: io::Error,
    },
    /// What came back is not HTTP, or ended too early.
    #[error("no answer from {authority}")]
    Exchange {
        /// Host and port of the URL.
        authority: String,
        /// What hyper said.
        source: hyper::Error,
    },
}

impl FromStr for Target {
    type Err = TargetError;

    /// Reads a URL; one without a scheme is taken for `http`, as the service does.
    fn from_str(url: &str) -> Result<Self, TargetError> {
        let malformed = || TargetError::Malformed(url.to_owned());
        let full = if url.contains("://") { url.to_owned() } else { format!("http://{url}") };
        let uri: Uri = full.parse().map_err(|_| malformed())?;
        let authority = uri.authority().ok_or_else(malformed)?;
        let after_host = authority.as_str().rsplit_once(']').map_or(authority.as_str(), |(_, rest)| rest);
        if authority.as_str().contains('@') || (after_host.contains(':') && authority.port_u16().is_none()) {
            return Err(malformed());
        }
        match uri.scheme_str() {
            Some("http") => {}
            Some("https") => return Err(TargetError::Encrypted(url.to_owned())),
            _ => return Err(malformed()),
        }
        let port = authority.port_u16().unwrap_or(80);
        let addresses = loopback_addresses(authority.host());
        if addresses.is_empty() {
            return Err(TargetError::NotLoopback(authority.host().to_owned()));
        }
        Ok(Self {
            addresses: addresses.into_iter().map(|ip| SocketAddr::new(ip, port)).collect(),
            authority: authority.as_str().to_owned(),
            path: uri.path_and_query().map_or("/", |path| path.as_str()).to_owned(),
        })
    }
}

/// The addresses of `localhost`, of names under it (RFC 6761), and of loopback literals; none for others.
fn loopback_addresses(host: &str) -> Vec<IpAddr> {
    let name = host.to_ascii_lowercase();
    if name == "localhost" || name.ends_with(".localhost") {
        return vec![Ipv4Addr::LOCALHOST.into(), Ipv6Addr::LOCALHOST.into()];
    }
    let literal = name.trim_start_matches('[').trim_end_matches(']');
    literal.parse().ok().filter(IpAddr::is_loopback).into_iter().collect()
}

impl Target {
    /// Path and query as they stand in the URL.
    pub(crate) fn path(&self) -> &str {
        &self.path
    }

    /// Sends a request there, whose target is replaced, on a connection of its own; `Host` is the URL's unless it is set.
    pub(crate) async fn send(&self, mut request: Request<Full<Bytes>>) -> Result<Answer, SendError> {
        let connect = |source| SendError::Connect { authority: self.authority.clone(), source };
        let exchange = |source| SendError::Exchange { authority: self.authority.clone(), source };
        let socket = TcpStream::connect(self.addresses.as_slice()).await.map_err(connect)?;
        // The path came out of a URL that was parsed, so that it is one again.
        *request.uri_mut() = self.path.parse().unwrap_or_default();
        if !request.headers().contains_key(HOST)
            && let Ok(host) = HeaderValue::from_str(&self.authority)
        {
            request.headers_mut().insert(HOST, host);
        }
        let (mut sender, connection) = http1::handshake(TokioIo::new(socket)).await.map_err(exchange)?;
        let mut driver = JoinSet::new();
        driver.spawn(connection);
        let (head, body) = sender.send_request(request).await.map_err(exchange)?.into_parts();
        Ok(Answer { head, body, _driver: driver })
    }
}

/// What came back. Dropping it ends the connection.
#[derive(Debug)]
pub(crate) struct Answer {
    /// Status and headers.
    pub(crate) head: http::response::Parts,
    body: Incoming,
    _driver: JoinSet<Result<(), hyper::Error>>,
}

impl Answer {
    /// The next piece of the body; `None` at its end.
    pub(crate) async fn next(&mut self) -> Result<Option<Bytes>, hyper::Error> {
        while let Some(frame) = self.body.frame().await {
            if let Ok(bytes) = frame?.into_data() {
                return Ok(Some(bytes));
            }
        }
        Ok(None)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn loopback_urls_are_targets() {
        for (url, addresses, path) in [
            ("http://127.0.0.1:8080/a?b=c", vec!["127.0.0.1:8080"], "/a?b=c"),
            ("127.0.0.9/x.php", vec!["127.0.0.9:80"], "/x.php"),
            ("http://localhost:1", vec!["127.0.0.1:1", "[::1]:1"], "/"),
            ("http://app.localhost:1/%E4%B8%AD", vec!["127.0.0.1:1", "[::1]:1"], "/%E4%B8%AD"),
            ("http://[::1]:2/", vec!["[::1]:2"], "/"),
        ] {
            let target: Target = url.parse().unwrap();
            let expected: Vec<SocketAddr> = addresses.iter().map(|text| text.parse().unwrap()).collect();
            assert_eq!((target.addresses, target.path.as_str()), (expected, path), "{url}");
        }
    }

    #[test]
    fn others_are_refused() {
        let parse = |url: &str| url.parse::<Target>().unwrap_err();
        for url in ["http://example.com/", "10.0.0.1:80/x", "localhost.example.com", "http://[2001:db8::1]/"]
        {
            assert!(matches!(parse(url), TargetError::NotLoopback(_)), "{url}");
        }
        assert!(matches!(parse("https://localhost/"), TargetError::Encrypted(_)));
        for url in ["", "localhost:test", "ftp://localhost/", "http://", "http://a b/", "http://u@localhost/"]
        {
            assert!(matches!(parse(url), TargetError::Malformed(_)), "{url}");
        }
    }
}
