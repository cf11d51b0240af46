//! Reads back what a data directory holds.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use serde::Deserialize;

use super::held::Change;
use super::record::{VersionRecord, WithContent, restore};
use super::recorder::{ACL, DOCUMENT, Recorder, VERSIONING};
use super::vault::{DataError, Found, RecordKey, Table, Vault};
use super::{Bucket, Object, Part, Upload, VersionId};
use crate::model::Acl;

/// Buckets by name.
pub(super) type Buckets = BTreeMap<String, Arc<Bucket>>;

/// Opens a data directory and reads its records; waits for the disk. Contents that no record names are removed.
pub(super) fn load(directory: &Path) -> Result<(Arc<Vault>, Buckets), DataError> {
    let (vault, found) = Vault::open(directory)?;
    match read(&vault, &found) {
        Ok(buckets) => Ok((vault, buckets)),
        Err(error) => {
            // Nothing is to be removed while something is wrong.
            vault.close();
            Err(error)
        }
    }
}

fn read(vault: &Arc<Vault>, found: &Found) -> Result<Buckets, DataError> {
    let mut buckets = BTreeMap::new();
    for table in Table::ALL {
        vault.read(table, |key, value| {
            if table == Table::Buckets && key.detail.is_empty() {
                let recorder = Recorder::new(vault, &key.bucket);
                buckets
                    .insert(key.bucket.clone(), Bucket::new(parse(value)?, Acl::default(), Some(recorder)));
                return Ok(());
            }
            let bucket = buckets.get_mut(&key.bucket).ok_or("there is no such bucket")?;
            bucket.restore(change(table, key, value, found)?)
        })?;
    }
    Ok(buckets.into_iter().map(|(name, bucket)| (name, Arc::new(bucket))).collect())
}

/// The change that led to a record.
fn change(table: Table, key: &RecordKey, value: &[u8], found: &Found) -> Result<Change, String> {
    let RecordKey { key, detail, .. } = key.clone();
    match table {
        Table::Buckets => property(&detail, value),
        Table::Objects => {
            let id = VersionId::parse(&detail).ok_or("it is no version id")?;
            let record: VersionRecord<Object> = parse(value)?;
            Ok(Change::PutVersion { key, version: record.version(id, found)? })
        }
        Table::Uploads => {
            let upload: Upload = parse(value)?;
            Ok(Change::PutUpload { key, id: detail, upload })
        }
        Table::Parts => {
            let number =
                detail.split_once('/').and_then(|(id, number)| Some((id.to_owned(), number.parse().ok()?)));
            let (id, number) = number.ok_or("it is no part of an upload")?;
            let WithContent { content, of: mut part }: WithContent<Part> = parse(value)?;
            part.content = restore(content, found)?;
            Ok(Change::PutPart { key, id, number, part })
        }
    }
}

fn property(name: &str, value: &[u8]) -> Result<Change, String> {
    match (name, name.strip_prefix(DOCUMENT)) {
        (ACL, _) => Ok(Change::SetAcl(parse(value)?)),
        (VERSIONING, _) => Ok(Change::SetVersioning(parse(value)?)),
        (_, Some(name)) => {
            Ok(Change::PutDocument { name: name.to_owned(), text: parse::<String>(value)?.into() })
        }
        _ => Err("it is not known to this emulator".to_owned()),
    }
}

fn parse<'v, T: Deserialize<'v>>(value: &'v [u8]) -> Result<T, String> {
    serde_json::from_slice(value).map_err(|problem| problem.to_string())
}
