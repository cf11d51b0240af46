//! Writes down what changes in a bucket.

use std::sync::Arc;

use serde::Serialize;

use super::held::Change;
use super::record::{VersionRecord, WithContent};
use super::vault::{Entry, RecordKey, Table, Vault};
use super::{BucketSettings, Part};
use crate::model::Acl;

/// Properties of a bucket, by the name of their records.
pub(super) const ACL: &str = "acl";
pub(super) const VERSIONING: &str = "versioning";
/// What stands before the names of documents.
pub(super) const DOCUMENT: &str = "document/";

/// Writes down what changes in a bucket.
#[derive(Debug)]
pub(super) struct Recorder {
    vault: Arc<Vault>,
    bucket: String,
}

impl Recorder {
    pub(super) fn new(vault: &Arc<Vault>, bucket: &str) -> Self {
        Self { vault: Arc::clone(vault), bucket: bucket.to_owned() }
    }

    /// The bucket is new.
    pub(super) fn create(&self, settings: &BucketSettings, acl: Acl) {
        self.push(|entries| {
            self.put(entries, Table::Buckets, ("", ""), settings)?;
            self.put(entries, Table::Buckets, ("", ACL), &acl)
        });
    }

    /// Queues changes, which are committed together.
    pub(super) fn record(&self, changes: &[Change]) {
        self.push(|entries| changes.iter().try_for_each(|change| self.entries(change, entries)));
    }

    fn push(&self, fill: impl FnOnce(&mut Vec<Entry>) -> serde_json::Result<()>) {
        let mut entries = Vec::new();
        match fill(&mut entries) {
            Ok(()) => self.vault.push(entries),
            Err(problem) => self.vault.fail(&problem),
        }
    }

    fn entries(&self, change: &Change, entries: &mut Vec<Entry>) -> serde_json::Result<()> {
        match change {
            Change::PutVersion { key, version } => {
                let record = VersionRecord::of(version, entries);
                self.put(entries, Table::Objects, (key, &version.id.to_string()), &record)?;
            }
            Change::RemoveVersion { key, id } => {
                entries.push(Entry::Remove(Table::Objects, self.key(key, &id.to_string())));
            }
            Change::PutUpload { key, id, upload } => {
                self.put(entries, Table::Uploads, (key, id), upload)?;
                for (number, part) in &upload.parts {
                    self.put_part(entries, (key, id), *number, part)?;
                }
            }
            Change::PutPart { key, id, number, part } => self.put_part(entries, (key, id), *number, part)?,
            Change::RemoveUpload { key, id } => {
                entries.push(Entry::Remove(Table::Uploads, self.key(key, id)));
                // Of all that begins with the id and a slash: the zero comes after the slash.
                let (from, to) = (format!("{id}/"), format!("{id}0"));
                entries.push(Entry::RemoveRange(Table::Parts, self.key(key, &from), self.key(key, &to)));
            }
            Change::SetVersioning(versioning) => {
                self.put(entries, Table::Buckets, ("", VERSIONING), versioning)?;
            }
            Change::SetAcl(acl) => self.put(entries, Table::Buckets, ("", ACL), acl)?,
            Change::PutDocument { name, text } => {
                self.put(entries, Table::Buckets, ("", &document(name)), &**text)?;
            }
            Change::RemoveDocument { name } => {
                entries.push(Entry::Remove(Table::Buckets, self.key("", &document(name))));
            }
            Change::Close => {
                let next = RecordKey { bucket: format!("{}\0", self.bucket), ..RecordKey::default() };
                entries.push(Entry::RemoveRange(Table::Buckets, self.key("", ""), next));
            }
        }
        Ok(())
    }

    fn put_part(
        &self,
        entries: &mut Vec<Entry>,
        (key, id): (&str, &str),
        number: u16,
        part: &Part,
    ) -> serde_json::Result<()> {
        let record = WithContent::of(part, &part.content, entries);
        self.put(entries, Table::Parts, (key, &format!("{id}/{number:05}")), &record)
    }

    fn put(
        &self,
        entries: &mut Vec<Entry>,
        table: Table,
        (key, detail): (&str, &str),
        record: &(impl Serialize + ?Sized),
    ) -> serde_json::Result<()> {
        entries.push(Entry::Put(table, self.key(key, detail), serde_json::to_vec(record)?));
        Ok(())
    }

    fn key(&self, key: &str, detail: &str) -> RecordKey {
        RecordKey { bucket: self.bucket.clone(), key: key.to_owned(), detail: detail.to_owned() }
    }
}

fn document(name: &str) -> String {
    format!("{DOCUMENT}{name}")
}
