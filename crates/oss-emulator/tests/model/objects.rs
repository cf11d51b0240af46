//! Putting, reading and appending.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use md5::{Digest, Md5};

use crate::state::{Bucket, Found, Kind, Object, Version, hex_md5};
use crate::support::Reply;
use crate::wire::{call, query};
use crate::world::World;

/// The query of a version.
pub(crate) fn version_query(first: &str, id: Option<&str>) -> String {
    format!("{first}{}", query(&[("versionId", id.unwrap_or_default())])).trim_start_matches('&').to_owned()
}

impl World {
    pub(crate) async fn put_object(&mut self, b: usize) {
        let key = self.key();
        let length = self.random.below(40);
        let mut object = Object::normal(self.random.bytes(length));
        object.meta = self.random.chance(30).then(|| self.random.below(1000).to_string());
        object.frozen = self.random.chance(8);
        if self.random.chance(20) {
            object.tags = vec![("t".to_owned(), self.random.below(10).to_string())];
        }
        let tags: Vec<String> = object.tags.iter().map(|(key, value)| format!("{key}={value}")).collect();
        let forbids = self.random.chance(15);
        let call = call("PutObject", "PUT", self.buckets[b].name, &key, "")
            .optional("x-oss-forbid-overwrite", forbids.then_some("true"))
            .optional("x-oss-storage-class", object.frozen.then_some("Archive"))
            .optional("x-oss-meta-n", object.meta.as_deref())
            .optional("x-oss-tagging", (!tags.is_empty()).then_some(tags.join("&").as_str()))
            .body(&object.body);
        let reply = self.send(call).await;
        if forbids && self.buckets[b].would_overwrite(&key) {
            self.refused(&reply, 409, "FileAlreadyExists");
            return;
        }
        self.stored(&reply, &object);
        self.push(b, &key, &reply, object);
    }

    /// What every reply to a new object says.
    pub(crate) fn stored(&self, reply: &Reply, object: &Object) {
        self.same("status", reply.status, 200);
        let etag = format!("\"{}\"", object.etag);
        self.same("etag", reply.header("etag"), Some(etag.as_str()));
        let crc = object.crc64().to_string();
        if !matches!(object.kind, Kind::Symlink(_)) {
            self.same("crc", reply.header("x-oss-hash-crc64ecma"), Some(crc.as_str()));
        }
    }

    /// Takes a new object into the model.
    pub(crate) fn push(&mut self, b: usize, key: &str, reply: &Reply, object: Object) {
        let id = self.new_version(b, reply.header("x-oss-version-id"));
        self.buckets[b].push(key, &id, Some(object));
    }

    pub(crate) async fn get_object(&mut self, b: usize) {
        let (key, id) = self.target(b);
        let mut range = None;
        if let Found::Object(_, object) = self.buckets[b].find(&key, id.as_deref())
            && object.body.len() > 2
        {
            let length = object.body.len();
            let first = self.random.below(length);
            range = self.random.chance(20).then(|| (first, first + self.random.below(length - first)));
        }
        let text = range.map(|(first, last)| format!("bytes={first}-{last}"));
        let call = call("GetObject", "GET", self.buckets[b].name, &key, &version_query("", id.as_deref()))
            .optional("range", text.as_deref());
        let reply = self.send(call).await;
        let Some((version, object, source)) = self.readable(b, &key, id.as_deref(), &reply) else { return };
        if source.frozen {
            self.refused(&reply, 403, "InvalidObjectState");
            return;
        }
        let (status, body) = match range {
            Some((first, last)) => (206, &object.body[first..=last]),
            None => (200, &source.body[..]),
        };
        self.same("read", (reply.status, reply.body.as_slice()), (status, body));
        self.described(b, &reply, &version, &object, &source);
    }

    pub(crate) async fn head_object(&mut self, b: usize) {
        let (key, id) = self.target(b);
        let name = self.buckets[b].name;
        if self.random.chance(50) {
            let query = version_query("objectMeta", id.as_deref());
            let reply = self.send(call("GetObjectMeta", "HEAD", name, &key, &query)).await;
            match self.buckets[b].find(&key, id.as_deref()) {
                Found::Object(version, object) => {
                    self.same("status", reply.status, 200);
                    let (etag, length) = (format!("\"{}\"", object.etag), object.body.len().to_string());
                    self.same("etag", reply.header("etag"), Some(etag.as_str()));
                    self.same("length", reply.header("content-length"), Some(length.as_str()));
                    let shown = self.buckets[b].shown(&version.id);
                    self.same("version", reply.header("x-oss-version-id"), shown);
                }
                missing @ Found::Error(..) => self.missing(&reply, &missing),
            }
            return;
        }
        let reply =
            self.send(call("HeadObject", "HEAD", name, &key, &version_query("", id.as_deref()))).await;
        let Some((version, object, source)) = self.readable(b, &key, id.as_deref(), &reply) else { return };
        self.same("status", reply.status, 200);
        let length = source.body.len().to_string();
        self.same("length", reply.header("content-length"), Some(length.as_str()));
        self.described(b, &reply, &version, &object, &source);
    }

