//! One bucket and its objects.

use std::collections::BTreeMap;
use std::sync::{Arc, RwLock};

use time::OffsetDateTime;

use super::{Listing, ListingQuery, Object, listing};
use crate::model::{Acl, Redundancy, StorageClass};
use crate::sync::{read, write};

/// What a bucket is created with and never loses.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct BucketSettings {
    /// The name.
    pub(crate) name: String,
    /// Account id of the owner.
    pub(crate) owner: String,
    /// The region with its prefix, as in `oss-cn-hangzhou`.
    pub(crate) location: String,
    /// When it was created, in whole seconds.
    pub(crate) created: OffsetDateTime,
    /// Storage class of objects that name none.
    pub(crate) storage_class: StorageClass,
    /// In how many zones it is kept.
    pub(crate) redundancy: Redundancy,
}

/// A bucket. Its objects are ordered by the bytes of their keys.
#[derive(Debug)]
pub(crate) struct Bucket {
    /// What never changes.
    pub(crate) settings: BucketSettings,
    acl: RwLock<Acl>,
    objects: RwLock<Objects>,
}

#[derive(Debug, Default)]
struct Objects {
    by_key: BTreeMap<String, Arc<Object>>,
    /// Set when the bucket is deleted, so that a put which found it before cannot write into nowhere.
    closed: bool,
}

/// What became of a put.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum PutOutcome {
    /// The object is there.
    Stored,
    /// An object was there already and must not be overwritten.
    Exists,
    /// The bucket was deleted meanwhile.
    NoBucket,
}

impl Bucket {
    /// A new, empty bucket.
    pub(crate) fn new(settings: BucketSettings, acl: Acl) -> Self {
        Self { settings, acl: RwLock::new(acl), objects: RwLock::default() }
    }

    /// The access control list.
    pub(crate) fn acl(&self) -> Acl {
        *read(&self.acl)
    }

    /// Sets the access control list.
    pub(crate) fn set_acl(&self, acl: Acl) {
        *write(&self.acl) = acl;
    }

    /// An object by key.
    pub(crate) fn get(&self, key: &str) -> Option<Arc<Object>> {
        read(&self.objects).by_key.get(key).cloned()
    }

    /// Stores an object, in place of an earlier one unless `forbid_overwrite`.
    pub(crate) fn put(&self, key: String, object: Object, forbid_overwrite: bool) -> PutOutcome {
        let mut objects = write(&self.objects);
        if objects.closed {
            return PutOutcome::NoBucket;
        }
        if forbid_overwrite && objects.by_key.contains_key(&key) {
            return PutOutcome::Exists;
        }
        objects.by_key.insert(key, Arc::new(object));
        PutOutcome::Stored
    }

    /// Removes an object, if it is there.
    pub(crate) fn delete(&self, key: &str) {
        write(&self.objects).by_key.remove(key);
    }

    /// One page of keys, as they are at one instant.
    pub(crate) fn list(&self, query: &ListingQuery<'_>) -> Listing {
        listing::page(&read(&self.objects).by_key, query)
    }

    /// Closes the bucket for good if it is empty; says whether it did.
    pub(super) fn close_if_empty(&self) -> bool {
        let mut objects = write(&self.objects);
        objects.closed = objects.by_key.is_empty();
        objects.closed
    }
}
