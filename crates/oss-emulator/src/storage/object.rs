//! One object.

use http::{HeaderName, HeaderValue};
use serde::{Deserialize, Serialize};
use time::OffsetDateTime;

use super::{Content, header_list};
use crate::encryption::Encryption;
use crate::model::{Acl, StorageClass};

/// How an object came to be; `x-oss-object-type` says it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum ObjectType {
    /// Put in one request.
    Normal,
    /// Put in parts.
    Multipart,
    /// Grows by appending.
    Appendable,
    /// Stands for the object of another key.
    Symlink {
        /// That key.
        target: String,
    },
}

impl ObjectType {
    /// The word on the wire.
    pub(crate) fn as_str(&self) -> &'static str {
        match self {
            Self::Normal => "Normal",
            Self::Multipart => "Multipart",
            Self::Appendable => "Appendable",
            Self::Symlink { .. } => "Symlink",
        }
    }
}

/// A label of an object.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Tag {
    /// The key, unique on an object.
    pub(crate) key: String,
    /// The value.
    pub(crate) value: String,
}

/// What the request that makes an object says of it beside its bytes.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Attributes {
    /// Content headers and `x-oss-meta-*`, as they came.
    #[serde(with = "header_list")]
    pub(crate) headers: Vec<(HeaderName, HeaderValue)>,
    /// The storage class.
    pub(crate) storage_class: StorageClass,
    /// Its own access control list; `None` when the bucket's counts.
    pub(crate) acl: Option<Acl>,
    /// The tags.
    pub(crate) tags: Vec<Tag>,
    /// How it is encrypted; `None` when it is not.
    pub(crate) encryption: Option<Encryption>,
}

/// An archived object that was thawed, or is being thawed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Restoration {
    /// From when it can be read.
    pub(crate) ready: OffsetDateTime,
    /// From when it cannot be read again.
    pub(crate) expires: OffsetDateTime,
}

/// Whether an object can be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Thaw {
    /// It was never archived.
    Warm,
    /// It must be restored first.
    Frozen,
    /// It is being restored.
    Thawing,
    /// It can be read until then.
    Thawed(OffsetDateTime),
}

/// An object as it is stored. Never changed in place: a new one takes its place.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Object {
    /// The bytes, of which records speak apart.
    #[serde(skip)]
    pub(crate) content: Content,
    /// The entity tag without quotes.
    pub(crate) etag: String,
    /// Base64 of the MD5, of normal objects.
    pub(crate) content_md5: Option<String>,
    /// CRC-64/XZ of the bytes.
    pub(crate) crc64: u64,
    /// When it was stored, in whole seconds.
    pub(crate) last_modified: OffsetDateTime,
    /// How it came to be.
    pub(crate) kind: ObjectType,
    /// What the request that made it said of it.
    pub(crate) attributes: Attributes,
    /// The last restoration.
    pub(crate) restoration: Option<Restoration>,
}

impl Object {
    /// Whether it can be read at that time.
    pub(crate) fn thaw(&self, now: OffsetDateTime) -> Thaw {
        match self.restoration {
            _ if !self.attributes.storage_class.is_frozen() => Thaw::Warm,
            Some(restoration) if now < restoration.ready => Thaw::Thawing,
            Some(restoration) if now < restoration.expires => Thaw::Thawed(restoration.expires),
            _ => Thaw::Frozen,
        }
    }
}
