//! The multipart uploads of a bucket.

use std::sync::Arc;

use super::{Bucket, Object, Part, Upload, UploadPage, UploadQuery};
use crate::sync::{read, write};

impl Bucket {
    /// Begins an upload; says whether the bucket is still there.
    pub(crate) fn begin_upload(&self, key: String, id: String, upload: Upload) -> bool {
        let mut held = write(&self.held);
        if !held.closed {
            held.uploads.insert(key, id, upload);
        }
        !held.closed
    }

    /// Looks at an upload; `None` when there is none of that key and id.
    pub(crate) fn with_upload<T>(&self, key: &str, id: &str, look: impl FnOnce(&Upload) -> T) -> Option<T> {
        read(&self.held).uploads.get(key, id).map(look)
    }

    /// Stores a part in place of an earlier one; says whether there is such an upload.
    pub(crate) fn put_part(&self, key: &str, id: &str, number: u16, part: Part) -> bool {
        let mut held = write(&self.held);
        let upload = held.uploads.get_mut(key, id);
        upload.map(|upload| upload.parts.insert(number, part)).is_some()
    }

    /// Forgets an upload and its parts; says whether there was one.
    pub(crate) fn abort_upload(&self, key: &str, id: &str) -> bool {
        write(&self.held).uploads.remove(key, id).is_some()
    }

    /// Turns an upload into the object that `make` makes of it, given the object that is there; the upload stays when
    /// it makes none. `None` when there is no such upload.
    pub(crate) fn complete_upload<E>(
        &self,
        key: &str,
        id: &str,
        make: impl FnOnce(&Upload, Option<&Object>) -> Result<Object, E>,
    ) -> Option<Result<Arc<Object>, E>> {
        let mut held = write(&self.held);
        let upload = held.uploads.get(key, id)?;
        let object = match make(upload, held.by_key.get(key).map(AsRef::as_ref)) {
            Ok(object) => Arc::new(object),
            Err(error) => return Some(Err(error)),
        };
        held.uploads.remove(key, id);
        held.by_key.insert(key.to_owned(), Arc::clone(&object));
        Some(Ok(object))
    }

    /// One page of uploads, as they are at one instant.
    pub(crate) fn list_uploads(&self, query: &UploadQuery<'_>) -> UploadPage {
        read(&self.held).uploads.page(query)
    }
}
