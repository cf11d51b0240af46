//! Tags and ACLs of versions.

use crate::objects::version_query;
use crate::state::{Found, Object};
use crate::wire::{Call, call, element, elements};
use crate::world::World;

impl World {
    pub(crate) async fn tagging(&mut self, b: usize) {
        let (key, id) = self.target(b);
        let (name, query) = (self.buckets[b].name, version_query("tagging", id.as_deref()));
        match self.random.below(3) {
            0 => {
                let reply = self.send(call("GetObjectTagging", "GET", name, &key, &query).sign()).await;
                match self.buckets[b].find(&key, id.as_deref()) {
                    Found::Object(version, object) => {
                        self.same("status", reply.status, 200);
                        let text = reply.text();
                        let tag = |(_, tag): &(&str, &str)| (element(tag, "Key"), element(tag, "Value"));
                        let tags: Vec<_> = elements(&text, &["Tag"]).iter().map(tag).collect();
                        self.same("tags", &tags, &object.tags);
                        let shown = self.buckets[b].shown(&version.id);
                        self.same("version", reply.header("x-oss-version-id"), shown);
                    }
                    missing @ Found::Error(..) => self.missing(&reply, &missing),
                }
            }
            1 => {
                let value = self.random.below(100).to_string();
                let tag = format!("<Tag><Key>k</Key><Value>{value}</Value></Tag>");
                let body = format!("<Tagging><TagSet>{tag}</TagSet></Tagging>");
                let call = call("PutObjectTagging", "PUT", name, &key, &query).body(body).sign();
                let tags = vec![("k".to_owned(), value)];
                self.update(b, &key, id.as_deref(), 200, call, |object| object.tags = tags).await;
            }
            _ => {
                let call = call("DeleteObjectTagging", "DELETE", name, &key, &query).sign();
                self.update(b, &key, id.as_deref(), 204, call, |object| object.tags.clear()).await;
            }
        }
    }

    pub(crate) async fn acl(&mut self, b: usize) {
        let (key, id) = self.target(b);
        let (name, query) = (self.buckets[b].name, version_query("acl", id.as_deref()));
        if self.random.chance(50) {
            // None that would refuse the unsigned calls of other operations.
            let acl = self.random.pick(&["default", "public-read-write"]);
            let call = call("PutObjectAcl", "PUT", name, &key, &query).header("x-oss-object-acl", acl).sign();
            self.update(b, &key, id.as_deref(), 200, call, |object| object.acl = acl).await;
            return;
        }
        let reply = self.send(call("GetObjectAcl", "GET", name, &key, &query).sign()).await;
        match self.buckets[b].find(&key, id.as_deref()) {
            Found::Object(version, object) => {
                self.same("grant", element(&reply.text(), "Grant").as_str(), object.acl);
                let shown = self.buckets[b].shown(&version.id);
                self.same("version", reply.header("x-oss-version-id"), shown);
            }
            missing @ Found::Error(..) => self.missing(&reply, &missing),
        }
    }

    /// A call that changes a version in place.
    async fn update(
        &mut self,
        b: usize,
        key: &str,
        id: Option<&str>,
        status: u16,
        call: Call,
        change: impl FnOnce(&mut Object),
    ) {
        let reply = self.send(call).await;
        let bucket = &self.buckets[b];
        match bucket.find(key, id) {
            Found::Object(version, _) => {
                self.same("status", reply.status, status);
                self.same("version", reply.header("x-oss-version-id"), bucket.shown(&version.id));
                change(self.buckets[b].object_mut(key, id));
            }
            missing @ Found::Error(..) => self.missing(&reply, &missing),
        }
    }
}
