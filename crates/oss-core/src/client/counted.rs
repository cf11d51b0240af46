//! A reply body whose bytes are counted as they come.

use std::task::{Context, Poll};

use bytes::Bytes;

use crate::error::Error;
use crate::progress::Counter;
use crate::transport::Incoming;

#[derive(Debug)]
pub(super) struct Counted {
    pub(super) body: Box<dyn Incoming>,
    pub(super) counter: Counter,
}

impl Incoming for Counted {
    fn poll_chunk(&mut self, cx: &mut Context<'_>) -> Poll<Result<Option<Bytes>, Error>> {
        let polled = self.body.poll_chunk(cx);
        match &polled {
            Poll::Ready(Ok(Some(piece))) => self.counter.add(piece.len()),
            Poll::Ready(Ok(None)) => self.counter.finish(),
            _ => {}
        }
        polled
    }

    fn resume(&mut self) {
        self.body.resume();
    }

    fn limit_total(&mut self) {
        self.body.limit_total();
    }
}
