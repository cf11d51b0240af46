//! The body of an object or part: its limits, and the digests that the client announces of it.

use std::io;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use crate::body::RequestBody;
use crate::error::{ServiceError, internal_error};
use crate::request::RequestHead;
use crate::storage::{Content, ContentWriter, Digester, Digests, Store};

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
pub(super) async fn receive(
    store: &Store,
    body: &mut RequestBody,
) -> Result<(Content, Digests), ServiceError> {
    if !body.is_framed() {
        return Err(missing_length());
    }
    let announced = body.announced();
    if announced.is_some_and(|length| length > MAX_SIZE) {
        return Err(too_large(announced.unwrap_or_default()));
    }
    let mut reception = Reception::new(store, announced);
    while let Some(bytes) = body.next().await? {
        reception.take(&bytes).await?;
        if reception.length() > MAX_SIZE {
            return Err(too_large(reception.length()));
        }
    }
    reception.finish().await
}

/// The bytes of an object or part as they come in, wherever from.
pub(super) struct Reception {
    writer: ContentWriter,
    /// Bytes since other connections had their turn.
    turn: u64,
}

impl Reception {
    /// `announced` is the length, if it is known.
    pub(super) fn new(store: &Store, announced: Option<u64>) -> Self {
        Self { writer: store.writer(announced), turn: 0 }
    }

    /// Takes the next bytes.
    pub(super) async fn take(&mut self, bytes: &[u8]) -> Result<(), ServiceError> {
        self.writer.write(bytes).await.map_err(broken)?;
        self.turn += bytes.len() as u64;
        if self.turn >= TURN {
            self.turn = 0;
            tokio::task::yield_now().await;
        }
        Ok(())
    }

    /// How many bytes came so far.
    pub(super) fn length(&self) -> u64 {
        self.writer.length()
    }

    /// What came, and its digests.
    pub(super) async fn finish(self) -> Result<(Content, Digests), ServiceError> {
        self.writer.finish().await.map_err(broken)
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
pub(super) async fn digest(content: &Content) -> Result<Digests, ServiceError> {
    let mut digester = Digester::new();
    let mut reader = content.read(0, content.length());
    while let Some(bytes) = reader.next().await {
        digester.update(&bytes.map_err(broken)?);
        tokio::task::yield_now().await;
    }
    Ok(digester.finish())
}

/// `InternalError`: the machine cannot keep bytes, or give them back.
#[expect(clippy::needless_pass_by_value, reason = "stands in map_err")]
fn broken(error: io::Error) -> ServiceError {
    internal_error(&format!("The content cannot be kept or read back: {error}."))
}
