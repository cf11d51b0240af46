//! Hands requests for the token service to it.

use http::{HeaderValue, StatusCode, header::CONTENT_TYPE};

use crate::body::{ReplyBody, RequestBody};
use crate::clock::fill_random;
use crate::context::Context;
use crate::error::ServiceError;
use crate::reply::{Gateway, Reply};

/// Longest form that is read; the longest valid one, with a policy and a token, has about 8 KiB.
const MAX_BODY: usize = 64 * 1024;

/// Answers a call of STS.
pub(crate) async fn answer(context: &Context, body: &mut RequestBody) -> Result<Reply, ServiceError> {
    let Some(form) = body.read_all(MAX_BODY).await? else {
        return Err(ServiceError::new(413, "RequestEntityTooLarge", "The request body is too large."));
    };
    let server = &context.server;
    let answer = server.sts.handle(&context.head, &form, &server.directory, context.now, &fill_random);
    let status = StatusCode::from_u16(answer.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let mut reply = Reply::empty(status);
    reply.headers.insert(CONTENT_TYPE, HeaderValue::from_static(answer.content_type));
    reply.gateway = Gateway::Sts;
    reply.body = ReplyBody::Full(answer.body.into());
    Ok(reply)
}
