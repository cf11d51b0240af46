//! `DELETE` of an object.

use http::StatusCode;

use super::operation::{AclRight, Call, Handler, Impact, Operation, Scope};
use crate::error::ServiceError;
use crate::reply::Reply;

pub(crate) static OPERATION: Operation = Operation {
    acl_right: AclRight::Write,
    impact: Impact::Replaces,
    ..Operation::new("DeleteObject", "oss:DeleteObject", "DELETE", Scope::Object, Handler::Now(handle))
};

/// 204 whether the object was there or not.
fn handle(call: &Call<'_>) -> Result<Reply, ServiceError> {
    call.bucket()?.delete(call.key());
    Ok(Reply::empty(StatusCode::NO_CONTENT))
}
