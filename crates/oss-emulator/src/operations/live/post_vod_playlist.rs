//! `POST ?vod` of `CHANNEL/PLAYLIST`: keeps a playlist of a time as an object.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use http::header::{CONTENT_TYPE, ETAG};
use http::{HeaderValue, StatusCode};

use super::channel::check_playlist;
use super::playlist;
use crate::error::ServiceError;
use crate::operations::configuration::encryption;
use crate::operations::operation::{Call, Handler, Impact, Operation, Scope};
use crate::operations::receive::{Reception, etag, whole_seconds};
use crate::reply::Reply;
use crate::storage::{Attributes, Object, ObjectType, Stored};

pub(crate) static OPERATION: Operation = Operation {
    selector: Some(("vod", None)),
    parameters: &["startTime", "endTime"],
    impact: Impact::Replaces,
    ..Operation::new(
        "PostVodPlaylist",
        "oss:PostVodPlaylist",
        "POST",
        Scope::Object,
        Handler::Later(|call| Box::pin(handle(call))),
    )
};

async fn handle(call: Call<'_>) -> Result<Reply, ServiceError> {
    let (channel, name) = call.key().split_once('/').unwrap_or((call.key(), ""));
    check_playlist(name)?;
    let text = playlist::of_request(&call, channel)?;
    let mut reception = Reception::new(&call.context.server.store, None);
    reception.take(text.as_bytes()).await?;
    let (content, digests) = reception.finish().await?;
    let object = Object {
        content,
        etag: etag(&digests.md5),
        content_md5: Some(STANDARD.encode(digests.md5)),
        crc64: digests.crc64,
        last_modified: whole_seconds(call.context.server.clock.now()),
        kind: ObjectType::Normal,
        attributes: Attributes {
            headers: vec![(CONTENT_TYPE, HeaderValue::from_static(playlist::CONTENT_TYPE))],
            storage_class: call.bucket()?.settings.storage_class,
            acl: None,
            tags: Vec::new(),
            encryption: encryption::of(call.bucket()?),
        },
        restoration: None,
    };
    let Stored { object, version } = call.put(object)?;
    Ok(Reply::empty(StatusCode::OK).header(ETAG, format!("\"{}\"", object.etag)).version(version))
}
