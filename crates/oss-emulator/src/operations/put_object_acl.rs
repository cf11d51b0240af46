//! `PUT ?acl` of an object.

use http::StatusCode;

use super::attributes;
use super::operation::{Call, Handler, Operation, Scope, missing_argument};
use crate::error::ServiceError;
use crate::reply::Reply;

pub(crate) static OPERATION: Operation = Operation {
    selector: Some(("acl", None)),
    headers: &["x-oss-object-acl"],
    version_action: Some("oss:PutObjectVersionAcl"),
    ..Operation::new("PutObjectAcl", "oss:PutObjectAcl", "PUT", Scope::Object, Handler::Now(handle))
};

fn handle(call: &Call<'_>) -> Result<Reply, ServiceError> {
    let head = &call.context.head;
    if head.header("x-oss-object-acl").is_none() {
        return Err(missing_argument("x-oss-object-acl"));
    }
    let acl = attributes::acl(head)?;
    let stored = call.update(|object| {
        object.attributes.acl = acl;
        Ok(())
    })?;
    Ok(Reply::empty(StatusCode::OK).version(stored.version))
}
