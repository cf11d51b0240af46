//! A transport that someone else carries out: requests come out of it as events, and what came of them is put back in.
//!
//! So another HTTP client can stand in for ours, while all that surrounds an exchange (signing, repeating, checking,
//! reading) stays as it is.

use std::future::poll_fn;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::task::{Context, Poll};
use std::time::Duration;

use bytes::Bytes;
use http::{HeaderMap, StatusCode};
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tokio::sync::{oneshot, watch};

use super::activity::Activity;
use super::timer::ResponseTimer;
use super::{ConnectionFacts, Exchange, Incoming, Request, Sending, StreamBody, Timeouts, Transport};
use crate::error::Error;

/// Hands its requests to whoever reads its [`Event`]s.
#[derive(Debug)]
pub struct Relay {
    events: UnboundedSender<Event>,
    timed: bool,
    sent: AtomicUsize,
}

/// A relay and its events, which end when the relay and the bodies of its replies are gone. Unless it is `timed`, the
/// timeouts of its requests are left to whoever sends them.
pub fn relay(timed: bool) -> (Relay, UnboundedReceiver<Event>) {
    let (events, receiver) = unbounded_channel();
    (Relay { events, timed, sent: AtomicUsize::new(0) }, receiver)
}

/// What is to be done next.
#[derive(Debug)]
pub enum Event {
    /// Send this request, and say what comes of it.
    Send(Box<Request>, Answer),
    /// Nobody waits for the exchange any more that began with the request of this number, from 0: close it.
    GiveUp(usize),
}

/// How far a request has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Phase {
    /// It waits for a socket.
    Waiting,
    /// Its socket is being connected.
    Connecting,
    /// It is on its way.
    Connected,
}

/// The way back for what comes of one request.
#[derive(Debug)]
pub struct Answer {
    result: oneshot::Sender<Result<Head, Error>>,
    progress: Progress,
}

impl Answer {
    /// Where to tell how far the request is; good until the end of the reply's body.
    pub fn progress(&self) -> Progress {
        self.progress.clone()
    }

    /// The reply has begun.
    pub fn head(self, head: Head) {
        // Whoever gave up needs no reply.
        let _ = self.result.send(Ok(head));
    }

    /// There will be no reply.
    pub fn fail(self, error: Error) {
        let _ = self.result.send(Err(error));
    }
}

/// Keeps the timeouts of an exchange informed.
#[derive(Debug, Clone)]
pub struct Progress {
    phase: Arc<watch::Sender<Phase>>,
    activity: Arc<Activity>,
}

impl Progress {
    fn new() -> Self {
        Self { phase: Arc::new(watch::Sender::new(Phase::Waiting)), activity: Activity::new() }
    }

    /// A socket is being connected for the request.
    pub fn connecting(&self) {
        self.reach(Phase::Connecting);
    }

    /// The request has a connection.
    pub fn connected(&self) {
        self.activity.touch();
        self.reach(Phase::Connected);
    }

    /// Bytes moved, in either direction.
    pub fn moved(&self) {
        self.activity.touch();
    }

    fn reach(&self, phase: Phase) {
        self.phase.send_if_modified(|now| std::mem::replace(now, phase.max(*now)) != *now);
    }

    /// Returns when there is no connection within `limit`.
    async fn unconnected(&self, limit: Duration) -> Error {
        let mut phase = self.phase.subscribe();
        let connected = phase.wait_for(|phase| *phase == Phase::Connected);
        if tokio::time::timeout(limit, connected).await.is_ok() {
            return std::future::pending().await;
        }
        match *self.phase.borrow() {
            Phase::Waiting => Error::socket_assign_timeout(limit),
            _ => Error::connect_timeout(limit),
        }
    }

    /// Returns when nothing has moved on the connection for `limit`.
    async fn unanswered(&self, limit: Duration) -> Error {
        let mut phase = self.phase.subscribe();
        // The sender is ours.
        let _ = phase.wait_for(|phase| *phase == Phase::Connected).await;
        let mut timer = ResponseTimer::new(limit, Arc::clone(&self.activity));
        poll_fn(|cx| timer.poll_expired(cx)).await
    }
}

