//! Listings, page by page, against lists made in the simplest way.

use crate::state::{Bucket, Object};
use crate::wire::{call, element, elements, query, unescape};
use crate::world::World;

/// How many small pages of versions are read one after the other; there may be hundreds.
const PAGES: usize = 4;

/// An entry of a listing: a common prefix, or something with a key.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Entry {
    Prefix(String),
    Object { key: String, etag: String, size: usize, kind: &'static str, class: &'static str },
    Version { key: String, id: String, is_latest: bool, etag: Option<String> },
    Upload { key: String, id: String },
}

/// What is listed, and where the page begins.
#[derive(Debug, Clone, Default)]
struct Query {
    prefix: &'static str,
    delimiter: &'static str,
    /// Key, and version or upload.
    after: (String, String),
    limit: usize,
}

/// A page as the emulator gave it.
#[derive(Debug, PartialEq, Eq)]
struct Page {
    /// Keys first, common prefixes behind them.
    entries: Vec<Entry>,
    /// What the next page begins after.
    next: Option<(String, String)>,
}

impl Query {
    /// The page of all entries, each with its key: those behind the marker, rolled up and cut.
    fn page(&self, all: Vec<(String, Entry)>, second: impl Fn(&Entry) -> String) -> Page {
        let mut rolled: Vec<(String, Entry)> = Vec::new();
        for (key, entry) in all {
            let Some(rest) = key.strip_prefix(self.prefix) else { continue };
            let end = if self.delimiter.is_empty() { None } else { rest.find(self.delimiter) };
            let Some(end) = end else {
                rolled.push((key, entry));
                continue;
            };
            let prefix = key[..self.prefix.len() + end + self.delimiter.len()].to_owned();
            let seen = prefix == self.after.0 || rolled.last().is_some_and(|(last, _)| *last == prefix);
            if !seen {
                rolled.push((prefix.clone(), Entry::Prefix(prefix)));
            }
        }
        let truncated = rolled.len() > self.limit;
        rolled.truncate(self.limit);
        let last = rolled.last().map(|(key, entry)| (key.clone(), second(entry)));
        let (prefixes, mut entries): (Vec<_>, Vec<_>) =
            rolled.into_iter().map(|(_, entry)| entry).partition(|entry| matches!(entry, Entry::Prefix(_)));
        entries.extend(prefixes);
        Page { entries, next: last.filter(|_| truncated) }
    }
}

fn objects(bucket: &Bucket, after: &str) -> Vec<(String, Entry)> {
    let current = bucket.keys.iter().filter_map(|(key, versions)| Some((key, versions[0].object.as_ref()?)));
    let entry = |(key, object): (&String, &Object)| {
        let entry = Entry::Object {
            key: key.clone(),
            etag: object.etag.clone(),
            size: object.body.len(),
            kind: object.kind.word(),
            class: object.class(),
        };
        (key.clone(), entry)
    };
    current.filter(|(key, _)| key.as_str() > after).map(entry).collect()
}

fn versions(bucket: &Bucket, (key_marker, id_marker): &(String, String)) -> Vec<(String, Entry)> {
    let mut all = Vec::new();
    for (key, versions) in bucket.keys.iter().filter(|(key, _)| *key >= key_marker) {
        let mut behind = key > key_marker;
        for (index, version) in versions.iter().enumerate() {
            if behind {
                let etag = version.object.as_ref().map(|object| object.etag.clone());
                let (key, id) = (key.clone(), version.id.clone());
                all.push((key.clone(), Entry::Version { key, id, is_latest: index == 0, etag }));
            }
            behind = behind || version.id == *id_marker;
        }
    }
    all
}

fn uploads(bucket: &Bucket, (key_marker, id_marker): &(String, String)) -> Vec<(String, Entry)> {
    let behind = |key: &String, id: &String| {
        key > key_marker || key == key_marker && !id_marker.is_empty() && id > id_marker
    };
    let keys = bucket.uploads.keys().filter(|(key, id)| behind(key, id));
    keys.map(|(key, id)| (key.clone(), Entry::Upload { key: key.clone(), id: id.clone() })).collect()
}

