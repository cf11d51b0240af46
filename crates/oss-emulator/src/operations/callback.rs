//! The answer to an upload that asks for a callback.

use http::StatusCode;
use http::header::CONTENT_TYPE;

use super::operation::Call;
use crate::body::ReplyBody;
use crate::callback::{Callback, Event, Failure};
use crate::error::ServiceError;
use crate::reply::Reply;
use crate::storage::Object;

/// Sends the callback, if there is one: what the receiver says takes the place of the reply's body, and the status becomes
/// 200. A failure is told with 203; the object stays.
pub(super) async fn answer(
    callback: Option<Callback>,
    call: &Call<'_>,
    operation: &'static str,
    object: &Object,
    mut reply: Reply,
) -> Result<Reply, ServiceError> {
    let Some(callback) = callback else { return Ok(reply) };
    // The receiver is told of nothing that a crash could take back.
    call.context.server.settle().await?;
    let settings = &call.bucket()?.settings;
    let event = Event {
        bucket: &settings.name,
        owner: &settings.owner,
        key: call.key(),
        object,
        operation,
        request_id: &call.context.request_id,
        requester: call.identity.account().unwrap_or_default(),
        client: call.context.head.peer.ip(),
        public_key_url: &call.context.server.settings.public_key_url,
        now: call.context.now,
    };
    let answer = callback.post(&event).await.map_err(Failure::into_error)?;
    reply.status = StatusCode::OK;
    reply.body = ReplyBody::Full(answer);
    Ok(reply.header(CONTENT_TYPE, "application/json"))
}
