//! One call of the OSS API, as data.

use http::{Method, StatusCode};

/// A query parameter: a name, and a value unless the name stands alone.
pub type Parameter = (String, Option<String>);

/// What to ask of the service, before it is addressed, dated and signed.
///
/// Adding an API of the cloud adds no code below this type.
#[derive(Clone, Debug)]
pub struct Operation {
    /// HTTP method.
    pub method: Method,
    /// Bucket; `None` or empty for the service itself.
    pub bucket: Option<String>,
    /// Object key, sent as given.
    pub object: Option<String>,
    /// Parameters that are part of the resource, so that V1 signs them. They follow `query` in the URL.
    pub subresources: Vec<Parameter>,
    /// All other parameters.
    pub query: Vec<Parameter>,
    /// Headers of the caller, in the caller's spelling and order.
    pub headers: Vec<(String, String)>,
    /// A content type, or the extension to derive one from. Unset: the extension of `object` decides.
    pub mime: Option<String>,
    /// Headers that V4 signs beside those it always signs.
    pub additional_headers: Vec<String>,
    /// Statuses that mean success. `None`: every status does.
    pub success: Option<Vec<u16>>,
    /// Whether `Content-MD5` may be added; one that the caller gives always goes out.
    pub md5: bool,
    /// What becomes of the reply's body.
    pub reply: ReplyKind,
}

impl Operation {
    /// An operation on the service itself, with nothing but a method.
    pub fn new(method: Method) -> Self {
        Self {
            method,
            bucket: None,
            object: None,
            subresources: Vec::new(),
            query: Vec::new(),
            headers: Vec::new(),
            mime: None,
            additional_headers: Vec::new(),
            success: None,
            md5: true,
            reply: ReplyKind::Bytes,
        }
    }

    /// Whether the operation has succeeded with this status.
    pub fn accepts(&self, status: StatusCode) -> bool {
        self.success.as_ref().is_none_or(|success| success.contains(&status.as_u16()))
    }

    /// The bucket, unless it is absent or empty.
    pub fn bucket(&self) -> Option<&str> {
        self.bucket.as_deref().filter(|name| !name.is_empty())
    }

    /// The object key, unless it is absent or empty.
    pub fn object(&self) -> Option<&str> {
        self.object.as_deref().filter(|key| !key.is_empty())
    }
}

/// What becomes of the reply's body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReplyKind {
    /// Handed over as it came.
    Bytes,
    /// Also read into the value that xml2js would give.
    Xml,
    /// Written to a file.
    File,
    /// Read by the caller as it comes.
    Stream,
}

/// What a request needs to know of its body, which itself stays with the transport.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BodyInfo {
    /// Whether there is a body at all, empty ones included.
    pub present: bool,
    /// Length in bytes, unless the body is a stream of unknown length.
    pub length: Option<u64>,
    /// Base64 of the MD5, to be sent as `Content-MD5`.
    pub md5: Option<String>,
}

impl BodyInfo {
    /// No body.
    pub fn none() -> Self {
        Self::default()
    }

    /// A body of `length` bytes.
    pub fn sized(length: u64) -> Self {
        Self { present: true, length: Some(length), md5: None }
    }
}
