//! One bucket.

use std::sync::{PoisonError, RwLock};

use serde::{Deserialize, Serialize};
use time::OffsetDateTime;

use super::held::{Change, Held};
use super::recorder::Recorder;
use super::{Listing, ListingQuery, VersionsPage, VersionsQuery, listing};
use crate::model::{Acl, Redundancy, StorageClass, Versioning};
use crate::rules::Rules;
use crate::sync::{read, write};

/// What a bucket is created with and never loses.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
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
    /// What the documents mean.
    pub(crate) rules: Rules,
    pub(super) held: RwLock<Held>,
}

impl Bucket {
    /// An empty bucket. `recorder` writes down what changes, if it is kept.
    pub(super) fn new(settings: BucketSettings, acl: Acl, recorder: Option<Recorder>) -> Self {
        Self { settings, rules: Rules::default(), held: RwLock::new(Held::new(acl, recorder)) }
    }

    /// Makes a change that is on record already; says what is wrong with it.
    pub(super) fn restore(&mut self, change: Change) -> Result<(), String> {
        let held = self.held.get_mut().unwrap_or_else(PoisonError::into_inner);
        if let Change::PutPart { key, id, .. } = &change
            && held.uploads.get(key, id).is_none()
        {
            return Err("there is no such upload".to_owned());
        }
        held.apply(change);
        Ok(())
    }

    /// The access control list.
    pub(crate) fn acl(&self) -> Acl {
        read(&self.held).acl
    }

    /// Sets the access control list.
    pub(crate) fn set_acl(&self, acl: Acl) {
        write(&self.held).commit([Change::SetAcl(acl)]);
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
        let empty = held.is_empty() && held.documents.beginning("live/").next().is_none();
        if empty {
            held.commit([Change::Close]);
        }
        empty
    }

    /// Closes the bucket for good, whatever it holds; its records are removed with all others.
    pub(super) fn abandon(&self) {
        write(&self.held).closed = true;
    }
}
