//! The socket as hyper sees it: every byte is counted, heads are recorded, and hyper's own replies are replaced.

use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use bytes::{Buf, Bytes};
use tokio::io::{AsyncRead, AsyncWrite, AsyncWriteExt, ReadBuf};
use tokio::time::Sleep;

use super::control::Control;
use super::framing::Framing;
use super::socket::Socket;
use crate::reply;

/// After the last reply the rest of what the client sends is thrown away for this long, so that it can read the reply
/// instead of being cut off by a reset.
const LINGER: Duration = Duration::from_secs(5);
/// What is thrown away, at a time.
const SCRAP: usize = 16 * 1024;

/// A counted, recorded stream. With TLS, bytes are those inside it.
#[derive(Debug)]
pub(super) struct Stream {
    socket: Socket,
    control: Arc<Control>,
    framing: Framing,
    /// The page that takes the place of hyper's reply to a request it could not parse.
    page: Option<Bytes>,
    /// Set once our side is closed and only the client's remains.
    linger: Option<Pin<Box<Sleep>>>,
}

impl Stream {
    pub(super) fn new(socket: Socket, control: Arc<Control>) -> Self {
        Self { socket, control, framing: Framing::new(), page: None, linger: None }
    }

    /// Tells a client that took too long over a head so, and closes. One that was merely idle is told nothing.
    pub(super) async fn give_up_on_head(&mut self) {
        if self.framing.inside_head() {
            self.page = Some(reply::slow_request());
        }
        // The client may have left meanwhile.
        let _ = self.shutdown().await;
    }

    /// Whether these bytes are hyper's own reply to bytes that are no HTTP, rather than one of ours.
    ///
    /// Such a reply is only written while a head waits that never became a request, and it does not begin with the
    /// date, as all of ours do.
    fn is_reply_of_hyper(&self, bytes: &[u8]) -> bool {
        bytes.starts_with(b"HTTP/1.1 4")
            && (self.framing.inside_head() || self.control.has_waiting_head())
            && !second_line(bytes).starts_with(b"date: ")
    }

    fn poll_page(&mut self, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        while let Some(page) = self.page.as_mut() {
            let count = ready!(Pin::new(&mut self.socket).poll_write(cx, page))?;
            self.control.written.fetch_add(count as u64, Ordering::Relaxed);
            page.advance(count);
            if page.is_empty() {
                self.page = None;
            }
        }
        Poll::Ready(Ok(()))
    }

    /// Reads and forgets until the client closes or the time is over.
    fn poll_linger(&mut self, cx: &mut Context<'_>) -> Poll<()> {
        let mut scrap = [0; SCRAP];
        loop {
            if self.linger.as_mut().is_none_or(|linger| linger.as_mut().poll(cx).is_ready()) {
                return Poll::Ready(());
            }
            let mut buf = ReadBuf::new(&mut scrap);
            match ready!(Pin::new(&mut self.socket).poll_read(cx, &mut buf)) {
                Ok(()) if !buf.filled().is_empty() => {}
                _ => return Poll::Ready(()),
            }
        }
    }

    fn count_written(&self, result: Poll<io::Result<usize>>) -> Poll<io::Result<usize>> {
        if let Poll::Ready(Ok(count)) = &result {
            self.control.written.fetch_add(*count as u64, Ordering::Relaxed);
        }
        result
    }

    fn check_reset(&self) -> io::Result<()> {
        if self.control.is_reset() { Err(io::ErrorKind::ConnectionReset.into()) } else { Ok(()) }
    }
}

fn second_line(bytes: &[u8]) -> &[u8] {
    let start = bytes.iter().position(|byte| *byte == b'\n').map_or(bytes.len(), |index| index + 1);
    bytes.get(start..).unwrap_or_default()
}

impl AsyncRead for Stream {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buf: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        self.check_reset()?;
        let before = buf.filled().len();
        ready!(Pin::new(&mut self.socket).poll_read(cx, buf))?;
        let bytes = buf.filled().get(before..).unwrap_or_default();
        self.control.read.fetch_add(bytes.len() as u64, Ordering::Relaxed);
        let control = Arc::clone(&self.control);
        self.framing.feed(bytes, |head| control.push_head(head));
        Poll::Ready(Ok(()))
    }
}

impl AsyncWrite for Stream {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &[u8]) -> Poll<io::Result<usize>> {
        self.check_reset()?;
        if self.is_reply_of_hyper(buf) {
            self.page = Some(reply::malformed_request());
            return Poll::Ready(Ok(buf.len()));
        }
        let result = Pin::new(&mut self.socket).poll_write(cx, buf);
        self.count_written(result)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bufs: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        self.check_reset()?;
        if let Some(first) = bufs.first().filter(|first| self.is_reply_of_hyper(first)) {
            self.page = Some(reply::malformed_request());
            return Poll::Ready(Ok(first.len()));
        }
        let result = Pin::new(&mut self.socket).poll_write_vectored(cx, bufs);
        self.count_written(result)
    }

    fn is_write_vectored(&self) -> bool {
        self.socket.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        ready!(self.poll_page(cx))?;
        ready!(Pin::new(&mut self.socket).poll_flush(cx))?;
        if self.control.is_over() {
            return Poll::Ready(Err(io::ErrorKind::ConnectionAborted.into()));
        }
        Poll::Ready(Ok(()))
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        ready!(self.poll_page(cx))?;
        if self.linger.is_none() {
            ready!(Pin::new(&mut self.socket).poll_shutdown(cx))?;
            self.linger = Some(Box::pin(tokio::time::sleep(LINGER)));
        }
        self.poll_linger(cx).map(Ok)
    }
}

impl Drop for Stream {
    fn drop(&mut self) {
        if self.control.is_reset() {
            self.socket.set_reset();
        }
    }
}
