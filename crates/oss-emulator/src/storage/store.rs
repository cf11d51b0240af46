//! All buckets.

use std::collections::BTreeMap;
use std::sync::{Arc, RwLock};

use super::{Bucket, BucketSettings};
use crate::model::Acl;
use crate::sync::{read, write};

/// A name belongs to one account in all regions together; an account has at most this many buckets in a region.
const MAX_BUCKETS: usize = 100;

/// Buckets by name.
#[derive(Debug, Default)]
pub(crate) struct Store {
    buckets: RwLock<BTreeMap<String, Arc<Bucket>>>,
}

/// What became of creating a bucket.
#[derive(Debug)]
pub(crate) enum CreateOutcome {
    /// It is new.
    Created,
    /// It was there before.
    Exists(Arc<Bucket>),
    /// The owner has as many as allowed.
    TooMany,
}

/// What became of deleting a bucket.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum DeleteOutcome {
    /// It is gone.
    Deleted,
    /// It holds something.
    NotEmpty,
    /// There is none of that name.
    NoBucket,
}

impl Store {
    /// A bucket by name.
    pub(crate) fn bucket(&self, name: &str) -> Option<Arc<Bucket>> {
        read(&self.buckets).get(name).cloned()
    }

    /// The buckets of an account, by name.
    pub(crate) fn buckets_of(&self, owner: &str) -> Vec<Arc<Bucket>> {
        read(&self.buckets).values().filter(|bucket| bucket.settings.owner == owner).cloned().collect()
    }

    /// Creates a bucket unless the name is taken.
    pub(crate) fn create(&self, settings: BucketSettings, acl: Acl) -> CreateOutcome {
        let mut buckets = write(&self.buckets);
        if let Some(bucket) = buckets.get(&settings.name) {
            return CreateOutcome::Exists(Arc::clone(bucket));
        }
        let alike = |bucket: &&Arc<Bucket>| {
            bucket.settings.owner == settings.owner && bucket.settings.location == settings.location
        };
        if buckets.values().filter(alike).count() >= MAX_BUCKETS {
            return CreateOutcome::TooMany;
        }
        buckets.insert(settings.name.clone(), Arc::new(Bucket::new(settings, acl)));
        CreateOutcome::Created
    }

    /// Deletes an empty bucket.
    pub(crate) fn delete(&self, name: &str) -> DeleteOutcome {
        let mut buckets = write(&self.buckets);
        match buckets.get(name) {
            None => DeleteOutcome::NoBucket,
            Some(bucket) if !bucket.close_if_empty() => DeleteOutcome::NotEmpty,
            Some(_) => {
                buckets.remove(name);
                DeleteOutcome::Deleted
            }
        }
    }

    /// Forgets everything.
    pub(crate) fn clear(&self) {
        write(&self.buckets).clear();
    }
}
