//! What a bucket holds, and the one door through which it changes.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::sync::Arc;

use time::OffsetDateTime;

use super::documents::Documents;
use super::recorder::Recorder;
use super::upload::Uploads;
use super::version::{State, Versions};
use super::{Part, Upload, Version, VersionId};
use crate::clock::random_bytes;
use crate::model::{Acl, Versioning};

/// What a bucket holds, changed under one lock so that every change is seen whole.
#[derive(Debug)]
pub(super) struct Held {
    /// Who may do what without a policy.
    pub(super) acl: Acl,
    /// The documents of the configuration.
    pub(super) documents: Documents,
    /// The versions of every key.
    pub(super) keys: BTreeMap<String, Versions>,
    /// The unfinished uploads.
    pub(super) uploads: Uploads,
    /// Whether new objects take the place of old ones or stand before them; `None` until it is set for the first time.
    pub(super) versioning: Option<Versioning>,
    /// Set when the bucket is deleted, so that a put which found it before cannot write into nowhere.
    pub(super) closed: bool,
    /// The order of the last version that was made.
    last_order: u64,
    /// Writes down what changes, if it is kept.
    recorder: Option<Recorder>,
}

/// A record that changes. Every operation decides under the lock which ones do, and commits them together.
#[derive(Debug)]
pub(super) enum Change {
    /// A version takes the place of the one of its id, if there is one.
    PutVersion {
        /// Its key.
        key: String,
        /// The version.
        version: Version,
    },
    /// A version goes.
    RemoveVersion {
        /// Its key.
        key: String,
        /// Its id.
        id: VersionId,
    },
    /// An upload begins.
    PutUpload {
        /// The key of its object.
        key: String,
        /// Its id.
        id: String,
        /// The upload.
        upload: Upload,
    },
    /// A part takes the place of the one of its number, if there is one.
    PutPart {
        /// The key of the upload's object.
        key: String,
        /// The id of the upload.
        id: String,
        /// The number of the part.
        number: u16,
        /// The part.
        part: Part,
    },
    /// An upload goes, with its parts.
    RemoveUpload {
        /// The key of its object.
        key: String,
        /// Its id.
        id: String,
    },
    /// Versioning is enabled or suspended.
    SetVersioning(Versioning),
    /// The access control list changes.
    SetAcl(Acl),
    /// A document takes the place of the one of its name, if there is one.
    PutDocument {
        /// Its name.
        name: String,
        /// The document.
        text: Arc<str>,
    },
    /// A document goes.
    RemoveDocument {
        /// Its name.
        name: String,
    },
    /// The bucket, which is empty, goes.
    Close,
}

impl Held {
    /// Nothing.
    pub(super) fn new(acl: Acl, recorder: Option<Recorder>) -> Self {
        Self {
            acl,
            documents: Documents::default(),
            keys: BTreeMap::new(),
            uploads: Uploads::default(),
            versioning: None,
            closed: false,
            last_order: 0,
            recorder,
        }
    }

    /// Makes changes, all of them or none. A bucket that is gone does not change any more.
    pub(super) fn commit(&mut self, changes: impl IntoIterator<Item = Change>) {
        if self.closed {
            return;
        }
        match &self.recorder {
            None => changes.into_iter().for_each(|change| self.apply(change)),
            Some(recorder) => {
                // What goes is let go after the record of it is queued: contents are removed in that order.
                let changes: Vec<_> = changes.into_iter().collect();
                recorder.record(&changes);
                for change in changes {
                    self.apply(change);
                }
            }
        }
    }

    /// Makes a change that is on record already.
    pub(super) fn apply(&mut self, change: Change) {
        match change {
            Change::PutVersion { key, version } => {
                self.last_order = self.last_order.max(version.order);
                match self.keys.entry(key) {
                    Entry::Vacant(entry) => drop(entry.insert(Versions::new(version))),
                    Entry::Occupied(mut entry) => entry.get_mut().put(version),
                }
            }
            Change::RemoveVersion { key, id } => {
                if self.keys.get_mut(&key).is_some_and(|versions| !versions.remove(id)) {
                    self.keys.remove(&key);
                }
            }
            Change::PutUpload { key, id, upload } => self.uploads.insert(key, id, upload),
            Change::PutPart { key, id, number, part } => {
                if let Some(upload) = self.uploads.get_mut(&key, &id) {
                    upload.parts.insert(number, part);
                }
            }
            Change::RemoveUpload { key, id } => self.uploads.remove(&key, &id),
            Change::SetVersioning(versioning) => self.versioning = Some(versioning),
            Change::SetAcl(acl) => self.acl = acl,
            Change::PutDocument { name, text } => self.documents.put(name, text),
            Change::RemoveDocument { name } => self.documents.remove(&name),
            Change::Close => self.closed = true,
        }
    }

    /// A version of a key; the current one when none is named.
    pub(super) fn version(&self, key: &str, id: Option<VersionId>) -> Option<&Version> {
        self.keys.get(key)?.get(id)
    }

    /// Whether an object put at this key would take the place of another; in a bucket with versions none does.
    pub(super) fn overwrites(&self, key: &str) -> bool {
        self.versioning.is_none() && self.keys.contains_key(key)
    }

    /// What stands before all other versions of a key, with an id of its own when versioning is enabled.
    pub(super) fn new_version(&mut self, now: OffsetDateTime, state: State) -> Version {
        let order = self.next_order(now);
        let id = match self.versioning {
            Some(Versioning::Enabled) => VersionId::unique(order, random_bytes()),
            Some(Versioning::Suspended) | None => VersionId::Null,
        };
        Version { id, order, state }
    }

    /// The same without an id, whatever the versioning.
    pub(super) fn new_null_version(&mut self, now: OffsetDateTime, state: State) -> Version {
        Version { id: VersionId::Null, order: self.next_order(now), state }
    }

    /// Orders are times, as unique ids tell them, but never stand still or go back.
    fn next_order(&mut self, now: OffsetDateTime) -> u64 {
        let milliseconds = u64::try_from(now.unix_timestamp_nanos() / 1_000_000).unwrap_or_default();
        self.last_order = (milliseconds << 20 | 1).max(self.last_order + 1);
        self.last_order
    }

    /// Whether there is neither a version nor an upload.
    pub(super) fn is_empty(&self) -> bool {
        self.keys.is_empty() && self.uploads.is_empty()
    }
}
