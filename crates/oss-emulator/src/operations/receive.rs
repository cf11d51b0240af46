//! The body of an object or part: its limits, and the digests that the client announces of it.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use crate::body::RequestBody;
use crate::error::ServiceError;
use crate::request::RequestHead;
use crate::storage::{Content, ContentWriter, Digester, Digests};

/// Largest body of one request, and largest object that grows by appending: 5 GiB.
pub(super) const MAX_SIZE: u64 = 5 * 1024 * 1024 * 1024;
/// After this many bytes other connections get their turn, so that one large body does not delay them.
const TURN: u64 = 1024 * 1024;

/// The digests that the client announced.
pub(super) struct Expected {
    md5: Option<[u8; 16]>,
    crc64: Option<u64>,
}

impl Expected {
    /// Reads `Content-MD5` and `x-oss-hash-crc64ecma`.
    pub(super) fn read(head: &RequestHead) -> Result<Self, ServiceError> {
        let md5 = head.header("content-md5").map(|text| {
            STANDARD.decode(text).ok().and_then(|bytes| bytes.try_into().ok()).ok_or_else(invalid_digest)
        });
        let crc64 = head.header("x-oss-hash-crc64ecma").map(|text| text.parse().map_err(|_| invalid_crc()));
        Ok(Self { md5: md5.transpose()?, crc64: crc64.transpose()? })
    }

    /// Compares them with what came.
    pub(super) fn check(&self, digests: &Digests) -> Result<(), ServiceError> {
        self.check_md5(&digests.md5)?;
        if self.crc64.is_some_and(|crc64| crc64 != digests.crc64) {
            return Err(invalid_crc());
        }
        Ok(())
    }

    /// Compares the MD5 alone.
    pub(super) fn check_md5(&self, md5: &[u8; 16]) -> Result<(), ServiceError> {
        if self.md5.is_some_and(|expected| expected != *md5) { Err(invalid_digest()) } else { Ok(()) }
    }
}

/// `MissingContentLength`.
pub(super) fn missing_length() -> ServiceError {
    ServiceError::new(411, "MissingContentLength", "You must provide the Content-Length HTTP header.")
}

fn invalid_digest() -> ServiceError {
    ServiceError::new(400, "InvalidDigest", "The Content-MD5 you specified was invalid.")
}

fn invalid_crc() -> ServiceError {
    let message = "The x-oss-hash-crc64ecma you specified does not match what we calculated.";
    ServiceError::new(400, "InvalidCRC64", message)
}

/// Reads the whole body of an object or part.
pub(super) async fn receive(body: &mut RequestBody) -> Result<(Content, Digests), ServiceError> {
    if !body.is_framed() {
        return Err(missing_length());
    }
    let announced = body.announced();
    if announced.is_some_and(|length| length > MAX_SIZE) {
        return Err(too_large(announced.unwrap_or_default()));
    }
    let mut reception = Reception::new(announced);
    while let Some(bytes) = body.next().await? {
        reception.take(&bytes).await;
        if reception.length() > MAX_SIZE {
            return Err(too_large(reception.length()));
        }
    }
    Ok(reception.finish())
}

/// The bytes of an object or part as they come in, wherever from.
pub(super) struct Reception {
    writer: ContentWriter,
    /// Bytes since other connections had their turn.
    turn: u64,
}

impl Reception {
    /// `announced` is the length, if it is known.
    pub(super) fn new(announced: Option<u64>) -> Self {
        Self { writer: ContentWriter::new(announced), turn: 0 }
    }

    /// Takes the next bytes.
    pub(super) async fn take(&mut self, bytes: &[u8]) {
        self.writer.write(bytes);
        self.turn += bytes.len() as u64;
        if self.turn >= TURN {
            self.turn = 0;
            tokio::task::yield_now().await;
        }
    }

    /// How many bytes came so far.
    pub(super) fn length(&self) -> u64 {
        self.writer.length()
    }

    /// What came, and its digests.
    pub(super) fn finish(self) -> (Content, Digests) {
        self.writer.finish()
    }
}

pub(super) fn too_large(size: u64) -> ServiceError {
    ServiceError::new(400, "EntityTooLarge", "Your proposed upload exceeds the maximum allowed size.")
        .detail("MaxSizeAllowed", MAX_SIZE.to_string())
        .detail("ProposedSize", size.to_string())
}

/// Upper-case hex of the MD5.
pub(super) fn etag(md5: &[u8; 16]) -> String {
    md5.iter().fold(String::with_capacity(32), |mut text, byte| {
        use std::fmt::Write;
        // Writing to a String cannot fail.
        let _ = write!(text, "{byte:02X}");
        text
    })
}

/// The service keeps whole seconds.
pub(super) fn whole_seconds(at: time::OffsetDateTime) -> time::OffsetDateTime {
    at.replace_nanosecond(0).unwrap_or(at)
}

/// The digests of bytes that are kept already.
pub(super) async fn digest(content: &Content) -> Digests {
    let mut digester = Digester::new();
    for piece in content.read(0, content.length()) {
        digester.update(&piece);
        tokio::task::yield_now().await;
    }
    digester.finish()
}
