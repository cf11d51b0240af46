//! Socket wrapper that counts bytes and notes when they last moved, so that an idle timer can tell a slow transfer from a
//! stalled one.

use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::task::{Context, Poll};
use std::time::{Duration, Instant};

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};

use super::stats::Counters;
use crate::clock;

/// When bytes last moved on a socket, in either direction.
#[derive(Debug)]
pub(super) struct Activity {
    start: Instant,
    last_ns: AtomicU64,
    /// Bytes received on this connection.
    received: AtomicU64,
    counters: Arc<Counters>,
}

impl Activity {
    pub(super) fn new(counters: Arc<Counters>) -> Arc<Self> {
        let (last_ns, received) = (AtomicU64::new(0), AtomicU64::new(0));
        Arc::new(Self { start: clock::now(), last_ns, received, counters })
    }

    /// Bytes received on this connection, TLS not counted.
    pub(super) fn received(&self) -> u64 {
        self.received.load(Ordering::Relaxed)
    }

    fn note_received(&self, bytes: usize) {
        self.touch();
        self.received.fetch_add(bytes as u64, Ordering::Relaxed);
        self.counters.received.fetch_add(bytes as u64, Ordering::Relaxed);
    }

    fn note_sent(&self, bytes: usize) {
        self.touch();
        self.counters.sent.fetch_add(bytes as u64, Ordering::Relaxed);
    }

    pub(super) fn touch(&self) {
        let since = clock::now().saturating_duration_since(self.start);
        self.last_ns.store(u64::try_from(since.as_nanos()).unwrap_or(u64::MAX), Ordering::Relaxed);
    }

    pub(super) fn last(&self) -> Instant {
        self.start + Duration::from_nanos(self.last_ns.load(Ordering::Relaxed))
    }
}

/// An I/O stream that reports its movements to an [`Activity`].
#[derive(Debug)]
pub(super) struct Watched<S> {
    stream: S,
    activity: Arc<Activity>,
}

impl<S> Watched<S> {
    pub(super) fn new(stream: S, activity: Arc<Activity>) -> Self {
        Self { stream, activity }
    }

    fn noted(&self, result: Poll<io::Result<usize>>) -> Poll<io::Result<usize>> {
        if let Poll::Ready(Ok(bytes @ 1..)) = result {
            self.activity.note_sent(bytes);
        }
        result
    }
}

impl<S: AsyncRead + Unpin> AsyncRead for Watched<S> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buf: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let before = buf.filled().len();
        let result = Pin::new(&mut self.stream).poll_read(cx, buf);
        let bytes = buf.filled().len().saturating_sub(before);
        if bytes > 0 {
            self.activity.note_received(bytes);
        }
        result
    }
}

impl<S: AsyncWrite + Unpin> AsyncWrite for Watched<S> {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &[u8]) -> Poll<io::Result<usize>> {
        let result = Pin::new(&mut self.stream).poll_write(cx, buf);
        self.noted(result)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bufs: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let result = Pin::new(&mut self.stream).poll_write_vectored(cx, bufs);
        self.noted(result)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(cx)
    }
}
