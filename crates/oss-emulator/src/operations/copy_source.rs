//! `x-oss-copy-source`: the object that a copy reads, for which the sender needs a right of its own.

use std::sync::Arc;

use percent_encoding::percent_decode_str;

use super::configuration::lifecycle;
use super::operation::{Call, invalid_argument, no_such_bucket};
use super::readable::check_readable;
use super::{get_object, versions};
use crate::conditions::{self, Verdict};
use crate::error::ServiceError;
use crate::model::Versioning;
use crate::names;
use crate::reply::Reply;
use crate::storage::{Lookup, Object, Stored, VersionId};

/// The header.
pub(super) const HEADER: &str = "x-oss-copy-source";
/// Its conditions.
pub(super) const CONDITIONS: [&str; 4] = [
    "x-oss-copy-source-if-match",
    "x-oss-copy-source-if-modified-since",
    "x-oss-copy-source-if-none-match",
    "x-oss-copy-source-if-unmodified-since",
];

/// The object that is copied.
pub(super) struct Source {
    /// The object.
    pub(super) object: Arc<Object>,
    /// Its version, in buckets that have versions.
    pub(super) version: Option<VersionId>,
    /// Whether it is the one that the copy takes the place of; in a bucket with versioning enabled it is not.
    pub(super) is_target: bool,
    /// What the conditions say.
    pub(super) verdict: Verdict,
}

/// Finds it, and checks right, conditions and state.
pub(super) fn find(call: &Call<'_>) -> Result<Source, ServiceError> {
    let head = &call.context.head;
    let text = head.header(HEADER).unwrap_or_default();
    let (bucket_name, key, version) = parse(text)?;
    names::check_bucket(&bucket_name)?;
    names::check_key(&key)?;
    let store = &call.context.server.store;
    let bucket = store.bucket(&bucket_name).ok_or_else(|| no_such_bucket(&bucket_name))?;
    lifecycle::keep_up(&bucket, call.context.now);
    let target = call.bucket()?;
    if bucket.settings.location != target.settings.location {
        let message = "Target object does not reside in the same data center as source object.";
        return Err(ServiceError::new(403, "AccessDenied", message));
    }
    call.authorize(&get_object::OPERATION, &bucket, &key, version)?;
    let found = bucket.find(&key, version);
    // A delete marker is no object even to those who name it (documentation: CopyObject).
    let named = if matches!(found, Lookup::DeleteMarker(_)) { None } else { version };
    let Stored { object, version } = versions::expect(&found, &key, named, &head.method)?.clone();
    let verdict = conditions::check_source(head, &object)?;
    check_readable(&object, call.context.now)?;
    let is_target = bucket_name == target.settings.name
        && key == call.key()
        && target.versioning() != Some(Versioning::Enabled);
    Ok(Source { object, version, is_target, verdict })
}

/// Names the version that was copied, in buckets that have versions.
pub(super) fn name_version(reply: Reply, source: &Source) -> Reply {
    match source.version {
        Some(version) => reply.text("x-oss-copy-source-version-id", version.to_string()),
        None => reply,
    }
}

/// `/bucket/key[?versionId=…]`, percent-encoded.
fn parse(text: &str) -> Result<(String, String, Option<VersionId>), ServiceError> {
    let wrong = || {
        let message = "Copy Source must mention the source bucket and key: /sourcebucket/sourcekey.";
        invalid_argument(message, HEADER, text)
    };
    let (path, query) = text.split_once('?').map_or((text, None), |(path, query)| (path, Some(query)));
    let version = match query.map(|query| query.strip_prefix("versionId=").ok_or_else(wrong)).transpose()? {
        Some(text) => {
            let text = percent_decode_str(text).decode_utf8().map_err(|_| wrong())?;
            Some(versions::parse(&text, versions::PARAMETER)?)
        }
        None => None,
    };
    let path = percent_decode_str(path).decode_utf8().map_err(|_| wrong())?;
    let (bucket, key) = path.strip_prefix('/').and_then(|path| path.split_once('/')).ok_or_else(wrong)?;
    if bucket.is_empty() || key.is_empty() {
        return Err(wrong());
    }
    Ok((bucket.to_owned(), key.to_owned(), version))
}
