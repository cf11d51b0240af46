//! Fetches one object, stores it, and tells whoever wants to know.

use std::net::IpAddr;
use std::sync::Arc;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use http::header::{CONTENT_TYPE, HOST};
use http::{HeaderValue, Request, StatusCode};
use http_body_util::Full;

use crate::callback::{Callback, Event};
use crate::fetches::{Order, State};
use crate::loopback::Target;
use crate::model::StorageClass;
use crate::operations::configuration::encryption;
use crate::operations::receive::{MAX_SIZE, Reception, etag, whole_seconds};
use crate::state::Server;
use crate::storage::{Attributes, Bucket, Object, ObjectType, Stored};

/// A task and what it needs to know of the request that ordered it.
pub(super) struct Work {
    pub(super) server: Arc<Server>,
    pub(super) bucket: Arc<Bucket>,
    pub(super) id: String,
    pub(super) order: Order,
    pub(super) storage_class: StorageClass,
    pub(super) callback: Option<Callback>,
    pub(super) request_id: String,
    pub(super) requester: String,
    pub(super) client: IpAddr,
}

/// Carries a task out and notes how it ended.
pub(super) async fn run(work: Work) {
    let state = match work.fetch().await {
        Ok(object) => work.tell(&object).await,
        Err(reason) => State::Failed(reason),
    };
    work.server.fetches.end(&work.id, state);
}

impl Work {
    /// Gets the object and stores it, or says why not.
    async fn fetch(&self) -> Result<Arc<Object>, String> {
        let target: Target = self.order.url.parse().map_err(|error| format!("{error}"))?;
        let mut request = Request::new(Full::default());
        if !self.order.host.is_empty() {
            let host = HeaderValue::from_str(&self.order.host).map_err(|error| format!("{error}"))?;
            request.headers_mut().insert(HOST, host);
        }
        let mut answer = target.send(request).await.map_err(|error| format!("{error}"))?;
        if answer.head.status != StatusCode::OK {
            return Err(format!("the source answered with status {}", answer.head.status.as_u16()));
        }
        let mut reception = Reception::new(&self.server.store, None);
        while let Some(bytes) = answer.next().await.map_err(|error| format!("{error}"))? {
            reception.take(&bytes).await.map_err(|error| error.message)?;
            if reception.length() > MAX_SIZE {
                return Err(format!("the source is longer than {MAX_SIZE} bytes"));
            }
        }
        let (content, digests) = reception.finish().await.map_err(|error| error.message)?;
        let content_md5 = STANDARD.encode(digests.md5);
        if !self.order.content_md5.is_empty() && self.order.content_md5 != content_md5 {
            return Err(format!("the MD5 of the source is {content_md5}"));
        }
        let content_type = answer.head.headers.remove(CONTENT_TYPE);
        let now = self.server.clock.now();
        let object = Object {
            content,
            etag: etag(&digests.md5),
            content_md5: Some(content_md5),
            crc64: digests.crc64,
            last_modified: whole_seconds(now),
            kind: ObjectType::Normal,
            attributes: Attributes {
                headers: content_type.map(|value| (CONTENT_TYPE, value)).into_iter().collect(),
                storage_class: self.storage_class,
                acl: None,
                tags: Vec::new(),
                encryption: encryption::of(&self.bucket),
            },
            restoration: None,
        };
        let stored = self.bucket.put(&self.order.key, now, |overwrites| {
            if overwrites && self.order.ignore_same_key {
                Err("the object already exists".to_owned())
            } else {
                Ok(object)
            }
        });
        let Stored { object, .. } = stored.unwrap_or_else(|| Err("the bucket does not exist".to_owned()))?;
        // Nobody is told of what a crash could take back.
        self.server.settle().await.map_err(|error| error.message)?;
        Ok(object)
    }

    async fn tell(&self, object: &Object) -> State {
        let Some(callback) = &self.callback else { return State::Success };
        let event = Event {
            bucket: &self.bucket.settings.name,
            owner: &self.bucket.settings.owner,
            key: &self.order.key,
            object,
            operation: "AsyncFetch",
            request_id: &self.request_id,
            requester: &self.requester,
            client: self.client,
            public_key_url: &self.server.settings.public_key_url,
            now: self.server.clock.now(),
        };
        match callback.post(&event).await {
            Ok(_) => State::Success,
            Err(failure) => State::CallbackFailed(failure.message),
        }
    }
}
