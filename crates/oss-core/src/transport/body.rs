//! Request bodies as the wire takes them: nothing, bytes, or a file read ahead by one block.

use std::io;
use std::path::PathBuf;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll, ready};

use bytes::{Bytes, BytesMut};
use http_body::{Frame, SizeHint};
use tokio::task::JoinHandle;

use crate::crc64::Crc64;

/// Bytes read from a file at a time: large enough that the hand-over to the blocking pool does not show.
const BLOCK: usize = 256 * 1024;

/// The body of one attempt.
#[derive(Debug)]
pub enum Outgoing {
    /// No body.
    Empty,
    /// Bytes in memory; `None` once handed over.
    Bytes(Option<Bytes>),
    /// A file of known length.
    File(FileBody),
}

impl Outgoing {
    /// A body of these bytes.
    pub fn bytes(bytes: Bytes) -> Self {
        if bytes.is_empty() { Self::Empty } else { Self::Bytes(Some(bytes)) }
    }

    /// The first `length` bytes of a file; an error if it turns out to be shorter. Their checksum is put into `crc64`
    /// when the last of them has been read.
    pub fn file(path: PathBuf, length: u64, crc64: Option<BodyCrc>) -> Self {
        if length == 0 {
            return Self::Empty;
        }
        Self::File(FileBody { next: Next::Unopened(path), left: length, running: Crc64::new(), crc64 })
    }
}

/// The CRC-64 of a body, once it is known. Clones share it.
#[derive(Debug, Clone, Default)]
pub struct BodyCrc(Arc<Mutex<Option<u64>>>);

impl BodyCrc {
    /// Makes the checksum known.
    pub fn set(&self, crc64: u64) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(crc64);
    }

    /// The checksum, if the whole body has been read.
    pub fn get(&self) -> Option<u64> {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A file on its way out.
#[derive(Debug)]
pub struct FileBody {
    next: Next,
    left: u64,
    running: Crc64,
    crc64: Option<BodyCrc>,
}

#[derive(Debug)]
enum Next {
    Unopened(PathBuf),
    Reading(JoinHandle<io::Result<(std::fs::File, Bytes)>>),
    Done,
}

fn read_block(file: io::Result<std::fs::File>, left: u64) -> io::Result<(std::fs::File, Bytes)> {
    use std::io::Read;
    let mut file = file?;
    let wanted = usize::try_from(left).map_or(BLOCK, |left| left.min(BLOCK));
    let mut block = BytesMut::zeroed(wanted);
    let mut filled = 0;
    while let Some(rest) = block.get_mut(filled..).filter(|rest| !rest.is_empty()) {
        match file.read(rest) {
            Ok(0) => break,
            Ok(n) => filled += n,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    block.truncate(filled);
    Ok((file, block.freeze()))
}

impl FileBody {
    fn poll_block(&mut self, cx: &mut Context<'_>) -> Poll<Option<io::Result<Bytes>>> {
        loop {
            match &mut self.next {
                Next::Done => return Poll::Ready(None),
                Next::Unopened(path) => {
                    let (path, left) = (std::mem::take(path), self.left);
                    self.next = Next::Reading(tokio::task::spawn_blocking(move || {
                        read_block(std::fs::File::open(path), left)
                    }));
                }
                Next::Reading(task) => {
                    let read = ready!(Pin::new(task).poll(cx)).map_err(io::Error::other).flatten();
                    let (file, block) = match read {
                        Ok(read) => read,
                        Err(error) => {
                            self.next = Next::Done;
                            return Poll::Ready(Some(Err(error)));
                        }
                    };
                    if block.is_empty() {
                        self.next = Next::Done;
                        let message =
                            format!("the file became {} bytes shorter while it was sent", self.left);
                        return Poll::Ready(Some(Err(io::Error::new(io::ErrorKind::UnexpectedEof, message))));
                    }
                    self.left -= block.len() as u64;
                    if self.crc64.is_some() {
                        self.running.update(&block);
                    }
                    self.next = if self.left == 0 {
                        if let Some(crc64) = &self.crc64 {
                            crc64.set(self.running.value());
                        }
                        Next::Done
                    } else {
                        let left = self.left;
                        Next::Reading(tokio::task::spawn_blocking(move || read_block(Ok(file), left)))
                    };
                    return Poll::Ready(Some(Ok(block)));
                }
            }
        }
    }
}

impl http_body::Body for Outgoing {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<io::Result<Frame<Bytes>>>> {
        match self.get_mut() {
            Self::Empty => Poll::Ready(None),
            Self::Bytes(bytes) => Poll::Ready(bytes.take().map(|bytes| Ok(Frame::data(bytes)))),
            Self::File(file) => file.poll_block(cx).map_ok(Frame::data),
        }
    }

    fn is_end_stream(&self) -> bool {
        match self {
            Self::Empty | Self::Bytes(None) => true,
            Self::Bytes(Some(_)) => false,
            Self::File(file) => file.left == 0,
        }
    }

    fn size_hint(&self) -> SizeHint {
        match self {
            Self::Empty | Self::Bytes(None) => SizeHint::with_exact(0),
            Self::Bytes(Some(bytes)) => SizeHint::with_exact(bytes.len() as u64),
            Self::File(file) => SizeHint::with_exact(file.left),
        }
    }
}
