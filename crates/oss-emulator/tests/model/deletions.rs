//! Deleting objects, versions, and everything.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use md5::{Digest, Md5};

use crate::objects::version_query;
use crate::state::Versioning;
use crate::wire::{call, element, elements, escape, query, unescape};
use crate::world::World;

impl World {
    pub(crate) async fn delete_object(&mut self, b: usize) {
        let (key, id) = self.target(b);
        self.delete(b, &key, id.as_deref()).await;
    }

    async fn delete(&mut self, b: usize, key: &str, id: Option<&str>) {
        let query = version_query("", id);
        let reply = self.send(call("DeleteObject", "DELETE", self.buckets[b].name, key, &query)).await;
        self.same("status", reply.status, 204);
        let marks = self.deleted(b, key, id, reply.header("x-oss-version-id"));
        self.same("delete marker", reply.header("x-oss-delete-marker"), marks.then_some("true"));
    }

    /// Deletes in the model, given the version that the reply names; says whether it is a delete marker.
    fn deleted(&mut self, b: usize, key: &str, id: Option<&str>, named: Option<&str>) -> bool {
        if let Some(id) = id {
            self.same("version", named, Some(id));
            self.gone.push((key.to_owned(), id.to_owned()));
            return self.buckets[b].remove(key, id).is_some_and(|version| version.object.is_none());
        }
        if self.buckets[b].versioning == Versioning::Unset {
            self.same("version", named, None);
            self.buckets[b].remove(key, "null");
            return false;
        }
        let marker = self.new_version(b, named);
        self.buckets[b].push(key, &marker, None);
        true
    }

    pub(crate) async fn delete_multiple(&mut self, b: usize) {
        let count = 1 + self.random.below(5);
        let targets: Vec<_> = (0..count).map(|_| self.target(b)).collect();
        // A quiet reply would not tell the ids of new delete markers.
        let tells = self.buckets[b].names_versions() && targets.iter().any(|(_, id)| id.is_none());
        let quiet = !tells && self.random.chance(30);
        let object = |(key, id): &(String, Option<String>)| {
            let id = id.as_ref().map(|id| format!("<VersionId>{id}</VersionId>")).unwrap_or_default();
            format!("<Object><Key>{}</Key>{id}</Object>", escape(key))
        };
        let objects: String = targets.iter().map(object).collect();
        let body = format!("<Delete><Quiet>{quiet}</Quiet>{objects}</Delete>");
        let call = call("DeleteMultipleObjects", "POST", self.buckets[b].name, "", "delete")
            .header("content-md5", &STANDARD.encode(Md5::digest(&body)))
            .body(body);
        let reply = self.send(call).await;
        self.same("status", reply.status, 200);
        let text = reply.text();
        let listed = elements(&text, &["Deleted"]);
        self.same("deleted", listed.len(), if quiet { 0 } else { count });
        for (index, (key, id)) in targets.iter().enumerate() {
            let Some((_, entry)) = listed.get(index) else {
                let silent = match self.buckets[b].versioning {
                    Versioning::Unset => id.clone(),
                    _ => id.clone().or(Some("null".to_owned())),
                };
                self.deleted(b, key, id.as_deref(), silent.as_deref());
                continue;
            };
            self.same("key", element(entry, "Key"), key.clone());
            self.same("version", element(entry, "VersionId"), id.clone().unwrap_or_default());
            let marker = Some(element(entry, "DeleteMarkerVersionId")).filter(|marker| !marker.is_empty());
            let marks = self.deleted(b, key, id.as_deref(), id.as_deref().or(marker.as_deref()));
            self.same("marker", element(entry, "DeleteMarker"), if marks { "true" } else { "" }.to_owned());
            self.same("marker id", marker.is_some(), marks);
        }
    }

    /// Empties a bucket as a user would, page by page, then deletes it and makes it anew.
    pub(crate) async fn empty_bucket(&mut self, b: usize) {
        let name = self.buckets[b].name;
        let mut marker = String::new();
        loop {
            let page = self.random.below(20) + 1;
            let list =
                call("ListObjectVersions", "GET", name, "", &format!("versions&max-keys={page}{marker}"));
            let text = self.send(list.sign()).await.text();
            for (_, entry) in elements(&text, &["Version", "DeleteMarker"]) {
                let (key, id) = (element(entry, "Key"), element(entry, "VersionId"));
                self.delete(b, &key, Some(&id)).await;
            }
            if element(&text, "IsTruncated") == "false" {
                break;
            }
            let (key, id) = (element(&text, "NextKeyMarker"), element(&text, "NextVersionIdMarker"));
            marker = query(&[("key-marker", &key), ("version-id-marker", &id)]);
        }
        self.same("keys left", self.buckets[b].keys.len(), 0);
        for (key, id) in self.buckets[b].uploads.keys().cloned().collect::<Vec<_>>() {
            self.abort(b, &key, &id).await;
        }
        self.delete_bucket(b).await;
        let unset = self.send(call("GetBucketVersioning", "GET", name, "", "versioning").sign()).await;
        self.same("versioning", unescape(&element(&unset.text(), "Status")), String::new());
    }
}
