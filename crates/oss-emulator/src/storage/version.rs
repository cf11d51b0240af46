//! The versions of a key.

use std::fmt;
use std::sync::Arc;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use time::OffsetDateTime;

use super::Object;

/// What tells the versions of a key apart. Versions that were stored while versioning was not enabled are all `null`, so
/// a key has at most one of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum VersionId {
    /// `null`.
    Null,
    /// An id of its own.
    Unique {
        /// The [`Version::order`] that it was stored with.
        order: u64,
        /// Random hex digits.
        salt: [u8; 32],
    },
}

/// Ids are base64 (with `.` for `+`) of a protobuf message, as those of the documentation are: field 1 is 1, field 2
/// differs among buckets, field 3 is the time in milliseconds shifted by 20 bits with a 1 at the end, field 4 is 32 hex
/// digits. What stands for `/` is a guess.
const HEAD: [u8; 5] = [0x08, 0x01, 0x10, 0x33, 0x18];
const FIELD_4: [u8; 2] = [0x22, 0x20];

impl VersionId {
    /// A new id. `random` becomes its digits.
    pub(super) fn unique(order: u64, random: [u8; 16]) -> Self {
        let mut salt = [0; 32];
        for (digit, nibble) in salt.iter_mut().zip(random.iter().flat_map(|byte| [byte >> 4, byte & 15])) {
            *digit = if nibble < 10 { b'0' + nibble } else { b'a' + nibble - 10 };
        }
        Self::Unique { order, salt }
    }

    /// Reads the text on the wire; `None` when it is no id of ours.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        if text == "null" {
            return Some(Self::Null);
        }
        let message = STANDARD.decode(text.replace('.', "+").replace('_', "/")).ok()?;
        let rest = message.strip_prefix(&HEAD)?;
        let (number, salt) = rest.split_at_checked(rest.len().checked_sub(FIELD_4.len() + 32)?)?;
        let order = number.iter().rev().fold(0_u64, |order, byte| order << 7 | u64::from(byte & 0x7f));
        let salt = salt.strip_prefix(&FIELD_4)?.try_into().ok()?;
        // Numbers can be written in more than one way; an id in one alone.
        Some(Self::Unique { order, salt }).filter(|id| id.to_string() == text)
    }
}

impl fmt::Display for VersionId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self::Unique { mut order, salt } = *self else { return f.write_str("null") };
        let mut message = Vec::with_capacity(48);
        message.extend(HEAD);
        loop {
            let low = u8::try_from(order & 0x7f).unwrap_or_default();
            order >>= 7;
            message.push(if order == 0 { low } else { low | 0x80 });
            if order == 0 {
                break;
            }
        }
        message.extend(FIELD_4);
        message.extend(salt);
        f.write_str(&STANDARD.encode(message).replace('+', ".").replace('/', "_"))
    }
}

/// One version of a key.
#[derive(Debug, Clone)]
pub(crate) struct Version {
    /// Which one.
    pub(crate) id: VersionId,
    /// Greater than that of every version that was stored in the bucket before; changing what a version says of itself
    /// (ACL, tags, restoration, appended bytes) keeps it.
    pub(crate) order: u64,
    /// What it is.
    pub(crate) state: State,
}

/// What a version is.
#[derive(Debug, Clone)]
pub(crate) enum State {
    /// An object.
    Object(Arc<Object>),
    /// The mark of a deletion, and when it happened, in whole seconds.
    DeleteMarker(OffsetDateTime),
}

impl Version {
    /// The object, if it is one.
    pub(crate) fn object(&self) -> Option<&Arc<Object>> {
        match &self.state {
            State::Object(object) => Some(object),
            State::DeleteMarker(_) => None,
        }
    }
}

/// The versions of a key; there is at least one.
#[derive(Debug)]
pub(super) struct Versions {
    current: Version,
    /// By order.
    noncurrent: Vec<Version>,
}

impl Versions {
    pub(super) fn new(version: Version) -> Self {
        Self { current: version, noncurrent: Vec::new() }
    }

