//! `GET` of an object.

use http::StatusCode;
use http::header::CONTENT_RANGE;

use super::object_headers::{OVERRIDES, apply_overrides, describe, not_modified};
use super::operation::{AclRight, Call, Handler, Operation, Scope};
use super::readable::{self, Found, check_readable};
use crate::body::ReplyBody;
use crate::conditions::{self, Verdict};
use crate::error::ServiceError;
use crate::range::{self, Selection};
use crate::reply::Reply;

pub(crate) static OPERATION: Operation = Operation {
    parameters: &OVERRIDES,
    headers: &["x-oss-range-behavior"],
    version_action: Some("oss:GetObjectVersion"),
    acl_right: AclRight::Read,
    ..Operation::new("GetObject", "oss:GetObject", "GET", Scope::Object, Handler::Now(handle))
};

fn handle(call: &Call<'_>) -> Result<Reply, ServiceError> {
    let head = &call.context.head;
    let Found { object, source, version } = readable::find(call)?;
    if conditions::check(head, &object)? == Verdict::NotModified {
        return Ok(not_modified(&object));
    }
    let now = call.context.now;
    check_readable(&source, now)?;
    let size = object.content.length();
    let mut reply = match range::select(head, size)? {
        Selection::Whole => {
            let mut reply = describe(StatusCode::OK, &object, now);
            reply.body = ReplyBody::Content(object.content.read(0, size));
            reply
        }
        Selection::Part { first, last } => {
            let mut reply = describe(StatusCode::PARTIAL_CONTENT, &object, now)
                .header(CONTENT_RANGE, format!("bytes {first}-{last}/{size}"));
            reply.body = ReplyBody::Content(object.content.read(first, last - first + 1));
            reply
        }
    };
    apply_overrides(head, call.identity, &mut reply.headers)?;
    Ok(reply.version(version))
}
