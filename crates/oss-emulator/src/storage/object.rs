//! One object.

use http::{HeaderName, HeaderValue};
use time::OffsetDateTime;

use super::Content;
use crate::model::StorageClass;

/// How an object came to be; `x-oss-object-type` says it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ObjectType {
    /// Put in one request.
    Normal,
}

impl ObjectType {
    /// The word on the wire.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Normal => "Normal",
        }
    }
}

/// An object as it is stored. Never changed in place: a new one takes its place.
#[derive(Debug)]
pub(crate) struct Object {
    /// The bytes.
    pub(crate) content: Content,
    /// The entity tag without quotes: upper-case hex.
    pub(crate) etag: String,
    /// Base64 of the MD5, for normal objects.
    pub(crate) content_md5: String,
    /// CRC-64/XZ of the bytes.
    pub(crate) crc64: u64,
    /// Content headers and `x-oss-meta-*`, as they came.
    pub(crate) headers: Vec<(HeaderName, HeaderValue)>,
    /// When it was stored, in whole seconds.
    pub(crate) last_modified: OffsetDateTime,
    /// How it came to be.
    pub(crate) kind: ObjectType,
    /// Its storage class.
    pub(crate) storage_class: StorageClass,
}