    /// The newest.
    pub(super) fn current(&self) -> &Version {
        &self.current
    }

    /// One of them; the current one when none is named.
    pub(super) fn get(&self, id: Option<VersionId>) -> Option<&Version> {
        id.map_or(Some(&self.current), |id| self.iter().find(|version| version.id == id))
    }

    /// From the newest to the oldest.
    pub(super) fn iter(&self) -> impl Iterator<Item = &Version> {
        std::iter::once(&self.current).chain(self.noncurrent.iter().rev())
    }

    /// Stores a version at its place in the order, instead of an earlier one of the same id.
    pub(super) fn put(&mut self, version: Version) {
        let (id, order) = (version.id, version.order);
        if order < self.current.order {
            match self.noncurrent.binary_search_by_key(&order, |version| version.order) {
                Ok(index) => self.noncurrent.splice(index..=index, [version]),
                Err(index) => self.noncurrent.splice(index..index, [version]),
            };
            return;
        }
        let previous = std::mem::replace(&mut self.current, version);
        self.noncurrent.retain(|version| version.id != id);
        if previous.id != id {
            self.noncurrent.push(previous);
        }
    }

    /// Removes a version; says whether others are left.
    pub(super) fn remove(&mut self, id: VersionId) -> bool {
        if self.current.id != id {
            self.noncurrent.retain(|version| version.id != id);
            return true;
        }
        match self.noncurrent.pop() {
            Some(version) => self.current = version,
            None => return false,
        }
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_read_back_in_one_way_alone() {
        for order in [1, (1_554_794_848_566 << 20) | 1, u64::MAX] {
            let id = VersionId::unique(order, *b"\x00\x01\x9a\xff0123456789ab");
            let text = id.to_string();
            assert_eq!(VersionId::parse(&text), Some(id), "{text}");
            for other in [&text[1..], &text[..text.len() - 4], &format!("{text}AAAA"), &text.to_lowercase()] {
                assert_eq!(VersionId::parse(other), None, "{other}");
            }
        }
        assert_eq!(VersionId::parse("null"), Some(VersionId::Null));
        for text in ["", "NULL", "x", "CAEQMxg-", "CAEQMxgBIiA."] {
            assert_eq!(VersionId::parse(text), None, "{text}");
        }
    }

    #[test]
    fn ids_look_like_the_documented_ones() {
        let id = VersionId::unique(
            (1_554_794_848_566 << 20) | 1,
            *b"\xda\xf8\x03\x2b\x20\x72\x44\x81\x91\xf1\xd6\x03\x2e\xf5\x50\x00",
        );
        assert!(
            id.to_string().starts_with("CAEQMxiBgICbof2D0BYiIGRhZjgwMzJiMjA3MjQ0ODE5MWYxZDYwMzJlZjU1"),
            "{id}"
        );
    }

    #[test]
    fn versions_stand_in_their_order() {
        let version =
            |order, id| Version { id, order, state: State::DeleteMarker(OffsetDateTime::UNIX_EPOCH) };
        let unique = |order| version(order, VersionId::unique(order, [0; 16]));
        let null = |order| version(order, VersionId::Null);
        let orders = |versions: &Versions| versions.iter().map(|version| version.order).collect::<Vec<_>>();
        let mut versions = Versions::new(null(1));
        versions.put(unique(2));
        versions.put(unique(4));
        assert_eq!(orders(&versions), [4, 2, 1]);
        versions.put(null(1));
        assert_eq!(orders(&versions), [4, 2, 1], "in place");
        versions.put(null(5));
        assert_eq!(orders(&versions), [5, 4, 2], "one null version");
        versions.put(unique(3));
        assert_eq!(orders(&versions), [5, 4, 3, 2]);
        assert!(versions.remove(unique(4).id) && versions.remove(VersionId::Null));
        assert_eq!(orders(&versions), [3, 2]);
        assert!(versions.get(Some(VersionId::Null)).is_none());
        assert!(versions.remove(unique(3).id) && !versions.remove(unique(2).id));
    }
}
