//! The records of a data directory, in JSON.
//!
//! What is kept has the names and the form of the types themselves, so a field that is added must have
//! `#[serde(default)]`, or else the number of the format changes (`vault/tables.rs`). Contents stand beside.

use std::sync::Arc;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use bytes::Bytes;
use serde::{Deserialize, Serialize};
use time::OffsetDateTime;

use super::piece::Piece;
use super::vault::{Entry, Found};
use super::version::State;
use super::{Content, Object, Version, VersionId};

/// A version of a key; its id is in the key of the record.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct VersionRecord<O> {
    order: u64,
    state: StateRecord<O>,
}

#[derive(Debug, Serialize, Deserialize)]
enum StateRecord<O> {
    #[serde(rename = "object")]
    Object(WithContent<O>),
    #[serde(rename = "deleted")]
    DeleteMarker(OffsetDateTime),
}

/// Something with a content, such as an object or a part.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct WithContent<T> {
    pub(super) content: Vec<PieceRecord>,
    pub(super) of: T,
}

/// A piece of a content.
#[derive(Debug, Serialize, Deserialize)]
pub(super) enum PieceRecord {
    /// Of a file: the number of the unit, offset and length.
    #[serde(rename = "file")]
    File(u64, u64, u64),
    /// Of a row: the same.
    #[serde(rename = "row")]
    Row(u64, u64, u64),
    /// Base64 of the bytes.
    #[serde(rename = "bytes")]
    Bytes(String),
}

impl<'o> VersionRecord<&'o Object> {
    /// The record of a version, and before it what is to be stored of its content.
    pub(super) fn of(version: &'o Version, entries: &mut Vec<Entry>) -> Self {
        let state = match &version.state {
            State::Object(object) => {
                StateRecord::Object(WithContent::of(&**object, &object.content, entries))
            }
            State::DeleteMarker(at) => StateRecord::DeleteMarker(*at),
        };
        Self { order: version.order, state }
    }
}

impl VersionRecord<Object> {
    /// The version, with its content found again.
    pub(super) fn version(self, id: VersionId, found: &Found) -> Result<Version, String> {
        let state = match self.state {
            StateRecord::Object(WithContent { content, of: mut object }) => {
                object.content = restore(content, found)?;
                State::Object(Arc::new(object))
            }
            StateRecord::DeleteMarker(at) => State::DeleteMarker(at),
        };
        Ok(Version { id, order: self.order, state })
    }
}

impl<'t, T> WithContent<&'t T> {
    /// The record of something with a content, and before it what is to be stored of that.
    pub(super) fn of(of: &'t T, content: &Content, entries: &mut Vec<Entry>) -> Self {
        Self { content: content.pieces().map(|piece| PieceRecord::of(piece, entries)).collect(), of }
    }
}

impl PieceRecord {
    fn of(piece: &Piece, entries: &mut Vec<Entry>) -> Self {
        match piece {
            Piece::Kept { unit, offset, length } => {
                entries.extend(unit.to_store());
                let make = if unit.is_file() { Self::File } else { Self::Row };
                make(unit.id(), *offset, *length)
            }
            Piece::Memory(bytes) => Self::Bytes(STANDARD.encode(bytes)),
            // A data directory discards nothing.
            Piece::Discarded { .. } => Self::Bytes(String::new()),
        }
    }
}

/// A content, from units that must all be there and long enough.
pub(super) fn restore(pieces: Vec<PieceRecord>, found: &Found) -> Result<Content, String> {
    let piece = |record| match record {
        PieceRecord::Bytes(text) => {
            let bytes = STANDARD.decode(text).map_err(|problem| problem.to_string())?;
            Ok(Piece::Memory(Bytes::from(bytes)))
        }
        PieceRecord::File(id, offset, length) | PieceRecord::Row(id, offset, length) => {
            match found.unit(id) {
                Some((unit, held)) if offset.checked_add(length).is_some_and(|end| end <= held) => {
                    Ok(Piece::Kept { unit: Arc::clone(unit), offset, length })
                }
                Some((_, held)) => {
                    Err(format!("content {id:016x} holds {held} bytes, not {offset}+{length}"))
                }
                None => Err(format!("content {id:016x} is missing")),
            }
        }
    };
    Ok(Content::of_pieces(pieces.into_iter().map(piece).collect::<Result<Vec<_>, String>>()?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Acl, StorageClass};

    /// Directories of earlier emulators stay readable: a field that is added needs a default.
    #[test]
    fn records_of_format_1_are_read() {
        let text = r#"{"order":9,"state":{"object":{"content":[{"bytes":"YWJj"}],"of":{
            "etag":"900150983CD24FB0D6963F7D28E17F72","content_md5":"kAFQmDzST7DWlj99KOF/cg==",
            "crc64":18446744073709551615,"last_modified":[2024,60,12,30,1,0,0,0,0],"kind":"Normal",
            "attributes":{"headers":[["content-type","text/x"],["x-oss-meta-name","caf\u00e9"]],
            "storage_class":"InfrequentAccess","acl":"PublicRead","tags":[{"key":"k","value":"v"}]},
            "restoration":null}}}}"#;
        let record: VersionRecord<Object> = serde_json::from_str(text).unwrap();
        let version = record.version(VersionId::Null, &Found::default()).unwrap();
        let object = version.object().unwrap();
        assert_eq!((version.order, object.content.length(), object.crc64), (9, 3, u64::MAX));
        assert_eq!(object.last_modified.unix_timestamp(), 1_709_209_801);
        assert_eq!(object.attributes.headers[1].1.as_bytes(), b"caf\xe9");
        assert_eq!(object.attributes.storage_class, StorageClass::InfrequentAccess);
        assert_eq!(object.attributes.acl, Some(Acl::PublicRead));
        let written = serde_json::to_string(&VersionRecord::of(&version, &mut Vec::new())).unwrap();
        let again: VersionRecord<Object> = serde_json::from_str(&written).unwrap();
        let again = again.version(VersionId::Null, &Found::default()).unwrap();
        assert_eq!(format!("{again:?}"), format!("{version:?}"));
        let marker: VersionRecord<Object> =
            serde_json::from_str(r#"{"order":1,"state":{"deleted":[2024,60,12,30,1,0,0,0,0]}}"#).unwrap();
        assert!(marker.version(VersionId::Null, &Found::default()).unwrap().object().is_none());
    }

    #[test]
    fn a_content_that_is_not_there_is_told() {
        let missing = restore(vec![PieceRecord::File(7, 0, 1)], &Found::default());
        assert_eq!(missing.unwrap_err(), "content 0000000000000007 is missing");
    }
}
