//! Copying objects, and the sources of copied parts.

use crate::state::{Found, Kind, Object, Versioning, hex_md5};
use crate::support::Reply;
use crate::wire::{call, encode};
use crate::world::World;

/// What a copy reads.
pub(crate) struct Source {
    pub(crate) b: usize,
    pub(crate) key: String,
    pub(crate) id: Option<String>,
}

impl World {
    pub(crate) fn source(&mut self) -> Source {
        let b = self.random.below(2);
        let (key, id) = self.target(b);
        Source { b, key, id }
    }

    pub(crate) fn source_header(&self, source: &Source) -> String {
        let id = source.id.as_ref().map(|id| format!("?versionId={id}")).unwrap_or_default();
        format!("/{}/{}{id}", self.buckets[source.b].name, encode(&source.key))
    }

    /// The object that a copy finds; `None` when the reply is an error.
    pub(crate) fn copied(&self, source: &Source, reply: &Reply) -> Option<Object> {
        let bucket = &self.buckets[source.b];
        let (version, object) = match bucket.find(&source.key, source.id.as_deref()) {
            Found::Object(version, object) => (version, object),
            // A named delete marker is not found either.
            Found::Error(405, _, marker) => {
                self.missing(reply, &Found::Error(404, "NoSuchKey", marker));
                return None;
            }
            missing @ Found::Error(..) => {
                self.missing(reply, &missing);
                return None;
            }
        };
        if object.frozen {
            self.refused(reply, 403, "InvalidObjectState");
            return None;
        }
        if reply.status == 200 {
            let shown = bucket.shown(&version.id);
            self.same("source version", reply.header("x-oss-copy-source-version-id"), shown);
        }
        Some(object.clone())
    }

    pub(crate) async fn copy_object(&mut self, b: usize) {
        let key = self.key();
        let mut source = self.source();
        if self.random.chance(15) {
            source =
                Source { b, key: key.clone(), id: source.id.filter(|_| source.b == b && source.key == key) };
        }
        let meta = self.random.chance(40).then(|| self.random.below(1000).to_string());
        let replaces = self.random.chance(30);
        let forbids = self.random.chance(15);
        let call = call("CopyObject", "PUT", self.buckets[b].name, &key, "")
            .header("x-oss-copy-source", &self.source_header(&source))
            .optional("x-oss-metadata-directive", replaces.then_some("REPLACE"))
            .optional("x-oss-meta-n", meta.as_deref())
            .optional("x-oss-forbid-overwrite", forbids.then_some("true"))
            .body("");
        let reply = self.send(call).await;
        let Some(mut object) = self.copied(&source, &reply) else { return };
        if object.kind == Kind::Appendable {
            if self.buckets[source.b].versioning != Versioning::Unset {
                self.refused(&reply, 400, "OperationNotSupported");
                return;
            }
            object.kind = Kind::Normal;
            object.etag = hex_md5(&object.body);
        }
        if forbids && self.buckets[b].would_overwrite(&key) {
            self.refused(&reply, 409, "FileAlreadyExists");
            return;
        }
        let in_place = source.b == b && source.key == key && !self.buckets[b].names_versions();
        if replaces || in_place {
            object.meta = meta;
        }
        object.acl = "default";
        self.stored(&reply, &object);
        self.push(b, &key, &reply, object);
    }
}
