//! A body whose bytes are counted as the socket takes them.

use std::io;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use http_body::{Body, SizeHint};

use super::Outgoing;
use crate::progress::Counter;

/// Bytes handed over at a time: a large piece would count as a whole when its first byte goes out.
const STEP: usize = 64 * 1024;

/// A body and its counter.
#[derive(Debug)]
pub struct Counted {
    body: Outgoing,
    /// What is left of the last piece of the body.
    rest: Bytes,
    counter: Counter,
}

impl Counted {
    pub(super) fn new(body: Outgoing, counter: Counter) -> Self {
        Self { body, rest: Bytes::new(), counter }
    }

    pub(super) fn poll_piece(&mut self, cx: &mut Context<'_>) -> Poll<Option<io::Result<Bytes>>> {
        while self.rest.is_empty() {
            match ready!(Pin::new(&mut self.body).poll_frame(cx)) {
                Some(Ok(frame)) => self.rest = frame.into_data().unwrap_or_default(),
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                None => return Poll::Ready(None),
            }
        }
        let piece = self.rest.split_to(self.rest.len().min(STEP));
        self.counter.add(piece.len());
        Poll::Ready(Some(Ok(piece)))
    }

    pub(super) fn has_ended(&self) -> bool {
        self.rest.is_empty() && self.body.is_end_stream()
    }

    pub(super) fn left(&self) -> SizeHint {
        let body = self.body.size_hint();
        body.exact()
            .map_or_else(SizeHint::default, |left| SizeHint::with_exact(left + self.rest.len() as u64))
    }
}