/// The head of a reply, and its body.
#[derive(Debug)]
pub struct Head {
    /// Status code.
    pub status: StatusCode,
    /// Reason phrase.
    pub reason: String,
    /// Headers.
    pub headers: HeaderMap,
    /// The connection that served it, as far as that is known.
    pub connection: ConnectionFacts,
    /// The body; a failure of the stream is one of the connection.
    pub body: HeadBody,
}

/// The body of a relayed reply.
#[derive(Debug)]
pub enum HeadBody {
    /// It has come already.
    Whole(Bytes),
    /// It is still coming.
    Stream(StreamBody),
}

impl Relay {
    async fn exchange(&self, request: Request) -> Result<Exchange, Error> {
        let Timeouts { connect, response } = request.timeouts;
        let (result, answer) = oneshot::channel();
        let progress = Progress::new();
        let answer_to = Answer { result, progress: progress.clone() };
        let number = self.sent.fetch_add(1, Ordering::Relaxed);
        let gone = |_| Error::internal("nobody carries requests any more");
        self.events.send(Event::Send(Box::new(request), answer_to)).map_err(|e| gone(e.to_string()))?;
        let open = Open { number, events: Some(self.events.clone()) };
        let head = tokio::select! {
            biased;
            answered = answer => answered.map_err(|e| gone(e.to_string()))??,
            error = progress.unconnected(connect), if self.timed => return Err(error),
            error = progress.unanswered(response), if self.timed => return Err(error),
        };
        progress.connected();
        let timer = self.timed.then(|| ResponseTimer::new(response, Arc::clone(&progress.activity)));
        Ok(Exchange {
            status: head.status,
            reason: Some(head.reason),
            headers: head.headers,
            connection: head.connection,
            body: Box::new(RelayedBody { body: head.body, timer, progress, open }),
        })
    }
}

impl Transport for Relay {
    fn send(&self, request: Request) -> Sending<'_> {
        Box::pin(self.exchange(request))
    }
}

/// An exchange that is to be given up unless it has ended.
#[derive(Debug)]
struct Open {
    number: usize,
    events: Option<UnboundedSender<Event>>,
}

impl Drop for Open {
    fn drop(&mut self) {
        if let Some(events) = self.events.take() {
            // Without a reader there is nothing left to close.
            let _ = events.send(Event::GiveUp(self.number));
        }
    }
}

#[derive(Debug)]
struct RelayedBody {
    body: HeadBody,
    timer: Option<ResponseTimer>,
    progress: Progress,
    open: Open,
}

impl RelayedBody {
    fn poll_piece(&mut self, cx: &mut Context<'_>) -> Poll<Option<std::io::Result<Bytes>>> {
        match &mut self.body {
            HeadBody::Whole(bytes) => {
                Poll::Ready(Some(std::mem::take(bytes)).filter(|bytes| !bytes.is_empty()).map(Ok))
            }
            HeadBody::Stream(stream) => stream.poll_piece(cx),
        }
    }
}

impl Incoming for RelayedBody {
    fn poll_chunk(&mut self, cx: &mut Context<'_>) -> Poll<Result<Option<Bytes>, Error>> {
        match self.poll_piece(cx) {
            Poll::Ready(Some(Ok(piece))) => {
                self.progress.moved();
                Poll::Ready(Ok(Some(piece)))
            }
            Poll::Ready(Some(Err(error))) => Poll::Ready(Err(Error::interrupted(error.to_string(), error))),
            Poll::Ready(None) => {
                self.open.events = None;
                Poll::Ready(Ok(None))
            }
            Poll::Pending => match &mut self.timer {
                Some(timer) => timer.poll_expired(cx).map(Err),
                None => Poll::Pending,
            },
        }
    }

    fn resume(&mut self) {
        self.progress.moved();
    }

    fn limit_total(&mut self) {
        if let Some(timer) = &mut self.timer {
            timer.limit_total();
        }
    }
}

#[cfg(test)]
mod tests {
    use http::Method;

    use super::super::{Origin, Outgoing, stream};
    use super::*;

    const LIMIT: Duration = Duration::from_millis(60);

    fn request(response: Duration) -> Request {
        let mut message = http::Request::new(Outgoing::Empty);
        *message.method_mut() = Method::GET;
        let origin = Origin { secure: false, host: "example.com".into(), port: 80 };
        Request { origin, address: None, message, timeouts: Timeouts { connect: LIMIT, response } }
    }

