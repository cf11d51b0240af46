//! From a key to the object that a read gives: through symbolic links, and not while it is frozen.

use std::sync::Arc;

use time::OffsetDateTime;

use super::get_object;
use super::operation::Call;
use crate::error::ServiceError;
use crate::storage::{Object, ObjectType, Stored, Thaw, VersionId};

/// What a key stands for.
pub(super) struct Found {
    /// What replies describe.
    pub(super) object: Arc<Object>,
    /// Where the bytes are: the same object unless it is a link.
    pub(super) source: Arc<Object>,
    /// The version of the key, in buckets that have versions.
    pub(super) version: Option<VersionId>,
}

/// The object of the request's key and version. Of a symbolic link, the current version of its target is looked up, to which the sender needs a right of
/// its own: content, entity tag and checksums are the target's, the date is the later one of both, the rest the
/// link's (documentation: GetObject).
pub(super) fn find(call: &Call<'_>) -> Result<Found, ServiceError> {
    let bucket = call.bucket()?;
    let Stored { object, version } = call.find()?;
    let ObjectType::Symlink { target } = &object.kind else {
        return Ok(Found { source: Arc::clone(&object), object, version });
    };
    call.authorize(&get_object::OPERATION, bucket, target, None)?;
    let source = bucket.get(target).ok_or_else(|| {
        ServiceError::new(404, "SymlinkTargetNotExist", "The symlink target object does not exist.")
    })?;
    if matches!(source.kind, ObjectType::Symlink { .. }) {
        let message = "The symbolic's target file type is invalid.";
        return Err(ServiceError::new(400, "InvalidTargetType", message));
    }
    let object = Arc::new(Object {
        content: source.content.clone(),
        etag: source.etag.clone(),
        content_md5: source.content_md5.clone(),
        crc64: source.crc64,
        last_modified: source.last_modified.max(object.last_modified),
        ..Object::clone(&object)
    });
    Ok(Found { object, source, version })
}

/// `InvalidObjectState` of archived objects that are not restored.
pub(super) fn check_readable(object: &Object, now: OffsetDateTime) -> Result<(), ServiceError> {
    match object.thaw(now) {
        Thaw::Warm | Thaw::Thawed(_) => Ok(()),
        Thaw::Frozen | Thaw::Thawing => {
            let message = "The operation is not valid for the object's state.";
            Err(ServiceError::new(403, "InvalidObjectState", message))
        }
    }
}
