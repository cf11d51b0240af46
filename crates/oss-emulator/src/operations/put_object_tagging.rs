//! `PUT ?tagging` of an object: these tags in place of all others.

use http::StatusCode;

use super::operation::{Call, Handler, Operation, Scope};
use super::tags;
use crate::error::ServiceError;
use crate::reply::Reply;
use crate::xml::{self, malformed};

/// Ten tags of the longest kind fit many times.
const MAX_BODY: usize = 64 * 1024;

pub(crate) static OPERATION: Operation = Operation {
    selector: Some(("tagging", None)),
    version_action: Some("oss:PutObjectVersionTagging"),
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
    let stored = call.update(|object| {
        object.attributes.tags = tags;
        Ok(())
    })?;
    Ok(Reply::empty(StatusCode::OK).version(stored.version))
}
