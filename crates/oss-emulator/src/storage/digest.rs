//! What is computed over the bytes of an object while they come in.

use crc64fast::Digest as Crc64;
use md5::{Digest as _, Md5};

/// What is computed over the bytes while they come in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Digests {
    /// MD5 of all bytes.
    pub(crate) md5: [u8; 16],
    /// CRC-64/XZ of all bytes.
    pub(crate) crc64: u64,
}

/// Computes the digests of bytes as they come.
pub(crate) struct Digester {
    md5: Md5,
    crc64: Crc64,
}

impl Digester {
    pub(crate) fn new() -> Self {
        Self { md5: Md5::new(), crc64: Crc64::new() }
    }

    /// Takes in the next bytes.
    pub(crate) fn update(&mut self, bytes: &[u8]) {
        self.md5.update(bytes);
        self.crc64.write(bytes);
    }

    /// The digests of all of them.
    pub(crate) fn finish(self) -> Digests {
        Digests { md5: self.md5.finalize().into(), crc64: self.crc64.sum64() }
    }
}
