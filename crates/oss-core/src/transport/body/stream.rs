//! Bytes that come from elsewhere while they are sent.

use std::io;
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use tokio::sync::mpsc::{Receiver, Sender, channel};

use super::BodyCrc;
use crate::crc64::Crc64;

/// Pieces that may wait while the socket is busy.
const WAITING: usize = 2;

/// What the source of a stream has to say.
#[derive(Debug)]
enum Piece {
    Bytes(Bytes),
    End,
    Failed(String),
}

/// The end of a stream that bytes are put into.
#[derive(Debug, Clone)]
pub struct BodySender(Sender<Piece>);

impl BodySender {
    /// Hands the next bytes over once there is room for them; false when nobody takes them any more.
    pub async fn send(&self, bytes: Bytes) -> bool {
        bytes.is_empty() || self.0.send(Piece::Bytes(bytes)).await.is_ok()
    }

    /// Says that these were all.
    pub async fn end(&self) {
        // Whoever no longer listens needs no end.
        let _ = self.0.send(Piece::End).await;
    }

    /// Says that the source broke: the request fails with these words.
    pub async fn fail(&self, message: String) {
        let _ = self.0.send(Piece::Failed(message)).await;
    }
}

/// The bytes of a stream on their way out. One that is dropped before its end fails the request.
#[derive(Debug)]
pub struct StreamBody {
    pieces: Receiver<Piece>,
    /// The announced length, less what was handed on.
    left: Option<u64>,
    /// The last bytes of the announced length wait for the end, so that a longer stream is noticed.
    last: Option<Bytes>,
    ended: bool,
    running: Crc64,
    crc64: Option<BodyCrc>,
}

/// A stream and the way to fill it; `length` in bytes if it is known.
pub fn stream(length: Option<u64>) -> (BodySender, StreamBody) {
    let (sender, pieces) = channel(WAITING);
    let body =
        StreamBody { pieces, left: length, last: None, ended: false, running: Crc64::new(), crc64: None };
    (BodySender(sender), body)
}

impl StreamBody {
    /// Puts the checksum there when the last byte has been read.
    #[must_use]
    pub fn checked(mut self, crc64: Option<BodyCrc>) -> Self {
        self.crc64 = crc64;
        self
    }

    /// Bytes still to come, if the length is known.
    pub fn left(&self) -> Option<u64> {
        self.left
    }

    /// The next bytes, `None` after the last ones.
    ///
    /// # Errors
    ///
    /// When the source failed, was given up or did not keep its announced length.
    pub async fn next(&mut self) -> Option<io::Result<Bytes>> {
        std::future::poll_fn(|cx| self.poll_piece(cx)).await
    }

    pub(super) fn has_ended(&self) -> bool {
        self.ended
    }

    pub(in crate::transport) fn poll_piece(
        &mut self,
        cx: &mut Context<'_>,
    ) -> Poll<Option<io::Result<Bytes>>> {
        loop {
            if self.ended {
                return Poll::Ready(None);
            }
            match ready!(self.pieces.poll_recv(cx)) {
                Some(Piece::Bytes(bytes)) => {
                    if let Some(piece) = self.take(bytes).transpose() {
                        return Poll::Ready(Some(piece));
                    }
                }
                Some(Piece::End) => return Poll::Ready(self.finish().transpose()),
                Some(Piece::Failed(message)) => return Poll::Ready(Some(Err(self.stop(message)))),
                None => return Poll::Ready(Some(Err(self.stop("the stream of the body was given up")))),
            }
        }
    }

    /// What can be handed on when these bytes come.
    fn take(&mut self, bytes: Bytes) -> io::Result<Option<Bytes>> {
        let length = bytes.len() as u64;
        self.running.update(&bytes);
        let Some(left) = self.left else { return Ok(Some(bytes)) };
        if self.last.is_some() || length > left {
            return Err(self.stop("the stream of the body is longer than its content length"));
        }
        if length == left {
            self.last = Some(bytes);
            return Ok(None);
        }
        self.left = Some(left - length);
        Ok(Some(bytes))
    }

    fn finish(&mut self) -> io::Result<Option<Bytes>> {
        let last = self.last.take();
        match self.left {
            Some(left) if left > 0 && last.is_none() => {
                return Err(
                    self.stop(format!("the stream of the body ended {left} bytes before its content length"))
                );
            }
            _ => {}
        }
        self.left = self.left.map(|_| 0);
        self.ended = true;
        if let Some(crc64) = &self.crc64 {
            crc64.set(&self.running);
        }
        Ok(last)
    }

    fn stop(&mut self, message: impl Into<String>) -> io::Error {
        self.ended = true;
        io::Error::other(message.into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    async fn drain(mut body: StreamBody) -> Result<Vec<u8>, String> {
        let mut out = Vec::new();
        while let Some(piece) = std::future::poll_fn(|cx| body.poll_piece(cx)).await {
            out.extend_from_slice(&piece.map_err(|error| error.to_string())?);
        }
        Ok(out)
    }

    async fn sent(
        length: Option<u64>,
        pieces: &[&'static str],
        end: bool,
    ) -> (Result<Vec<u8>, String>, Option<(u64, u64)>) {
        let (sender, body) = stream(length);
        let crc = BodyCrc::default();
        let body = body.checked(Some(crc.clone()));
        let fill = async move {
            for piece in pieces {
                sender.send(Bytes::from_static(piece.as_bytes())).await;
            }
            if end {
                sender.end().await;
            }
        };
        let (out, ()) = tokio::join!(drain(body), fill);
        (out, crc.get())
    }

    #[tokio::test]
    async fn all_bytes_come_out_with_their_checksum() {
        let digits = ["1234", "", "5678", "9"];
        for length in [None, Some(9)] {
            let (out, crc) = sent(length, &digits, true).await;
            assert_eq!(out.unwrap(), b"123456789");
            assert_eq!(crc, Some((11_051_210_869_376_104_954, 9)));
        }
        assert_eq!(sent(Some(0), &[], true).await.0.unwrap(), b"");
    }

    #[tokio::test]
    async fn a_length_that_is_not_kept_fails() {
        let (short, crc) = sent(Some(5), &["12", "34"], true).await;
        assert_eq!(
            (short.unwrap_err().as_str(), crc),
            ("the stream of the body ended 1 bytes before its content length", None)
        );
        for pieces in [&["12", "3"][..], &["123"], &["1", "2345"]] {
            let long = sent(Some(2), pieces, true).await.0;
            assert_eq!(long.unwrap_err(), "the stream of the body is longer than its content length");
        }
    }

    #[tokio::test]
    async fn a_stream_without_an_end_fails() {
        assert_eq!(sent(None, &["12"], false).await.0.unwrap_err(), "the stream of the body was given up");
    }
}
