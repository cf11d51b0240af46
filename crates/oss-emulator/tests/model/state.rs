//! The model: buckets are maps of keys to lists of versions, and of uploads to parts.

use std::collections::BTreeMap;
use std::rc::Rc;

use md5::{Digest, Md5};

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Kind {
    Normal,
    Multipart,
    Appendable,
    Symlink(String),
}

impl Kind {
    pub(crate) fn word(&self) -> &'static str {
        match self {
            Self::Normal => "Normal",
            Self::Multipart => "Multipart",
            Self::Appendable => "Appendable",
            Self::Symlink(_) => "Symlink",
        }
    }
}

#[derive(Debug, Clone)]
pub(crate) struct Object {
    pub(crate) body: Rc<[u8]>,
    pub(crate) etag: String,
    pub(crate) kind: Kind,
    /// `x-oss-meta-n`.
    pub(crate) meta: Option<String>,
    pub(crate) tags: Vec<(String, String)>,
    pub(crate) acl: &'static str,
    /// Archived.
    pub(crate) frozen: bool,
}

impl Object {
    pub(crate) fn normal(body: Vec<u8>) -> Self {
        let etag = hex_md5(&body);
        Self {
            body: body.into(),
            etag,
            kind: Kind::Normal,
            meta: None,
            tags: Vec::new(),
            acl: "default",
            frozen: false,
        }
    }

    pub(crate) fn class(&self) -> &'static str {
        if self.frozen { "Archive" } else { "Standard" }
    }

    pub(crate) fn crc64(&self) -> u64 {
        let mut digest = crc64fast::Digest::new();
        digest.write(&self.body);
        digest.sum64()
    }
}

/// Upper-case hex.
pub(crate) fn hex_md5(bytes: &[u8]) -> String {
    Md5::digest(bytes).iter().map(|byte| format!("{byte:02X}")).collect::<Vec<_>>().concat()
}

#[derive(Debug, Clone)]
pub(crate) struct Version {
    pub(crate) id: String,
    /// `None` for a delete marker.
    pub(crate) object: Option<Object>,
}

#[derive(Debug, Clone)]
pub(crate) struct Part {
    pub(crate) body: Rc<[u8]>,
    pub(crate) etag: String,
}

#[derive(Debug, Default)]
pub(crate) struct Upload {
    pub(crate) meta: Option<String>,
    pub(crate) parts: BTreeMap<u16, Part>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Versioning {
    Unset,
    Enabled,
    Suspended,
}

#[derive(Debug)]
pub(crate) struct Bucket {
    pub(crate) name: &'static str,
    pub(crate) versioning: Versioning,
    /// From the newest to the oldest; never empty.
    pub(crate) keys: BTreeMap<String, Vec<Version>>,
    /// By key and id.
    pub(crate) uploads: BTreeMap<(String, String), Upload>,
}

/// What is expected where an object is asked for.
pub(crate) enum Found<'m> {
    Object(&'m Version, &'m Object),
    /// Status and code; the version of the delete marker that is there.
    Error(u16, &'static str, Option<&'m str>),
}

impl Bucket {
    pub(crate) fn new(name: &'static str) -> Self {
        Self { name, versioning: Versioning::Unset, keys: BTreeMap::new(), uploads: BTreeMap::new() }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.keys.is_empty() && self.uploads.is_empty()
    }

    pub(crate) fn version(&self, key: &str, id: Option<&str>) -> Option<&Version> {
        let versions = self.keys.get(key)?;
        id.map_or(versions.first(), |id| versions.iter().find(|version| version.id == id))
    }

    pub(crate) fn find(&self, key: &str, id: Option<&str>) -> Found<'_> {
        match self.version(key, id) {
            None if id.is_some() => Found::Error(404, "NoSuchVersion", None),
            None => Found::Error(404, "NoSuchKey", None),
            Some(version) => match &version.object {
                Some(object) => Found::Object(version, object),
                None if id.is_some() => Found::Error(405, "MethodNotAllowed", Some(&version.id)),
                None => Found::Error(404, "NoSuchKey", Some(&version.id)),
            },
        }
    }

    pub(crate) fn object_mut(&mut self, key: &str, id: Option<&str>) -> &mut Object {
        let versions = self.keys.get_mut(key).unwrap();
        let index = id.map_or(0, |id| versions.iter().position(|version| version.id == id).unwrap());
        versions[index].object.as_mut().unwrap()
    }

    /// What `x-oss-version-id` says of a version.
    pub(crate) fn shown<'i>(&self, id: &'i str) -> Option<&'i str> {
        (self.versioning != Versioning::Unset).then_some(id)
    }

    /// Whether new versions get ids that only the reply tells.
    pub(crate) fn names_versions(&self) -> bool {
        self.versioning == Versioning::Enabled
    }

    pub(crate) fn would_overwrite(&self, key: &str) -> bool {
        self.versioning == Versioning::Unset && self.keys.contains_key(key)
    }

    /// A new current version; `None` for a delete marker.
    pub(crate) fn push(&mut self, key: &str, id: &str, object: Option<Object>) {
        let versions = self.keys.entry(key.to_owned()).or_default();
        versions.retain(|version| version.id != id);
        versions.insert(0, Version { id: id.to_owned(), object });
    }

    pub(crate) fn remove(&mut self, key: &str, id: &str) -> Option<Version> {
        let versions = self.keys.get_mut(key)?;
        let index = versions.iter().position(|version| version.id == id)?;
        let removed = versions.remove(index);
        if versions.is_empty() {
            self.keys.remove(key);
        }
        Some(removed)
    }
}
