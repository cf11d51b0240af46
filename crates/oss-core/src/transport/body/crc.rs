//! A checksum that is known when the body has been read.

use std::sync::{Arc, Mutex, PoisonError};

use crate::crc64::Crc64;

/// The CRC-64 of a body, once it is known. Clones share it.
#[derive(Debug, Clone, Default)]
pub struct BodyCrc(Arc<Mutex<Option<(u64, u64)>>>);

impl BodyCrc {
    /// Makes the checksum of the whole body known.
    pub fn set(&self, crc64: &Crc64) {
        let known = Some((crc64.value(), crc64.length()));
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = known;
    }

    /// The checksum and the length, if the whole body has been read.
    pub fn get(&self) -> Option<(u64, u64)> {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
