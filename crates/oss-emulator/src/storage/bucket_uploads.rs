//! The multipart uploads of a bucket.

use std::sync::Arc;

use time::OffsetDateTime;

use super::bucket_objects::stored;
use super::held::Change;
use super::version::State;
use super::{Bucket, Object, Part, Stored, Upload, UploadPage, UploadQuery};
use crate::sync::{read, write};

impl Bucket {
    /// Begins an upload; says whether the bucket is still there.
    pub(crate) fn begin_upload(&self, key: String, id: String, upload: Upload) -> bool {
        let mut held = write(&self.held);
        if held.closed {
            return false;
        }
        held.commit([Change::PutUpload { key, id, upload }]);
        true
    }

    /// Looks at an upload; `None` when there is none of that key and id.
    pub(crate) fn with_upload<T>(&self, key: &str, id: &str, look: impl FnOnce(&Upload) -> T) -> Option<T> {
        read(&self.held).uploads.get(key, id).map(look)
    }

    /// Stores a part in place of an earlier one; says whether there is such an upload.
    pub(crate) fn put_part(&self, key: &str, id: &str, number: u16, part: Part) -> bool {
        let mut held = write(&self.held);
        let known = held.uploads.get(key, id).is_some();
        if known {
            held.commit([Change::PutPart { key: key.to_owned(), id: id.to_owned(), number, part }]);
        }
        known
    }

    /// Forgets an upload and its parts; says whether there was one.
    pub(crate) fn abort_upload(&self, key: &str, id: &str) -> bool {
        let mut held = write(&self.held);
        let known = held.uploads.get(key, id).is_some();
        if known {
            held.commit([Change::RemoveUpload { key: key.to_owned(), id: id.to_owned() }]);
        }
        known
    }

    /// Turns an upload into the object that `make` makes of it, told whether it takes the place of another; the upload
    /// stays when it makes none. `None` when there is no such upload.
    pub(crate) fn complete_upload<E>(
        &self,
        key: &str,
        id: &str,
        now: OffsetDateTime,
        make: impl FnOnce(&Upload, bool) -> Result<Object, E>,
    ) -> Option<Result<Stored, E>> {
        let mut held = write(&self.held);
        let object = make(held.uploads.get(key, id)?, held.overwrites(key));
        Some(object.map(|object| {
            let object = Arc::new(object);
            let version = held.new_version(now, State::Object(Arc::clone(&object)));
            let stored = stored(&held, object, version.id);
            held.commit([
                Change::PutVersion { key: key.to_owned(), version },
                Change::RemoveUpload { key: key.to_owned(), id: id.to_owned() },
            ]);
            stored
        }))
    }

    /// One page of uploads, as they are at one instant.
    pub(crate) fn list_uploads(&self, query: &UploadQuery<'_>) -> UploadPage {
        read(&self.held).uploads.page(query)
    }
}
