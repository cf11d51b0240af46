//! One pass over everything that a bucket holds, in which each thing stays, goes or changes its storage class.

use std::sync::Arc;

use time::OffsetDateTime;

use super::bucket_objects::deletion;
use super::held::Change;
use super::version::State;
use super::{Bucket, Object, Upload, Version};
use crate::model::StorageClass;
use crate::sync::write;

/// Decides what becomes of each thing.
pub(crate) trait Sweeper {
    /// What becomes of a version.
    fn version(&self, key: &str, found: &Found<'_>) -> Fate;
    /// Whether an unfinished upload goes.
    fn aborts(&self, key: &str, upload: &Upload) -> bool;
}

/// A version and how it stands among those of its key.
#[derive(Debug)]
pub(crate) struct Found<'h> {
    /// The version.
    pub(crate) version: &'h Version,
    /// Since when another one stands before it; `None` for the current one.
    pub(crate) superseded: Option<OffsetDateTime>,
    /// Whether it is the only one that stays.
    pub(crate) alone: bool,
}

/// What becomes of a version.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fate {
    /// It stays.
    Keep,
    /// It goes as if it had been deleted by key: behind a delete marker in a bucket with versioning.
    Expire,
    /// It goes for good.
    Remove,
    /// It goes to another storage class.
    Store(StorageClass),
}

impl Bucket {
    /// Asks what becomes of each version, the old ones of a key first, and of each upload, and does it all at once.
    pub(crate) fn sweep(&self, sweeper: &impl Sweeper, now: OffsetDateTime) {
        let mut held = write(&self.held);
        let (mut changes, mut expired) = (Vec::new(), Vec::new());
        for (key, versions) in &held.keys {
            let all: Vec<&Version> = versions.iter().collect();
            let mut left = all.len();
            for (index, version) in all.iter().enumerate().rev() {
                let newer = index.checked_sub(1).and_then(|newer| all.get(newer));
                let superseded = newer.map(|newer| newer.stored());
                let found = Found { version, superseded, alone: left == 1 };
                match sweeper.version(key, &found) {
                    Fate::Keep => {}
                    Fate::Expire => expired.push(key.clone()),
                    Fate::Remove => {
                        left -= 1;
                        changes.push(Change::RemoveVersion { key: key.clone(), id: version.id });
                    }
                    Fate::Store(class) => changes.extend(stored_as(key, version, class)),
                }
            }
        }
        for (key, id, upload) in held.uploads.iter() {
            if sweeper.aborts(key, upload) {
                changes.push(Change::RemoveUpload { key: key.to_owned(), id: id.to_owned() });
            }
        }
        for key in expired {
            changes.extend(deletion(&mut held, &key, None, now).0);
        }
        held.commit(changes);
    }
}

impl Version {
    /// When it was stored, in whole seconds.
    pub(super) fn stored(&self) -> OffsetDateTime {
        match &self.state {
            State::Object(object) => object.last_modified,
            State::DeleteMarker(at) => *at,
        }
    }
}

/// The same version in another storage class. Its date stays.
fn stored_as(key: &str, version: &Version, class: StorageClass) -> Option<Change> {
    let mut object = Object::clone(version.object()?);
    object.attributes.storage_class = class;
    object.restoration = None;
    let version = Version { state: State::Object(Arc::new(object)), ..version.clone() };
    Some(Change::PutVersion { key: key.to_owned(), version })
}