    fn head(body: HeadBody) -> Head {
        let remote = ([127, 0, 0, 1], 80).into();
        let connection = ConnectionFacts { remote, reused: false, requests: 1, replies: 1 };
        Head { status: StatusCode::OK, reason: "OK".into(), headers: HeaderMap::new(), connection, body }
    }

    async fn next(events: &mut UnboundedReceiver<Event>) -> Answer {
        match events.recv().await {
            Some(Event::Send(_, answer)) => answer,
            other => panic!("no request but {other:?}"),
        }
    }

    #[tokio::test]
    async fn what_is_answered_is_what_comes() {
        let (relay, mut events) = relay(true);
        let answering = async {
            let (sender, body) = stream(None);
            next(&mut events).await.head(head(HeadBody::Stream(body)));
            sender.send(Bytes::from_static(b"one ")).await;
            sender.send(Bytes::from_static(b"two")).await;
            sender.end().await;
        };
        let asking = async {
            let mut exchange = relay.send(request(LIMIT)).await.unwrap();
            let mut text = Vec::new();
            while let Some(piece) = exchange.body.chunk().await.unwrap() {
                text.extend_from_slice(&piece);
            }
            text
        };
        let ((), text) = tokio::join!(answering, asking);
        assert_eq!(text, b"one two");
        assert!(events.try_recv().is_err(), "an exchange that has ended is not given up");
        drop(relay);
        assert!(events.recv().await.is_none());
    }

    #[tokio::test]
    async fn the_phase_names_the_timeout() {
        for (phase, expected) in [
            (0, "socketAssignTimeout"),
            (1, "connectTimeout"),
            (2, "responseTimeout"),
            (3, "responseTimeout"),
        ] {
            let (relay, mut events) = relay(true);
            let sending = relay.send(request(LIMIT));
            let carrying = async {
                let answer = next(&mut events).await;
                let progress = answer.progress();
                if phase > 0 {
                    progress.connecting();
                }
                if phase > 1 {
                    progress.connected();
                }
                if phase > 2 {
                    progress.connecting();
                }
                (answer, events.recv().await)
            };
            let (sent, (_answer, event)) = tokio::join!(sending, carrying);
            assert_eq!(sent.unwrap_err().kind(), expected);
            assert!(matches!(event, Some(Event::GiveUp(0))), "{event:?}");
        }
    }

    #[tokio::test]
    async fn bytes_that_move_put_the_timeout_off_and_silence_does_not() {
        let (relay, mut events) = relay(true);
        let carrying = async {
            let answer = next(&mut events).await;
            let progress = answer.progress();
            progress.connected();
            for _ in 0..4 {
                tokio::time::sleep(LIMIT / 2).await;
                progress.moved();
            }
            let (sender, body) = stream(None);
            answer.head(head(HeadBody::Stream(body)));
            sender
        };
        let (exchange, _sender) = tokio::join!(relay.send(request(LIMIT)), carrying);
        let error = exchange.unwrap().body.chunk().await.unwrap_err();
        assert_eq!(error.kind(), "responseTimeout");
    }

    #[tokio::test]
    async fn timeouts_can_be_left_to_others() {
        let (relay, mut events) = relay(false);
        let carrying = async {
            let answer = next(&mut events).await;
            tokio::time::sleep(LIMIT * 2).await;
            answer.head(head(HeadBody::Whole(Bytes::from_static(b"late"))));
        };
        let (exchange, ()) = tokio::join!(relay.send(request(LIMIT)), carrying);
        assert_eq!(exchange.unwrap().body.chunk().await.unwrap().unwrap(), "late");
    }

    #[tokio::test]
    async fn a_dropped_body_is_given_up_and_a_broken_one_interrupted() {
        let (relay, mut events) = relay(true);
        let carrying = async {
            let (sender, body) = stream(None);
            next(&mut events).await.head(head(HeadBody::Stream(body)));
            sender.fail("aborted".into()).await;
        };
        let (exchange, ()) = tokio::join!(relay.send(request(LIMIT)), carrying);
        let mut body = exchange.unwrap().body;
        let error = body.chunk().await.unwrap_err();
        assert_eq!((error.kind(), error.to_string().as_str()), ("interrupted", "aborted"));
        drop(body);
        assert!(matches!(events.recv().await, Some(Event::GiveUp(0))));
    }
}
