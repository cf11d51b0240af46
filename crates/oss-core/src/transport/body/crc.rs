//! A checksum that is known when the body has been read.

use std::sync::{Arc, Mutex, PoisonError};

/// The CRC-64 of a body, once it is known. Clones share it.
#[derive(Debug, Clone, Default)]
pub struct BodyCrc(Arc<Mutex<Option<(u64, u64)>>>);

impl BodyCrc {
    /// Makes the checksum known, and of how many bytes it is.
    pub fn set(&self, crc64: u64, length: u64) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some((crc64, length));
    }

    /// The checksum and the length, if the whole body has been read.
    pub fn get(&self) -> Option<(u64, u64)> {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
