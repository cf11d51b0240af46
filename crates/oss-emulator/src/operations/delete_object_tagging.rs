//! `DELETE ?tagging` of an object: 204 whether it had tags or not.

use http::StatusCode;

use super::operation::{Call, Handler, Operation, Scope, no_such_key};
use crate::error::ServiceError;
use crate::reply::Reply;

pub(crate) static OPERATION: Operation = Operation {
    selector: Some(("tagging", None)),
    ..Operation::new(
        "DeleteObjectTagging",
        "oss:DeleteObjectTagging",
        "DELETE",
        Scope::Object,
        Handler::Now(handle),
    )
};

fn handle(call: &Call<'_>) -> Result<Reply, ServiceError> {
    call.change(|current| {
        let mut object = current.ok_or_else(|| no_such_key(call.key()))?.clone();
        object.attributes.tags.clear();
        Ok(object)
    })?;
    Ok(Reply::empty(StatusCode::NO_CONTENT))
}
