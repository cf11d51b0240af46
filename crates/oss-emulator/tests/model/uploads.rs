//! Multipart uploads.

use std::collections::BTreeMap;

use crate::state::{Kind, Object, Part, Upload, hex_md5};
use crate::wire::{call, element, elements};
use crate::world::World;

/// The least size of every part but the last.
const LEAST: usize = 100 * 1024;
const UNKNOWN: &str = "0123456789ABCDEF0123456789ABCDEF";

impl World {
    /// One step of an upload.
    pub(crate) async fn upload(&mut self, b: usize) {
        match self.random.below(10) {
            0 | 1 => self.initiate(b).await,
            2..6 => self.upload_part(b).await,
            6 => self.upload_part_copy(b).await,
            7 | 8 => self.complete(b).await,
            _ => {
                let (key, id) = self.upload_id(b);
                self.abort(b, &key, &id).await;
            }
        }
    }

    /// Key and id of an upload that is there, or of none.
    fn upload_id(&mut self, b: usize) -> (String, String) {
        let there: Vec<_> = self.buckets[b].uploads.keys().cloned().collect();
        if there.is_empty() || self.random.chance(8) {
            return (self.key(), UNKNOWN.to_owned());
        }
        let (key, id) = self.random.pick(&there);
        (if self.random.chance(4) { self.key() } else { key }, id)
    }

    async fn initiate(&mut self, b: usize) {
        let key = self.key();
        let meta = self.random.chance(50).then(|| self.random.below(1000).to_string());
        let forbids = self.random.chance(20);
        let call = call("InitiateMultipartUpload", "POST", self.buckets[b].name, &key, "uploads")
            .optional("x-oss-forbid-overwrite", forbids.then_some("true"))
            .optional("x-oss-meta-n", meta.as_deref())
            .body("");
        let reply = self.send(call).await;
        if forbids && self.buckets[b].would_overwrite(&key) {
            self.refused(&reply, 409, "FileAlreadyExists");
            return;
        }
        self.same("status", reply.status, 200);
        self.same("version", reply.header("x-oss-version-id"), None);
        let id = element(&reply.text(), "UploadId");
        let known = self.buckets[b].uploads.insert((key, id), Upload { meta, parts: BTreeMap::new() });
        self.same("a new upload id", known.is_none(), true);
    }

    async fn upload_part(&mut self, b: usize) {
        let (key, id) = self.upload_id(b);
        let number = u16::try_from(1 + self.random.below(4)).unwrap();
        let body = if self.random.chance(15) {
            vec![number.to_le_bytes()[0]; LEAST]
        } else {
            let length = self.random.below(30);
            self.random.bytes(length)
        };
        let query = format!("partNumber={number}&uploadId={id}");
        let call = call("UploadPart", "PUT", self.buckets[b].name, &key, &query).body(&body);
        let reply = self.send(call).await;
        if !self.buckets[b].uploads.contains_key(&(key.clone(), id.clone())) {
            self.refused(&reply, 404, "NoSuchUpload");
            return;
        }
        let part = Part { etag: hex_md5(&body), body: body.into() };
        let etag = format!("\"{}\"", part.etag);
        self.same("part", (reply.status, reply.header("etag")), (200, Some(etag.as_str())));
        self.store_part(b, key, id, number, part);
    }

    fn store_part(&mut self, b: usize, key: String, id: String, number: u16, part: Part) {
        self.buckets[b].uploads.get_mut(&(key, id)).unwrap().parts.insert(number, part);
    }

    async fn upload_part_copy(&mut self, b: usize) {
        let (key, id) = self.upload_id(b);
        let source = self.source();
        let number = u16::try_from(1 + self.random.below(4)).unwrap();
        let query = format!("partNumber={number}&uploadId={id}");
        let call = call("UploadPartCopy", "PUT", self.buckets[b].name, &key, &query)
            .header("x-oss-copy-source", &self.source_header(&source))
            .body("");
        let reply = self.send(call).await;
        if !self.buckets[b].uploads.contains_key(&(key.clone(), id.clone())) {
            self.refused(&reply, 404, "NoSuchUpload");
            return;
        }
        let Some(object) = self.copied(&source, &reply) else { return };
        let part = Part { etag: hex_md5(&object.body), body: object.body };
        let etag = format!("\"{}\"", part.etag);
        self.same("part", (reply.status, reply.header("etag")), (200, Some(etag.as_str())));
        self.store_part(b, key, id, number, part);
    }

