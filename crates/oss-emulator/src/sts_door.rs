//! Hands requests for the token service to it.

use http::{HeaderValue, StatusCode, header::CONTENT_TYPE};

use crate::body::{ReplyBody, RequestBody};
use crate::clock::fill_random;
use crate::context::Context;
use crate::error::ServiceError;
use crate::reply::{Gateway, Reply};
use crate::sts::action_of;

/// Longest form that is read; the longest valid one, with a policy and two tokens, has about 30 KiB.
const MAX_BODY: usize = 64 * 1024;
/// What calls of no known action are named, and what stands for all actions in a rule of a fault.
pub(crate) const GROUP: &str = "Sts";

/// A call of STS, whose form is read before anything is decided: it may hold the name of the action.
#[derive(Debug)]
pub(crate) struct Call {
    form: Result<Vec<u8>, ServiceError>,
    /// `AssumeRole` and so on.
    pub(crate) action: &'static str,
}

impl Call {
    /// Reads the form.
    pub(crate) async fn read(context: &Context, body: &mut RequestBody) -> Self {
        let too_large = || ServiceError::new(413, "RequestEntityTooLarge", "The request body is too large.");
        let form = body.read_all(MAX_BODY).await.and_then(|form| form.ok_or_else(too_large));
        let action = form.as_ref().ok().and_then(|form| action_of(&context.head, form));
        Self { form, action: action.unwrap_or(GROUP) }
    }

    /// Answers it.
    pub(crate) fn answer(self, context: &Context) -> Result<Reply, ServiceError> {
        let server = &context.server;
        let answer =
            server.sts.handle(&context.head, &self.form?, &server.directory, context.now, &fill_random);
        let status = StatusCode::from_u16(answer.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let mut reply = Reply::empty(status);
        reply.headers.insert(CONTENT_TYPE, HeaderValue::from_static(answer.content_type));
        reply.gateway = Gateway::Sts;
        reply.body = ReplyBody::Full(answer.body.into());
        Ok(reply)
    }
}
