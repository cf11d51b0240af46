//! A run of bytes that never changes, in one of the places where bytes are kept.

use std::sync::Arc;

use bytes::Bytes;

use super::discarded::Discarded;
use super::vault::Unit;

/// A run of bytes. Cloning shares them. The runs of a content are never empty.
#[derive(Debug, Clone)]
pub(super) enum Piece {
    /// In memory.
    Memory(Bytes),
    /// In the data directory.
    Kept {
        /// What it is a run of.
        unit: Arc<Unit>,
        /// Where in the unit it begins.
        offset: u64,
        /// How long it is.
        length: u64,
    },
    /// Thrown away.
    Discarded {
        /// What it is a run of.
        discarded: Discarded,
        /// Where in it this run begins.
        offset: u64,
        /// How long it is.
        length: u64,
    },
}

impl Piece {
    /// How many bytes it holds.
    pub(super) fn length(&self) -> u64 {
        match self {
            Self::Memory(bytes) => bytes.len() as u64,
            Self::Kept { length, .. } | Self::Discarded { length, .. } => *length,
        }
    }

    /// The run of `wanted` bytes from `start`, sharing them; both are held to what is there.
    pub(super) fn slice(&self, start: u64, wanted: u64) -> Self {
        let start = start.min(self.length());
        let wanted = wanted.min(self.length() - start);
        match self {
            Self::Memory(bytes) => {
                // What lies inside a slice in memory fits a usize.
                let place = |at: u64| usize::try_from(at).unwrap_or(usize::MAX).min(bytes.len());
                Self::Memory(bytes.slice(place(start)..place(start + wanted)))
            }
            Self::Kept { unit, offset, .. } => {
                Self::Kept { unit: Arc::clone(unit), offset: offset + start, length: wanted }
            }
            Self::Discarded { discarded, offset, .. } => {
                Self::Discarded { discarded: *discarded, offset: offset + start, length: wanted }
            }
        }
    }
}
