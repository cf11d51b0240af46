//! The body of a reply that its caller reads as it comes.

use std::task::Poll;

use bytes::{Bytes, BytesMut};

use super::deadline::Deadline;
use super::integrity;
use super::resume::Continuation;
use crate::crc64::Crc64;
use crate::error::Error;
use crate::transport::Incoming;

/// Pieces that have come already are joined up to this size: each costs its reader as much as a large one.
const JOINED: usize = 256 * 1024;

/// A body on its way in. The connection is free again after the end; one that is dropped before is closed.
///
/// A body that breaks off goes on over another connection, as long as the object is the same one and there are retries left.
#[derive(Debug)]
pub struct ReplyStream {
    body: Box<dyn Incoming>,
    /// What the service states of the whole object, and what came.
    check: Option<(u64, Crc64)>,
    /// What came behind the piece that was handed out: the end, or an error.
    next: Option<Result<(), Error>>,
    deadline: Option<Deadline>,
    continuation: Box<Continuation>,
}

impl ReplyStream {
    pub(super) fn new(body: Box<dyn Incoming>, stated: Option<u64>, continuation: Continuation) -> Self {
        let check = stated.map(|stated| (stated, Crc64::new()));
        Self { body, check, next: None, deadline: None, continuation: Box::new(continuation) }
    }

    /// The last byte must have been read by then.
    pub(super) fn end_by(&mut self, deadline: Deadline) {
        self.deadline = Some(deadline);
    }

    /// The next bytes, `None` after the last ones. The time between two reads does not count as idle.
    ///
    /// # Errors
    ///
    /// When the body breaks off or stalls and cannot be gone on with, or is not what the service stored.
    pub async fn read(&mut self) -> Result<Option<Bytes>, Error> {
        match self.deadline {
            Some(deadline) => deadline.bound(self.read_on()).await.flatten(),
            None => self.read_on().await,
        }
    }

    async fn read_on(&mut self) -> Result<Option<Bytes>, Error> {
        match self.next.take() {
            None => self.body.resume(),
            Some(Ok(())) => return self.end(),
            Some(Err(error)) => self.go_on(error).await?,
        }
        let first = loop {
            match self.body.chunk().await {
                Ok(Some(first)) => break first,
                Ok(None) => return self.end(),
                Err(error) => self.go_on(error).await?,
            }
        };
        let piece = self.join(first).await;
        if let Some((_, crc)) = &mut self.check {
            crc.update(&piece);
        }
        self.continuation.took(piece.len());
        Ok(Some(piece))
    }

    async fn go_on(&mut self, error: Error) -> Result<(), Error> {
        self.body = self.continuation.go_on(error).await?;
        Ok(())
    }

    fn end(&mut self) -> Result<Option<Bytes>, Error> {
        self.next = Some(Ok(()));
        let (stated, crc) = self.check.take().unzip();
        let compared = integrity::compare(stated, crc.map(|crc| crc.value()));
        compared.map(|()| None).map_err(|error| self.continuation.ended(error))
    }

    /// The piece and those that wait behind it.
    async fn join(&mut self, first: Bytes) -> Bytes {
        if first.len() >= JOINED {
            return first;
        }
        let mut joined = BytesMut::from(first);
        std::future::poll_fn(|cx| {
            while joined.len() < JOINED && self.next.is_none() {
                match self.body.poll_chunk(cx) {
                    Poll::Pending => break,
                    Poll::Ready(Ok(Some(piece))) => joined.extend_from_slice(&piece),
                    Poll::Ready(Ok(None)) => self.next = Some(Ok(())),
                    Poll::Ready(Err(error)) => self.next = Some(Err(error)),
                }
            }
            Poll::Ready(())
        })
        .await;
        joined.freeze()
    }
}
