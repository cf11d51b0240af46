//! Request bodies as the wire takes them: nothing, bytes, a run of a file, or what a stream brings.

mod counted;
mod crc;
mod file;
mod part;
mod reader;
mod stream;

use std::io;
use std::path::PathBuf;
use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::Bytes;
use http_body::{Frame, SizeHint};

use self::counted::Counted;
pub use self::crc::BodyCrc;
use self::file::FileBody;
use self::part::PartBody;
pub use self::part::{Part, Passed, Whole};
pub use self::reader::BodyReader;
pub use self::stream::{BodySender, StreamBody, stream};
use crate::progress::Counter;

/// The body of one attempt.
#[derive(Debug)]
pub enum Outgoing {
    /// No body.
    Empty,
    /// Bytes in memory; `None` once handed over.
    Bytes(Option<Bytes>),
    /// A run of a file, of known length.
    File(FileBody),
    /// A run of what several requests read.
    Part(PartBody),
    /// Bytes that come from elsewhere while they are sent.
    Stream(StreamBody),
    /// One of these, whose bytes are counted.
    Counted(Box<Counted>),
}

impl Outgoing {
    /// A body of these bytes.
    pub fn bytes(bytes: Bytes) -> Self {
        if bytes.is_empty() { Self::Empty } else { Self::Bytes(Some(bytes)) }
    }

    /// `length` bytes of a file from `offset` on; an error if it turns out to be shorter. Their checksum is put into
    /// `crc64` when the last of them has been read.
    pub fn file(path: PathBuf, offset: u64, length: u64, crc64: Option<BodyCrc>) -> Self {
        if length == 0 { Self::Empty } else { Self::File(FileBody::new(path, offset, length, crc64)) }
    }

    /// Counts the bytes as the socket takes them.
    #[must_use]
    pub fn counted(self, counter: Option<Counter>) -> Self {
        match counter {
            Some(counter) => Self::Counted(Box::new(Counted::new(self, counter))),
            None => self,
        }
    }

    /// A part; its checksum is put into `crc64` when the last byte has been read.
    pub fn part(part: Part, crc64: Option<BodyCrc>) -> Self {
        if part.length == 0 { Self::Empty } else { Self::Part(PartBody::new(part, crc64)) }
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
            Self::Part(part) => part.poll_block(cx).map_ok(Frame::data),
            Self::Stream(stream) => stream.poll_piece(cx).map_ok(Frame::data),
            Self::Counted(counted) => counted.poll_piece(cx).map_ok(Frame::data),
        }
    }

    fn is_end_stream(&self) -> bool {
        match self {
            Self::Empty | Self::Bytes(None) => true,
            Self::Bytes(Some(_)) => false,
            Self::File(file) => file.left() == 0,
            Self::Part(part) => part.left() == 0,
            Self::Stream(stream) => stream.has_ended(),
            Self::Counted(counted) => counted.has_ended(),
        }
    }

    fn size_hint(&self) -> SizeHint {
        match self {
            Self::Empty | Self::Bytes(None) => SizeHint::with_exact(0),
            Self::Bytes(Some(bytes)) => SizeHint::with_exact(bytes.len() as u64),
            Self::File(file) => SizeHint::with_exact(file.left()),
            Self::Part(part) => SizeHint::with_exact(part.left()),
            Self::Stream(stream) => stream.left().map_or_else(SizeHint::default, SizeHint::with_exact),
            Self::Counted(counted) => counted.left(),
        }
    }
}
