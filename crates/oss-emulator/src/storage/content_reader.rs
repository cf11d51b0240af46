//! Hands out a run of bytes of a content.

use std::future::poll_fn;
use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use bytes::Bytes;
use tokio::task::{JoinHandle, spawn_blocking};

use super::Content;
use super::piece::Piece;
use super::vault::{OpenFile, Unit};

/// How much is read from a file at a time: enough to make the way through a thread cheap. A download holds two of them.
const CHUNK: u64 = 256 * 1024;

/// Hands out a run of bytes, piece by piece.
///
/// Files are read by threads that may wait, as a disk can take long and the threads of the runtime serve all
/// connections; the next run is read while the last one is sent.
#[derive(Debug)]
pub(crate) struct ContentReader {
    content: Content,
    /// Up to where reading has begun.
    position: u64,
    /// Where to stop.
    end: u64,
    /// How many bytes were not handed out yet.
    left: u64,
    ahead: Option<Reading>,
}

/// What comes next.
#[derive(Debug)]
enum Reading {
    Ready(Bytes),
    Waiting(JoinHandle<io::Result<(Option<OpenFile>, Bytes)>>),
}

impl ContentReader {
    pub(super) fn new(content: Content, start: u64, length: u64) -> Self {
        Self { content, position: start, end: start + length, left: length, ahead: None }
    }

    /// How many bytes are still to come.
    pub(crate) fn left(&self) -> u64 {
        self.left
    }

    /// The next bytes; `None` at the end.
    pub(crate) async fn next(&mut self) -> Option<io::Result<Bytes>> {
        poll_fn(|cx| self.poll_next(cx)).await
    }

    /// The same for those who poll.
    pub(crate) fn poll_next(&mut self, cx: &mut Context<'_>) -> Poll<Option<io::Result<Bytes>>> {
        let Some(reading) = self.ahead.take().or_else(|| self.begin(None)) else { return Poll::Ready(None) };
        let bytes = match reading {
            Reading::Ready(bytes) => bytes,
            Reading::Waiting(mut handle) => {
                let Poll::Ready(read) = Pin::new(&mut handle).poll(cx) else {
                    self.ahead = Some(Reading::Waiting(handle));
                    return Poll::Pending;
                };
                match read.map_err(io::Error::other).flatten() {
                    Ok((file, bytes)) => {
                        self.ahead = self.begin(file);
                        bytes
                    }
                    Err(error) => {
                        self.end = self.position;
                        return Poll::Ready(Some(Err(error)));
                    }
                }
            }
        };
        self.left = self.left.saturating_sub(bytes.len() as u64);
        Poll::Ready(Some(Ok(bytes)))
    }

    /// Begins to read the next bytes, if there are any. `file` is the one that was read last.
    fn begin(&mut self, file: Option<OpenFile>) -> Option<Reading> {
        let wanted = self.end - self.position;
        if wanted == 0 {
            return None;
        }
        let (piece, at) = self.content.locate(self.position)?;
        let wanted = wanted.min(piece.length() - at);
        let (reading, length) = match piece {
            Piece::Memory(_) => match piece.slice(at, wanted) {
                Piece::Memory(bytes) => (Reading::Ready(bytes), wanted),
                _ => return None,
            },
            Piece::Discarded { discarded, offset, .. } => {
                let bytes = discarded.bytes(offset + at, wanted);
                let length = bytes.len() as u64;
                (Reading::Ready(bytes), length)
            }
            Piece::Kept { unit, offset, .. } => {
                let length = wanted.min(CHUNK);
                (read_unit(unit, file, offset + at, length), length)
            }
        };
        self.position += length;
        Some(reading)
    }
}

fn read_unit(unit: &Arc<Unit>, file: Option<OpenFile>, offset: u64, length: u64) -> Reading {
    if let Some(bytes) = unit.at_hand(offset, length) {
        return Reading::Ready(bytes);
    }
    let unit = Arc::clone(unit);
    Reading::Waiting(spawn_blocking(move || unit.read(file, offset, length)))
}