    /// The version that a read finds, its object and the one that has the bytes; `None` when the reply is an error.
    fn readable(
        &self,
        b: usize,
        key: &str,
        id: Option<&str>,
        reply: &Reply,
    ) -> Option<(Version, Object, Object)> {
        let bucket = &self.buckets[b];
        let (version, object) = match bucket.find(key, id) {
            Found::Object(version, object) => (version.clone(), object.clone()),
            missing @ Found::Error(..) => {
                self.missing(reply, &missing);
                return None;
            }
        };
        let Kind::Symlink(target) = &object.kind else { return Some((version, object.clone(), object)) };
        match bucket.find(target, None) {
            Found::Error(..) => self.refused(reply, 404, "SymlinkTargetNotExist"),
            Found::Object(_, Object { kind: Kind::Symlink(_), .. }) => {
                self.refused(reply, 400, "InvalidTargetType");
            }
            Found::Object(_, source) => return Some((version, object.clone(), source.clone())),
        }
        None
    }

    fn described(&self, b: usize, reply: &Reply, version: &Version, object: &Object, source: &Object) {
        let etag = format!("\"{}\"", source.etag);
        let md5 = STANDARD.encode(Md5::digest(&source.body));
        let position = object.body.len().to_string();
        let (crc, count) = (source.crc64().to_string(), object.tags.len().to_string());
        for (name, expected) in [
            ("etag", Some(etag.as_str())),
            ("x-oss-version-id", self.buckets[b].shown(&version.id)),
            ("x-oss-delete-marker", None),
            ("x-oss-object-type", Some(object.kind.word())),
            ("x-oss-storage-class", Some(object.class())),
            ("x-oss-hash-crc64ecma", Some(crc.as_str())),
            ("x-oss-meta-n", object.meta.as_deref()),
            ("x-oss-tagging-count", (!object.tags.is_empty()).then_some(count.as_str())),
            ("content-md5", (source.kind == Kind::Normal).then_some(md5.as_str())),
            ("x-oss-next-append-position", (object.kind == Kind::Appendable).then_some(position.as_str())),
        ] {
            self.same(name, reply.header(name), expected);
        }
    }

    pub(crate) async fn append_object(&mut self, b: usize) {
        let key = self.key();
        let old = match self.buckets[b].version(&key, None) {
            None => Some(None),
            Some(Version { object: Some(object), .. }) if object.kind == Kind::Appendable => {
                Some(Some(object.clone()))
            }
            Some(_) => None,
        };
        let length = old.iter().flatten().map(|object| object.body.len()).sum::<usize>();
        let position = if self.random.chance(85) { length } else { self.random.below(50) };
        let more = self.random.below(20);
        let more = self.random.bytes(more);
        let call =
            call("AppendObject", "POST", self.buckets[b].name, &key, &format!("append&position={position}"))
                .body(&more);
        let reply = self.send(call).await;
        let Some(old) = old else {
            self.refused(&reply, 409, "ObjectNotAppendable");
            return;
        };
        if position != length {
            self.refused(&reply, 409, "PositionNotEqualToLength");
            let next = length.to_string();
            self.same("position", reply.header("x-oss-next-append-position"), Some(next.as_str()));
            return;
        }
        let is_new = old.is_none();
        let mut object =
            old.unwrap_or_else(|| Object { kind: Kind::Appendable, ..Object::normal(Vec::new()) });
        object.body = [&object.body[..], &more].concat().into();
        self.same("status", reply.status, 200);
        // The entity tag holds the time, which only the reply tells.
        object.etag = reply.header("etag").unwrap_or_default().trim_matches('"').to_owned();
        let crc = format!("{:016X}", object.crc64().swap_bytes());
        self.same("entity tag", (object.etag.len(), object.etag.get(..16)), (32, Some(crc.as_str())));
        self.same("version", reply.header("x-oss-version-id"), self.buckets[b].shown("null"));
        let next = object.body.len().to_string();
        self.same("position", reply.header("x-oss-next-append-position"), Some(next.as_str()));
        if is_new {
            self.buckets[b].push(&key, "null", Some(object));
        } else {
            *self.buckets[b].object_mut(&key, None) = object;
        }
    }

    pub(crate) async fn put_symlink(&mut self, b: usize) {
        let (key, target) = (self.key(), self.key());
        let forbids = self.random.chance(15);
        let call = call("PutSymlink", "PUT", self.buckets[b].name, &key, "symlink")
            .header("x-oss-symlink-target", &crate::wire::encode(&target))
            .optional("x-oss-forbid-overwrite", forbids.then_some("true"))
            .body("");
        let reply = self.send(call).await;
        if forbids && self.buckets[b].would_overwrite(&key) {
            self.refused(&reply, 409, "FileAlreadyExists");
            return;
        }
        let etag = hex_md5(target.as_bytes());
        let link = Object { kind: Kind::Symlink(target), etag, ..Object::normal(Vec::new()) };
        self.stored(&reply, &link);
        self.push(b, &key, &reply, link);
    }

    pub(crate) async fn get_symlink(&mut self, b: usize) {
        let (key, id) = self.target(b);
        let query = version_query("symlink", id.as_deref());
        let reply = self.send(call("GetSymlink", "GET", self.buckets[b].name, &key, &query)).await;
        let bucket: &Bucket = &self.buckets[b];
        match bucket.find(&key, id.as_deref()) {
            Found::Object(version, Object { kind: Kind::Symlink(target), .. }) => {
                self.same("status", reply.status, 200);
                let header = reply.header("x-oss-symlink-target").unwrap_or_default();
                let decoded = percent_encoding::percent_decode_str(header).decode_utf8().unwrap();
                self.same("target", &*decoded, target.as_str());
                self.same("version", reply.header("x-oss-version-id"), bucket.shown(&version.id));
            }
            Found::Object(..) => self.refused(&reply, 400, "NotSymlink"),
            missing @ Found::Error(..) => self.missing(&reply, &missing),
        }
    }
}
