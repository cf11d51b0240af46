//! Checkpoint files: JSON that is replaced as a whole.
//!
//! The fields of an upload are those of ali-oss's checkpoint objects, and some more.

use std::collections::BTreeMap;
use std::fs::OpenOptions;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use serde_json::{Map, Value, json};

pub use super::ledger::Done;

use super::engine::Place;
use super::plan;
use crate::error::Error;

const FORMAT: &str = "ali-oss-native transfer";
const VERSION: u64 = 1;

/// What a transfer goes on from.
#[derive(Debug, Clone, Default)]
pub enum Resume {
    /// Nothing; when it fails, nothing is left of it.
    #[default]
    Never,
    /// The checkpoint at this path, if it is there. It is written as parts are done, and stays when the transfer fails.
    File(PathBuf),
    /// A checkpoint object of ali-oss, as JSON. When the transfer fails, the upload stays.
    Given(Value),
}

/// What a checkpoint says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Record {
    /// `upload`, `download` or `copy`.
    pub(super) direction: String,
    pub(super) place: Place,
    /// The local file, or `/bucket/key` of a copy's source.
    pub(super) file: String,
    pub(super) size: u64,
    pub(super) part_size: u64,
    /// What the content that is read was when the transfer began.
    pub(super) content: Value,
    /// Of an upload.
    pub(super) upload_id: Option<String>,
    /// Of a download: where the bytes are.
    pub(super) temporary: Option<String>,
    pub(super) done: BTreeMap<u32, Done>,
}

impl Record {
    pub(super) fn to_json(&self) -> String {
        let done: Vec<Value> = self.done.values().map(part_to_json).collect();
        let value = json!({
            "format": FORMAT,
            "version": VERSION,
            "direction": self.direction,
            "bucket": self.place.bucket,
            "name": self.place.key,
            "file": self.file,
            "fileSize": self.size,
            "partSize": self.part_size,
            "content": self.content,
            "uploadId": self.upload_id,
            "temporary": self.temporary,
            "doneParts": done,
        });
        value.to_string()
    }

    fn from_json(value: &Value) -> Option<Self> {
        let text = |name: &str| value.get(name)?.as_str().map(str::to_owned);
        let (size, part_size) = (value.get("fileSize")?.as_u64()?, value.get("partSize")?.as_u64()?);
        plan::check(Some(part_size)).ok()?;
        let done = value.get("doneParts")?.as_array()?.iter();
        let done = done.map(|part| part_from_json(part, size, part_size)).collect::<Option<_>>()?;
        Some(Self {
            direction: text("direction")?,
            place: Place { bucket: text("bucket"), key: text("name")? },
            file: text("file")?,
            size,
            part_size,
            content: value.get("content").cloned().unwrap_or_default(),
            upload_id: text("uploadId"),
            temporary: text("temporary"),
            done,
        })
    }

    /// Reads a checkpoint object of ali-oss: an upload of `place` from what is now being uploaded, whose bucket and content it
    /// does not name.
    pub(super) fn of_ali_oss(given: &Value, place: &Place, content: Value) -> Result<Self, Error> {
        let wrong = |what: &str| Error::input(format!("the checkpoint object {what}"));
        let mut fields: Map<String, Value> =
            given.as_object().cloned().ok_or_else(|| wrong("is not an object"))?;
        if fields.get("name").and_then(Value::as_str) != Some(&place.key) {
            return Err(wrong(&format!("is not of {}", place.key)));
        }
        if fields.get("uploadId").and_then(Value::as_str).is_none() {
            return Err(wrong("has no uploadId"));
        }
        fields.insert("direction".into(), "upload".into());
        fields.insert("bucket".into(), place.bucket.clone().into());
        // A Buffer or a File: what it is, is compared with what is uploaded by its size and, at the end, by CRC-64.
        fields.insert("file".into(), fields.get("file").and_then(Value::as_str).unwrap_or_default().into());
        fields.insert("content".into(), content);
        Self::from_json(&fields.into()).ok_or_else(|| wrong("lacks fileSize, partSize or doneParts"))
    }

    /// Whether it is of the same transfer, whatever has become of the content.
    fn is_of(&self, direction: &str, place: &Place, file: &str) -> bool {
        self.direction == direction && self.place == *place && self.file == file
    }
}

fn part_to_json(part: &Done) -> Value {
    let mut fields = Map::new();
    fields.insert("number".into(), part.number.into());
    if let Some(etag) = &part.etag {
        fields.insert("etag".into(), etag.as_str().into());
    }
    if let Some(crc64) = part.crc64 {
        // Text: numbers of JavaScript are too short.
        fields.insert("crc64".into(), crc64.to_string().into());
    }
    fields.into()
}

fn part_from_json(part: &Value, size: u64, part_size: u64) -> Option<(u32, Done)> {
    let number = u32::try_from(part.get("number")?.as_u64()?).ok().filter(|number| *number > 0)?;
    let offset = u64::from(number - 1).checked_mul(part_size).filter(|offset| *offset < size)?;
    let crc64 = part.get("crc64").and_then(Value::as_str).and_then(|crc64| crc64.parse().ok());
    let etag = part.get("etag").and_then(Value::as_str).map(str::to_owned);
    Some((number, Done { number, etag, crc64, length: part_size.min(size - offset) }))
}

