//! What tells one content of a local file from another without reading it.

use std::fs::Metadata;

use serde_json::{Value, json};

/// Size, time of the last change and inode of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Identity {
    pub(super) size: u64,
    /// Nanoseconds since 1970.
    modified: i128,
    inode: u64,
}

impl Identity {
    pub(super) fn of(metadata: &Metadata) -> Self {
        let (modified, inode) = details(metadata);
        Self { size: metadata.len(), modified, inode }
    }

    /// As it stands in a checkpoint; texts, since numbers of JavaScript are too short.
    pub(super) fn to_json(self) -> Value {
        json!({
            "size": self.size,
            "modifiedNs": self.modified.to_string(),
            "inode": self.inode.to_string(),
        })
    }
}

#[cfg(unix)]
fn details(metadata: &Metadata) -> (i128, u64) {
    use std::os::unix::fs::MetadataExt;
    let modified = i128::from(metadata.mtime()) * 1_000_000_000 + i128::from(metadata.mtime_nsec());
    (modified, metadata.ino())
}

#[cfg(not(unix))]
fn details(metadata: &Metadata) -> (i128, u64) {
    let since = metadata.modified().ok().and_then(|time| time.duration_since(std::time::UNIX_EPOCH).ok());
    (since.map_or(0, |since| i128::try_from(since.as_nanos()).unwrap_or(0)), 0)
}
