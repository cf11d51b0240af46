//! `DELETE ?tagging` of an object: 204 whether it had tags or not.

use http::StatusCode;

use super::operation::{Call, Handler, Operation, Scope};
use crate::error::ServiceError;
use crate::reply::Reply;

pub(crate) static OPERATION: Operation = Operation {
    selector: Some(("tagging", None)),
    version_action: Some("oss:DeleteObjectVersionTagging"),
    ..Operation::new(
        "DeleteObjectTagging",
        "oss:DeleteObjectTagging",
        "DELETE",
        Scope::Object,
        Handler::Now(handle),
    )
};

fn handle(call: &Call<'_>) -> Result<Reply, ServiceError> {
    let stored = call.update(|object| {
        object.attributes.tags.clear();
        Ok(())
    })?;
    Ok(Reply::empty(StatusCode::NO_CONTENT).version(stored.version))
}
