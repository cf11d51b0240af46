//! The bytes of an object, in pieces that contents and replies share without copying.

use std::sync::Arc;

use bytes::Bytes;

use super::ContentReader;
use super::piece::Piece;

/// The bytes of an object. Cloning shares them.
#[derive(Debug, Clone, Default)]
pub(crate) struct Content {
    pieces: Arc<[Placed]>,
    length: u64,
}

/// A piece and where in the object it begins.
#[derive(Debug, Clone)]
struct Placed {
    start: u64,
    piece: Piece,
}

impl Content {
    /// Bytes in memory, one after the other.
    pub(crate) fn of(pieces: impl IntoIterator<Item = Bytes>) -> Self {
        Self::of_pieces(pieces.into_iter().map(Piece::Memory))
    }

    /// The pieces one after the other.
    pub(super) fn of_pieces(pieces: impl IntoIterator<Item = Piece>) -> Self {
        let mut length = 0;
        let placed = pieces.into_iter().filter(|piece| piece.length() > 0).map(|piece| {
            let start = length;
            length += piece.length();
            Placed { start, piece }
        });
        let pieces = placed.collect();
        Self { pieces, length }
    }

    /// Contents one after the other, sharing their bytes.
    pub(crate) fn join<'c>(contents: impl IntoIterator<Item = &'c Self>) -> Self {
        Self::of_pieces(contents.into_iter().flat_map(Self::pieces).cloned())
    }

    /// A run of bytes as a content of its own, sharing them.
    pub(crate) fn slice(&self, start: u64, length: u64) -> Self {
        let end = start.saturating_add(length);
        let inside = self.pieces.iter().map(|Placed { start: at, piece }| {
            let from = start.saturating_sub(*at);
            piece.slice(from, end.saturating_sub(*at).saturating_sub(from))
        });
        Self::of_pieces(inside)
    }

    /// How many bytes it holds.
    pub(crate) fn length(&self) -> u64 {
        self.length
    }

    /// Reads `length` bytes from `start`; both are held to what is there.
    pub(crate) fn read(&self, start: u64, length: u64) -> ContentReader {
        let start = start.min(self.length);
        ContentReader::new(self.clone(), start, length.min(self.length - start))
    }

    /// What it is made of.
    pub(super) fn pieces(&self) -> impl Iterator<Item = &Piece> {
        self.pieces.iter().map(|placed| &placed.piece)
    }

    /// The piece that holds a byte, and where in the piece it is.
    pub(super) fn locate(&self, position: u64) -> Option<(&Piece, u64)> {
        let index = self.pieces.partition_point(|placed| placed.start <= position).checked_sub(1)?;
        let Placed { start, piece } = self.pieces.get(index)?;
        (position < start + piece.length()).then_some((piece, position - start))
    }
}