fn prefixes(text: &str) -> impl Iterator<Item = Entry> {
    elements(text, &["CommonPrefixes"])
        .into_iter()
        .map(|(_, inside)| Entry::Prefix(element(inside, "Prefix")))
}

fn etag(inside: &str) -> String {
    element(inside, "ETag").trim_matches('"').to_owned()
}

fn id_of(entry: &Entry) -> String {
    match entry {
        Entry::Version { id, .. } | Entry::Upload { id, .. } => id.clone(),
        Entry::Prefix(_) | Entry::Object { .. } => String::new(),
    }
}

impl World {
    /// Shows the first entry that differs rather than all.
    fn same_page(&self, actual: &Page, expected: &Page) {
        for (actual, expected) in actual.entries.iter().zip(&expected.entries) {
            self.same("entry", actual, expected);
        }
        self.same("entries", actual.entries.len(), expected.entries.len());
        self.same("next page", &actual.next, &expected.next);
    }

    fn query(&mut self) -> Query {
        let after = if self.random.chance(30) { self.key() } else { String::new() };
        Query {
            prefix: self.random.pick(&["", "", "a", "a/", "b", "é", "none"]),
            delimiter: self.random.pick(&["", "/", "/", "b"]),
            after: (after, String::new()),
            limit: 1 + self.random.below(6),
        }
    }

    pub(crate) async fn list_objects(&mut self, b: usize) {
        let query = self.query();
        self.object_pages(b, query).await;
    }

    pub(crate) async fn compare_objects(&mut self, b: usize) {
        self.object_pages(b, Query { limit: 1000, ..Query::default() }).await;
    }

    /// Pages of the first or the second form of listing, from the marker to the end.
    async fn object_pages(&mut self, b: usize, mut wanted: Query) {
        let second = self.random.chance(50);
        let mut token = String::new();
        loop {
            let limit = wanted.limit.to_string();
            let mut pairs = vec![
                ("prefix", wanted.prefix),
                ("delimiter", wanted.delimiter),
                ("max-keys", limit.as_str()),
            ];
            let (name, form, after, next) = if second {
                pairs.push(("continuation-token", &token));
                ("ListObjectsV2", "list-type=2", "start-after", "NextContinuationToken")
            } else {
                ("ListObjects", "", "marker", "NextMarker")
            };
            pairs.push((after, &wanted.after.0));
            let target = format!("{form}{}", query(&pairs));
            let list = call(name, "GET", self.buckets[b].name, "", target.trim_start_matches('&'));
            let reply = self.send(list.sign()).await;
            self.same("status", reply.status, 200);
            let text = reply.text();
            let expected = wanted.page(objects(&self.buckets[b], &wanted.after.0), id_of);
            let entry = |(_, inside): (&str, &str)| Entry::Object {
                key: element(inside, "Key"),
                etag: etag(inside),
                size: element(inside, "Size").parse().unwrap(),
                kind: word(&element(inside, "Type")),
                class: word(&element(inside, "StorageClass")),
            };
            let entries =
                elements(&text, &["Contents"]).into_iter().map(entry).chain(prefixes(&text)).collect();
            token = element(&text, next);
            // A token says nothing to its reader.
            let told = if second { expected.next.clone() } else { None };
            let marker = told.unwrap_or_else(|| (token.clone(), String::new()));
            let next = (element(&text, "IsTruncated") == "true").then_some(marker);
            self.same_page(&Page { entries, next }, &expected);
            let Some(after) = expected.next else { return };
            wanted.after = after;
        }
    }

    pub(crate) async fn list_versions(&mut self, b: usize) {
        let mut query = self.query();
        if query.delimiter.is_empty()
            && let Some(versions) = self.buckets[b].keys.get(&query.after.0)
        {
            query.after.1 = self.random.pick(versions).id;
        }
        self.version_pages(b, query, PAGES).await;
    }

