//! One bucket.

use std::sync::RwLock;

use time::OffsetDateTime;

use super::documents::Documents;
use super::held::{Change, Held};
use super::{Listing, ListingQuery, VersionsPage, VersionsQuery, listing};
use crate::model::{Acl, Redundancy, StorageClass, Versioning};
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

/// A bucket. Its keys are ordered by their bytes.
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

    /// Whether versioning is enabled or suspended; `None` until it is set for the first time.
    pub(crate) fn versioning(&self) -> Option<Versioning> {
        read(&self.held).versioning
    }

    /// Enables or suspends versioning.
    pub(crate) fn set_versioning(&self, versioning: Versioning) {
        write(&self.held).commit([Change::SetVersioning(versioning)]);
    }

    /// One page of keys, as they are at one instant.
    pub(crate) fn list(&self, query: &ListingQuery<'_>) -> Listing {
        listing::objects(&read(&self.held).keys, query)
    }

    /// One page of versions, as they are at one instant.
    pub(crate) fn list_versions(&self, query: &VersionsQuery<'_>) -> VersionsPage {
        listing::versions(&read(&self.held).keys, query)
    }

    /// Closes the bucket for good if it holds neither versions nor uploads nor live channels; says whether it did.
    pub(super) fn close_if_empty(&self) -> bool {
        let mut held = write(&self.held);
        let empty = held.is_empty() && self.documents("live/").is_empty();
        if empty {
            held.commit([Change::Close]);
        }
        empty
    }
}
