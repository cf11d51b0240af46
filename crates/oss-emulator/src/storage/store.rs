//! All buckets.

use std::path::Path;
use std::sync::{Arc, RwLock};

use super::load::{self, Buckets};
use super::recorder::Recorder;
use super::vault::{Entry, Vault};
use super::{Backing, Bucket, BucketSettings, ContentWriter, DataError, Unsettled};
use crate::model::Acl;
use crate::sync::{read, write};

/// A name belongs to one account in all regions together; an account has at most this many buckets in a region.
const MAX_BUCKETS: usize = 100;

/// Buckets by name, and where contents go. In memory by default.
#[derive(Debug, Default)]
pub(crate) struct Store {
    backing: Backing,
    buckets: RwLock<Buckets>,
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
    /// An empty one that forgets contents at once.
    pub(crate) fn discarding() -> Self {
        Self { backing: Backing::Discard, buckets: RwLock::default() }
    }

    /// What a data directory holds; waits for the disk. Must be called within a Tokio runtime.
    pub(crate) fn open(directory: &Path) -> Result<Self, DataError> {
        let (vault, buckets) = load::load(directory)?;
        Ok(Self { backing: Backing::Vault(vault), buckets: RwLock::new(buckets) })
    }

    /// Takes the bytes of a new object; `expected` is their announced number, if any.
    pub(crate) fn writer(&self, expected: Option<u64>) -> ContentWriter {
        ContentWriter::new(&self.backing, expected)
    }

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
        let recorder = self.vault().map(|vault| Recorder::new(vault, &settings.name));
        if let Some(recorder) = &recorder {
            recorder.create(&settings, acl);
        }
        buckets.insert(settings.name.clone(), Arc::new(Bucket::new(settings, acl, recorder)));
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
        let mut buckets = write(&self.buckets);
        // Requests that found a bucket before must not write into nowhere.
        buckets.values().for_each(|bucket| bucket.abandon());
        if let Some(vault) = self.vault() {
            vault.push([Entry::Clear]);
        }
        buckets.clear();
    }

    /// Waits until everything that was changed before is on disk, if it is kept.
    pub(crate) async fn settle(&self) -> Result<(), Unsettled> {
        match self.vault() {
            Some(vault) => vault.settle().await,
            None => Ok(()),
        }
    }

    /// Brings everything to disk, and frees the data directory; waits for the disk. Nothing can be changed afterwards.
    pub(crate) fn close(&self) {
        if let Some(vault) = self.vault() {
            vault.close();
        }
    }

    fn vault(&self) -> Option<&Arc<Vault>> {
        match &self.backing {
            Backing::Vault(vault) => Some(vault),
            Backing::Memory | Backing::Discard => None,
        }
    }
}