    pub(crate) async fn abort(&mut self, b: usize, key: &str, id: &str) {
        let query = format!("uploadId={id}");
        let reply =
            self.send(call("AbortMultipartUpload", "DELETE", self.buckets[b].name, key, &query)).await;
        match self.buckets[b].uploads.remove(&(key.to_owned(), id.to_owned())) {
            Some(_) => self.same("status", reply.status, 204),
            None => self.refused(&reply, 404, "NoSuchUpload"),
        }
    }

    async fn complete(&mut self, b: usize) {
        let (key, id) = self.upload_id(b);
        let place = (key.clone(), id.clone());
        let there = self.buckets[b].uploads.get(&place);
        let mut parts: Vec<(u16, Part)> = there
            .iter()
            .flat_map(|upload| &upload.parts)
            .map(|(number, part)| (*number, part.clone()))
            .collect();
        let meta = there.and_then(|upload| upload.meta.clone());
        let known = there.is_some();
        // Some leave parts out, so that small ones do not always stand in the way.
        match self.random.below(4) {
            0 => {}
            1 => parts.truncate(1),
            _ => parts.retain(|(_, part)| part.body.len() >= LEAST),
        }
        let all = self.random.chance(20);
        if all && let Some(upload) = self.buckets[b].uploads.get(&place) {
            parts = upload.parts.iter().map(|(number, part)| (*number, part.clone())).collect();
        }
        let mut listed: Vec<(u16, String)> =
            parts.iter().map(|(number, part)| (*number, part.etag.clone())).collect();
        let spoils = !all && self.random.chance(10);
        if listed.is_empty() || spoils {
            listed.push((9, hex_md5(b"none")));
        }
        let reverses = !all && listed.len() > 1 && self.random.chance(30);
        if reverses {
            listed.reverse();
        }
        let forbids = self.random.chance(20);
        let part = |(number, etag): &(u16, String)| {
            format!("<Part><PartNumber>{number}</PartNumber><ETag>\"{etag}\"</ETag></Part>")
        };
        let document = listed.iter().map(part).collect::<String>();
        let document = format!("<CompleteMultipartUpload>{document}</CompleteMultipartUpload>");
        let query = format!("uploadId={id}");
        let call = call("CompleteMultipartUpload", "POST", self.buckets[b].name, &key, &query)
            .optional("x-oss-complete-all", all.then_some("yes"))
            .optional("x-oss-forbid-overwrite", forbids.then_some("true"))
            .body(if all { "" } else { &document });
        let reply = self.send(call).await;
        let small = parts
            .split_last()
            .is_some_and(|(_, first)| first.iter().any(|(_, part)| part.body.len() < LEAST));
        if !known {
            self.refused(&reply, 404, "NoSuchUpload");
        } else if reverses {
            self.refused(&reply, 400, "InvalidPartOrder");
        } else if forbids && self.buckets[b].would_overwrite(&key) {
            self.refused(&reply, 409, "FileAlreadyExists");
        } else if parts.is_empty() || spoils {
            self.refused(&reply, 400, "InvalidPart");
        } else if small {
            self.refused(&reply, 400, "EntityTooSmall");
        } else {
            let etags: String = parts.iter().map(|(_, part)| part.etag.as_str()).collect();
            let body: Vec<u8> = parts.iter().flat_map(|(_, part)| part.body.iter().copied()).collect();
            let etag = format!("{}-{}", hex_md5(etags.as_bytes()), parts.len());
            let object = Object { kind: Kind::Multipart, etag, meta, ..Object::normal(body) };
            self.stored(&reply, &object);
            self.buckets[b].uploads.remove(&place);
            self.push(b, &key, &reply, object);
        }
    }

    /// The parts of an upload, page by page.
    pub(crate) async fn list_parts(&mut self, b: usize, key: &str, id: &str) {
        let (mut marker, mut seen) = (String::from("0"), Vec::new());
        loop {
            let page = 1 + self.random.below(3);
            let query = format!("uploadId={id}&max-parts={page}&part-number-marker={marker}");
            let reply = self.send(call("ListParts", "GET", self.buckets[b].name, key, &query)).await;
            self.same("status", reply.status, 200);
            let text = reply.text();
            let entry = |(_, part): &(&str, &str)| {
                (element(part, "PartNumber"), element(part, "ETag"), element(part, "Size"))
            };
            seen.extend(elements(&text, &["Part"]).iter().map(entry));
            if element(&text, "IsTruncated") == "false" {
                break;
            }
            marker = element(&text, "NextPartNumberMarker");
        }
        let upload = &self.buckets[b].uploads[&(key.to_owned(), id.to_owned())];
        let entry = |(number, part): (&u16, &Part)| {
            (number.to_string(), format!("\"{}\"", part.etag), part.body.len().to_string())
        };
        self.same("parts", seen, upload.parts.iter().map(entry).collect());
    }
}
