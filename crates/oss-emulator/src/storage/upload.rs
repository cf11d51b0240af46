//! Unfinished multipart uploads.

use std::collections::BTreeMap;
use std::ops::Bound;

use time::OffsetDateTime;

use super::listing::common_prefix;
use super::{Attributes, Content};

/// One part.
#[derive(Debug, Clone)]
pub(crate) struct Part {
    /// The bytes.
    pub(crate) content: Content,
    /// Upper-case hex of their MD5.
    pub(crate) etag: String,
    /// CRC-64/XZ of them.
    pub(crate) crc64: u64,
    /// When it was stored, in whole seconds.
    pub(crate) last_modified: OffsetDateTime,
}

/// An upload that was neither completed nor aborted.
#[derive(Debug, Clone)]
pub(crate) struct Upload {
    /// When it began, in whole seconds.
    pub(crate) initiated: OffsetDateTime,
    /// What the object will be.
    pub(crate) attributes: Attributes,
    /// The parts by number.
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

    pub(super) fn remove(&mut self, key: &str, id: &str) -> Option<Upload> {
        let ids = self.0.get_mut(key)?;
        let upload = ids.remove(id);
        if ids.is_empty() {
            self.0.remove(key);
        }
        upload
    }

    pub(super) fn page(&self, query: &UploadQuery<'_>) -> UploadPage {
        let mut page = UploadPage::default();
        let from = query.key_marker.max(query.prefix);
        let keys = self
            .0
            .range::<str, _>((Bound::Included(from), Bound::Unbounded))
            .take_while(|(key, _)| key.starts_with(query.prefix));
        for (key, ids) in keys {
            if let Some(common) = common_prefix(key, query.prefix, query.delimiter) {
                if common == query.key_marker || page.prefixes.last().is_some_and(|last| last == common) {
                    continue;
                }
                if page.length() >= query.limit {
                    page.truncated = true;
                    return page;
                }
                page.prefixes.push(common.to_owned());
                page.last = (common.to_owned(), String::new());
                continue;
            }
            for (id, upload) in ids {
                let seen =
                    key == query.key_marker && (query.id_marker.is_empty() || id.as_str() <= query.id_marker);
                if seen {
                    continue;
                }
                if page.length() >= query.limit {
                    page.truncated = true;
                    return page;
                }
                page.uploads.push((key.clone(), id.clone(), upload.initiated));
                page.last = (key.clone(), id.clone());
            }
        }
        page
    }
}
