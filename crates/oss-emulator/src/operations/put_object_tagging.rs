//! `PUT ?tagging` of an object: these tags in place of all others.

use http::StatusCode;

use super::operation::{Call, Handler, Operation, Scope, no_such_key};
use super::tags;
use crate::error::ServiceError;
use crate::reply::Reply;
use crate::xml::{self, malformed};

/// Ten tags of the longest kind fit many times.
const MAX_BODY: usize = 64 * 1024;

pub(crate) static OPERATION: Operation = Operation {
    selector: Some(("tagging", None)),
    ..Operation::new(
        "PutObjectTagging",
        "oss:PutObjectTagging",
        "PUT",
        Scope::Object,
        Handler::Later(|call| Box::pin(handle(call))),
    )
};

async fn handle(call: Call<'_>) -> Result<Reply, ServiceError> {
    let body = call.body.read_all(MAX_BODY).await?.ok_or_else(malformed)?;
    let tags = tags::of_document(&xml::parse(&body, "Tagging")?)?;
    call.change(|current| {
        let mut object = current.ok_or_else(|| no_such_key(call.key()))?.clone();
        object.attributes.tags = tags;
        Ok(object)
    })?;
    Ok(Reply::empty(StatusCode::OK))
}
