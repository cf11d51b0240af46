//! What a request that makes an object says of it: headers, storage class, ACL, tags.

use http::header::{
    CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_ENCODING, CONTENT_LANGUAGE, CONTENT_TYPE, EXPIRES,
};
use http::{HeaderName, HeaderValue};

use super::configuration;
use super::operation::invalid_argument;
use super::tags;
use crate::encryption::{Encryption, HEADERS};
use crate::error::ServiceError;
use crate::model::{Acl, StorageClass};
use crate::request::RequestHead;
use crate::storage::{Attributes, Bucket};

/// All user metadata together, names without their prefix included.
const MAX_METADATA: usize = 8 * 1024;
const META_PREFIX: &str = "x-oss-meta-";
/// Content headers that are kept with the object.
pub(super) const KEPT: [HeaderName; 6] =
    [CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_ENCODING, CONTENT_LANGUAGE, CONTENT_TYPE, EXPIRES];

/// Reads all of them; the storage class is the bucket's unless one is named.
pub(super) fn read(head: &RequestHead, bucket: &Bucket) -> Result<Attributes, ServiceError> {
    Ok(Attributes {
        headers: kept_headers(head)?,
        storage_class: storage_class(head)?.unwrap_or(bucket.settings.storage_class),
        acl: acl(head)?,
        tags: tags::of_header(head)?,
        encryption: encryption(head, bucket)?,
    })
}

/// What the request says of encryption, or else the bucket.
pub(super) fn encryption(head: &RequestHead, bucket: &Bucket) -> Result<Option<Encryption>, ServiceError> {
    let own = Encryption::read(HEADERS, |name| head.header(name))?;
    Ok(own.or_else(|| configuration::encryption::of(bucket)))
}

/// `x-oss-storage-class`.
pub(super) fn storage_class(head: &RequestHead) -> Result<Option<StorageClass>, ServiceError> {
    let parse = |text| {
        StorageClass::parse(text).ok_or_else(|| {
            invalid_argument("No such object storage class exists.", "x-oss-storage-class", text)
        })
    };
    head.header("x-oss-storage-class").map(parse).transpose()
}

/// `x-oss-object-acl`: `None` for `default`, where the bucket's ACL counts, as when it is absent.
pub(super) fn acl(head: &RequestHead) -> Result<Option<Acl>, ServiceError> {
    match head.header("x-oss-object-acl") {
        None | Some("default") => Ok(None),
        Some(text) => Acl::parse(text).map(Some).ok_or_else(|| {
            invalid_argument("No such object access control exists.", "x-oss-object-acl", text)
        }),
    }
}

/// Whether the request must not overwrite an object.
pub(super) fn forbids_overwrite(head: &RequestHead) -> bool {
    head.header("x-oss-forbid-overwrite").is_some_and(|value| value.eq_ignore_ascii_case("true"))
}

/// `FileAlreadyExists`.
pub(super) fn already_exists() -> ServiceError {
    let message = "The object you specified already exists and can not be overwritten.";
    ServiceError::new(409, "FileAlreadyExists", message).ec("0026-00000002")
}

/// `x-oss-meta-*`.
pub(super) fn is_metadata(name: &HeaderName) -> bool {
    name.as_str().starts_with(META_PREFIX)
}

/// Content headers and user metadata, as they came.
pub(super) fn kept_headers(head: &RequestHead) -> Result<Vec<(HeaderName, HeaderValue)>, ServiceError> {
    let metadata: usize = head
        .headers
        .iter()
        .filter(|(name, _)| is_metadata(name))
        .map(|(name, value)| name.as_str().len() - META_PREFIX.len() + value.len())
        .sum();
    if metadata > MAX_METADATA {
        let message = "The total size of user metadata must not exceed 8 KB.";
        return Err(invalid_argument(message, "x-oss-meta-*", &metadata.to_string()));
    }
    let kept = |name: &HeaderName| KEPT.contains(name) || is_metadata(name);
    let headers = head.headers.iter().filter(|(name, _)| kept(name));
    Ok(headers.map(|(name, value)| (name.clone(), value.clone())).collect())
}
