//! `DELETE` of an object.

use http::StatusCode;

use super::operation::{AclRight, Call, Handler, Impact, Operation, Scope, no_such_bucket};
use crate::error::ServiceError;
use crate::reply::Reply;

pub(crate) static OPERATION: Operation = Operation {
    version_action: Some("oss:DeleteObjectVersion"),
    acl_right: AclRight::Write,
    impact: Impact::Replaces,
    ..Operation::new("DeleteObject", "oss:DeleteObject", "DELETE", Scope::Object, Handler::Now(handle))
};

/// 204 whether the object was there or not.
fn handle(call: &Call<'_>) -> Result<Reply, ServiceError> {
    let bucket = call.bucket()?;
    let deleted = bucket.delete(call.key(), call.version, call.context.now);
    let deleted = deleted.ok_or_else(|| no_such_bucket(&bucket.settings.name))?;
    Ok(Reply::empty(StatusCode::NO_CONTENT).deleted(deleted))
}