/// Reads the checkpoint of a transfer; `None` when there is none yet.
///
/// What is no checkpoint, or that of something else, is left alone: the path is probably not what its caller believes.
pub(super) fn read(path: &Path, direction: &str, place: &Place, file: &str) -> Result<Option<Record>, Error> {
    let text = match std::fs::read_to_string(path) {
        Ok(text) => text,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) if error.kind() == io::ErrorKind::InvalidData => String::from("?"),
        Err(error) => return Err(Error::file("open", path, error)),
    };
    let wrong = |what: String| Error::input(format!("{} {what}", path.display()));
    let value: Value = serde_json::from_str(&text).unwrap_or_default();
    if value.get("format").and_then(Value::as_str) != Some(FORMAT) {
        return Err(wrong("is not a checkpoint of a transfer".into()));
    }
    let version = value.get("version").and_then(Value::as_u64);
    if version != Some(VERSION) {
        let version = version.map_or_else(|| "none".into(), |version| version.to_string());
        return Err(wrong(format!("is a checkpoint of version {version}, not {VERSION}")));
    }
    let record = Record::from_json(&value).ok_or_else(|| wrong("is not a complete checkpoint".into()))?;
    if !record.is_of(direction, place, file) {
        let Record { direction, place, file, .. } = record;
        return Err(wrong(format!(
            "is the checkpoint of another transfer: {direction} of {} and {file}",
            place.key
        )));
    }
    Ok(Some(record))
}

/// Replaces a checkpoint: whoever reads it finds the old one or the new one, also after the power has failed.
pub(super) fn write(path: &Path, text: &str) -> Result<(), Error> {
    let new = beside(path);
    let written = || -> io::Result<()> {
        let mut file = OpenOptions::new().write(true).create(true).truncate(true).open(&new)?;
        file.write_all(text.as_bytes())?;
        file.sync_all()?;
        std::fs::rename(&new, path)
    };
    written().map_err(|error| Error::file("write", path, error))
}

/// Where a checkpoint is written before it takes its place.
fn beside(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".new");
    PathBuf::from(name)
}

/// Removes a checkpoint, if it is there, and what a run that was cut off may have left of the next one.
pub(super) fn remove(path: &Path) -> Result<(), Error> {
    let _ = std::fs::remove_file(beside(path));
    match std::fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(Error::file("unlink", path, error)),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock;

    fn place() -> Place {
        Place { bucket: Some("bucket".into()), key: "key".into() }
    }

    fn record() -> Record {
        let done =
            |number, length| Done { number, etag: Some("\"E\"".into()), crc64: Some(u64::MAX), length };
        let size = 250 * 1024;
        Record {
            direction: "upload".into(),
            place: place(),
            file: "/a/file".into(),
            size,
            part_size: 100 * 1024,
            content: json!({ "size": size }),
            upload_id: Some("ID".into()),
            temporary: None,
            done: [(1, done(1, 100 * 1024)), (3, done(3, 50 * 1024))].into(),
        }
    }

    fn fresh() -> PathBuf {
        std::env::temp_dir().join(format!("oss-core-checkpoint-{}", clock::nonce()))
    }

    fn refusal(path: &Path, text: &str) -> String {
        std::fs::write(path, text).unwrap();
        let error = read(path, "upload", &place(), "/a/file").unwrap_err();
        assert_eq!(std::fs::read_to_string(path).unwrap(), text, "it is left alone");
        error.to_string()
    }

    #[test]
    fn what_is_written_is_read() {
        let path = fresh();
        assert_eq!(read(&path, "upload", &place(), "/a/file").unwrap(), None);
        write(&path, "anything that is replaced").unwrap();
        write(&path, &record().to_json()).unwrap();
        assert_eq!(read(&path, "upload", &place(), "/a/file").unwrap(), Some(record()));
        remove(&path).unwrap();
        remove(&path).unwrap();
        assert!(!path.exists() && !beside(&path).exists());
    }

    #[test]
    fn what_is_no_checkpoint_of_this_transfer_is_refused_and_left_alone() {
        let path = fresh();
        let text = record().to_json();
        assert!(refusal(&path, "precious bytes").contains("is not a checkpoint"));
        assert!(refusal(&path, "{}").contains("is not a checkpoint"));
        assert!(refusal(&path, &text.replace("\"version\":1", "\"version\":2")).contains("of version 2"));
        assert!(
            refusal(&path, &text.replace("\"partSize\":102400", "\"partSize\":0")).contains("not a complete")
        );
        assert!(refusal(&path, &text.replace("\"number\":3", "\"number\":4")).contains("not a complete"));
        for (was, is) in [
            ("\"key\"", "\"other\""),
            ("/a/file", "/b/file"),
            ("\"bucket\"", "\"c\""),
            ("upload\"", "copy\""),
        ] {
            let other = text.replacen(&format!(":{was}"), &format!(":{is}"), 1);
            let other = if other == text { text.replace(was, is) } else { other };
            assert!(refusal(&path, &other).contains("another transfer"), "{was}");
        }
        std::fs::remove_file(&path).unwrap();
    }

    #[test]
    fn objects_of_ali_oss_are_read() {
        let given = json!({
            "file": "/a/file", "name": "key", "fileSize": 250 * 1024, "partSize": 100 * 1024, "uploadId": "ID",
            "doneParts": [{ "number": 3, "etag": "\"E\"" }],
        });
        let read = Record::of_ali_oss(&given, &place(), json!({ "size": 1 })).unwrap();
        let done = Done { number: 3, etag: Some("\"E\"".into()), crc64: None, length: 50 * 1024 };
        assert_eq!(read, Record { content: json!({ "size": 1 }), done: [(3, done)].into(), ..record() });
        for (field, value) in [
            ("name", json!("other")),
            ("uploadId", json!(null)),
            ("partSize", json!(5)),
            ("doneParts", json!([{ "number": 0 }])),
        ] {
            let mut wrong = given.clone();
            wrong[field] = value;
            assert!(Record::of_ali_oss(&wrong, &place(), Value::Null).is_err(), "{field}");
        }
    }
}
