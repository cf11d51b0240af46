//! Pages of listings: keys, or versions of keys, as they are at one instant.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::version::Versions;
use super::walk::{Path, Step, walk};
use super::{Object, Version, VersionId};

/// What to list.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct ListingQuery<'a> {
    /// Only keys that begin with this.
    pub(crate) prefix: &'a str,
    /// Only what comes after this.
    pub(crate) after: &'a str,
    /// Keys with this behind the prefix become one common prefix; empty for none.
    pub(crate) delimiter: &'a str,
    /// How many keys and common prefixes together.
    pub(crate) limit: usize,
}

/// One page of objects.
#[derive(Debug, Default)]
pub(crate) struct Listing {
    /// The objects, by key.
    pub(crate) objects: Vec<(String, Arc<Object>)>,
    /// The common prefixes.
    pub(crate) prefixes: Vec<String>,
    /// The last key or common prefix of the page when there is more to come.
    pub(crate) next: Option<String>,
}

/// Reads one page of the keys whose current version is an object.
pub(super) fn objects(keys: &BTreeMap<String, Versions>, query: &ListingQuery<'_>) -> Listing {
    let mut listing = Listing::default();
    let mut last = "";
    let ListingQuery { prefix, delimiter, after, limit } = *query;
    let path = Path { prefix, delimiter, after, inclusive: false };
    for step in walk(keys, path, |versions| versions.current().object().is_some()) {
        if listing.objects.len() + listing.prefixes.len() == limit {
            listing.next = Some(last.to_owned());
            break;
        }
        match step {
            Step::Prefix(common) => {
                listing.prefixes.push(common.to_owned());
                last = common;
            }
            Step::Key(key, versions) => {
                let object = versions.current().object();
                listing.objects.extend(object.map(|object| (key.to_owned(), Arc::clone(object))));
                last = key;
            }
        }
    }
    listing
}

/// Which versions to list.
#[derive(Debug, Clone, Copy)]
pub(crate) struct VersionsQuery<'a> {
    /// Only keys that begin with this.
    pub(crate) prefix: &'a str,
    /// Keys with this behind the prefix become one common prefix; empty for none.
    pub(crate) delimiter: &'a str,
    /// Only keys after this, and this key itself if a version is given.
    pub(crate) key_marker: &'a str,
    /// Only versions of the marker's key that are older than this.
    pub(crate) version_marker: Option<VersionId>,
    /// How many versions and common prefixes together.
    pub(crate) limit: usize,
}

/// One page of versions.
#[derive(Debug, Default)]
pub(crate) struct VersionsPage {
    /// The versions, by key and from the newest to the oldest.
    pub(crate) versions: Vec<ListedVersion>,
    /// The common prefixes.
    pub(crate) prefixes: Vec<String>,
    /// Key (or common prefix) and version of the last entry when there is more to come.
    pub(crate) next: Option<(String, Option<VersionId>)>,
}

/// A version in a listing.
#[derive(Debug)]
pub(crate) struct ListedVersion {
    /// The key.
    pub(crate) key: String,
    /// The version.
    pub(crate) version: Version,
    /// Whether it is the newest of its key.
    pub(crate) is_latest: bool,
}

/// Reads one page of versions.
pub(super) fn versions(keys: &BTreeMap<String, Versions>, query: &VersionsQuery<'_>) -> VersionsPage {
    let mut page = VersionsPage::default();
    let mut last = ("", None);
    let VersionsQuery { prefix, delimiter, key_marker, version_marker, limit } = *query;
    let path = Path { prefix, delimiter, after: key_marker, inclusive: version_marker.is_some() };
    for step in walk(keys, path, |_| true) {
        let (key, versions) = match step {
            Step::Key(key, versions) => (key, versions),
            Step::Prefix(common) => {
                if page.versions.len() + page.prefixes.len() == limit {
                    page.next = Some((last.0.to_owned(), last.1));
                    return page;
                }
                page.prefixes.push(common.to_owned());
                last = (common, None);
                continue;
            }
        };
        let newer_than = if key == key_marker { bound(versions, version_marker) } else { u64::MAX };
        for version in versions.iter().filter(|version| version.order < newer_than) {
            if page.versions.len() + page.prefixes.len() == limit {
                page.next = Some((last.0.to_owned(), last.1));
                return page;
            }
            let is_latest = version.id == versions.current().id;
            page.versions.push(ListedVersion { key: key.to_owned(), version: version.clone(), is_latest });
            last = (key, Some(version.id));
        }
    }
    page
}

/// The order below which versions come after the marker. Unique ids tell theirs even when their version is gone. Of a
/// `null` version that is gone nothing is known, and every version comes after it: seen twice is better than never.
fn bound(versions: &Versions, marker: Option<VersionId>) -> u64 {
    match marker {
        None => u64::MAX,
        Some(VersionId::Unique { order, .. }) => order,
        Some(VersionId::Null) => versions.get(marker).map_or(u64::MAX, |version| version.order),
    }
}
