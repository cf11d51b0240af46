//! The transport over TCP and TLS.

use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::task::{Context, Poll};

use arc_swap::ArcSwap;
use bytes::Bytes;
use http_body::Body as _;
use tokio_rustls::TlsConnector;

use super::connect::connect;
use super::connection::{Connection, SendFailure, broken};
use super::pool::{Pool, Route};
use super::slots::{Slot, Slots};
use super::stats::Counters;
use super::timer::ResponseTimer;
use super::tunnel;
use super::{
    ConnectionFacts, Exchange, Incoming, Proxies, Request, Sending, TlsOptions, Transport, TransportStats,
    client_config,
};
use crate::error::Error;
use crate::notice::Listener;

/// Pooled HTTP/1.1 connections of one client.
#[derive(Debug)]
pub struct HyperTransport {
    pool: Arc<Pool>,
    tls: TlsConnectorDebug,
    slots: Option<Arc<Slots>>,
    proxies: ArcSwap<Proxies>,
    counters: Arc<Counters>,
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
        let counters = Arc::default();
        Ok(Self {
            pool: Arc::default(),
            tls: TlsConnectorDebug(TlsConnector::from(Arc::new(client_config(tls)?))),
            slots: max_sockets.map(|limit| Slots::new(limit, Arc::clone(&counters))),
            proxies: ArcSwap::default(),
            counters,
        })
    }

    /// The same transport with somebody who hears that unread bodies hold all sockets.
    #[must_use]
    pub fn with_listener(mut self, listener: Listener) -> Self {
        if let Some(slots) = self.slots.take() {
            self.slots = Some(slots.with_listener(listener));
        }
        self
    }

    /// Takes these proxies from the next request on.
    pub fn set_proxies(&self, proxies: Proxies) {
        self.proxies.store(Arc::new(proxies));
    }

    /// Closes what is idle; connections in use close when their replies have been read.
    pub fn close(&self) {
        self.pool.close();
    }

    /// What the connections are doing and have done.
    pub fn stats(&self) -> TransportStats {
        self.counters.read(self.pool.count())
    }

    async fn connection(&self, request: &Request, route: &Route) -> Result<(Box<Connection>, bool), Error> {
        while let Some(mut idle) = self.pool.take(route) {
            if idle.is_open().await {
                return Ok((idle, true));
            }
        }
        let limit = request.timeouts.connect;
        let connecting = async {
            let (socket, remote) =
                connect(&route.origin, request.address, route.proxy.as_deref(), &self.tls.0).await?;
            Connection::new(socket, remote, &self.counters).await.map(Box::new)
        };
        match tokio::time::timeout(limit, connecting).await {
            Ok(connection) => Ok((connection?, false)),
            Err(_) => Err(Error::connect_timeout(limit)),
        }
    }

    /// The way of a request. One that an HTTP proxy forwards is made to name the whole URL.
    fn route(&self, request: &mut Request) -> Result<Route, Error> {
        let origin = request.origin.clone();
        if request.address.is_some() {
            return Ok(Route { origin, proxy: None });
        }
        let proxy = self.proxies.load().of(origin.secure, &origin.host, origin.port).map(Arc::clone);
        if let Some(proxy) = proxy.as_ref().filter(|proxy| !origin.secure && proxy.forwards_http()) {
            tunnel::address(&mut request.message, &origin, proxy)?;
        }
        Ok(Route { origin, proxy })
    }

    async fn exchange(&self, mut request: Request) -> Result<Exchange, Error> {
        let slot = match &self.slots {
            Some(slots) => Some(slots.take(request.timeouts.connect).await?),
            None => None,
        };
        let route = self.route(&mut request)?;
        loop {
            let (mut connection, reused) = self.connection(&request, &route).await?;
            let mut timer = ResponseTimer::new(request.timeouts.response, Arc::clone(&connection.activity));
            let received = connection.activity.received();
            self.counters.requests.fetch_add(1, Ordering::Relaxed);
            match connection.send(request.message, &mut timer).await {
                Ok(response) => {
                    let facts = ConnectionFacts {
                        remote: connection.remote,
                        reused,
                        requests: connection.requests,
                        replies: connection.replies,
                    };
                    if let Some(error) = tunnel::refused(&route, response.status()) {
                        return Err(error);
                    }
                    let (parts, incoming) = response.into_parts();
                    let reason = parts.extensions.get::<hyper::ext::ReasonPhrase>();
                    let held = Held { connection, route, pool: Arc::clone(&self.pool), slot };
                    return Ok(Exchange {
                        status: parts.status,
                        reason: reason.map(|r| String::from_utf8_lossy(r.as_bytes()).into_owned()),
                        headers: parts.headers,
                        connection: facts,
                        body: Box::new(ReplyBody::new(incoming, held, timer)),
                    });
                }
                Err(SendFailure::Unsent(message)) if reused => request.message = *message,
                Err(SendFailure::Unsent(_)) => {
                    let gone = std::io::Error::from(std::io::ErrorKind::ConnectionAborted);
                    return Err(Error::interrupted("socket hang up", gone).at(connection.remote));
                }
                Err(SendFailure::Failed(error)) => {
                    let silent = connection.activity.received() == received;
                    let error = error.at(connection.remote);
                    return Err(if reused && silent { error.on_stale_connection() } else { error });
                }
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
    route: Route,
    pool: Arc<Pool>,
    slot: Option<Slot>,
}

#[derive(Debug)]
struct ReplyBody {
    incoming: hyper::body::Incoming,
    /// `None` once the body has ended.
    held: Option<Held>,
    timer: ResponseTimer,
}

impl ReplyBody {
    fn new(incoming: hyper::body::Incoming, held: Held, timer: ResponseTimer) -> Self {
        let mut body = Self { incoming, held: Some(held), timer };
        body.is_unread(true);
        body
    }

    /// Says whether the next move is the reader's.
    fn is_unread(&mut self, unread: bool) {
        if let Some(slot) = self.held.as_mut().and_then(|held| held.slot.as_mut()) {
            slot.is_unread(unread);
        }
    }

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
            held.pool.put(&held.route, held.connection);
        }
        drop(held.slot);
    }
}

impl Incoming for ReplyBody {
    fn poll_chunk(&mut self, cx: &mut Context<'_>) -> Poll<Result<Option<Bytes>, Error>> {
        self.is_unread(false);
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
            Poll::Ready(result) => {
                self.is_unread(true);
                Poll::Ready(result)
            }
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
