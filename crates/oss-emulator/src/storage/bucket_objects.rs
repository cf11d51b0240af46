//! The objects of a bucket and their versions.

use std::collections::BTreeSet;
use std::sync::Arc;

use time::OffsetDateTime;

use super::held::{Change, Held};
use super::version::State;
use super::{Bucket, Object, Version, VersionId};
use crate::sync::{read, write};

/// An object as it is stored.
#[derive(Debug, Clone)]
pub(crate) struct Stored {
    /// The object.
    pub(crate) object: Arc<Object>,
    /// Its version; `None` while the bucket has never had versioning, when replies name none.
    pub(crate) version: Option<VersionId>,
}

/// What stands at a key, or at a version of it.
#[derive(Debug)]
pub(crate) enum Lookup {
    /// Nothing.
    Nothing,
    /// The mark of a deletion.
    DeleteMarker(VersionId),
    /// An object.
    Object(Stored),
}

/// What a deletion did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Deleted {
    /// The version that was named, or that a new delete marker has.
    pub(crate) version: Option<VersionId>,
    /// Whether that version is or was a delete marker.
    pub(crate) delete_marker: bool,
}

impl Bucket {
    /// What stands at a version of a key; at the current one when none is named.
    pub(crate) fn find(&self, key: &str, version: Option<VersionId>) -> Lookup {
        lookup(&read(&self.held), key, version)
    }

    /// The object of a key, if its current version is one.
    pub(crate) fn get(&self, key: &str) -> Option<Arc<Object>> {
        read(&self.held).version(key, None)?.object().cloned()
    }

    /// Whether an object put at this key would take the place of another; in a bucket with versions none does.
    pub(crate) fn overwrites(&self, key: &str) -> bool {
        read(&self.held).overwrites(key)
    }

    /// Stores the object that `make` makes, told whether it takes the place of another; nothing changes when it makes
    /// none. `None` when the bucket was deleted meanwhile.
    pub(crate) fn put<E>(
        &self,
        key: &str,
        now: OffsetDateTime,
        make: impl FnOnce(bool) -> Result<Object, E>,
    ) -> Option<Result<Stored, E>> {
        let mut held = write(&self.held);
        if held.closed {
            return None;
        }
        Some(make(held.overwrites(key)).map(|object| {
            let object = Arc::new(object);
            let version = held.new_version(now, State::Object(Arc::clone(&object)));
            let stored = stored(&held, object, version.id);
            held.commit([Change::PutVersion { key: key.to_owned(), version }]);
            stored
        }))
    }

    /// Stores the object that `make` makes of what stands at a version of a key, in the same version; where nothing
    /// stands, as the `null` version. `None` when the bucket was deleted meanwhile.
    pub(crate) fn change<E>(
        &self,
        key: &str,
        version: Option<VersionId>,
        now: OffsetDateTime,
        make: impl FnOnce(&Lookup) -> Result<Object, E>,
    ) -> Option<Result<Stored, E>> {
        let mut held = write(&self.held);
        if held.closed {
            return None;
        }
        Some(make(&lookup(&held, key, version)).map(|object| {
            let object = Arc::new(object);
            let state = State::Object(Arc::clone(&object));
            let version = match held.version(key, version) {
                Some(&Version { id, order, .. }) => Version { id, order, state },
                None => held.new_null_version(now, state),
            };
            let stored = stored(&held, object, version.id);
            held.commit([Change::PutVersion { key: key.to_owned(), version }]);
            stored
        }))
    }

    /// Removes a version for good, or without one the current object: by a delete marker in a bucket with versioning, or
    /// else for good. `None` when the bucket was deleted meanwhile.
    pub(crate) fn delete(
        &self,
        key: &str,
        version: Option<VersionId>,
        now: OffsetDateTime,
    ) -> Option<Deleted> {
        let mut held = write(&self.held);
        if held.closed {
            return None;
        }
        let (change, deleted) = deletion(&mut held, key, version, now);
        held.commit(change);
        Some(deleted)
    }

    /// The same for many at once, one after the other.
    pub(crate) fn delete_all<'k>(
        &self,
        keys: impl Iterator<Item = (&'k str, Option<VersionId>)>,
        now: OffsetDateTime,
    ) -> Option<Vec<Deleted>> {
        let mut held = write(&self.held);
        if held.closed {
            return None;
        }
        let (mut deleted, mut changes, mut decided) = (Vec::new(), Vec::new(), BTreeSet::new());
        for (key, version) in keys {
            // What is decided of a key depends on what was decided of it before.
            if !decided.insert(key) {
                held.commit(changes.drain(..));
            }
            let (change, done) = deletion(&mut held, key, version, now);
            changes.extend(change);
            deleted.push(done);
        }
        held.commit(changes);
        Some(deleted)
    }
}

fn lookup(held: &Held, key: &str, version: Option<VersionId>) -> Lookup {
    match held.version(key, version) {
        None => Lookup::Nothing,
        Some(Version { id, state: State::DeleteMarker(_), .. }) => Lookup::DeleteMarker(*id),
        Some(Version { id, state: State::Object(object), .. }) => {
            Lookup::Object(stored(held, Arc::clone(object), *id))
        }
    }
}

pub(super) fn deletion(
    held: &mut Held,
    key: &str,
    version: Option<VersionId>,
    now: OffsetDateTime,
) -> (Option<Change>, Deleted) {
    let key = key.to_owned();
    match version {
        None if held.versioning.is_some() => {
            let version = held.new_version(now, State::DeleteMarker(now));
            let deleted = Deleted { version: Some(version.id), delete_marker: true };
            (Some(Change::PutVersion { key, version }), deleted)
        }
        _ => {
            let removed = held.version(&key, version);
            let delete_marker = removed.is_some_and(|version| version.object().is_none());
            let change = removed.map(|version| version.id).map(|id| Change::RemoveVersion { key, id });
            (change, Deleted { version, delete_marker })
        }
    }
}

pub(super) fn stored(held: &Held, object: Arc<Object>, id: VersionId) -> Stored {
    Stored { object, version: held.versioning.map(|_| id) }
}
