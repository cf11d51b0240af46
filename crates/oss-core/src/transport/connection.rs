//! One HTTP/1.1 connection, driven by whoever holds it.

use std::net::SocketAddr;
use std::pin::{Pin, pin};
use std::sync::Arc;
use std::task::{Context, Poll};

use http::Request;
use hyper::body::Incoming;
use hyper::client::conn::http1::{self, SendRequest};
use hyper_util::rt::TokioIo;

use super::activity::{Activity, Watched};
use super::body::Outgoing;
use super::socket::Socket;
use super::stats::{Counters, Open};
use super::timer::ResponseTimer;
use crate::error::Error;

/// A connection and its counters.
#[derive(Debug)]
pub(super) struct Connection {
    sender: SendRequest<Outgoing>,
    driver: http1::Connection<TokioIo<Watched<Socket>>, Outgoing>,
    closed: bool,
    pub(super) activity: Arc<Activity>,
    pub(super) remote: SocketAddr,
    pub(super) requests: u32,
    pub(super) replies: u32,
    _open: Open,
}

/// Why no reply came.
pub(super) enum SendFailure {
    /// The connection was gone before anything of the request was written: it can go elsewhere.
    Unsent(Box<Request<Outgoing>>),
    /// Anything else.
    Failed(Error),
}

impl Connection {
    pub(super) async fn new(
        socket: Socket,
        remote: SocketAddr,
        counters: &Arc<Counters>,
    ) -> Result<Self, Error> {
        let open = Open::new(counters);
        let activity = Activity::new(Arc::clone(counters));
        let io = TokioIo::new(Watched::new(socket, Arc::clone(&activity)));
        let (sender, driver) =
            http1::Builder::new().handshake(io).await.map_err(|e| Error::connect("start HTTP", e))?;
        Ok(Self { sender, driver, closed: false, activity, remote, requests: 0, replies: 0, _open: open })
    }

    /// Moves bytes as far as they go.
    pub(super) fn poll_driver(&mut self, cx: &mut Context<'_>) {
        // Its error reaches the caller through the request or the body that it broke.
        if !self.closed && Pin::new(&mut self.driver).poll(cx).is_ready() {
            self.closed = true;
        }
    }

    /// Whether the connection can take a request now. A peer that has closed it in the meantime is noticed here.
    pub(super) async fn is_open(&mut self) -> bool {
        std::future::poll_fn(|cx| {
            self.poll_driver(cx);
            Poll::Ready(!self.closed && matches!(self.sender.poll_ready(cx), Poll::Ready(Ok(()))))
        })
        .await
    }

    /// Whether the connection went back to its idle state after a reply.
    pub(super) fn is_reusable(&self) -> bool {
        !self.closed && self.sender.is_ready()
    }

    /// Sends a request and waits for the head of the reply.
    pub(super) async fn send(
        &mut self,
        message: Request<Outgoing>,
        timer: &mut ResponseTimer,
    ) -> Result<hyper::Response<Incoming>, SendFailure> {
        self.requests += 1;
        let mut sending = pin!(self.sender.try_send_request(message));
        let outcome = std::future::poll_fn(|cx| {
            // The driver is polled between the two looks, so that what it finishes is seen in the same turn.
            if let Poll::Ready(outcome) = sending.as_mut().poll(cx) {
                return Poll::Ready(Ok(outcome));
            }
            if !self.closed && Pin::new(&mut self.driver).poll(cx).is_ready() {
                self.closed = true;
            }
            if let Poll::Ready(outcome) = sending.as_mut().poll(cx) {
                return Poll::Ready(Ok(outcome));
            }
            timer.poll_expired(cx).map(Err)
        })
        .await
        .map_err(SendFailure::Failed)?;
        match outcome {
            Ok(response) => {
                self.replies += 1;
                Ok(response)
            }
            Err(mut error) => Err(match error.take_message() {
                Some(message) => SendFailure::Unsent(Box::new(message)),
                None => SendFailure::Failed(broken(error.into_error())),
            }),
        }
    }
}

/// An error of hyper in our words.
pub(super) fn broken(error: hyper::Error) -> Error {
    use std::error::Error as _;
    let io = error.source().and_then(|source| source.downcast_ref::<std::io::Error>());
    if error.is_user() {
        let message = io.map_or_else(|| error.to_string(), ToString::to_string);
        return Error::body(message, error);
    }
    if error.is_parse() {
        return Error::interrupted(format!("Parse Error: {error}"), error);
    }
    match io.map(std::io::Error::kind) {
        Some(std::io::ErrorKind::ConnectionReset) => Error::interrupted("read ECONNRESET", error),
        Some(std::io::ErrorKind::BrokenPipe) => Error::interrupted("write EPIPE", error),
        _ => Error::interrupted("socket hang up", error),
    }
}
