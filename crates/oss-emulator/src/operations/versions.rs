//! From the key and version of a request to what is stored, and what replies say of versions.

use http::Method;

use super::attributes::{already_exists, forbids_overwrite};
use super::operation::{Call, Operation, invalid_argument, no_such_bucket, no_such_key};
use crate::error::ServiceError;
use crate::reply::Reply;
use crate::request::RequestHead;
use crate::storage::{Deleted, Lookup, Object, Stored, VersionId};

/// The parameter of requests.
pub(crate) const PARAMETER: &str = "versionId";
const VERSION: &str = "x-oss-version-id";
const DELETE_MARKER: &str = "x-oss-delete-marker";

/// The version that a request names.
pub(crate) fn named(head: &RequestHead, operation: &Operation) -> Result<Option<VersionId>, ServiceError> {
    let text = operation.version_action.and_then(|_| head.query_value(PARAMETER));
    text.map(|text| parse(text, PARAMETER)).transpose()
}

/// Reads a version id.
pub(super) fn parse(text: &str, argument: &'static str) -> Result<VersionId, ServiceError> {
    if text.is_empty() {
        return Err(invalid_argument("Version id can not be the empty string.", argument, text));
    }
    VersionId::parse(text).ok_or_else(|| invalid_argument("Invalid version id specified.", argument, text))
}

impl Call<'_> {
    /// The object of the request's key and version.
    pub(crate) fn find(&self) -> Result<Stored, ServiceError> {
        self.expect(&self.bucket()?.find(self.key(), self.version)).cloned()
    }

    /// Stores an object at the request's key, unless that would take the place of another and the request forbids it.
    pub(crate) fn put(&self, object: Object) -> Result<Stored, ServiceError> {
        let forbids = forbids_overwrite(&self.context.head);
        let bucket = self.bucket()?;
        let now = self.context.server.clock.now();
        let stored = bucket.put(self.key(), now, |overwrites| {
            if overwrites && forbids { Err(already_exists()) } else { Ok(object) }
        });
        stored.unwrap_or_else(|| Err(no_such_bucket(&bucket.settings.name)))
    }

    /// Changes what stands at the request's key and version into the object that `make` makes of it.
    pub(crate) fn change(
        &self,
        make: impl FnOnce(&Lookup) -> Result<Object, ServiceError>,
    ) -> Result<Stored, ServiceError> {
        let bucket = self.bucket()?;
        let now = self.context.server.clock.now();
        let stored = bucket.change(self.key(), self.version, now, make);
        stored.unwrap_or_else(|| Err(no_such_bucket(&bucket.settings.name)))
    }

    /// Changes the object of the request's key and version.
    pub(crate) fn update(
        &self,
        make: impl FnOnce(&mut Object) -> Result<(), ServiceError>,
    ) -> Result<Stored, ServiceError> {
        self.change(|found| {
            let mut object = Object::clone(&self.expect(found)?.object);
            make(&mut object)?;
            Ok(object)
        })
    }

    fn expect<'f>(&self, found: &'f Lookup) -> Result<&'f Stored, ServiceError> {
        expect(found, self.key(), self.version, &self.context.head.method)
    }
}

/// The object that was found at a key and version, or the error that says what was found instead.
pub(super) fn expect<'f>(
    found: &'f Lookup,
    key: &str,
    version: Option<VersionId>,
    method: &Method,
) -> Result<&'f Stored, ServiceError> {
    let marked = |error: ServiceError, id: &VersionId| {
        error.header(DELETE_MARKER, "true").header(VERSION, id.to_string())
    };
    match (found, version) {
        (Lookup::Object(stored), _) => Ok(stored),
        (Lookup::Nothing, None) => Err(no_such_key(key)),
        (Lookup::Nothing, Some(version)) => Err(no_such_version(key, version)),
        (Lookup::DeleteMarker(id), None) => Err(marked(no_such_key(key), id)),
        (Lookup::DeleteMarker(id), Some(_)) => {
            let message = "The specified method is not allowed against this resource.";
            let error = ServiceError::new(405, "MethodNotAllowed", message)
                .ec("0003-00000016")
                .detail("Method", method.as_str())
                .detail("ResourceType", "DeleteMarker")
                .header("allow", "DELETE");
            Err(marked(error, id))
        }
    }
}

/// `NoSuchVersion`; its elements are a guess.
fn no_such_version(key: &str, version: VersionId) -> ServiceError {
    ServiceError::new(404, "NoSuchVersion", "The specified version does not exist.")
        .detail("Key", key)
        .detail("VersionId", version.to_string())
}

impl Reply {
    /// Names the version that was read or written, in buckets that have versions.
    #[must_use]
    pub(super) fn version(self, version: Option<VersionId>) -> Self {
        match version {
            Some(version) => self.text(VERSION, version.to_string()),
            None => self,
        }
    }

    /// Says what was deleted.
    #[must_use]
    pub(super) fn deleted(self, deleted: Deleted) -> Self {
        let reply = self.version(deleted.version);
        if deleted.delete_marker { reply.text(DELETE_MARKER, "true") } else { reply }
    }
}
