//! The body of a reply that does not go out as it should.

use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use http_body::{Body, Frame};
use tokio::time::Sleep;

use super::{BodyFault, Ending, Passage, Step};
use crate::body::ReplyBody;
use crate::server::control::Control;

/// A body and what happens to it.
#[derive(Debug)]
pub(crate) struct FaultyBody {
    inner: ReplyBody,
    /// What has been taken from the inner body and has not passed yet.
    rest: Bytes,
    passage: Passage,
    wait: Option<Pin<Box<Sleep>>>,
    control: Arc<Control>,
    /// The body ended early and looks whole.
    ended: bool,
}

impl FaultyBody {
    pub(crate) fn new(inner: ReplyBody, fault: BodyFault, control: Arc<Control>) -> Self {
        Self { inner, rest: Bytes::new(), passage: Passage::new(fault), wait: None, control, ended: false }
    }

    /// How many bytes would still come if nothing happened to them.
    pub(crate) fn length(&self) -> u64 {
        if self.ended { 0 } else { self.inner.length() + self.rest.len() as u64 }
    }
}

impl Body for FaultyBody {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<io::Result<Frame<Bytes>>>> {
        loop {
            if let Some(wait) = &mut self.wait {
                ready!(wait.as_mut().poll(cx));
                self.wait = None;
            }
            if self.length() == 0 {
                return Poll::Ready(None);
            }
            match self.passage.step() {
                Step::Wait(length) => self.wait = Some(Box::pin(tokio::time::sleep(length))),
                // The connection ends this when the client leaves.
                Step::Halt => return Poll::Pending,
                Step::Cut(Ending::Length) => self.ended = true,
                // The connection ends as soon as all that came before is written.
                Step::Cut(end) => {
                    self.control.end_after_flush(end == Ending::Reset);
                    return Poll::Pending;
                }
                Step::Pass(limit) => {
                    let this = &mut *self;
                    if this.rest.is_empty() {
                        match ready!(Pin::new(&mut this.inner).poll_frame(cx)) {
                            Some(Ok(frame)) => this.rest = frame.into_data().unwrap_or_default(),
                            end => return Poll::Ready(end),
                        }
                    }
                    return Poll::Ready(Some(Ok(Frame::data(this.passage.pass(&mut this.rest, limit)))));
                }
            }
        }
    }

    fn is_end_stream(&self) -> bool {
        self.length() == 0
    }
}
