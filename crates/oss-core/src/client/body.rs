//! What an operation sends, and the checksums of it that are known before the first attempt.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use bytes::Bytes;
use md5::{Digest, Md5};

use super::options::{CallOptions, ClientOptions};
use crate::crc64::{self, Crc64};
use crate::error::Error;
use crate::operation::{BodyInfo, Operation};
use crate::transport::{BodyCrc, Outgoing, Part, StreamBody};

/// Above this size, hashing leaves the tasks that drive sockets.
const HASH_INLINE: usize = 256 * 1024;

/// What an operation sends.
#[derive(Debug)]
pub enum Body {
    /// Nothing.
    Empty,
    /// Bytes that stay as they are until the operation has ended.
    Bytes(Bytes),
    /// A run of bytes of a file.
    File {
        /// Where it is.
        path: PathBuf,
        /// The first byte to send.
        offset: u64,
        /// How many bytes to send.
        length: u64,
    },
    /// A run of what other operations send runs of too.
    Part(Part),
    /// What a stream brings. It can be sent once.
    Stream(StreamBody),
}

/// Which checksums of a body are wanted.
#[derive(Debug, Clone, Copy)]
pub(super) struct Digests {
    md5: bool,
    crc64: bool,
}

impl Digests {
    /// None at all.
    pub(super) fn none() -> Self {
        Self { md5: false, crc64: false }
    }

    /// MD5 where the service asks for it (sub-resource documents) or the caller does; CRC-64 where the reply has one to
    /// compare with.
    pub(super) fn wanted(operation: &Operation, options: &ClientOptions, call: &CallOptions) -> Self {
        let given = operation.headers.iter().any(|(name, _)| name.eq_ignore_ascii_case("content-md5"));
        let content = super::integrity::is_object_content(operation);
        Self {
            md5: operation.md5 && !given && (options.content_md5 || !content),
            crc64: options.crc64 && (content || call.crc64_before.is_some()),
        }
    }
}

/// A body that is ready to be sent: any number of times, or once if it is a stream.
#[derive(Debug)]
pub(super) struct Prepared {
    body: Body,
    /// The stream of a `Body::Stream`, until it is sent.
    stream: Mutex<Option<StreamBody>>,
    is_stream: bool,
    pub(super) info: BodyInfo,
    crc64: Option<BodyCrc>,
}

impl Prepared {
    pub(super) async fn new(mut body: Body, digests: Digests) -> Result<Self, Error> {
        let mut info = match &body {
            Body::Empty => BodyInfo::none(),
            Body::Bytes(bytes) => BodyInfo::sized(bytes.len() as u64),
            Body::File { length, .. } => BodyInfo::sized(*length),
            Body::Part(part) => BodyInfo::sized(part.length),
            Body::Stream(stream) => BodyInfo { present: true, length: stream.left(), md5: None },
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
                crc64.set(&crc);
            }
        }
        let mut stream = None;
        if let Body::Stream(once) = body {
            stream = Some(once.checked(crc64.clone()));
            body = Body::Empty;
        }
        Ok(Self { body, is_stream: stream.is_some(), stream: Mutex::new(stream), info, crc64 })
    }

    /// The CRC-64 of what was sent, behind what the object held `before`; that of a file is known once it has been sent.
    pub(super) fn crc64(&self, before: Option<u64>) -> Option<u64> {
        let (sent, length) = self.crc64.as_ref().and_then(BodyCrc::get)?;
        Some(before.map_or(sent, |before| crc64::combine(before, sent, length)))
    }

    /// The CRC-64 of the whole body, whether or not it has been sent; none for a stream, or for what transfers send: no such
    /// operation is looked up.
    ///
    /// # Errors
    ///
    /// When its file cannot be read.
    pub(super) async fn checksum(&self) -> Result<Option<u64>, Error> {
        match &self.body {
            _ if self.is_stream => Ok(None),
            // Parts are never looked up: sending one again puts it there again.
            Body::Part(_) => Ok(None),
            Body::Empty | Body::Stream(_) => Ok(Some(crc64::checksum(&[]))),
            Body::Bytes(bytes) => {
                let bytes = bytes.clone();
                let computing = tokio::task::spawn_blocking(move || crc64::checksum(&bytes));
                computing.await.map(Some).map_err(Error::internal)
            }
            Body::File { path, offset, length } => {
                let (path, offset, length) = (path.clone(), *offset, *length);
                let reading = tokio::task::spawn_blocking(move || {
                    checksum_of_file(&path, offset, length).map_err(|e| Error::file("read", &path, e))
                });
                reading.await.map_err(Error::internal)?.map(Some)
            }
        }
    }

    /// The body for one attempt.
    pub(super) fn outgoing(&self) -> Outgoing {
        match &self.body {
            Body::Bytes(bytes) => Outgoing::bytes(bytes.clone()),
            Body::File { path, offset, length } => {
                Outgoing::file(path.clone(), *offset, *length, self.crc64.clone())
            }
            Body::Part(part) => Outgoing::part(part.clone(), self.crc64.clone()),
            Body::Empty | Body::Stream(_) => {
                let stream = self.stream.lock().unwrap_or_else(PoisonError::into_inner).take();
                stream.map_or(Outgoing::Empty, Outgoing::Stream)
            }
        }
    }

    /// The body, if it is in memory.
    pub(super) fn bytes(&self) -> Option<&[u8]> {
        match &self.body {
            Body::Bytes(bytes) => Some(bytes),
            _ => None,
        }
    }

    /// Whether another attempt would send the same bytes again.
    pub(super) fn can_be_sent_again(&self) -> bool {
        !self.is_stream
    }
}

fn checksum_of_file(path: &Path, offset: u64, length: u64) -> io::Result<u64> {
    let mut file = File::open(path)?;
    file.seek(SeekFrom::Start(offset))?;
    let mut reader = BufReader::with_capacity(HASH_INLINE, file.take(length));
    let mut crc = Crc64::new();
    loop {
        let bytes = reader.fill_buf()?;
        if bytes.is_empty() {
            return Ok(crc.value());
        }
        crc.update(bytes);
        let read = bytes.len();
        reader.consume(read);
    }
}

fn digest(bytes: &Bytes, digests: Digests) -> (Option<String>, Option<Crc64>) {
    let md5 = digests.md5.then(|| STANDARD.encode(Md5::digest(bytes)));
    let crc64 = digests.crc64.then(|| {
        let mut crc = Crc64::new();
        crc.update(bytes);
        crc
    });
    (md5, crc64)
}
