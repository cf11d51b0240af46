//! Block Public Access: whatever opens a bucket to strangers is refused, and without effect where it is set already. New
//! buckets of the service have it on since October 2025; here it is off until it is put.

use super::fields;
use crate::error::ServiceError;
use crate::model::Acl;
use crate::request::RequestHead;
use crate::storage::Bucket;
use crate::xml::{self, Element};

/// The name of the document.
pub(crate) const DOCUMENT: &str = "publicAccessBlock";
/// The root of the document.
pub(crate) const ROOT: &str = "PublicAccessBlockConfiguration";

/// Whether the document blocks public access; no, unless it says so.
pub(crate) fn read(document: &Element) -> Result<bool, ServiceError> {
    fields::only(document, &["BlockPublicAccess"])?;
    Ok(fields::boolean(document, "BlockPublicAccess")?.unwrap_or(false))
}

/// The same from its text.
pub(super) fn parse(text: &str) -> Result<bool, ServiceError> {
    read(&xml::parse(text.as_bytes(), ROOT)?)
}

/// Refuses a request whose headers would make an object public.
pub(crate) fn check_headers(head: &RequestHead, bucket: &Bucket) -> Result<(), ServiceError> {
    let acl = head.header("x-oss-object-acl").and_then(Acl::parse).unwrap_or_default();
    if acl == Acl::Private { Ok(()) } else { refuse_public(bucket, "object acl") }
}

/// Refuses a list that would make a bucket public.
pub(crate) fn check_acl(acl: Acl, bucket: &Bucket) -> Result<(), ServiceError> {
    if acl == Acl::Private { Ok(()) } else { refuse_public(bucket, "bucket acl") }
}

/// Refuses what would be public, if the bucket blocks that.
pub(crate) fn refuse_public(bucket: &Bucket, what: &str) -> Result<(), ServiceError> {
    if bucket.blocks_public_access() {
        Err(ServiceError::new(403, "AccessDenied", format!("Put public {what} is not allowed.")))
    } else {
        Ok(())
    }
}
