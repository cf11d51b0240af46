//! One bucket and its objects.

use std::collections::BTreeMap;
use std::sync::{Arc, RwLock};

use time::OffsetDateTime;

use super::documents::Documents;
use super::upload::Uploads;
use super::{Listing, ListingQuery, Object, listing};
use crate::model::{Acl, Redundancy, StorageClass};
use crate::rules::Rules;
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
    /// What the documents mean.
    pub(crate) rules: Rules,
    pub(super) documents: RwLock<Documents>,
    pub(super) held: RwLock<Held>,
}

/// What a bucket holds, changed under one lock so that every change is seen whole.
#[derive(Debug, Default)]
pub(super) struct Held {
    pub(super) by_key: BTreeMap<String, Arc<Object>>,
    pub(super) uploads: Uploads,
    /// Set when the bucket is deleted, so that a put which found it before cannot write into nowhere.
    pub(super) closed: bool,
}

impl Bucket {
    /// A new, empty bucket.
    pub(crate) fn new(settings: BucketSettings, acl: Acl) -> Self {
        Self {
            settings,
            acl: RwLock::new(acl),
            rules: Rules::default(),
            documents: RwLock::default(),
            held: RwLock::default(),
        }
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
        read(&self.held).by_key.get(key).cloned()
    }

    /// Stores the object that `make` makes, given the one that is there; nothing changes when it makes none. `None` when
    /// the bucket was deleted meanwhile.
    pub(crate) fn change<E>(
        &self,
        key: &str,
        make: impl FnOnce(Option<&Object>) -> Result<Object, E>,
    ) -> Option<Result<Arc<Object>, E>> {
        let mut held = write(&self.held);
        if held.closed {
            return None;
        }
        Some(make(held.by_key.get(key).map(AsRef::as_ref)).map(|object| {
            let object = Arc::new(object);
            held.by_key.insert(key.to_owned(), Arc::clone(&object));
            object
        }))
    }

    /// Removes an object, if it is there.
    pub(crate) fn delete(&self, key: &str) {
        write(&self.held).by_key.remove(key);
    }

    /// One page of keys, as they are at one instant.
    pub(crate) fn list(&self, query: &ListingQuery<'_>) -> Listing {
        listing::page(&read(&self.held).by_key, query)
    }

    /// Closes the bucket for good if it holds neither objects nor uploads; says whether it did.
    pub(super) fn close_if_empty(&self) -> bool {
        let mut held = write(&self.held);
        held.closed = held.by_key.is_empty() && held.uploads.is_empty();
        held.closed
    }
}
