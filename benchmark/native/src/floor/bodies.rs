//! What is sent: the same bytes each time, or a file.

use std::fs::File;
use std::io::Read;
use std::path::Path;
use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::{Bytes, BytesMut};
use hyper::body::{Body, Frame, SizeHint};

use crate::{Failure, pattern};

/// Bytes read of a file at once.
const PIECE: usize = 256 * 1024;

/// The body of a request.
pub(super) enum Outgoing {
    Whole(Option<Bytes>),
    /// Read in the thread that sends: nothing is cheaper, and there is nothing else that it could do.
    File {
        file: File,
        left: u64,
    },
}

impl Outgoing {
    pub(super) fn file(path: &Path) -> Result<Self, Failure> {
        let file = File::open(path)?;
        let left = file.metadata()?.len();
        Ok(Self::File { file, left })
    }
}

impl Body for Outgoing {
    type Data = Bytes;
    type Error = std::io::Error;

    fn poll_frame(
        self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, std::io::Error>>> {
        Poll::Ready(match self.get_mut() {
            Self::Whole(bytes) => bytes.take().map(|bytes| Ok(Frame::data(bytes))),
            Self::File { file, left } => {
                read_piece(file, left).map(|piece| piece.map(Frame::data)).transpose()
            }
        })
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(match self {
            Self::Whole(bytes) => bytes.as_ref().map_or(0, |bytes| bytes.len() as u64),
            Self::File { left, .. } => *left,
        })
    }

    fn is_end_stream(&self) -> bool {
        self.size_hint().exact() == Some(0)
    }
}

fn read_piece(file: &mut File, left: &mut u64) -> std::io::Result<Option<Bytes>> {
    if *left == 0 {
        return Ok(None);
    }
    let mut piece = BytesMut::zeroed(usize::try_from(*left).unwrap_or(PIECE).min(PIECE));
    file.read_exact(&mut piece)?;
    *left -= piece.len() as u64;
    Ok(Some(piece.freeze()))
}

/// The content of an object of this size, in memory.
pub(super) fn content(size: u64) -> Bytes {
    let mut body = pattern::Repeated::new(pattern::block(), size);
    let mut slices = Vec::new();
    while let Some(slice) = body.next_slice() {
        slices.push(slice);
    }
    match slices.as_slice() {
        [one] => one.clone(),
        many => many.concat().into(),
    }
}
