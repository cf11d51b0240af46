//! `HEAD` of an object.

use http::StatusCode;
use http::header::CONTENT_LENGTH;

use super::object_headers::{OVERRIDES, apply_overrides, describe, not_modified};
use super::operation::{AclRight, Call, Handler, Operation, Scope};
use super::readable::{self, Found};
use crate::conditions::{self, Verdict};
use crate::error::ServiceError;
use crate::reply::Reply;

pub(crate) static OPERATION: Operation = Operation {
    parameters: &OVERRIDES,
    version_action: Some("oss:GetObjectVersion"),
    acl_right: AclRight::Read,
    ..Operation::new("HeadObject", "oss:GetObject", "HEAD", Scope::Object, Handler::Now(handle))
};

fn handle(call: &Call<'_>) -> Result<Reply, ServiceError> {
    let head = &call.context.head;
    let Found { object, version, .. } = readable::find(call)?;
    if conditions::check(head, &object)? == Verdict::NotModified {
        return Ok(not_modified(&object));
    }
    let mut reply = describe(StatusCode::OK, &object, call.context.now)
        .header(CONTENT_LENGTH, object.content.length().to_string());
    apply_overrides(head, call.identity, &mut reply.headers)?;
    Ok(reply.version(version))
}
