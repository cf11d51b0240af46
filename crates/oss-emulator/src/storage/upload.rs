//! Unfinished multipart uploads.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use time::OffsetDateTime;

use super::walk::{Path, Step, walk};
use super::{Attributes, Content};

/// One part.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Part {
    /// The bytes, of which records speak apart.
    #[serde(skip)]
    pub(crate) content: Content,
    /// Upper-case hex of their MD5.
    pub(crate) etag: String,
    /// CRC-64/XZ of them.
    pub(crate) crc64: u64,
    /// When it was stored, in whole seconds.
    pub(crate) last_modified: OffsetDateTime,
}

/// An upload that was neither completed nor aborted.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Upload {
    /// When it began, in whole seconds.
    pub(crate) initiated: OffsetDateTime,
    /// What the object will be.
    pub(crate) attributes: Attributes,
    /// The parts by number, with records of their own.
    #[serde(skip)]
    pub(crate) parts: BTreeMap<u16, Part>,
}

/// The uploads of a bucket, by key and then by id. Ids begin with the time, so this is the order of initiation.
#[derive(Debug, Default)]
pub(super) struct Uploads(BTreeMap<String, BTreeMap<String, Upload>>);

/// Which uploads to list.
#[derive(Debug, Clone, Copy)]
pub(crate) struct UploadQuery<'a> {
    /// Only keys that begin with this.
    pub(crate) prefix: &'a str,
    /// Keys with this behind the prefix become one common prefix; empty for none.
    pub(crate) delimiter: &'a str,
    /// Only keys after this, and this key itself if `id_marker` is given.
    pub(crate) key_marker: &'a str,
    /// Only ids of the marker's key after this.
    pub(crate) id_marker: &'a str,
    /// How many uploads and common prefixes together.
    pub(crate) limit: usize,
}

/// One page of uploads.
#[derive(Debug, Default)]
pub(crate) struct UploadPage {
    /// Key, id and time of initiation.
    pub(crate) uploads: Vec<(String, String, OffsetDateTime)>,
    /// The common prefixes.
    pub(crate) prefixes: Vec<String>,
    /// Key (or common prefix) and id of the last entry; empty when there is none.
    pub(crate) last: (String, String),
    /// Whether there is more.
    pub(crate) truncated: bool,
}

impl UploadPage {
    fn length(&self) -> usize {
        self.uploads.len() + self.prefixes.len()
    }
}

impl Uploads {
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(super) fn get(&self, key: &str, id: &str) -> Option<&Upload> {
        self.0.get(key)?.get(id)
    }

    pub(super) fn get_mut(&mut self, key: &str, id: &str) -> Option<&mut Upload> {
        self.0.get_mut(key)?.get_mut(id)
    }

    pub(super) fn insert(&mut self, key: String, id: String, upload: Upload) {
        self.0.entry(key).or_default().insert(id, upload);
    }

    pub(super) fn remove(&mut self, key: &str, id: &str) {
        let Some(ids) = self.0.get_mut(key) else { return };
        ids.remove(id);
        if ids.is_empty() {
            self.0.remove(key);
        }
    }

    /// All of them: key, id and upload.
    pub(super) fn iter(&self) -> impl Iterator<Item = (&str, &str, &Upload)> {
        self.0
            .iter()
            .flat_map(|(key, ids)| ids.iter().map(move |(id, upload)| (key.as_str(), id.as_str(), upload)))
    }

    pub(super) fn page(&self, query: &UploadQuery<'_>) -> UploadPage {
        let mut page = UploadPage::default();
        let UploadQuery { prefix, delimiter, key_marker, id_marker, limit } = *query;
        let path = Path { prefix, delimiter, after: key_marker, inclusive: !id_marker.is_empty() };
        for step in walk(&self.0, path, |_| true) {
            let (key, ids) = match step {
                Step::Key(key, ids) => (key, ids),
                Step::Prefix(common) => {
                    if page.length() == limit {
                        page.truncated = true;
                        return page;
                    }
                    page.prefixes.push(common.to_owned());
                    page.last = (common.to_owned(), String::new());
                    continue;
                }
            };
            for (id, upload) in ids {
                if key == key_marker && id.as_str() <= id_marker {
                    continue;
                }
                if page.length() == limit {
                    page.truncated = true;
                    return page;
                }
                page.uploads.push((key.to_owned(), id.clone(), upload.initiated));
                page.last = (key.to_owned(), id.clone());
            }
        }
        page
    }
}
