//! Everything that a bucket holds, shown to someone who counts.

use super::{Bucket, Upload, Version};
use crate::sync::read;

/// One thing in a bucket.
#[derive(Debug)]
pub(crate) enum Thing<'h> {
    /// A version, current or not.
    Version(&'h Version),
    /// An unfinished upload.
    Upload(&'h Upload),
}

impl Bucket {
    /// Shows all things as they are at one instant.
    pub(crate) fn survey(&self, mut see: impl FnMut(Thing<'_>)) {
        let held = read(&self.held);
        for versions in held.keys.values() {
            versions.iter().for_each(|version| see(Thing::Version(version)));
        }
        held.uploads.iter().for_each(|(_, _, upload)| see(Thing::Upload(upload)));
    }
}
