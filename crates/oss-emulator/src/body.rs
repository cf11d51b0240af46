//! Bodies: the request's as it streams in, the reply's as it streams out.

use std::io;
use std::mem;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use bytes::Bytes;
use http::HeaderMap;
use http::header::{CONTENT_LENGTH, EXPECT, TRANSFER_ENCODING};
use http_body::{Body, Frame, SizeHint};
use http_body_util::BodyExt;
use hyper::body::Incoming;
use tokio::time::timeout;

use crate::error::ServiceError;
use crate::faults::{BodyFault, FaultyBody, Passage, Step};
use crate::storage::ContentReader;
use crate::traffic::TrafficLimit;

/// What is left of a refused body is read up to this size, so that the connection can be used again; beyond it the
/// connection is closed.
const WORTH_DRAINING: u64 = 256 * 1024;

/// The body of a request, read at most once.
#[derive(Debug)]
pub(crate) struct RequestBody {
    incoming: Incoming,
    framed: bool,
    expects_continue: bool,
    /// How long the next piece may take.
    patience: Duration,
    received: u64,
    /// The end was read. hyper knows it beforehand only of bodies with a length.
    ended: bool,
    struck: Struck,
}

/// Whether a fault strikes a body.
#[derive(Debug)]
enum Struck {
    Not,
    /// What happens to the bytes on their way, and those that wait for it.
    Under(Passage, Bytes),
    /// The body was ended early.
    Cut,
}

impl RequestBody {
    pub(crate) fn new(headers: &HeaderMap, incoming: Incoming, patience: Duration) -> Self {
        Self {
            incoming,
            patience,
            framed: headers.contains_key(CONTENT_LENGTH) || headers.contains_key(TRANSFER_ENCODING),
            expects_continue: headers.contains_key(EXPECT),
            received: 0,
            ended: false,
            struck: Struck::Not,
        }
    }

    /// Lets a fault strike what comes in from now on.
    pub(crate) fn strike(&mut self, fault: BodyFault) {
        self.struck = Struck::Under(Passage::new(fault), Bytes::new());
    }

    /// Lets what comes in from now on pass no faster than this, unless a fault strikes it.
    pub(crate) fn limit(&mut self, limit: TrafficLimit) {
        if matches!(self.struck, Struck::Not) {
            self.strike(BodyFault::Slow { bytes_per_second: limit.bytes_per_second() });
        }
    }

    /// Whether a fault ended the body early.
    pub(crate) fn was_cut(&self) -> bool {
        matches!(self.struck, Struck::Cut)
    }

    /// Whether the request said how its body ends.
    pub(crate) fn is_framed(&self) -> bool {
        self.framed
    }

    /// The announced length of what has not been read yet; `None` for chunked bodies.
    pub(crate) fn announced(&self) -> Option<u64> {
        self.incoming.size_hint().exact()
    }

    /// Bytes read so far.
    pub(crate) fn received(&self) -> u64 {
        self.received
    }

    /// The next piece; `None` at the end; `IncompleteBody` when the client stopped before it.
    pub(crate) async fn next(&mut self) -> Result<Option<Bytes>, ServiceError> {
        let Struck::Under(mut passage, mut rest) = mem::replace(&mut self.struck, Struck::Not) else {
            return self.receive().await;
        };
        let piece = loop {
            match passage.step() {
                Step::Wait(length) => tokio::time::sleep(length).await,
                Step::Halt => std::future::pending().await,
                Step::Cut(_) => {
                    self.struck = Struck::Cut;
                    return Err(incomplete());
                }
                Step::Pass(limit) => {
                    if rest.is_empty() {
                        let Some(bytes) = self.receive().await? else { break None };
                        rest = bytes;
                    }
                    break Some(passage.pass(&mut rest, limit));
                }
            }
        };
        self.struck = Struck::Under(passage, rest);
        Ok(piece)
    }

    /// The next piece as it was sent.
    async fn receive(&mut self) -> Result<Option<Bytes>, ServiceError> {
        loop {
            match timeout(self.patience, self.incoming.frame()).await.map_err(|_| timed_out())? {
                None => {
                    self.ended = true;
                    return Ok(None);
                }
                Some(Err(_)) => return Err(incomplete()),
                Some(Ok(frame)) => {
                    if let Ok(bytes) = frame.into_data() {
                        self.received += bytes.len() as u64;
                        return Ok(Some(bytes));
                    }
                }
            }
        }
    }

    /// The whole body, or `None` when it is longer than `limit` bytes.
    pub(crate) async fn read_all(&mut self, limit: usize) -> Result<Option<Vec<u8>>, ServiceError> {
        let mut all = Vec::new();
        while let Some(bytes) = self.next().await? {
            if all.len() + bytes.len() > limit {
                return Ok(None);
            }
            all.extend_from_slice(&bytes);
        }
        Ok(Some(all))
    }

    /// Reads a small rest; says whether the body is over, so that the connection can serve another request.
    pub(crate) async fn settle(&mut self) -> bool {
        if self.ended || self.incoming.is_end_stream() {
            return true;
        }
        // A client that waits for "100 Continue" has sent nothing yet and must not be asked to.
        let worth = self.announced().is_some_and(|left| left <= WORTH_DRAINING) && !self.expects_continue;
        if !worth {
            return false;
        }
        loop {
            match self.next().await {
                Ok(Some(_)) => {}
                Ok(None) => return true,
                Err(_) => return false,
            }
        }
    }
}

fn timed_out() -> ServiceError {
    let message = "Your socket connection to the server was not read from or written to within the timeout period. \
                   Idle connections will be closed.";
    ServiceError::new(400, "RequestTimeout", message)
}

fn incomplete() -> ServiceError {
    let message = "You did not provide the number of bytes specified by the Content-Length HTTP header.";
    ServiceError::new(400, "IncompleteBody", message)
}

/// The body of a reply.
#[derive(Debug)]
pub(crate) enum ReplyBody {
    /// Nothing.
    Empty,
    /// One piece.
    Full(Bytes),
    /// The bytes of an object.
    Content(ContentReader),
    /// One of these, struck by a fault.
    Faulty(Box<FaultyBody>),
}

impl ReplyBody {
    /// How many bytes are still to come.
    pub(crate) fn length(&self) -> u64 {
        match self {
            Self::Empty => 0,
            Self::Full(bytes) => bytes.len() as u64,
            Self::Content(reader) => reader.left(),
            Self::Faulty(body) => body.length(),
        }
    }
}

impl Body for ReplyBody {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<io::Result<Frame<Bytes>>>> {
        let piece = match &mut *self {
            Self::Empty => None,
            Self::Full(bytes) => {
                let bytes = mem::take(bytes);
                *self = Self::Empty;
                Some(Ok(bytes))
            }
            // What cannot be read any more breaks the connection off: the status has gone out long ago.
            Self::Content(reader) => ready!(reader.poll_next(cx)),
            Self::Faulty(body) => return Pin::new(body.as_mut()).poll_frame(cx),
        };
        Poll::Ready(piece.map(|piece| piece.map(Frame::data)))
    }

    fn is_end_stream(&self) -> bool {
        self.length() == 0
    }

    fn size_hint(&self) -> SizeHint {
        match self {
            // What will come of it is not known.
            Self::Faulty(_) => SizeHint::new(),
            _ => SizeHint::with_exact(self.length()),
        }
    }
}
