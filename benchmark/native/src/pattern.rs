//! The bytes of every benchmark object: one block, repeated, cut to size.

use std::convert::Infallible;
use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::Bytes;
use hyper::body::{Body, Frame, SizeHint};

/// Size of the block, in bytes. Objects up to this size go out in one frame.
const BLOCK: usize = 1 << 20;

/// A block that no compression shortens and that is the same in every run (xorshift64 with a fixed seed).
pub(crate) fn block() -> Bytes {
    let mut state: u64 = 0x9E37_79B9_7F4A_7C15;
    let mut bytes = Vec::with_capacity(BLOCK);
    while bytes.len() < BLOCK {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        bytes.extend_from_slice(&state.to_le_bytes());
    }
    Bytes::from(bytes)
}

/// A body of known length made of one shared buffer, sent as often as the length asks for.
pub(crate) struct Repeated {
    block: Bytes,
    remaining: u64,
}

impl Repeated {
    /// `size` bytes of `block` after `block`; nothing if the block is empty.
    pub(crate) fn new(block: Bytes, size: u64) -> Self {
        let remaining = if block.is_empty() { 0 } else { size };
        Self { block, remaining }
    }

    /// The buffer once, as it is.
    pub(crate) fn once(block: Bytes) -> Self {
        let remaining = block.len() as u64;
        Self { block, remaining }
    }

    /// The next slice, without a copy.
    pub(crate) fn next_slice(&mut self) -> Option<Bytes> {
        if self.remaining == 0 {
            return None;
        }
        let size =
            usize::try_from(self.remaining).map_or(self.block.len(), |left| left.min(self.block.len()));
        self.remaining -= size as u64;
        Some(self.block.slice(..size))
    }
}

impl Body for Repeated {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(
        self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        Poll::Ready(self.get_mut().next_slice().map(|slice| Ok(Frame::data(slice))))
    }

    fn is_end_stream(&self) -> bool {
        self.remaining == 0
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.remaining)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_size_beyond_the_block_starts_it_again() {
        let mut body = Repeated::new(Bytes::from_static(b"abcd"), 10);
        assert_eq!(body.size_hint().exact(), Some(10));
        let slices: Vec<Bytes> = std::iter::from_fn(|| body.next_slice()).collect();
        assert_eq!(slices.concat(), b"abcdabcdab");
        assert!(body.is_end_stream());
    }

    #[test]
    fn a_body_of_nothing_ends_at_once() {
        assert!(Repeated::new(block(), 0).is_end_stream());
        assert!(Repeated::new(Bytes::new(), 5).is_end_stream());
        assert!(Repeated::once(Bytes::new()).is_end_stream());
    }
}
