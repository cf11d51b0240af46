//! Transport: one HTTP exchange over a pooled connection, with its timeouts and its connection facts.
//!
//! A connection is driven by the task of the request that holds it, not by a task of its own: no wake-up crosses
//! threads while a reply is awaited, and dropping the request closes its socket and frees its body at once.

mod activity;
mod body;
mod connect;
mod connection;
mod hyper;
mod pool;
mod relay;
mod timer;
mod tls;

use std::future::Future;
use std::net::SocketAddr;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use bytes::Bytes;
use http::{HeaderMap, StatusCode};

pub use self::body::{BodyCrc, BodyReader, BodySender, Outgoing, Part, Passed, StreamBody, Whole, stream};
pub(crate) use self::connect::resolve;
pub use self::hyper::HyperTransport;
pub use self::relay::{Answer, Event, Head, HeadBody, Progress, Relay, relay};
pub use self::tls::{TlsOptions, client_config};

use crate::error::Error;

/// A future that a [`Transport`] gives back.
pub type Sending<'a> = Pin<Box<dyn Future<Output = Result<Exchange, Error>> + Send + 'a>>;

/// What carries requests to a server and replies back.
pub trait Transport: Send + Sync + std::fmt::Debug {
    /// Sends one request and waits for the head of its reply.
    fn send(&self, request: Request) -> Sending<'_>;
}

/// Where to connect to. Connections are shared by requests of the same origin only.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Origin {
    /// Whether TLS is spoken.
    pub secure: bool,
    /// Host name or IP address (an IPv6 address without brackets), without port.
    pub host: String,
    /// TCP port.
    pub port: u16,
}

/// How long the phases of an exchange may take.
#[derive(Debug, Clone, Copy)]
pub struct Timeouts {
    /// From the start until a connection is there.
    pub connect: Duration,
    /// Without a byte in either direction, from the connection to the end of the reply; and for a whole reply that is
    /// empty or a document, counted from its head.
    pub response: Duration,
}

/// A request as it goes on the wire.
#[derive(Debug)]
pub struct Request {
    /// Where to connect to.
    pub origin: Origin,
    /// Connects there instead of looking `origin.host` up; plain TCP unless the origin is secure.
    pub address: Option<SocketAddr>,
    /// Head and body. The URI is the raw request target.
    pub message: http::Request<Outgoing>,
    /// Phase limits.
    pub timeouts: Timeouts,
}

/// Facts about the connection that served a request, as `res` of ali-oss shows them.
#[derive(Debug, Clone, Copy)]
pub struct ConnectionFacts {
    /// The peer.
    pub remote: SocketAddr,
    /// Whether the connection had served a request before.
    pub reused: bool,
    /// Requests sent on it, this one included.
    pub requests: u32,
    /// Replies received on it, this one included.
    pub replies: u32,
}

/// The head of a reply, and the means to read its body.
#[derive(Debug)]
pub struct Exchange {
    /// Status code.
    pub status: StatusCode,
    /// Reason phrase as sent; `None` when it was the usual one of the status.
    pub reason: Option<String>,
    /// Reply headers.
    pub headers: HeaderMap,
    /// The connection that served it.
    pub connection: ConnectionFacts,
    /// The body.
    pub body: Box<dyn Incoming>,
}

/// A reply body that is being received.
pub trait Incoming: Send + std::fmt::Debug {
    /// The next piece, `None` at the end. After the end the connection is free for the next request; a body that is
    /// dropped before closes it.
    fn poll_chunk(&mut self, cx: &mut Context<'_>) -> Poll<Result<Option<Bytes>, Error>>;

    /// The time until now does not count as idle: nobody wanted bytes.
    fn resume(&mut self);

    /// From now on the rest must arrive within the response timeout as a whole, however steadily it flows.
    fn limit_total(&mut self);
}

impl dyn Incoming {
    /// [`poll_chunk`](Incoming::poll_chunk) as a future.
    pub async fn chunk(&mut self) -> Result<Option<Bytes>, Error> {
        std::future::poll_fn(|cx| self.poll_chunk(cx)).await
    }
}
