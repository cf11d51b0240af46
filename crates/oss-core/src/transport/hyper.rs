//! The transport over TCP and TLS.

use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use bytes::Bytes;
use http_body::Body as _;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio_rustls::TlsConnector;

use super::connect::connect;
use super::connection::{Connection, SendFailure, broken};
use super::pool::Pool;
use super::timer::ResponseTimer;
use super::{
    ConnectionFacts, Exchange, Incoming, Origin, Request, Sending, TlsOptions, Transport, client_config,
};
use crate::error::Error;

/// Pooled HTTP/1.1 connections of one client.
#[derive(Debug)]
pub struct HyperTransport {
    pool: Arc<Pool>,
    tls: TlsConnectorDebug,
    slots: Option<Arc<Semaphore>>,
}

/// A connector whose `Debug` says nothing: the library's own prints every root certificate.
struct TlsConnectorDebug(TlsConnector);

impl std::fmt::Debug for TlsConnectorDebug {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("TlsConnector")
    }
}

impl HyperTransport {
    /// A transport without connections. With `max_sockets`, at most so many requests are on the wire at once and the
    /// others wait their turn, first come first served.
    pub fn new(tls: &TlsOptions, max_sockets: Option<usize>) -> Result<Self, Error> {
        Ok(Self {
            pool: Arc::default(),
            tls: TlsConnectorDebug(TlsConnector::from(Arc::new(client_config(tls)?))),
            slots: max_sockets.map(|n| Arc::new(Semaphore::new(n.clamp(1, Semaphore::MAX_PERMITS)))),
        })
    }

    async fn slot(&self, limit: Duration) -> Result<Option<OwnedSemaphorePermit>, Error> {
        let Some(slots) = &self.slots else { return Ok(None) };
        let waiting = Arc::clone(slots).acquire_owned();
        match tokio::time::timeout(limit, waiting).await {
            Ok(Ok(slot)) => Ok(Some(slot)),
            Ok(Err(_)) | Err(_) => Err(Error::socket_assign_timeout(limit)),
        }
    }

    async fn connection(&self, request: &Request) -> Result<(Box<Connection>, bool), Error> {
        while let Some(mut idle) = self.pool.take(&request.origin) {
            if idle.is_open().await {
                return Ok((idle, true));
            }
        }
        let limit = request.timeouts.connect;
        let connecting = async {
            let (socket, remote) = connect(&request.origin, request.address, &self.tls.0).await?;
            Connection::new(socket, remote).await.map(Box::new)
        };
        match tokio::time::timeout(limit, connecting).await {
            Ok(connection) => Ok((connection?, false)),
            Err(_) => Err(Error::connect_timeout(limit)),
        }
    }

    async fn exchange(&self, mut request: Request) -> Result<Exchange, Error> {
        let slot = self.slot(request.timeouts.connect).await?;
        loop {
            let (mut connection, reused) = self.connection(&request).await?;
            let mut timer = ResponseTimer::new(request.timeouts.response, Arc::clone(&connection.activity));
            match connection.send(request.message, &mut timer).await {
                Ok(response) => {
                    let facts = ConnectionFacts {
                        remote: connection.remote,
                        reused,
                        requests: connection.requests,
                        replies: connection.replies,
                    };
                    let (parts, incoming) = response.into_parts();
                    let reason = parts.extensions.get::<hyper::ext::ReasonPhrase>();
                    let held =
                        Held { connection, origin: request.origin, pool: Arc::clone(&self.pool), slot };
                    return Ok(Exchange {
                        status: parts.status,
                        reason: reason.map(|r| String::from_utf8_lossy(r.as_bytes()).into_owned()),
                        headers: parts.headers,
                        connection: facts,
                        body: Box::new(ReplyBody { incoming, held: Some(held), timer }),
                    });
                }
                Err(SendFailure::Unsent(message)) if reused => request.message = *message,
                Err(SendFailure::Unsent(_)) => {
                    let gone = std::io::Error::from(std::io::ErrorKind::ConnectionAborted);
                    return Err(Error::interrupted("socket hang up", gone).at(connection.remote));
                }
                Err(SendFailure::Failed(error)) => return Err(error.at(connection.remote)),
            }
        }
    }
}

impl Transport for HyperTransport {
    fn send(&self, request: Request) -> Sending<'_> {
        Box::pin(self.exchange(request))
    }
}

/// A connection in use, and the way back to its pool.
#[derive(Debug)]
struct Held {
    connection: Box<Connection>,
    origin: Origin,
    pool: Arc<Pool>,
    slot: Option<OwnedSemaphorePermit>,
}

#[derive(Debug)]
struct ReplyBody {
    incoming: hyper::body::Incoming,
    /// `None` once the body has ended.
    held: Option<Held>,
    timer: ResponseTimer,
}

impl ReplyBody {
    fn poll_data(&mut self, cx: &mut Context<'_>) -> Poll<Result<Option<Bytes>, Error>> {
        loop {
            match std::pin::Pin::new(&mut self.incoming).poll_frame(cx) {
                Poll::Ready(Some(Ok(frame))) => {
                    if let Ok(data) = frame.into_data() {
                        return Poll::Ready(Ok(Some(data)));
                    }
                }
                Poll::Ready(Some(Err(error))) => return Poll::Ready(Err(cut_off(error))),
                Poll::Ready(None) => return Poll::Ready(Ok(None)),
                Poll::Pending => return Poll::Pending,
            }
        }
    }

    fn finish(&mut self, cx: &mut Context<'_>) {
        let Some(mut held) = self.held.take() else { return };
        // One turn takes the driver from the end of the body to its idle state, or to closed.
        held.connection.poll_driver(cx);
        if held.connection.is_reusable() {
            held.pool.put(&held.origin, held.connection);
        }
        drop(held.slot);
    }
}

impl Incoming for ReplyBody {
    fn poll_chunk(&mut self, cx: &mut Context<'_>) -> Poll<Result<Option<Bytes>, Error>> {
        let mut polled = self.poll_data(cx);
        if polled.is_pending() {
            // That look told the driver that more is wanted; a second one takes what it brought.
            let Some(held) = &mut self.held else { return Poll::Ready(Ok(None)) };
            held.connection.poll_driver(cx);
            polled = self.poll_data(cx);
        }
        match polled {
            Poll::Ready(Ok(None)) => {
                self.finish(cx);
                Poll::Ready(Ok(None))
            }
            Poll::Ready(result) => Poll::Ready(result),
            Poll::Pending => self.timer.poll_expired(cx).map(Err),
        }
    }

    fn resume(&mut self) {
        self.timer.resume();
    }

    fn limit_total(&mut self) {
        self.timer.limit_total();
    }
}

fn cut_off(error: hyper::Error) -> Error {
    if error.is_incomplete_message() { Error::interrupted("aborted", error) } else { broken(error) }
}
