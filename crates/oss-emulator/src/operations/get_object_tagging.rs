//! `GET ?tagging` of an object.

use super::operation::{Call, Handler, Operation, Scope, no_such_key};
use super::tags;
use crate::error::ServiceError;
use crate::reply::Reply;

pub(crate) static OPERATION: Operation = Operation {
    selector: Some(("tagging", None)),
    ..Operation::new("GetObjectTagging", "oss:GetObjectTagging", "GET", Scope::Object, Handler::Now(handle))
};

fn handle(call: &Call<'_>) -> Result<Reply, ServiceError> {
    let object = call.bucket()?.get(call.key()).ok_or_else(|| no_such_key(call.key()))?;
    Ok(Reply::xml(tags::document(&object.attributes.tags)))
}
