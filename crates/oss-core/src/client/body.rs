//! What an operation sends, and the checksums of it that are known before the first attempt.

use std::path::PathBuf;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use bytes::Bytes;
use md5::{Digest, Md5};

use super::options::ClientOptions;
use crate::crc64;
use crate::error::Error;
use crate::operation::{BodyInfo, Operation};
use crate::transport::{BodyCrc, Outgoing};

/// Above this size, hashing leaves the tasks that drive sockets.
const HASH_INLINE: usize = 256 * 1024;

/// What an operation sends.
#[derive(Debug, Clone)]
pub enum Body {
    /// Nothing.
    Empty,
    /// Bytes that stay as they are until the operation has ended.
    Bytes(Bytes),
    /// The first `length` bytes of a file.
    File {
        /// Where it is.
        path: PathBuf,
        /// How many bytes of it to send.
        length: u64,
    },
}

/// Which checksums of a body are wanted.
#[derive(Debug, Clone, Copy)]
pub(super) struct Digests {
    md5: bool,
    crc64: bool,
}

impl Digests {
    /// MD5 where the service asks for it (sub-resource documents) or the caller does; CRC-64 where the reply has one to
    /// compare with.
    pub(super) fn wanted(operation: &Operation, options: &ClientOptions) -> Self {
        let given = operation.headers.iter().any(|(name, _)| name.eq_ignore_ascii_case("content-md5"));
        let content = super::integrity::is_object_content(operation);
        Self {
            md5: operation.md5 && !given && (options.content_md5 || !content),
            crc64: options.crc64 && content,
        }
    }
}

/// A body that is ready to be sent, any number of times.
#[derive(Debug)]
pub(super) struct Prepared {
    body: Body,
    pub(super) info: BodyInfo,
    crc64: Option<BodyCrc>,
}

impl Prepared {
    pub(super) async fn new(body: Body, digests: Digests) -> Result<Self, Error> {
        let mut info = match &body {
            Body::Empty => BodyInfo::none(),
            Body::Bytes(bytes) => BodyInfo::sized(bytes.len() as u64),
            Body::File { length, .. } => BodyInfo::sized(*length),
        };
        let crc64 = digests.crc64.then(BodyCrc::default);
        if let Body::Bytes(bytes) = &body {
            let bytes = bytes.clone();
            let (md5, crc) = if bytes.len() <= HASH_INLINE {
                digest(&bytes, digests)
            } else {
                tokio::task::spawn_blocking(move || digest(&bytes, digests)).await.map_err(Error::internal)?
            };
            info.md5 = md5;
            if let (Some(crc64), Some(crc)) = (&crc64, crc) {
                crc64.set(crc);
            }
        }
        Ok(Self { body, info, crc64 })
    }

    /// The CRC-64 of what was sent; that of a file is known once it has been sent.
    pub(super) fn crc64(&self) -> Option<u64> {
        self.crc64.as_ref().and_then(BodyCrc::get)
    }

    /// The body for one attempt.
    pub(super) fn outgoing(&self) -> Outgoing {
        match &self.body {
            Body::Empty => Outgoing::Empty,
            Body::Bytes(bytes) => Outgoing::bytes(bytes.clone()),
            Body::File { path, length } => Outgoing::file(path.clone(), *length, self.crc64.clone()),
        }
    }
}

fn digest(bytes: &Bytes, digests: Digests) -> (Option<String>, Option<u64>) {
    let md5 = digests.md5.then(|| STANDARD.encode(Md5::digest(bytes)));
    let crc64 = digests.crc64.then(|| crc64::checksum(bytes));
    (md5, crc64)
}