    pub(crate) async fn compare_versions(&mut self, b: usize) {
        let limit = 20 + self.random.below(981);
        self.version_pages(b, Query { limit, ..Query::default() }, usize::MAX).await;
    }

    async fn version_pages(&mut self, b: usize, mut wanted: Query, pages: usize) {
        for _ in 0..pages {
            let limit = wanted.limit.to_string();
            let pairs = query(&[
                ("prefix", wanted.prefix),
                ("delimiter", wanted.delimiter),
                ("max-keys", &limit),
                ("key-marker", &wanted.after.0),
                ("version-id-marker", &wanted.after.1),
            ]);
            let list =
                call("ListObjectVersions", "GET", self.buckets[b].name, "", &format!("versions{pairs}"));
            let reply = self.send(list.sign()).await;
            self.same("status", reply.status, 200);
            let text = reply.text();
            let expected = wanted.page(versions(&self.buckets[b], &wanted.after), id_of);
            let entry = |(name, inside): (&str, &str)| Entry::Version {
                key: element(inside, "Key"),
                id: element(inside, "VersionId"),
                is_latest: element(inside, "IsLatest") == "true",
                etag: (name == "Version").then(|| etag(inside)),
            };
            let listed = elements(&text, &["Version", "DeleteMarker"]).into_iter().map(entry);
            let next = (element(&text, "IsTruncated") == "true")
                .then(|| (element(&text, "NextKeyMarker"), element(&text, "NextVersionIdMarker")));
            self.same_page(&Page { entries: listed.chain(prefixes(&text)).collect(), next }, &expected);
            let Some(after) = expected.next else { return };
            wanted.after = after;
        }
    }

    pub(crate) async fn list_uploads(&mut self, b: usize) {
        let query = self.query();
        self.upload_pages(b, query).await;
        let there: Vec<_> = self.buckets[b].uploads.keys().cloned().collect();
        if !there.is_empty() {
            let (key, id) = self.random.pick(&there);
            self.list_parts(b, &key, &id).await;
        }
    }

    pub(crate) async fn compare_uploads(&mut self, b: usize) {
        self.upload_pages(b, Query { limit: 1000, ..Query::default() }).await;
        for (key, id) in self.buckets[b].uploads.keys().cloned().collect::<Vec<_>>() {
            self.list_parts(b, &key, &id).await;
        }
    }

    async fn upload_pages(&mut self, b: usize, mut wanted: Query) {
        loop {
            let limit = wanted.limit.to_string();
            let pairs = query(&[
                ("prefix", wanted.prefix),
                ("delimiter", wanted.delimiter),
                ("max-uploads", &limit),
                ("key-marker", &wanted.after.0),
                ("upload-id-marker", &wanted.after.1),
            ]);
            let list =
                call("ListMultipartUploads", "GET", self.buckets[b].name, "", &format!("uploads{pairs}"));
            let reply = self.send(list.sign()).await;
            self.same("status", reply.status, 200);
            let text = reply.text();
            let expected = wanted.page(uploads(&self.buckets[b], &wanted.after), id_of);
            let entry = |(_, inside): (&str, &str)| Entry::Upload {
                key: unescape(&element(inside, "Key")),
                id: element(inside, "UploadId"),
            };
            let listed = elements(&text, &["Upload"]).into_iter().map(entry);
            let next = (element(&text, "IsTruncated") == "true")
                .then(|| (element(&text, "NextKeyMarker"), element(&text, "NextUploadIdMarker")));
            self.same_page(&Page { entries: listed.chain(prefixes(&text)).collect(), next }, &expected);
            let Some(after) = expected.next else { return };
            wanted.after = after;
        }
    }
}

/// A word of the protocol that the model knows.
fn word(text: &str) -> &'static str {
    let words = ["Normal", "Multipart", "Appendable", "Symlink", "Standard", "Archive"];
    words.into_iter().find(|word| *word == text).unwrap_or("?")
}
